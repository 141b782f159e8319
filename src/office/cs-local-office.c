/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-clock.h"
#include "cs-error.h"
#include "cs-journal-memory.h"
#include "cs-local-office-private.h"
#include "cs-seat.h"
#include "cs-secrets.h"

/* The office in this process: opening it, who sits there, and the publisher. The way of one call: cs-local-office-calls.c. */

G_DEFINE_FINAL_TYPE_WITH_CODE (CsLocalOffice, cs_local_office, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_OFFICE, cs_local_office_init_calls))

gint64
cs_local_office_get_now (gpointer data)
{
  CsLocalOffice *self = data;
  CsClock clock;
  gpointer clock_data;

  g_mutex_lock (&self->lock);
  clock = self->clock;
  clock_data = self->clock_data;
  g_mutex_unlock (&self->lock);

  return clock ? clock (clock_data) : g_get_real_time ();
}

gint64
cs_local_office_get_person (CsLocalOffice *self)
{
  gint64 person;

  g_mutex_lock (&self->lock);
  person = self->person;
  g_mutex_unlock (&self->lock);
  return person;
}

/* Whoever leaves takes his key along. */
void
cs_local_office_set_person (CsLocalOffice *self,
                            gint64         person)
{
  g_mutex_lock (&self->lock);
  if (self->person != person)
    cs_keyring_close (self->keyring);
  self->person = person;
  g_mutex_unlock (&self->lock);
}

void
cs_local_office_set_cut (CsLocalOffice *self,
                         gboolean       cut)
{
  g_mutex_lock (&self->lock);
  self->cut = cut;
  g_mutex_unlock (&self->lock);
}

gboolean
cs_local_office_is_cut (CsLocalOffice *self)
{
  gboolean cut;

  g_mutex_lock (&self->lock);
  cut = self->cut;
  g_mutex_unlock (&self->lock);
  return cut;
}

static void
cs_local_office_dispose (GObject *object)
{
  CsLocalOffice *self = CS_LOCAL_OFFICE (object);

  cs_local_office_stop_publisher (self);
  g_clear_object (&self->outbox);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cs_local_office_parent_class)->dispose (object);
}

