/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-table.h"

G_BEGIN_DECLS

typedef enum
{
  CS_CHART_BAR,         /* first value column only */
  CS_CHART_GROUPED_BAR, /* every value column, side by side */
  CS_CHART_LINE,
  CS_CHART_STACKED_BAR, /* every value column, one upon the other */
  CS_CHART_STACKED_SHARE, /* the same, each category drawn as 100 % */
  CS_CHART_AREA,        /* filled down to zero; several series one upon the other */
  CS_CHART_SHARE,       /* first value column: parts of one whole, as a hundred squares */
  CS_CHART_DOT,         /* every value column as dots in the category's row */
  CS_CHART_MULTIPLES,   /* each value column in a small chart of its own, all to one scale */
  CS_CHART_DUMBBELL,    /* two value columns: two periods, a row for each category */
  CS_CHART_SLOPE,       /* two value columns: two periods, a line for each category */
} CsChartKind;

#define CS_CHART_N_KINDS (CS_CHART_SLOPE + 1)

/* Where the axis of the values begins. */
typedef enum
{
  CS_CHART_AXIS_AUTO, /* at zero for all that is filled; lines and dots leave zero out where it would flatten them */
  CS_CHART_AXIS_ZERO,
  CS_CHART_AXIS_DATA, /* beside the data; dishonest for all that is filled */
} CsChartAxis;

/* How bars lie. */
typedef enum
{
  CS_CHART_DIRECTION_AUTO, /* flat where the names of the categories are long or many */
  CS_CHART_DIRECTION_UPRIGHT,
  CS_CHART_DIRECTION_FLAT,
} CsChartDirection;

/* In which order categories stand. */
typedef enum
{
  CS_CHART_ORDER_TABLE,
  CS_CHART_ORDER_DESCENDING, /* by the first value column */
  CS_CHART_ORDER_ASCENDING,
} CsChartOrder;

/* Pixels of the published picture. */
typedef enum
{
  CS_CHART_SIZE_WIDE,     /* 1600×900 */
  CS_CHART_SIZE_CARD,     /* 1200×675 */
  CS_CHART_SIZE_SQUARE,   /* 1080×1080 */
  CS_CHART_SIZE_PORTRAIT, /* 1080×1350 */
} CsChartSize;

/**
 * CsChartAnnotation:
 *
 * Words beside one value. All strings owned, never NULL.
 */
typedef struct
{
  char *category; /* as in the table */
  char *series;   /* as in the table; "" = the first */
  char *text;
} CsChartAnnotation;

/**
 * CsChart:
 *
 * What a chart says: no pixels. The first row of @table names the series, the first column the categories, all
 * other cells are numbers as typed ("3.2", "1,204", "−5"), so that nothing is lost to rounding. What stands at its default is left
 * out of the canonical form.
 */
typedef struct
{
  CsChartKind      kind;
  char            *title;       /* says the finding; owned, UTF-8, never NULL */
  char            *unit;        /* "%", "million yuan"; owned, never NULL */
  char            *source;      /* owned, never NULL */
  char            *as_of;       /* ISO date or free text such as "October 2026"; owned, never NULL */
  CsTable         *table;       /* owned, never NULL */

  CsChartAxis      axis;
  CsChartDirection direction;
  CsChartOrder     order;
  CsChartSize      size;
  int              decimals;    /* places behind the decimal sign, -1 = as typed */
  char            *language;    /* BCP 47, for fixed words and numbers in the picture; "" = guessed from the texts; never NULL */
  char            *subtitle;    /* never NULL */
  char            *notes;       /* below the chart; never NULL */
  GPtrArray       *highlights;  /* of char *: names of series or, of one series, categories that keep colour; owned, never NULL */
  GPtrArray       *annotations; /* of CsChartAnnotation; owned, never NULL */
} CsChart;

#define CS_CHART_MAX_DECIMALS 6
#define CS_CHART_MAX_ANNOTATIONS 12
#define CS_CHART_MAX_HIGHLIGHTS 12

CsChart    *cs_chart_new            (void) G_GNUC_WARN_UNUSED_RESULT;
CsChart    *cs_chart_copy           (const CsChart *chart) G_GNUC_WARN_UNUSED_RESULT;
void        cs_chart_free           (CsChart       *chart);
gboolean    cs_chart_equal          (const CsChart *one,
                                     const CsChart *other);

CsChartAnnotation *cs_chart_annotation_new  (const char        *category,
                                             const char        *series,
                                             const char        *text) G_GNUC_WARN_UNUSED_RESULT;
