/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chart-drawing.h"
#include "cs-content.h"
#include "fuzz.h"

/* A chart as it stands in the canonical form of content: read, checked, described and laid out. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *chart = g_strndup ((const char *) data, size);
  g_autofree char *json = g_strdup_printf ("{\"segments\":[{\"media\":[{\"chart\":%s,\"digest\":"
                                           "\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\","
                                           "\"height\":1,\"mime_type\":\"image/png\",\"width\":1}]}]}", chart);
  g_autoptr(CsContent) content = cs_content_parse (json, NULL);
  g_autoptr(CsContent) again = NULL;
  g_autofree char *canonical = NULL, *second = NULL;
  CsMediaItem *item;

  if (content == NULL || cs_content_get_segment (content, 0)->media->len == 0)
    return 0;
  item = cs_segment_get_media (cs_content_get_segment (content, 0), 0);
  canonical = cs_content_to_canonical (content);
  again = cs_content_parse (canonical, NULL);
  g_assert_nonnull (again);
  second = cs_content_to_canonical (again);
  g_assert_cmpstr (second, ==, canonical);

  if (item->chart != NULL && cs_table_get_n_rows (item->chart->table) * item->chart->table->n_columns < 2000)
    {
      g_autofree char *words = cs_chart_describe (item->chart);
      g_autoptr(GPtrArray) problems = cs_chart_list_problems (item->chart);
      g_autoptr(CsChartMap) map = cs_chart_measure (item->chart, 600, 338, cs_chart_is_right_to_left (item->chart));

      g_assert_cmpint (g_utf8_strlen (words, -1), <=, 1000);
      g_assert_cmpuint (problems->len, <, 100);
      g_assert_nonnull (map);
    }
  return 0;
}
