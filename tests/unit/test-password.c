/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-password.h"

static void
test_verify (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *stored = cs_password_hash ("correct horse", &error);
  g_autofree char *again = cs_password_hash ("correct horse", &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (stored, "$argon2id$v=19$m=65536,t=3,p=1$"));
  g_assert_null (strstr (stored, "correct"));
  g_assert_cmpstr (stored, !=, again); /* its own salt each time */

  g_assert_true (cs_password_verify (stored, "correct horse"));
  g_assert_false (cs_password_verify (stored, "correct horsf"));
  g_assert_false (cs_password_verify (stored, "Correct horse"));
  g_assert_false (cs_password_verify (stored, "correct horse "));
  g_assert_false (cs_password_verify (stored, ""));
}

static void
test_length (void)
{
  g_autofree char *longest = g_strnfill (CS_PASSWORD_MAX_BYTES, 'x');
  g_autofree char *too_long = g_strnfill (CS_PASSWORD_MAX_BYTES + 1, 'x');
  const char *refused[] = { "", "123456789", "密码密码密码密码密", too_long, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" };
  const char *taken[] = { "1234567890", "密码密码密码密码密码", longest };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (cs_password_hash (refused[i], &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      if (*refused[i] != '\0')
        g_assert_null (strstr (error->message, refused[i])); /* never in a log */
    }
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *stored = cs_password_hash (taken[i], &error);

      g_assert_no_error (error);
      g_assert_true (cs_password_verify (stored, taken[i]));
    }
}

static void
test_normal_form (void)
{
  g_autofree char *stored = cs_password_hash ("r\xc3\xa9sum\xc3\xa9 2026", NULL);

  g_test_summary ("The same characters typed as base letter and accent are the same password");
  g_assert_true (cs_password_verify (stored, "re\xcc\x81sume\xcc\x81 2026"));
}

static void
test_nobody (void)
{
  g_autofree char *too_long = g_strnfill (CS_PASSWORD_MAX_BYTES + 1, 'x');
  g_autofree char *stored = cs_password_hash ("correct horse", NULL);
  g_autofree char *bad_stored = g_strnfill (500, '$');

  g_test_summary ("An unknown login, an account without a password and damaged rows say no to everything");
  g_assert_false (cs_password_verify (NULL, "correct horse"));
  g_assert_false (cs_password_verify (NULL, ""));
  g_assert_false (cs_password_verify ("", ""));
  g_assert_false (cs_password_verify ("", "correct horse"));
  g_assert_false (cs_password_verify ("no hash", "correct horse"));
  g_assert_false (cs_password_verify (bad_stored, "correct horse"));
  g_assert_false (cs_password_verify (stored, too_long));
  g_assert_false (cs_password_verify (stored, "\xff"));
}

static gint64
time_verify (const char *stored)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();

      g_assert_false (cs_password_verify (stored, "wrong password"));
      best = MIN (best, g_get_monotonic_time () - start);
    }

  return best;
}

static void
test_unknown_takes_as_long (void)
{
  g_autofree char *stored = cs_password_hash ("correct horse", NULL);
  gint64 known = time_verify (stored);
  gint64 unknown = time_verify (NULL);

  g_test_summary ("An unknown login is not told by a quick answer (a wide margin: other programs run too)");
  g_assert_cmpint (unknown, >, known / 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/password/verify", test_verify);
  g_test_add_func ("/core/password/length", test_length);
  g_test_add_func ("/core/password/normal-form", test_normal_form);
  g_test_add_func ("/core/password/nobody", test_nobody);
  g_test_add_func ("/core/password/unknown-takes-as-long", test_unknown_takes_as_long);

  return g_test_run ();
}
