/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-totp.h"

/* RFC 6238, appendix B: the secret of its table for SHA-1. */
static const char rfc_secret[] = "12345678901234567890";

static const struct
{
  gint64      seconds;
  const char *code;
} vectors[] = {
  { 59, "94287082" },
  { 1111111109, "07081804" },
  { 1111111111, "14050471" },
  { 1234567890, "89005924" },
  { 2000000000, "69279037" },
  { G_GINT64_CONSTANT (20000000000), "65353130" },
};

static CsSecret *
make_secret (void)
{
  g_autoptr(GError) error = NULL;
  CsSecret *secret = cs_secret_new (CS_SECRET_SECOND_FACTOR, (const guint8 *) rfc_secret, strlen (rfc_secret), &error);

  g_assert_no_error (error);
  return secret;
}

static void
test_vectors (void)
{
  g_test_summary ("The vectors of RFC 6238");
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *code = cs_totp_make ((const guint8 *) rfc_secret, strlen (rfc_secret), vectors[i].seconds, 8);

      g_assert_cmpstr (code, ==, vectors[i].code);
    }
}

static void
test_check (void)
{
  g_autoptr(CsSecret) secret = make_secret ();
  gint64 now = G_GINT64_CONSTANT (1111111111) * G_USEC_PER_SEC;
  gint64 step = 1111111111 / CS_TOTP_STEP_SECONDS;
  gint64 width = (gint64) CS_TOTP_STEP_SECONDS * G_USEC_PER_SEC;

  g_test_summary ("The code of this step and of one to either side is taken, no other, and none twice");
  g_assert_cmpint (cs_totp_check (secret, "050471", now, 0), ==, step);
  g_assert_cmpint (cs_totp_check (secret, " 050 471\n", now, 0), ==, step);
  g_assert_cmpint (cs_totp_check (secret, "050471", now + width, 0), ==, step);
  g_assert_cmpint (cs_totp_check (secret, "050471", now - width, 0), ==, step);
  g_assert_cmpint (cs_totp_check (secret, "050471", now + 2 * width, 0), ==, 0);
  g_assert_cmpint (cs_totp_check (secret, "050471", now - 2 * width, 0), ==, 0);

  g_assert_cmpint (cs_totp_check (secret, "050471", now, step - 1), ==, step);
  g_assert_cmpint (cs_totp_check (secret, "050471", now, step), ==, 0);
  g_assert_cmpint (cs_totp_check (secret, "050471", now, step + 1), ==, 0);
}

static void
test_wrong (void)
{
  static const char * const wrong[] = { "", "050472", "05047", "0504711", "14050471", "abcdef", "05047１", "-50471", "050471x" };
  g_autoptr(CsSecret) secret = make_secret ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (cs_totp_check (secret, wrong[i], G_GINT64_CONSTANT (1111111111) * G_USEC_PER_SEC, 0), ==, 0);
}

static void
test_text (void)
{
  g_autoptr(CsSecret) secret = make_secret ();
  g_autoptr(CsSecret) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = cs_totp_secret_to_text (secret);
  g_autofree char *uri = cs_totp_make_uri (secret, "市政府 & co", "li.na");

  g_assert_cmpstr (text, ==, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  again = cs_totp_secret_from_text ("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (cs_secret_get_bytes (again, NULL), CS_SECOND_FACTOR_BYTES, rfc_secret, CS_SECOND_FACTOR_BYTES);
  g_assert_cmpstr (uri, ==, "otpauth://totp/%E5%B8%82%E6%94%BF%E5%BA%9C%20%26%20co:li.na?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                            "&issuer=%E5%B8%82%E6%94%BF%E5%BA%9C%20%26%20co&algorithm=SHA1&digits=6&period=30");
}

static void
test_bad_text (void)
{
  static const char * const bad[] = { "", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "不是密钥" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (cs_totp_secret_from_text (bad[i], &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/totp/vectors", test_vectors);
  g_test_add_func ("/core/totp/check", test_check);
  g_test_add_func ("/core/totp/wrong", test_wrong);
  g_test_add_func ("/core/totp/text", test_text);
  g_test_add_func ("/core/totp/bad-text", test_bad_text);
  return g_test_run ();
}
