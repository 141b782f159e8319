/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-check-rule.h"
#include "cs-checker.h"

G_BEGIN_DECLS

/* Tests that no pattern can make; rules name them. Private to src/core. */

/**
 * CsCheckPart:
 *
 * One segment of the main text or of a variant, with those who get it.
 */
typedef struct
{
  const CsSegment *segment;
  guint            variant;  /* 0 = the main text, n = the variant n − 1 */
  guint            position; /* from 0 */
  guint            n_parts;  /* segments of the same text */
  const char      *language;
  GArray          *accounts; /* of gint64; lent */
} CsCheckPart;

/**
 * CsCheckRun:
 *
 * One look at a post. Lends everything.
 */
typedef struct
{
  const CsCheckQuestion *question;
  const CsCheckRule     *rule;     /* the one that looks now */
  GArray                *parts;    /* of CsCheckPart, in reading order */
  GPtrArray             *findings; /* of CsFinding */
  const char            *day;      /* on which it goes out, ISO date */
} CsCheckRun;

struct _CsCheckBuiltin
{
  const char *name;
  CsChecked   checked; /* what it can look at */
  void      (*text)   (const CsCheckRule *rule, const CsCheckText *text, GArray *matches); /* depends on nothing else; or NULL */
  void      (*post)   (CsCheckRun *run); /* or NULL */
  gboolean  (*keep)   (const CsCheckPart *part, const CsCheckMatch *match); /* what @text found, where more than the text decides; or NULL */
};

/* The test that stands for all of cs-checks.h. */
#define CS_CHECK_STRUCTURE "structure"

const CsCheckBuiltin *cs_check_builtin_find (const char *name);

/**
 * cs_check_run_add:
 * @subject: what a waiver stands for
 * @sentence: (transfer full) (nullable): instead of the rule's own
 *
 * Returns: (transfer none): the finding, to be completed
 */
CsFinding *cs_check_run_add          (CsCheckRun        *run,
                                      CsPlaceKind        kind,
                                      const CsCheckPart *part,
                                      guint              media,
                                      const char        *subject,
                                      char              *sentence);

/* Returns: (transfer none) (nullable): the limits of an account */
const CsTarget *cs_check_run_find_target (const CsCheckRun *run,
                                          gint64            account);

/**
 * cs_check_rule_compile:
 *
 * Compiles with bounds on what a match may cost. Sets %CS_ERROR_BAD_RULE.
 */
GRegex    *cs_check_rule_compile     (const char        *pattern,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_check_get_pattern:
 * @pattern: a literal of ours
 *
 * Returns: (transfer none): compiled, once for the program; any thread
 */
GRegex    *cs_check_get_pattern      (const char        *pattern);

gboolean   cs_check_is_blank         (const char        *text);

/* The words of a text from @start to @end, and no more than 60 characters of them. */
char      *cs_check_dup_words        (const char        *text,
                                      gsize              start,
                                      gsize              end) G_GNUC_WARN_UNUSED_RESULT;

/* cs-check-numbers.c: numbers that name a person or an account */
void cs_check_chinese_id      (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_uk_insurance    (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_nhs_number      (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_us_security     (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_bank_card       (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_iban            (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);

/* cs-check-dates.c: days */
void cs_check_weekday         (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_past_date       (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_relative_day    (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);

/* cs-check-writing.c: how it is written */
void cs_check_hashtags        (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_many_hashtags   (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_emoji           (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
void cs_check_unpaired        (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);

/* cs-check-structure.c: what every post needs and what networks take; @rules: by id, those that name the test “structure” */
void cs_check_structure       (CsCheckRun        *run,
                               GHashTable        *rules);

/* cs-check-post.c: what shows in the post as a whole */
void cs_check_conflicting     (CsCheckRun *run);
void cs_check_relative_late   (CsCheckRun *run);
void cs_check_links           (CsCheckRun *run);

/* cs-check-media.c: pictures and films */
void cs_check_repeated_alt    (CsCheckRun *run);
void cs_check_map_number      (CsCheckRun *run);
void cs_check_ai_label        (CsCheckRun *run);
void cs_check_text_picture    (CsCheckRun *run);
void cs_check_chart_colours   (CsCheckRun *run);
void cs_check_licence         (CsCheckRun *run);

/* cs-check-sources.c: figures */
void cs_check_unsourced       (const CsCheckRule *rule, const CsCheckText *text, GArray *matches);
gboolean cs_check_is_unsourced (const CsCheckPart *part, const CsCheckMatch *match);
void cs_check_differs         (CsCheckRun *run);
void cs_check_source_ended    (CsCheckRun *run);

G_END_DECLS
