/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/* Called for each post. Returns: whether to go on */
typedef gboolean (*CsVerifyStep) (gpointer data, GError **error);
typedef void     (*CsVerifyFind) (gpointer data, const char *finding);

/**
 * cs_verify_replay:
 * @db: inside a transaction
 *
 * Replays every post from its first journal entry (cs-replay.h) and tells @find where the database says something else: its state, open stage, current
 * revision, route or round; an entry that cannot have happened; a post that the journal does not know, or that is gone. Private to cs-verify*.c.
 */
gboolean cs_verify_replay (CsDb          *db,
                           CsVerifyStep   step,
                           CsVerifyFind   find,
                           gpointer       data,
                           GError       **error);

G_END_DECLS
