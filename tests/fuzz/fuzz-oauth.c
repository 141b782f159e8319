/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-oauth.h"
#include "fuzz.h"

/* What a browser brings back, and what a token endpoint answers. */

static void
try_answer (const char *query)
{
  g_autoptr(CsOauthAnswer) answer = cs_oauth_answer_parse (query, "s");

  if (answer == NULL)
    return;

  g_assert_true ((*answer->code == '\0') != (*answer->refusal == '\0'));
  for (const char *p = answer->code; *p != '\0'; p++)
    g_assert_true (g_ascii_isprint (*p));
  g_assert_true (g_utf8_validate (answer->issuer, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *subject = NULL;
  g_autofree char *scope = NULL;
  g_autoptr(CsLogin) login = cs_oauth_tokens_parse ((const char *) data, size, "bearer", 1000, &subject, &scope);

  try_answer (text);
  if (login == NULL)
    return 0;

  /* what is sent in a header holds nothing that would end it */
  g_assert_cmpuint (strcspn (login->access, "\r\n "), ==, strlen (login->access));
  g_assert_cmpstr (login->access, !=, "");
  g_assert_true (login->expires_at == 0 || login->expires_at > 1000);

  return 0;
}
