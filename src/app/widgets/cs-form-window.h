/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsFormWindow:
 *
 * A small window in which a person fills in something that ends in one operation: Cancel, the button that does it, and what went wrong in place.
 *
 * CsFormWindow::submit: the button was pressed: call cs_form_window_call().
 * CsFormWindow::done: (JsonObject *): the operation's answer; the window closes.
 * CsFormWindow::refused: (const GError *): the operation said no; the sentence stands in the window already.
 */
#define CS_TYPE_FORM_WINDOW (cs_form_window_get_type ())
G_DECLARE_FINAL_TYPE (CsFormWindow, cs_form_window, CS, FORM_WINDOW, AdwWindow)

GtkWidget *cs_form_window_new (GtkWindow           *parent,
                               CsSession           *session,
                               const char          *title,
                               const char          *action);
void       cs_form_window_add       (CsFormWindow        *self,
                                     AdwPreferencesGroup *group);

/**
 * cs_form_window_set_valid:
 *
 * Whether what is filled in can be submitted.
 */
void       cs_form_window_set_valid (CsFormWindow        *self,
                                     gboolean             valid);

/**
 * cs_form_window_call:
 * @arguments: (transfer full)
 * @success: (nullable): what a toast says afterwards
 */
void       cs_form_window_call      (CsFormWindow        *self,
                                     const char          *operation,
                                     JsonObject          *arguments,
                                     const char          *success);

/**
 * cs_form_window_refuse:
 *
 * Says in place why what is filled in will not do.
 */
void       cs_form_window_refuse    (CsFormWindow        *self,
                                     const char          *sentence);

/**
 * cs_form_window_set_destructive:
 *
 * What the button does stops or discards something: it looks so, and Enter does not press it.
 */
void       cs_form_window_set_destructive (CsFormWindow  *self);

/**
 * cs_form_window_focus_cancel:
 *
 * Puts the focus on what changes nothing.
 */
void       cs_form_window_focus_cancel    (CsFormWindow  *self);

G_END_DECLS
