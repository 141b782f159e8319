/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-outbox-private.h"
#include "cs-outbox-rows.h"
#include "cs-post.h"

/* One pass of the coordinator: takes the lease, recovers, lets expire, and hands out whatever is due in the order reconcile, send, read back, upload ahead.
 * Handed out, a job goes into its account's lane; where there are no lanes (cs_outbox_run_once) it is done at once, so that a pass is done when it ends. */

/* Pictures are uploaded so long before the release time. */
#define UPLOAD_AHEAD (5 * 60 * (gint64) G_USEC_PER_SEC)

/* Of each kind in one question, and how many of those there are in one pass. */
#define PAGE 200
#define N_PAGES 50

gint64
cs_outbox_get_now (CsOutbox *self)
{
  return self->clock != NULL ? self->clock (self->clock_data) : g_get_real_time ();
}

gboolean
cs_outbox_is_stopping (CsOutbox *self)
{
  gboolean stopping;

  g_mutex_lock (&self->mutex);
  stopping = self->stopping;
  g_mutex_unlock (&self->mutex);

  return stopping;
}

/* The lease says which machine publishes; on one machine this lock says which process. It goes with the process, so that after a crash the
 * next one need not wait for the lease to run out. */
static gboolean
take_lock (CsOutbox  *self,
           gboolean  *held,
           GError   **error)
{
  g_autofree char *path = g_build_filename (cs_store_get_folder (self->store), "publisher.lock", NULL);

  *held = self->lock >= 0;
  if (*held)
    return TRUE;

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock < 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_READ_ONLY, "Opening %s: %s", path, g_strerror (errno));
      return FALSE;
    }

  if (flock (self->lock, LOCK_EX | LOCK_NB) != 0)
    {
      close (self->lock);
      self->lock = -1;
      return TRUE;
    }

  *held = TRUE;
  self->recovered = FALSE;

  return TRUE;
}

static gint64
get_lease_until (CsOutbox *self)
{
  gint64 until;

  g_mutex_lock (&self->mutex);
  until = self->lease_until;
  g_mutex_unlock (&self->mutex);

  return until;
}

static void
set_lease_until (CsOutbox *self,
                 gint64    until)
{
  g_mutex_lock (&self->mutex);
  self->lease_until = until;
  g_mutex_unlock (&self->mutex);
}

void
cs_outbox_note_lease (CsOutbox *self,
                      gint64    now)
{
  set_lease_until (self, now + CS_OUTBOX_LEASE);
}

gboolean
cs_outbox_hold_lease (CsOutbox  *self,
                      gboolean  *held,
                      GError   **error)
{
  gint64 now = cs_outbox_get_now (self);
  gint64 left = get_lease_until (self) - now;

  *held = TRUE;
  if (left > CS_OUTBOX_LEASE / 2 && left <= CS_OUTBOX_LEASE)
    return TRUE;
  if (!cs_outbox_take_lease (self->store, self->holder, now, held, error))
    return FALSE;

  set_lease_until (self, *held ? now + CS_OUTBOX_LEASE : 0);

  return TRUE;
}

/* For the thread that makes the passes */
static gboolean
take_lease (CsOutbox  *self,
            gboolean  *held,
            GError   **error)
{
  gint64 now = cs_outbox_get_now (self);
  gint64 before = get_lease_until (self);

  if (!take_lock (self, held, error))
    return FALSE;
  if (!*held)
    return TRUE;
  if (!cs_outbox_hold_lease (self, held, error))
    return FALSE;

  /* Somebody else may have sent in between. */
  if (!*held || now > before)
    self->recovered = FALSE;

  return TRUE;
}

void
cs_outbox_give_back (CsOutbox *self)
{
  g_autoptr(GError) error = NULL;

  if (self->lock < 0)
    return;

  cs_outbox_keep_all_rates (self);
  if (get_lease_until (self) != 0 && !cs_outbox_give_lease_back (self->store, self->holder, &error))
    g_message ("%s", error->message);
  set_lease_until (self, 0);
  close (self->lock);
  self->lock = -1;
}

typedef struct
{
  CsPublicationState   state;
  CsOutboxOrder        order;
  gint64               before;
  const CsOutboxReady *after;
} Query;

