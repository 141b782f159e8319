/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-identity.h"

G_BEGIN_DECLS

/* Accounts and what is learnt of them from their networks. Private to src/office. */

/**
 * CsLearnt:
 *
 * An account as its network tells of it, with the login by which that was learnt.
 */
typedef struct
{
  CsNetworkKind  kind;
  char          *address;  /* all owned */
  CsLogin       *login;
  CsIdentity    *identity; /* NULL until it was asked */
  char          *limits;
  CsDigest       avatar;   /* kept as a file already; none if there is none, or it cannot be read */
  GError        *problem;  /* of a look at it, which records it */
} CsLearnt;

CsLearnt     *cs_learnt_new            (CsNetworkKind   kind,
                                        const char     *address) G_GNUC_WARN_UNUSED_RESULT;
void          cs_learnt_free           (gpointer        learnt);

/**
 * cs_learnt_ask:
 * @account: its id, 0 = none yet
 *
 * Tries the login and asks for all else. Without a database; takes seconds.
 */
gboolean      cs_learnt_ask            (CsLearnt       *learnt,
                                        CsCall         *call,
                                        CsHttp         *http,
                                        gint64          account,
                                        GError        **error);

/**
 * cs_learnt_look:
 * @account: an account of the office
 *
 * The same by the login that is kept of it, renewed where it has ended, also before its time. What goes wrong is in the problem of @learnt.
 */
void          cs_learnt_look           (CsLearnt       *learnt,
                                        CsCall         *call,
                                        CsHttp         *http,
                                        gint64          account);

/**
 * cs_learnt_find:
 *
 * Returns: (transfer full) (nullable): the row of the same account, if it is connected already; %NULL, perhaps with @error
 */
CsAccountRow *cs_learnt_find           (const CsLearnt *learnt,
                                        CsCall         *call,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @row is what was signed in to: by the network's own id, or the handle where that was never asked */
gboolean      cs_learnt_is             (const CsLearnt     *learnt,
                                        const CsAccountRow *row);

/* Into @row; colour and access stay. */
void          cs_learnt_apply          (const CsLearnt     *learnt,
                                        CsAccountRow       *row,
                                        gint64              now);

/**
 * cs_learnt_record:
 *
 * Into @row what a look at it has learnt, or that it failed. A login that is by now another account's is a problem too: nothing is published by it.
 */
void          cs_learnt_record         (CsLearnt           *learnt,
                                        CsAccountRow       *row,
                                        gint64              now);

/* Adds @row (id 0) or updates it, with its journal entry. */
gboolean      cs_accounts_write        (CsCall             *call,
                                        CsAccountRow       *row,
                                        GError            **error);
gboolean      cs_accounts_journal      (CsCall             *call,
                                        CsJournalKind       kind,
                                        const CsAccountRow *row,
                                        GError            **error);

/* As account.list shows it: (transfer full) */
JsonObject   *cs_account_to_json       (const CsAccountRow *row) G_GNUC_WARN_UNUSED_RESULT;

/* “#rrggbb” */
gboolean      cs_account_colour_is_good (const char        *colour);

/* Where @row’s login is kept; lends */
CsLoginPlace  cs_accounts_place        (CsCall             *call,
                                        const CsAccountRow *row);

/**
 * cs_account_warn_at:
 *
 * When people are to be told of a login that ends: two weeks ahead; of one that lives for no more than twice as long, when a quarter of it is left.
 */
gint64        cs_account_warn_at       (gint64              now,
                                        gint64              ends_at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLearnt, cs_learnt_free)

G_END_DECLS
