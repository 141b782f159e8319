/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-oauth-private.h"
#include "oidc-fixture.h"

/* Our side of OAuth against a server that others wrote, oidc-provider: under X's paths, and as the AT Protocol asks for it. */

typedef struct
{
  Fixture     *f;
  CsOauthFlow *flow;
  CsLogin     *login;
  GError      *error;
  char        *back;  /* the address to which the browser was sent back */
} SignIn;

/* --- our side --- */

static void
begin (SignIn        *s,
       Fixture       *f,
       CsNetworkKind  kind)
{
  const CsOauthRequest request = {
    .kind = kind, .practice = TRUE, .address = get_address (f, kind), .client = kind == CS_NETWORK_X ? "client-1" : "", .client_secret = "", .handle = "",
    .subject = "", .now = g_get_real_time (),
  };

  *s = (SignIn) { .f = f };
  s->flow = cs_oauth_begin (f->http, &request, NULL, &s->error);
  g_assert_no_error (s->error);
}

static gpointer
finish_thread (gpointer data)
{
  SignIn *s = data;

  s->login = cs_oauth_finish (s->f->http, s->flow, g_get_real_time (), NULL, &s->error);
  return NULL;
}

static void
finish (SignIn     *s,
        const char *said)
{
  g_autoptr(GHashTable) jar = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *more = NULL;
  GThread *thread;
  guint status;

  s->back = browse (s->f, cs_oauth_flow_get_address (s->flow), said, cs_oauth_listener_get_redirect (s->flow->listener));
  g_assert_nonnull (s->back);
  thread = g_thread_new ("finish", finish_thread, s);
  more = open_page (s->f, jar, s->back, &status);
  g_assert_cmpuint (status, ==, 200);
  g_thread_join (thread);
}

static void
sign_in (SignIn        *s,
         Fixture       *f,
         CsNetworkKind  kind)
{
  begin (s, f, kind);
  finish (s, "allow");
  g_assert_no_error (s->error);
  g_assert_nonnull (s->login);
}

static void
sign_in_clear (SignIn *s)
{
  g_clear_pointer (&s->flow, cs_oauth_flow_free);
  g_clear_pointer (&s->login, cs_login_free);
  g_clear_error (&s->error);
  g_clear_pointer (&s->back, g_free);
}

static CsNetworkAccount
make_account (Fixture       *f,
              CsNetworkKind  kind,
              const CsLogin *login)
{
  return (CsNetworkAccount) { .kind = kind, .address = get_address (f, kind), .remote_id = "", .token = login->access, .practice = TRUE, .login = login };
}

/* Whether the network still knows the token: 200 or 401, nothing else */
static gboolean
opens (Fixture       *f,
       const CsLogin *login)
{
  CsNetworkAccount account = make_account (f, CS_NETWORK_X, login);
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;
  gboolean good = cs_network_get (CS_NETWORK_X)->check_login (f->http, &account, &handle, &name, NULL, &error);

  if (good)
    g_assert_cmpstr (handle, ==, "@linden");
  else
    g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);

  return good;
}

static CsLogin *
renew (Fixture       *f,
       CsNetworkKind  kind,
       const CsLogin *login,
       gboolean       refused)
{
  CsNetworkAccount account = make_account (f, kind, login);
  g_autoptr(GError) error = NULL;
  gboolean spent = FALSE;
  CsLogin *renewed = cs_network_get (kind)->renew (f->http, &account, login, g_get_real_time (), &spent, &error);

  g_assert_cmpint (renewed == NULL, ==, refused);
  g_assert_cmpint (spent, ==, refused);
  if (!refused)
    g_assert_no_error (error);
  else if (kind == CS_NETWORK_X)
    g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  else
    g_assert_error (error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);

  return renewed;
}

/* --- cases --- */

static void
test_sign_in (Fixture       *f,
              gconstpointer  unused)
{
  gint64 now = g_get_real_time ();
  SignIn s;

  g_test_summary ("A whole sign-in: the code comes to the fixed port, the verifier fits, the token opens the account; a token of nobody does not");
  if (is_skipped (f))
    return;
  sign_in (&s, f, CS_NETWORK_X);
  g_assert_true (g_str_has_prefix (s.back, "http://127.0.0.1:1811"));
  g_assert_cmpstr (s.login->refresh, !=, "");
  g_assert_cmpstr (s.login->client, ==, "client-1");
  g_assert_cmpint (s.login->expires_at, >, now);
  g_assert_cmpint (s.login->expires_at, <=, g_get_real_time () + 60 * (gint64) G_USEC_PER_SEC);
  g_assert_true (opens (f, s.login));
  s.login->access[0] = s.login->access[0] == 'a' ? 'b' : 'a';
  g_assert_false (opens (f, s.login));
  sign_in_clear (&s);
}

