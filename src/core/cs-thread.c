/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-thread.h"

#include <string.h>

static CsSegment *
get (GPtrArray *segments,
     guint      position)
{
  return g_ptr_array_index (segments, position);
}

static void
set_text (CsSegment *segment,
          char      *text)
{
  g_free (segment->text);
  segment->text = text;
}

gboolean
cs_thread_add (GPtrArray *segments,
               guint      position)
{
  g_return_val_if_fail (segments != NULL, FALSE);

  if (segments->len >= CS_CONTENT_MAX_SEGMENTS)
    return FALSE;

  g_ptr_array_insert (segments, (int) MIN (position + 1, segments->len), cs_segment_new ());

  return TRUE;
}

gboolean
cs_thread_split (GPtrArray *segments,
                 guint      position,
                 gsize      at)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  CsSegment *segment;

  g_return_val_if_fail (segments != NULL && position < segments->len, FALSE);

  segment = get (segments, position);
  g_return_val_if_fail (at <= strlen (segment->text), FALSE);

  g_ptr_array_add (texts, g_strchomp (g_strndup (segment->text, at)));
  g_ptr_array_add (texts, g_strchug (g_strdup (segment->text + at)));

  return cs_thread_spread (segments, position, texts);
}

/* A claim goes with its words: each of the new parts takes those that stand in it. */
static void
share_claims (GPtrArray *segments,
              guint      first,
              guint      n)
{
  g_autoptr(GPtrArray) claims = g_steal_pointer (&get (segments, first)->claims);

  g_ptr_array_set_free_func (claims, NULL);
  get (segments, first)->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_claim_free);
  for (guint i = 0; i < claims->len; i++)
    {
      CsClaim *claim = g_ptr_array_index (claims, i);
      guint to = first;

      while (to < first + n - 1 && strstr (get (segments, to)->text, claim->words) == NULL)
        to++;
      /* In none of them whole: it stays where it was. */
      if (strstr (get (segments, to)->text, claim->words) == NULL)
        to = first;
      g_ptr_array_add (get (segments, to)->claims, claim);
    }
}

gboolean
cs_thread_spread (GPtrArray *segments,
                  guint      position,
                  GPtrArray *texts)
{
  CsSegment *first;

  g_return_val_if_fail (segments != NULL && position < segments->len && texts->len > 0, FALSE);

  if (segments->len + texts->len - 1 > CS_CONTENT_MAX_SEGMENTS)
    return FALSE;

  first = get (segments, position);
  set_text (first, g_strdup (g_ptr_array_index (texts, 0)));
  for (guint i = 1; i < texts->len; i++)
    {
      CsSegment *segment = cs_segment_new ();

      set_text (segment, g_strdup (g_ptr_array_index (texts, i)));
      g_ptr_array_insert (segments, (int) (position + i), segment);
    }
  share_claims (segments, position, texts->len);

  return TRUE;
}

gboolean
cs_thread_may_merge (GPtrArray *segments,
                     guint      position)
{
  const CsSegment *before, *after;

  g_return_val_if_fail (segments != NULL && position < segments->len, FALSE);

  if (position == 0)
    return FALSE;

  before = get (segments, position - 1);
  after = get (segments, position);

  return before->media->len + after->media->len <= CS_CONTENT_MAX_MEDIA &&
         before->claims->len + after->claims->len <= CS_CONTENT_MAX_CLAIMS &&
         (before->poll == NULL || after->poll == NULL) && (*before->quote == '\0' || *after->quote == '\0');
}

/* What stands between two texts that become one: Chinese has no spaces between sentences. */
static const char *
choose_joint (const char *before,
              const char *after)
{
  const char *last = g_utf8_find_prev_char (before, before + strlen (before));
  gunichar c = last != NULL ? g_utf8_get_char (last) : 0;

  if (c == 0 || *after == '\0' || g_unichar_isspace (c) || g_unichar_isspace (g_utf8_get_char (after)) ||
      g_unichar_iswide (c))
    return "";

  return " ";
}

gsize
cs_thread_merge (GPtrArray *segments,
                 guint      position)
{
  CsSegment *before, *after;
  const char *joint;
  gsize start;

  g_return_val_if_fail (cs_thread_may_merge (segments, position), 0);

  before = get (segments, position - 1);
  after = get (segments, position);
  joint = choose_joint (before->text, after->text);
  start = strlen (before->text) + strlen (joint);
  set_text (before, g_strconcat (before->text, joint, after->text, NULL));
  g_ptr_array_extend_and_steal (before->media, g_steal_pointer (&after->media));
  after->media = g_ptr_array_new ();
  g_ptr_array_extend_and_steal (before->claims, g_steal_pointer (&after->claims));
  after->claims = g_ptr_array_new ();
  if (before->poll == NULL)
    before->poll = g_steal_pointer (&after->poll);
  if (*after->quote != '\0')
    {
      g_free (before->quote);
      before->quote = g_steal_pointer (&after->quote);
      after->quote = g_strdup ("");
    }
  g_ptr_array_remove_index (segments, position);

  return start;
}

void
cs_thread_move (GPtrArray *segments,
                guint      from,
                guint      to)
{
  char *reply_to;

  g_return_if_fail (segments != NULL && from < segments->len && to < segments->len);

  if (from == to)
    return;

  reply_to = g_steal_pointer (&get (segments, 0)->reply_to);
  get (segments, 0)->reply_to = g_strdup ("");
  g_ptr_array_insert (segments, (int) to, g_ptr_array_steal_index (segments, from));
  g_free (get (segments, 0)->reply_to);
  get (segments, 0)->reply_to = reply_to;
}

CsSegment *
cs_thread_remove (GPtrArray *segments,
                  guint      position)
{
  g_return_val_if_fail (segments != NULL && position < segments->len, NULL);

  if (segments->len < 2)
    return NULL;

  if (position == 0)
    {
      g_free (get (segments, 1)->reply_to);
      get (segments, 1)->reply_to = g_strdup (get (segments, 0)->reply_to);
    }

  return g_ptr_array_steal_index (segments, position);
}

void
cs_thread_insert (GPtrArray *segments,
                  guint      position,
                  CsSegment *segment)
{
  g_return_if_fail (segments != NULL && segment != NULL);

  g_ptr_array_insert (segments, (int) MIN (position, segments->len), segment);
}

GPtrArray *
cs_thread_copy (GPtrArray *segments)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_segment_free);

  g_return_val_if_fail (segments != NULL, copy);

  for (guint i = 0; i < segments->len; i++)
    g_ptr_array_add (copy, cs_segment_copy (get (segments, i)));

  return copy;
}
