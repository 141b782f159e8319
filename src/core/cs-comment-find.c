/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-comment.h"

#include <string.h>

#include "cs-error.h"

/* Where an anchor stands in another revision. Words are looked for by what stood around them, as a reader would. */

#define CLOSE_BYTES 6       /* of the surroundings that must be there for the words to be the same ones: six letters or two Chinese characters */
#define TELLING_BYTES 12    /* words as long as this are the same wherever they went */
#define BORDER_SCORE 32     /* the words still begin, or end, the segment */

typedef struct
{
  guint    segment;
  guint    start;    /* characters */
  gsize    score;    /* of the surroundings */
  gboolean old_place;
} Place;

/* How many bytes at the end of @text are also the end of @what. */
static gsize
count_same_end (const char *text,
                gsize       length,
                const char *what)
{
  gsize n = strlen (what);
  gsize same = 0;

  while (same < MIN (n, length) && text[length - same - 1] == what[n - same - 1])
    same++;

  return same;
}

static gsize
count_same_start (const char *text,
                  const char *what)
{
  gsize same = 0;

  while (what[same] != '\0' && text[same] == what[same])
    same++;

  return same;
}

/* @found: in @text, where the quote begins. FALSE: these are other words that happen to read the same. */
static gboolean
judge_place (const CsCommentAnchor *anchor,
             const char            *text,
             const char            *found,
             Place                 *place)
{
  const char *behind = found + strlen (anchor->quote);
  gsize before = count_same_end (text, (gsize) (found - text), anchor->before);
  gsize after = count_same_start (behind, anchor->after);

  /* all of what stood there as far as the segment's own border */
  if (before == (gsize) (found - text) && before == strlen (anchor->before))
    before += BORDER_SCORE;
  if (behind[after] == '\0' && after == strlen (anchor->after))
    after += BORDER_SCORE;

  place->start = (guint) g_utf8_pointer_to_offset (text, found);
  place->score = before + after;
  place->old_place = place->segment == anchor->segment && place->start == anchor->start;
  return place->old_place || before >= CLOSE_BYTES || after >= CLOSE_BYTES ||
         strlen (anchor->quote) >= TELLING_BYTES;
}

static guint
distance (guint one,
          guint other)
{
  return one > other ? one - other : other - one;
}

static gboolean
is_better (const CsCommentAnchor *anchor,
           const Place           *place,
           const Place           *best)
{
  guint segments = distance (place->segment, anchor->segment);
  guint best_segments = distance (best->segment, anchor->segment);

  if (place->score != best->score)
    return place->score > best->score;
  if (segments != best_segments)
    return segments < best_segments;
  return distance (place->start, anchor->start) < distance (best->start, anchor->start);
}

/* @certain: (out): whether no other place has as much of the surroundings */
static gboolean
find_words (const CsCommentAnchor *anchor,
            const CsContent       *content,
            Place                 *best,
            gboolean              *certain)
{
  gboolean any = FALSE;

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const char *text = cs_content_get_part (content, i)->text;

      for (const char *at = text; (at = strstr (at, anchor->quote)) != NULL; at = g_utf8_next_char (at))
        {
          Place place = { .segment = i };

          if (!judge_place (anchor, text, at, &place))
            continue;
          if (any && place.score == best->score)
            *certain = FALSE;
          else if (!any || place.score > best->score)
            *certain = TRUE;
          if (!any || is_better (anchor, &place, best))
            *best = place;
          any = TRUE;
        }
    }

  if (any && best->old_place)
    *certain = TRUE;
  return any;
}

static CsCommentAnchor *
find_anchor_words (const CsCommentAnchor *anchor,
                   const CsContent       *content,
                   gboolean              *certain)
{
  Place place = { 0 };
  guint length = (guint) g_utf8_strlen (anchor->quote, -1);

  if (length == 0 || !find_words (anchor, content, &place, certain))
    return NULL;

  return cs_comment_anchor_new_words (content, place.segment, place.start, place.start + length, NULL);
}

static gboolean
has_picture (const CsContent *content,
             guint            segment,
             const CsDigest  *picture)
{
  GPtrArray *media = NULL;

  if (segment >= cs_content_count_parts (content))
    return FALSE;

  media = cs_content_get_part (content, segment)->media;
  for (guint i = 0; i < media->len; i++)
    if (cs_digest_equal (&((const CsMediaItem *) g_ptr_array_index (media, i))->digest, picture))
      return TRUE;

  return FALSE;
}

