/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "clock-fixture.h"

#include "cs-route-client.h"

/* Signing for somebody who is away: within its dates, its scope and one hop; whatever changes between reading and signing is asked again at signing. */

static void
refuse (OfficeFixture *fixture,
        const char    *login,
        gint64         post,
        const char    *principal,
        CsError        code)
{
  office_fixture_refuse (fixture, login, "post.decide", clock_fixture_approval_for (fixture, post, principal), code);
}

static void
approve_for (OfficeFixture *fixture,
             const char    *login,
             gint64         post,
             const char    *principal)
{
  office_fixture_do (fixture, login, "post.decide", clock_fixture_approval_for (fixture, post, principal));
}

static guint
count_waiting (OfficeFixture *fixture,
               const char    *login)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "desk.get", NULL);
  g_autoptr(CsDeskInfo) desk = cs_reply_read_desk (reply);

  return desk->n_waiting;
}

static void
test_dated (OfficeFixture *fixture,
            gconstpointer  unused)
{
  gint64 from = fixture->now + HOUR, until = fixture->now + 3 * HOUR;
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  g_autoptr(GError) error = NULL;

  g_test_summary ("Not before its beginning, not from its end on: it ends by itself");
  clock_fixture_go_away (fixture, "reviewer", "drafter2", from, until);
  fixture->now = from - MINUTE;
  g_assert_cmpuint (count_waiting (fixture, "drafter2"), ==, 0);
  refuse (fixture, "drafter2", post, "reviewer", CS_ERROR_DELEGATION_OVER);
  fixture->now = from;
  g_assert_cmpuint (count_waiting (fixture, "drafter2"), ==, 1);
  fixture->now = until - 1;
  g_assert_cmpuint (count_waiting (fixture, "drafter2"), ==, 1);
  fixture->now = until;
  g_assert_cmpuint (count_waiting (fixture, "drafter2"), ==, 0);
  refuse (fixture, "drafter2", post, "reviewer", CS_ERROR_DELEGATION_OVER);
  refuse (fixture, "strange-reviewer", post, "reviewer", CS_ERROR_DELEGATION);
  fixture->now = until - 1;
  approve_for (fixture, "drafter2", post, "reviewer");
}

static void
test_ended_meanwhile (OfficeFixture *fixture,
                      gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  gint64 delegation = clock_fixture_go_away (fixture, "reviewer", "drafter2", fixture->now, fixture->now + DAY);
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(JsonObject) signed_for = NULL;
  g_autoptr(GPtrArray) decisions = NULL;

  g_test_summary ("The absence ends between reading and signing: a plain refusal, and nothing is decided");
  sheet = office_fixture_sheet (fixture, "drafter2", post);
  g_assert_cmpuint (sheet->principals->len, ==, 1);
  fixture->now += MINUTE;
  office_fixture_do (fixture, "reviewer", "delegation.end", cs_arguments_one ("delegation", delegation));
  refuse (fixture, "drafter2", post, "reviewer", CS_ERROR_DELEGATION_OVER);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_DECIDED), ==, 0);
  signed_for = office_fixture_call (fixture, "reviewer", "delegation.signed", cs_arguments_one ("delegation", delegation));
  decisions = cs_reply_read_signed_for (signed_for, NULL);
  g_assert_cmpuint (decisions->len, ==, 0);
  office_fixture_approve (fixture, "reviewer", post);
}

static gint64
submit_labelled (OfficeFixture *fixture,
                 const char    *text,
                 CsLabels       labels)
{
  gint64 post = office_fixture_post (fixture, "drafter", text);

  if (labels != CS_LABEL_NONE)
    office_fixture_do (fixture, "drafter", "post.set-labels", cs_arguments_post_set_labels (post, labels));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  return post;
}

