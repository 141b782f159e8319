/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-office.h"

G_BEGIN_DECLS

/**
 * CsProgressTeller:
 *
 * Brings the progress of one call from the thread that works to the main context of whoever opened the office: at most ten times a second, never two at once in its
 * queue, and its end for certain. Private to src/office.
 */
typedef struct _CsProgressTeller CsProgressTeller;

/**
 * cs_progress_teller_new:
 * @operation: static: the operation's name
 * @context: where CsOffice::progress is emitted
 */
CsProgressTeller *cs_progress_teller_new   (CsOffice          *office,
                                            const char        *operation,
                                            GMainContext      *context) G_GNUC_WARN_UNUSED_RESULT;
void              cs_progress_teller_unref (CsProgressTeller  *self);

/* A CsProgress with the teller as its data. Any thread. */
void              cs_progress_teller_tell  (double             done,
                                            gpointer           data);

G_END_DECLS
