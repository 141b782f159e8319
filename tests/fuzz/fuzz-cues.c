/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-cues.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) unreadable = NULL;
  g_autoptr(GPtrArray) cues = cs_cues_parse ((const char *) data, size, &unreadable, &error);
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GArray) problems = NULL;
  g_autofree char *vtt = NULL;

  g_assert_true ((cues == NULL) == (error != NULL));
  if (cues == NULL)
    return 0;

  g_assert_cmpuint (cues->len, >, 0);
  g_assert_cmpuint (cues->len, <=, CS_CUES_MAX);
  problems = cs_cues_check (cues, 60000);

  /* what is written is read back */
  vtt = cs_cues_to_vtt (cues);
  if (strlen (vtt) > CS_CUES_MAX_BYTES)
    return 0;
  again = cs_cues_parse (vtt, strlen (vtt), NULL, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, cues->len);
  for (guint i = 0; i < cues->len; i++)
    {
      const CsCue *one = g_ptr_array_index (cues, i);
      const CsCue *other = g_ptr_array_index (again, i);

      g_assert_cmpint (one->start, ==, other->start);
      g_assert_cmpint (one->end, ==, other->end);
      g_assert_cmpstr (one->text, ==, other->text);
      g_assert_true (g_utf8_validate (one->text, -1, NULL));
      g_assert_null (strstr (one->text, "\n\n"));
    }

  return 0;
}
