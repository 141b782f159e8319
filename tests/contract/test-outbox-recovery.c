/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-private.h"
#include "outbox-fixture.h"

/* What is found after a crash, beside another process, after a full disk, and around sleep. */

#define TEXT "Road A12 is closed until 18:00."
#define MINUTE (60 * (gint64) G_USEC_PER_SEC)

/* As if the program had been killed: armed by somebody, and nobody left to settle it */
static void
arm_and_die (OutboxFixture *f,
             gint64         post)
{
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);
  g_autoptr(GError) error = NULL;
  gboolean held;
  gboolean armed;

  g_assert_true (cs_outbox_take_lease (f->store, "dead", outbox_clock (f), &held, &error));
  g_assert_true (cs_outbox_arm (f->store, "dead", row->id, "", outbox_clock (f), &armed, &error));
  g_assert_true (armed);
  g_assert_true (cs_outbox_give_lease_back (f->store, "dead", &error));
  g_assert_no_error (error);
}

static void
test_killed_before (OutboxFixture *f,
                    gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);

  g_test_summary ("Killed after arming, before a byte left: sent once at the next start");
  arm_and_die (f, post);
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_killed_after (OutboxFixture *f,
                   gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = outbox_get_publication (f, post, 0);
  g_autoptr(CsPublicationRow) settled = NULL;
  g_autoptr(CsOutboxWork) work = NULL;
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(GError) error = NULL;
  CsNetworkAccount account;
  CsSendRequest request;

  g_test_summary ("Killed after the network accepted, before that was recorded: found at the next start, not sent again");
  arm_and_die (f, post);
  work = cs_outbox_work_load (f->store, row->id, &error);
  g_assert_true (cs_outbox_work_check (work, f->base.folder, f->http, g_get_real_time (), NULL, &error));
  account = cs_outbox_work_get_account (work);
  request = cs_outbox_work_make_request (work, NULL, outbox_clock (f));
  sent = cs_network_get (CS_NETWORK_PRACTICE)->publish (f->http, &account, &request, NULL);
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);

  outbox_run_until (f, post, CS_POST_PUBLISHED);
  settled = outbox_get_publication (f, post, 0);
  g_assert_cmpstr (settled->remote_id, ==, sent->remote_id);
  g_assert_cmpint (settled->attempts, ==, 1);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

static void
test_one_publisher (OutboxFixture *f,
                    gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time () + MINUTE, 2);
  g_autoptr(CsOutbox) second = cs_outbox_new (f->store, outbox_clock, f);
  g_autoptr(GError) error = NULL;
  guint n = 1;

  g_test_summary ("Exactly one publishes: a second outbox does nothing while the first is there, and takes over when it goes");
  outbox_pass (f);
  f->ahead = MINUTE;
  g_assert_true (cs_outbox_run_once (second, &n, &error));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 0);
  g_clear_object (&f->outbox);
  g_assert_true (cs_outbox_run_once (second, &n, &error));
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_PUBLISHED);
}

static void
test_unsettled (OutboxFixture *f,
                gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPublicationRow) row = NULL;

  g_test_summary ("What was sent and could not be recorded, as with a full disk, is found out without a restart, and not sent again");
  fixture_run (f->base.db, "CREATE TRIGGER full BEFORE UPDATE ON publications WHEN new.state = 'sent' "
                           "BEGIN SELECT RAISE (ABORT, 'no space'); END");
  g_assert_false (cs_outbox_run_once (f->outbox, NULL, &error));
  g_assert_nonnull (error);
  row = outbox_get_publication (f, post, 0);
  g_assert_cmpint (row->state, ==, CS_PUBLICATION_SENDING);
  fixture_run (f->base.db, "DROP TRIGGER full");
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_assert_cmpuint (outbox_count (f, TEXT), ==, 1);
}

/* A bus of the system's kind, on which something says what the real one says of sleep */
static GDBusConnection *
be_login (const char *address)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (address,
                                                                 G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                                 G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                                 NULL, NULL, &error);

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.login1", 0), NULL, G_DBUS_CALL_FLAGS_NONE, 10000, NULL, &error);
  g_assert_no_error (error);

  return bus;
}

