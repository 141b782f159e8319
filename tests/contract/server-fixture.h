/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-error.h"
#include <string.h>

#include "cs-http.h"

/* One of tests/servers/, run beside the test; it ends with its standard input. */

typedef struct
{
  GSubprocess      *process;
  GDataInputStream *lines;   /* what it prints */
  char             *address;
  CsHttp           *http;
} TestServer;

/* @name: "x-server.py"; then its arguments, NULL-terminated */
G_GNUC_NULL_TERMINATED static inline void
test_server_start (TestServer *server,
                   const char *name,
                   ...)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *longest = g_strdup (g_getenv (CS_HTTP_LONGEST));
  g_autofree char *path = g_build_filename (g_getenv ("CS_TEST_DATA"), "..", "servers", name, NULL);
  const char *argument;
  va_list more;

  g_ptr_array_add (argv, (gpointer) "python3");
  g_ptr_array_add (argv, path);
  va_start (more, name);
  while ((argument = va_arg (more, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (more);
  g_ptr_array_add (argv, NULL);

  server->process = g_subprocess_newv ((const char * const *) argv->pdata,
                                       G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  server->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  server->address = g_data_input_stream_read_line (server->lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (server->address);

  /* What a test shortens for the network it tests does not hold for what it asks the server itself. */
  g_unsetenv (CS_HTTP_LONGEST);
  server->http = cs_http_new ();
  if (longest != NULL)
    g_setenv (CS_HTTP_LONGEST, longest, TRUE);
}

/* Returns: (transfer full): what it says last, "requests N": how many it read */
static inline char *
test_server_stop_and_tell (TestServer *server)
{
  char *told;

  g_output_stream_close (g_subprocess_get_stdin_pipe (server->process), NULL, NULL);
  told = g_data_input_stream_read_line (server->lines, NULL, NULL, NULL);
  g_subprocess_wait (server->process, NULL, NULL);
  g_clear_object (&server->lines);
  g_clear_object (&server->process);
  g_clear_pointer (&server->http, cs_http_free);
  g_clear_pointer (&server->address, g_free);

  return told;
}

static inline void
test_server_stop (TestServer *server)
{
  g_free (test_server_stop_and_tell (server));
}

/* POST /control/@what */
static inline JsonObject *
test_server_control (TestServer *server,
                     const char *what,
                     const char *body)
{
  g_autofree char *url = g_strconcat (server->address, "/control/", what, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr(CsHttpAnswer) answer = cs_http_send (server->http, "POST", url, bytes, "application/json", NULL, 30, 1 << 26, NULL);
  g_autoptr(JsonNode) node = NULL;

  g_assert_cmpuint (answer->status, ==, 200);
  node = json_from_string (answer->body, NULL);
  g_assert_nonnull (node);

  return json_object_ref (json_node_get_object (node));
}

/* The next request whose "METHOD /path" begins with @path goes wrong in this way: see tests/servers/faults.py. */
static inline void
test_server_misbehave (TestServer *server,
                       const char *what,
                       const char *path)
{
  g_autofree char *body = g_strdup_printf ("{\"what\":\"%s\",\"path\":\"%s\"}", what, path);

  json_object_unref (test_server_control (server, "misbehave", body));
}

/* What the server has: {"posts": […], "media": {…}, "requests": […]} */
static inline JsonObject *
test_server_get_state (TestServer *server)
{
  return test_server_control (server, "state", "{}");
}

/* How many posts there are that were not deleted */
static inline guint
test_server_count_posts (TestServer *server)
{
  g_autoptr(JsonObject) state = test_server_get_state (server);

  return json_array_get_length (json_object_get_array_member (state, "posts"));
}

/* How many requests with @method came for @path or something below it */
static inline guint
test_server_count_requests (TestServer *server,
                            const char *method,
                            const char *path)
{
  g_autoptr(JsonObject) state = test_server_get_state (server);
  JsonArray *requests = json_object_get_array_member (state, "requests");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      n += g_str_equal (json_object_get_string_member (request, "method"), method) &&
           g_str_has_prefix (json_object_get_string_member (request, "path"), path);
    }

  return n;
}

/* What was sent last with @method to @path */
static inline char *
test_server_dup_last_body (TestServer *server,
                           const char *method,
                           const char *path)
{
  g_autoptr(JsonObject) state = test_server_get_state (server);
  JsonArray *requests = json_object_get_array_member (state, "requests");

  for (guint i = json_array_get_length (requests); i > 0; i--)
    {
      JsonObject *request = json_array_get_object_element (requests, i - 1);

      if (g_str_equal (json_object_get_string_member (request, "method"), method) &&
          g_str_has_prefix (json_object_get_string_member (request, "path"), path))
        return g_strdup (json_object_get_string_member (request, "body"));
    }

  return NULL;
}
