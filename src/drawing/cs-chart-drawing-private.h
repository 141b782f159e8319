/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/* Everything is laid out on a sheet of this width, then scaled to where it is drawn: the live view is the published
 * picture, only smaller. */
#define CS_SHEET_WIDTH 1600.0
#define CS_SHEET_MARGIN 60.0

typedef struct
{
  double red;
  double green;
  double blue;
} CsInk;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} CsArea;

/* The vertical scale: from @low to @high in steps of @step. */
typedef struct
{
  double   low;
  double   high;
  double   step;
  gboolean decimal_comma; /* as the person typed numbers */
  gboolean group_four;    /* 1,204 rather than 1204 */
} CsScale;

typedef struct
{
  const CsChart *chart;
  cairo_t       *cr;
  gboolean       right_to_left;
  double         height;       /* of the sheet */
  guint          n_categories;
  guint          n_series;
  double        *values;       /* n_categories × n_series, NAN where missing; owned */
  CsScale        scale;
  CsArea         plot;         /* as if text ran from left to right; cs_sheet_x() mirrors */
} CsSheet;

extern const CsInk cs_ink_text;
extern const CsInk cs_ink_quiet;
extern const CsInk cs_ink_grid;

/* cs-chart-drawing-scale.c */
CsScale      cs_scale_for       (const CsSheet     *sheet);
char        *cs_scale_format    (const CsScale     *scale,
                                 double             value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_scale_format_cell:
 *
 * Returns: (transfer full): the number as it was typed, with a true minus, and thousands marks if nothing divides its digits
 */
char        *cs_scale_format_cell (const CsScale   *scale,
                                   const char      *cell) G_GNUC_WARN_UNUSED_RESULT;
double       cs_scale_place     (const CsScale     *scale,
                                 const CsArea      *plot,
                                 double             value);

/* cs-chart-drawing.c */
CsInk        cs_ink_of_series   (guint              series);
CsInk        cs_ink_of_label    (guint              series);
void         cs_sheet_set_ink   (const CsSheet     *sheet,
                                 CsInk              ink);

/**
 * cs_sheet_x:
 *
 * Returns: the left edge of something @width wide that would stand at @x if text ran from left to right
 */
double       cs_sheet_x         (const CsSheet     *sheet,
                                 double             x,
                                 double             width);

/**
 * cs_sheet_layout:
 * @size: of the font, in the sheet's units
 * @width: where lines break, 0 for one line
 * @max_lines: what is longer ends with "…"
 */
PangoLayout *cs_sheet_layout    (const CsSheet     *sheet,
                                 const char        *text,
                                 double             size,
                                 PangoWeight        weight,
                                 double             width,
                                 int                max_lines) G_GNUC_WARN_UNUSED_RESULT;
double       cs_sheet_value     (const CsSheet     *sheet,
                                 guint              category,
                                 guint              series);
const char  *cs_sheet_cell      (const CsSheet     *sheet,
                                 guint              category,
                                 guint              series);

/* cs-chart-drawing-plot.c */
void         cs_sheet_draw_bars (CsSheet           *sheet);
void         cs_sheet_draw_lines (CsSheet          *sheet);

/**
 * cs_sheet_reserve_line_labels:
 *
 * Returns: the width that the names at the lines' ends take
 */
double       cs_sheet_reserve_line_labels (const CsSheet *sheet);

/* cs-chart-drawing-axes.c */
void         cs_sheet_draw_axes (CsSheet           *sheet);

/**
 * cs_sheet_fit_categories:
 *
 * Finds how the names below the plot stand; needs the plot's width. Returns their height.
 */
double       cs_sheet_fit_categories (const CsSheet *sheet);
double       cs_sheet_category_x (const CsSheet    *sheet,
                                  guint             category);

G_END_DECLS
