/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-journal-private.h"

/* What the journal says of the libraries: source cards, templates, pictures. */

char *
cs_journal_tell_source_added (const char *who,
                              JsonObject *details)
{
  /* Translators: %2$s is the title of a source card. */
  return g_strdup_printf (_("%1$s added the source “%2$s” to the library."), who, get_text (details, "title"));
}

char *
cs_journal_tell_source_changed (const char *who,
                                JsonObject *details)
{
  /* Translators: %2$s is the title of a source card. */
  return g_strdup_printf (_("%1$s changed the source “%2$s” in the library."), who, get_text (details, "title"));
}

char *
cs_journal_tell_source_retired (const char *who,
                                JsonObject *details)
{
  /* Translators: %2$s is the title of a source card. */
  return g_strdup_printf (_("%1$s retired the source “%2$s” from the library."), who, get_text (details, "title"));
}

char *
cs_journal_tell_template_saved (const char *who,
                                JsonObject *details)
{
  /* Translators: %2$s is the name of a snippet or a template of posts. */
  return g_strdup_printf (_("%1$s saved the template “%2$s”."), who, get_text (details, "name"));
}

char *
cs_journal_tell_template_retired (const char *who,
                                  JsonObject *details)
{
  /* Translators: %2$s is the name of a snippet or a template of posts. */
  return g_strdup_printf (_("%1$s retired the template “%2$s”."), who, get_text (details, "name"));
}

char *
cs_journal_tell_media_noted (const char *who,
                             JsonObject *details)
{
  const char *title = get_text (details, "title");

  if (*title == '\0')
    return g_strdup_printf (_("%s noted the rights of a picture."), who);

  /* Translators: %2$s is the title of a picture or a film. */
  return g_strdup_printf (_("%1$s noted the rights of “%2$s”."), who, title);
}
