/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-enums.h"
#include "cs-journal-private.h"

/* What the journal says of the office, its people, sections, routes, accounts and positions. */

char *
cs_journal_tell_office_made (const char *who,
                             JsonObject *details)
{
  return g_strdup_printf (_("%1$s made the office “%2$s”."), who, get_text (details, "name"));
}

char *
cs_journal_tell_office_changed (const char *who,
                                JsonObject *details)
{
  return g_strdup_printf (_("%1$s changed the settings of the office “%2$s”."), who, get_text (details, "name"));
}

/* The labels of all roles in details, whether written as nicks or as the stored number. */
static char *
list_roles (JsonObject *details)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new ();
  CsRoles roles = (CsRoles) (get_number (details, "roles") & CS_ROLE_ANYONE);

  if (roles == CS_ROLE_NONE)
    cs_roles_from_string (get_text (details, "roles"), &roles, NULL);
  for (guint role = CS_ROLE_DRAFTER; role < CS_ROLE_ANYONE; role <<= 1)
    if (roles & role)
      g_ptr_array_add (labels, (gpointer) cs_role_label ((CsRoles) role));
  if (labels->len == 0)
    g_ptr_array_add (labels, (gpointer) C_("role", "no role"));
  g_ptr_array_add (labels, NULL);

  /* Translators: stands between two names in a list. */
  return g_strjoinv (C_("list of names", ", "), (char **) labels->pdata);
}

char *
cs_journal_tell_person_added (const char *who,
                              JsonObject *details)
{
  g_autofree char *roles = list_roles (details);

  /* Translators: %2$s is the person who was added, %3$s a list of roles. */
  return g_strdup_printf (_("%1$s added %2$s (%3$s)."), who, get_text (details, "name"), roles);
}

char *
cs_journal_tell_person_changed (const char *who,
                                JsonObject *details)
{
  g_autofree char *roles = list_roles (details);

  /* Translators: %2$s is the person whose entry was changed, %3$s a list of roles. */
  return g_strdup_printf (_("%1$s changed the entry of %2$s (%3$s)."), who, get_text (details, "name"), roles);
}

char *
cs_journal_tell_person_retired (const char *who,
                                JsonObject *details)
{
  /* Translators: %2$s is the person who left the office. */
  return g_strdup_printf (_("%1$s retired %2$s."), who, get_text (details, "name"));
}

char *
cs_journal_tell_password_set (const char *who,
                              JsonObject *details)
{
  const char *name = get_text (details, "name");

  if (*name == '\0' || strcmp (name, who) == 0)
    return g_strdup_printf (_("%s set a new password."), who);

  /* Translators: %2$s is the person whose password it is. */
  return g_strdup_printf (_("%1$s set a new password for %2$s."), who, name);
}

char *
cs_journal_tell_section_added (const char *who,
                               JsonObject *details)
{
  return g_strdup_printf (_("%1$s added the section “%2$s”."), who, get_text (details, "name"));
}

char *
cs_journal_tell_section_changed (const char *who,
                                 JsonObject *details)
{
  return g_strdup_printf (_("%1$s changed the section “%2$s”."), who, get_text (details, "name"));
}

char *
cs_journal_tell_section_retired (const char *who,
                                 JsonObject *details)
{
  return g_strdup_printf (_("%1$s retired the section “%2$s”."), who, get_text (details, "name"));
}

char *
cs_journal_tell_route_added (const char *who,
                             JsonObject *details)
{
  return g_strdup_printf (_("%1$s set version %3$u of the route “%2$s”."), who, get_text (details, "name"),
                          (guint) get_number (details, "version"));
}

char *
cs_journal_tell_account_added (const char *who,
                               JsonObject *details)
{
  return g_strdup_printf (_("%1$s connected the account %2$s."), who, get_text (details, "handle"));
}

char *
cs_journal_tell_account_changed (const char *who,
                                 JsonObject *details)
{
  return g_strdup_printf (_("%1$s changed the account %2$s."), who, get_text (details, "handle"));
}

char *
cs_journal_tell_account_retired (const char *who,
                                 JsonObject *details)
{
  return g_strdup_printf (_("%1$s retired the account %2$s."), who, get_text (details, "handle"));
}

char *
cs_journal_tell_account_tried (const char *who,
                               JsonObject *details)
{
  const char *handle = get_text (details, "handle");
  const char *outcome = get_text (details, "outcome");

  if (strcmp (outcome, "visible") == 0)
    return g_strdup_printf (_("%1$s tested the account %2$s. Its server let others see the test, which was removed at once."), who, handle);
  if (strcmp (outcome, "left") == 0)
    return g_strdup_printf (_("%1$s tested the account %2$s. The test could not be removed."), who, handle);
  if (strcmp (outcome, "changed") == 0)
    return g_strdup_printf (_("%1$s tested the account %2$s. The test did not come back as it was sent, and was removed."), who, handle);
  if (strcmp (outcome, "private") == 0)
    return g_strdup_printf (_("%1$s tested the account %2$s with a post that nobody else saw, and that was removed at once."), who, handle);

  return g_strdup_printf (_("%1$s tested the account %2$s. It is not known whether the test arrived."), who, handle);
}

char *
cs_journal_tell_signed_in (const char *who,
                           JsonObject *details)
{
  /* Translators: %s is a person. */
  return g_strdup_printf (_("%s signed in."), who);
}

char *
cs_journal_tell_sign_in_locked (const char *who,
                                JsonObject *details)
{
  return g_strdup_printf (_("Sign-in as “%s” was closed for a while after too many wrong passwords."),
                          get_text (details, "login"));
}

char *
cs_journal_tell_backed_up (const char *who,
                           JsonObject *details)
{
  return g_strdup_printf (_("%s made a backup of the office."), who);
}

char *
cs_journal_tell_restored (const char *who,
                          JsonObject *details)
{
  return g_strdup_printf (_("%s restored the office from a backup."), who);
}

char *
cs_journal_tell_position_added (const char *who,
                                JsonObject *details)
{
  return g_strdup_printf (_("%1$s added the position “%2$s”."), who, get_text (details, "title"));
}

char *
cs_journal_tell_position_changed (const char *who,
                                  JsonObject *details)
{
  const char *title = get_text (details, "title");
  const char *holder = get_text (details, "holder_name");

  if (*holder == '\0')
    return g_strdup_printf (_("%1$s changed the position “%2$s”; nobody holds it now."), who, title);

  /* Translators: %1$s is who changed it, %2$s the position, %3$s who holds it. */
  return g_strdup_printf (_("%1$s changed the position “%2$s”; %3$s holds it now."), who, title, holder);
}

char *
cs_journal_tell_position_retired (const char *who,
                                  JsonObject *details)
{
  return g_strdup_printf (_("%1$s retired the position “%2$s”."), who, get_text (details, "title"));
}

char *
cs_journal_tell_routes_chosen (const char *who,
                               JsonObject *details)
{
  return g_strdup_printf (_("%s chose which posts take which route."), who);
}

char *
cs_journal_tell_house_style_set (const char *who,
                                 JsonObject *details)
{
  return g_strdup_printf (_("%s changed the house style of posters."), who);
}
