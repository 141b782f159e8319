/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-store.h"

G_BEGIN_DECLS

/* Threads with a connection each that work off one queue. Private to the store. */
typedef struct _CsWorker CsWorker;

/* Called on the worker: after own commits, or when another connection committed. */
typedef void (*CsWorkerChanged) (gpointer user_data);

/**
 * cs_worker_new:
 * @connections: (transfer full) (element-type CsDb): one per thread
 * @changed: (nullable): called by a writer after each of its commits and when another connection committed
 */
CsWorker *cs_worker_new      (GPtrArray            *connections,
                              CsWorkerChanged       changed,
                              gpointer              user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Works off what is queued, ends the threads and closes the connections. Not from one of its threads. */
void      cs_worker_free     (CsWorker             *self);

/* @task: (transfer full): gets the result, in its context; its cancellable is looked at before the job starts */
void      cs_worker_push     (CsWorker             *self,
                              CsStoreJob            job,
                              gpointer              data,
                              GDestroyNotify        free_data,
                              GDestroyNotify        free_result,
                              GTask                *task);
gpointer  cs_worker_run      (CsWorker             *self,
                              CsStoreJob            job,
                              gpointer              data,
                              GError              **error);

G_END_DECLS
