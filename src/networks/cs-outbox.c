/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-private.h"
#include "cs-outbox-rows.h"

/* The object and its coordinator; what that does is in cs-outbox-pass.c, what is done for a publication in cs-outbox-jobs.c. */

/* Other processes' changes are seen within this, microseconds. */
#define POLL (1 * (gint64) G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (CsOutbox, cs_outbox, G_TYPE_OBJECT)

/* However much happens, the coordinator looks so often at most. */
#define PAUSE (10 * (gint64) G_TIME_SPAN_MILLISECOND)

typedef struct
{
  gint64 after;
  gint64 at;
} Moment;

static gpointer
next_moment_job (CsDb     *db,
                 gpointer  data,
                 GError  **error)
{
  Moment *moment = data;

  cs_outbox_rows_next_moment (db, moment->after, &moment->at, error);

  return NULL;
}

/* Until something is due or changes, at most POLL. @looked_at: monotonic, when the last pass began */
static void
wait_for_work (CsOutbox *self,
               gint64    looked_at)
{
  Moment moment = { cs_outbox_get_now (self), 0 };
  gint64 until = g_get_monotonic_time () + POLL;
  gint64 pause;

  cs_store_read (self->store, next_moment_job, &moment, NULL);
  if (moment.at != 0 && moment.at - moment.after < POLL)
    until = g_get_monotonic_time () + (moment.at - moment.after);

  pause = looked_at + PAUSE - g_get_monotonic_time ();
  if (pause > 0)
    g_usleep ((gulong) pause);

  g_mutex_lock (&self->mutex);
  while (!self->stopping && !self->woken)
    {
      if (!g_cond_wait_until (&self->cond, &self->mutex, until))
        break;
    }
  self->woken = FALSE;
  g_mutex_unlock (&self->mutex);
}

static gboolean
do_job (const CsOutboxJob *job,
        CsHttp            *http,
        gpointer           data)
{
  CsOutbox *self = data;
  g_autoptr(GError) error = NULL;
  guint n_done = 0;

  if (cs_outbox_do (self, http, job, &n_done, &error))
    return n_done > 0;

  g_message ("Publication %" G_GINT64_FORMAT ": %s", job->publication, error->message);

  return FALSE;
}

static void
poke (gpointer data)
{
  cs_outbox_wake (data);
}

static gpointer
coordinate (gpointer data)
{
  CsOutbox *self = data;

  while (!cs_outbox_is_stopping (self))
    {
      g_autoptr(GError) error = NULL;
      gint64 began_at = g_get_monotonic_time ();
      guint n_done = 0;

      if (!cs_outbox_make_pass (self, &n_done, &error))
        g_message ("Publishing: %s", error->message);
      if (error != NULL || n_done == 0)
        wait_for_work (self, began_at);
    }

  /* What is being sent is waited for; until then its threads look at the lanes. */
  cs_lanes_free (self->lanes);
  self->lanes = NULL;
  cs_outbox_give_back (self);

  return NULL;
}

static void
cs_outbox_dispose (GObject *object)
{
  CsOutbox *self = CS_OUTBOX (object);

  cs_outbox_stop (self);
  if (self->store != NULL)
    cs_outbox_give_back (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cs_outbox_parent_class)->dispose (object);
}

static void
cs_outbox_finalize (GObject *object)
{
  CsOutbox *self = CS_OUTBOX (object);

  g_clear_pointer (&self->http, cs_http_free);
  g_clear_pointer (&self->rates, g_hash_table_unref);
  g_clear_pointer (&self->uploads, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_free (self->holder);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (cs_outbox_parent_class)->finalize (object);
}

static void
cs_outbox_class_init (CsOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_outbox_dispose;
  object_class->finalize = cs_outbox_finalize;
}

/* The machine's own number tells two machines of the same name apart. */
static char *
make_holder (void)
{
  g_autofree char *id = NULL;

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL))
    id = g_strdup ("");

  return g_strdup_printf ("%s %s", g_get_host_name (), g_strstrip (id));
}

static void
cs_outbox_init (CsOutbox *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->cancellable = g_cancellable_new ();
  self->lock = -1;
  self->holder = make_holder ();
  self->sleep_meter = cs_outbox_measure_sleep;
  self->rates = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) cs_rates_unref);
  self->uploads = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

CsOutbox *
cs_outbox_new (CsStore  *store,
               CsClock   clock,
               gpointer  clock_data)
{
  CsOutbox *self;

  g_return_val_if_fail (CS_IS_STORE (store), NULL);

  self = g_object_new (CS_TYPE_OUTBOX, NULL);
  self->store = g_object_ref (store);
  self->clock = clock;
  self->clock_data = clock_data;

  return self;
}

void
cs_outbox_set_chore (CsOutbox      *self,
                     CsOutboxChore  chore,
                     gpointer       data)
{
  g_return_if_fail (CS_IS_OUTBOX (self));
  g_return_if_fail (self->thread == NULL);

  self->chore = chore;
  self->chore_data = data;
}

void
cs_outbox_wake (CsOutbox *self)
{
  g_return_if_fail (CS_IS_OUTBOX (self));

  g_mutex_lock (&self->mutex);
  self->woken = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
cs_outbox_start (CsOutbox *self)
{
  g_return_if_fail (CS_IS_OUTBOX (self));
  g_return_if_fail (self->thread == NULL);

  g_mutex_lock (&self->mutex);
  self->stopping = FALSE;
  g_mutex_unlock (&self->mutex);
  g_cancellable_reset (self->cancellable);
  self->lanes = cs_lanes_new (do_job, poke, self);
  cs_outbox_listen_for_sleep (self);
  self->thread = g_thread_new ("publisher", coordinate, self);
}

void
cs_outbox_stop (CsOutbox *self)
{
  g_return_if_fail (CS_IS_OUTBOX (self));

  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->cancellable);
  g_thread_join (g_steal_pointer (&self->thread));
  cs_outbox_unlisten (self);
}

gboolean
cs_outbox_run_once (CsOutbox  *self,
                    guint     *n_done,
                    GError   **error)
{
  guint n = 0;
  gboolean good;

  g_return_val_if_fail (CS_IS_OUTBOX (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  good = cs_outbox_make_pass (self, &n, error);
  if (n_done != NULL)
    *n_done = n;

  return good;
}
