/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-private.h"

#include <string.h>

#include "cs-error.h"
#include "cs-network-json.h"
#include "cs-practice-faults.h"

/* As Mastodon's default window; the number is far above what a person reaches, so that learning is never held up. "rate:N" lowers it. */
#define RATE_WINDOW (5 * 60 * G_USEC_PER_SEC)
#define RATE_LIMIT 30000

/* The largest body: a film at the limit, its cover and the rest of its form. */
#define MAX_BODY (CS_PRACTICE_MAX_FILM + CS_PRACTICE_MAX_PICTURE + 1024 * 1024)

typedef struct
{
  gint64 start;
  guint  used;
} RateWindow;

struct _CsPracticeServer
{
  GObject          parent_instance;
  CsPracticeStore *store;
  SoupServer      *server;
  GHashTable      *rates;   /* account id, "" for nobody -> RateWindow */
  GHashTable      *codes;   /* of sign-ins under way; see cs-practice-oauth.c */
  CsPracticeFaults faults;
  guint            port;
  char            *host;    /* "127.0.0.1:PORT" */
  char            *address; /* "http://127.0.0.1:PORT" */
};

G_DEFINE_FINAL_TYPE (CsPracticeServer, cs_practice_server, G_TYPE_OBJECT)

typedef struct
{
  const char        *method;
  const char        *before;   /* of the part that varies, or the whole path */
  const char        *behind;   /* of it; NULL if nothing varies */
  const char        *scope;    /* what the token must allow; "" = any token; NULL = no token needed */
  CsPracticeHandler  handler;
} Route;

static void post_misbehave (CsPracticeRequest *request);
static void post_account   (CsPracticeRequest *request);
static void list_posts     (CsPracticeRequest *request);

static const Route routes[] = {
  { "GET", "/api/v2/instance", NULL, NULL, cs_practice_instance_v2 },
  { "GET", "/api/v1/instance", NULL, NULL, cs_practice_instance_v1 },
  { "GET", "/api/v1/accounts/verify_credentials", NULL, "read:accounts", cs_practice_verify },
  { "GET", "/api/v1/accounts/lookup", NULL, NULL, cs_practice_lookup_account },
  { "GET", "/api/v1/accounts/", "/statuses", NULL, cs_practice_list_statuses },
  { "GET", "/api/v1/accounts/", "", NULL, cs_practice_get_account },
  { "GET", "/api/v1/timelines/public", NULL, NULL, cs_practice_public_timeline },
  { "POST", "/api/v1/statuses", NULL, "write:statuses", cs_practice_create_status },
  { "GET", "/api/v1/statuses/", "/source", "read:statuses", cs_practice_get_source },
  { "GET", "/api/v1/statuses/", "/context", NULL, cs_practice_get_context },
  { "POST", "/api/v1/statuses/", "/reblog", "write:statuses", cs_practice_reblog_status },
  { "GET", "/api/v2/search", NULL, "", cs_practice_search },
  { "GET", "/api/v1/statuses/", "", NULL, cs_practice_get_status },
  { "DELETE", "/api/v1/statuses/", "", "write:statuses", cs_practice_delete_status },
  { "POST", "/api/v2/media", NULL, "write:media", cs_practice_create_media },
  { "POST", "/api/v1/media", NULL, "write:media", cs_practice_create_media },
  { "GET", "/api/v1/media/", "", "write:media", cs_practice_get_media },
  { "PUT", "/api/v1/media/", "", "write:media", cs_practice_change_media },
  { "POST", "/api/v1/apps", NULL, NULL, cs_practice_create_app },
  { "GET", "/.well-known/oauth-authorization-server", NULL, NULL, cs_practice_oauth_metadata },
  { "GET", "/oauth/authorize", NULL, NULL, cs_practice_authorize_page },
  { "POST", "/oauth/authorize", NULL, NULL, cs_practice_authorize },
  { "POST", "/oauth/token", NULL, NULL, cs_practice_token },
  { "POST", "/oauth/revoke", NULL, NULL, cs_practice_revoke },
  { "POST", "/practice/misbehave", NULL, NULL, post_misbehave },
  { "POST", "/practice/accounts", NULL, NULL, post_account },
  { "GET", "/practice/posts", NULL, NULL, list_posts },
  { "POST", "/practice/change", NULL, NULL, cs_practice_change_post },
  { "GET", "/", NULL, NULL, cs_practice_page_timeline },
  { "GET", "/style.css", NULL, NULL, cs_practice_page_style },
  { "GET", "/media/", "", NULL, cs_practice_page_media },
  { "GET", "/@", "", NULL, cs_practice_page_account },
  { "GET", "/@", "/*", NULL, cs_practice_page_status },
};

