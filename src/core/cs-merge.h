/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/* Two people changed one draft: what each of them made of what it was, part by part, and one content out of both. */

typedef enum
{
  CS_MERGE_MINE,
  CS_MERGE_THEIRS,
} CsMergeSide;

/**
 * CsMergeRow:
 *
 * A part of the main text, or all the words of one variant, that differs between the two.
 */
typedef struct
{
  gint64       account;       /* of a variant: its first one; 0 = the main text */
  guint        position;      /* of the part in the main text */
  char        *base;          /* texts, owned; NULL where that side has no such part */
  char        *mine;
  char        *theirs;
  gboolean     mine_changed;  /* against what it was: words, pictures, poll, whatever belongs to the part */
  gboolean     theirs_changed;
  CsMergeSide  side;          /* which is taken: at first the one that changed, mine where both did */
} CsMergeRow;

void       cs_merge_row_free (CsMergeRow      *row);

/**
 * cs_merge_list:
 *
 * Returns: (transfer full) (element-type CsMergeRow): what differs between @mine and @theirs, in reading order
 */
GPtrArray *cs_merge_list     (const CsContent *base,
                              const CsContent *mine,
                              const CsContent *theirs) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_merge_apply:
 * @rows: (element-type CsMergeRow): with their sides chosen
 *
 * What is of no part (accounts, sources, language, settings) is theirs where only they changed it, else mine.
 */
CsContent *cs_merge_apply    (const CsContent *base,
                              const CsContent *mine,
                              const CsContent *theirs,
                              GPtrArray       *rows) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMergeRow, cs_merge_row_free)

G_END_DECLS
