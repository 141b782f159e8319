/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"

#include <string.h>

#include "cs-form.h"
#include "cs-network-answer.h"
#include "cs-network-json.h"
#include "cs-rates.h"

#define UPLOAD_DEADLINE 60
#define MAX_ANSWER (1024 * 1024)

/* Alt text and file, the file last: some servers read no further. */
static GBytes *
make_form (const CsMediaItem  *item,
           GBytes             *bytes,
           char              **content_type)
{
  g_autoptr(SoupMultipart) form = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  g_autoptr(SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  const char *name = g_str_equal (item->mime_type, "image/png") ? "picture.png" : "picture.jpg";
  GBytes *body = NULL;

  if (*item->alt_text != '\0')
    soup_multipart_append_form_string (form, "description", item->alt_text);
  soup_multipart_append_form_file (form, "file", name, item->mime_type, bytes);
  soup_multipart_to_message (form, headers, &body);
  *content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));

  return body;
}

static CsUpload *
read_failure (CsHttp                 *http,
              const CsNetworkAccount *account,
              const CsHttpAnswer     *answer,
              GCancellable           *cancellable)
{
  g_autofree char *detail = cs_mastodon_dup_detail (account, answer);
  int code = cs_mastodon_get_code (answer);

  /* "Error processing thumbnail": this file will never do. */
  if (answer->status == 500 && strstr (detail, "thumbnail") != NULL)
    code = CS_ERROR_REFUSED;
  else if (code == CS_ERROR_REFUSED && cs_mastodon_is_login_rejected (http, account, answer, cancellable))
    code = CS_ERROR_LOGIN_REJECTED;

  return cs_upload_from_code (code, detail, cs_mastodon_get_wait (answer));
}

static CsUpload *
read_upload (CsHttp                 *http,
             const CsNetworkAccount *account,
             const CsHttpAnswer     *answer,
             GCancellable           *cancellable)
{
  g_autoptr(JsonNode) node = answer->outcome == CS_HTTP_ANSWERED ? cs_mastodon_parse_object (answer) : NULL;
  const char *id = cs_network_json_string (node != NULL ? json_node_get_object (node) : NULL, "id", "");
  CsUpload *upload;

  if ((answer->status != 200 && answer->status != 202) || *id == '\0')
    return read_failure (http, account, answer, cancellable);

  upload = cs_upload_new (CS_SEND_SENT, 0, "");
  g_free (upload->remote_id);
  upload->remote_id = g_strdup (id);
  upload->ready = answer->status == 200 && cs_network_json_string (json_node_get_object (node), "url", NULL) != NULL;

  return upload;
}

CsUpload *
cs_mastodon_upload (CsHttp                 *http,
                    const CsNetworkAccount *account,
                    const CsMediaItem      *item,
                    GBytes                 *bytes,
                    GCancellable           *cancellable)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autofree char *content_type = NULL;
  GError *error = NULL;

  if (!cs_mastodon_check_account (account, &error) || !cs_network_check_picture (account->kind, account->limits, item, bytes, &error))
    return cs_upload_from_error (error);

  body = make_form (item, bytes, &content_type);
  answer = cs_mastodon_send (http, account, "POST", "/api/v2/media", body, content_type, NULL, UPLOAD_DEADLINE, cancellable);

  return read_upload (http, account, answer, cancellable);
}

/* Mastodon has no place for subtitles: they are what other networks get. */
CsUpload *
cs_mastodon_upload_film (CsHttp                 *http,
                         const CsNetworkAccount *account,
                         const CsFilmUpload     *film,
                         GCancellable           *cancellable)
{
  g_autoptr(CsForm) form = cs_form_new ();
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autofree char *content_type = NULL;
  g_autofree char *url = g_strconcat (account->address, "/api/v2/media", NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", account->token, NULL);
  const char *headers[] = { "Authorization", bearer, NULL };
  GError *error = NULL;
  gint64 size = 0;

  if (!cs_mastodon_check_account (account, &error))
    return cs_upload_from_error (error);

  if (*film->item->alt_text != '\0')
    cs_form_add_text (form, "description", film->item->alt_text);
  if (film->cover != NULL)
    cs_form_add_bytes (form, "thumbnail", "cover", "image/jpeg", film->cover);
  if (!(body = cs_form_end_with_file (form, "file", "film.mp4", film->item->mime_type, film->path, &size, &content_type, &error)))
    return cs_upload_from_error (error);

  answer = cs_http_send_stream (http, url, body, size, content_type, headers, cs_http_film_deadline (size), MAX_ANSWER, cancellable);
  cs_rates_learn (account->rates, "POST", "/api/v2/media", answer);

  return read_upload (http, account, answer, cancellable);
}

CsUpload *
cs_mastodon_check_media (CsHttp                 *http,
                         const CsNetworkAccount *account,
                         const char             *remote_id,
                         GCancellable           *cancellable)
{
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/v1/media/", escaped, NULL);
  GError *error = NULL;
  gboolean known;
  CsUpload *upload;

  if (!cs_mastodon_check_account (account, &error))
    return cs_upload_from_error (error);

  answer = cs_mastodon_get (http, account, path, cancellable);
  node = answer->outcome == CS_HTTP_ANSWERED ? cs_mastodon_parse_object (answer) : NULL;
  known = node != NULL && (answer->status == 200 || answer->status == 206);
  /* 404: some servers have no such question; then the answer to the upload was final. */
  if (!known && !(answer->outcome == CS_HTTP_ANSWERED && answer->status == 404))
    return read_failure (http, account, answer, cancellable);

  upload = cs_upload_new (CS_SEND_SENT, 0, "");
  g_free (upload->remote_id);
  upload->remote_id = g_strdup (remote_id);
  upload->ready = !known || (answer->status == 200 && cs_network_json_string (json_node_get_object (node), "url", NULL) != NULL);

  return upload;
}