void
cs_practice_reply_text (CsPracticeRequest *request,
                        guint              status,
                        const char        *content_type,
                        const char        *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_server_message_set_status (request->message, status, NULL);
  soup_server_message_set_response (request->message, content_type, SOUP_MEMORY_COPY, text, strlen (text));
}

void
cs_practice_reply_object (CsPracticeRequest *request,
                          guint              status,
                          JsonObject        *json)
{
  g_autofree char *text = cs_network_json_to_string (json);

  cs_practice_reply_text (request, status, "application/json; charset=utf-8", text);
}

void
cs_practice_reply_array (CsPracticeRequest *request,
                         JsonArray         *json)
{
  g_autoptr(JsonNode) node = json_node_init_array (json_node_alloc (), json);
  g_autofree char *text = json_to_string (node, FALSE);

  json_array_unref (json);
  cs_practice_reply_text (request, 200, "application/json; charset=utf-8", text);
}

void
cs_practice_refuse (CsPracticeRequest *request,
                    guint              status,
                    const char        *message)
{
  JsonObject *json = json_object_new ();

  json_object_set_string_member (json, "error", message);
  cs_practice_reply_object (request, status, json);
}

void
cs_practice_refuse_error (CsPracticeRequest *request,
                          const GError      *error)
{
  g_message ("%s", error->message);
  cs_practice_refuse (request, 500, "The practice network could not keep this; is the disk full?");
}

const char *
cs_practice_server_get_host (CsPracticeServer *self)
{
  return self->host;
}

gboolean
cs_practice_server_has_keys (CsPracticeServer *self)
{
  return !self->faults.no_idempotency;
}

gint64
cs_practice_server_get_media_delay (CsPracticeServer *self)
{
  return self->faults.media_delay * 1000;
}

GHashTable *
cs_practice_server_get_codes (CsPracticeServer *self)
{
  return self->codes;
}

static void
post_misbehave (CsPracticeRequest *request)
{
  g_autoptr(GError) error = NULL;

  if (cs_practice_server_misbehave (request->server, cs_network_json_string (request->params, "what", ""), &error))
    cs_practice_reply_object (request, 200, json_object_new ());
  else
    cs_practice_refuse (request, 422, error->message);
}

static void
post_account (CsPracticeRequest *request)
{
  g_autofree char *token = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *json;

  token = cs_practice_server_add_account (request->server,
                                          cs_network_json_string (request->params, "login", ""),
                                          cs_network_json_string (request->params, "display_name", ""), &error);
  if (token == NULL)
    {
      cs_practice_refuse (request, 422, error->message);
      return;
    }

  json = json_object_new ();
  json_object_set_string_member (json, "access_token", token);
  cs_practice_reply_object (request, 200, json);
}

static void
list_posts (CsPracticeRequest *request)
{
  GPtrArray *statuses = cs_practice_store_get_statuses (request->store);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < statuses->len; i++)
    {
      const CsPracticeStatus *status = g_ptr_array_index (statuses, i);
      JsonObject *json = json_object_new ();

      json_object_set_string_member (json, "id", status->id);
      json_object_set_string_member (json, "account", status->account);
      json_object_set_string_member (json, "key", status->key);
      json_object_set_string_member (json, "in_reply_to_id", status->parent != NULL ? status->parent : "");
      json_object_set_string_member (json, "text", status->text);
      json_array_add_object_element (list, json);
    }

  cs_practice_reply_array (request, list);
}

