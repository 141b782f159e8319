/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-emergency-rows.h"
#include "cs-post-rows.h"

G_BEGIN_DECLS

/* What emergencies and freezes mean elsewhere. Private to src/office. */

/* The full review of an emergency post is owed so long after its sign-off. */
#define CS_EMERGENCY_REVIEW_WITHIN (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* Who may make it, if he took no part. */
#define CS_EMERGENCY_REVIEWERS (CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)

/* What an act on an emergency post means for its full review: owed from the sign-off on, not any more where a signature or the post was taken back. */
gboolean    cs_emergencies_follow    (CsCall            *call,
                                      const CsPostRow   *post,
                                      CsPostAct          act,
                                      GError           **error);

/**
 * cs_emergencies_find_part:
 * @took_part: (out): whether @person wrote in the post, decided on it (or somebody did in his name), or started the emergency
 */
gboolean    cs_emergencies_find_part (CsCall            *call,
                                      gint64             post,
                                      gint64             person,
                                      gboolean          *took_part,
                                      GError           **error);

/* Tells those who may make the full review that it is overdue; where nobody may, those who can change that. */
gboolean    cs_emergencies_tell_overdue (CsCall               *call,
                                         const CsEmergencyRow *emergency,
                                         GError              **error);

/**
 * cs_emergencies_to_json:
 * @reply: gets "emergencies", those that nobody cleared (or all), and "freeze", the open one, if there is one
 */
gboolean    cs_emergencies_to_json   (CsCall            *call,
                                      CsNames           *names,
                                      gboolean           only_open,
                                      JsonObject        *reply,
                                      GError           **error);

G_END_DECLS
