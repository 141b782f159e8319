/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-media-files.h"
#include "cs-verify.h"
#include "store-fixture.h"

#define NOW G_GINT64_CONSTANT (1000)

typedef struct
{
  StoreFixture base;
  CsDigest     medium;
} Fixture;

static void
append (CsDb          *db,
        gint64         actor,
        gint64         post,
        CsJournalKind  kind,
        const char    *details)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (cs_journal_rows_append (db, NOW, actor, post, kind, details, &error), >, 0);
  g_assert_no_error (error);
}

static void
add_revision (Fixture *fixture,
              gint64   post,
              CsDigest *digest)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *details = NULL;
  CsMediaItem *item = cs_media_item_new ();
  CsRevisionRow row = { 0 };

  item->digest = fixture->medium;
  g_free (item->mime_type);
  item->mime_type = g_strdup ("image/png");
  item->width = item->height = 1;
  item->decorative = TRUE;
  g_ptr_array_add (cs_content_get_segment (content, 0)->media, item);

  row.post = post;
  row.content = cs_content_to_canonical (content);
  row.digest = *digest = cs_content_digest (content);
  row.author = FIXTURE_DRAFTER;
  row.made_at = NOW;
  g_assert_true (cs_revision_rows_add (fixture->base.db, &row, &error));
  g_assert_no_error (error);
  hex = cs_digest_to_hex (digest);
  details = g_strdup_printf ("{\"digest\":\"%s\",\"number\":%u,\"revision\":%" G_GINT64_FORMAT "}",
                             hex, row.number, row.id);
  append (fixture->base.db, FIXTURE_DRAFTER, post, CS_JOURNAL_REVISED, details);
  g_free (row.content);
}

