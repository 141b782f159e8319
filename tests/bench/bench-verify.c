/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-verify [POSTS]: the proof of an office of 1,000,000 journal entries and 100,000 signatures, against the bare work that no proof can do without, on as many threads: libsodium
 * hashing the same bytes and verifying the same signatures, from memory. And how soon a proof ends that is cancelled in its middle. */

#include "config.h"

#include <inttypes.h>
#include <locale.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench-utils.h"
#include "cs-content.h"
#include "cs-journal-rows.h"
#include "cs-sealed-key.h"
#include "cs-signed-note.h"
#include "cs-statement.h"
#include "cs-verify.h"

#define N_POSTS 50000   /* by default; each has 20 entries and 2 signatures */
#define N_PEOPLE 8      /* after the drafter; each has a key */
#define ROUNDS 3
#define CHECKPOINT 1000 /* entries between two */
#define START G_GINT64_CONSTANT (1790000000000000)
#define OFFICE "3bb5ec6e-5871-45b2-9091-2f810d46cf3b"

enum { JOURNAL, POST, REVISION, CONTRIBUTOR, DECISION, SIGNATURE, KEY, NOTE, N_STATEMENTS };

static const char * const sql[N_STATEMENTS] = {
  [JOURNAL] = "INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [POST] = "INSERT INTO posts (id, state, stage, author, section, route, revision, release, zone, made_at, changed_at) "
           "VALUES (?1, 'published', 1, 1, 1, 1, ?1, 'at-once', 'UTC', ?2, ?2)",
  [REVISION] = "INSERT INTO revisions VALUES (?1, ?1, 1, ?2, ?3, 1, ?4)",
  [CONTRIBUTOR] = "INSERT INTO contributors VALUES (?1, 1, ?2)",
  [DECISION] = "INSERT INTO decisions (id, post, revision, digest, stage, person, verdict, reason, made_at) VALUES (?1, ?2, ?2, ?3, ?4, ?5, 'approve', '', ?6)",
  [SIGNATURE] = "INSERT INTO signatures VALUES (?1, ?2, ?3, ?4)",
  [KEY] = "INSERT INTO keys (id, person, public, sealed, made_at) VALUES (?1, ?2, ?3, x'00', ?4)",
  [NOTE] = "INSERT INTO checkpoints VALUES (?1, ?2, ?3, ?4)",
};

/* One signature as the floor needs it. */
typedef struct
{
  guint8       signature[CS_SIGNATURE_BYTES];
  guint        person;
  gsize        at;   /* of its statement */
  gsize        size;
} Signed;

typedef struct
{
  char         *folder;
  sqlite3      *raw;
  sqlite3_stmt *stmts[N_STATEMENTS];
  CsSecret     *keys[N_PEOPLE];
  CsPublicKey   public_keys[N_PEOPLE];
  gint64        now;
  gint64        decision;
  CsJournalEntry head;

  GByteArray   *hashed;     /* all that has to be hashed, one after the other */
  GArray       *ends;       /* of gsize: where each ends */
  GByteArray   *statements;
  GArray       *signatures; /* of Signed */
} Bench;

static void
put (Bench      *bench,
     int         which)
{
  if (sqlite3_step (bench->stmts[which]) != SQLITE_DONE)
    g_error ("%s: %s", sql[which], sqlite3_errmsg (bench->raw));
  sqlite3_reset (bench->stmts[which]);
}

static void
remember (Bench         *bench,
          gconstpointer  bytes,
          gsize          size)
{
  g_byte_array_append (bench->hashed, bytes, (guint) size);
}

static void
remember_number (Bench  *bench,
                 gint64  number)
{
  guint64 big_endian = GUINT64_TO_BE ((guint64) number);

  remember (bench, &big_endian, sizeof big_endian);
}

static void
end_remembered (Bench *bench)
{
  gsize end = bench->hashed->len;

  g_array_append_val (bench->ends, end);
}

static void
make_checkpoint (Bench *bench)
{
  CsCheckpoint checkpoint = { (char *) OFFICE, bench->head.sequence, bench->head.hash, bench->now, 2, 1 };
  g_autofree char *note = cs_checkpoint_sign (&checkpoint, bench->keys[0]);
  sqlite3_stmt *stmt = bench->stmts[NOTE];

  sqlite3_bind_int64 (stmt, 1, bench->head.sequence);
  sqlite3_bind_text (stmt, 2, note, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, 2);
  sqlite3_bind_int64 (stmt, 4, bench->now);
  put (bench, NOTE);
}

