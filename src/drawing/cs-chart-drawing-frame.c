/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define SMALLEST_TITLE 26.0
#define MAX_TITLE_LINES 4

static double
inner_width (const CsSheet *sheet)
{
  return sheet->width - 2 * CS_SHEET_MARGIN;
}

static double
show_paragraph (CsSheet     *sheet,
                PangoLayout *layout,
                double       y,
                CsInk        ink)
{
  double height;

  cs_layout_measure (layout, NULL, &height);
  cs_sheet_set_ink (sheet, ink);
  cs_sheet_show (sheet, layout, CS_SHEET_MARGIN, y);
  return height;
}

/* As large as it can be in two lines; a long one in smaller letters and more lines. */
static PangoLayout *
lay_out_title (const CsSheet *sheet)
{
  int wanted = sheet->height > sheet->width ? 3 : 2;

  for (double size = CS_SIZE_TITLE; size >= SMALLEST_TITLE; size -= 2)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, sheet->chart->title, size, PANGO_WEIGHT_BOLD, inner_width (sheet),
                                                       size > SMALLEST_TITLE + 3 ? wanted : MAX_TITLE_LINES);

      if (!pango_layout_is_ellipsized (layout) || size - 2 < SMALLEST_TITLE)
        return g_steal_pointer (&layout);
    }

  g_return_val_if_reached (NULL);
}

/* What is measured, and in what. */
static char *
say_subtitle (const CsChart *chart)
{
  if (*chart->subtitle != '\0' && *chart->unit != '\0')
    return g_strdup_printf ("\u2068%s\u2069 · \u2068%s\u2069", chart->subtitle, chart->unit);

  return g_strdup (*chart->subtitle != '\0' ? chart->subtitle : chart->unit);
}

/* Returns the top of what stands below. */
double
cs_sheet_draw_head (CsSheet *sheet)
{
  g_autofree char *subtitle = say_subtitle (sheet->chart);
  double y = CS_SHEET_MARGIN - 12;
  CsChartKind kind = sheet->chart->kind;

  if (*sheet->chart->title != '\0')
    {
      g_autoptr(PangoLayout) layout = lay_out_title (sheet);

      y += show_paragraph (sheet, layout, y, cs_ink_text) + 6;
    }
  if (*subtitle != '\0')
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, subtitle, CS_SIZE_SUBTITLE, PANGO_WEIGHT_NORMAL, inner_width (sheet), 3);

      y += show_paragraph (sheet, layout, y, cs_ink_quiet);
    }

  y += 16;
  if (sheet->n_series > 1 && sheet->n_categories > 0 &&
      (kind == CS_CHART_GROUPED_BAR || kind == CS_CHART_STACKED_BAR || kind == CS_CHART_STACKED_SHARE || kind == CS_CHART_DOT))
    y += cs_sheet_draw_legend (sheet, y) + 8;
  return y;
}

/* --- foot --- */

static gboolean
leaves_out_zero (const CsSheet *sheet)
{
  CsChartKind kind = sheet->chart->kind;
  CsScale scale;

  if (sheet->n_categories == 0 || cs_chart_kind_is_filled (kind) || kind == CS_CHART_SLOPE)
    return FALSE;
  scale = cs_scale_for (sheet, 4);
  return !cs_scale_has_zero (&scale);
}

static void
append_sentence (GString    *text,
                 const char *sentence)
{
  if (*sentence == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, "\u2068%s\u2069", sentence);
}

/* Notes, what the axis does, and words that found no place beside their value. */
static char *
say_notes (const CsSheet *sheet)
{
  const CsChart *chart = sheet->chart;
  GString *text = g_string_new (NULL);

  append_sentence (text, chart->notes);
  if (leaves_out_zero (sheet))
    append_sentence (text, sheet->words->axis);
  for (guint i = 0; i < MIN (chart->annotations->len, CS_CHART_MAX_ANNOTATIONS); i++)
    {
      const CsChartAnnotation *annotation = g_ptr_array_index (chart->annotations, i);
      g_autofree char *sentence = NULL;

      if ((sheet->in_notes & (1u << i)) == 0)
        continue;
      sentence = g_strdup_printf ("%s: %s", annotation->category, annotation->text);
      append_sentence (text, sentence);
    }

  if (text->len > 0)
    {
      if (!g_str_has_suffix (sheet->words->note, "：")) /* it has its own space */
        g_string_prepend_c (text, ' ');
      g_string_prepend (text, sheet->words->note);
    }
  return g_string_free (text, FALSE);
}

/* “Source: City Library”; a full-width colon has its own space. */
static void
append_led (GString    *text,
            const char *lead,
            const char *words)
{
  g_string_append_printf (text, "%s%s\u2068%s\u2069", lead, g_str_has_suffix (lead, "：") ? "" : " ", words);
}

static char *
say_source (const CsSheet *sheet)
{
  const CsChart *chart = sheet->chart;
  GString *text = g_string_new (NULL);

  /* Kept apart, so that text from the right does not pull its neighbours over. */
  if (*chart->source != '\0')
    append_led (text, sheet->words->source, chart->source);
  if (*chart->source != '\0' && *chart->as_of != '\0')
    g_string_append (text, " · ");
  if (*chart->as_of != '\0')
    append_led (text, sheet->words->as_of, chart->as_of);
  return g_string_free (text, FALSE);
}

/* Returns the bottom of what stands above. */
double
cs_sheet_draw_foot (CsSheet *sheet)
{
  g_autofree char *notes = say_notes (sheet);
  g_autofree char *source = say_source (sheet);
  const char *const texts[] = { source, notes };
  double y = sheet->height - CS_SHEET_MARGIN + 20;

  /* From below: the source last. */
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(PangoLayout) layout = NULL;
      double height;

      if (*texts[i] == '\0')
        continue;
      layout = cs_sheet_layout (sheet, texts[i], CS_SIZE_FOOT, PANGO_WEIGHT_NORMAL, inner_width (sheet), i == 0 ? 3 : 4);
      cs_layout_measure (layout, NULL, &height);
      y -= height;
      show_paragraph (sheet, layout, y, cs_ink_quiet);
      y -= 4;
    }

  return y - 14;
}
