/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-canonical.h"

void
cs_canonical_append_text (GString    *json,
                          const char *text)
{
  g_autofree char *normal = NULL;
  const char *at = text;

  if (!g_str_is_ascii (text) && (at = normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC)) == NULL) /* not UTF-8, which no reader of ours lets in; still nothing but UTF-8 may be signed */
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      at = normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
    }

  g_string_append_c (json, '"');
  for (; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *at < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *at);
      else
        g_string_append_c (json, *at);
    }
  g_string_append_c (json, '"');
}
