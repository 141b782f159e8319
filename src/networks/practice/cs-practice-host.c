/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-host.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-http.h"
#include "cs-network-json.h"
#include "cs-practice-server.h"

struct _CsPracticeHost
{
  GMainContext     *context;
  GMainLoop        *loop;
  GThread          *thread;
  GMutex            mutex;
  GCond             cond;
  gboolean          started; /* under the mutex, as the fields that follow */
  GError           *error;
  CsPracticeServer *server;  /* touched on the thread only */
  char             *folder;
  char             *address;
  guint             port;
  int               lock;    /* held as long as the server runs; the file holds the port */
};

/* A call carried to the server's thread. */
typedef struct
{
  CsPracticeHost *host;
  const char     *login;     /* NULL: misbehave */
  const char     *text;      /* the display name, or how to misbehave */
  char           *token;
  gboolean        ok;
  gboolean        done;
  GError         *error;
} Call;

static char *
make_lock_path (const char *folder)
{
  return g_build_filename (folder, "lock", NULL);
}

static int
open_lock (const char  *folder,
           GError     **error)
{
  g_autofree char *path = make_lock_path (folder);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_READ_ONLY, "Opening %s: %s", path, g_strerror (errno));
      return -1;
    }

  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "A practice network runs already for %s", folder);
      close (fd);
      return -1;
    }

  return fd;
}

/* The port in the lock file, of the server that runs or ran last; 0 = none */
static guint
read_port (int fd)
{
  char text[16] = { 0 };
  guint64 port = 0;

  if (pread (fd, text, sizeof text - 1, 0) > 0)
    g_ascii_string_to_unsigned (g_strchomp (text), 10, 1, 65535, &port, NULL);

  return port;
}

static gboolean
write_port (int      fd,
            guint    port,
            GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u\n", port);

  if (ftruncate (fd, 0) == 0 && pwrite (fd, text, strlen (text), 0) == (gssize) strlen (text))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_NO_SPACE, "Writing the lock file: %s", g_strerror (errno));

  return FALSE;
}

static CsPracticeServer *
make_server (CsPracticeHost  *host,
             GError         **error)
{
  g_autoptr(CsPracticeServer) server = NULL;
  guint last = read_port (host->lock);

  /* The port of the last time, so that addresses of published posts stay true. */
  if (host->port == 0 && last != 0)
    server = cs_practice_server_new (host->folder, last, NULL);
  if (server == NULL)
    server = cs_practice_server_new (host->folder, host->port, error);
  if (server == NULL ||
      !write_port (host->lock, g_ascii_strtoull (strrchr (cs_practice_server_get_address (server), ':') + 1, NULL, 10), error))
    return NULL;

  return g_steal_pointer (&server);
}

static gpointer
run_host (gpointer data)
{
  CsPracticeHost *host = data;
  gboolean good;

  g_main_context_push_thread_default (host->context);
  g_mutex_lock (&host->mutex);
  host->server = make_server (host, &host->error);
  if (host->server != NULL)
    host->address = g_strdup (cs_practice_server_get_address (host->server));
  good = host->server != NULL;
  host->started = TRUE;
  g_cond_broadcast (&host->cond);
  g_mutex_unlock (&host->mutex);

  if (good)
    g_main_loop_run (host->loop);

  /* A slow answer that is still due keeps the server: it ends all the same. */
  if (host->server != NULL)
    g_object_run_dispose (G_OBJECT (host->server));
  g_clear_object (&host->server);
  /* Connections that are still open end with their own idle sources. */
  while (g_main_context_iteration (host->context, FALSE))
    ;
  g_main_context_pop_thread_default (host->context);

  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

CsPracticeHost *
cs_practice_host_start (const char  *folder,
                        guint        port,
                        GError     **error)
{
  CsPracticeHost *host;
  gboolean failed;
  int lock;

  g_return_val_if_fail (folder != NULL, NULL);

  if ((lock = open_lock (folder, error)) < 0)
    return NULL;

  host = g_new0 (CsPracticeHost, 1);
  host->lock = lock;
  host->folder = g_strdup (folder);
  host->port = port;
  g_mutex_init (&host->mutex);
  g_cond_init (&host->cond);
  host->context = g_main_context_new ();
  host->loop = g_main_loop_new (host->context, FALSE);
  host->thread = g_thread_new ("practice", run_host, host);

  g_mutex_lock (&host->mutex);
  while (!host->started)
    g_cond_wait (&host->cond, &host->mutex);
  failed = host->error != NULL;
  if (failed)
    g_propagate_error (error, g_steal_pointer (&host->error));
  g_mutex_unlock (&host->mutex);

  if (failed)
    g_clear_pointer (&host, cs_practice_host_stop);

  return host;
}

void
cs_practice_host_stop (CsPracticeHost *host)
{
  g_autoptr(GSource) quit = NULL;

  if (host == NULL)
    return;

  quit = g_idle_source_new ();
  g_source_set_callback (quit, quit_cb, host->loop, NULL);
  g_source_attach (quit, host->context);
  g_thread_join (host->thread);

  close (host->lock);
  g_main_loop_unref (host->loop);
  g_main_context_unref (host->context);
  g_mutex_clear (&host->mutex);
  g_cond_clear (&host->cond);
  g_free (host->folder);
  g_free (host->address);
  g_free (host);
}

const char *
cs_practice_host_get_address (CsPracticeHost *host)
{
  g_return_val_if_fail (host != NULL, NULL);

  return host->address;
}

static gboolean
call_cb (gpointer data)
{
  Call *call = data;
  CsPracticeHost *host = call->host;

  if (call->login != NULL)
    {
      call->token = cs_practice_server_add_account (host->server, call->login, call->text, &call->error);
      call->ok = call->token != NULL;
    }
  else
    {
      call->ok = cs_practice_server_misbehave (host->server, call->text, &call->error);
    }

  g_mutex_lock (&host->mutex);
  call->done = TRUE;
  g_cond_broadcast (&host->cond);
  g_mutex_unlock (&host->mutex);

  return G_SOURCE_REMOVE;
}

static gboolean
carry_out (CsPracticeHost  *host,
           Call            *call,
           GError         **error)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, call_cb, call, NULL);
  g_source_attach (source, host->context);

  g_mutex_lock (&host->mutex);
  while (!call->done)
    g_cond_wait (&host->cond, &host->mutex);
  g_mutex_unlock (&host->mutex);

  if (call->error != NULL)
    g_propagate_error (error, call->error);

  return call->ok;
}

