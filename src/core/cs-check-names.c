/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-rule-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The order of names in a listing: as the office’s list has it. */

/* Two names belong to one listing if no sentence ends between them and nothing longer than a title stands there. */
#define MAX_BETWEEN 40 /* characters */

static gboolean
is_listing (const char *text,
            gsize       from,
            gsize       to)
{
  static const char * const stops[] = { "。", "！", "？", "；", ". ", "! ", "? ", ";", "\n" };
  g_autofree char *between = g_strndup (text + from, to - from);

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    if (strstr (between, stops[i]))
      return FALSE;
  return g_utf8_strlen (between, -1) <= MAX_BETWEEN;
}

void
cs_check_names_match (const CsCheckRule *rule,
                      const CsCheckText *text,
                      GArray            *matches)
{
  g_autoptr(GArray) hits = cs_word_set_find (rule->words, text->text, text->size);

  for (guint i = 1; i < hits->len; i++)
    {
      const CsWordHit *one = &g_array_index (hits, CsWordHit, i - 1);
      const CsWordHit *other = &g_array_index (hits, CsWordHit, i);

      if (other->word >= one->word || !is_listing (text->text, one->end, other->start))
        continue;
      /* Translators: two names; the list of the office has the first one earlier than the second. */
      cs_check_matches_add (matches, one->start, other->end,
                            g_strdup_printf (_("“%1$s” comes before “%2$s”"), rule->word_list[other->word],
                                             rule->word_list[one->word]));
    }
}
