/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "connect-fixture.h"
#include "x-fixture.h"

/* Connecting accounts through the office's door: the test is the browser. */

static void
test_mastodon (Fixture       *f,
               gconstpointer  unused)
{
  CsConnectWish wish = { .network = CS_NETWORK_PRACTICE, .address = f->practice, .colour = "#aa3322" };
  g_autoptr(CsConnectInfo) begun = NULL;
  g_autoptr(CsAccountInfo) account = NULL;
  g_autofree char *location = NULL;
  g_autofree char *secret = NULL;
  g_autoptr(CsLogin) login = NULL;
  Finish finish;
  guint before;
  guint count;

  g_test_summary ("A new account is connected by the browser, with its own colour, client and secret");
  add_practice_account (f, "harbour");
  cs_account_info_free (find_account (f, "@nobody", &before));
  begun = begin (f, &wish);
  g_assert_nonnull (strstr (begun->address, "code_challenge_method=S256"));
  g_assert_nonnull (strstr (begun->address, "force_login=true"));
  location = allow (f, begun->address, "harbour");
  g_assert_true (g_str_has_prefix (location, "http://127.0.0.1:1811"));
  finish = run_whole (f, begun, location);
  g_assert_no_error (finish.error);
  g_assert_cmpint (finish.info->state, ==, CS_CONNECT_CONNECTED);
  g_assert_false (finish.info->known);
  account = find_account (f, "@harbour", &count);
  g_assert_cmpuint (count, ==, before + 1);
  g_assert_cmpint (account->id, ==, finish.info->account);
  g_assert_cmpstr (account->colour, ==, "#aa3322");
  secret = get_secret (f, account->id);
  login = cs_login_parse (secret);
  g_assert_cmpstr (login->client, !=, "");
  g_assert_cmpstr (login->client_secret, !=, "");
  cs_connect_info_free (finish.info);

  /* over: the same answer opens nothing any more */
  finish = (Finish) { .f = f, .connect = begun->connect };
  finish_thread (&finish);
  g_assert_error (finish.error, CS_ERROR, CS_ERROR_SIGN_IN_LATE);
  g_clear_error (&finish.error);
}

static void
test_reconnect (Fixture       *f,
                gconstpointer  unused)
{
  CsConnectWish wish = { .network = CS_NETWORK_PRACTICE, .address = f->practice };
  g_autoptr(CsConnectInfo) begun = NULL;
  g_autoptr(CsConnectInfo) again = NULL;
  g_autoptr(CsConnectInfo) other = NULL;
  g_autofree char *location = NULL;
  g_autofree char *location_again = NULL;
  g_autofree char *location_other = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *same = NULL;
  g_autofree char *mended = NULL;
  g_autoptr(CsLogin) login = NULL;
  g_autoptr(CsLogin) new_login = NULL;
  Finish finish;
  guint count;

  g_test_summary ("Connecting again mends the same account; another account is refused, both are named, and the good login stays");
  add_practice_account (f, "harbour");
  add_practice_account (f, "wrong");
  begun = begin (f, &wish);
  location = allow (f, begun->address, "harbour");
  finish = run_whole (f, begun, location);
  g_assert_no_error (finish.error);
  wish.account = finish.info->account;
  g_clear_pointer (&finish.info, cs_connect_info_free);
  secret = get_secret (f, wish.account);

  other = begin (f, &wish);
  location_other = allow (f, other->address, "wrong");
  finish = run_whole (f, other, location_other);
  g_assert_no_error (finish.error);
  g_assert_cmpint (finish.info->state, ==, CS_CONNECT_OTHER_ACCOUNT);
  g_assert_nonnull (strstr (finish.info->expected, "harbour"));
  g_assert_nonnull (strstr (finish.info->found, "wrong"));
  g_clear_pointer (&finish.info, cs_connect_info_free);
  same = get_secret (f, wish.account);
  g_assert_cmpstr (same, ==, secret);
  g_assert_null (find_account (f, "@wrong", &count));

  again = begin (f, &wish);
  location_again = allow (f, again->address, "harbour");
  finish = run_whole (f, again, location_again);
  g_assert_no_error (finish.error);
  g_assert_cmpint (finish.info->state, ==, CS_CONNECT_CONNECTED);
  g_assert_true (finish.info->known);
  g_assert_cmpint (finish.info->account, ==, wish.account);
  g_clear_pointer (&finish.info, cs_connect_info_free);
  mended = get_secret (f, wish.account);
  login = cs_login_parse (secret);
  new_login = cs_login_parse (mended);
  /* registered once at this server */
  g_assert_cmpstr (new_login->client, ==, login->client);
  g_assert_cmpstr (new_login->access, !=, login->access);
}

