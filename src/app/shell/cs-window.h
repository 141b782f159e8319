/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-application.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsWindow:
 *
 * The one main window: opens the office, lets a person in, and arranges sidebar and pages. It does nothing else.
 *
 * Actions for pages: win.show-place (s), win.open-post (x), win.edit-post (x), win.new-post, win.back, win.toast (s), win.sit (x), win.search, win.sign-out,
 * win.open-office, win.open-practice, win.unlock.
 */
#define CS_TYPE_WINDOW (cs_window_get_type ())
G_DECLARE_FINAL_TYPE (CsWindow, cs_window, CS, WINDOW, AdwApplicationWindow)

/**
 * cs_window_new:
 * @folder: (nullable): of the office; %NULL = the one opened last, at first the practice office in the user's data folder, made if it is not there
 * @practice: whether to make the practice office in @folder if nothing is there yet
 * @seat: (nullable): login of the person whose seat to take in a practice office
 */
CsWindow  *cs_window_new (CsApplication *application,
                          const char    *folder,
                          const char    *seat,
                          gboolean       practice);

/**
 * cs_window_open_folder:
 * @folder: of another office, or an empty one for a new office
 *
 * Goes there, once what is typed here is saved. Says so and stays if the folder holds other things and no office.
 */
void       cs_window_open_folder (CsWindow      *self,
                                  const char    *folder);

/**
 * cs_window_get_session:
 *
 * Returns: (transfer none) (nullable): %NULL until the office is open
 */
CsSession *cs_window_get_session (CsWindow      *self);

/**
 * cs_window_get_page:
 *
 * Returns: (transfer none) (nullable): the page now shown
 */
GtkWidget *cs_window_get_page    (CsWindow      *self);

G_END_DECLS
