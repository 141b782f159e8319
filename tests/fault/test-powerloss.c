/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cs-key-rows.h"
#include "cs-signature-rows.h"
#include "cs-statement.h"
#include "cs-verify.h"
#include "memory-vfs.h"
#include "store-fixture.h"

#define PATH "/memory/office.db"

/* An office that has lived through so many losses is put back to its first day, so that it stays small. */
#define LOSSES_A_LIFE 20

/* The power goes after at most so many writes and syncs. */
#define MAX_OPERATIONS 250

/* The reviewer’s */
#define KEY 1
static CsSecret *secret;

typedef struct
{
  const char *durability; /* PRAGMA synchronous, or NULL = as cs_db_open() left it */
  GRand      *rand;
  CsDb       *db;
  gint64      acknowledged; /* the last step whose commit was reported */
  gint64      attempted;
  guint       n_acknowledged;
  guint       n_lost;
  guint       n_broken;
  GString    *first;        /* what was wrong first */
} Life;

static gint64
ask (Life       *life,
     const char *sql,
     GError    **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (life->db, sql, error);
  gboolean row = FALSE;

  if (stmt == NULL || !cs_stmt_step (stmt, &row, error))
    return -1;

  return row ? cs_stmt_get_int64 (stmt, 0) : 0;
}

static gboolean
journal (Life           *life,
         gint64          actor,
         gint64          post,
         CsJournalKind   kind,
         const char     *details,
         GError        **error)
{
  return cs_journal_rows_append (life->db, life->attempted, actor, post, kind, details, error) > 0;
}

static gboolean
create_post (Life    *life,
             gint64   unused,
             GError **error)
{
  CsPostRow row = { 0 };
  CsWorkingCopyRow copy = { 0 };
  g_autofree char *text = g_strdup_printf ("防汛通知 %" G_GINT64_FORMAT, life->attempted);

  row.author = FIXTURE_DRAFTER;
  row.section = FIXTURE_SECTION;
  row.route = FIXTURE_ROUTE;
  row.zone = (char *) "UTC";
  copy.content = (char *) "{}";
  copy.saved_by = FIXTURE_DRAFTER;
  copy.version = 1;
  return (copy.post = cs_post_rows_add (life->db, &row, error)) != 0 &&
         cs_working_copy_rows_set (life->db, &copy, text, error) &&
         journal (life, FIXTURE_DRAFTER, copy.post, CS_JOURNAL_POST_CREATED, "{}", error) &&
         cs_contributor_rows_add (life->db, copy.post, FIXTURE_DRAFTER, life->attempted, NULL, error) &&
         journal (life, FIXTURE_DRAFTER, copy.post, CS_JOURNAL_CONTRIBUTED, "{}", error);
}

static gboolean
autosave (Life    *life,
          gint64   post,
          GError **error)
{
  CsWorkingCopyRow copy = { 0 };
  g_autofree char *text = g_strnfill ((gsize) g_rand_int_range (life->rand, 1, 9000), 'a');

  copy.post = post;
  copy.content = text;
  copy.saved_by = FIXTURE_DRAFTER;
  copy.version = life->attempted;
  return cs_working_copy_rows_set (life->db, &copy, text, error);
}

static gboolean
submit (Life    *life,
        gint64   post,
        GError **error)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autoptr(CsPostRow) row = cs_post_rows_get (life->db, post, error);
  g_autofree char *canonical = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *details = NULL;
  g_autofree char *submitted = NULL;
  CsRevisionRow revision = { 0 };
  CsPostState was;

  if (row == NULL)
    return FALSE;

  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_strdup_printf ("Text %" G_GINT64_FORMAT, life->attempted);
  revision.content = canonical = cs_content_to_canonical (content);
  revision.digest = cs_content_digest (content);
  revision.post = post;
  revision.author = FIXTURE_DRAFTER;
  revision.made_at = life->attempted;
  if (!cs_revision_rows_add (life->db, &revision, error))
    return FALSE;

  hex = cs_digest_to_hex (&revision.digest);
  details = g_strdup_printf ("{\"digest\":\"%s\",\"number\":%u,\"revision\":%" G_GINT64_FORMAT "}",
                             hex, revision.number, revision.id);
  submitted = g_strdup_printf ("{\"revision\":%" G_GINT64_FORMAT ",\"route\":%d}", revision.id, (int) FIXTURE_ROUTE);
  was = row->state;
  row->state = CS_POST_IN_REVIEW;
  row->revision = revision.id;
  return journal (life, FIXTURE_DRAFTER, post, CS_JOURNAL_REVISED, details, error) &&
         journal (life, FIXTURE_DRAFTER, post, CS_JOURNAL_SUBMITTED, submitted, error) &&
         (was == CS_POST_IN_REVIEW ||
          journal (life, FIXTURE_DRAFTER, post, CS_JOURNAL_STATE_CHANGED,
                   "{\"act\":\"submit\",\"from\":\"draft\",\"stage\":0,\"to\":\"in-review\"}", error)) &&
         cs_post_rows_update (life->db, row, was, error);
}

