/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-journal-private.h"

/* What the journal says of keys, seals and evidence. */

char *
cs_journal_tell_key_added (const char *who,
                           JsonObject *details)
{
  if (get_number (details, "replaces") != 0)
    return g_strdup_printf (_("%s received a new signing key in place of the old one."), who);

  return g_strdup_printf (_("%s received a signing key."), who);
}

char *
cs_journal_tell_key_ended (const char *who,
                           JsonObject *details)
{
  const char *name = get_text (details, "name");

  if (get_truth (details, "lost"))
    /* Translators: a person’s name. */
    return g_strdup_printf (_("The signing key of %s was lost: the password was set by somebody else."), name);

  /* Translators: a person’s name. */
  return g_strdup_printf (_("The signing key of %s ended."), name);
}

char *
cs_journal_tell_key_renewal_asked (const char *who,
                                   JsonObject *details)
{
  /* Translators: %1$s and %2$s are people. */
  return g_strdup_printf (_("%1$s asked for a new signing key for %2$s."), who, get_text (details, "name"));
}

char *
cs_journal_tell_key_renewal_confirmed (const char *who,
                                       JsonObject *details)
{
  /* Translators: %1$s and %2$s are people. */
  return g_strdup_printf (_("%1$s confirmed that %2$s receives a new signing key."), who, get_text (details, "name"));
}

char *
cs_journal_tell_second_factor_set (const char *who,
                                   JsonObject *details)
{
  return g_strdup_printf (_("%s set up a second factor."), who);
}

char *
cs_journal_tell_second_factor_removed (const char *who,
                                       JsonObject *details)
{
  return g_strdup_printf (_("%s no longer has a second factor."), who);
}

char *
cs_journal_tell_seal_made (const char *who,
                           JsonObject *details)
{
  /* Translators: %1$s is a person, %2$s the number of an entry of the journal. */
  return g_strdup_printf (_("%1$s sealed the journal up to entry %2$d."), who, (int) get_number (details, "sequence"));
}

char *
cs_journal_tell_accepted (const char *who,
                          JsonObject *details)
{
  /* Translators: %1$s is a person, %2$s a reason. */
  return g_strdup_printf (_("%1$s accepted the journal as it is, although a workstation had seen more of it: %2$s"), who,
                          get_text (details, "reason"));
}

char *
cs_journal_tell_briefing_saved (const char *who,
                                JsonObject *details)
{
  return g_strdup_printf (_("%s wrote the briefing for those who decide."), who);
}

char *
cs_journal_tell_dossier_exported (const char *who,
                                  JsonObject *details)
{
  return g_strdup_printf (_("%s exported the dossier."), who);
}
