/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

/* Handles, DIDs and the documents that tie them together (contract bluesky.md, section 1). */

#define PLC_DIRECTORY "https://plc.directory/"
#define PUBLIC_SERVER "https://public.api.bsky.app"
#define DEADLINE 10
#define MAX_DOCUMENT (256 * 1024)
#define MAX_DID 256
#define MAX_HANDLE 253

gboolean
cs_bluesky_is_did (const char *text)
{
  const char *id;

  if (!g_str_has_prefix (text, "did:") || strlen (text) > MAX_DID)
    return FALSE;
  for (id = text + strlen ("did:"); g_ascii_islower (*id); id++)
    ;
  if (id == text + strlen ("did:") || *id != ':' || id[1] == '\0')
    return FALSE;

  for (id++; *id != '\0'; id++)
    if (!g_ascii_isalnum (*id) && strchr ("._:%-", *id) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > 63 || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (label[i]) && label[i] != '-')
      return FALSE;

  return TRUE;
}

char *
cs_bluesky_dup_handle (const char *text)
{
  /* Names that never lead to a public host. */
  static const char * const closed[] = { "local", "localhost", "arpa", "invalid", "internal", "onion", "alt", NULL };
  g_autofree char *handle = g_ascii_strdown (*text == '@' ? text + 1 : text, -1);
  g_auto(GStrv) labels = g_strsplit (handle, ".", -1);
  guint n = g_strv_length (labels);

  if (strlen (handle) > MAX_HANDLE || n < 2 || !g_ascii_isalpha (labels[n - 1][0]) || g_strv_contains (closed, labels[n - 1]))
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!is_label (labels[i]))
      return NULL;

  return g_steal_pointer (&handle);
}

void
cs_bluesky_document_clear (CsBlueskyDocument *document)
{
  g_clear_pointer (&document->did, g_free);
  g_clear_pointer (&document->handle, g_free);
  g_clear_pointer (&document->address, g_free);
}

static const char *
find_address (JsonArray *services)
{
  for (guint i = 0; services != NULL && i < json_array_get_length (services); i++)
    {
      JsonNode *element = json_array_get_element (services, i);
      JsonObject *service = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (g_str_has_suffix (cs_network_json_string (service, "id", ""), "#atproto_pds"))
        return cs_network_json_string (service, "serviceEndpoint", "");
    }

  return "";
}

static const char *
find_handle (JsonArray *names)
{
  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      JsonNode *element = json_array_get_element (names, i);
      gboolean text = JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING;

      if (text && g_str_has_prefix (json_node_get_string (element), "at://"))
        return json_node_get_string (element) + strlen ("at://");
    }

  return "";
}

gboolean
cs_bluesky_read_document (JsonObject        *json,
                          CsBlueskyDocument *document)
{
  const char *did = cs_network_json_string (json, "id", "");
  const char *address = find_address (cs_network_json_array (json, "service"));
  gsize length = strlen (address);

  if (!cs_bluesky_is_did (did))
    return FALSE;

  document->did = g_strdup (did);
  document->address = g_strndup (address, length > 0 && address[length - 1] == '/' ? length - 1 : length);
  document->handle = cs_bluesky_dup_handle (find_handle (cs_network_json_array (json, "alsoKnownAs")));
  if (document->handle == NULL)
    document->handle = g_strdup ("");

  return TRUE;
}

/* --- handle → DID --- */

static char *
take_did (const char *text,
          gssize      length)
{
  g_autofree char *did = g_strstrip (g_strndup (text, length < 0 ? strlen (text) : (gsize) length));

  return cs_bluesky_is_did (did) ? g_steal_pointer (&did) : NULL;
}

static char *
ask_dns (const char   *handle,
         GCancellable *cancellable)
{
  g_autoptr(GResolver) resolver = g_resolver_get_default ();
  g_autofree char *name = g_strconcat ("_atproto.", handle, NULL);
  GList *records = g_resolver_lookup_records (resolver, name, G_RESOLVER_RECORD_TXT, cancellable, NULL);
  char *did = NULL;

  for (GList *l = records; l != NULL && did == NULL; l = l->next)
    {
      g_autofree const char **strings = NULL;
      g_autofree char *text = NULL;

      g_variant_get (l->data, "(^a&s)", &strings);
      text = g_strjoinv ("", (char **) strings);
      if (g_str_has_prefix (text, "did="))
        did = take_did (text + strlen ("did="), -1);
    }
  g_list_free_full (records, (GDestroyNotify) g_variant_unref);

  return did;
}

static char *
ask_web_server (CsHttp       *http,
                const char   *handle,
                GCancellable *cancellable)
{
  g_autofree char *url = g_strconcat ("https://", handle, "/.well-known/atproto-did", NULL);
  g_autoptr(CsHttpAnswer) answer = cs_http_send (http, "GET", url, NULL, NULL, NULL, DEADLINE, 4096, cancellable);

  return answer->outcome == CS_HTTP_ANSWERED && answer->status == 200 ? take_did (answer->body, (gssize) answer->size) : NULL;
}

