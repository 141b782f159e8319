/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cs-error.h"
#include "cs-page-private.h"

/* Pictures are printed at about 190 dots an inch; the originals lie beside the document. */
#define MAX_SIDE 1280

/* --- pictures --- */

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  int longest = MAX (width, height);

  if (longest > MAX_SIDE)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) ((gint64) width * MAX_SIDE / longest)),
                                MAX (1, (int) ((gint64) height * MAX_SIDE / longest)));
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf = NULL;
  gboolean whole;

  /* the loader dies with this function: no handler outlives anything */
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), NULL);
  whole = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  whole = gdk_pixbuf_loader_close (loader, NULL) && whole;
  pixbuf = whole ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return pixbuf ? g_object_ref (pixbuf) : NULL;
}

static void
copy_row (const guint8 *from,
          guint32      *to,
          int           width,
          int           n_channels)
{
  for (int x = 0; x < width; x++)
    {
      const guint8 *pixel = from + x * n_channels;
      guint alpha = n_channels == 4 ? pixel[3] : 255;
      guint paper = 255 - alpha;

      /* paper is white behind what is transparent */
      to[x] = 0xff000000u | ((pixel[0] * alpha + 255 * paper) / 255) << 16 |
              ((pixel[1] * alpha + 255 * paper) / 255) << 8 | ((pixel[2] * alpha + 255 * paper) / 255);
    }
}

static void
attach_jpeg (cairo_surface_t *surface,
             GdkPixbuf       *pixbuf)
{
  char *buffer = NULL;
  gsize size = 0;

  /* small in the file; without it the pixels go in as they are */
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", NULL, "quality", "85", NULL))
    return;
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, (guint8 *) buffer, size, g_free,
                                   buffer) != CAIRO_STATUS_SUCCESS)
    g_free (buffer);
}

static cairo_surface_t *
make_surface (GBytes *bytes)
{
  g_autoptr(GdkPixbuf) pixbuf = decode (bytes);
  cairo_surface_t *surface = NULL;
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  if (!pixbuf)
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, gdk_pixbuf_get_width (pixbuf),
                                        gdk_pixbuf_get_height (pixbuf));
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }

  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    copy_row (gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf),
              (guint32 *) (gpointer) (cairo_image_surface_get_data (surface) +
                                      (gsize) y * cairo_image_surface_get_stride (surface)),
              gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_n_channels (pixbuf));
  cairo_surface_mark_dirty (surface);
  if (g_bytes_get_size (bytes) > 2 && data[0] == 0xff && data[1] == 0xd8)
    attach_jpeg (surface, pixbuf);
  return surface;
}

static void
size_only_cb (GdkPixbufLoader *loader,
              int              width,
              int              height,
              gpointer         user_data)
{
  int *size = user_data;

  size[0] = width;
  size[1] = height;
  gdk_pixbuf_loader_set_size (loader, 1, 1);
}

static gboolean
read_size (GBytes *bytes,
           int    *width,
           int    *height)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gsize length = MIN (g_bytes_get_size (bytes), 65536);
  int size[2] = { 0, 0 };

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_only_cb), size);
  gdk_pixbuf_loader_write (loader, g_bytes_get_data (bytes, NULL), length, NULL);
  gdk_pixbuf_loader_close (loader, NULL);
  *width = size[0];
  *height = size[1];
  return size[0] > 0 && size[1] > 0;
}

void
cs_pages_add_picture (CsPages    *pages,
                      GBytes     *bytes,
                      double      max_height,
                      const char *caption)
{
  double width = CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN;
  double height = 30;
  double caption_height = 0;
  g_autoptr(PangoLayout) layout = NULL;
  CsPageItem *item = NULL;
  int w = 0;
  int h = 0;
  int n = 0;

  g_return_if_fail (pages != NULL && bytes != NULL);

  if (read_size (bytes, &w, &h))
    {
      double scale = MIN (MIN (width / w, max_height / h), 0.75);

      width = w * scale;
      height = h * scale;
    }

  if (caption && *caption)
    {
      layout = cs_pages_make_layout (pages, CS_PAGE_SMALL, caption, NULL, CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN);
      n = cs_pages_fit_lines (layout, CS_PAGE_SMALL, 0, 160, TRUE, &caption_height);
    }

  cs_pages_make_room (pages, 8, height + 3 + caption_height);
  item = cs_pages_add_item_at (pages, CS_PAGE_ITEM_PICTURE, CS_PAGE_MARGIN, pages->y, width, height);
  item->bytes = g_bytes_ref (bytes);
  pages->y += height + 3;
  if (layout)
    cs_pages_put_lines (pages, layout, CS_PAGE_SMALL, 0, n, CS_PAGE_MARGIN, pages->y);
  pages->y += caption_height;
}

/* --- drawing --- */

static void
draw_lines (cairo_t          *cr,
            const CsPageItem *item)
{
  const CsPageLook *look = cs_pages_get_look (item->style);
  double width = pango_layout_get_width (item->layout);
  double y = item->y;

  cairo_set_source_rgb (cr, look->grey, look->grey, look->grey);
  for (int i = 0; i < item->n_lines; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (item->layout, item->first_line + i);
      PangoRectangle logical = { 0 };
      double x = item->x;

      pango_layout_line_get_extents (line, NULL, &logical);
      /* what runs from the right begins there */
      if (pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL)
        x += MAX (0, width - logical.width) / PANGO_SCALE;
      cairo_move_to (cr, x, y - (double) logical.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, line);
      y += (double) logical.height / PANGO_SCALE + look->line_space;
    }
}

