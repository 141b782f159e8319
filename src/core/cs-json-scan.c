/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json-scan.h"

#include <string.h>

#include "cs-error.h"

#define MAX_DIGITS 18 /* every such number fits into a gint64 */

/* The code unit of the four digits at @at, or -1. */
static int
read_code_unit (const char *at)
{
  int unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      unit = unit << 4 | digit;
    }

  return unit;
}

/* @at stands behind "\u"; returns what follows the escape (both halves of a pair), or NULL. */
static const char *
skip_unicode_escape (const char *at)
{
  int unit = read_code_unit (at);

  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return NULL;
  at += 4;
  if (unit < 0xd800 || unit > 0xdbff)
    return at;

  if (at[0] != '\\' || at[1] != 'u')
    return NULL;
  unit = read_code_unit (at + 2);

  return unit >= 0xdc00 && unit <= 0xdfff ? at + 6 : NULL;
}

/* @at stands behind the opening quote; returns what follows the closing one, or NULL. */
static const char *
skip_string (const char *at)
{
  while (*at != '"')
    {
      if ((guchar) *at < 0x20)
        return NULL;
      if (*at++ != '\\')
        continue;

      if (*at == 'u')
        at = skip_unicode_escape (at + 1);
      else if (*at != '\0' && strchr ("\"\\/bfnrt", *at) != NULL)
        at++;
      else
        at = NULL;
      if (at == NULL)
        return NULL;
    }

  return at + 1;
}

static const char *
skip_number (const char *at)
{
  gsize digits;

  if (*at == '-')
    at++;
  digits = strspn (at, "0123456789");
  if (digits == 0 || digits > MAX_DIGITS || (digits > 1 && *at == '0') ||
      (at[digits] != '\0' && strchr (".eE+-", at[digits]) != NULL))
    return NULL;

  return at + digits;
}

/* Everything but brackets; returns what follows the token at @at, or NULL. */
static const char *
skip_token (const char *at)
{
  if (*at == '"')
    return skip_string (at + 1);
  if (*at == '-' || g_ascii_isdigit (*at))
    return skip_number (at);
  if (strchr (" \t\r\n,:", *at) != NULL)
    return at + 1;
  if (strncmp (at, "true", 4) == 0)
    return at + 4;
  if (strncmp (at, "false", 5) == 0)
    return at + 5;

  return NULL;
}

static gboolean
refuse (GError     **error,
        const char  *json,
        const char  *at,
        const char  *why)
{
  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Byte %" G_GSIZE_FORMAT " of the JSON text: %s",
               (gsize) (at - json), why);

  return FALSE;
}

gboolean
cs_json_scan (const char  *json,
              gsize        max_bytes,
              guint        max_depth,
              GError     **error)
{
  const char *at = json;
  const char *end = NULL;
  guint depth = 0;

  g_return_val_if_fail (json != NULL, FALSE);

  if (strnlen (json, max_bytes + 1) > max_bytes)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The text is too long: more than %" G_GSIZE_FORMAT " bytes", max_bytes);
      return FALSE;
    }
  if (!g_utf8_validate (json, -1, &end))
    return refuse (error, json, end, "the text is not UTF-8");

  while (*at != '\0')
    {
      const char *next;

      if (*at == '{' || *at == '[')
        {
          if (++depth > max_depth)
            return refuse (error, json, at, "too many objects or arrays in one another");
          at++;
          continue;
        }
      if (*at == '}' || *at == ']')
        {
          if (depth == 0)
            return refuse (error, json, at, "closed too often");
          at++;
          if (--depth == 0)
            break;
          continue;
        }
      if ((next = skip_token (at)) == NULL)
        return refuse (error, json, at, "not a string, integer, true, false, object or array");
      at = next;
    }
  if (depth > 0)
    return refuse (error, json, at, "ends too early");

  /* The parser would stop here and not look at the rest. */
  at += strspn (at, " \t\r\n");
  if (*at != '\0')
    return refuse (error, json, at, "something follows the object or array");

  return TRUE;
}
