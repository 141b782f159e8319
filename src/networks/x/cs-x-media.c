/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-x-private.h"

#include "cs-network-answer.h"
#include "cs-network-json.h"

/* Pictures: one request with the bytes, then their alt text. Ids live for a day and nobody sees a picture that hangs on no post, so that all of
 * this is safe to repeat (contract x.md, sections 6 and 8). */

#define UPLOAD_DEADLINE 60

static GBytes *
make_form (const CsMediaItem  *item,
           GBytes             *bytes,
           char              **content_type)
{
  g_autoptr(SoupMultipart) form = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  g_autoptr(SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  gboolean moves = g_str_equal (item->mime_type, "image/gif");
  GBytes *body = NULL;

  /* It decides the limits: always sent. */
  soup_multipart_append_form_string (form, "media_category", moves ? "tweet_gif" : "tweet_image");
  soup_multipart_append_form_file (form, "media", "picture", item->mime_type, bytes);
  soup_multipart_to_message (form, headers, &body);
  *content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));

  return body;
}

CsUpload *
cs_x_read_upload_failure (const CsNetworkAccount *account,
                          const CsHttpAnswer     *answer)
{
  g_autofree char *detail = cs_x_dup_detail (account, answer);

  return cs_upload_from_code (cs_x_get_code (answer), detail, cs_x_get_wait (answer));
}

CsUpload *
cs_x_read_upload_state (JsonObject *data,
                        const char *id)
{
  JsonObject *info = cs_network_json_object (data, "processing_info");
  const char *state = cs_network_json_string (info, "state", "succeeded");
  CsUpload *upload;

  if (g_str_equal (state, "failed"))
    {
      const char *said = cs_network_json_string (cs_network_json_object (info, "error"), "message", "");

      return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, said);
    }

  upload = cs_upload_new (CS_SEND_SENT, 0, "");
  g_free (upload->remote_id);
  upload->remote_id = g_strdup (id);
  upload->ready = g_str_equal (state, "succeeded");
  if (!upload->ready)
    upload->retry_after = CLAMP (cs_network_json_int (info, "check_after_secs", 1), 1, 600) * (gint64) G_USEC_PER_SEC;

  return upload;
}

/* A picture without the alt text that was signed is not the one that was signed. NULL if it is there. */
static CsUpload *
set_alt_text (CsHttp                 *http,
              const CsNetworkAccount *account,
              const char             *id,
              const char             *alt_text,
              GCancellable           *cancellable)
{
  g_autoptr(CsHttpAnswer) answer = NULL;
  JsonObject *json = json_object_new ();
  JsonObject *metadata = json_object_new ();
  JsonObject *text = json_object_new ();

  json_object_set_string_member (text, "text", alt_text);
  json_object_set_object_member (metadata, "alt_text", text);
  json_object_set_string_member (json, "id", id);
  json_object_set_object_member (json, "metadata", metadata);
  answer = cs_x_send_json (http, account, "POST", "/2/media/metadata", json, CS_X_READ_DEADLINE, cancellable);

  return cs_x_is_done (answer) ? NULL : cs_x_read_upload_failure (account, answer);
}

CsUpload *
cs_x_upload (CsHttp                 *http,
             const CsNetworkAccount *account,
             const CsMediaItem      *item,
             GBytes                 *bytes,
             GCancellable           *cancellable)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *content_type = NULL;
  GError *error = NULL;
  JsonObject *data;
  CsUpload *failure;
  const char *id;

  if (!cs_x_check_account (account, &error) || !cs_network_check_picture (account->kind, account->limits, item, bytes, &error))
    return cs_upload_from_error (error);

  body = make_form (item, bytes, &content_type);
  answer = cs_x_send (http, account, "POST", "/2/media/upload", body, content_type, UPLOAD_DEADLINE, cancellable);
  if (!cs_x_is_success (answer, &node))
    return cs_x_read_upload_failure (account, answer);

  data = cs_network_json_object (json_node_get_object (node), "data");
  id = cs_network_json_string (data, "id", "");
  if (*id == '\0')
    return cs_x_read_upload_failure (account, answer);
  if (*item->alt_text != '\0' && (failure = set_alt_text (http, account, id, item->alt_text, cancellable)) != NULL)
    return failure;

  return cs_x_read_upload_state (data, id);
}

CsUpload *
cs_x_check_media (CsHttp                 *http,
                  const CsNetworkAccount *account,
                  const char             *remote_id,
                  GCancellable           *cancellable)
{
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/2/media/upload?command=STATUS&media_id=", escaped, NULL);
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  GError *error = NULL;

  if (!cs_x_check_account (account, &error))
    return cs_upload_from_error (error);

  answer = cs_x_send (http, account, "GET", path, NULL, NULL, CS_X_READ_DEADLINE, cancellable);
  if (!cs_x_is_success (answer, &node))
    return cs_x_read_upload_failure (account, answer);

  return cs_x_read_upload_state (cs_network_json_object (json_node_get_object (node), "data"), remote_id);
}
