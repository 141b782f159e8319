/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem () */
#include "config.h"

#include <glib/gstdio.h>
#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-dpop.h"
#include "cs-oauth.h"
#include "cs-pkce.h"
#include "cs-secrets.h"
#include "server-fixture.h"

/* The pieces of which sign-ins are made. */

static void
test_pkce (void)
{
  g_autofree char *challenge = cs_pkce_make_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_test_summary ("The example of RFC 7636, appendix B; verifiers are of the right letters and never the same");
  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  for (guint i = 0; i < 100; i++)
    {
      char *verifier = cs_pkce_make_verifier ();

      g_assert_cmpuint (strlen (verifier), ==, 43);
      for (const char *p = verifier; *p != '\0'; p++)
        g_assert_true (g_ascii_isalnum (*p) || *p == '-' || *p == '_');
      g_assert_true (g_hash_table_add (seen, verifier));
    }
  g_assert_true (cs_pkce_equal ("same", "same"));
  g_assert_false (cs_pkce_equal ("same", "sane"));
  g_assert_false (cs_pkce_equal ("same", "same "));
  g_assert_false (cs_pkce_equal ("", "x"));
}

static guint8 *
decode (const char *text,
        gsize      *size)
{
  g_autoptr(GString) plain = g_string_new (text);

  g_string_replace (plain, "-", "+", 0);
  g_string_replace (plain, "_", "/", 0);
  while (plain->len % 4 != 0)
    g_string_append_c (plain, '=');

  return g_base64_decode (plain->str, size);
}

static JsonNode *
decode_json (const char *part)
{
  gsize size;
  g_autofree guint8 *bytes = decode (part, &size);
  g_autofree char *text = g_strndup ((const char *) bytes, size);
  JsonNode *node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return node;
}

/* By another way than the one by which it was made: from the public key in the proof itself. */
static gboolean
verify (const char *proof)
{
  g_auto(GStrv) parts = g_strsplit (proof, ".", -1);
  g_autoptr(JsonNode) header = decode_json (parts[0]);
  JsonObject *jwk = json_object_get_object_member (json_node_get_object (header), "jwk");
  g_autofree char *signed_text = g_strconcat (parts[0], ".", parts[1], NULL);
  gsize x_size;
  gsize y_size;
  gsize size;
  g_autofree guint8 *x = decode (json_object_get_string_member (jwk, "x"), &x_size);
  g_autofree guint8 *y = decode (json_object_get_string_member (jwk, "y"), &y_size);
  g_autofree guint8 *signature = decode (parts[2], &size);
  gnutls_datum_t x_datum = { x, x_size };
  gnutls_datum_t y_datum = { y, y_size };
  gnutls_datum_t r = { signature, 32 };
  gnutls_datum_t s = { signature + 32, 32 };
  gnutls_datum_t data = { (unsigned char *) signed_text, strlen (signed_text) };
  gnutls_datum_t der = { NULL, 0 };
  gnutls_pubkey_t key;
  int status;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_assert_cmpuint (x_size, ==, 32);
  g_assert_cmpuint (y_size, ==, 32);
  g_assert_cmpuint (size, ==, 64);
  g_assert_false (json_object_has_member (jwk, "d"));
  g_assert_cmpint (gnutls_encode_rs_value (&der, &r, &s), ==, 0);
  g_assert_cmpint (gnutls_pubkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_pubkey_import_ecc_raw (key, GNUTLS_ECC_CURVE_SECP256R1, &x_datum, &y_datum), ==, 0);
  status = gnutls_pubkey_verify_data2 (key, GNUTLS_SIGN_ECDSA_SHA256, 0, &data, &der);
  gnutls_free (der.data);
  gnutls_pubkey_deinit (key);

  return status >= 0;
}