static void
append (Bench         *bench,
        gint64         actor,
        gint64         post,
        CsJournalKind  kind,
        const char    *details)
{
  CsJournalEntry *entry = &bench->head;
  const char *nick = cs_journal_kind_nick (kind);
  sqlite3_stmt *stmt = bench->stmts[JOURNAL];

  entry->previous = entry->hash;
  entry->sequence++;
  entry->at = bench->now += 1000;
  entry->actor = actor;
  entry->post = post;
  entry->kind = kind;
  entry->details = (char *) details;
  entry->hash = cs_journal_entry_compute_hash (entry);
  sqlite3_bind_int64 (stmt, 1, entry->sequence);
  sqlite3_bind_int64 (stmt, 2, entry->at);
  sqlite3_bind_int64 (stmt, 3, actor);
  sqlite3_bind_int64 (stmt, 4, post);
  sqlite3_bind_text (stmt, 5, nick, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 6, details, -1, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 7, entry->previous.bytes, CS_DIGEST_BYTES, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 8, entry->hash.bytes, CS_DIGEST_BYTES, SQLITE_STATIC);
  put (bench, JOURNAL);

  /* as many bytes as cs-journal.h says */
  remember (bench, "CSJ1", 4);
  remember (bench, entry->previous.bytes, CS_DIGEST_BYTES);
  remember_number (bench, entry->sequence);
  remember_number (bench, entry->at);
  remember_number (bench, entry->actor);
  remember_number (bench, entry->post);
  remember (bench, nick, strlen (nick));
  remember (bench, "\0\0\0\0\0\0\0\0", 8);
  remember (bench, details, strlen (details));
  end_remembered (bench);
  if (entry->sequence % CHECKPOINT == 0)
    make_checkpoint (bench);
}

static void
add_key (Bench *bench,
         guint  i)
{
  g_autofree char *hex = NULL;
  g_autofree char *details = NULL;
  sqlite3_stmt *stmt = bench->stmts[KEY];

  bench->keys[i] = cs_secret_new_random (CS_SECRET_KEY);
  bench->public_keys[i] = cs_secret_get_public (bench->keys[i]);
  hex = cs_public_key_to_hex (&bench->public_keys[i]);
  details = g_strdup_printf ("{\"key\":%u,\"person\":%u,\"public\":\"%s\",\"replaces\":0}", i + 1, i + 2, hex);
  append (bench, i + 2, 0, CS_JOURNAL_KEY_ADDED, details);
  sqlite3_bind_int64 (stmt, 1, i + 1);
  sqlite3_bind_int64 (stmt, 2, i + 2);
  sqlite3_bind_blob (stmt, 3, bench->public_keys[i].bytes, CS_PUBLIC_KEY_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, bench->now);
  put (bench, KEY);
}

static void
add_decision_row (Bench          *bench,
                  gint64          post,
                  const CsDigest *digest,
                  guint           stage,
                  guint           person)
{
  sqlite3_stmt *stmt = bench->stmts[DECISION];

  sqlite3_bind_int64 (stmt, 1, ++bench->decision);
  sqlite3_bind_int64 (stmt, 2, post);
  sqlite3_bind_blob (stmt, 3, digest->bytes, CS_DIGEST_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, stage);
  sqlite3_bind_int64 (stmt, 5, person);
  sqlite3_bind_int64 (stmt, 6, bench->now + 1000); /* as its entry, which follows */
  put (bench, DECISION);
}

static char *
add_signature (Bench          *bench,
               gint64          post,
               const CsDigest *digest,
               guint           stage,
               guint           person)
{
  CsStatement statement = {
    .office = OFFICE, .decision = bench->decision, .post = post, .revision = 1, .digest = *digest, .stage = stage,
    .stage_title = stage == 0 ? "Section review" : "Sign-off", .verdict = "approve", .reason = "", .person = person, .to_stage = -1,
    .parties = 1, .at = bench->now + 1000, .key = person - 1,
  };
  g_autofree char *text = cs_statement_write (&statement);
  CsSignature signature = cs_secret_sign (bench->keys[person - 2], text, strlen (text));
  Signed one = { .person = person - 2, .at = bench->statements->len, .size = strlen (text) };
  sqlite3_stmt *stmt = bench->stmts[SIGNATURE];

  sqlite3_bind_int64 (stmt, 1, bench->decision);
  sqlite3_bind_int64 (stmt, 2, statement.key);
  sqlite3_bind_text (stmt, 3, text, -1, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 4, signature.bytes, CS_SIGNATURE_BYTES, SQLITE_STATIC);
  put (bench, SIGNATURE);

  memcpy (one.signature, signature.bytes, CS_SIGNATURE_BYTES);
  g_byte_array_append (bench->statements, (const guint8 *) text, (guint) one.size);
  g_array_append_val (bench->signatures, one);
  return cs_signature_to_hex (&signature);
}

