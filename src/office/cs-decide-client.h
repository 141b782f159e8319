/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-chain.h"

G_BEGIN_DECLS

/* The client side of deciding: typed arguments of post.decide, post.take-back, post.claim and post.unclaim. What they change is read with
 * cs_reply_read_sheet(). */

/**
 * CsDecideRequest:
 *
 * One person's decision, for exactly the content that he read. Lends everything; a struct of zeros but to_stage -1 is an approval in one's own name.
 */
typedef struct
{
  gint64       post;
  CsDigest     digest;     /* of the content that was read: CsSheetInfo.digest */
  guint        stage;      /* that was seen open */
  CsVerdict    verdict;    /* approve, return or reject */
  const char  *reason;     /* needed to return or reject; or NULL */
  gint64       acting_for; /* in whose name, one of CsSheetInfo.principals; 0 = one's own */
  int          to_stage;   /* of a return: an earlier stage; -1 = the drafter */
  guint32      ticks;      /* bits, in the order of CsStageInfo.ticks: all of them to approve */
  guint        lines;      /* of an important post: how many were confirmed, all of them to approve (CsSheetInfo.n_lines) */
} CsDecideRequest;

/* post.decide */
JsonObject *cs_arguments_decide    (const CsDecideRequest *request) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_arguments_take_back:
 * @reason: (nullable): needed where CsDecisionInfo.take_back_needs_reason says so
 *
 * post.take-back: one's own decision, or one made in one's name, no longer counts; the post is in review again at its stage.
 */
JsonObject *cs_arguments_take_back (gint64                 post,
                                    gint64                 decision,
                                    const char            *reason) G_GNUC_WARN_UNUSED_RESULT;

/* post.claim and post.unclaim: cs_arguments_one ("post", id) */

G_END_DECLS
