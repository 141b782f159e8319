/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-key-client.h"
#include "cs-office.h"
#include "cs-replies.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * CsSession:
 *
 * The office as one window uses it: the door, who is signed in, and the few things every page needs at hand (the office's name, its accounts). Main thread only.
 *
 * CsSession::changed: something in the office changed and what the session keeps is fresh again: pages ask again. Debounced.
 */
#define CS_TYPE_SESSION (cs_session_get_type ())
G_DECLARE_FINAL_TYPE (CsSession, cs_session, CS, SESSION, GObject)

/**
 * cs_session_new:
 * @folder: of the office
 *
 * Empty until cs_session_refresh_async() has been done once.
 */
CsSession           *cs_session_new (CsOffice             *office,
                                     const char           *folder) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_session_refresh_async:
 *
 * Asks for the office, the person signed in and the accounts. Nobody signed in is not an error: cs_session_get_me() is %NULL then.
 */
void                 cs_session_refresh_async  (CsSession            *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean             cs_session_refresh_finish (CsSession            *self,
                                                GAsyncResult         *result,
                                                GError              **error);

CsOffice            *cs_session_get_office     (CsSession            *self);
const char          *cs_session_get_folder     (CsSession            *self);

/**
 * cs_session_get_me:
 *
 * Returns: (transfer none) (nullable): who is signed in; valid until the next CsSession::changed
 */
const CsPersonInfo  *cs_session_get_me         (CsSession            *self);

/**
 * cs_session_get_key_state:
 *
 * Returns: (transfer none): how it stood with my key and second factor at the last CsSession::changed; the key may have closed since
 */
const CsKeyState    *cs_session_get_key_state  (CsSession            *self);

/**
 * cs_session_get_info:
 *
 * Returns: (transfer none): the office; valid until the next CsSession::changed. Never %NULL after the first refresh.
 */
const CsOfficeInfo  *cs_session_get_info       (CsSession            *self);

/**
 * cs_session_get_accounts:
 *
 * Returns: (transfer none) (element-type CsAccountInfo): all accounts, retired ones too
 */
GPtrArray           *cs_session_get_accounts   (CsSession            *self);

/**
 * cs_session_describe_cost:
 *
 * Returns: (transfer full): what publishing @content costs, a sentence a line for each account where that is known; "" for nothing
 */
char                *cs_session_describe_cost  (CsSession            *self,
                                                const CsContent      *content) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_session_find_account:
 *
 * Returns: (transfer none) (nullable): the account of that id
 */
const CsAccountInfo *cs_session_find_account   (CsSession            *self,
                                                gint64                id);

/**
 * cs_session_find_texture:
 *
 * Returns: (transfer none) (nullable): a picture kept by cs_session_keep_texture()
 */
GdkTexture          *cs_session_find_texture   (CsSession            *self,
                                                const char           *key);

/**
 * cs_session_keep_texture:
 *
 * Keeps small pictures that lists show again and again; forgets all when there are too many.
 */
void                 cs_session_keep_texture   (CsSession            *self,
                                                const char           *key,
                                                GdkTexture           *texture);

G_END_DECLS
