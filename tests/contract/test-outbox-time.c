/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-notice-rows.h"
#include "cs-outbox-private.h"
#include "cs-read-back-rows.h"
#include "outbox-fixture.h"

/* What time does to publishing: slots that are missed, sleep, a clock that is set, later looks. */

#define TEXT "Road A12 is closed until 18:00."
#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static guint
count_notices (OutboxFixture *f,
               gint64         person,
               CsNoticeKind   kind,
               const char    *with)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = cs_notice_rows_list (f->base.db, person, FALSE, 0, 100, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const CsNoticeRow *row = g_ptr_array_index (rows, i);

      n += row->kind == kind && strstr (row->details, with) != NULL;
    }

  return n;
}

/* The author is the drafter; the reviewer is made a duty editor. */
static void
assert_alarm (OutboxFixture *f,
              gint64         post,
              const char    *reason,
              guint          n_told)
{
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);
  g_autofree char *journal = outbox_dup_journal (f, post);
  g_autofree char *with = g_strdup_printf ("\"reason\":\"%s\"", reason);

  g_assert_cmpstr (row->alarm, ==, reason);
  g_assert_cmpint (row->alarmed_at, >=, row->due_at);
  g_assert_nonnull (strstr (journal, "slot-missed"));
  g_assert_cmpuint (count_notices (f, FIXTURE_DRAFTER, CS_NOTICE_SLOT_MISSED, with), ==, n_told);
  g_assert_cmpuint (count_notices (f, FIXTURE_REVIEWER, CS_NOTICE_SLOT_MISSED, with), ==, n_told);
  g_assert_cmpuint (count_notices (f, FIXTURE_LEADER, CS_NOTICE_SLOT_MISSED, with), ==, 0);
}

static void
add_duty_editor (OutboxFixture *f)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE people SET roles = roles | %d WHERE id = %d", CS_ROLE_DUTY, (int) FIXTURE_REVIEWER);

  fixture_run (f->base.db, sql);
}

static void
test_alarm (OutboxFixture *f,
            gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);

  g_test_summary ("Not out a minute after its time: told once to author and duty editor, with the reason");
  add_duty_editor (f);
  outbox_misbehave (f, "down");
  outbox_pass (f);
  f->ahead = 50 * SECOND;
  outbox_pass (f);
  {
    g_autoptr(CsPublicationRow) early = outbox_get_publication (f, post, 0);

    g_assert_cmpint (early->alarmed_at, ==, 0);
  }
  f->ahead = 70 * SECOND;
  outbox_pass (f);
  assert_alarm (f, post, "offline", 1);
  f->ahead = 75 * SECOND;
  outbox_pass (f);
  assert_alarm (f, post, "offline", 1);
  outbox_misbehave (f, "");
  outbox_run_until (f, post, CS_POST_PUBLISHED);
}

static void
test_alarm_frozen (OutboxFixture *f,
                   gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, "And B7.", NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) second = NULL;

  g_test_summary ("A frozen queue is told of as such");
  add_duty_editor (f);
  fixture_run (f->base.db, "INSERT INTO freezes (reason, made_by, made_at) VALUES ('stop', 1, 1)");
  outbox_pass (f);
  f->ahead = 61 * SECOND;
  outbox_pass (f);
  assert_alarm (f, post, "frozen", 2);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
}

static void
test_alarm_previous (OutboxFixture *f,
                     gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, "And B7.", NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) second = NULL;

  g_test_summary ("Of a thread people hear once, of the part that the others wait for");
  add_duty_editor (f);
  fixture_run (f->base.db, "UPDATE accounts SET limits = '{\"keys\":false}'");
  outbox_misbehave (f, "no-idempotency,drop-before:100x1");
  outbox_pass (f);
  f->ahead = 61 * SECOND;
  outbox_pass (f);
  assert_alarm (f, post, "unknown", 1);
  second = outbox_get_publication (f, post, 1);
  g_assert_cmpstr (second->alarm, ==, "previous");
  g_assert_cmpuint (count_notices (f, FIXTURE_DRAFTER, CS_NOTICE_SLOT_MISSED, ""), ==, 1);
}

