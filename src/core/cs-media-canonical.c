/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-content-private.h"

static void
write_subtitles (GString         *json,
                 const GPtrArray *subtitles)
{
  g_string_append (json, ",\"subtitles\":[");
  for (guint i = 0; i < subtitles->len; i++)
    {
      const CsSubtitles *own = g_ptr_array_index (subtitles, i);
      g_autofree char *hex = cs_digest_to_hex (&own->digest);

      g_string_append_printf (json, "%s{\"digest\":\"%s\"", i > 0 ? "," : "", hex);
      cs_write_text (json, ",\"language\":", own->language);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
write_renditions (GString         *json,
                  const GPtrArray *renditions)
{
  g_string_append (json, ",\"renditions\":[");
  for (guint i = 0; i < renditions->len; i++)
    {
      const CsRendition *own = g_ptr_array_index (renditions, i);
      g_autofree char *hex = cs_digest_to_hex (&own->digest);

      g_string_append_printf (json, "%s{\"bytes\":%" G_GINT64_FORMAT ",\"digest\":\"%s\",\"height\":%d",
                              i > 0 ? "," : "", own->n_bytes, hex, own->height);
      cs_write_text (json, ",\"mime_type\":", own->mime_type);
      cs_write_text (json, ",\"network\":", cs_network_kind_nick (own->network));
      g_string_append_printf (json, ",\"width\":%d}", own->width);
    }
  g_string_append_c (json, ']');
}

void
cs_media_item_write (GString           *json,
                     const CsMediaItem *item)
{
  g_autofree char *hex = cs_digest_to_hex (&item->digest);

  g_string_append_c (json, '{');
  if (item->ai_made)
    g_string_append (json, "\"ai_made\":true,");
  cs_write_text (json, "\"alt_text\":", item->alt_text);
  cs_write_text_if_set (json, ",\"author\":", item->author);
  if (item->n_bytes > 0)
    g_string_append_printf (json, ",\"bytes\":%" G_GINT64_FORMAT, item->n_bytes);
  if (item->chart != NULL)
    {
      g_string_append (json, ",\"chart\":");
      cs_chart_write (json, item->chart);
    }
  cs_write_text_if_set (json, ",\"consent\":", item->consent);
  cs_write_digest_if_set (json, ",\"cover\":", &item->cover);
  g_string_append_printf (json, ",\"decorative\":%s,\"digest\":\"%s\"", item->decorative ? "true" : "false", hex);
  if (item->duration_ms > 0)
    g_string_append_printf (json, ",\"duration_ms\":%u", item->duration_ms);
  g_string_append_printf (json, ",\"height\":%d", item->height);
  cs_write_text_if_set (json, ",\"licence\":", item->licence);
  cs_write_text_if_set (json, ",\"licence_until\":", item->licence_until);
  cs_write_text_if_set (json, ",\"map_number\":", item->map_number);
  cs_write_text (json, ",\"mime_type\":", item->mime_type);
  if (item->poster != NULL)
    {
      g_string_append (json, ",\"poster\":");
      cs_poster_append (json, item->poster);
    }
  if (item->renditions->len > 0)
    write_renditions (json, item->renditions);
  if (item->subtitles->len > 0)
    write_subtitles (json, item->subtitles);
  g_string_append_printf (json, ",\"width\":%d}", item->width);
}
