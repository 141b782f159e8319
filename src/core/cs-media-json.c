/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-content-private.h"

#define MAX_PIXELS_A_SIDE 100000
#define MAX_DURATION_MS (24 * 60 * 60 * 1000)

static gboolean
read_side (JsonObject  *object,
           const char  *where,
           const char  *name,
           int         *value,
           GError     **error)
{
  gint64 pixels = 0;

  if (!cs_read_integer (object, where, name, 1, MAX_PIXELS_A_SIDE, &pixels, error))
    return FALSE;
  if (pixels == 0)
    return cs_read_refuse (error, where, name, "is missing");
  *value = (int) pixels;

  return TRUE;
}

/* A file that has to be named, and what kind it is of. */
static gboolean
read_file (JsonObject          *object,
           const char          *where,
           const char * const  *types,
           CsDigest            *digest,
           char               **mime_type,
           GError             **error)
{
  if (!cs_read_digest (object, where, "digest", digest, error) ||
      !cs_read_text (object, where, "mime_type", mime_type, error))
    return FALSE;
  if (cs_digest_is_none (digest))
    return cs_read_refuse (error, where, "digest", "is not a digest");
  if (*mime_type == NULL || !g_strv_contains (types, *mime_type))
    return cs_read_refuse (error, where, "mime_type", "is neither image/png, image/jpeg nor video/mp4");

  return TRUE;
}

static const char * const media_types[] = { "image/png", "image/jpeg", "video/mp4", NULL };

static gboolean
read_subtitles (CsMediaItem  *item,
                JsonObject   *object,
                const char   *where,
                GError      **error)
{
  static const char * const known[] = { "digest", "language", NULL };
  JsonArray *array;

  if (!cs_read_array (object, where, "subtitles", CS_CONTENT_MAX_SUBTITLES, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *here = g_strdup_printf ("%ssubtitles[%u].", where, i);
      const CsDigest none = { 0 };
      g_autoptr(CsSubtitles) subtitles = cs_subtitles_new ("", &none);
      JsonObject *member = cs_read_get_object (array, i, here, error);

      if (member == NULL || !cs_read_check_members (member, here, known, error) ||
          !cs_read_digest (member, here, "digest", &subtitles->digest, error) ||
          !cs_read_language (member, here, "language", &subtitles->language, error))
        return FALSE;
      if (cs_digest_is_none (&subtitles->digest))
        return cs_read_refuse (error, here, "digest", "is not a digest");
      g_ptr_array_add (item->subtitles, g_steal_pointer (&subtitles));
    }

  return TRUE;
}

static int
compare_renditions (gconstpointer one,
                    gconstpointer other)
{
  const CsRendition *first = *(CsRendition * const *) one;
  const CsRendition *second = *(CsRendition * const *) other;

  return (int) first->network - (int) second->network;
}

static gboolean
read_rendition (CsMediaItem  *item,
                JsonObject   *object,
                const char   *where,
                GError      **error)
{
  static const char * const known[] = { "bytes", "digest", "height", "mime_type", "network", "width", NULL };
  g_autoptr(CsRendition) rendition = g_new0 (CsRendition, 1);
  g_autofree char *network = NULL;

  if (!cs_read_check_members (object, where, known, error) ||
      !read_file (object, where, media_types, &rendition->digest, &rendition->mime_type, error) ||
      !read_side (object, where, "height", &rendition->height, error) ||
      !read_side (object, where, "width", &rendition->width, error) ||
      !cs_read_integer (object, where, "bytes", 0, G_MAXINT64, &rendition->n_bytes, error) ||
      !cs_read_text (object, where, "network", &network, error))
    return FALSE;
  if (network == NULL || !cs_network_kind_from_nick (network, &rendition->network) ||
      cs_media_item_find_rendition (item, rendition->network) != NULL)
    return cs_read_refuse (error, where, "network", "is not known, or there twice");
  g_ptr_array_add (item->renditions, g_steal_pointer (&rendition));

  return TRUE;
}

static gboolean
read_renditions (CsMediaItem  *item,
                 JsonObject   *object,
                 const char   *where,
                 GError      **error)
{
  JsonArray *array;

  if (!cs_read_array (object, where, "renditions", CS_CONTENT_MAX_RENDITIONS, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *here = g_strdup_printf ("%srenditions[%u].", where, i);
      JsonObject *member = cs_read_get_object (array, i, here, error);

      if (member == NULL || !read_rendition (item, member, here, error))
        return FALSE;
    }
  g_ptr_array_sort (item->renditions, compare_renditions);

  return TRUE;
}

static gboolean
read_rights (CsMediaItem  *item,
             JsonObject   *object,
             const char   *where,
             GError      **error)
{
  return cs_read_text (object, where, "author", &item->author, error) &&
         cs_read_text (object, where, "licence", &item->licence, error) &&
         cs_read_text (object, where, "licence_until", &item->licence_until, error) &&
         cs_read_text (object, where, "consent", &item->consent, error) &&
         cs_read_text (object, where, "map_number", &item->map_number, error) &&
         cs_read_boolean (object, where, "ai_made", &item->ai_made, error);
}

CsMediaItem *
cs_media_item_read (JsonObject  *object,
                    const char  *where,
                    GError     **error)
{
  static const char * const known[] = {
    "ai_made", "alt_text", "author", "bytes", "chart", "consent", "cover", "decorative", "digest", "duration_ms", "height", "licence", "licence_until",
    "map_number", "mime_type", "poster", "renditions", "subtitles", "width", NULL
  };
  g_autoptr(CsMediaItem) item = cs_media_item_new ();
  gint64 duration = 0;

  if (!cs_read_check_members (object, where, known, error) ||
      !cs_read_text (object, where, "alt_text", &item->alt_text, error) ||
      !read_file (object, where, media_types, &item->digest, &item->mime_type, error) ||
      !read_side (object, where, "height", &item->height, error) ||
      !read_side (object, where, "width", &item->width, error) ||
      !cs_read_boolean (object, where, "decorative", &item->decorative, error) ||
      !cs_chart_read (object, where, &item->chart, error) ||
      !cs_poster_read (object, where, &item->poster, error) ||
      !cs_read_integer (object, where, "duration_ms", 0, MAX_DURATION_MS, &duration, error) ||
      !cs_read_integer (object, where, "bytes", 0, G_MAXINT64, &item->n_bytes, error) ||
      !cs_read_digest (object, where, "cover", &item->cover, error) ||
      !read_rights (item, object, where, error) ||
      !read_subtitles (item, object, where, error) ||
      !read_renditions (item, object, where, error))
    return NULL;
  item->duration_ms = (guint) duration;

  return g_steal_pointer (&item);
}
