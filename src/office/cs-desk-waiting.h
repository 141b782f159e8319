/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"

G_BEGIN_DECLS

/**
 * cs_desk_add_waiting:
 * @limit: of each list
 * @reply: gets "waiting" (the first by due time), "n_waiting" (of all), "wanted" and "n_wanted" (posts on which one is asked to comment)
 *
 * What waits for the actor's decision, in his own name or in that of somebody who is away. Whether it does is the chain's to say, of every post in
 * review: but where the actor has no part in a post yet, its answer does not depend on the post's history, which is then not read, and is the same for
 * all posts of one route, stage, section and label.
 */
gboolean cs_desk_add_waiting (CsCall      *call,
                              CsNames     *names,
                              guint        limit,
                              JsonObject  *reply,
                              GError     **error);

/**
 * cs_desk_add_page:
 * @after_due, @after: what "last_due" and "last" of the page before said; 0 and 0 = the first page
 * @reply: gets "waiting" (at most @limit, by due time), "more" (whether another page may follow), "last_due" and "last"
 *
 * The same list by pages: walks no further than the page goes.
 */
gboolean cs_desk_add_page    (CsCall      *call,
                              CsNames     *names,
                              gint64       after_due,
                              gint64       after,
                              guint        limit,
                              JsonObject  *reply,
                              GError     **error);

G_END_DECLS
