/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"

G_BEGIN_DECLS

/* What the clock pass looks at beside the posts in review: full reviews of emergency posts, renewals of keys, and the computer's own clock. Private to
 * src/office. */

/**
 * cs_owed_find:
 * @any: (out): whether cs_owed_tell() has something to do at @now
 */
gboolean cs_owed_find (CsDb      *db,
                       gint64     now,
                       gboolean  *any,
                       GError   **error);

/**
 * cs_owed_tell:
 * @n_done: (inout): counts what was done
 *
 * Tells those who can act: of each thing at most once within 24 hours. In the transaction of the pass.
 */
gboolean cs_owed_tell (CsCall    *call,
                       guint     *n_done,
                       GError   **error);

G_END_DECLS