static void
go_away_within (OfficeFixture *fixture,
                const char    *principal,
                const char    *delegate,
                CsLabels       labels,
                gint64         account,
                CsError        code)
{
  CsAbsence absence = {
    .delegate = office_fixture_person (fixture, delegate),
    .from_at = fixture->now,
    .until_at = fixture->now + DAY,
    .labels = labels,
    .accounts = account ? &account : NULL,
    .n_accounts = account ? 1 : 0,
  };

  if (code != CS_ERROR_FAILED)
    office_fixture_refuse (fixture, principal, "delegation.add", cs_arguments_delegation_add (&absence), code);
  else
    office_fixture_do (fixture, principal, "delegation.add", cs_arguments_delegation_add (&absence));
}

static void
test_labels (OfficeFixture *fixture,
             gconstpointer  unused)
{
  gint64 plain = submit_labelled (fixture, "Sluice 3 opens at noon.", CS_LABEL_NONE);
  gint64 figures = submit_labelled (fixture, "Prices rose.", CS_LABEL_STATISTICS);
  gint64 policy = submit_labelled (fixture, "A new rule.", CS_LABEL_POLICY);

  g_test_summary ("By label: two may sign for one at the same time, each his own; what both could sign is refused when it is entered");
  go_away_within (fixture, "reviewer", "drafter2", CS_LABEL_STATISTICS, 0, CS_ERROR_FAILED);
  go_away_within (fixture, "reviewer", "strange-reviewer", CS_LABEL_STATISTICS | CS_LABEL_POLICY, 0, CS_ERROR_DELEGATION_OVERLAPS);
  go_away_within (fixture, "reviewer", "strange-reviewer", CS_LABEL_NONE, 0, CS_ERROR_DELEGATION_OVERLAPS);
  go_away_within (fixture, "reviewer", "strange-reviewer", CS_LABEL_POLICY, 0, CS_ERROR_FAILED);
  g_assert_cmpuint (count_waiting (fixture, "drafter2"), ==, 1);
  refuse (fixture, "drafter2", plain, "reviewer", CS_ERROR_DELEGATION_SCOPE);
  refuse (fixture, "drafter2", policy, "reviewer", CS_ERROR_DELEGATION_SCOPE);
  refuse (fixture, "strange-reviewer", figures, "reviewer", CS_ERROR_DELEGATION_SCOPE);
  approve_for (fixture, "drafter2", figures, "reviewer");
  approve_for (fixture, "strange-reviewer", policy, "reviewer");
}

static void
test_accounts (OfficeFixture *fixture,
               gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");

  g_test_summary ("By account: a post for another one is out of scope; an account that there is not is refused");
  clock_fixture_run_sql (fixture->folder, "INSERT INTO accounts (network, address, handle, name, colour) "
                                          "SELECT network, address, '@other', name, colour FROM accounts WHERE id = 1");
  go_away_within (fixture, "reviewer", "drafter2", CS_LABEL_NONE, 99, CS_ERROR_NOT_FOUND);
  go_away_within (fixture, "reviewer", "drafter2", CS_LABEL_NONE, fixture->account + 1, CS_ERROR_FAILED);
  go_away_within (fixture, "reviewer", "strange-reviewer", CS_LABEL_NONE, fixture->account, CS_ERROR_FAILED);
  g_assert_cmpuint (count_waiting (fixture, "drafter2"), ==, 0);
  refuse (fixture, "drafter2", post, "reviewer", CS_ERROR_DELEGATION_SCOPE);
  approve_for (fixture, "strange-reviewer", post, "reviewer");
}

static void
test_one_hop (OfficeFixture *fixture,
              gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  g_autofree char *sql = NULL;

  g_test_summary ("Who signs for somebody hands it on to nobody: not when it is entered, nor if the database says so");
  clock_fixture_go_away (fixture, "reviewer", "drafter2", fixture->now, fixture->now + DAY);
  office_fixture_refuse (fixture, "leader", "delegation.add",
                         clock_fixture_absence (fixture, NULL, "reviewer", fixture->now, fixture->now + HOUR, NULL), CS_ERROR_DELEGATE_AWAY);
  sql = g_strdup_printf ("INSERT INTO delegations (principal, delegate, from_at, until_at, entered_by, entered_at) "
                         "SELECT delegate, %d, from_at, until_at, entered_by, entered_at FROM delegations",
                         (int) office_fixture_person (fixture, "strange-reviewer"));
  clock_fixture_run_sql (fixture->folder, sql);
  refuse (fixture, "strange-reviewer", post, "reviewer", CS_ERROR_DELEGATION);
  refuse (fixture, "strange-reviewer", post, "drafter2", CS_ERROR_PRINCIPAL);
  g_assert_cmpuint (count_waiting (fixture, "strange-reviewer"), ==, 0);
}