static CsCommentAnchor *
find_picture (const CsCommentAnchor *anchor,
              const CsContent       *content)
{
  if (has_picture (content, anchor->segment, &anchor->picture))
    return cs_comment_anchor_copy (anchor);

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    if (has_picture (content, i, &anchor->picture))
      return cs_comment_anchor_new_picture (i, &anchor->picture);

  return NULL;
}

static gboolean
is_source (const CsCommentAnchor *anchor,
           const CsContent       *content,
           guint                  position)
{
  g_autoptr(CsCommentAnchor) there = NULL;

  there = cs_comment_anchor_new_source (content, position, NULL);
  return there != NULL && strcmp (there->quote, anchor->quote) == 0;
}

static CsCommentAnchor *
find_source (const CsCommentAnchor *anchor,
             const CsContent       *content)
{
  if (is_source (anchor, content, anchor->source))
    return cs_comment_anchor_copy (anchor);

  for (guint i = 0; i < content->sources->len; i++)
    if (is_source (anchor, content, i))
      return cs_comment_anchor_new_source (content, i, NULL);

  return NULL;
}

CsCommentAnchor *
cs_comment_anchor_find (const CsCommentAnchor *anchor,
                        const CsContent       *content,
                        gboolean              *certain)
{
  gboolean alone = TRUE;

  g_return_val_if_fail (anchor != NULL && content != NULL, NULL);

  if (certain == NULL)
    certain = &alone;
  *certain = TRUE;

  switch (anchor->kind)
    {
    case CS_ANCHOR_WORDS:
      return find_anchor_words (anchor, content, certain);

    case CS_ANCHOR_PICTURE:
      return find_picture (anchor, content);

    case CS_ANCHOR_SOURCE:
      return find_source (anchor, content);

    case CS_ANCHOR_POST:
    default:
      return cs_comment_anchor_copy (anchor);
    }
}

/* @text with the characters from @start to @end replaced, in normal form; NULL if that is too long. */
static char *
replace_words (const char *text,
               guint       start,
               guint       end,
               const char *replacement)
{
  const char *from = g_utf8_offset_to_pointer (text, start);
  const char *to = g_utf8_offset_to_pointer (text, end);
  g_autoptr(GString) joined = g_string_new_len (text, from - text);
  g_autofree char *normal = NULL;

  g_string_append (joined, replacement);
  g_string_append (joined, to);
  normal = g_utf8_normalize (joined->str, -1, G_NORMALIZE_NFC);
  if (normal == NULL || strlen (normal) > CS_CONTENT_MAX_TEXT_BYTES)
    return NULL;

  return g_steal_pointer (&normal);
}

static gboolean
set_text (char       **text,
          guint        start,
          guint        end,
          const char  *replacement,
          GError     **error)
{
  char *changed = replace_words (*text, start, end, replacement);

  if (changed == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The text would become too long");
      return FALSE;
    }

  g_free (*text);
  *text = changed;
  return TRUE;
}

static gboolean
apply_to_picture (const CsCommentAnchor  *place,
                  const char             *replacement,
                  CsContent              *content,
                  GError                **error)
{
  GPtrArray *media = cs_content_get_part (content, place->segment)->media;

  for (guint i = 0; i < media->len; i++)
    {
      CsMediaItem *item = g_ptr_array_index (media, i);

      if (!cs_digest_equal (&item->digest, &place->picture))
        continue;
      if (!set_text (&item->alt_text, 0, (guint) g_utf8_strlen (item->alt_text, -1), replacement, error))
        return FALSE;
      item->decorative = item->decorative && *item->alt_text == '\0';
      return TRUE;
    }

  return FALSE;
}

gboolean
cs_comment_apply (const CsCommentAnchor  *anchor,
                  const char             *replacement,
                  CsContent              *content,
                  GError                **error)
{
  g_autoptr(CsCommentAnchor) place = NULL;
  gboolean certain = FALSE;

  g_return_val_if_fail (anchor != NULL && replacement != NULL && content != NULL, FALSE);

  if (anchor->kind != CS_ANCHOR_WORDS && anchor->kind != CS_ANCHOR_PICTURE)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Only words and alt texts can be replaced");
      return FALSE;
    }

  place = cs_comment_anchor_find (anchor, content, &certain);
  if (place == NULL || !certain)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WORDS_GONE,
                   "What the suggestion replaces is %s", place == NULL ? "gone" : "there several times");
      return FALSE;
    }

  if (place->kind == CS_ANCHOR_PICTURE)
    return apply_to_picture (place, replacement, content, error);
  return set_text (&cs_content_get_part (content, place->segment)->text,
                   place->start, place->end, replacement, error);
}
