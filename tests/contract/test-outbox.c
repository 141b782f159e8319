/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-private.h"
#include "outbox-fixture.h"

#define TEXT "Road A12 is closed until 18:00."
#define MINUTE (60 * (gint64) G_USEC_PER_SEC)

static void
test_happy (OutboxFixture *f,
            gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, "Please use the B7.", "A barrier on the road", g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) first = NULL;
  g_autoptr(CsPublicationRow) second = NULL;
  g_autofree char *journal = NULL;

  g_test_summary ("A thread with a picture goes out in order, is read back, and every step is in the journal");
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  outbox_pass (f);
  first = outbox_get_publication (f, post, 0);
  second = outbox_get_publication (f, post, 1);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
  g_assert_cmpuint (outbox_count (f, "Please use the B7."), ==, 1);
  g_assert_cmpstr (first->read_back, ==, "same");
  g_assert_cmpstr (second->read_back, ==, "same");
  g_assert_true (g_str_has_prefix (first->remote_url, cs_practice_host_get_address (f->host)));
  g_assert_cmpint (first->attempts, ==, 1);
  journal = outbox_dup_journal (f, post);
  g_assert_cmpstr (journal, ==,
                   "publication-armed state-changed publication-settled publication-armed publication-settled state-changed "
                   "publication-read-back publication-read-back ");
}

static void
set_at_once (OutboxFixture *f,
             gint64         post)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPostRow) row = cs_post_rows_get (f->base.db, post, &error);

  row->release = CS_RELEASE_AT_ONCE;
  row->release_at = 0;
  g_assert_true (cs_post_rows_update (f->base.db, row, CS_POST_QUEUED, &error));
  g_assert_no_error (error);
}

static void
test_misdated (OutboxFixture *f,
               gconstpointer  unused)
{
  gint64 next_year = g_get_real_time () + 365 * 24 * 60 * MINUTE;
  gint64 at_once = outbox_add_post (f, TEXT, "Please use the B7.", NULL, next_year, 2);
  gint64 at_time = outbox_add_post (f, "Happy new year", NULL, NULL, next_year, 2);

  g_test_summary ("Signed to go out at once by a clock that was a year ahead: it goes out once the clock is right; what has a time of its own keeps it");
  set_at_once (f, at_once);
  outbox_run_until (f, at_once, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
  g_assert_cmpint (outbox_get_state (f, at_time), ==, CS_POST_QUEUED);
  g_assert_cmpuint (outbox_count (f, "Happy new year"), ==, 0);
}

static void
test_misdated_retry (OutboxFixture *f,
                     gconstpointer  unused)
{
  gint64 now = g_get_real_time ();
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, now, 2);
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);

  g_test_summary ("Let go out again by a clock that was a year ahead, long after the time that was signed: it goes out once the clock is right");
  row->due_at = now + 365 * 24 * 60 * MINUTE;
  g_assert_true (cs_publication_rows_update (f->base.db, row, CS_PUBLICATION_QUEUED, NULL));
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
set_remote_id (OutboxFixture *f,
               gint64         post,
               const char    *id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);

  g_free (row->remote_id);
  row->remote_id = g_strdup (id);
  g_assert_true (cs_publication_rows_update (f->base.db, row, CS_PUBLICATION_SENT, &error));
  g_assert_no_error (error);
}

