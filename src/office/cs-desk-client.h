/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Arguments and answers of desk.waiting. What desk.get answers: cs_reply_read_desk(). See cs-arguments.h and cs-replies.h for the manners. */

/* What waits for one, by pages. */
typedef struct
{
  GPtrArray *waiting;  /* of CsPostInfo, by due time, those without a clock last; owned */
  gboolean   more;     /* another page may follow: it may turn out empty */
  gint64     last_due; /* where this one ended */
  gint64     last;
} CsWaitingPage;

/* @before: (nullable): the page before; %NULL = the first. @limit: up to 200 */
JsonObject    *cs_arguments_desk_waiting (const CsWaitingPage *before,
                                          guint                limit);

/* Returns: (transfer full) */
CsWaitingPage *cs_reply_read_waiting     (JsonObject          *reply);
void           cs_waiting_page_free      (CsWaitingPage       *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWaitingPage, cs_waiting_page_free)

G_END_DECLS
