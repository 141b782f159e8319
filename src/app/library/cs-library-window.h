/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-library-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsLibraryWindow:
 *
 * One picture, chart or film of the library: what is known of its rights, to be changed in place; the posts that use it; what looks like it.
 *
 * CsLibraryWindow::noted: what is known of it was changed.
 */
#define CS_TYPE_LIBRARY_WINDOW (cs_library_window_get_type ())
G_DECLARE_FINAL_TYPE (CsLibraryWindow, cs_library_window, CS, LIBRARY_WINDOW, AdwWindow)

GtkWidget *cs_library_window_new (GtkWindow      *parent,
                                  CsSession      *session,
                                  const CsDigest *digest);

/**
 * cs_library_pick_async:
 *
 * Lets a person choose one for a post. The callback gets it by cs_library_pick_finish(), or an error that is silent if he chose none.
 */
void         cs_library_pick_async  (GtkWindow            *parent,
                                     CsSession            *session,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
CsMediaItem *cs_library_pick_finish (GAsyncResult         *result,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
