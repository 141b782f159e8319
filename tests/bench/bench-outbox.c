/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-outbox [POSTS [ACCOUNTS [SECONDS]]]: so many posts (500) over so many accounts (20), due at one moment, or spread over so many seconds (0), against
 * a server that answers at once. Printed: how long after its time the first byte of each arrived, against the same requests made by as many threads with no
 * office behind; and how late a main loop in the same process got its turn meanwhile. Nothing is asserted. */

#include "config.h"

#include <gio/gio.h>
#include <stdlib.h>

#include "../contract/outbox-fixture.h"
#include "bench-utils.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* Between the last row that is made and the moment at which the first is due */
#define HEAD_START (1500 * (gint64) 1000)
#define PATIENCE (45 * SECOND)
#define PING 5

typedef struct
{
  GSocket *socket;
  char    *address;
  GMutex   mutex;   /* guards the rest */
  guint    n_posts;
  gint64  *arrived; /* by number of the post; 0 = not yet */
  guint    n_arrived;
} Server;

typedef struct
{
  Server  *server;
  GSocket *socket; /* owned */
} Visit;

static const char answer_format[] =
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %u\r\nConnection: close\r\n\r\n%s";

static void
note (Server *server,
      guint   number,
      gint64  at)
{
  g_mutex_lock (&server->mutex);
  if (number < server->n_posts && server->arrived[number] == 0)
    {
      server->arrived[number] = at;
      server->n_arrived++;
    }
  g_mutex_unlock (&server->mutex);
}

/* One request on one connection. What is no post is not to be had now. */
static gpointer
serve (gpointer data)
{
  g_autofree Visit *visit = data;
  g_autoptr(GSocket) socket = visit->socket;
  g_autofree char *buffer = g_malloc0 (65536);
  g_autofree char *body = NULL;
  g_autofree char *answer = NULL;
  const char *words = NULL;
  gsize size = 0;
  gint64 at = 0;

  while (size < 65535 && (words = strstr (buffer, "\"status\":\"Post ")) == NULL)
    {
      gssize n = g_socket_receive (socket, buffer + size, 65535 - size, NULL, NULL);

      if (n <= 0)
        return NULL;
      if (at == 0)
        at = g_get_real_time ();
      size += (gsize) n;
      if (g_str_has_prefix (buffer, "GET ") && strstr (buffer, "\r\n\r\n") != NULL)
        break;
    }

  if (words != NULL)
    {
      guint number = (guint) strtoul (words + strlen ("\"status\":\"Post "), NULL, 10);

      note (visit->server, number, at);
      body = g_strdup_printf ("{\"id\":\"%u\",\"url\":\"http://127.0.0.1/%u\",\"visibility\":\"public\",\"media_attachments\":[]}", number, number);
      answer = g_strdup_printf (answer_format, (guint) strlen (body), body);
    }
  else
    {
      answer = g_strdup ("HTTP/1.1 503 Later\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
    }
  g_socket_send (socket, answer, strlen (answer), NULL, NULL);
  g_socket_shutdown (socket, FALSE, TRUE, NULL);

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

      *visit = (Visit) { server, socket };
      g_thread_unref (g_thread_new ("visit", serve, visit));
    }

  return NULL;
}

static void
start_server (Server *server,
              guint   n_posts)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) got = NULL;

  server->n_posts = n_posts;
  server->arrived = g_new0 (gint64, n_posts);
  g_mutex_init (&server->mutex);
  server->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_socket_set_listen_backlog (server->socket, 1000);
  if (!g_socket_bind (server->socket, any, TRUE, NULL) || !g_socket_listen (server->socket, NULL))
    g_error ("No port to listen on");
  got = g_socket_get_local_address (server->socket, NULL);
  server->address = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  g_thread_unref (g_thread_new ("server", accept_all, server));
}

static void
forget_arrivals (Server *server)
{
  g_mutex_lock (&server->mutex);
  memset (server->arrived, 0, server->n_posts * sizeof (gint64));
  server->n_arrived = 0;
  g_mutex_unlock (&server->mutex);
}

