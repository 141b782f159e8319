/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-decisions [POSTS]: durable decisions a second (decision, change of state, journal) through the door, one after another and eight at once, against sqlite3 alone running the same
 * reads and writes on a copy of the same office; and the proof of the journal that comes of it. */

#include "config.h"

#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "bench-utils.h"
#include "cs-arguments.h"
#include "cs-local-office.h"
#include "cs-replies.h"
#include "cs-verify.h"

#define AT_ONCE 8

/* Many short rounds, and the median of the ratios within each: a disk's syncs are slow and quick by turns. */
#define ROUNDS 35

typedef struct
{
  CsLocalOffice *office;
  char          *folder;
  GArray        *posts;     /* of gint64 */
  GArray        *digests;   /* of CsDigest */
  gint64         drafter;
  gint64         reviewer;
  guint          next;      /* post that is decided on next */
  guint          end;
  guint          running;
} Bench;

static JsonObject *
call (Bench      *bench,
      const char *operation,
      JsonObject *arguments)
{
  g_autoptr(GError) error = NULL;
  JsonObject *reply = cs_office_call (CS_OFFICE (bench->office), operation, arguments, NULL, &error);

  if (!reply)
    g_error ("%s: %s", operation, error->message);
  return reply;
}

static gint64
find_person (GPtrArray  *people,
             const char *login)
{
  for (guint i = 0; i < people->len; i++)
    if (g_str_equal (((CsPersonInfo *) g_ptr_array_index (people, i))->login, login))
      return ((CsPersonInfo *) g_ptr_array_index (people, i))->id;
  g_error ("Nobody is called %s", login);
}

static void
make_office (Bench *bench)
{
  static const char first_start[] =
    "{\"name\":\"Office\",\"language\":\"en\",\"zone\":\"UTC\",\"practice\":true,\"sections\":[\"Press\"],"
    "\"administrator\":{\"login\":\"admin\",\"name\":\"Ada\",\"password\":\"\"},\"people\":["
    "{\"login\":\"drafter\",\"name\":\"Dora\",\"roles\":\"drafter\",\"section\":\"Press\",\"password\":\"\"},"
    "{\"login\":\"reviewer\",\"name\":\"Rita\",\"roles\":\"reviewer\",\"section\":\"Press\",\"password\":\"\"},"
    "{\"login\":\"leader\",\"name\":\"Leo\",\"roles\":\"leader\",\"section\":\"\",\"password\":\"\"}]}";
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) arguments = json_from_string (first_start, &error);
  g_autoptr(JsonObject) made = NULL, listed = NULL;
  g_autoptr(GPtrArray) people = NULL;

  g_assert_no_error (error);
  bench->folder = bench_make_folder ();
  bench->office = cs_local_office_open (bench->folder, &error);
  g_assert_no_error (error);
  made = call (bench, "office.create", json_node_dup_object (arguments));
  listed = call (bench, "person.list", NULL);
  people = cs_reply_read_people (listed);
  bench->drafter = find_person (people, "drafter");
  bench->reviewer = find_person (people, "reviewer");
}

/* The row of an account stands in by hand: nothing is published here. */
static void
add_account (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "office.db", NULL);
  sqlite3 *raw;

  sqlite3_open (path, &raw);
  if (sqlite3_exec (raw, "INSERT INTO accounts (id,network,address,handle,name,colour) VALUES (1,'practice','http://127.0.0.1:1','@office','Office','#3584e4')",
                    NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (raw));
  sqlite3_close (raw);
}

static void
submit_posts (Bench *bench,
              guint  n_posts)
{
  g_autoptr(GError) error = NULL;

  bench->posts = g_array_new (FALSE, FALSE, sizeof (gint64));
  bench->digests = g_array_new (FALSE, FALSE, sizeof (CsDigest));
  cs_local_office_act_as (bench->office, bench->drafter, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_posts; i++)
    {
      g_autoptr(CsContent) content = cs_content_new ();
      g_autoptr(JsonObject) created = NULL, submitted = NULL, got = NULL;
      g_autoptr(CsSheetInfo) sheet = NULL;
      CsSegment *segment = cs_content_get_segment (content, 0);
      gint64 post;

      g_free (segment->text);
      segment->text = g_strdup_printf ("Road A%u is closed until 18:00; diversions are signed.", i);
      cs_content_add_account (content, 1);
      created = call (bench, "post.create", cs_arguments_post_create (content));
      post = cs_reply_read_id (created);
      submitted = call (bench, "post.submit", cs_arguments_one ("post", post));
      got = call (bench, "post.get", cs_arguments_one ("post", post));
      sheet = cs_reply_read_sheet (got);
      g_array_append_val (bench->posts, post);
      g_array_append_val (bench->digests, sheet->digest);
    }
  cs_local_office_act_as (bench->office, bench->reviewer, &error);
  g_assert_no_error (error);
}

