/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

/* Questions: whose account it is, what its server takes, and whether a post is still what was signed (contract bluesky.md, sections 2, 5 and 7). */

/* What the newer servers take of a picture, bytes; they do not say so, but which they are. */
#define NEWER_PICTURE 2000000

/* The session's answer, checked. NULL with @error. */
static JsonNode *
get_session (CsHttp                  *http,
             const CsNetworkAccount  *account,
             GCancellable            *cancellable,
             GError                 **error)
{
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *json;
  const char *did;

  if (!cs_bluesky_check_account (account, error))
    return NULL;

  answer = cs_bluesky_get (http, account, cancellable, "com.atproto.server.getSession", NULL);
  if (!cs_network_answer_is_success (answer, &node))
    {
      cs_bluesky_set_error (account, answer, "Signing in", error);
      return NULL;
    }

  json = json_node_get_object (node);
  did = cs_network_json_string (json, "did", "");
  if (!cs_bluesky_is_did (did))
    g_set_error_literal (error, CS_ERROR, CS_ERROR_OFFLINE, "Signing in: what answers is no server of this network");
  else if (account->remote_id != NULL && *account->remote_id != '\0' && !g_str_equal (account->remote_id, did))
    g_set_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "Signing in: the login is that of %s, not of %s", did, account->remote_id);
  else if (!cs_network_json_boolean (json, "active", TRUE))
    g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "The account is not in use: %s", cs_network_json_string (json, "status", "inactive"));
  else
    return g_steal_pointer (&node);

  return NULL;
}

/* As the profile says it; the handle where there is none */
static char *
read_display_name (CsHttp                 *http,
                   const CsNetworkAccount *account,
                   const char             *did,
                   const char             *handle,
                   GCancellable           *cancellable)
{
  g_auto(CsBlueskyUri) uri = { g_strdup (did), g_strdup ("app.bsky.actor.profile"), g_strdup ("self") };
  g_auto(CsBlueskyFound) profile = { NULL };
  const char *name = "";

  if (cs_bluesky_get_record (http, account, &uri, &profile, cancellable, NULL))
    name = cs_network_json_string (profile.value, "displayName", "");

  return g_strdup (*name != '\0' ? name : handle);
}

gboolean
cs_bluesky_check_login (CsHttp                  *http,
                        const CsNetworkAccount  *account,
                        char                   **handle,
                        char                   **display_name,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_autoptr(JsonNode) node = get_session (http, account, cancellable, error);
  JsonObject *json = node != NULL ? json_node_get_object (node) : NULL;
  const char *name = cs_network_json_string (json, "handle", "");

  if (node == NULL)
    return FALSE;

  *handle = g_strconcat ("@", name, NULL);
  *display_name = read_display_name (http, account, cs_network_json_string (json, "did", ""), name, cancellable);

  return TRUE;
}

/* Whether it is one of the servers that were seen to take larger pictures. What does not say what it is, is taken for an older one. */
static gboolean
is_newer (CsHttp                 *http,
          const CsNetworkAccount *account,
          GCancellable           *cancellable)
{
  g_autoptr(CsHttpAnswer) answer = cs_bluesky_send (http, account, "GET", "/xrpc/_health", NULL, NULL, CS_BLUESKY_READ_DEADLINE, cancellable);
  g_autoptr(JsonNode) node = NULL;
  g_auto(GStrv) parts = NULL;
  guint64 major = 0, minor = 0;

  if (!cs_network_answer_is_success (answer, &node))
    return FALSE;

  parts = g_strsplit (cs_network_json_string (json_node_get_object (node), "version", ""), ".", 3);

  return g_strv_length (parts) == 3 && g_ascii_string_to_unsigned (parts[0], 10, 0, 1000, &major, NULL) &&
         g_ascii_string_to_unsigned (parts[1], 10, 0, 1000, &minor, NULL) && (major > 0 || minor >= 5);
}

