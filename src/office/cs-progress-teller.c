/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-progress-teller.h"

/* Between two signals: quick enough for a bar that moves, and no load for a main loop. */
#define INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

struct _CsProgressTeller
{
  CsOffice     *office;    /* owned reference */
  const char   *operation;
  GMainContext *context;   /* owned reference */

  GMutex        lock;      /* of what follows */
  double        done;
  gint64        told_at;   /* monotonic */
  gboolean      waiting;   /* a signal is on its way: it will tell the newest */
};

CsProgressTeller *
cs_progress_teller_new (CsOffice     *office,
                        const char   *operation,
                        GMainContext *context)
{
  CsProgressTeller *self = g_atomic_rc_box_new0 (CsProgressTeller);

  self->office = g_object_ref (office);
  self->operation = operation;
  self->context = g_main_context_ref (context);
  g_mutex_init (&self->lock);
  return self;
}

static void
clear (gpointer data)
{
  CsProgressTeller *self = data;

  g_clear_object (&self->office);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
}

void
cs_progress_teller_unref (CsProgressTeller *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
emit_cb (gpointer data)
{
  CsProgressTeller *self = data;
  double done;

  g_mutex_lock (&self->lock);
  self->waiting = FALSE;
  done = self->done;
  g_mutex_unlock (&self->lock);

  g_signal_emit_by_name (self->office, "progress", self->operation, done);
  return G_SOURCE_REMOVE;
}

/* Whether a signal has to be sent off now. */
static gboolean
is_due (CsProgressTeller *self,
        double            done)
{
  gint64 now = g_get_monotonic_time ();
  gboolean due;

  g_mutex_lock (&self->lock);
  self->done = done;
  due = !self->waiting && (done >= 1 || now - self->told_at >= INTERVAL);
  if (due)
    {
      self->waiting = TRUE;
      self->told_at = now;
    }
  g_mutex_unlock (&self->lock);
  return due;
}

void
cs_progress_teller_tell (double   done,
                         gpointer data)
{
  CsProgressTeller *self = data;
  g_autoptr(GSource) source = NULL;

  /* where nobody listens, perhaps nobody runs a main loop either */
  if (!g_signal_has_handler_pending (self->office, g_signal_lookup ("progress", CS_TYPE_OFFICE), 0, FALSE) || !is_due (self, done))
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "countersign: progress");
  g_source_set_callback (source, emit_cb, g_atomic_rc_box_acquire (self), (GDestroyNotify) cs_progress_teller_unref);
  g_source_attach (source, self->context);
}
