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

  return TRUE;
}

gboolean
cs_thread_may_merge (GPtrArray *segments,
                     guint      position)
{
  g_return_val_if_fail (segments != NULL && position < segments->len, FALSE);

  return position > 0 &&
         get (segments, position - 1)->media->len + get (segments, position)->media->len <= CS_CONTENT_MAX_MEDIA;
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
  g_ptr_array_remove_index (segments, position);

  return start;
}

void
cs_thread_move (GPtrArray *segments,
                guint      from,
                guint      to)
{
  g_return_if_fail (segments != NULL && from < segments->len && to < segments->len);

  if (from != to)
    g_ptr_array_insert (segments, (int) to, g_ptr_array_steal_index (segments, from));
}

CsSegment *
cs_thread_remove (GPtrArray *segments,
                  guint      position)
{
  g_return_val_if_fail (segments != NULL && position < segments->len, NULL);

  return segments->len > 1 ? g_ptr_array_steal_index (segments, position) : NULL;
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
