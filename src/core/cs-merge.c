/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-merge.h"

#include <string.h>

void
cs_merge_row_free (CsMergeRow *row)
{
  if (row == NULL)
    return;

  g_free (row->base);
  g_free (row->mine);
  g_free (row->theirs);
  g_free (row);
}

static const CsSegment *
get (const GPtrArray *segments,
     guint            position)
{
  return segments != NULL && position < segments->len ? g_ptr_array_index (segments, position) : NULL;
}

/* Whether two threads are the same in all that belongs to them; %NULL is a thread that is not there. */
static gboolean
same_segments (const GPtrArray *one,
               const GPtrArray *other,
               guint            from,
               guint            n)
{
  g_autoptr(CsContent) first = cs_content_new ();
  g_autoptr(CsContent) second = cs_content_new ();
  CsDigest first_digest, second_digest;

  g_ptr_array_set_size (first->segments, 0);
  g_ptr_array_set_size (second->segments, 0);
  for (guint i = from; i < from + n; i++)
    {
      if (get (one, i) != NULL)
        g_ptr_array_add (first->segments, cs_segment_copy (get (one, i)));
      if (get (other, i) != NULL)
        g_ptr_array_add (second->segments, cs_segment_copy (get (other, i)));
    }
  first_digest = cs_content_main_digest (first);
  second_digest = cs_content_main_digest (second);

  return cs_digest_equal (&first_digest, &second_digest);
}

static char *
join (const GPtrArray *segments)
{
  GString *text;

  if (segments == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < segments->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n\n" : "", get (segments, i)->text);

  return g_string_free (text, FALSE);
}

static char *
dup_text (const GPtrArray *segments,
          guint            position)
{
  return get (segments, position) != NULL ? g_strdup (get (segments, position)->text) : NULL;
}

static void
choose_side (CsMergeRow *row)
{
  row->side = row->theirs_changed && !row->mine_changed ? CS_MERGE_THEIRS : CS_MERGE_MINE;
}

static void
add_part (GPtrArray       *rows,
          const CsContent *base,
          const CsContent *mine,
          const CsContent *theirs,
          guint            position)
{
  CsMergeRow *row;

  if (same_segments (mine->segments, theirs->segments, position, 1))
    return;

  row = g_new0 (CsMergeRow, 1);
  row->position = position;
  row->base = dup_text (base->segments, position);
  row->mine = dup_text (mine->segments, position);
  row->theirs = dup_text (theirs->segments, position);
  row->mine_changed = !same_segments (base->segments, mine->segments, position, 1);
  row->theirs_changed = !same_segments (base->segments, theirs->segments, position, 1);
  choose_side (row);
  g_ptr_array_add (rows, row);
}

/* The variant that begins with @account, %NULL if there is none. */
static const CsVariant *
find_variant (const CsContent *content,
              gint64           account)
{
  const CsVariant *variant = cs_content_find_variant (content, account);

  return variant != NULL && g_array_index (variant->accounts, gint64, 0) == account ? variant : NULL;
}

static gboolean
same_variants (const CsVariant *one,
               const CsVariant *other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return g_str_equal (one->language, other->language) && cs_digest_equal (&one->base, &other->base) &&
         one->accounts->len == other->accounts->len &&
         memcmp (one->accounts->data, other->accounts->data, one->accounts->len * sizeof (gint64)) == 0 &&
         same_segments (one->segments, other->segments, 0, MAX (one->segments->len, other->segments->len));
}

static void
add_variant (GPtrArray       *rows,
             const CsContent *base,
             const CsContent *mine,
             const CsContent *theirs,
             gint64           account)
{
  const CsVariant *was = find_variant (base, account);
  const CsVariant *one = find_variant (mine, account);
  const CsVariant *other = find_variant (theirs, account);
  CsMergeRow *row;

  if (same_variants (one, other))
    return;

  row = g_new0 (CsMergeRow, 1);
  row->account = account;
  row->base = join (was != NULL ? was->segments : NULL);
  row->mine = join (one != NULL ? one->segments : NULL);
  row->theirs = join (other != NULL ? other->segments : NULL);
  row->mine_changed = !same_variants (was, one);
  row->theirs_changed = !same_variants (was, other);
  choose_side (row);
  g_ptr_array_add (rows, row);
}

GPtrArray *
cs_merge_list (const CsContent *base,
               const CsContent *mine,
               const CsContent *theirs)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_merge_row_free);

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, rows);

  for (guint i = 0; i < MAX (mine->segments->len, theirs->segments->len); i++)
    add_part (rows, base, mine, theirs, i);
  for (guint i = 0; i < mine->variants->len; i++)
    add_variant (rows, base, mine, theirs, g_array_index (cs_content_get_variant (mine, i)->accounts, gint64, 0));
  for (guint i = 0; i < theirs->variants->len; i++)
    {
      gint64 account = g_array_index (cs_content_get_variant (theirs, i)->accounts, gint64, 0);

      if (find_variant (mine, account) == NULL)
        add_variant (rows, base, mine, theirs, account);
    }

  return rows;
}

