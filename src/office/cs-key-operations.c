/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-key-renewals.h"
#include "cs-operations-private.h"
#include "cs-sign-in.h"

/* Signing keys: who has which, and how a lost one is replaced. A new key takes two administrators, since whoever gets one can sign in that person's name. */

static JsonObject *
key_to_json (const CsKeyRow *key,
             CsNames        *names)
{
  g_autofree char *hex = cs_public_key_to_hex (&key->public_key);
  g_autofree char *fingerprint = cs_public_key_fingerprint (&key->public_key);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", key->id);
  json_object_set_int_member (object, "person", key->person);
  json_object_set_string_member (object, "person_name", cs_names_get_person (names, key->person));
  json_object_set_string_member (object, "public", hex);
  json_object_set_string_member (object, "fingerprint", fingerprint);
  json_object_set_int_member (object, "made_at", key->made_at);
  json_object_set_int_member (object, "ended_at", key->ended_at);
  json_object_set_boolean_member (object, "lost", key->lost);
  return object;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  gint64 person = cs_call_get_int64 (call, "person");
  g_autoptr(GPtrArray) keys = cs_key_rows_list (call->db, person, error);
  g_autoptr(GPtrArray) renewals = keys ? cs_key_renewal_rows_list_open (call->db, error) : NULL;
  JsonArray *listed = NULL;
  JsonArray *open = NULL;
  JsonObject *reply = NULL;

  if (!renewals)
    return NULL;

  listed = json_array_new ();
  for (guint i = 0; i < keys->len; i++)
    json_array_add_object_element (listed, key_to_json (g_ptr_array_index (keys, i), names));

  open = json_array_new ();
  for (guint i = 0; i < renewals->len; i++)
    {
      const CsKeyRenewalRow *renewal = g_ptr_array_index (renewals, i);

      if (person == 0 || renewal->person == person)
        json_array_add_object_element (open, cs_key_renewals_write (renewal, names));
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "keys", listed);
  json_object_set_array_member (reply, "renewals", open);
  return reply;
}

static CsPersonRow *
get_person (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPersonRow) person = cs_person_rows_get (call->db, cs_call_get_int64 (call, "person"), error);

  if (person && person->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "%s is retired", person->login);
      return NULL;
    }

  return g_steal_pointer (&person);
}

static JsonObject *
journal_renewal (CsCall             *call,
                 CsJournalKind       kind,
                 const CsPersonRow  *person,
                 GError            **error)
{
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "name", person->name);
  json_object_set_int_member (details, "person", person->id);
  return cs_call_journal (call, 0, kind, details, error) ? cs_call_reply_id (person->id) : NULL;
}

static JsonObject *
run_ask_renewal (CsCall  *call,
                 GError **error)
{
  g_autoptr(CsPersonRow) person = get_person (call, error);
  g_autoptr(CsKeyRow) key = NULL;
  g_autoptr(CsKeyRenewalRow) open = NULL;
  CsKeyRenewalRow added = { 0 };

  if (!person || !cs_keys_find_latest (call->db, person->id, &key, error))
    return NULL;

  if (!key)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE,
                   "%s has no key yet: the first sign-in makes one", person->login);
      return NULL;
    }

  if ((open = cs_key_renewal_rows_open_of (call->db, person->id, NULL)))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "A new key for %s was asked for already", person->login);
      return NULL;
    }

  added.person = person->id;
  added.asked_by = call->actor->id;
  if (!(added.id = cs_key_renewal_rows_add (call->db, person->id, call->actor->id, call->now, error)) ||
      !cs_key_renewals_tell (call, &added, error))
    return NULL;
  return journal_renewal (call, CS_JOURNAL_KEY_RENEWAL_ASKED, person, error);
}

/* The second administrator: neither the one who asked nor the one who gets the key. */
static JsonObject *
run_confirm_renewal (CsCall  *call,
                     GError **error)
{
  g_autoptr(CsPersonRow) person = get_person (call, error);
  g_autoptr(CsKeyRenewalRow) open = NULL;

  if (!person || !(open = cs_key_renewal_rows_open_of (call->db, person->id, error)))
    return NULL;

  if (open->asked_by == call->actor->id || person->id == call->actor->id)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TWO_ADMINISTRATORS,
                   "%s cannot confirm a new key for %s", call->actor->login, person->login);
      return NULL;
    }

  if (!cs_key_renewal_rows_confirm (call->db, open->id, call->actor->id, call->now, error))
    return NULL;
  return journal_renewal (call, CS_JOURNAL_KEY_RENEWAL_CONFIRMED, person, error);
}

static const CsArgument list_arguments[] = {
  { "person", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of this person only") },
  { NULL },
};

static const CsArgument person_arguments[] = {
  { "person", CS_ARGUMENT_INTEGER, TRUE, 0, N_("who receives the new key") },
  { NULL },
};

const CsOperation cs_key_operations[] = {
  { "key.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists public keys, oldest first, and the new keys that are being allowed."), list_arguments, NULL, NULL, run_list },
  { "key.ask-renewal", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Asks that a person receives a new key at the next sign-in, in place of a lost one; another administrator confirms it. The second factor goes too."),
    person_arguments, NULL, NULL, run_ask_renewal },
  { "key.confirm-renewal", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Confirms what another administrator asked for, and for somebody else than oneself."),
    person_arguments, NULL, NULL, run_confirm_renewal },
  { NULL },
};
