/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-post-rows.h"
#include "cs-publication-rows.h"

G_BEGIN_DECLS

/* How answers show posts. Private to src/office; read by cs-reply-posts.c. */

/* One line of a list. */
JsonObject *cs_post_to_json        (const CsPostRow        *post,
                                    CsNames                *names,
                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *cs_publication_to_json (const CsPublicationRow *row) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_to_json:
 * @post: as it is in the database now
 *
 * Everything about one post, as the actor may know it.
 */
JsonObject *cs_sheet_to_json       (CsCall                 *call,
                                    const CsPostRow        *post,
                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
