/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-oauth-listener.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cs-error.h"
#include "cs-secrets.h"

/* Networks want to know beforehand where the browser comes back to, to the letter. Below the ports that the system gives away by itself; tried in this order. */
static const guint ports[] = { 18110, 18111, 18112, 18113 };

#define PATH "/callback"
/* Once answered, so long may the page take to arrive. Seconds. */
#define FAREWELL 5

struct _CsOauthListener
{
  SoupServer    *server;   /* lives on the thread's context from the start */
  GMainContext  *context;
  GMainLoop     *loop;
  GThread       *thread;
  char          *redirect; /* owned, like state */
  char          *state;
  char          *host;     /* as the browser has to name us */

  GMutex         mutex;    /* for what follows */
  GCond          cond;
  CsOauthAnswer *answer;
  gboolean       answered; /* also once it was taken away */
  gboolean       late;
  gboolean       stopped;
};

static void
send_page (SoupServerMessage *message,
           guint              status,
           const char        *title,
           const char        *sentence)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *title_safe = g_markup_escape_text (title, -1);
  g_autofree char *sentence_safe = g_markup_escape_text (sentence, -1);
  g_autofree char *page = NULL;

  page = g_strdup_printf ("<!DOCTYPE html><html dir=\"auto\"><head><meta charset=\"utf-8\"><title>%s</title>"
                          "<style>body{font:1.1em/1.5 sans-serif;max-width:32em;margin:15vh auto;padding:0 1em;color-scheme:light dark}</style></head>"
                          "<body dir=\"auto\"><h1>%s</h1><p>%s</p></body></html>\n", title_safe, title_safe, sentence_safe);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, page, strlen (page));
  /* The address of the page holds the code: it is told to nobody and kept nowhere. */
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  soup_message_headers_replace (headers, "Connection", "close");
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

/* @seconds: 0 = at once */
static void
quit_in (CsOauthListener *self,
         guint            seconds)
{
  g_autoptr(GSource) source = seconds > 0 ? g_timeout_source_new_seconds (seconds) : g_idle_source_new ();

  g_source_set_callback (source, quit_cb, g_main_loop_ref (self->loop), (GDestroyNotify) g_main_loop_unref);
  g_source_attach (source, self->context);
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           data)
{
  g_main_loop_quit (data);
}

static void
unref_loop_cb (gpointer  data,
               GClosure *closure)
{
  g_main_loop_unref (data);
}

