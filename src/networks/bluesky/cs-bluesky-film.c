/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Films: by the video service, which readies them before the post goes out, or the plain way where it is not to be had (contract bluesky.md, section 5). A film is
 * read from its file while it is sent. */

#define VIDEO_SERVICE "https://video.bsky.app"
#define VIDEO_SERVICE_DID "did:web:video.bsky.app"
#define TOKEN_LIFE (30 * 60)
#define MAX_CAPTIONS 20
#define MAX_CAPTION_BYTES 20000
#define ASK_AGAIN (3 * (gint64) G_USEC_PER_SEC)

/* An account of a practice office never talks to anything beyond loopback: its server stands for the service too. */
static const char *
get_service (const CsNetworkAccount *account)
{
  return account->practice ? account->address : VIDEO_SERVICE;
}

/* A token for one kind of request to the video service, or for what that does at the account's server. NULL if there is none to be had. */
static char *
get_token (CsHttp                 *http,
           const CsNetworkAccount *account,
           const char             *audience,
           const char             *method,
           GCancellable           *cancellable)
{
  g_autofree char *end = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + TOKEN_LIFE);
  g_autoptr(CsHttpAnswer) answer = cs_bluesky_get (http, account, cancellable, "com.atproto.server.getServiceAuth", "aud", audience, "lxm", method,
                                                   "exp", end, NULL);
  g_autoptr(JsonNode) node = NULL;

  if (!cs_network_answer_is_success (answer, &node))
    return NULL;

  return g_strdup (cs_network_json_string (json_node_get_object (node), "token", NULL));
}

static JsonObject *
get_status (JsonObject *json)
{
  JsonObject *status = cs_network_json_object (json, "jobStatus");

  return status != NULL ? status : json;
}

/* --- uploads and their ids --- */

/* @blob, @job: one of them; @captions: lent */
static CsUpload *
make_upload (JsonObject *blob,
             const char *job,
             JsonArray  *captions)
{
  CsUpload *upload = cs_upload_new (CS_SEND_SENT, 0, "");
  JsonObject *id = json_object_new ();

  if (blob != NULL)
    json_object_set_object_member (id, "blob", json_object_ref (blob));
  else
    json_object_set_string_member (id, "job", job);
  if (captions != NULL)
    json_object_set_array_member (id, "captions", json_array_ref (captions));
  g_free (upload->remote_id);
  upload->remote_id = cs_network_json_to_string (id);
  upload->ready = blob != NULL;
  upload->retry_after = blob != NULL ? 0 : ASK_AGAIN;

  return upload;
}

CsUpload *
cs_bluesky_read_job (const CsHttpAnswer *answer,
                     JsonArray          *captions)
{
  g_autoptr(JsonNode) node = cs_network_answer_parse (answer);
  JsonObject *status = node != NULL ? get_status (json_node_get_object (node)) : NULL;
  JsonObject *blob = cs_network_json_object (status, "blob");
  const char *job = cs_network_json_string (status, "jobId", "");

  if (*cs_bluesky_get_blob_cid (blob) != '\0')
    return make_upload (blob, NULL, captions);
  if (g_str_equal (cs_network_json_string (status, "state", ""), "JOB_STATE_FAILED"))
    {
      const char *said = cs_network_json_string (status, "message", cs_network_json_string (status, "error", ""));
      g_autofree char *detail = g_strdup_printf ("The film was refused: %s %.200s", cs_network_json_string (status, "failureCode", ""), said);
      g_autofree char *valid = g_utf8_make_valid (detail, -1);

      return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, valid);
    }

  return *job != '\0' ? make_upload (NULL, job, captions) : NULL;
}

/* --- subtitles --- */

