/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cs-chart-drawing.h"
#include "cs-chart-palette.h"
#include "cs-chart-lexicon.h"

G_BEGIN_DECLS

/* Everything is laid out on a sheet of one of these widths, then scaled to where it is drawn: the live view is the published
 * picture, only smaller. On a telephone a picture of any size is as wide as the screen: letters are about as large in all. */
#define CS_SHEET_WIDE 1200.0
#define CS_SHEET_NARROW 1080.0
#define CS_SHEET_MARGIN 44.0

/* Sizes of letters. */
#define CS_SIZE_TITLE 42.0
#define CS_SIZE_SUBTITLE 26.0
#define CS_SIZE_LABEL 24.0
#define CS_SIZE_TICK 22.0
#define CS_SIZE_FOOT 19.0
#define CS_SIZE_SMALLEST 16.0

/* Between words and what they belong to. */
#define CS_GAP 12.0

/* Between an axis and the names below it: clear of the lowest number beside it. */
#define CS_BELOW 17.0

/* The scale of values: from @low to @high in steps of @step. */
typedef struct
{
  double low;
  double high;
  double step;
} CsScale;

/* How numbers are written. */
typedef struct
{
  const char *decimal;
  const char *group;
  gboolean    group_four;    /* 1,204 rather than 1204 */
  gboolean    native_digits; /* Arabic-Indic, as they were typed */
  gboolean    percent;       /* the unit stands behind each number */
  int         decimals;      /* -1 = as typed */
  int         typed_decimals; /* most places that a cell has, up to three */
} CsNumbers;

typedef struct
{
  const CsChart      *chart;
  cairo_t            *cr;
  PangoContext       *context;       /* owned */
  gboolean            right_to_left;
  double              width;
  double              height;
  const CsChartLexicon *words;
  guint               n_categories;
  guint               n_series;
  double             *values;        /* n_categories × n_series in the order of the sheet, NAN where missing; owned */
  guint              *rows;          /* row of the table of each category of the sheet; owned */
  double             *days;          /* of each category on a time axis, or NULL; owned */
  CsChartDateKind     day_kind;
  CsNumbers           numbers;
  CsScale             scale;
  gboolean            flat;          /* bars lie */
  CsArea              plot;          /* as if text ran from left to right; cs_sheet_x() mirrors */
  GArray             *boxes;         /* of CsChartBox, mirrored: where text stands; owned */
  GArray             *points;        /* of CsChartPoint, mirrored; owned */
  gboolean            keep_texts;    /* the words of boxes are wanted */
  GArray             *solids;        /* of CsArea, mirrored: bars and the like, where no words should stand; owned */
  guint               in_notes;      /* annotations (by bit) that found no room in an earlier round and stand in the notes */
  guint               failed;        /* those that found none in this one */
} CsSheet;

/* --- cs-chart-drawing-text.c --- */

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

/* A name and, bold behind it, its number; larger if @lit. */
PangoLayout *cs_sheet_layout_named (const CsSheet  *sheet,
                                    const char     *name,
                                    const char     *value,
                                    gboolean        lit,
                                    double          width,
                                    int             max_lines) G_GNUC_WARN_UNUSED_RESULT;

/* Width and height of what is laid out, rounded up. */
void         cs_layout_measure  (PangoLayout       *layout,
                                 double            *width,
                                 double            *height);

/* Draws @layout with its upper near corner at @x, @y (unmirrored) in the present ink, and notes where it stands. */
void         cs_sheet_show      (CsSheet           *sheet,
                                 PangoLayout       *layout,
                                 double             x,
                                 double             y);

/* The same with a rim in the ground's colour, for words upon lines. */
void         cs_sheet_show_clear (CsSheet          *sheet,
                                  PangoLayout      *layout,
                                  double            x,
                                  double            y,
                                  CsInk             ink);

/* Unmirrored places. */
void         cs_sheet_rectangle (const CsSheet     *sheet,
                                 double             x,
                                 double             y,
                                 double             width,
                                 double             height);
void         cs_sheet_line      (const CsSheet     *sheet,
                                 double             x1,
                                 double             y1,
                                 double             x2,
                                 double             y2);
void         cs_sheet_dot       (const CsSheet     *sheet,
                                 double             x,
                                 double             y,
                                 double             radius);

