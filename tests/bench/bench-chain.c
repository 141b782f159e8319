/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-chain: evaluating the chain of a post with 20 revisions and 60 decisions; from memory, against one bare pass that compares each decision's digest,
 * and from the database, against bare SQLite that reads the same rows and judges nothing. */

#include "config.h"

#include <locale.h>

#include "bench-utils.h"
#include "cs-chain-rows.h"
#include "cs-office-rows.h"

#define N_REVISIONS 20
#define N_DECISIONS 60
#define N_PEOPLE 40
#define EVALUATIONS 20000 /* in one round */
#define READINGS 500      /* in one round */

static CsDigest
digest_of (guint revision)
{
  return cs_digest_of_bytes (&revision, sizeof revision);
}

static CsRoute *
make_route (void)
{
  CsRoute *route = cs_route_new ("Three reviews");

  cs_route_add_stage (route, "First", CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, "Second", CS_STAGE_FACT_CHECK, CS_ROLE_DUTY, CS_SCOPE_OFFICE);
  cs_route_add_stage (route, "Third", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);

  return route;
}

/* Three decisions for each revision: two approvals and a return, but for the last, which is approved throughout. */
static GPtrArray *
make_decisions (void)
{
  GPtrArray *decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_decision_free);

  for (guint i = 0; i < N_DECISIONS; i++)
    {
      CsDecision *decision = cs_decision_new ();

      decision->id = i + 1;
      decision->digest = digest_of (i / 3);
      decision->stage = i % 3;
      decision->person = 2 + i % 3;
      decision->parties = 1;
      decision->verdict = i % 3 == 2 && i + 1 < N_DECISIONS ? CS_VERDICT_RETURN : CS_VERDICT_APPROVE;
      g_ptr_array_add (decisions, decision);
    }

  return decisions;
}

static GPtrArray *
make_members (void)
{
  static const CsRoles roles[] = { CS_ROLE_DRAFTER, CS_ROLE_REVIEWER, CS_ROLE_DUTY, CS_ROLE_LEADER };
  GPtrArray *members = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      CsMember *member = g_new0 (CsMember, 1);

      member->id = i + 1;
      member->roles = roles[i % G_N_ELEMENTS (roles)];
      member->section = 1;
      g_ptr_array_add (members, member);
    }

  return members;
}

/* The floor: nobody can say what counts without looking at each decision once. */
static double
time_bare (const CsChain *chain)
{
  volatile guint n = 0;
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < EVALUATIONS; i++)
    for (guint j = 0; j < chain->decisions->len; j++)
      n += cs_digest_equal (&((const CsDecision *) g_ptr_array_index (chain->decisions, j))->digest, &chain->digest);

  return (double) (g_get_monotonic_time () - start) / EVALUATIONS;
}

static double
time_ours (const CsChain *chain)
{
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < EVALUATIONS; i++)
    g_assert_true (cs_chain_is_complete (chain));

  return (double) (g_get_monotonic_time () - start) / EVALUATIONS;
}

static void
add_people (CsDb      *db,
            GPtrArray *members)
{
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (members, i);
      g_autofree char *login = g_strdup_printf ("person%u", i);
      CsPersonRow row = { .login = login, .name = login, .roles = member->roles, .section = member->section, .password = (char *) "" };

      cs_person_rows_add (db, &row, &error);
      g_assert_no_error (error);
    }
}

/* The post that is evaluated, as an office would have it. */
static void
fill (CsDb          *db,
      const CsChain *chain)
{
  g_autoptr(CsRoute) route = cs_route_copy (chain->route);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsTxn) txn = cs_txn_begin (db, &error);
  CsPostRow post = { .state = CS_POST_IN_REVIEW, .stage = 2, .author = 1, .section = 1, .route = 1, .revision = N_REVISIONS, .zone = (char *) "UTC" };

  cs_section_rows_add (db, "News", &error);
  add_people (db, chain->members);
  cs_route_rows_add (db, route, 1, &error);
  cs_post_rows_add (db, &post, &error);
  cs_contributor_rows_add (db, 1, 1, 1, NULL, &error);
  for (guint i = 0; i < N_REVISIONS; i++)
    {
      CsRevisionRow revision = { .post = 1, .digest = digest_of (i), .content = (char *) "{}", .author = 1, .made_at = 1 };

      cs_revision_rows_add (db, &revision, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < chain->decisions->len; i++)
    {
      CsDecision *decision = g_ptr_array_index (chain->decisions, i);

      decision->post = 1;
      decision->revision = i / 3 + 1;
      cs_decision_rows_add (db, decision, &error);
      g_assert_no_error (error);
    }
  cs_txn_commit (g_steal_pointer (&txn), &error);
  g_assert_no_error (error);
}

