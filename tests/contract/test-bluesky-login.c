/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bluesky-cases.h"
#include "cs-oauth.h"

/* Signing in to a real account server: by an app password and by the browser, being renewed, running out. */

void
bluesky_test_login (Fixture       *f,
                    gconstpointer  unused)
{
  CsBlueskySignIn wrong = { TRUE, f->server->address, "office.test", "aaaa-bbbb-cccc-dddd", NULL };
  g_auto(CsBlueskySession) none = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  g_autofree char *limits = NULL;

  g_test_summary ("A sign-in by app password, whose login it is, what the server takes; a wrong password, a wrong account");
  if (is_skipped (f))
    return;
  g_assert_cmpstr (f->session.did, ==, bluesky_server_get (f->server, 0, "did"));
  g_assert_cmpstr (f->session.handle, ==, "office.test");
  g_assert_cmpint (f->session.login->expires_at, >, g_get_real_time () + 3600 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpint (f->session.login->ends_at, >, g_get_real_time () + 14 * 24 * 3600 * (gint64) G_USEC_PER_SEC);

  g_assert_true (cs_bluesky_network.check_login (f->http, &f->account, &handle, &name, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (handle, ==, "@office.test");
  g_assert_cmpstr (name, ==, "office.test");
  g_assert_cmpint (cs_bluesky_ask_handle (f->http, &f->account, f->session.did, handle, NULL), ==, CS_HANDLE_HOLDS);
  g_assert_cmpint (cs_bluesky_ask_handle (f->http, &f->account, bluesky_server_get (f->server, 1, "did"), handle, NULL), ==, CS_HANDLE_LOST);
  g_assert_cmpint (cs_bluesky_ask_handle (f->http, &f->account, f->session.did, "@nobody.test", NULL), ==, CS_HANDLE_LOST);
  g_assert_true (cs_bluesky_network.read_limits (f->http, &f->account, &limits, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cs_network_picture_limits (CS_NETWORK_BLUESKY, limits).max_bytes, ==,
                   g_str_equal (f->server->version, "newer") ? 2000000 : 1000000);
  g_assert_cmpuint (cs_network_target_from_limits (CS_NETWORK_BLUESKY, 1, limits).max_media, ==, 4);

  g_assert_false (cs_bluesky_sign_in (f->http, &wrong, g_get_real_time (), &none, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  wrong.place = "https://bsky.social";
  g_assert_false (cs_bluesky_sign_in (f->http, &wrong, g_get_real_time (), &none, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_PRACTICE_ONLY);
  g_clear_error (&error);

  f->account.remote_id = bluesky_server_get (f->server, 1, "did");
  g_assert_false (cs_bluesky_network.check_login (f->http, &f->account, &handle, &name, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
}

void
bluesky_test_renewal (Fixture       *f,
                      gconstpointer  unused)
{
  g_autoptr(CsLogin) first = NULL;
  g_autoptr(CsLogin) again = NULL;
  g_autoptr(CsLogin) none = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  gboolean spent = TRUE;

  g_test_summary ("A login is renewed; the answer may be lost and the same token used again; after signing out it is over");
  if (is_skipped (f))
    return;
  first = cs_bluesky_network.renew (f->http, &f->account, f->session.login, g_get_real_time (), &spent, &error);
  g_assert_no_error (error);
  g_assert_false (spent);
  g_assert_cmpstr (first->refresh, !=, f->session.login->refresh);
  g_assert_cmpstr (first->subject, ==, f->session.did);
  again = cs_bluesky_network.renew (f->http, &f->account, f->session.login, g_get_real_time (), &spent, &error);
  g_assert_no_error (error);
  f->account.token = again->access;
  g_assert_true (cs_bluesky_network.check_login (f->http, &f->account, &handle, &name, NULL, &error));

  cs_bluesky_sign_out (f->http, &f->account, again, NULL, &error);
  g_assert_no_error (error);
  none = cs_bluesky_network.renew (f->http, &f->account, again, g_get_real_time (), &spent, &error);
  g_assert_null (none);
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  g_assert_true (spent);
}

void
bluesky_test_expired (Fixture       *f,
                      gconstpointer  unused)
{
  static const char * const bad[] = { "", "not-a-token", "a.b.c" };
  CsSendRequest request = make_request (f);
  g_autoptr(CsSendResult) result = NULL;
  g_autofree char *prepared = NULL;
  g_autoptr(GError) error = NULL;
  guint before;

  g_test_summary ("A token that has ended, or is none, is a rejected login; nothing was published");
  if (is_skipped (f))
    return;
  before = count_records (f->http, &f->account, CS_BLUESKY_POST);
  prepared = cs_bluesky_network.prepare (f->http, &f->account, &request, NULL, &error);
  g_assert_no_error (error);
  request.prepared = prepared;
  f->account.token = bluesky_server_get (f->server, 0, "expired");
  result = cs_bluesky_network.publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (result->code, ==, CS_ERROR_LOGIN_REJECTED);
  g_assert_nonnull (strstr (result->detail, "ExpiredToken"));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(CsSendResult) other = NULL;

      f->account.token = bad[i];
      other = cs_bluesky_network.publish (f->http, &f->account, &request, NULL);
      g_assert_cmpint (other->outcome, ==, CS_SEND_NOT_SENT);
      g_assert_cmpint (other->code, ==, CS_ERROR_LOGIN_REJECTED);
    }
  f->account.token = f->session.login->access;
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_POST), ==, before);
}

/* --- a login by the browser --- */

static CsLogin *
sign_in_by_browser (Fixture *f)
{
  const CsOauthRequest wanted = {
    .kind = CS_NETWORK_BLUESKY, .practice = TRUE, .address = f->server->address, .client = "", .client_secret = "", .handle = "office.test",
    .subject = f->session.did, .now = g_get_real_time ()
  };
  g_autoptr(GError) error = NULL;
  CsOauthFlow *flow = cs_oauth_begin (f->http, &wanted, NULL, &error);
  g_autofree char *order = NULL;
  CsLogin *login;

  g_assert_no_error (error);
  order = g_strdup_printf ("consent %s office.test %s\n", cs_oauth_flow_get_address (flow), bluesky_server_get (f->server, 0, "password"));
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (f->server->process), order, strlen (order), NULL, NULL, &error));
  login = cs_oauth_finish (f->http, flow, g_get_real_time (), NULL, &error);
  g_assert_no_error (error);
  cs_oauth_flow_free (flow);

  return login;
}

void
bluesky_test_browser (Fixture       *f,
                      gconstpointer  unused)
{
  CsSendRequest request;
  g_autoptr(CsLogin) login = NULL;
  g_autoptr(CsLogin) renewed = NULL;
  g_autoptr(CsLogin) replayed = NULL;
  g_autoptr(CsSendResult) first = NULL;
  g_autoptr(CsSendResult) second = NULL;
  g_autoptr(CsSendResult) overheard = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autoptr(GError) error = NULL;
  gboolean spent = FALSE;

  g_test_summary ("A login by the browser: every request carries its proof, pictures too; its refresh token is good for one use");
  if (is_skipped (f))
    return;
  login = sign_in_by_browser (f);
  g_assert_cmpstr (login->subject, ==, f->session.did);
  g_assert_true (g_str_has_prefix (login->key, "-----BEGIN"));
  f->account.login = login;
  f->account.token = login->access;
  add_picture (f, 3000);
  request = make_request (f);
  first = send_well (f, &request, &one);
  assert_read_back (f, &request, first->remote_id, "same");

  renewed = cs_bluesky_network.renew (f->http, &f->account, login, g_get_real_time (), &spent, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (renewed->key, ==, login->key);
  f->account.login = renewed;
  f->account.token = renewed->access;
  second = send_well (f, &request, &other);
  g_assert_cmpstr (second->remote_id, !=, first->remote_id);

  /* Without the key the token opens nothing. */
  f->account.login = NULL;
  request.prepared = one;
  overheard = cs_bluesky_network.publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (overheard->code, ==, CS_ERROR_LOGIN_REJECTED);
  f->account.login = renewed;

  replayed = cs_bluesky_network.renew (f->http, &f->account, login, g_get_real_time (), &spent, &error);
  g_assert_null (replayed);
  g_assert_nonnull (error);
  g_assert_true (spent);
}
