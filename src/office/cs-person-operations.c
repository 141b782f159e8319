/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-password.h"
#include "cs-people.h"
#include "cs-sign-in.h"

/* People: nobody registers himself, nobody is ever deleted. */

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) people = NULL;
  JsonObject *reply = NULL;
  JsonArray *array = NULL;

  if (!call->actor && !call->office->practice)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_UNAUTHENTICATED, "Nobody is signed in");
      return NULL;
    }

  if (!(people = cs_person_rows_list (call->db, error)))
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < people->len; i++)
    json_array_add_object_element (array, cs_people_to_json (call->db, g_ptr_array_index (people, i)));

  reply = json_object_new ();
  json_object_set_array_member (reply, "people", array);
  return reply;
}

static gboolean
check_section (CsCall  *call,
               gint64   id,
               GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  const CsSectionRow *section = id ? cs_names_find_section (names, id) : NULL;

  if (id == 0 || (section && section->retired_at == 0))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no section %" G_GINT64_FORMAT, id);
  return FALSE;
}

static gpointer
prepare_password (CsCall  *call,
                  GError **error)
{
  return cs_people_hash (cs_call_get_text (call, "password"), call->office->practice, error);
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  gint64 section = cs_call_get_int64 (call, "section");
  g_autoptr(CsPersonRow) person = NULL;

  if (!check_section (call, section, error) ||
      !(person = cs_people_make (call->arguments, section, g_strdup (call->prepared), error)) ||
      !cs_people_add (call, call->actor->id, person, error))
    return NULL;

  return cs_call_reply_id (person->id);
}

static CsPersonRow *
get_active (CsCall  *call,
            gint64   id,
            GError **error)
{
  g_autoptr(CsPersonRow) person = cs_person_rows_get (call->db, id, error);

  if (person && person->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "%s is retired", person->login);
      return NULL;
    }

  return g_steal_pointer (&person);
}

/* Without an administrator nobody could ever let anybody in again. */
static gboolean
check_not_last_administrator (CsCall             *call,
                              const CsPersonRow  *leaving,
                              GError            **error)
{
  g_autoptr(GPtrArray) people = NULL;

  if (!(leaving->roles & CS_ROLE_ADMINISTRATOR))
    return TRUE;
  if (!(people = cs_person_rows_list (call->db, error)))
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonRow *person = g_ptr_array_index (people, i);

      if (person->id != leaving->id && person->retired_at == 0 && (person->roles & CS_ROLE_ADMINISTRATOR))
        return TRUE;
    }

  g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "%s is the last administrator", leaving->login);
  return FALSE;
}

static gboolean
journal_person (CsCall             *call,
                CsJournalKind       kind,
                const CsPersonRow  *person,
                GError            **error)
{
  JsonObject *details = json_object_new ();
  g_autofree char *roles = cs_roles_to_string (person->roles);

  json_object_set_int_member (details, "person", person->id);
  json_object_set_string_member (details, "name", person->name);
  json_object_set_string_member (details, "login", person->login);
  json_object_set_string_member (details, "roles", roles);
  return cs_call_journal (call, 0, kind, details, error);
}

static JsonObject *
run_change (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPersonRow) person = get_active (call, cs_call_get_int64 (call, "person"), error);
  CsRoles roles = CS_ROLE_NONE;

  if (!person)
    return NULL;

  if (cs_call_has (call, "roles"))
    {
      if (!cs_people_read_roles (cs_call_get_text (call, "roles"), &roles, error) ||
          (!(roles & CS_ROLE_ADMINISTRATOR) && !check_not_last_administrator (call, person, error)))
        return NULL;
      person->roles = roles;
    }

  if (cs_call_has (call, "name"))
    {
      g_autofree char *name = cs_call_dup_name (cs_call_get_text (call, "name"), "A person’s name", error);

      if (!name)
        return NULL;
      g_free (person->name);
      person->name = g_steal_pointer (&name);
    }

  if (cs_call_has (call, "section"))
    {
      if (!check_section (call, cs_call_get_int64 (call, "section"), error))
        return NULL;
      person->section = cs_call_get_int64 (call, "section");
    }

  if (!cs_person_rows_update (call->db, person, error) ||
      !journal_person (call, CS_JOURNAL_PERSON_CHANGED, person, error))
    return NULL;
  return cs_people_to_json (call->db, person);
}

static JsonObject *
run_retire (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPersonRow) person = get_active (call, cs_call_get_int64 (call, "person"), error);

  if (!person || !check_not_last_administrator (call, person, error))
    return NULL;

  person->retired_at = call->now;
  if (!cs_person_rows_update (call->db, person, error) ||
      !cs_keys_end_of (call, person, FALSE, error) ||
      !journal_person (call, CS_JOURNAL_PERSON_RETIRED, person, error))
    return NULL;
  return cs_call_reply_id (person->id);
}

typedef struct
{
  gint64    person;
  char     *old_stored; /* what the old password was checked against; owned */
  gboolean  right;
  char     *stored;     /* the new one; owned */
  CsSealAgain *again;   /* key and second factor under the new one; owned; NULL where somebody else sets it */
} PasswordChange;

static void
password_change_free (gpointer data)
{
  PasswordChange *change = data;

  g_free (change->old_stored);
  g_free (change->stored);
  g_clear_pointer (&change->again, cs_seal_again_free);
  g_free (change);
}

