/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-private.h"

#include <string.h>

#include "cs-error.h"
#include "cs-network-json.h"

static guint
read_be (const guint8 *bytes,
         guint         n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | bytes[i];

  return value;
}

static gboolean
read_png_size (const guint8 *bytes,
               gsize         size,
               int          *width,
               int          *height)
{
  if (size < 33 || memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) != 0 || memcmp (bytes + 12, "IHDR", 4) != 0)
    return FALSE;

  *width = read_be (bytes + 16, 4) & G_MAXINT;
  *height = read_be (bytes + 20, 4) & G_MAXINT;

  return *width > 0 && *height > 0;
}

static gboolean
read_jpeg_size (const guint8 *bytes,
                gsize         size,
                int          *width,
                int          *height)
{
  gsize i = 2;

  if (size < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
    return FALSE;

  while (i + 9 < size && bytes[i] == 0xff)
    {
      guint8 marker = bytes[i + 1];

      /* A start of frame, but not DHT, JPG, DAC, which lie among them. */
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = read_be (bytes + i + 5, 2);
          *width = read_be (bytes + i + 7, 2);
          return *width > 0 && *height > 0;
        }
      i += 2 + read_be (bytes + i + 2, 2);
    }

  return FALSE;
}

static gboolean
inspect_film (CsPracticeRequest *request,
              CsPracticeMedia   *media,
              const guint8      *bytes,
              gsize              size)
{
  if (size > CS_PRACTICE_MAX_FILM)
    cs_practice_refuse (request, 422, "Validation failed: File file size must be less than 40 MB");
  else if (!cs_practice_read_film (bytes, size, media))
    cs_practice_refuse (request, 422, "Validation failed: File content type is invalid");
  else if ((gint64) media->width * media->height > CS_PRACTICE_MAX_FILM_MATRIX)
    cs_practice_refuse (request, 422, "Validation failed: videos are not supported with such dimensions");
  else
    {
      media->mime_type = (char *) "video/mp4";
      return TRUE;
    }

  return FALSE;
}

/* A cover that is no picture is left out, as Mastodon does. */
static GBytes *
get_cover (CsPracticeRequest     *request,
           const CsPracticeMedia *media)
{
  gsize size = 0;
  const guint8 *bytes = request->cover != NULL ? g_bytes_get_data (request->cover, &size) : NULL;
  int width, height;

  return media->duration_ms > 0 && bytes != NULL && size <= CS_PRACTICE_MAX_PICTURE &&
         (read_jpeg_size (bytes, size, &width, &height) || read_png_size (bytes, size, &width, &height)) ? request->cover : NULL;
}

/* Fills size and type; FALSE with the refusal given if the file is no picture that the network takes. */
static gboolean
inspect (CsPracticeRequest *request,
         CsPracticeMedia   *media)
{
  gsize size = 0;
  const guint8 *bytes = request->file != NULL ? g_bytes_get_data (request->file, &size) : NULL;

  if (size == 0)
    cs_practice_refuse (request, 422, "Validation failed: File can't be blank");
  else if (size > 8 && memcmp (bytes + 4, "ftyp", 4) == 0)
    return inspect_film (request, media, bytes, size);
  else if (size > CS_PRACTICE_MAX_PICTURE)
    cs_practice_refuse (request, 422, "Validation failed: File file size must be less than 16 MB");
  else if (read_png_size (bytes, size, &media->width, &media->height))
    media->mime_type = (char *) "image/png";
  else if (read_jpeg_size (bytes, size, &media->width, &media->height))
    media->mime_type = (char *) "image/jpeg";
  else
    cs_practice_refuse (request, 422, "Validation failed: File content type is invalid");

  if (media->mime_type == NULL)
    return FALSE;
  if ((gint64) media->width * media->height <= CS_PRACTICE_MAX_MATRIX)
    return TRUE;

  cs_practice_refuse (request, 422, "Validation failed: images are not supported with such dimensions");

  return FALSE;
}

static gboolean
check_description (CsPracticeRequest *request,
                   const char        *description)
{
  if (g_utf8_strlen (description, -1) <= CS_PRACTICE_MAX_DESCRIPTION)
    return TRUE;

  cs_practice_refuse (request, 422, "Validation failed: Description is too long (maximum is 1500 characters)");

  return FALSE;
}

void
cs_practice_create_media (CsPracticeRequest *request)
{
  CsPracticeMedia media = { 0 };
  CsPracticeMedia *added;
  g_autoptr(GError) error = NULL;

  media.account = request->account->id;
  media.description = (char *) cs_network_json_string (request->params, "description", "");
  media.ready_at = request->now + cs_practice_server_get_media_delay (request->server);
  if (!check_description (request, media.description) || !inspect (request, &media))
    return;

  added = cs_practice_store_add_media (request->store, &media, request->file, get_cover (request, &media), &error);
  if (added != NULL)
    cs_practice_reply_object (request, added->ready_at <= request->now ? 200 : 202,
                              cs_practice_media_to_json (request, added));
  else
    cs_practice_refuse_error (request, error);
}

static CsPracticeMedia *
find_media (CsPracticeRequest *request)
{
  CsPracticeMedia *media = cs_practice_store_get_media (request->store, request->argument);

  if (media != NULL && g_str_equal (media->account, request->account->id))
    return media;

  cs_practice_refuse (request, 404, "Record not found");

  return NULL;
}

void
cs_practice_get_media (CsPracticeRequest *request)
{
  CsPracticeMedia *media = find_media (request);

  if (media != NULL)
    cs_practice_reply_object (request, media->ready_at <= request->now ? 200 : 206,
                              cs_practice_media_to_json (request, media));
}

void
cs_practice_change_media (CsPracticeRequest *request)
{
  CsPracticeMedia *media = find_media (request);
  const char *description = cs_network_json_string (request->params, "description", "");
  g_autoptr(GError) error = NULL;

  if (media == NULL || !check_description (request, description))
    return;

  if (*media->status != '\0')
    cs_practice_refuse (request, 404, "Record not found");
  else if (cs_practice_store_describe_media (request->store, media, description, &error))
    cs_practice_reply_object (request, 200, cs_practice_media_to_json (request, media));
  else
    cs_practice_refuse_error (request, error);
}