static gpointer
list_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  const Query *query = data;

  return cs_outbox_rows_list_ready (db, query->state, query->order, query->before, query->after, PAGE, error);
}

/* Does @act for each that is ready, page by page. */
typedef gboolean (*ReadyAct) (CsOutbox *self, const CsOutboxReady *ready, guint *n_done, GError **error);

static gboolean
for_each (CsOutbox            *self,
          CsPublicationState   state,
          CsOutboxOrder        order,
          gint64               before,
          ReadyAct             act,
          guint               *n_done,
          GError             **error)
{
  CsOutboxReady last = { 0 };
  Query query = { state, order, before, NULL };

  for (guint page = 0; page < N_PAGES; page++)
    {
      g_autoptr(GArray) found = cs_store_read (self->store, list_job, &query, error);

      if (found == NULL)
        return FALSE;
      for (guint i = 0; i < found->len && !cs_outbox_is_stopping (self); i++)
        {
          last = g_array_index (found, CsOutboxReady, i);
          if (!act (self, &last, n_done, error))
            return FALSE;
        }
      if (found->len < PAGE)
        break;
      query.after = &last;
    }

  return TRUE;
}

/* What is asked of the network for it */
static CsRateUse
get_use (CsOutboxTask task)
{
  switch (task)
    {
    case CS_OUTBOX_SEND:
      return CS_RATE_PUBLISH;
    case CS_OUTBOX_RECONCILE:
      return CS_RATE_FIND;
    case CS_OUTBOX_UPLOAD:
      return CS_RATE_UPLOAD;
    case CS_OUTBOX_READ_BACK:
      return CS_RATE_LOOK;
    case CS_OUTBOX_REMOVE:
      return CS_RATE_REMOVE;
    default:
      g_assert_not_reached ();
    }
}

/* Into its lane, or done at once; not where the network would say no */
gboolean
cs_outbox_hand_out (CsOutbox             *self,
                    CsOutboxTask          task,
                    const CsOutboxReady  *ready,
                    guint                *n_done,
                    GError              **error)
{
  const CsOutboxJob job = { task, ready->publication, ready->account };
  gboolean held;

  if (cs_outbox_is_suspending (self) || cs_outbox_is_walled (self, ready->account, get_use (task)))
    return TRUE;
  if (self->lanes != NULL)
    {
      cs_lanes_push (self->lanes, &job);
      return TRUE;
    }

  if (!take_lease (self, &held, error))
    return FALSE;
  if (!held)
    return TRUE;

  return cs_outbox_do (self, self->http, &job, n_done, error);
}

static gboolean
mark_unknown (CsOutbox             *self,
              const CsOutboxReady  *ready,
              guint                *n_done,
              GError              **error)
{
  g_autoptr(CsSendResult) unknown = NULL;
  gboolean changed;

  /* Ours, and being sent in this very moment: the lane will tell. */
  if (self->lanes != NULL && cs_lanes_has (self->lanes, CS_OUTBOX_SEND, ready->publication))
    {
      self->recovered = FALSE;
      return TRUE;
    }

  unknown = cs_outbox_make_result (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, "the program ended while it was sending", 0);
  if (!cs_outbox_settle (self->store, ready->publication, CS_PUBLICATION_SENDING, unknown, cs_outbox_get_now (self), &changed, error))
    return FALSE;
  *n_done += changed;

  return TRUE;
}

static gboolean
take_unsettled (CsOutbox *self)
{
  gboolean unsettled;

  g_mutex_lock (&self->mutex);
  unsettled = self->unsettled;
  self->unsettled = FALSE;
  g_mutex_unlock (&self->mutex);

  return unsettled;
}

/* Whatever is armed and not ours in this very moment may have arrived. */
static gboolean
recover (CsOutbox  *self,
         guint     *n_done,
         GError   **error)
{
  if (take_unsettled (self))
    self->recovered = FALSE;
  if (self->recovered)
    return TRUE;

  /* Unless one is passed over. */
  self->recovered = TRUE;
  if (for_each (self, CS_PUBLICATION_SENDING, CS_OUTBOX_BY_DUE_HELD, G_MAXINT64, mark_unknown, n_done, error))
    return TRUE;

  self->recovered = FALSE;

  return FALSE;
}