void               cs_chart_annotation_free (CsChartAnnotation *annotation);

/* Nick and value, both ways; a label is translated. */
const char *cs_chart_kind_nick           (CsChartKind       kind);
gboolean    cs_chart_kind_from_nick      (const char       *nick,
                                          CsChartKind      *kind);
const char *cs_chart_kind_label          (CsChartKind       kind);
const char *cs_chart_axis_nick           (CsChartAxis       axis);
gboolean    cs_chart_axis_from_nick      (const char       *nick,
                                          CsChartAxis      *axis);
const char *cs_chart_direction_nick      (CsChartDirection  direction);
gboolean    cs_chart_direction_from_nick (const char       *nick,
                                          CsChartDirection *direction);
const char *cs_chart_order_nick          (CsChartOrder      order);
gboolean    cs_chart_order_from_nick     (const char       *nick,
                                          CsChartOrder     *order);
const char *cs_chart_size_nick           (CsChartSize       size);
gboolean    cs_chart_size_from_nick      (const char       *nick,
                                          CsChartSize      *size);

/**
 * cs_chart_size_pixels:
 *
 * The published picture's width and height.
 */
void        cs_chart_size_pixels    (CsChartSize    size,
                                     int           *width,
                                     int           *height);

/* Whether the kind fills an area down to zero: its axis must begin there. */
gboolean    cs_chart_kind_is_filled (CsChartKind    kind);

/* Whether the kind shows the first value column only. */
gboolean    cs_chart_kind_is_single (CsChartKind    kind);

/* Whether the kind shows exactly two value columns, two periods. */
gboolean    cs_chart_kind_is_pair   (CsChartKind    kind);

/* Number of categories and of series that are shown. */
guint       cs_chart_n_categories   (const CsChart *chart);
guint       cs_chart_n_series       (const CsChart *chart);

/**
 * cs_chart_find_category:
 *
 * Returns: the category of this name, counted from 0, or -1; likewise for a series
 */
int         cs_chart_find_category  (const CsChart *chart,
                                     const char    *name);
int         cs_chart_find_series    (const CsChart *chart,
                                     const char    *name);

/* Whether a series (or, where there is one only, a category) keeps colour: it is named, or nothing is. */
gboolean    cs_chart_is_highlighted (const CsChart *chart,
                                     const char    *name);

/**
 * cs_chart_get_language:
 *
 * Returns: (transfer none): @chart's language, or the one its texts are written in as far as their letters tell, "en" if they do not
 */
const char *cs_chart_get_language   (const CsChart *chart);
gboolean    cs_chart_is_right_to_left (const CsChart *chart);

/**
 * cs_chart_check:
 *
 * Whether the chart can be drawn and is honest: title, unit, source and as-of date present, at least one category and
 * one series, at most 12 series and 500 categories (5,000 of lines), every value cell a number or empty, nothing that blocks in
 * cs_chart_list_problems().
 * Sets %CS_ERROR_INCOMPLETE or %CS_ERROR_INVALID (message names the cell).
 */
gboolean    cs_chart_check          (const CsChart *chart,
                                     GError       **error);

/* What a problem is about: where it is shown. */
typedef enum
{
  CS_CHART_FIELD_TITLE,
  CS_CHART_FIELD_UNIT,
  CS_CHART_FIELD_SOURCE,
  CS_CHART_FIELD_AS_OF,
  CS_CHART_FIELD_TABLE,
  CS_CHART_FIELD_KIND,
  CS_CHART_FIELD_AXIS,
  CS_CHART_FIELD_HIGHLIGHTS,
  CS_CHART_FIELD_ANNOTATIONS,
} CsChartField;

typedef struct
{
  CsChartField field;
  gboolean     blocking; /* else advice */
  gboolean     missing;  /* something is not there yet, rather than wrong */
  char        *sentence; /* translated, says what to do; owned */
  char        *detail;   /* English, for the log; owned */
} CsChartProblem;

void        cs_chart_problem_free   (CsChartProblem *problem);

/**
 * cs_chart_list_problems:
 *
 * Returns: (transfer full) (element-type CsChartProblem): what is missing, wrong or dishonest, what blocks first
 */
GPtrArray  *cs_chart_list_problems  (const CsChart *chart) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chart_describe:
 *
 * Proposes alt text from the data: what kind, the title, the range, the highest and lowest value and where, the first and the
 * last, the source. In the interface language, whole sentences. At most 1,000 characters.
 *
 * Returns: (transfer full): translated text
 */
char       *cs_chart_describe       (const CsChart *chart) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsChart, cs_chart_free)

G_END_DECLS