static void
test_alarm_login (OutboxFixture *f,
                  gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(GError) error = NULL;

  g_test_summary ("A dead login is the reason, also when the post has failed for good");
  add_duty_editor (f);
  g_assert_true (cs_secrets_store (f->base.folder, TRUE, "uid", f->account, "revoked", NULL, &error));
  outbox_run_until (f, post, CS_POST_FAILED);
  f->ahead += 61 * SECOND;
  outbox_pass (f);
  assert_alarm (f, post, "login", 1);
}

static gint64
sleep_cb (gpointer data)
{
  return *(gint64 *) data;
}

static void
test_asleep (OutboxFixture *f,
             gconstpointer  unused)
{
  gint64 asleep = 0;
  gint64 posts[3];

  g_test_summary ("What its computer slept over has expired, and is not sent in a burst; people hear why");
  add_duty_editor (f);
  f->outbox->sleep_meter = sleep_cb;
  f->outbox->sleep_data = &asleep;
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    posts[i] = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time () + (10 + i) * MINUTE, 2);
  outbox_pass (f);
  f->ahead = asleep = 2 * HOUR;
  outbox_pass (f);
  outbox_pass (f);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_assert_cmpint (outbox_get_state (f, posts[i]), ==, CS_POST_EXPIRED);
      assert_alarm (f, posts[i], "asleep", 3);
    }
}

static void
test_nap (OutboxFixture *f,
          gconstpointer  unused)
{
  gint64 asleep = 0;
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time () + MINUTE, 2);

  g_test_summary ("After a short sleep what is not late yet goes out, once");
  f->outbox->sleep_meter = sleep_cb;
  f->outbox->sleep_data = &asleep;
  outbox_pass (f);
  f->ahead = asleep = 3 * MINUTE;
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_suspending (OutboxFixture *f,
                 gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);

  g_test_summary ("A computer that is about to sleep begins nothing; awake, it goes on");
  cs_outbox_set_suspending (f->outbox, TRUE);
  outbox_pass (f);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_QUEUED);
  cs_outbox_set_suspending (f->outbox, FALSE);
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_not_running (OutboxFixture *f,
                  gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time () - HOUR, 2);

  g_test_summary ("What was due while nothing ran has expired, and people hear why");
  add_duty_editor (f);
  outbox_pass (f);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_EXPIRED);
  assert_alarm (f, post, "not-running", 1);
}

static void
test_back_sent (OutboxFixture *f,
                gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);

  g_test_summary ("A clock that is set back sends nothing twice");
  f->ahead = MINUTE;
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  f->ahead -= 2 * HOUR;
  for (guint i = 0; i < 5; i++, f->ahead += HOUR)
    outbox_pass (f);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_back_early (OutboxFixture *f,
                 gconstpointer  unused)
{
  gint64 due = g_get_real_time () + 10 * MINUTE;
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, due, 2);
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("What was tried by a clock that was ahead is not sent early once the clock is right");
  outbox_misbehave (f, "down");
  f->ahead = 11 * MINUTE;
  outbox_pass (f);
  outbox_misbehave (f, "");
  f->ahead = 0;
  for (guint i = 0; i < 3; i++)
    outbox_pass (f);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
  g_assert_cmpint (row->state, ==, CS_PUBLICATION_NOT_SENT);
  g_assert_cmpint (row->next_try_at, >=, due);
  f->ahead = 10 * MINUTE + 10 * SECOND;
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_back_unknown (OutboxFixture *f,
                   gconstpointer  data)
{
  gboolean arrived = GPOINTER_TO_INT (data);
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time () + 2 * HOUR, 2);

  g_test_summary ("Armed in what is now the future: looked for, found if it is there, and never repeated, since no key can be trusted to be young");
  outbox_misbehave (f, arrived ? "drop-after:100x1" : "drop-before:100x1");
  outbox_pass (f);
  f->ahead = 2 * HOUR + SECOND;
  outbox_pass (f);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_UNKNOWN);
  f->ahead = 0;
  for (guint i = 0; i < 10; i++, f->ahead += SECOND)
    outbox_pass (f);
  outbox_misbehave (f, "");
  g_assert_cmpint (outbox_get_state (f, post), ==, arrived ? CS_POST_PUBLISHED : CS_POST_UNKNOWN);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, arrived ? 1 : 0);
}

