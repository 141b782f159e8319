/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-store.h"

G_BEGIN_DECLS

/**
 * CsOutbox:
 *
 * The publisher: takes the lease "publisher", claims what is due, arms, sends, settles, reconciles what is unknown, reads back, expires what is late (DESIGN.md §8). Accounts are served
 * at once, each in its own order. Ends with the object; what was armed then is reconciled at the next start.
 */
#define CS_TYPE_OUTBOX (cs_outbox_get_type ())
G_DECLARE_FINAL_TYPE (CsOutbox, cs_outbox, CS, OUTBOX, GObject)

/**
 * CsClock:
 *
 * Returns: now, UTC microseconds. Any thread. Tests give their own; %NULL stands for g_get_real_time().
 */
typedef gint64 (*CsClock) (gpointer data);

CsOutbox *cs_outbox_new      (CsStore   *store,
                              CsClock    clock,
                              gpointer   clock_data) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsOutboxChore:
 * @n_done: (inout): raised by what was done
 *
 * What else the one publisher of an office does at each turn, before it publishes. It also lets posts in review expire, which the outbox then leaves
 * to it. On the coordinator's thread.
 */
typedef gboolean (*CsOutboxChore) (CsStore *store, gint64 now, guint *n_done, gpointer data, GError **error);

/**
 * cs_outbox_set_chore:
 *
 * Gives the outbox its chore, before it starts. A chore that fails is logged and does not keep anything from being published.
 */
void      cs_outbox_set_chore (CsOutbox      *self,
                               CsOutboxChore  chore,
                               gpointer       data);

/**
 * cs_outbox_wake:
 *
 * Something may be due now: look at once instead of at the next planned moment. Any thread.
 */
void      cs_outbox_wake     (CsOutbox  *self);

/**
 * cs_outbox_stop:
 *
 * Ends once the requests under way have been answered (at most one request's deadline), gives the lease back. Blocks.
 */
void      cs_outbox_stop     (CsOutbox  *self);

/**
 * cs_outbox_begin_anew:
 *
 * As if it had been started now: what was due before the next pass was missed because nothing ran. For a clock that leaps, which is not a clock set wrongly. Not while it runs.
 */
void      cs_outbox_begin_anew (CsOutbox *self);

/**
 * cs_outbox_run_once:
 * @n_done: (out) (optional): publications that changed state
 *
 * One whole pass, in order, in the calling thread: for tests and `countersign-cli publish run --once`. Not while the object's own thread runs.
 */
gboolean  cs_outbox_run_once (CsOutbox  *self,
                              guint     *n_done,
                              GError   **error);
void      cs_outbox_start    (CsOutbox  *self);

G_END_DECLS
