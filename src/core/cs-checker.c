/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-checker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-check-builtins.h"

/* What was found in one text: as long as it is part of the post, it is not looked at again. */
typedef struct
{
  GArray  *found; /* of Found; owned */
  guint    used;  /* the run that used it last */
} Memory;

typedef struct
{
  const CsCheckRule *rule;     /* lent */
  CsCheckMatch       match;
  gboolean           gave_up;
} Found;

struct _CsChecker
{
  GPtrArray  *rules;  /* of CsCheckRule; a reference */
  GHashTable *memory; /* char * to Memory */
  GHashTable *structure; /* id to CsCheckRule: those that name the test of cs-checks.h; lent */
  guint       run;
  guint       n_read;
};

CsLinkFact *
cs_link_fact_new (const char *address,
                  CsLinkState state,
                  guint       status,
                  const char *detail)
{
  CsLinkFact *fact = g_new0 (CsLinkFact, 1);

  fact->address = g_strdup (address);
  fact->state = state;
  fact->status = status;
  fact->detail = g_strdup (detail);
  return fact;
}

void
cs_link_fact_free (CsLinkFact *fact)
{
  if (!fact)
    return;

  g_free (fact->address);
  g_free (fact->detail);
  g_free (fact);
}

static void
clear_found (gpointer data)
{
  g_free (((Found *) data)->match.sentence);
}

static void
free_memory (gpointer data)
{
  Memory *memory = data;

  g_array_unref (memory->found);
  g_free (memory);
}

CsChecker *
cs_checker_new (GPtrArray *rules)
{
  CsChecker *checker = g_new0 (CsChecker, 1);

  checker->rules = g_ptr_array_ref (rules);
  checker->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_memory);
  checker->structure = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < rules->len; i++)
    {
      CsCheckRule *rule = g_ptr_array_index (rules, i);
      const CsCheckBuiltin *builtin = cs_check_rule_get_builtin (rule);

      if (builtin && g_str_equal (builtin->name, CS_CHECK_STRUCTURE))
        g_hash_table_insert (checker->structure, (gpointer) cs_check_rule_get_id (rule), rule);
    }
  return checker;
}

void
cs_checker_free (CsChecker *checker)
{
  if (!checker)
    return;

  g_hash_table_unref (checker->memory);
  g_hash_table_unref (checker->structure);
  g_ptr_array_unref (checker->rules);
  g_free (checker);
}

GPtrArray *
cs_checker_get_rules (CsChecker *checker)
{
  return checker->rules;
}

guint
cs_checker_get_n_read (const CsChecker *checker)
{
  return checker->n_read;
}

static void
add_found (GArray            *found,
           const CsCheckRule *rule,
           const CsCheckMatch *match)
{
  Found one = { rule, { 0 }, match == NULL };

  if (match)
    {
      one.match = *match;
      one.match.sentence = g_strdup (match->sentence);
    }
  g_array_append_val (found, one);
}

static GArray *
read_text (CsChecker         *checker,
           const CsCheckText *text,
           CsChecked          as)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Found));

  g_array_set_clear_func (found, clear_found);
  checker->n_read++;
  for (guint i = 0; i < checker->rules->len; i++)
    {
      const CsCheckRule *rule = g_ptr_array_index (checker->rules, i);
      const CsCheckBuiltin *builtin = cs_check_rule_get_builtin (rule);
      g_autoptr(GArray) matches = NULL;

      if ((cs_check_rule_get_checked (rule) & as) == 0 || (builtin && !builtin->text) ||
          !cs_check_rule_has_language (rule, text->language))
        continue;
      matches = cs_check_matches_new ();
      if (!cs_check_rule_match (rule, text, matches))
        add_found (found, rule, NULL);
      for (guint j = 0; j < matches->len; j++)
        add_found (found, rule, &g_array_index (matches, CsCheckMatch, j));
    }
  return found;
}

