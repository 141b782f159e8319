/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-password.h"
#include "cs-sign-in.h"
#include "cs-totp.h"

/* The second factor of whoever is signed in. Its secret leaves the office once, when it is set up, and is kept sealed with the password. */

static JsonObject *
run_prepare (CsCall  *call,
             GError **error)
{
  g_autoptr(CsSecret) secret = cs_secret_new_random (CS_SECRET_SECOND_FACTOR);
  char *text = cs_totp_secret_to_text (secret);
  char *uri = cs_totp_make_uri (secret, call->office->name, call->actor->login);
  JsonObject *reply = json_object_new ();

  json_object_set_string_member (reply, "secret", text);
  json_object_set_string_member (reply, "uri", uri);
  cs_secret_wipe_text (text);
  cs_secret_wipe_text (uri);
  return reply;
}

typedef struct
{
  CsSignIn *sign_in; /* owned; without the second factor that is not set yet */
  GBytes   *sealed;  /* owned */
  gint64    step;    /* of the code, 0 = wrong */
} NewFactor;

static void
new_factor_free (gpointer data)
{
  NewFactor *factor = data;

  g_clear_pointer (&factor->sign_in, cs_sign_in_free);
  g_clear_pointer (&factor->sealed, g_bytes_unref);
  g_free (factor);
}

static gpointer
prepare_set (CsCall  *call,
             GError **error)
{
  const char *password = cs_call_get_text (call, "password");
  g_autoptr(CsSecret) secret = cs_totp_secret_from_text (cs_call_get_text (call, "secret"), error);
  g_autoptr(CsSecondFactorRow) old = NULL;
  g_autoptr(CsSignIn) sign_in = NULL;
  GBytes *sealed = NULL;
  NewFactor *factor = NULL;

  if (!secret || !(old = cs_second_factor_rows_get (call->db, call->actor->id, error)) ||
      !(sign_in = cs_sign_in_check (call, call->actor, CS_PROOF_ACTOR, password, "", error)) ||
      !(sealed = cs_secret_seal (secret, cs_sign_in_get_sealing (call, password), error)))
    return NULL;

  factor = g_new0 (NewFactor, 1);
  factor->sign_in = g_steal_pointer (&sign_in);
  factor->sealed = sealed;
  factor->step = cs_totp_check (secret, cs_call_get_text (call, "code"), call->now, old->last_code);
  return factor;
}

static gboolean
check_none_yet (CsCall  *call,
                GError **error)
{
  g_autoptr(CsSecondFactorRow) factor = cs_second_factor_rows_get (call->db, call->actor->id, error);

  if (factor && factor->sealed)
    g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "A second factor is set already: remove it first");
  return factor && !factor->sealed;
}

static JsonObject *
run_set (CsCall  *call,
         GError **error)
{
  NewFactor *factor = call->prepared;
  g_autoptr(CsPersonRow) person = NULL;

  if (!check_none_yet (call, error) || !(person = cs_sign_in_accept (call, factor->sign_in, error)))
    return NULL;

  /* the first code shows that the other device has the secret and the right time */
  if (factor->step == 0)
    {
      call->refusal = g_error_new (CS_ERROR, CS_ERROR_WRONG_CODE, "The first code is wrong");
      return NULL;
    }

  if (!cs_second_factor_rows_set (call->db, person->id, factor->sealed, error) ||
      !cs_second_factor_rows_use (call->db, person->id, factor->step, error) ||
      !cs_call_journal (call, 0, CS_JOURNAL_SECOND_FACTOR_SET, NULL, error))
    return NULL;

  return cs_call_reply_id (person->id);
}

static gpointer
prepare_remove (CsCall  *call,
                GError **error)
{
  return cs_sign_in_check (call, call->actor, CS_PROOF_ACTOR, cs_call_get_text (call, "password"),
                           cs_call_get_text (call, "code"), error);
}

static JsonObject *
run_remove (CsCall  *call,
            GError **error)
{
  g_autoptr(CsSecondFactorRow) factor = cs_second_factor_rows_get (call->db, call->actor->id, error);
  g_autoptr(CsPersonRow) person = NULL;

  if (!factor)
    return NULL;
  if (!factor->sealed)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "There is no second factor");
      return NULL;
    }

  if (!(person = cs_sign_in_accept (call, call->prepared, error)) ||
      !cs_second_factor_rows_set (call->db, person->id, NULL, error) ||
      !cs_call_journal (call, 0, CS_JOURNAL_SECOND_FACTOR_REMOVED, NULL, error))
    return NULL;

  return cs_call_reply_id (person->id);
}

static const CsArgument set_arguments[] = {
  { "secret", CS_ARGUMENT_TEXT, TRUE, 200, N_("from second-factor.prepare") },
  { "code", CS_ARGUMENT_TEXT, TRUE, 20, N_("six digits that the other device shows now") },
  { "password", CS_ARGUMENT_TEXT, TRUE, CS_PASSWORD_MAX_BYTES, N_("one’s own") },
  { NULL },
};

static const CsArgument remove_arguments[] = {
  { "password", CS_ARGUMENT_TEXT, TRUE, CS_PASSWORD_MAX_BYTES, N_("one’s own") },
  { "code", CS_ARGUMENT_TEXT, TRUE, 20, N_("six digits that the other device shows now") },
  { NULL },
};

const CsOperation cs_second_factor_operations[] = {
  { "second-factor.prepare", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Makes the secret of a second factor, with the address that its QR code holds. Nothing is set yet."),
    NULL, NULL, NULL, run_prepare },
  { "second-factor.set", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Sets one’s second factor: from then on its code is asked for with the password."),
    set_arguments, prepare_set, new_factor_free, run_set },
  { "second-factor.remove", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Removes one’s second factor."), remove_arguments, prepare_remove, (GDestroyNotify) cs_sign_in_free, run_remove },
  { NULL },
};
