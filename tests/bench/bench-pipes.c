/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-pipes [MEGABYTES]: a film of so many mebibytes (500) uploaded by the X adapter in its pieces, against curl sending the same pieces to the same server on
 * one connection. The server throws away what it gets. Printed: the speed as a part of curl's, and by how much this process grew. Nothing is asserted. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "bench-utils.h"
#include "cs-network.h"

#define PIECE (1024 * 1024)
#define ROUNDS 9

typedef struct
{
  GSocket *socket;
  char    *address;
  gint64   n_bytes;  /* of bodies; atomic enough: one client at a time */
  guint    n_visits;
} Server;

typedef struct
{
  Server  *server;
  GSocket *socket; /* owned */
} Visit;

static const char *
find_answer (const char *head)
{
  if (strstr (head, "/append ") != NULL)
    return "{\"data\":{\"expires_at\":1}}";

  return "{\"data\":{\"id\":\"1\",\"media_key\":\"7_1\"}}";
}

static gsize
get_length (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *length = strstr (lower, "\r\ncontent-length:");

  return length != NULL ? strtoul (length + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

/* One request; FALSE when there is no more, or the client asked for the end. */
static gboolean
serve_one (Visit *visit,
           char  *buffer)
{
  const char *end = NULL;
  gsize size = 0, length, got;
  g_autofree char *answer = NULL;
  gboolean last;

  buffer[0] = '\0';
  while ((end = strstr (buffer, "\r\n\r\n")) == NULL)
    {
      gssize n = size < 65535 ? g_socket_receive (visit->socket, buffer + size, 65535 - size, NULL, NULL) : 0;

      if (n <= 0)
        return FALSE;
      size += (gsize) n;
      buffer[size] = '\0';
    }

  got = size - (gsize) (end + 4 - buffer);
  *(char *) end = '\0';
  length = get_length (buffer);
  last = g_strstr_len (buffer, -1, "Connection: close") != NULL;
  answer = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %u\r\n\r\n%s",
                            (guint) strlen (find_answer (buffer)), find_answer (buffer));
  visit->server->n_bytes += (gint64) length;
  while (got < length)
    {
      gssize n = g_socket_receive (visit->socket, buffer, MIN (65536 * 4, length - got), NULL, NULL);

      if (n <= 0)
        return FALSE;
      got += (gsize) n;
    }

  return g_socket_send (visit->socket, answer, strlen (answer), NULL, NULL) > 0 && !last;
}

static gpointer
serve (gpointer data)
{
  g_autofree Visit *visit = data;
  g_autofree char *buffer = g_malloc (65536 * 4);

  while (serve_one (visit, buffer))
    continue;
  g_object_unref (visit->socket);

  return NULL;
}

static gpointer
accept_all (gpointer data)
{
  Server *server = data;
  GSocket *socket;

  while ((socket = g_socket_accept (server->socket, NULL, NULL)) != NULL)
    {
      Visit *visit = g_new (Visit, 1);

      server->n_visits++;
      *visit = (Visit) { server, socket };
      g_thread_unref (g_thread_new ("visit", serve, visit));
    }

  return NULL;
}

static void
start_server (Server *server)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) got = NULL;

  server->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  if (!g_socket_bind (server->socket, any, TRUE, NULL) || !g_socket_listen (server->socket, NULL))
    g_error ("No port to listen on");
  got = g_socket_get_local_address (server->socket, NULL);
  server->address = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  g_thread_unref (g_thread_new ("server", accept_all, server));
}

/* The film, and one of its pieces: all are the same, so that curl sends the same bytes. */
static void
make_files (const char *film,
            const char *piece,
            guint       n_pieces)
{
  g_autofree char *bytes = g_malloc (PIECE);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  FILE *file = g_fopen (film, "wb");

  for (guint i = 0; i < PIECE; i++)
    bytes[i] = (char) g_rand_int (random);
  for (guint i = 0; i < n_pieces; i++)
    if (file == NULL || fwrite (bytes, 1, PIECE, file) != PIECE)
      g_error ("No room for a film");
  fclose (file);
  if (!g_file_set_contents (piece, bytes, PIECE, NULL))
    g_error ("No room for a piece");
}

static void
make_script (Server     *server,
             const char *script,
             const char *piece,
             guint       n_pieces)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append_printf (text,
                            "%surl = \"%s/2/media/upload/1/append\"\nsilent\noutput = /dev/null\nheader = \"Expect:\"\n"
                            "header = \"Authorization: Bearer token\"\nform = \"segment_index=%u\"\nform = \"media=@%s;type=application/octet-stream\"\n",
                            i == 0 ? "" : "next\n", server->address, i, piece);
  if (!g_file_set_contents (script, text->str, (gssize) text->len, NULL))
    g_error ("No room for a script");
}

static double
time_curl (const char *script)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) curl = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "curl", "--config", script, NULL);

  if (curl == NULL || !g_subprocess_wait_check (curl, NULL, &error))
    g_error ("curl: %s", error->message);

  return (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

static double
time_adapter (Server     *server,
              CsHttp     *http,
              const char *film)
{
  const CsNetworkAccount account = {
    .kind = CS_NETWORK_X, .id = 1, .address = server->address, .token = "token", .limits = "{}", .practice = TRUE,
  };
  g_autoptr(GPtrArray) subtitles = g_ptr_array_new ();
  g_autoptr(CsMediaItem) item = cs_media_item_new ();
  const CsFilmUpload upload = { item, film, NULL, subtitles };
  g_autoptr(CsUpload) sent = NULL;
  gint64 began = g_get_monotonic_time ();

  g_free (item->mime_type);
  item->mime_type = g_strdup ("video/mp4");
  sent = cs_network_get (CS_NETWORK_X)->upload_film (http, &account, &upload, NULL);
  if (sent->outcome != CS_SEND_SENT)
    g_error ("Uploading: %s", sent->detail);

  return (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

static double
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024;
}

int
main (int    argc,
      char **argv)
{
  guint n_pieces = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 500;
  g_autofree char *folder = bench_make_folder ();
  g_autofree char *film = g_build_filename (folder, "film.mp4", NULL);
  g_autofree char *piece = g_build_filename (folder, "piece", NULL);
  g_autofree char *script = g_build_filename (folder, "script", NULL);
  g_autofree char *curl = g_find_program_in_path ("curl");
  g_autoptr(CsHttp) http = NULL;
  double ours[ROUNDS], theirs[ROUNDS], ratio[ROUNDS];
  Server server = { 0 };
  double before;

  if (curl == NULL)
    {
      g_print ("bench pipes: skipped, there is no curl\n");
      return 0;
    }

  start_server (&server);
  http = cs_http_new ();
  make_files (film, piece, n_pieces);
  make_script (&server, script, piece, n_pieces);
  before = get_peak ();
  for (guint round = 0; round < ROUNDS; round++)
    {
      theirs[round] = time_curl (script);
      server.n_bytes = server.n_visits = 0;
      ours[round] = time_adapter (&server, http, film);
      if (server.n_bytes < (gint64) n_pieces * PIECE)
        g_error ("Not all of it arrived");
      ratio[round] = theirs[round] / ours[round];
    }

  g_print ("bench pipes: %u MiB in pieces: %.2f of curl's speed (%.2f s, %.2f s); %u connections; %.1f MiB more memory\n", n_pieces,
           bench_median (ratio, ROUNDS), bench_median (ours, ROUNDS), bench_median (theirs, ROUNDS), server.n_visits,
           get_peak () - before);
  bench_remove_folder (folder);
  return 0;
}