/* NULL with @failure if one of them is not taken */
static JsonArray *
upload_captions (CsHttp                  *http,
                 const CsNetworkAccount  *account,
                 const GPtrArray         *subtitles,
                 CsUpload               **failure,
                 GCancellable            *cancellable)
{
  g_autoptr(JsonArray) captions = json_array_new ();

  if (subtitles != NULL && subtitles->len > MAX_CAPTIONS)
    {
      *failure = cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, "Bluesky takes subtitles in twenty languages at most");
      return NULL;
    }

  for (guint i = 0; subtitles != NULL && i < subtitles->len; i++)
    {
      const CsFilmText *text = g_ptr_array_index (subtitles, i);
      JsonObject *blob = NULL;
      JsonObject *caption;

      if (g_bytes_get_size (text->bytes) > MAX_CAPTION_BYTES)
        {
          *failure = cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_TOO_LARGE, "Subtitles on Bluesky have 20,000 bytes at most");
          return NULL;
        }
      if ((*failure = cs_bluesky_upload_bytes (http, account, text->bytes, "text/vtt", &blob, cancellable)) != NULL)
        return NULL;

      caption = json_object_new ();
      json_object_set_string_member (caption, "lang", text->language);
      json_object_set_object_member (caption, "file", blob);
      json_array_add_object_element (captions, caption);
    }

  return g_steal_pointer (&captions);
}

/* --- the film --- */

static char *
make_audience (const CsNetworkAccount *account)
{
  g_autoptr(GUri) uri = g_uri_parse (account->address, G_URI_FLAGS_NONE, NULL);

  return g_strconcat ("did:web:", uri != NULL ? g_uri_get_host (uri) : "", NULL);
}

/* Nobody answers there, or somebody who knows of no such service */
static gboolean
is_absent (const CsHttpAnswer *answer)
{
  return (answer->outcome == CS_HTTP_NOT_SENT && !answer->untrusted) ||
         (answer->outcome == CS_HTTP_ANSWERED && (answer->status == 404 || answer->status == 501)) ||
         (cs_bluesky_is_error (answer, "InvalidRequest") && strstr (answer->body, "No service configured") != NULL);
}

/* Asked first, in few bytes: whoever does not want the film hangs up in the middle of it, which tells nothing. FALSE if the service is not to be had, or if it says
 * that this account may not: then @failure. */
static gboolean
ask_service (CsHttp                  *http,
             const CsNetworkAccount  *account,
             CsUpload               **failure,
             GCancellable            *cancellable)
{
  g_autofree char *token = get_token (http, account, VIDEO_SERVICE_DID, "app.bsky.video.getUploadLimits", cancellable);
  const CsNetworkAccount service = { .kind = CS_NETWORK_BLUESKY, .address = get_service (account), .token = token, .practice = account->practice };
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *valid = NULL;

  if (token == NULL)
    return FALSE;

  answer = cs_bluesky_get (http, &service, cancellable, "app.bsky.video.getUploadLimits", NULL);
  if (!cs_network_answer_is_success (answer, &node) || cs_network_json_boolean (json_node_get_object (node), "canUpload", TRUE))
    return !is_absent (answer);

  valid = g_utf8_make_valid (cs_network_json_string (json_node_get_object (node), "message", "The account may not publish films now"), -1);
  *failure = cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, valid);

  return FALSE;
}

/* NULL if the service is not to be had */
static CsUpload *
upload_by_service (CsHttp                 *http,
                   const CsNetworkAccount *account,
                   const char             *path,
                   gint64                  size,
                   JsonArray              *captions,
                   GCancellable           *cancellable)
{
  g_autofree char *audience = make_audience (account);
  g_autofree char *token = get_token (http, account, audience, "com.atproto.repo.uploadBlob", cancellable);
  const CsNetworkAccount service = { .kind = CS_NETWORK_BLUESKY, .address = get_service (account), .token = token, .practice = account->practice };
  g_autofree char *did = cs_bluesky_dup_did (account, NULL);
  g_autofree char *escaped = did != NULL ? g_uri_escape_string (did, NULL, FALSE) : NULL;
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *where = g_strdup_printf ("/xrpc/app.bsky.video.uploadVideo?did=%s&name=%s.mp4", escaped, name);
  g_autoptr(CsHttpAnswer) answer = NULL;
  CsUpload *upload = NULL;

  if (token == NULL || did == NULL || !ask_service (http, account, &upload, cancellable))
    return upload;

  answer = cs_bluesky_send_file (http, &service, where, path, size, "video/mp4", cancellable);
  if ((upload = cs_bluesky_read_job (answer, captions)) != NULL)
    return upload;

  return is_absent (answer) ? NULL : cs_bluesky_upload_failure (&service, answer);
}

