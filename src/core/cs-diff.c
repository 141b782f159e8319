/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-diff.h"
#include "cs-unicode.h"

/* More changed words than this are no difference that anybody reads; it also bounds memory (the square of it, half, in words). */
#define MAX_CHANGES 4000

/* One text as words: where each begins, and a number that is the same for the same word in both texts. */
typedef struct
{
  const char *text;
  GArray     *starts; /* of gsize, one more than words: the last is the text's end */
  GArray     *ids;    /* of guint */
} Words;

void
cs_diff_run_free (CsDiffRun *run)
{
  if (run == NULL)
    return;

  g_free (run->text);
  g_free (run);
}

/* --- words --- */

static gboolean
has_ideograph (const char *text,
               gsize       size)
{
  for (const char *at = text; at < text + size; at = g_utf8_next_char (at))
    {
      if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN)
        return TRUE;
    }

  return FALSE;
}

static void
add_word (Words      *words,
          GHashTable *numbers,
          gsize       start,
          gsize       end)
{
  g_autofree char *word = g_strndup (words->text + start, end - start);
  guint id = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, word));

  if (id == 0)
    {
      id = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, g_steal_pointer (&word), GUINT_TO_POINTER (id));
    }
  g_array_append_val (words->ids, id);
  g_array_append_val (words->starts, end);
}

static void
words_init (Words      *words,
            const char *text,
            GHashTable *numbers)
{
  g_autoptr(GArray) ends = cs_unicode_breaks (text, strlen (text), CS_BREAK_WORDS);
  gsize start = 0;

  words->text = text;
  words->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  words->ids = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (words->starts, start);

  for (guint i = 0; i < ends->len; i++)
    {
      gsize end = g_array_index (ends, gsize, i);

      /* A dictionary makes words of several Chinese characters; people compare them one by one. */
      if (has_ideograph (text + start, end - start))
        {
          g_autoptr(GArray) characters = cs_unicode_breaks (text + start, end - start, CS_BREAK_CHARACTERS);
          gsize from = start;

          for (guint j = 0; j < characters->len; j++)
            {
              add_word (words, numbers, from, start + g_array_index (characters, gsize, j));
              from = start + g_array_index (characters, gsize, j);
            }
        }
      else
        add_word (words, numbers, start, end);
      start = end;
    }
}

static void
words_clear (Words *words)
{
  g_array_unref (words->starts);
  g_array_unref (words->ids);
}

static guint
id_at (const Words *words,
       int          position)
{
  return g_array_index (words->ids, guint, position);
}

/* --- the shortest difference (E. W. Myers, 1986) --- */

/* Which words stay: one flag a word for each text. */
typedef struct
{
  gboolean *before;
  gboolean *after;
} Kept;

/* How far down each diagonal one comes with @d changes, given @last for one less; both are indexed from -d to d. */
static gboolean
advance (const Words *before,
         const Words *after,
         int          first,
         int          n,
         int          m,
         int          d,
         const int   *last,
         int         *now)
{
  for (int k = -d; k <= d; k += 2)
    {
      int x;

      if (d == 0)
        x = 0;
      else if (k == -d || (k != d && last[k - 1] < last[k + 1]))
        x = last[k + 1];
      else
        x = last[k - 1] + 1;

      while (x < n && x - k < m && x - k >= 0 && id_at (before, first + x) == id_at (after, first + x - k))
        x++;
      now[k] = x;
      if (x >= n && x - k >= m)
        return TRUE;
    }

  return FALSE;
}

/* Walks back from the end along the stored fronts and notes the words on diagonals. */
static void
trace_back (const GPtrArray *fronts,
            int              first,
            int              n,
            int              m,
            const Kept      *kept)
{
  int x = n, y = m;

  for (int d = (int) fronts->len - 1; d >= 0; d--)
    {
      const int *last = d > 0 ? (const int *) g_ptr_array_index (fronts, d - 1) + (d - 1) : NULL;
      int k = x - y;
      int from_x = 0, from_y = 0;

      if (last != NULL)
        {
          gboolean down = k == -d || (k != d && last[k - 1] < last[k + 1]);
          int from_k = down ? k + 1 : k - 1;

          from_x = last[from_k];
          from_y = from_x - from_k;
        }

      while (x > from_x && y > from_y)
        {
          x--;
          y--;
          kept->before[first + x] = TRUE;
          kept->after[first + y] = TRUE;
        }
      x = from_x;
      y = from_y;
    }
}

/* Marks what stays between @first and the ends given by @n and @m; nothing if there are too many changes. */
static void
compare_middle (const Words *before,
                const Words *after,
                int          first,
                int          n,
                int          m,
                const Kept  *kept)
{
  g_autoptr(GPtrArray) fronts = g_ptr_array_new_with_free_func (g_free);

  for (int d = 0; d <= MIN (n + m, MAX_CHANGES); d++)
    {
      const int *last = d > 0 ? (const int *) g_ptr_array_index (fronts, d - 1) + (d - 1) : NULL;
      int *now = g_new0 (int, 2 * d + 1);

      g_ptr_array_add (fronts, now);
      if (advance (before, after, first, n, m, d, last, now + d))
        {
          trace_back (fronts, first, n, m, kept);
          return;
        }
    }
}

static void
compare_words (const Words *before,
               const Words *after,
               const Kept  *kept)
{
  int n = (int) before->ids->len, m = (int) after->ids->len;
  int first = 0;

  while (first < n && first < m && id_at (before, first) == id_at (after, first))
    {
      kept->before[first] = kept->after[first] = TRUE;
      first++;
    }
  while (n > first && m > first && id_at (before, n - 1) == id_at (after, m - 1))
    kept->before[--n] = kept->after[--m] = TRUE;

  compare_middle (before, after, first, n - first, m - first, kept);
}

static void
add_run (GPtrArray   *runs,
         CsDiffKind   kind,
         const Words *words,
         guint        from,
         guint        to)
{
  CsDiffRun *run;
  gsize start = g_array_index (words->starts, gsize, from);

  if (from == to)
    return;

  run = g_new0 (CsDiffRun, 1);
  run->kind = kind;
  run->text = g_strndup (words->text + start, g_array_index (words->starts, gsize, to) - start);
  g_ptr_array_add (runs, run);
}

GPtrArray *
cs_diff_words (const char *before,
               const char *after)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_diff_run_free);
  g_autoptr(GHashTable) numbers = NULL;
  g_autofree gboolean *kept_before = NULL;
  g_autofree gboolean *kept_after = NULL;
  Words one, other;
  Kept kept;

  g_return_val_if_fail (before != NULL && after != NULL, runs);

  numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  words_init (&one, before, numbers);
  words_init (&other, after, numbers);
  kept.before = kept_before = g_new0 (gboolean, one.ids->len + 1);
  kept.after = kept_after = g_new0 (gboolean, other.ids->len + 1);
  compare_words (&one, &other, &kept);

  for (guint i = 0, j = 0; i < one.ids->len || j < other.ids->len;)
    {
      guint removed = i, added = j;

      for (; i < one.ids->len && !kept.before[i]; i++)
        ;
      for (; j < other.ids->len && !kept.after[j]; j++)
        ;
      add_run (runs, CS_DIFF_REMOVED, &one, removed, i);
      add_run (runs, CS_DIFF_ADDED, &other, added, j);

      /* Kept words come in the same number and order in both texts. */
      for (added = j; i < one.ids->len && j < other.ids->len && kept.before[i] && kept.after[j]; i++)
        j++;
      add_run (runs, CS_DIFF_SAME, &other, added, j);
    }

  words_clear (&one);
  words_clear (&other);
  return runs;
}
