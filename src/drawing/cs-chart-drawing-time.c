/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

/* Room between two dates at the axis. */
#define BETWEEN 26.0

/* A mark at the axis of time. */
typedef struct
{
  double day;
  char  *text; /* owned */
} Mark;

static void
clear_mark (Mark *mark)
{
  g_free (mark->text);
}

static GArray *
new_marks (void)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  g_array_set_clear_func (marks, (GDestroyNotify) clear_mark);
  return marks;
}

static double
day_x (const CsSheet *sheet,
       double         day)
{
  double first = sheet->days[0], last = sheet->days[sheet->n_categories - 1];

  return sheet->plot.x + sheet->plot.width * (day - first) / (last - first);
}

static double
day_of (guint year,
        guint month)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/* Beginnings of every so many months. */
static GArray *
mark_months (const CsSheet *sheet,
             guint          every)
{
  GArray *marks = new_marks ();
  double last = sheet->days[sheet->n_categories - 1];
  GDate date;
  guint at;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) sheet->days[0]);
  at = g_date_get_year (&date) * 12u + g_date_get_month (&date) - 1u;
  for (at = (at + every - 1) / every * every; at / 12 < 3000; at += every)
    {
      Mark mark = { day_of (at / 12, at % 12 + 1), NULL };

      if (mark.day > last)
        break;
      if (mark.day < sheet->days[0])
        continue;
      mark.text = cs_chart_lexicon_say_date (sheet->words, every % 12 == 0 ? CS_CHART_DATE_YEAR :
                                             sheet->day_kind == CS_CHART_DATE_QUARTER ? CS_CHART_DATE_QUARTER : CS_CHART_DATE_MONTH, mark.day);
      g_array_append_val (marks, mark);
    }

  return marks;
}

/* A point's own name; a bare “2026-10” as people say it. */
static char *
name_point (const CsSheet *sheet,
            guint          category)
{
  const char *name = cs_sheet_category (sheet, category);

  if (sheet->day_kind >= CS_CHART_DATE_MONTH && name[strspn (name, "0123456789-/.")] == '\0')
    return cs_chart_lexicon_say_date (sheet->words, sheet->day_kind, sheet->days[category]);
  return g_strdup (name);
}

/* Every so many of the points themselves. */
static GArray *
mark_points (const CsSheet *sheet,
             guint          every)
{
  GArray *marks = new_marks ();

  for (guint i = 0; i < sheet->n_categories; i += every)
    {
      Mark mark = { sheet->days[i], name_point (sheet, i) };

      g_array_append_val (marks, mark);
    }

  return marks;
}

static PangoLayout *
lay_out (const CsSheet *sheet,
         const Mark    *mark)
{
  return cs_sheet_layout (sheet, mark->text, CS_SIZE_TICK, PANGO_WEIGHT_NORMAL, 0, 1);
}

/* Where the words of a mark begin: in its middle, but on the sheet. */
static double
find_left (const CsSheet *sheet,
           const Mark    *mark,
           double         width)
{
  return CLAMP (day_x (sheet, mark->day) - width / 2, MIN (sheet->plot.x, CS_SHEET_MARGIN), sheet->width - CS_SHEET_MARGIN / 2 - width);
}

static gboolean
fits (const CsSheet *sheet,
      GArray        *marks)
{
  double end = -INFINITY;

  for (guint i = 0; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);
      g_autoptr(PangoLayout) layout = lay_out (sheet, mark);
      double width, left;

      cs_layout_measure (layout, &width, NULL);
      left = find_left (sheet, mark, width);
      if (left < end || left + width > sheet->plot.x + sheet->plot.width + CS_SHEET_MARGIN + width / 2)
        return FALSE;
      end = left + width + BETWEEN;
    }

  return TRUE;
}

static GArray *
find_marks (const CsSheet *sheet)
{
  static const guint months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000 };
  double days = sheet->days[sheet->n_categories - 1] - sheet->days[0];
  /* A day without its year says nothing where there are several. */
  gboolean points_serve = sheet->n_categories <= 40 && (sheet->day_kind != CS_CHART_DATE_DAY || days < 300);
  GArray *marks;

  /* All of them, if they are few: as they were typed. */
  for (guint every = 1; every == 1 || (sheet->n_categories - 1) / every >= 3; every++)
    {
      marks = mark_points (sheet, every);
      if (points_serve && fits (sheet, marks))
        return marks;
      g_array_unref (marks);
      if (!points_serve || sheet->day_kind == CS_CHART_DATE_YEAR)
        break;
    }

  for (gsize i = sheet->day_kind == CS_CHART_DATE_YEAR ? 4 : sheet->day_kind == CS_CHART_DATE_QUARTER ? 2 : 0; i < G_N_ELEMENTS (months); i++)
    {
      if (days / 30 / months[i] > 80)
        continue;
      marks = mark_months (sheet, months[i]);
      if (marks->len > 0 && fits (sheet, marks))
        return marks;
      g_array_unref (marks);
    }

  /* Too short or too narrow for any of these: the first point alone. */
  return mark_points (sheet, sheet->n_categories);
}

double
cs_sheet_fit_time (const CsSheet *sheet)
{
  return CS_BELOW + CS_SIZE_TICK * 1.5;
}

void
cs_sheet_draw_time (CsSheet *sheet)
{
  g_autoptr(GArray) marks = find_marks (sheet);
  double bottom = sheet->plot.y + sheet->plot.height;

  cairo_set_line_width (sheet->cr, 1.5);
  for (guint i = 0; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);
      g_autoptr(PangoLayout) layout = lay_out (sheet, mark);
      double width;

      cs_sheet_set_ink (sheet, cs_ink_context);
      cs_sheet_line (sheet, day_x (sheet, mark->day), bottom, day_x (sheet, mark->day), bottom + 7);
      cs_layout_measure (layout, &width, NULL);
      cs_sheet_set_ink (sheet, cs_ink_quiet);
      cs_sheet_show (sheet, layout, find_left (sheet, mark, width), bottom + CS_BELOW);
    }
}
