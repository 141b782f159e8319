/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"

#include <string.h>

#include "cs-network-json.h"

/* Everything that only reads, and removal. */

#define MOST_KINDS 64

static gint64
positive (JsonObject *object,
          const char *member,
          gint64      otherwise)
{
  gint64 value = cs_network_json_int (object, member, 0);

  return value > 0 ? value : otherwise;
}

/* Exactly known servers only: two others were measured to ignore the key, and then a repeat is a second post. */
static gboolean
knows_keys (const CsNetworkAccount *account,
            JsonObject             *instance)
{
  const char *source = cs_network_json_string (instance, "source_url", "");
  const char *version = cs_network_json_string (instance, "version", "");

  if (account->kind == CS_NETWORK_PRACTICE)
    return g_str_equal (source, "countersign:practice") && cs_network_json_boolean (instance, "practice_idempotency", FALSE);

  return g_str_equal (source, "https://github.com/mastodon/mastodon") &&
         *version != '\0' && strspn (version, "0123456789.") == strlen (version);
}

/* What the server says that it takes; nothing where it does not say */
static void
put_mime_types (JsonObject *limits,
                JsonObject *media)
{
  JsonArray *said = cs_network_json_array (media, "supported_mime_types");
  JsonArray *kinds = json_array_new ();

  for (guint i = 0; said != NULL && i < MIN (json_array_get_length (said), MOST_KINDS); i++)
    {
      JsonNode *kind = json_array_get_element (said, i);

      if (json_node_get_value_type (kind) == G_TYPE_STRING)
        json_array_add_string_element (kinds, json_node_get_string (kind));
    }
  json_object_set_array_member (limits, "mime_types", kinds);
}

char *
cs_mastodon_make_limits (const CsNetworkAccount *account,
                         JsonObject             *instance)
{
  JsonObject *configuration = cs_network_json_object (instance, "configuration");
  JsonObject *statuses = cs_network_json_object (configuration, "statuses");
  JsonObject *media = cs_network_json_object (configuration, "media_attachments");
  JsonObject *polls = cs_network_json_object (configuration, "polls");
  JsonObject *old_polls = cs_network_json_object (instance, "poll_limits");
  gint64 upload = positive (instance, "upload_limit", 0);
  JsonObject *limits = json_object_new ();

  /* max_toot_chars, poll_limits, upload_limit: servers from before there was a configuration. */
  json_object_set_int_member (limits, "max_characters",
                              positive (statuses, "max_characters", positive (instance, "max_toot_chars", 500)));
  json_object_set_int_member (limits, "link_length", positive (statuses, "characters_reserved_per_url", 23));
  json_object_set_int_member (limits, "max_media", positive (statuses, "max_media_attachments", 4));
  json_object_set_int_member (limits, "max_alt", positive (media, "description_limit", positive (instance, "description_limit", 1500)));
  json_object_set_int_member (limits, "max_film_bytes", positive (media, "video_size_limit", upload > 0 ? upload : 103809024));
  json_object_set_int_member (limits, "max_film_pixels", positive (media, "video_matrix_limit", 8294400));
  json_object_set_int_member (limits, "max_film_rate", positive (media, "video_frame_rate_limit", 120));
  json_object_set_int_member (limits, "max_picture_bytes", positive (media, "image_size_limit", upload > 0 ? upload : 16777216));
  json_object_set_int_member (limits, "max_picture_matrix", positive (media, "image_matrix_limit", 33177600));
  json_object_set_int_member (limits, "max_poll_options", positive (polls, "max_options", positive (old_polls, "max_options", 4)));
  json_object_set_int_member (limits, "max_poll_option", positive (polls, "max_characters_per_option", positive (old_polls, "max_option_chars", 50)));
  json_object_set_int_member (limits, "min_poll_minutes", (positive (polls, "min_expiration", 300) + 59) / 60);
  json_object_set_int_member (limits, "max_poll_minutes", positive (polls, "max_expiration", 2629746) / 60);
  /* 7: the server has quotes (contract, section 1); without the number it would pass over one in silence. */
  json_object_set_boolean_member (limits, "quotes",
                                  cs_network_json_int (cs_network_json_object (instance, "api_versions"), "mastodon", 0) >= 7);
  put_mime_types (limits, media);
  json_object_set_string_member (limits, "version", cs_network_json_string (instance, "version", ""));
  json_object_set_boolean_member (limits, "keys", knows_keys (account, instance));

  return cs_network_json_to_string (limits);
}

