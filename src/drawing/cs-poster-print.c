/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>

#include "cs-error.h"
#include "cs-poster-private.h"

/* Lengths in points of 1/72 inch. */
#define MILLIMETRE (72 / 25.4)
#define BLEED (3 * MILLIMETRE)
#define MARK (5 * MILLIMETRE)
#define SLUG (BLEED + MARK + 2 * MILLIMETRE) /* around the trimmed sheet */

/* The poster is laid out on a sheet so many units wide where it stands upright. */
#define UPRIGHT_WIDTH 1080.0

static void
get_trim (CsPosterPaper paper,
          gboolean      across,
          double       *width,
          double       *height)
{
  double shorter = (paper == CS_POSTER_A3 ? 297 : 210) * MILLIMETRE;
  double longer = (paper == CS_POSTER_A3 ? 420 : 297) * MILLIMETRE;

  *width = across ? longer : shorter;
  *height = across ? shorter : longer;
}

/* Two hair lines at each corner, outside the bleed: where the knife goes. */
static void
draw_marks (cairo_t *cr,
            double   width,
            double   height)
{
  cairo_set_line_width (cr, 0.25);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint corner = 0; corner < 4; corner++)
    {
      double x = corner % 2 ? width : 0;
      double y = corner / 2 ? height : 0;
      double to_x = corner % 2 ? 1 : -1;
      double to_y = corner / 2 ? 1 : -1;

      cairo_move_to (cr, x + to_x * (BLEED + 1), y);
      cairo_line_to (cr, x + to_x * (BLEED + MARK), y);
      cairo_move_to (cr, x, y + to_y * (BLEED + 1));
      cairo_line_to (cr, x, y + to_y * (BLEED + MARK));
      cairo_stroke (cr);
    }
}

static CsPosterDrawing *
lay_out (const CsPoster         *poster,
         const CsPosterPictures *pictures,
         gboolean                across)
{
  const double ratio = 297.0 / 210.0;
  const CsPosterMargins margins = { 60, 60, 60 };
  double width = across ? UPRIGHT_WIDTH * ratio : UPRIGHT_WIDTH;
  double height = across ? UPRIGHT_WIDTH : UPRIGHT_WIDTH * ratio;

  return cs_poster_drawing_new_sized (poster, pictures, width, height, margins);
}

static void
set_properties (cairo_surface_t *surface,
                const CsPoster  *poster)
{
  g_autofree char *description = cs_poster_describe (poster);
  const char *title = poster->layout == CS_POSTER_QUOTATION ? poster->texts[CS_POSTER_PERSON] : poster->texts[CS_POSTER_TITLE];

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, description);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, poster->style->name);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Countersign " PACKAGE_VERSION);
}

static gboolean
check_written (cairo_surface_t *surface,
               GError         **error)
{
  cairo_status_t status;

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, CS_ERROR, status == CAIRO_STATUS_WRITE_ERROR ? CS_ERROR_NO_SPACE : CS_ERROR_FAILED,
               "Writing a poster for print: %s", cairo_status_to_string (status));
  return FALSE;
}

gboolean
cs_poster_print (const CsPoster         *poster,
                 const CsPosterPictures *pictures,
                 CsPosterPaper           paper,
                 const char             *path,
                 GError                **error)
{
  g_autoptr(CsPosterDrawing) drawing = NULL;
  cairo_surface_t *surface;
  CsPosterField trouble;
  double width, height, scale;
  int format_width = 0, format_height = 0;
  gboolean across, done;
  cairo_t *cr;

  g_return_val_if_fail (poster != NULL && path != NULL, FALSE);

  if (!cs_poster_check (poster, error))
    return FALSE;
  cs_poster_format_get_size (poster->format, &format_width, &format_height);
  across = format_width > format_height;
  drawing = lay_out (poster, pictures, across);
  if (cs_poster_drawing_find_trouble (drawing, &trouble))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_DOES_NOT_FIT, "The poster has no room on paper");
      return FALSE;
    }

  get_trim (paper, across, &width, &height);
  surface = cairo_pdf_surface_create (path, width + 2 * SLUG, height + 2 * SLUG);
  set_properties (surface, poster);
  cr = cairo_create (surface);
  cairo_translate (cr, SLUG, SLUG);
  draw_marks (cr, width, height);
  scale = width / drawing->width;
  cairo_scale (cr, scale, scale);
  cs_poster_drawing_draw_all (drawing, cr, BLEED / scale);
  cairo_show_page (cr);
  cairo_destroy (cr);
  done = check_written (surface, error);
  cairo_surface_destroy (surface);
  return done;
}