static void
test_contributors (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  gint64 by_delegate = office_fixture_submitted (fixture, "drafter2", "Sluice 3 opens at noon.");
  gint64 by_principal = office_fixture_submitted (fixture, "reviewer2", "Sluice 4 opens at noon.");

  g_test_summary ("Neither by one who wrote in it, nor in the name of one who did");
  clock_fixture_go_away (fixture, "reviewer", "drafter2", fixture->now, fixture->now + DAY);
  clock_fixture_go_away (fixture, "reviewer2", "strange-reviewer", fixture->now, fixture->now + DAY);
  refuse (fixture, "drafter2", by_delegate, "reviewer", CS_ERROR_CONTRIBUTOR);
  refuse (fixture, "strange-reviewer", by_principal, "reviewer2", CS_ERROR_PRINCIPAL_CONTRIBUTOR);
  g_assert_cmpuint (count_waiting (fixture, "drafter2"), ==, 1);
  g_assert_cmpuint (count_waiting (fixture, "strange-reviewer"), ==, 1);
}

static void
change_roles (OfficeFixture *fixture,
              const char    *login,
              CsRoles        roles)
{
  office_fixture_do (fixture, "admin", "person.change",
                     cs_arguments_person_change (office_fixture_person (fixture, login), login, roles, 0));
}

static void
test_people_change (OfficeFixture *fixture,
                    gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  gint64 leader2 = office_fixture_person (fixture, "leader2");

  g_test_summary ("Who lost the role, or left, signs for nobody, and nobody signs for him; who gets it back does again");
  clock_fixture_go_away (fixture, "leader", "leader2", fixture->now, fixture->now + DAY);
  office_fixture_approve (fixture, "reviewer", post);
  change_roles (fixture, "leader2", CS_ROLE_RESPONDER);
  refuse (fixture, "leader2", post, "leader", CS_ERROR_NOT_IN_STAGE);
  change_roles (fixture, "leader2", CS_ROLE_LEADER | CS_ROLE_ADMINISTRATOR);
  refuse (fixture, "leader2", post, "leader", CS_ERROR_FORBIDDEN);
  change_roles (fixture, "leader2", CS_ROLE_LEADER);
  change_roles (fixture, "leader", CS_ROLE_DRAFTER);
  refuse (fixture, "leader2", post, "leader", CS_ERROR_PRINCIPAL);
  change_roles (fixture, "leader", CS_ROLE_LEADER);
  g_assert_cmpuint (count_waiting (fixture, "leader2"), ==, 1);
  office_fixture_do (fixture, "admin", "person.retire", cs_arguments_one ("person", leader2));
  office_fixture_sit (fixture, "leader2");
  {
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonObject) reply = office_fixture_try (fixture, NULL, "post.decide", cs_arguments_one ("post", post), &error);

    g_assert_null (reply);
    g_assert_nonnull (error);
  }
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_DECIDED), ==, 1);
}

