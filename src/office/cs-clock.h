/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-calendar.h"
#include "cs-call.h"
#include "cs-notice-kind.h"
#include "cs-post-rows.h"

G_BEGIN_DECLS

/* The clocks of posts in review, and notices. Private to src/office. */

/* Clocks that are set by the network step back by so much at most. */
#define CS_CLOCK_TOLERANCE (2 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * cs_clocks_load_calendar:
 * @from: days before this moment are left out, 0 = all
 *
 * Returns: (transfer full): the office's working calendar
 */
CsCalendar *cs_clocks_load_calendar (CsCall            *call,
                                     gint64             from,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* At the first start: the hours of an ordinary office of that language. */
gboolean    cs_clocks_set_ordinary_week (CsCall        *call,
                                         GError       **error);

/**
 * cs_clocks_follow:
 * @post: with the state and stage that it has after @act; its row is not written yet
 *
 * What an act means for the clocks: where a stage opens, it sets when that was and until when it must be decided; where none is open any more, it
 * clears both. Also when the full review of an emergency post is owed. cs_post_acts_change_state() calls this for every act, and writes @post.
 */
gboolean    cs_clocks_follow        (CsCall            *call,
                                     CsPostRow         *post,
                                     CsPostAct          act,
                                     GError           **error);

/**
 * cs_clocks_reset:
 *
 * Works out anew until when the open stage of @post must be decided, from when it opened: after a new release time. The caller writes @post.
 */
gboolean    cs_clocks_reset         (CsCall            *call,
                                     CsPostRow         *post,
                                     GError           **error);

/* The same for every post in review, and writes them: after a change of the calendar or of the office's zone. */
gboolean    cs_clocks_reset_all     (CsCall            *call,
                                     GError           **error);

/* Sets %CS_ERROR_CLOCK_BACK where the open stage of @post opened after now: a decision would be signed with a time that was not. */
gboolean    cs_clocks_check_time    (CsCall            *call,
                                     const CsPostRow   *post,
                                     GError           **error);

/**
 * cs_clocks_add_reason:
 * @line: gets the members from which cs_clock_dup_reason() says how the time came about
 */
gboolean    cs_clocks_add_reason    (CsCalendar        *calendar,
                                     const CsPostRow   *post,
                                     const CsRoute     *route,
                                     JsonObject        *line,
                                     GError           **error);

/**
 * cs_clocks_propose:
 * @minutes: (out) (optional): working time that the stages still to be passed have together
 *
 * The next release time that leaves every remaining stage its minutes and lies in working hours.
 */
gboolean    cs_clocks_propose       (CsCall            *call,
                                     const CsPostRow   *post,
                                     gint64            *release_at,
                                     guint             *minutes,
                                     GError           **error);

/**
 * cs_clocks_pass:
 * @n_done: (inout): counts what was done
 *
 * Lets what was not signed by its release time expire, gives the reminders that are due and escalates what was not decided in time. In the process that
 * publishes; a turn without news writes nothing. Not on the store's own threads.
 */
gboolean    cs_clocks_pass          (CsStore           *store,
                                     gint64             now,
                                     guint             *n_done,
                                     GError           **error);

/**
 * cs_notices_send:
 * @person: 0 = to nobody
 * @post: 0 = none
 * @details: (transfer full) (nullable)
 *
 * Leaves @person a notice, in the transaction of the call. Nobody gets one about his own act.
 */
gboolean    cs_notices_send         (CsCall            *call,
                                     gint64             person,
                                     gint64             post,
                                     CsNoticeKind       kind,
                                     JsonObject        *details,
                                     GError           **error);

/* The same to everybody with one of @roles who is not retired. */
gboolean    cs_notices_send_roles   (CsCall            *call,
                                     CsRoles            roles,
                                     gint64             post,
                                     CsNoticeKind       kind,
                                     JsonObject        *details,
                                     GError           **error);

/* "notices" of the actor, newest first, and "n_unseen" of all */
gboolean    cs_notices_to_json      (CsCall            *call,
                                     gboolean           only_unseen,
                                     gint64             before,
                                     guint              limit,
                                     JsonObject        *reply,
                                     GError           **error);

/* {"name": of the actor, "reason": @reason} */
JsonObject *cs_notices_describe     (CsCall            *call,
                                     const char        *reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
