/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-claims.h"

/* Figures: whether each stands on a source, and agrees with the chart beside it. */

/* Whether no words that were tied to a source stand where the claim stands. */
gboolean
cs_check_is_unsourced (const CsCheckPart  *part,
                       const CsCheckMatch *match)
{
  const CsSegment *segment = part->segment;

  for (guint i = 0; i < segment->claims->len; i++)
    {
      const CsClaim *claim = g_ptr_array_index (segment->claims, i);
      gsize length = strlen (claim->words);

      for (const char *at = strstr (segment->text, claim->words); length > 0 && at; at = strstr (at + 1, claim->words))
        {
          gsize start = (gsize) (at - segment->text);

          if (start < match->end && match->start < start + length)
            return FALSE;
        }
    }

  return TRUE;
}

/* Every claim of the text: which of them have a source is told by the part. */
void
cs_check_unsourced (const CsCheckRule *rule,
                    const CsCheckText *text,
                    GArray            *matches)
{
  g_autofree char *bounded = g_strndup (text->text, text->size);
  g_autoptr(GArray) spans = cs_claims_find (bounded);

  for (guint i = 0; i < spans->len; i++)
    {
      const CsClaimSpan *span = &g_array_index (spans, CsClaimSpan, i);

      cs_check_matches_add (matches, span->start, span->end, NULL);
    }
}

static void
add_at (CsCheckRun        *run,
        const CsCheckPart *part,
        gsize              start,
        gsize              end,
        char              *sentence)
{
  g_autofree char *words = cs_check_dup_words (part->segment->text, start, end);
  CsFinding *finding = cs_check_run_add (run, CS_PLACE_TEXT, part, 0, words, sentence);

  finding->place.start = start;
  finding->place.end = end;
}

static char *
say_difference (const CsCheckPart     *part,
                const CsClaimConflict *conflict)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *words = cs_check_dup_words (part->segment->text, conflict->start, conflict->end);

  g_ascii_formatd (number, sizeof number, "%.10g", conflict->in_chart);
  /* Translators: two numbers. */
  return g_strdup_printf (_("%1$s in the text, %2$s in the chart"), words, number);
}

void
cs_check_differs (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);
      g_autoptr(GArray) spans = NULL;

      for (guint j = 0; j < part->segment->media->len; j++)
        {
          const CsChart *chart = cs_segment_get_media (part->segment, j)->chart;
          g_autoptr(GArray) conflicts = NULL;

          if (!chart)
            continue;
          if (!spans)
            spans = cs_claims_find (part->segment->text);
          conflicts = cs_claims_compare_chart (part->segment->text, spans, chart);
          for (guint k = 0; k < conflicts->len; k++)
            {
              const CsClaimConflict *conflict = &g_array_index (conflicts, CsClaimConflict, k);

              add_at (run, part, conflict->start, conflict->end, say_difference (part, conflict));
            }
        }
    }
}

void
cs_check_source_ended (CsCheckRun *run)
{
  const CsContent *content = run->question->content;

  for (guint i = 0; i < content->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (content, i);

      if (*source->until != '\0' && strcmp (source->until, run->day) < 0)
        cs_check_run_add (run, CS_PLACE_SOURCES, NULL, i, source->title,
                          /* Translators: %1$s is the title of a source, %2$s a date. */
                          g_strdup_printf (_("“%1$s” held until %2$s"), source->title, source->until));
    }
}