/* A content with everything of @content but its words: to see whether the rest was changed. */
static CsDigest
digest_rest (const CsContent *content)
{
  g_autoptr(CsContent) rest = cs_content_copy (content);

  g_ptr_array_set_size (rest->segments, 0);
  g_ptr_array_add (rest->segments, cs_segment_new ());
  g_ptr_array_set_size (rest->variants, 0);

  return cs_content_digest (rest);
}

static void
take_part (CsContent        *merged,
           const CsContent  *mine,
           const CsContent  *theirs,
           const CsMergeRow *row,
           guint             position)
{
  const CsSegment *segment = get (row != NULL && row->side == CS_MERGE_THEIRS ? theirs->segments : mine->segments, position);

  if (segment != NULL)
    g_ptr_array_add (merged->segments, cs_segment_copy (segment));
}

static const CsMergeRow *
find_row (GPtrArray *rows,
          gint64     account,
          guint      position)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const CsMergeRow *row = g_ptr_array_index (rows, i);

      if (row->account == account && row->position == position)
        return row;
    }

  return NULL;
}

static void
take_variants (CsContent       *merged,
               const CsContent *from,
               CsMergeSide      side,
               GPtrArray       *rows)
{
  for (guint i = 0; i < from->variants->len; i++)
    {
      const CsVariant *variant = cs_content_get_variant (from, i);
      const CsMergeRow *row = find_row (rows, g_array_index (variant->accounts, gint64, 0), 0);

      if ((row != NULL ? row->side : CS_MERGE_MINE) == side)
        cs_content_set_variant (merged, cs_variant_copy (variant));
    }
}

/* Sources may be the other one's now: what stood on one that is gone is no longer tied. */
static void
drop_loose_claims (CsContent *content)
{
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      GPtrArray *claims = cs_content_get_part (content, i)->claims;

      for (guint j = claims->len; j > 0; j--)
        if (((const CsClaim *) g_ptr_array_index (claims, j - 1))->source >= content->sources->len)
          g_ptr_array_remove_index (claims, j - 1);
    }
}

CsContent *
cs_merge_apply (const CsContent *base,
                const CsContent *mine,
                const CsContent *theirs,
                GPtrArray       *rows)
{
  CsDigest was, one;
  CsContent *merged;

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL && rows != NULL, NULL);

  was = digest_rest (base);
  one = digest_rest (mine);
  merged = cs_content_copy (cs_digest_equal (&was, &one) ? theirs : mine);
  g_ptr_array_set_size (merged->segments, 0);
  g_ptr_array_set_size (merged->variants, 0);
  for (guint i = 0; i < MAX (mine->segments->len, theirs->segments->len); i++)
    take_part (merged, mine, theirs, find_row (rows, 0, i), i);
  if (merged->segments->len == 0)
    g_ptr_array_add (merged->segments, cs_segment_new ());
  take_variants (merged, mine, CS_MERGE_MINE, rows);
  take_variants (merged, theirs, CS_MERGE_THEIRS, rows);
  drop_loose_claims (merged);

  return merged;
}