/* Said until it is heard: whoever listens may just be about to. */
static void
say (OutboxFixture   *f,
     GDBusConnection *login,
     gboolean         begins)
{
  for (guint i = 0; i < 500 && cs_outbox_is_suspending (f->outbox) != begins; i++)
    {
      g_dbus_connection_emit_signal (login, NULL, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
                                     g_variant_new ("(b)", begins), NULL);
      for (guint j = 0; j < 20 && g_main_context_iteration (NULL, FALSE); j++)
        continue;
      g_usleep (10000);
    }
  g_assert_cmpint (cs_outbox_is_suspending (f->outbox), ==, begins);
}

static void
test_sleep_signal (OutboxFixture *f,
                   gconstpointer  unused)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  g_autoptr(GTestDBus) bus = NULL;
  g_autoptr(GDBusConnection) login = NULL;
  gint64 post;

  g_test_summary ("When the computer says that it is about to sleep nothing is begun, and when it says that it is awake it goes on at once");
  if (daemon == NULL)
    {
      g_test_skip ("There is no dbus-daemon");
      return;
    }

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  login = be_login (g_test_dbus_get_bus_address (bus));
  cs_outbox_start (f->outbox);
  say (f, login, TRUE);
  post = outbox_add_post (f, TEXT, NULL, NULL, g_get_real_time (), 2);
  cs_outbox_wake (f->outbox);
  for (guint i = 0; i < 50; i++)
    {
      g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_QUEUED);
      g_usleep (10000);
    }
  say (f, login, FALSE);
  for (guint i = 0; i < 1000 && outbox_get_state (f, post) != CS_POST_PUBLISHED; i++)
    g_usleep (10000);
  g_assert_cmpint (outbox_get_state (f, post), ==, CS_POST_PUBLISHED);
  cs_outbox_stop (f->outbox);
  g_clear_object (&login);
  g_test_dbus_stop (bus);
}

static void
add (const char  *name,
     void       (*test)(OutboxFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/networks/outbox/recovery/", name, NULL);

  g_test_add (path, OutboxFixture, NULL, outbox_set_up, test, outbox_tear_down);
}

static void
test_closed_secrets (OutboxFixture *f,
                     gconstpointer  unused)
{
  gint64 post = outbox_add_post (f, "Road A12 closed", NULL, NULL, g_get_real_time (), 2);
  g_autoptr(CsPublicationRow) row = NULL;
  g_autoptr(CsAccountRow) account = NULL;

  g_test_summary ("Where the logins cannot be opened nothing is sent, that is said, and it goes out once they can; nobody has to connect anything anew");
  g_setenv ("COUNTERSIGN_SECRETS_FILE", "/nowhere/secrets", TRUE);
  g_setenv ("COUNTERSIGN_SECRETS_KEY", "/nowhere/key", TRUE);
  outbox_pass (f);
  row = outbox_get_publication (f, post, 0);
  account = cs_account_rows_get (f->base.db, f->account, NULL);
  g_assert_cmpint (row->state, ==, CS_PUBLICATION_NOT_SENT);
  g_assert_cmpstr (row->error, ==, "sealed-file");
  g_assert_cmpint (row->next_try_at, >, 0);
  g_assert_cmpstr (account->health, ==, "sealed-file");

  g_unsetenv ("COUNTERSIGN_SECRETS_FILE");
  g_unsetenv ("COUNTERSIGN_SECRETS_KEY");
  outbox_run_until (f, post, CS_POST_PUBLISHED);
  g_clear_pointer (&account, cs_account_row_free);
  account = cs_account_rows_get (f->base.db, f->account, NULL);
  g_assert_cmpstr (account->health, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("killed/before-sending", test_killed_before);
  add ("killed/after-accepting", test_killed_after);
  add ("one-publisher", test_one_publisher);
  add ("unsettled", test_unsettled);
  add ("sleep-signal", test_sleep_signal);
  g_test_add ("/outbox/recovery/closed-secrets", OutboxFixture, NULL, outbox_set_up, test_closed_secrets, outbox_tear_down);

  return g_test_run ();
}
