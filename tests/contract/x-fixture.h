/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-error.h"
#include "cs-login.h"
#include "cs-x.h"

/* tests/servers/x-server.py, run beside the test; it ends with its standard input. */

typedef struct
{
  GSubprocess *process;
  char        *address;
  CsHttp      *http;
} XServer;

static inline void
x_server_start (XServer *server)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("CS_TEST_DATA"), "..", "servers", "x-server.py", NULL);

  server->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                      "python3", path, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  server->address = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (server->address);
  server->http = cs_http_new ();
}

static inline void
x_server_stop (XServer *server)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL);
  g_subprocess_wait (server->process, NULL, NULL);
  g_clear_object (&server->process);
  g_clear_pointer (&server->http, cs_http_free);
  g_clear_pointer (&server->address, g_free);
}

static inline JsonNode *
x_server_control (XServer    *server,
                  const char *what,
                  const char *body)
{
  g_autofree char *url = g_strconcat (server->address, "/control/", what, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr(CsHttpAnswer) answer = cs_http_send (server->http, "POST", url, bytes, "application/json", NULL, 10, 1 << 22, NULL);
  JsonNode *node;

  g_assert_cmpuint (answer->status, ==, 200);
  node = json_from_string (answer->body, NULL);
  g_assert_nonnull (node);
  return node;
}

static inline void
x_server_misbehave (XServer    *server,
                    const char *what,
                    const char *path)
{
  g_autofree char *body = g_strdup_printf ("{\"what\":\"%s\",\"path\":\"%s\"}", what, path);
  g_autoptr(JsonNode) node = x_server_control (server, "misbehave", body);
}

/* What the server has: {"posts": […], "media": {…}, "requests": […]} */
static inline JsonObject *
x_server_get_state (XServer *server)
{
  g_autoptr(JsonNode) node = x_server_control (server, "state", "{}");

  return json_object_ref (json_node_get_object (node));
}