/* Whose password: "person", or the actor himself. */
static gint64
get_whose (CsCall *call)
{
  gint64 id = cs_call_get_int64 (call, "person");

  return id ? id : call->actor->id;
}

static gpointer
prepare_set_password (CsCall  *call,
                      GError **error)
{
  g_autoptr(CsPersonRow) person = NULL;
  g_autofree char *stored = NULL;
  PasswordChange *change = NULL;

  if (get_whose (call) != call->actor->id && !cs_call_actor_is (call, CS_ROLE_ADMINISTRATOR))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "Only administrators set others’ passwords");
      return NULL;
    }

  if (!(person = get_active (call, get_whose (call), error)) ||
      !(stored = cs_people_hash (cs_call_get_text (call, "password"), call->office->practice, error)))
    return NULL;

  change = g_new0 (PasswordChange, 1);
  change->person = person->id;
  change->old_stored = g_strdup (person->password);
  change->stored = g_steal_pointer (&stored);
  change->right = person->id != call->actor->id ||
                  (call->office->practice && !*person->password) ||
                  cs_password_verify (person->password, cs_call_get_text (call, "old_password"));
  if (change->right && person->id == call->actor->id &&
      !(change->again = cs_seal_again_prepare (call, person->id, cs_call_get_text (call, "old_password"),
                                               cs_call_get_text (call, "password"), error)))
    g_clear_pointer (&change, password_change_free);
  return change;
}

/* With one's own password goes the sealing; whose password somebody else sets, his key can be opened by nobody any more. */
static gboolean
follow_with_key (CsCall             *call,
                 PasswordChange     *change,
                 const CsPersonRow  *person,
                 GError            **error)
{
  if (change->again)
    return cs_seal_again_run (call, change->again, person, error);

  return cs_keys_end_of (call, person, TRUE, error);
}

static JsonObject *
run_set_password (CsCall  *call,
                  GError **error)
{
  PasswordChange *change = call->prepared;
  g_autoptr(CsPersonRow) person = get_active (call, change->person, error);

  if (!person)
    return NULL;

  /* the old password may not be guessed here, past the lock of sign-in */
  if (person->id == call->actor->id && person->locked_until > call->now)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_LOCKED, "Sign-in of %s is closed", person->login);
      return NULL;
    }

  if (!change->right || !g_str_equal (person->password, change->old_stored))
    {
      if (cs_people_count_failure (call, person, error))
        call->refusal = g_error_new (CS_ERROR, CS_ERROR_WRONG_PASSWORD, "The old password is wrong");
      return NULL;
    }

  g_free (person->password);
  person->password = g_strdup (change->stored);
  person->failures = 0;
  person->locked_until = 0;
  if (!cs_person_rows_update (call->db, person, error) ||
      !journal_person (call, CS_JOURNAL_PASSWORD_SET, person, error) ||
      !follow_with_key (call, change, person, error))
    return NULL;
  return cs_call_reply_id (person->id);
}

static const CsArgument add_arguments[] = {
  { "login", CS_ARGUMENT_TEXT, TRUE, 200, N_("a–z, 0–9, “.”, “_”, “-”") },
  { "name", CS_ARGUMENT_TEXT, TRUE, 0, N_("the person’s name") },
  { "roles", CS_ARGUMENT_TEXT, TRUE, 0, N_("roles separated by commas") },
  { "section", CS_ARGUMENT_INTEGER, FALSE, 0, N_("0 for the whole office") },
  { "password", CS_ARGUMENT_TEXT, FALSE, CS_PASSWORD_MAX_BYTES, N_("the first password") },
  { NULL },
};

static const CsArgument change_arguments[] = {
  { "person", CS_ARGUMENT_INTEGER, TRUE, 0, N_("who") },
  { "name", CS_ARGUMENT_TEXT, FALSE, 0, N_("the person’s name") },
  { "roles", CS_ARGUMENT_TEXT, FALSE, 0, N_("roles separated by commas") },
  { "section", CS_ARGUMENT_INTEGER, FALSE, 0, N_("0 for the whole office") },
  { NULL },
};

static const CsArgument retire_arguments[] = {
  { "person", CS_ARGUMENT_INTEGER, TRUE, 0, N_("who") },
  { NULL },
};

static const CsArgument set_password_arguments[] = {
  { "person", CS_ARGUMENT_INTEGER, FALSE, 0, N_("who; oneself if absent") },
  { "old_password", CS_ARGUMENT_TEXT, FALSE, CS_PASSWORD_MAX_BYTES, N_("needed for one’s own") },
  { "password", CS_ARGUMENT_TEXT, TRUE, CS_PASSWORD_MAX_BYTES, N_("the new one") },
  { NULL },
};

const CsOperation cs_person_operations[] = {
  { "person.list", CS_ROLE_NONE, CS_OPERATION_READ,
    N_("Lists everybody, also those retired. In a practice office also before signing in."),
    NULL, NULL, NULL, run_list, NULL, FALSE, TRUE },
  { "person.add", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Adds a person."), add_arguments, prepare_password, g_free, run_add },
  { "person.change", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Changes a person’s name, roles or section. The last administrator keeps the role."),
    change_arguments, NULL, NULL, run_change },
  { "person.retire", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Retires a person, who stays in all records. Not the last administrator."),
    retire_arguments, NULL, NULL, run_retire },
  { "person.set-password", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Sets one’s own password; administrators also others’, whose signing key is lost by that."),
    set_password_arguments, prepare_set_password, password_change_free, run_set_password },
  { NULL },
};
