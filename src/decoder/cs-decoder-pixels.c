/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <string.h>

#include "cs-decoder-pixels.h"

/* What is fed to a loader at once: it keeps little more of the file in memory. */
#define PIECE ((gsize) 64 * 1024)

static const char *const mime_types[] = {
  [CS_PICTURE_JPEG] = "image/jpeg",
  [CS_PICTURE_PNG] = "image/png",
  [CS_PICTURE_WEBP] = "image/webp",
  [CS_PICTURE_GIF] = "image/gif",
  [CS_PICTURE_HEIF] = "image/heic",
  [CS_PICTURE_AVIF] = "image/avif",
};

typedef struct
{
  const CsPictureJob *job;
  CsPictureAnswer    *answer;
  int                 width;  /* as the file says */
  int                 height;
} Size;

/* Newer libheif has its codecs in plugins, which it would look for when it begins to decode: too late then. It is not linked with, since only its loader's module is known here. */
static void
load_heif_codecs (void)
{
  typedef struct { int code; int subcode; const char *message; } HeifError;
  typedef HeifError (*HeifInit) (gpointer);
  void *library = dlopen ("libheif.so.1", RTLD_NOW | RTLD_NOLOAD);
  HeifInit init = library != NULL ? (HeifInit) dlsym (library, "heif_init") : NULL;

  if (init != NULL)
    init (NULL);
}

GdkPixbufLoader *
cs_decoder_find_loader (CsPictureFormat format)
{
  GdkPixbufLoader *loader;

  g_return_val_if_fail (format != CS_PICTURE_OTHER && format < G_N_ELEMENTS (mime_types), NULL);

  loader = gdk_pixbuf_loader_new_with_mime_type (mime_types[format], NULL);
  if (loader != NULL && (format == CS_PICTURE_HEIF || format == CS_PICTURE_AVIF))
    load_heif_codecs ();
  return loader;
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  Size            *size)
{
  double scale = (double) size->job->max_side / MAX (width, height);

  size->width = width;
  size->height = height;
  if (width <= 0 || height <= 0 || width > CS_PICTURE_MAX_SIDE || height > CS_PICTURE_MAX_SIDE ||
      (gint64) width * height > CS_PICTURE_MAX_PIXELS)
    {
      size->answer->refusal = CS_PICTURE_TOO_LARGE;
      g_snprintf (size->answer->detail, sizeof size->answer->detail, "%d x %d pixels", width, height);
      /* Zero makes the loader stop here, before it makes room for the pixels. */
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
  /* Boxes are given in the pixels of the file: scaling comes after them. */
  else if (scale < 1 && size->job->redactions->len == 0 && size->job->crop.width == 0)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale + 0.5)), MAX (1, (int) (height * scale + 0.5)));
}

static void
refuse (CsPictureAnswer *answer,
        const GError    *error)
{
  /* The first reason is the one. */
  if (answer->refusal != CS_PICTURE_TAKEN)
    return;
  answer->refusal = g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY)
                    ? CS_PICTURE_NO_MEMORY : CS_PICTURE_BROKEN;
  g_strlcpy (answer->detail, error != NULL ? error->message : "nothing was decoded", sizeof answer->detail);
}

static gboolean
feed (GdkPixbufLoader *loader,
      const guint8    *data,
      gsize            size,
      gboolean         first_only,
      CsPictureAnswer *answer,
      GError         **error)
{
  gboolean fed = TRUE;

  for (gsize at = 0; fed && at < size && answer->refusal == CS_PICTURE_TAKEN; at += PIECE)
    fed = gdk_pixbuf_loader_write (loader, data + at, MIN (PIECE, size - at), error);

  /* The mark that ends a GIF. */
  if (fed && first_only && answer->refusal == CS_PICTURE_TAKEN)
    fed = gdk_pixbuf_loader_write (loader, (const guint8 *) ";", 1, error);

  /* It must be closed in any case; only the first error counts. */
  return gdk_pixbuf_loader_close (loader, fed ? error : NULL) && fed;
}

/* --- the job --- */

static void
take (GdkPixbuf **pixbuf,
      GdkPixbuf  *other)
{
  g_object_unref (*pixbuf);
  *pixbuf = other;
}

