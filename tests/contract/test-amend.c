/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amendment-rows.h"
#include "cs-emergency-rows.h"
#include "cs-outbox-private.h"
#include "cs-queue-rows.h"
#include "outbox-fixture.h"

/* Corrections and withdrawals against the practice network. */

#define TEXT "Road A12 is closed until 18:00."
#define MORE "Please use the B7."
#define BETTER "Road A12 is closed until 20:00."

/* A post that amends @amends, as outbox_add_post() makes others. @text: "" = a withdrawal says nothing in public */
static gint64
add_amendment (OutboxFixture *f,
               CsAmendKind    kind,
               gint64         amends,
               const char    *text,
               guint          n_decisions)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autofree char *canonical = NULL;
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(GError) error = NULL;
  CsRevisionRow revision = { 0 };
  gint64 id = fixture_add_post (f->base.db);
  CsAmendmentRow row = { .post = id, .amends = amends, .kind = kind, .reason = CS_AMEND_FIGURE };

  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_strdup (text);
  cs_content_add_account (content, f->account);
  content->amends = cs_amendment_new (amends, kind, CS_AMEND_FIGURE, "The hour was wrong");
  canonical = cs_content_to_canonical (content);
  revision.post = id;
  revision.digest = cs_content_digest (content);
  revision.content = canonical;
  revision.author = FIXTURE_DRAFTER;
  revision.made_at = 20;
  g_assert_true (cs_revision_rows_add (f->base.db, &revision, &error));
  for (guint i = 0; i < n_decisions; i++)
    outbox_decide (f, &revision, i, i == 0 ? FIXTURE_REVIEWER : FIXTURE_LEADER);

  post = cs_post_rows_get (f->base.db, id, &error);
  post->revision = revision.id;
  post->stage = 1;
  post->state = CS_POST_QUEUED;
  post->release_at = g_get_real_time ();
  g_assert_true (cs_post_rows_update (f->base.db, post, CS_POST_DRAFT, &error));
  g_assert_true (cs_amendment_rows_set (f->base.db, &row, &error));
  g_assert_true (cs_amendment_rows_schedule (f->base.db, id, post->release_at, &error));
  g_assert_no_error (error);
  if (*text != '\0')
    outbox_add_publications (f, &revision, 1, post->release_at);

  return id;
}

static gint64
publish (OutboxFixture *f)
{
  gint64 post = outbox_add_post (f, TEXT, MORE, NULL, g_get_real_time (), 2);

  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
  g_assert_cmpuint (outbox_count (f, MORE), ==, 1);
  return post;
}

static CsRemovalRow *
get_removal (OutboxFixture *f,
             gint64         post,
             guint          segment)
{
  g_autoptr(CsPublicationRow) piece = outbox_get_publication (f, post, segment);
  g_autoptr(GError) error = NULL;
  CsRemovalRow *row;

  g_assert_true (cs_removal_rows_find (f->base.db, piece->id, &row, &error));
  g_assert_no_error (error);
  return row;
}

/* Whom the one post with @text answers over there */
static char *
dup_parent (OutboxFixture *f,
            const char    *text)
{
  g_autofree char *url = g_strconcat (cs_practice_host_get_address (f->host), "/practice/posts", NULL);
  g_autoptr(CsHttpAnswer) answer = cs_http_send (f->http, "GET", url, NULL, NULL, NULL, 10, 10000000, NULL);
  g_autoptr(JsonNode) node = cs_network_json_parse (answer->body, answer->size, NULL);
  JsonArray *list = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *one = json_array_get_object_element (list, i);

      if (g_str_equal (json_object_get_string_member (one, "text"), text))
        return g_strdup (json_object_get_string_member_with_default (one, "in_reply_to_id", ""));
    }

  return NULL;
}

static void
test_correct (OutboxFixture *f,
              gconstpointer  unused)
{
  gint64 post = publish (f);
  gint64 correction = add_amendment (f, CS_AMEND_CORRECTION, post, BETTER, 2);
  g_autoptr(CsPublicationRow) first = outbox_get_publication (f, post, 0);
  g_autofree char *parent = NULL;
  g_autofree char *journal = NULL;
  g_auto(GStrv) parts = NULL;

  g_test_summary ("A correction answers the first part of what it corrects, which is a corrected post from then on, and stays out");
  outbox_run_until (f, correction, CS_POST_PUBLISHED);
  parent = dup_parent (f, BETTER);
  g_assert_cmpstr (parent, ==, first->remote_id);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_CORRECTED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
  journal = outbox_dup_journal (f, post);
  parts = g_strsplit (journal, "state-changed", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 4); /* sending, published, corrected */
}

