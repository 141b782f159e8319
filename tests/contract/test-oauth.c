/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-dpop.h"
#include "cs-pkce.h"
#include "cs-secrets.h"
#include "fake-server.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/pkce", test_pkce);
  g_test_add_func ("/oauth/proof", test_proof);

  return g_test_run ();
}
