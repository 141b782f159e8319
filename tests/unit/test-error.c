/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "cs-error.h"

static const char *
say (GQuark domain,
     int    code)
{
  GError error = { domain, code, (char *) "detail for the log" };

  return cs_error_sentence (&error);
}

static void
test_nicks (void)
{
  g_test_summary ("Every code has a nick of its own that leads back to it");
  for (int code = 0; code < CS_N_ERRORS; code++)
    {
      const char *nick = cs_error_nick ((CsError) code);

      g_assert_nonnull (nick);
      g_assert_cmpuint (strspn (nick, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (nick));
      g_assert_cmpint (cs_error_from_nick (nick), ==, code);
    }
  g_assert_cmpint (cs_error_from_nick ("no-such-code"), ==, CS_ERROR_FAILED);
  g_assert_cmpint (cs_error_from_nick (""), ==, CS_ERROR_FAILED);
  g_assert_cmpint (cs_error_from_nick (NULL), ==, CS_ERROR_FAILED);
  g_assert_cmpstr (cs_error_nick (CS_ERROR_NOT_FOUND), ==, "not-found");
}

static void
test_sentences (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_test_summary ("Every code has a whole sentence of its own, without the detail that is for the log");
  for (int code = 0; code < CS_N_ERRORS; code++)
    {
      const char *sentence = say (CS_ERROR, code);

      g_assert_nonnull (sentence);
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_true (g_ascii_isupper (*sentence));
      g_assert_null (strstr (sentence, "detail"));
      g_assert_true (g_hash_table_add (seen, (gpointer) sentence));
    }
}

static void
test_other_domains (void)
{
  g_test_summary ("Errors of GLib and GIO have sentences that fit; unknown ones the general one");
  g_assert_cmpstr (say (G_IO_ERROR, G_IO_ERROR_NO_SPACE), ==, say (CS_ERROR, CS_ERROR_NO_SPACE));
  g_assert_cmpstr (say (G_FILE_ERROR, G_FILE_ERROR_NOSPC), ==, say (CS_ERROR, CS_ERROR_NO_SPACE));
  g_assert_cmpstr (say (G_FILE_ERROR, G_FILE_ERROR_ACCES), ==, say (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED));
  g_assert_cmpstr (say (G_FILE_ERROR, G_FILE_ERROR_NOENT), ==, say (G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
  g_assert_cmpstr (say (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED), ==, say (CS_ERROR, CS_ERROR_OFFLINE));
  g_assert_cmpstr (say (G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND), ==, say (CS_ERROR, CS_ERROR_OFFLINE));
  g_assert_cmpstr (say (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND), ==, say (CS_ERROR, CS_ERROR_OFFLINE));
  g_assert_cmpstr (say (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE), !=, say (CS_ERROR, CS_ERROR_FAILED));
  g_assert_cmpstr (say (G_IO_ERROR, G_IO_ERROR_CANCELLED), !=, say (CS_ERROR, CS_ERROR_FAILED));
  g_assert_cmpstr (say (G_IO_ERROR, G_IO_ERROR_WOULD_MERGE), ==, say (CS_ERROR, CS_ERROR_FAILED));
  g_assert_cmpstr (say (G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE), ==, say (CS_ERROR, CS_ERROR_FAILED));
  g_assert_cmpstr (say (CS_ERROR, 9999), ==, say (CS_ERROR, CS_ERROR_FAILED));
  g_assert_cmpstr (say (CS_ERROR, -1), ==, say (CS_ERROR, CS_ERROR_FAILED));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/error/nicks", test_nicks);
  g_test_add_func ("/core/error/sentences", test_sentences);
  g_test_add_func ("/core/error/other-domains", test_other_domains);

  return g_test_run ();
}
