/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-claims-private.h"
#include "cs-text.h"

void
cs_claim_scan_take (CsClaimScan *scan,
                    const char  *start,
                    const char  *end)
{
  g_assert (start >= scan->text && end >= start && end <= scan->text + scan->size);

  memset (scan->taken + (start - scan->text), 1, (gsize) (end - start));
}

CsClaimSpan *
cs_claim_scan_add (CsClaimScan *scan,
                   CsClaimKind  kind,
                   const char  *start,
                   const char  *end)
{
  CsClaimSpan span = { .kind = kind, .start = (gsize) (start - scan->text), .end = (gsize) (end - scan->text), .scale = 1 };

  if (start >= end || memchr (scan->taken + span.start, 1, span.end - span.start) != NULL)
    return NULL;

  cs_claim_scan_take (scan, start, end);
  g_array_append_val (scan->found, span);
  return &g_array_index (scan->found, CsClaimSpan, scan->found->len - 1);
}

/* Behind spaces that do not break the line. */
const char *
cs_claim_skip_gap (const char *at)
{
  for (;;)
    {
      gunichar c = g_utf8_get_char (at);

      if (c != ' ' && c != 0xA0 && c != 0x2009 && c != 0x202F && c != 0x3000)
        return at;
      at = g_utf8_next_char (at);
    }
}

static gboolean
is_gap (gunichar c)
{
  return c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

/* The Latin word that ends in front of @at, in lower case; "" if there is none or something else stands between. */
void
cs_claim_word_before (const CsClaimScan *scan,
                      const char        *at,
                      char               word[CS_CLAIM_WORD])
{
  const char *end = at;
  const char *start;
  gsize n;

  while (end > scan->text && is_gap (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  start = end;
  while (start > scan->text && (g_ascii_isalpha (start[-1]) || start[-1] == '.'))
    start--;
  n = MIN ((gsize) (end - start), CS_CLAIM_WORD - 1);
  for (gsize i = 0; i < n; i++)
    word[i] = g_ascii_tolower (start[i]);
  word[n] = '\0';
}

/* The Latin word that begins behind @at and spaces; returns its end. */
const char *
cs_claim_word_after (const CsClaimScan *scan,
                     const char        *at,
                     char               word[CS_CLAIM_WORD])
{
  const char *start = cs_claim_skip_gap (at);
  const char *end = start;
  gsize n;

  while (g_ascii_isalpha (*end) || (*end == '-' && end > start))
    end++;
  n = MIN ((gsize) (end - start), CS_CLAIM_WORD - 1);
  for (gsize i = 0; i < n; i++)
    word[i] = g_ascii_tolower (start[i]);
  word[n] = '\0';
  return end;
}

static gboolean
ends_sentence (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  if (c == '.' || c == '!' || c == '?')
    return at[1] == '\0' || g_ascii_isspace (at[1]);
  return c == '\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B;
}

const char *
cs_claim_sentence_start (const CsClaimScan *scan,
                         const char        *at)
{
  while (at > scan->text)
    {
      const char *before = g_utf8_prev_char (at);

      if (ends_sentence (before))
        return at;
      at = before;
    }

  return at;
}

const char *
cs_claim_sentence_end (const CsClaimScan *scan,
                       const char        *at)
{
  while (at < scan->text + scan->size && !ends_sentence (at))
    at = g_utf8_next_char (at);

  return at;
}

gboolean
cs_claim_one_of (const char         *word,
                 const char * const *words)
{
  return *word != '\0' && g_strv_contains (words, word);
}

gsize
cs_claim_match_any (const char         *at,
                    const char * const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize size = strlen (words[i]);

      if (g_ascii_strncasecmp (at, words[i], size) != 0)
        continue;
      if (g_ascii_isalpha (words[i][size - 1]) && g_ascii_isalpha (at[size]))
        continue;
      return size;
    }

  return 0;
}

gboolean
cs_claim_ends_with_any (const CsClaimScan  *scan,
                        const char         *at,
                        const char * const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize size = strlen (words[i]);

      if ((gsize) (at - scan->text) >= size && memcmp (at - size, words[i], size) == 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
cs_claim_has_any (const char         *start,
                  const char         *end,
                  const char * const *words)
{
  for (const char *at = start; at < end; at = g_utf8_next_char (at))
    {
      gsize size;

      if (at > start && g_ascii_isalpha (*at) && g_ascii_isalpha (at[-1]))
        continue;
      size = cs_claim_match_any (at, words);
      if (size > 0 && at + size <= end)
        return TRUE;
    }

  return FALSE;
}

/* Links, mentions and hashtags are not text. */
static void
take_spans (CsClaimScan *scan)
{
  g_autoptr(GArray) spans = cs_text_find_spans (scan->text);

  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);

      cs_claim_scan_take (scan, scan->text + span->start, scan->text + span->end);
    }
}

static int
compare_spans (gconstpointer one,
               gconstpointer other)
{
  const CsClaimSpan *a = one;
  const CsClaimSpan *b = other;

  return a->start < b->start ? -1 : a->start > b->start;
}

GArray *
cs_claims_find (const char *text)
{
  g_autofree guint8 *taken = NULL;
  CsClaimScan scan;

  g_return_val_if_fail (text != NULL, NULL);

  scan.text = text;
  scan.size = strlen (text);
  scan.taken = taken = g_malloc0 (scan.size + 1);
  scan.found = g_array_new (FALSE, FALSE, sizeof (CsClaimSpan));

  take_spans (&scan);
  cs_claim_scan_titles (&scan);
  cs_claim_scan_phones (&scan);
  cs_claim_scan_ranks (&scan);
  cs_claim_scan_numbers (&scan);
  cs_claim_scan_words (&scan);
  g_array_sort (scan.found, compare_spans);

  return scan.found;
}

const char *
cs_claim_kind_nick (CsClaimKind kind)
{
  switch (kind)
    {
    case CS_CLAIM_PERCENTAGE:
      return "percentage";

    case CS_CLAIM_AMOUNT:
      return "amount";

    case CS_CLAIM_FIGURE:
      return "figure";

    case CS_CLAIM_DATE:
      return "date";

    case CS_CLAIM_RANK:
      return "rank";

    case CS_CLAIM_TITLE:
      return "title";

    default:
      g_return_val_if_reached ("");
    }
}

const char *
cs_claim_kind_label (CsClaimKind kind)
{
  switch (kind)
    {
    case CS_CLAIM_PERCENTAGE:
      return C_("claim", "Percentage");

    case CS_CLAIM_AMOUNT:
      return C_("claim", "Amount");

    case CS_CLAIM_FIGURE:
      return C_("claim", "Number");

    case CS_CLAIM_DATE:
      return C_("claim", "Date");

    case CS_CLAIM_RANK:
      /* Translators: such as “highest since 2009”, “for the first time”. */
      return C_("claim", "Rank");

    case CS_CLAIM_TITLE:
      return C_("claim", "Document");

    default:
      g_return_val_if_reached ("");
    }
}