static guint
count_looks (OutboxFixture *f,
             gint64         publication)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = cs_read_back_rows_list (f->base.db, publication, &error);

  g_assert_no_error (error);

  return rows->len;
}

static void
remove_remote (OutboxFixture          *f,
               const CsPublicationRow *row)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsOutboxWork) work = cs_outbox_work_load (f->store, row->id, &error);
  CsNetworkAccount account;

  g_assert_true (cs_outbox_work_check (work, f->base.folder, f->http, g_get_real_time (), NULL, &error));
  account = cs_outbox_work_get_account (work);
  g_assert_true (cs_network_get (CS_NETWORK_PRACTICE)->remove (f->http, &account, row->remote_id, NULL, &error));
  g_assert_no_error (error);
}

static void
test_looks (OutboxFixture *f,
            gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) first = NULL;
  g_autoptr(CsPublicationRow) day = NULL;
  g_autoptr(CsPublicationRow) month = NULL;
  g_autofree char *journal = NULL;

  g_test_summary ("Looked at right after, a day and a month later; what is otherwise then is kept, journalled and told");
  add_duty_editor (f);
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  outbox_pass (f);
  outbox_pass (f);
  first = outbox_get_publication (f, post, 0);
  g_assert_cmpstr (first->read_back, ==, "same");
  g_assert_cmpint (first->check_at, ==, first->settled_at + DAY);
  g_assert_cmpuint (count_looks (f, first->id), ==, 1);

  f->ahead += DAY;
  outbox_pass (f);
  outbox_pass (f);
  day = outbox_get_publication (f, post, 0);
  g_assert_cmpint (day->check_at, ==, day->settled_at + 30 * DAY);
  g_assert_cmpuint (count_looks (f, first->id), ==, 2);
  g_assert_cmpuint (count_notices (f, FIXTURE_REVIEWER, CS_NOTICE_DRIFT, ""), ==, 0);

  remove_remote (f, day);
  f->ahead += 30 * DAY;
  outbox_pass (f);
  outbox_pass (f);
  month = outbox_get_publication (f, post, 0);
  g_assert_cmpstr (month->read_back, ==, "gone");
  g_assert_cmpint (month->check_at, ==, 0);
  g_assert_cmpuint (count_looks (f, first->id), ==, 3);
  g_assert_cmpuint (count_notices (f, FIXTURE_REVIEWER, CS_NOTICE_DRIFT, "\"result\":\"gone\""), ==, 1);
  g_assert_cmpuint (count_notices (f, FIXTURE_DRAFTER, CS_NOTICE_DRIFT, "\"result\":\"gone\""), ==, 1);
  journal = outbox_dup_journal (f, post);
  g_assert_true (g_str_has_suffix (journal, "publication-read-back publication-read-back publication-read-back "));
}

