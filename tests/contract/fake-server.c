/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fake-server.h"

#include <string.h>

/* Plain sockets: what an HTTP library would mend must go out as it is. One connection after the other. */

struct _FakeServer
{
  FakeFault     fault;
  guint         status;
  char         *extra_headers;
  char         *body;
  GSocket      *socket;
  GCancellable *stop;
  GThread      *thread;
  char         *address;
  GMutex        mutex;
  guint         accepted; /* under the mutex, as the two that follow */
  guint         arrived;
  char         *request;
};

static gboolean
send_text (FakeServer *server,
           GSocket    *client,
           const char *text,
           gssize      size)
{
  gsize length = size >= 0 ? (gsize) size : strlen (text);
  gsize done = 0;

  while (done < length)
    {
      gssize n = g_socket_send (client, text + done, length - done, server->stop, NULL);

      if (n <= 0)
        return FALSE;
      done += n;
    }

  return TRUE;
}

static gsize
get_body_length (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *length = strstr (lower, "content-length:");

  return length != NULL ? g_ascii_strtoull (length + strlen ("content-length:"), NULL, 10) : 0;
}

static gboolean
read_request (FakeServer *server,
              GSocket    *client)
{
  g_autoptr(GString) request = g_string_new (NULL);
  const char *end = NULL;
  char piece[4096];

  while ((end = strstr (request->str, "\r\n\r\n")) == NULL ||
         request->len < (gsize) (end + 4 - request->str) + get_body_length (request->str))
    {
      gssize n = g_socket_receive (client, piece, sizeof piece, server->stop, NULL);

      if (n <= 0)
        return FALSE;
      g_string_append_len (request, piece, n);
    }

  g_mutex_lock (&server->mutex);
  server->arrived++;
  g_free (server->request);
  server->request = g_strdup (request->str);
  g_mutex_unlock (&server->mutex);

  return TRUE;
}

/* Until the client goes or the server stops */
static void
wait_for_end (FakeServer *server,
              GSocket    *client)
{
  char piece[64];

  while (g_socket_receive (client, piece, sizeof piece, server->stop, NULL) > 0)
    ;
}

static void
drip (FakeServer *server,
      GSocket    *client)
{
  while (send_text (server, client, "a", 1) && !g_cancellable_is_cancelled (server->stop))
    g_usleep (20000);
}

static void
flood (FakeServer *server,
       GSocket    *client)
{
  g_autofree char *piece = g_strnfill (65536, 'a');

  for (guint i = 0; i < 16000 && send_text (server, client, piece, 65536); i++)
    ;
}

static void
send_plain (FakeServer *server,
            GSocket    *client,
            guint       status,
            const char *headers,
            const char *body)
{
  g_autofree char *text = g_strdup_printf ("HTTP/1.1 %u Said\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
                                           "\r\nConnection: close\r\n%s\r\n%s", status, strlen (body), headers, body);

  send_text (server, client, text, -1);
}