static void
test_nothing_to_answer (OutboxFixture *f,
                        gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, "Please use the B7.", NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) first = NULL;
  g_autoptr(CsPublicationRow) second = NULL;

  g_test_summary ("Where it is not known what the first part is called over there, the second one waits: it would stand alone");
  outbox_misbehave (f, "drop-after:100x1");
  outbox_pass (f);
  outbox_misbehave (f, "down");
  first = outbox_get_publication (f, post, 0);
  g_assert_cmpint (first->state, ==, CS_PUBLICATION_UNKNOWN);
  first->state = CS_PUBLICATION_SENT;
  first->next_try_at = 0;
  g_assert_true (cs_publication_rows_update (f->base.db, first, CS_PUBLICATION_UNKNOWN, NULL));
  outbox_misbehave (f, "");
  outbox_pass (f);
  second = outbox_get_publication (f, post, 1);
  g_assert_cmpint (second->state, ==, CS_PUBLICATION_QUEUED);
  g_assert_cmpuint (outbox_count (f, "Please use the B7."), ==, 0);

  set_remote_id (f, post, "17");
  outbox_pass (f);
  g_clear_pointer (&second, cs_publication_row_free);
  second = outbox_get_publication (f, post, 1);
  g_assert_cmpint (second->state, !=, CS_PUBLICATION_QUEUED);
}

typedef struct
{
  const char *name;
  const char *fault;
  const char *seen;   /* error nick that the first try left */
} Fault;

static const Fault faults[] = {
  { "drop-before", "drop-before:100x1", "unknown-outcome" },
  { "drop-after", "drop-after:100x1", "unknown-outcome" },
  { "500", "error:100x1", "unknown-outcome" },
  { "garbage", "garbage:100x1", "unknown-outcome" },
  { "drop-after-twice", "drop-after:100x2", "unknown-outcome" },
};

static void
test_fault (OutboxFixture *f,
            gconstpointer  data)
{
  const Fault *fault = data;
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("Whatever the network does to the answer: unknown first, then published, exactly once");
  outbox_misbehave (f, fault->fault);
  outbox_pass (f);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpint (row->state, ==, CS_PUBLICATION_UNKNOWN);
  g_assert_cmpstr (row->error, ==, fault->seen);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_UNKNOWN);
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  outbox_misbehave (f, "");
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
forget_keys (OutboxFixture *f)
{
  fixture_run (f->base.db, "UPDATE accounts SET limits = '{\"keys\":false}'");
}

static void
test_no_keys_lost (OutboxFixture *f,
                   gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);

  g_test_summary ("Where no key is honoured, a post that never arrived stays unknown for a person and is not sent again");
  forget_keys (f);
  outbox_misbehave (f, "no-idempotency,drop-before:100x1");
  for (guint i = 0; i < 20; i++)
    {
      outbox_pass (f);
      f->ahead += G_USEC_PER_SEC;
    }
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_UNKNOWN);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
}

static void
test_no_keys_found (OutboxFixture *f,
                    gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);

  g_test_summary ("Where no key is honoured, a post that did arrive is found by its text");
  forget_keys (f);
  outbox_misbehave (f, "no-idempotency,drop-after:100x1");
  outbox_pass (f);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_UNKNOWN);
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_same_text_twice (OutboxFixture *f,
                      gconstpointer  unused)
{
  gint64 first = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  gint64 second;
  g_autoptr(CsPublicationRow) one = NULL;
  g_autoptr(CsPublicationRow) other = NULL;

  g_test_summary ("An earlier post of the same words is not taken for the one that was lost");
  outbox_run_until (f, first, CS_POST_PUBLISHED);
  second = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  outbox_misbehave (f, "drop-before:100x1");
  outbox_run_until (f, second, CS_POST_PUBLISHED);
  one = outbox_get_publication (f, first, 0);
  other = outbox_get_publication (f, second, 0);
  g_assert_cmpstr (one->remote_id, !=, other->remote_id);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 2);
}

static void
restart (OutboxFixture *f)
{
  g_clear_object (&f->outbox);
  f->outbox = cs_outbox_new (f->store, outbox_clock, f);
}

