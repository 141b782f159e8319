/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-enums.h"
#include "cs-finding.h"

G_BEGIN_DECLS

/* A rule comes from a file; these bounds hold for every file, whoever wrote it. */
#define CS_CHECK_RULE_MAX_BYTES (256 * 1024)
#define CS_CHECK_RULE_MAX_PATTERN 8192 /* bytes of one pattern */
#define CS_CHECK_RULE_MAX_TEXT 20000   /* bytes of a text that a rule looks at: more than any network takes */
#define CS_CHECK_RULE_MAX_MATCHES 20   /* of one rule in one text */

typedef enum
{
  CS_CHECKED_TEXT = 1 << 0, /* segments, options of a poll, the content warning */
  CS_CHECKED_ALT = 1 << 1,
  CS_CHECKED_POST = 1 << 2,
  CS_CHECKED_MEDIA = 1 << 3,
  CS_CHECKED_CHART = 1 << 4,
} CsChecked;

/**
 * CsCheckRule:
 *
 * One rule by which posts are checked: a pattern, words, or a named test of ours with parameters. It is read from one file, which also holds
 * texts on which it must fire and on which it must not (src/README.md, "Checks"). Never changes; any thread.
 */
typedef struct _CsCheckRule CsCheckRule;

/**
 * CsCheckText:
 *
 * One piece of text as rules see it.
 */
typedef struct
{
  const char *text;
  gsize       size;     /* bytes; a rule looks at CS_CHECK_RULE_MAX_TEXT of them at most */
  const char *language; /* ISO 639-1, perhaps with more behind a hyphen */
  gint        day;      /* on which it goes out: days since 1970 in the office's zone */
} CsCheckText;

typedef struct
{
  gsize  start;    /* bytes */
  gsize  end;      /* bytes, behind the last */
  char  *sentence; /* instead of the rule's own, or NULL; owned */
  guint  excess;
} CsCheckMatch;

typedef struct _CsCheckBuiltin CsCheckBuiltin; /* cs-check-builtins.h */

/**
 * cs_check_rule_parse:
 * @name: of the file, for messages
 * @data: a key file: UTF-8, at most CS_CHECK_RULE_MAX_BYTES
 *
 * Sentences are taken in the interface language. Keys that no rule has are refused, since they are misspelt ones.
 * Sets %CS_ERROR_BAD_RULE; the message names the file, the key and what is wrong with it.
 */
CsCheckRule        *cs_check_rule_parse          (const char        *name,
                                                  const char        *data,
                                                  gsize              size,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_check_rule_new_list:
 * @kind: "banned", "sensitive" or "titles" (whose order in a listing must be kept)
 * @words: one a line; lines that begin with # are remarks
 *
 * A rule made of an imported list.
 */
CsCheckRule        *cs_check_rule_new_list       (const char        *id,
                                                  const char        *name,
                                                  const char        *kind,
                                                  CsLevel            level,
                                                  const char        *words,
                                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
CsCheckRule        *cs_check_rule_ref            (CsCheckRule       *rule);
void                cs_check_rule_unref          (CsCheckRule       *rule);

const char         *cs_check_rule_get_id         (const CsCheckRule *rule);

/* What stands before the slash in the id. */
const char         *cs_check_rule_get_pack       (const CsCheckRule *rule);
CsLevel             cs_check_rule_get_level      (const CsCheckRule *rule);
CsWaiver            cs_check_rule_get_waiver     (const CsCheckRule *rule);
CsChecked           cs_check_rule_get_checked    (const CsCheckRule *rule);

/* The labels that make the rule hold for a post; none = it holds for every post. */
CsLabels            cs_check_rule_get_labels     (const CsCheckRule *rule);
const char         *cs_check_rule_get_sentence   (const CsCheckRule *rule);
const char         *cs_check_rule_get_reason     (const CsCheckRule *rule);

/* Returns: (nullable): the test of ours that it names */
const CsCheckBuiltin *cs_check_rule_get_builtin  (const CsCheckRule *rule);

/**
 * cs_check_rule_get_parameter:
 *
 * Returns: (transfer none) (nullable): as the file's group [Parameters] says it
 */
const char         *cs_check_rule_get_parameter  (const CsCheckRule *rule,
                                                  const char        *name);
guint               cs_check_rule_get_number     (const CsCheckRule *rule,
                                                  const char        *name,
                                                  guint              otherwise);

/* Returns: (transfer none): texts, or contents as JSON, on which it must fire, and on which not */
const char * const *cs_check_rule_get_fires      (const CsCheckRule *rule);
const char * const *cs_check_rule_get_quiet      (const CsCheckRule *rule);

gboolean            cs_check_rule_has_language   (const CsCheckRule *rule,
                                                  const char        *language);

/* Returns: (transfer none): one of its languages, "en" if it holds for every */
const char         *cs_check_rule_get_language   (const CsCheckRule *rule);

/**
 * cs_check_rule_match:
 * @matches: (element-type CsCheckMatch): what is found is added
 *
 * Takes a bounded time whatever the rule and the text.
 *
 * Returns: %FALSE if the rule gave up, since its pattern needs too long on this text
 */
gboolean            cs_check_rule_match          (const CsCheckRule *rule,
                                                  const CsCheckText *text,
                                                  GArray            *matches);

/**
 * cs_check_rule_test:
 *
 * Tries the rule on its own examples, as if it were the only one. Sets %CS_ERROR_BAD_RULE; the message names the first example that
 * came out otherwise.
 */
gboolean            cs_check_rule_test           (CsCheckRule       *rule,
                                                  GError           **error);

/**
 * cs_check_matches_new:
 *
 * Returns: (transfer full) (element-type CsCheckMatch): empty; frees what its elements own
 */
GArray             *cs_check_matches_new         (void) G_GNUC_WARN_UNUSED_RESULT;

/* Adds one. @sentence: (transfer full) (nullable) */
void                cs_check_matches_add         (GArray            *matches,
                                                  gsize              start,
                                                  gsize              end,
                                                  char              *sentence);

/**
 * cs_check_rule_say:
 * @words: what was found
 *
 * Returns: (transfer full): the rule's sentence with {words} replaced
 */
char               *cs_check_rule_say            (const CsCheckRule *rule,
                                                  const char        *words) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCheckRule, cs_check_rule_unref)

G_END_DECLS
