/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-http.h"
#include "cs-network.h"

/* tests/servers/oidc-real, run beside the test, which is the browser; it ends with its standard input. */

#define MAX_REDIRECTS 10

typedef struct
{
  GSubprocess *process;
  char        *skip;    /* why there is no server, or NULL */
  JsonNode    *facts;
  CsHttp      *browser;
  CsHttp      *http;
} Fixture;

static inline void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("CS_TEST_DATA"), "..", "servers", "oidc-real", NULL);

  f->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "bash", path, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (f->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  f->browser = cs_http_new ();
  f->http = cs_http_new ();
  if (g_str_has_prefix (line, "SKIP: "))
    {
      f->skip = g_strdup_printf ("oidc-provider: %s", line + strlen ("SKIP: "));
      return;
    }

  f->facts = json_from_string (line, &error);
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (f->process), NULL, NULL);
  g_subprocess_wait (f->process, NULL, NULL);
  g_clear_object (&f->process);
  g_clear_pointer (&f->facts, json_node_unref);
  g_clear_pointer (&f->skip, g_free);
  g_clear_pointer (&f->browser, cs_http_free);
  g_clear_pointer (&f->http, cs_http_free);
}

static inline gboolean
is_skipped (Fixture *f)
{
  if (f->skip != NULL)
    g_test_skip (f->skip);

  return f->skip != NULL;
}

static inline const char *
get_address (Fixture       *f,
             CsNetworkKind  kind)
{
  return json_object_get_string_member (json_node_get_object (f->facts), kind == CS_NETWORK_X ? "x" : "bluesky");
}

/* --- the browser --- */

static inline void
keep_cookies (GHashTable         *jar,
              SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      const char *equals = strchr (value, '=');

      if (g_ascii_strcasecmp (name, "Set-Cookie") == 0 && equals != NULL)
        g_hash_table_insert (jar, g_strndup (value, (gsize) (equals - value)), g_strndup (equals + 1, strcspn (equals + 1, ";")));
    }
}

/* Where a page leads, or NULL where it stays */
static inline char *
open_page (Fixture    *f,
           GHashTable *jar,
           const char *url,
           guint      *status)
{
  g_autoptr(GString) cookies = g_string_new (NULL);
  const char *headers[] = { "Cookie", NULL, NULL };
  g_autoptr(CsHttpAnswer) answer = NULL;
  GHashTableIter iter;
  gpointer name;
  gpointer value;
  const char *location;

  g_hash_table_iter_init (&iter, jar);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_string_append_printf (cookies, "%s%s=%s", cookies->len > 0 ? "; " : "", (char *) name, (char *) value);
  headers[1] = cookies->str;
  answer = cs_http_send (f->browser, "GET", url, NULL, NULL, headers, 10, 1 << 20, NULL);
  g_assert_cmpint (answer->outcome, ==, CS_HTTP_ANSWERED);
  keep_cookies (jar, answer->headers);
  *status = answer->status;
  location = answer->status / 100 == 3 ? soup_message_headers_get_one (answer->headers, "Location") : NULL;

  return location != NULL ? g_uri_resolve_relative (url, location, G_URI_FLAGS_ENCODED, NULL) : NULL;
}

/* Goes where it is sent and says @said where it is asked. Returns the address of the listener to which it is sent at last; NULL where it is not */
static inline char *
browse (Fixture    *f,
        const char *address,
        const char *said,
        const char *redirect)
{
  g_autoptr(GHashTable) jar = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *url = g_strdup (address);

  for (guint i = 0; i < MAX_REDIRECTS && !g_str_has_prefix (url, redirect); i++)
    {
      guint status;
      char *next = open_page (f, jar, url, &status);

      if (next == NULL && (status != 200 || strstr (url, "/interaction/") == NULL))
        return NULL;
      if (next == NULL)
        next = g_strconcat (url, "/", said, NULL);
      g_free (url);
      url = next;
    }

  return g_str_has_prefix (url, redirect) ? g_steal_pointer (&url) : NULL;
}