/* --- cs-chart-drawing-data.c --- */

void         cs_sheet_read      (CsSheet           *sheet);
double       cs_sheet_value     (const CsSheet     *sheet,
                                 guint              category,
                                 guint              series);
const char  *cs_sheet_category  (const CsSheet     *sheet,
                                 guint              category);
const char  *cs_sheet_series    (const CsSheet     *sheet,
                                 guint              series);

/* Of a series; of a category where there is one series, or a line for each category. */
CsInk        cs_sheet_ink       (const CsSheet     *sheet,
                                 guint              category,
                                 guint              series);

/* Whether it keeps colour while others do not, or nothing is highlighted. */
gboolean     cs_sheet_is_lit    (const CsSheet     *sheet,
                                 guint              series);

/* Notes where a value was drawn (unmirrored). */
void         cs_sheet_add_point (CsSheet           *sheet,
                                 guint              category,
                                 guint              series,
                                 double             x,
                                 double             y);

/* The numbers of one category together. */
double       cs_sheet_add_up    (const CsSheet     *sheet,
                                 guint              category);

/* Steps of a scale as long as this. */
guint        cs_sheet_steps     (double             length);

/* --- cs-chart-drawing-scale.c --- */

/**
 * cs_scale_between:
 * @with_zero: whether zero is on the scale in any case
 * @n_steps: about so many
 */
CsScale      cs_scale_between   (double             low,
                                 double             high,
                                 gboolean           with_zero,
                                 gboolean           whole,
                                 guint              n_steps);

/* The scale of all values side by side. */
CsScale      cs_scale_for       (const CsSheet     *sheet,
                                 guint              n_steps);

/* Of values one upon the other. */
CsScale      cs_scale_for_stack (const CsSheet     *sheet,
                                 guint              n_steps);

/* Where @value lies between the scale's ends: 0 to 1. */
double       cs_scale_part      (const CsScale     *scale,
                                 double             value);
gboolean     cs_scale_has_zero  (const CsScale     *scale);

/* --- cs-chart-drawing-numbers.c --- */

void         cs_sheet_read_numbers (CsSheet        *sheet);

/**
 * cs_sheet_format_tick:
 *
 * Returns: (transfer full): a number at the axis; large ones with a word, as in “20 m” or “2000万”
 */
