/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-content.h"
#include "cs-error.h"
#include "fuzz.h"

/* Whatever comes in is refused as invalid, or becomes content whose canonical form reads back as itself. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *canonical = NULL;
  g_autofree char *again = NULL;
  g_autofree char *excerpt = NULL;
  g_autofree char *words = NULL;
  g_autoptr(CsContent) content = NULL;
  g_autoptr(CsContent) reread = NULL;
  g_autoptr(GError) error = NULL;

  content = cs_content_parse (text, &error);
  if (content == NULL)
    {
      g_assert_true (g_error_matches (error, CS_ERROR, CS_ERROR_INVALID) ||
                     g_error_matches (error, CS_ERROR, CS_ERROR_TOO_LARGE) ||
                     g_error_matches (error, CS_ERROR, CS_ERROR_RAGGED_TABLE));
      return 0;
    }
  g_assert_no_error (error);

  canonical = cs_content_to_canonical (content);
  g_assert_true (g_utf8_validate (canonical, -1, NULL));
  reread = cs_content_parse (canonical, &error);
  g_assert_no_error (error);
  again = cs_content_to_canonical (reread);
  g_assert_cmpstr (again, ==, canonical);

  excerpt = cs_content_excerpt (content);
  words = cs_content_search_text (content);
  g_assert_true (g_utf8_validate (excerpt, -1, NULL));
  g_assert_true (g_utf8_validate (words, -1, NULL));

  return 0;
}