gboolean
cs_mastodon_read_limits (CsHttp                  *http,
                         const CsNetworkAccount  *account,
                         char                   **limits_json,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  /* The question needs no token, so none is shown. */
  const CsNetworkAccount nobody = { .kind = account->kind, .id = account->id, .address = account->address, .token = "" };
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;

  if (!cs_mastodon_check_account (account, error))
    return FALSE;

  answer = cs_mastodon_get (http, &nobody, "/api/v2/instance", cancellable);
  if (answer->outcome == CS_HTTP_ANSWERED && answer->status == 404)
    {
      g_clear_pointer (&answer, cs_http_answer_free);
      answer = cs_mastodon_get (http, &nobody, "/api/v1/instance", cancellable);
    }

  if (answer->outcome != CS_HTTP_ANSWERED || answer->status != 200)
    {
      cs_mastodon_set_error (account, answer, "Reading the server's limits", error);
      return FALSE;
    }
  if (!(node = cs_mastodon_parse_object (answer)))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_OFFLINE, "Reading the server's limits: what answers is no server of this network");
      return FALSE;
    }

  *limits_json = cs_mastodon_make_limits (account, json_node_get_object (node));

  return TRUE;
}

static char *
make_handle (const CsNetworkAccount *account,
             const char             *login)
{
  const char *host = strstr (account->address, "://");

  return g_strdup_printf ("@%s@%s", login, host != NULL ? host + 3 : account->address);
}

gboolean
cs_mastodon_check_login (CsHttp                  *http,
                         const CsNetworkAccount  *account,
                         char                   **handle,
                         char                   **display_name,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  const char *login;

  if (!cs_mastodon_check_account (account, error))
    return FALSE;

  answer = cs_mastodon_get (http, account, "/api/v1/accounts/verify_credentials", cancellable);
  if (answer->outcome == CS_HTTP_ANSWERED && (answer->status == 401 || answer->status == 403 || answer->status == 422))
    {
      g_autofree char *detail = cs_mastodon_dup_detail (account, answer);

      g_set_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "Signing in: %s", detail);
      return FALSE;
    }
  if (answer->outcome != CS_HTTP_ANSWERED || answer->status != 200)
    {
      cs_mastodon_set_error (account, answer, "Signing in", error);
      return FALSE;
    }

  node = cs_mastodon_parse_object (answer);
  login = cs_network_json_string (node != NULL ? json_node_get_object (node) : NULL, "username", "");
  if (*login == '\0')
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_OFFLINE, "Signing in: what answers is no server of this network");
      return FALSE;
    }

  *handle = make_handle (account, login);
  *display_name = g_strdup (cs_network_json_string (json_node_get_object (node), "display_name", login));

  return TRUE;
}

static char *
make_status_path (const char *remote_id,
                  const char *behind)
{
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);

  return g_strconcat ("/api/v1/statuses/", escaped, behind, NULL);
}

gboolean
cs_mastodon_read_source (CsHttp                  *http,
                         const CsNetworkAccount  *account,
                         JsonObject              *status,
                         char                   **text,
                         char                   **warning,
                         GCancellable            *cancellable)
{
  g_autofree char *path = make_status_path (cs_network_json_string (status, "id", ""), "/source");
  g_autoptr(CsHttpAnswer) answer = cs_mastodon_get (http, account, path, cancellable);
  g_autoptr(JsonNode) node = NULL;
  const char *found;

  /* Some servers do not tell it: then what they show has to do. */
  if (answer->outcome == CS_HTTP_ANSWERED && answer->status == 404 && (found = cs_network_json_string (status, "content", NULL)) != NULL)
    {
      *text = cs_mastodon_html_to_text (found);
      *warning = g_strdup (cs_network_json_string (status, "spoiler_text", ""));
      return TRUE;
    }
  if (answer->outcome != CS_HTTP_ANSWERED || answer->status != 200 || !(node = cs_mastodon_parse_object (answer)) ||
      !(found = cs_network_json_string (json_node_get_object (node), "text", NULL)))
    return FALSE;

  *text = g_strdup (found);
  *warning = g_strdup (cs_network_json_string (json_node_get_object (node), "spoiler_text", ""));

  return TRUE;
}

