/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>

#include "connect-fixture.h"
#include "server-fixture.h"

/* Logins that end, with several programs at work in one office: each is a process of its own, as on a shell. A refresh token is good for one use. */

#define N_PROGRAMS 4

typedef struct
{
  const char    *name;
  const char    *server;
  CsNetworkKind  kind;
  const char    *user;    /* whose login it is, as /control/pair calls it */
  const char    *renew;   /* beginnings of requests */
  const char    *look;    /* what is asked first with the new token */
} Network;

static const Network networks[] = {
  { "x", "x-server.py", CS_NETWORK_X, "11", "/2/oauth2/token", "/2/users/me" },
  { "bluesky", "bluesky-server.py", CS_NETWORK_BLUESKY, "linden.test", "/xrpc/com.atproto.server.refreshSession", "/xrpc/com.atproto.server.getSession" },
};

typedef struct
{
  Fixture     base;
  TestServer  server;
  gint64      account;
  char       *login;   /* of the administrator */
  char       *access;  /* the token that is about to end */
} Renewals;

static void
begin_renewals (Renewals      *r,
                const Network *network)
{
  g_autofree char *order = g_strdup_printf ("{\"user\":\"%s\",\"seconds\":100000}", network->user);
  g_autoptr(JsonObject) me = NULL;
  g_autoptr(CsPersonInfo) who = NULL;
  g_autoptr(JsonObject) pair = NULL;
  g_autoptr(JsonObject) added = NULL;
  g_autofree char *secret = NULL;
  const char *subject;

  set_up (&r->base, NULL);
  me = call (&r->base, "session.me", NULL);
  who = cs_reply_read_person (me);
  r->login = g_strdup (who->login);
  test_server_start (&r->server, network->server, NULL);
  pair = test_server_control (&r->server, "pair", order);
  subject = json_object_has_member (pair, "did") ? json_object_get_string_member (pair, "did") : network->user;
  r->access = g_strdup (json_object_get_string_member (pair, "access"));
  secret = g_strdup_printf ("{\"access\":\"%s\",\"refresh\":\"%s\",\"client\":\"client-1\",\"subject\":\"%s\",\"expires_at\":%" G_GINT64_FORMAT ",\"renewed_at\":0}",
                            r->access, json_object_get_string_member (pair, "refresh"), subject, g_get_real_time () + 60 * (gint64) G_USEC_PER_SEC);
  added = call (&r->base, "account.add", cs_arguments_account_add (network->kind, r->server.address, secret, NULL));
  r->account = cs_reply_read_id (added);
}

static void
end_renewals (Renewals *r)
{
  test_server_stop (&r->server);
  tear_down (&r->base, NULL);
  g_free (r->login);
  g_free (r->access);
}

static GSubprocess *
start_program (Renewals *r)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, r->account);
  g_autoptr(GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("COUNTERSIGN_CLI"), "--office", r->base.folder, "--as",
                                           r->login, "account", "refresh", "--account", number, NULL);

  g_assert_no_error (error);

  return process;
}

static CsLogin *
read_login (Renewals *r)
{
  g_autofree char *secret = get_secret (&r->base, r->account);

  return cs_login_parse (secret);
}

static void
test_together (gconstpointer data)
{
  const Network *network = data;
  Renewals r = { { NULL } };
  GSubprocess *programs[N_PROGRAMS];
  g_autofree char *order = g_strdup_printf ("{\"what\":\"delay\",\"path\":\"POST %s\",\"ms\":1000}", network->renew);
  g_autoptr(CsLogin) login = NULL;

  g_test_summary ("Programs that all find the login about to end renew it once; each goes on with what that gave");
  begin_renewals (&r, network);
  json_object_unref (test_server_control (&r.server, "misbehave", order));
  for (guint i = 0; i < N_PROGRAMS; i++)
    programs[i] = start_program (&r);
  for (guint i = 0; i < N_PROGRAMS; i++)
    {
      g_assert_true (g_subprocess_wait (programs[i], NULL, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (programs[i]), ==, 0);
      g_object_unref (programs[i]);
    }
  g_assert_cmpuint (test_server_count_requests (&r.server, "POST", network->renew), ==, 1);
  login = read_login (&r);
  g_assert_cmpstr (login->access, !=, r.access);
  g_assert_cmpstr (login->refresh, !=, "");
  end_renewals (&r);
}

/* Whether somebody asked @path with another token than the one that is about to end. */
static gboolean
asked_with_new (Renewals   *r,
                const char *path)
{
  g_autoptr(JsonObject) state = test_server_get_state (&r->server);
  JsonArray *requests = json_object_get_array_member (state, "requests");

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if (g_str_has_prefix (json_object_get_string_member (request, "path"), path) &&
          !g_str_equal (json_object_get_string_member (request, "token"), r->access))
        return TRUE;
    }

  return FALSE;
}

static void
test_killed (gconstpointer data)
{
  const Network *network = data;
  Renewals r = { { NULL } };
  g_autofree char *order = g_strdup_printf ("{\"what\":\"silent\",\"path\":\"GET %s\"}", network->look);
  gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autoptr(GSubprocess) killed = NULL;
  g_autoptr(GSubprocess) next = NULL;
  g_autoptr(CsLogin) login = NULL;

  g_test_summary ("The new login is kept before it is used: a program that is killed at its first use leaves one that works");
  begin_renewals (&r, network);
  json_object_unref (test_server_control (&r.server, "misbehave", order));
  killed = start_program (&r);
  while (!asked_with_new (&r, network->look))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_usleep (10000);
    }
  login = read_login (&r);
  g_assert_cmpstr (login->access, !=, r.access);
  g_subprocess_send_signal (killed, SIGKILL);
  g_subprocess_wait (killed, NULL, NULL);

  next = start_program (&r);
  g_subprocess_wait (next, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (next), ==, 0);
  g_assert_cmpuint (test_server_count_requests (&r.server, "POST", network->renew), ==, 1);
  end_renewals (&r);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autofree char *together = g_strconcat ("/renewals/together/", networks[i].name, NULL);
      g_autofree char *killed = g_strconcat ("/renewals/killed/", networks[i].name, NULL);

      g_test_add_data_func (together, &networks[i], test_together);
      g_test_add_data_func (killed, &networks[i], test_killed);
    }

  return g_test_run ();
}
