/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-password.h"
#include "cs-people.h"
#include "cs-sign-in.h"
#include "cs-totp.h"

struct _CsSignIn
{
  gint64             person;   /* 0 = no such login */
  CsProof            proof;
  char              *stored;   /* the password the check was made against; owned */
  gboolean           right;

  CsKeyRow          *key;      /* the latest; owned; NULL = none yet */
  CsKeyRenewalRow   *renewal;  /* confirmed and not used; owned; NULL = none */
  CsSecret          *secret;   /* opened, or new; owned; NULL = cannot be opened */
  GBytes            *sealed;   /* of a new one; owned */

  CsSecondFactorRow *factor;   /* owned */
  gboolean           readable; /* the second factor opened */
  gboolean           has_code;
  gint64             step;     /* of the code; 0 = wrong */
};

void
cs_sign_in_free (CsSignIn *self)
{
  if (!self)
    return;

  g_free (self->stored);
  g_clear_pointer (&self->key, cs_key_row_free);
  g_clear_pointer (&self->renewal, g_free);
  g_clear_pointer (&self->secret, cs_secret_unref);
  g_clear_pointer (&self->sealed, g_bytes_unref);
  g_clear_pointer (&self->factor, cs_second_factor_row_free);
  g_free (self);
}

const char *
cs_sign_in_get_sealing (CsCall     *call,
                        const char *password)
{
  return call->office->practice ? "" : password;
}