/* Worked on only once the post is there; its viewers see a gap until then. */
static CsUpload *
upload_plainly (CsHttp                 *http,
                const CsNetworkAccount *account,
                const CsFilmUpload     *film,
                gint64                  size,
                JsonArray              *captions,
                GCancellable           *cancellable)
{
  const CsRendition *rendition = cs_media_item_find_rendition (film->item, CS_NETWORK_BLUESKY);
  g_autofree char *cid = cs_bluesky_make_cid (rendition != NULL ? &rendition->digest : &film->item->digest);
  g_autoptr(CsHttpAnswer) answer = cs_bluesky_send_file (http, account, "/xrpc/com.atproto.repo.uploadBlob", film->path, size, "video/mp4",
                                                         cancellable);
  g_autoptr(JsonObject) blob = cs_bluesky_read_blob (answer, size, cid);
  g_autoptr(JsonNode) node = NULL;

  if (blob != NULL)
    return make_upload (blob, NULL, captions);
  if (cs_network_answer_is_success (answer, &node) && cs_network_json_object (json_node_get_object (node), "blob") != NULL)
    return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_DIGEST_MISMATCH, "The server received another film than was sent");

  return cs_bluesky_upload_failure (account, answer);
}

CsUpload *
cs_bluesky_upload_film (CsHttp                 *http,
                        const CsNetworkAccount *account,
                        const CsFilmUpload     *film,
                        GCancellable           *cancellable)
{
  g_autoptr(JsonArray) captions = NULL;
  CsUpload *upload = NULL;
  GError *error = NULL;
  GStatBuf status;

  if (!cs_bluesky_check_account (account, &error))
    return cs_upload_from_error (error);
  if (g_stat (film->path, &status) != 0)
    return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_FAILED, g_strerror (errno));
  if (!(captions = upload_captions (http, account, film->subtitles, &upload, cancellable)))
    return upload;

  upload = upload_by_service (http, account, film->path, status.st_size, captions, cancellable);

  return upload != NULL ? upload : upload_plainly (http, account, film, status.st_size, captions, cancellable);
}

CsUpload *
cs_bluesky_check_media (CsHttp                 *http,
                        const CsNetworkAccount *account,
                        const char             *remote_id,
                        GCancellable           *cancellable)
{
  const CsNetworkAccount service = { .kind = CS_NETWORK_BLUESKY, .address = get_service (account), .token = "", .practice = account->practice };
  g_autoptr(JsonNode) node = cs_network_json_parse (remote_id, strlen (remote_id), NULL);
  JsonObject *id = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *job = cs_network_json_string (id, "job", "");
  JsonObject *blob = cs_network_json_object (id, "blob");
  JsonArray *captions = cs_network_json_array (id, "captions");
  g_autoptr(CsHttpAnswer) answer = NULL;
  CsUpload *upload;
  GError *error = NULL;

  if (!cs_bluesky_check_account (account, &error))
    return cs_upload_from_error (error);
  if (*cs_bluesky_get_blob_cid (blob) != '\0')
    return make_upload (blob, NULL, captions);
  if (*job == '\0')
    return cs_upload_new (CS_SEND_NOT_SENT, CS_ERROR_INVALID, "What was uploaded has no id");

  answer = cs_bluesky_get (http, &service, cancellable, "app.bsky.video.getJobStatus", "jobId", job, NULL);
  upload = answer->outcome == CS_HTTP_ANSWERED && answer->status == 200 ? cs_bluesky_read_job (answer, captions) : NULL;

  return upload != NULL ? upload : cs_bluesky_upload_failure (&service, answer);
}
