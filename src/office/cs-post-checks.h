/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-checker.h"
#include "cs-post-rules.h"

G_BEGIN_DECLS

/* A post against the rules of its office, with what was waived. Private to src/office. */

/**
 * cs_post_checks_run:
 * @links: (nullable) (element-type CsLinkFact): links that were followed
 *
 * Returns: (transfer full) (element-type CsFinding): what was found; what a waiver stands for is marked. A waiver of a blocking finding counts only as long as
 *   whoever gave it has no part in the post.
 */
GPtrArray  *cs_post_checks_run      (CsCall           *call,
                                     const CsPostRow  *post,
                                     const CsContent  *content,
                                     GPtrArray        *links,
                                     GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* The content that people see and decide on: the working copy while it is written, else the revision. */
CsContent  *cs_post_checks_content  (CsCall           *call,
                                     const CsPostRow  *post,
                                     GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets "findings" of @reply. */
void        cs_post_checks_to_json  (GPtrArray        *findings,
                                     JsonObject       *reply);

/**
 * cs_post_checks_allow:
 *
 * Sets %CS_ERROR_RELEASE_PAST where nothing else holds the post back, else %CS_ERROR_INCOMPLETE with what does.
 *
 * Returns: %TRUE if nothing holds it back
 */
gboolean    cs_post_checks_allow    (GPtrArray        *findings,
                                     GError          **error);

G_END_DECLS
