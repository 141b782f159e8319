/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-reports [POSTS]: each report through the door, over 100,000 posts and the 250,000 decisions and 800,000 journal entries that come with them, against sqlite3 alone
 * walking once over the rows of the tables from which it is counted. */

#include "config.h"

#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "bench-utils.h"
#include "cs-arguments.h"
#include "cs-local-office.h"
#include "cs-replies.h"
#include "cs-report-client.h"

#define ROUNDS 3

static const char first_start[] =
  "{\"name\":\"Office\",\"language\":\"zh\",\"zone\":\"Asia/Shanghai\",\"practice\":true,\"sections\":[\"Press\"],"
  "\"administrator\":{\"login\":\"admin\",\"name\":\"Ada\",\"password\":\"\"},\"people\":["
  "{\"login\":\"d1\",\"name\":\"Drafter 1\",\"roles\":\"drafter\",\"section\":\"Press\",\"password\":\"\"},"
  "{\"login\":\"d2\",\"name\":\"Drafter 2\",\"roles\":\"drafter\",\"section\":\"Press\",\"password\":\"\"},"
  "{\"login\":\"d3\",\"name\":\"Drafter 3\",\"roles\":\"drafter\",\"section\":\"Press\",\"password\":\"\"},"
  "{\"login\":\"d4\",\"name\":\"Drafter 4\",\"roles\":\"drafter\",\"section\":\"Press\",\"password\":\"\"},"
  "{\"login\":\"r1\",\"name\":\"Reviewer 1\",\"roles\":\"reviewer\",\"section\":\"Press\",\"password\":\"\"},"
  "{\"login\":\"r2\",\"name\":\"Reviewer 2\",\"roles\":\"reviewer\",\"section\":\"Press\",\"password\":\"\"},"
  "{\"login\":\"l1\",\"name\":\"Leader 1\",\"roles\":\"leader\",\"section\":\"\",\"password\":\"\"},"
  "{\"login\":\"l2\",\"name\":\"Leader 2\",\"roles\":\"leader\",\"section\":\"\",\"password\":\"\"}]}";

/* People 2 to 5 write, 6 and 7 review, 8 and 9 sign. Post i was begun at 10 minutes times i; reviewed within three hours, signed two hours later. Of a hundred posts two
 * wait, one expired, ten were sent back once; of twenty signatures one was given for somebody else. */
#define NUMBERS "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1$u) "
#define BEGUN "(1700000000000000 + i * 600000000)"
static const char fill[] =
  "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;"
  NUMBERS "INSERT INTO posts (id, state, stage, author, section, route, revision, release, zone, excerpt, made_at, changed_at, stage_opened_at) "
          "SELECT i, CASE WHEN i %% 50 = 0 THEN 'in-review' WHEN i %% 100 = 1 THEN 'expired' ELSE 'published' END, i %% 100 = 0, 2 + i %% 4, 1, 1, i, 'at-once', 'Asia/Shanghai', "
          "'桥梁周一关闭，请绕行北环路。', " BEGUN ", " BEGUN ", " BEGUN " FROM n;"
  NUMBERS "INSERT INTO revisions (id, post, number, digest, content, author, made_at) "
          "SELECT i, i, 1, CAST (printf ('%%032d', i) AS BLOB), '{}', 2 + i %% 4, " BEGUN " FROM n;"
  NUMBERS "INSERT INTO contributors (post, person, since) SELECT i, 2 + i %% 4, " BEGUN " FROM n;"
  NUMBERS "INSERT INTO decisions (id, post, revision, digest, stage, person, verdict, reason, made_at, acting_for) "
          "SELECT i * 3, i, i, CAST (printf ('%%032d', i) AS BLOB), 0, 6 + i %% 2, CASE WHEN i %% 10 = 0 THEN 'return' ELSE 'approve' END, "
          "CASE WHEN i %% 10 = 0 THEN 'Reason ' || (i %% 400) ELSE '' END, " BEGUN " + i %% 180 * 60000000, 0 FROM n WHERE i %% 100 <> 50;"
  NUMBERS "INSERT INTO decisions (id, post, revision, digest, stage, person, verdict, reason, made_at, acting_for) "
          "SELECT i * 3 + 1, i, i, CAST (printf ('%%032d', i) AS BLOB), 1, 8 + i %% 2, 'approve', '', " BEGUN " + 18000000000, CASE WHEN i %% 20 = 3 THEN 8 ELSE 0 END FROM n "
                                                                                                              "WHERE i %% 50 <> 0;"
                                                                                                              "COMMIT;";

/* What each is counted from, walked over once. */
static const char * const floors[CS_N_REPORT_KINDS] = {
  [CS_REPORT_WAITING] = "SELECT p.id, p.stage_due_at, r.digest, d.person, d.digest FROM posts AS p JOIN revisions AS r ON r.id = p.revision "
                        "LEFT JOIN decisions AS d ON d.post = p.id WHERE p.state = 'in-review'",
  [CS_REPORT_TIMES] = "SELECT d.post, d.stage, d.person, d.made_at, p.route, j.kind, j.at FROM decisions AS d JOIN posts AS p ON p.id = d.post "
                      "JOIN journal AS j ON j.post = d.post",
  [CS_REPORT_RETURNS] = "SELECT verdict, reason, made_at FROM decisions",
  [CS_REPORT_EXPIRED] = "SELECT sequence, at, kind, details FROM journal",
  [CS_REPORT_EMERGENCIES] = "SELECT e.reason, e.started_at, p.excerpt FROM emergencies AS e JOIN posts AS p ON p.id = e.post",
  [CS_REPORT_PAIRS] = "SELECT d.person, d.acting_for, d.verdict, d.made_at, p.author FROM decisions AS d JOIN posts AS p ON p.id = d.post",
};

