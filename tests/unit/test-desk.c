/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "clock-fixture.h"

#include "cs-desk-client.h"
#include "cs-route-client.h"

/* What the Desk says waits for a person is what the sheet of each post says, which asks the whole chain. */

#define POSTS 60
#define ACTS 400

static const char * const people[] = {
  "drafter", "drafter2", "reviewer", "reviewer2", "leader", "leader2", "duty", "stranger", "strange-reviewer", "auditor", "responder", "admin",
};

/* After the review a comment-only stage, then one of: a leader, a leader and the duty editor, the holder of a position, two of those who lead. */
static void
add_routes (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) added = NULL;

  added = office_fixture_call (fixture, "admin", "position.add",
                               cs_arguments_position_add ("Director on duty", office_fixture_person (fixture, "leader2")));
  for (guint i = 0; i < 4; i++)
    {
      static const CsQuorum quorums[] = { CS_QUORUM_ANY, CS_QUORUM_EACH, CS_QUORUM_ANY, CS_QUORUM_COUNT };
      g_autofree char *name = g_strdup_printf ("Route %u", i);
      g_autoptr(CsRoute) route = cs_route_new (name);
      CsStage *review = cs_route_append_stage (route, "Review", CS_STAGE_REVIEW);
      CsStage *comment = cs_route_append_stage (route, "Comments", CS_STAGE_COMMENT);
      CsStage *sign_off = cs_route_append_stage (route, "Sign-off", CS_STAGE_SIGN_OFF);

      cs_stage_add_party (review, CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_REVIEWER, 0);
      review->escalates = (CsParty) { CS_PARTY_PERSON, CS_ROLE_NONE, office_fixture_person (fixture, "strange-reviewer") };
      review->minutes = 60;
      cs_stage_add_party (comment, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_DUTY, 0);
      if (i == 2)
        cs_stage_add_party (sign_off, CS_PARTY_POSITION, CS_ROLE_NONE, cs_reply_read_id (added));
      else
        cs_stage_add_party (sign_off, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_LEADER, 0);
      if (i == 1 || i == 3)
        cs_stage_add_party (sign_off, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_DUTY, 0);
      sign_off->quorum = quorums[i];
      sign_off->count = i == 3 ? 2 : 0;
      sign_off->minutes = i % 2 == 0 ? 60 : 0;
      office_fixture_do (fixture, "admin", "route.set", cs_arguments_route_set (route));
    }
}

static void
submit_posts (OfficeFixture *fixture,
              GRand         *random,
              GArray        *posts)
{
  static const char * const drafters[] = { "drafter", "drafter2", "stranger", "reviewer2" };
  static const CsLabels labels[] = { CS_LABEL_NONE, CS_LABEL_NONE, CS_LABEL_STATISTICS, CS_LABEL_POLICY };

  for (guint i = 0; i < POSTS; i++)
    {
      const char *drafter = drafters[g_rand_int_range (random, 0, 4)];
      g_autofree char *usual = g_strdup_printf ("Route %u", i * 4 / POSTS);
      gint64 post;

      if (i % (POSTS / 4) == 0)
        office_fixture_do (fixture, "admin", "route.choose", cs_arguments_route_choose (usual, NULL, NULL));
      post = office_fixture_post (fixture, drafter, "Sluice 3 opens at noon.");
      office_fixture_do (fixture, drafter, "post.set-labels", cs_arguments_post_set_labels (post, labels[g_rand_int_range (random, 0, 4)]));
      office_fixture_do (fixture, drafter, "post.submit", cs_arguments_one ("post", post));
      g_array_append_val (posts, post);
    }
}

/* Anybody tries to decide on anything, in his own name or for somebody; most of it is refused. */
static void
act (OfficeFixture *fixture,
     GRand         *random,
     GArray        *posts)
{
  const char *login = people[g_rand_int_range (random, 0, 9)];
  gint64 post = g_array_index (posts, gint64, g_rand_int_range (random, 0, (gint32) posts->len));
  CsVerdict verdict = g_rand_int_range (random, 0, 12) == 0 ? CS_VERDICT_RETURN : CS_VERDICT_APPROVE;
  JsonObject *decision = office_fixture_decision (fixture, post, verdict, "Because");
  g_autoptr(JsonObject) reply = NULL;

  if (g_rand_int_range (random, 0, 3) == 0)
    json_object_set_int_member (decision, "acting_for", office_fixture_person (fixture, people[g_rand_int_range (random, 0, 9)]));
  reply = office_fixture_try (fixture, login, "post.decide", decision, NULL);
}