/* The reviewer’s signature under @decision, as it goes into the journal too. Returns: (transfer full): its hexadecimal form */
static char *
sign (Life                *life,
      const CsDecision    *decision,
      const CsRevisionRow *revision,
      GError             **error)
{
  g_autofree char *text = NULL;
  CsStatement statement = { 0 };
  CsSignatureRow row = { 0 };

  statement.office = "uid";
  statement.decision = decision->id;
  statement.post = decision->post;
  statement.revision = revision->number;
  statement.digest = decision->digest;
  statement.stage_title = "Review";
  statement.verdict = cs_verdict_nick (decision->verdict);
  statement.reason = decision->reason;
  statement.person = decision->person;
  statement.to_stage = decision->to_stage;
  statement.parties = decision->parties;
  statement.at = decision->at;
  statement.key = KEY;
  text = cs_statement_write (&statement);
  row.decision = decision->id;
  row.key = KEY;
  row.statement = text;
  row.signature = cs_secret_sign (secret, text, strlen (text));
  return cs_signature_rows_add (life->db, &row, error) ? cs_signature_to_hex (&row.signature) : NULL;
}

/* A decision, and what it lets go out */
static gboolean
decide (Life    *life,
        gint64   post,
        GError **error)
{
  g_autoptr(CsPostRow) row = cs_post_rows_get (life->db, post, error);
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *details = NULL;
  g_autofree char *key = g_strdup_printf ("key-%" G_GINT64_FORMAT, life->attempted);
  CsDecision decision = { 0 };
  CsPublicationRow publication = { 0 };
  CsPublicationMediaRow medium = { 0, (char *) "remote", 1, TRUE };

  if (row == NULL || row->revision == 0)
    return row != NULL;

  if (!(revision = cs_revision_rows_get (life->db, row->revision, error)))
    return FALSE;

  decision.post = publication.post = post;
  decision.revision = publication.revision = revision->id;
  decision.digest = publication.digest = revision->digest;
  decision.person = FIXTURE_REVIEWER;
  decision.reason = (char *) "Good";
  decision.to_stage = -1;
  decision.parties = 1;
  decision.at = life->attempted;
  publication.account = 1;
  publication.segment = (guint) life->attempted;
  publication.key = key;
  if (!cs_decision_rows_add (life->db, &decision, error) ||
      !(signature = sign (life, &decision, revision, error)))
    return FALSE;

  hex = cs_digest_to_hex (&decision.digest);
  details = g_strdup_printf ("{\"decision\":%" G_GINT64_FORMAT ",\"digest\":\"%s\",\"key\":%d,\"parties\":1,\"reason\":\"Good\",\"revision\":%"
                             G_GINT64_FORMAT ",\"signature\":\"%s\",\"stage\":0,\"stage_title\":\"Review\",\"verdict\":\"approve\"}",
                             decision.id, hex, KEY, decision.revision, signature);
  if (!journal (life, FIXTURE_REVIEWER, post, CS_JOURNAL_DECIDED, details, error) ||
      !cs_publication_rows_add (life->db, &publication, error) ||
      !cs_publication_media_rows_set (life->db, publication.id, &medium, error))
    return FALSE;

  publication.state = CS_PUBLICATION_SENDING;
  return cs_publication_rows_update (life->db, &publication, CS_PUBLICATION_QUEUED, error);
}

static gboolean
administer (Life    *life,
            gint64   unused,
            GError **error)
{
  g_autoptr(CsRoute) route = cs_route_rows_get (life->db, FIXTURE_ROUTE, error);
  g_autoptr(CsPersonRow) person = cs_person_rows_get (life->db, FIXTURE_DRAFTER, error);
  CsMediaRow medium = { 0 };
  gboolean held;

  if (route == NULL || person == NULL)
    return FALSE;

  person->failures = (int) life->attempted;
  medium.digest = cs_digest_of_bytes (&life->attempted, sizeof life->attempted);
  medium.mime_type = (char *) "image/png";
  medium.added_by = FIXTURE_DRAFTER;
  return cs_person_rows_update (life->db, person, error) &&
         cs_section_rows_add (life->db, "Another", error) > 0 &&
         cs_route_rows_add (life->db, route, life->attempted, error) &&
         cs_media_rows_add (life->db, &medium, error) &&
         cs_lease_rows_take (life->db, "publisher", "me", life->attempted, life->attempted + 5, &held, error);
}

