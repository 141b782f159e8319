/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-seal.h"
#include "cs-signed-note.h"

/* The example of C2SP's own signed-note package. */
static const char others_note[] =
  "If you think cryptography is the answer to your problem,\n"
  "then you don't know what your problem is.\n"
  "\n"
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
static const char others_key[] = "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

static CsSecret *
make_key (guint8 fill)
{
  guint8 seed[CS_SEED_BYTES];
  g_autoptr(GError) error = NULL;
  CsSecret *key = NULL;

  memset (seed, fill, sizeof seed);
  key = cs_secret_new (CS_SECRET_KEY, seed, sizeof seed, &error);
  g_assert_no_error (error);
  return key;
}

static void
test_others_note (void)
{
  g_autoptr(GError) error = NULL;
  gsize size = 0;
  g_autofree guchar *key = g_base64_decode (others_key, &size);
  g_autofree char *text = NULL;
  g_autofree char *verifier = NULL;
  CsPublicKey public_key;

  g_test_summary ("A note that others signed holds, and their key has the name that they give it");
  g_assert_cmpuint (size, ==, 1 + CS_PUBLIC_KEY_BYTES);
  memcpy (public_key.bytes, key + 1, CS_PUBLIC_KEY_BYTES);
  g_assert_cmphex (cs_signed_note_key_id ("PeterNeumann", &public_key), ==, 0xc74f20a3);
  verifier = cs_signed_note_verifier ("PeterNeumann", &public_key);
  g_assert_cmpstr (verifier, ==, "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  text = cs_signed_note_open (others_note, "PeterNeumann", &public_key, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (text, "what your problem is.\n"));
  g_assert_null (cs_signed_note_open (others_note, "EnochRoot", &public_key, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

static char *
make_checkpoint (const CsSecret *key)
{
  CsCheckpoint checkpoint = { (char *) "9f0c", 1042, { { 1, 2, 3 } }, G_GINT64_CONSTANT (1790000000000000), 7, 3 };

  return cs_checkpoint_sign (&checkpoint, key);
}

static void
test_checkpoint (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsSecret) key = make_key (1);
  g_autoptr(CsSecret) other = make_key (2);
  g_autoptr(CsCheckpoint) read = NULL;
  g_autofree char *note = make_checkpoint (key);
  CsPublicKey public_key = cs_secret_get_public (key);
  CsPublicKey other_key = cs_secret_get_public (other);

  g_assert_true (g_str_has_prefix (note, "countersign/journal/9f0c\n1042\n"));
  g_assert_nonnull (strstr (note, "\nat 2026-09-21T14:13:20Z\nperson 7\n\n— countersign/9f0c/key/3 "));
  read = cs_checkpoint_read (note, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->office, ==, "9f0c");
  g_assert_cmpint (read->sequence, ==, 1042);
  g_assert_cmpint (read->at, ==, G_GINT64_CONSTANT (1790000000000000));
  g_assert_cmpint (read->person, ==, 7);
  g_assert_cmpint (read->key, ==, 3);
  g_assert_cmpint (read->hash.bytes[2], ==, 3);
  g_assert_true (cs_checkpoint_check (note, &public_key, &error));
  g_assert_no_error (error);
  g_assert_false (cs_checkpoint_check (note, &other_key, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

static void
test_every_byte (void)
{
  g_autoptr(CsSecret) key = make_key (1);
  g_autofree char *note = make_checkpoint (key);
  CsPublicKey public_key = cs_secret_get_public (key);
  gsize length = strlen (note);

  g_test_summary ("A changed byte anywhere in a checkpoint, or its end cut off, is noticed");
  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *changed = g_strdup (note);
      g_autofree char *cut = g_strndup (note, i);

      changed[i] ^= 4;
      g_assert_false (cs_checkpoint_check (changed, &public_key, NULL));
      if (i < length - 1)
        g_assert_false (cs_checkpoint_check (cut, &public_key, NULL));
    }
}

static void
test_code (void)
{
  CsDigest hash = cs_digest_of_bytes ("head", 4);
  g_autofree char *code = cs_seal_to_code (1042, &hash);
  g_autofree char *typed = g_ascii_strdown (code, -1);
  g_autoptr(GError) error = NULL;
  gint64 sequence = 0;

  g_test_summary ("The short form can be typed in any way in which people type, and names one entry");
  g_assert_true (g_regex_match_simple ("^1042( |-[0-9A-Z]{4}|[0-9A-Z]{4}){6}$", code, 0, 0));
  g_strdelimit (typed, "-", ' ');
  for (char *at = typed; *at; at++)
    if (at > typed + 5)
      *at = *at == '0' ? 'o' : *at == '1' ? 'l' : *at;
  g_assert_true (cs_seal_read_code (typed, &sequence, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sequence, ==, 1042);
  g_assert_true (cs_seal_code_fits (typed, 1042, &hash));
  g_assert_false (cs_seal_code_fits (typed, 1043, &hash));
  hash.bytes[11] ^= 2; /* the last bit that is in the code */
  g_assert_false (cs_seal_code_fits (code, 1042, &hash));
  hash.bytes[11] ^= 3;
  g_assert_true (cs_seal_code_fits (code, 1042, &hash));
}

static void
test_mistyped (void)
{
  static const char * const wrong[] = { "", "1042", "Ü", "1042 7QX4-9K2M-W0ZP-3RTA", "7QX4-9K2M-W0ZP-3RTA-HN8C", "-1 7QX4-9K2M-W0ZP-3RTA-HN8C" };
  CsDigest hash = cs_digest_of_bytes ("head", 4);
  g_autofree char *code = cs_seal_to_code (1042, &hash);
  guint n_noticed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 sequence = 0;

      g_assert_false (cs_seal_read_code (wrong[i], &sequence, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    }

  for (gsize i = 5; i < strlen (code); i++)
    {
      g_autofree char *typed = g_strdup (code);
      gint64 sequence = 0;

      if (typed[i] == '-')
        continue;
      typed[i] = typed[i] == 'X' ? 'Y' : 'X';
      n_noticed += !cs_seal_read_code (typed, &sequence, NULL);
    }
  g_assert_cmpuint (n_noticed, >=, 17);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/signed-note/others", test_others_note);
  g_test_add_func ("/core/signed-note/checkpoint", test_checkpoint);
  g_test_add_func ("/core/signed-note/every-byte", test_every_byte);
  g_test_add_func ("/core/seal/code", test_code);
  g_test_add_func ("/core/seal/mistyped", test_mistyped);
  return g_test_run ();
}
