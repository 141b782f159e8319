/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-poster-private.h"

/* Everything in a poster that is no text. */

void
cs_poster_set_colour (cairo_t *cr,
                      CsColour colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

/* What touches an edge of the poster goes over it, so that the knife may err. */
static CsPosterArea
spread (CsPosterDrawing *drawing,
        CsPosterArea     area,
        double           bleed)
{
  double right = area.x + area.width;
  double bottom = area.y + area.height;

  if (area.x <= 0)
    area.x -= bleed;
  if (area.y <= 0)
    area.y -= bleed;
  if (right >= drawing->width)
    right += bleed;
  if (bottom >= drawing->height)
    bottom += bleed;
  area.width = right - area.x;
  area.height = bottom - area.y;
  return area;
}

static void
draw_surface (cairo_t            *cr,
              const CsPosterArea *area,
              cairo_surface_t    *surface,
              gboolean            whole)
{
  double width = cairo_image_surface_get_width (surface);
  double height = cairo_image_surface_get_height (surface);
  double scale;

  if (width < 1 || height < 1 || area->width <= 0 || area->height <= 0)
    return;

  scale = whole ? MIN (area->width / width, area->height / height) : MAX (area->width / width, area->height / height);
  cairo_save (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  /* Of a picture that is too high, more is cut below: faces are above. */
  cairo_translate (cr, area->x + (area->width - width * scale) / 2, area->y + (area->height - height * scale) * (whole ? 0.5 : 0.35));
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* --- signs, drawn in a square of 1 --- */

static void
trace_clock (cairo_t *cr)
{
  cairo_arc (cr, 0.5, 0.5, 0.44, 0, 2 * G_PI);
  cairo_move_to (cr, 0.5, 0.24);
  cairo_line_to (cr, 0.5, 0.52);
  cairo_line_to (cr, 0.68, 0.62);
  cairo_stroke (cr);
}

static void
trace_place (cairo_t *cr)
{
  cairo_arc (cr, 0.5, 0.40, 0.33, G_PI * 0.80, G_PI * 2.20);
  cairo_line_to (cr, 0.5, 0.95);
  cairo_close_path (cr);
  cairo_stroke (cr);
  cairo_arc (cr, 0.5, 0.40, 0.11, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
trace_person (cairo_t *cr,
              double   x,
              double   scale)
{
  cairo_arc (cr, x, 0.5 - 0.22 * scale, 0.17 * scale, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_arc (cr, x, 0.5 + 0.38 * scale, 0.30 * scale, G_PI, 2 * G_PI);
  cairo_close_path (cr);
  cairo_stroke (cr);
}

static void
trace_people (cairo_t *cr)
{
  trace_person (cr, 0.36, 1.0);
  cairo_arc (cr, 0.68, 0.30, 0.14, -G_PI * 0.62, G_PI * 0.62);
  cairo_stroke (cr);
  cairo_arc (cr, 0.70, 0.88, 0.26, -G_PI * 0.42, 0);
  cairo_line_to (cr, 0.82, 0.88);
  cairo_stroke (cr);
}

static void
trace_arrow (cairo_t *cr)
{
  cairo_move_to (cr, 0.28, 0.5);
  cairo_line_to (cr, 0.72, 0.5);
  cairo_move_to (cr, 0.54, 0.31);
  cairo_line_to (cr, 0.73, 0.5);
  cairo_line_to (cr, 0.54, 0.69);
  cairo_stroke (cr);
}

/* Two commas hung high: “ in a square of 1 by 0.72. */
static void
trace_quote (cairo_t *cr)
{
  for (double x = 0; x < 0.8; x += 0.52)
    {
      cairo_move_to (cr, x + 0.40, 0.0);
      cairo_curve_to (cr, x + 0.14, 0.08, x, 0.28, x, 0.50);
      cairo_curve_to (cr, x, 0.64, x + 0.09, 0.72, x + 0.21, 0.72);
      cairo_curve_to (cr, x + 0.33, 0.72, x + 0.42, 0.63, x + 0.42, 0.52);
      cairo_curve_to (cr, x + 0.42, 0.40, x + 0.33, 0.32, x + 0.22, 0.32);
      cairo_curve_to (cr, x + 0.24, 0.20, x + 0.31, 0.12, x + 0.44, 0.07);
      cairo_close_path (cr);
    }
  cairo_fill (cr);
}

/* Arabic quotes with « ». */
static void
trace_guillemet (cairo_t *cr)
{
  for (double x = 0.05; x < 0.8; x += 0.40)
    {
      cairo_move_to (cr, x + 0.36, 0.04);
      cairo_line_to (cr, x + 0.06, 0.36);
      cairo_line_to (cr, x + 0.36, 0.68);
    }
  cairo_stroke (cr);
}

static void
draw_sign (CsPosterDrawing    *drawing,
           const CsPosterPart *part,
           cairo_t            *cr)
{
  cairo_save (cr);
  cairo_translate (cr, part->area.x, part->area.y);
  cairo_scale (cr, part->area.width, part->area.width);
  cs_poster_set_colour (cr, part->colour);
  cairo_set_line_width (cr, 0.085);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch ((guint) part->kind)
    {
    case CS_POSTER_PART_CLOCK:
      trace_clock (cr);
      break;
    case CS_POSTER_PART_PLACE:
      trace_place (cr);
      break;
    case CS_POSTER_PART_PEOPLE:
      trace_people (cr);
      break;
    case CS_POSTER_PART_QUOTE:
      cairo_set_line_width (cr, 0.15);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      if (drawing->right_to_left)
        {
          /* The opening mark stands at the right and points to the right: » in Unicode's mirrored writing. */
          cairo_translate (cr, 1, 0);
          cairo_scale (cr, -1, 1);
          trace_guillemet (cr);
        }
      else
        trace_quote (cr);
      break;
    default:
      break;
    }
  cairo_restore (cr);
}

static void
draw_arrow (CsPosterDrawing    *drawing,
            const CsPosterPart *part,
            cairo_t            *cr)
{
  double side = part->area.width;

  cairo_save (cr);
  cairo_translate (cr, part->area.x + side / 2, part->area.y + side / 2);
  cs_poster_set_colour (cr, drawing->ground);
  cairo_arc (cr, 0, 0, side / 2, 0, 2 * G_PI);
  cairo_fill (cr);
  if (part->turn > 0)
    cairo_rotate (cr, part->turn);
  else if (drawing->right_to_left)
    cairo_scale (cr, -1, 1);
  cairo_scale (cr, side, side);
  cairo_translate (cr, -0.5, -0.5);
  cs_poster_set_colour (cr, drawing->ink);
  cairo_set_line_width (cr, 0.085);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_arrow (cr);
  cairo_restore (cr);
}

void
cs_poster_part_draw (CsPosterDrawing    *drawing,
                     const CsPosterPart *part,
                     cairo_t            *cr,
                     double              bleed)
{
  CsPosterPart mirrored = *part;

  if (drawing->right_to_left)
    mirrored.area.x = drawing->width - part->area.x - part->area.width;

  switch (part->kind)
    {
    case CS_POSTER_PART_FILL:
      mirrored.area = spread (drawing, mirrored.area, bleed);
      cs_poster_set_colour (cr, part->colour);
      cairo_rectangle (cr, mirrored.area.x, mirrored.area.y, mirrored.area.width, mirrored.area.height);
      cairo_fill (cr);
      break;
    case CS_POSTER_PART_PICTURE:
      mirrored.area = spread (drawing, mirrored.area, bleed);
      draw_surface (cr, &mirrored.area, part->surface, FALSE);
      break;
    case CS_POSTER_PART_LOGO:
      draw_surface (cr, &mirrored.area, part->surface, TRUE);
      break;
    case CS_POSTER_PART_CLOCK:
    case CS_POSTER_PART_PLACE:
    case CS_POSTER_PART_PEOPLE:
    case CS_POSTER_PART_QUOTE:
      draw_sign (drawing, &mirrored, cr);
      break;
    case CS_POSTER_PART_ARROW:
      draw_arrow (drawing, &mirrored, cr);
      break;
    }
}

void
cs_poster_drawing_draw_all (CsPosterDrawing *drawing,
                            cairo_t         *cr,
                            double           bleed)
{
  cairo_save (cr);
  cairo_rectangle (cr, -bleed, -bleed, drawing->width + 2 * bleed, drawing->height + 2 * bleed);
  cairo_clip (cr);
  cs_poster_set_colour (cr, drawing->ground);
  cairo_paint (cr);
  for (guint i = 0; i < drawing->parts->len; i++)
    cs_poster_part_draw (drawing, &g_array_index (drawing->parts, CsPosterPart, i), cr, bleed);
  for (guint i = 0; i < drawing->texts->len; i++)
    cs_poster_text_draw (drawing, g_ptr_array_index (drawing->texts, i), cr);
  cairo_restore (cr);
}
