/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cs-chart-drawing-private.h"

#define FONT "Cantarell, Noto Sans, Noto Sans CJK SC, Sans"

void
cs_sheet_set_ink (const CsSheet *sheet,
                  CsInk          ink)
{
  cairo_set_source_rgb (sheet->cr, ink.red, ink.green, ink.blue);
}

double
cs_sheet_x (const CsSheet *sheet,
            double         x,
            double         width)
{
  return sheet->right_to_left ? sheet->width - x - width : x;
}

PangoLayout *
cs_sheet_layout (const CsSheet *sheet,
                 const char    *text,
                 double         size,
                 PangoWeight    weight,
                 double         width,
                 int            max_lines)
{
  PangoLayout *layout = pango_layout_new (sheet->context);
  PangoFontDescription *font = pango_font_description_new ();
  gboolean text_from_right;

  pango_font_description_set_family_static (font, FONT);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -max_lines);
  pango_layout_set_width (layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  text_from_right = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  /* Pango turns "left" round for text from the right. */
  pango_layout_set_alignment (layout, text_from_right == sheet->right_to_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
  return layout;
}

PangoLayout *
cs_sheet_layout_named (const CsSheet *sheet,
                       const char    *name,
                       const char    *value,
                       gboolean       lit,
                       double         width,
                       int            max_lines)
{
  g_autofree char *text = g_strdup_printf ("%s%s\u2068%s\u2069", name, *name != '\0' ? "\u2002" : "", value);
  PangoLayout *layout = cs_sheet_layout (sheet, text, lit ? CS_SIZE_TICK : 20, PANGO_WEIGHT_NORMAL, width, max_lines);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = (guint) strlen (name);
  pango_attr_list_insert (attributes, bold);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

void
cs_layout_measure (PangoLayout *layout,
                   double      *width,
                   double      *height)
{
  PangoRectangle logical;

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = logical.width;
  if (height != NULL)
    *height = logical.height;
}

/* Where cairo must begin, and the box that is noted. */
static void
place (CsSheet     *sheet,
       PangoLayout *layout,
       double       x,
       double       y,
       double      *left)
{
  PangoRectangle logical;
  CsChartBox box = { 0 };

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  *left = cs_sheet_x (sheet, x, logical.width) - logical.x;
  box.area = (CsArea) { *left + logical.x, y + logical.y, logical.width, logical.height };
  if (logical.width == 0)
    return;
  box.text = sheet->keep_texts ? g_strdup (pango_layout_get_text (layout)) : NULL;
  g_array_append_val (sheet->boxes, box);
}

void
cs_sheet_show (CsSheet     *sheet,
               PangoLayout *layout,
               double       x,
               double       y)
{
  double left;

  place (sheet, layout, x, y, &left);
  cairo_move_to (sheet->cr, left, y);
  pango_cairo_show_layout (sheet->cr, layout);
}

void
cs_sheet_show_clear (CsSheet     *sheet,
                     PangoLayout *layout,
                     double       x,
                     double       y,
                     CsInk        ink)
{
  double left;

  place (sheet, layout, x, y, &left);
  cairo_move_to (sheet->cr, left, y);
  pango_cairo_layout_path (sheet->cr, layout);
  cs_sheet_set_ink (sheet, cs_ink_ground);
  cairo_set_line_width (sheet->cr, 6);
  cairo_set_line_join (sheet->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (sheet->cr);
  cs_sheet_set_ink (sheet, ink);
  cairo_move_to (sheet->cr, left, y);
  pango_cairo_show_layout (sheet->cr, layout);
}

void
cs_sheet_rectangle (const CsSheet *sheet,
                    double         x,
                    double         y,
                    double         width,
                    double         height)
{
  cairo_rectangle (sheet->cr, cs_sheet_x (sheet, x, width), y, width, height);
  cairo_fill (sheet->cr);
}

void
cs_sheet_line (const CsSheet *sheet,
               double         x1,
               double         y1,
               double         x2,
               double         y2)
{
  cairo_move_to (sheet->cr, cs_sheet_x (sheet, x1, 0), y1);
  cairo_line_to (sheet->cr, cs_sheet_x (sheet, x2, 0), y2);
  cairo_stroke (sheet->cr);
}

void
cs_sheet_dot (const CsSheet *sheet,
              double         x,
              double         y,
              double         radius)
{
  cairo_new_sub_path (sheet->cr);
  cairo_arc (sheet->cr, cs_sheet_x (sheet, x, 0), y, radius, 0, 2 * G_PI);
  cairo_fill (sheet->cr);
}
