/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-diff.h"
#include "cs-unicode.h"

/* A picture and where it stands. */
typedef struct
{
  const CsMediaItem *item;
  guint              segment;
  gboolean           paired; /* the other revision has it, too */
} Place;

/* --- comparing --- */

static guint
count_words (const char *text)
{
  g_autoptr(GArray) ends = cs_unicode_breaks (text, strlen (text), CS_BREAK_WORDS);
  gsize start = 0;
  guint n = 0;

  for (guint i = 0; i < ends->len; i++)
    {
      gsize end = g_array_index (ends, gsize, i);
      guint n_ideographs = 0;
      gboolean letters = FALSE;

      for (const char *at = text + start; at < text + end; at = g_utf8_next_char (at))
        {
          gunichar c = g_utf8_get_char (at);

          n_ideographs += g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
          letters |= g_unichar_isalnum (c);
        }
      n += n_ideographs > 0 ? n_ideographs : (letters ? 1 : 0);
      start = end;
    }

  return n;
}

static const char *
segment_text (const CsContent *content,
              guint            i)
{
  return i < cs_content_count_parts (content) ? cs_content_get_part (content, i)->text : "";
}

static void
compare_texts (CsContentDiff   *diff,
               const CsContent *before,
               const CsContent *after)
{
  for (guint i = 0; i < MAX (cs_content_count_parts (before), cs_content_count_parts (after)); i++)
    {
      GPtrArray *runs = cs_diff_words (segment_text (before, i), segment_text (after, i));

      for (guint j = 0; j < runs->len; j++)
        {
          const CsDiffRun *run = g_ptr_array_index (runs, j);

          if (run->kind == CS_DIFF_ADDED)
            diff->words_added += count_words (run->text);
          else if (run->kind == CS_DIFF_REMOVED)
            diff->words_removed += count_words (run->text);
        }
      g_ptr_array_add (diff->segments, runs);
    }
}

static GArray *
collect_media (const CsContent *content)
{
  GArray *places = g_array_new (FALSE, TRUE, sizeof (Place));

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      for (guint j = 0; j < segment->media->len; j++)
        {
          Place place = { .item = cs_segment_get_media (segment, j), .segment = i };

          g_array_append_val (places, place);
        }
    }

  return places;
}

static gboolean
same_words (const CsMediaItem *one,
            const CsMediaItem *other)
{
  return g_str_equal (one->alt_text, other->alt_text) && one->decorative == other->decorative &&
         (one->chart == NULL) == (other->chart == NULL) &&
         (one->chart == NULL || cs_chart_equal (one->chart, other->chart)) &&
         (one->poster == NULL) == (other->poster == NULL) &&
         (one->poster == NULL || cs_poster_equal (one->poster, other->poster));
}

/* Pairs each picture with the first free one of the same bytes, and notes whether pairs keep their order and segment. */
static void
compare_media (CsContentDiff   *diff,
               const CsContent *before,
               const CsContent *after)
{
  g_autoptr(GArray) old = collect_media (before);
  g_autoptr(GArray) new = collect_media (after);
  guint reached = 0;

  for (guint i = 0; i < old->len; i++)
    {
      Place *place = &g_array_index (old, Place, i);

      for (guint j = 0; j < new->len && !place->paired; j++)
        {
          Place *other = &g_array_index (new, Place, j);

          if (other->paired || !cs_digest_equal (&place->item->digest, &other->item->digest))
            continue;
          place->paired = other->paired = TRUE;
          diff->alt_texts_changed += !same_words (place->item, other->item);
          diff->media_reordered |= j < reached || place->segment != other->segment;
          reached = MAX (reached, j);
        }
      if (!place->paired)
        g_array_append_val (diff->media_removed, place->item->digest);
    }

  for (guint j = 0; j < new->len; j++)
    {
      const Place *place = &g_array_index (new, Place, j);

      if (!place->paired)
        g_array_append_val (diff->media_added, place->item->digest);
    }
}

