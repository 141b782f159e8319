/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-oauth-listener.h"

#include <string.h>

#include "cs-pkce.h"
#include "cs-secrets.h"

/* A code, a state or an issuer is never longer. */
#define MAX_VALUE 4096
#define MAX_QUERY (16 * 1024)
#define MAX_PAIRS 32

void
cs_oauth_answer_free (CsOauthAnswer *answer)
{
  if (answer == NULL)
    return;

  cs_secrets_wipe (answer->code);
  g_free (answer->issuer);
  g_free (answer->refusal);
  g_free (answer);
}

static char *
decode (const char *text,
        gsize       size)
{
  g_autofree char *spaced = g_strndup (text, size);

  g_strdelimit (spaced, "+", ' ');

  return g_uri_unescape_string (spaced, NULL);
}

/* Printable ASCII: it goes on to the network as it came. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isprint (*p))
      return FALSE;

  return strlen (text) <= MAX_VALUE;
}

static gboolean
take_pair (const char  *pair,
           gsize        size,
           const char  *name,
           char       **value)
{
  gsize length = strlen (name);
  char *decoded;

  if (size <= length || strncmp (pair, name, length) != 0 || pair[length] != '=')
    return TRUE;

  decoded = decode (pair + length + 1, size - length - 1);
  /* twice: one of them is not what was meant */
  if (decoded == NULL || *value != NULL || !is_plain (decoded))
    {
      g_free (decoded);
      return FALSE;
    }
  *value = decoded;

  return TRUE;
}

CsOauthAnswer *
cs_oauth_answer_parse (const char *query,
                       const char *state)
{
  g_autoptr(CsOauthAnswer) answer = g_new0 (CsOauthAnswer, 1);
  g_autofree char *said = NULL;
  const char *at = query;

  if (query == NULL || strlen (query) > MAX_QUERY)
    return NULL;

  for (guint i = 0; *at != '\0'; i++)
    {
      gsize size = strcspn (at, "&");

      if (i >= MAX_PAIRS || !take_pair (at, size, "state", &said) || !take_pair (at, size, "code", &answer->code) ||
          !take_pair (at, size, "iss", &answer->issuer) || !take_pair (at, size, "error", &answer->refusal))
        return NULL;
      at += size + (at[size] == '&' ? 1 : 0);
    }

  if (said == NULL || !cs_pkce_equal (said, state) || (answer->code == NULL) == (answer->refusal == NULL))
    return NULL;
  if (answer->code != NULL ? *answer->code == '\0' : *answer->refusal == '\0')
    return NULL;

  if (answer->code == NULL)
    answer->code = g_strdup ("");
  if (answer->refusal == NULL)
    answer->refusal = g_strdup ("");
  if (answer->issuer == NULL)
    answer->issuer = g_strdup ("");

  return g_steal_pointer (&answer);
}