static void
add_decision (Fixture        *fixture,
              gint64          post,
              const CsDigest *digest)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *hex = cs_digest_to_hex (digest);
  g_autofree char *details = NULL;
  CsDecision decision = { 0 };

  decision.post = post;
  decision.revision = 1;
  decision.digest = *digest;
  decision.person = FIXTURE_REVIEWER;
  decision.verdict = CS_VERDICT_RETURN;
  decision.reason = (char *) "Say “when”, \"please\"";
  decision.at = NOW;
  decision.to_stage = -1;
  decision.parties = 1;
  g_assert_true (cs_decision_rows_add (fixture->base.db, &decision, &error));
  g_assert_no_error (error);
  details = g_strdup_printf ("{\"decision\":%" G_GINT64_FORMAT ",\"digest\":\"%s\",\"number\":1,"
                                                               "\"reason\":\"Say “when”, \\\"please\\\"\",\"revision\":1,\"stage\":0,"
                                                               "\"stage_title\":\"Review\",\"verdict\":\"%s\"}",
                             decision.id, hex, cs_verdict_nick (decision.verdict));
  append (fixture->base.db, FIXTURE_REVIEWER, post, CS_JOURNAL_DECIDED, details);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a picture", 9);
  CsTxn *txn;
  CsDigest digest;
  gint64 post;

  fixture_set_up (&fixture->base, NULL);
  fixture_run (fixture->base.db, "UPDATE office SET unsigned_until = 1000"); /* from before there were signatures */
  g_assert_true (cs_media_files_put (fixture->base.folder, bytes, &fixture->medium, &error));
  txn = cs_txn_begin (fixture->base.db, &error);
  append (fixture->base.db, 0, 0, CS_JOURNAL_OFFICE_MADE, "{\"name\":\"Office\"}");
  post = fixture_add_post (fixture->base.db);
  append (fixture->base.db, FIXTURE_DRAFTER, post, CS_JOURNAL_POST_CREATED, "{}");
  g_assert_true (cs_contributor_rows_add (fixture->base.db, post, FIXTURE_DRAFTER, NOW, NULL, &error));
  append (fixture->base.db, FIXTURE_DRAFTER, post, CS_JOURNAL_CONTRIBUTED, "{}");
  add_revision (fixture, post, &digest);
  add_decision (fixture, post, &digest);
  append (fixture->base.db, 0, 0, CS_JOURNAL_SIGNED_IN, "{}");
  g_assert_true (cs_txn_commit (txn, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  fixture_tear_down (&fixture->base, NULL);
}

static char *
verify (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = fixture_open (fixture->base.path, CS_DB_READ);
  g_autoptr(CsVerifyReport) report = NULL;

  report = cs_verify_office (db, fixture->base.folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (report->findings, NULL);
  return g_strjoinv ("\n", (char **) report->findings->pdata);
}

static void
test_holds (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsVerifyReport) report = NULL;
  g_autoptr(CsJournalEntry) head = cs_journal_rows_head (fixture->base.db, &error);

  g_test_summary ("An office as it should be has no findings, and everything was looked at");
  report = cs_verify_office (fixture->base.db, fixture->base.folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->findings->len, ==, 0);
  g_assert_cmpint (report->n_entries, ==, 6);
  g_assert_cmpint (report->n_revisions, ==, 1);
  g_assert_cmpint (report->n_decisions, ==, 1);
  g_assert_cmpint (report->n_media, ==, 1);
  g_assert_true (cs_digest_equal (&report->head, &head->hash));
}

typedef struct
{
  const char *name;
  const char *sql;      /* what an attacker does, after he dropped the guards */
  const char *expected; /* in the findings */
} Damage;

static const Damage damages[] = {
  { "revision-content", "UPDATE revisions SET content = replace (content, 'en', 'em')",
    "revision 1: content does not fit its digest" },
  { "revision-hidden", "UPDATE revisions SET content = CAST (CAST (content AS BLOB) || x'0041' AS TEXT)",
    "revision 1: content does not fit its digest" },
  { "revision-digest", "UPDATE revisions SET digest = zeroblob (32)",
    "revision 1: content does not fit its digest" },
  { "revision-author", "UPDATE revisions SET author = 2", "revision 1: does not agree with journal entry 4" },
  { "revision-number", "UPDATE revisions SET number = 2", "revision 1: does not agree with journal entry 4" },
  { "revision-time", "UPDATE revisions SET made_at = made_at + 1", "revision 1: does not agree with journal entry 4" },
  { "revision-removed", "DELETE FROM revisions", "revision 1 of post 1: is missing, journal entry 4 made it" },
  { "revision-appended", "INSERT INTO revisions SELECT 9, post, 9, digest, content, author, made_at FROM revisions",
    "revision 9: no journal entry made it" },
  { "decision-verdict", "UPDATE decisions SET verdict = 'approve'", "decision 1: does not agree with journal entry 5" },
  { "decision-reason", "UPDATE decisions SET reason = reason || '.'", "decision 1: does not agree with journal entry 5" },
  { "decision-person", "UPDATE decisions SET person = 3", "decision 1: does not agree with journal entry 5" },
  { "decision-stage", "UPDATE decisions SET stage = 1", "decision 1: does not agree with journal entry 5" },
  { "decision-digest", "UPDATE decisions SET digest = zeroblob (32)", "decision 1: does not agree with journal entry 5" },
  { "decision-revision", "UPDATE decisions SET revision = 2", "decision 1: does not agree with journal entry 5" },
  { "decision-time", "UPDATE decisions SET made_at = made_at + 1", "decision 1: does not agree with journal entry 5" },
  { "decision-removed", "DELETE FROM decisions", "decision 1 of post 1: is missing, journal entry 5 made it" },
  { "decision-appended",
    "INSERT INTO decisions (id, post, revision, digest, stage, person, verdict, reason, made_at) "
    "SELECT 9, post, revision, digest, 1, 3, 'approve', '', made_at FROM decisions",
    "decision 9: no journal entry made it" },
  { "contributor-time", "UPDATE contributors SET since = since + 1",
    "contributor 1 of post 1: does not agree with journal entry 3" },
  { "contributor-removed", "DELETE FROM contributors",
    "contributor 1 of post 1: is missing, journal entry 3 made it" },
  { "contributor-exchanged", "UPDATE contributors SET person = 2",
    "contributor 2 of post 1: no journal entry made it" },
  { "entry-details", "UPDATE journal SET details = '{\"name\":\"0ffice\"}' WHERE sequence = 1",
    "journal entry 1: hash does not fit its content" },
  { "entry-hidden", "UPDATE journal SET details = CAST (CAST (details AS BLOB) || x'0041' AS TEXT) WHERE sequence = 2",
    "journal entry 2: hash does not fit its content" },
  { "entry-time", "UPDATE journal SET at = at + 1 WHERE sequence = 6", "journal entry 6: hash does not fit its content" },
  { "entry-actor", "UPDATE journal SET actor = 3 WHERE sequence = 3", "journal entry 3: hash does not fit its content" },
  { "entry-kind", "UPDATE journal SET kind = 'restored' WHERE sequence = 6",
    "journal entry 6: hash does not fit its content" },
  { "entry-nick", "UPDATE journal SET kind = 'resto' WHERE sequence = 6", "journal entry 6: unknown kind “resto”" },
  { "entry-hash", "UPDATE journal SET hash = zeroblob (32) WHERE sequence = 2",
    "journal entry 3: does not follow from the entry before" },
  { "entry-previous", "UPDATE journal SET previous = zeroblob (32) WHERE sequence = 2",
    "journal entry 2: hash does not fit its content" },
  { "entry-removed", "DELETE FROM journal WHERE sequence = 2",
    "journal entry 3: entries from 2 are missing before it" },
  { "entry-appended",
    "INSERT INTO journal SELECT 7, at, actor, post, kind, details, previous, hash FROM journal WHERE sequence = 6",
    "journal entry 7: does not follow from the entry before" },
  { "entry-beginning-removed", "DELETE FROM journal WHERE sequence = 1",
    "journal entry 2: entries from 1 are missing before it" },
};

static void
test_damage (Fixture       *fixture,
             gconstpointer  data)
{
  const Damage *damage = data;
  g_autofree char *sql = NULL;
  g_autofree char *output = NULL;
  g_autofree char *before = verify (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "");
  sql = g_strconcat ("DROP TRIGGER revisions_no_update; DROP TRIGGER revisions_no_delete;"
                     "DROP TRIGGER decisions_no_update; DROP TRIGGER decisions_no_delete;"
                     "DROP TRIGGER contributors_no_update; DROP TRIGGER contributors_no_delete;"
                     "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;",
                     damage->sql, ";", NULL);
  if (!fixture_shell (fixture->base.path, sql, &output))
    g_error ("%s", output);

  after = verify (fixture);
  if (strstr (after, damage->expected) == NULL)
    g_error ("“%s” is not in “%s”", damage->expected, after);
}

static void
test_media (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = cs_media_files_get_path (fixture->base.folder, &fixture->medium);
  g_autofree char *changed = NULL;
  g_autofree char *missing = NULL;

  g_test_summary ("A changed and a missing media file are named with the revision that uses them");
  g_assert_true (g_file_set_contents (path, "a qicture", -1, NULL));
  changed = verify (fixture);
  g_assert_nonnull (strstr (changed, "used in revision 1: does not hold what its name says"));
  g_unlink (path);
  missing = verify (fixture);
  g_assert_nonnull (strstr (missing, "used in revision 1: is missing"));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  CsVerifyReport *report;

  g_cancellable_cancel (cancellable);
  report = cs_verify_office (fixture->base.db, fixture->base.folder, NULL, NULL, cancellable, &error);
  g_assert_null (report);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
cancel_cb (double   done,
           gpointer data)
{
  g_assert_cmpfloat (done, >, 0);
  g_assert_cmpfloat (done, <, 1);
  g_cancellable_cancel (data);
}

static void
test_cancel_midway (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  CsVerifyReport *report;

  g_test_summary ("A proof that is cancelled at the first word of its progress says nothing more, and proves nothing");
  report = cs_verify_office (fixture->base.db, fixture->base.folder, cancel_cb, cancellable, cancellable, &error);
  g_assert_null (report);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/verify/holds", Fixture, NULL, set_up, test_holds, tear_down);
  g_test_add ("/store/verify/media", Fixture, NULL, set_up, test_media, tear_down);
  g_test_add ("/store/verify/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/store/verify/cancel-midway", Fixture, NULL, set_up, test_cancel_midway, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verify/damage/", damages[i].name, NULL);

      g_test_add (path, Fixture, &damages[i], set_up, test_damage, tear_down);
    }

  return g_test_run ();
}
