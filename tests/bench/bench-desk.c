/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-desk [POSTS]: the Desk of a leader with so many posts waiting (5,000), and of one who signs for him, through the door; against sqlite3 alone
 * reading the rows of the same posts by the same key. Routes, labels, sections, positions, escalations and deadlines are mixed; delegations are in force. */

#include "config.h"

#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "bench-utils.h"
#include "cs-arguments.h"
#include "cs-delegation-client.h"
#include "cs-local-office.h"
#include "cs-replies.h"
#include "cs-route-client.h"

typedef struct
{
  CsLocalOffice *office;
  char          *folder;
  GPtrArray     *people; /* of CsPersonInfo */
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
find_person (Bench      *bench,
             const char *login)
{
  for (guint i = 0; i < bench->people->len; i++)
    if (g_str_equal (((CsPersonInfo *) g_ptr_array_index (bench->people, i))->login, login))
      return ((CsPersonInfo *) g_ptr_array_index (bench->people, i))->id;
  g_error ("Nobody is called %s", login);
}

static void
sit (Bench      *bench,
     const char *login)
{
  g_autoptr(GError) error = NULL;

  cs_local_office_act_as (bench->office, find_person (bench, login), &error);
  g_assert_no_error (error);
}

static void
add_person (JsonArray  *people,
            const char *login,
            const char *roles,
            const char *section)
{
  JsonObject *person = json_object_new ();

  json_object_set_string_member (person, "login", login);
  json_object_set_string_member (person, "name", login);
  json_object_set_string_member (person, "roles", roles);
  json_object_set_string_member (person, "section", section);
  json_array_add_object_element (people, person);
}

static void
make_office (Bench *bench)
{
  static const char * const sections[] = { "Press", "Water", "Roads", NULL };
  JsonArray *people = json_array_new ();
  JsonObject *arguments = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) made = NULL, listed = NULL;

  bench->folder = bench_make_folder ();
  bench->office = cs_local_office_open (bench->folder, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *drafter = g_strdup_printf ("drafter%u", i);
      g_autofree char *reviewer = g_strdup_printf ("reviewer%u", i);

      add_person (people, drafter, "drafter", sections[i % 3]);
      add_person (people, reviewer, "reviewer", sections[i % 3]);
    }
  add_person (people, "leader", "leader", "");
  add_person (people, "away", "leader", "");
  add_person (people, "third", "leader", "");
  add_person (people, "duty", "duty", "");

  arguments = cs_arguments_office_create ("Office", "en", "UTC", TRUE, sections, "admin", "Ada", "");
  json_object_set_array_member (arguments, "people", people);
  made = call (bench, "office.create", arguments);
  listed = call (bench, "person.list", NULL);
  bench->people = cs_reply_read_people (listed);
}

/* After the review: a leader; two desks side by side; the holder of a position; a count of two. */
static void
add_routes (Bench *bench)
{
  static const CsQuorum quorums[] = { CS_QUORUM_ANY, CS_QUORUM_EACH, CS_QUORUM_ANY, CS_QUORUM_COUNT };
  gint64 position;

  sit (bench, "admin");
  {
    g_autoptr(JsonObject) reply = call (bench, "position.add", cs_arguments_position_add ("Director on duty", find_person (bench, "leader")));

    position = cs_reply_read_id (reply);
  }
  for (guint i = 0; i < G_N_ELEMENTS (quorums); i++)
    {
      g_autofree char *name = g_strdup_printf ("Route %u", i);
      g_autoptr(CsRoute) route = cs_route_new (name);
      CsStage *review = cs_route_append_stage (route, "Review", CS_STAGE_REVIEW);
      CsStage *comment = cs_route_append_stage (route, "Comments", CS_STAGE_COMMENT);
      CsStage *sign_off = cs_route_append_stage (route, "Sign-off", CS_STAGE_SIGN_OFF);

      cs_stage_add_party (review, CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_REVIEWER, 0);
      cs_stage_add_party (comment, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_DUTY, 0);
      cs_stage_add_party (sign_off, i == 2 ? CS_PARTY_POSITION : CS_PARTY_ROLE_ANYWHERE, i == 2 ? CS_ROLE_NONE : CS_ROLE_LEADER, i == 2 ? position : 0);
      if (quorums[i] == CS_QUORUM_EACH)
        cs_stage_add_party (sign_off, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_DUTY, 0);
      sign_off->quorum = quorums[i];
      sign_off->count = quorums[i] == CS_QUORUM_COUNT ? 2 : 0;
      sign_off->minutes = 120;
      json_object_unref (call (bench, "route.set", cs_arguments_route_set (route)));
    }
}

