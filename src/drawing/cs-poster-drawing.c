/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-svg.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "cs-error.h"
#include "cs-poster-private.h"

/* --- pictures --- */

CsPosterPictures *
cs_poster_pictures_new (void)
{
  CsPosterPictures *pictures = g_new0 (CsPosterPictures, 1);

  g_atomic_ref_count_init (&pictures->n_references);
  return pictures;
}

CsPosterPictures *
cs_poster_pictures_ref (CsPosterPictures *pictures)
{
  g_return_val_if_fail (pictures != NULL, NULL);

  g_atomic_ref_count_inc (&pictures->n_references);
  return pictures;
}

void
cs_poster_pictures_unref (CsPosterPictures *pictures)
{
  if (pictures == NULL || !g_atomic_ref_count_dec (&pictures->n_references))
    return;

  g_clear_pointer (&pictures->logo, cairo_surface_destroy);
  g_clear_pointer (&pictures->first, cairo_surface_destroy);
  g_clear_pointer (&pictures->second, cairo_surface_destroy);
  g_free (pictures);
}

/* cairo wants its pixels premultiplied, in the machine's order. */
static void
copy_row (const guint8 *from,
          guint32      *to,
          int           width,
          int           n_channels)
{
  for (int x = 0; x < width; x++, from += n_channels)
    {
      guint alpha = n_channels == 4 ? from[3] : 255;

      to[x] = alpha << 24 | ((from[0] * alpha + 127) / 255) << 16 | ((from[1] * alpha + 127) / 255) << 8 | ((from[2] * alpha + 127) / 255);
    }
}

cairo_surface_t *
cs_poster_decode (GBytes  *bytes,
                  GError **error)
{
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  cairo_surface_t *surface;
  int width, height;

  g_return_val_if_fail (bytes != NULL, NULL);

  stream = g_memory_input_stream_new_from_bytes (bytes);
  if ((pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, NULL)) == NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE, "A picture of the poster cannot be decoded");
      return NULL;
    }

  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_flush (surface);
  for (int y = 0; y < height && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS; y++)
    copy_row (gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf),
              (guint32 *) (void *) (cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface)),
              width, gdk_pixbuf_get_n_channels (pixbuf));
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* --- the drawing --- */

CsPosterDrawing *
cs_poster_drawing_new (const CsPoster         *poster,
                       const CsPosterPictures *pictures)
{
  int width = 0, height = 0;

  g_return_val_if_fail (poster != NULL, NULL);

  cs_poster_format_get_size (poster->format, &width, &height);
  return cs_poster_drawing_new_sized (poster, pictures, width, height, cs_poster_format_get_margins (poster->format));
}

void
cs_poster_drawing_free (CsPosterDrawing *drawing)
{
  if (drawing == NULL)
    return;

  g_clear_pointer (&drawing->texts, g_ptr_array_unref);
  g_clear_pointer (&drawing->parts, g_array_unref);
  g_clear_object (&drawing->context);
  g_clear_pointer (&drawing->poster, cs_poster_free);
  g_clear_pointer (&drawing->pictures, cs_poster_pictures_unref);
  g_free (drawing);
}

GArray *
cs_poster_drawing_list_boxes (CsPosterDrawing *drawing)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (CsPosterBox));

  g_return_val_if_fail (drawing != NULL, boxes);

  for (guint i = 0; i < drawing->texts->len; i++)
    {
      CsPosterText *text = g_ptr_array_index (drawing->texts, i);
      CsPosterBox box = { text->field, text->box, cs_poster_text_get_ink (drawing, text), text->size, text->n_lines, text->fits };

      if (drawing->right_to_left)
        box.box.x = drawing->width - box.box.x - box.box.width;
      g_array_append_val (boxes, box);
    }

  return boxes;
}

gboolean
cs_poster_drawing_find_trouble (CsPosterDrawing *drawing,
                                CsPosterField   *field)
{
  g_return_val_if_fail (drawing != NULL && field != NULL, FALSE);

  for (guint i = 0; i < drawing->texts->len; i++)
    {
      CsPosterText *text = g_ptr_array_index (drawing->texts, i);

      if (!text->fits)
        {
          *field = text->field;
          return TRUE;
        }
    }

  return FALSE;
}

void
cs_poster_drawing_draw (CsPosterDrawing *drawing,
                        cairo_t         *cr)
{
  g_return_if_fail (drawing != NULL && cr != NULL);

  cs_poster_drawing_draw_all (drawing, cr, 0);
}

static gboolean
check_fits (CsPosterDrawing *drawing,
            GError         **error)
{
  CsPosterField field;

  if (!cs_poster_drawing_find_trouble (drawing, &field))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_DOES_NOT_FIT, "The poster’s %s has no room",
               field < CS_N_POSTER_FIELDS ? cs_poster_field_nick (field) : "name line or footer line");
  return FALSE;
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t status,
              GError       **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Drawing a poster: %s", cairo_status_to_string (status));
  return FALSE;
}

/* @surface is taken. */
static cairo_status_t
draw_on (CsPosterDrawing *drawing,
         cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cs_poster_drawing_draw_all (drawing, cr, 0);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

GBytes *
cs_poster_render (const CsPoster         *poster,
                  const CsPosterPictures *pictures,
                  GError                **error)
{
  g_autoptr(GByteArray) png = g_byte_array_new ();
  g_autoptr(CsPosterDrawing) drawing = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (poster != NULL, NULL);

  if (!cs_poster_check (poster, error))
    return NULL;
  drawing = cs_poster_drawing_new (poster, pictures);
  if (!check_fits (drawing, error))
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) drawing->width, (int) drawing->height);
  status = draw_on (drawing, surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, png);
  cairo_surface_destroy (surface);
  return check_status (status, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&png)) : NULL;
}

GBytes *
cs_poster_render_svg (const CsPoster         *poster,
                      const CsPosterPictures *pictures,
                      GError                **error)
{
  g_autoptr(GByteArray) svg = g_byte_array_new ();
  g_autoptr(CsPosterDrawing) drawing = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (poster != NULL, NULL);

  if (!cs_poster_check (poster, error))
    return NULL;
  drawing = cs_poster_drawing_new (poster, pictures);
  if (!check_fits (drawing, error))
    return NULL;

  surface = cairo_svg_surface_create_for_stream (append_bytes, svg, drawing->width, drawing->height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  status = draw_on (drawing, surface);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return check_status (status, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&svg)) : NULL;
}