char        *cs_sheet_format_tick (const CsSheet   *sheet,
                                   const CsScale   *scale,
                                   double           value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_format_value:
 * @brief: three digits and a word for large numbers
 *
 * Returns: (transfer full): the number of a cell: as it was typed with a true minus and thousands marks, or with as many decimal
 *   places as the chart asks for
 */
char        *cs_sheet_format_value (const CsSheet  *sheet,
                                    guint           category,
                                    guint           series,
                                    gboolean        brief) G_GNUC_WARN_UNUSED_RESULT;

/* A number that stands in no cell. */
char        *cs_sheet_format_number (const CsSheet *sheet,
                                     double         value,
                                     int            decimals,
                                     gboolean       percent) G_GNUC_WARN_UNUSED_RESULT;

/* --- cs-chart-drawing-axes.c --- */

double       cs_sheet_value_y   (const CsSheet     *sheet,
                                 double             value);
double       cs_sheet_value_x   (const CsSheet     *sheet,
                                 double             value);

/* The middle of a category's share of the axis, or its point in time. */
double       cs_sheet_category_x (const CsSheet    *sheet,
                                  guint             category);
double       cs_sheet_category_y (const CsSheet    *sheet,
                                  guint             category);

/* Widest number at the axis. */
double       cs_sheet_widest_tick (const CsSheet   *sheet);

/* Lines across, with their numbers beside (or below, for @flat). */
void         cs_sheet_draw_value_axis (CsSheet     *sheet,
                                       gboolean     with_numbers);

/* The zero line again, over what stands on it. */
void         cs_sheet_draw_zero (CsSheet           *sheet);

/* Height of the names below the plot; needs the plot's width. */
double       cs_sheet_fit_categories (const CsSheet *sheet);
void         cs_sheet_draw_categories (CsSheet      *sheet);

/* Whether the names stand below a plot of this width without being small, cut or thinned out. */
gboolean     cs_sheet_names_fit (const CsSheet     *sheet,
                                 double             width);

/* Width of the names beside the plot, for rows of a height. */
double       cs_sheet_fit_rows  (const CsSheet     *sheet,
                                 double             row_height);
void         cs_sheet_draw_rows (CsSheet           *sheet,
                                 double             right);

/* --- cs-chart-drawing-time.c --- */

/* The same as the two above for an axis of time. */
double       cs_sheet_fit_time  (const CsSheet     *sheet);
void         cs_sheet_draw_time (CsSheet           *sheet);

/* --- cs-chart-drawing-legend.c --- */

/* Names of the series with their colours, in as many rows as they need. Returns the height. */
double       cs_sheet_draw_legend (CsSheet         *sheet,
                                   double           y);

/* A name beside the plot. */
typedef struct
{
  PangoLayout *layout;  /* owned by the list */
  CsInk        ink;
  double       at;      /* where it belongs */
  double       y;       /* its top */
  double       height;
  gboolean     lit;     /* goes last if there is no room for all */
} CsSideLabel;

GArray      *cs_side_labels_new (void) G_GNUC_WARN_UNUSED_RESULT;
void         cs_side_labels_add (GArray            *labels,
                                 PangoLayout       *layout,
                                 CsInk              ink,
                                 double             at,
                                 gboolean           lit);

/* Pushes them apart between @top and @bottom; those that find no room are left out, quiet ones first. */
void         cs_side_labels_spread (GArray         *labels,
                                    double          top,
                                    double          bottom);

/* Draws them at @x, or ending there; with a line to where they belong if they had to move. */
void         cs_sheet_draw_side_labels (CsSheet    *sheet,
                                        GArray     *labels,
                                        double      x,
                                        gboolean    ending);

/* --- cs-chart-drawing-frame.c --- */

/* Title, what is measured, and a legend where the data cannot be named themselves. Returns the top of what stands below. */
double       cs_sheet_draw_head (CsSheet           *sheet);

/* Source, date and notes. Returns the bottom of what stands above. */
double       cs_sheet_draw_foot (CsSheet           *sheet);

/* --- one for each family of kinds: draw into the area between head and foot --- */

void         cs_sheet_draw_bars      (CsSheet      *sheet,
                                      CsArea        area);
void         cs_sheet_draw_lines     (CsSheet      *sheet,
                                      CsArea        area);
void         cs_sheet_draw_dots      (CsSheet      *sheet,
                                      CsArea        area);
void         cs_sheet_draw_slopes    (CsSheet      *sheet,
                                      CsArea        area);
void         cs_sheet_draw_share     (CsSheet      *sheet,
                                      CsArea        area);
void         cs_sheet_draw_multiples (CsSheet      *sheet,
                                      CsArea        area);

/* --- cs-chart-drawing-bar-values.c --- */

/* One bar, in values and across. */
typedef struct
{
  guint  category;
  guint  series;
  double from;      /* value, or part of 100 */
  double to;
  double across;    /* its near edge */
  double thickness;
} CsBar;

/* How numbers stand at bars. */
typedef struct
{
  double   size;  /* 0 = not at all */
  gboolean brief;
} CsBarValues;

/* @room: how wide (of bars that lie: how high) a number may be. */
CsBarValues  cs_bar_values_fit       (const CsSheet    *sheet,
                                      double            room);
double       cs_bar_values_widest    (const CsSheet    *sheet,
                                      CsBarValues       values);
void         cs_bar_values_draw_end  (CsSheet          *sheet,
                                      const CsBar      *bar,
                                      CsBarValues       values);
void         cs_bar_values_draw_inside (CsSheet        *sheet,
                                        const CsBar    *bar);
void         cs_bar_values_draw_total (CsSheet         *sheet,
                                       guint            category,
                                       double           total,
                                       double           size);

/* --- cs-chart-drawing-lines.c, for small charts too --- */

void         cs_sheet_draw_line      (CsSheet      *sheet,
                                      guint         series,
                                      CsInk         ink,
                                      double        width);

/* --- cs-chart-drawing-notes.c --- */

/* Words beside values, with a line to them. Those that find no room are noted in @failed. */
void         cs_sheet_draw_annotations (CsSheet    *sheet,
                                        CsArea      area);

G_END_DECLS
