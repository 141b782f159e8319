/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-post-rows.h"

G_BEGIN_DECLS

/**
 * cs_amend_follow:
 * @post: as it was just written
 *
 * Once a correction is out, if only in part, the post that it corrects is a corrected one: its state and the journal say so, in the transaction that @db is in. Nothing
 * happens for any other post. Withdrawals are followed piece by piece (cs-outbox-withdraw.c).
 */
gboolean cs_amend_follow    (CsDb             *db,
                             const CsPostRow  *post,
                             gint64            now,
                             GError          **error);

/**
 * cs_amend_change_post:
 *
 * Takes @post where the transition table leads by @act, with an entry in the journal, by the program itself; @by: the correction or withdrawal, 0 = none. Where the
 * table has nothing, the post stays as it is.
 */
gboolean cs_amend_change_post (CsDb       *db,
                               CsPostRow  *post,
                               CsPostAct   act,
                               gint64      by,
                               gint64      now,
                               GError    **error);

G_END_DECLS