gboolean
cs_keys_find_latest (CsDb      *db,
                     gint64     person,
                     CsKeyRow **key,
                     GError   **error)
{
  GError *problem = NULL;

  *key = cs_key_rows_latest_of (db, person, &problem);
  if (!problem)
    return TRUE;

  if (g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    {
      g_error_free (problem);
      return TRUE;
    }

  g_propagate_error (error, problem);
  return FALSE;
}

/* The renewal that two administrators allowed, or NULL in @renewal. */
static gboolean
find_renewal (CsDb             *db,
              gint64            person,
              CsKeyRenewalRow **renewal,
              GError          **error)
{
  GError *problem = NULL;

  *renewal = cs_key_renewal_rows_open_of (db, person, &problem);
  if (*renewal && (*renewal)->confirmed_at == 0)
    g_clear_pointer (renewal, g_free);
  if (!problem)
    return TRUE;

  if (g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    {
      g_error_free (problem);
      return TRUE;
    }

  g_propagate_error (error, problem);
  return FALSE;
}

/* Without memory for Argon2 the whole sign-in fails; what the right password does not open was lost. */
static gboolean
failed_for_good (GError  *problem,
                 GError **error)
{
  if (g_error_matches (problem, CS_ERROR, CS_ERROR_WRONG_PASSWORD) ||
      g_error_matches (problem, CS_ERROR, CS_ERROR_CORRUPT))
    {
      g_error_free (problem);
      return FALSE;
    }

  g_propagate_error (error, problem);
  return TRUE;
}

static gboolean
open_key (CsCall      *call,
          CsSignIn    *self,
          const char  *password,
          GError     **error)
{
  const char *sealing = cs_sign_in_get_sealing (call, password);
  CsPublicKey found;
  GError *problem = NULL;

  if (!self->key || self->renewal)
    {
      self->secret = cs_secret_new_random (CS_SECRET_KEY);
      self->sealed = cs_secret_seal (self->secret, sealing, error);
      return self->sealed != NULL;
    }

  if (self->key->ended_at != 0)
    return TRUE;

  self->secret = cs_secret_open (CS_SECRET_KEY, self->key->sealed, sealing, &problem);
  if (!self->secret)
    return !failed_for_good (problem, error);

  /* somebody put another's sealed bytes there */
  found = cs_secret_get_public (self->secret);
  if (!cs_public_key_equal (&found, &self->key->public_key))
    g_clear_pointer (&self->secret, cs_secret_unref);
  return TRUE;
}

static gboolean
check_code (CsCall      *call,
            CsSignIn    *self,
            const char  *password,
            const char  *code,
            GError     **error)
{
  g_autoptr(CsSecret) secret = NULL;
  GError *problem = NULL;

  if (!self->factor->sealed)
    return TRUE;

  self->has_code = *code != '\0';
  secret = cs_secret_open (CS_SECRET_SECOND_FACTOR, self->factor->sealed,
                           cs_sign_in_get_sealing (call, password), &problem);
  if (!secret)
    return !failed_for_good (problem, error);

  self->readable = TRUE;
  self->step = cs_totp_check (secret, code, call->now, self->factor->last_code);
  return TRUE;
}

static gboolean
password_is_right (CsCall            *call,
                   const CsPersonRow *person,
                   CsProof            proof,
                   const char        *password)
{
  if (proof == CS_PROOF_SEAT)
    return TRUE;
  if (proof == CS_PROOF_ACTOR && call->office->practice && !*person->password)
    return !*password;

  return cs_password_verify (person ? person->password : NULL, password);
}

CsSignIn *
cs_sign_in_check (CsCall             *call,
                  const CsPersonRow  *person,
                  CsProof             proof,
                  const char         *password,
                  const char         *code,
                  GError            **error)
{
  g_autoptr(CsSignIn) self = g_new0 (CsSignIn, 1);

  self->proof = proof;
  if (person && (person->retired_at != 0 || (proof == CS_PROOF_PASSWORD && !*person->password)))
    person = NULL;

  self->right = password_is_right (call, person, proof, password);
  if (!person)
    return g_steal_pointer (&self);

  self->person = person->id;
  self->stored = g_strdup (person->password);
  if (!self->right)
    return g_steal_pointer (&self);

  if (!cs_keys_find_latest (call->db, person->id, &self->key, error) ||
      !find_renewal (call->db, person->id, &self->renewal, error) ||
      !(self->factor = cs_second_factor_rows_get (call->db, person->id, error)) ||
      !open_key (call, self, password, error) ||
      !check_code (call, self, password, code, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* What was written is kept; the caller is told this. */
static gboolean
refuse (CsCall     *call,
        CsError     code,
        const char *message)
{
  g_clear_error (&call->refusal);
  call->refusal = g_error_new_literal (CS_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
refuse_and_count (CsCall       *call,
                  CsPersonRow  *person,
                  CsError       code,
                  const char   *message,
                  GError      **error)
{
  return cs_people_count_failure (call, person, error) && refuse (call, code, message);
}

static gboolean
same_bytes (GBytes *one,
            GBytes *other)
{
  return one == other || (one && other && g_bytes_equal (one, other));
}

/* The second factor as it is by now; a renewal takes it away. */
static gboolean
accept_code (CsCall       *call,
             CsSignIn     *self,
             CsPersonRow  *person,
             GError      **error)
{
  g_autoptr(CsSecondFactorRow) factor = cs_second_factor_rows_get (call->db, person->id, error);

  if (!factor)
    return FALSE;

  if (!same_bytes (factor->sealed, self->factor->sealed))
    return refuse (call, CS_ERROR_CONFLICT, "The second factor was changed just now");
  if (!factor->sealed || self->renewal)
    return TRUE;
  if (!self->readable)
    return refuse (call, CS_ERROR_SECOND_FACTOR_LOST, "The second factor cannot be opened");
  if (factor->last_code > cs_totp_get_step (call->now) + 1) /* no code can be right: nobody's guess is counted */
    return refuse (call, CS_ERROR_CLOCK_BACK, "A code of a later time was taken already");
  if (!self->has_code)
    return refuse (call, CS_ERROR_CODE_REQUIRED, "The second factor’s code is missing");
  if (self->step == 0 || self->step <= factor->last_code)
    return refuse_and_count (call, person, CS_ERROR_WRONG_CODE, "The second factor’s code is wrong, or was taken before", error);

  return cs_second_factor_rows_use (call->db, person->id, self->step, error);
}

void
cs_keys_open_after (CsCall   *call,
                    gint64    person,
                    gint64    key,
                    CsSecret *secret)
{
  g_clear_pointer (&call->opened.secret, cs_secret_unref);
  call->opened.secret = cs_secret_ref (secret);
  call->opened.person = person;
  call->opened.key = key;
}

gint64
cs_keys_add (CsCall          *call,
             gint64           person,
             const CsSecret  *secret,
             GBytes          *sealed,
             gint64           replaces,
             GError         **error)
{
  CsKeyRow row = { .person = person, .public_key = cs_secret_get_public (secret), .sealed = sealed, .made_at = call->now };
  g_autofree char *hex = cs_public_key_to_hex (&row.public_key);
  JsonObject *details = NULL;
  gint64 id = cs_key_rows_add (call->db, &row, error);

  if (!id)
    return 0;

  details = json_object_new ();
  json_object_set_int_member (details, "key", id);
  json_object_set_int_member (details, "person", person);
  json_object_set_string_member (details, "public", hex);
  json_object_set_int_member (details, "replaces", replaces);
  return cs_call_journal_by (call, person, 0, CS_JOURNAL_KEY_ADDED, details, error) ? id : 0;
}

gboolean
cs_keys_end_of (CsCall             *call,
                const CsPersonRow  *person,
                gboolean            lost,
                GError            **error)
{
  g_autoptr(CsKeyRow) key = NULL;
  JsonObject *details = NULL;

  if (!cs_keys_find_latest (call->db, person->id, &key, error))
    return FALSE;
  if (!key || key->ended_at != 0)
    return TRUE;
  if (!cs_key_rows_end (call->db, key->id, call->now, lost, error))
    return FALSE;

  details = json_object_new ();
  json_object_set_int_member (details, "key", key->id);
  json_object_set_boolean_member (details, "lost", lost);
  json_object_set_string_member (details, "name", person->name);
  json_object_set_int_member (details, "person", person->id);
  return cs_call_journal_by (call, call->actor ? call->actor->id : person->id, 0, CS_JOURNAL_KEY_ENDED, details, error);
}

/* Two administrators allowed it: what was is over, the second factor too. */
static gboolean
use_renewal (CsCall             *call,
             CsSignIn           *self,
             const CsPersonRow  *person,
             GError            **error)
{
  if (!cs_key_renewal_rows_use (call->db, self->renewal->id, call->now, error) ||
      !cs_keys_end_of (call, person, FALSE, error))
    return FALSE;

  if (!self->factor->sealed)
    return TRUE;

  return cs_second_factor_rows_set (call->db, person->id, NULL, error) &&
         cs_call_journal_by (call, person->id, 0, CS_JOURNAL_SECOND_FACTOR_REMOVED, NULL, error);
}

static gboolean
accept_key (CsCall             *call,
            CsSignIn           *self,
            const CsPersonRow  *person,
            GError            **error)
{
  g_autoptr(CsKeyRow) key = NULL;
  gint64 id;

  if (!cs_keys_find_latest (call->db, person->id, &key, error))
    return FALSE;

  /* another sign-in was quicker: the key stays closed until it is asked for */
  if ((key ? key->id : 0) != (self->key ? self->key->id : 0) || (key && !same_bytes (key->sealed, self->key->sealed)))
    return TRUE;

  if (self->sealed)
    {
      if ((self->renewal && !use_renewal (call, self, person, error)) ||
          !(id = cs_keys_add (call, person->id, self->secret, self->sealed, key ? key->id : 0, error)))
        return FALSE;
      cs_keys_open_after (call, person->id, id, self->secret);
      return TRUE;
    }

  if (key->ended_at != 0)
    return TRUE;
  if (!self->secret) /* the right password does not open it: damaged */
    return cs_keys_end_of (call, person, TRUE, error);

  cs_keys_open_after (call, person->id, key->id, self->secret);
  return TRUE;
}

CsPersonRow *
cs_sign_in_accept (CsCall    *call,
                   CsSignIn  *self,
                   GError   **error)
{
  g_autoptr(CsPersonRow) person = NULL;

  if (!self->person)
    {
      refuse (call, CS_ERROR_WRONG_PASSWORD, "Login or password is wrong");
      return NULL;
    }
  if (!(person = cs_person_rows_get (call->db, self->person, error)))
    return NULL;

  /* retired, or the password was changed, since the check */
  if (person->retired_at != 0 || !g_str_equal (person->password, self->stored))
    {
      refuse (call, CS_ERROR_WRONG_PASSWORD, "Login or password is wrong");
      return NULL;
    }

  if (person->locked_until > call->now)
    {
      refuse (call, CS_ERROR_LOCKED, "Sign-in is closed for a while");
      return NULL;
    }

  if (!self->right)
    {
      refuse_and_count (call, person, CS_ERROR_WRONG_PASSWORD, "Login or password is wrong", error);
      return NULL;
    }

  if (!accept_code (call, self, person, error))
    return NULL;

  person->failures = 0;
  person->locked_until = 0;
  if (!cs_person_rows_update (call->db, person, error) || !accept_key (call, self, person, error))
    return NULL;

  return g_steal_pointer (&person);
}

static const char *
tell_key (CsCall         *call,
          const CsKeyRow *key,
          gint64          until)
{
  if (!key)
    return "none";
  if (key->lost)
    return "lost";
  return until > 0 && key->ended_at == 0 ? "open" : "closed";
}

gboolean
cs_sign_in_add_state (CsCall             *call,
                      const CsPersonRow  *person,
                      JsonObject         *object,
                      GError            **error)
{
  g_autoptr(CsKeyRow) key = NULL;
  g_autoptr(CsSecondFactorRow) factor = cs_second_factor_rows_get (call->db, person->id, error);
  gint64 seconds = call->office->sign_again_after;
  gint64 until;

  if (!factor || !cs_keys_find_latest (call->db, person->id, &key, error))
    return FALSE;

  until = call->opened.secret && call->opened.person == person->id ? call->now + seconds * G_USEC_PER_SEC
          : cs_keyring_get_until (call->keyring, person->id, call->now, seconds);
  json_object_set_string_member (object, "key", tell_key (call, key, until));
  json_object_set_int_member (object, "key_until", key && key->ended_at == 0 ? until : 0);
  json_object_set_boolean_member (object, "second_factor", factor->sealed != NULL);
  json_object_set_boolean_member (object, "has_password", *person->password != '\0');
  return TRUE;
}
