/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-links.h"
#include "cs-text.h"
#include "cs-unicode.h"

/* A stretch of text that counts as one: a link, an emoji sequence, a character. */
typedef struct
{
  gsize end;  /* bytes, behind the last */
  guint cost; /* in the network's unit */
} Piece;

/* Where one written character ends, in the text as given and in the text as counted (NFC on X). */
typedef struct
{
  gsize given;
  gsize counted;
} Border;

CsTextLimits
cs_text_limits_for (CsNetworkKind network)
{
  CsTextLimits limits = { .network = network };

  switch (network)
    {
    case CS_NETWORK_X:
      limits.max_length = 280;
      limits.link_length = 23;
      break;
    case CS_NETWORK_BLUESKY:
      limits.max_length = 300;
      limits.max_bytes = 3000;
      break;
    case CS_NETWORK_MASTODON:
    case CS_NETWORK_PRACTICE:
      limits.max_length = 500;
      limits.link_length = 23;
      break;
    }

  return limits;
}

static void
add_piece (GArray *pieces,
           gsize   end,
           guint   cost)
{
  Piece piece = { end, cost };

  g_array_append_val (pieces, piece);
}

/* --- X --- */

/* X's text configuration, version 3: these code points weigh 1, all others 2. */
static guint
x_weight (gunichar c)
{
  return c <= 4351 || (c >= 8192 && c <= 8205) || (c >= 8208 && c <= 8223) || (c >= 8242 && c <= 8247) ? 1 : 2;
}

static GArray *
split_for_x (const char         *text,
             const CsTextLimits *limits)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr(GArray) links = cs_links_find (text, CS_LINKS_X);
  const char *end = text + strlen (text);
  guint n_link = 0;

  for (const char *at = text; at < end;)
    {
      gsize emoji;

      if (n_link < links->len && g_array_index (links, CsLink, n_link).start == (gsize) (at - text))
        {
          at = text + g_array_index (links, CsLink, n_link++).end;
          add_piece (pieces, (gsize) (at - text), limits->link_length);
        }
      else if ((emoji = cs_unicode_emoji_length (at, end)) > 0)
        {
          at += emoji;
          add_piece (pieces, (gsize) (at - text), 2);
        }
      else
        {
          guint weight = x_weight (g_utf8_get_char (at));

          at = g_utf8_next_char (at);
          add_piece (pieces, (gsize) (at - text), weight);
        }
    }

  return pieces;
}

/* Returns the first character for which X refuses a post, or NULL. */
static const char *
find_refused (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0xFFFE || c == 0xFEFF || c == 0xFFFF)
        return at;
    }

  return NULL;
}

/* --- mentions and hashtags --- */

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_' || g_unichar_type (c) == G_UNICODE_CONNECT_PUNCTUATION;
}

static gboolean
is_user_char (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* Reads "@name" or "@name@host" at @at. Returns its end, or NULL; @user_end is behind the name. */
static const char *
match_mention (const char  *text,
               const char  *at,
               const char **user_end)
{
  gunichar before = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
  const char *end;

  if (*at != '@' || before == '=' || before == '/' || (before != 0 && is_word (before)) || !is_user_char (at[1]))
    return NULL;

  for (end = at + 2; is_user_char (*end) || *end == '.' || *end == '-'; end++)
    ;
  while (!is_user_char (end[-1]))
    end--;
  *user_end = end;

  if (*end == '@')
    {
      const char *last_word = NULL;

      for (const char *p = end + 1; *p != '\0'; p = g_utf8_next_char (p))
        {
          if (is_word (g_utf8_get_char (p)))
            last_word = g_utf8_next_char (p);
          else if (*p != '.' && *p != '-')
            break;
        }
      /* "@name@" alone is no mention of anybody. */
      if (last_word == NULL)
        return NULL;
      end = last_word;
    }

  /* "@name://" and "@@" are something else. */
  return *end == '@' || g_str_has_prefix (end, "://") ? NULL : end;
}

/* Reads "#word" at @at: it needs something other than digits. Returns its end, or NULL. */
static const char *
match_hashtag (const char *text,
               const char *at)
{
  gunichar before = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
  gunichar c = g_utf8_get_char (at);
  gboolean has_letter = FALSE;
  const char *p;

  if ((c != '#' && c != 0xFF03) || before == '&' || before == '/' || (before != 0 && is_word (before)))
    return NULL;

  for (p = g_utf8_next_char (at); *p != '\0'; p = g_utf8_next_char (p))
    {
      c = g_utf8_get_char (p);
      if (!is_word (c) && c != 0xB7 && c != 0x200C && c != 0x200D)
        break;
      has_letter |= g_unichar_isalpha (c);
    }

  return has_letter ? p : NULL;
}

/* --- Mastodon and Bluesky: what a reader sees as one character --- */

static void
add_characters (GArray     *pieces,
                const char *text,
                gsize       start,
                gsize       end)
{
  g_autoptr(GArray) ends = cs_unicode_breaks (text + start, end - start, CS_BREAK_CHARACTERS);

  for (guint i = 0; i < ends->len; i++)
    add_piece (pieces, start + g_array_index (ends, gsize, i), 1);
}

static GArray *
split_for_bluesky (const char *text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  add_characters (pieces, text, 0, strlen (text));
  return pieces;
}

static GArray *
split_for_mastodon (const char         *text,
                    const CsTextLimits *limits)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr(GArray) links = cs_links_find (text, CS_LINKS_MASTODON);
  const char *done = text; /* everything before is in @pieces */
  const char *at = text;
  guint n_link = 0;

  while (*at != '\0')
    {
      gboolean link = n_link < links->len && g_array_index (links, CsLink, n_link).start == (gsize) (at - text);
      const char *user_end = at;
      const char *end = link ? text + g_array_index (links, CsLink, n_link).end : match_mention (text, at, &user_end);

      if (end == NULL || (link && limits->link_length == 0))
        {
          n_link += link;
          at = g_utf8_next_char (at);
          continue;
        }

      add_characters (pieces, text, (gsize) (done - text), (gsize) (at - text));
      add_piece (pieces, (gsize) (end - text), link ? limits->link_length : (guint) (user_end - at));
      n_link += link;
      at = done = end;
    }

  add_characters (pieces, text, (gsize) (done - text), (gsize) (at - text));
  return pieces;
}