static guint
count_arrivals (Server *server)
{
  guint n;

  g_mutex_lock (&server->mutex);
  n = server->n_arrived;
  g_mutex_unlock (&server->mutex);

  return n;
}

static int
compare (gconstpointer one,
         gconstpointer other)
{
  double a = *(const double *) one;
  double b = *(const double *) other;

  return a < b ? -1 : a > b;
}

static double
get_percentile (GArray *values,
                guint   per_cent)
{
  if (values->len == 0)
    return 0;

  g_array_sort (values, compare);

  return g_array_index (values, double, MIN (values->len - 1, values->len * per_cent / 100));
}

/* Milliseconds from when each was due; what did not come counts as the whole patience. */
static GArray *
dup_delays (Server       *server,
            const gint64 *due)
{
  GArray *delays = g_array_new (FALSE, FALSE, sizeof (double));

  g_mutex_lock (&server->mutex);
  for (guint i = 0; i < server->n_posts; i++)
    {
      double delay = (double) (server->arrived[i] != 0 ? server->arrived[i] - due[i] : PATIENCE) / 1000;

      g_array_append_val (delays, delay);
    }
  g_mutex_unlock (&server->mutex);

  return delays;
}

/* The floor: the same requests, each account's on a thread of its own, from one moment on. */

typedef struct
{
  Server       *server;
  const gint64 *due;
  guint         first;
  guint         step;
} Bare;

static gpointer
send_bare (gpointer data)
{
  const Bare *bare = data;
  CsHttp *http = cs_http_new ();
  g_autofree char *url = g_strconcat (bare->server->address, "/api/v1/statuses", NULL);

  for (guint i = bare->first; i < bare->server->n_posts; i += bare->step)
    {
      g_autofree char *text = g_strdup_printf ("{\"status\":\"Post %u \",\"visibility\":\"public\"}", i);
      g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
      gint64 wait = bare->due[i] - g_get_real_time ();

      if (wait > 0)
        g_usleep ((gulong) wait);
      cs_http_answer_free (cs_http_send (http, "POST", url, body, "application/json", NULL, 20, 65536, NULL));
    }
  cs_http_free (http);

  return NULL;
}

static void
run_bare (Server       *server,
          const gint64 *due,
          guint         n_accounts)
{
  g_autoptr(GPtrArray) threads = g_ptr_array_new ();
  g_autofree Bare *bare = g_new (Bare, n_accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      bare[i] = (Bare) { server, due, i, n_accounts };
      g_ptr_array_add (threads, g_thread_new ("bare", send_bare, &bare[i]));
    }
  for (guint i = 0; i < n_accounts; i++)
    g_thread_join (threads->pdata[i]);
}

typedef struct
{
  GMainLoop *loop;
  GArray    *late;     /* of double: milliseconds */
  gint64     wanted;   /* monotonic */
  gint64     until;
  Server    *server;
} Ping;

static gboolean
ping_cb (gpointer data)
{
  Ping *ping = data;
  gint64 now = g_get_monotonic_time ();
  double late = (double) (now - ping->wanted) / 1000;

  g_array_append_val (ping->late, late);
  ping->wanted = now + PING * 1000;
  if (now > ping->until || count_arrivals (ping->server) == ping->server->n_posts)
    g_main_loop_quit (ping->loop);

  return G_SOURCE_CONTINUE;
}

static gint64
add_account (OutboxFixture *f,
             Server        *server,
             guint          number)
{
  g_autofree char *handle = g_strdup_printf ("@account%u@bench", number);
  g_autoptr(GError) error = NULL;
  CsAccountRow row = { 0 };
  gint64 id;

  row.network = CS_NETWORK_PRACTICE;
  row.address = server->address;
  row.handle = handle;
  row.name = handle;
  row.colour = (char *) "#1d4fb8";
  row.limits = (char *) "{\"keys\":true}";
  row.health = (char *) "";
  id = cs_account_rows_add (f->base.db, &row, &error);
  g_assert_no_error (error);
  g_assert_true (cs_secrets_store (f->base.folder, TRUE, "uid", id, "token", NULL, &error));

  return id;
}

