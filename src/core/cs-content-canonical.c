/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-canonical.h"
#include "cs-content.h"

/* The members are in alphabetical order in the code: that is what makes the form canonical. */

/* @name with what comes before it, such as ",\"title\":" */
static void
append_member (GString    *json,
               const char *name,
               const char *text)
{
  g_string_append (json, name);
  cs_canonical_append_text (json, text);
}

static void
append_table (GString       *json,
              const CsTable *table)
{
  g_string_append_c (json, '[');
  for (guint row = 0; row < cs_table_get_n_rows (table); row++)
    {
      g_string_append (json, row > 0 ? ",[" : "[");
      for (guint column = 0; column < table->n_columns; column++)
        append_member (json, column > 0 ? "," : "", cs_table_get_cell (table, row, column));
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, ']');
}

static void
append_chart (GString       *json,
              const CsChart *chart)
{
  append_member (json, "{\"as_of\":", chart->as_of);
  append_member (json, ",\"kind\":", cs_chart_kind_nick (chart->kind));
  append_member (json, ",\"source\":", chart->source);
  g_string_append (json, ",\"table\":");
  append_table (json, chart->table);
  append_member (json, ",\"title\":", chart->title);
  append_member (json, ",\"unit\":", chart->unit);
  g_string_append_c (json, '}');
}

static void
append_media_item (GString           *json,
                   const CsMediaItem *item)
{
  g_autofree char *hex = cs_digest_to_hex (&item->digest);

  append_member (json, "{\"alt_text\":", item->alt_text);
  if (item->chart != NULL)
    {
      g_string_append (json, ",\"chart\":");
      append_chart (json, item->chart);
    }
  g_string_append_printf (json, ",\"decorative\":%s,\"digest\":\"%s\",\"height\":%d",
                          item->decorative ? "true" : "false", hex, item->height);
  append_member (json, ",\"mime_type\":", item->mime_type);
  g_string_append_printf (json, ",\"width\":%d}", item->width);
}

static void
append_segment (GString         *json,
                const CsSegment *segment)
{
  g_string_append (json, "{\"media\":[");
  for (guint i = 0; i < segment->media->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_media_item (json, cs_segment_get_media (segment, i));
    }
  append_member (json, "],\"text\":", segment->text);
  g_string_append_c (json, '}');
}

static void
append_source (GString        *json,
               const CsSource *source)
{
  append_member (json, "{\"address\":", source->address);
  append_member (json, ",\"date\":", source->date);
  append_member (json, ",\"publisher\":", source->publisher);
  append_member (json, ",\"title\":", source->title);
  g_string_append_c (json, '}');
}

char *
cs_content_to_canonical (const CsContent *content)
{
  GString *json = g_string_new ("{\"accounts\":[");

  g_return_val_if_fail (content != NULL, g_string_free (json, FALSE));

  for (guint i = 0; i < content->accounts->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (content->accounts, gint64, i));
  append_member (json, "],\"language\":", content->language);
  g_string_append (json, ",\"segments\":[");
  for (guint i = 0; i < content->segments->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_segment (json, cs_content_get_segment (content, i));
    }
  g_string_append (json, "],\"sources\":[");
  for (guint i = 0; i < content->sources->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_source (json, cs_content_get_source (content, i));
    }
  g_string_append_printf (json, "],\"version\":%d", CS_CONTENT_VERSION);
  append_member (json, ",\"visibility\":", cs_visibility_nick (content->visibility));
  append_member (json, ",\"warning\":", content->warning);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}
