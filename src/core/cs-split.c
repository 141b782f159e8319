/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-split.h"

#include <string.h>

#include "cs-unicode.h"

/* How good a place is for the end of a part; of two places the better one is taken where both leave the part well filled. */
typedef enum
{
  BORDER_NONE,      /* within a written character, link, mention, hashtag or number */
  BORDER_CHARACTER,
  BORDER_WORD,
  BORDER_CLAUSE,
  BORDER_SENTENCE,
  BORDER_PARAGRAPH,
} Border;

/* Added to a border within a quotation. */
#define QUOTED 0x10

/* So full, in hundredths, a part must be at a border of this kind for the border to be taken. */
#define PARAGRAPH_FILL 60
#define SENTENCE_FILL 15
#define CLAUSE_FILL 40

/* Counting looks no further than this many bytes for each character of a limit: a family of emoji has 25. */
#define BYTES_EACH 64
#define LEAST_WINDOW 8192

typedef struct
{
  const char *text;
  gsize       size;
  guint8     *borders; /* of Border, for each byte and the end */
} Text;

/* --- where a text may be broken --- */

static gunichar
char_before (const Text *self,
             gsize       at)
{
  const char *before = g_utf8_find_prev_char (self->text, self->text + at);

  return before ? g_utf8_get_char (before) : 0;
}

