/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-text.h"
#include "cs-unicode.h"

/* How a text is written: hashtags, emoji, quotation marks and brackets. */

/* Whether @tag is at least two words of the list, one behind the other. At each place the most words that lead there are kept, so that it ends soon. */
static gboolean
is_several_words (const char         *tag,
                  gsize               length,
                  const char * const *words)
{
  g_autofree guint *most = g_new0 (guint, length + 1); /* one more than the number of words up to there; 0 = none lead there */

  most[0] = 1;
  for (gsize at = 0; at < length; at++)
    for (guint i = 0; most[at] > 0 && words[i]; i++)
      if (*words[i] && g_str_has_prefix (tag + at, words[i]))
        most[at + strlen (words[i])] = MAX (most[at + strlen (words[i])], most[at] + 1);
  return most[length] >= 3;
}

/* Capitals inside a hashtag of several words are what a screen reader goes by. What has none and is longer than nearly every word, or is made of words of the
 * rule's list, needs them. */
static gboolean
lacks_capitals (const CsCheckRule  *rule,
                const char         *tag,
                const char * const *words)
{
  gsize length = strlen (tag);
  g_autofree char *lower = NULL;

  if (length < 8 || length > 60)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalpha (tag[i]) || (i > 0 && g_ascii_isupper (tag[i])))
      return FALSE;
  lower = g_ascii_strdown (tag, -1);
  return length >= cs_check_rule_get_number (rule, "Longest", 16) || is_several_words (lower, length, words);
}

void
cs_check_hashtags (const CsCheckRule *rule,
                   const CsCheckText *text,
                   GArray            *matches)
{
  g_autofree char *bounded = g_strndup (text->text, text->size);
  g_autoptr(GArray) spans = cs_text_find_spans (bounded);
  const char *list = cs_check_rule_get_parameter (rule, "Words");
  g_auto(GStrv) words = g_strsplit (list ? list : "", ";", -1);

  for (guint i = 0; i < spans->len && matches->len < CS_CHECK_RULE_MAX_MATCHES; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);
      g_autofree char *tag = NULL;

      if (span->kind != CS_SPAN_HASHTAG)
        continue;
      tag = g_strndup (bounded + span->start + 1, span->end - span->start - 1);
      if (lacks_capitals (rule, tag, (const char * const *) words))
        cs_check_matches_add (matches, span->start, span->end, NULL);
    }
}

void
cs_check_many_hashtags (const CsCheckRule *rule,
                        const CsCheckText *text,
                        GArray            *matches)
{
  g_autofree char *bounded = g_strndup (text->text, text->size);
  g_autoptr(GArray) spans = cs_text_find_spans (bounded);
  guint most = cs_check_rule_get_number (rule, "Most", 4);
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);

      if (span->kind == CS_SPAN_HASHTAG && ++n == most + 1)
        cs_check_matches_add (matches, span->start, span->end, NULL);
    }
}

void
cs_check_emoji (const CsCheckRule *rule,
                const CsCheckText *text,
                GArray            *matches)
{
  const char *end = text->text + text->size;
  guint most = cs_check_rule_get_number (rule, "Most", 5);
  guint n = 0;

  for (const char *at = text->text; at < end;)
    {
      gsize length = (guchar) *at < 0x80 && !g_ascii_isdigit (*at) && *at != '#' && *at != '*'
                     ? 0 : cs_unicode_emoji_length (at, end);

      if (length == 0)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      if (++n == most + 1)
        cs_check_matches_add (matches, (gsize) (at - text->text), (gsize) (at - text->text) + length, NULL);
      at += length;
    }
}

static const struct { gunichar open; gunichar close; } pairs[] = {
  { '(', ')' },
  { 0xff08, 0xff09 }, /* （ ） */
  { '[', ']' },
  { 0x300a, 0x300b }, /* 《 》 */
  { 0x300c, 0x300d }, /* 「 」 */
  { 0x3010, 0x3011 }, /* 【 】 */
  { 0x201c, 0x201d }, /* “ ” */
};

/* A text in Chinese may close what it opened at the other width. */
static gunichar
fold_width (gunichar character)
{
  if (character == 0xff08)
    return '(';
  if (character == 0xff09)
    return ')';
  return character;
}

/* Lists such as "a)" and smileys close nothing: only what is opened and stays open counts. */
void
cs_check_unpaired (const CsCheckRule *rule,
                   const CsCheckText *text,
                   GArray            *matches)
{
  const char *end = text->text + text->size;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gunichar open = fold_width (pairs[i].open);
      gunichar close = fold_width (pairs[i].close);
      const char *opened = NULL;

      if (pairs[i].open != open)
        continue; /* counted with its narrow sister */
      for (const char *at = text->text; at < end; at = g_utf8_next_char (at))
        {
          gunichar here = fold_width (g_utf8_get_char (at));

          /* a smiley */
          if (here == open && at > text->text && (at[-1] == ':' || at[-1] == ';') && open == '(')
            continue;
          if (here == open)
            opened = at;
          else if (here == close)
            opened = NULL;
        }
      if (opened)
        cs_check_matches_add (matches, (gsize) (opened - text->text),
                              (gsize) (g_utf8_next_char (opened) - text->text), NULL);
    }
}