gboolean
cs_bluesky_read_limits (CsHttp                  *http,
                        const CsNetworkAccount  *account,
                        char                   **limits_json,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_autoptr(JsonNode) node = get_session (http, account, cancellable, error);
  JsonObject *limits;

  if (node == NULL)
    return FALSE;

  limits = json_object_new ();
  json_object_set_string_member (limits, "did", cs_network_json_string (json_node_get_object (node), "did", ""));
  json_object_set_int_member (limits, "max_media", 4);
  json_object_set_int_member (limits, "max_alt", 2000);
  json_object_set_boolean_member (limits, "quotes", TRUE);
  if (is_newer (http, account, cancellable))
    json_object_set_int_member (limits, "max_picture_bytes", NEWER_PICTURE);
  *limits_json = cs_network_json_to_string (limits);

  return TRUE;
}

/* --- reading back --- */

static JsonObject *
get_element (JsonArray *list,
             guint      position)
{
  JsonNode *element = list != NULL && position < json_array_get_length (list) ? json_array_get_element (list, position) : NULL;

  return element != NULL && JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
}

static JsonObject *
get_media (JsonObject *value)
{
  JsonObject *embed = cs_network_json_object (value, "embed");
  JsonObject *media = cs_network_json_object (embed, "media");

  return media != NULL ? media : embed;
}

/* What is signed of a picture is there by its digest. What the video service made of a film is its own. */
static const char *
compare_media (JsonObject          *value,
               const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  const char *result = "same";
  JsonObject *media = get_media (value);
  JsonArray *images = cs_network_json_array (media, "images");
  guint n = images != NULL ? json_array_get_length (images) : cs_network_json_object (media, "video") != NULL;

  if (n != segment->media->len)
    {
      cs_drift_set_n_media (request->drift, n);
      return "media";
    }

  for (guint i = 0; i < n; i++)
    {
      const CsMediaItem *item = cs_segment_get_media (segment, i);
      const CsRendition *rendition = cs_media_item_find_rendition (item, CS_NETWORK_BLUESKY);
      g_autofree char *cid = cs_bluesky_make_cid (rendition != NULL ? &rendition->digest : &item->digest);
      JsonObject *image = images != NULL ? get_element (images, i) : media;

      if ((images == NULL) != g_str_has_prefix (item->mime_type, "video/") ||
          (images != NULL && !g_str_equal (cs_bluesky_get_blob_cid (cs_network_json_object (image, "image")), cid)))
        return "media";
      if (g_str_equal (cs_network_json_string (image, "alt", ""), item->alt_text))
        continue;
      cs_drift_add_alt (request->drift, i, cs_network_json_string (image, "alt", ""));
      result = "alt";
    }

  return result;
}

/* The key of the record that @ref, an object with a “uri”, names; "" for none */
static char *
dup_key (JsonObject *ref)
{
  g_auto(CsBlueskyUri) uri = { NULL };

  if (!cs_bluesky_uri_parse (cs_network_json_string (ref, "uri", ""), &uri))
    return g_strdup ("");

  return g_strdup (uri.rkey);
}

/* Whether @ref names what @address does. Keys are times to the microsecond: the account's name, which may be a handle, need not be asked after. */
static gboolean
is_at (JsonObject *ref,
       const char *address)
{
  g_autofree char *key = dup_key (ref);
  g_autofree char *who = NULL;
  g_autofree char *wanted = NULL;

  if (*address == '\0')
    return *key == '\0';

  return cs_bluesky_read_address (address, &who, &wanted) && g_str_equal (key, wanted);
}

static gboolean
has_parent (JsonObject          *value,
            const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  JsonObject *parent = cs_network_json_object (cs_network_json_object (value, "reply"), "parent");

  if (request->in_reply_to != NULL && *request->in_reply_to != '\0')
    return g_str_equal (cs_network_json_string (parent, "uri", ""), request->in_reply_to);

  return is_at (parent, request->segment == 0 ? segment->reply_to : "");
}

static gboolean
has_quote (JsonObject      *value,
           const CsSegment *segment)
{
  JsonObject *record = cs_network_json_object (cs_network_json_object (value, "embed"), "record");
  JsonObject *inner = cs_network_json_object (record, "record");

  return is_at (inner != NULL ? inner : record, segment->quote);
}

static gboolean
has_language (JsonObject          *value,
              const CsSendRequest *request)
{
  JsonArray *languages = cs_network_json_array (value, "langs");
  JsonNode *first = languages != NULL && json_array_get_length (languages) > 0 ? json_array_get_element (languages, 0) : NULL;

  return first != NULL && JSON_NODE_HOLDS_VALUE (first) && json_node_get_value_type (first) == G_TYPE_STRING &&
         g_str_equal (json_node_get_string (first), cs_send_request_get_language (request));
}

