/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_progress_call_async:
 * @widget: anything in the window above which to tell; the source object of @callback
 * @text: what is being done: “Writing the dossier…”
 * @arguments: (transfer full) (nullable): as for cs_office_call_async()
 *
 * Calls an operation that may take long. After half a second a small window says what is being done and lets the person cancel it.
 */
void        cs_progress_call_async  (GtkWidget            *widget,
                                     CsSession            *session,
                                     const char           *text,
                                     const char           *operation,
                                     JsonObject           *arguments,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);

/**
 * cs_progress_call_finish:
 *
 * Returns: (transfer full): the operation's reply, or %NULL; %G_IO_ERROR_CANCELLED if the person cancelled
 */
JsonObject *cs_progress_call_finish (GtkWidget            *widget,
                                     GAsyncResult         *result,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