static GArray *
remember (CsChecker         *checker,
          const CsCheckText *text,
          CsChecked          as)
{
  CsDigest digest = cs_digest_of_bytes (text->text, text->size);
  g_autofree char *hex = cs_digest_to_hex (&digest);
  g_autofree char *key = g_strdup_printf ("%s %d %d %s", hex, (int) as, text->day, text->language);
  Memory *memory = g_hash_table_lookup (checker->memory, key);

  if (!memory)
    {
      memory = g_new0 (Memory, 1);
      memory->found = read_text (checker, text, as);
      g_hash_table_insert (checker->memory, g_steal_pointer (&key), memory);
    }
  memory->used = checker->run;
  return memory->found;
}

static gboolean
is_forgotten (gpointer key,
              gpointer value,
              gpointer user_data)
{
  return ((Memory *) value)->used != ((CsChecker *) user_data)->run;
}

static void
add_text_finding (CsCheckRun        *run,
                  const Found       *found,
                  CsPlaceKind        kind,
                  const CsCheckPart *part,
                  guint              media,
                  const char        *text)
{
  g_autofree char *words = cs_check_dup_words (text, found->match.start, found->match.end);
  char *sentence = found->gave_up
                   /* Translators: %s is the name of a file. */
                   ? g_strdup_printf (_("The rule “%s” takes too long on this text and was left out"),
                                      cs_check_rule_get_id (found->rule))
                   : g_strdup (found->match.sentence);
  CsFinding *finding;

  run->rule = found->rule;
  finding = cs_check_run_add (run, kind, part, media, words, sentence);
  finding->place.start = found->match.start;
  finding->place.end = found->match.end;
  finding->excess = found->match.excess;
  if (found->gave_up)
    finding->level = CS_LEVEL_WARN;
}

static void
check_text (CsChecker         *checker,
            CsCheckRun        *run,
            gint               day,
            CsPlaceKind        kind,
            const CsCheckPart *part,
            guint              media,
            const char        *text)
{
  CsCheckText piece = { text, strlen (text), part ? part->language : run->question->content->language, day };
  GArray *found;

  if (piece.size == 0)
    return;
  found = remember (checker, &piece, kind == CS_PLACE_ALT ? CS_CHECKED_ALT : CS_CHECKED_TEXT);
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);
      CsLabels labels = cs_check_rule_get_labels (one->rule);

      const CsCheckBuiltin *builtin = cs_check_rule_get_builtin (one->rule);

      /* an answer of a poll, and the warning, have no words that could be tied to a source */
      if (builtin && builtin->keep && (kind != CS_PLACE_TEXT || !builtin->keep (part, &one->match)))
        continue;
      if (labels == CS_LABEL_NONE || (labels & run->question->labels) != 0)
        add_text_finding (run, one, kind, part, media, text);
    }
}

static void
check_part (CsChecker         *checker,
            CsCheckRun        *run,
            gint               day,
            const CsCheckPart *part)
{
  check_text (checker, run, day, CS_PLACE_TEXT, part, 0, part->segment->text);
  for (guint i = 0; part->segment->poll && i < part->segment->poll->options->len; i++)
    check_text (checker, run, day, CS_PLACE_POLL, part, i, g_ptr_array_index (part->segment->poll->options, i));
  for (guint i = 0; i < part->segment->media->len; i++)
    check_text (checker, run, day, CS_PLACE_ALT, part, i, cs_segment_get_media (part->segment, i)->alt_text);
}

static void
add_parts (GArray     *parts,
           GPtrArray  *segments,
           guint       variant,
           const char *language,
           GArray     *accounts)
{
  for (guint i = 0; i < segments->len; i++)
    {
      CsCheckPart part = { g_ptr_array_index (segments, i), variant, i, segments->len, language, accounts };

      g_array_append_val (parts, part);
    }
}

/* @main: (out): the accounts that get the main text; owned by the caller. */
static GArray *
collect_parts (const CsContent  *content,
               GArray          **main)
{
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (CsCheckPart));

  *main = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < content->accounts->len; i++)
    {
      gint64 account = g_array_index (content->accounts, gint64, i);

      if (!cs_content_find_variant (content, account))
        g_array_append_val (*main, account);
    }
  add_parts (parts, content->segments, 0, content->language, *main);
  for (guint i = 0; i < content->variants->len; i++)
    {
      const CsVariant *variant = cs_content_get_variant (content, i);

      add_parts (parts, variant->segments, i + 1, *variant->language ? variant->language : content->language,
                 variant->accounts);
    }
  return parts;
}