static void
decide (Bench          *bench,
        gint64          post,
        const CsDigest *digest,
        guint           stage)
{
  guint person = 2 + (guint) ((post + stage * 3) % N_PEOPLE);
  g_autofree char *hex = cs_digest_to_hex (digest);
  g_autofree char *signature = NULL;
  g_autofree char *details = NULL;

  add_decision_row (bench, post, digest, stage, person);
  signature = add_signature (bench, post, digest, stage, person);
  details = g_strdup_printf ("{\"acting_for\":0,\"acting_for_name\":\"\",\"decision\":%" PRId64 ",\"digest\":\"%s\",\"key\":%u,\"lines\":0,\"number\":1,"
                                                                                                "\"parties\":1,\"reason\":\"\",\"revision\":%" PRId64 ",\"signature\":\"%s\",\"stage\":%u,\"stage_kind\":\"%s\",\"stage_title\":\"%s\","
                                                                                                                                                      "\"takes_back\":0,\"ticks\":[],\"to_stage\":-1,\"to_stage_title\":\"\",\"verdict\":\"approve\"}",
                             bench->decision, hex, person - 1, post, signature, stage, stage == 0 ? "review" : "sign-off",
                             stage == 0 ? "Section review" : "Sign-off");
  append (bench, person, post, CS_JOURNAL_DECIDED, details);
}

static CsDigest
revise (Bench  *bench,
        gint64  post)
{
  g_autoptr(CsContent) content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);
  g_autofree char *canonical = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *details = NULL;
  CsDigest digest;
  sqlite3_stmt *stmt = bench->stmts[REVISION];

  g_free (segment->text);
  segment->text = g_strdup_printf ("Road A%" PRId64 " is closed until 18:00; diversions are signed. Buses stop at the town hall.", post);
  cs_content_add_account (content, 1);
  canonical = cs_content_to_canonical (content);
  digest = cs_digest_of_bytes (canonical, strlen (canonical));
  hex = cs_digest_to_hex (&digest);
  details = g_strdup_printf ("{\"digest\":\"%s\",\"number\":1,\"revision\":%" PRId64 "}", hex, post);
  append (bench, 1, post, CS_JOURNAL_REVISED, details);
  sqlite3_bind_int64 (stmt, 1, post);
  sqlite3_bind_blob (stmt, 2, digest.bytes, CS_DIGEST_BYTES, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, canonical, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, bench->now);
  put (bench, REVISION);
  remember (bench, canonical, strlen (canonical));
  end_remembered (bench);
  return digest;
}

static void
publish (Bench  *bench,
         gint64  post)
{
  g_autofree char *armed = g_strdup_printf ("{\"account\":1,\"handle\":\"@office@127.0.0.1:37087\",\"publication\":%" PRId64 ",\"segment\":0}", post);
  g_autofree char *settled = g_strdup_printf ("{\"account\":1,\"error\":\"\",\"handle\":\"@office@127.0.0.1:37087\",\"publication\":%" PRId64 ",\"segment\":0,"
                                                                                                                                              "\"state\":\"sent\",\"url\":\"http://127.0.0.1:37087/@office/1176658645661%" PRId64 "\"}", post, post);

  append (bench, 2, post, CS_JOURNAL_STATE_CHANGED, "{\"act\":\"queue\",\"from\":\"signed\",\"stage\":1,\"to\":\"queued\"}");
  append (bench, 0, post, CS_JOURNAL_PUBLICATION_ARMED, armed);
  append (bench, 0, post, CS_JOURNAL_STATE_CHANGED, "{\"act\":\"arm\",\"from\":\"queued\",\"to\":\"sending\"}");
  append (bench, 0, post, CS_JOURNAL_PUBLICATION_SETTLED, settled);
  append (bench, 0, post, CS_JOURNAL_STATE_CHANGED, "{\"act\":\"published\",\"from\":\"sending\",\"to\":\"published\"}");
  append (bench, 0, post, CS_JOURNAL_PUBLICATION_READ_BACK, "{\"handle\":\"@office@127.0.0.1:37087\",\"result\":\"same\"}");
}

