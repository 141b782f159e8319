/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "cs-http.h"

/* An answer of a network from the bytes of a fuzzer: a line with the status, lines with headers, an empty line, the body. */
static inline CsHttpAnswer *
fuzz_answer_new (const char *bytes,
                 gsize       size)
{
  CsHttpAnswer *answer = g_new0 (CsHttpAnswer, 1);
  g_autofree char *text = g_strndup (bytes, size);
  char *body = strstr (text, "\n\n");
  g_auto(GStrv) lines = NULL;

  answer->body = g_strdup (body != NULL ? body + 2 : "");
  answer->size = strlen (answer->body);
  answer->detail = g_strdup ("");
  answer->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  if (body != NULL)
    *body = '\0';

  lines = g_strsplit (text, "\n", 64);
  answer->status = lines[0] != NULL ? (guint) g_ascii_strtoull (lines[0], NULL, 10) % 600 : 200;
  answer->outcome = answer->status < 100 ? CS_HTTP_UNKNOWN : CS_HTTP_ANSWERED;
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char *value = strchr (lines[i], ':');

      if (value == NULL || value == lines[i])
        continue;
      *value++ = '\0';
      /* libsoup lets no others through. */
      g_strstrip (lines[i]);
      if (*lines[i] != '\0' && strpbrk (lines[i], " \t\r") == NULL && strpbrk (value, "\r") == NULL)
        soup_message_headers_append (answer->headers, lines[i], g_strstrip (value));
    }

  return answer;
}
