/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-rule-private.h"

#include <string.h>

#include "cs-error.h"

/* In front of every pattern: how often the engine may try again at one place, how deep and in how much memory (KiB). What needs more is
 * a pattern that would hang on some text. A limit in a rule's own pattern can only be lower. */
#define LIMITS "(*LIMIT_MATCH=10000)(*LIMIT_DEPTH=2000)(*LIMIT_HEAP=4096)"

CsCheckRule *
cs_check_rule_alloc (void)
{
  CsCheckRule *rule = g_new0 (CsCheckRule, 1);

  g_atomic_ref_count_init (&rule->references);
  rule->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return rule;
}

CsCheckRule *
cs_check_rule_ref (CsCheckRule *rule)
{
  g_atomic_ref_count_inc (&rule->references);
  return rule;
}

void
cs_check_rule_unref (CsCheckRule *rule)
{
  if (!rule || !g_atomic_ref_count_dec (&rule->references))
    return;

  g_free (rule->id);
  g_free (rule->pack);
  g_strfreev (rule->languages);
  g_clear_pointer (&rule->pattern, g_regex_unref);
  g_clear_pointer (&rule->except, g_regex_unref);
  g_strfreev (rule->word_list);
  cs_word_set_free (rule->words);
  g_hash_table_unref (rule->parameters);
  g_free (rule->sentence);
  g_free (rule->reason);
  g_strfreev (rule->fires);
  g_strfreev (rule->quiet);
  g_free (rule);
}

GRegex *
cs_check_rule_compile (const char  *pattern,
                       GError     **error)
{
  g_autofree char *bounded = g_strconcat (LIMITS, pattern, NULL);
  g_autoptr(GError) local = NULL;
  GRegex *regex = NULL;

  if (strlen (pattern) > CS_CHECK_RULE_MAX_PATTERN)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_BAD_RULE, "a pattern has more than %d bytes", CS_CHECK_RULE_MAX_PATTERN);
      return NULL;
    }

  regex = g_regex_new (bounded, 0, 0, &local);
  if (!regex)
    g_set_error (error, CS_ERROR, CS_ERROR_BAD_RULE, "the pattern is none: %s", local->message);
  return regex;
}

const char *
cs_check_rule_get_id (const CsCheckRule *rule)
{
  return rule->id;
}

const char *
cs_check_rule_get_pack (const CsCheckRule *rule)
{
  return rule->pack;
}

CsLevel
cs_check_rule_get_level (const CsCheckRule *rule)
{
  return rule->level;
}

CsWaiver
cs_check_rule_get_waiver (const CsCheckRule *rule)
{
  return rule->waiver;
}

CsChecked
cs_check_rule_get_checked (const CsCheckRule *rule)
{
  return rule->checked;
}

CsLabels
cs_check_rule_get_labels (const CsCheckRule *rule)
{
  return rule->labels;
}

const char *
cs_check_rule_get_sentence (const CsCheckRule *rule)
{
  return rule->sentence;
}

const char *
cs_check_rule_get_reason (const CsCheckRule *rule)
{
  return rule->reason;
}

const CsCheckBuiltin *
cs_check_rule_get_builtin (const CsCheckRule *rule)
{
  return rule->builtin;
}

const char *
cs_check_rule_get_parameter (const CsCheckRule *rule,
                             const char        *name)
{
  return g_hash_table_lookup (rule->parameters, name);
}

guint
cs_check_rule_get_number (const CsCheckRule *rule,
                          const char        *name,
                          guint              otherwise)
{
  const char *text = cs_check_rule_get_parameter (rule, name);
  guint64 number = 0;

  if (text && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL))
    return (guint) number;
  return otherwise;
}

const char * const *
cs_check_rule_get_fires (const CsCheckRule *rule)
{
  return (const char * const *) rule->fires;
}

const char * const *
cs_check_rule_get_quiet (const CsCheckRule *rule)
{
  return (const char * const *) rule->quiet;
}

/* "zh" takes "zh-Hant" too. */
gboolean
cs_check_rule_has_language (const CsCheckRule *rule,
                            const char        *language)
{
  if (!rule->languages)
    return TRUE;

  for (guint i = 0; rule->languages[i]; i++)
    {
      gsize length = strlen (rule->languages[i]);

      if (g_ascii_strncasecmp (rule->languages[i], language, length) == 0 && !g_ascii_isalnum (language[length]))
        return TRUE;
    }

  return FALSE;
}