/* Twenty entries, as an office of today writes them. */
static void
add_post (Bench  *bench,
          gint64  post)
{
  g_autofree char *submitted = g_strdup_printf ("{\"number\":1,\"revision\":%" PRId64 ",\"route\":1}", post);
  CsDigest digest;

  sqlite3_bind_int64 (bench->stmts[POST], 1, post);
  sqlite3_bind_int64 (bench->stmts[POST], 2, bench->now);
  put (bench, POST);
  append (bench, 1, 0, CS_JOURNAL_SIGNED_IN, "{}");
  append (bench, 1, post, CS_JOURNAL_POST_CREATED, "{}");
  append (bench, 1, post, CS_JOURNAL_CONTRIBUTED, "{}");
  sqlite3_bind_int64 (bench->stmts[CONTRIBUTOR], 1, post);
  sqlite3_bind_int64 (bench->stmts[CONTRIBUTOR], 2, bench->now);
  put (bench, CONTRIBUTOR);
  digest = revise (bench, post);
  append (bench, 1, post, CS_JOURNAL_SUBMITTED, submitted);
  append (bench, 1, post, CS_JOURNAL_STATE_CHANGED, "{\"act\":\"submit\",\"from\":\"draft\",\"stage\":0,\"to\":\"in-review\"}");
  append (bench, 2, 0, CS_JOURNAL_SIGNED_IN, "{}");
  append (bench, 2, post, CS_JOURNAL_COMMENTED, "{\"kind\":\"question\"}");
  decide (bench, post, &digest, 0);
  append (bench, 2, post, CS_JOURNAL_STATE_CHANGED, "{\"act\":\"pass-stage\",\"from\":\"in-review\",\"stage\":1,\"to\":\"in-review\"}");
  append (bench, 3, 0, CS_JOURNAL_SIGNED_IN, "{}");
  append (bench, 3, post, CS_JOURNAL_BRIEFING_SAVED, "{}");
  decide (bench, post, &digest, 1);
  append (bench, 2, post, CS_JOURNAL_STATE_CHANGED, "{\"act\":\"sign\",\"from\":\"in-review\",\"stage\":1,\"to\":\"signed\"}");
  publish (bench, post);
}

static void
fill_office (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  CsDb *db = cs_db_open (path, CS_DB_WRITE, &error); /* makes the tables */

  g_assert_no_error (error);
  cs_db_free (db);
  if (sqlite3_open (path, &bench->raw) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (bench->raw));

  bench_run_sql (bench->raw, "PRAGMA synchronous = OFF; BEGIN;"
                             "INSERT INTO office (id, uid, name, language, zone, practice, route, made_at) VALUES (1, '" OFFICE "', 'Office', 'en', 'UTC', 1, 1, 0);"
                                                                                                                                "INSERT INTO sections (id, name) VALUES (1, 'Press');"
                                                                                                                                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) "
                                                                                                                                "INSERT INTO people (id, login, name, roles, section, password) SELECT i, 'p' || i, 'p' || i, 14, 1, '' FROM n;"
                                                                                                                                "INSERT INTO routes (id, name, version, made_at) VALUES (1, 'Ordinary', 1, 0);"
                                                                                                                                "INSERT INTO stages (route, position, title, kind, quorum, count) VALUES (1, 0, 'Section review', 'review', 'any', 1), (1, 1, 'Sign-off', 'sign-off', 'any', 1);"
                                                                                                                                "INSERT INTO stage_parties (route, position, ordinal, kind, role) VALUES (1, 0, 0, 'role-anywhere', 4), (1, 1, 0, 'role-anywhere', 4);");
}

