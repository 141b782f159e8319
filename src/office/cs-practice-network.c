/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-journal-rows.h"
#include "cs-json.h"
#include "cs-office-rows.h"
#include "cs-practice-network.h"

typedef struct
{
  gint64      now;
  const char *address;
} Move;

static gboolean
move_account (CsDb          *db,
              const Move    *move,
              CsAccountRow  *account,
              GError       **error)
{
  g_autoptr(JsonObject) details = json_object_new ();
  g_autofree char *text = NULL;

  g_free (account->address);
  account->address = g_strdup (move->address);
  json_object_set_int_member (details, "account", account->id);
  json_object_set_string_member (details, "handle", account->handle);
  json_object_set_string_member (details, "network", cs_network_kind_nick (account->network));
  text = cs_json_write_canonical (details);
  return cs_account_rows_update (db, account, error) &&
         cs_journal_rows_append (db, move->now, 0, 0, CS_JOURNAL_ACCOUNT_CHANGED, text, error) != 0;
}

/* The practice network could not have its old port again: its accounts are found at the new one. */
static gpointer
move_accounts_job (CsDb      *db,
                   gpointer   data,
                   GError   **error)
{
  g_autoptr(GPtrArray) accounts = cs_account_rows_list (db, error);

  if (!accounts)
    return NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      CsAccountRow *account = g_ptr_array_index (accounts, i);

      if (account->network == CS_NETWORK_PRACTICE && account->retired_at == 0 &&
          !g_str_equal (account->address, ((const Move *) data)->address) &&
          !move_account (db, data, account, error))
        return NULL;
    }

  return data;
}

gboolean
cs_practice_network_start (CsStore         *store,
                           gint64           now,
                           CsPracticeHost **host,
                           GError         **error)
{
  g_autofree char *folder = g_build_filename (cs_store_get_folder (store), "practice", NULL);
  g_autofree char *address = cs_practice_host_find_address (folder);
  g_autoptr(GError) problem = NULL;
  Move move = { 0 };

  if (!address && !*host && !(*host = cs_practice_host_start (folder, 0, &problem)) &&
      !g_error_matches (problem, CS_ERROR, CS_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (!address)
    address = *host ? g_strdup (cs_practice_host_get_address (*host))
                    : cs_practice_host_find_address (folder);
  if (!address)
    return TRUE;

  move.now = now;
  move.address = address;
  return cs_store_write (store, move_accounts_job, &move, error) != NULL;
}
