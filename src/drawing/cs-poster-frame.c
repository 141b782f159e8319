/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-poster-private.h"

/* What all layouts share: the office's lines at the foot, the subject, the picture, and how texts are stacked. */

/* Between the edges of programs' own things and our content, in units. */
#define INSET 12
#define STRIPE 14

void
cs_poster_add_part (CsPosterDrawing  *drawing,
                    CsPosterPartKind  kind,
                    CsPosterArea      area,
                    CsColour          colour)
{
  CsPosterPart part = { kind, area, colour, NULL, 0 };

  g_array_append_val (drawing->parts, part);
}

static void
add_surface (CsPosterDrawing  *drawing,
             CsPosterPartKind  kind,
             CsPosterArea      area,
             cairo_surface_t  *surface)
{
  CsPosterPart part = { kind, area, 0, surface, 0 };

  g_array_append_val (drawing->parts, part);
}

CsPosterText *
cs_poster_field_text (CsPosterDrawing *drawing,
                      CsPosterField    field,
                      CsPosterSetting  setting,
                      CsColour         colour)
{
  return cs_poster_text_new (drawing, field, cs_poster_get_text (drawing->poster, field), setting, colour);
}

void
cs_poster_stack (CsPosterDrawing *drawing,
                 CsPosterArea    *area,
                 CsPosterText    *text,
                 double           share,
                 double           most,
                 double           least,
                 guint            max_lines,
                 double           gap)
{
  double taken;

  if (text == NULL)
    return;

  cs_poster_text_fit (drawing, text, area->width, area->height * share, most, least, max_lines);
  taken = cs_poster_text_place (text, area->x, area->y) + gap - area->y;
  area->y += taken;
  area->height -= taken;
}

void
cs_poster_stack_below (CsPosterDrawing *drawing,
                       CsPosterArea    *area,
                       CsPosterText    *text,
                       double           most,
                       double           least,
                       guint            max_lines,
                       double           gap)
{
  if (text == NULL)
    return;

  cs_poster_text_fit (drawing, text, area->width, area->height, most, least, max_lines);
  cs_poster_text_place (text, area->x, area->y + area->height - text->height);
  area->height -= text->height + gap;
}

void
cs_poster_shift (CsPosterDrawing *drawing,
                 guint            first_text,
                 guint            first_part,
                 double           offset)
{
  for (guint i = first_text; i < drawing->texts->len; i++)
    ((CsPosterText *) g_ptr_array_index (drawing->texts, i))->box.y += offset;
  for (guint i = first_part; i < drawing->parts->len; i++)
    g_array_index (drawing->parts, CsPosterPart, i).area.y += offset;
}

/* --- the foot --- */

/* The logo at the start; returns its width with the gap behind it. */
static double
lay_logo (CsPosterDrawing *drawing,
          double           y,
          double           row)
{
  cairo_surface_t *logo = drawing->pictures != NULL ? drawing->pictures->logo : NULL;
  double ratio, width;

  if (logo == NULL || cs_digest_is_none (&drawing->poster->style->logo))
    return 0;

  ratio = (double) cairo_image_surface_get_width (logo) / MAX (cairo_image_surface_get_height (logo), 1);
  width = MIN (row * ratio, drawing->area.width * 0.4);
  add_surface (drawing, CS_POSTER_PART_LOGO, (CsPosterArea) { drawing->area.x, y, width, row }, logo);
  return width + 16 * drawing->unit;
}

static void
place_in_row (CsPosterText *text,
              double        x,
              double        y,
              double        row)
{
  cs_poster_text_place (text, x, y + (row - text->height) / 2);
}

/* The two lines of the style and the logo, above the lower edge. */
static void
lay_foot (CsPosterDrawing *drawing)
{
  const CsHouseStyle *style = drawing->poster->style;
  CsPosterArea *area = &drawing->area;
  double unit = drawing->unit;
  double row = 46 * unit, gap = 18 * unit;
  double y = area->y + area->height - row;
  double start, rest;
  CsPosterText *name, *footer;

  if (*style->name == '\0' && *style->footer == '\0' && cs_digest_is_none (&style->logo))
    return;

  cs_poster_add_part (drawing, CS_POSTER_PART_FILL, (CsPosterArea) { area->x, y - gap, area->width, MAX (1, 1.5 * unit) },
                      cs_colour_mix (drawing->ink, drawing->ground, 0.72));
  start = lay_logo (drawing, y, row);
  rest = area->width - start;
  name = cs_poster_text_new (drawing, CS_N_POSTER_FIELDS, style->name, CS_POSTER_SET_STRONG, drawing->ink);
  footer = cs_poster_text_new (drawing, CS_N_POSTER_FIELDS, style->footer, CS_POSTER_SET_BODY, drawing->quiet);
  if (footer != NULL)
    {
      footer->align = CS_POSTER_AT_END;
      cs_poster_text_fit (drawing, footer, name != NULL ? rest * 0.42 : rest, row, 23 * unit, 15 * unit, 2);
      place_in_row (footer, area->x + area->width - footer->width, y, row);
    }
  if (name != NULL)
    {
      cs_poster_text_fit (drawing, name, footer != NULL ? rest * 0.55 : rest, row, 26 * unit, 16 * unit, 2);
      place_in_row (name, area->x + start, y, row);
    }
  area->height -= row + gap + 26 * unit;
}

/* --- the picture --- */

static gboolean
is_across (CsPosterDrawing *drawing)
{
  return drawing->width > drawing->height * 1.3;
}

