/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cs-error.h"

G_BEGIN_DECLS

/**
 * CsOffice:
 *
 * The one door: every act and every question goes through it, for the person signed in. The caller does not know whether the office is in this process or behind a server.
 */
#define CS_TYPE_OFFICE (cs_office_get_type ())
G_DECLARE_INTERFACE (CsOffice, cs_office, CS, OFFICE, GObject)

struct _CsOfficeInterface
{
  GTypeInterface parent;

  void        (*call_async)  (CsOffice            *self,
                              const char          *operation,
                              JsonObject          *arguments,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
  JsonObject *(*call_finish) (CsOffice            *self,
                              GAsyncResult        *result,
                              GError             **error);
  JsonObject *(*call)        (CsOffice            *self,
                              const char          *operation,
                              JsonObject          *arguments,
                              GCancellable        *cancellable,
                              GError             **error);
};

/**
 * cs_office_call_async:
 * @operation: "post.submit"; the reference is `countersign-cli operations`
 * @arguments: (transfer full) (nullable): from cs-arguments.h
 *
 * The callback comes in the caller's main context; a write is synced by then.
 */
void        cs_office_call_async  (CsOffice             *self,
                                   const char           *operation,
                                   JsonObject           *arguments,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
JsonObject *cs_office_call_finish (CsOffice             *self,
                                   GAsyncResult         *result,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_office_call:
 *
 * The same, blocking: for the terminal and for tests, never on the app's main thread.
 */
JsonObject *cs_office_call        (CsOffice             *self,
                                   const char           *operation,
                                   JsonObject           *arguments,
                                   GCancellable         *cancellable,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsOffice::changed:
 *
 * Something was committed, here or by another program: pages ask again. Main context of the thread that opened the office; several commits may make one signal.
 */

/**
 * CsOffice::progress:
 * @operation: the name of the operation
 * @done: from 0 to 1
 *
 * How far an operation that takes long has come: journal.verify. Main context of the thread that opened the office, now and then. Cancelling the call's cancellable ends it.
 */

G_END_DECLS
