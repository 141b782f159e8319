/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "connect-fixture.h"
#include "outbox-fixture.h"
#include "server-fixture.h"

/* What is done with accounts once they are connected: here on servers that answer to order, in a practice office. */

static gint64
add_account (Fixture    *f,
             TestServer *server)
{
  g_autoptr(JsonObject) reply = call (f, "account.add", cs_arguments_account_add (CS_NETWORK_PRACTICE, server->address, "good-token", NULL));

  return cs_reply_read_id (reply);
}

static void
set_avatar (TestServer *server,
            const char *order)
{
  json_object_unref (test_server_control (server, "avatar", order));
}

static CsDigest
ask_avatar (Fixture *f,
            gint64   account)
{
  g_autoptr(JsonObject) reply = call (f, "account.refresh", cs_arguments_one ("account", account));

  return cs_json_get_digest (reply, "avatar");
}

static void
test_avatar (Fixture       *f,
             gconstpointer  unused)
{
  TestServer server = { NULL };
  g_autoptr(GBytes) png = outbox_make_picture ();
  gsize size;
  gconstpointer data = g_bytes_get_data (png, &size);
  g_autofree char *base64 = g_base64_encode (data, size);
  g_autofree char *order = g_strdup_printf ("{\"user\":\"linden\",\"data\":\"%s\"}", base64);
  static const char * const useless[] = {
    "{\"user\":\"linden\",\"size\":3000000}", "{\"user\":\"linden\",\"size\":5000}", "{\"user\":\"linden\",\"url\":\"https://203.0.113.7/a.png\"}",
    "{\"user\":\"linden\",\"url\":\"file:///etc/passwd\"}", "{\"user\":\"linden\",\"url\":\"no address\"}",
  };
  g_autoptr(JsonObject) reply = NULL;
  g_autofree char *path = NULL;
  g_autoptr(CsAccountInfo) account = NULL;
  CsDigest first, now;
  gint64 id;
  guint count;

  g_test_summary ("An account's picture is fetched, read where it can do no harm and kept; one that is too large, none, or from elsewhere leaves what was there");
  test_server_start (&server, "mastodon-server.py", "mastodon", NULL);
  id = add_account (f, &server);
  account = find_account (f, "@linden", &count);
  g_assert_true (cs_digest_is_none (&account->avatar));

  set_avatar (&server, order);
  first = ask_avatar (f, id);
  g_assert_false (cs_digest_is_none (&first));
  reply = call (f, "media.path", cs_arguments_media_path (&first));
  path = cs_reply_read_path (reply);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  for (guint i = 0; i < G_N_ELEMENTS (useless); i++)
    {
      set_avatar (&server, useless[i]);
      now = ask_avatar (f, id);
      g_assert_true (cs_digest_equal (&first, &now));
    }
  set_avatar (&server, "{\"user\":\"linden\",\"url\":\"\"}");
  now = ask_avatar (f, id);
  g_assert_true (cs_digest_is_none (&now));
  g_assert_cmpuint (test_server_count_requests (&server, "GET", "/avatars/"), ==, 3);
  test_server_stop (&server);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/accounts/avatar", Fixture, NULL, set_up, test_avatar, tear_down);

  return g_test_run ();
}