/* Beside the content where the poster lies, above it where it stands. */
static void
lay_picture (CsPosterDrawing *drawing)
{
  cairo_surface_t *surface = drawing->pictures != NULL ? drawing->pictures->first : NULL;
  CsPosterArea *area = &drawing->area;
  double stripe = STRIPE * drawing->unit;
  CsPosterArea place;

  if (surface == NULL || cs_digest_is_none (&drawing->poster->first) || drawing->poster->layout == CS_POSTER_BEFORE_AFTER)
    return;

  if (is_across (drawing))
    {
      double width = round (drawing->width * 0.36);

      place = (CsPosterArea) { drawing->width - width, 0, width, drawing->height };
      area->width = place.x - stripe - 40 * drawing->unit - area->x;
      cs_poster_add_part (drawing, CS_POSTER_PART_FILL, (CsPosterArea) { place.x - stripe, 0, stripe, drawing->height }, drawing->accent);
    }
  else
    {
      double bottom = round (area->y + area->height * (drawing->height > drawing->width * 1.1 ? 0.36 : 0.30));

      place = (CsPosterArea) { 0, 0, drawing->width, bottom };
      area->height -= bottom + stripe + 40 * drawing->unit - area->y;
      area->y = bottom + stripe + 40 * drawing->unit;
      cs_poster_add_part (drawing, CS_POSTER_PART_FILL, (CsPosterArea) { 0, bottom, drawing->width, stripe }, drawing->accent);
    }
  add_surface (drawing, CS_POSTER_PART_PICTURE, place, surface);
}

/* The accent along the upper edge; where programs cover the ends of a tall poster, the ends are filled with it. */
static void
lay_edges (CsPosterDrawing *drawing,
           CsPosterMargins  margins)
{
  gboolean pictured = drawing->pictures != NULL && drawing->pictures->first != NULL &&
                      !cs_digest_is_none (&drawing->poster->first) && drawing->poster->layout != CS_POSTER_BEFORE_AFTER;
  double unit = drawing->unit;
  double top = margins.top > 200 * unit ? margins.top - 60 * unit : STRIPE * unit;

  if (margins.bottom > 200 * unit)
    {
      double height = margins.bottom - 60 * unit;

      cs_poster_add_part (drawing, CS_POSTER_PART_FILL, (CsPosterArea) { 0, drawing->height - height, drawing->width, height }, drawing->accent);
    }
  if (!pictured && drawing->poster->layout != CS_POSTER_NOTICE)
    cs_poster_add_part (drawing, CS_POSTER_PART_FILL, (CsPosterArea) { 0, 0, drawing->width, top }, drawing->accent);
}

/* --- all --- */

static void
choose_colours (CsPosterDrawing *drawing)
{
  const CsHouseStyle *style = drawing->poster->style;

  drawing->ground = style->ground;
  drawing->ink = style->ink;
  drawing->accent = style->accent;
  drawing->quiet = cs_colour_quieter (style->ink, style->ground);
  drawing->accent_text = cs_colour_contrast (style->accent, style->ground) >= CS_CONTRAST_TEXT ? style->accent : style->ink;
  drawing->on_accent = cs_colour_choose_on (style->accent, style->ground, style->ink);
}

static PangoContext *
make_context (const CsPoster *poster,
              gboolean        right_to_left)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* The same letters at every size and on every screen. */
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (poster->language));
  pango_context_set_base_dir (context, right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  return context;
}

static void
lay_out (CsPosterDrawing *drawing,
         CsPosterMargins  margins)
{
  double unit = drawing->unit;
  double side = MAX (margins.sides + INSET * unit, 68 * unit);
  double top = MAX (margins.top + INSET * unit, 66 * unit);
  double bottom = MAX (margins.bottom + INSET * unit, 46 * unit);
  CsPosterArea *area = &drawing->area;

  *area = (CsPosterArea) { side, top, drawing->width - 2 * side, drawing->height - top - bottom };
  lay_edges (drawing, margins);
  lay_picture (drawing);
  lay_foot (drawing);
  drawing->growth = CLAMP (sqrt (area->height / (area->width * 0.5)), 1, 1.4);

  switch (drawing->poster->layout)
    {
    case CS_POSTER_POINTS:
      cs_poster_lay_points (drawing);
      break;
    case CS_POSTER_FIGURE:
      cs_poster_lay_figure (drawing);
      break;
    case CS_POSTER_NOTICE:
      cs_poster_lay_notice (drawing);
      break;
    case CS_POSTER_QUOTATION:
      cs_poster_lay_quotation (drawing);
      break;
    case CS_POSTER_BEFORE_AFTER:
      cs_poster_lay_before_after (drawing);
      break;
    case CS_N_POSTER_LAYOUTS:
      break;
    }
}

CsPosterDrawing *
cs_poster_drawing_new_sized (const CsPoster         *poster,
                             const CsPosterPictures *pictures,
                             double                  width,
                             double                  height,
                             CsPosterMargins         margins)
{
  CsPosterDrawing *drawing = g_new0 (CsPosterDrawing, 1);

  drawing->poster = cs_poster_copy (poster);
  drawing->pictures = pictures != NULL ? cs_poster_pictures_ref ((CsPosterPictures *) pictures) : NULL;
  drawing->width = width;
  drawing->height = height;
  drawing->unit = MIN (width / 1080.0, height / 675.0);
  drawing->right_to_left = cs_poster_language_is_rtl (poster->language);
  drawing->cjk = cs_poster_language_is_cjk (poster->language);
  drawing->context = make_context (poster, drawing->right_to_left);
  drawing->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_poster_text_free);
  drawing->parts = g_array_new (FALSE, FALSE, sizeof (CsPosterPart));
  choose_colours (drawing);
  lay_out (drawing, margins);
  return drawing;
}