const char *
cs_check_rule_get_language (const CsCheckRule *rule)
{
  return rule->languages && rule->languages[0] ? rule->languages[0] : "en";
}

static void
clear_match (gpointer data)
{
  g_free (((CsCheckMatch *) data)->sentence);
}

GArray *
cs_check_matches_new (void)
{
  GArray *matches = g_array_new (FALSE, TRUE, sizeof (CsCheckMatch));

  g_array_set_clear_func (matches, clear_match);
  return matches;
}

void
cs_check_matches_add (GArray *matches,
                      gsize   start,
                      gsize   end,
                      char   *sentence)
{
  CsCheckMatch match = { start, end, sentence, 0 };

  g_array_append_val (matches, match);
}

/* Every match of @pattern, as CsCheckMatch. FALSE if it needs too long. */
static gboolean
find_pattern (GRegex     *pattern,
              const char *text,
              gsize       size,
              GArray     *matches)
{
  g_autoptr(GMatchInfo) info = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  g_regex_match_full (pattern, text, (gssize) size, 0, G_REGEX_MATCH_NOTEMPTY, &info, &error);
  while (!error && g_match_info_matches (info) && n++ < CS_CHECK_RULE_MAX_MATCHES)
    {
      int start = 0;
      int end = 0;

      g_match_info_fetch_pos (info, 0, &start, &end);
      cs_check_matches_add (matches, (gsize) start, (gsize) end, NULL);
      g_match_info_next (info, &error);
    }
  return error == NULL;
}

static gboolean
overlaps_any (const CsCheckMatch *match,
              GArray             *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      const CsCheckMatch *other = &g_array_index (others, CsCheckMatch, i);

      if (match->start < other->end && other->start < match->end)
        return TRUE;
    }

  return FALSE;
}

static gboolean
drop_exceptions (const CsCheckRule *rule,
                 const char        *text,
                 gsize              size,
                 GArray            *matches,
                 guint              from)
{
  g_autoptr(GArray) others = cs_check_matches_new ();

  if (!rule->except || matches->len == from)
    return TRUE;
  if (!find_pattern (rule->except, text, size, others))
    return FALSE;
  for (guint i = matches->len; i-- > from;)
    if (overlaps_any (&g_array_index (matches, CsCheckMatch, i), others))
      g_array_remove_index (matches, i);
  return TRUE;
}

static void
find_words (const CsCheckRule *rule,
            const CsCheckText *text,
            GArray            *matches)
{
  g_autoptr(GArray) hits = cs_word_set_find (rule->words, text->text, text->size);

  for (guint i = 0; i < hits->len && i < CS_CHECK_RULE_MAX_MATCHES; i++)
    {
      const CsWordHit *hit = &g_array_index (hits, CsWordHit, i);

      cs_check_matches_add (matches, hit->start, hit->end, NULL);
    }
}

gboolean
cs_check_rule_match (const CsCheckRule *rule,
                     const CsCheckText *text,
                     GArray            *matches)
{
  CsCheckText bounded = *text;
  guint from = matches->len;

  while (bounded.size > CS_CHECK_RULE_MAX_TEXT)
    bounded.size = (gsize) (g_utf8_find_prev_char (bounded.text, bounded.text + CS_CHECK_RULE_MAX_TEXT) - bounded.text);

  if (rule->pattern)
    {
      if (!find_pattern (rule->pattern, bounded.text, bounded.size, matches))
        return FALSE;
    }
  else if (rule->ordered)
    {
      cs_check_names_match (rule, &bounded, matches);
    }
  else if (rule->words)
    {
      find_words (rule, &bounded, matches);
    }
  else if (rule->builtin && rule->builtin->text)
    {
      rule->builtin->text (rule, &bounded, matches);
    }
  return drop_exceptions (rule, bounded.text, bounded.size, matches, from);
}

char *
cs_check_rule_say (const CsCheckRule *rule,
                   const char        *words)
{
  GString *sentence = g_string_new (rule->sentence);

  g_string_replace (sentence, "{words}", words, 1);
  return g_string_free (sentence, FALSE);
}