/* Every step leaves its number in the journal and, in the same transaction, in the office's row. */
static gboolean
take_step (Life    *life,
           GError **error)
{
  static gboolean (*const acts[]) (Life *, gint64, GError **) = {
    create_post, autosave, autosave, submit, decide, decide, administer,
  };
  g_autoptr(CsTxn) txn = NULL;
  g_autoptr(CsOfficeRow) office = NULL;
  gint64 n_posts;

  life->attempted = life->acknowledged + 1;
  if (!(txn = cs_txn_begin (life->db, error)) ||
      !(office = cs_office_rows_get (life->db, error)) ||
      (n_posts = ask (life, "SELECT max (id) FROM posts", error)) < 0)
    return FALSE;

  g_free (office->name);
  office->name = g_strdup_printf ("%" G_GINT64_FORMAT, life->attempted);
  if (!acts[g_rand_int_range (life->rand, 0, G_N_ELEMENTS (acts))] (life,
                                                                    g_rand_int_range (life->rand, 1, (gint32) n_posts + 1),
                                                                    error) ||
      !cs_office_rows_set (life->db, office, error) ||
      !journal (life, 0, 0, CS_JOURNAL_OFFICE_CHANGED, "{}", error) ||
      !cs_txn_commit (g_steal_pointer (&txn), error))
    return FALSE;

  life->acknowledged = life->attempted;
  life->n_acknowledged++;
  return TRUE;
}

static gboolean
open_life (Life    *life,
           GError **error)
{
  g_autofree char *sql = NULL;

  if (!(life->db = cs_db_open (PATH, CS_DB_WRITE, error)))
    return FALSE;

  if (life->durability != NULL && ask (life, life->durability, error) < 0)
    return FALSE;

  /* Often, so that losses fall into checkpoints too */
  return ask (life, "PRAGMA wal_autocheckpoint = 40", error) >= 0;
}

static void
note (Life       *life,
      const char *what)
{
  if (life->first->len == 0)
    g_string_append (life->first, what);
}

static gboolean
is_sound (Life    *life,
          GError **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (life->db, "PRAGMA integrity_check", error);
  g_autoptr(CsVerifyReport) report = NULL;
  gboolean row = FALSE;

  if (stmt == NULL || !cs_stmt_step (stmt, &row, error))
    return FALSE;

  if (strcmp (cs_stmt_get_text (stmt, 0), "ok") != 0)
    {
      note (life, cs_stmt_get_text (stmt, 0));
      return FALSE;
    }

  g_clear_pointer (&stmt, cs_stmt_free);
  if (!(report = cs_verify_office (life->db, "/nowhere", NULL, NULL, NULL, error)))
    return FALSE;

  if (report->findings->len > 0)
    note (life, report->findings->pdata[0]);

  return report->findings->len == 0;
}

/* Looks at what the disk held after the loss. Returns: whether this office can live on */
static gboolean
examine (Life *life)
{
  g_autoptr(GError) error = NULL;
  gint64 step = -1;
  gint64 logged = -1;

  if (open_life (life, &error) && is_sound (life, &error))
    {
      step = ask (life, "SELECT CAST (name AS INTEGER) FROM office", &error);
      logged = ask (life, "SELECT at FROM journal ORDER BY sequence DESC LIMIT 1", &error);
    }

  if (error != NULL)
    note (life, error->message);

  if (step < 0 || step != logged || step > life->attempted)
    {
      life->n_broken++;
      return FALSE;
    }

  if (step < life->acknowledged)
    {
      g_autofree char *text = g_strdup_printf ("step %d of %d lost", (int) step, (int) life->acknowledged);

      note (life, text);
      life->n_lost += (guint) (life->acknowledged - step);
      return FALSE;
    }

  life->acknowledged = life->attempted = step;
  return TRUE;
}

static void
lose_power (Life *life)
{
  g_autoptr(GError) error = NULL;

  memory_vfs_arm ((guint) g_rand_int_range (life->rand, 1, MAX_OPERATIONS));
  while (take_step (life, &error))
    {
      /* Now and then somebody closes it in order; then the log is folded in and removed. */
      if (g_rand_int_range (life->rand, 0, 12) == 0)
        {
          g_clear_pointer (&life->db, cs_db_free);
          if (!open_life (life, &error))
            break;
        }
    }

  if (!memory_vfs_is_dead ())
    g_error ("A step failed with the power on: %s", error->message);

  g_clear_pointer (&life->db, cs_db_free);
  memory_vfs_recover (life->rand);
}

