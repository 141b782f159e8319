/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libpsl.h>
#include <string.h>

#include "cs-links.h"

/* What X finds was compared with the conformance tables that it publishes (twitter-text 3): the
 * order in which alternatives are tried below is theirs, since it decides what counts. */

#define MAX_LINK_LENGTH 4096 /* characters, with scheme and punycode host */
#define MAX_LABEL 63         /* characters of one part of a host, as punycode */
#define MAX_SLUG 40          /* characters behind t.co/ */
#define MAX_HOST_BYTES 512  /* far over what DNS allows; keeps hostile text from costing time */
#define MAX_TLD_CHARS 24

/* --- character classes --- */

static gboolean
in_text (gunichar    c,
         const char *set)
{
  return c != 0 && c < 0x80 && strchr (set, (int) c) != NULL;
}

static gboolean
is_ascii_alnum (gunichar c)
{
  return c < 0x80 && g_ascii_isalnum ((char) c);
}

static gboolean
is_invalid (gunichar c)
{
  return c == 0xFFFE || c == 0xFEFF || c == 0xFFFF;
}

static gboolean
is_space (gunichar c)
{
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static gboolean
is_directional (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_domain_char (gunichar c)
{
  return !in_text (c, "!'#%&()*+,\\-./:;<=>?@[]^_{|}~$") && !is_space (c) && !is_invalid (c) && !is_directional (c);
}

static gboolean
is_latin_accent (gunichar c)
{
  return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         c == 0x253 || c == 0x254 || c == 0x256 || c == 0x257 || c == 0x259 || c == 0x25B || c == 0x263 ||
         c == 0x268 || c == 0x26F || c == 0x272 || c == 0x289 || c == 0x28B || c == 0x2BB ||
         (c >= 0x300 && c <= 0x36F) || (c >= 0x1E00 && c <= 0x1EFF);
}

static gboolean
is_path_letter (gunichar c)
{
  return is_ascii_alnum (c) || (c >= 0x400 && c <= 0x4FF) || is_latin_accent (c);
}

static gboolean
is_path_char (gunichar    c,
              CsLinkRules rules)
{
  if (rules == CS_LINKS_MASTODON)
    return !is_space (c) && !in_text (c, "<>()?");

  return is_path_letter (c) || c == 0x2013 || in_text (c, "!*';:=+,.$/%#[]-_~@|&");
}

static gboolean
is_path_end (gunichar    c,
             CsLinkRules rules)
{
  if (rules == CS_LINKS_MASTODON)
    return !is_space (c) && !in_text (c, "()?!*\"'<>;:=,.$%[]~&|@") && c != 0x300C && c != 0x300D;

  return is_path_letter (c) || in_text (c, "+-=_#/");
}

static gboolean
is_query_char (gunichar    c,
               CsLinkRules rules)
{
  return is_ascii_alnum (c) || in_text (c, "!?*'@();:&=+$/%#[]-_.,~|") ||
         (rules == CS_LINKS_MASTODON && (c == '^' || (c >= 0xA0 && !is_space (c))));
}

static gboolean
is_query_end (gunichar    c,
              CsLinkRules rules)
{
  return is_ascii_alnum (c) || in_text (c, "-_&=#/") || (rules == CS_LINKS_MASTODON && c >= 0xA0 && !is_space (c));
}

/* --- hosts --- */

/* The list that the system keeps up to date, read once; the copy built into the library if there is none. */
static const psl_ctx_t *
get_domains (void)
{
  static gsize domains = 0;

  if (g_once_init_enter (&domains))
    g_once_init_leave (&domains, (gsize) psl_latest (NULL));

  return (const psl_ctx_t *) domains;
}

static gboolean
is_known_tld (const char *start,
              gsize       size)
{
  g_autofree char *lower = NULL;

  /* No top-level domain is shorter; the longest has 24 characters. */
  if (size < 2 || size > 4 * MAX_TLD_CHARS)
    return FALSE;

  lower = g_utf8_strdown (start, (gssize) size);
  /* The list knows only what people register under South Africa's domain, not the domain itself. */
  if (g_str_equal (lower, "za"))
    return TRUE;

  return psl_is_public_suffix2 (get_domains (), lower, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) != 0;
}

static const char *
skip_ascii_alnum (const char *at,
                  const char *end)
{
  while (at < end && g_ascii_isalnum (*at))
    at++;
  return at;
}

/* What may not follow a top-level domain: then it is only the beginning of a longer word or address. */
static gboolean
can_end_tld (const char *at,
             const char *end)
{
  return at >= end || !(g_ascii_isalnum (*at) || in_text ((guchar) *at, "@+-"));
}

/* Returns the end of the longest top-level domain in any script that starts at @at, or NULL. */
static const char *
match_international_tld (const char *at,
                         const char *end)
{
  const char *ends[MAX_TLD_CHARS];
  guint n = 0;

  for (const char *p = at; p < end && n < MAX_TLD_CHARS && is_domain_char (g_utf8_get_char (p));)
    ends[n++] = p = g_utf8_next_char (p);
  while (n-- > 0)
    {
      if (can_end_tld (ends[n], end) && is_known_tld (at, (gsize) (ends[n] - at)))
        return ends[n];
    }

  return NULL;
}

/* Returns the end of a top-level domain that starts at @at, or NULL. Text in another script may follow
 * directly ("example.com的"). */
static const char *
match_tld (const char *at,
           const char *end)
{
  const char *p = skip_ascii_alnum (at, end);

  if (end - at > 4 && g_ascii_strncasecmp (at, "xn--", 4) == 0)
    {
      for (p = at + 4; p < end && (g_ascii_isalnum (*p) || *p == '-'); p++)
        ;
      return p > at + 4 ? p : NULL;
    }

  if (p < end && (guchar) *p >= 0x80)
    return match_international_tld (at, end);

  return p > at && can_end_tld (p, end) && is_known_tld (at, (gsize) (p - at)) ? p : NULL;
}

/* A last part that is on no list, taken only behind an explicit scheme. */
static const char *
match_any_tld (const char *at,
               const char *end)
{
  const char *p = at;

  while (p < end && g_ascii_isalpha (*p))
    p++;
  return p - at >= 2 && can_end_tld (p, end) ? p : NULL;
}

/* Reads one part of a host up to its dot. Returns the place behind the dot, or NULL if there is no such part. */
static const char *
match_label (const char *at,
             const char *end,
             gboolean   *underscore)
{
  gboolean last_is_letter = FALSE;
  const char *start = at;

  *underscore = FALSE;
  for (; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_domain_char (c))
        last_is_letter = TRUE;
      else if ((c == '-' || c == '_') && at > start)
        {
          last_is_letter = FALSE;
          *underscore |= c == '_';
        }
      else
        return c == '.' && last_is_letter ? at + 1 : NULL;
    }

  return NULL;
}

/* Returns the end of the longest host that starts at @at, or NULL. An underscore is fine in all parts but the one
 * before the top-level domain. */
static const char *
match_host (const char *at,
            const char *end,
            gboolean    any_tld)
{
  const char *known = NULL;
  const char *any = NULL;
  gboolean underscore = TRUE;
  const char *limit = end - at > MAX_HOST_BYTES ? g_utf8_find_prev_char (at, at + MAX_HOST_BYTES) : end;

  for (const char *label = at; label != NULL; label = match_label (label, limit, &underscore))
    {
      const char *tld_end;

      if (label == at || underscore)
        continue;
      if ((tld_end = match_tld (label, limit)) != NULL)
        known = tld_end;
      else if (any_tld && (tld_end = match_any_tld (label, limit)) != NULL)
        any = tld_end;
    }

  return known != NULL ? known : any;
}

/* RFC 3492: how many characters a part of a host takes as punycode; more than MAX_LABEL: it does not matter how many. */
static guint
adapt_bias (guint    delta,
            guint    n_points,
            gboolean first)
{
  guint k = 0;

  delta = first ? delta / 700 : delta / 2;
  delta += delta / n_points;
  for (; delta > ((36 - 1) * 26) / 2; k += 36)
    delta /= 36 - 1;
  return k + (36 - 1 + 1) * delta / (delta + 38);
}

static guint
count_digits (guint delta,
              guint bias)
{
  guint n = 1;

  for (guint k = 36; ; k += 36, n++)
    {
      guint t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;

      if (delta < t)
        return n;
      delta = (delta - t) / (36 - t);
    }
}

static guint
punycode_length (const gunichar *codes,
                 guint           n_codes)
{
  guint basic = 0, handled, length, delta = 0, bias = 72;
  gunichar n = 128;

  for (guint i = 0; i < n_codes; i++)
    basic += codes[i] < 128;
  if (basic == n_codes || n_codes > MAX_LABEL)
    return n_codes;

  length = 4 + basic + (basic > 0);
  for (handled = basic; handled < n_codes && length <= MAX_LABEL; delta++, n++)
    {
      gunichar next = G_MAXUINT32;

      for (guint i = 0; i < n_codes; i++)
        next = codes[i] >= n ? MIN (next, codes[i]) : next;
      delta += (next - n) * (handled + 1);
      n = next;
      for (guint i = 0; i < n_codes; i++)
        {
          delta += codes[i] < n;
          if (codes[i] != n)
            continue;
          length += count_digits (delta, bias);
          bias = adapt_bias (delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
    }

  return length;
}

/* Whether every part of the host has at most 63 characters as punycode; @extra gets how much longer that makes it. */
static gboolean
check_host (const char *host,
            gsize       size,
            glong      *extra)
{
  g_autofree char *text = g_strndup (host, size);
  g_auto(GStrv) labels = g_strsplit (text, ".", -1);

  *extra = 0;
  for (guint i = 0; labels[i] != NULL; i++)
    {
      glong n_codes = 0;
      g_autofree gunichar *codes = g_utf8_to_ucs4_fast (labels[i], -1, &n_codes);
      guint length = punycode_length (codes, (guint) n_codes);

      /* Nothing can be encoded twice. */
      if (length > MAX_LABEL || (length != (guint) n_codes && g_ascii_strncasecmp (labels[i], "xn--", 4) == 0))
        return FALSE;
      *extra += (glong) length - n_codes;
    }

  return TRUE;
}

/* --- path and query --- */

static const char *
skip_path_chars (const char *at,
                 const char *end,
                 CsLinkRules rules)
{
  while (at < end && is_path_char (g_utf8_get_char (at), rules))
    at = g_utf8_next_char (at);
  return at;
}

/* "(…)" with something inside, or with one more pair inside. Returns its end, or NULL. */
static const char *
match_brackets (const char *at,
                const char *end,
                CsLinkRules rules)
{
  const char *start = at + 1;
  const char *inner;

  at = skip_path_chars (start, end, rules);
  if (at < end && *at == '(')
    {
      inner = at + 1;
      at = skip_path_chars (inner, end, rules);
      if (at == inner || at >= end || *at != ')')
        return NULL;
      at = skip_path_chars (at + 1, end, rules);
    }
  else if (at == start)
    return NULL;

  return at < end && *at == ')' ? at + 1 : NULL;
}

static const char *
match_path (const char *at,
            const char *end,
            CsLinkRules rules)
{
  const char *last;

  if (at >= end || *at != '/')
    return at;

  last = ++at;
  while (at < end)
    {
      gunichar c = g_utf8_get_char (at);
      const char *behind;

      if (is_path_char (c, rules))
        {
          at = g_utf8_next_char (at);
          if (is_path_end (c, rules))
            last = at;
        }
      else if (c == '(' && (behind = match_brackets (at, end, rules)) != NULL)
        last = at = behind;
      else
        break;
    }

  return last;
}

static const char *
match_query (const char *at,
             const char *end,
             CsLinkRules rules)
{
  const char *last = at;

  if (at >= end || *at != '?')
    return at;

  for (at++; at < end && is_query_char (g_utf8_get_char (at), rules);)
    {
      gboolean can_end = is_query_end (g_utf8_get_char (at), rules);

      at = g_utf8_next_char (at);
      if (can_end)
        last = at;
    }

  return last;
}

static const char *
match_port (const char *at,
            const char *end)
{
  const char *p = at + 1;

  if (at >= end || *at != ':')
    return at;
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p > at + 1 ? p : at;
}

/* --- whole links --- */

typedef struct
{
  const char *start;
  const char *host;
  const char *host_end;
  const char *path_end; /* equal to the end of the port if there is no path */
  const char *port_end;
  const char *end;
} Match;

typedef struct
{
  const char  *text;
  const char  *end;
  CsLinkRules  rules;
  GArray      *links;
  const char  *no_host_until; /* hosts were already looked for in vain from here back */
} Finder;

static gsize
match_scheme (const char *at,
              const char *end)
{
  if (end - at >= 8 && g_ascii_strncasecmp (at, "https://", 8) == 0)
    return 8;
  if (end - at >= 7 && g_ascii_strncasecmp (at, "http://", 7) == 0)
    return 7;
  return 0;
}

static void
match_rest (Finder *finder,
            Match  *match)
{
  match->port_end = match_port (match->host_end, finder->end);
  match->path_end = match_path (match->port_end, finder->end, finder->rules);
  match->end = match_query (match->path_end, finder->end, finder->rules);
}

/* Remembers how far a failed look for a host has already told the answer: every later start in the same run of
 * letters fails as well. */
static void
note_no_host (Finder     *finder,
              const char *at)
{
  while (at < finder->end && is_domain_char (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  finder->no_host_until = at;
}

static gboolean
match_link (Finder     *finder,
            const char *at,
            Match      *match)
{
  gsize scheme = match_scheme (at, finder->end);

  match->start = at;
  match->host = at + scheme;
  if (scheme > 0)
    {
      match->host_end = match_host (match->host, finder->end, finder->rules != CS_LINKS_X);
      if (match->host_end != NULL)
        {
          match_rest (finder, match);
          return TRUE;
        }
    }

  if (finder->rules != CS_LINKS_X || at < finder->no_host_until)
    return FALSE;

  match->host = at;
  if ((match->host_end = match_host (at, finder->end, FALSE)) == NULL)
    {
      note_no_host (finder, at);
      return FALSE;
    }
  match_rest (finder, match);
  return TRUE;
}

static void
add_link (Finder     *finder,
          const char *start,
          const char *end)
{
  CsLink link = { (gsize) (start - finder->text), (gsize) (end - finder->text) };

  g_array_append_val (finder->links, link);
}

/* Letters of a host that X takes without a scheme. */
static const char *
match_ascii_host (const char *at,
                  const char *end)
{
  const char *best = NULL;
  const char *p = at;

  for (;;)
    {
      const char *label = p;
      const char *tld_end;

      if (p > at && (tld_end = match_tld (p, end)) != NULL)
        best = tld_end;
      while (p < end && (g_ascii_isalnum (*p) || *p == '-' || is_latin_accent (g_utf8_get_char (p))))
        p = g_utf8_next_char (p);
      if (p == label || p >= end || *p != '.')
        return best;
      p++;
    }
}

/* Without a scheme only the parts of the host in Latin letters are links, and path and query belong to the last of them. */
static void
add_bare_links (Finder      *finder,
                const Match *match)
{
  const char *at = match->host;
  gboolean any = FALSE;

  while (at < match->host_end)
    {
      const char *end = match_ascii_host (at, match->host_end);

      if (end != NULL)
        {
          add_link (finder, at, end);
          any = TRUE;
          at = end;
          continue;
        }
      at = g_utf8_next_char (at);
      while (at < match->host_end && (g_ascii_isalnum (at[-1]) || at[-1] == '-') && (g_ascii_isalnum (*at) || *at == '-'))
        at++;
    }

  if (any && match->path_end > match->port_end)
    g_array_index (finder->links, CsLink, finder->links->len - 1).end = (gsize) (match->end - finder->text);
}

/* A t.co link ends behind its slug (and its query). Returns FALSE if the slug is too long to be one. */
static gboolean
trim_short_link (Finder *finder,
                 Match  *match)
{
  const char *slug = match->port_end + 1;
  const char *slug_end;

  if (finder->rules != CS_LINKS_X || match->host_end - match->host != 4 ||
      g_ascii_strncasecmp (match->host, "t.co", 4) != 0 || match->port_end != match->host_end ||
      match->path_end <= slug)
    return TRUE;

  slug_end = skip_ascii_alnum (slug, match->path_end);
  if (slug_end == slug)
    return TRUE;
  if (slug_end - slug > MAX_SLUG)
    return FALSE;

  match->end = match_query (slug_end, finder->end, finder->rules);
  return TRUE;
}

static void
take_match (Finder *finder,
            Match  *match,
            char    before)
{
  gboolean bare = match->host == match->start;
  glong extra, length;

  if (!check_host (match->host, (gsize) (match->host_end - match->host), &extra))
    return;
  length = g_utf8_pointer_to_offset (match->start, match->end) + extra + (bare ? (glong) strlen ("https://") : 0);
  if (finder->rules == CS_LINKS_X && length > MAX_LINK_LENGTH)
    return;

  if (!bare)
    {
      if (trim_short_link (finder, match))
        add_link (finder, match->start, match->end);
    }
  else if (!in_text ((guchar) before, "-_./"))
    add_bare_links (finder, match);
}

static gboolean
can_precede (gunichar c)
{
  return !is_ascii_alnum (c) && !in_text (c, "@$#") && c != 0xFF20 && c != 0xFF03 && !is_invalid (c);
}

GArray *
cs_links_find (const char  *text,
               CsLinkRules  rules)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (CsLink));
  Finder finder = { text, NULL, rules, links, text };
  const char *taken = text; /* nothing before here may precede a link */
  gunichar before = 0;

  g_return_val_if_fail (text != NULL, links);

  finder.end = text + strlen (text);
  if (strchr (text, rules == CS_LINKS_X ? '.' : ':') == NULL)
    return links;

  for (const char *at = text; at < finder.end;)
    {
      gunichar c = g_utf8_get_char (at);
      Match match;

      if ((at == text || (at > taken && can_precede (before))) && match_link (&finder, at, &match))
        {
          take_match (&finder, &match, before < 0x80 ? (char) before : 0);
          at = taken = match.end > at ? match.end : g_utf8_next_char (at);
          before = 0;
          continue;
        }
      before = c;
      at = g_utf8_next_char (at);
    }

  return links;
}