/* The day on which it goes out, in the zone of its release time; today where none is set. */
static gint
find_day (const CsCheckQuestion *question)
{
  gint64 at = question->release == CS_RELEASE_AT_TIME && question->release_at != 0 ? question->release_at : question->now;
  g_autoptr(GTimeZone) zone = question->zone ? g_time_zone_new_identifier (question->zone) : NULL;
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = moment && zone ? g_date_time_to_timezone (moment, zone) : NULL;
  GDateTime *seen = local ? local : moment;
  GDate date;

  if (!seen)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (seen), (GDateMonth) g_date_time_get_month (seen),
                  (GDateYear) g_date_time_get_year (seen));
  return (gint) g_date_get_julian (&date) - 719163;
}

static char *
format_day (gint day)
{
  GDate date;
  char text[32] = "";

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) MAX (day + 719163, 1));
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  return g_strdup (text);
}

static void
check_post (CsChecker  *checker,
            CsCheckRun *run)
{
  for (guint i = 0; i < checker->rules->len; i++)
    {
      const CsCheckRule *rule = g_ptr_array_index (checker->rules, i);
      const CsCheckBuiltin *builtin = cs_check_rule_get_builtin (rule);
      CsLabels labels = cs_check_rule_get_labels (rule);

      if (!builtin || !builtin->post || (labels != CS_LABEL_NONE && (labels & run->question->labels) == 0) ||
          !cs_check_rule_has_language (rule, run->question->content->language))
        continue;
      run->rule = rule;
      builtin->post (run);
    }
}

/* Reading order: what concerns the whole post, then part by part as it stands on the screen. */
static int
compare_findings (gconstpointer one,
                  gconstpointer other)
{
  const CsFinding *a = *(const CsFinding * const *) one;
  const CsFinding *b = *(const CsFinding * const *) other;
  gboolean a_whole = a->place.kind < CS_PLACE_TEXT;
  gboolean b_whole = b->place.kind < CS_PLACE_TEXT;

  if (a_whole != b_whole)
    return a_whole ? 1 : -1;
  if (a->place.variant != b->place.variant)
    return a->place.variant < b->place.variant ? -1 : 1;
  if (a->place.segment != b->place.segment)
    return a->place.segment < b->place.segment ? -1 : 1;
  if (a->place.kind != b->place.kind && !a_whole)
    return a->place.kind < b->place.kind ? -1 : 1;
  if (a->place.media != b->place.media)
    return a->place.media < b->place.media ? -1 : 1;
  if (a->place.account != b->place.account)
    return a->place.account < b->place.account ? -1 : 1;
  return a->place.start < b->place.start ? -1 : a->place.start > b->place.start;
}

GPtrArray *
cs_checker_run (CsChecker             *checker,
                const CsCheckQuestion *question)
{
  g_autoptr(GArray) accounts = NULL;
  g_autoptr(GArray) parts = collect_parts (question->content, &accounts);
  gint day = find_day (question);
  g_autofree char *iso = format_day (day);
  CsCheckRun run = { question, NULL, parts, g_ptr_array_new_with_free_func ((GDestroyNotify) cs_finding_free), iso };

  checker->run++;
  if (g_hash_table_size (checker->structure) > 0)
    cs_check_structure (&run, checker->structure);
  check_post (checker, &run);
  for (guint i = 0; i < parts->len; i++)
    check_part (checker, &run, day, &g_array_index (parts, CsCheckPart, i));
  check_text (checker, &run, day, CS_PLACE_WARNING, NULL, 0, question->content->warning);
  g_hash_table_foreach_remove (checker->memory, is_forgotten, checker);
  g_ptr_array_sort (run.findings, compare_findings);
  return run.findings;
}
