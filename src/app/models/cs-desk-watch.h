/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-clock-client.h"
#include "cs-delegation-client.h"
#include "cs-emergency-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsDeskWatch:
 *
 * What waits for the person signed in, asked once for everybody who shows it: the Desk, the sidebar's counters, the notifications.
 *
 * CsDeskWatch::updated: a fresh answer is there.
 * CsDeskWatch::arrived: (const CsPostInfo *): this post has begun to wait for me since the last answer.
 * CsDeskWatch::noticed: (const CsNoticeInfo *): the office told me this since the last answer; each once.
 * CsDeskWatch::failed: (const GError *): it could not be asked.
 */
#define CS_TYPE_DESK_WATCH (cs_desk_watch_get_type ())
G_DECLARE_FINAL_TYPE (CsDeskWatch, cs_desk_watch, CS, DESK_WATCH, GObject)

CsDeskWatch      *cs_desk_watch_new (CsSession   *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_desk_watch_get_desk:
 *
 * Returns: (transfer none) (nullable): the latest answer; %NULL before the first
 */
const CsDeskInfo *cs_desk_watch_get_desk    (CsDeskWatch *self);

/* Of the latest answer, (transfer none); %NULL before the first. Emergencies: those whose full review is owed. */
GPtrArray          *cs_desk_watch_get_emergencies (CsDeskWatch *self);
const CsFreezeInfo *cs_desk_watch_get_freeze      (CsDeskWatch *self); /* %NULL also while nothing is held */
GPtrArray          *cs_desk_watch_get_notices     (CsDeskWatch *self); /* not yet seen */
GPtrArray          *cs_desk_watch_get_questions   (CsDeskWatch *self);

/**
 * cs_desk_watch_get_delegations:
 *
 * Returns: (transfer none) (nullable) (element-type CsDelegationInfo): absences in which I am away or sign for somebody, past ones too, newest
 *   first; %NULL before they are known
 */
GPtrArray          *cs_desk_watch_get_delegations (CsDeskWatch *self);

/**
 * cs_desk_watch_dup_acting_for:
 *
 * Returns: (transfer full) (nullable): the names of those for whom I sign now; %NULL = nobody
 */
char             *cs_desk_watch_dup_acting_for (CsDeskWatch *self) G_GNUC_WARN_UNUSED_RESULT;
CsSession        *cs_desk_watch_get_session (CsDeskWatch *self);
void              cs_desk_watch_refresh     (CsDeskWatch *self);

/**
 * cs_desk_show_held:
 * @posts: (element-type CsPostInfo): to be shown
 * @freeze: (nullable): the open one
 *
 * A queued post that a freeze keeps from going out is queued for the office, but for people it is held, and is shown so.
 */
void              cs_desk_show_held (GPtrArray          *posts,
                                     const CsFreezeInfo *freeze);

G_END_DECLS
