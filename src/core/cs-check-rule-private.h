/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-check-builtins.h"
#include "cs-word-set.h"

G_BEGIN_DECLS

/* What cs-check-rule.c (matching) and cs-check-rule-file.c (reading) share. */
struct _CsCheckRule
{
  gatomicrefcount       references;
  char                 *id;         /* all owned, never NULL where not said */
  char                 *pack;
  CsLevel               level;
  CsWaiver              waiver;
  CsChecked             checked;
  CsLabels              labels;
  char                **languages;  /* NULL = every */
  GRegex               *pattern;    /* or NULL */
  GRegex               *except;     /* or NULL */
  char                **word_list;  /* or NULL */
  CsWordSet            *words;      /* or NULL */
  gboolean              ordered;    /* the words are names whose order must be kept */
  const CsCheckBuiltin *builtin;    /* or NULL; static */
  GHashTable           *parameters; /* char * to char * */
  char                 *sentence;
  char                 *reason;
  char                **fires;
  char                **quiet;
};

CsCheckRule *cs_check_rule_alloc     (void) G_GNUC_WARN_UNUSED_RESULT;

/* cs-check-names.c: names in a listing, in another order than @rule's */
void         cs_check_names_match    (const CsCheckRule *rule,
                                      const CsCheckText *text,
                                      GArray            *matches);

G_END_DECLS
