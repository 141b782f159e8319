/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/* What a person does with the parts of a thread. @segments: of CsSegment, of the main text or a variant. A segment that goes on being there
 * stays the same struct, so that whoever shows it finds it again. */

/**
 * cs_thread_add:
 *
 * Puts an empty part behind the one at @position. %FALSE if there are as many as there may be.
 */
gboolean   cs_thread_add          (GPtrArray *segments,
                                   guint      position);

/**
 * cs_thread_split:
 * @at: in the part's text, bytes; at a character
 *
 * What stands behind @at becomes a part of its own, with the claims that stand there. Pictures, poll and quote stay with the first half. White space
 * where the text was cut goes. %FALSE if there are as many parts as there may be.
 */
gboolean   cs_thread_split        (GPtrArray *segments,
                                   guint      position,
                                   gsize      at);

/**
 * cs_thread_spread:
 * @texts: (element-type utf8): what the part is to be from now on
 *
 * The same in several places at once. %FALSE if these are more parts than there may be.
 */
gboolean   cs_thread_spread       (GPtrArray *segments,
                                   guint      position,
                                   GPtrArray *texts);

/**
 * cs_thread_may_merge:
 *
 * Whether the part at @position can be joined with the one before: not if both have a poll or a quote, or have too many pictures together.
 */
gboolean   cs_thread_may_merge    (GPtrArray *segments,
                                   guint      position);

/**
 * cs_thread_merge:
 *
 * Joins the part at @position with the one before, which stays.
 *
 * Returns: where the text of the second one begins now, bytes
 */
gsize      cs_thread_merge        (GPtrArray *segments,
                                   guint      position);

/**
 * cs_thread_move:
 *
 * Moves the part at @from to @to. What the thread answers stays with whichever part is first.
 */
void       cs_thread_move         (GPtrArray *segments,
                                   guint      from,
                                   guint      to);

/**
 * cs_thread_remove:
 *
 * Takes a part out; never the last one that there is.
 *
 * Returns: (transfer full) (nullable): it
 */
CsSegment *cs_thread_remove       (GPtrArray *segments,
                                   guint      position) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_thread_insert:
 * @segment: (transfer full): one that was removed
 */
void       cs_thread_insert       (GPtrArray *segments,
                                   guint      position,
                                   CsSegment *segment);

/* (transfer full): each segment copied, as an undo keeps them */
GPtrArray *cs_thread_copy         (GPtrArray *segments) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
