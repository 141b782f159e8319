/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-office.h"
#include "cs-outbox.h"

G_BEGIN_DECLS

/**
 * CsLocalOffice:
 *
 * An office in this process: its own database. Holds the session (who is signed in).
 */
#define CS_TYPE_LOCAL_OFFICE (cs_local_office_get_type ())
G_DECLARE_FINAL_TYPE (CsLocalOffice, cs_local_office, CS, LOCAL_OFFICE, GObject)

/**
 * cs_local_office_open:
 * @folder: made if missing; an empty office accepts only office.info and office.create
 *
 * Blocks. Errors as cs_store_open().
 */
CsLocalOffice *cs_local_office_open (const char     *folder,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_local_office_open_cut:
 * @cut: (out): whether the journal lacks what this workstation remembers of it
 *
 * The same, but an office whose journal was cut is opened too, for what sets it right (journal.accept) or shows what is wrong (journal.verify,
 * seal.check): cs_local_office_open() refuses it with %CS_ERROR_JOURNAL_CUT, and so does every other operation here.
 */
CsLocalOffice *cs_local_office_open_cut (const char     *folder,
                                         gboolean       *cut,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_local_office_open_async:
 *
 * The same on a worker thread; CsOffice::changed then comes in the caller's context.
 */
void           cs_local_office_open_async    (const char           *folder,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
CsLocalOffice *cs_local_office_open_finish   (GAsyncResult         *result,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;
const char    *cs_local_office_get_folder    (CsLocalOffice  *self);

/**
 * cs_local_office_set_clock:
 *
 * For tests: every "now" of the operations and the outbox comes from @clock.
 */
void           cs_local_office_set_clock     (CsLocalOffice  *self,
                                              CsClock         clock,
                                              gpointer        data);

/**
 * cs_local_office_start_practice:
 *
 * Serves the practice network of a practice office from this process, if nobody serves it yet, until cs_local_office_stop_publisher(). Nothing happens in any other office. Blocks shortly.
 */
gboolean       cs_local_office_start_practice (CsLocalOffice  *self,
                                               GError        **error);

/**
 * cs_local_office_start_publisher:
 *
 * Starts the outbox of this office in this process (the lease decides whether it is the one that publishes). In a practice office this also does cs_local_office_start_practice(). Blocks shortly: not for the main loop.
 */
gboolean       cs_local_office_start_publisher (CsLocalOffice  *self,
                                                GError        **error);

/**
 * cs_local_office_publish_once:
 * @n_done: (out) (optional): publications that changed state
 *
 * One whole pass of the publisher in the calling thread, for whoever starts it by a timer of his own; accounts whose time it is are looked at too. Blocks.
 */
gboolean       cs_local_office_publish_once    (CsLocalOffice  *self,
                                                guint          *n_done,
                                                GError        **error);

/**
 * cs_local_office_stop_publisher:
 *
 * Ends what cs_local_office_start_publisher() started. Blocks, at most for one request.
 */
void           cs_local_office_stop_publisher  (CsLocalOffice  *self);

/**
 * cs_local_office_get_outbox:
 *
 * For tests and the terminal: the outbox, made but not started if need be.
 */
CsOutbox      *cs_local_office_get_outbox      (CsLocalOffice  *self);

/**
 * cs_local_office_act_as:
 * @person: a person's id
 *
 * Takes @person as the actor without a password, in a practice office only, with his signing key open (made where he has none yet). Sets %CS_ERROR_FORBIDDEN elsewhere. Blocks.
 */
gboolean       cs_local_office_act_as          (CsLocalOffice  *self,
                                                gint64          person,
                                                GError        **error);

G_END_DECLS
