/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pangocairo.h>

#include "cs-picture-caption.h"

/* Letters are a thirty-sixth of the width, but never too small to read. */
#define LETTER(width) MAX ((width) / 36.0, 11.0)

CsCaption *
cs_caption_new (const char *text)
{
  CsCaption *caption = g_new0 (CsCaption, 1);

  caption->text = g_strdup (text);
  caption->background = 0x1C2A44;
  caption->foreground = 0xFFFFFF;
  return caption;
}

CsCaption *
cs_caption_copy (const CsCaption *caption)
{
  CsCaption *copy;

  if (caption == NULL)
    return NULL;

  copy = g_memdup2 (caption, sizeof *caption);
  copy->text = g_strdup (caption->text);
  return copy;
}

void
cs_caption_free (CsCaption *caption)
{
  if (caption == NULL)
    return;

  g_free (caption->text);
  g_free (caption);
}

static void
set_colour (cairo_t *cr,
            guint32  colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0);
}

static PangoLayout *
lay_out (cairo_t         *cr,
         const CsCaption *caption,
         int              width)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans, Noto Sans CJK SC, Cantarell, Sans Semi-Bold");
  double letter = LETTER (width);

  pango_font_description_set_absolute_size (font, letter * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) ((width - 2 * letter) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, caption->text, -1);
  return layout;
}

/* Draws the strip. Returns: a surface of @width */
static cairo_surface_t *
draw_strip (const CsCaption *caption,
            int              width)
{
  g_autoptr(PangoLayout) layout = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  cairo_t *cr = cairo_create (surface);
  double letter = LETTER (width);
  int height;

  layout = lay_out (cr, caption, width);
  pango_layout_get_pixel_size (layout, NULL, &height);
  g_clear_object (&layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height + (int) (1.2 * letter));
  cr = cairo_create (surface);
  set_colour (cr, caption->background);
  cairo_paint (cr);
  layout = lay_out (cr, caption, width);
  set_colour (cr, caption->foreground);
  cairo_move_to (cr, letter, 0.6 * letter);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
copy_strip (cairo_surface_t *strip,
            guint8          *to)
{
  int width = cairo_image_surface_get_width (strip), height = cairo_image_surface_get_height (strip);

  for (int y = 0; y < height; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (strip) +
                                                              (gsize) y * (gsize) cairo_image_surface_get_stride (strip));

      for (int x = 0; x < width; x++, to += 3)
        {
          to[0] = (guint8) (row[x] >> 16);
          to[1] = (guint8) (row[x] >> 8);
          to[2] = (guint8) row[x];
        }
    }
}

CsPixels *
cs_picture_add_caption (const CsPixels  *pixels,
                        const CsCaption *caption)
{
  g_autoptr(CsPixels) flat = NULL;
  cairo_surface_t *strip;
  CsPixels *both;
  gsize n_picture, n_strip;
  guint8 *data;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (caption != NULL, NULL);

  flat = cs_pixels_flatten (pixels);
  strip = draw_strip (caption, flat->width);
  n_picture = g_bytes_get_size (flat->bytes);
  n_strip = (gsize) flat->width * 3 * (gsize) cairo_image_surface_get_height (strip);
  data = g_malloc (n_picture + n_strip);
  memcpy (data, g_bytes_get_data (flat->bytes, NULL), n_picture);
  copy_strip (strip, data + n_picture);
  both = cs_pixels_new (g_bytes_new_take (data, n_picture + n_strip), flat->width,
                        flat->height + cairo_image_surface_get_height (strip), 3);
  both->source = pixels->source;
  both->n_source_bytes = pixels->n_source_bytes;
  cairo_surface_destroy (strip);
  return both;
}