/* --- the sum --- */

/* Puts every written character of @text into NFC by itself, which gives NFC of the whole: nothing composes across
 * the border of a grapheme cluster. */
static char *
normalize (const char *text,
           GArray     *borders)
{
  g_autoptr(GArray) ends = cs_unicode_breaks (text, strlen (text), CS_BREAK_CHARACTERS);
  GString *counted = g_string_sized_new (strlen (text));
  gsize start = 0;

  for (guint i = 0; i < ends->len; i++)
    {
      Border border = { .given = g_array_index (ends, gsize, i) };
      g_autofree char *nfc = g_utf8_normalize (text + start, (gssize) (border.given - start), G_NORMALIZE_NFC);

      g_string_append (counted, nfc);
      border.counted = counted->len;
      g_array_append_val (borders, border);
      start = border.given;
    }

  return g_string_free (counted, FALSE);
}

static char *
copy_with_borders (const char *text,
                   GArray     *borders)
{
  g_autoptr(GArray) ends = cs_unicode_breaks (text, strlen (text), CS_BREAK_CHARACTERS);

  for (guint i = 0; i < ends->len; i++)
    {
      Border border = { g_array_index (ends, gsize, i), g_array_index (ends, gsize, i) };

      g_array_append_val (borders, border);
    }

  return g_strdup (text);
}

static CsTextCount
sum_pieces (const GArray       *pieces,
            const GArray       *borders,
            const CsTextLimits *limits)
{
  CsTextCount count = { .fits = TRUE };
  guint n_border = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      count.length += piece->cost;
      if (count.length > limits->max_length || (limits->max_bytes > 0 && piece->end > limits->max_bytes))
        count.fits = FALSE;

      while (n_border < borders->len && g_array_index (borders, Border, n_border).counted < piece->end)
        n_border++;
      if (count.fits && n_border < borders->len && g_array_index (borders, Border, n_border).counted == piece->end)
        count.fits_bytes = g_array_index (borders, Border, n_border).given;
    }

  return count;
}

CsTextCount
cs_text_count (const char         *text,
               const CsTextLimits *limits)
{
  g_autoptr(GArray) borders = g_array_new (FALSE, FALSE, sizeof (Border));
  g_autoptr(GArray) pieces = NULL;
  g_autofree char *counted = NULL;
  const char *refused;
  CsTextCount count = { .fits = TRUE };

  g_return_val_if_fail (text != NULL && limits != NULL, count);

  counted = limits->network == CS_NETWORK_X ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;
  if (counted != NULL && !g_str_equal (counted, text))
    {
      g_free (counted);
      counted = normalize (text, borders);
    }
  else
    {
      g_free (counted);
      counted = copy_with_borders (text, borders);
    }

  switch (limits->network)
    {
    case CS_NETWORK_X:
      pieces = split_for_x (counted, limits);
      break;
    case CS_NETWORK_BLUESKY:
      pieces = split_for_bluesky (counted);
      break;
    case CS_NETWORK_MASTODON:
    case CS_NETWORK_PRACTICE:
      pieces = split_for_mastodon (counted, limits);
      break;
    }

  g_return_val_if_fail (pieces != NULL, count);
  count = sum_pieces (pieces, borders, limits);
  count.bytes = (guint) strlen (text);
  if (limits->network == CS_NETWORK_X && (refused = find_refused (text)) != NULL)
    {
      count.fits = FALSE;
      count.fits_bytes = MIN (count.fits_bytes, (gsize) (refused - text));
    }
  return count;
}

/* --- spans --- */

GArray *
cs_text_find_spans (const char *text)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (CsSpan));
  g_autoptr(GArray) links = NULL;
  guint n_link = 0;

  g_return_val_if_fail (text != NULL, spans);

  links = cs_links_find (text, CS_LINKS_SHOWN);
  for (const char *at = text; *at != '\0';)
    {
      CsSpan span = { .start = (gsize) (at - text) };
      const char *user_end;
      const char *end;

      if (n_link < links->len && g_array_index (links, CsLink, n_link).start == span.start)
        {
          span.kind = CS_SPAN_LINK;
          end = text + g_array_index (links, CsLink, n_link++).end;
        }
      else if ((end = match_mention (text, at, &user_end)) != NULL)
        span.kind = CS_SPAN_MENTION;
      else if ((end = match_hashtag (text, at)) != NULL)
        span.kind = CS_SPAN_HASHTAG;
      else
        {
          at = g_utf8_next_char (at);
          continue;
        }

      span.end = (gsize) (end - text);
      g_array_append_val (spans, span);
      at = end;
    }

  return spans;
}
