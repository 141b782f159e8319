/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-dpop.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <sodium.h>
#include <string.h>

#include "cs-network-json.h"
#include "cs-pkce.h"
#include "cs-secrets.h"

/* Bytes of each half of a signature, and of each coordinate, on the curve P-256 */
#define HALF 32
#define MAX_KEY_BYTES 4096
#define MAX_NONCE 512
#define MAX_SERVERS 64

/* Of each server (its origin), what it wants to see in the next proof. */
static GMutex nonces_lock;
static GHashTable *nonces;

static char *
dup_origin (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL ? g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), g_uri_get_host (uri), g_uri_get_port (uri)) : NULL;
}

static char *
dup_nonce (const char *url)
{
  g_autofree char *origin = dup_origin (url);
  char *nonce = NULL;

  g_mutex_lock (&nonces_lock);
  if (nonces != NULL && origin != NULL)
    nonce = g_strdup (g_hash_table_lookup (nonces, origin));
  g_mutex_unlock (&nonces_lock);

  return nonce;
}

static gboolean
is_printable (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;

  return *text != '\0';
}

/* Whoever holds the name of a server may tell it anything: the table does not grow beyond what an office talks to. */
static gboolean
keep_nonce (const char *url,
            const char *nonce)
{
  char *origin = dup_origin (url);

  if (origin == NULL || strlen (nonce) > MAX_NONCE || !is_printable (nonce))
    {
      g_free (origin);
      return FALSE;
    }

  g_mutex_lock (&nonces_lock);
  if (nonces == NULL)
    nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_hash_table_size (nonces) >= MAX_SERVERS)
    g_hash_table_remove_all (nonces);
  g_hash_table_replace (nonces, origin, g_strdup (nonce));
  g_mutex_unlock (&nonces_lock);

  return TRUE;
}

char *
cs_dpop_make_key (GError **error)
{
  gnutls_x509_privkey_t key = NULL;
  gnutls_datum_t pem = { NULL, 0 };
  char *text = NULL;
  int status = gnutls_x509_privkey_init (&key);

  if (status == 0)
    status = gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  if (status == 0)
    status = gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem);
  if (status == 0)
    {
      text = g_strndup ((const char *) pem.data, pem.size);
      explicit_bzero (pem.data, pem.size);
      gnutls_free (pem.data);
    }
  else
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Making a key: %s", gnutls_strerror (status));
    }
  if (key != NULL)
    gnutls_x509_privkey_deinit (key);

  return text;
}

static gnutls_privkey_t
open_key (const char  *pem,
          GError     **error)
{
  gnutls_datum_t datum = { (unsigned char *) pem, pem != NULL ? strlen (pem) : 0 };
  gnutls_ecc_curve_t curve = GNUTLS_ECC_CURVE_INVALID;
  gnutls_privkey_t key = NULL;
  int status = datum.size > 0 && datum.size <= MAX_KEY_BYTES ? gnutls_privkey_init (&key) : GNUTLS_E_INVALID_REQUEST;

  if (status == 0)
    status = gnutls_privkey_import_x509_raw (key, &datum, GNUTLS_X509_FMT_PEM, NULL, 0);
  if (status == 0)
    status = gnutls_privkey_export_ecc_raw2 (key, &curve, NULL, NULL, NULL, 0);
  if (status == 0 && curve == GNUTLS_ECC_CURVE_SECP256R1)
    return key;

  g_set_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "The key of the login cannot be used: %s", gnutls_strerror (status));
  if (key != NULL)
    gnutls_privkey_deinit (key);

  return NULL;
}

/* A number as exactly as many bytes as the curve has: GnuTLS leaves out or adds zeros in front. */
static void
pad (guint8                half[HALF],
     const gnutls_datum_t *number)
{
  gsize size = MIN (number->size, HALF);

  memset (half, 0, HALF);
  memcpy (half + HALF - size, number->data + number->size - size, size);
}

static JsonObject *
make_jwk (gnutls_privkey_t   key,
          GError           **error)
{
  gnutls_datum_t x = { NULL, 0 };
  gnutls_datum_t y = { NULL, 0 };
  guint8 half[HALF];
  JsonObject *jwk;
  int status = gnutls_privkey_export_ecc_raw2 (key, NULL, &x, &y, NULL, 0);

  if (status != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Reading the public key: %s", gnutls_strerror (status));
      return NULL;
    }

  jwk = json_object_new ();
  json_object_set_string_member (jwk, "kty", "EC");
  json_object_set_string_member (jwk, "crv", "P-256");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = NULL;

      pad (half, i == 0 ? &x : &y);
      text = cs_base64url (half, sizeof half);
      json_object_set_string_member (jwk, i == 0 ? "x" : "y", text);
    }
  gnutls_free (x.data);
  gnutls_free (y.data);

  return jwk;
}

/* What GnuTLS makes is the DER of two numbers; what JWS wants is the two numbers one after the other. */
static char *
sign (gnutls_privkey_t   key,
      const char        *text,
      GError           **error)
{
  gnutls_datum_t data = { (unsigned char *) text, strlen (text) };
  gnutls_datum_t der = { NULL, 0 };
  gnutls_datum_t r = { NULL, 0 };
  gnutls_datum_t s = { NULL, 0 };
  guint8 both[2 * HALF];
  int status = gnutls_privkey_sign_data2 (key, GNUTLS_SIGN_ECDSA_SHA256, 0, &data, &der);

  if (status == 0)
    status = gnutls_decode_rs_value (&der, &r, &s);
  if (status == 0)
    {
      pad (both, &r);
      pad (both + HALF, &s);
    }
  gnutls_free (der.data);
  gnutls_free (r.data);
  gnutls_free (s.data);
  if (status == 0)
    return cs_base64url (both, sizeof both);

  g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Signing a request: %s", gnutls_strerror (status));
  return NULL;
}

