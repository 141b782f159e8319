/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-poster-private.h"

/* One large number with what it says, and two to compare. */

/* What is left over goes above and below, a little more below: the middle that the eye sees is higher than the measured one. */
static void
centre (CsPosterDrawing *drawing,
        guint            first_text,
        guint            first_part,
        double           spare)
{
  if (spare > 0)
    cs_poster_shift (drawing, first_text, first_part, spare * 0.44);
}

static void
lay_source (CsPosterDrawing *drawing,
            CsPosterArea    *area)
{
  cs_poster_stack_below (drawing, area, cs_poster_field_text (drawing, CS_POSTER_SOURCE, CS_POSTER_SET_BODY, drawing->quiet),
                         22 * drawing->unit, 18 * drawing->unit, 2, 26 * drawing->unit);
}

static void
lay_kicker (CsPosterDrawing *drawing,
            CsPosterArea    *area)
{
  cs_poster_stack (drawing, area, cs_poster_field_text (drawing, CS_POSTER_KICKER, CS_POSTER_SET_DISPLAY, drawing->accent_text),
                   0.3, 29 * drawing->unit * sqrt (drawing->growth), 22 * drawing->unit, 1, 22 * drawing->unit * drawing->growth);
}

/* The comparison has a bar of the accent at its start. */
static void
lay_comparison (CsPosterDrawing *drawing,
                CsPosterArea    *area,
                double           most)
{
  CsPosterText *text = cs_poster_field_text (drawing, CS_POSTER_COMPARISON, CS_POSTER_SET_BODY, drawing->ink);
  double unit = drawing->unit;
  CsPosterArea inner = *area;
  guint part = drawing->parts->len;

  if (text == NULL)
    return;

  inner.x += 26 * unit;
  inner.width -= 26 * unit;
  cs_poster_stack (drawing, &inner, text, 1, most, 24 * unit, 3, 0);
  cs_poster_add_part (drawing, CS_POSTER_PART_FILL, (CsPosterArea) { area->x, area->y, 7 * unit, text->height }, drawing->accent);
  g_assert (drawing->parts->len == part + 1);
  area->y += text->height;
  area->height -= text->height;
}

void
cs_poster_lay_figure (CsPosterDrawing *drawing)
{
  CsPosterArea area = drawing->area;
  double unit = drawing->unit, growth = drawing->growth;
  guint first_text, first_part;

  lay_source (drawing, &area);
  lay_kicker (drawing, &area);
  first_text = drawing->texts->len;
  first_part = drawing->parts->len;
  cs_poster_stack (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_NUMBER, CS_POSTER_SET_NUMBER, drawing->accent),
                   0.52, 290 * unit * growth, 90 * unit, 1, 14 * unit * growth);
  cs_poster_stack (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_TITLE, CS_POSTER_SET_DISPLAY, drawing->ink),
                   *drawing->poster->texts[CS_POSTER_COMPARISON] ? 0.62 : 0.95, 54 * unit * growth, 32 * unit, 4, 26 * unit * growth);
  lay_comparison (drawing, &area, 34 * unit * growth);
  centre (drawing, first_text, first_part, area.height);
}

/* --- before and after --- */

typedef struct
{
  CsPosterField    name;
  CsPosterField    number;
  cairo_surface_t *surface;
  CsColour         ground;
  CsColour         ink;
  CsPosterArea     area;
  CsPosterText    *name_text;
  CsPosterText    *number_text;
  gboolean         second;
  gboolean         stacked; /* one above the other */
} Card;

static void
fill_card (CsPosterDrawing *drawing,
           Card            *card)
{
  double unit = drawing->unit;
  double pad = 32 * unit;
  CsPosterArea inner = { card->area.x + pad, card->area.y + pad, card->area.width - 2 * pad, card->area.height - 2 * pad };

  cs_poster_add_part (drawing, CS_POSTER_PART_FILL, card->area, card->ground);
  card->name_text = cs_poster_field_text (drawing, card->name, CS_POSTER_SET_STRONG, card->ink);
  if (card->surface != NULL)
    {
      CsPosterPart part = { CS_POSTER_PART_PICTURE, card->area, 0, card->surface, 0 };

      inner.y -= 12 * unit;
      inner.height += 24 * unit;
      cs_poster_stack_below (drawing, &inner, card->name_text, 32 * unit, 22 * unit, 1, 0);
      if (card->name_text != NULL)
        part.area.height = card->name_text->box.y - 18 * unit - part.area.y;
      g_array_append_val (drawing->parts, part);
      return;
    }

  cs_poster_stack (drawing, &inner, card->name_text, 0.34, 34 * unit * drawing->growth, 22 * unit, 2, 12 * unit);
  /* The arrow between the cards stands on both. */
  if (!card->stacked)
    {
      inner.x += card->second ? 22 * unit : 0;
      inner.width -= 22 * unit;
    }
  card->number_text = cs_poster_field_text (drawing, card->number, CS_POSTER_SET_NUMBER, card->ink);
  cs_poster_stack (drawing, &inner, card->number_text, 1, 170 * unit * drawing->growth, 44 * unit, 1, 0);
}

