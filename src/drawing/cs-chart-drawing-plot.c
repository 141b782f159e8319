/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define VALUE_SIZE 24.0
#define NAME_SIZE 25.0
#define NAME_WIDTH 270.0
#define NAME_GAP 18.0

/* A series' name at the end of its line. */
typedef struct
{
  PangoLayout *layout; /* owned */
  guint        series;
  double       x;
  double       y;      /* top */
  double       height;
} EndLabel;

/* --- bars --- */

/* The number of a cell as it is shown. */
static PangoLayout *
layout_value (const CsSheet *sheet,
              guint          category,
              guint          series,
              double         size)
{
  g_autofree char *text = cs_scale_format_cell (&sheet->scale, cs_sheet_cell (sheet, category, series));

  return cs_sheet_layout (sheet, text, size, PANGO_WEIGHT_SEMIBOLD, 0, 1);
}

static double
bar_width (const CsSheet *sheet)
{
  double band = sheet->plot.width / sheet->n_categories;

  return MIN (band * (sheet->n_series == 1 ? 0.68 : 0.8) / sheet->n_series, 180);
}

static double
bar_left (const CsSheet *sheet,
          guint          category,
          guint          series)
{
  double width = bar_width (sheet);

  return cs_sheet_category_x (sheet, category) + (series - sheet->n_series / 2.0) * width;
}

/* Values stand on the bars only if all of them find room: some with and some without would puzzle. */
static double
find_value_size (const CsSheet *sheet)
{
  double room = sheet->n_series == 1 ? sheet->plot.width / sheet->n_categories - 6 : bar_width (sheet) - 3;

  for (double size = VALUE_SIZE; size >= 18; size -= 2)
    {
      gboolean fits = TRUE;

      for (guint i = 0; fits && i < sheet->n_categories; i++)
        {
          for (guint j = 0; fits && j < sheet->n_series; j++)
            {
              g_autoptr(PangoLayout) layout = layout_value (sheet, i, j, size);
              int width;

              pango_layout_get_pixel_size (layout, &width, NULL);
              fits = width <= room;
            }
        }
      if (fits)
        return size;
    }

  return 0;
}

static void
draw_bar (const CsSheet *sheet,
          guint          category,
          guint          series,
          double         value_size)
{
  double value = cs_sheet_value (sheet, category, series);
  double zero = round (cs_scale_place (&sheet->scale, &sheet->plot, 0));
  double gap = sheet->n_series > 1 ? MIN (3, bar_width (sheet) * 0.1) : 0;
  double width = bar_width (sheet) - gap;
  double left = bar_left (sheet, category, series) + gap / 2;
  g_autoptr(PangoLayout) layout = NULL;
  double end;
  int text_width, text_height;

  if (!isfinite (value))
    return;

  end = cs_scale_place (&sheet->scale, &sheet->plot, value);
  cs_sheet_set_ink (sheet, cs_ink_of_series (series));
  cairo_rectangle (sheet->cr, cs_sheet_x (sheet, left, width), MIN (zero, end), width, fabs (end - zero));
  cairo_fill (sheet->cr);
  if (value_size == 0)
    return;

  layout = layout_value (sheet, category, series, value_size);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  cs_sheet_set_ink (sheet, cs_ink_text);
  cairo_move_to (sheet->cr, cs_sheet_x (sheet, left + width / 2 - text_width / 2.0, text_width),
                 value < 0 ? end + 3 : end - text_height - 3);
  pango_cairo_show_layout (sheet->cr, layout);
}

void
cs_sheet_draw_bars (CsSheet *sheet)
{
  double value_size = find_value_size (sheet);
  double zero = round (cs_scale_place (&sheet->scale, &sheet->plot, 0));

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < sheet->n_series; j++)
        draw_bar (sheet, i, j, value_size);
    }

  /* The zero line again, over the bars' feet. */
  cs_sheet_set_ink (sheet, cs_ink_text);
  cairo_set_line_width (sheet->cr, 2.5);
  cairo_move_to (sheet->cr, cs_sheet_x (sheet, sheet->plot.x, 0), zero);
  cairo_line_to (sheet->cr, cs_sheet_x (sheet, sheet->plot.x + sheet->plot.width, 0), zero);
  cairo_stroke (sheet->cr);
}

/* --- lines --- */

static gboolean
find_last (const CsSheet *sheet,
           guint          series,
           guint         *category)
{
  for (guint i = sheet->n_categories; i > 0; i--)
    {
      if (isfinite (cs_sheet_value (sheet, i - 1, series)))
        {
          *category = i - 1;
          return TRUE;
        }
    }

  return FALSE;
}

static PangoLayout *
make_end_label (const CsSheet *sheet,
                guint          series,
                guint          last)
{
  const char *name = cs_table_get_cell (sheet->chart->table, 0, series + 1);
  g_autofree char *value = cs_scale_format_cell (&sheet->scale, cs_sheet_cell (sheet, last, series));
  g_autofree char *text = g_strdup_printf ("%s%s\u2068%s\u2069", name, *name != '\0' ? " " : "", value);

  return cs_sheet_layout (sheet, text, NAME_SIZE, PANGO_WEIGHT_SEMIBOLD, NAME_WIDTH, 3);
}

