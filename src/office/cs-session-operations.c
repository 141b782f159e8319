/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-password.h"
#include "cs-people.h"

/* Signing in and out. Who is signed in is the door's to remember (CsLocalOffice); here is only who may. */

typedef struct
{
  gint64    person;   /* 0 = no such login */
  char     *stored;   /* the password the check was made against; owned */
  gboolean  right;
} OpenCheck;

static void
open_check_free (gpointer data)
{
  OpenCheck *check = data;

  g_free (check->stored);
  g_free (check);
}

/* The slow part, on a reader. An unknown login, a retired person and one without a password cost the same time. */
static gpointer
prepare_open (CsCall  *call,
              GError **error)
{
  OpenCheck *check = g_new0 (OpenCheck, 1);
  g_autofree char *login = g_utf8_strdown (cs_call_get_text (call, "login"), -1);
  g_autoptr(CsPersonRow) person = cs_person_rows_find_login (call->db, login, NULL);

  if (person && person->retired_at == 0 && *person->password)
    {
      check->person = person->id;
      check->stored = g_strdup (person->password);
    }

  check->right = cs_password_verify (check->stored, cs_call_get_text (call, "password"));
  return check;
}

static JsonObject *
refuse_open (CsCall *call)
{
  call->refusal = g_error_new (CS_ERROR, CS_ERROR_WRONG_PASSWORD, "Login or password is wrong");
  return NULL;
}

static JsonObject *
run_open (CsCall  *call,
          GError **error)
{
  OpenCheck *check = call->prepared;
  g_autoptr(CsPersonRow) person = NULL;

  if (!check->person)
    return refuse_open (call);
  if (!(person = cs_person_rows_get (call->db, check->person, error)))
    return NULL;

  /* retired, or the password was changed, since the check */
  if (person->retired_at != 0 || !g_str_equal (person->password, check->stored))
    return refuse_open (call);

  if (person->locked_until > call->now)
    {
      call->refusal = g_error_new (CS_ERROR, CS_ERROR_LOCKED, "Sign-in of %s is closed", person->login);
      return NULL;
    }

  if (!check->right)
    {
      if (!cs_people_count_failure (call, person, error))
        return NULL;
      return refuse_open (call);
    }

  person->failures = 0;
  person->locked_until = 0;
  if (!cs_person_rows_update (call->db, person, error) ||
      !cs_call_journal_by (call, person->id, 0, CS_JOURNAL_SIGNED_IN, NULL, error))
    return NULL;

  call->session_person = person->id;
  return cs_people_to_json (call->db, person);
}

static JsonObject *
run_sit (CsCall  *call,
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

  if (!cs_call_journal_by (call, person->id, 0, CS_JOURNAL_SIGNED_IN, NULL, error))
    return NULL;

  call->session_person = person->id;
  return cs_people_to_json (call->db, person);
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
  return cs_people_to_json (call->db, call->actor);
}

static const CsArgument open_arguments[] = {
  { "login", CS_ARGUMENT_TEXT, TRUE, 200, N_("the person’s login") },
  { "password", CS_ARGUMENT_TEXT, TRUE, CS_PASSWORD_MAX_BYTES, N_("the person’s password") },
  { NULL },
};

static const CsArgument sit_arguments[] = {
  { "person", CS_ARGUMENT_INTEGER, TRUE, 0, N_("whose seat") },
  { NULL },
};

const CsOperation cs_session_operations[] = {
  { "session.open", CS_ROLE_NONE, CS_OPERATION_WRITE,
    N_("Signs a person in. Ten wrong passwords in a row close the login for 15 minutes."),
    open_arguments, prepare_open, open_check_free, run_open },
  { "session.sit", CS_ROLE_NONE, CS_OPERATION_WRITE,
    N_("Takes a person’s seat without a password; in a practice office only."),
    sit_arguments, NULL, NULL, run_sit },
  { "session.close", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Signs out."), NULL, NULL, NULL, run_close },
  { "session.me", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Says who is signed in."), NULL, NULL, NULL, run_me },
  { NULL },
};