static void
test_proof (void)
{
  g_autoptr(GError) error = NULL;
  char *key = cs_dpop_make_key (&error);
  g_autofree char *last = NULL;

  g_test_summary ("A proof names method and address without its query, is never the same, and holds by its own public key");
  g_assert_no_error (error);
  /* often enough that numbers with zeros in front come by */
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *proof = cs_dpop_make_proof (key, "POST", "https://pds.example/xrpc/a.b?x=1#y", "token", &error);
      g_auto(GStrv) parts = NULL;
      g_autoptr(JsonNode) header = NULL;
      g_autoptr(JsonNode) claims = NULL;
      JsonObject *said;

      g_assert_no_error (error);
      g_assert_true (verify (proof));
      g_assert_cmpstr (proof, !=, last);
      g_free (last);
      last = g_strdup (proof);
      if (i > 0)
        continue;
      parts = g_strsplit (proof, ".", -1);
      header = decode_json (parts[0]);
      claims = decode_json (parts[1]);
      said = json_node_get_object (claims);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (header), "typ"), ==, "dpop+jwt");
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (header), "alg"), ==, "ES256");
      g_assert_cmpstr (json_object_get_string_member (said, "htm"), ==, "POST");
      g_assert_cmpstr (json_object_get_string_member (said, "htu"), ==, "https://pds.example/xrpc/a.b");
      g_assert_cmpstr (json_object_get_string_member (said, "ath"), ==, "PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A");
      g_assert_false (json_object_has_member (said, "nonce"));
      g_assert_cmpint (ABS (json_object_get_int_member (said, "iat") - g_get_real_time () / G_USEC_PER_SEC), <=, 5);
    }

  g_assert_null (cs_dpop_make_proof ("no key", "GET", "https://pds.example/", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  cs_secrets_wipe (key);
}

typedef struct
{
  char *folder;
  char *file;
  char *key;
} Sealed;

static void
sealed_set_up (Sealed        *s,
               gconstpointer  unused)
{
  s->folder = g_dir_make_tmp ("countersign-XXXXXX", NULL);
  s->file = g_build_filename (s->folder, "secrets", NULL);
  s->key = g_build_filename (s->folder, "key", NULL);
  g_assert_true (g_file_set_contents_full (s->key, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_setenv ("COUNTERSIGN_SECRETS_FILE", s->file, TRUE);
  g_setenv ("COUNTERSIGN_SECRETS_KEY", s->key, TRUE);
}

static void
sealed_tear_down (Sealed        *s,
                  gconstpointer  unused)
{
  g_autofree char *lock = g_strconcat (s->file, ".lock", NULL);

  g_unsetenv ("COUNTERSIGN_SECRETS_FILE");
  g_unsetenv ("COUNTERSIGN_SECRETS_KEY");
  g_remove (lock);
  g_remove (s->file);
  g_remove (s->key);
  g_rmdir (s->folder);
  g_free (s->folder);
  g_free (s->file);
  g_free (s->key);
}

static void
expect (Sealed     *s,
        gint64      account,
        const char *secret,
        int         code)
{
  g_autoptr(GError) error = NULL;
  char *found = cs_secrets_lookup (s->folder, FALSE, "office", account, NULL, &error);

  g_assert_cmpstr (found, ==, secret);
  if (secret == NULL)
    g_assert_error (error, CS_ERROR, code);
  cs_secrets_wipe (found);
}

static void
test_sealed (Sealed        *s,
             gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  g_test_summary ("The sealed file gives back what was kept, to whoever has its key alone; without the right key it is left as it is");
  expect (s, 1, NULL, CS_ERROR_NOT_FOUND);
  g_assert_true (cs_secrets_store (s->folder, FALSE, "office", 1, "PLANTED-one", NULL, &error));
  g_assert_true (cs_secrets_store (s->folder, FALSE, "office", 2, "PLANTED-two", NULL, &error));
  g_assert_no_error (error);
  expect (s, 1, "PLANTED-one", 0);
  expect (s, 2, "PLANTED-two", 0);
  g_assert_true (g_file_get_contents (s->file, &bytes, &size, NULL));
  g_assert_null (memmem (bytes, size, "PLANTED", 7));
  g_assert_false (cs_secrets_store (s->folder, FALSE, "office", 1, "", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (cs_secrets_erase (s->folder, FALSE, "office", 1, NULL, NULL));
  expect (s, 1, NULL, CS_ERROR_NOT_FOUND);
  expect (s, 2, "PLANTED-two", 0);

  g_assert_cmpint (g_chmod (s->key, 0644), ==, 0);
  expect (s, 2, NULL, CS_ERROR_SEALED_FILE);
  g_assert_true (g_file_set_contents_full (s->key, "short", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_cmpint (g_chmod (s->key, 0600), ==, 0);
  expect (s, 2, NULL, CS_ERROR_SEALED_FILE);
  g_assert_true (g_file_set_contents_full (s->key, "another key, of 32 bytes exactly", 32, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  expect (s, 2, NULL, CS_ERROR_SEALED_FILE);
  g_assert_false (cs_secrets_store (s->folder, FALSE, "office", 2, "other", NULL, NULL));
  g_unsetenv ("COUNTERSIGN_SECRETS_KEY");
  expect (s, 2, NULL, CS_ERROR_SEALED_FILE);

  /* as systemd hands it over */
  {
    g_autofree char *credential = g_build_filename (s->folder, "countersign-secrets-key", NULL);

    g_assert_true (g_file_set_contents_full (credential, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", -1,
                                             G_FILE_SET_CONTENTS_NONE, 0400, NULL));
    g_setenv ("CREDENTIALS_DIRECTORY", s->folder, TRUE);
    expect (s, 2, "PLANTED-two", 0);
    g_unsetenv ("CREDENTIALS_DIRECTORY");
    g_remove (credential);
  }
}

static gpointer
write_thread (gpointer data)
{
  Sealed *s = data;
  static gint next;
  gint64 first = 100 * (1 + g_atomic_int_add (&next, 1));

  for (gint64 i = 0; i < 10; i++)
    g_assert_true (cs_secrets_store (s->folder, FALSE, "office", first + i, "secret", NULL, NULL));
  return NULL;
}

static void
test_sealed_together (Sealed        *s,
                      gconstpointer  unused)
{
  GThread *threads[3];

  g_test_summary ("Several who write at once lose nothing of each other's");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("writer", write_thread, s);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  for (gint64 writer = 1; writer <= 3; writer++)
    for (gint64 i = 0; i < 10; i++)
      expect (s, 100 * writer + i, "secret", 0);
}

static void
test_answer (void)
{
  static const char * const wrong[] = {
    "", "state=s", "code=c", "code=c&state=other", "code=&state=s", "code=c&code=d&state=s", "code=c&state=s&state=s", "code=c&error=e&state=s",
    "code=%00c&state=s", "code=%zz&state=s", "code=%E2%82%AC&state=s", "error=&state=s",
  };
  g_autoptr(CsOauthAnswer) good = cs_oauth_answer_parse ("iss=https%3A%2F%2Fa.example&code=a%2Bb+c&state=s&more=1", "s");
  g_autoptr(CsOauthAnswer) refused = cs_oauth_answer_parse ("error=access_denied&error_description=No+thanks&state=s", "s");
  g_autoptr(GString) many = g_string_new ("code=c&state=s");

  g_test_summary ("What the browser brings is read strictly: each member once, of this sign-in, bounded");
  g_assert_nonnull (good);
  g_assert_cmpstr (good->code, ==, "a+b c");
  g_assert_cmpstr (good->issuer, ==, "https://a.example");
  g_assert_cmpstr (good->refusal, ==, "");
  g_assert_nonnull (refused);
  g_assert_cmpstr (refused->refusal, ==, "access_denied");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (cs_oauth_answer_parse (wrong[i], "s"));
  for (guint i = 0; i < 100; i++)
    g_string_append (many, "&x=y");
  g_assert_null (cs_oauth_answer_parse (many->str, "s"));
}

/* The sign-in of the AT Protocol, against a server that is as strict as its documents; the test is the browser. */
typedef struct
{
  TestServer   server;
  CsHttp      *http;
  CsOauthFlow *flow;
  CsLogin     *login;
  GError      *error;
} SignIn;

static gpointer
finish_thread (gpointer data)
{
  SignIn *s = data;

  s->login = cs_oauth_finish (s->http, s->flow, g_get_real_time (), NULL, &s->error);
  return NULL;
}

static void
sign_in (SignIn *s)
{
  CsOauthRequest request = {
    .kind = CS_NETWORK_BLUESKY, .practice = TRUE, .address = s->server.address, .client = "", .client_secret = "", .handle = "linden.test", .subject = "",
    .now = g_get_real_time (),
  };
  g_autoptr(CsHttpAnswer) page = NULL;
  g_autoptr(CsHttpAnswer) back = NULL;
  GThread *thread;

  s->login = NULL;
  s->flow = cs_oauth_begin (s->http, &request, NULL, &s->error);
  g_assert_no_error (s->error);
  thread = g_thread_new ("finish", finish_thread, s);
  page = cs_http_send (s->server.http, "GET", cs_oauth_flow_get_address (s->flow), NULL, NULL, NULL, 10, 1 << 20, NULL);
  g_assert_cmpuint (page->status, ==, 302);
  back = cs_http_send (s->server.http, "GET", soup_message_headers_get_one (page->headers, "Location"), NULL, NULL, NULL, 10, 1 << 20, NULL);
  g_assert_cmpuint (back->status, ==, 200);
  g_thread_join (thread);
  g_clear_pointer (&s->flow, cs_oauth_flow_free);
}

static void
test_bluesky (void)
{
  SignIn s = { .http = NULL };
  g_autoptr(CsLogin) first = NULL;
  g_autoptr(CsLogin) renewed = NULL;
  g_autoptr(CsLogin) replayed = NULL;
  g_autoptr(CsLogin) stranger = NULL;
  g_autoptr(JsonObject) lies = NULL;
  g_autoptr(JsonObject) more_lies = NULL;
  gint64 now = g_get_real_time ();
  CsNetworkAccount account;
  gboolean spent;

  g_test_summary ("PAR, DPoP with nonces, iss and sub checked; renewed by the same key; a login ends after two weeks");
  test_server_start (&s.server, "oauth-server.py", NULL);
  s.http = cs_http_new ();
  sign_in (&s);
  g_assert_no_error (s.error);
  first = s.login;
  g_assert_cmpstr (first->subject, ==, "did:plc:abcdefghijklmnopqrstuvwx");
  g_assert_cmpstr (first->issuer, ==, s.server.address);
  g_assert_true (g_str_has_prefix (first->key, "-----BEGIN"));
  g_assert_cmpint (ABS (first->ends_at - now - 14 * 24 * 3600 * (gint64) G_USEC_PER_SEC), <, 600 * (gint64) G_USEC_PER_SEC);

  account = (CsNetworkAccount) { .kind = CS_NETWORK_BLUESKY, .address = s.server.address, .token = first->access, .practice = TRUE, .login = first };
  renewed = cs_network_get (CS_NETWORK_BLUESKY)->renew (s.http, &account, first, now, &spent, &s.error);
  g_assert_no_error (s.error);
  g_assert_false (spent);
  g_assert_cmpstr (renewed->refresh, !=, first->refresh);
  g_assert_cmpstr (renewed->key, ==, first->key);
  g_assert_cmpint (renewed->ends_at, ==, first->ends_at);
  replayed = cs_oauth_renew_bluesky (s.http, &account, first, now, &spent, &s.error);
  g_assert_null (replayed);
  g_assert_true (spent);
  g_clear_error (&s.error);

  lies = test_server_control (&s.server, "next", "{\"sub\":\"did:plc:somebodyelsesomebodyel\"}");
  stranger = cs_oauth_renew_bluesky (s.http, &account, renewed, now, &spent, &s.error);
  g_assert_null (stranger);
  g_assert_error (s.error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  g_clear_error (&s.error);

  more_lies = test_server_control (&s.server, "next", "{\"iss\":\"https://elsewhere.example\"}");
  sign_in (&s);
  g_assert_null (s.login);
  g_assert_error (s.error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED);
  g_clear_error (&s.error);
  g_assert_true (cs_oauth_revoke (s.http, &account, renewed, NULL));
  cs_http_free (s.http);
  test_server_stop (&s.server);
}

static void
test_document (void)
{
  const char *address = "https://riverton.example/countersign.json";
  g_autofree char *text = cs_oauth_bluesky_write_document (address);
  g_autoptr(JsonNode) node = json_from_string (text, NULL);
  JsonObject *document;

  g_test_summary ("The document for Bluesky names itself by its address, asks for no more than is used, and is bound to a key");
  g_assert_nonnull (node);
  document = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (document, "client_id"), ==, address);
  g_assert_cmpstr (json_object_get_string_member (document, "application_type"), ==, "native");
  g_assert_cmpstr (json_object_get_string_member (document, "scope"), ==, "atproto transition:generic");
  g_assert_cmpstr (json_object_get_string_member (document, "token_endpoint_auth_method"), ==, "none");
  g_assert_true (json_object_get_boolean_member (document, "dpop_bound_access_tokens"));
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (document, "redirect_uris"), 0), ==, "http://127.0.0.1/callback");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/pkce", test_pkce);
  g_test_add_func ("/oauth/proof", test_proof);
  g_test_add_func ("/oauth/answer", test_answer);
  g_test_add_func ("/oauth/bluesky", test_bluesky);
  g_test_add_func ("/oauth/document", test_document);
  g_test_add ("/oauth/sealed", Sealed, NULL, sealed_set_up, test_sealed, sealed_tear_down);
  g_test_add ("/oauth/sealed/together", Sealed, NULL, sealed_set_up, test_sealed_together, sealed_tear_down);

  return g_test_run ();
}
