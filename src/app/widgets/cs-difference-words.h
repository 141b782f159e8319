/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "cs-diff.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_difference_words_mark:
 * @runs: (element-type CsDiffRun): what cs_diff_words() gave
 * @dark: whether it stands on a dark ground
 * @text: (out) (transfer full): the text that is shown; long unchanged stretches are shortened to what stands beside a change
 *
 * Returns: (transfer full): underlines and strikes for @text, with colours
 */
PangoAttrList *cs_difference_words_mark     (GPtrArray  *runs,
                                             gboolean    dark,
                                             char      **text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_difference_words_spoken:
 *
 * Returns: (transfer full): the changes in words, for those who do not see them
 */
char          *cs_difference_words_spoken   (GPtrArray  *runs) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_difference_words_settings:
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each change of accounts, sources and settings
 */
GPtrArray     *cs_difference_words_settings (CsSession       *session,
                                             const CsContent *before,
                                             const CsContent *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
