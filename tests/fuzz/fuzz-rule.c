/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-checker.h"
#include "cs-error.h"
#include "fuzz.h"

/* A file of a rule, and the rule on texts: the second half of the input, and its own examples. */

static void
look_at (const CsCheckRule *rule,
         const char        *text)
{
  CsCheckText piece = { text, strlen (text), cs_check_rule_get_language (rule), 20000 };
  g_autoptr(GArray) matches = cs_check_matches_new ();

  cs_check_rule_match (rule, &piece, matches);
  for (guint i = 0; i < matches->len; i++)
    {
      const CsCheckMatch *match = &g_array_index (matches, CsCheckMatch, i);

      g_assert_cmpuint (match->start, <=, match->end);
      g_assert_cmpuint (match->end, <=, piece.size);
      g_assert_true (g_utf8_validate (text + match->start, (gssize) (match->end - match->start), NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *nul = memchr (data, 0, size);
  size_t length = nul ? (size_t) (nul - data) : size;
  g_autofree char *text = nul ? g_utf8_make_valid ((const char *) nul + 1, (gssize) (size - length - 1)) : g_strdup ("");
  g_autoptr(GError) error = NULL;
  g_autoptr(CsCheckRule) rule = cs_check_rule_parse ("fuzz", (const char *) data, length, &error);
  g_autofree char *said = NULL;

  g_assert_true ((rule == NULL) == (error != NULL));
  if (!rule)
    {
      g_assert_error (error, CS_ERROR, CS_ERROR_BAD_RULE);
      g_assert_true (g_str_has_prefix (error->message, "fuzz: "));
      return 0;
    }

  look_at (rule, text);
  for (guint i = 0; cs_check_rule_get_fires (rule)[i]; i++)
    look_at (rule, cs_check_rule_get_fires (rule)[i]);
  cs_check_rule_test (rule, NULL);
  said = cs_check_rule_say (rule, text);
  g_assert_nonnull (said);
  return 0;
}
