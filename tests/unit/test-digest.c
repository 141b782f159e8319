/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-digest.h"
#include "cs-error.h"

/* FIPS 180-2, appendix B, and the empty message. */
static const struct { const char *text; const char *hex; } vectors[] = {
  { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

static void
test_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr(GString) text = g_string_new (vectors[i].text);
      CsDigest digest = cs_digest_of_bytes (text->str, text->len);
      g_autofree char *hex = cs_digest_to_hex (&digest);
      CsDigest read = { { 0 } };

      g_assert_cmpstr (hex, ==, vectors[i].hex);
      g_assert_true (cs_digest_from_hex (hex, &read, NULL));
      g_assert_true (cs_digest_equal (&digest, &read));
      g_assert_false (cs_digest_is_none (&digest));
    }
}

static void
test_bad_hex (void)
{
  static const char * const bad[] = {
    "", "ba7816", "not a digest",
    "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
    " a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      CsDigest digest = { { 7 } };

      g_assert_false (cs_digest_from_hex (bad[i], &digest, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      g_assert_cmpuint (digest.bytes[0], ==, 7);
    }
}

static void
test_none (void)
{
  CsDigest none = { { 0 } };
  CsDigest last = { { 0 } };

  last.bytes[CS_DIGEST_BYTES - 1] = 1;
  g_assert_true (cs_digest_is_none (&none));
  g_assert_false (cs_digest_is_none (&last));
  g_assert_false (cs_digest_equal (&none, &last));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/digest/vectors", test_vectors);
  g_test_add_func ("/core/digest/bad-hex", test_bad_hex);
  g_test_add_func ("/core/digest/none", test_none);

  return g_test_run ();
}
