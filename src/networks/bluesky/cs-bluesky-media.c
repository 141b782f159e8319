/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

/* Pictures. The id of an upload is what the record needs of it, as JSON: {"blob": …}, of a film {"blob": …, "captions": […]} or {"job": …} while it is worked on.
 * Same bytes have the same name over there, and what hangs on no post is thrown away, so that all of this is safe to repeat (contract bluesky.md, section 5). */

#define UPLOAD_DEADLINE 60

const char *
cs_bluesky_get_blob_cid (JsonObject *blob)
{
  return cs_network_json_string (cs_network_json_object (blob, "ref"), "$link", "");
}

CsUpload *
cs_bluesky_upload_failure (const CsNetworkAccount *account,
                           const CsHttpAnswer     *answer)
{
  g_autofree char *detail = cs_bluesky_dup_detail (account, answer);

  return cs_upload_from_code (cs_bluesky_get_code (answer), detail, cs_bluesky_get_wait (answer));
}

JsonObject *
cs_bluesky_read_blob (const CsHttpAnswer *answer,
                      gint64              size,
                      const char         *cid)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *there, *blob, *ref;

  if (!cs_network_answer_is_success (answer, &node))
    return NULL;

  there = cs_network_json_object (json_node_get_object (node), "blob");
  if (there == NULL || !g_str_equal (cs_bluesky_get_blob_cid (there), cid) || cs_network_json_int (there, "size", size) != size)
    return NULL;

  /* Of what the server says of them, their type alone is not known already: it may have looked at the bytes. */
  blob = json_object_new ();
  ref = json_object_new ();
  json_object_set_string_member (ref, "$link", cid);
  json_object_set_string_member (blob, "$type", "blob");
  json_object_set_object_member (blob, "ref", ref);
  json_object_set_string_member (blob, "mimeType", cs_network_json_string (there, "mimeType", "application/octet-stream"));
  json_object_set_int_member (blob, "size", size);

  return blob;
}

CsUpload *
cs_bluesky_upload_bytes (CsHttp                  *http,
                         const CsNetworkAccount  *account,
                         GBytes                  *bytes,
                         const char              *mime_type,
                         JsonObject             **blob,
                         GCancellable            *cancellable)
{
  CsDigest digest = cs_digest_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *cid = cs_bluesky_make_cid (&digest);
  g_autoptr(CsHttpAnswer) answer = cs_bluesky_send (http, account, "POST", "/xrpc/com.atproto.repo.uploadBlob", bytes, mime_type, UPLOAD_DEADLINE,
                                                    cancellable);
  g_autoptr(JsonNode) node = NULL;

  if ((*blob = cs_bluesky_read_blob (answer, (gint64) g_bytes_get_size (bytes), cid)) != NULL)
    return NULL;
  if (cs_network_answer_is_success (answer, &node) && cs_network_json_object (json_node_get_object (node), "blob") != NULL)
    return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_DIGEST_MISMATCH, "The server received other bytes than were sent");

  return cs_bluesky_upload_failure (account, answer);
}

CsUpload *
cs_bluesky_upload (CsHttp                 *http,
                   const CsNetworkAccount *account,
                   const CsMediaItem      *item,
                   GBytes                 *bytes,
                   GCancellable           *cancellable)
{
  CsPictureLimits limits = cs_network_picture_limits (CS_NETWORK_BLUESKY, account->limits);
  GError *error = NULL;
  JsonObject *blob = NULL;
  JsonObject *id;
  CsUpload *upload;

  if (!cs_bluesky_check_account (account, &error))
    return cs_upload_from_error (error);
  /* The server would take it now and refuse the post later, in the middle of a thread. */
  if ((gint64) g_bytes_get_size (bytes) > limits.max_bytes)
    return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_NOT_FITTED, "The picture has more bytes than a post on Bluesky takes");
  if ((upload = cs_bluesky_upload_bytes (http, account, bytes, item->mime_type, &blob, cancellable)) != NULL)
    return upload;

  id = json_object_new ();
  json_object_set_object_member (id, "blob", blob);
  upload = cs_upload_new (CS_SEND_SENT, 0, "");
  g_free (upload->remote_id);
  upload->remote_id = cs_network_json_to_string (id);
  upload->ready = TRUE;

  return upload;
}
