/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-files.h"
#include "cs-store.h"
#include "cs-worker.h"

#define N_READERS 2

/* What the writer holds to tell of changes: it outlives the store, whose last jobs are done while it goes. */
typedef struct
{
  GWeakRef      store;
  GMainContext *context;   /* of the opener; owned */
  int           announced; /* atomic: a changed signal is on its way */
} Announcer;

struct _CsStore
{
  GObject    parent_instance;

  char      *folder;    /* owned, absolute */
  CsWorker  *writer;
  CsWorker  *readers;
  Announcer *announcer; /* shared with what is on its way */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsStore, cs_store, G_TYPE_OBJECT)

static Announcer *
announcer_new (CsStore *store)
{
  Announcer *self = g_atomic_rc_box_new0 (Announcer);

  g_weak_ref_init (&self->store, store);
  self->context = g_main_context_ref_thread_default ();

  return self;
}

static void
announcer_clear (Announcer *self)
{
  g_weak_ref_clear (&self->store);
  g_main_context_unref (self->context);
}

static void
announcer_release (Announcer *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) announcer_clear);
}

static gboolean
emit_changed_cb (gpointer data)
{
  Announcer *self = data;
  g_autoptr(CsStore) store = g_weak_ref_get (&self->store);

  g_atomic_int_set (&self->announced, FALSE);
  if (store != NULL)
    g_signal_emit (store, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* On the writer, perhaps while the store goes: then nobody is left to hear of it. */
static void
changed_cb (gpointer data)
{
  Announcer *self = data;
  g_autoptr(GSource) source = NULL;

  if (!g_atomic_int_compare_and_exchange (&self->announced, FALSE, TRUE))
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "countersign: store changed");
  g_source_set_callback (source, emit_changed_cb, g_atomic_rc_box_acquire (self),
                         (GDestroyNotify) announcer_release);
  g_source_attach (source, self->context);
}

static void
cs_store_finalize (GObject *object)
{
  CsStore *self = CS_STORE (object);

  g_clear_pointer (&self->readers, cs_worker_free);
  g_clear_pointer (&self->writer, cs_worker_free);
  g_clear_pointer (&self->announcer, announcer_release);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (cs_store_parent_class)->finalize (object);
}

static void
cs_store_class_init (CsStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cs_store_finalize;

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 0);
}

static void
cs_store_init (CsStore *self)
{
  self->announcer = announcer_new (self);
}

static CsWorker *
start_worker (const char       *path,
              CsDbMode          mode,
              guint             n_threads,
              CsWorkerChanged   changed,
              gpointer          user_data,
              GError          **error)
{
  g_autoptr(GPtrArray) connections = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_db_free);

  for (guint i = 0; i < n_threads; i++)
    {
      CsDb *db = cs_db_open (path, mode, error);

      if (db == NULL)
        return NULL;

      g_ptr_array_add (connections, db);
    }

  return cs_worker_new (g_steal_pointer (&connections), changed, user_data);
}

CsStore *
cs_store_open (const char  *folder,
               GError     **error)
{
  g_autoptr(CsStore) self = NULL;
  g_autofree char *path = NULL;
  g_autofree char *media = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (CS_TYPE_STORE, NULL);
  self->folder = g_canonicalize_filename (folder, NULL);
  path = g_build_filename (self->folder, "office.db", NULL);
  media = g_build_filename (self->folder, "media", NULL);

  if (!cs_files_make_folder (media, error) ||
      !(self->writer = start_worker (path, CS_DB_WRITE, 1, changed_cb, self->announcer, error)) ||
      !(self->readers = start_worker (path, CS_DB_READ, N_READERS, NULL, NULL, error)))
    return NULL;

  cs_files_sweep (media);
  return g_steal_pointer (&self);
}

const char *
cs_store_get_folder (CsStore *self)
{
  g_return_val_if_fail (CS_IS_STORE (self), NULL);

  return self->folder;
}

void
cs_store_write_async (CsStore             *self,
                      CsStoreJob           job,
                      gpointer             data,
                      GDestroyNotify       free_data,
                      GDestroyNotify       free_result,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (CS_IS_STORE (self) && job != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_store_write_async);
  cs_worker_push (self->writer, job, data, free_data, free_result, task);
}

void
cs_store_read_async (CsStore             *self,
                     CsStoreJob           job,
                     gpointer             data,
                     GDestroyNotify       free_data,
                     GDestroyNotify       free_result,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (CS_IS_STORE (self) && job != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_store_read_async);
  cs_worker_push (self->readers, job, data, free_data, free_result, task);
}

gpointer
cs_store_finish (CsStore       *self,
                 GAsyncResult  *result,
                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
cs_store_write (CsStore     *self,
                CsStoreJob   job,
                gpointer     data,
                GError     **error)
{
  g_return_val_if_fail (CS_IS_STORE (self) && job != NULL, NULL);

  return cs_worker_run (self->writer, job, data, error);
}

gpointer
cs_store_read (CsStore     *self,
               CsStoreJob   job,
               gpointer     data,
               GError     **error)
{
  g_return_val_if_fail (CS_IS_STORE (self) && job != NULL, NULL);

  return cs_worker_run (self->readers, job, data, error);
}
