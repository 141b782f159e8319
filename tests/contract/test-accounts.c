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

/* Posts a test on a server with @face that does @fault with it; NULL: nothing. Returns the answer's outcome, or the nick of the error. */
static char *
try_face (Fixture    *f,
          const char *face,
          const char *fault,
          const char *when)
{
  TestServer server = { NULL };
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sent = NULL;
  gboolean visible;
  gint64 id;
  char *said;

  test_server_start (&server, "mastodon-server.py", face, NULL);
  id = add_account (f, &server);
  if (fault != NULL)
    {
      g_autofree char *order = g_strdup_printf ("{\"what\":\"%s\",\"path\":\"%s\",\"times\":%d}", fault, when, strstr (when, "DELETE") != NULL ? -1 : 1);

      json_object_unref (test_server_control (&server, "misbehave", order));
    }
  reply = cs_office_call (CS_OFFICE (f->office), "account.try", cs_arguments_one ("account", id), NULL, &error);
  said = g_strdup (reply != NULL ? cs_json_get_text (reply, "outcome") : cs_error_nick ((CsError) error->code));
  visible = reply != NULL && cs_json_get_boolean (reply, "visible");
  g_assert_cmpint (visible, ==, g_strcmp0 (fault, "hidden") == 0);
  sent = test_server_dup_last_body (&server, "POST", "/api/v1/statuses");
  g_assert_nonnull (strstr (sent, "\"visibility\":\"direct\""));
  g_assert_null (strchr (sent, '@'));
  g_assert_cmpuint (test_server_count_posts (&server), ==, g_str_equal (said, "left") ? 1 : 0);
  g_assert_cmpuint (test_server_count_requests (&server, "POST", "/api/v1/statuses"), ==, 1);
  test_server_stop (&server);

  return said;
}

static void
test_trial (Fixture       *f,
            gconstpointer  unused)
{
  static const struct { const char *face; const char *fault; const char *when; const char *said; } cases[] = {
    { "mastodon", NULL, NULL, "private" },
    { "gotosocial", NULL, NULL, "private" },
    { "snac", NULL, NULL, "private" },
    { "pleroma", NULL, NULL, "private" },
    { "mastodon", "hidden", "POST /api/v1/statuses", "visible" },
    { "mastodon", "lost-after", "POST /api/v1/statuses", "private" },
    { "gotosocial", "lost-after", "POST /api/v1/statuses", "private" },
    { "mastodon", "lost-before", "POST /api/v1/statuses", "unknown-outcome" },
    { "mastodon", "500-before", "DELETE /api/v1/statuses", "left" },
    { "mastodon", "403", "POST /api/v1/statuses", "refused" },
  };
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  guint n = 0;

  g_test_summary ("A test to oneself is seen by nobody, comes back and is removed; what a server shows to others is removed at once, and told");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = try_face (f, cases[i].face, cases[i].fault, cases[i].when);

      g_test_message ("%u: %s, %s", i, cases[i].face, cases[i].fault != NULL ? cases[i].fault : "no fault");
      g_assert_cmpstr (said, ==, cases[i].said);
    }

  reply = call (f, "journal.list", NULL);
  entries = cs_reply_read_journal (reply);
  for (guint i = 0; i < entries->len; i++)
    n += ((const CsJournalInfo *) g_ptr_array_index (entries, i))->kind == CS_JOURNAL_ACCOUNT_TRIED;
  /* what never arrived for certain is not on record */
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases) - 1);
}

static void
test_no_trial (Fixture       *f,
               gconstpointer  unused)
{
  TestServer server = { NULL };
  g_autoptr(JsonObject) added = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("Where a network has nothing private, no test is sent");
  test_server_start (&server, "x-server.py", NULL);
  added = call (f, "account.add", cs_arguments_account_add (CS_NETWORK_X, server.address, "good-token", NULL));
  g_assert_null (cs_office_call (CS_OFFICE (f->office), "account.try", cs_arguments_one ("account", cs_reply_read_id (added)), NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_cmpuint (test_server_count_posts (&server), ==, 0);
  test_server_stop (&server);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/accounts/avatar", Fixture, NULL, set_up, test_avatar, tear_down);
  g_test_add ("/accounts/trial", Fixture, NULL, set_up, test_trial, tear_down);
  g_test_add ("/accounts/no-trial", Fixture, NULL, set_up, test_no_trial, tear_down);

  return g_test_run ();
}
