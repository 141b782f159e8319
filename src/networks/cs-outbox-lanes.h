/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-http.h"

G_BEGIN_DECLS

/* Only for the files cs-outbox*.c. */

/**
 * CsOutboxTask:
 *
 * What is done for one publication.
 */
typedef enum
{
  CS_OUTBOX_SEND,
  CS_OUTBOX_RECONCILE,
  CS_OUTBOX_UPLOAD,
  CS_OUTBOX_READ_BACK,
  CS_OUTBOX_REMOVE,
} CsOutboxTask;

typedef struct
{
  CsOutboxTask task;
  gint64       publication;
  gint64       account;
} CsOutboxJob;

/**
 * CsLanes:
 *
 * Work in lanes. An account has three of them: one for what publishes, one for uploads, one for looking back. The jobs of a lane are done one after the
 * other, in the order in which they came; the lanes run at once, on threads that are made as they are needed. Those that publish are served first, and
 * the others never take all threads, so that neither a long film nor a server that hangs keeps another account waiting. Any thread.
 */
typedef struct _CsLanes CsLanes;

/* Does @job with @http, which is the thread's own. Returns: whether there may be more to do because of it */
typedef gboolean (*CsLanesRun) (const CsOutboxJob *job, CsHttp *http, gpointer data);

/* @poke: called, on a lane's thread, when it may pay to look again */
CsLanes  *cs_lanes_new   (CsLanesRun         run,
                          void             (*poke)(gpointer data),
                          gpointer           data) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: FALSE if that job waits or is being done already */
gboolean  cs_lanes_push  (CsLanes           *self,
                          const CsOutboxJob *job);

/* Whether a job of that kind waits or is being done */
gboolean  cs_lanes_has   (CsLanes           *self,
                          CsOutboxTask       task,
                          gint64             publication);

/* Whether something of @account waits to be published, or is being published */
gboolean  cs_lanes_is_publishing (CsLanes   *self,
                                  gint64     account);
guint     cs_lanes_count (CsLanes           *self);

/* How many threads there are: none is made before it is needed, and each ends once nothing came for it for a minute, or @max_idle microseconds */
guint     cs_lanes_count_threads (CsLanes   *self);
void      cs_lanes_set_max_idle  (CsLanes   *self,
                                  gint64     max_idle);

/* Drops what waits, waits for what is being done, ends the threads. */
void      cs_lanes_free  (CsLanes           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLanes, cs_lanes_free)

G_END_DECLS