/* Whether @path fits; what varies goes to @argument: one part of the path, or two where @behind is a star. */
static gboolean
fits_route (const Route  *route,
            const char   *path,
            char        **argument)
{
  const char *rest;
  gsize length;

  if (route->behind == NULL)
    return g_str_equal (route->before, path);
  if (!g_str_has_prefix (path, route->before))
    return FALSE;

  rest = path + strlen (route->before);
  if (g_str_equal (route->behind, "/*"))
    length = strlen (rest);
  else if (g_str_has_suffix (rest, route->behind))
    length = strlen (rest) - strlen (route->behind);
  else
    return FALSE;

  if (length == 0 || (memchr (rest, '/', length) != NULL) != g_str_equal (route->behind, "/*"))
    return FALSE;

  g_free (*argument);
  *argument = g_strndup (rest, length);

  return TRUE;
}

static const Route *
find_route (const char  *method,
            const char  *path,
            char       **argument)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (g_str_equal (routes[i].method, method) && fits_route (&routes[i], path, argument))
        return &routes[i];
    }

  return NULL;
}

/* "write:media" is allowed by "write:media" and by "write". */
static gboolean
has_scope (const char *scopes,
           const char *needed)
{
  g_auto(GStrv) each = g_strsplit (scopes, " ", -1);

  for (gsize i = 0; each[i] != NULL; i++)
    {
      if (g_str_equal (each[i], needed) ||
          (*each[i] != '\0' && g_str_has_prefix (needed, each[i]) && needed[strlen (each[i])] == ':'))
        return TRUE;
    }

  return *needed == '\0';
}

static void
find_token (CsPracticeRequest *request)
{
  const char *header = soup_message_headers_get_one (soup_server_message_get_request_headers (request->message), "Authorization");

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return;

  request->token = cs_practice_store_find_token (request->store, header + 7);
  if (request->token != NULL)
    request->account = cs_practice_store_get_account (request->store, request->token->account);
}

static gboolean
check_token (CsPracticeRequest *request,
             const Route       *route)
{
  gboolean given = soup_message_headers_get_one (soup_server_message_get_request_headers (request->message), "Authorization") != NULL;

  if (route->scope == NULL)
    return TRUE;

  if (request->account == NULL)
    {
      cs_practice_refuse (request, 401, given ? "The access token is invalid" : "This method requires an authenticated user");
      return FALSE;
    }

  if (!has_scope (request->token->scopes, route->scope))
    {
      cs_practice_refuse (request, 403, "This action is outside the authorized scopes");
      return FALSE;
    }

  return TRUE;
}

/* Counts the request and says so in the headers, as Mastodon does. FALSE if it is one too many. */
static gboolean
check_rate (CsPracticeRequest *request)
{
  CsPracticeServer *self = request->server;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  const char *who = request->account != NULL ? request->account->id : "";
  RateWindow *window = g_hash_table_lookup (self->rates, who);
  guint limit = self->faults.rate != 0 ? self->faults.rate : RATE_LIMIT;
  g_autofree char *reset = NULL;
  g_autofree char *text = NULL;

  if (window == NULL)
    {
      window = g_new0 (RateWindow, 1);
      g_hash_table_insert (self->rates, g_strdup (who), window);
    }
  if (request->now - window->start >= RATE_WINDOW || request->now < window->start)
    {
      window->start = request->now;
      window->used = 0;
    }

  window->used++;
  reset = cs_practice_format_time (window->start + RATE_WINDOW);
  text = g_strdup_printf ("%u", limit);
  soup_message_headers_replace (headers, "X-RateLimit-Limit", text);
  g_free (text);
  text = g_strdup_printf ("%u", window->used < limit ? limit - window->used : 0);
  soup_message_headers_replace (headers, "X-RateLimit-Remaining", text);
  soup_message_headers_replace (headers, "X-RateLimit-Reset", reset);
  if (window->used <= limit)
    return TRUE;

  cs_practice_refuse (request, 429, "Too many requests");

  return FALSE;
}

/* A page in a browser must not act here: no foreign name for this address (rebinding), no request from another page. */
static gboolean
check_origin (CsPracticeRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *origin = soup_message_headers_get_one (headers, "Origin");

  if (g_strcmp0 (host, request->server->host) == 0 && (origin == NULL || g_str_equal (origin, request->server->address)))
    return TRUE;

  cs_practice_refuse (request, 403, "This network answers only on its own address");

  return FALSE;
}

