/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-journal-private.h"

/* Sentences about checks: packs, word lists, waivers. */

char *
cs_journal_tell_check_pack_set (const char *who,
                                JsonObject *details)
{
  const char *pack = get_text (details, "pack");

  if (get_truth (details, "on"))
    /* Translators: %2$s is the name of a pack of checks. */
    return g_strdup_printf (_("%1$s switched the checks “%2$s” on."), who, pack);

  /* Translators: %2$s is the name of a pack of checks. */
  return g_strdup_printf (_("%1$s switched the checks “%2$s” off."), who, pack);
}

char *
cs_journal_tell_word_list_set (const char *who,
                               JsonObject *details)
{
  guint n = (guint) get_number (details, "entries");

  /* Translators: %3$s is the name of a list of words, %2$u how many there are. */
  return g_strdup_printf (ngettext ("%1$s imported %2$u word into the list “%3$s”.",
                                    "%1$s imported %2$u words into the list “%3$s”.", n),
                          who, n, get_text (details, "name"));
}

char *
cs_journal_tell_word_list_removed (const char *who,
                                   JsonObject *details)
{
  return g_strdup_printf (_("%1$s removed the word list “%2$s”."), who, get_text (details, "name"));
}

char *
cs_journal_tell_check_waived (const char *who,
                              JsonObject *details)
{
  /* Translators: %2$s is what a check found, %3$s why it does not matter here. */
  return g_strdup_printf (_("%1$s waived the check “%2$s”: %3$s"), who, get_text (details, "sentence"),
                          get_text (details, "reason"));
}
