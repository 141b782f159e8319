/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <lcms2.h>
#include <string.h>

#include "cs-decoder-pixels.h"

/* Most pictures say that they are sRGB already: their pixels stay as they are. */
static gboolean
is_srgb (cmsHPROFILE profile)
{
  char name[128] = "";

  cmsGetProfileInfoASCII (profile, cmsInfoDescription, "en", "US", name, sizeof name);
  return g_str_has_prefix (name, "sRGB");
}

static void
transform_rows (cmsHTRANSFORM  transform,
                GdkPixbuf     *pixbuf)
{
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);

  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    cmsDoTransform (transform, pixels + (gsize) y * stride, pixels + (gsize) y * stride, (guint) gdk_pixbuf_get_width (pixbuf));
}

static gboolean
convert (GdkPixbuf   *pixbuf,
         cmsHPROFILE  from)
{
  cmsHPROFILE to = cmsCreate_sRGBProfile ();
  gboolean alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  guint32 type = alpha ? TYPE_RGBA_8 : TYPE_RGB_8;
  cmsHTRANSFORM transform = NULL;

  /* Relative colorimetric, as browsers do: what both can show stays exactly as it is. */
  if (to != NULL)
    transform = cmsCreateTransform (from, type, to, type, INTENT_RELATIVE_COLORIMETRIC, alpha ? cmsFLAGS_COPY_ALPHA : 0);
  if (transform != NULL)
    {
      transform_rows (transform, pixbuf);
      cmsDeleteTransform (transform);
    }
  if (to != NULL)
    cmsCloseProfile (to);
  return transform != NULL;
}

CsPictureFacts
cs_decoder_convert_colours (GdkPixbuf  *pixbuf,
                            const char *profile)
{
  g_autofree guint8 *bytes = NULL;
  gsize size = 0;
  cmsHPROFILE from;
  CsPictureFacts fact = CS_PICTURE_COLOURS_LOST;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), 0);

  if (profile == NULL)
    return 0;
  bytes = g_base64_decode (profile, &size);
  if (size == 0 || (from = cmsOpenProfileFromMem (bytes, (guint32) size)) == NULL)
    return fact;
  if (cmsGetColorSpace (from) == cmsSigRgbData)
    fact = is_srgb (from) ? 0 : convert (pixbuf, from) ? CS_PICTURE_COLOURS : CS_PICTURE_COLOURS_LOST;
  cmsCloseProfile (from);
  return fact;
}
