/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

static void
test_office (StoreFixture  *fixture,
             gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsOfficeRow) row = cs_office_rows_get (fixture->db, &error);
  g_autoptr(CsOfficeRow) again = NULL;

  g_test_summary ("The office's row keeps its identity, whatever is set later");
  g_assert_no_error (error);
  g_assert_cmpstr (row->uid, ==, "uid");
  g_assert_true (row->practice);
  g_free (row->uid);
  row->uid = g_strdup ("another");
  g_free (row->name);
  row->name = g_strdup ("新闻办");
  row->practice = FALSE;
  g_assert_true (cs_office_rows_set (fixture->db, row, &error));
  again = cs_office_rows_get (fixture->db, &error);
  g_assert_cmpstr (again->uid, ==, "uid");
  g_assert_cmpstr (again->name, ==, "新闻办");
  g_assert_true (again->practice);
}

static void
test_empty_office (StoreFixture  *fixture,
                   gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsOfficeRow *row;

  g_test_summary ("An office before its first start is NOT_FOUND");
  fixture->db = fixture_open (fixture->path, CS_DB_WRITE);
  row = cs_office_rows_get (fixture->db, &error);
  g_assert_null (row);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static void
test_people (StoreFixture  *fixture,
             gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPersonRow) row = cs_person_rows_find_login (fixture->db, "reviewer", &error);
  g_autoptr(CsPersonRow) again = NULL;
  g_autoptr(GPtrArray) people = NULL;
  CsPersonRow *missing;

  g_test_summary ("People are found by login, changed, and missing ones are told");
  g_assert_no_error (error);
  g_assert_cmpint (row->id, ==, FIXTURE_REVIEWER);
  row->section = 0;
  row->failures = 3;
  row->locked_until = 99;
  g_assert_true (cs_person_rows_update (fixture->db, row, &error));
  again = cs_person_rows_get (fixture->db, FIXTURE_REVIEWER, &error);
  g_assert_cmpint (again->section, ==, 0);
  g_assert_cmpint (again->failures, ==, 3);
  g_assert_cmpint (again->locked_until, ==, 99);
  g_assert_cmpint (fixture_ask (fixture->db, "SELECT section IS NULL FROM people WHERE id = 2"), ==, 1);
  people = cs_person_rows_list (fixture->db, &error);
  g_assert_cmpuint (people->len, ==, 3);

  missing = cs_person_rows_find_login (fixture->db, "nobody", &error);
  g_assert_null (missing);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  row->id = 99;
  g_free (row->login);
  row->login = g_strdup ("else");
  g_assert_false (cs_person_rows_update (fixture->db, row, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static void
test_sections (StoreFixture  *fixture,
               gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsSectionRow row = { FIXTURE_SECTION, (char *) "Press", 77 };
  g_autoptr(GPtrArray) rows = NULL;

  g_assert_true (cs_section_rows_update (fixture->db, &row, &error));
  rows = cs_section_rows_list (fixture->db, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((CsSectionRow *) rows->pdata[0])->name, ==, "Press");
  g_assert_cmpint (((CsSectionRow *) rows->pdata[0])->retired_at, ==, 77);
}

static void
test_routes (StoreFixture  *fixture,
             gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsRoute) route = cs_route_rows_get (fixture->db, FIXTURE_ROUTE, &error);
  g_autoptr(CsRoute) again = NULL;
  CsRoute *missing;

  g_test_summary ("A changed route is a new version; the old one stays as it was");
  g_assert_no_error (error);
  g_assert_cmpuint (route->version, ==, 1);
  g_assert_cmpuint (route->stages->len, ==, 2);
  cs_route_get_stage (route, 0)->quorum = CS_QUORUM_COUNT;
  cs_route_get_stage (route, 0)->count = 2;
  g_assert_true (cs_route_rows_add (fixture->db, route, 5, &error));
  g_assert_cmpuint (route->version, ==, 2);
  again = cs_route_rows_get (fixture->db, route->id, &error);
  g_assert_cmpint (cs_route_get_stage (again, 0)->quorum, ==, CS_QUORUM_COUNT);
  g_assert_cmpuint (cs_route_get_stage (again, 0)->count, ==, 2);
  g_assert_cmpint (cs_route_get_stage (again, 1)->kind, ==, CS_STAGE_SIGN_OFF);
  missing = cs_route_rows_get (fixture->db, 99, &error);
  g_assert_null (missing);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static gint64
add_account (CsDb *db)
{
  g_autoptr(GError) error = NULL;
  CsAccountRow row = { 0 };
  gint64 id;

  row.network = CS_NETWORK_MASTODON;
  row.address = (char *) "https://example.org";
  row.handle = (char *) "@office@example.org";
  row.name = (char *) "Office";
  row.colour = (char *) "#1a5fb4";
  id = cs_account_rows_add (db, &row, &error);
  g_assert_no_error (error);
  return id;
}

static void
test_accounts (StoreFixture  *fixture,
               gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 id = add_account (fixture->db);
  g_autoptr(CsAccountRow) row = cs_account_rows_get (fixture->db, id, &error);
  g_autoptr(GPtrArray) rows = NULL;

  g_assert_cmpint (row->network, ==, CS_NETWORK_MASTODON);
  g_assert_cmpstr (row->limits, ==, "{}");
  g_free (row->health);
  row->health = g_strdup ("offline");
  g_assert_true (cs_account_rows_update (fixture->db, row, &error));
  rows = cs_account_rows_list (fixture->db, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((CsAccountRow *) rows->pdata[0])->health, ==, "offline");
}

static void
test_post_conflict (StoreFixture  *fixture,
                    gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 id = fixture_add_post (fixture->db);
  g_autoptr(CsPostRow) row = cs_post_rows_get (fixture->db, id, &error);
  CsPostRow *missing;

  g_test_summary ("Who changes a post from a state that it no longer has loses");
  row->state = CS_POST_IN_REVIEW;
  g_assert_true (cs_post_rows_update (fixture->db, row, CS_POST_DRAFT, &error));
  row->state = CS_POST_REJECTED;
  g_assert_false (cs_post_rows_update (fixture->db, row, CS_POST_DRAFT, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  g_clear_pointer (&row, cs_post_row_free);
  row = cs_post_rows_get (fixture->db, id, &error);
  g_assert_cmpint (row->state, ==, CS_POST_IN_REVIEW);
  missing = cs_post_rows_get (fixture->db, 99, &error);
  g_assert_null (missing);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

typedef struct
{
  CsPostFilter filter;
  const char  *condition; /* the same in SQL */
} FilterCase;

static void
check_filter (CsDb             *db,
              const FilterCase *one)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (group_concat (id, ' '), '') FROM "
                                          "(SELECT id FROM posts WHERE %s ORDER BY id DESC)", one->condition);
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, g_intern_string (sql), &error);
  g_autoptr(GString) pages = g_string_new (NULL);
  g_autoptr(GArray) directory = NULL;
  gint64 before = 0;
  gint64 count = 0;
  gint64 n = 0;
  gboolean row = FALSE;
  guint got;

  directory = cs_post_rows_directory (db, &one->filter, 7, &count, &error);
  g_assert_no_error (error);
  do
    {
      g_autoptr(GPtrArray) page = cs_post_rows_list (db, &one->filter, before, 7, &error);

      g_assert_no_error (error);
      got = page->len;
      if (got > 0)
        g_assert_cmpint (g_array_index (directory, gint64, n / 7), ==, ((CsPostRow *) page->pdata[0])->id);

      for (guint i = 0; i < page->len; i++, n++)
        {
          before = ((CsPostRow *) page->pdata[i])->id;
          g_string_append_printf (pages, "%s%" G_GINT64_FORMAT, n > 0 ? " " : "", before);
        }
    }
  while (got == 7);

  g_assert_true (cs_stmt_step (stmt, &row, &error));
  g_assert_cmpstr (pages->str, ==, cs_stmt_get_text (stmt, 0));
  g_assert_cmpint (count, ==, n);
  g_assert_cmpuint (directory->len, ==, (guint) ((n + 6) / 7));
}

static void
test_post_lists (StoreFixture  *fixture,
                 gconstpointer  unused)
{
  static const FilterCase cases[] = {
    { { 0 }, "1" },
    { { .has_state = TRUE, .state = CS_POST_IN_REVIEW }, "state = 'in-review'" },
    { { .section = 1 }, "section = 1" },
    { { .author = 2 }, "author = 2" },
    { { .author = 2, .section = 1, .has_state = TRUE, .state = CS_POST_DRAFT }, "author = 2 AND section = 1 AND state = 'draft'" },
    { { .section = 2, .has_state = TRUE, .state = CS_POST_RETURNED }, "section = 2 AND state = 'returned'" },
    { { .only_own_drafts = TRUE, .viewer = 1, .viewer_section = 2 },
      "state NOT IN ('draft', 'returned') OR author = 1 OR section = 2" },
    { { .only_own_drafts = TRUE, .viewer = 3, .viewer_section = 0 },
      "state NOT IN ('draft', 'returned') OR author = 3 OR section IS NULL" },
    { { .only_own_drafts = TRUE, .viewer = 3, .viewer_section = 1, .has_state = TRUE, .state = CS_POST_DRAFT },
      "state = 'draft' AND section = 1" },
    { { .search = "防汛" }, "id % 3 = 0" },
    { { .search = "防汛", .author = 2 }, "id % 3 = 0 AND author = 2" },
    { { .search = "nothing" }, "0" },
  };
  static const CsPostState states[] = { CS_POST_DRAFT, CS_POST_IN_REVIEW, CS_POST_RETURNED, CS_POST_PUBLISHED };
  g_autoptr(GError) error = NULL;
  CsTxn *txn = cs_txn_begin (fixture->db, &error);
  gint64 n_drafts = 0;

  g_test_summary ("Pages, directory and count agree with plain SQL for every filter");
  g_assert_cmpint (cs_section_rows_add (fixture->db, "Second", &error), ==, 2);
  for (gint64 i = 1; i <= 120; i++)
    {
      CsPostRow row = { 0 };

      row.state = states[i * 7 % 4];
      row.author = 1 + i % 2;
      row.section = i * 5 % 3;
      row.route = FIXTURE_ROUTE;
      n_drafts += row.state == CS_POST_DRAFT;
      fixture_set_text (fixture->db, cs_post_rows_add (fixture->db, &row, &error), i % 3 == 0 ? "防汛" : "other");
    }

  g_assert_true (cs_txn_commit (txn, &error));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_filter (fixture->db, &cases[i]);

  {
    gint64 count = 0;

    g_assert_true (cs_post_rows_count_state (fixture->db, CS_POST_DRAFT, &count, &error));
    g_assert_cmpint (count, ==, n_drafts);
  }
}

static void
test_due_posts (StoreFixture  *fixture,
                gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) due = NULL;

  g_test_summary ("What is due between two moments, earliest first; the later end is outside");
  for (int i = 0; i < 5; i++)
    {
      CsPostRow row = { 0 };

      row.state = CS_POST_QUEUED;
      row.author = FIXTURE_DRAFTER;
      row.route = FIXTURE_ROUTE;
      row.release_at = 500 - i * 100;
      g_assert_cmpint (cs_post_rows_add (fixture->db, &row, &error), >, 0);
    }

  due = cs_post_rows_list_due (fixture->db, CS_POST_QUEUED, 200, 500, 2, &error);
  g_assert_cmpuint (due->len, ==, 2);
  g_assert_cmpint (((CsPostRow *) due->pdata[0])->release_at, ==, 200);
  g_assert_cmpint (((CsPostRow *) due->pdata[1])->release_at, ==, 300);
}

static CsRevisionRow *
add_revision (CsDb   *db,
              gint64  post)
{
  g_autoptr(GError) error = NULL;
  CsRevisionRow *row = g_new0 (CsRevisionRow, 1);

  row->post = post;
  row->content = g_strdup ("{}");
  row->digest = cs_digest_of_bytes ("{}", 2);
  row->author = FIXTURE_DRAFTER;
  row->made_at = 7;
  g_assert_true (cs_revision_rows_add (db, row, &error));
  g_assert_no_error (error);
  return row;
}

static void
test_revisions (StoreFixture  *fixture,
                gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 one = fixture_add_post (fixture->db);
  gint64 other = fixture_add_post (fixture->db);
  g_autoptr(CsRevisionRow) first = add_revision (fixture->db, one);
  g_autoptr(CsRevisionRow) second = add_revision (fixture->db, other);
  g_autoptr(CsRevisionRow) third = add_revision (fixture->db, one);
  g_autoptr(CsRevisionRow) again = cs_revision_rows_get (fixture->db, third->id, &error);
  g_autoptr(GPtrArray) list = cs_revision_rows_list (fixture->db, one, &error);

  g_test_summary ("Revisions count from one in each post");
  g_assert_cmpuint (first->number, ==, 1);
  g_assert_cmpuint (second->number, ==, 1);
  g_assert_cmpuint (third->number, ==, 2);
  g_assert_cmpstr (again->content, ==, "{}");
  g_assert_true (cs_digest_equal (&again->digest, &third->digest));
  g_assert_cmpuint (list->len, ==, 2);
}

static void
test_working_copy (StoreFixture  *fixture,
                   gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 post = fixture_add_post (fixture->db);
  CsWorkingCopyRow row = { post, (char *) "{\"a\":1}", FIXTURE_REVIEWER, 33, 9 };
  g_autoptr(CsWorkingCopyRow) again = NULL;
  CsWorkingCopyRow *missing = cs_working_copy_rows_get (fixture->db, post, &error);

  g_assert_null (missing);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  fixture_set_text (fixture->db, post, "one");
  g_assert_true (cs_working_copy_rows_set (fixture->db, &row, "two", &error));
  again = cs_working_copy_rows_get (fixture->db, post, &error);
  g_assert_cmpstr (again->content, ==, row.content);
  g_assert_cmpint (again->version, ==, 9);
  g_assert_cmpint (again->saved_by, ==, FIXTURE_REVIEWER);
}

static void
test_contributors (StoreFixture  *fixture,
                   gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) people = NULL;
  gint64 post = fixture_add_post (fixture->db);
  gboolean added = FALSE;

  g_test_summary ("One becomes a contributor once, and stays it since the first time");
  g_assert_true (cs_contributor_rows_add (fixture->db, post, FIXTURE_LEADER, 5, &added, &error));
  g_assert_true (added);
  g_assert_true (cs_contributor_rows_add (fixture->db, post, FIXTURE_LEADER, 6, &added, &error));
  g_assert_false (added);
  g_assert_true (cs_contributor_rows_add (fixture->db, post, FIXTURE_DRAFTER, 6, &added, &error));
  people = cs_contributor_rows_list (fixture->db, post, &error);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpint (g_array_index (people, gint64, 0), ==, FIXTURE_DRAFTER);
  g_assert_cmpint (fixture_ask (fixture->db, "SELECT since FROM contributors WHERE person = 3"), ==, 5);
}

static void
test_decisions (StoreFixture  *fixture,
                gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 post = fixture_add_post (fixture->db);
  g_autoptr(CsRevisionRow) revision = add_revision (fixture->db, post);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(CsDecision) latest = NULL;
  CsDecision decision = { 0 };
  const CsDecision *stored = NULL;
  CsDecision *missing;

  decision.post = post;
  decision.revision = revision->id;
  decision.digest = revision->digest;
  decision.person = FIXTURE_REVIEWER;
  decision.verdict = CS_VERDICT_RETURN;
  decision.reason = (char *) "Why";
  decision.acting_for = FIXTURE_LEADER;
  decision.to_stage = -1;
  decision.takes_back = 7;
  decision.ticks = 5;
  decision.lines = 12;
  decision.parties = CS_PARTIES_ESCALATED | 2;
  g_assert_true (cs_decision_rows_add (fixture->db, &decision, &error));
  decision.verdict = CS_VERDICT_APPROVE;
  decision.stage = 1;
  g_assert_true (cs_decision_rows_add (fixture->db, &decision, &error));
  list = cs_decision_rows_list (fixture->db, post, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((CsDecision *) list->pdata[0])->verdict, ==, CS_VERDICT_RETURN);
  stored = list->pdata[0];
  g_assert_cmpstr (stored->reason, ==, "Why");
  g_assert_cmpint (stored->acting_for, ==, FIXTURE_LEADER);
  g_assert_cmpint (stored->to_stage, ==, -1);
  g_assert_cmpint (stored->takes_back, ==, 7);
  g_assert_cmpuint (stored->ticks, ==, 5);
  g_assert_cmpuint (stored->lines, ==, 12);
  g_assert_cmpuint (stored->parties, ==, CS_PARTIES_ESCALATED | 2);
  latest = cs_decision_rows_latest_by (fixture->db, post, FIXTURE_REVIEWER, &error);
  g_assert_cmpint (latest->id, ==, decision.id);
  missing = cs_decision_rows_latest_by (fixture->db, post, FIXTURE_LEADER, &error);
  g_assert_null (missing);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static gboolean
count_entries (const CsJournalEntry *entry,
               gpointer              n)
{
  return ++*(int *) n < 4;
}

static void
test_journal (StoreFixture  *fixture,
              gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) of_post = NULL;
  g_autoptr(GPtrArray) of_actor = NULL;
  g_autoptr(GPtrArray) of_group = NULL;
  g_autoptr(GPtrArray) of_both = NULL;
  g_autoptr(GPtrArray) of_other = NULL;
  CsTxn *txn = cs_txn_begin (fixture->db, &error);
  CsDigest hash;
  int n = 0;

  g_test_summary ("Entries hang together and are listed newest first, by post, by actor and by what they are about");
  for (int i = 1; i <= 6; i++)
    g_assert_cmpint (cs_journal_rows_append (fixture->db, i, i % 2, i % 3, i == 4 ? CS_JOURNAL_DECIDED : CS_JOURNAL_SUBMITTED,
                                             "{}", &error), ==, i);
  g_assert_true (cs_txn_commit (txn, &error));

  all = cs_journal_rows_list (fixture->db, 6, 0, -1, 2, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (((CsJournalEntry *) all->pdata[0])->sequence, ==, 5);
  hash = cs_journal_entry_compute_hash (all->pdata[1]);
  g_assert_true (cs_digest_equal (&hash, &((CsJournalEntry *) all->pdata[0])->previous));
  of_post = cs_journal_rows_list (fixture->db, 0, 1, -1, 10, &error);
  g_assert_cmpuint (of_post->len, ==, 2);
  of_actor = cs_journal_rows_list (fixture->db, 0, 0, 0, 10, &error);
  g_assert_cmpuint (of_actor->len, ==, 3);
  of_group = cs_journal_rows_list_group (fixture->db, 6, 0, -1, CS_JOURNAL_GROUP_WRITING, 10, &error);
  g_assert_cmpuint (of_group->len, ==, 4);
  of_both = cs_journal_rows_list_group (fixture->db, 0, 1, 0, CS_JOURNAL_GROUP_DECISIONS, 10, &error);
  g_assert_cmpuint (of_both->len, ==, 1);
  g_assert_cmpint (((CsJournalEntry *) of_both->pdata[0])->sequence, ==, 4);
  of_other = cs_journal_rows_list_group (fixture->db, 0, 0, 1, CS_JOURNAL_GROUP_DECISIONS, 10, &error);
  g_assert_cmpuint (of_other->len, ==, 0);
  g_assert_true (cs_journal_rows_walk (fixture->db, 2, count_entries, &n, &error));
  g_assert_cmpint (n, ==, 4);
}

static CsPublicationRow *
add_publication (CsDb                *db,
                 const CsRevisionRow *revision,
                 gint64               account,
                 guint                segment,
                 gint64               due_at)
{
  g_autoptr(GError) error = NULL;
  CsPublicationRow *row = g_new0 (CsPublicationRow, 1);

  row->post = revision->post;
  row->revision = revision->id;
  row->digest = revision->digest;
  row->account = account;
  row->segment = segment;
  row->due_at = due_at;
  row->key = g_strdup_printf ("key-%u", segment);
  g_assert_true (cs_publication_rows_add (db, row, &error));
  g_assert_no_error (error);
  return row;
}

static void
test_publications (StoreFixture  *fixture,
                   gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 account = add_account (fixture->db);
  gint64 post = fixture_add_post (fixture->db);
  g_autoptr(CsRevisionRow) revision = add_revision (fixture->db, post);
  g_autoptr(CsPublicationRow) late = add_publication (fixture->db, revision, account, 1, 900);
  g_autoptr(CsPublicationRow) soon = add_publication (fixture->db, revision, account, 0, 100);
  g_autoptr(CsPublicationRow) again = NULL;
  g_autoptr(GPtrArray) due = NULL;
  g_autoptr(GPtrArray) retry = NULL;
  g_autoptr(GPtrArray) list = NULL;
  gint64 at = -1;

  g_test_summary ("Only one arms a publication; what is due, or due again, comes in time and order");
  g_assert_true (cs_publication_rows_next_due (fixture->db, &at, &error));
  g_assert_cmpint (at, ==, 100);
  due = cs_publication_rows_list_due (fixture->db, CS_PUBLICATION_QUEUED, 900, 10, &error);
  g_assert_cmpuint (due->len, ==, 1);
  soon->state = CS_PUBLICATION_SENDING;
  g_assert_true (cs_publication_rows_update (fixture->db, soon, CS_PUBLICATION_QUEUED, &error));
  g_assert_false (cs_publication_rows_update (fixture->db, soon, CS_PUBLICATION_QUEUED, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);

  soon->state = CS_PUBLICATION_NOT_SENT;
  soon->next_try_at = 700;
  soon->attempts = 1;
  g_assert_true (cs_publication_rows_update (fixture->db, soon, CS_PUBLICATION_SENDING, &error));
  g_assert_true (cs_publication_rows_next_due (fixture->db, &at, &error));
  g_assert_cmpint (at, ==, 700);
  retry = cs_publication_rows_list_due (fixture->db, CS_PUBLICATION_NOT_SENT, 700, 10, &error);
  g_assert_cmpuint (retry->len, ==, 0);
  g_clear_pointer (&retry, g_ptr_array_unref);
  retry = cs_publication_rows_list_due (fixture->db, CS_PUBLICATION_NOT_SENT, 701, 10, &error);
  g_assert_cmpuint (retry->len, ==, 1);
  list = cs_publication_rows_list (fixture->db, post, 0, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpuint (((CsPublicationRow *) list->pdata[0])->segment, ==, 0);
  again = cs_publication_rows_get (fixture->db, late->id, &error);
  g_assert_cmpstr (again->key, ==, "key-1");
}

static void
test_publication_media (StoreFixture  *fixture,
                        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 account = add_account (fixture->db);
  g_autoptr(CsRevisionRow) revision = add_revision (fixture->db, fixture_add_post (fixture->db));
  g_autoptr(CsPublicationRow) row = add_publication (fixture->db, revision, account, 0, 1);
  g_autoptr(GPtrArray) list = NULL;
  CsPublicationMediaRow medium = { 0, (char *) "17", 3, FALSE };

  g_assert_true (cs_publication_media_rows_set (fixture->db, row->id, &medium, &error));
  medium.ready = TRUE;
  g_assert_true (cs_publication_media_rows_set (fixture->db, row->id, &medium, &error));
  list = cs_publication_media_rows_list (fixture->db, row->id, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (((CsPublicationMediaRow *) list->pdata[0])->ready);
  g_assert_true (cs_publication_media_rows_clear (fixture->db, row->id, &error));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = cs_publication_media_rows_list (fixture->db, row->id, &error);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_lease (StoreFixture  *fixture,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gboolean held = FALSE;

  g_test_summary ("A lease has one holder until it runs out or is given back");
  g_assert_true (cs_lease_rows_take (fixture->db, "publisher", "a", 0, 10, &held, &error));
  g_assert_true (held);
  g_assert_true (cs_lease_rows_take (fixture->db, "publisher", "b", 9, 19, &held, &error));
  g_assert_false (held);
  g_assert_true (cs_lease_rows_take (fixture->db, "publisher", "a", 9, 20, &held, &error));
  g_assert_true (held);
  g_assert_true (cs_lease_rows_take (fixture->db, "publisher", "b", 20, 30, &held, &error));
  g_assert_true (held);
  g_assert_true (cs_lease_rows_release (fixture->db, "publisher", "a", &error));
  g_assert_true (cs_lease_rows_take (fixture->db, "publisher", "a", 21, 40, &held, &error));
  g_assert_false (held);
  g_assert_true (cs_lease_rows_release (fixture->db, "publisher", "b", &error));
  g_assert_true (cs_lease_rows_take (fixture->db, "publisher", "a", 21, 40, &held, &error));
  g_assert_true (held);
}

static void
test_media (StoreFixture  *fixture,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsMediaRow) again = NULL;
  CsMediaRow row = { cs_digest_of_bytes ("x", 1), (char *) "image/png", 1, 2, 3, FIXTURE_DRAFTER, 4 };
  CsDigest other = cs_digest_of_bytes ("y", 1);
  CsMediaRow *missing;

  g_assert_true (cs_media_rows_add (fixture->db, &row, &error));
  row.added_at = 99;
  g_assert_true (cs_media_rows_add (fixture->db, &row, &error));
  again = cs_media_rows_get (fixture->db, &row.digest, &error);
  g_assert_cmpint (again->added_at, ==, 4);
  g_assert_cmpint (again->height, ==, 3);
  missing = cs_media_rows_get (fixture->db, &other, &error);
  g_assert_null (missing);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static void
test_unknown_nick (StoreFixture  *fixture,
                   gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  gint64 post = fixture_add_post (fixture->db);
  CsPostRow *row;

  g_test_summary ("A state that no version of ours wrote is CORRUPT, not some other state");
  fixture_run (fixture->db, "UPDATE posts SET state = 'half-done'");
  row = cs_post_rows_get (fixture->db, post, &error);
  g_assert_null (row);
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

  g_test_add ("/store/rows/office/empty", StoreFixture, NULL, fixture_set_up_bare, test_empty_office, fixture_tear_down);
  ADD ("/store/rows/office", test_office);
  ADD ("/store/rows/people", test_people);
  ADD ("/store/rows/sections", test_sections);
  ADD ("/store/rows/routes", test_routes);
  ADD ("/store/rows/accounts", test_accounts);
  ADD ("/store/rows/posts/conflict", test_post_conflict);
  ADD ("/store/rows/posts/lists", test_post_lists);
  ADD ("/store/rows/posts/due", test_due_posts);
  ADD ("/store/rows/posts/unknown-nick", test_unknown_nick);
  ADD ("/store/rows/revisions", test_revisions);
  ADD ("/store/rows/working-copies", test_working_copy);
  ADD ("/store/rows/contributors", test_contributors);
  ADD ("/store/rows/decisions", test_decisions);
  ADD ("/store/rows/journal", test_journal);
  ADD ("/store/rows/publications", test_publications);
  ADD ("/store/rows/publications/media", test_publication_media);
  ADD ("/store/rows/lease", test_lease);
  ADD ("/store/rows/media", test_media);

  return g_test_run ();
}
