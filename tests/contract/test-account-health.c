/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "cs-arguments.h"
#include "cs-connect-client.h"
#include "cs-json.h"
#include "cs-local-office.h"
#include "cs-practice-office.h"
#include "cs-replies.h"
#include "network-fixture.h"

/* What is said of an account that works, but not as it should. */

#define RESOLVE "GET /xrpc/com.atproto.identity.resolveHandle"

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
  g_test_add_func ("/account-health/unchecked", test_unchecked);

  return g_test_run ();
}
