/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cs-verify-private.h"

/* Whether signatures hold: by far the most work of the proof, and each is for itself. One statement walks over them beside the other walks, on the thread that
 * owns the connection; batches go to other threads as these become free, so that memory stays small whatever the office's size. */

/* Signatures in a batch: a few milliseconds of work */
#define BATCH 64

/* Batches that wait for each thread */
#define AHEAD 4

/* Between two looks at the cancellable while only other threads work */
#define WAIT (20 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  gint64      decision;
  CsSignature signature;
  CsPublicKey key;
  gsize       at;        /* of its statement in the batch's */
  gsize       size;
} Item;

typedef struct
{
  guint       n_items;
  Item        items[BATCH];
  GByteArray *statements; /* owned */
} Batch;

struct _CsVerifySignatures
{
  CsStmt       *stmt;        /* owned */
  gboolean      over;        /* the statement is through */
  GThreadPool  *pool;        /* owned; NULL on a single processor */
  guint         n_threads;   /* of it */
  GCancellable *cancellable; /* lent */

  GMutex        lock;        /* of what follows */
  GCond         changed;
  GQueue        waiting;     /* of Batch; owned */
  guint         n_running;   /* batches that threads of the pool have */
  gint64        n_done;
  GArray       *wrong;       /* of gint64: decisions; owned */
};

static void
batch_free (Batch *batch)
{
  g_byte_array_unref (batch->statements);
  g_free (batch);
}

static void
keep_wrong (CsVerifySignatures *self,
            gint64              decision)
{
  g_mutex_lock (&self->lock);
  g_array_append_val (self->wrong, decision);
  g_mutex_unlock (&self->lock);
}

/* Any thread. */
static void
check_batch (CsVerifySignatures *self,
             const Batch        *batch)
{
  for (guint i = 0; i < batch->n_items && !g_cancellable_is_cancelled (self->cancellable); i++)
    {
      const Item *item = &batch->items[i];

      if (!cs_signature_verify (&item->signature, &item->key, batch->statements->data + item->at, item->size))
        keep_wrong (self, item->decision);
    }

  g_mutex_lock (&self->lock);
  self->n_done += batch->n_items;
  g_mutex_unlock (&self->lock);
}

/* Whoever is free takes the next; the walk too, once it is at its end. */
static Batch *
take_batch (CsVerifySignatures *self,
            guint               n_running)
{
  Batch *batch;

  g_mutex_lock (&self->lock);
  if ((batch = g_queue_pop_head (&self->waiting)))
    self->n_running += n_running;
  g_mutex_unlock (&self->lock);
  return batch;
}

/* On a thread of the pool, once for each batch that was put into the queue. */
static void
work (gpointer data,
      gpointer user_data)
{
  CsVerifySignatures *self = user_data;
  Batch *batch = take_batch (self, 1);

  if (batch == NULL)
    return;

  check_batch (self, batch);
  batch_free (batch);
  g_mutex_lock (&self->lock);
  self->n_running--;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

CsVerifySignatures *
cs_verify_signatures_new (CsDb          *db,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr(CsVerifySignatures) self = g_new0 (CsVerifySignatures, 1);

  self->cancellable = cancellable;
  self->wrong = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  if (!(self->stmt = cs_db_prepare (db,
                                    "SELECT s.decision, s.statement, s.signature, k.public FROM signatures s JOIN keys k ON k.id = s.key "
                                    "ORDER BY s.decision",
                                    error)))
    return NULL;

  /* the walk is one more; at its end it helps */
  self->n_threads = g_get_num_processors () - 1;
  if (self->n_threads > 0 && !(self->pool = g_thread_pool_new (work, self, (int) self->n_threads, FALSE, error)))
    return NULL;

  return g_steal_pointer (&self);
}

void
cs_verify_signatures_free (CsVerifySignatures *self)
{
  if (self == NULL)
    return;

  if (self->pool != NULL)
    g_thread_pool_free (self->pool, TRUE, TRUE);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) batch_free);
  g_clear_pointer (&self->stmt, cs_stmt_free);
  g_array_unref (self->wrong);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gint64
cs_verify_signatures_n_done (CsVerifySignatures *self)
{
  gint64 n_done;

  if (self == NULL)
    return 0;

  g_mutex_lock (&self->lock);
  n_done = self->n_done;
  g_mutex_unlock (&self->lock);
  return n_done;
}