static gboolean
same_sources (const CsContent *before,
              const CsContent *after)
{
  if (before->sources->len != after->sources->len)
    return FALSE;

  for (guint i = 0; i < before->sources->len; i++)
    {
      const CsSource *one = cs_content_get_source (before, i);
      const CsSource *other = cs_content_get_source (after, i);

      if (!g_str_equal (one->publisher, other->publisher) || !g_str_equal (one->title, other->title) ||
          !g_str_equal (one->date, other->date) || !g_str_equal (one->address, other->address) ||
          !g_str_equal (one->number, other->number) || !g_str_equal (one->page, other->page) ||
          !g_str_equal (one->note, other->note) || !g_str_equal (one->until, other->until))
        return FALSE;
    }

  return TRUE;
}

static gboolean
same_accounts (const CsContent *before,
               const CsContent *after)
{
  return before->accounts->len == after->accounts->len &&
         (before->accounts->len == 0 ||
          memcmp (before->accounts->data, after->accounts->data, before->accounts->len * sizeof (gint64)) == 0);
}

/* Whether @one says something of @kind that @other does not. */
static gboolean
says_more (GPtrArray  *one,
           GPtrArray  *other,
           CsFactKind  kind)
{
  guint j = 0;

  for (guint i = 0; i < one->len; i++)
    {
      const CsFact *fact = g_ptr_array_index (one, i);

      if (fact->kind != kind)
        continue;
      while (j < other->len && (((const CsFact *) g_ptr_array_index (other, j))->kind != kind ||
                                !g_str_equal (((const CsFact *) g_ptr_array_index (other, j))->text, fact->text)))
        j++;
      if (j++ >= other->len)
        return TRUE;
    }

  return FALSE;
}

static void
compare_facts (CsContentDiff   *diff,
               const CsContent *before,
               const CsContent *after)
{
  g_autoptr(GPtrArray) old = cs_content_list_facts (before, NULL, NULL);
  g_autoptr(GPtrArray) new = cs_content_list_facts (after, NULL, NULL);

  for (guint kind = 0; kind < CS_N_FACT_KINDS; kind++)
    diff->facts_changed[kind] = says_more (old, new, kind) || says_more (new, old, kind);
  diff->settings_changed |= diff->facts_changed[CS_FACT_SETTING];
  diff->sources_changed |= diff->facts_changed[CS_FACT_SOURCE];
}

static gboolean
has_changed_facts (const CsContentDiff *diff)
{
  for (guint kind = 0; kind < CS_N_FACT_KINDS; kind++)
    if (diff->facts_changed[kind])
      return TRUE;

  return FALSE;
}

CsContentDiff *
cs_content_diff (const CsContent *before,
                 const CsContent *after)
{
  CsContentDiff *diff;
  CsDigest one, other;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  diff = g_new0 (CsContentDiff, 1);
  diff->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  diff->media_added = g_array_new (FALSE, FALSE, sizeof (CsDigest));
  diff->media_removed = g_array_new (FALSE, FALSE, sizeof (CsDigest));
  compare_texts (diff, before, after);
  compare_media (diff, before, after);
  diff->accounts_changed = !same_accounts (before, after);
  diff->sources_changed = !same_sources (before, after);
  diff->settings_changed = !g_str_equal (before->language, after->language) ||
                           !g_str_equal (before->warning, after->warning) || before->visibility != after->visibility;
  compare_facts (diff, before, after);

  /* Another digest is always another content: whatever is not named above (an empty part more) counts as a setting. */
  one = cs_content_digest (before);
  other = cs_content_digest (after);
  if (cs_content_diff_is_empty (diff) && !cs_digest_equal (&one, &other))
    diff->settings_changed = TRUE;
  return diff;
}

void
cs_content_diff_free (CsContentDiff *diff)
{
  if (diff == NULL)
    return;

  g_ptr_array_unref (diff->segments);
  g_array_unref (diff->media_added);
  g_array_unref (diff->media_removed);
  g_free (diff);
}

