/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "../unit/store-fixture.h"
#include "cs-media-files.h"
#include "cs-network-json.h"
#include "cs-network.h"
#include "cs-outbox.h"
#include "cs-practice-host.h"
#include "cs-secrets.h"
#include "cs-store.h"

/* An office with a signed post or two, the practice network, and an outbox whose clock can be set forward. */
typedef struct
{
  StoreFixture    base;
  CsPracticeHost *host;
  CsStore        *store;
  CsOutbox       *outbox;
  CsHttp         *http;
  gint64          account;
  gint64          ahead;   /* of the real clock, microseconds */
  CsDigest        picture;
  CsMediaItem    *item;    /* what posts get instead of that picture; lent, or NULL */
} OutboxFixture;

static inline gint64
outbox_clock (gpointer data)
{
  return g_get_real_time () + ((OutboxFixture *) data)->ahead;
}

/* The smallest PNG there is: one pixel */
static inline GBytes *
outbox_make_picture (void)
{
  static const char base64[] = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  gsize size;
  guchar *bytes = g_base64_decode (base64, &size);

  return g_bytes_new_take (bytes, size);
}

static inline void
outbox_add_account (OutboxFixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *token = cs_practice_host_add_account (f->host, "office", "City of Linden", &error);
  CsAccountRow row = { 0 };

  g_assert_no_error (error);
  row.network = CS_NETWORK_PRACTICE;
  row.address = (char *) cs_practice_host_get_address (f->host);
  row.handle = (char *) "@office@practice";
  row.name = (char *) "City of Linden";
  row.colour = (char *) "#1d4fb8";
  row.limits = (char *) "{\"keys\":true}";
  row.health = (char *) "";
  f->account = cs_account_rows_add (f->base.db, &row, &error);
  g_assert_no_error (error);
  g_assert_true (cs_secrets_store (f->base.folder, TRUE, "uid", f->account, token, NULL, &error));
  g_assert_no_error (error);
}

static inline void
outbox_set_up (OutboxFixture *f,
               gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) picture = outbox_make_picture ();
  g_autofree char *practice = NULL;

  fixture_set_up (&f->base, NULL);
  practice = g_build_filename (f->base.folder, "practice", "network", NULL);
  f->host = cs_practice_host_start (practice, 0, &error);
  g_assert_no_error (error);
  outbox_add_account (f);
  g_assert_true (cs_media_files_put (f->base.folder, picture, &f->picture, &error));
  g_assert_no_error (error);
  f->store = cs_store_open (f->base.folder, &error);
  g_assert_no_error (error);
  f->outbox = cs_outbox_new (f->store, outbox_clock, f);
  f->http = cs_http_new ();
}

static inline void
outbox_tear_down (OutboxFixture *f,
                  gconstpointer  unused)
{
  g_clear_object (&f->outbox);
  g_clear_pointer (&f->http, cs_http_free);
  g_clear_object (&f->store);
  g_clear_pointer (&f->host, cs_practice_host_stop);
  fixture_tear_down (&f->base, NULL);
}

static inline void
outbox_decide (OutboxFixture       *f,
               const CsRevisionRow *revision,
               guint                stage,
               gint64               person)
{
  CsDecision decision = { 0 };
  g_autoptr(GError) error = NULL;

  decision.post = revision->post;
  decision.revision = revision->id;
  decision.digest = revision->digest;
  decision.stage = stage;
  decision.person = person;
  decision.verdict = CS_VERDICT_APPROVE;
  decision.reason = (char *) "";
  decision.to_stage = -1;
  decision.parties = 1;
  decision.at = 30;
  g_assert_true (cs_decision_rows_add (f->base.db, &decision, &error));
  g_assert_no_error (error);
}

static inline void
outbox_add_publications (OutboxFixture       *f,
                         const CsRevisionRow *revision,
                         guint                n_segments,
                         gint64               due_at)
{
  for (guint i = 0; i < n_segments; i++)
    {
      CsPublicationRow row = { 0 };
      g_autofree char *key = g_uuid_string_random ();
      g_autoptr(GError) error = NULL;

      row.post = revision->post;
      row.revision = revision->id;
      row.digest = revision->digest;
      row.account = f->account;
      row.segment = i;
      row.state = CS_PUBLICATION_QUEUED;
      row.due_at = due_at;
      row.key = key;
      g_assert_true (cs_publication_rows_add (f->base.db, &row, &error));
      g_assert_no_error (error);
    }
}

static inline CsMediaItem *
outbox_make_item (OutboxFixture *f,
                  const char    *alt_text)
{
  CsMediaItem *item;

  if (f->item != NULL)
    return cs_media_item_copy (f->item);

  item = cs_media_item_new ();
  item->digest = f->picture;
  g_free (item->mime_type);
  item->mime_type = g_strdup ("image/png");
  item->width = item->height = 1;
  g_free (item->alt_text);
  item->alt_text = g_strdup (alt_text);
  return item;
}