static JsonObject *
make_decision (Bench *bench,
               guint  index)
{
  return cs_arguments_post_decide (g_array_index (bench->posts, gint64, index), &g_array_index (bench->digests, CsDigest, index),
                                   0, CS_VERDICT_APPROVE, "");
}

static double
time_one_by_one (Bench *bench,
                 guint  from,
                 guint  count)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = from; i < from + count; i++)
    json_object_unref (call (bench, "post.decide", make_decision (bench, i)));
  return count / ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

static void start_next (Bench *bench);

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  g_assert_no_error (error);
  bench->running--;
  start_next (bench);
}

static void
start_next (Bench *bench)
{
  if (bench->next == bench->end)
    return;
  bench->running++;
  cs_office_call_async (CS_OFFICE (bench->office), "post.decide", make_decision (bench, bench->next++), NULL, decided_cb, bench);
}

static double
time_eight_at_once (Bench *bench,
                    guint  from,
                    guint  count)
{
  gint64 start = g_get_monotonic_time ();

  bench->next = from;
  bench->end = from + count;
  for (int i = 0; i < AT_ONCE; i++)
    start_next (bench);
  while (bench->running > 0)
    g_main_context_iteration (NULL, TRUE);
  return count / ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

/* --- the floor: the statements of one decision by sqlite3 alone --- */

static const char *const reads[] = {
  "SELECT uid,name,language,zone,practice,route,made_at FROM office WHERE id = 1",
  "SELECT id,login,name,roles,section,password,failures,locked_until,retired_at FROM people WHERE id = ?2",
  "SELECT * FROM posts WHERE id = ?1",
  "SELECT * FROM routes WHERE id = 1",
  "SELECT * FROM stages WHERE route = 1 ORDER BY position",
  "SELECT person FROM contributors WHERE post = ?1",
  "SELECT * FROM decisions WHERE post = ?1 ORDER BY id",
  "SELECT * FROM people",
  "SELECT * FROM revisions WHERE id = (SELECT revision FROM posts WHERE id = ?1)",
};

static void
step_all (sqlite3_stmt *stmt,
          gint64        post,
          gint64        person)
{
  if (sqlite3_bind_parameter_count (stmt) > 0)
    sqlite3_bind_int64 (stmt, 1, post);
  if (sqlite3_bind_parameter_count (stmt) > 1)
    sqlite3_bind_int64 (stmt, 2, person);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int c = 0; c < sqlite3_column_count (stmt); c++)
      sqlite3_column_text (stmt, c);
  sqlite3_reset (stmt);
}

static void
append_entry (sqlite3_stmt *head,
              sqlite3_stmt *entry,
              const char   *kind,
              const char   *details,
              gint64        post,
              gint64        person)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 hash[32];
  gsize size = sizeof hash;

  sqlite3_step (head);
  g_checksum_update (checksum, sqlite3_column_blob (head, 1), 32);
  g_checksum_update (checksum, (const guchar *) details, -1);
  g_checksum_get_digest (checksum, hash, &size);
  sqlite3_bind_int64 (entry, 1, sqlite3_column_int64 (head, 0) + 1);
  sqlite3_bind_int64 (entry, 2, g_get_real_time ());
  sqlite3_bind_int64 (entry, 3, person);
  sqlite3_bind_int64 (entry, 4, post);
  sqlite3_bind_text (entry, 5, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (entry, 6, details, -1, SQLITE_STATIC);
  sqlite3_bind_blob (entry, 7, sqlite3_column_blob (head, 1), 32, SQLITE_TRANSIENT);
  sqlite3_bind_blob (entry, 8, hash, 32, SQLITE_TRANSIENT);
  sqlite3_reset (head);
  g_assert_cmpint (sqlite3_step (entry), ==, SQLITE_DONE);
  sqlite3_reset (entry);
}

static sqlite3_stmt *
prepare (sqlite3    *raw,
         const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (raw, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (raw));
  return stmt;
}

