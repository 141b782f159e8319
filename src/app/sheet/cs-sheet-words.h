/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-replies.h"

G_BEGIN_DECLS

/* What a person still has to do before he may approve; the first of them counts. */
typedef enum
{
  CS_NEED_NOTHING,
  CS_NEED_TIME,    /* its release time has passed */
  CS_NEED_PICTURE, /* a picture cannot be shown */
  CS_NEED_SEEING,  /* part of it was not on the screen yet */
  CS_NEED_LINES,   /* an important post is confirmed line by line */
  CS_NEED_TICKS,   /* the points of the stage */
} CsSheetNeed;

/* The sentences of the sheet that depend on times and states: pure, so that they are tested without a window. */

/**
 * cs_sheet_words_decide:
 * @principal: (nullable): in whose name, if not in one's own
 * @now: UTC microseconds
 * @zone: IANA name of the zone of who reads
 *
 * What follows from deciding yes: "Approve", "Sign — goes out at once", "Sign — goes out at 16:00".
 *
 * Returns: (transfer full): the label of the button
 */
char       *cs_sheet_words_decide      (const CsSheetInfo       *sheet,
                                        const char              *principal,
                                        gint64                   now,
                                        const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_decided:
 * @before: the sheet on which the decision was made
 * @verdict: what was decided
 * @principal: (nullable): in whose name, if not in one's own
 * @to_stage: (nullable): title of the earlier stage to which it was returned; %NULL = to who wrote it
 * @next: whether another post follows
 *
 * Returns: (transfer full): the toast after a decision
 */
char       *cs_sheet_words_decided     (const CsSheetInfo       *before,
                                        CsVerdict                verdict,
                                        const char              *principal,
                                        const char              *to_stage,
                                        gboolean                 next,
                                        gint64                   now,
                                        const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_release:
 *
 * Returns: (transfer full): when it goes out or went out, as a sentence, with its zone where that is not @zone
 */
char       *cs_sheet_words_release     (const CsPostInfo        *post,
                                        gint64                   now,
                                        const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_written:
 *
 * Returns: (transfer full): who wrote it, in which section, and which version this is
 */
char       *cs_sheet_words_written     (const CsSheetInfo       *sheet) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_publication:
 *
 * Returns: (transfer full): how the piece stands, with its time: "Goes out in 12 min", "Sent today 16:00"
 */
char       *cs_sheet_words_publication (const CsPublicationInfo *publication,
                                        gint64                   now,
                                        const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_trouble:
 *
 * Returns: (transfer none): what went wrong with the piece and what to do, or "" if nothing did
 */
const char *cs_sheet_words_trouble     (const CsPublicationInfo *publication);

/**
 * cs_sheet_words_source:
 *
 * Returns: (transfer full): publisher, title and date of a source in one line
 */
char       *cs_sheet_words_source      (const CsSource          *source) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_standing:
 *
 * Returns: (transfer full): how a post stands that is not open for a decision, and what is to be done, if anything
 */
char       *cs_sheet_words_standing    (const CsSheetInfo       *sheet,
                                        gint64                   now,
                                        const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_claim:
 * @me: id of who reads
 *
 * Returns: (transfer full) (nullable): who is on it, and until when; %NULL if nobody is
 */
char       *cs_sheet_words_claim       (const CsPostInfo        *post,
                                        gint64                   me,
                                        gint64                   now,
                                        const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_due:
 *
 * Returns: (transfer full) (nullable): how the time by which the open stage has to decide came about; %NULL if it has none
 */
char       *cs_sheet_words_due         (const CsSheetInfo       *sheet,
                                        gint64                   now,
                                        const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_need:
 * @left: how many points or lines are left
 *
 * Returns: (transfer full) (nullable): what has to be done before one may approve, and by which key; %NULL for nothing
 */
char       *cs_sheet_words_need        (CsSheetNeed              need,
                                        guint                    left) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_words_may_act:
 *
 * Whether the person may decide now, in his own name or in somebody else's.
 */
gboolean    cs_sheet_words_may_act     (const CsSheetInfo       *sheet);

/**
 * cs_sheet_words_is_late:
 *
 * Whether the release time of a post that is not signed yet has passed, so that signing would be refused.
 */
gboolean    cs_sheet_words_is_late     (const CsPostInfo        *post,
                                        gint64                   now);

G_END_DECLS
