/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"

#include <string.h>

/* A post as servers show it, read back into the text that was written: paragraphs, line breaks, links and entities; nothing of it is ever
 * shown. Hidden parts of a link are parts of its address and stay (contract, section 7). */

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp;", "&" }, { "lt;", "<" }, { "gt;", ">" }, { "quot;", "\"" }, { "apos;", "'" }, { "nbsp;", "\u00a0" },
};

/* After the “&#”. Returns what follows the entity, or NULL if it is none */
static const char *
read_number (const char *from,
             GString    *text)
{
  const gboolean hex = *from == 'x' || *from == 'X';
  char *end = NULL;
  guint64 value = g_ascii_strtoull (from + (hex ? 1 : 0), &end, hex ? 16 : 10);

  if (!(hex ? g_ascii_isxdigit (from[1]) : g_ascii_isdigit (*from)) || end == NULL || *end != ';' ||
      value == 0 || value > 0x10ffff || !g_unichar_validate ((gunichar) value))
    return NULL;

  g_string_append_unichar (text, (gunichar) value);

  return end + 1;
}

/* At the “&” */
static const char *
read_entity (const char *from,
             GString    *text)
{
  const char *behind = from[1] == '#' ? read_number (from + 2, text) : NULL;

  if (behind != NULL)
    return behind;

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      if (g_str_has_prefix (from + 1, entities[i].name))
        {
          g_string_append (text, entities[i].text);
          return from + 1 + strlen (entities[i].name);
        }
    }

  g_string_append_c (text, '&');

  return from + 1;
}

static gboolean
is_tag (const char *tag,
        const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (tag, name, length) == 0 && (tag[length] == '>' || tag[length] == ' ' || tag[length] == '/');
}

/* What servers put before a quote for those that do not know quotes: all of its paragraph. */
static const char *
skip_inline_quote (const char *tag,
                   const char *end)
{
  g_autofree char *whole = g_strndup (tag, (gsize) (end - tag));
  const char *close;

  if (!is_tag (tag, "p") || strstr (whole, "quote-inline") == NULL || !(close = strstr (end, "</p>")))
    return NULL;

  return close + strlen ("</p>");
}

/* At the “<” */
static const char *
read_tag (const char *from,
          GString    *text)
{
  const char *end = strchr (from, '>');
  const char *behind;

  if (end == NULL)
    {
      g_string_append (text, from);
      return from + strlen (from);
    }
  if ((behind = skip_inline_quote (from + 1, end)) != NULL)
    return behind;

  if (is_tag (from + 1, "br"))
    g_string_append_c (text, '\n');
  else if (is_tag (from + 1, "/p"))
    g_string_append (text, "\n\n");

  return end + 1;
}

char *
cs_mastodon_html_to_text (const char *html)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *p = html;

  while (*p != '\0')
    {
      if (*p == '<')
        p = read_tag (p, text);
      else if (*p == '&')
        p = read_entity (p, text);
      else
        g_string_append_c (text, *p++);
    }

  return cs_mastodon_normalise (text->str);
}
