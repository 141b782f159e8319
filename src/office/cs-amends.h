/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-amendment-rows.h"
#include "cs-call.h"
#include "cs-content.h"
#include "cs-post-rows.h"
#include "cs-publication-rows.h"

G_BEGIN_DECLS

/* Corrections and withdrawals: what holds for a content that says it is one, and what answers tell of them. Private to src/office. */

/* Whether the post that it amends is one that the actor may know of. Sets %CS_ERROR_INVALID. */
gboolean cs_amends_check        (CsCall           *call,
                                 const CsContent  *content,
                                 GError          **error);

/* At submission: whether the other post is out, so that there is something to correct or to take down. Sets %CS_ERROR_WRONG_STATE. */
gboolean cs_amends_check_state  (CsCall           *call,
                                 const CsPostRow  *post,
                                 const CsContent  *content,
                                 GError          **error);

/* The row by which posts find each other says what the working copy says. */
gboolean cs_amends_keep         (CsCall           *call,
                                 const CsPostRow  *post,
                                 const CsContent  *content,
                                 GError          **error);

/* Adds "amends" and "amend_kind" to a line of a list, where there is something to say. */
gboolean cs_amends_add_to_line  (CsDb             *db,
                                 const CsPostRow  *post,
                                 JsonObject       *line,
                                 GError          **error);

/* Adds "amended", "amended_by", "removals", "looks", "may_correct" and "may_withdraw". */
gboolean cs_amends_add_to_sheet (CsCall           *call,
                                 const CsPostRow  *post,
                                 JsonObject       *reply,
                                 GError          **error);

/* @removal: (nullable): as it is told of @piece; without one it waits for its withdrawal */
JsonObject *cs_amends_removal_to_json (const CsPublicationRow *piece,
                                       const CsRemovalRow     *removal) G_GNUC_WARN_UNUSED_RESULT;

/* In @withdrawal: the post that is to take @post down and has not done so yet, 0 = none */
gboolean cs_amends_find_withdrawal (CsDb              *db,
                                    gint64             post,
                                    gint64            *withdrawal,
                                    GError           **error);

/* Whether the actor may begin one: by role and by the state of @post. */
gboolean cs_amends_may_begin    (const CsPersonRow *actor,
                                 const CsPostRow   *post,
                                 CsAmendKind        kind);

/* Whether the actor may say what became of something that the network did not take down */
gboolean cs_amends_may_resolve  (const CsPersonRow *actor);

#define CS_AMENDS_MAKERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)
#define CS_AMENDS_RESOLVERS (CS_ROLE_LEADER | CS_ROLE_DUTY)

G_END_DECLS