static void
answer (CsPracticeRequest *request,
        const char        *method)
{
  const Route *route;
  gboolean api = g_str_has_prefix (request->path, "/api/");

  soup_server_message_set_status (request->message, 500, NULL);
  request->now = g_get_real_time ();
  find_token (request);
  if (!check_origin (request) || (api && !check_rate (request)))
    return;

  if (!(route = find_route (method, request->path, &request->argument)))
    cs_practice_refuse (request, 404, api ? "Not Found" : "There is no such page");
  else if (check_token (request, route))
    {
      if (cs_practice_read_params (request))
        route->handler (request);
      else
        cs_practice_refuse (request, 400, "The body is not what its type says");
    }
}

static void
drop_connection (SoupServerMessage *message)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
handle (CsPracticeServer  *self,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query)
{
  CsPracticeRequest request = { self, self->store, message, path, query, json_object_new () };
  const char *method = soup_server_message_get_method (message);
  gboolean faulty = (g_str_equal (method, "POST") || g_str_equal (method, "DELETE")) && g_str_has_prefix (path, "/api/");

  if (faulty && cs_practice_faults_happens (&self->faults, CS_PRACTICE_DROP_BEFORE))
    drop_connection (message);
  else if (faulty && cs_practice_faults_happens (&self->faults, CS_PRACTICE_FAIL))
    cs_practice_refuse (&request, 500, "Something went wrong on our end");
  else if (faulty && g_str_equal (method, "DELETE") && cs_practice_faults_happens (&self->faults, CS_PRACTICE_KEEP))
    cs_practice_refuse (&request, 403, "This action is not allowed");
  else
    {
      answer (&request, g_str_equal (method, "HEAD") ? "GET" : method);
      if (faulty && cs_practice_faults_happens (&self->faults, CS_PRACTICE_DROP_AFTER))
        drop_connection (message);
      else if (faulty && cs_practice_faults_happens (&self->faults, CS_PRACTICE_GARBAGE))
        cs_practice_reply_text (&request, 200, "text/html", "<html><body>Welcome to the wireless network");
    }

  g_clear_pointer (&request.params, json_object_unref);
  g_clear_pointer (&request.file, g_bytes_unref);
  g_clear_pointer (&request.cover, g_bytes_unref);
  g_free (request.argument);
}

typedef struct
{
  CsPracticeServer  *self;
  SoupServerMessage *message;
  char              *path;
  GHashTable        *query;
  gboolean           gone;    /* the connection: stolen, or the server was told to go down */
} Late;

static void
late_free (gpointer data)
{
  Late *late = data;

  g_signal_handlers_disconnect_by_data (late->message, late);
  g_object_unref (late->self);
  g_object_unref (late->message);
  g_free (late->path);
  g_clear_pointer (&late->query, g_hash_table_unref);
  g_free (late);
}

static void
disconnected_cb (SoupServerMessage *message,
                 gpointer           user_data)
{
  Late *late = user_data;

  late->gone = TRUE;
}

static gboolean
late_cb (gpointer data)
{
  Late *late = data;

  if (!late->gone)
    handle (late->self, late->message, late->path, late->query);
  if (!late->gone)
    soup_server_message_unpause (late->message);

  return G_SOURCE_REMOVE;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  CsPracticeServer *self = user_data;
  g_autoptr(GSource) source = NULL;
  Late *late;

  if (self->faults.slow == 0 || g_str_has_prefix (path, "/practice/"))
    {
      handle (self, message, path, query);
      return;
    }

  late = g_new0 (Late, 1);
  late->self = g_object_ref (self);
  late->message = g_object_ref (message);
  late->path = g_strdup (path);
  late->query = query != NULL ? g_hash_table_ref (query) : NULL;
  g_signal_connect (message, "disconnected", G_CALLBACK (disconnected_cb), late);
  source = g_timeout_source_new (self->faults.slow);
  g_source_set_callback (source, late_cb, late, late_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  soup_server_message_pause (message);
}

static void
got_headers_cb (SoupServerMessage *message,
                gpointer           user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  /* A body beyond every limit is neither read nor kept: the connection ends. */
  if (soup_message_headers_get_content_length (headers) > MAX_BODY)
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  /* libsoup before 3.4 keeps a connection for good that the other side closes between two requests: each has one of its own. */
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers_cb), user_data, 0);
}