static void
go_away (OfficeFixture *fixture,
         const char    *principal,
         const char    *delegate,
         CsLabels       labels,
         gint64         account)
{
  CsAbsence absence = {
    .delegate = office_fixture_person (fixture, delegate),
    .from_at = fixture->now,
    .until_at = fixture->now + 30 * DAY,
    .labels = labels,
    .accounts = account ? &account : NULL,
    .n_accounts = account ? 1 : 0,
  };

  office_fixture_do (fixture, principal, "delegation.add", cs_arguments_delegation_add (&absence));
}

/* By pages of seven; also that they come by due time, and each once. */
static GHashTable *
list_waiting (OfficeFixture *fixture,
              const char    *login)
{
  GHashTable *found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(CsWaitingPage) page = NULL;
  gint64 last = 0;
  gboolean more = TRUE;

  for (guint n_pages = 0; more && n_pages <= POSTS; n_pages++)
    {
      g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "desk.waiting", cs_arguments_desk_waiting (page, 7));

      g_clear_pointer (&page, cs_waiting_page_free);
      page = cs_reply_read_waiting (reply);
      g_assert_cmpuint (page->waiting->len, <=, 7);
      for (guint i = 0; i < page->waiting->len; i++)
        {
          const CsPostInfo *post = g_ptr_array_index (page->waiting, i);
          gint64 due = post->stage_due_at != 0 ? post->stage_due_at : G_MAXINT64;

          g_assert_cmpint (due, >=, last);
          g_assert_true (g_hash_table_add (found, g_memdup2 (&post->id, sizeof post->id)));
          last = due;
        }
      more = page->more;
    }
  g_assert_false (more);
  return found;
}

static guint
assert_as_sheets_say (OfficeFixture *fixture,
                      const char    *login,
                      GArray        *posts)
{
  g_autoptr(GHashTable) found = list_waiting (fixture, login);
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "desk.get", NULL);
  g_autoptr(CsDeskInfo) desk = cs_reply_read_desk (reply);

  g_test_message ("%s: %u", login, g_hash_table_size (found));
  g_assert_cmpuint (desk->n_waiting, ==, g_hash_table_size (found));
  for (guint i = 0; i < posts->len; i++)
    {
      gint64 *post = &g_array_index (posts, gint64, i);
      g_autoptr(JsonObject) got = office_fixture_try (fixture, login, "post.get", cs_arguments_one ("post", *post), NULL);
      g_autoptr(CsSheetInfo) sheet = got ? cs_reply_read_sheet (got) : NULL; /* what was returned is the author's alone */
      gboolean waits = sheet && (sheet->may_decide == CS_MAY_DECIDE || sheet->principals->len > 0);

      g_assert_cmpint (g_hash_table_contains (found, post), ==, waits);
    }

  return g_hash_table_size (found);
}

static void
test_waiting (OfficeFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261123);
  g_autoptr(GArray) posts = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_waiting = 0;

  g_test_summary ("For everybody, by pages and by count, after whatever was decided, delegated and escalated");
  add_routes (fixture);
  submit_posts (fixture, random, posts);
  for (guint i = 0; i < ACTS; i++)
    {
      act (fixture, random, posts);
      if (i == ACTS / 4)
        {
          go_away (fixture, "reviewer", "drafter2", CS_LABEL_STATISTICS, 0);
          go_away (fixture, "leader", "leader2", CS_LABEL_NONE, 0);
          go_away (fixture, "strange-reviewer", "drafter", CS_LABEL_NONE, fixture->account);
          go_away (fixture, "reviewer2", "stranger", CS_LABEL_POLICY, fixture->account);
        }
      if (i == ACTS / 2)
        clock_fixture_pass_at (fixture, "2026-11-23T11:30");
      if (i % (ACTS / 4) == ACTS / 8)
        for (guint p = 0; p < G_N_ELEMENTS (people); p++)
          n_waiting += assert_as_sheets_say (fixture, people[p], posts);
    }
  g_assert_cmpuint (n_waiting, >, POSTS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clock_fixture_add ("/desk/waiting", test_waiting);

  return g_test_run ();
}
