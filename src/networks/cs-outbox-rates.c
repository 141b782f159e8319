/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-private.h"

/* What is left of each account's limits: in memory while the outbox lives, and kept, so that the next one knows it too. */

typedef struct
{
  gint64     account;
  GPtrArray *rows;    /* of CsRateRow */
} Keep;

static gpointer
list_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  return cs_rate_rows_list (db, *(gint64 *) data, error);
}

static gpointer
keep_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  const Keep *keep = data;

  for (guint i = 0; i < keep->rows->len; i++)
    if (!cs_rate_rows_set (db, keep->account, g_ptr_array_index (keep->rows, i), error))
      break;

  return NULL;
}

static CsRates *
find (CsOutbox *self,
      gint64    account)
{
  CsRates *rates;

  g_mutex_lock (&self->mutex);
  rates = g_hash_table_lookup (self->rates, &account);
  if (rates != NULL)
    rates = cs_rates_ref (rates);
  g_mutex_unlock (&self->mutex);

  return rates;
}

/* Two jobs may come at once: the first one's is everybody's. */
static CsRates *
add (CsOutbox *self,
     gint64    account,
     CsRates  *fresh)
{
  CsRates *rates;

  g_mutex_lock (&self->mutex);
  if (!g_hash_table_contains (self->rates, &account))
    g_hash_table_insert (self->rates, g_memdup2 (&account, sizeof account), cs_rates_ref (fresh));
  rates = cs_rates_ref (g_hash_table_lookup (self->rates, &account));
  g_mutex_unlock (&self->mutex);

  return rates;
}

CsRates *
cs_outbox_take_rates (CsOutbox      *self,
                      gint64         account,
                      CsNetworkKind  kind)
{
  g_autoptr(CsRates) rates = find (self, account);
  g_autoptr(CsRates) fresh = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  if (rates != NULL)
    return g_steal_pointer (&rates);

  fresh = cs_rates_new (kind, self->clock, self->clock_data);
  rows = cs_store_read (self->store, list_job, &account, &error);
  if (rows == NULL)
    g_message ("Reading what is left of limits: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    cs_rates_load (fresh, g_ptr_array_index (rows, i));

  return add (self, account, fresh);
}

gboolean
cs_outbox_is_walled (CsOutbox  *self,
                     gint64     account,
                     CsRateUse  use)
{
  g_autoptr(CsRates) rates = find (self, account);

  return cs_rates_ask (rates, use) > 0;
}

void
cs_outbox_keep_rates (CsOutbox *self,
                      gint64    account,
                      gboolean  all)
{
  g_autoptr(CsRates) rates = find (self, account);
  g_autoptr(GPtrArray) rows = rates != NULL ? cs_rates_dup_news (rates, all) : NULL;
  Keep keep = { account, rows };
  g_autoptr(GError) error = NULL;

  if (rows == NULL)
    return;

  cs_store_write (self->store, keep_job, &keep, &error);
  if (error != NULL)
    g_message ("Keeping what is left of limits: %s", error->message);
}

void
cs_outbox_keep_all_rates (CsOutbox *self)
{
  g_autoptr(GArray) accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer account;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->rates);
  while (g_hash_table_iter_next (&iter, &account, NULL))
    g_array_append_vals (accounts, account, 1);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < accounts->len; i++)
    cs_outbox_keep_rates (self, g_array_index (accounts, gint64, i), TRUE);
}