/* Both numbers have one size, or the eye would compare the sizes. */
static void
match_numbers (CsPosterDrawing *drawing,
               Card            *cards)
{
  double size;

  if (cards[0].number_text == NULL || cards[1].number_text == NULL)
    return;

  size = MIN (cards[0].number_text->size, cards[1].number_text->size);
  for (guint i = 0; i < 2; i++)
    {
      CsPosterText *text = cards[i].number_text;
      double bottom = cards[i].area.y + cards[i].area.height - 30 * drawing->unit;

      cs_poster_text_measure (drawing, text, size, text->width);
      /* In the middle of what the name leaves. */
      cs_poster_text_place (text, text->box.x, text->box.y + MAX (bottom - text->box.y - text->height, 0) / 2);
    }
}

static void
split_cards (CsPosterDrawing    *drawing,
             const CsPosterArea *area,
             Card               *cards)
{
  double gap = 20 * drawing->unit;
  /* Pictures may be narrow, figures rather lie. */
  gboolean stacked = area->height > area->width * (cards[0].surface != NULL ? 1.15 : 0.75);
  double width = stacked ? area->width : (area->width - gap) / 2;
  double height = stacked ? (area->height - gap) / 2 : area->height;
  double side = 72 * drawing->unit;
  CsPosterPart arrow = { CS_POSTER_PART_ARROW, { 0 }, drawing->ground, NULL, stacked ? G_PI / 2 : 0 };

  cards[0].area = (CsPosterArea) { area->x, area->y, width, height };
  cards[1].area = cards[0].area;
  if (stacked)
    cards[1].area.y += height + gap;
  else
    cards[1].area.x += width + gap;
  for (guint i = 0; i < 2; i++)
    {
      cards[i].second = i == 1;
      cards[i].stacked = stacked;
      fill_card (drawing, &cards[i]);
    }
  match_numbers (drawing, cards);

  arrow.area = stacked ? (CsPosterArea) { area->x + (width - side) / 2, area->y + height + gap / 2 - side / 2, side, side }
                       : (CsPosterArea) { area->x + width + gap / 2 - side / 2, area->y + (height - side) / 2, side, side };
  g_array_append_val (drawing->parts, arrow);
}

void
cs_poster_lay_before_after (CsPosterDrawing *drawing)
{
  const CsPosterPictures *pictures = drawing->pictures;
  gboolean pictured = pictures != NULL && pictures->first != NULL && pictures->second != NULL &&
                      !cs_digest_is_none (&drawing->poster->first) && !cs_digest_is_none (&drawing->poster->second);
  CsColour plain = cs_colour_mix (drawing->ground, drawing->ink, 0.08);
  Card cards[2] = {
    { CS_POSTER_BEFORE_NAME, CS_POSTER_BEFORE, pictured ? pictures->first : NULL, plain,
      cs_colour_choose_on (plain, drawing->ink, drawing->quiet), { 0 }, NULL, NULL, FALSE, FALSE },
    { CS_POSTER_AFTER_NAME, CS_POSTER_AFTER, pictured ? pictures->second : NULL, drawing->accent, drawing->on_accent, { 0 }, NULL, NULL, FALSE, FALSE },
  };
  CsPosterArea area = drawing->area;
  double unit = drawing->unit, growth = drawing->growth;
  CsPosterText *comparison;

  lay_source (drawing, &area);
  comparison = cs_poster_field_text (drawing, CS_POSTER_COMPARISON, CS_POSTER_SET_BODY, drawing->ink);
  cs_poster_stack_below (drawing, &area, comparison, 31 * unit * growth, 24 * unit, 3, 24 * unit);
  lay_kicker (drawing, &area);
  cs_poster_stack (drawing, &area, cs_poster_field_text (drawing, CS_POSTER_TITLE, CS_POSTER_SET_DISPLAY, drawing->ink),
                   0.4, 56 * unit * growth, 32 * unit, 3, 28 * unit);
  split_cards (drawing, &area, cards);
}
