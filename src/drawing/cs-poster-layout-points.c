/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-poster-private.h"

/* Policy points: a title and up to six points, which all have the same size. In one column, or in two where the poster lies across. */

#define MAX_POINTS 6
#define N_SIZES 16

/* Widths in sizes of the points' letters. */
#define INDENT 1.1
#define MARK 0.42

typedef struct
{
  CsPosterText *texts[MAX_POINTS];
  guint         n;
  guint         n_columns;
  guint         n_rows;
  double        rows[MAX_POINTS]; /* heights */
  double        total;
  double        gutter;
  double        column;           /* width of one */
} Points;

static gboolean
measure_points (CsPosterDrawing *drawing,
                Points          *points,
                double           size,
                gboolean         balanced)
{
  gboolean within = TRUE;

  points->total = 0;
  for (guint row = 0; row < points->n_rows; row++)
    points->rows[row] = 0;
  for (guint i = 0; i < points->n; i++)
    {
      /* Down the first column, then the second: as people read. */
      guint row = i % points->n_rows;

      within = cs_poster_text_measure (drawing, points->texts[i], size, points->column - size * INDENT) && within;
      if (balanced)
        cs_poster_text_balance (drawing, points->texts[i]);
      points->rows[row] = MAX (points->rows[row], points->texts[i]->height);
    }
  for (guint row = 0; row < points->n_rows; row++)
    points->total += points->rows[row] + (row > 0 ? size * 0.62 : 0);
  return within;
}

static void
split_columns (Points             *points,
               const CsPosterArea *area,
               guint               n_columns,
               double              gutter)
{
  points->n_columns = n_columns;
  points->n_rows = (points->n + n_columns - 1) / n_columns;
  points->gutter = gutter;
  points->column = (area->width - (n_columns - 1) * gutter) / n_columns;
}

/* Returns the largest size that has room, 0 if none has. */
static double
find_size (CsPosterDrawing    *drawing,
           Points             *points,
           const CsPosterArea *area,
           double              most,
           double              least)
{
  /* Steps of like ratio: 0 is the largest. */
  double ratio = pow (least / most, 1.0 / (N_SIZES - 1));
  guint low = 0, high = N_SIZES;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (measure_points (drawing, points, most * pow (ratio, middle), FALSE) && points->total <= area->height)
        high = middle;
      else
        low = middle + 1;
    }

  return high < N_SIZES ? most * pow (ratio, high) : 0;
}

static void
place_points (CsPosterDrawing    *drawing,
              Points             *points,
              const CsPosterArea *area,
              double              size)
{
  double spare = MAX (area->height - points->total, 0);
  double more = points->n_rows > 1 ? MIN (spare / points->n_rows, size * 0.9) : 0;
  double y = area->y;

  for (guint row = 0; row < points->n_rows; row++)
    {
      for (guint i = row; i < points->n; i += points->n_rows)
        {
          CsPosterText *text = points->texts[i];
          double x = area->x + (i / points->n_rows) * (points->column + points->gutter);
          double mark = size * MARK;

          cs_poster_text_place (text, x + size * INDENT, y);
          cs_poster_add_part (drawing, CS_POSTER_PART_FILL,
                              (CsPosterArea) { x, y + text->ascent - size * (drawing->cjk ? 0.38 : 0.30) - mark / 2, mark, mark }, drawing->accent);
        }
      y += points->rows[row] + size * 0.62 + more;
    }
}

static void
lay_list (CsPosterDrawing    *drawing,
          const CsPosterArea *area)
{
  double unit = drawing->unit;
  double most = 42 * unit * drawing->growth, least = 25 * unit;
  Points points = { 0 };
  double one, two = 0, size;

  for (guint i = 0; i < MAX_POINTS; i++)
    {
      CsPosterText *text = cs_poster_field_text (drawing, CS_POSTER_POINT_1 + i, CS_POSTER_SET_BODY, drawing->ink);

      if (text != NULL)
        points.texts[points.n++] = text;
    }
  if (points.n == 0)
    return;

  /* Little to say may be said large. */
  if (points.n <= 2)
    most *= 1.3;
  split_columns (&points, area, 1, 0);
  one = find_size (drawing, &points, area, most, least);
  if (points.n >= 4 && area->width > area->height * 1.6)
    {
      split_columns (&points, area, 2, 56 * unit);
      two = find_size (drawing, &points, area, most, least);
    }
  /* Two columns only where they bring larger letters. */
  split_columns (&points, area, two > one * 1.05 ? 2 : 1, 56 * unit);
  size = points.n_columns == 2 ? two : one;
  for (guint i = 0; i < points.n; i++)
    points.texts[i]->fits = size > 0;
  size = MAX (size, least);
  measure_points (drawing, &points, size, TRUE);
  if (points.total > area->height)
    measure_points (drawing, &points, size, FALSE);
  place_points (drawing, &points, area, size);
}

void
cs_poster_lay_points (CsPosterDrawing *drawing)
{
  CsPosterArea area = drawing->area;
  double unit = drawing->unit;

  cs_poster_stack_below (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_SOURCE, CS_POSTER_SET_BODY, drawing->quiet),
                         22 * unit, 18 * unit, 2, 34 * unit);
  cs_poster_stack (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_KICKER, CS_POSTER_SET_DISPLAY, drawing->accent_text),
                   0.3, 29 * unit * sqrt (drawing->growth), 22 * unit, 1, 22 * unit * drawing->growth);
  cs_poster_stack (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_TITLE, CS_POSTER_SET_DISPLAY, drawing->ink),
                   0.42, 64 * unit * drawing->growth, 34 * unit, 3, 34 * unit * drawing->growth);
  lay_list (drawing, &area);
}