static gboolean
late_cb (gpointer data)
{
  CsOauthListener *self = data;

  g_mutex_lock (&self->mutex);
  self->late = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

static void
take_answer (CsOauthListener   *self,
             SoupServerMessage *message,
             CsOauthAnswer     *answer)
{
  /* “finished” never comes where the browser is gone. */
  g_signal_connect_data (message, "finished", G_CALLBACK (finished_cb), g_main_loop_ref (self->loop), unref_loop_cb, 0);
  quit_in (self, FAREWELL);
  if (*answer->code != '\0')
    send_page (message, 200, _("Done Here"), _("Countersign has the answer and goes on by itself. You can close this page."));
  else
    send_page (message, 200, _("Not Allowed"), _("The sign-in was not allowed, and nothing has changed. You can close this page and try again in Countersign."));

  g_mutex_lock (&self->mutex);
  self->answer = answer;
  self->answered = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* Before a body is read: none is wanted. Pages of other places that name us by another host (a name that leads here) are turned away. */
static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *unused,
            gpointer           data)
{
  CsOauthListener *self = data;
  const char *host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  g_autoptr(CsOauthAnswer) answer = NULL;

  if (!g_str_equal (soup_server_message_get_method (message), "GET"))
    {
      send_page (message, 405, _("Nothing Here"), _("Only the answer to a sign-in is waited for here."));
      return;
    }
  if (!g_str_equal (path, PATH) || g_strcmp0 (host, self->host) != 0)
    {
      send_page (message, 404, _("Nothing Here"), _("Only the answer to a sign-in is waited for here."));
      return;
    }

  if (!self->answered)
    answer = cs_oauth_answer_parse (g_uri_get_query (soup_server_message_get_uri (message)), self->state);
  if (answer != NULL)
    take_answer (self, message, g_steal_pointer (&answer));
  else
    send_page (message, 400, _("Another Sign-In"), _("This answer belongs to no sign-in that is under way. Begin again in Countersign."));
}

static gpointer
listen_thread (gpointer data)
{
  CsOauthListener *self = data;
  g_autoptr(GSource) timer = g_timeout_source_new_seconds (CS_OAUTH_PATIENCE);

  g_main_context_push_thread_default (self->context);
  g_source_set_callback (timer, late_cb, self, NULL);
  g_source_attach (timer, self->context);
  g_main_loop_run (self->loop);
  g_source_destroy (timer);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

char **
cs_oauth_list_redirects (void)
{
  char **all = g_new0 (char *, G_N_ELEMENTS (ports) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    all[i] = g_strdup_printf ("http://127.0.0.1:%u" PATH, ports[i]);

  return all;
}

/* The server's connections run on the context that is the thread's default while it begins to listen. */
static gboolean
take_port (CsOauthListener  *self,
           GError          **error)
{
  gboolean taken = FALSE;

  g_main_context_push_thread_default (self->context);
  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_early_handler (self->server, NULL, request_cb, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ports) && !taken; i++)
    {
      g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", ports[i]);

      taken = soup_server_listen (self->server, address, 0, NULL);
      if (taken)
        {
          self->host = g_strdup_printf ("127.0.0.1:%u", ports[i]);
          self->redirect = g_strconcat ("http://", self->host, PATH, NULL);
        }
    }
  g_main_context_pop_thread_default (self->context);
  if (!taken)
    g_set_error (error, CS_ERROR, CS_ERROR_PORTS_TAKEN, "Each of the ports %u to %u is taken", ports[0], ports[G_N_ELEMENTS (ports) - 1]);

  return taken;
}

CsOauthListener *
cs_oauth_listener_new (const char  *state,
                       GError     **error)
{
  g_autoptr(CsOauthListener) self = g_new0 (CsOauthListener, 1);

  g_return_val_if_fail (state != NULL, NULL);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->state = g_strdup (state);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  if (!take_port (self, error))
    return NULL;

  self->thread = g_thread_new ("sign-in answer", listen_thread, self);

  return g_steal_pointer (&self);
}

const char *
cs_oauth_listener_get_redirect (CsOauthListener *self)
{
  return self->redirect;
}

static void
wait_cancelled_cb (GCancellable *cancellable,
                   gpointer      data)
{
  cs_oauth_listener_stop (data);
}

CsOauthAnswer *
cs_oauth_listener_wait (CsOauthListener  *self,
                        GCancellable     *cancellable,
                        GError          **error)
{
  CsOauthAnswer *answer = NULL;
  gulong handler = 0;

  g_return_val_if_fail (self != NULL, NULL);

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wait_cancelled_cb), self, NULL);

  g_mutex_lock (&self->mutex);
  while (self->answer == NULL && !self->late && !self->stopped)
    g_cond_wait (&self->cond, &self->mutex);
  if (self->answer != NULL && !self->stopped)
    answer = g_steal_pointer (&self->answer);
  else if (self->stopped)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The sign-in was cancelled");
  else
    g_set_error_literal (error, CS_ERROR, CS_ERROR_SIGN_IN_LATE, "The browser did not come back");
  g_mutex_unlock (&self->mutex);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);

  return answer;
}

void
cs_oauth_listener_stop (CsOauthListener *self)
{
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  quit_in (self, 0);
}

void
cs_oauth_listener_free (CsOauthListener *self)
{
  gboolean answered;

  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  /* Who was answered gets to read it: the thread ends by itself then. */
  answered = self->answered;
  g_mutex_unlock (&self->mutex);
  if (self->thread != NULL)
    {
      quit_in (self, answered ? FAREWELL : 0);
      g_thread_join (self->thread);
    }
  g_clear_object (&self->server);
  g_clear_pointer (&self->answer, cs_oauth_answer_free);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  cs_secrets_wipe (self->state);
  g_free (self->redirect);
  g_free (self->host);
  g_free (self);
}