/* "same", or what differs of the pictures */
static const char *
compare_media (JsonObject          *status,
               const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  JsonArray *media = cs_network_json_array (status, "media_attachments");
  guint n_media = media != NULL ? json_array_get_length (media) : 0;
  const char *result = "same";

  if (n_media != segment->media->len)
    {
      cs_drift_set_n_media (request->drift, n_media);
      return "media";
    }

  for (guint i = 0; i < segment->media->len; i++)
    {
      JsonNode *element = json_array_get_element (media, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      g_autofree char *there = cs_mastodon_normalise (cs_network_json_string (item, "description", ""));
      g_autofree char *here = cs_mastodon_normalise (cs_segment_get_media (segment, i)->alt_text);

      if (g_str_equal (there, here))
        continue;
      cs_drift_add_alt (request->drift, i, there);
      result = "alt";
    }

  return result;
}

static const char *
compare_text (const char          *text,
              const char          *warning,
              const CsSendRequest *request)
{
  g_autofree char *words = cs_send_request_get_text (request);
  g_autofree char *there = cs_mastodon_normalise (text);
  g_autofree char *here = cs_mastodon_normalise (words);
  g_autofree char *warning_there = cs_mastodon_normalise (warning);
  g_autofree char *warning_here = cs_mastodon_normalise (request->content->warning);

  if (!g_str_equal (there, here))
    cs_drift_set_text (request->drift, there);
  if (!g_str_equal (warning_there, warning_here))
    cs_drift_set_warning (request->drift, warning_there);
  if (!g_str_equal (there, here))
    return "text";

  return g_str_equal (warning_there, warning_here) ? "same" : "warning";
}

static const char *
compare_audience (JsonObject          *status,
                  const CsSendRequest *request)
{
  const char *there = cs_network_json_string (status, "visibility", "");

  if (g_str_equal (there, cs_mastodon_visibility (request->content->visibility)))
    return "same";
  cs_drift_set_audience (request->drift, there);

  return "visibility";
}

/* All is looked at, so that a person sees all that differs; what is told of it is the first. */
static const char *
compare (JsonObject          *status,
         const char          *text,
         const char          *warning,
         const CsSendRequest *request)
{
  const char *results[] = { compare_audience (status, request), compare_text (text, warning, request), compare_media (status, request) };
  const char *extras;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    if (!g_str_equal (results[i], "same"))
      return results[i];
  extras = cs_mastodon_compare_extras (status, request);

  return *extras != '\0' ? extras : "same";
}

/* A repost has no words of its own: it is the same while it passes on what was asked for. */
static char *
compare_repost (JsonObject          *status,
                const CsSendRequest *request)
{
  const char *original = cs_network_json_string (cs_network_json_object (status, "reblog"), "id", "");

  return g_strdup (g_strcmp0 (original, request->quote) == 0 ? "same" : "quote");
}

char *
cs_mastodon_read_back (CsHttp                  *http,
                       const CsNetworkAccount  *account,
                       const CsSendRequest     *request,
                       const char              *remote_id,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  g_autofree char *path = make_status_path (remote_id, "");
  g_autofree char *text = NULL;
  g_autofree char *warning = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_auto(CsMastodonRequest) resolved = { 0 };
  CsSendResult *refusal;

  if (!cs_mastodon_check_account (account, error))
    return NULL;
  if ((refusal = cs_mastodon_resolve (http, account, request, &resolved, cancellable)) != NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_OFFLINE, "Reading the post back: %s", refusal->detail);
      cs_send_result_free (refusal);
      return NULL;
    }

  answer = cs_mastodon_get (http, account, path, cancellable);
  if (answer->outcome == CS_HTTP_ANSWERED && (answer->status == 404 || answer->status == 410))
    return g_strdup ("gone");
  node = answer->outcome == CS_HTTP_ANSWERED && answer->status == 200 ? cs_mastodon_parse_object (answer) : NULL;
  if (node != NULL && cs_segment_is_repost (segment))
    return compare_repost (json_node_get_object (node), &resolved.request);
  if (node == NULL || !cs_mastodon_read_source (http, account, json_node_get_object (node), &text, &warning, cancellable))
    {
      cs_mastodon_set_error (account, answer, "Reading the post back", error);
      return NULL;
    }

  return g_strdup (compare (json_node_get_object (node), text, warning, &resolved.request));
}

gboolean
cs_mastodon_remove (CsHttp                  *http,
                    const CsNetworkAccount  *account,
                    const char              *remote_id,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  /* The pictures at once, too: else they stay to be had at their addresses for a while. */
  g_autofree char *path = make_status_path (remote_id, "?delete_media=true");
  g_autoptr(CsHttpAnswer) answer = NULL;

  if (!cs_mastodon_check_account (account, error))
    return FALSE;

  answer = cs_mastodon_send (http, account, "DELETE", path, NULL, NULL, NULL, 15, cancellable);
  /* 404: it is gone, which is what was wanted. */
  if (answer->outcome == CS_HTTP_ANSWERED && (answer->status == 200 || answer->status == 404))
    return TRUE;

  cs_mastodon_set_error (account, answer, "Removing a post", error);

  return FALSE;
}