/* A queued post with a segment for each text; the first has a picture if @alt_text is given. @n_decisions: 2 = the chain is complete */
static inline gint64
outbox_add_post (OutboxFixture *f,
                 const char    *first,
                 const char    *second,
                 const char    *alt_text,
                 gint64         due_at,
                 guint          n_decisions)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autofree char *canonical = NULL;
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(GError) error = NULL;
  CsRevisionRow revision = { 0 };
  gint64 id = fixture_add_post (f->base.db);
  gboolean added;

  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_strdup (first);
  if (second != NULL)
    {
      CsSegment *segment = cs_segment_new ();

      g_free (segment->text);
      segment->text = g_strdup (second);
      g_ptr_array_add (content->segments, segment);
    }
  if (alt_text != NULL)
    g_ptr_array_add (cs_content_get_segment (content, 0)->media, outbox_make_item (f, alt_text));
  cs_content_add_account (content, f->account);

  canonical = cs_content_to_canonical (content);
  revision.post = id;
  revision.digest = cs_content_digest (content);
  revision.content = canonical;
  revision.author = FIXTURE_DRAFTER;
  revision.made_at = 20;
  g_assert_true (cs_revision_rows_add (f->base.db, &revision, &error));
  g_assert_true (cs_contributor_rows_add (f->base.db, id, FIXTURE_DRAFTER, 20, &added, &error));
  if (n_decisions > 0)
    outbox_decide (f, &revision, 0, FIXTURE_REVIEWER);
  if (n_decisions > 1)
    outbox_decide (f, &revision, 1, FIXTURE_LEADER);

  post = cs_post_rows_get (f->base.db, id, &error);
  g_assert_no_error (error);
  post->revision = revision.id;
  post->stage = 1;
  post->state = CS_POST_QUEUED;
  post->release = CS_RELEASE_AT_TIME;
  post->release_at = due_at;
  g_assert_true (cs_post_rows_update (f->base.db, post, CS_POST_DRAFT, &error));
  g_assert_no_error (error);
  outbox_add_publications (f, &revision, second != NULL ? 2 : 1, due_at);

  return id;
}

static inline CsPostState
outbox_get_state (OutboxFixture *f,
                  gint64         post)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPostRow) row = cs_post_rows_get (f->base.db, post, &error);

  g_assert_no_error (error);

  return row->state;
}

static inline CsPublicationRow *
outbox_get_publication (OutboxFixture *f,
                        gint64         post,
                        guint          segment)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = cs_publication_rows_list (f->base.db, post, 0, &error);
  CsPublicationRow *row = g_ptr_array_index (rows, segment);

  g_assert_no_error (error);

  return cs_publication_rows_get (f->base.db, row->id, &error);
}

static inline void
outbox_pass (OutboxFixture *f)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_outbox_run_once (f->outbox, NULL, &error));
  g_assert_no_error (error);
}

/* Passes, a second of the outbox's clock apart, until the post is in @state */
static inline void
outbox_run_until (OutboxFixture *f,
                  gint64         post,
                  CsPostState    state)
{
  for (guint i = 0; i < 40 && outbox_get_state (f, post) != state; i++)
    {
      outbox_pass (f);
      f->ahead += G_USEC_PER_SEC;
    }

  g_assert_cmpstr (cs_post_state_nick (outbox_get_state (f, post)), ==, cs_post_state_nick (state));
}

static inline void
outbox_misbehave (OutboxFixture *f,
                  const char    *what)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_practice_host_misbehave (f->host, what, &error));
  g_assert_no_error (error);
}

/* How many posts with @text the network accepted */
static inline guint
outbox_count (OutboxFixture *f,
              const char    *text)
{
  g_autofree char *url = g_strconcat (cs_practice_host_get_address (f->host), "/practice/posts", NULL);
  g_autoptr(CsHttpAnswer) answer = cs_http_send (f->http, "GET", url, NULL, NULL, NULL, 10, 10000000, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = cs_network_json_parse (answer->body, answer->size, &error);
  JsonArray *list;
  guint n = 0;

  g_assert_no_error (error);
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    n += g_str_equal (json_object_get_string_member (json_array_get_object_element (list, i), "text"), text);

  return n;
}

/* Somebody else, or the network, changes the words there */
static inline void
outbox_change_remote (OutboxFixture *f,
                      const char    *remote_id,
                      const char    *text)
{
  g_autofree char *url = g_strconcat (cs_practice_host_get_address (f->host), "/practice/change", NULL);
  g_autofree char *form = g_strdup_printf ("id=%s&text=%s", remote_id, text);
  g_autoptr(GBytes) body = g_bytes_new (form, strlen (form));
  g_autoptr(CsHttpAnswer) answer = cs_http_send (f->http, "POST", url, body, "application/x-www-form-urlencoded", NULL, 10, 10000, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
}

/* The journal of the post as kinds, oldest first, each with a space behind */
static inline char *
outbox_dup_journal (OutboxFixture *f,
                    gint64         post)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = cs_journal_rows_list (f->base.db, 0, post, -1, 1000, &error);
  GString *kinds = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = entries->len; i > 0; i--)
    g_string_append_printf (kinds, "%s ", cs_journal_kind_nick (((CsJournalEntry *) g_ptr_array_index (entries, i - 1))->kind));

  return g_string_free (kinds, FALSE);
}
