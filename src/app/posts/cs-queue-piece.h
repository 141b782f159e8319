/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-queue-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_queue_piece_new:
 *
 * Returns: (transfer floating): one piece of a post in the queue: its state, account and words, what is the matter, and what one can do. Its buttons use the
 * actions queue.retry ((xb)), queue.resolve ((xb)), queue.withdraw (x), queue.remove-again (x), queue.removed (x) of the page around it.
 */
GtkWidget *cs_queue_piece_new      (CsSession          *session,
                                    const CsQueueEntry *entry,
                                    const CsQueuePiece *piece) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): what is the matter with it, and what that means for the post; "" = nothing */
char      *cs_queue_piece_trouble  (const CsQueuePiece *piece,
                                    gint64              now,
                                    const char         *zone) G_GNUC_WARN_UNUSED_RESULT;

/* The same of a piece that nobody takes down, wherever it is shown */
char      *cs_queue_piece_describe_trouble (const CsPublicationInfo *publication,
                                            gint64                   now,
                                            const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
