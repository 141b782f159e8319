/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-bluesky-private.h"

/* tests/servers/bluesky-real, run beside the test; it ends with its standard input. One of each version serves all cases of a program. */

typedef struct
{
  const char  *version; /* "older", "newer" */
  GSubprocess *process;
  char        *skip;    /* why it cannot be had, or NULL */
  JsonNode    *facts;   /* {"address", "accounts": [{"did", "handle", "password", "app_password", "expired"}, …]} */
  const char  *address; /* lent by @facts */
} BlueskyServer;

/* Unless it runs already. What the script says first: its facts, or why there is no server */
static inline void
bluesky_server_start (BlueskyServer *server)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("CS_TEST_DATA"), "..", "servers", "bluesky-real", NULL);

  if (server->process != NULL)
    return;
  server->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "bash", path, server->version, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  if (g_str_has_prefix (line, "SKIP: "))
    {
      server->skip = g_strdup_printf ("Bluesky’s own server, %s: %s", server->version, line + strlen ("SKIP: "));
      return;
    }

  server->facts = json_from_string (line, &error);
  g_assert_no_error (error);
  server->address = json_object_get_string_member (json_node_get_object (server->facts), "address");
}

static inline void
bluesky_server_stop (BlueskyServer *server)
{
  if (server->process == NULL)
    return;

  g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL);
  g_subprocess_wait (server->process, NULL, NULL);
  g_clear_object (&server->process);
  g_clear_pointer (&server->skip, g_free);
  g_clear_pointer (&server->facts, json_node_unref);
}

/* Of the office (0) or of a citizen (1) */
static inline const char *
bluesky_server_get (BlueskyServer *server,
                    guint          account,
                    const char    *member)
{
  JsonArray *accounts = json_object_get_array_member (json_node_get_object (server->facts), "accounts");

  return json_object_get_string_member (json_array_get_object_element (accounts, account), member);
}

static inline void
bluesky_server_sign_in (BlueskyServer    *server,
                        CsHttp           *http,
                        guint             account,
                        CsBlueskySession *session)
{
  const CsBlueskySignIn sign_in = {
    TRUE, server->address, bluesky_server_get (server, account, "handle"), bluesky_server_get (server, account, "app_password"), NULL
  };
  g_autoptr(GError) error = NULL;

  cs_bluesky_sign_in (http, &sign_in, g_get_real_time (), session, NULL, &error);
  g_assert_no_error (error);
}
