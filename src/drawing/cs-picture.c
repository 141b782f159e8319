/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-picture-decode.h"
#include "cs-picture.h"

CsPicture *
cs_picture_from_pixels (const CsPixels *pixels,
                        GError        **error)
{
  g_autoptr(CsPicture) picture = g_new0 (CsPicture, 1);
  gboolean png;

  g_return_val_if_fail (pixels != NULL, NULL);

  png = cs_pixels_is_see_through (pixels) || cs_pixels_has_few_colours (pixels);
  /* A small JPEG may have few colours by chance; it would not become sharper. */
  if (pixels->source.format == CS_PICTURE_JPEG && !cs_pixels_is_see_through (pixels))
    png = FALSE;
  picture->mime_type = png ? "image/png" : "image/jpeg";
  picture->bytes = png ? cs_pixels_to_png (pixels, error) : cs_pixels_to_jpeg (pixels, CS_PICTURE_QUALITY, error);
  if (picture->bytes == NULL)
    return NULL;

  picture->width = pixels->width;
  picture->height = pixels->height;
  picture->source = pixels->source;
  picture->n_source_bytes = pixels->n_source_bytes;
  return g_steal_pointer (&picture);
}

CsPicture *
cs_picture_read (GBytes        *bytes,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(CsPixels) pixels = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if ((pixels = cs_picture_decode_bytes (bytes, NULL, cancellable, error)) == NULL)
    return NULL;

  return cs_picture_from_pixels (pixels, error);
}

CsPicture *
cs_picture_read_file (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(CsPixels) pixels = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if ((pixels = cs_picture_decode_file (path, NULL, cancellable, error)) == NULL)
    return NULL;

  return cs_picture_from_pixels (pixels, error);
}

void
cs_picture_free (CsPicture *picture)
{
  if (picture == NULL)
    return;

  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_free (picture);
}
