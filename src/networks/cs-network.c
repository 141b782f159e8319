/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-network.h"

#include <string.h>

#include "cs-error.h"
#include "cs-bluesky.h"
#include "cs-mastodon.h"
#include "cs-network-json.h"
#include "cs-practice-host.h"
#include "cs-x.h"

/* Pictures and characters of alt text where no server told its own numbers: shared contracts of each network. */
static void
set_defaults (CsTarget *target)
{
  switch (target->limits.network)
    {
    case CS_NETWORK_BLUESKY:
      target->max_media = 4;
      target->max_alt = 2000;
      target->quotes = TRUE;
      break;
    case CS_NETWORK_X:
      target->max_media = 4;
      target->max_alt = 1000;
      target->max_poll_options = 4;
      target->max_poll_option = 25;
      target->min_poll_minutes = 5;
      target->max_poll_minutes = 7 * 24 * 60;
      break;
    case CS_NETWORK_PRACTICE:
    case CS_NETWORK_MASTODON:
    default:
      target->max_media = 4;
      target->max_alt = 1500;
      target->max_poll_options = 4;
      target->max_poll_option = 50;
      target->min_poll_minutes = 5;
      target->max_poll_minutes = 2629746 / 60;
      /* A server that has none leaves them out without a word: it must say that it has them. */
      target->quotes = target->limits.network == CS_NETWORK_PRACTICE;
      break;
    }
}

const CsNetwork *
cs_network_get (CsNetworkKind kind)
{
  switch (kind)
    {
    case CS_NETWORK_PRACTICE:
      return &cs_mastodon_practice_network;
    case CS_NETWORK_MASTODON:
      return &cs_mastodon_network;
    case CS_NETWORK_X:
      return &cs_x_network;
    case CS_NETWORK_BLUESKY:
      return &cs_bluesky_network;
    default:
      return NULL;
    }
}

gboolean
cs_network_check_place (CsNetworkKind   kind,
                        const char     *address,
                        gboolean        practice,
                        GError        **error)
{
  /* Every network can be practised, against a server on loopback. */
  if (practice ? !cs_practice_address_is_loopback (address) : kind == CS_NETWORK_PRACTICE)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_PRACTICE_ONLY,
                   "A practice office and the practice network belong together: “%s”", address);
      return FALSE;
    }
  if (!practice && !g_str_has_prefix (address, "https://"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” does not begin with https://", address);
      return FALSE;
    }

  return TRUE;
}

/* A number that makes sense; anything else is as if it were missing. */
static guint
get_number (JsonObject *limits,
            const char *member,
            guint       otherwise)
{
  gint64 value = cs_network_json_int (limits, member, otherwise);

  return value > 0 && value <= 1000000 ? value : otherwise;
}

static gint64
get_large (JsonObject *limits,
           const char *member,
           gint64      otherwise)
{
  gint64 value = cs_network_json_int (limits, member, otherwise);

  return value > 0 && value <= G_GINT64_CONSTANT (1) << 40 ? value : otherwise;
}

CsTarget
cs_network_target_from_limits (CsNetworkKind  kind,
                               gint64         account,
                               const char    *limits_json)
{
  CsTarget target = { .account = account, .limits = cs_text_limits_for (kind), .film = cs_film_limits_for (kind) };
  g_autoptr(JsonNode) node = limits_json != NULL ? cs_network_json_parse (limits_json, strlen (limits_json), NULL) : NULL;
  JsonObject *limits = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  set_defaults (&target);
  target.limits.max_length = get_number (limits, "max_characters", target.limits.max_length);
  target.limits.link_length = get_number (limits, "link_length", target.limits.link_length);
  target.max_media = get_number (limits, "max_media", target.max_media);
  target.max_alt = get_number (limits, "max_alt", target.max_alt);
  target.max_poll_options = MIN (get_number (limits, "max_poll_options", target.max_poll_options), CS_CONTENT_MAX_POLL_OPTIONS);
  target.max_poll_option = get_number (limits, "max_poll_option", target.max_poll_option);
  target.min_poll_minutes = get_number (limits, "min_poll_minutes", target.min_poll_minutes);
  target.max_poll_minutes = get_number (limits, "max_poll_minutes", target.max_poll_minutes);
  target.quotes = cs_network_json_boolean (limits, "quotes", target.quotes);
  target.film.max_bytes = get_large (limits, "max_film_bytes", target.film.max_bytes);
  target.film.max_ms = get_large (limits, "max_film_ms", target.film.max_ms);
  target.film.max_pixels = get_large (limits, "max_film_pixels", target.film.max_pixels);
  target.film.max_rate = get_number (limits, "max_film_rate", target.film.max_rate);

  return target;
}

void
cs_network_target_set_access (CsTarget   *target,
                              const char *access)
{
  if (target->limits.network == CS_NETWORK_X)
    target->quotes = g_strcmp0 (access, "enterprise") == 0;
}