static void
test_denied (Fixture       *f,
             gconstpointer  unused)
{
  SignIn s;

  g_test_summary ("A person who says no comes back with a refusal, and there is no login");
  if (is_skipped (f))
    return;
  begin (&s, f, CS_NETWORK_X);
  finish (&s, "deny");
  g_assert_nonnull (strstr (s.back, "error=access_denied"));
  g_assert_null (s.login);
  g_assert_error (s.error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);
  sign_in_clear (&s);
}

static void
test_wrong (Fixture       *f,
            gconstpointer  unused)
{
  static const struct
  {
    const char *ours;
    const char *theirs;
    gboolean    is_told; /* else the server does not even send the browser back */
  } wrong[] = {
    { "code_challenge=", "no_challenge=", TRUE },
    { "code_challenge_method=S256", "code_challenge_method=plain", TRUE },
    { "client_id=client-1", "client_id=client-2", FALSE },
    { "127.0.0.1%3A1811", "127.0.0.1%3A1911", FALSE },
  };
  char *verifier;
  SignIn s;

  g_test_summary ("Another verifier than the one that was promised takes nothing; without a challenge, or for another client or address, there is no sign-in at all");
  if (is_skipped (f))
    return;
  begin (&s, f, CS_NETWORK_X);
  verifier = s.flow->verifier;
  verifier[0] = verifier[0] == 'a' ? 'b' : 'a';
  finish (&s, "allow");
  g_assert_nonnull (strstr (s.back, "code="));
  g_assert_null (s.login);
  g_assert_error (s.error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);
  g_assert_nonnull (strstr (s.error->message, "invalid_grant"));
  sign_in_clear (&s);

  /* An app that the network does not know is no refusal of the person's. */
  begin (&s, f, CS_NETWORK_X);
  s.flow->client[0] = 'k';
  finish (&s, "allow");
  g_assert_null (s.login);
  g_assert_error (s.error, CS_ERROR, CS_ERROR_CLIENT_REFUSED);
  sign_in_clear (&s);

  begin (&s, f, CS_NETWORK_X);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GString) changed = g_string_new (cs_oauth_flow_get_address (s.flow));
      g_autofree char *back = NULL;

      g_assert_cmpuint (g_string_replace (changed, wrong[i].ours, wrong[i].theirs, 1), ==, 1);
      back = browse (f, changed->str, "allow", cs_oauth_listener_get_redirect (s.flow->listener));
      g_assert_cmpint (back != NULL, ==, wrong[i].is_told);
      if (back != NULL)
        g_assert_nonnull (strstr (back, "error=invalid_request"));
    }
  sign_in_clear (&s);
}

static void
test_code_twice (Fixture       *f,
                 gconstpointer  unused)
{
  g_autoptr(CsOauthAnswer) answer = NULL;
  g_autoptr(CsLogin) second = NULL;
  SignIn s;

  g_test_summary ("A code is good once; who brings it again gets nothing, and what it gave before ends");
  if (is_skipped (f))
    return;
  sign_in (&s, f, CS_NETWORK_X);
  g_assert_true (opens (f, s.login));
  answer = cs_oauth_answer_parse (strchr (s.back, '?') + 1, s.flow->state);
  g_assert_nonnull (answer);
  second = cs_oauth_take_tokens (f->http, s.flow, answer, g_get_real_time (), NULL, &s.error);
  g_assert_null (second);
  g_assert_error (s.error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);
  g_assert_false (opens (f, s.login));
  sign_in_clear (&s);
}

static void
test_renewal (Fixture       *f,
              gconstpointer  unused)
{
  g_autoptr(CsLogin) first = NULL;
  g_autoptr(CsLogin) second = NULL;
  SignIn s;

  g_test_summary ("A renewal gives a new pair and uses the old refresh token up; who uses it again ends the whole login");
  if (is_skipped (f))
    return;
  sign_in (&s, f, CS_NETWORK_X);
  first = renew (f, CS_NETWORK_X, s.login, FALSE);
  g_assert_cmpstr (first->access, !=, s.login->access);
  g_assert_cmpstr (first->refresh, !=, s.login->refresh);
  second = renew (f, CS_NETWORK_X, first, FALSE);
  g_assert_true (opens (f, second));

  g_assert_null (renew (f, CS_NETWORK_X, first, TRUE));
  g_assert_false (opens (f, second));
  g_assert_null (renew (f, CS_NETWORK_X, second, TRUE));
  sign_in_clear (&s);
}

