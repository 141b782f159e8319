/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-key-rows.h"

G_BEGIN_DECLS

/* Who somebody is: password, second factor and key, checked on a reader (slow) and believed on the writer (quick). Signing in, unlocking and
 * taking a seat are the same act with different proofs. Private to src/office. */

typedef enum
{
  CS_PROOF_PASSWORD,   /* always: session.open */
  CS_PROOF_ACTOR,      /* the password, or none where a practice office gave none: session.unlock */
  CS_PROOF_SEAT,       /* none, in a practice office: session.sit */
} CsProof;

/**
 * CsSignIn:
 *
 * What the slow half found. The quick half compares it with the rows as they are by then.
 */
typedef struct _CsSignIn CsSignIn;

/**
 * cs_sign_in_check:
 * @person: (nullable): unknown, retired and without a password cost the same time
 * @code: of the second factor, "" if none was given
 *
 * Checks the password, opens the key and the second factor with it, or makes the key that the person still lacks. On a reader.
 *
 * Returns: (transfer full): what was found, or %NULL with @error
 */
CsSignIn   *cs_sign_in_check         (CsCall             *call,
                                      const CsPersonRow  *person,
                                      CsProof             proof,
                                      const char         *password,
                                      const char         *code,
                                      GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void        cs_sign_in_free          (CsSignIn           *self);

/**
 * cs_sign_in_accept:
 *
 * Counts a wrong password or code and locks; takes the code, so that it is never taken again; adds the new key; has the key opened once all
 * is committed (call->opened). On the writer.
 *
 * Returns: (transfer full): the person, or %NULL with @error or with call->refusal
 */
CsPersonRow *cs_sign_in_accept       (CsCall             *call,
                                      CsSignIn           *self,
                                      GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds to the person @object: key ("open", "closed", "lost", "none"), key_until, second_factor, has_password. */
gboolean    cs_sign_in_add_state     (CsCall             *call,
                                      const CsPersonRow  *person,
                                      JsonObject         *object,
                                      GError            **error);

/* The password under which keys are sealed: none in a practice office, where people take seats. */
const char *cs_sign_in_get_sealing   (CsCall             *call,
                                      const char         *password);

/* --- keys, on the writer --- */

/**
 * cs_keys_add:
 * @replaces: the key in whose place it comes, 0 = none
 *
 * Adds a key and its journal entry, by @person himself. Returns: the id, 0 with @error
 */
gint64      cs_keys_add              (CsCall             *call,
                                      gint64              person,
                                      const CsSecret     *secret,
                                      GBytes             *sealed,
                                      gint64              replaces,
                                      GError            **error);

/**
 * cs_keys_end_of:
 *
 * Ends the person's key if it is still good, with its journal entry. @lost: nobody can open it any more.
 */
gboolean    cs_keys_end_of           (CsCall             *call,
                                      const CsPersonRow  *person,
                                      gboolean            lost,
                                      GError            **error);

/* Has @secret opened for @person once the call is committed. */
void        cs_keys_open_after       (CsCall             *call,
                                      gint64              person,
                                      gint64              key,
                                      CsSecret           *secret);

/* Whether the latest key of @person can still sign, or NULL in @key if there is none. */
gboolean    cs_keys_find_latest      (CsDb               *db,
                                      gint64              person,
                                      CsKeyRow          **key,
                                      GError            **error);

/**
 * CsSealAgain:
 *
 * A person's key and second factor, sealed with a new password.
 */
typedef struct _CsSealAgain CsSealAgain;

/* On a reader: slow. What the old password does not open is lost. */
CsSealAgain *cs_seal_again_prepare   (CsCall             *call,
                                      gint64              person,
                                      const char         *old_password,
                                      const char         *password,
                                      GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* On the writer, in the transaction of the password. Sets %CS_ERROR_CONFLICT where the key was sealed anew since. */
gboolean    cs_seal_again_run        (CsCall             *call,
                                      CsSealAgain        *self,
                                      const CsPersonRow  *person,
                                      GError            **error);
void        cs_seal_again_free       (CsSealAgain        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSealAgain, cs_seal_again_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSignIn, cs_sign_in_free)

G_END_DECLS
