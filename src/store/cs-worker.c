/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-db-private.h"
#include "cs-worker.h"

/* How often a writer asks whether another program has committed. */
#define POLL_US (250 * G_TIME_SPAN_MILLISECOND)

/* A shared transaction ends after so many jobs or so long, so that the first of them is not kept waiting by an endless queue. */
#define MAX_BATCH 256
#define MAX_BATCH_US (50 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GMutex   mutex;
  GCond    cond;
  gboolean done;
} Waiter;

typedef struct
{
  CsStoreJob      run;
  gpointer        data;
  GDestroyNotify  free_data;   /* NULL = @data is the caller's */
  GDestroyNotify  free_result;
  GTask          *task;        /* owned until it goes home; NULL for a caller that waits */
  Waiter         *waiter;      /* borrowed; or NULL */
  gpointer        result;
  GError         *error;       /* owned */
} Job;

typedef struct
{
  CsWorker *worker; /* borrowed */
  CsDb     *db;     /* owned by the thread */
  gint64    data_version;
  gint64    polled_at;
} Line;

struct _CsWorker
{
  GAsyncQueue     *jobs;    /* of Job, or &end_of_work */
  GPtrArray       *threads; /* of GThread */
  CsWorkerChanged  changed;
  gpointer         user_data;
};

static Job end_of_work;

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);

  g_clear_error (&job->error);
  g_free (job);
}

/* In the task's own context, which also lets go of the last reference there. */
static gboolean
complete_job (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->result), job->free_result);

  return G_SOURCE_REMOVE;
}