static void
test_secretary (OfficeFixture *fixture,
                gconstpointer  unused)
{
  g_autofree char *told = NULL;
  g_autoptr(JsonObject) listed = NULL;
  g_autoptr(GPtrArray) delegations = NULL;
  const CsDelegationInfo *delegation;

  g_test_summary ("Entered by the secretariat on a written order that is named; both are told, and the record names who entered it");
  office_fixture_do (fixture, "duty", "delegation.add",
                     clock_fixture_absence (fixture, "leader", "leader2", fixture->now, fixture->now + 2 * HOUR, " Order 12 of 20 November "));
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_DELEGATED), ==, 1);
  told = clock_fixture_read_notice (fixture, "leader", CS_NOTICE_AWAY);
  g_assert_cmpstr (told, ==, "duty entered your absence: leader2 signs for you from just now to today 12:00.");
  listed = office_fixture_call (fixture, "auditor", "delegation.list", cs_arguments_delegation_list (0, TRUE));
  delegations = cs_reply_read_delegations (listed);
  g_assert_cmpuint (delegations->len, ==, 1);
  delegation = g_ptr_array_index (delegations, 0);
  g_assert_cmpstr (delegation->reference, ==, "Order 12 of 20 November");
  g_assert_cmpstr (delegation->entered_by_name, ==, "duty");
  g_assert_true (delegation->in_force);
  clock_fixture_assert_answer (fixture,
                               "SELECT count (*) FROM journal WHERE kind = 'delegation-added' AND details LIKE '%Order 12 of 20 November%'", "1");
  office_fixture_do (fixture, "leader", "delegation.end", cs_arguments_one ("delegation", delegation->id));
}

static guint
count_signed (OfficeFixture *fixture,
              gint64         delegation)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "reviewer", "delegation.signed", cs_arguments_one ("delegation", delegation));
  g_autoptr(GPtrArray) decisions = cs_reply_read_signed_for (reply, NULL);

  return decisions->len;
}

static guint
count_signed_for (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "reviewer", "desk.get", NULL);
  g_autoptr(CsDeskInfo) desk = cs_reply_read_desk (reply);

  return desk->n_signed_for;
}

static void
test_on_return (OfficeFixture *fixture,
                gconstpointer  unused)
{
  gint64 posts[4];
  gint64 first, second;

  g_test_summary ("On return: each absence lists what was decided in it, returns too, and the Desk counts until one has looked");
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    posts[i] = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  first = clock_fixture_go_away (fixture, "reviewer", "drafter2", fixture->now, fixture->now + HOUR);
  approve_for (fixture, "drafter2", posts[0], "reviewer");
  {
    JsonObject *decision = office_fixture_decision (fixture, posts[1], CS_VERDICT_RETURN, "Which sluice?");

    json_object_set_int_member (decision, "acting_for", office_fixture_person (fixture, "reviewer"));
    office_fixture_do (fixture, "drafter2", "post.decide", decision);
  }
  fixture->now += 2 * HOUR;
  second = clock_fixture_go_away (fixture, "reviewer", "drafter2", fixture->now, fixture->now + HOUR);
  approve_for (fixture, "drafter2", posts[2], "reviewer");
  fixture->now += 2 * HOUR;
  office_fixture_approve (fixture, "reviewer", posts[3]);

  g_assert_cmpuint (count_signed (fixture, first), ==, 2);
  g_assert_cmpuint (count_signed (fixture, second), ==, 1);
  g_assert_cmpuint (count_signed_for (fixture), ==, 3);
  office_fixture_do (fixture, "reviewer", "delegation.seen", cs_arguments_one ("delegation", first));
  g_assert_cmpuint (count_signed_for (fixture), ==, 1);
  office_fixture_do (fixture, "reviewer", "delegation.seen", cs_arguments_one ("delegation", second));
  g_assert_cmpuint (count_signed_for (fixture), ==, 0);
  g_assert_cmpuint (count_signed (fixture, first), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clock_fixture_add ("/delegation/dated", test_dated);
  clock_fixture_add ("/delegation/ended-meanwhile", test_ended_meanwhile);
  clock_fixture_add ("/delegation/labels", test_labels);
  clock_fixture_add ("/delegation/accounts", test_accounts);
  clock_fixture_add ("/delegation/one-hop", test_one_hop);
  clock_fixture_add ("/delegation/contributors", test_contributors);
  clock_fixture_add ("/delegation/people-change", test_people_change);
  clock_fixture_add ("/delegation/secretary", test_secretary);
  clock_fixture_add ("/delegation/on-return", test_on_return);

  return g_test_run ();
}
