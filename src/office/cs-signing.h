/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-post-rows.h"
#include "cs-signed-note.h"

G_BEGIN_DECLS

/* Signing with the actor's opened key, in the transaction of the act. Quick: what is slow was done when the key was opened. Private to src/office. */

/**
 * cs_signing_get_key:
 * @id: (out): of the key
 *
 * On a reader too. Sets %CS_ERROR_KEY_CLOSED, %CS_ERROR_KEY_LOST or %CS_ERROR_KEY_ENDED.
 *
 * Returns: (transfer full): the actor's opened key
 */
CsSecret *cs_signing_get_key      (CsCall               *call,
                                   gint64               *id,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_signing_sign_decision:
 * @decision: as it was just added, with its id
 * @stage: of the route with which the post was submitted
 * @details: of the journal entry that follows: gets key, signature and ticks (their digest), so that the chain of hashes covers them
 *
 * Signs what the actor decided and keeps statement and signature; makes a checkpoint where one is due. Sets %CS_ERROR_KEY_CLOSED,
 * %CS_ERROR_KEY_LOST, %CS_ERROR_KEY_ENDED or %CS_ERROR_CLOCK_BACK: then nothing of the decision stays, since the call fails.
 */
gboolean cs_signing_sign_decision (CsCall               *call,
                                   const CsDecision     *decision,
                                   const CsRevisionRow  *revision,
                                   const CsStage        *stage,
                                   JsonObject           *details,
                                   GError              **error);

/**
 * cs_signing_make_checkpoint:
 * @checkpoint: (out) (optional) (transfer full): what it says
 *
 * Signs the journal's head and keeps the note, also outside the database once the call is committed; the same head twice is the same note.
 *
 * Returns: (transfer full): the note, or %NULL with @error as above
 */
char    *cs_signing_make_checkpoint (CsCall             *call,
                                     CsCheckpoint      **checkpoint,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