static void
test_withdraw (OutboxFixture *f,
               gconstpointer  unused)
{
  gint64 post = publish (f);
  gint64 withdrawal = add_amendment (f, CS_AMEND_WITHDRAWAL, post, "", 2);
  g_autoptr(CsPublicationRow) piece = NULL;
  g_autoptr(CsRemovalRow) first = NULL;
  g_autoptr(CsRemovalRow) second = NULL;
  g_autofree char *journal = NULL;

  g_test_summary ("A silent withdrawal takes down every part, the last one first, and both posts say so; nothing is published for it");
  outbox_run_until (f, withdrawal, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
  g_assert_cmpuint (outbox_count (f, MORE), ==, 0);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_WITHDRAWN);
  first = get_removal (f, post, 0);
  second = get_removal (f, post, 1);
  g_assert_cmpint (first->state, ==, CS_REMOVAL_GONE);
  g_assert_cmpint (second->state, ==, CS_REMOVAL_GONE);
  g_assert_cmpint (second->armed_at, <, first->armed_at);
  g_assert_cmpint (first->attempts, ==, 1);
  journal = outbox_dup_journal (f, withdrawal);
  g_assert_cmpstr (journal, ==, "removal-armed removal-settled removal-armed removal-settled state-changed state-changed ");
  piece = outbox_get_publication (f, post, 0);
  g_assert_cmpint (piece->state, ==, CS_PUBLICATION_SENT);
  g_assert_cmpint (piece->check_at, ==, 0);
}

static void
test_withdraw_with_note (OutboxFixture *f,
                         gconstpointer  unused)
{
  gint64 post = publish (f);
  gint64 withdrawal = add_amendment (f, CS_AMEND_WITHDRAWAL, post, "We took a post down: its hour was wrong.", 2);

  g_test_summary ("The words of a withdrawal stay out, and answer nothing that is gone");
  outbox_run_until (f, withdrawal, CS_POST_PUBLISHED);
  outbox_run_until (f, post, CS_POST_WITHDRAWN);
  g_assert_cmpuint (outbox_count (f, "We took a post down: its hour was wrong."), ==, 1);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
}

static void
test_fault (OutboxFixture *f,
            gconstpointer  fault)
{
  gint64 post = publish (f);
  gint64 withdrawal = add_amendment (f, CS_AMEND_WITHDRAWAL, post, "", 2);
  g_autoptr(CsRemovalRow) row = NULL;

  g_test_summary ("An answer that is lost, or no answer: it is done again, until it is gone");
  outbox_misbehave (f, fault);
  outbox_pass (f);
  row = get_removal (f, post, 1);
  g_assert_cmpint (row->state, ==, CS_REMOVAL_REMOVING);
  g_assert_cmpint (row->next_try_at, >, 0);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_PUBLISHED);
  outbox_misbehave (f, "");
  outbox_run_until (f, withdrawal, CS_POST_PUBLISHED);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_WITHDRAWN);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
  g_assert_cmpuint (outbox_count (f, MORE), ==, 0);
}

static void
test_unsigned (OutboxFixture *f,
               gconstpointer  unused)
{
  gint64 post = publish (f);
  gint64 withdrawal = add_amendment (f, CS_AMEND_WITHDRAWAL, post, "", 1);

  g_test_summary ("A withdrawal that lacks a decision takes nothing down");
  outbox_pass (f);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
  g_assert_cmpint (outbox_get_state (f, withdrawal), ==, CS_POST_QUEUED);
}

static void
test_held (OutboxFixture *f,
           gconstpointer  unused)
{
  gint64 post = publish (f);
  gint64 withdrawal = add_amendment (f, CS_AMEND_WITHDRAWAL, post, "", 2);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPostRow) row = cs_post_rows_get (f->base.db, withdrawal, &error);

  g_test_summary ("A withdrawal that is held waits");
  row->state = CS_POST_HELD;
  g_assert_true (cs_post_rows_update (f->base.db, row, CS_POST_QUEUED, &error));
  outbox_pass (f);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
  row->state = CS_POST_QUEUED;
  g_assert_true (cs_post_rows_update (f->base.db, row, CS_POST_HELD, &error));
  outbox_run_until (f, withdrawal, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
}

