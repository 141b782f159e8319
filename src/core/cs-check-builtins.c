/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <string.h>

#define TEXT (CsChecked) (CS_CHECKED_TEXT | CS_CHECKED_ALT)

/* By the name that rules use. */
static const CsCheckBuiltin builtins[] = {
  { CS_CHECK_STRUCTURE, (CsChecked) (CS_CHECKED_POST | CS_CHECKED_MEDIA | CS_CHECKED_CHART), NULL, NULL },
  { "chinese-identity-number", TEXT, cs_check_chinese_id, NULL },
  { "uk-insurance-number", TEXT, cs_check_uk_insurance, NULL },
  { "nhs-number", TEXT, cs_check_nhs_number, NULL },
  { "us-security-number", TEXT, cs_check_us_security, NULL },
  { "bank-card", TEXT, cs_check_bank_card, NULL },
  { "iban", TEXT, cs_check_iban, NULL },
  { "weekday", TEXT, cs_check_weekday, NULL },
  { "past-date", CS_CHECKED_TEXT, cs_check_past_date, NULL },
  { "relative-day", CS_CHECKED_TEXT, cs_check_relative_day, NULL },
  { "relative-day-late", CS_CHECKED_POST, NULL, cs_check_relative_late },
  { "hashtag-capitals", CS_CHECKED_TEXT, cs_check_hashtags, NULL },
  { "many-hashtags", CS_CHECKED_TEXT, cs_check_many_hashtags, NULL },
  { "many-emoji", TEXT, cs_check_emoji, NULL },
  { "unpaired", TEXT, cs_check_unpaired, NULL },
  { "conflicting-numbers", CS_CHECKED_POST, NULL, cs_check_conflicting },
  { "links", CS_CHECKED_POST, NULL, cs_check_links },
  { "repeated-alt", CS_CHECKED_MEDIA, NULL, cs_check_repeated_alt },
  { "map-number", CS_CHECKED_MEDIA, NULL, cs_check_map_number },
  { "ai-label", CS_CHECKED_MEDIA, NULL, cs_check_ai_label },
  { "text-picture", CS_CHECKED_MEDIA, NULL, cs_check_text_picture },
  { "chart-colours", CS_CHECKED_CHART, NULL, cs_check_chart_colours },
  { "licence", CS_CHECKED_MEDIA, NULL, cs_check_licence },
  { "unsourced", CS_CHECKED_TEXT, cs_check_unsourced, NULL, cs_check_is_unsourced },
  { "differs", CS_CHECKED_CHART, NULL, cs_check_differs },
  { "source-ended", CS_CHECKED_POST, NULL, cs_check_source_ended },
};

const CsCheckBuiltin *
cs_check_builtin_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (builtins); i++)
    if (g_str_equal (builtins[i].name, name))
      return &builtins[i];

  return NULL;
}

GRegex *
cs_check_get_pattern (const char *pattern)
{
  static GMutex lock;
  static GHashTable *patterns = NULL; /* pattern to GRegex, as long as the program runs */
  GRegex *regex;

  g_mutex_lock (&lock);
  if (!patterns)
    patterns = g_hash_table_new (g_str_hash, g_str_equal);
  regex = g_hash_table_lookup (patterns, pattern);
  if (!regex)
    {
      g_autoptr(GError) error = NULL;

      regex = cs_check_rule_compile (pattern, &error);
      if (!regex)
        g_error ("%s: %s", pattern, error->message);
      g_hash_table_insert (patterns, (gpointer) pattern, regex);
    }
  g_mutex_unlock (&lock);
  return regex;
}

CsFinding *
cs_check_run_add (CsCheckRun        *run,
                  CsPlaceKind        kind,
                  const CsCheckPart *part,
                  guint              media,
                  const char        *subject,
                  char              *sentence)
{
  CsFinding *finding = cs_finding_new ();

  g_free (finding->rule);
  finding->rule = g_strdup (cs_check_rule_get_id (run->rule));
  finding->level = cs_check_rule_get_level (run->rule);
  finding->waiver = cs_check_rule_get_waiver (run->rule);
  g_free (finding->reason);
  finding->reason = g_strdup (cs_check_rule_get_reason (run->rule));
  g_free (finding->subject);
  finding->subject = g_strdup (subject);
  g_free (finding->sentence);
  finding->sentence = sentence ? sentence : cs_check_rule_say (run->rule, subject);
  finding->place.kind = kind;
  finding->place.variant = part ? part->variant : 0;
  finding->place.segment = part ? part->position : 0;
  finding->place.media = media;
  g_ptr_array_add (run->findings, finding);
  return finding;
}

const CsTarget *
cs_check_run_find_target (const CsCheckRun *run,
                          gint64            account)
{
  for (guint i = 0; i < run->question->targets->len; i++)
    {
      const CsTarget *target = &g_array_index (run->question->targets, CsTarget, i);

      if (target->account == account)
        return target;
    }

  return NULL;
}

gboolean
cs_check_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/* On one line: it becomes part of a sentence. */
char *
cs_check_dup_words (const char *text,
                    gsize       start,
                    gsize       end)
{
  g_autofree char *words = g_strndup (text + start, end - start);

  g_strdelimit (words, "\r\n\t", ' ');
  g_strstrip (words);
  if (g_utf8_strlen (words, -1) > 60)
    {
      g_autofree char *piece = g_utf8_substring (words, 0, 59);

      return g_strconcat (piece, "…", NULL);
    }
  return g_steal_pointer (&words);
}
