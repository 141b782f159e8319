/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-json-scan.h"
#include "cs-statement.h"

static CsStatement
make_statement (void)
{
  CsStatement statement = {
    .office = "9f0c", .decision = 5, .post = 12, .revision = 2, .digest = { { 0xab } }, .stage = 1, .stage_title = "Sign-off",
    .verdict = "approve", .reason = "", .person = 7, .to_stage = -1, .at = G_GINT64_CONSTANT (1790000000000000), .key = 3, .parties = 1,
  };

  return statement;
}

static void
test_form (void)
{
  CsStatement statement = make_statement ();
  g_autofree char *text = cs_statement_write (&statement);
  g_autoptr(GError) error = NULL;

  g_test_summary ("The bytes that are signed, for all time");
  g_assert_cmpstr (text, ==, "{\"acting_for\":0,\"decision\":5,\"digest\":\"ab00000000000000000000000000000000000000000000000000000000000000\","
                             "\"key\":3,\"lines\":0,\"office\":\"9f0c\",\"parties\":1,\"person\":7,\"post\":12,\"reason\":\"\",\"revision\":2,\"stage\":1,"
                             "\"stage_title\":\"Sign-off\",\"statement\":\"countersign.decision.1\",\"takes_back\":0,\"ticks\":\"\","
                             "\"time\":1790000000000000,\"to_stage\":-1,\"verdict\":\"approve\"}");
  g_assert_true (cs_json_scan (text, 65536, 4, &error));
  g_assert_no_error (error);
}

/* Each field in turn, changed as little as can be: the statement is another one. */
static void
test_every_field (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint field = 0; field <= 18; field++)
    {
      CsStatement statement = make_statement ();

      switch (field)
        {
        case 1: statement.office = "9f0d"; break;
        case 2: statement.decision++; break;
        case 3: statement.post++; break;
        case 4: statement.revision++; break;
        case 5: statement.digest.bytes[31] ^= 1; break;
        case 6: statement.stage--; break;
        case 7: statement.stage_title = "Sign-off "; break;
        case 8: statement.verdict = "return"; break;
        case 9: statement.reason = "."; break;
        case 10: statement.person++; break;
        case 11: statement.acting_for = 1; break;
        case 12: statement.to_stage = 0; break;
        case 13: statement.takes_back = 1; break;
        case 14: statement.ticks.bytes[0] = 1; break;
        case 15: statement.lines = 1; break;
        case 16: statement.at++; break;
        case 17: statement.key++; break;
        case 18: statement.parties = 2; break;
        default: break;
        }
      g_assert_true (g_hash_table_add (seen, cs_statement_write (&statement)));
    }
}

static void
test_text (void)
{
  CsStatement one = make_statement ();
  CsStatement other = make_statement ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_test_summary ("The same words in another normal form are the same statement; nothing in a reason can pass for another member");
  one.reason = "caf\xc3\xa9 “\"\\\n";
  other.reason = "cafe\xcc\x81 “\"\\\n";
  first = cs_statement_write (&one);
  second = cs_statement_write (&other);
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "“\\\"\\\\\\u000a\""));
}

static void
test_ticks (void)
{
  static const char * const texts[] = { "Facts", "Sources", "Personal data" };
  static const char * const others[] = { "Facts", "Sources\nPersonal data" };
  CsDigest none = cs_statement_digest_ticks (texts, 3, 0);
  CsDigest two = cs_statement_digest_ticks (texts, 3, 3);
  CsDigest three = cs_statement_digest_ticks (texts, 3, 7);
  CsDigest expected = cs_digest_of_bytes ("Facts\nSources\n", 14);
  CsDigest beyond = cs_statement_digest_ticks (texts, 3, 8);
  CsDigest joined = cs_statement_digest_ticks (others, 2, 1);
  CsDigest first = cs_statement_digest_ticks (texts, 3, 1);

  g_assert_true (cs_digest_is_none (&none));
  g_assert_true (cs_digest_is_none (&beyond));
  g_assert_true (cs_digest_equal (&two, &expected));
  g_assert_false (cs_digest_equal (&two, &three));
  g_assert_true (cs_digest_equal (&joined, &first));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/statement/form", test_form);
  g_test_add_func ("/core/statement/every-field", test_every_field);
  g_test_add_func ("/core/statement/text", test_text);
  g_test_add_func ("/core/statement/ticks", test_ticks);
  return g_test_run ();
}