static void
test_refusals (Fixture       *f,
               gconstpointer  unused)
{
  CsConnectWish wish = { .network = CS_NETWORK_PRACTICE, .address = f->practice };
  g_autoptr(CsConnectInfo) begun = begin (f, &wish);
  g_autoptr(CsConnectInfo) second = NULL;
  g_autoptr(JsonObject) cancelled = NULL;
  g_autofree char *state = g_strdup (strstr (begun->address, "state=") + 6);
  g_autofree char *back = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *elsewhere = NULL;
  Finish finish = { .f = f, .connect = begun->connect, .cancellable = g_cancellable_new () };
  GThread *thread = g_thread_new ("finish", finish_thread, &finish);
  guint status;

  g_test_summary ("An answer to another sign-in changes nothing; a refusal and giving up leave everything as it was");
  *strchr (state, '&') = '\0';
  foreign = open_page (f, "GET", "http://127.0.0.1:18110/callback?code=x&state=guessed", NULL, &status);
  g_assert_cmpuint (status, ==, 400);
  elsewhere = open_page (f, "GET", "http://127.0.0.1:18110/elsewhere", NULL, &status);
  g_assert_cmpuint (status, ==, 404);
  back = g_strdup_printf ("http://127.0.0.1:18110/callback?error=access_denied&state=%s", state);
  g_assert_cmpuint (come_back (f, back), ==, 200);
  g_thread_join (thread);
  g_assert_error (finish.error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);
  g_clear_error (&finish.error);

  second = begin (f, &wish);
  finish.connect = second->connect;
  thread = g_thread_new ("finish", finish_thread, &finish);
  g_cancellable_cancel (finish.cancellable);
  g_thread_join (thread);
  g_assert_error (finish.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&finish.error);
  g_object_unref (finish.cancellable);
  /* perhaps it was cancelled before it had begun to wait */
  cancelled = call (f, "account.connect-cancel", cs_connect_arguments_one (second->connect));
}

/* A port that was just let go may be closing still. */
static void
take_port (GSocketListener *others,
           guint            port)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_autoptr(GError) error = NULL;

  while (!g_socket_listener_add_address (others, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, NULL, &error) &&
         g_get_monotonic_time () < until)
    {
      g_clear_error (&error);
      g_usleep (10000);
    }
  g_assert_no_error (error);
}

static void
test_ports (Fixture       *f,
            gconstpointer  unused)
{
  CsConnectWish wish = { .network = CS_NETWORK_PRACTICE, .address = f->practice };
  g_autoptr(GSocketListener) others = g_socket_listener_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(CsConnectInfo) begun = NULL;
  g_autoptr(JsonObject) cancelled = NULL;

  g_test_summary ("The first free one of the fixed ports is taken; where all are taken, a sentence says so");
  for (guint port = 18110; port <= 18112; port++)
    take_port (others, port);
  begun = begin (f, &wish);
  g_assert_nonnull (strstr (begun->address, "127.0.0.1%3A18113%2Fcallback"));

  cancelled = call (f, "account.connect-cancel", cs_connect_arguments_one (begun->connect));
  take_port (others, 18113);
  g_assert_null (cs_office_call (CS_OFFICE (f->office), "account.connect-begin", cs_connect_arguments_begin (&wish), NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_PORTS_TAKEN);
}

/* All addresses of return are registered with each client. */
static void
start_x (XServer *server)
{
  static const char *const clients[] = {
    "{\"id\":\"client-1\",\"redirects\":%s}", "{\"id\":\"client-2\",\"secret\":\"client-secret-2\",\"redirects\":%s}",
  };
  const char *redirects = "[\"http://127.0.0.1:18110/callback\",\"http://127.0.0.1:18111/callback\",\"http://127.0.0.1:18112/callback\","
                          "\"http://127.0.0.1:18113/callback\"]";

  x_server_start (server);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      g_auto(GStrv) parts = g_strsplit (clients[i], "%s", 2);
      g_autofree char *body = g_strconcat (parts[0], redirects, parts[1], NULL);
      g_autoptr(JsonObject) done = x_server_control (server, "client", body);
    }
}