static void
go_away (Bench      *bench,
         const char *principal,
         const char *delegate,
         CsLabels    labels)
{
  CsAbsence absence = {
    .delegate = find_person (bench, delegate),
    .from_at = g_get_real_time (),
    .until_at = g_get_real_time () + 10 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC,
    .labels = labels,
  };

  sit (bench, principal);
  json_object_unref (call (bench, "delegation.add", cs_arguments_delegation_add (&absence)));
}

/* One that went by the door, as the pattern of all others. */
static gint64
add_pattern (Bench *bench)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autoptr(JsonObject) created = NULL, submitted = NULL, got = NULL, decided = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  CsSegment *segment = cs_content_get_segment (content, 0);
  gint64 post;

  g_free (segment->text);
  segment->text = g_strdup ("Road A4 is closed until 18:00; diversions are signed.");
  cs_content_add_account (content, 1);
  sit (bench, "drafter0");
  created = call (bench, "post.create", cs_arguments_post_create (content));
  post = cs_reply_read_id (created);
  submitted = call (bench, "post.submit", cs_arguments_one ("post", post));
  got = call (bench, "post.get", cs_arguments_one ("post", post));
  sheet = cs_reply_read_sheet (got);
  sit (bench, "reviewer0");
  decided = call (bench, "post.decide", cs_arguments_post_decide (post, &sheet->digest, 0, CS_VERDICT_APPROVE, ""));
  return post;
}

/* Copies of the pattern: reviewed, at the sign-off. One in thirty was written in by the leader, one in twenty signed by him (of the routes that take two);
 * a third has no deadline. */
static void
multiply (Bench  *bench,
          gint64  pattern,
          guint   n_posts)
{
  static const char fill[] =
    "PRAGMA synchronous=OFF; BEGIN;"
    "CREATE TEMP TABLE n AS WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < %u) SELECT i FROM c;"
    "CREATE TEMP TABLE r AS SELECT id, row_number () OVER (ORDER BY id) - 1 AS k FROM routes WHERE name LIKE 'Route %%';"
    "INSERT INTO posts (id, state, stage, author, section, route, revision, release, zone, excerpt, accounts, made_at, changed_at, labels, "
    "stage_opened_at, stage_due_at, escalated) "
    "SELECT 1000 + i, 'in-review', 2, author, 1 + i %% 3, (SELECT id FROM r WHERE k = i %% 4), 1000 + i, release, zone, excerpt || i, accounts, made_at, "
    "changed_at, (i * 7) %% 8, changed_at, CASE i %% 3 WHEN 0 THEN 0 ELSE changed_at + (i * 7919) %% 100000 * 1000000 END, i %% 50 = 0 "
    "FROM n, posts WHERE id = %d;"
    "INSERT INTO revisions SELECT 1000 + i, 1000 + i, 1, digest, content, author, made_at FROM n, revisions WHERE post = %d;"
    "INSERT INTO contributors SELECT 1000 + i, person, since FROM n, contributors WHERE post = %d;"
    "INSERT INTO contributors SELECT 1000 + i, %d, 1 FROM n WHERE i %% 30 = 0;"
    "INSERT INTO decisions (post, revision, digest, stage, person, verdict, reason, made_at) "
    "SELECT 1000 + i, 1000 + i, digest, stage, person, verdict, reason, made_at FROM n, decisions WHERE post = %d;"
    "INSERT INTO decisions (post, revision, digest, stage, person, verdict, reason, made_at) "
    "SELECT 1000 + i, 1000 + i, digest, 2, %d, verdict, reason, made_at FROM n, decisions WHERE post = %d AND i %% 20 = 3 AND i %% 30 <> 0;"
    "COMMIT; DROP TABLE n; DROP TABLE r; ANALYZE;";
  g_autofree char *path = g_build_filename (bench->folder, "office.db", NULL);
  int leader = (int) find_person (bench, "leader"), post = (int) pattern;
  g_autofree char *sql = g_strdup_printf (fill, n_posts, post, post, post, leader, post, leader, post);
  sqlite3 *raw;

  sqlite3_open (path, &raw);
  bench_run_sql (raw, sql);
  sqlite3_close (raw);
}