static guint
count_kept (OutboxFixture *f)
{
  const CsQueuePlace first = { 0, 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) places = cs_queue_rows_list_kept (f->base.db, &first, 10, &error);

  g_assert_no_error (error);
  return places->len;
}

static void
test_refused (OutboxFixture *f,
              gconstpointer  note)
{
  gint64 post = publish (f);
  gint64 withdrawal = add_amendment (f, CS_AMEND_WITHDRAWAL, post, note, 2);
  g_autoptr(CsRemovalRow) row = NULL;

  g_test_summary ("What the network refuses to delete waits for a person, whether or not the withdrawal says something in public");
  outbox_misbehave (f, "keep:100");
  outbox_run_until (f, withdrawal, *(const char *) note != '\0' ? CS_POST_PUBLISHED : CS_POST_FAILED);
  outbox_pass (f);
  row = get_removal (f, post, 1);
  g_assert_cmpint (row->state, ==, CS_REMOVAL_KEPT);
  g_assert_cmpstr (row->error, ==, "refused");
  g_assert_cmpint (row->next_try_at, ==, 0);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
  g_assert_cmpuint (outbox_count (f, MORE), ==, 1);

  /* By its state alone nobody would find the one whose words are out. */
  g_assert_cmpuint (count_kept (f), ==, *(const char *) note != '\0' ? 1 : 0);
}

static void
test_frozen (OutboxFixture *f,
             gconstpointer  unused)
{
  gint64 post = publish (f);
  gint64 withdrawal = add_amendment (f, CS_AMEND_WITHDRAWAL, post, "", 2);
  g_autoptr(CsPublicationRow) piece = outbox_get_publication (f, post, 1);
  const CsOutboxJob job = { CS_OUTBOX_REMOVE, piece->id, piece->account };
  CsFreezeRow freeze = { .reason = (char *) "Something is wrong", .made_by = FIXTURE_LEADER, .made_at = 1 };
  g_autoptr(CsRemovalRow) before = NULL;
  g_autoptr(CsRemovalRow) after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;
  guint n_done = 0;

  g_test_summary ("What was about to be taken down when everything was held stays, until all goes on");
  outbox_misbehave (f, "error:100");
  outbox_pass (f);
  outbox_misbehave (f, "");
  before = get_removal (f, post, 1);
  g_assert_cmpint (before->state, ==, CS_REMOVAL_REMOVING);

  /* It stands in a lane already: the freeze comes between. */
  g_assert_cmpint ((id = cs_freeze_rows_add (f->base.db, &freeze, &error)), >, 0);
  g_assert_true (cs_outbox_do (f->outbox, f->http, &job, &n_done, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, 0);
  after = get_removal (f, post, 1);
  g_assert_cmpint (after->attempts, ==, before->attempts);
  g_assert_cmpuint (outbox_count (f, MORE), ==, 1);

  g_assert_true (cs_freeze_rows_end (f->base.db, id, FIXTURE_LEADER, 2, &error));
  g_assert_true (cs_outbox_do (f->outbox, f->http, &job, &n_done, &error));
  g_assert_cmpuint (n_done, ==, 1);
  g_assert_cmpuint (outbox_count (f, MORE), ==, 0);
  outbox_run_until (f, withdrawal, CS_POST_PUBLISHED);
}

#define ADD(path, data, function) \
  g_test_add ("/amend/" path, OutboxFixture, data, outbox_set_up, function, outbox_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("correct", NULL, test_correct);
  ADD ("withdraw", NULL, test_withdraw);
  ADD ("withdraw-with-note", NULL, test_withdraw_with_note);
  ADD ("fault/drop-before", "drop-before:100", test_fault);
  ADD ("fault/drop-after", "drop-after:100", test_fault);
  ADD ("fault/error", "error:100", test_fault);
  ADD ("unsigned", NULL, test_unsigned);
  ADD ("held", NULL, test_held);
  ADD ("frozen", NULL, test_frozen);
  ADD ("refused/silent", "", test_refused);
  ADD ("refused/with-note", "We took a post down.", test_refused);

  return g_test_run ();
}