typedef struct
{
  CsLocalOffice *office;
  char          *folder;
  sqlite3       *raw;
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

/* Entry by entry, as they came about; nobody proves this journal, so its hashes are none. */
static void
fill_journal (Bench *bench,
              guint  n_posts)
{
  static const struct
  {
    const char *kind;
    const char *details;
    gint64      minutes;
  } acts[] = {
    { "post-created", "{}", 0 },
    { "contributed", "{}", 0 },
    { "revised", "{\"digest\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"number\":1,\"revision\":1}", 0 },
    { "submitted", "{\"number\":1,\"revision\":1,\"route\":1}", 0 },
    { "state-changed", "{\"act\":\"submit\",\"from\":\"draft\",\"stage\":0,\"to\":\"in-review\"}", 0 },
    { "decided", "{\"acting_for\":0,\"digest\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"stage\":0,\"verdict\":\"approve\"}", 180 },
    { "decided", "{\"acting_for\":0,\"digest\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"stage\":1,\"verdict\":\"approve\"}", 300 },
    { "state-changed", "{\"act\":\"sign\",\"from\":\"in-review\",\"stage\":1,\"to\":\"signed\"}", 300 },
  };
  static const char expired[] = "{\"act\":\"expire\",\"from\":\"in-review\",\"to\":\"expired\"}";
  sqlite3_stmt *stmt;

  bench_run_sql (bench->raw, "BEGIN");
  sqlite3_prepare_v2 (bench->raw, "INSERT INTO journal (sequence, at, actor, post, kind, details, previous, hash) "
                                  "VALUES ((SELECT max (sequence) + 1 FROM journal), ?1, ?2, ?3, ?4, ?5, zeroblob (32), zeroblob (32))",
                      -1, &stmt, NULL);
  for (guint i = 1; i <= n_posts; i++)
    for (guint j = 0; j < G_N_ELEMENTS (acts); j++)
      {
        const char *details = i % 100 == 1 && j + 1 == G_N_ELEMENTS (acts) ? expired : acts[j].details;

        sqlite3_bind_int64 (stmt, 1, G_GINT64_CONSTANT (1700000000000000) + i * G_GINT64_CONSTANT (600000000) + acts[j].minutes * 60000000);
        sqlite3_bind_int64 (stmt, 2, 2 + i % 4);
        sqlite3_bind_int64 (stmt, 3, i);
        sqlite3_bind_text (stmt, 4, acts[j].kind, -1, SQLITE_STATIC);
        sqlite3_bind_text (stmt, 5, details, -1, SQLITE_STATIC);
        if (sqlite3_step (stmt) != SQLITE_DONE)
          g_error ("%s", sqlite3_errmsg (bench->raw));
        sqlite3_reset (stmt);
      }
  sqlite3_finalize (stmt);
  bench_run_sql (bench->raw, "COMMIT");
}

static void
make_office (Bench *bench,
             guint  n_posts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) arguments = json_from_string (first_start, &error);
  g_autoptr(JsonObject) made = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sql = g_strdup_printf (fill, n_posts);

  g_assert_no_error (error);
  bench->folder = bench_make_folder ();
  bench->office = cs_local_office_open (bench->folder, &error);
  g_assert_no_error (error);
  made = call (bench, "office.create", json_node_dup_object (arguments));

  path = g_build_filename (bench->folder, "office.db", NULL);
  sqlite3_open (path, &bench->raw);
  bench_run_sql (bench->raw, sql);
  fill_journal (bench, n_posts);
  bench_run_sql (bench->raw, "INSERT INTO emergencies (post, reason, started_by, started_at, due_at) "
                             "SELECT id, 'A dam broke', 8, made_at, made_at + 86400000000 FROM posts WHERE id % 400 = 7; PRAGMA wal_checkpoint (TRUNCATE);");
  cs_local_office_act_as (bench->office, 8, &error);
  g_assert_no_error (error);
}

static double
time_floor (Bench        *bench,
            CsReportKind  kind)
{
  gint64 start = g_get_monotonic_time ();
  sqlite3_stmt *stmt;
  volatile gint64 sum = 0;

  if (sqlite3_prepare_v2 (bench->raw, floors[kind], -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (bench->raw));
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      sum += sqlite3_column_bytes (stmt, i);
  sqlite3_finalize (stmt);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static double
time_report (Bench        *bench,
             CsReportKind  kind,
             guint        *n_rows)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(JsonObject) reply = call (bench, "report.get", cs_arguments_report_get (kind, 0, 0));
  g_autoptr(CsReport) report = cs_reply_read_report (reply);

  *n_rows = cs_report_get_n_rows (report);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { 0 };
  guint n_posts = argc > 1 ? (guint) atoi (argv[1]) : 100000;

  setlocale (LC_ALL, "");
  make_office (&bench, n_posts);
  for (CsReportKind kind = 0; kind < CS_N_REPORT_KINDS; kind++)
    {
      double bare[ROUNDS];
      double ours[ROUNDS];
      guint n_rows = 0;

      for (guint i = 0; i < ROUNDS; i++)
        {
          bare[i] = time_floor (&bench, kind);
          ours[i] = time_report (&bench, kind, &n_rows);
        }

      g_print ("bench reports: %s over %u posts: %.0f ms, %u rows; one bare walk over its tables: %.0f ms; ratio %.1f\n", cs_report_kind_nick (kind), n_posts,
               bench_median (ours, ROUNDS), n_rows, bench_median (bare, ROUNDS), bench_median (ours, ROUNDS) / bench_median (bare, ROUNDS));
    }

  sqlite3_close (bench.raw);
  g_object_unref (bench.office);
  bench_remove_folder (bench.folder);
  g_free (bench.folder);
  return 0;
}
