/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsFitLine:
 *
 * Beneath a picture in the composer: what was removed from its file when it was taken in; what each network that takes less gets instead, what that costs, and a look at both. Has the
 * renditions made by the office whenever picture or accounts change, and puts them into the draft. Hidden where there is nothing to say.
 */
#define CS_TYPE_FIT_LINE (cs_fit_line_get_type ())
G_DECLARE_FINAL_TYPE (CsFitLine, cs_fit_line, CS, FIT_LINE, AdwBin)

/* @part: segment, as cs_draft_find_part() counts */
GtkWidget *cs_fit_line_new (CsDraft *draft,
                            guint    part,
                            guint    position);

/**
 * cs_fit_line_remember:
 * @taking: what was done to the picture when it was taken in, from cs_reply_dup_taking()
 *
 * To be said beneath that picture for as long as the draft is open.
 */
void       cs_fit_line_remember (CsDraft        *draft,
                                 const CsDigest *digest,
                                 const char     *taking);

G_END_DECLS