static double
time_bare (Bench   *bench,
           sqlite3 *raw,
           guint    from,
           guint    count)
{
  sqlite3_stmt *read[G_N_ELEMENTS (reads)];
  sqlite3_stmt *begin = prepare (raw, "BEGIN IMMEDIATE"), *commit = prepare (raw, "COMMIT");
  sqlite3_stmt *head = prepare (raw, "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1");
  sqlite3_stmt *entry = prepare (raw, "INSERT INTO journal VALUES (?1,?2,?3,?4,?5,?6,?7,?8)");
  sqlite3_stmt *decide = prepare (raw, "INSERT INTO decisions (post,revision,digest,stage,person,verdict,reason,made_at)"
                                       " SELECT post,id,digest,0,?2,'approve','',made_at FROM revisions WHERE id = (SELECT revision FROM posts WHERE id = ?1)");
  sqlite3_stmt *change = prepare (raw, "UPDATE posts SET stage = 1, changed_at = changed_at + 1 WHERE id = ?1 AND state = 'in-review'");
  gint64 start;

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    read[i] = prepare (raw, reads[i]);
  start = g_get_monotonic_time ();
  for (guint i = from; i < from + count; i++)
    {
      gint64 post = g_array_index (bench->posts, gint64, i);

      step_all (begin, 0, 0);
      for (guint r = 0; r < G_N_ELEMENTS (reads); r++)
        step_all (read[r], post, bench->reviewer);
      step_all (decide, post, bench->reviewer);
      append_entry (head, entry, "decided", "{\"decision\":1,\"digest\":\"0123456789012345678901234567890123456789012345678901234567890123\",\"number\":1,\"reason\":\"\","
                                            "\"revision\":1,\"stage\":0,\"stage_title\":\"Section review\",\"verdict\":\"approve\"}", post, bench->reviewer);
      step_all (change, post, 0);
      append_entry (head, entry, "state-changed", "{\"act\":\"pass-stage\",\"from\":\"in-review\",\"to\":\"in-review\"}", post, bench->reviewer);
      step_all (commit, 0, 0);
    }
  start = g_get_monotonic_time () - start;
  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    sqlite3_finalize (read[i]);
  sqlite3_finalize (begin);
  sqlite3_finalize (commit);
  sqlite3_finalize (head);
  sqlite3_finalize (entry);
  sqlite3_finalize (decide);
  sqlite3_finalize (change);
  return count / ((double) start / G_USEC_PER_SEC);
}

/* The same office once more, for sqlite3 alone. */
static sqlite3 *
copy_office (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "office.db", NULL);
  g_autofree char *copy = g_build_filename (bench->folder, "bare.db", NULL);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", copy);
  sqlite3 *raw;

  sqlite3_open (path, &raw);
  if (sqlite3_exec (raw, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (raw));
  sqlite3_close (raw);
  sqlite3_open (copy, &raw);
  sqlite3_exec (raw, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON", NULL, NULL, NULL);
  return raw;
}

static void
bench_verify (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_READ, &error);
  double rates[BENCH_ROUNDS];
  gint64 entries = 0;

  g_assert_no_error (error);
  for (int round = 0; round < BENCH_ROUNDS; round++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(CsVerifyReport) report = cs_verify_office (db, bench->folder, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (report->findings->len, ==, 0);
      entries = report->n_entries;
      rates[round] = entries / ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
    }
  g_print ("bench verify: %.0f journal entries/s, with their revisions and decisions (%" G_GINT64_FORMAT " entries)\n",
           bench_median (rates, BENCH_ROUNDS), entries);
}

int
main (int    argc,
      char **argv)
{
  guint n_posts = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 5600;
  guint part = n_posts / (2 * ROUNDS);
  Bench bench = { 0 };
  double one[ROUNDS], eight[ROUNDS], bare[ROUNDS], one_ratio[ROUNDS], eight_ratio[ROUNDS];
  sqlite3 *raw;

  setlocale (LC_ALL, "");
  make_office (&bench);
  add_account (&bench);
  submit_posts (&bench, n_posts);
  raw = copy_office (&bench);

  for (guint round = 0; round < ROUNDS; round++)
    {
      one[round] = time_one_by_one (&bench, 2 * round * part, part);
      bare[round] = time_bare (&bench, raw, 2 * round * part, part);
      eight[round] = time_eight_at_once (&bench, (2 * round + 1) * part, part);
      one_ratio[round] = one[round] / bare[round];
      eight_ratio[round] = eight[round] / bare[round];
    }
  g_print ("bench decisions: through the door to sqlite3 alone: %.2f one by one, %.2f eight at once (%.0f/s, %.0f/s, %.0f/s)\n",
           bench_median (one_ratio, ROUNDS), bench_median (eight_ratio, ROUNDS),
           bench_median (one, ROUNDS), bench_median (eight, ROUNDS), bench_median (bare, ROUNDS));
  sqlite3_close (raw);
  bench_verify (&bench);

  g_object_unref (bench.office);
  g_array_unref (bench.posts);
  g_array_unref (bench.digests);
  bench_remove_folder (bench.folder);
  g_free (bench.folder);
  return 0;
}
