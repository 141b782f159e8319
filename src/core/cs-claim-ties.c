/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-claims.h"

/* Whether @words, where they stand at @start, hold most of @span. */
static gboolean
holds (const char        *words,
       gsize              start,
       const CsClaimSpan *span)
{
  gsize end = start + strlen (words);
  gsize from = MAX (start, span->start);
  gsize to = MIN (end, span->end);

  return to > from && 2 * (to - from) >= span->end - span->start;
}

static gboolean
ties (const CsSegment   *segment,
      const CsClaim     *claim,
      const CsClaimSpan *span)
{
  if (*claim->words == '\0')
    return FALSE;
  for (const char *at = strstr (segment->text, claim->words); at != NULL; at = strstr (at + 1, claim->words))
    if (holds (claim->words, (gsize) (at - segment->text), span))
      return TRUE;

  return FALSE;
}

gboolean
cs_claims_is_tied (const CsSegment   *segment,
                   const CsClaimSpan *span,
                   guint              n_sources,
                   guint             *source)
{
  g_return_val_if_fail (segment != NULL && span != NULL, FALSE);

  for (guint i = 0; i < segment->claims->len; i++)
    {
      const CsClaim *claim = g_ptr_array_index (segment->claims, i);

      if (claim->source >= n_sources || !ties (segment, claim, span))
        continue;
      if (source != NULL)
        *source = claim->source;
      return TRUE;
    }

  return FALSE;
}

guint
cs_claims_count (const CsContent *content,
                 guint           *n_tied)
{
  guint n = 0;

  g_return_val_if_fail (content != NULL && n_tied != NULL, 0);

  *n_tied = 0;
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);
      g_autoptr(GArray) claims = cs_claims_find (segment->text);

      n += claims->len;
      for (guint j = 0; j < claims->len; j++)
        *n_tied += cs_claims_is_tied (segment, &g_array_index (claims, CsClaimSpan, j), content->sources->len, NULL);
    }

  return n;
}

void
cs_claims_untie (CsSegment         *segment,
                 const CsClaimSpan *span)
{
  g_return_if_fail (segment != NULL && span != NULL);

  for (guint i = segment->claims->len; i-- > 0;)
    if (ties (segment, g_ptr_array_index (segment->claims, i), span))
      g_ptr_array_remove_index (segment->claims, i);
}

void
cs_claims_tie (CsSegment *segment,
               gsize      start,
               gsize      end,
               guint      source)
{
  CsClaimSpan span = { .start = start, .end = end };
  g_autofree char *words = NULL;

  g_return_if_fail (segment != NULL && start < end && end <= strlen (segment->text));

  cs_claims_untie (segment, &span);
  if (segment->claims->len >= CS_CONTENT_MAX_CLAIMS)
    return;
  words = g_strndup (segment->text + start, end - start);
  g_ptr_array_add (segment->claims, cs_claim_new (words, source));
}

/* Which sources readers are told of: those that words stand on, in their order, or all. */
static GArray *
list_used (const CsContent *content)
{
  GArray *used = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < content->sources->len; i++)
    for (guint j = 0; j < content->segments->len; j++)
      {
        const CsSegment *segment = cs_content_get_segment (content, j);
        gboolean found = FALSE;

        for (guint k = 0; k < segment->claims->len && !found; k++)
          found = ((const CsClaim *) g_ptr_array_index (segment->claims, k))->source == i;
        if (found)
          {
            g_array_append_val (used, i);
            break;
          }
      }
  if (used->len > 0)
    return used;

  for (guint i = 0; i < content->sources->len; i++)
    g_array_append_val (used, i);
  return used;
}

/* “Statistics Office, Labour Market Report, No. 10/2026, p. 4 (https://…)” */
static char *
say_source (const CsSource *source)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const char * const plain[] = { source->publisher, source->title, source->number, source->date };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (*plain[i] != '\0')
      g_ptr_array_add (parts, g_strdup (plain[i]));
  if (*source->page != '\0')
    /* Translators: of a source; %s is the page, such as “4” or “4–6”. */
    g_ptr_array_add (parts, g_strdup_printf (_("p. %s"), source->page));
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between the parts of a source: publisher, title, number, date. */
  joined = g_strjoinv (C_("source", ", "), (char **) parts->pdata);
  if (*source->address == '\0')
    return g_steal_pointer (&joined);
  return *joined == '\0' ? g_strdup (source->address) : g_strdup_printf ("%s %s", joined, source->address);
}

static char *
join_sources (const CsContent *content,
              GArray          *used,
              gboolean         addresses_only)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < used->len; i++)
    {
      const CsSource *source = cs_content_get_source (content, g_array_index (used, guint, i));

      if (!addresses_only)
        g_ptr_array_add (lines, say_source (source));
      else if (*source->address != '\0')
        g_ptr_array_add (lines, g_strdup (source->address));
    }
  if (lines->len == 0)
    return g_strdup ("");
  g_ptr_array_add (lines, NULL);
  joined = g_strjoinv ("\n", (char **) lines->pdata);
  if (lines->len == 2)
    /* Translators: at the end of a post; %s is what it rests on. */
    return g_strdup_printf (_("Source: %s"), joined);
  /* Translators: at the end of a post; %s is what it rests on, one a line. */
  return g_strdup_printf (_("Sources:\n%s"), joined);
}

char *
cs_claims_sources_text (const CsContent *content,
                        guint            room)
{
  g_autoptr(GArray) used = NULL;
  char *text = NULL;

  g_return_val_if_fail (content != NULL, NULL);

  used = list_used (content);
  text = join_sources (content, used, FALSE);
  if (room == 0 || g_utf8_strlen (text, -1) <= (glong) room)
    return text;

  do
    {
      g_free (text);
      text = join_sources (content, used, TRUE);
      if (used->len > 0)
        g_array_set_size (used, used->len - 1);
    }
  while (g_utf8_strlen (text, -1) > (glong) room && *text != '\0');

  return text;
}

gboolean
cs_claims_is_past (const char *until,
                   const char *today)
{
  g_return_val_if_fail (until != NULL && today != NULL, FALSE);

  return *until != '\0' && strcmp (until, today) < 0;
}