static void
redact (GdkPixbuf    *pixbuf,
        const GArray *boxes)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);

  for (guint i = 0; i < boxes->len; i++)
    {
      CsBox box = g_array_index (boxes, CsBox, i);
      g_autoptr(GdkPixbuf) part = NULL;

      if (!cs_box_clip (&box, width, height))
        continue;
      part = gdk_pixbuf_new_subpixbuf (pixbuf, box.x, box.y, box.width, box.height);
      gdk_pixbuf_fill (part, 0x000000FF);
    }
}

static void
crop (GdkPixbuf **pixbuf,
      CsBox       box)
{
  g_autoptr(GdkPixbuf) part = NULL;

  if (box.width == 0 || !cs_box_clip (&box, gdk_pixbuf_get_width (*pixbuf), gdk_pixbuf_get_height (*pixbuf)))
    return;
  part = gdk_pixbuf_new_subpixbuf (*pixbuf, box.x, box.y, box.width, box.height);
  take (pixbuf, gdk_pixbuf_copy (part));
}

static void
scale (GdkPixbuf **pixbuf,
       int         max_side)
{
  int width = gdk_pixbuf_get_width (*pixbuf), height = gdk_pixbuf_get_height (*pixbuf);
  double factor = (double) max_side / MAX (width, height);

  if (factor < 1)
    take (pixbuf, gdk_pixbuf_scale_simple (*pixbuf, MAX (1, (int) (width * factor + 0.5)),
                                           MAX (1, (int) (height * factor + 0.5)), GDK_INTERP_BILINEAR));
}

/* Each step may run out of memory, which then gives NULL. Takes @pixbuf: two of them at once are enough. */
static GdkPixbuf *
do_job (GdkPixbuf          *pixbuf,
        const CsPictureJob *job,
        CsPictureAnswer    *answer)
{
  const char *orientation = gdk_pixbuf_get_option (pixbuf, "orientation");
  g_autofree char *profile = g_strdup (gdk_pixbuf_get_option (pixbuf, "icc-profile"));

  if (orientation != NULL && !g_str_equal (orientation, "1"))
    {
      answer->facts |= CS_PICTURE_TURNED;
      take (&pixbuf, gdk_pixbuf_apply_embedded_orientation (pixbuf));
    }
  if (pixbuf != NULL && job->mirrored)
    take (&pixbuf, gdk_pixbuf_flip (pixbuf, TRUE));
  if (pixbuf != NULL && job->turns != 0)
    take (&pixbuf, gdk_pixbuf_rotate_simple (pixbuf, (GdkPixbufRotation) (360 - 90 * (int) job->turns)));
  if (pixbuf != NULL && job->redactions->len > 0)
    redact (pixbuf, job->redactions);
  if (pixbuf != NULL)
    crop (&pixbuf, job->crop);
  if (pixbuf != NULL)
    scale (&pixbuf, job->max_side);
  if (pixbuf != NULL)
    answer->facts |= cs_decoder_convert_colours (pixbuf, profile);
  return pixbuf;
}

static gboolean
is_turned_sideways (GdkPixbuf          *loaded,
                    const CsPictureJob *job)
{
  const char *orientation = gdk_pixbuf_get_option (loaded, "orientation");

  return (orientation != NULL && orientation[0] >= '5' && orientation[0] <= '8') != ((job->turns & 1) != 0);
}

GdkPixbuf *
cs_decoder_make_pixels (GdkPixbufLoader    *loader,
                        const guint8       *data,
                        gsize               length,
                        gboolean            first_only,
                        const CsPictureJob *job,
                        CsPictureAnswer    *answer)
{
  Size size = { job, answer, 0, 0 };
  g_autoptr(GError) error = NULL;
  GdkPixbuf *pixbuf;
  gboolean sideways;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &size);
  if (!feed (loader, data, length, first_only, answer, &error) || answer->refusal != CS_PICTURE_TAKEN ||
      (pixbuf = gdk_pixbuf_loader_get_pixbuf (loader)) == NULL)
    {
      g_object_unref (loader);
      refuse (answer, error);
      return NULL;
    }

  /* The loader goes before the job: it holds buffers of its own. */
  g_object_ref (pixbuf);
  g_object_unref (loader);
  sideways = is_turned_sideways (pixbuf, job);
  answer->source_width = sideways ? size.height : size.width;
  answer->source_height = sideways ? size.width : size.height;
  if ((pixbuf = do_job (pixbuf, job, answer)) == NULL)
    answer->refusal = CS_PICTURE_NO_MEMORY;
  return pixbuf;
}
