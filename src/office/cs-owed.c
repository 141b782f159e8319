/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-clock.h"
#include "cs-emergency-rules.h"
#include "cs-error.h"
#include "cs-journal-rows.h"
#include "cs-key-renewals.h"
#include "cs-owed.h"

#define EVERY (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)
#define PAGE  100

/* @last: (out): when the last entry of the journal was made, where the clock now stands well before that; else 0. Once that is itself an entry, the
 * journal goes on from there, and it is told once. */
static gboolean
find_set_back (CsDb    *db,
               gint64   now,
               gint64  *last,
               GError **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(CsJournalEntry) head = cs_journal_rows_head (db, &local);

  *last = 0;
  if (head && head->at - now > CS_CLOCK_TOLERANCE)
    *last = head->at;
  if (head || g_error_matches (local, CS_ERROR, CS_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
cs_owed_find (CsDb      *db,
              gint64     now,
              gboolean  *any,
              GError   **error)
{
  g_autoptr(GPtrArray) emergencies = cs_emergency_rows_list_overdue (db, now, EVERY, 1, error);
  g_autoptr(GPtrArray) renewals = emergencies ? cs_key_renewal_rows_list_waiting (db, now, EVERY, error) : NULL;
  g_autoptr(GPtrArray) logins = renewals ? cs_account_rows_list_ending (db, now, error) : NULL;
  gint64 last = 0;

  if (!logins || !find_set_back (db, now, &last, error))
    return FALSE;

  *any = emergencies->len > 0 || renewals->len > 0 || logins->len > 0 || last != 0;
  return TRUE;
}

static gboolean
tell_reviews (CsCall  *call,
              guint   *n_done,
              GError **error)
{
  g_autoptr(GPtrArray) rows = cs_emergency_rows_list_overdue (call->db, call->now, EVERY, PAGE, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const CsEmergencyRow *row = g_ptr_array_index (rows, i);

      if (!cs_emergencies_tell_overdue (call, row, error) ||
          !cs_emergency_rows_set_reminded (call->db, row->post, call->now, error))
        return FALSE;
      (*n_done)++;
    }

  return rows != NULL;
}

static gboolean
tell_renewals (CsCall  *call,
               guint   *n_done,
               GError **error)
{
  g_autoptr(GPtrArray) rows = cs_key_renewal_rows_list_waiting (call->db, call->now, EVERY, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const CsKeyRenewalRow *row = g_ptr_array_index (rows, i);

      if (!cs_key_renewals_tell (call, row, error) ||
          !cs_key_renewal_rows_set_reminded (call->db, row->id, call->now, error))
        return FALSE;
      (*n_done)++;
    }

  return rows != NULL;
}

/* Each login that ends is told of once. */
static gboolean
tell_logins (CsCall  *call,
             guint   *n_done,
             GError **error)
{
  g_autoptr(GPtrArray) rows = cs_account_rows_list_ending (call->db, call->now, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      CsAccountRow *row = g_ptr_array_index (rows, i);
      JsonObject *details = json_object_new ();

      json_object_set_string_member (details, "handle", row->handle);
      json_object_set_int_member (details, "ends_at", row->login_ends_at);
      json_object_set_string_member (details, "zone", call->office->zone);
      row->login_warn_at = 0;
      if (!cs_notices_send_roles (call, CS_ROLE_ADMINISTRATOR, 0, CS_NOTICE_LOGIN_ENDS, details, error) ||
          !cs_account_rows_update (call->db, row, error))
        return FALSE;
      (*n_done)++;
    }

  return rows != NULL;
}

static JsonObject *
describe_set_back (CsCall *call,
                   gint64  last)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "last_at", last);
  json_object_set_string_member (details, "zone", call->office->zone);
  return details;
}

static gboolean
tell_set_back (CsCall  *call,
               guint   *n_done,
               GError **error)
{
  gint64 last = 0;

  if (!find_set_back (call->db, call->now, &last, error))
    return FALSE;
  if (last == 0)
    return TRUE;

  (*n_done)++;
  return cs_call_journal (call, 0, CS_JOURNAL_CLOCK_SET_BACK, describe_set_back (call, last), error) &&
         cs_notices_send_roles (call, CS_ROLE_ADMINISTRATOR | CS_ROLE_DUTY, 0, CS_NOTICE_CLOCK_BACK,
                                describe_set_back (call, last), error);
}

gboolean
cs_owed_tell (CsCall  *call,
              guint   *n_done,
              GError **error)
{
  return tell_set_back (call, n_done, error) && tell_reviews (call, n_done, error) && tell_renewals (call, n_done, error) &&
         tell_logins (call, n_done, error);
}
