/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-poster-private.h"

/* A notice: what, on a ground of the accent; below it when, where, for whom, each with its sign. And a quotation. */

#define MAX_FACTS 4

typedef struct
{
  CsPosterText     *text;
  CsPosterPartKind  sign;
  gboolean          signed_;
} Fact;

static guint
list_facts (CsPosterDrawing *drawing,
            Fact            *facts)
{
  static const struct
  {
    CsPosterField    field;
    CsPosterSetting  setting;
    CsPosterPartKind sign;
    gboolean         signed_;
  } rows[MAX_FACTS] = {
    { CS_POSTER_WHEN, CS_POSTER_SET_STRONG, CS_POSTER_PART_CLOCK, TRUE },
    { CS_POSTER_WHERE, CS_POSTER_SET_STRONG, CS_POSTER_PART_PLACE, TRUE },
    { CS_POSTER_WHOM, CS_POSTER_SET_STRONG, CS_POSTER_PART_PEOPLE, TRUE },
    { CS_POSTER_DETAIL, CS_POSTER_SET_BODY, CS_POSTER_PART_FILL, FALSE },
  };
  guint n = 0;

  for (guint i = 0; i < MAX_FACTS; i++)
    {
      CsPosterText *text = cs_poster_field_text (drawing, rows[i].field, rows[i].setting, drawing->ink);

      if (text != NULL)
        facts[n++] = (Fact) { text, rows[i].sign, rows[i].signed_ }
      ;
    }

  return n;
}

static double
measure_facts (CsPosterDrawing *drawing,
               Fact            *facts,
               guint            n,
               double           size,
               double           width,
               gboolean         balanced,
               gboolean        *within)
{
  double total = 0;

  *within = TRUE;
  for (guint i = 0; i < n; i++)
    {
      double inner = facts[i].signed_ ? width - size * 1.9 : width;

      *within = cs_poster_text_measure (drawing, facts[i].text, facts[i].signed_ ? size : size * 0.82, inner) && *within;
      if (balanced)
        cs_poster_text_balance (drawing, facts[i].text);
      total += facts[i].text->height + (i > 0 ? size * 0.72 : 0);
    }

  return total;
}

static void
lay_facts (CsPosterDrawing    *drawing,
           const CsPosterArea *area)
{
  double unit = drawing->unit;
  double least = 26 * unit;
  double size, total = 0, spare, more, y = area->y;
  gboolean within = FALSE;
  Fact facts[MAX_FACTS];
  guint n = list_facts (drawing, facts);

  /* Little to say may be said large. */
  for (size = (n <= 2 ? 54 : 42) * unit * drawing->growth; size > least; size *= 0.96)
    {
      total = measure_facts (drawing, facts, n, size, area->width, FALSE, &within);
      if (within && total <= area->height)
        break;
    }
  size = MAX (size, least);
  total = measure_facts (drawing, facts, n, size, area->width, TRUE, &within);
  if (total > area->height)
    total = measure_facts (drawing, facts, n, size, area->width, FALSE, &within);

  spare = MAX (area->height - total, 0);
  more = n > 1 ? MIN (spare / (n + 1), size * 0.8) : 0;
  y += (spare - more * (n > 0 ? n - 1 : 0)) * 0.3;
  for (guint i = 0; i < n; i++)
    {
      CsPosterText *text = facts[i].text;
      double sign = size * 1.15;

      text->fits = within && total <= area->height + 1;
      cs_poster_text_place (text, facts[i].signed_ ? area->x + size * 1.9 : area->x, y);
      if (facts[i].signed_)
        cs_poster_add_part (drawing, facts[i].sign,
                            (CsPosterArea) { area->x, y + text->ascent - size * 0.36 - sign / 2, sign, sign }, drawing->accent);
      y += text->height + size * 0.72 + more;
    }
}

