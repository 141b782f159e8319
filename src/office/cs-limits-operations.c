/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-operations-private.h"
#include "cs-rate-rows.h"

/* What networks last said that accounts may still ask of them. */

static gboolean
add_rates (CsCall     *call,
           gint64      account,
           JsonArray  *into,
           GError    **error)
{
  g_autoptr(GPtrArray) rows = cs_rate_rows_list (call->db, account, error);

  if (!rows)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const CsRateRow *row = g_ptr_array_index (rows, i);
      /* The window has closed: all of it is there again, as far as is known. */
      gboolean over = row->resets_at <= call->now;
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "account", account);
      json_object_set_string_member (object, "bucket", row->bucket);
      json_object_set_int_member (object, "capacity", row->capacity);
      json_object_set_int_member (object, "remaining", over ? row->capacity : row->remaining);
      json_object_set_int_member (object, "resets_at", over ? 0 : row->resets_at);
      json_object_set_int_member (object, "read_at", row->read_at);
      json_array_add_object_element (into, object);
    }

  return TRUE;
}

static JsonObject *
run_limits (CsCall  *call,
            GError **error)
{
  g_autoptr(GPtrArray) accounts = cs_account_rows_list (call->db, error);
  g_autoptr(JsonArray) array = json_array_new ();
  gint64 wanted = cs_call_get_int64 (call, "account");
  JsonObject *reply = NULL;

  if (!accounts)
    return NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      const CsAccountRow *account = g_ptr_array_index (accounts, i);

      if ((wanted == 0 || wanted == account->id) && !add_rates (call, account->id, array, error))
        return NULL;
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "limits", g_steal_pointer (&array));
  return reply;
}

static const CsArgument limits_arguments[] = {
  { "account", CS_ARGUMENT_INTEGER, FALSE, 0, N_("only of this account") },
  { NULL },
};

const CsOperation cs_limits_operations[] = {
  { "account.limits", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Tells what networks last said that accounts may still ask of them."), limits_arguments, NULL, NULL, run_limits },
  { NULL },
};
