/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-draft-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPresence:
 *
 * Says in the office that somebody has a draft open, again and again while it is, and hears who else has. Signal "changed".
 */
#define CS_TYPE_PRESENCE (cs_presence_get_type ())
G_DECLARE_FINAL_TYPE (CsPresence, cs_presence, CS, PRESENCE, GObject)

CsPresence *cs_presence_new (CsSession  *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_presence_hold:
 * @post: id; nothing happens for 0 or the one that is held
 */
void        cs_presence_hold        (CsPresence *self,
                                     gint64      post);

/**
 * cs_presence_ask:
 *
 * Renews at once, rather than when it is due.
 */
void        cs_presence_ask         (CsPresence *self);

/**
 * cs_presence_release:
 *
 * The draft is closed.
 */
void        cs_presence_release     (CsPresence *self);

/**
 * cs_presence_get_others:
 *
 * Returns: (transfer none) (element-type CsHolderInfo): who else has it open
 */
GPtrArray  *cs_presence_get_others  (CsPresence *self);

G_END_DECLS
