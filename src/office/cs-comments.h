/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-comment-rows.h"
#include "cs-post-rows.h"

G_BEGIN_DECLS

/* What answers say of comments and claims. Private to src/office; read by cs-comment-client.c and cs-reply-posts.c. */

/* How long "I am on it" holds without another act. Microseconds. */
#define CS_CLAIM_TIME (30 * G_TIME_SPAN_MINUTE)

/**
 * cs_comments_to_json:
 * @shown: the content that the sheet shows, as JSON
 * @working: the working copy, as JSON
 *
 * All comments on @post, oldest first, each with its place in @shown and with what the actor may do about it.
 */
JsonArray *cs_comments_to_json    (CsCall           *call,
                                   const CsPostRow  *post,
                                   CsNames          *names,
                                   const char       *shown,
                                   const char       *working,
                                   GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the actor may comment on @post: who writes or decides in this office may, as long as something can still come of it. */
gboolean   cs_comments_may_add    (const CsPersonRow *actor,
                                   const CsPostRow   *post);

/* Whether the actor may say that a comment is dealt with: who made it, a leader, and the author of the post; but a question is not closed by him who is asked. */
gboolean   cs_comments_may_resolve (const CsPersonRow  *actor,
                                    const CsPostRow    *post,
                                    const CsCommentRow *row);

/* Who is on it: members of @object. */
gboolean   cs_claims_add_to_json  (CsDb             *db,
                                   gint64            now,
                                   gint64            post,
                                   CsNames          *names,
                                   JsonObject       *object,
                                   GError          **error);

/* The actor did something about @post: a claim that he holds counts from now. */
gboolean   cs_claims_renew        (CsCall           *call,
                                   gint64            post,
                                   GError          **error);

/* A decision of the actor ends his claim. @anyones: whosever it is, since the open stage is another one. */
gboolean   cs_claims_end          (CsCall           *call,
                                   gint64            post,
                                   gboolean          anyones,
                                   GError          **error);

G_END_DECLS
