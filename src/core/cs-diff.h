/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"
#include "cs-facts.h"

G_BEGIN_DECLS

typedef enum
{
  CS_DIFF_SAME,
  CS_DIFF_ADDED,
  CS_DIFF_REMOVED,
} CsDiffKind;

typedef struct
{
  CsDiffKind  kind;
  char       *text; /* owned */
} CsDiffRun;

void       cs_diff_run_free (CsDiffRun *run);

/**
 * cs_diff_words:
 *
 * Word by word (UAX #29 word borders; each Chinese character is a word of its own), the shortest difference, removed before added. Bounded: over 4,000
 * changed words it says all removed, all added.
 *
 * Returns: (transfer full) (element-type CsDiffRun): whose same and removed runs joined give @before, same and added runs @after
 */
GPtrArray *cs_diff_words    (const char *before,
                             const char *after) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsContentDiff:
 *
 * What changed between two revisions, for the summary line and the difference view.
 */
typedef struct
{
  GPtrArray *segments;        /* of GPtrArray of CsDiffRun: one for each segment of the longer post; owned */
  guint      words_added;
  guint      words_removed;
  GArray    *media_added;     /* of CsDigest; owned */
  GArray    *media_removed;   /* of CsDigest; owned */
  guint      alt_texts_changed;
  gboolean   media_reordered;
  gboolean   accounts_changed;
  gboolean   sources_changed;
  gboolean   settings_changed; /* language, visibility, warning, numbering, who may reply and quote, AI mark */
  gboolean   facts_changed[CS_N_FACT_KINDS]; /* polls, quotes and whatever else is signed: cs_content_list_facts() */
} CsContentDiff;

CsContentDiff *cs_content_diff         (const CsContent *before,
                                        const CsContent *after) G_GNUC_WARN_UNUSED_RESULT;
void           cs_content_diff_free    (CsContentDiff   *diff);
gboolean       cs_content_diff_is_empty (const CsContentDiff *diff);

/**
 * cs_content_diff_summary:
 *
 * Returns: (transfer full): "3 words added, 1 picture removed, alt text changed", translated; "No change" if empty
 */
char          *cs_content_diff_summary (const CsContentDiff *diff) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsContentDiff, cs_content_diff_free)

G_END_DECLS
