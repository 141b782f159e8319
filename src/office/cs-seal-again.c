/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-sign-in.h"

/* A new password seals key and second factor anew, in the same transaction. */

struct _CsSealAgain
{
  CsKeyRow          *key;        /* as it was; owned; NULL = none that is still good */
  GBytes            *key_sealed; /* owned; NULL = lost */
  CsSecondFactorRow *factor;     /* as it was; owned */
  GBytes            *factor_sealed; /* owned; NULL = there is none, or it cannot be opened */
};

void
cs_seal_again_free (CsSealAgain *self)
{
  if (!self)
    return;

  g_clear_pointer (&self->key, cs_key_row_free);
  g_clear_pointer (&self->key_sealed, g_bytes_unref);
  g_clear_pointer (&self->factor, cs_second_factor_row_free);
  g_clear_pointer (&self->factor_sealed, g_bytes_unref);
  g_free (self);
}

/* NULL in @again where the old password does not open it. */
static gboolean
seal_again (CsCall        *call,
            CsSecretKind   kind,
            GBytes        *sealed,
            const char    *old_password,
            const char    *password,
            GBytes       **again,
            GError       **error)
{
  g_autoptr(CsSecret) secret = NULL;
  GError *problem = NULL;

  secret = cs_secret_open (kind, sealed, cs_sign_in_get_sealing (call, old_password), &problem);
  if (secret)
    return (*again = cs_secret_seal (secret, cs_sign_in_get_sealing (call, password), error)) != NULL;

  if (g_error_matches (problem, CS_ERROR, CS_ERROR_WRONG_PASSWORD) ||
      g_error_matches (problem, CS_ERROR, CS_ERROR_CORRUPT))
    {
      g_error_free (problem);
      return TRUE;
    }

  g_propagate_error (error, problem);
  return FALSE;
}

CsSealAgain *
cs_seal_again_prepare (CsCall      *call,
                       gint64       person,
                       const char  *old_password,
                       const char  *password,
                       GError     **error)
{
  g_autoptr(CsSealAgain) self = g_new0 (CsSealAgain, 1);

  if (!cs_keys_find_latest (call->db, person, &self->key, error) ||
      !(self->factor = cs_second_factor_rows_get (call->db, person, error)))
    return NULL;

  if (self->key && self->key->ended_at != 0)
    g_clear_pointer (&self->key, cs_key_row_free);
  if ((self->key && !seal_again (call, CS_SECRET_KEY, self->key->sealed, old_password, password, &self->key_sealed, error)) ||
      (self->factor->sealed && !seal_again (call, CS_SECRET_SECOND_FACTOR, self->factor->sealed, old_password, password,
                                            &self->factor_sealed, error)))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
seal_factor_again (CsCall             *call,
                   CsSealAgain        *self,
                   const CsPersonRow  *person,
                   GError            **error)
{
  g_autoptr(CsSecondFactorRow) factor = NULL;

  if (!self->factor_sealed)
    return TRUE;
  if (!(factor = cs_second_factor_rows_get (call->db, person->id, error)))
    return FALSE;

  if (!factor->sealed || !g_bytes_equal (factor->sealed, self->factor->sealed))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "The second factor of %s was changed just now", person->login);
      return FALSE;
    }

  return cs_second_factor_rows_set (call->db, person->id, self->factor_sealed, error);
}

/* A key that was made, or that ended, since it was read is another one. */
static gboolean
check_same_key (CsCall             *call,
                CsSealAgain        *self,
                const CsPersonRow  *person,
                GError            **error)
{
  g_autoptr(CsKeyRow) key = NULL;

  if (!cs_keys_find_latest (call->db, person->id, &key, error))
    return FALSE;

  if ((key && key->ended_at == 0 ? key->id : 0) == (self->key ? self->key->id : 0))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "The key of %s was changed just now", person->login);
  return FALSE;
}

gboolean
cs_seal_again_run (CsCall             *call,
                   CsSealAgain        *self,
                   const CsPersonRow  *person,
                   GError            **error)
{
  if (!check_same_key (call, self, person, error) || !seal_factor_again (call, self, person, error))
    return FALSE;
  if (!self->key)
    return TRUE;
  if (!self->key_sealed)
    return cs_keys_end_of (call, person, TRUE, error);

  return cs_key_rows_seal_again (call->db, self->key, self->key_sealed, error);
}
