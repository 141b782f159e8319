/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "cs-arguments.h"
#include "cs-clock-client.h"
#include "cs-connect-client.h"
#include "cs-json.h"
#include "cs-local-office.h"
#include "cs-practice-office.h"
#include "cs-replies.h"
#include "network-fixture.h"

/* What is said of an account that works, but not as it should. */

#define RESOLVE "GET /xrpc/com.atproto.identity.resolveHandle"
#define SESSION "/xrpc/com.atproto.server.getSession"
#define RENEW   "/xrpc/com.atproto.server.refreshSession"

#define HOUR (3600 * (gint64) G_USEC_PER_SEC)

static gint64 ahead;

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* A practice office in @folder, an administrator at its desk */
static CsOffice *
open_office (const char *folder)
{
  g_autoptr(GError) error = NULL;
  CsLocalOffice *office = cs_local_office_open (folder, &error);

  g_assert_no_error (error);
  cs_practice_office_fill (office, "en", &error);
  g_assert_no_error (error);
  for (gint64 person = 1; person < 50; person++)
    {
      g_autoptr(JsonObject) me = NULL;
      g_autoptr(CsPersonInfo) who = NULL;

      if (!cs_local_office_act_as (office, person, NULL))
        continue;
      me = cs_office_call (CS_OFFICE (office), "session.me", NULL, NULL, NULL);
      who = me ? cs_reply_read_person (me) : NULL;
      if (who && (who->roles & CS_ROLE_ADMINISTRATOR))
        return CS_OFFICE (office);
    }
  g_assert_not_reached ();
}

static gint64
connect_account (CsOffice   *office,
                 TestServer *server)
{
  CsConnectWish wish = {
    .network = CS_NETWORK_BLUESKY, .address = server->address, .handle = "linden.test", .password = "pass-pass-pass-pass", .colour = "#445566"
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call (office, "account.connect-password", cs_connect_arguments_password (&wish), NULL, &error);
  g_autoptr(CsConnectInfo) info = NULL;

  g_assert_no_error (error);
  info = cs_connect_info_read (reply);
  return info->account;
}

static void
assert_refreshed (CsOffice   *office,
                  gint64      account,
                  const char *health)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call (office, "account.refresh", cs_arguments_one ("account", account), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cs_json_get_text (reply, "health"), ==, health);
}

static void
test_handle_lost (void)
{
  TestServer server = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("countersign-XXXXXX", NULL);
  CsOffice *office = open_office (folder);
  gint64 account;

  g_test_summary ("A handle that leads to somebody else, or to nobody, is said of the account until it is mended; not being able to ask changes nothing");
  test_server_start (&server, "bluesky-server.py", NULL);
  account = connect_account (office, &server);
  assert_refreshed (office, account, "");
  test_server_misbehave (&server, "500", RESOLVE);
  assert_refreshed (office, account, "");
  json_object_unref (test_server_control (&server, "handle", "{\"handle\":\"linden.test\",\"to\":\"office1.test\"}"));
  assert_refreshed (office, account, "handle-lost");
  json_object_unref (test_server_control (&server, "handle", "{\"handle\":\"linden.test\"}"));
  assert_refreshed (office, account, "handle-lost");
  test_server_misbehave (&server, "500", RESOLVE);
  assert_refreshed (office, account, "handle-lost");
  json_object_unref (test_server_control (&server, "handle", "{\"handle\":\"linden.test\",\"to\":\"linden.test\"}"));
  assert_refreshed (office, account, "");
  g_assert_finalize_object (office);
  test_server_stop (&server);
  remove_tree (folder);
}

static gint64
read_clock (gpointer unused)
{
  return g_get_real_time () + ahead;
}

/* So many hours pass, at the server too; then the publisher runs once. */
static void
pass (CsOffice   *office,
      TestServer *server,
      int         hours)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *order = NULL;

  ahead += hours * HOUR;
  order = g_strdup_printf ("{\"ahead\":%" G_GINT64_FORMAT "}", ahead / G_USEC_PER_SEC);
  json_object_unref (test_server_control (server, "clock", order));
  cs_local_office_publish_once (CS_LOCAL_OFFICE (office), NULL, &error);
  g_assert_no_error (error);
}

static void
assert_account (CsOffice   *office,
                gint64      id,
                const char *health,
                int         hours)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call (office, "account.list", NULL, NULL, &error);
  g_autoptr(GPtrArray) accounts = NULL;

  g_assert_no_error (error);
  accounts = cs_reply_read_accounts (reply);
  for (guint i = 0; i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);

      if (account->id != id)
        continue;
      g_assert_cmpstr (account->health, ==, health);
      /* when it was last looked at with success */
      g_assert_cmpint ((read_clock (NULL) - account->checked_at) / HOUR, ==, hours);
      return;
    }
  g_assert_not_reached ();
}