double
cs_sheet_reserve_line_labels (const CsSheet *sheet)
{
  int widest = 0;
  guint last;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      if (find_last (sheet, j, &last))
        {
          g_autoptr(PangoLayout) layout = make_end_label (sheet, j, last);
          int width;

          pango_layout_get_pixel_size (layout, &width, NULL);
          widest = MAX (widest, width);
        }
    }

  return widest > 0 ? widest + NAME_GAP + 10 : 0;
}

static void
set_dashes (const CsSheet *sheet,
            guint          series)
{
  static const double dashes[] = { 14, 8 };

  /* Colours repeat after seven. */
  cairo_set_dash (sheet->cr, dashes, series >= 7 ? 2 : 0, 0);
}

static void
draw_dot (const CsSheet *sheet,
          guint          category,
          guint          series,
          double         radius)
{
  double value = cs_sheet_value (sheet, category, series);

  cairo_new_sub_path (sheet->cr);
  cairo_arc (sheet->cr, cs_sheet_x (sheet, cs_sheet_category_x (sheet, category), 0),
             cs_scale_place (&sheet->scale, &sheet->plot, value), radius, 0, 2 * G_PI);
  cairo_fill (sheet->cr);
}

/* A missing value leaves a gap; a value between two gaps is a dot. */
static void
draw_line (const CsSheet *sheet,
           guint          series)
{
  gboolean open = FALSE;

  cs_sheet_set_ink (sheet, cs_ink_of_series (series));
  cairo_set_line_width (sheet->cr, 5);
  cairo_set_line_join (sheet->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (sheet->cr, CAIRO_LINE_CAP_ROUND);
  set_dashes (sheet, series);
  for (guint i = 0; i < sheet->n_categories; i++)
    {
      double value = cs_sheet_value (sheet, i, series);
      double x = cs_sheet_x (sheet, cs_sheet_category_x (sheet, i), 0);

      if (!isfinite (value))
        open = FALSE;
      else if (open)
        cairo_line_to (sheet->cr, x, cs_scale_place (&sheet->scale, &sheet->plot, value));
      else
        {
          cairo_move_to (sheet->cr, x, cs_scale_place (&sheet->scale, &sheet->plot, value));
          open = TRUE;
        }
    }
  cairo_stroke (sheet->cr);
  cairo_set_dash (sheet->cr, NULL, 0, 0);

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      gboolean before = i > 0 && isfinite (cs_sheet_value (sheet, i - 1, series));
      gboolean after = i + 1 < sheet->n_categories && isfinite (cs_sheet_value (sheet, i + 1, series));

      if (isfinite (cs_sheet_value (sheet, i, series)) && !before && !after)
        draw_dot (sheet, i, series, 5);
    }
}

static int
compare_labels (gconstpointer one,
                gconstpointer other)
{
  double difference = ((const EndLabel *) one)->y - ((const EndLabel *) other)->y;

  return difference < 0 ? -1 : difference > 0;
}

/* Pushes labels apart, downwards first, then up again from the plot's lower edge. */
static void
spread_labels (const CsSheet *sheet,
               GArray        *labels)
{
  double limit = sheet->plot.y + sheet->plot.height + 20;

  g_array_sort (labels, compare_labels);
  for (guint i = 1; i < labels->len; i++)
    {
      const EndLabel *above = &g_array_index (labels, EndLabel, i - 1);
      EndLabel *label = &g_array_index (labels, EndLabel, i);

      label->y = MAX (label->y, above->y + above->height);
    }
  for (guint i = labels->len; i > 0; i--)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i - 1);

      label->y = MIN (label->y, limit - label->height);
      limit = label->y;
    }
}

static void
draw_end_labels (const CsSheet *sheet)
{
  g_autoptr(GArray) labels = g_array_new (FALSE, FALSE, sizeof (EndLabel));

  for (guint j = 0; j < sheet->n_series; j++)
    {
      EndLabel label = { .series = j };
      guint last;
      int height;

      if (!find_last (sheet, j, &last))
        continue;
      label.layout = make_end_label (sheet, j, last);
      pango_layout_get_pixel_size (label.layout, NULL, &height);
      label.height = height + 6;
      label.x = sheet->plot.x + sheet->plot.width + NAME_GAP;
      label.y = cs_scale_place (&sheet->scale, &sheet->plot, cs_sheet_value (sheet, last, j)) - height / 2.0;
      g_array_append_val (labels, label);
      cs_sheet_set_ink (sheet, cs_ink_of_series (j));
      draw_dot (sheet, last, j, 8);
    }

  spread_labels (sheet, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      EndLabel *label = &g_array_index (labels, EndLabel, i);
      int width;

      pango_layout_get_pixel_size (label->layout, &width, NULL);
      pango_layout_set_width (label->layout, (width + 1) * PANGO_SCALE);
      cs_sheet_set_ink (sheet, cs_ink_of_label (label->series));
      cairo_move_to (sheet->cr, cs_sheet_x (sheet, label->x, width + 1), label->y);
      pango_cairo_show_layout (sheet->cr, label->layout);
      g_object_unref (label->layout);
    }
}

void
cs_sheet_draw_lines (CsSheet *sheet)
{
  /* The first series is the one meant: on top. */
  for (guint j = sheet->n_series; j > 0; j--)
    draw_line (sheet, j - 1);
  draw_end_labels (sheet);
}