static void
draw_picture (cairo_t          *cr,
              CsPages          *pages,
              const CsPageItem *item)
{
  cairo_surface_t *picture = make_surface (item->bytes);

  if (!picture)
    {
      g_autoptr(PangoLayout) layout = NULL;

      layout = cs_pages_make_layout (pages, CS_PAGE_SMALL, _("This picture cannot be shown."), NULL, item->width - 16);
      cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_stroke (cr);
      cairo_move_to (cr, item->x + 8, item->y + 8);
      pango_cairo_show_layout (cr, layout);
      return;
    }

  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  cairo_scale (cr, item->width / cairo_image_surface_get_width (picture),
               item->height / cairo_image_surface_get_height (picture));
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (picture);
}

static void
draw_squares (cairo_t          *cr,
              const CsPageItem *item)
{
  const guint8 *dark = g_bytes_get_data (item->bytes, NULL);
  double side = item->width / item->n;

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint row = 0; row < item->n; row++)
    for (guint column = 0; column < item->n; column++)
      if (dark[row * item->n + column] & 1)
        cairo_rectangle (cr, item->x + column * side, item->y + row * side, side, side);
  cairo_fill (cr);
}

static void
draw_item (cairo_t          *cr,
           cairo_surface_t  *surface,
           CsPages          *pages,
           const CsPageItem *item)
{
  switch (item->kind)
    {
    case CS_PAGE_ITEM_LINES:
      draw_lines (cr, item);
      break;

    case CS_PAGE_ITEM_PICTURE:
      draw_picture (cr, pages, item);
      break;

    case CS_PAGE_ITEM_RULE:
      cairo_set_source_rgb (cr, 0.8, 0.8, 0.8);
      cairo_set_line_width (cr, 0.5);
      cairo_move_to (cr, item->x, item->y);
      cairo_line_to (cr, item->x + item->width, item->y);
      cairo_stroke (cr);
      break;

    case CS_PAGE_ITEM_FRAME:
      cairo_set_source_rgb (cr, 0.55, 0.55, 0.55);
      cairo_set_line_width (cr, 0.7);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_stroke (cr);
      break;

    case CS_PAGE_ITEM_FILL:
      cairo_set_source_rgb (cr, 0.94, 0.95, 0.95);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      break;

    case CS_PAGE_ITEM_SQUARES:
      draw_squares (cr, item);
      break;

    case CS_PAGE_ITEM_OUTLINE:
      {
        g_autofree char *position = NULL;

        if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_PDF)
          break;
        position = g_strdup_printf ("page=%u pos=[%d %d]", item->page + 1, (int) item->x, (int) item->y);
        cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, item->text, position, 0);
        break;
      }

    default:
      g_assert_not_reached ();
    }
}

static void
draw_foot (cairo_t *cr,
           CsPages *pages,
           guint    page)
{
  /* Translators: the foot of a printed page: “Page 3 of 12”. */
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, pages->page + 1);
  double width = CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN;
  g_autoptr(PangoLayout) left = cs_pages_make_layout (pages, CS_PAGE_SMALL, pages->footer, NULL, width - 110);
  g_autoptr(PangoLayout) right = cs_pages_make_layout (pages, CS_PAGE_SMALL, number, NULL, 100);
  double y = CS_PAGE_HEIGHT - CS_PAGE_MARGIN - 10;

  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (left, -1);
  pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_move_to (cr, CS_PAGE_MARGIN, y);
  pango_cairo_show_layout (cr, left);
  cairo_move_to (cr, CS_PAGE_MARGIN + width - 100, y);
  pango_cairo_show_layout (cr, right);
}

gboolean
cs_pages_draw (CsPages          *pages,
               cairo_surface_t  *surface,
               GCancellable     *cancellable,
               GError          **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean done = TRUE;
  guint at = 0;

  cs_pages_set_language (pages, "");
  for (guint page = 0; done && page <= pages->page; page++)
    {
      while (done && at < pages->items->len)
        {
          const CsPageItem *item = g_ptr_array_index (pages->items, at);

          if (item->page != page)
            break;
          done = !g_cancellable_set_error_if_cancelled (cancellable, error);
          draw_item (cr, surface, pages, item);
          at++;
        }

      draw_foot (cr, pages, page);
      cairo_show_page (cr);
    }

  cairo_destroy (cr);
  return done;
}

void
cs_pages_draw_first (CsPages *pages,
                     cairo_t *cr)
{
  cs_pages_set_language (pages, "");
  for (guint i = 0; i < pages->items->len; i++)
    {
      const CsPageItem *item = g_ptr_array_index (pages->items, i);

      if (item->page == 0)
        draw_item (cr, cairo_get_target (cr), pages, item);
    }
  draw_foot (cr, pages, 0);
}

static cairo_surface_t *
make_file (CsPages    *pages,
           const char *path)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, CS_PAGE_WIDTH, CS_PAGE_HEIGHT);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, pages->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Countersign " PACKAGE_VERSION);
  return surface;
}

gboolean
cs_pages_write (CsPages       *pages,
                const char    *path,
                GCancellable  *cancellable,
                GError       **error)
{
  cairo_surface_t *surface = NULL;
  cairo_status_t status;
  gboolean done;

  g_return_val_if_fail (pages != NULL && path != NULL, FALSE);

  surface = make_file (pages, path);
  done = cs_pages_draw (pages, surface, cancellable, error);
  errno = 0;
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  if (done && status != CAIRO_STATUS_SUCCESS)
    {
      int number = errno;

      g_set_error (error, CS_ERROR,
                   number == ENOSPC ? CS_ERROR_NO_SPACE :
                   number == EACCES || number == EROFS ? CS_ERROR_READ_ONLY : CS_ERROR_FAILED,
                   "Writing “%s”: %s", path, number ? g_strerror (number) : cairo_status_to_string (status));
      done = FALSE;
    }

  cairo_surface_destroy (surface);
  if (!done)
    g_unlink (path);
  return done;
}
