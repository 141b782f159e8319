/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-diff.h"
#include "cs-text.h"
#include "fuzz.h"

static void
check_count (const char    *text,
             CsNetworkKind  network)
{
  CsTextLimits limits = cs_text_limits_for (network);
  CsTextCount count = cs_text_count (text, &limits);
  g_autofree char *head = NULL;

  g_assert_cmpuint (count.bytes, ==, strlen (text));
  g_assert_cmpuint (count.fits_bytes, <=, count.bytes);
  g_assert_true (!count.fits || count.fits_bytes == count.bytes);
  head = g_strndup (text, count.fits_bytes);
  g_assert_true (g_utf8_validate (head, -1, NULL));
}

static void
check_spans (const char *text)
{
  g_autoptr(GArray) spans = cs_text_find_spans (text);
  gsize done = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);

      g_assert_cmpuint (span->start, >=, done);
      g_assert_cmpuint (span->end, >, span->start);
      g_assert_true (g_utf8_validate (text + span->start, (gssize) (span->end - span->start), NULL));
      done = span->end;
    }
  g_assert_cmpuint (done, <=, strlen (text));
}

/* The first half of the input against the second. */
static void
check_diff (const char *text)
{
  const char *middle = g_utf8_offset_to_pointer (text, g_utf8_strlen (text, -1) / 2);
  g_autofree char *before = g_strndup (text, (gsize) (middle - text));
  g_autoptr(GPtrArray) runs = cs_diff_words (before, middle);
  g_autoptr(GString) one = g_string_new (NULL);
  g_autoptr(GString) other = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const CsDiffRun *run = g_ptr_array_index (runs, i);

      if (run->kind != CS_DIFF_ADDED)
        g_string_append (one, run->text);
      if (run->kind != CS_DIFF_REMOVED)
        g_string_append (other, run->text);
    }
  g_assert_cmpstr (one->str, ==, before);
  g_assert_cmpstr (other->str, ==, middle);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  for (guint i = CS_NETWORK_PRACTICE; i <= CS_NETWORK_X; i++)
    check_count (text, (CsNetworkKind) i);
  check_spans (text);
  check_diff (text);
  return 0;
}