static gboolean
has_warning (JsonObject      *value,
             const CsContent *content)
{
  JsonArray *values = cs_network_json_array (cs_network_json_object (value, "labels"), "values");
  gboolean there = FALSE;

  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    there = there || g_str_equal (cs_network_json_string (get_element (values, i), "val", ""), "graphic-media");

  return there == (*content->warning != '\0');
}

const char *
cs_bluesky_compare (JsonObject          *value,
                    const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  g_autofree char *text = cs_send_request_get_text (request);
  const char *media;

  if (cs_segment_is_repost (segment))
    return is_at (cs_network_json_object (value, "subject"), segment->quote) ? "same" : "quote";

  media = compare_media (value, request);
  if (!g_str_equal (cs_network_json_string (value, "text", ""), text))
    {
      cs_drift_set_text (request->drift, cs_network_json_string (value, "text", ""));
      return "text";
    }
  if (!g_str_equal (media, "same"))
    return media;
  if (!has_parent (value, request))
    return "thread";
  if (!has_quote (value, segment))
    return "quote";
  if (!has_warning (value, request->content))
    return "warning";

  return has_language (value, request) ? "same" : "language";
}

/* Replies that were hidden and quotes that were detached since are no change of who may reply and quote. */
static gboolean
allows_same (JsonObject *here,
             JsonObject *there,
             const char *member)
{
  JsonNode *one = json_object_get_member (here, member);
  JsonNode *other = json_object_get_member (there, member);

  return one != NULL && other != NULL ? json_node_equal (one, other) : one == other;
}

/* Whether what says who may reply and quote is there as it was frozen: "same" or which is not; NULL with @error if that cannot be told. */
static const char *
compare_gates (CsHttp                 *http,
               const CsNetworkAccount *account,
               const CsBlueskyUri     *post,
               const CsSendRequest    *request,
               GCancellable           *cancellable,
               GError                **error)
{
  g_autoptr(GArray) writes = NULL;
  g_autoptr(JsonNode) node = cs_bluesky_read_prepared (request->prepared, &writes);

  for (guint i = 1; node != NULL && i < writes->len; i++)
    {
      const CsBlueskyWrite *write = &g_array_index (writes, CsBlueskyWrite, i);
      g_auto(CsBlueskyUri) uri = { g_strdup (post->did), g_strdup (write->collection), g_strdup (post->rkey) };
      g_auto(CsBlueskyFound) found = { NULL };
      g_autoptr(GError) local = NULL;

      if (cs_bluesky_get_record (http, account, &uri, &found, cancellable, &local))
        {
          if (!allows_same (found.value, write->record, "allow") || !allows_same (found.value, write->record, "embeddingRules"))
            return cs_bluesky_name_gate (write);
        }
      else if (g_error_matches (local, CS_ERROR, CS_ERROR_NOT_FOUND))
        return cs_bluesky_name_gate (write);
      else
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  return "same";
}

char *
cs_bluesky_read_back (CsHttp                  *http,
                      const CsNetworkAccount  *account,
                      const CsSendRequest     *request,
                      const char              *remote_id,
                      GCancellable            *cancellable,
                      GError                 **error)
{
  g_auto(CsBlueskyUri) uri = { NULL };
  g_auto(CsBlueskyFound) found = { NULL };
  g_autoptr(GError) local = NULL;
  const char *result;

  if (!cs_bluesky_check_account (account, error))
    return NULL;
  if (!cs_bluesky_uri_parse (remote_id, &uri))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "%s is no record", remote_id);
      return NULL;
    }

  if (!cs_bluesky_get_record (http, account, &uri, &found, cancellable, &local))
    {
      if (g_error_matches (local, CS_ERROR, CS_ERROR_NOT_FOUND))
        return g_strdup ("gone");
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  result = cs_bluesky_compare (found.value, request);
  if (g_str_equal (result, "same"))
    result = compare_gates (http, account, &uri, request, cancellable, error);

  return g_strdup (result);
}
