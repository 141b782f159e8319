/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-error.h"
#include "cs-picture-fit.h"

/* Below, blocks show in skies and on faces. */
static const int qualities[] = { 90, 82, 74 };

/* Steps of size: each has seven tenths of the pixels before. */
#define STEP 0.84
#define LEAST_SIDE 200

void
cs_fitted_picture_free (CsFittedPicture *fitted)
{
  if (fitted == NULL)
    return;

  cs_picture_free (fitted->picture);
  g_free (fitted);
}

static CsFittedPicture *
make_fitted (const CsPixels *pixels,
             GBytes         *bytes,
             int             quality,
             gboolean        flattened)
{
  CsFittedPicture *fitted = g_new0 (CsFittedPicture, 1);

  fitted->picture = g_new0 (CsPicture, 1);
  fitted->picture->bytes = bytes;
  fitted->picture->mime_type = quality == 0 ? "image/png" : "image/jpeg";
  fitted->picture->width = pixels->width;
  fitted->picture->height = pixels->height;
  fitted->picture->source = pixels->source;
  fitted->picture->n_source_bytes = pixels->n_source_bytes;
  fitted->quality = quality;
  fitted->flattened = flattened;
  return fitted;
}

/* Tries one form at one size. Returns: NULL without @error if it is too large still */
static CsFittedPicture *
try_form (const CsPixels         *pixels,
          const CsPictureLimits  *limits,
          int                     quality,
          gboolean                flattened,
          GError                **error)
{
  g_autoptr(GBytes) bytes = quality == 0 ? cs_pixels_to_png (pixels, error) : cs_pixels_to_jpeg (pixels, quality, error);

  if (bytes == NULL ||
      !cs_picture_limits_take (limits, pixels->width, pixels->height, (gint64) g_bytes_get_size (bytes)))
    return NULL;

  return make_fitted (pixels, g_steal_pointer (&bytes), quality, flattened);
}

/* The longest side that the limits of pixels allow. */
static int
find_side (const CsPixels        *pixels,
           const CsPictureLimits *limits)
{
  int side = MAX (pixels->width, pixels->height);
  double n_pixels = (double) pixels->width * pixels->height;

  if (n_pixels > limits->max_pixels)
    side = (int) (side * sqrt (limits->max_pixels / n_pixels));
  return MIN (side, limits->max_side);
}

/* A drawing is not shrunk to less than half for the sake of sharp edges: a JPEG of its full size shows more then. */
static CsFittedPicture *
fit_drawing (const CsPixels         *pixels,
             const CsPictureLimits  *limits,
             GError                **error)
{
  int side = find_side (pixels, limits);
  int least = side / 2;

  for (; side > least && side > LEAST_SIDE; side = (int) (side * STEP))
    {
      g_autoptr(CsPixels) scaled = cs_pixels_scale (pixels, side);
      g_autoptr(GError) local_error = NULL;
      CsFittedPicture *fitted = try_form (scaled, limits, 0, FALSE, &local_error);

      if (fitted != NULL)
        return fitted;
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return NULL;
}

static CsFittedPicture *
fit_photograph (const CsPixels         *pixels,
                const CsPictureLimits  *limits,
                gboolean                flattened,
                GError                **error)
{
  for (int side = find_side (pixels, limits); side > 0; side = side > LEAST_SIDE ? (int) (side * STEP) : 0)
    {
      g_autoptr(CsPixels) scaled = cs_pixels_scale (pixels, side);

      for (gsize i = 0; i < G_N_ELEMENTS (qualities); i++)
        {
          g_autoptr(GError) local_error = NULL;
          CsFittedPicture *fitted = try_form (scaled, limits, qualities[i], flattened, &local_error);

          if (fitted != NULL)
            return fitted;
          if (local_error != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return NULL;
            }
        }
    }
  g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "No form of the picture fits into %" G_GINT64_FORMAT " bytes", limits->max_bytes);
  return NULL;
}

CsFittedPicture *
cs_picture_fit (const CsPixels         *pixels,
                const CsPictureLimits  *limits,
                GError                **error)
{
  g_autoptr(CsPixels) flat = NULL;
  g_autoptr(GError) local_error = NULL;
  CsFittedPicture *fitted = NULL;
  gboolean see_through;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  see_through = cs_pixels_is_see_through (pixels);
  if (see_through || cs_pixels_has_few_colours (pixels))
    fitted = fit_drawing (pixels, limits, &local_error);
  if (fitted != NULL || local_error != NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return fitted;
    }

  if (pixels->channels == 4)
    flat = cs_pixels_flatten (pixels);
  return fit_photograph (flat != NULL ? flat : pixels, limits, see_through, error);
}