static void
begin_life (Life        *life,
            MemoryImage *first_day)
{
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&life->db, cs_db_free);
  memory_vfs_load (first_day);
  life->acknowledged = life->attempted = 0;
  if (!open_life (life, &error))
    g_error ("%s", error->message);
}

/* Gives the reviewer the key that signs; the caller journals in its transaction. */
static void
add_key (CsDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sealed = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *details = NULL;
  CsKeyRow row = { .person = FIXTURE_REVIEWER };

  secret = cs_secret_new_random (CS_SECRET_KEY);
  row.public_key = cs_secret_get_public (secret);
  row.sealed = sealed = cs_secret_seal (secret, "", &error);
  g_assert_no_error (error);
  hex = cs_public_key_to_hex (&row.public_key);
  details = g_strdup_printf ("{\"key\":%d,\"person\":%d,\"public\":\"%s\",\"replaces\":0}", KEY, (int) FIXTURE_REVIEWER, hex);
  g_assert_cmpint (cs_key_rows_add (db, &row, &error), ==, KEY);
  g_assert_cmpint (cs_journal_rows_append (db, 0, FIXTURE_REVIEWER, 0, CS_JOURNAL_KEY_ADDED, details, &error), >, 0);
  g_assert_no_error (error);
}

static MemoryImage *
make_first_day (void)
{
  g_autoptr(GError) error = NULL;
  CsAccountRow account = { 0 };
  CsDb *db = fixture_open (PATH, CS_DB_WRITE);
  Life life = { 0 };
  CsTxn *txn;

  fixture_fill (db);
  account.address = account.handle = account.name = account.colour = (char *) "";
  g_assert_cmpint (cs_account_rows_add (db, &account, &error), ==, 1);
  fixture_run (db, "UPDATE office SET name = '0'");
  txn = cs_txn_begin (db, &error);
  g_assert_cmpint (cs_journal_rows_append (db, 0, 0, 0, CS_JOURNAL_OFFICE_MADE, "{}", &error), ==, 1);
  add_key (db);
  life.db = db;
  g_assert_true (create_post (&life, 0, &error));
  g_assert_true (cs_txn_commit (txn, &error));
  g_assert_no_error (error);
  cs_db_free (db);
  return memory_vfs_save ();
}

static void
live (Life  *life,
      guint  n_losses)
{
  static MemoryImage *first_day;
  gboolean sound = FALSE;

  if (first_day == NULL)
    first_day = make_first_day ();

  life->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  life->first = g_string_new (NULL);
  for (guint i = 0; i < n_losses; i++)
    {
      if (!sound || i % LOSSES_A_LIFE == 0)
        begin_life (life, first_day);

      lose_power (life);
      sound = examine (life);
    }

  g_clear_pointer (&life->db, cs_db_free);
  g_rand_free (life->rand);
  g_test_message ("%u losses, %u acknowledged, %u of them lost, %u times broken; first: %s",
                  n_losses, life->n_acknowledged, life->n_lost, life->n_broken, life->first->str);
}

static guint
get_n_losses (void)
{
  const char *text = g_getenv ("CS_LOSSES");

  return text != NULL ? (guint) strtoul (text, NULL, 10) : 10000;
}

static void
test_full (void)
{
  Life life = { 0 };

  g_test_summary ("As the store opens its database no loss of power takes away or breaks what was acknowledged");
  live (&life, get_n_losses ());
  if (life.n_lost + life.n_broken > 0)
    g_error ("%u lost, %u broken: %s", life.n_lost, life.n_broken, life.first->str);

  g_assert_cmpuint (life.n_acknowledged, >, get_n_losses ());
  g_string_free (life.first, TRUE);
}

static void
test_normal (void)
{
  Life life = { 0 };

  g_test_summary ("Control: with synchronous = NORMAL acknowledged steps are lost, or this test finds nothing");
  life.durability = "PRAGMA synchronous = NORMAL";
  live (&life, MAX (get_n_losses () / 20, 100));
  g_assert_cmpuint (life.n_lost, >, 0);
  g_string_free (life.first, TRUE);
}

static void
test_off (void)
{
  Life life = { 0 };

  g_test_summary ("Control: with synchronous = OFF the database breaks, or this test tears nothing");
  life.durability = "PRAGMA synchronous = OFF";
  live (&life, MAX (get_n_losses () / 20, 100));
  g_assert_cmpuint (life.n_lost, >, 0);
  g_assert_cmpuint (life.n_broken, >, 0);
  g_string_free (life.first, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  memory_vfs_register ();

  g_test_add_func ("/store/powerloss/full", test_full);
  g_test_add_func ("/store/powerloss/control-normal", test_normal);
  g_test_add_func ("/store/powerloss/control-off", test_off);

  return g_test_run ();
}
