/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-queue-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_outcome_window_new:
 * @words: what goes out with this piece
 * @sent: whether the person found it on the network
 *
 * Asks what has to be known before a person says what became of a piece whose outcome is unknown: the address where it is, or whether it is really not there.
 * Shows what was looked at, when, and what the network said.
 */
GtkWindow *cs_outcome_window_new (GtkWindow               *parent,
                                  CsSession               *session,
                                  const CsPublicationInfo *publication,
                                  const char              *words,
                                  gboolean                 sent);

/**
 * cs_outcome_window_new_removed:
 * @words: of the piece, or ""
 *
 * Asks whether it is really gone, before a person says so of a piece that the network did not take down.
 */
GtkWindow *cs_outcome_window_new_removed (GtkWindow            *parent,
                                          CsSession            *session,
                                          const CsTakeDownInfo *removal,
                                          const char           *words);

/* Returns: (transfer full): what is known of a piece of unknown outcome, in sentences */
char      *cs_outcome_describe   (const CsPublicationInfo *publication,
                                  gint64                   now,
                                  const char              *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