static guint
count_told (CsOffice *office,
            char    **sentence)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call (office, "notice.list", cs_arguments_notice_list (FALSE, 0, 200), NULL, &error);
  g_autoptr(GPtrArray) notices = NULL;
  guint n = 0;

  g_assert_no_error (error);
  notices = cs_reply_read_notices (reply, NULL);
  for (guint i = 0; i < notices->len; i++)
    {
      const CsNoticeInfo *notice = g_ptr_array_index (notices, i);

      if (notice->kind != CS_NOTICE_ACCOUNT_ILL)
        continue;
      n++;
      if (sentence)
        {
          g_free (*sentence);
          *sentence = g_strdup (notice->sentence);
        }
    }

  return n;
}

static void
test_rounds (void)
{
  TestServer server = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("countersign-XXXXXX", NULL);
  CsOffice *office = open_office (folder);
  g_autofree char *sentence = NULL;
  guint n_asked;
  gint64 account;

  g_test_summary ("Once a day each account is looked at by itself; whom a dead login concerns is told once; what time mends is looked at again an hour later");
  test_server_start (&server, "bluesky-server.py", NULL);
  ahead = 0;
  cs_local_office_set_clock (CS_LOCAL_OFFICE (office), read_clock, NULL);
  account = connect_account (office, &server);
  n_asked = test_server_count_requests (&server, "GET", SESSION);
  pass (office, &server, 23);
  g_assert_cmpuint (test_server_count_requests (&server, "GET", SESSION), ==, n_asked);
  assert_account (office, account, "", 23);

  /* its access had ended hours ago; from now on it lasts for days */
  json_object_unref (test_server_control (&server, "life", "{\"seconds\":400000}"));
  pass (office, &server, 2);
  assert_account (office, account, "", 0);
  g_assert_cmpuint (test_server_count_requests (&server, "POST", RENEW), ==, 1);

  /* a server in trouble is no trouble of the account's */
  json_object_unref (test_server_control (&server, "misbehave", "{\"what\":\"500\",\"path\":\"GET " SESSION "\",\"times\":-1}"));
  pass (office, &server, 25);
  assert_account (office, account, "", 25);
  n_asked = test_server_count_requests (&server, "GET", SESSION);
  pass (office, &server, 0);
  g_assert_cmpuint (test_server_count_requests (&server, "GET", SESSION), ==, n_asked);
  test_server_misbehave (&server, "nothing", "");
  pass (office, &server, 2);
  assert_account (office, account, "", 0);

  /* a token that the server ended before its time is renewed */
  test_server_misbehave (&server, "expire", "GET " SESSION);
  pass (office, &server, 25);
  assert_account (office, account, "", 0);
  g_assert_cmpuint (count_told (office, NULL), ==, 0);

  json_object_unref (test_server_control (&server, "misbehave", "{\"what\":\"401\",\"path\":\"GET " SESSION "\",\"times\":-1}"));
  pass (office, &server, 25);
  assert_account (office, account, "login-rejected", 25);
  pass (office, &server, 25);
  assert_account (office, account, "login-rejected", 50);
  g_assert_cmpuint (count_told (office, &sentence), ==, 1);
  g_assert_cmpstr (sentence, ==, "Something is wrong with @linden.test. The network no longer accepts this account’s access. "
                                 "The administrator has to connect the account again.");
  test_server_misbehave (&server, "nothing", "");
  pass (office, &server, 25);
  assert_account (office, account, "", 0);
  g_assert_cmpuint (count_told (office, NULL), ==, 1);

  g_assert_finalize_object (office);
  test_server_stop (&server);
  remove_tree (folder);
}

static void
publish (NetworkFixture *f,
         const char     *text,
         const char     *health)
{
  OutboxFixture *office = &f->office;
  gint64 post = outbox_add_post (office, text, NULL, NULL, outbox_clock (office), 2);
  g_autoptr(CsAccountRow) account = NULL;
  g_autoptr(GError) error = NULL;

  outbox_run_until (office, post, CS_POST_PUBLISHED);
  account = cs_account_rows_get (office->base.db, office->account, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (account->health, ==, health);
}

static void
test_unchecked (void)
{
  NetworkFixture f = { 0 };
  const TestNetwork *bluesky = &test_networks[G_N_ELEMENTS (test_networks) - 1];

  g_test_summary ("A post that the server took unchecked is out, and said of the account until one is checked; a lost handle is said all the while");
  g_assert_cmpint (bluesky->kind, ==, CS_NETWORK_BLUESKY);
  network_set_up (&f, bluesky);
  publish (&f, "Well", "");
  test_server_misbehave (&f.server, "unchecked", bluesky->publish);
  publish (&f, "Unchecked", "unchecked");
  publish (&f, "Well again", "");
  fixture_run (f.office.base.db, "UPDATE accounts SET health = 'handle-lost'");
  publish (&f, "Still lost", "handle-lost");
  network_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-health/handle-lost", test_handle_lost);
  g_test_add_func ("/account-health/rounds", test_rounds);
  g_test_add_func ("/account-health/unchecked", test_unchecked);

  return g_test_run ();
}