/* Abbreviations that stand before a name or number; ICU's lists leave them out, since they may end a sentence too: seldom. */
static gboolean
is_abbreviation (const char *word,
                 gsize       length)
{
  static const char * const known[] = {
    "Dr.", "No.", "Nos.", "Nr.", "St.", "Fig.", "Art.", "Sec.", "Gen.", "Sen.", "Gov.", "Col.", "Rev.", "Hon.", "Sr.", "e.g.", "i.e.", "vs.",
    "ca.", "approx.",
  };

  /* An initial: "J. Smith". */
  if (length == 2 && g_ascii_isupper (word[0]))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i]) == length && strncmp (known[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

static void
find_sentences (Text       *self,
                const char *language)
{
  g_autoptr(GArray) ends = cs_unicode_sentences (self->text, self->size, language);

  for (guint i = 0; i < ends->len; i++)
    {
      gsize border = g_array_index (ends, gsize, i);
      gsize end = border;
      gsize start;

      while (end > 0 && g_ascii_isspace (self->text[end - 1]))
        end--;
      for (start = end; start > 0 && !g_ascii_isspace (self->text[start - 1]);)
        start--;
      if (end == 0 || self->text[end - 1] != '.' || !is_abbreviation (self->text + start, end - start))
        self->borders[border] = MAX (self->borders[border], BORDER_SENTENCE);
    }
}

static gboolean
ends_clause (gunichar c)
{
  return c == ',' || c == ';' || c == ':' || c == 0x2014 /* — */ || c == 0xFF0C || c == 0xFF1B || c == 0xFF1A ||
         c == 0x3001 /* 、 */ || c == 0x060C || c == 0x061B;
}

/* Words: behind white space, and between Chinese words, which have none. */
static void
find_words (Text *self)
{
  g_autoptr(GArray) ends = cs_unicode_breaks (self->text, self->size, CS_BREAK_WORDS);

  for (guint i = 0; i < ends->len; i++)
    {
      gsize end = g_array_index (ends, gsize, i);
      gunichar before = char_before (self, end);
      gunichar after = end < self->size ? g_utf8_get_char (self->text + end) : 0;
      gboolean spaced = g_unichar_isspace (before);
      gunichar last = before;
      gsize at = end;

      if (!spaced && !g_unichar_iswide (before))
        continue;
      /* A comma or full stop does not begin a part. */
      if (after != 0 && g_unichar_ispunct (after) && !spaced)
        continue;
      while (g_unichar_isspace (last) && at > 0)
        {
          at = (gsize) (g_utf8_find_prev_char (self->text, self->text + at) - self->text);
          last = at > 0 ? char_before (self, at) : 0;
        }
      /* A full stop that ends no sentence belongs to an abbreviation, and that to the next word. */
      if (last != '.')
        self->borders[end] = MAX (self->borders[end], ends_clause (last) ? BORDER_CLAUSE : BORDER_WORD);
    }
}

static void
find_paragraphs (Text *self)
{
  for (gsize i = 0; i < self->size; i++)
    if (self->text[i] == '\n')
      {
        gboolean twice = i > 0 && self->text[i - 1] == '\n';

        self->borders[i + 1] = MAX (self->borders[i + 1], twice ? BORDER_PARAGRAPH : BORDER_SENTENCE);
      }
}

static void
forbid (Text  *self,
        gsize  start,
        gsize  end)
{
  if (end > start + 1)
    memset (self->borders + start + 1, BORDER_NONE, end - start - 1);
}

static void
forbid_spans (Text *self)
{
  g_autoptr(GArray) spans = cs_text_find_spans (self->text);

  for (guint i = 0; i < spans->len; i++)
    forbid (self, g_array_index (spans, CsSpan, i).start, g_array_index (spans, CsSpan, i).end);
}

static gboolean
is_number_part (gunichar c)
{
  return g_unichar_isdigit (c) || c == '.' || c == ',' || c == '%' || c == '/' || c == 0x2030 || c == 0x202F ||
         c == 0xA0 || c == 0x2009 || c == 0x2013 || c == '-' || c == '\'' || c == 0x2019;
}

/* Where a number that begins at @start ends: a full stop or comma behind it is none of its own. */
static const char *
find_number_end (const char *start)
{
  const char *end = start;

  for (const char *at = start; *at != '\0' && is_number_part (g_utf8_get_char (at));)
    {
      gunichar c = g_utf8_get_char (at);

      at = g_utf8_next_char (at);
      if (g_unichar_isdigit (c) || c == '%' || c == 0x2030)
        end = at;
    }

  return end;
}

/* A number, and the word or sign behind it that says what it counts: "3.2 %", "12 million", "2026年11月", "5 km". */
static void
forbid_numbers (Text *self)
{
  const char *at = self->text;

  while (*at != '\0')
    {
      gsize start = (gsize) (at - self->text);
      gunichar before = char_before (self, start);
      gsize end;

      if (!g_unichar_isdigit (g_utf8_get_char (at)))
        {
          at = g_utf8_next_char (at);
          continue;
        }
      at = find_number_end (at);
      end = (gsize) (at - self->text);
      if (*at == ' ' && at[1] != '\0' && !g_unichar_isspace (g_utf8_get_char (at + 1)))
        end += 2;
      else if (g_unichar_isalpha (g_utf8_get_char (at)))
        end += 1;
      if (start > 0 && (before == 0x5E74 /* 年 */ || before == 0x6708 /* 月 */))
        start--;
      forbid (self, start, end);
    }
}

/* What closes a quotation that @open begins; NULL if it begins none. */
static const char *
get_closing (gunichar open)
{
  switch (open)
    {
    case '"':
      return "\"";
    case 0x201C: /* “ */
      return "”";
    case 0x201E: /* „ */
      return "“";
    case 0x2018: /* ‘ */
      return "’";
    case 0x00AB: /* « */
      return "»";
    case 0x300C: /* 「 */
      return "」";
    case 0x300E: /* 『 */
      return "』";
    case 0x300A: /* 《 */
      return "》";
    default:
      return NULL;
    }
}

static const char *
find_closing (const char *at,
              const char *closing)
{
  const char *paragraph = strstr (at, "\n\n");
  const char *end = strstr (at, closing);

  /* Inside a word it is an apostrophe. */
  while (end != NULL && g_str_equal (closing, "’") && g_unichar_isalpha (g_utf8_get_char (end + strlen (closing))))
    end = strstr (end + strlen (closing), closing);

  return end != NULL && (paragraph == NULL || end < paragraph) ? end : NULL;
}

static void
mark_quotations (Text *self)
{
  const char *at = self->text;

  while (*at != '\0')
    {
      const char *next = g_utf8_next_char (at);
      const char *closing = get_closing (g_utf8_get_char (at));
      const char *end = closing != NULL ? find_closing (next, closing) : NULL;

      if (end != NULL)
        {
          next = end + strlen (closing);
          for (gsize i = (gsize) (at - self->text) + 1; i < (gsize) (next - self->text); i++)
            self->borders[i] |= self->borders[i] != BORDER_NONE ? QUOTED : 0;
        }
      at = next;
    }
}

static void
text_init (Text       *self,
           const char *text,
           const char *language)
{
  g_autoptr(GArray) characters = NULL;

  self->text = text;
  self->size = strlen (text);
  self->borders = g_new0 (guint8, self->size + 1);
  characters = cs_unicode_breaks (text, self->size, CS_BREAK_CHARACTERS);
  for (guint i = 0; i < characters->len; i++)
    self->borders[g_array_index (characters, gsize, i)] = BORDER_CHARACTER;
  find_sentences (self, language);
  find_words (self);
  find_paragraphs (self);
  forbid_numbers (self);
  forbid_spans (self);
  mark_quotations (self);
}

/* --- choosing --- */

/* How many bytes from @start fit every limit; all that is left if the rest fits. */
static gsize
measure (const Text *self,
         gsize       start,
         GArray     *limits,
         guint       reserve)
{
  gsize fits = self->size - start;

  for (guint i = 0; i < limits->len; i++)
    {
      CsTextLimits limit = g_array_index (limits, CsTextLimits, i);
      gsize window = MIN (fits, MAX ((gsize) limit.max_length * BYTES_EACH, LEAST_WINDOW));
      g_autofree char *piece = NULL;
      CsTextCount count;

      limit.max_length -= MIN (limit.max_length, reserve);
      limit.max_bytes -= MIN (limit.max_bytes, reserve);
      while (window < self->size - start && (self->borders[start + window] & ~QUOTED) == BORDER_NONE && window > 0)
        window--;
      piece = g_strndup (self->text + start, window);
      count = cs_text_count (piece, &limit);
      fits = count.fits ? MIN (fits, window) : MIN (fits, count.fits_bytes);
    }

  return fits;
}

/* The last place up to @end with a border of at least @border, @quoted or not, @fill hundredths from @start on; @start if there is none. */
static gsize
find_last (const Text *self,
           gsize       start,
           gsize       end,
           Border      border,
           gboolean    quoted,
           guint       fill)
{
  gsize least = start + (end - start) * fill / 100;

  for (gsize at = end; at > start && at >= least; at--)
    {
      guint8 here = self->borders[at];

      if ((Border) (here & ~QUOTED) >= border && (quoted || (here & QUOTED) == 0))
        return at;
    }

  return start;
}

static gsize
choose_end (const Text *self,
            gsize       start,
            gsize       fits)
{
  static const struct { Border border; gboolean quoted; guint fill; } wishes[] = {
    { BORDER_PARAGRAPH, FALSE, PARAGRAPH_FILL }, { BORDER_SENTENCE, FALSE, SENTENCE_FILL },
    { BORDER_CLAUSE, FALSE, CLAUSE_FILL }, { BORDER_WORD, FALSE, CLAUSE_FILL }, { BORDER_SENTENCE, TRUE, CLAUSE_FILL },
    { BORDER_SENTENCE, FALSE, 0 }, { BORDER_WORD, FALSE, 0 }, { BORDER_WORD, TRUE, 0 }, { BORDER_CHARACTER, TRUE, 0 },
  };
  gsize end = start + fits;

  /* White space at the end is cut off, so that it may be too much. */
  while (end < self->size && g_ascii_isspace (self->text[end]))
    end++;
  if (end >= self->size)
    return self->size;
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      gsize at = find_last (self, start, end, wishes[i].border, wishes[i].quoted, wishes[i].fill);

      if (at > start)
        return at;
    }
  /* Nothing can be broken off: the whole piece, too long as it is. */
  for (end = start + 1; end < self->size && self->borders[end] == BORDER_NONE;)
    end++;

  return end;
}

static GPtrArray *
split (const Text *self,
       GArray     *limits,
       guint       reserve)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  gsize start = 0;

  while (start < self->size)
    {
      gsize end;

      while (g_unichar_isspace (g_utf8_get_char (self->text + start)))
        start = (gsize) (g_utf8_next_char (self->text + start) - self->text);
      if (start >= self->size)
        break;
      end = parts->len + 1 < CS_SPLIT_MAX_PARTS ? choose_end (self, start, measure (self, start, limits, reserve))
                                                : self->size;
      g_ptr_array_add (parts, g_strchomp (g_strndup (self->text + start, end - start)));
      start = end;
    }

  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (""));

  return parts;
}

GPtrArray *
cs_split_text (const char *text,
               const char *language,
               GArray     *limits,
               gboolean    numbered)
{
  GPtrArray *parts;
  g_autofree guint8 *borders = NULL;
  Text self;

  g_return_val_if_fail (text != NULL && language != NULL && limits != NULL, NULL);

  text_init (&self, text, language);
  borders = self.borders;
  /* What fits as it is gets no number: it is no thread. */
  parts = split (&self, limits, 0);
  for (guint digits = 1; numbered && parts->len > 1 && digits <= 3; digits++)
    {
      guint most = digits == 1 ? 9 : digits == 2 ? 99 : CS_SPLIT_MAX_PARTS;

      g_ptr_array_unref (parts);
      parts = split (&self, limits, 2 * digits + (guint) strlen (" /"));
      if (parts->len <= most)
        break;
    }

  return parts;
}

gboolean
cs_split_may_break (const char *text,
                    gsize       position)
{
  g_autofree guint8 *borders = NULL;
  Text self;

  g_return_val_if_fail (text != NULL && position <= strlen (text), FALSE);

  text_init (&self, text, "en");
  borders = self.borders;

  return borders[position] != BORDER_NONE || position == 0;
}