static void
test_rate (OutboxFixture *f,
           gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  gint64 other = outbox_add_post (f, "Another one", NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) waiting = NULL;
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("Where nothing is left, the next post waits instead of being refused, after a restart too; a 429 is obeyed");
  outbox_misbehave (f, "rate:1");
  outbox_pass (f);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_PUBLISHED);
  restart (f);
  outbox_pass (f);
  waiting = outbox_get_publication (f, other, 0);
  g_assert_cmpint (waiting->state, ==, CS_PUBLICATION_QUEUED);
  g_assert_cmpint (waiting->attempts, ==, 0);

  fixture_run (f->base.db, "DELETE FROM rate_limits");
  restart (f);
  fixture_run (f->base.db, "DELETE FROM rate_limits");
  outbox_pass (f);
  row = outbox_get_publication (f, other, 0);
  g_assert_cmpint (row->state, ==, CS_PUBLICATION_NOT_SENT);
  g_assert_cmpstr (row->error, ==, "rate-limited");
  g_assert_true (row->next_try_at == 0 || row->next_try_at > outbox_clock (f) + 4 * MINUTE);
  outbox_misbehave (f, "");
  g_assert_cmpuint (outbox_count (f, "Another one"), ==, 0);
}

static void
test_login_rejected (OutboxFixture *f,
                     gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;
  g_autoptr(CsAccountRow) account = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("A token that is no longer accepted: failed, no further try, and the account says why");
  g_assert_true (cs_secrets_store (f->base.folder, TRUE, "uid", f->account, "revoked", NULL, &error));
  outbox_run_until (f, post, CS_POST_FAILED);
  row = outbox_get_publication (f, post, 0);
  account = cs_account_rows_get (f->base.db, f->account, &error);
  g_assert_cmpstr (row->error, ==, "login-rejected");
  g_assert_cmpint (row->next_try_at, ==, 0);
  g_assert_cmpstr (account->health, ==, "login-rejected");
}

static void
test_refused (OutboxFixture *f,
              gconstpointer  unused)
{
  g_autofree char *long_text = g_strnfill (501, 'x');
  gint64 post = outbox_add_post (f, long_text, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("422: nothing was published, and what the network said is kept");
  outbox_run_until (f, post, CS_POST_FAILED);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpstr (row->error, ==, "refused");
  g_assert_nonnull (strstr (row->error_detail, "500"));
}

static void
test_down (OutboxFixture *f,
           gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("Nobody listens: certainly not sent, tried again while it is not late");
  outbox_misbehave (f, "down");
  outbox_pass (f);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpint (row->state, ==, CS_PUBLICATION_NOT_SENT);
  g_assert_cmpstr (row->error, ==, "offline");
  g_assert_cmpint (row->next_try_at, >, 0);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_QUEUED);
  outbox_misbehave (f, "");
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_down_too_long (OutboxFixture *f,
                    gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);

  g_test_summary ("Down until it would be late: failed, and not sent when the network is back");
  outbox_misbehave (f, "down");
  for (guint i = 0; i < 20 && outbox_get_state (f, post) != CS_POST_FAILED; i++)
    {
      outbox_pass (f);
      f->ahead += MINUTE;
    }
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_FAILED);
  outbox_misbehave (f, "");
  outbox_pass (f);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
}

static void
test_tampered (OutboxFixture *f,
               gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("Rule 1: a revision that was changed in the database after it was signed never goes out");
  fixture_run (f->base.db, "DROP TRIGGER revisions_no_update");
  fixture_run (f->base.db, "UPDATE revisions SET content = replace (content, 'closed', 'open')");
  outbox_run_until (f, post, CS_POST_FAILED);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpstr (row->error, ==, "digest-mismatch");
  g_assert_cmpint (row->attempts, ==, 0);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
  g_assert_cmpuint (outbox_count (f, "Road A12 is open until 18:00."), ==, 0);
}

static void
test_unsigned (OutboxFixture *f,
               gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 1);

  g_test_summary ("Rule 1: a post whose sign-off is missing never goes out, whatever its state says");
  outbox_run_until (f, post, CS_POST_FAILED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
}

static void
test_late (OutboxFixture *f,
           gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time () - 6 * MINUTE, 2);

  g_test_summary ("Rule 6: late is expired, never sent");
  outbox_pass (f);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_EXPIRED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
}