char *
cs_bluesky_resolve (CsHttp                  *http,
                    const CsNetworkAccount  *account,
                    const char              *handle,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  g_autoptr(CsHttpAnswer) answer = cs_bluesky_get (http, account, cancellable, "com.atproto.identity.resolveHandle", "handle", handle, NULL);
  g_autoptr(JsonNode) node = NULL;
  gboolean success = cs_network_answer_is_success (answer, &node);
  char *did = NULL;

  if (success && (did = take_did (cs_network_json_string (json_node_get_object (node), "did", ""), -1)) != NULL)
    return did;

  if (success || cs_bluesky_get_code (answer) == CS_ERROR_REFUSED)
    g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "Nobody has the handle %s", handle);
  else
    cs_bluesky_set_error (account, answer, "Looking for a handle", error);

  return NULL;
}

static char *
resolve_anywhere (CsHttp        *http,
                  const char    *handle,
                  GCancellable  *cancellable,
                  GError       **error)
{
  const CsNetworkAccount nobody = { .kind = CS_NETWORK_BLUESKY, .address = PUBLIC_SERVER, .token = "" };
  char *did;

  if ((did = ask_dns (handle, cancellable)) == NULL && (did = ask_web_server (http, handle, cancellable)) == NULL)
    did = cs_bluesky_resolve (http, &nobody, handle, cancellable, error);

  return did;
}

/* --- DID → document --- */

static char *
make_document_url (const char *did)
{
  if (g_str_has_prefix (did, "did:plc:"))
    return g_strconcat (PLC_DIRECTORY, did, NULL);
  if (g_str_has_prefix (did, "did:web:"))
    {
      g_autofree char *host = cs_bluesky_dup_handle (did + strlen ("did:web:"));

      return host != NULL ? g_strdup_printf ("https://%s/.well-known/did.json", host) : NULL;
    }

  return NULL;
}

static gboolean
fetch_document (CsHttp             *http,
                const char         *did,
                CsBlueskyDocument  *document,
                GCancellable       *cancellable,
                GError            **error)
{
  g_autofree char *url = make_document_url (did);
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;

  if (url == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "%s is no DID that can be looked up", did);
      return FALSE;
    }

  answer = cs_http_send (http, "GET", url, NULL, NULL, NULL, DEADLINE, MAX_DOCUMENT, cancellable);
  if (cs_network_answer_is_success (answer, &node) && cs_bluesky_read_document (json_node_get_object (node), document) &&
      g_str_equal (document->did, did))
    return TRUE;

  cs_bluesky_document_clear (document);
  if (answer->outcome == CS_HTTP_ANSWERED && (answer->status == 404 || answer->status == 410))
    g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "Nobody has the DID %s", did);
  else
    g_set_error (error, CS_ERROR, cs_http_answer_get_unsent_code (answer), "The directory of %s gives no document: %u %s", did, answer->status, answer->detail);

  return FALSE;
}

gboolean
cs_bluesky_find_document (CsHttp             *http,
                          const char         *who,
                          CsBlueskyDocument  *document,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_autofree char *handle = NULL;
  g_autofree char *did = NULL;

  if (cs_bluesky_is_did (who))
    return fetch_document (http, who, document, cancellable, error);

  if (!(handle = cs_bluesky_dup_handle (who)))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "“%s” is neither a handle nor a DID", who);
      return FALSE;
    }
  if (!(did = resolve_anywhere (http, handle, cancellable, error)) || !fetch_document (http, did, document, cancellable, error))
    return FALSE;
  if (g_str_equal (document->handle, handle))
    return TRUE;

  cs_bluesky_document_clear (document);
  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "%s leads to %s, which has another handle", handle, did);

  return FALSE;
}

CsHandleState
cs_bluesky_ask_handle (CsHttp                 *http,
                       const CsNetworkAccount *account,
                       const char             *did,
                       const char             *handle,
                       GCancellable           *cancellable)
{
  g_auto(CsBlueskyDocument) document = { NULL };
  g_autofree char *name = cs_bluesky_dup_handle (handle);
  g_autofree char *found = NULL;
  g_autoptr(GError) error = NULL;

  if (name == NULL)
    return CS_HANDLE_LOST;

  if (account->practice)
    found = cs_bluesky_resolve (http, account, name, cancellable, &error);
  else if (cs_bluesky_find_document (http, name, &document, cancellable, &error))
    found = g_strdup (document.did);

  if (found != NULL)
    return g_str_equal (found, did) ? CS_HANDLE_HOLDS : CS_HANDLE_LOST;

  return g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND) ? CS_HANDLE_LOST : CS_HANDLE_UNKNOWN;
}

/* --- the account's own --- */

char *
cs_bluesky_dup_did (const CsNetworkAccount *account,
                    GError                **error)
{
  g_autoptr(JsonNode) limits = account->limits != NULL ? cs_network_json_parse (account->limits, strlen (account->limits), NULL) : NULL;
  g_autoptr(JsonNode) claims = cs_bluesky_read_token (account->token);
  const char *did = account->remote_id;

  if (did == NULL || *did == '\0')
    did = account->login != NULL ? account->login->subject : NULL;
  if ((did == NULL || *did == '\0') && limits != NULL && JSON_NODE_HOLDS_OBJECT (limits))
    did = cs_network_json_string (json_node_get_object (limits), "did", NULL);
  if (did == NULL || *did == '\0')
    did = cs_network_json_string (claims != NULL ? json_node_get_object (claims) : NULL, "sub", "");
  if (cs_bluesky_is_did (did))
    return g_strdup (did);

  g_set_error_literal (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "Whose account it is, is not known");
  return NULL;
}