static void
add_item (CsVerifySignatures *self,
          Batch              *batch)
{
  Item *item = &batch->items[batch->n_items];
  gsize signature_size = 0;
  gsize key_size = 0;
  gconstpointer signature = cs_stmt_get_bytes (self->stmt, 2, &signature_size);
  gconstpointer key = cs_stmt_get_bytes (self->stmt, 3, &key_size);
  const char *statement = cs_stmt_get_text (self->stmt, 1);

  item->decision = cs_stmt_get_int64 (self->stmt, 0);
  if (signature_size != CS_SIGNATURE_BYTES || key_size != CS_PUBLIC_KEY_BYTES)
    {
      keep_wrong (self, item->decision);
      return;
    }

  memcpy (item->signature.bytes, signature, signature_size);
  memcpy (item->key.bytes, key, key_size);
  item->at = batch->statements->len;
  item->size = strlen (statement);
  g_byte_array_append (batch->statements, (const guint8 *) statement, (guint) item->size);
  batch->n_items++;
}

/* %NULL where there is none any more, or with @error. */
static Batch *
next_batch (CsVerifySignatures  *self,
            GError             **error)
{
  Batch *batch = NULL;
  gboolean row = FALSE;

  if (self->over)
    return NULL;

  batch = g_new0 (Batch, 1);
  batch->statements = g_byte_array_sized_new (BATCH * 512);
  while (batch->n_items < BATCH)
    {
      if (!cs_stmt_step (self->stmt, &row, error))
        {
          batch_free (batch);
          return NULL;
        }

      self->over = !row;
      if (!row)
        break;
      add_item (self, batch);
    }

  return batch;
}

static gboolean
pool_is_full (CsVerifySignatures *self)
{
  gboolean full;

  g_mutex_lock (&self->lock);
  full = self->waiting.length >= AHEAD * self->n_threads;
  g_mutex_unlock (&self->lock);
  return full;
}

static void
push (CsVerifySignatures *self,
      Batch              *batch)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->waiting, batch);
  g_mutex_unlock (&self->lock);

  /* that no thread could be started is no harm: the walk itself takes what waits */
  g_thread_pool_push (self->pool, self, NULL);
}

gboolean
cs_verify_signatures_feed (CsVerifySignatures  *self,
                           GError             **error)
{
  GError *problem = NULL;
  Batch *batch;

  while (!self->over && !pool_is_full (self))
    {
      if ((batch = next_batch (self, &problem)))
        push (self, batch);
      else if (problem != NULL)
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
    }

  return TRUE;
}

/* Returns: whether the pool is idle, after at most a moment */
static gboolean
wait_for_pool (CsVerifySignatures *self)
{
  gboolean idle;

  g_mutex_lock (&self->lock);
  if (self->n_running > 0)
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + WAIT);
  idle = self->n_running == 0 && self->waiting.length == 0;
  g_mutex_unlock (&self->lock);
  return idle;
}

/* One batch on this thread. Returns: whether there was one, or %FALSE with @error */
static gboolean
help (CsVerifySignatures  *self,
      GError             **error)
{
  Batch *batch = take_batch (self, 0);

  if (batch == NULL && !(batch = next_batch (self, error)))
    return FALSE;

  check_batch (self, batch);
  batch_free (batch);
  return TRUE;
}

static int
compare_ids (gconstpointer one,
             gconstpointer other)
{
  gint64 a = *(const gint64 *) one;
  gint64 b = *(const gint64 *) other;

  return a < b ? -1 : a > b;
}

gboolean
cs_verify_signatures_finish (CsVerifyWalk  *walk,
                             GError       **error)
{
  CsVerifySignatures *self = walk->signatures;
  GError *problem = NULL;

  while (help (self, &problem) || (problem == NULL && !wait_for_pool (self)))
    if (!cs_verify_pause (walk, error))
      return FALSE;

  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }

  /* a batch that was cancelled was not checked */
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  g_array_sort (self->wrong, compare_ids);
  for (guint i = 0; i < self->wrong->len; i++)
    cs_verify_find (walk, _("decision %" PRId64 ": its signature does not hold"), g_array_index (self->wrong, gint64, i));

  walk->report->n_signatures = self->n_done;
  return TRUE;
}