/* Where a server names the kinds that it takes, these; else all that are made here. */
static gboolean
takes_kind (JsonObject *limits,
            const char *mime_type)
{
  JsonArray *kinds = cs_network_json_array (limits, "mime_types");

  for (guint i = 0; kinds != NULL && i < json_array_get_length (kinds); i++)
    {
      JsonNode *kind = json_array_get_element (kinds, i);

      if (json_node_get_value_type (kind) == G_TYPE_STRING && g_str_equal (json_node_get_string (kind), mime_type))
        return TRUE;
    }

  return kinds == NULL || json_array_get_length (kinds) == 0;
}

gboolean
cs_network_check_picture (CsNetworkKind       kind,
                          const char         *limits_json,
                          const CsMediaItem  *item,
                          GBytes             *bytes,
                          GError            **error)
{
  CsPictureLimits picture = cs_network_picture_limits (kind, limits_json);
  g_autoptr(JsonNode) node = limits_json != NULL ? cs_network_json_parse (limits_json, strlen (limits_json), NULL) : NULL;
  JsonObject *limits = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if ((gint64) g_bytes_get_size (bytes) > picture.max_bytes || (gint64) item->width * item->height > picture.max_pixels)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A picture of %d × %d pixels and %" G_GSIZE_FORMAT " bytes is more than the network takes",
                   (int) item->width, (int) item->height, g_bytes_get_size (bytes));
      return FALSE;
    }
  if (!takes_kind (limits, item->mime_type))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "The server takes no pictures of the kind %s", item->mime_type);
      return FALSE;
    }

  return TRUE;
}

CsSegment *
cs_send_request_get_segment (const CsSendRequest *request)
{
  const GPtrArray *segments;

  g_return_val_if_fail (request != NULL, NULL);

  segments = cs_content_get_segments_for (request->content, request->account);
  g_return_val_if_fail (request->segment < segments->len, NULL);

  return g_ptr_array_index (segments, request->segment);
}

char *
cs_send_request_get_text (const CsSendRequest *request)
{
  g_return_val_if_fail (request != NULL, NULL);

  return cs_content_get_outgoing_text (request->content, request->account, request->segment);
}

const char *
cs_send_request_get_language (const CsSendRequest *request)
{
  g_return_val_if_fail (request != NULL, NULL);

  return cs_content_get_language_for (request->content, request->account);
}

CsPictureLimits
cs_network_picture_limits (CsNetworkKind  kind,
                           const char    *limits_json)
{
  CsPictureLimits picture = cs_picture_limits_for (kind);
  g_autoptr(JsonNode) node = limits_json != NULL ? cs_network_json_parse (limits_json, strlen (limits_json), NULL) : NULL;
  JsonObject *limits = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (limits != NULL)
    {
      gint64 bytes = cs_network_json_int (limits, "max_picture_bytes", 0);
      gint64 pixels = cs_network_json_int (limits, "max_picture_matrix", 0);

      /* A server that takes nothing worth showing says something else than it means. */
      picture.max_bytes = bytes >= 65536 ? bytes : picture.max_bytes;
      picture.max_pixels = pixels >= 65536 ? pixels : picture.max_pixels;
    }
  return picture;
}

CsSendResult *
cs_send_result_new (CsSendOutcome outcome,
                    int           code,
                    const char   *detail)
{
  CsSendResult *result = g_new0 (CsSendResult, 1);

  result->outcome = outcome;
  result->remote_id = g_strdup ("");
  result->remote_url = g_strdup ("");
  result->remote_ref = g_strdup ("");
  result->deviation = g_strdup ("");
  result->code = code;
  result->detail = g_strdup (detail);

  return result;
}

CsSendResult *
cs_send_result_from_error (GError *error)
{
  CsSendResult *result = cs_send_result_new (CS_SEND_NOT_SENT, error->code, error->message);

  g_error_free (error);

  return result;
}

CsUpload *
cs_upload_new (CsSendOutcome outcome,
               int           code,
               const char   *detail)
{
  CsUpload *upload = g_new0 (CsUpload, 1);

  upload->outcome = outcome;
  upload->code = code;
  upload->remote_id = g_strdup ("");
  upload->detail = g_strdup (detail);

  return upload;
}

CsUpload *
cs_upload_from_error (GError *error)
{
  CsUpload *upload = cs_upload_new (CS_SEND_NOT_SENT, error->code, error->message);

  g_error_free (error);

  return upload;
}

void
cs_send_result_free (CsSendResult *result)
{
  if (result == NULL)
    return;

  g_free (result->remote_id);
  g_free (result->remote_url);
  g_free (result->remote_ref);
  g_free (result->deviation);
  g_free (result->detail);
  g_free (result);
}

void
cs_upload_free (CsUpload *upload)
{
  if (upload == NULL)
    return;

  g_free (upload->remote_id);
  g_free (upload->detail);
  g_free (upload);
}
