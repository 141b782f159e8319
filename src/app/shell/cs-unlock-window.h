/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-session.h"

G_BEGIN_DECLS

/* A decision is signed with the person's key, which is open for a while after the password was given. When an act is
 * refused with CS_ERROR_KEY_CLOSED, the password is asked for over the window and the act is tried again. Main thread only. */

/**
 * cs_unlock_async:
 * @widget: anything in the window over which to ask
 * @session: of the person whose key it is
 *
 * Asks for the password, and for the code of the second factor if one is set, and opens the key. A wrong password is
 * told in place and asked for again. In a practice office, where passwords are empty, nothing is asked.
 * Cancelling @cancellable closes the window.
 */
void        cs_unlock_async       (GtkWidget            *widget,
                                   CsSession            *session,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);

/**
 * cs_unlock_finish:
 *
 * Returns: %TRUE if the key is open; else @error is set, %G_IO_ERROR_CANCELLED if the person thought better of it
 */
gboolean    cs_unlock_finish      (GtkWidget            *widget,
                                   GAsyncResult         *result,
                                   GError              **error);

/**
 * cs_unlock_call_async:
 * @widget: anything in the window over which to ask; the source object of @callback
 * @arguments: (transfer full) (nullable): as for cs_office_call_async()
 *
 * Calls an operation that signs: if the key is closed, asks as cs_unlock_async() does and calls once more.
 */
void        cs_unlock_call_async  (GtkWidget            *widget,
                                   CsSession            *session,
                                   const char           *operation,
                                   JsonObject           *arguments,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);

/**
 * cs_unlock_call_finish:
 *
 * Returns: (transfer full): the operation's reply, or %NULL with @error; %G_IO_ERROR_CANCELLED if the password was not given
 */
JsonObject *cs_unlock_call_finish (GtkWidget            *widget,
                                   GAsyncResult         *result,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
