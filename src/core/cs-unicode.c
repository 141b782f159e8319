/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "cs-unicode.h"

/* The longest sequence that Unicode recommends has ten code points (two skin-toned people kissing). */
#define MAX_SEQUENCE 16

#define VARIATION_EMOJI 0xFE0F
#define VARIATION_TEXT 0xFE0E
#define KEYCAP 0x20E3

static GArray *
list_breaks (const char         *text,
             gsize               size,
             UBreakIteratorType  type,
             const char         *locale)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  UBreakIterator *iterator;

  iterator = ubrk_open (type, locale, NULL, 0, &status);
  utext_openUTF8 (&utext, text, (gint64) size, &status);
  ubrk_setUText (iterator, &utext, &status);
  /* Only a broken ICU installation or no memory left can lead here. */
  if (U_FAILURE (status))
    g_error ("ICU cannot break text: %s", u_errorName (status));

  for (int32_t at = ubrk_next (iterator); at != UBRK_DONE; at = ubrk_next (iterator))
    {
      gsize end = (gsize) at;

      g_array_append_val (ends, end);
    }

  ubrk_close (iterator);
  utext_close (&utext);
  return ends;
}

GArray *
cs_unicode_breaks (const char  *text,
                   gsize        size,
                   CsBreakKind  kind)
{
  g_return_val_if_fail (text != NULL && size <= G_MAXINT32, NULL);

  return list_breaks (text, size, kind == CS_BREAK_WORDS ? UBRK_WORD : UBRK_CHARACTER, "root");
}

GArray *
cs_unicode_sentences (const char *text,
                      gsize       size,
                      const char *language)
{
  g_autofree char *locale = NULL;

  g_return_val_if_fail (text != NULL && size <= G_MAXINT32 && language != NULL, NULL);

  /* "ss": with the language's list of abbreviations. */
  locale = g_strconcat (language, "@ss=standard", NULL);
  return list_breaks (text, size, UBRK_SENTENCE, locale);
}

/* Whether @c can stand inside an emoji sequence. */
static gboolean
is_sequence_part (gunichar c)
{
  return c == 0x200D || c == VARIATION_EMOJI || c == KEYCAP ||
         (c >= 0xE0020 && c <= 0xE007F) ||
         u_hasBinaryProperty ((UChar32) c, UCHAR_EMOJI);
}

/* What is an emoji without being a recommended sequence as it is typed: a keycap or a text-style symbol without
 * its variation selector, and a skin tone behind one. Returns its number of code points, 0 if none. */
static guint
loose_sequence (const gunichar *codes,
                guint           n_codes)
{
  guint n = 1;

  if (!u_hasBinaryProperty ((UChar32) codes[0], UCHAR_EMOJI))
    return 0;

  /* ASCII: digits, # and *; © and ® as well are text unless marked. */
  if (codes[0] < 0x100)
    return n_codes > 1 && codes[0] < 0x80 && codes[1] == KEYCAP ? 2 : 0;

  if (n_codes > 1 && codes[1] == VARIATION_TEXT)
    return 0;
  if (n_codes > 1 && codes[1] == VARIATION_EMOJI && !u_hasBinaryProperty ((UChar32) codes[0], UCHAR_EMOJI_PRESENTATION))
    n = 2;
  if (n_codes > n && u_hasBinaryProperty ((UChar32) codes[0], UCHAR_EMOJI_MODIFIER_BASE) &&
      u_hasBinaryProperty ((UChar32) codes[n], UCHAR_EMOJI_MODIFIER))
    n++;
  return n;
}

/* Returns the number of code points of the longest recommended sequence (RGI) at the start of @codes, 0 if none. */
static guint
recommended_sequence (const gunichar *codes,
                      guint           n_codes)
{
  UChar units[2 * MAX_SEQUENCE];
  int32_t lengths[MAX_SEQUENCE];
  int32_t n_units = 0;

  for (guint i = 0; i < n_codes; i++)
    {
      U16_APPEND_UNSAFE (units, n_units, codes[i]);
      lengths[i] = n_units;
    }

  for (guint n = n_codes; n > 0; n--)
    {
      if (u_stringHasBinaryProperty (units, lengths[n - 1], UCHAR_RGI_EMOJI))
        return n;
    }

  return 0;
}

gsize
cs_unicode_emoji_length (const char *text,
                         const char *end)
{
  gunichar codes[MAX_SEQUENCE];
  const char *at = text;
  guint n_codes = 0;
  guint n;

  while (at < end && n_codes < MAX_SEQUENCE)
    {
      codes[n_codes] = g_utf8_get_char (at);
      if (!is_sequence_part (codes[n_codes]) && !(n_codes == 1 && codes[1] == VARIATION_TEXT))
        break;
      n_codes++;
      at = g_utf8_next_char (at);
    }
  if (n_codes == 0)
    return 0;

  n = MAX (recommended_sequence (codes, n_codes), loose_sequence (codes, n_codes));
  return (gsize) (g_utf8_offset_to_pointer (text, (glong) n) - text);
}