static double
time_reading (CsDb *db)
{
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < READINGS; i++)
    {
      g_autoptr(CsTxn) txn = cs_txn_begin (db, NULL);
      g_autoptr(CsPostRow) post = cs_post_rows_get (db, 1, NULL);
      g_autoptr(CsChainRows) rows = cs_chain_rows_load (db, post, 1, NULL);

      g_assert_true (cs_chain_is_complete (&rows->chain));
    }

  return (double) (g_get_monotonic_time () - start) / READINGS;
}

/* All that says something of the post, column by column: the floor of asking a database. */
static double
time_bare_reading (sqlite3 *raw)
{
  static const char * const sql[] = {
    "BEGIN", "SELECT * FROM posts WHERE id = 1", "SELECT * FROM routes WHERE id = 1", "SELECT * FROM stages WHERE route = 1 ORDER BY position",
    "SELECT * FROM stage_parties WHERE route = 1 ORDER BY position, ordinal", "SELECT person FROM contributors WHERE post = 1",
    "SELECT * FROM decisions WHERE post = 1 ORDER BY id", "SELECT * FROM revisions WHERE id = 20", "SELECT * FROM people ORDER BY id",
    "SELECT * FROM positions ORDER BY id", "SELECT * FROM delegations ORDER BY id", "COMMIT",
  };
  sqlite3_stmt *stmts[G_N_ELEMENTS (sql)] = { NULL };
  volatile gint64 n = 0;
  gint64 start;
  gint64 end;

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    g_assert_true (sqlite3_prepare_v2 (raw, sql[i], -1, &stmts[i], NULL) == SQLITE_OK);

  start = g_get_monotonic_time ();
  for (int i = 0; i < READINGS; i++)
    for (guint j = 0; j < G_N_ELEMENTS (sql); j++)
      {
        while (sqlite3_step (stmts[j]) == SQLITE_ROW)
          for (int column = 0; column < sqlite3_column_count (stmts[j]); column++)
            n += sqlite3_column_bytes (stmts[j], column);
        sqlite3_reset (stmts[j]);
      }
  end = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    sqlite3_finalize (stmts[i]);

  return (double) (end - start) / READINGS;
}

static void
tell (const char *what,
      double     *ours,
      const char *floor,
      double     *bare)
{
  double time = bench_median (ours, BENCH_ROUNDS);
  double least = bench_median (bare, BENCH_ROUNDS);

  g_print ("bench chain: %s: %.2f µs, %.0f a second; %s: %.2f µs; ratio %.1f\n", what, time, 1e6 / time, floor, least, time / least);
}

static void
bench_database (const CsChain *chain)
{
  g_autofree char *folder = bench_make_folder ();
  g_autofree char *path = g_build_filename (folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);
  sqlite3 *raw = NULL;
  double bare[BENCH_ROUNDS];
  double ours[BENCH_ROUNDS];

  g_assert_no_error (error);
  fill (db, chain);
  g_clear_pointer (&db, cs_db_free);
  db = cs_db_open (path, CS_DB_READ, &error);
  g_assert_no_error (error);
  g_assert_true (sqlite3_open_v2 (path, &raw, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
  for (guint i = 0; i < BENCH_ROUNDS; i++)
    {
      bare[i] = time_bare_reading (raw);
      ours[i] = time_reading (db);
    }

  tell ("the same from the database", ours, "bare SQLite reading the rows", bare);
  sqlite3_close (raw);
  g_clear_pointer (&db, cs_db_free);
  bench_remove_folder (folder);
}

int
main (void)
{
  g_autoptr(CsRoute) route = make_route ();
  g_autoptr(GPtrArray) decisions = make_decisions ();
  g_autoptr(GPtrArray) members = make_members ();
  g_autoptr(GArray) contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  CsChain chain = {
    .route = route, .state = CS_POST_IN_REVIEW, .stage = 2, .section = 1, .digest = digest_of (N_REVISIONS - 1),
    .contributors = contributors, .decisions = decisions, .members = members,
  };
  double bare[BENCH_ROUNDS];
  double ours[BENCH_ROUNDS];
  gint64 author = 1;

  setlocale (LC_ALL, "");
  g_array_append_val (contributors, author);
  for (guint i = 0; i < BENCH_ROUNDS; i++)
    {
      bare[i] = time_bare (&chain);
      ours[i] = time_ours (&chain);
    }

  tell ("chain of 20 revisions and 60 decisions", ours, "one bare pass over the decisions", bare);
  bench_database (&chain);

  return 0;
}
