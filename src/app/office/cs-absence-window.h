/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsAbsenceFor:
 *
 * Whose absence is entered.
 */
typedef enum
{
  CS_ABSENCE_OWN,
  CS_ABSENCE_OTHERS, /* on a named written order */
} CsAbsenceFor;

/**
 * cs_absence_window_new:
 *
 * Enters an absence: from when until when, who signs, for which accounts and labels. The action win.absence opens it for oneself.
 *
 * Returns: (transfer none): to present
 */
GtkWindow *cs_absence_window_new       (GtkWindow     *parent,
                                        CsSession     *session,
                                        CsAbsenceFor   whose);

/**
 * cs_absence_may_enter_others:
 *
 * Whether @me may enter somebody else's absence. The operation says so too.
 */
gboolean   cs_absence_may_enter_others (const CsPersonInfo *me);

G_END_DECLS