static gboolean
listen_again (CsPracticeServer  *self,
              GError           **error)
{
  g_autoptr(GSList) uris = NULL;

  if (!soup_server_listen_local (self->server, self->port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
  g_slist_free_full (g_steal_pointer (&uris), (GDestroyNotify) g_uri_unref);

  return TRUE;
}

static void
cs_practice_server_dispose (GObject *object)
{
  CsPracticeServer *self = CS_PRACTICE_SERVER (object);

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (cs_practice_server_parent_class)->dispose (object);
}

static void
cs_practice_server_finalize (GObject *object)
{
  CsPracticeServer *self = CS_PRACTICE_SERVER (object);

  g_clear_pointer (&self->rates, g_hash_table_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->store, cs_practice_store_free);
  g_free (self->host);
  g_free (self->address);

  G_OBJECT_CLASS (cs_practice_server_parent_class)->finalize (object);
}

static void
cs_practice_server_class_init (CsPracticeServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_practice_server_dispose;
  object_class->finalize = cs_practice_server_finalize;
}

static void
cs_practice_server_init (CsPracticeServer *self)
{
  self->rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
}

CsPracticeServer *
cs_practice_server_new (const char  *folder,
                        guint        port,
                        GError     **error)
{
  g_autoptr(CsPracticeServer) self = g_object_new (CS_TYPE_PRACTICE_SERVER, NULL);

  g_return_val_if_fail (folder != NULL, NULL);

  if (!(self->store = cs_practice_store_open (folder, error)))
    return NULL;

  self->port = port;
  self->server = soup_server_new ("server-header", "Countersign-practice", NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect_object (self->server, "request-started", G_CALLBACK (request_started_cb), self, 0);
  if (!listen_again (self, error))
    return NULL;

  self->host = g_strdup_printf ("127.0.0.1:%u", self->port);
  self->address = g_strdup_printf ("http://%s", self->host);

  return g_steal_pointer (&self);
}

const char *
cs_practice_server_get_address (CsPracticeServer *self)
{
  g_return_val_if_fail (CS_IS_PRACTICE_SERVER (self), NULL);

  return self->address;
}

static gboolean
is_login (const char *login)
{
  gsize length = strspn (login, "abcdefghijklmnopqrstuvwxyz0123456789_");

  return length > 0 && length <= 30 && login[length] == '\0';
}

char *
cs_practice_server_add_account (CsPracticeServer  *self,
                                const char        *login,
                                const char        *display_name,
                                GError           **error)
{
  CsPracticeAccount *account;
  CsPracticeToken *token;

  g_return_val_if_fail (CS_IS_PRACTICE_SERVER (self), NULL);

  if (!is_login (login))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID,
                           "A name on the practice network has 1 to 30 small letters, digits and underlines");
      return NULL;
    }

  account = cs_practice_store_find_login (self->store, login);
  if (account == NULL)
    account = cs_practice_store_add_account (self->store, login, *display_name != '\0' ? display_name : login, error);
  if (account == NULL || !(token = cs_practice_store_add_token (self->store, account->id, "", "read write", error)))
    return NULL;

  return g_strdup (token->token);
}

gboolean
cs_practice_server_misbehave (CsPracticeServer  *self,
                              const char        *what,
                              GError           **error)
{
  gboolean was_down;

  g_return_val_if_fail (CS_IS_PRACTICE_SERVER (self), FALSE);

  was_down = self->faults.down;
  if (!cs_practice_faults_parse (what, &self->faults, error))
    return FALSE;

  g_hash_table_remove_all (self->rates);
  if (self->faults.down && !was_down)
    soup_server_disconnect (self->server);
  else if (!self->faults.down && was_down)
    return listen_again (self, error);

  return TRUE;
}
