/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-queue-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsQueueList:
 *
 * One part of the queue: posts in the order of their times, each with its pieces below it; hidden when empty. A row opens its post (win.open-post). What did not change keeps
 * its widgets, and so the focus.
 *
 * CsQueueList::more: the next page is asked for
 */
#define CS_TYPE_QUEUE_LIST (cs_queue_list_get_type ())
G_DECLARE_FINAL_TYPE (CsQueueList, cs_queue_list, CS, QUEUE_LIST, AdwBin)

GtkWidget *cs_queue_list_new (CsSession   *session,
                              const char  *title) G_GNUC_WARN_UNUSED_RESULT;

/* @entries: (element-type CsQueueEntry). @more: whether there is another page */
void       cs_queue_list_set   (CsQueueList *self,
                                GPtrArray   *entries,
                                gboolean     more);

/* Puts the focus on the first row. */
void       cs_queue_list_focus (CsQueueList *self);

G_END_DECLS
