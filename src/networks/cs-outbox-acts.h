/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-journal.h"
#include "cs-notice-kind.h"
#include "cs-outbox-private.h"

G_BEGIN_DECLS

/* Only for the outbox's transactions: what they share. */

#define CS_OUTBOX_LEASE_NAME "publisher"

/**
 * CsOutboxAct:
 *
 * One transaction's question and answer. Lends.
 */
typedef struct
{
  const char         *holder;
  gint64              publication;
  gint64              now;
  CsPublicationState  was;
  const CsSendResult *result;
  const char         *text;
  gboolean            flag; /* what the transaction answers */
  guint               n;
  const char         *detail; /* of what @text tells in one word */
} CsOutboxAct;

/* One member of a canonical object; the members come in the order of their names. */
void      cs_outbox_put_text    (GString            *json,
                                 const char         *name,
                                 const char         *text);
void      cs_outbox_put_number  (GString            *json,
                                 const char         *name,
                                 gint64              number);

/* Closes @details and appends the entry. */
gboolean  cs_outbox_journal     (CsDb               *db,
                                 const CsOutboxAct  *act,
                                 gint64              post,
                                 CsJournalKind       kind,
                                 GString            *details,
                                 GError            **error);

/* Closes @details and tells the duty editors and the post's author, each once. */
gboolean  cs_outbox_tell        (CsDb               *db,
                                 const CsOutboxAct  *act,
                                 gint64              post,
                                 CsNoticeKind        kind,
                                 GString            *details,
                                 GError            **error);

/* The table of transitions decides; where it has none, the post stays as it is: a person acted meanwhile. */
gboolean  cs_outbox_change_post (CsDb               *db,
                                 const CsOutboxAct  *act,
                                 CsPostRow          *post,
                                 CsPostState         wanted,
                                 GError            **error);

/* The post's state is what its publications together mean. */
gboolean  cs_outbox_update_post (CsDb                   *db,
                                 const CsOutboxAct      *act,
                                 const CsPublicationRow *publication,
                                 GError                **error);

/* Runs @job in a transaction of its own; TRUE if it was committed. */
gboolean  cs_outbox_transact    (CsStore            *store,
                                 CsStoreJob          job,
                                 CsOutboxAct        *act,
                                 const char         *doing,
                                 GError            **error);

/* Rule 1 holds for taking down, too. Returns: (transfer full) (nullable): what is withdrawn, if every stage agreed to exactly this withdrawal */
CsContent *cs_outbox_prove_withdrawal (CsDb             *db,
                                       const CsPostRow  *post,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;

void      cs_outbox_set_text    (char              **field,
                                 const char         *text);

G_END_DECLS