void
cs_poster_lay_notice (CsPosterDrawing *drawing)
{
  CsPosterArea area = drawing->area;
  double unit = drawing->unit, growth = drawing->growth;
  guint part = drawing->parts->len;
  CsPosterText *kicker = cs_poster_field_text (drawing, CS_POSTER_KICKER, CS_POSTER_SET_DISPLAY, drawing->on_accent);
  CsPosterText *title = cs_poster_field_text (drawing, CS_POSTER_TITLE, CS_POSTER_SET_DISPLAY, drawing->on_accent);
  /* With a picture above, the panel begins where the picture's stripe ends. */
  gboolean below = area.y > drawing->height * 0.2 && drawing->pictures != NULL && drawing->pictures->first != NULL &&
                   !cs_digest_is_none (&drawing->poster->first);
  double top = below ? area.y - 54 * unit : 0;
  double right = area.x + area.width > drawing->width - area.x - 2 ? drawing->width : area.x + area.width + 40 * unit;

  cs_poster_add_part (drawing, CS_POSTER_PART_FILL, (CsPosterArea) { 0, top, right, 0 }, drawing->accent);
  cs_poster_stack (drawing, &area, kicker, 0.3, 29 * unit * sqrt (growth), 22 * unit, 1, 22 * unit * growth);
  cs_poster_stack (drawing, &area, title, 0.5, 72 * unit * growth, 36 * unit, 3, 0);
  g_array_index (drawing->parts, CsPosterPart, part).area.height = area.y + 36 * unit - top;
  area.y += 76 * unit;
  area.height -= 76 * unit;
  lay_facts (drawing, &area);
}

/* --- quotation --- */

static void
lay_speaker (CsPosterDrawing *drawing,
             CsPosterArea    *area)
{
  double unit = drawing->unit;
  CsPosterArea inner = *area;
  double bottom = area->y + area->height;
  double indent = 28 * unit;
  double top;
  CsPosterText *role = cs_poster_field_text (drawing, CS_POSTER_ROLE, CS_POSTER_SET_BODY, drawing->quiet);
  CsPosterText *person = cs_poster_field_text (drawing, CS_POSTER_PERSON, CS_POSTER_SET_STRONG, drawing->ink);

  inner.x += indent;
  inner.width -= indent;
  cs_poster_stack_below (drawing, &inner, role, 27 * unit, 20 * unit, 3, 8 * unit);
  cs_poster_stack_below (drawing, &inner, person, 36 * unit, 24 * unit, 2, 0);
  if (person == NULL && role == NULL)
    return;
  top = person != NULL ? person->box.y : role->box.y;
  cs_poster_add_part (drawing, CS_POSTER_PART_FILL, (CsPosterArea) { area->x, top, 7 * unit, bottom - top }, drawing->accent);
  area->height = inner.height - 34 * unit;
}

void
cs_poster_lay_quotation (CsPosterDrawing *drawing)
{
  CsPosterArea area = drawing->area;
  double unit = drawing->unit, growth = drawing->growth;
  double mark = 92 * unit * growth;
  guint first_text, first_part;

  cs_poster_stack_below (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_SOURCE, CS_POSTER_SET_BODY, drawing->quiet),
                         22 * unit, 18 * unit, 2, 24 * unit);
  lay_speaker (drawing, &area);
  cs_poster_stack (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_KICKER, CS_POSTER_SET_DISPLAY, drawing->accent_text),
                   0.3, 29 * unit * sqrt (growth), 22 * unit, 1, 22 * unit * growth);
  first_text = drawing->texts->len;
  first_part = drawing->parts->len;
  cs_poster_add_part (drawing, CS_POSTER_PART_QUOTE, (CsPosterArea) { area.x, area.y, mark, mark * 0.72 }, drawing->accent);
  area.y += mark * 0.72 + 26 * unit;
  area.height -= mark * 0.72 + 26 * unit;
  cs_poster_stack (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_WORDS, CS_POSTER_SET_SPEECH, drawing->ink),
                   1, 62 * unit * growth, 28 * unit, 12, 0);
  if (area.height > 0)
    cs_poster_shift (drawing, first_text, first_part, area.height * 0.4);
}
