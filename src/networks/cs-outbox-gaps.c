/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "cs-outbox-private.h"
#include "cs-outbox-rows.h"

/* Times over which nothing could go out: the computer slept, nothing ran, the clock was set. A release time is a moment of the wall clock: what it passes over
 * is late, and what it goes back before waits again; nothing that was sent is sent again, since that stands in the row and not in the time. */

/* Less than this is a pass that took long. */
#define NAP (1 * (gint64) G_USEC_PER_SEC)
#define SET_BACK (2 * (gint64) G_USEC_PER_SEC)
#define SET_FORWARD (60 * (gint64) G_USEC_PER_SEC)

/* A computer that said it would sleep, and did not, publishes again after this. */
#define SLEEPLESS (60 * (gint64) G_USEC_PER_SEC)

static gint64
read_clock (clockid_t id)
{
  struct timespec at;

  clock_gettime (id, &at);

  return (gint64) at.tv_sec * G_USEC_PER_SEC + at.tv_nsec / 1000;
}

gint64
cs_outbox_measure_sleep (gpointer unused)
{
  return read_clock (CLOCK_BOOTTIME) - read_clock (CLOCK_MONOTONIC);
}

typedef struct
{
  gint64 now;
  gint64 by;
} Shift;

static gpointer
shift_job (CsDb     *db,
           gpointer  data,
           GError  **error)
{
  const Shift *shift = data;

  cs_outbox_rows_shift_tries (db, shift->now, shift->by, error);

  return NULL;
}

/* What was planned by the clock as it was would wait as long as it was wrong. */
static void
replan (CsOutbox *self,
        gint64    now,
        gint64    by)
{
  Shift shift = { now, by };
  g_autoptr(GError) error = NULL;

  g_message ("The clock was set back by %" G_GINT64_FORMAT " s", -by / (gint64) G_USEC_PER_SEC);
  cs_store_write (self->store, shift_job, &shift, &error);
  if (error != NULL)
    g_message ("Planning anew after that: %s", error->message);
}

static void
end_suspending (CsOutbox *self,
                gboolean  woke,
                gint64    ticks)
{
  g_mutex_lock (&self->mutex);
  if (woke || ticks - self->suspending_since > SLEEPLESS)
    self->suspending = FALSE;
  g_mutex_unlock (&self->mutex);
}

void
cs_outbox_notice_gaps (CsOutbox *self)
{
  gint64 now = cs_outbox_get_now (self);
  gint64 ticks = g_get_monotonic_time ();
  gint64 asleep = self->sleep_meter (self->sleep_data);
  gint64 slept = asleep - self->seen_asleep;
  gint64 jumped = (now - self->seen_now) - (ticks - self->seen_ticks) - slept;

  if (self->seen_now == 0)
    {
      self->began_at = now;
    }
  else if (slept > NAP)
    {
      g_message ("The computer slept for %" G_GINT64_FORMAT " s", slept / (gint64) G_USEC_PER_SEC);
      self->sleep = (CsOutboxGap) { self->seen_now, now };
    }
  else if (jumped > SET_FORWARD)
    {
      self->jump = (CsOutboxGap) { self->seen_now, now };
    }

  if (self->seen_now != 0 && jumped < -SET_BACK)
    replan (self, now, jumped);
  end_suspending (self, slept > NAP, ticks);

  self->seen_now = now;
  self->seen_ticks = ticks;
  self->seen_asleep = asleep;
}

void
cs_outbox_begin_anew (CsOutbox *self)
{
  g_return_if_fail (CS_IS_OUTBOX (self));
  g_return_if_fail (self->thread == NULL);

  self->seen_now = 0;
  self->sleep = (CsOutboxGap) { 0 };
  self->jump = (CsOutboxGap) { 0 };
}

static gboolean
is_within (const CsOutboxGap *gap,
           gint64             at)
{
  return gap->until != 0 && gap->from <= at && at <= gap->until;
}

void
cs_outbox_fill_gap (CsOutbox    *self,
                    gint64       due_at,
                    CsMissFacts *facts)
{
  facts->slept = is_within (&self->sleep, due_at);
  facts->not_running = due_at < self->began_at;
  facts->clock_jumped = is_within (&self->jump, due_at);
}

void
cs_outbox_set_suspending (CsOutbox *self,
                          gboolean  suspending)
{
  g_mutex_lock (&self->mutex);
  self->suspending = suspending;
  self->suspending_since = g_get_monotonic_time ();
  self->woken = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

gboolean
cs_outbox_is_suspending (CsOutbox *self)
{
  gboolean suspending;

  g_mutex_lock (&self->mutex);
  suspending = self->suspending;
  g_mutex_unlock (&self->mutex);

  return suspending;
}

/* The computer says that it is about to sleep, so that nothing is begun whose answer would be lost, and that it is awake again. */
static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char      *sender,
                      const char      *path,
                      const char      *interface,
                      const char      *name,
                      GVariant        *parameters,
                      gpointer         data)
{
  g_autoptr(CsOutbox) self = g_weak_ref_get (data);
  gboolean begins = FALSE;

  if (self == NULL || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &begins);
  cs_outbox_set_suspending (self, begins);
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static GWeakRef *
make_weak_ref (CsOutbox *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

static void
got_bus_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(CsOutbox) self = g_weak_ref_get (data);
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, NULL);

  free_weak_ref (data);
  /* Without one, the clocks tell a second later. */
  if (self == NULL || bus == NULL || self->thread == NULL || self->bus != NULL)
    return;

  self->bus = g_steal_pointer (&bus);
  self->sleep_signal = g_dbus_connection_signal_subscribe (self->bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager",
                                                           "PrepareForSleep", "/org/freedesktop/login1", NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE, prepare_for_sleep_cb,
                                                           make_weak_ref (self), free_weak_ref);
}

void
cs_outbox_listen_for_sleep (CsOutbox *self)
{
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, got_bus_cb, make_weak_ref (self));
}

void
cs_outbox_unlisten (CsOutbox *self)
{
  if (self->bus == NULL)
    return;

  g_dbus_connection_signal_unsubscribe (self->bus, self->sleep_signal);
  self->sleep_signal = 0;
  g_clear_object (&self->bus);
}