static void
answer (FakeServer *server,
        GSocket    *client)
{
  static const char chunked[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
  g_autofree char *text = NULL;

  switch (server->fault)
    {
    case FAKE_GOOD:
      send_plain (server, client, server->status, server->extra_headers, server->body);
      break;
    case FAKE_CLOSE_BEFORE:
    case FAKE_CLOSE_AFTER:
      break;
    case FAKE_SILENT:
      wait_for_end (server, client);
      break;
    case FAKE_DRIP_HEADER:
      send_text (server, client, "HTTP/1.1 200 OK\r\nX-Slow: ", -1);
      drip (server, client);
      break;
    case FAKE_DRIP_BODY:
      send_text (server, client, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", -1);
      drip (server, client);
      break;
    case FAKE_SHORT_BODY:
      send_text (server, client, "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{\"id\":\"1\"}", -1);
      break;
    case FAKE_CUT_CHUNKED:
      send_text (server, client, chunked, -1);
      send_text (server, client, "a\r\n{\"id\":\"1\",\r\n", -1);
      break;
    case FAKE_CUT_CHUNK:
      send_text (server, client, chunked, -1);
      send_text (server, client, "40\r\n{\"id\":\"1\",", -1);
      break;
    case FAKE_CUT_UNTIL_EOF:
      send_text (server, client, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"id\":\"1\",", -1);
      break;
    case FAKE_302:
    case FAKE_307:
      text = g_strdup_printf ("Location: %s/elsewhere\r\n", server->address);
      send_plain (server, client, server->fault == FAKE_302 ? 302 : 307, text, "");
      break;
    case FAKE_GARBAGE_BODY:
      send_plain (server, client, 200, "", "<html><body>Please accept the terms of our wireless network</body></html>");
      break;
    case FAKE_GARBAGE_STATUS:
      send_text (server, client, "220 mail.example ESMTP\r\n\r\n", -1);
      break;
    case FAKE_ENDLESS:
      send_text (server, client, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", -1);
      flood (server, client);
      break;
    case FAKE_DEEP:
      text = g_strnfill (1000000, '[');
      send_plain (server, client, 200, "", text);
      break;
    case FAKE_NO_ID:
      send_plain (server, client, 200, "", "{\"id\":17,\"status\":\"ok\"}");
      break;
    default:
      g_assert_not_reached ();
    }
}

static gpointer
serve (gpointer data)
{
  FakeServer *server = data;

  for (;;)
    {
      g_autoptr(GSocket) client = g_socket_accept (server->socket, server->stop, NULL);

      if (client == NULL)
        break;
      g_mutex_lock (&server->mutex);
      server->accepted++;
      g_mutex_unlock (&server->mutex);
      if (server->fault == FAKE_CLOSE_BEFORE || read_request (server, client))
        answer (server, client);
      g_socket_shutdown (client, FALSE, TRUE, NULL);
      g_socket_close (client, NULL);
    }

  return NULL;
}

FakeServer *
fake_server_new (FakeFault   fault,
                 guint       status,
                 const char *extra_headers,
                 const char *body)
{
  FakeServer *server = g_new0 (FakeServer, 1);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GError) error = NULL;

  server->fault = fault;
  server->status = status;
  server->extra_headers = g_strdup (extra_headers != NULL ? extra_headers : "");
  server->body = g_strdup (body != NULL ? body : "");
  server->stop = g_cancellable_new ();
  g_mutex_init (&server->mutex);
  server->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (server->socket, any, TRUE, &error));
  g_assert_true (g_socket_listen (server->socket, &error));
  bound = g_socket_get_local_address (server->socket, &error);
  server->address = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  server->thread = g_thread_new ("fake server", serve, server);

  return server;
}

void
fake_server_free (FakeServer *server)
{
  if (server == NULL)
    return;

  g_cancellable_cancel (server->stop);
  g_thread_join (server->thread);
  g_socket_close (server->socket, NULL);
  g_object_unref (server->socket);
  g_object_unref (server->stop);
  g_mutex_clear (&server->mutex);
  g_free (server->request);
  g_free (server->extra_headers);
  g_free (server->body);
  g_free (server->address);
  g_free (server);
}

const char *
fake_server_get_address (FakeServer *server)
{
  return server->address;
}

static guint
read_count (FakeServer  *server,
            const guint *count)
{
  guint value;

  g_mutex_lock (&server->mutex);
  value = *count;
  g_mutex_unlock (&server->mutex);

  return value;
}

guint
fake_server_get_arrived (FakeServer *server)
{
  return read_count (server, &server->arrived);
}

guint
fake_server_get_accepted (FakeServer *server)
{
  return read_count (server, &server->accepted);
}

char *
fake_server_dup_request (FakeServer *server)
{
  char *request;

  g_mutex_lock (&server->mutex);
  request = g_strdup (server->request);
  g_mutex_unlock (&server->mutex);

  return request;
}