char *
cs_practice_host_add_account (CsPracticeHost  *host,
                              const char      *login,
                              const char      *display_name,
                              GError         **error)
{
  Call call = { host, login, display_name };

  g_return_val_if_fail (host != NULL && login != NULL && display_name != NULL, NULL);

  return carry_out (host, &call, error) ? call.token : NULL;
}

gboolean
cs_practice_host_misbehave (CsPracticeHost  *host,
                            const char      *what,
                            GError         **error)
{
  Call call = { host, NULL, what };

  g_return_val_if_fail (host != NULL && what != NULL, FALSE);

  return carry_out (host, &call, error);
}

char *
cs_practice_host_find_address (const char *folder)
{
  g_autofree char *path = make_lock_path (folder);
  guint port = 0;
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  if (fd < 0)
    return NULL;

  /* Whoever gets the lock knows that nobody runs. */
  if (flock (fd, LOCK_SH | LOCK_NB) != 0)
    port = read_port (fd);
  close (fd);

  return port != 0 ? g_strdup_printf ("http://127.0.0.1:%u", port) : NULL;
}

gboolean
cs_practice_address_is_loopback (const char *address)
{
  guint64 port;

  return address != NULL && g_str_has_prefix (address, "http://127.0.0.1:") &&
         g_ascii_string_to_unsigned (address + strlen ("http://127.0.0.1:"), 10, 1, 65535, &port, NULL);
}

char *
cs_practice_host_request_account (const char    *address,
                                  const char    *login,
                                  const char    *display_name,
                                  GCancellable  *cancellable,
                                  GError       **error)
{
  g_autoptr(CsHttp) http = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autofree char *url = g_strconcat (address, "/practice/accounts", NULL);
  g_autofree char *text = NULL;
  JsonObject *params;
  const char *token;

  if (!cs_practice_address_is_loopback (address))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_PRACTICE_ONLY, "%s is no practice network", address);
      return NULL;
    }

  params = json_object_new ();
  json_object_set_string_member (params, "login", login);
  json_object_set_string_member (params, "display_name", display_name);
  text = cs_network_json_to_string (params);
  body = g_bytes_new (text, strlen (text));
  http = cs_http_new ();
  answer = cs_http_send (http, "POST", url, body, "application/json", NULL, 10, 65536, cancellable);
  if (answer->outcome != CS_HTTP_ANSWERED)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_OFFLINE, "Asking the practice network for an account: %s", answer->detail);
      return NULL;
    }

  node = cs_network_json_parse (answer->body, answer->size, NULL);
  token = cs_network_json_string (node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL,
                                  "access_token", NULL);
  if (answer->status != 200 || token == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "The practice network makes no such account: %u", answer->status);
      return NULL;
    }

  return g_strdup (token);
}