static void
test_early (OutboxFixture *f,
            gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, "A barrier", g_get_real_time () + 2 * MINUTE, 2);
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);
  g_autoptr(GPtrArray) media = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("Before its time only the picture goes up; at its time the post goes out");
  outbox_pass (f);
  media = cs_publication_media_rows_list (f->base.db, row->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (media->len, ==, 1);
  g_assert_true (((CsPublicationMediaRow *) g_ptr_array_index (media, 0))->ready);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
  f->ahead = 2 * MINUTE;
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_slow_media (OutboxFixture *f,
                 gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, "A barrier", g_get_real_time (), 2);

  g_test_summary ("A picture that is still being processed is waited for");
  outbox_misbehave (f, "media-delay:600");
  outbox_pass (f);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_QUEUED);
  for (guint i = 0; i < 200 && outbox_get_state (f, post) != CS_POST_PUBLISHED; i++)
    {
      outbox_pass (f);
      g_usleep (20000);
    }
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_PUBLISHED);
}

static void
test_held (OutboxFixture *f,
           gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);

  g_test_summary ("What is held stays, and goes out once it is let go");
  fixture_run (f->base.db, "UPDATE posts SET state = 'held'");
  outbox_pass (f);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
  fixture_run (f->base.db, "UPDATE posts SET state = 'queued'");
  outbox_run_until (f, post, CS_POST_PUBLISHED);
}

static void
test_review_expires (OutboxFixture *f,
                     gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time () - MINUTE, 1);
  g_autofree char *journal = NULL;

  g_test_summary ("A post in review whose release time passed expires, with an entry");
  fixture_run (f->base.db, "UPDATE publications SET state = 'cancelled'");
  fixture_run (f->base.db, "UPDATE posts SET state = 'in-review'");
  outbox_pass (f);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_EXPIRED);
  journal = outbox_dup_journal (f, post);
  g_assert_cmpstr (journal, ==, "state-changed ");
}

static void
test_practice_only (OutboxFixture *f,
                    gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("A practice office never talks to a real network");
  fixture_run (f->base.db, "UPDATE accounts SET network = 'mastodon', address = 'https://social.example'");
  outbox_run_until (f, post, CS_POST_FAILED);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpstr (row->error, ==, "practice-only");
}

static void
test_thread (OutboxFixture *f,
             gconstpointer  unused)
{
  gint64 post;

  g_test_summary ("On its own thread: woken, sends, stops");
  cs_outbox_start (f->outbox);
  post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  cs_outbox_wake (f->outbox);
  for (guint i = 0; i < 500 && outbox_get_state (f, post) != CS_POST_PUBLISHED; i++)
    g_usleep (20000);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_PUBLISHED);
  cs_outbox_stop (f->outbox);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
add (const char  *name,
     void       (*test)(OutboxFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/networks/outbox/", name, NULL);

  g_test_add (path, OutboxFixture, NULL, outbox_set_up, test, outbox_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/networks/outbox/fault/", faults[i].name, NULL);

      g_test_add (path, OutboxFixture, &faults[i], outbox_set_up, test_fault, outbox_tear_down);
    }
  add ("happy", test_happy);
  add ("nothing-to-answer", test_nothing_to_answer);
  add ("misdated", test_misdated);
  add ("misdated-retry", test_misdated_retry);
  add ("no-keys/lost", test_no_keys_lost);
  add ("no-keys/found", test_no_keys_found);
  add ("same-text-twice", test_same_text_twice);
  add ("rate", test_rate);
  add ("login-rejected", test_login_rejected);
  add ("refused", test_refused);
  add ("down", test_down);
  add ("down-too-long", test_down_too_long);
  add ("rule-1/tampered", test_tampered);
  add ("rule-1/unsigned", test_unsigned);
  add ("late", test_late);
  add ("early", test_early);
  add ("slow-media", test_slow_media);
  add ("held", test_held);
  add ("review-expires", test_review_expires);
  add ("practice-only", test_practice_only);
  add ("thread", test_thread);

  return g_test_run ();
}