static gboolean
expire_one (CsOutbox             *self,
            const CsOutboxReady  *ready,
            guint                *n_done,
            GError              **error)
{
  (*n_done)++;

  return cs_outbox_expire (self->store, ready->publication, CS_PUBLICATION_QUEUED, cs_outbox_get_now (self), error);
}

static gboolean
expire (CsOutbox  *self,
        guint     *n_done,
        GError   **error)
{
  gint64 now = cs_outbox_get_now (self);
  guint n = 0;

  /* Where there is a chore, posts in review are its own to let expire: it tells people too. */
  if (self->chore == NULL && !cs_outbox_expire_reviews (self->store, now, &n, error))
    return FALSE;
  *n_done += n;

  return for_each (self, CS_PUBLICATION_QUEUED, CS_OUTBOX_BY_DUE_HELD, now - CS_RELEASE_GRACE, expire_one, n_done, error);
}

static gboolean
reconcile_one (CsOutbox             *self,
               const CsOutboxReady  *ready,
               guint                *n_done,
               GError              **error)
{
  return cs_outbox_hand_out (self, CS_OUTBOX_RECONCILE, ready, n_done, error);
}

static gboolean
send_one (CsOutbox             *self,
          const CsOutboxReady  *ready,
          guint                *n_done,
          GError              **error)
{
  return cs_outbox_hand_out (self, CS_OUTBOX_SEND, ready, n_done, error);
}

/* Publishing comes first, also where a limit leaves room for one of them only. */
static gboolean
look_back_one (CsOutbox             *self,
               const CsOutboxReady  *ready,
               guint                *n_done,
               GError              **error)
{
  if (self->lanes != NULL && cs_lanes_is_publishing (self->lanes, ready->account))
    return TRUE;

  return cs_outbox_hand_out (self, CS_OUTBOX_READ_BACK, ready, n_done, error);
}

/* Ahead of time nothing but the pictures goes out. */
static gboolean
upload_one (CsOutbox             *self,
            const CsOutboxReady  *ready,
            guint                *n_done,
            GError              **error)
{
  if (ready->at <= cs_outbox_get_now (self) || !cs_outbox_may_upload (self, ready->publication))
    return TRUE;

  return cs_outbox_hand_out (self, CS_OUTBOX_UPLOAD, ready, n_done, error);
}

static void
do_chore (CsOutbox *self,
          guint    *n_done)
{
  g_autoptr(GError) error = NULL;

  if (self->chore != NULL && !self->chore (self->store, cs_outbox_get_now (self), n_done, self->chore_data, &error))
    g_message ("%s", error->message);
}

gboolean
cs_outbox_make_pass (CsOutbox  *self,
                     guint     *n_done,
                     GError   **error)
{
  gboolean held = FALSE;
  gint64 now;

  /* Made by the thread that uses it. */
  if (self->http == NULL && self->lanes == NULL)
    self->http = cs_http_new ();
  if (!take_lease (self, &held, error))
    return FALSE;
  if (!held)
    return TRUE;

  cs_outbox_notice_gaps (self);
  do_chore (self, n_done);
  now = cs_outbox_get_now (self);
  if (!cs_outbox_redate (self, error) || !recover (self, n_done, error) || !expire (self, n_done, error) ||
      !for_each (self, CS_PUBLICATION_UNKNOWN, CS_OUTBOX_BY_TRY_HELD, now + 1, reconcile_one, n_done, error) ||
      !cs_outbox_withdraw (self, n_done, error))
    return FALSE;

  now = cs_outbox_get_now (self);
  if (!for_each (self, CS_PUBLICATION_NOT_SENT, CS_OUTBOX_BY_TRY, now + 1, send_one, n_done, error) ||
      !for_each (self, CS_PUBLICATION_QUEUED, CS_OUTBOX_BY_DUE, now + 1, send_one, n_done, error))
    return FALSE;

  /* By the clock of after the sending: what this very pass sent is read back by it too, for there may be no other one. */
  now = cs_outbox_get_now (self);

  return for_each (self, CS_PUBLICATION_SENT, CS_OUTBOX_BY_CHECK, now + 1, look_back_one, n_done, error) &&
         for_each (self, CS_PUBLICATION_QUEUED, CS_OUTBOX_BY_DUE, now + UPLOAD_AHEAD, upload_one, n_done, error) &&
         cs_outbox_raise_alarms (self, n_done, error);
}