static void
test_drift (OutboxFixture *f,
            gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;
  g_autoptr(GPtrArray) looks = NULL;
  g_autoptr(CsDrift) drift = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("The words that stand there instead are kept with the look that found them; nothing where all is as signed");
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  row = outbox_get_publication (f, post, 0);
  outbox_change_remote (f, row->remote_id, "Other words");
  f->ahead += DAY;
  outbox_pass (f);
  outbox_pass (f);
  looks = cs_read_back_rows_list (f->base.db, row->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (looks->len, ==, 2);
  g_assert_cmpstr (((CsReadBackRow *) g_ptr_array_index (looks, 0))->detail, ==, "");
  g_assert_cmpstr (((CsReadBackRow *) g_ptr_array_index (looks, 1))->result, ==, "text");
  drift = cs_drift_parse (((CsReadBackRow *) g_ptr_array_index (looks, 1))->detail);
  g_assert_cmpstr (drift->text, ==, "Other words");
}

static void
test_look_fails (OutboxFixture *f,
                 gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("A look that does not succeed is made again, and says nothing of the post");
  outbox_pass (f);
  outbox_misbehave (f, "down");
  fixture_run (f->base.db, "UPDATE publications SET check_at = settled_at, read_back = ''");
  outbox_pass (f);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpstr (row->read_back, ==, "");
  g_assert_cmpint (row->check_at, >, outbox_clock (f));
  g_assert_cmpint (row->check_at, <, outbox_clock (f) + MINUTE);
  outbox_misbehave (f, "");
  f->ahead += MINUTE;
  outbox_pass (f);
  g_clear_pointer (&row, cs_publication_row_free);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpstr (row->read_back, ==, "same");
}

static void
test_plan (void)
{
  static const struct { gint64 now; gboolean looked; gint64 next; } plans[] = {
    { 0, TRUE, DAY },
    { HOUR, TRUE, DAY },
    { DAY, TRUE, 30 * DAY },
    { 3 * DAY, TRUE, 30 * DAY },
    { 30 * DAY, TRUE, 0 },
    { 400 * DAY, TRUE, 0 },
    { 0, FALSE, 5 * SECOND },
    { 20 * SECOND, FALSE, 30 * SECOND },
    { 20 * HOUR, FALSE, DAY },
    { DAY, FALSE, DAY + 5 * SECOND },
    { 3 * DAY, FALSE, 3 * DAY + 6 * HOUR },
    { 36 * DAY, FALSE, 36 * DAY + 6 * HOUR },
    { 37 * DAY, FALSE, 0 },
    { -HOUR, TRUE, 0 },
  };

  g_test_summary ("When the next look is: by when it went out, and whether this one succeeded");
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      gint64 next = cs_outbox_next_look (1000 * DAY, 1000 * DAY + plans[i].now, plans[i].looked);

      g_test_message ("%u", i);
      g_assert_cmpint (next, ==, plans[i].next == 0 && plans[i].now >= 0 ? 0 : 1000 * DAY + plans[i].next);
    }
}

static void
test_recovered (OutboxFixture *f,
                gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);
  g_autoptr(GError) error = NULL;
  gboolean held, armed;

  g_test_summary ("Armed by a process that is gone: with lanes too it is looked for, and goes out once");
  g_assert_true (cs_outbox_take_lease (f->store, "dead", outbox_clock (f), &held, &error));
  g_assert_true (cs_outbox_arm (f->store, "dead", row->id, "", outbox_clock (f), &armed, &error));
  g_assert_true (armed);
  g_assert_true (cs_outbox_give_lease_back (f->store, "dead", &error));
  cs_outbox_start (f->outbox);
  for (guint i = 0; i < 1000 && outbox_get_state (f, post) != CS_POST_PUBLISHED; i++)
    g_usleep (10000);
  cs_outbox_stop (f->outbox);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
add (const char  *name,
     void       (*test)(OutboxFixture *, gconstpointer),
     gpointer     data)
{
  g_autofree char *path = g_strconcat ("/networks/outbox/time/", name, NULL);

  g_test_add (path, OutboxFixture, data, outbox_set_up, test, outbox_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("alarm/offline", test_alarm, NULL);
  add ("alarm/frozen", test_alarm_frozen, NULL);
  add ("alarm/previous", test_alarm_previous, NULL);
  add ("alarm/login", test_alarm_login, NULL);
  add ("asleep", test_asleep, NULL);
  add ("nap", test_nap, NULL);
  add ("suspending", test_suspending, NULL);
  add ("not-running", test_not_running, NULL);
  add ("back/sent", test_back_sent, NULL);
  add ("back/early", test_back_early, NULL);
  add ("back/unknown-arrived", test_back_unknown, GINT_TO_POINTER (TRUE));
  add ("back/unknown-lost", test_back_unknown, GINT_TO_POINTER (FALSE));
  add ("looks", test_looks, NULL);
  add ("drift", test_drift, NULL);
  add ("look-fails", test_look_fails, NULL);
  add ("recovered", test_recovered, NULL);
  g_test_add_func ("/networks/outbox/time/plan", test_plan);

  return g_test_run ();
}
