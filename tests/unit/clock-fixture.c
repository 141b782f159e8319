/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "clock-fixture.h"

#include "cs-time.h"

void
clock_fixture_add (const char *path,
                   void      (*test)(OfficeFixture *, gconstpointer))
{
  g_test_add (path, OfficeFixture, NULL, clock_fixture_set_up, test, office_fixture_tear_down);
}

gint64
clock_fixture_at (const char *text)
{
  g_autoptr(GError) error = NULL;
  gint64 moment = 0;

  g_assert_true (cs_time_parse (text, "Asia/Shanghai", &moment, &error));
  g_assert_no_error (error);
  return moment;
}

void
clock_fixture_pass (OfficeFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  guint n_done = 1;

  for (guint i = 0; n_done > 0 && i < 20; i++)
    {
      g_assert_true (cs_outbox_run_once (cs_local_office_get_outbox (fixture->office), &n_done, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (n_done, ==, 0);
}

void
clock_fixture_pass_at (OfficeFixture *fixture,
                       const char    *text)
{
  fixture->now = clock_fixture_at (text);
  clock_fixture_pass (fixture);
}

void
clock_fixture_set_up (OfficeFixture *fixture,
                      gconstpointer  unused)
{
  g_autoptr(CsRoute) route = cs_route_new ("Ordinary route");
  g_autoptr(CsCalendar) calendar = NULL;
  CsStage *review, *sign_off;

  office_fixture_set_up (fixture, NULL);
  fixture->now = clock_fixture_at ("2026-11-23T10:00");
  review = cs_route_append_stage (route, "Review", CS_STAGE_REVIEW);
  cs_stage_add_party (review, CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_REVIEWER, 0);
  review->minutes = 120;
  review->escalates = (CsParty) { CS_PARTY_PERSON, CS_ROLE_NONE, office_fixture_person (fixture, "leader2") };
  sign_off = cs_route_append_stage (route, "Sign-off", CS_STAGE_SIGN_OFF);
  cs_stage_add_party (sign_off, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_LEADER, 0);
  sign_off->minutes = 60;
  office_fixture_do (fixture, "admin", "route.set", cs_arguments_route_set (route));

  calendar = cs_calendar_new ("Asia/Shanghai", NULL);
  cs_calendar_add_ordinary_week (calendar, "zh");
  office_fixture_do (fixture, "admin", "calendar.set", cs_arguments_calendar_set (calendar));
}

guint
clock_fixture_count_notices (OfficeFixture *fixture,
                             const char    *login,
                             CsNoticeKind   kind)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "notice.list", cs_arguments_notice_list (FALSE, 0, 200));
  g_autoptr(GPtrArray) notices = cs_reply_read_notices (reply, NULL);
  guint n = 0;

  for (guint i = 0; i < notices->len; i++)
    n += ((const CsNoticeInfo *) g_ptr_array_index (notices, i))->kind == kind;

  return n;
}

char *
clock_fixture_read_notice (OfficeFixture *fixture,
                           const char    *login,
                           CsNoticeKind   kind)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "notice.list", cs_arguments_notice_list (FALSE, 0, 200));
  g_autoptr(GPtrArray) notices = cs_reply_read_notices (reply, NULL);

  for (guint i = 0; i < notices->len; i++)
    {
      const CsNoticeInfo *notice = g_ptr_array_index (notices, i);

      if (notice->kind == kind)
        return g_strdup (notice->sentence);
    }

  return g_strdup ("");
}

void
clock_fixture_assert_due (OfficeFixture *fixture,
                          gint64         post,
                          const char    *wanted)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "leader", post);
  g_autofree char *due = cs_time_format_iso (sheet->post->stage_due_at);
  g_autofree char *expected = cs_time_format_iso (clock_fixture_at (wanted));

  g_assert_cmpstr (due, ==, expected);
}

void
clock_fixture_reschedule (OfficeFixture *fixture,
                          gint64         post,
                          const char    *release)
{
  office_fixture_do (fixture, "drafter", "post.reschedule",
                     cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, clock_fixture_at (release), "Asia/Shanghai"));
}

gint64
clock_fixture_submit_for (OfficeFixture *fixture,
                          const char    *text,
                          const char    *release)
{
  gint64 post = office_fixture_post (fixture, "drafter", text);
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "drafter", post);

  office_fixture_do (fixture, "drafter", "post.save",
                     cs_arguments_post_save (post, sheet->version, sheet->content, CS_RELEASE_AT_TIME,
                                             clock_fixture_at (release), "Asia/Shanghai"));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  return post;
}

JsonObject *
clock_fixture_absence (OfficeFixture *fixture,
                       const char    *principal,
                       const char    *delegate,
                       gint64         from,
                       gint64         until,
                       const char    *reference)
{
  CsAbsence entered = {
    .principal = principal ? office_fixture_person (fixture, principal) : 0,
    .delegate = office_fixture_person (fixture, delegate),
    .from_at = from,
    .until_at = until,
    .reference = reference,
  };

  return cs_arguments_delegation_add (&entered);
}

gint64
clock_fixture_go_away (OfficeFixture *fixture,
                       const char    *principal,
                       const char    *delegate,
                       gint64         from,
                       gint64         until)
{
  g_autoptr(JsonObject) reply = NULL;

  reply = office_fixture_call (fixture, principal, "delegation.add",
                               clock_fixture_absence (fixture, NULL, delegate, from, until, NULL));
  return cs_reply_read_id (reply);
}

JsonObject *
clock_fixture_approval_for (OfficeFixture *fixture,
                            gint64         post,
                            const char    *principal)
{
  JsonObject *decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);

  json_object_set_int_member (decision, "acting_for", office_fixture_person (fixture, principal));
  return decision;
}

void
clock_fixture_run_sql (const char *folder,
                       const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "office.db", NULL);
  sqlite3 *raw = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &raw), ==, SQLITE_OK);
  if (sqlite3_exec (raw, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  g_assert_cmpint (sqlite3_close (raw), ==, SQLITE_OK);
}

/* What one SELECT of the office's database answers, by "|" and lines. */
static char *
ask (OfficeFixture *fixture,
     const char    *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GString) answer = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;
  sqlite3 *raw = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &raw, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (raw, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (raw));
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      g_string_append (answer, answer->len > 0 ? "\n" : "");
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        g_string_append_printf (answer, "%s%s", i > 0 ? "|" : "", (const char *) sqlite3_column_text (stmt, i));
    }
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (raw), ==, SQLITE_OK);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

void
clock_fixture_assert_answer (OfficeFixture *fixture,
                             const char    *sql,
                             const char    *wanted)
{
  g_autofree char *answer = ask (fixture, sql);

  g_assert_cmpstr (answer, ==, wanted);
}