static void
test_revocation (Fixture       *f,
                 gconstpointer  unused)
{
  CsNetworkAccount account;
  SignIn other;
  SignIn s;

  g_test_summary ("Signing out ends the tokens at the network, and only those of that login; it may be repeated");
  if (is_skipped (f))
    return;
  sign_in (&other, f, CS_NETWORK_X);
  sign_in (&s, f, CS_NETWORK_X);
  account = make_account (f, CS_NETWORK_X, s.login);
  for (guint i = 0; i < 2; i++)
    g_assert_true (cs_oauth_revoke (f->http, &account, s.login, NULL));
  g_assert_false (opens (f, s.login));
  g_assert_null (renew (f, CS_NETWORK_X, s.login, TRUE));
  g_assert_true (opens (f, other.login));
  sign_in_clear (&s);
  sign_in_clear (&other);
}

static void
test_bound (Fixture       *f,
            gconstpointer  unused)
{
  g_autoptr(CsLogin) renewed = NULL;
  g_autofree char *kept = NULL;
  CsNetworkAccount account;
  SignIn thief;
  SignIn s;

  g_test_summary ("A pushed request and proofs with nonces: signed in, renewed by the same key and by no other, revoked");
  if (is_skipped (f))
    return;
  sign_in (&s, f, CS_NETWORK_BLUESKY);
  g_assert_nonnull (strstr (cs_oauth_flow_get_address (s.flow), "request_uri="));
  g_assert_null (strstr (cs_oauth_flow_get_address (s.flow), "code_challenge"));
  g_assert_cmpstr (s.login->subject, ==, "did:plc:abcdefghijklmnopqrstuvwx");
  g_assert_cmpstr (s.login->issuer, ==, get_address (f, CS_NETWORK_BLUESKY));
  renewed = renew (f, CS_NETWORK_BLUESKY, s.login, FALSE);
  g_assert_cmpstr (renewed->key, ==, s.login->key);
  g_assert_cmpstr (renewed->refresh, !=, s.login->refresh);

  /* Overheard, but without the key: it takes nothing and harms nothing. */
  sign_in (&thief, f, CS_NETWORK_BLUESKY);
  kept = g_steal_pointer (&thief.login->refresh);
  thief.login->refresh = g_strdup (renewed->refresh);
  g_assert_null (renew (f, CS_NETWORK_BLUESKY, thief.login, TRUE));
  sign_in_clear (&thief);
  sign_in_clear (&s);

  s.login = renew (f, CS_NETWORK_BLUESKY, renewed, FALSE);
  account = make_account (f, CS_NETWORK_BLUESKY, s.login);
  g_assert_true (cs_oauth_revoke (f->http, &account, s.login, NULL));
  g_assert_null (renew (f, CS_NETWORK_BLUESKY, s.login, TRUE));
  g_clear_pointer (&s.login, cs_login_free);
}

static void
test_bound_reuse (Fixture       *f,
                  gconstpointer  unused)
{
  g_autoptr(CsLogin) renewed = NULL;
  char *verifier;
  SignIn s;

  g_test_summary ("With proofs too: a wrong verifier, a no and a refresh token that was used are refused");
  if (is_skipped (f))
    return;
  begin (&s, f, CS_NETWORK_BLUESKY);
  verifier = s.flow->verifier;
  verifier[0] = verifier[0] == 'a' ? 'b' : 'a';
  finish (&s, "allow");
  g_assert_null (s.login);
  g_assert_error (s.error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);
  sign_in_clear (&s);

  begin (&s, f, CS_NETWORK_BLUESKY);
  finish (&s, "deny");
  g_assert_null (s.login);
  g_assert_error (s.error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);
  sign_in_clear (&s);

  sign_in (&s, f, CS_NETWORK_BLUESKY);
  renewed = renew (f, CS_NETWORK_BLUESKY, s.login, FALSE);
  g_assert_null (renew (f, CS_NETWORK_BLUESKY, s.login, TRUE));
  g_assert_null (renew (f, CS_NETWORK_BLUESKY, renewed, TRUE));
  sign_in_clear (&s);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/oidc/sign-in", Fixture, NULL, set_up, test_sign_in, tear_down);
  g_test_add ("/oidc/denied", Fixture, NULL, set_up, test_denied, tear_down);
  g_test_add ("/oidc/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/oidc/code-twice", Fixture, NULL, set_up, test_code_twice, tear_down);
  g_test_add ("/oidc/renewal", Fixture, NULL, set_up, test_renewal, tear_down);
  g_test_add ("/oidc/revocation", Fixture, NULL, set_up, test_revocation, tear_down);
  g_test_add ("/oidc/bound", Fixture, NULL, set_up, test_bound, tear_down);
  g_test_add ("/oidc/bound-reuse", Fixture, NULL, set_up, test_bound_reuse, tear_down);

  return g_test_run ();
}
