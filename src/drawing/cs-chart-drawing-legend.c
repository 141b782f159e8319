/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define SWATCH 20.0
#define LEAST_ROW 34.0
#define BETWEEN 26.0

static PangoLayout *
make_label (CsSheet *sheet,
            guint    j)
{
  gboolean lit = cs_sheet_is_lit (sheet, j) && sheet->chart->highlights->len > 0;

  return cs_sheet_layout (sheet, cs_sheet_series (sheet, j), CS_SIZE_TICK, lit ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL, 380, 1);
}

/* Some scripts stand taller than others, in some fonts: no row runs into the next. */
static double
measure_row (CsSheet *sheet)
{
  double row = LEAST_ROW;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      g_autoptr(PangoLayout) layout = make_label (sheet, j);
      double height;

      cs_layout_measure (layout, NULL, &height);
      row = MAX (row, height);
    }

  return row;
}

double
cs_sheet_draw_legend (CsSheet *sheet,
                      double   y)
{
  double x = CS_SHEET_MARGIN, top = y;
  const double row = measure_row (sheet);

  for (guint j = 0; j < sheet->n_series; j++)
    {
      g_autoptr(PangoLayout) layout = make_label (sheet, j);
      double width, height;

      cs_layout_measure (layout, &width, &height);
      if (x > CS_SHEET_MARGIN && x + SWATCH + 8 + width > sheet->width - CS_SHEET_MARGIN)
        {
          x = CS_SHEET_MARGIN;
          y += row;
        }

      cs_sheet_set_ink (sheet, cs_sheet_ink (sheet, 0, j));
      if (sheet->chart->kind == CS_CHART_DOT)
        cs_sheet_dot (sheet, x + SWATCH / 2, y + row / 2, SWATCH / 2 - 1);
      else
        cs_sheet_rectangle (sheet, x, y + (row - SWATCH) / 2, SWATCH, SWATCH);
      cs_sheet_set_ink (sheet, cs_ink_text);
      cs_sheet_show (sheet, layout, x + SWATCH + 8, y + (row - height) / 2);
      x += SWATCH + 8 + width + BETWEEN;
    }

  return y + row - top;
}

/* --- beside the plot --- */

static void
clear_label (CsSideLabel *label)
{
  g_clear_object (&label->layout);
}

GArray *
cs_side_labels_new (void)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (CsSideLabel));

  g_array_set_clear_func (labels, (GDestroyNotify) clear_label);
  return labels;
}

void
cs_side_labels_add (GArray      *labels,
                    PangoLayout *layout,
                    CsInk        ink,
                    double       at,
                    gboolean     lit)
{
  CsSideLabel label = { .layout = g_object_ref (layout), .ink = ink, .at = at, .lit = lit };

  cs_layout_measure (layout, NULL, &label.height);
  g_array_append_val (labels, label);
}

static int
compare_labels (gconstpointer one,
                gconstpointer other)
{
  double difference = ((const CsSideLabel *) one)->at - ((const CsSideLabel *) other)->at;

  return difference < 0 ? -1 : difference > 0;
}

/* Takes out the label that is missed least: quiet ones first, where it is most crowded. */
static void
drop_one (GArray *labels)
{
  guint least = 0;
  double room_of_least = INFINITY;

  for (guint i = 0; i < labels->len; i++)
    {
      const CsSideLabel *label = &g_array_index (labels, CsSideLabel, i);
      double before = i > 0 ? label->at - g_array_index (labels, CsSideLabel, i - 1).at : 1e6;
      double after = i + 1 < labels->len ? g_array_index (labels, CsSideLabel, i + 1).at - label->at : 1e6;
      double room = before + after + (label->lit ? 1e9 : 0);

      if (room < room_of_least)
        {
          room_of_least = room;
          least = i;
        }
    }

  g_array_remove_index (labels, least);
}

void
cs_side_labels_spread (GArray *labels,
                       double  top,
                       double  bottom)
{
  double needed = 0, limit = bottom;

  g_array_sort (labels, compare_labels);
  for (guint i = 0; i < labels->len; i++)
    needed += g_array_index (labels, CsSideLabel, i).height;
  while (labels->len > 0 && needed > bottom - top)
    {
      drop_one (labels);
      needed = 0;
      for (guint i = 0; i < labels->len; i++)
        needed += g_array_index (labels, CsSideLabel, i).height;
    }

  /* Downwards first, then up again from the lower edge. */
  for (guint i = 0; i < labels->len; i++)
    {
      CsSideLabel *label = &g_array_index (labels, CsSideLabel, i);

      label->y = MAX (label->at - label->height / 2, top);
      if (i > 0)
        label->y = MAX (label->y, g_array_index (labels, CsSideLabel, i - 1).y + g_array_index (labels, CsSideLabel, i - 1).height);
    }
  for (guint i = labels->len; i > 0; i--)
    {
      CsSideLabel *label = &g_array_index (labels, CsSideLabel, i - 1);

      label->y = MIN (label->y, limit - label->height);
      limit = label->y;
    }
}

void
cs_sheet_draw_side_labels (CsSheet *sheet,
                           GArray  *labels,
                           double   x,
                           gboolean ending)
{
  double lead = ending ? x + CS_GAP : x - CS_GAP;

  for (guint i = 0; i < labels->len; i++)
    {
      CsSideLabel *label = &g_array_index (labels, CsSideLabel, i);
      double width, middle = label->y + label->height / 2;

      cs_layout_measure (label->layout, &width, NULL);
      if (fabs (middle - label->at) > 5)
        {
          cs_sheet_set_ink (sheet, cs_ink_context);
          cairo_set_line_width (sheet->cr, 1.3);
          cs_sheet_line (sheet, lead, label->at, ending ? x + 2 : x - 2, middle);
        }
      cs_sheet_set_ink (sheet, cs_chart_ink_for_text (label->ink));
      cs_sheet_show (sheet, label->layout, ending ? x - width : x, label->y);
    }
}