static void
cs_local_office_finalize (GObject *object)
{
  CsLocalOffice *self = CS_LOCAL_OFFICE (object);

  g_clear_pointer (&self->keyring, cs_keyring_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (cs_local_office_parent_class)->finalize (object);
}

static void
cs_local_office_class_init (CsLocalOfficeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_local_office_dispose;
  object_class->finalize = cs_local_office_finalize;
}

static void
cs_local_office_init (CsLocalOffice *self)
{
  g_mutex_init (&self->lock);
  self->keyring = cs_keyring_new ();
  self->context = g_main_context_ref_thread_default ();
}

static void
store_changed_cb (CsLocalOffice *self,
                  CsStore       *store)
{
  g_signal_emit_by_name (self, "changed");
}

/* An office without a first start yet has no journal to remember. */
static gpointer
check_memory_job (CsDb      *db,
                  gpointer   data,
                  GError   **error)
{
  g_autoptr(CsOfficeRow) office = cs_office_rows_get (db, NULL);

  return !office || cs_journal_memory_check (db, office->uid, error) ? data : NULL;
}

CsLocalOffice *
cs_local_office_open_cut (const char  *folder,
                          gboolean    *cut,
                          GError     **error)
{
  g_autoptr(CsLocalOffice) self = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (folder != NULL && cut != NULL, NULL);

  *cut = FALSE;
  cs_secrets_guard_process ();
  self = g_object_new (CS_TYPE_LOCAL_OFFICE, NULL);
  if (!(self->store = cs_store_open (folder, error)))
    return NULL;

  if (!cs_store_read (self->store, check_memory_job, self, &problem))
    {
      if (!g_error_matches (problem, CS_ERROR, CS_ERROR_JOURNAL_CUT))
        {
          g_propagate_error (error, problem);
          return NULL;
        }
      g_clear_error (&problem);
      self->cut = *cut = TRUE;
    }

  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return g_steal_pointer (&self);
}

CsLocalOffice *
cs_local_office_open (const char  *folder,
                      GError     **error)
{
  gboolean cut = FALSE;
  g_autoptr(CsLocalOffice) self = cs_local_office_open_cut (folder, &cut, error);

  if (!cut)
    return g_steal_pointer (&self);

  g_set_error (error, CS_ERROR, CS_ERROR_JOURNAL_CUT, "The journal of “%s” lacks what was seen of it", folder);
  return NULL;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  CsLocalOffice *self = cs_local_office_open (task_data, &error);

  if (self)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
cs_local_office_open_async (const char          *folder,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (folder != NULL);

  g_task_set_source_tag (task, cs_local_office_open_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

CsLocalOffice *
cs_local_office_open_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
cs_local_office_get_folder (CsLocalOffice *self)
{
  g_return_val_if_fail (CS_IS_LOCAL_OFFICE (self), NULL);

  return cs_store_get_folder (self->store);
}

void
cs_local_office_set_clock (CsLocalOffice *self,
                           CsClock        clock,
                           gpointer       data)
{
  g_return_if_fail (CS_IS_LOCAL_OFFICE (self));

  g_mutex_lock (&self->lock);
  self->clock = clock;
  self->clock_data = data;
  g_mutex_unlock (&self->lock);
}

static gpointer
read_office_job (CsDb      *db,
                 gpointer   data,
                 GError   **error)
{
  return cs_office_rows_get (db, error);
}

gboolean
cs_local_office_start_practice (CsLocalOffice  *self,
                                GError        **error)
{
  g_autoptr(CsOfficeRow) office = NULL;

  g_return_val_if_fail (CS_IS_LOCAL_OFFICE (self), FALSE);

  if (!(office = cs_store_read (self->store, read_office_job, NULL, error)))
    return FALSE;
  return !office->practice ||
         cs_practice_network_start (self->store, cs_local_office_get_now (self), &self->host, error);
}

gboolean
cs_local_office_start_publisher (CsLocalOffice  *self,
                                 GError        **error)
{
  g_return_val_if_fail (CS_IS_LOCAL_OFFICE (self), FALSE);

  if (!cs_local_office_start_practice (self, error))
    return FALSE;

  self->rounds = cs_account_rounds_new (self->store);
  cs_outbox_start (cs_local_office_get_outbox (self));
  return TRUE;
}

gboolean
cs_local_office_publish_once (CsLocalOffice  *self,
                              guint          *n_done,
                              GError        **error)
{
  gboolean good;

  g_return_val_if_fail (CS_IS_LOCAL_OFFICE (self), FALSE);

  if (!cs_local_office_start_practice (self, error))
    return FALSE;

  self->rounds = cs_account_rounds_new (self->store);
  good = cs_outbox_run_once (cs_local_office_get_outbox (self), n_done, error);
  cs_account_rounds_wait (self->rounds);
  g_clear_pointer (&self->rounds, cs_account_rounds_free);
  return good;
}

void
cs_local_office_stop_publisher (CsLocalOffice *self)
{
  g_return_if_fail (CS_IS_LOCAL_OFFICE (self));

  if (self->outbox)
    cs_outbox_stop (self->outbox);
  g_clear_pointer (&self->rounds, cs_account_rounds_free);
  g_clear_pointer (&self->host, cs_practice_host_stop);
}

static gboolean
do_chore (CsStore   *store,
          gint64     now,
          guint     *n_done,
          gpointer   data,
          GError   **error)
{
  CsLocalOffice *self = data;

  return cs_clocks_pass (store, now, n_done, error) &&
         (!self->rounds || cs_account_rounds_turn (self->rounds, now, error));
}

CsOutbox *
cs_local_office_get_outbox (CsLocalOffice *self)
{
  g_return_val_if_fail (CS_IS_LOCAL_OFFICE (self), NULL);

  if (!self->outbox)
    {
      self->outbox = cs_outbox_new (self->store, cs_local_office_get_now, self);
      cs_outbox_set_chore (self->outbox, do_chore, self);
    }
  return self->outbox;
}

gboolean
cs_local_office_act_as (CsLocalOffice  *self,
                        gint64          person,
                        GError        **error)
{
  g_autoptr(CsSecret) secret = NULL;
  gint64 key = 0;

  g_return_val_if_fail (CS_IS_LOCAL_OFFICE (self), FALSE);

  if (!cs_seat_take (self->store, person, cs_local_office_get_now (self), &key, &secret, error))
    return FALSE;

  cs_local_office_set_person (self, person);
  if (secret)
    cs_keyring_open (self->keyring, person, key, secret, cs_local_office_get_now (self));
  return TRUE;
}