/* RFC 9449, 4.2: without query and fragment */
static char *
dup_plain_url (const char *url)
{
  return g_strndup (url, strcspn (url, "?#"));
}

static JsonObject *
make_claims (const char *method,
             const char *url,
             const char *token)
{
  g_autofree char *plain = dup_plain_url (url);
  g_autofree char *id = cs_pkce_make_verifier ();
  g_autofree char *nonce = dup_nonce (url);
  g_autofree char *hash = token != NULL ? cs_pkce_make_challenge (token) : NULL;
  JsonObject *claims = json_object_new ();

  json_object_set_string_member (claims, "jti", id);
  json_object_set_string_member (claims, "htm", method);
  json_object_set_string_member (claims, "htu", plain);
  json_object_set_int_member (claims, "iat", g_get_real_time () / G_USEC_PER_SEC);
  if (nonce != NULL)
    json_object_set_string_member (claims, "nonce", nonce);
  /* base64url of the SHA-256, which is what a PKCE challenge is too */
  if (hash != NULL)
    json_object_set_string_member (claims, "ath", hash);

  return claims;
}

char *
cs_dpop_make_proof (const char  *key,
                    const char  *method,
                    const char  *url,
                    const char  *token,
                    GError     **error)
{
  gnutls_privkey_t opened = open_key (key, error);
  g_autofree char *header_text = NULL;
  g_autofree char *claims_text = NULL;
  g_autofree char *header_64 = NULL;
  g_autofree char *claims_64 = NULL;
  g_autofree char *signed_text = NULL;
  g_autofree char *signature = NULL;
  JsonObject *jwk = opened != NULL ? make_jwk (opened, error) : NULL;
  JsonObject *header;

  if (jwk != NULL)
    {
      header = json_object_new ();
      json_object_set_string_member (header, "typ", "dpop+jwt");
      json_object_set_string_member (header, "alg", "ES256");
      json_object_set_object_member (header, "jwk", jwk);
      header_text = cs_network_json_to_string (header);
      claims_text = cs_network_json_to_string (make_claims (method, url, token));
      header_64 = cs_base64url (header_text, strlen (header_text));
      claims_64 = cs_base64url (claims_text, strlen (claims_text));
      signed_text = g_strconcat (header_64, ".", claims_64, NULL);
      signature = sign (opened, signed_text, error);
    }
  if (opened != NULL)
    gnutls_privkey_deinit (opened);

  return signature != NULL ? g_strconcat (signed_text, ".", signature, NULL) : NULL;
}

gboolean
cs_dpop_learn (const char         *url,
               const CsHttpAnswer *answer)
{
  const char *nonce = soup_message_headers_get_one (answer->headers, "DPoP-Nonce");
  const char *wants = soup_message_headers_get_list (answer->headers, "WWW-Authenticate");
  g_autoptr(JsonNode) node = NULL;

  if (answer->outcome != CS_HTTP_ANSWERED || nonce == NULL || !keep_nonce (url, nonce))
    return FALSE;
  if (answer->status == 401)
    return wants != NULL && strstr (wants, "use_dpop_nonce") != NULL;
  if (answer->status != 400)
    return FALSE;

  node = cs_network_json_parse (answer->body, answer->size, NULL);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         g_str_equal (cs_network_json_string (json_node_get_object (node), "error", ""), "use_dpop_nonce");
}

static CsHttpAnswer *
answer_not_sent (const GError *error)
{
  CsHttpAnswer *answer = g_new0 (CsHttpAnswer, 1);

  answer->outcome = CS_HTTP_NOT_SENT;
  answer->body = g_strdup ("");
  answer->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  answer->detail = g_strdup (error->message);

  return answer;
}

/* @proof: a new one for each request; @token may be NULL. The array ends with NULL and lends all but itself. */
static const char **
join_headers (const char * const *headers,
              const char         *proof,
              const char         *authorization)
{
  GPtrArray *all = g_ptr_array_new ();

  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) headers[i]);
  g_ptr_array_add (all, (gpointer) "DPoP");
  g_ptr_array_add (all, (gpointer) proof);
  if (authorization != NULL)
    {
      g_ptr_array_add (all, (gpointer) "Authorization");
      g_ptr_array_add (all, (gpointer) authorization);
    }
  g_ptr_array_add (all, NULL);

  return (const char **) g_ptr_array_free (all, FALSE);
}

CsHttpAnswer *
cs_dpop_send (CsHttp             *http,
              const char         *key,
              const char         *method,
              const char         *url,
              const char         *token,
              GBytes             *body,
              const char         *content_type,
              const char * const *headers,
              guint               deadline,
              gsize               max_body,
              GCancellable       *cancellable)
{
  char *authorization = token != NULL ? g_strconcat ("DPoP ", token, NULL) : NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;

  for (guint tries = 0; tries < 2; tries++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *proof = cs_dpop_make_proof (key, method, url, token, &error);
      g_autofree const char **all = NULL;

      g_clear_pointer (&answer, cs_http_answer_free);
      if (proof == NULL)
        {
          answer = answer_not_sent (error);
          break;
        }
      all = join_headers (headers, proof, authorization);
      answer = cs_http_send (http, method, url, body, content_type, all, deadline, max_body, cancellable);
      if (!cs_dpop_learn (url, answer))
        break;
    }
  cs_secrets_wipe (authorization);

  return g_steal_pointer (&answer);
}
