/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-poster-private.h"

/* What is done to the words of a poster before they are set: which may be parted, and which are smaller. */

/* Of the letters in a figure to its digits. */
#define UNIT_SCALE 0.55

/* Whether the space at @at, inside @line, holds a number and what it counts: "3 %", "20 °C", "4 September". */
static gboolean
binds (const char *line,
       const char *at)
{
  const char *next = at + 1;
  guint n_digits = 0;

  while (at - n_digits > line && g_ascii_isdigit (at[-1 - (int) n_digits]))
    n_digits++;
  if (n_digits == 0)
    return FALSE;
  if (*next == '%' || g_str_has_prefix (next, "‰") || g_str_has_prefix (next, "°"))
    return TRUE;
  return n_digits <= 2 && g_unichar_isupper (g_utf8_get_char (next));
}

static gboolean
is_han (gunichar character)
{
  GUnicodeScript script = g_unichar_get_script (character);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
}

gboolean
cs_poster_words_have_han (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (is_han (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

/* Unicode's rules see no break beside a quotation mark; between Chinese characters there is one outside of it. */
static gboolean
parts (const char *at)
{
  gunichar here = g_utf8_get_char (at);
  gunichar next = g_utf8_get_char (g_utf8_next_char (at));

  return ((here == 0x201d || here == 0x2019) && is_han (next)) || (is_han (here) && (next == 0x201c || next == 0x2018));
}

/* A number keeps its unit, and no line break is left but those that we choose. */
char *
cs_poster_words_prepare (const char *words)
{
  g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (words), "\n\r\t", ' '));
  GString *text = g_string_new (NULL);

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (*at == ' ' && binds (line, at))
        g_string_append (text, "\u00a0");
      else
        g_string_append_unichar (text, g_utf8_get_char (at));
      if (parts (at))
        g_string_append (text, "\u200b");
    }

  return g_string_free (text, FALSE);
}

/* Chinese words are not torn at the end of a line; the rules of Unicode would break between any two characters. Those of four characters and more are two words
 * to a reader, and may be. */
static void
keep_words (PangoAttrList *attributes,
            const char    *text)
{
  g_autoptr(GArray) ends = cs_poster_list_word_ends (text);
  gsize start = 0;

  for (guint i = 0; i < ends->len; i++)
    {
      gsize end = g_array_index (ends, gsize, i);
      glong length = g_utf8_strlen (text + start, (gssize) (end - start));

      if (length > 1 && length < 4 && is_han (g_utf8_get_char (text + start)))
        {
          PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

          /* What belongs to a character is the break before it. */
          attribute->start_index = (guint) start;
          attribute->end_index = (guint) end;
          pango_attr_list_insert (attributes, attribute);
        }
      start = end;
    }
}

/* Beside a large figure its unit is smaller: the figure is what is read first. */
static void
shrink_units (PangoAttrList *attributes,
              const char    *text)
{
  const char *from = NULL;

  if (strpbrk (text, "0123456789") == NULL)
    return;

  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      gunichar here = g_utf8_get_char (at);
      gboolean space = here == ' ' && (from != NULL || g_unichar_isalpha (g_utf8_get_char (at + 1)));
      gboolean letter = g_unichar_isalpha (here) || space || (from != NULL && here != 0 && (g_unichar_ismark (here) || here == '/'));

      if (letter && from == NULL)
        from = at;
      if (!letter && from != NULL)
        {
          PangoAttribute *attribute = pango_attr_scale_new (UNIT_SCALE);

          attribute->start_index = (guint) (from - text);
          attribute->end_index = (guint) (at - text);
          pango_attr_list_insert (attributes, attribute);
          from = NULL;
        }
      if (here == 0)
        break;
    }
}

PangoAttrList *
cs_poster_words_get_attributes (const char      *text,
                                CsPosterSetting  setting)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  keep_words (attributes, text);
  if (setting == CS_POSTER_SET_NUMBER)
    shrink_units (attributes, text);
  return attributes;
}