static gboolean
has_changed_text (const CsContentDiff *diff)
{
  for (guint i = 0; i < diff->segments->len; i++)
    {
      const GPtrArray *runs = g_ptr_array_index (diff->segments, i);

      for (guint j = 0; j < runs->len; j++)
        {
          if (((const CsDiffRun *) g_ptr_array_index (runs, j))->kind != CS_DIFF_SAME)
            return TRUE;
        }
    }

  return FALSE;
}

gboolean
cs_content_diff_is_empty (const CsContentDiff *diff)
{
  g_return_val_if_fail (diff != NULL, TRUE);

  return !has_changed_text (diff) && diff->media_added->len == 0 && diff->media_removed->len == 0 &&
         diff->alt_texts_changed == 0 && !diff->media_reordered && !diff->accounts_changed &&
         !diff->sources_changed && !diff->settings_changed && !has_changed_facts (diff);
}

/* --- in words --- */

static void
add_part (GPtrArray *parts,
          char      *part)
{
  g_ptr_array_add (parts, part);
}

static void
add_text_parts (const CsContentDiff *diff,
                GPtrArray           *parts)
{
  if (diff->words_added > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u word added", "%u words added", diff->words_added), diff->words_added));
  if (diff->words_removed > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u word removed", "%u words removed", diff->words_removed),
                                      diff->words_removed));
  if (diff->words_added == 0 && diff->words_removed == 0 && has_changed_text (diff))
    add_part (parts, g_strdup (_("punctuation or spacing changed")));
}

static void
add_media_parts (const CsContentDiff *diff,
                 GPtrArray           *parts)
{
  guint n_added = diff->media_added->len;
  guint n_removed = diff->media_removed->len;

  if (n_added > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u picture added", "%u pictures added", n_added), n_added));
  if (n_removed > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u picture removed", "%u pictures removed", n_removed), n_removed));
  if (diff->media_reordered)
    add_part (parts, g_strdup (_("pictures reordered")));
  if (diff->alt_texts_changed > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u alt text changed", "%u alt texts changed", diff->alt_texts_changed),
                                      diff->alt_texts_changed));
}

static void
add_fact_parts (const CsContentDiff *diff,
                GPtrArray           *parts)
{
  if (diff->facts_changed[CS_FACT_AMENDS])
    add_part (parts, g_strdup (_("what is corrected or withdrawn changed")));
  if (diff->facts_changed[CS_FACT_VARIANT])
    add_part (parts, g_strdup (_("other words for accounts changed")));
  if (diff->facts_changed[CS_FACT_POLL])
    add_part (parts, g_strdup (_("poll changed")));
  if (diff->facts_changed[CS_FACT_QUOTE])
    add_part (parts, g_strdup (_("quoted or answered post changed")));
  if (diff->facts_changed[CS_FACT_CLAIM])
    add_part (parts, g_strdup (_("ties to sources changed")));
  if (diff->facts_changed[CS_FACT_MEDIA])
    add_part (parts, g_strdup (_("details of pictures changed")));
}

char *
cs_content_diff_summary (const CsContentDiff *diff)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (diff != NULL, NULL);

  add_text_parts (diff, parts);
  add_media_parts (diff, parts);
  add_fact_parts (diff, parts);
  if (diff->accounts_changed)
    add_part (parts, g_strdup (_("accounts changed")));
  if (diff->sources_changed)
    add_part (parts, g_strdup (_("sources changed")));
  if (diff->settings_changed)
    add_part (parts, g_strdup (_("settings changed")));
  if (parts->len == 0)
    return g_strdup (_("No change"));

  g_ptr_array_add (parts, NULL);
  /* Translators: stands between the parts of an enumeration: "3 words added, 1 picture removed" */
  return g_strjoinv (C_("between parts of a list", ", "), (char **) parts->pdata);
}
