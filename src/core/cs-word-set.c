/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-word-set.h"

#include <string.h>

typedef struct
{
  gunichar *characters; /* lower case, ends with 0; owned */
  guint     place;
} Word;

struct _CsWordSet
{
  GHashTable *by_first; /* gunichar to GPtrArray of Word; owned */
  guint       size;
};

static void
free_word (gpointer data)
{
  Word *word = data;

  g_free (word->characters);
  g_free (word);
}

static gunichar *
make_lower (const char *text)
{
  gunichar *characters = g_utf8_to_ucs4_fast (text, -1, NULL);

  for (gunichar *c = characters; *c; c++)
    *c = g_unichar_tolower (*c);
  return characters;
}

CsWordSet *
cs_word_set_new (const char * const *words)
{
  CsWordSet *set = g_new0 (CsWordSet, 1);

  set->by_first = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; words[i]; i++)
    {
      g_autofree char *trimmed = g_strstrip (g_strdup (words[i]));
      GPtrArray *same;
      Word *word;

      if (*trimmed == '\0' || !g_utf8_validate (trimmed, -1, NULL))
        continue;
      word = g_new0 (Word, 1);
      word->characters = make_lower (trimmed);
      word->place = i;
      same = g_hash_table_lookup (set->by_first, GUINT_TO_POINTER (word->characters[0]));
      if (!same)
        {
          same = g_ptr_array_new_with_free_func (free_word);
          g_hash_table_insert (set->by_first, GUINT_TO_POINTER (word->characters[0]), same);
        }
      g_ptr_array_add (same, word);
      set->size++;
    }
  return set;
}

void
cs_word_set_free (CsWordSet *set)
{
  if (!set)
    return;

  g_hash_table_unref (set->by_first);
  g_free (set);
}

guint
cs_word_set_size (const CsWordSet *set)
{
  return set->size;
}

/* Whether a word cannot end between two such characters. Scripts that are written without spaces have no such places. */
static gboolean
is_bound (gunichar character)
{
  static const GUnicodeScript unbound[] = {
    G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_HIRAGANA, G_UNICODE_SCRIPT_KATAKANA, G_UNICODE_SCRIPT_THAI,
    G_UNICODE_SCRIPT_LAO, G_UNICODE_SCRIPT_KHMER, G_UNICODE_SCRIPT_MYANMAR,
  };
  GUnicodeScript script = g_unichar_get_script (character);

  for (guint i = 0; i < G_N_ELEMENTS (unbound); i++)
    if (script == unbound[i])
      return FALSE;
  return g_unichar_isalnum (character);
}

/* The end of @word at @from, or NULL. */
static const char *
match_word (const Word *word,
            const char *from,
            const char *end)
{
  gunichar last = 0;

  for (const gunichar *c = word->characters; *c; c++)
    {
      if (from >= end)
        return NULL;
      last = g_utf8_get_char (from);
      if (g_unichar_tolower (last) != *c)
        return NULL;
      from = g_utf8_next_char (from);
    }
  if (from < end && is_bound (last) && is_bound (g_utf8_get_char (from)))
    return NULL;
  return from;
}

static const char *
find_longest (const CsWordSet *set,
              const char      *from,
              const char      *end,
              guint           *place)
{
  gunichar first = g_unichar_tolower (g_utf8_get_char (from));
  GPtrArray *words = g_hash_table_lookup (set->by_first, GUINT_TO_POINTER (first));
  const char *longest = NULL;

  for (guint i = 0; words && i < words->len; i++)
    {
      const Word *word = g_ptr_array_index (words, i);
      const char *behind = match_word (word, from, end);

      if (behind > longest)
        {
          longest = behind;
          *place = word->place;
        }
    }
  return longest;
}

GArray *
cs_word_set_find (const CsWordSet *set,
                  const char      *text,
                  gsize            size)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (CsWordHit));
  const char *end = text + size;
  gunichar before = 0;

  for (const char *at = text; at < end;)
    {
      gunichar here = g_utf8_get_char (at);
      guint place = 0;
      const char *behind = is_bound (before) && is_bound (here) ? NULL : find_longest (set, at, end, &place);

      if (behind)
        {
          CsWordHit hit = { (gsize) (at - text), (gsize) (behind - text), place };

          g_array_append_val (hits, hit);
          before = g_utf8_get_char (g_utf8_prev_char (behind));
          at = behind;
          continue;
        }
      before = here;
      at = g_utf8_next_char (at);
    }
  return hits;
}