static Finish
connect_x (Fixture             *f,
           const CsConnectWish *wish)
{
  g_autoptr(CsConnectInfo) begun = begin (f, wish);
  g_autofree char *location = NULL;
  Finish finish;
  guint status;

  location = open_page (f, "GET", begun->address, NULL, &status);
  g_assert_cmpuint (status, ==, 302);
  finish = run_whole (f, begun, location);
  finish.connect = NULL;
  return finish;
}

static void
test_x (Fixture       *f,
        gconstpointer  unused)
{
  XServer server = { NULL };
  CsConnectWish wish = { .network = CS_NETWORK_X, .client = "client-1", .access = "enterprise", .colour = "#112233" };
  g_autoptr(CsAccountInfo) account = NULL;
  g_autoptr(JsonObject) done = NULL;
  g_autoptr(JsonObject) back = NULL;
  g_autoptr(JsonObject) denied = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *same = NULL;
  g_autoptr(CsLogin) login = NULL;
  g_autoptr(GError) error = NULL;
  Finish finish;
  guint count;

  g_test_summary ("X: exact address of return, PKCE, single-use code; the access level is kept; another account and a refusal change nothing");
  start_x (&server);
  wish.address = server.address;
  finish = connect_x (f, &wish);
  g_assert_no_error (finish.error);
  wish.account = finish.info->account;
  g_clear_pointer (&finish.info, cs_connect_info_free);
  account = find_account (f, "@linden", &count);
  g_assert_cmpint (account->network, ==, CS_NETWORK_X);
  g_assert_cmpstr (account->access, ==, "enterprise");
  g_assert_true (account->target.quotes);
  secret = get_secret (f, wish.account);
  login = cs_login_parse (secret);
  g_assert_cmpstr (login->refresh, !=, "");
  g_assert_cmpstr (login->client, ==, "client-1");
  g_assert_cmpint (login->expires_at, >, 0);

  done = x_server_control (&server, "login", "{\"as\":\"101\"}");
  wish.client = NULL; /* as before */
  wish.access = NULL;
  finish = connect_x (f, &wish);
  g_assert_no_error (finish.error);
  g_assert_cmpint (finish.info->state, ==, CS_CONNECT_OTHER_ACCOUNT);
  g_assert_cmpstr (finish.info->found, ==, "@office1");
  g_clear_pointer (&finish.info, cs_connect_info_free);
  same = get_secret (f, wish.account);
  g_assert_cmpstr (same, ==, secret);

  denied = x_server_control (&server, "login", "{\"as\":\"11\",\"denies\":true}");
  finish = connect_x (f, &wish);
  g_assert_error (finish.error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);
  g_clear_error (&finish.error);

  /* an app with a secret of its own, which goes along at each renewal */
  back = x_server_control (&server, "login", "{\"denies\":false}");
  wish.client = "client-2";
  wish.secret = "client-secret-2";
  finish = connect_x (f, &wish);
  g_assert_no_error (finish.error);
  g_assert_cmpint (finish.info->state, ==, CS_CONNECT_CONNECTED);
  g_assert_true (finish.info->known);
  g_clear_pointer (&finish.info, cs_connect_info_free);

  wish.client = "nobody";
  wish.account = 0;
  wish.access = "sometimes";
  g_assert_null (cs_office_call (CS_OFFICE (f->office), "account.connect-begin", cs_connect_arguments_begin (&wish), NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  x_server_stop (&server);
}

static void
test_strict_mastodon (Fixture       *f,
                      gconstpointer  unused)
{
  TestServer server = { NULL };
  CsConnectWish wish = { .network = CS_NETWORK_MASTODON };
  g_autoptr(CsConnectInfo) begun = NULL;
  g_autofree char *location = NULL;
  g_autofree char *secret = NULL;
  g_autoptr(CsLogin) login = NULL;
  Finish finish;
  guint status;

  g_test_summary ("A strict Mastodon server: registered once with all addresses of return, rights by their narrow names");
  test_server_start (&server, "mastodon-server.py", NULL);
  wish.address = server.address;
  begun = begin (f, &wish);
  g_assert_nonnull (strstr (begun->address, "write%3Astatuses"));
  location = open_page (f, "GET", begun->address, NULL, &status);
  g_assert_cmpuint (status, ==, 302);
  finish = run_whole (f, begun, location);
  g_assert_no_error (finish.error);
  g_assert_cmpint (finish.info->state, ==, CS_CONNECT_CONNECTED);
  secret = get_secret (f, finish.info->account);
  login = cs_login_parse (secret);
  g_assert_nonnull (strstr (login->scope, "write:statuses"));
  g_assert_cmpint (login->expires_at, ==, 0);
  g_clear_pointer (&finish.info, cs_connect_info_free);
  test_server_stop (&server);
}

static void
test_app_password (Fixture       *f,
                   gconstpointer  unused)
{
  TestServer server = { NULL };
  CsConnectWish wish = { .network = CS_NETWORK_BLUESKY, .handle = "linden.test", .password = "wrong-pass-word", .colour = "#445566" };
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(CsConnectInfo) info = NULL;
  g_autoptr(CsConnectInfo) other = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *same = NULL;

  g_test_summary ("Bluesky by an app password, which is not kept; a wrong one and another account's change nothing");
  test_server_start (&server, "bluesky-server.py", NULL);
  wish.address = server.address;
  g_assert_null (cs_office_call (CS_OFFICE (f->office), "account.connect-password", cs_connect_arguments_password (&wish), NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_WRONG_PASSWORD);

  wish.password = "pass-pass-pass-pass";
  reply = call (f, "account.connect-password", cs_connect_arguments_password (&wish));
  info = cs_connect_info_read (reply);
  g_assert_cmpint (info->state, ==, CS_CONNECT_CONNECTED);
  secret = get_secret (f, info->account);
  g_assert_null (strstr (secret, wish.password));

  wish.account = info->account;
  wish.handle = "office1.test";
  again = call (f, "account.connect-password", cs_connect_arguments_password (&wish));
  other = cs_connect_info_read (again);
  g_assert_cmpint (other->state, ==, CS_CONNECT_OTHER_ACCOUNT);
  same = get_secret (f, info->account);
  g_assert_cmpstr (same, ==, secret);
  test_server_stop (&server);
}

static void
test_retire (Fixture       *f,
             gconstpointer  unused)
{
  XServer server = { NULL };
  CsConnectWish wish = { .network = CS_NETWORK_X, .client = "client-1", .access = "self-serve" };
  g_autofree char *secret = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *text = NULL;
  g_autoptr(CsAccountInfo) account = NULL;
  g_autoptr(JsonObject) retired = NULL;
  g_autoptr(JsonObject) state = NULL;
  Finish finish;
  guint count;

  g_test_summary ("Retiring ends the login at the network, and it is kept nowhere any more");
  start_x (&server);
  wish.address = server.address;
  finish = connect_x (f, &wish);
  g_assert_no_error (finish.error);
  account = find_account (f, "@linden", &count);
  g_assert_cmpstr (account->access, ==, "self-serve");
  g_assert_false (account->target.quotes);
  secret = get_secret (f, finish.info->account);
  g_assert_nonnull (secret);
  retired = call (f, "account.retire", cs_arguments_one ("account", finish.info->account));
  gone = get_secret (f, finish.info->account);
  g_assert_null (gone);
  g_clear_pointer (&finish.info, cs_connect_info_free);
  state = x_server_get_state (&server);
  text = cs_json_write (state);
  g_assert_nonnull (strstr (text, "/2/oauth2/revoke"));
  x_server_stop (&server);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/connect/mastodon", Fixture, NULL, set_up, test_mastodon, tear_down);
  g_test_add ("/connect/reconnect", Fixture, NULL, set_up, test_reconnect, tear_down);
  g_test_add ("/connect/refusals", Fixture, NULL, set_up, test_refusals, tear_down);
  g_test_add ("/connect/x", Fixture, NULL, set_up, test_x, tear_down);
  g_test_add ("/connect/strict-mastodon", Fixture, NULL, set_up, test_strict_mastodon, tear_down);
  g_test_add ("/connect/app-password", Fixture, NULL, set_up, test_app_password, tear_down);
  g_test_add ("/connect/retire", Fixture, NULL, set_up, test_retire, tear_down);
  g_test_add ("/connect/ports", Fixture, NULL, set_up, test_ports, tear_down);

  return g_test_run ();
}