static void
add_posts (OutboxFixture *f,
           Server        *server,
           const gint64  *due,
           guint          n_accounts)
{
  g_autofree gint64 *accounts = g_new (gint64, n_accounts);
  g_autoptr(CsTxn) txn = cs_txn_begin (f->base.db, NULL);

  for (guint i = 0; i < n_accounts; i++)
    accounts[i] = add_account (f, server, i);
  for (guint i = 0; i < server->n_posts; i++)
    {
      g_autofree char *text = g_strdup_printf ("Post %u ", i);

      f->account = accounts[i % n_accounts];
      outbox_add_post (f, text, NULL, NULL, due[i], 2);
    }
  g_assert_true (cs_txn_commit (g_steal_pointer (&txn), NULL));
}

static void
plan (gint64 *due,
      guint   n_posts,
      guint   seconds,
      gint64  from)
{
  for (guint i = 0; i < n_posts; i++)
    due[i] = from + (gint64) seconds * SECOND * i / n_posts;
}

static void
run_outbox (OutboxFixture *f,
            Ping          *ping)
{
  g_autoptr(GSource) source = g_timeout_source_new (PING);

  ping->loop = g_main_loop_new (NULL, FALSE);
  ping->late = g_array_new (FALSE, FALSE, sizeof (double));
  ping->wanted = g_get_monotonic_time () + PING * 1000;
  ping->until = g_get_monotonic_time () + PATIENCE;
  g_source_set_callback (source, ping_cb, ping, NULL);
  g_source_attach (source, NULL);
  cs_outbox_start (f->outbox);
  g_main_loop_run (ping->loop);
  g_source_destroy (source);
  cs_outbox_stop (f->outbox);
  g_main_loop_unref (ping->loop);
}

int
main (int    argc,
      char **argv)
{
  guint n_posts = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 500;
  guint n_accounts = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 20;
  guint seconds = argc > 3 ? (guint) strtoul (argv[3], NULL, 10) : 0;
  g_autofree gint64 *due = g_new (gint64, n_posts);
  g_autoptr(GArray) bare = NULL, delays = NULL;
  OutboxFixture f = { 0 };
  Server server = { 0 };
  Ping ping = { .server = &server };
  guint n_missing;
  double floor50, floor99, p50, p99;

  g_test_init (&argc, &argv, NULL);
  start_server (&server, n_posts);
  plan (due, n_posts, seconds, g_get_real_time () + HEAD_START / 5);
  run_bare (&server, due, n_accounts);
  bare = dup_delays (&server, due);
  floor50 = get_percentile (bare, 50);
  floor99 = get_percentile (bare, 99);
  forget_arrivals (&server);

  outbox_set_up (&f, NULL);
  /* Rows take their time: due once they are all there. */
  plan (due, n_posts, seconds, g_get_real_time () + HEAD_START + (gint64) n_posts * 4000);
  add_posts (&f, &server, due, n_accounts);
  run_outbox (&f, &ping);
  delays = dup_delays (&server, due);
  n_missing = n_posts - count_arrivals (&server);
  p50 = get_percentile (delays, 50);
  p99 = get_percentile (delays, 99);

  g_print ("bench outbox: %u posts over %u accounts, due within %u s: first byte after its time p50 %.0f ms, p99 %.0f ms; "
           "%.1f and %.1f times bare requests (%.0f ms, %.0f ms); %u not out\n",
           n_posts, n_accounts, seconds, p50, p99, p50 / MAX (floor50, 0.1), p99 / MAX (floor99, 0.1), floor50, floor99, n_missing);
  g_print ("bench outbox: a main loop's turn meanwhile came p50 %.1f ms, p99 %.1f ms late, %.1f ms at most\n",
           get_percentile (ping.late, 50), get_percentile (ping.late, 99), get_percentile (ping.late, 100));

  g_array_unref (ping.late);
  outbox_tear_down (&f, NULL);
  return 0;
}
