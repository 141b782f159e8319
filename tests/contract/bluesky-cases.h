/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "bluesky-fixture.h"
#include "outbox-fixture.h"

/* What the cases of test-bluesky*.c share: the office's account at a server, and a post in the making. */

#define TEXT "Road A12 closed – @citizen.test #A12 https://gov.example/a12 防汛"
#define ALT "Map of the diversion"

typedef struct
{
  BlueskyServer   *server;
  CsHttp          *http;
  CsBlueskySession session;
  CsNetworkAccount account;
  CsContent       *content;
  GPtrArray       *media_ids; /* of what was uploaded, NULL-terminated */
} Fixture;

/* Where there is no server, each case says so and counts as skipped. */
static inline gboolean
is_skipped (Fixture *f)
{
  if (f->server->skip != NULL)
    g_test_skip (f->server->skip);

  return f->server->skip != NULL;
}

static inline void
set_text (CsSegment  *segment,
          const char *text)
{
  g_free (segment->text);
  segment->text = g_strdup (text);
}

static inline CsSegment *
get_segment (Fixture *f)
{
  return cs_content_get_segment (f->content, 0);
}

/* A picture of one pixel, which the server decodes, and behind its end bytes that no other has */
static inline GBytes *
make_bytes (gsize size)
{
  g_autoptr(GBytes) picture = outbox_make_picture ();
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) g_random_int ();
  memcpy (bytes, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));

  return g_bytes_new_take (bytes, size);
}

static inline CsMediaItem *
add_item (Fixture    *f,
          GBytes     *bytes,
          const char *mime_type)
{
  CsMediaItem *item = cs_media_item_new ();

  item->digest = cs_digest_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_free (item->mime_type);
  item->mime_type = g_strdup (mime_type);
  g_free (item->alt_text);
  item->alt_text = g_strdup (ALT);
  item->width = 4;
  item->height = 3;
  g_ptr_array_add (get_segment (f)->media, item);

  return item;
}

static inline void
keep_id (Fixture        *f,
         const CsUpload *upload)
{
  g_assert_cmpstr (upload->detail, ==, "");
  g_assert_cmpint (upload->outcome, ==, CS_SEND_SENT);
  g_assert_true (upload->ready);
  g_ptr_array_insert (f->media_ids, (gint) f->media_ids->len - 1, g_strdup (upload->remote_id));
}

static inline void
add_picture (Fixture *f,
             gsize    size)
{
  g_autoptr(GBytes) bytes = make_bytes (size);
  CsMediaItem *item = add_item (f, bytes, "image/png");
  g_autoptr(CsUpload) upload = cs_bluesky_network.upload (f->http, &f->account, item, bytes, NULL);

  keep_id (f, upload);
}

static inline CsSendRequest
make_request (Fixture *f)
{
  CsSendRequest request = { 0 };

  request.content = f->content;
  request.key = "unused";
  request.now = request.armed_at = request.first_armed_at = g_get_real_time ();
  request.media_ids = (const char * const *) f->media_ids->pdata;
  request.may_repeat = TRUE;

  return request;
}

/* Freezes and sends. @prepared: (out) (transfer full): what was frozen */
static inline CsSendResult *
send (Fixture       *f,
      CsSendRequest *request,
      char         **prepared)
{
  g_autoptr(GError) error = NULL;

  *prepared = cs_bluesky_network.prepare (f->http, &f->account, request, NULL, &error);
  g_assert_no_error (error);
  request->prepared = *prepared;

  return cs_bluesky_network.publish (f->http, &f->account, request, NULL);
}

static inline CsSendResult *
send_well (Fixture       *f,
           CsSendRequest *request,
           char         **prepared)
{
  CsSendResult *result = send (f, request, prepared);

  g_assert_cmpstr (result->detail, ==, "");
  g_assert_cmpint (result->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (result->deviation, ==, "");
  g_assert_true (g_str_has_prefix (result->remote_ref, "bafyrei"));

  return result;
}

static inline void
assert_read_back (Fixture            *f,
                  const CsSendRequest *request,
                  const char          *remote_id,
                  const char          *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *result = cs_bluesky_network.read_back (f->http, &f->account, request, remote_id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, expected);
}

/* The record as the server has it */
static inline void
read_record (Fixture        *f,
             const char     *remote_id,
             CsBlueskyFound *found)
{
  g_auto(CsBlueskyUri) uri = { NULL };
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_bluesky_uri_parse (remote_id, &uri));
  cs_bluesky_get_record (f->http, &f->account, &uri, found, NULL, &error);
  g_assert_no_error (error);
}

static inline guint
count_records (CsHttp                 *http,
               const CsNetworkAccount *account,
               const char             *collection)
{
  g_autoptr(CsHttpAnswer) answer = cs_bluesky_get (http, account, NULL, "com.atproto.repo.listRecords", "repo", account->remote_id,
                                                   "collection", collection, "limit", "100", NULL);
  g_autoptr(JsonNode) node = NULL;

  g_assert_true (cs_network_answer_is_success (answer, &node));
  return json_array_get_length (json_object_get_array_member (json_node_get_object (node), "records"));
}

/* test-bluesky-login.c */
void bluesky_test_login            (Fixture       *f,
                                    gconstpointer  unused);
void bluesky_test_renewal          (Fixture       *f,
                                    gconstpointer  unused);
void bluesky_test_expired          (Fixture       *f,
                                    gconstpointer  unused);
void bluesky_test_browser          (Fixture       *f,
                                    gconstpointer  unused);

/* test-bluesky-quotes.c */
void bluesky_test_quote            (Fixture       *f,
                                    gconstpointer  unused);
void bluesky_test_repost           (Fixture       *f,
                                    gconstpointer  unused);
void bluesky_test_replies          (Fixture       *f,
                                    gconstpointer  unused);
void bluesky_test_quotes_forbidden (Fixture       *f,
                                    gconstpointer  unused);

/* test-bluesky-media.c */
void bluesky_test_pictures      (Fixture       *f,
                                 gconstpointer  unused);
void bluesky_test_blob_missing  (Fixture       *f,
                                 gconstpointer  unused);
void bluesky_test_film          (Fixture       *f,
                                 gconstpointer  unused);
void bluesky_test_video_service (void);
void bluesky_test_outbox        (gconstpointer  data);
