/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-chain-rows.h"

G_BEGIN_DECLS

/* What deciding and taking back share with the sheet. Private to src/office. */

/* Whether a decision at the open stage can send the post back to @stage: an earlier one where somebody decides. */
gboolean cs_deciding_may_return_to (const CsChain        *chain,
                                    guint                 stage);

/**
 * cs_deciding_record:
 * @decision: (transfer full): complete but for its id; the chain owns it from here
 * @revision: that it is about
 *
 * Writes a decision, signs it and tells the journal. Nothing about @post changes.
 */
gboolean cs_deciding_record        (CsCall               *call,
                                    const CsPostRow      *post,
                                    CsChainRows          *rows,
                                    CsDecision           *decision,
                                    const CsRevisionRow  *revision,
                                    GError              **error);

/**
 * CsTakeBack:
 *
 * What it takes to know whether a decision can still be taken back.
 */
typedef struct
{
  const CsPostRow *post;      /* lent */
  const CsChain   *chain;     /* lent */
  gboolean         on_its_way;/* the network may have a part of it */
  gboolean         changed;   /* the working copy says something else than what was decided on */
} CsTakeBack;

gboolean cs_take_back_init         (CsTakeBack           *self,
                                    CsCall               *call,
                                    const CsPostRow      *post,
                                    const CsChain        *chain,
                                    GError              **error);

/**
 * cs_take_back_check:
 * @index: of a decision in the chain
 *
 * Whether @person, who made it or in whose name it was made, may take that decision back now, with a reason or without. Sets %CS_ERROR_NOT_OWN_DECISION, %CS_ERROR_OVERTAKEN,
 * %CS_ERROR_ON_ITS_WAY or %CS_ERROR_WRONG_STATE.
 */
gboolean cs_take_back_check        (const CsTakeBack     *self,
                                    gint64                person,
                                    guint                 index,
                                    GError              **error);

/* Whether others decided since, so that taking back is more than an undo and needs a reason. */
gboolean cs_take_back_needs_reason (const CsTakeBack     *self,
                                    guint                 index);

G_END_DECLS
