/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-amend-client.h"

G_BEGIN_DECLS

/* Arguments and answers of queue.list. See cs-arguments.h and cs-replies.h for the manners. */

typedef enum
{
  CS_QUEUE_TROUBLE, /* a person has to do something: the latest first */
  CS_QUEUE_HELD,
  CS_QUEUE_SENDING,
  CS_QUEUE_NEXT,
  CS_QUEUE_SENT,    /* since a moment */
} CsQueueGroup;
#define CS_N_QUEUE_GROUPS (CS_QUEUE_SENT + 1)

/* One segment that goes to one account. */
typedef struct
{
  CsPublicationInfo *publication; /* its excerpt: the words as they go out; owned */
  char              *language;    /* of those words; owned */
  guint              n_parts;     /* of the thread on that account */
  CsTakeDownInfo    *removal;     /* what became of taking it down, or NULL where nobody wants that; owned */
} CsQueuePiece;

typedef struct
{
  CsPostInfo *post;   /* owned */
  gint64      at;     /* by which it is ordered; 0 = as soon as possible */
  GPtrArray  *pieces; /* of CsQueuePiece, by account and segment; owned */
} CsQueueEntry;

void        cs_queue_entry_free       (CsQueueEntry       *entry);

/**
 * cs_arguments_queue_list:
 * @from: of CS_QUEUE_SENT: since when
 * @after: (nullable): the last entry of the page before
 */
JsonObject *cs_arguments_queue_list   (CsQueueGroup        group,
                                       gint64              from,
                                       const CsQueueEntry *after,
                                       guint               limit);

/* (element-type CsQueueEntry). @more: (out): whether there is another page */
GPtrArray  *cs_reply_read_queue       (JsonObject         *reply,
                                       gboolean           *more) G_GNUC_WARN_UNUSED_RESULT;

/* publication.retry; @all: with whatever else of the thread is not out on that account */
JsonObject *cs_arguments_retry        (gint64              publication,
                                       gboolean            all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsQueueEntry, cs_queue_entry_free)

G_END_DECLS
