/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-password.h"
#include "cs-people.h"
#include "cs-sign-in.h"

/* Signing in and out, and opening one's key again. Who is signed in and whose key is open is the door's to remember (CsLocalOffice); here is only who may. */

static JsonObject *
make_reply (CsCall             *call,
            const CsPersonRow  *person,
            GError            **error)
{
  g_autoptr(JsonObject) reply = cs_people_to_json (call->db, person);

  return cs_sign_in_add_state (call, person, reply, error) ? g_steal_pointer (&reply) : NULL;
}

static gpointer
prepare_open (CsCall  *call,
              GError **error)
{
  g_autofree char *login = g_utf8_strdown (cs_call_get_text (call, "login"), -1);
  g_autoptr(CsPersonRow) person = cs_person_rows_find_login (call->db, login, NULL);

  return cs_sign_in_check (call, person, CS_PROOF_PASSWORD, cs_call_get_text (call, "password"),
                           cs_call_get_text (call, "code"), error);
}

/* In a practice office everybody may take any seat; the second factor is asked for all the same, so that it can be learnt. */
static gpointer
prepare_sit (CsCall  *call,
             GError **error)
{
  g_autoptr(CsPersonRow) person = NULL;

  if (!call->office->practice)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "Only in a practice office one sits down without a password");
      return NULL;
    }

  if (!(person = cs_person_rows_get (call->db, cs_call_get_int64 (call, "person"), error)))
    return NULL;
  if (person->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "%s is retired", person->login);
      return NULL;
    }

  return cs_sign_in_check (call, person, CS_PROOF_SEAT, "", cs_call_get_text (call, "code"), error);
}

static JsonObject *
run_sign_in (CsCall  *call,
             GError **error)
{
  g_autoptr(CsPersonRow) person = cs_sign_in_accept (call, call->prepared, error);

  if (!person || !cs_call_journal_by (call, person->id, 0, CS_JOURNAL_SIGNED_IN, NULL, error))
    return NULL;

  call->session_person = person->id;
  return make_reply (call, person, error);
}

static gpointer
prepare_unlock (CsCall  *call,
                GError **error)
{
  return cs_sign_in_check (call, call->actor, CS_PROOF_ACTOR, cs_call_get_text (call, "password"),
                           cs_call_get_text (call, "code"), error);
}

static JsonObject *
run_unlock (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPersonRow) person = cs_sign_in_accept (call, call->prepared, error);
  g_autoptr(CsKeyRow) key = NULL;

  if (!person)
    return NULL;
  if (call->opened.secret)
    return make_reply (call, person, error);

  /* what was written is kept: the failures are forgotten, a damaged key has ended */
  if (!cs_keys_find_latest (call->db, person->id, &key, error))
    return NULL;
  call->refusal = key && key->lost ? g_error_new (CS_ERROR, CS_ERROR_KEY_LOST, "The key of %s is lost", person->login)
                  : g_error_new (CS_ERROR, CS_ERROR_KEY_ENDED, "The key of %s has ended", person->login);
  return NULL;
}

static JsonObject *
run_close (CsCall  *call,
           GError **error)
{
  call->session_person = 0;
  return json_object_new ();
}

static JsonObject *
run_me (CsCall  *call,
        GError **error)
{
  return make_reply (call, call->actor, error);
}

static const CsArgument open_arguments[] = {
  { "login", CS_ARGUMENT_TEXT, TRUE, 200, N_("the person’s login") },
  { "password", CS_ARGUMENT_TEXT, TRUE, CS_PASSWORD_MAX_BYTES, N_("the person’s password") },
  { "code", CS_ARGUMENT_TEXT, FALSE, 20, N_("six digits, where a second factor is set") },
  { NULL },
};

static const CsArgument sit_arguments[] = {
  { "person", CS_ARGUMENT_INTEGER, TRUE, 0, N_("whose seat") },
  { "code", CS_ARGUMENT_TEXT, FALSE, 20, N_("six digits, where a second factor is set") },
  { NULL },
};

static const CsArgument unlock_arguments[] = {
  { "password", CS_ARGUMENT_TEXT, TRUE, CS_PASSWORD_MAX_BYTES, N_("one’s own; empty where a practice office gave none") },
  { "code", CS_ARGUMENT_TEXT, FALSE, 20, N_("six digits, where a second factor is set") },
  { NULL },
};

const CsOperation cs_session_operations[] = {
  { "session.open", CS_ROLE_NONE, CS_OPERATION_WRITE,
    N_("Signs a person in and opens the signing key. Ten wrong passwords or codes in a row close the login for 15 minutes."),
    open_arguments, prepare_open, (GDestroyNotify) cs_sign_in_free, run_sign_in, NULL, FALSE, TRUE },
  { "session.sit", CS_ROLE_NONE, CS_OPERATION_WRITE,
    N_("Takes a person’s seat without a password; in a practice office only."),
    sit_arguments, prepare_sit, (GDestroyNotify) cs_sign_in_free, run_sign_in, NULL, FALSE, TRUE },
  { "session.unlock", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Opens one’s signing key again. Wrong passwords and codes count as they do at sign-in."),
    unlock_arguments, prepare_unlock, (GDestroyNotify) cs_sign_in_free, run_unlock, NULL, FALSE, TRUE },
  { "session.close", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Signs out and closes the signing key."), NULL, NULL, NULL, run_close, NULL, FALSE, TRUE },
  { "session.me", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Says who is signed in, whether the signing key is open and until when, whether it is lost, and whether a second factor is set."),
    NULL, NULL, NULL, run_me, NULL, FALSE, TRUE },
  { NULL },
};
