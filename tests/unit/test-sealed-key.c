/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-sealed-key.h"

/* RFC 8032, section 7.1, tests 1 and 3 */
static const struct
{
  const char *seed;
  const char *public_key;
  const char *message;
  gsize       size;
  const char *signature;
} vectors[] = {
  { "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", 0,
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b" },
  { "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "\xaf\x82", 2,
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a" },
};

static void
test_vectors (void)
{
  g_test_summary ("The vectors of RFC 8032");
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsSecret) seed = NULL;
      g_autofree char *public_hex = NULL;
      g_autofree char *hex = NULL;
      CsPublicKey bytes;
      CsPublicKey public_key;
      CsSignature signature;

      g_assert_true (cs_public_key_from_hex (vectors[i].seed, &bytes, &error)); /* as long as a seed */
      seed = cs_secret_new (CS_SECRET_KEY, bytes.bytes, sizeof bytes.bytes, &error);
      g_assert_no_error (error);
      public_key = cs_secret_get_public (seed);
      public_hex = cs_public_key_to_hex (&public_key);
      g_assert_cmpstr (public_hex, ==, vectors[i].public_key);
      signature = cs_secret_sign (seed, vectors[i].message, vectors[i].size);
      hex = cs_signature_to_hex (&signature);
      g_assert_cmpstr (hex, ==, vectors[i].signature);
      g_assert_true (cs_signature_verify (&signature, &public_key, vectors[i].message, vectors[i].size));
      signature.bytes[i] ^= 1;
      g_assert_false (cs_signature_verify (&signature, &public_key, vectors[i].message, vectors[i].size));
    }
}

static gboolean
contains (GBytes       *bytes,
          const guint8 *piece,
          gsize         size)
{
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  for (gsize at = 0; at + size <= g_bytes_get_size (bytes); at++)
    if (memcmp (data + at, piece, size) == 0)
      return TRUE;
  return FALSE;
}

static void
test_seal (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsSecret) key = cs_secret_new_random (CS_SECRET_KEY);
  g_autoptr(GBytes) sealed = cs_secret_seal (key, "correct horse", &error);
  g_autoptr(GBytes) again = NULL;
  g_autoptr(CsSecret) opened = NULL;

  g_test_summary ("What a password sealed, that password opens and no other");
  g_assert_no_error (error);
  again = cs_secret_seal (key, "correct horse", &error);
  g_assert_false (g_bytes_equal (sealed, again)); /* its own salt and nonce each time */
  g_assert_false (contains (sealed, cs_secret_get_bytes (key, NULL), CS_SEED_BYTES));

  opened = cs_secret_open (CS_SECRET_KEY, sealed, "correct horse", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (cs_secret_get_bytes (opened, NULL), CS_SEED_BYTES, cs_secret_get_bytes (key, NULL), CS_SEED_BYTES);

  g_assert_null (cs_secret_open (CS_SECRET_KEY, sealed, "correct horsf", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_WRONG_PASSWORD);
}

static void
test_normal_form (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsSecret) key = cs_secret_new_random (CS_SECRET_SECOND_FACTOR);
  g_autoptr(GBytes) sealed = cs_secret_seal (key, "caf\xc3\xa9", &error);
  g_autoptr(CsSecret) opened = NULL;

  g_test_summary ("The same characters from another input method open it too");
  opened = cs_secret_open (CS_SECRET_SECOND_FACTOR, sealed, "cafe\xcc\x81", &error);
  g_assert_no_error (error);
  g_assert_nonnull (opened);
}

static void
test_every_bit (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsSecret) key = cs_secret_new_random (CS_SECRET_KEY);
  g_autoptr(GBytes) sealed = cs_secret_seal (key, "", &error);
  gsize size = g_bytes_get_size (sealed);

  g_test_summary ("A flipped bit anywhere is noticed: magic, parameters, salt, nonce, box");
  g_assert_no_error (error);
  for (gsize bit = 0; bit < 8 * size; bit++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(GError) refused = NULL;

      /* more memory or passes than fit a test: the bounds have a test of their own */
      if (bit >= 32 && bit < 96)
        continue;

      copy[bit / 8] ^= (guint8) (1 << bit % 8);
      changed = g_bytes_new (copy, size);
      g_assert_null (cs_secret_open (CS_SECRET_KEY, changed, "", &refused));
      g_assert_nonnull (refused);
    }
}

static void
test_damaged (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsSecret) key = cs_secret_new_random (CS_SECRET_KEY);
  g_autoptr(GBytes) sealed = cs_secret_seal (key, "", &error);
  gsize size = g_bytes_get_size (sealed);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
  g_autoptr(GBytes) huge = NULL;
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes (sealed, 0, size - 1);
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);

  g_test_summary ("What was never sealed, or asks for the whole machine's memory, is damaged; another kind too");
  g_assert_no_error (error);
  memset (copy + 8, 0xff, 4);
  huge = g_bytes_new (copy, size);
  g_assert_null (cs_secret_open (CS_SECRET_KEY, huge, "", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (cs_secret_open (CS_SECRET_KEY, cut, "", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (cs_secret_open (CS_SECRET_KEY, empty, "", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (cs_secret_open (CS_SECRET_SECOND_FACTOR, sealed, "", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (cs_secret_new (CS_SECRET_KEY, copy, 31, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_hex (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *upper = g_ascii_strup (vectors[0].public_key, -1);
  CsPublicKey key;
  CsSignature signature;

  g_test_summary ("Keys and signatures have one spelling");
  g_assert_false (cs_public_key_from_hex (upper, &key, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cs_signature_from_hex (vectors[0].public_key, &signature, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (cs_signature_from_hex (vectors[0].signature, &signature, &error));
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/sealed-key/vectors", test_vectors);
  g_test_add_func ("/core/sealed-key/seal", test_seal);
  g_test_add_func ("/core/sealed-key/normal-form", test_normal_form);
  g_test_add_func ("/core/sealed-key/every-bit", test_every_bit);
  g_test_add_func ("/core/sealed-key/damaged", test_damaged);
  g_test_add_func ("/core/sealed-key/hex", test_hex);
  return g_test_run ();
}
