/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <glib/gi18n.h>
#include <string.h>

/* Pictures and films: their words, marks and rights. */

/* The same words for two pictures: one of them was copied and not rewritten. */
void
cs_check_repeated_alt (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 1; j < part->segment->media->len; j++)
        for (guint k = 0; k < j; k++)
          {
            const CsMediaItem *one = cs_segment_get_media (part->segment, k);
            const CsMediaItem *other = cs_segment_get_media (part->segment, j);

            if (cs_check_is_blank (other->alt_text) || !g_str_equal (one->alt_text, other->alt_text) ||
                cs_digest_equal (&one->digest, &other->digest))
              continue;
            cs_check_run_add (run, CS_PLACE_ALT, part, j, other->alt_text,
                              /* Translators: both numbers count pictures from 1. */
                              g_strdup_printf (_("Pictures %1$u and %2$u have the same alt text"), k + 1, j + 1));
            break;
          }
    }
}

/* A map that is published needs the number of its review, in the picture’s facts or in words. */
void
cs_check_map_number (CsCheckRun *run)
{
  GRegex *map = cs_check_get_pattern ("(?i:\\bmaps?\\b)|地图|示意图.{0,6}行政区|行政区划图|地形图|分布图");
  GRegex *number = cs_check_get_pattern ("审图号|(?i:map review|map approval)");

  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 0; j < part->segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (part->segment, j);
          g_autofree char *digest = cs_digest_to_hex (&item->digest);

          if (*item->map_number == '\0' && g_regex_match (map, item->alt_text, 0, NULL) && !g_regex_match (number, item->alt_text, 0, NULL) &&
              !g_regex_match (number, part->segment->text, 0, NULL))
            cs_check_run_add (run, CS_PLACE_MEDIA, part, j, digest,
                              /* Translators: %u counts pictures from 1. In China a published map carries the number of its review (审图号). */
                              g_strdup_printf (_("The map review number for picture %u"), j + 1));
        }
    }
}

#define SAYS_AI "(?i:\\bA\\.?I\\.?\\b|artificial intelligence|(?:machine|computer)[- ]generated)|人工智能|AI(?:生成|制作|合成|绘制)|生成式"
#define MADE_BY_AI "(?i:\\bAI[- ](?:generated|made|created)\\b|\\b(?:generated|made|created|drawn) (?:by|with) (?:an? )?(?:AI\\b|artificial intelligence))" \
                   "|(?:由|用|使用)?(?:AI|人工智能)(?:生成|制作|合成|绘制)"

static void
look_at_ai (CsCheckRun        *run,
            const CsCheckPart *part,
            guint              i)
{
  const CsMediaItem *item = cs_segment_get_media (part->segment, i);
  g_autofree char *digest = cs_digest_to_hex (&item->digest);

  if (item->ai_made && !g_regex_match (cs_check_get_pattern (SAYS_AI), item->alt_text, 0, NULL) &&
      !g_regex_match (cs_check_get_pattern (SAYS_AI), part->segment->text, 0, NULL))
    /* Translators: %u counts pictures from 1. */
    cs_check_run_add (run, CS_PLACE_ALT, part, i, digest, g_strdup_printf (_("Words that picture %u was made by AI"), i + 1));
  else if (!item->ai_made && g_regex_match (cs_check_get_pattern (MADE_BY_AI), item->alt_text, 0, NULL))
    cs_check_run_add (run, CS_PLACE_MEDIA, part, i, digest,
                      /* Translators: %u counts pictures from 1. */
                      g_strdup_printf (_("The mark “made by AI” on picture %u, as its alt text says"), i + 1));
}

/* What AI made says so in words, which every network shows, and in its mark, which some networks show. */
void
cs_check_ai_label (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 0; j < part->segment->media->len; j++)
        look_at_ai (run, part, j);
    }
}

/* Long words about a picture beside hardly any in the post: they stand in the picture alone, where nobody can search, enlarge or translate them. A chart’s numbers
 * are meant to be seen. */
void
cs_check_text_picture (CsCheckRun *run)
{
  glong least_alt = (glong) cs_check_rule_get_number (run->rule, "Alt", 220);
  glong most_text = (glong) cs_check_rule_get_number (run->rule, "Text", 30);

  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 0; j < part->segment->media->len && g_utf8_strlen (part->segment->text, -1) < most_text; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (part->segment, j);
          g_autofree char *digest = cs_digest_to_hex (&item->digest);

          if (!item->chart && item->duration_ms == 0 && g_utf8_strlen (item->alt_text, -1) >= least_alt)
            cs_check_run_add (run, CS_PLACE_TEXT, part, j, digest,
                              /* Translators: %u counts pictures from 1. */
                              g_strdup_printf (_("The words of picture %u in the text as well"), j + 1));
        }
    }
}

void
cs_check_licence (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 0; j < part->segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (part->segment, j);
          g_autofree char *digest = cs_digest_to_hex (&item->digest);

          if (*item->licence_until != '\0' && strcmp (item->licence_until, run->day) < 0)
            cs_check_run_add (run, CS_PLACE_MEDIA, part, j, digest,
                              /* Translators: %1$u counts pictures from 1, %2$s is a date. */
                              g_strdup_printf (_("The licence of picture %1$u ended on %2$s"), j + 1, item->licence_until));
        }
    }
}

/* How many colours @chart needs to be told apart: of its series, or of the parts of a whole; what is there for comparison only stays grey. */
static guint
count_colours (const CsChart *chart)
{
  guint n_series = MAX (chart->table->n_columns, 1) - 1;
  guint n = 0;

  switch (chart->kind)
    {
    case CS_CHART_GROUPED_BAR:
    case CS_CHART_LINE:
    case CS_CHART_STACKED_BAR:
    case CS_CHART_STACKED_SHARE:
    case CS_CHART_AREA:
    case CS_CHART_DOT:
      n = n_series;
      break;
    case CS_CHART_SHARE:
      n = MAX (cs_table_get_n_rows (chart->table), 1) - 1;
      break;
    case CS_CHART_BAR:
    case CS_CHART_MULTIPLES:
    case CS_CHART_DUMBBELL:
    case CS_CHART_SLOPE:
    default:
      break;
    }

  return chart->highlights->len > 0 ? MIN (n, chart->highlights->len) : n;
}

void
cs_check_chart_colours (CsCheckRun *run)
{
  guint most = (guint) cs_check_rule_get_number (run->rule, "Colours", 7);

  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 0; j < part->segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (part->segment, j);
          g_autofree char *digest = cs_digest_to_hex (&item->digest);

          if (item->chart && count_colours (item->chart) > most)
            cs_check_run_add (run, CS_PLACE_MEDIA, part, j, digest,
                              /* Translators: %1$u counts pictures from 1, %2$u is a number of colours. */
                              g_strdup_printf (_("At most %2$u colours in the chart of picture %1$u"), j + 1, most));
        }
    }
}