static double
time_call (Bench      *bench,
           const char *operation,
           guint      *n_waiting)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(JsonObject) reply = call (bench, operation, NULL);
  double taken = (double) (g_get_monotonic_time () - start) / 1000;
  g_autoptr(CsDeskInfo) desk = cs_reply_read_desk (reply);

  *n_waiting = desk->n_waiting > 0 ? desk->n_waiting : desk->waiting->len;
  return taken;
}

/* The rows of all posts in review in the order of the Desk, or of the first page. */
static double
time_bare (sqlite3 *raw,
           int      limit)
{
  gint64 start = g_get_monotonic_time ();
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (raw, "SELECT * FROM posts INDEXED BY posts_by_due WHERE state = 'in-review' ORDER BY stage_due_at, id LIMIT ?1",
                          -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (raw));
  sqlite3_bind_int (stmt, 1, limit);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      sqlite3_column_bytes (stmt, i);
  sqlite3_finalize (stmt);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
bench_person (Bench      *bench,
              sqlite3    *raw,
              const char *login,
              const char *operation,
              int         limit)
{
  double desk[BENCH_ROUNDS], bare[BENCH_ROUNDS], ratio[BENCH_ROUNDS];
  guint n = 0;

  sit (bench, login);
  time_call (bench, operation, &n);
  for (guint round = 0; round < BENCH_ROUNDS; round++)
    {
      bare[round] = time_bare (raw, limit);
      desk[round] = time_call (bench, operation, &n);
      ratio[round] = desk[round] / bare[round];
    }
  g_print ("bench desk: %s of %s, %u waiting: %.1f times sqlite3 alone reading %s (%.1f ms, %.1f ms)\n", operation, login, n,
           bench_median (ratio, BENCH_ROUNDS), limit < 0 ? "those posts" : "one page",
           bench_median (desk, BENCH_ROUNDS), bench_median (bare, BENCH_ROUNDS));
}

int
main (int    argc,
      char **argv)
{
  guint n_posts = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 5000;
  g_autofree char *path = NULL;
  Bench bench = { 0 };
  sqlite3 *raw;

  setlocale (LC_ALL, "");
  make_office (&bench);
  path = g_build_filename (bench.folder, "office.db", NULL);
  sqlite3_open (path, &raw);
  bench_run_sql (raw, "INSERT INTO accounts (id,network,address,handle,name,colour) "
                      "VALUES (1,'practice','http://127.0.0.1:1','@office','Office','#3584e4')");
  add_routes (&bench);
  multiply (&bench, add_pattern (&bench), n_posts);
  go_away (&bench, "away", "leader", CS_LABEL_NONE);
  go_away (&bench, "third", "reviewer3", CS_LABEL_STATISTICS | CS_LABEL_POLICY);
  go_away (&bench, "third", "reviewer4", CS_LABEL_EMERGENCY);

  bench_person (&bench, raw, "leader", "desk.get", -1);
  bench_person (&bench, raw, "reviewer3", "desk.get", -1);
  bench_person (&bench, raw, "drafter0", "desk.get", -1);
  bench_person (&bench, raw, "leader", "desk.waiting", 50);
  bench_person (&bench, raw, "reviewer3", "desk.waiting", 50);

  sqlite3_close (raw);
  g_object_unref (bench.office);
  g_ptr_array_unref (bench.people);
  bench_remove_folder (bench.folder);
  g_free (bench.folder);
  return 0;
}