/* The task goes home with its only reference: returning it, or dropping it, on a worker would run callbacks or finalizers there. */
static void
send_home (Job *job)
{
  GTask *task = g_steal_pointer (&job->task);
  g_autoptr(GSource) source = NULL;

  if (task == NULL)
    {
      g_mutex_lock (&job->waiter->mutex);
      job->waiter->done = TRUE;
      g_cond_signal (&job->waiter->cond);
      g_mutex_unlock (&job->waiter->mutex);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_static_name (source, "countersign: job done");
  g_source_set_callback (source, complete_job, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static gboolean
job_is_cancelled (Job *job)
{
  return job->task != NULL &&
         g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error);
}

static void
fail_job (Job          *job,
          const GError *error)
{
  if (job->error != NULL)
    return;

  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);

  job->result = NULL;
  job->error = g_error_copy (error);
}

/* In a transaction of its own inside the shared one: an error takes back only what this job did. */
static void
run_inside (CsDb *db,
            Job  *job)
{
  g_autoptr(CsTxn) txn = NULL;
  g_autoptr(GError) error = NULL;

  if (job_is_cancelled (job) || !(txn = cs_txn_begin (db, &job->error)))
    return;

  job->result = job->run (db, job->data, &job->error);
  if (job->error == NULL && !cs_txn_commit (g_steal_pointer (&txn), &error))
    fail_job (job, error);
}

/* The next job of a shared transaction, or NULL when it should end. */
static Job *
take_next (CsWorker *self,
           guint     n_done,
           gint64    began_at,
           gboolean *end)
{
  Job *job;

  if (n_done >= MAX_BATCH || g_get_monotonic_time () - began_at > MAX_BATCH_US)
    return NULL;

  job = g_async_queue_try_pop (self->jobs);
  if (job != &end_of_work)
    return job;

  *end = TRUE;
  return NULL;
}

/* Returns: whether it committed something; @end: (out): whether the worker shall end */
static gboolean
write_batch (CsWorker *self,
             CsDb     *db,
             Job      *job,
             gboolean *end)
{
  g_autoptr(GPtrArray) batch = g_ptr_array_new ();
  g_autoptr(CsTxn) txn = NULL;
  g_autoptr(GError) error = NULL;
  gint64 began_at = g_get_monotonic_time ();
  gboolean committed = FALSE;

  txn = cs_txn_begin (db, &error);
  while (job != NULL)
    {
      g_ptr_array_add (batch, job);
      if (txn != NULL)
        run_inside (db, job);

      /* The disk is full, or worse: nothing of this transaction is left, whoever's it was. */
      if (txn != NULL && cs_db_lost_transaction (db))
        error = job->error != NULL ? g_error_copy (job->error)
                                   : g_error_new (CS_ERROR, CS_ERROR_FAILED, "The transaction was lost");

      job = error == NULL ? take_next (self, batch->len, began_at, end) : NULL;
    }

  if (error == NULL)
    committed = cs_txn_commit (g_steal_pointer (&txn), &error);

  g_clear_pointer (&txn, cs_txn_free);
  for (guint i = 0; i < batch->len; i++)
    {
      if (error != NULL)
        fail_job (batch->pdata[i], error);
      send_home (batch->pdata[i]);
    }

  return committed;
}

static void
read_one (CsDb *db,
          Job  *job)
{
  g_autoptr(CsTxn) txn = NULL;

  /* One snapshot for the whole question. */
  if (!job_is_cancelled (job) && (txn = cs_txn_begin (db, &job->error)))
    job->result = job->run (db, job->data, &job->error);

  g_clear_pointer (&txn, cs_txn_free);
  if (job->error != NULL && job->result != NULL)
    {
      if (job->free_result != NULL)
        job->free_result (job->result);
      job->result = NULL;
    }

  send_home (job);
}

static void
look_around (Line *line)
{
  g_autoptr(GError) error = NULL;
  gint64 version = 0;

  line->polled_at = g_get_monotonic_time ();
  if (!cs_db_get_data_version (line->db, &version, &error))
    g_debug ("Asking for other programs' changes: %s", error->message);
  else if (version != line->data_version)
    {
      line->data_version = version;
      line->worker->changed (line->worker->user_data);
    }
}

static void
work_as_writer (Line *line)
{
  CsWorker *self = line->worker;
  g_autoptr(GError) error = NULL;
  gboolean end = FALSE;

  if (!cs_db_get_data_version (line->db, &line->data_version, &error))
    g_debug ("Asking for other programs' changes: %s", error->message);

  line->polled_at = g_get_monotonic_time ();
  while (!end)
    {
      gint64 wait = line->polled_at + POLL_US - g_get_monotonic_time ();
      Job *job = wait > 0 ? g_async_queue_timeout_pop (self->jobs, (guint64) wait)
                          : g_async_queue_try_pop (self->jobs);

      if (job == &end_of_work)
        return;

      if (job != NULL && write_batch (self, line->db, job, &end))
        self->changed (self->user_data);

      if (g_get_monotonic_time () - line->polled_at >= POLL_US)
        look_around (line);
    }
}

static gpointer
work (gpointer data)
{
  Line *line = data;
  Job *job;

  if (line->worker->changed != NULL)
    work_as_writer (line);
  else
    while ((job = g_async_queue_pop (line->worker->jobs)) != &end_of_work)
      read_one (line->db, job);

  cs_db_free (line->db);
  g_free (line);
  return NULL;
}

CsWorker *
cs_worker_new (GPtrArray       *connections,
               CsWorkerChanged  changed,
               gpointer         user_data)
{
  CsWorker *self = g_new0 (CsWorker, 1);

  self->jobs = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  self->changed = changed;
  self->user_data = user_data;

  while (connections->len > 0)
    {
      Line *line = g_new0 (Line, 1);

      line->worker = self;
      line->db = g_ptr_array_steal_index (connections, 0);
      g_ptr_array_add (self->threads,
                       g_thread_new (changed != NULL ? "store-writer" : "store-reader", work, line));
    }

  g_ptr_array_unref (connections);
  return self;
}

void
cs_worker_free (CsWorker *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->threads->len; i++)
    {
      g_assert (self->threads->pdata[i] != g_thread_self ());
      g_async_queue_push (self->jobs, &end_of_work);
    }

  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);

  g_ptr_array_unref (self->threads);
  g_async_queue_unref (self->jobs);
  g_free (self);
}

void
cs_worker_push (CsWorker       *self,
                CsStoreJob      run,
                gpointer        data,
                GDestroyNotify  free_data,
                GDestroyNotify  free_result,
                GTask          *task)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->task = task;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  /* What was committed is reported, even to somebody who cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_async_queue_push (self->jobs, job);
}

gpointer
cs_worker_run (CsWorker    *self,
               CsStoreJob   run,
               gpointer     data,
               GError     **error)
{
  Waiter waiter = { 0 };
  Job job = { 0 };

  for (guint i = 0; i < self->threads->len; i++)
    g_assert (self->threads->pdata[i] != g_thread_self ());

  g_mutex_init (&waiter.mutex);
  g_cond_init (&waiter.cond);
  job.run = run;
  job.data = data;
  job.waiter = &waiter;
  g_async_queue_push (self->jobs, &job);

  g_mutex_lock (&waiter.mutex);
  while (!waiter.done)
    g_cond_wait (&waiter.cond, &waiter.mutex);
  g_mutex_unlock (&waiter.mutex);

  g_cond_clear (&waiter.cond);
  g_mutex_clear (&waiter.mutex);
  if (job.error != NULL)
    g_propagate_error (error, job.error);

  return job.result;
}