static void
make_office (Bench *bench,
             guint  n_posts)
{
  fill_office (bench);
  for (int i = 0; i < N_STATEMENTS; i++)
    if (sqlite3_prepare_v2 (bench->raw, sql[i], -1, &bench->stmts[i], NULL) != SQLITE_OK)
      g_error ("%s: %s", sql[i], sqlite3_errmsg (bench->raw));

  bench->hashed = g_byte_array_new ();
  bench->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  bench->statements = g_byte_array_new ();
  bench->signatures = g_array_new (FALSE, FALSE, sizeof (Signed));
  bench->now = START;
  for (guint i = 0; i < N_PEOPLE; i++)
    add_key (bench, i);
  for (guint i = 1; i <= n_posts; i++)
    add_post (bench, i);

  for (int i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (bench->stmts[i]);
  bench_run_sql (bench->raw, "COMMIT");
  sqlite3_close (bench->raw);
}

/* Of all threads: what a busy machine does not lengthen. */
static double
read_processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* --- the floor --- */

typedef struct
{
  const Bench *bench;
  guint        from; /* every which entry and signature */
  guint        step;
} Share;

static gpointer
work_bare (gpointer data)
{
  const Share *share = data;
  const Bench *bench = share->bench;
  guint8 hash[crypto_hash_sha256_BYTES];

  for (guint i = share->from; i < bench->signatures->len; i += share->step)
    {
      const Signed *one = &g_array_index (bench->signatures, Signed, i);

      if (crypto_sign_verify_detached (one->signature, bench->statements->data + one->at, one->size, bench->public_keys[one->person].bytes) != 0)
        g_error ("A signature does not hold");
    }

  for (guint i = share->from; i < bench->ends->len; i += share->step)
    {
      gsize at = i == 0 ? 0 : g_array_index (bench->ends, gsize, i - 1);

      crypto_hash_sha256 (hash, bench->hashed->data + at, g_array_index (bench->ends, gsize, i) - at);
    }

  return NULL;
}

static double
time_bare (const Bench *bench)
{
  guint n_threads = g_get_num_processors ();
  g_autofree Share *shares = g_new0 (Share, n_threads);
  g_autofree GThread **threads = g_new0 (GThread *, n_threads);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n_threads; i++)
    {
      shares[i] = (Share) { bench, i, n_threads };
      threads[i] = g_thread_new ("bare", work_bare, &shares[i]);
    }
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);

  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* --- ours --- */

typedef struct
{
  GCancellable *cancellable; /* NULL = only counts */
  guint         n_told;
  gint64        cancelled_at;
} Watch;

static void
progress_cb (double   done,
             gpointer data)
{
  Watch *watch = data;

  watch->n_told++;
  if (watch->cancellable == NULL || done < 0.5 || watch->cancelled_at != 0)
    return;

  watch->cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (watch->cancellable);
}

static double
time_ours (const Bench *bench,
           Watch       *watch)
{
  g_autofree char *path = g_build_filename (bench->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_READ, &error);
  g_autoptr(CsVerifyReport) report = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  report = cs_verify_office (db, bench->folder, progress_cb, watch, watch->cancellable, &error);
  if (report != NULL && report->findings->len > 0)
    g_error ("%s", (const char *) g_ptr_array_index (report->findings, 0));
  if (report != NULL)
    g_assert_cmpint (report->n_signatures, ==, bench->signatures->len);

  return (double) (g_get_monotonic_time () - (watch->cancelled_at != 0 ? watch->cancelled_at : start)) / G_USEC_PER_SEC;
}

int
main (int    argc,
      char **argv)
{
  guint n_posts = argc > 1 ? (guint) atoi (argv[1]) : N_POSTS;
  Bench bench = { .folder = bench_make_folder () };
  double bare[ROUNDS];
  double ours[ROUNDS];
  double ratio[ROUNDS];
  double effort[ROUNDS];
  Watch watch = { NULL };
  Watch cancelled = { .cancellable = g_cancellable_new () };
  double stopped;

  setlocale (LC_ALL, "");
  make_office (&bench, n_posts);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double before = read_processor_time ();
      double between;

      bare[i] = time_bare (&bench);
      between = read_processor_time ();
      ours[i] = time_ours (&bench, &watch);
      ratio[i] = ours[i] / bare[i];
      effort[i] = (read_processor_time () - between) / (between - before);
    }

  stopped = time_ours (&bench, &cancelled);
  g_print ("bench proof: %" PRId64 " journal entries and %u signatures on %u processors: %.2f s; bare libsodium on the same bytes: %.2f s; "
                                   "ratio %.2f (of processor time %.2f); told how far %u times; cancelled in the middle, it ended after %.1f ms\n",
           bench.head.sequence, bench.signatures->len, g_get_num_processors (), bench_median (ours, ROUNDS), bench_median (bare, ROUNDS),
           bench_median (ratio, ROUNDS), bench_median (effort, ROUNDS), watch.n_told / ROUNDS, stopped * 1000);
  g_object_unref (cancelled.cancellable);
  bench_remove_folder (bench.folder);
  return 0;
}
