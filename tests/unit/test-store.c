/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-store.h"
#include "store-fixture.h"

#define N_THREADS 8
#define N_JOBS 200

/* Iterates @context until @condition, for at most ten seconds. */
#define WAIT_UNTIL(context, condition) \
  G_STMT_START \
  { \
    gint64 wait_deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < wait_deadline) \
    if (!g_main_context_iteration (context, FALSE)) \
    g_usleep (500); \
    g_assert_true (condition); \
  } \
  G_STMT_END

static CsStore *
open_store (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  CsStore *store = cs_store_open (fixture->folder, &error);

  g_assert_no_error (error);
  return store;
}

/* @data: a name; an error after writing for those that begin with "bad" */
static gpointer
add_section_job (CsDb     *db,
                 gpointer  data,
                 GError  **error)
{
  const char *name = data;
  gint64 id = cs_section_rows_add (db, name, error);

  if (id == 0)
    return NULL;

  if (g_str_has_prefix (name, "bad"))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "bad");
      return NULL;
    }

  return g_memdup2 (&id, sizeof id);
}

static gpointer
count_job (CsDb     *db,
           gpointer  data,
           GError  **error)
{
  return GINT_TO_POINTER ((int) fixture_ask (db, data));
}

typedef struct
{
  CsStore *store;
  GThread *thread;
  int      number;
  int      n_good;
  int      n_bad;
} Caller;

static void
section_added_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  Caller *caller = data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = cs_store_finish (CS_STORE (source), result, &error);

  g_assert_true (caller->thread == g_thread_self ());
  if (id != NULL)
    caller->n_good++;
  else
    {
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      caller->n_bad++;
    }
}

static gpointer
call_from_thread (gpointer data)
{
  Caller *caller = data;
  g_autoptr(GMainContext) context = g_main_context_new ();

  caller->thread = g_thread_self ();
  g_main_context_push_thread_default (context);
  for (int i = 0; i < N_JOBS / N_THREADS; i++)
    cs_store_write_async (caller->store, add_section_job,
                          g_strdup_printf ("%s %d.%d", i % 5 == 4 ? "bad" : "good", caller->number, i), g_free, g_free,
                          NULL, section_added_cb, caller);

  WAIT_UNTIL (context, caller->n_good + caller->n_bad == N_JOBS / N_THREADS);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_many (StoreFixture  *fixture,
           gconstpointer  unused)
{
  g_autoptr(CsStore) store = open_store (fixture);
  g_autoptr(GError) error = NULL;
  Caller callers[N_THREADS] = { 0 };
  GThread *threads[N_THREADS];
  int n;

  g_test_summary ("Jobs of eight threads share transactions; an error takes back only its own job; results come home");
  for (int i = 0; i < N_THREADS; i++)
    {
      callers[i].store = store;
      callers[i].number = i;
      threads[i] = g_thread_new ("caller", call_from_thread, &callers[i]);
    }

  for (int i = 0; i < N_THREADS; i++)
    {
      g_thread_join (threads[i]);
      g_assert_cmpint (callers[i].n_good, ==, 20);
      g_assert_cmpint (callers[i].n_bad, ==, 5);
    }

  n = GPOINTER_TO_INT (cs_store_read (store, count_job,
                                      (gpointer) "SELECT count (*) FROM sections WHERE name LIKE 'good %'", &error));
  g_assert_cmpint (n, ==, N_THREADS * 20);
  n = GPOINTER_TO_INT (cs_store_read (store, count_job,
                                      (gpointer) "SELECT count (*) FROM sections WHERE name LIKE 'bad %'", &error));
  g_assert_cmpint (n, ==, 0);
  g_assert_no_error (error);
}

typedef struct
{
  GMutex   mutex;
  GCond    cond;
  gboolean open;
  gboolean waiting;
} Gate;

static gpointer
wait_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->waiting = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return NULL;
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_cancel (StoreFixture  *fixture,
             gconstpointer  unused)
{
  g_autoptr(CsStore) store = open_store (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GError) error = NULL;
  Gate gate = { 0 };
  int n;

  g_test_summary ("Cancelled before it starts a job does not run; cancelled later its result still comes");
  cs_store_write_async (store, wait_job, &gate, NULL, NULL, cancellable, keep_result_cb, &first);
  cs_store_write_async (store, add_section_job, g_strdup ("good"), g_free, g_free, cancellable, keep_result_cb, &second);

  g_mutex_lock (&gate.mutex);
  while (!gate.waiting)
    g_cond_wait (&gate.cond, &gate.mutex);
  g_cancellable_cancel (cancellable);
  gate.open = TRUE;
  g_cond_broadcast (&gate.cond);
  g_mutex_unlock (&gate.mutex);

  WAIT_UNTIL (NULL, first != NULL && second != NULL);
  g_assert_null (cs_store_finish (store, first, &error));
  g_assert_no_error (error);
  g_assert_null (cs_store_finish (store, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  n = GPOINTER_TO_INT (cs_store_read (store, count_job, (gpointer) "SELECT count (*) FROM sections", &error));
  g_assert_cmpint (n, ==, 0);
}

static void
count_change_cb (CsStore *store,
                 int     *n_changes)
{
  ++*n_changes;
}

static void
test_changed (StoreFixture  *fixture,
              gconstpointer  unused)
{
  g_autoptr(CsStore) store = open_store (fixture);
  g_autoptr(CsDb) other = fixture_open (fixture->path, CS_DB_WRITE);
  g_autoptr(GError) error = NULL;
  g_autofree gpointer id = NULL;
  int n_changes = 0;

  g_test_summary ("Own commits and other connections' are told; reading and failing are not");
  g_signal_connect (store, "changed", G_CALLBACK (count_change_cb), &n_changes);
  id = cs_store_write (store, add_section_job, (gpointer) "good", &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_changes, ==, 0); /* only ever from the main loop */
  WAIT_UNTIL (NULL, n_changes == 1);

  g_assert_cmpint (cs_section_rows_add (other, "Theirs", &error), >, 0);
  WAIT_UNTIL (NULL, n_changes == 2);
}

static gpointer
read_only_job (CsDb     *db,
               gpointer  data,
               GError  **error)
{
  g_autofree gpointer id = add_section_job (db, data, error);

  return NULL;
}

static void
test_reader (StoreFixture  *fixture,
             gconstpointer  unused)
{
  g_autoptr(CsStore) store = open_store (fixture);
  g_autoptr(GError) error = NULL;

  g_test_summary ("A reading job cannot write");
  cs_store_read (store, read_only_job, (gpointer) "good", &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
}

static void
test_last_reference (StoreFixture  *fixture,
                     gconstpointer  unused)
{
  g_test_summary ("A store let go of while a job runs ends after the job, where the job was asked for, and nothing that "
                  "is still on its way speaks for it");
  for (guint i = 0; i < 20; i++)
    {
      CsStore *store = open_store (fixture);
      gpointer watched = store;
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree gint64 *id = NULL;

      g_object_add_weak_pointer (G_OBJECT (store), &watched);
      cs_store_write_async (store, add_section_job, g_strdup_printf ("good %u", i), g_free, g_free, NULL,
                            keep_result_cb, &result);
      g_object_unref (store);
      WAIT_UNTIL (NULL, result != NULL);
      id = cs_store_finish (store, result, &error);
      g_assert_no_error (error);
      g_assert_nonnull (id);
      g_clear_object (&result);
      WAIT_UNTIL (NULL, watched == NULL);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
}

static void
test_open_fails (StoreFixture  *fixture,
                 gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsStore *store;

  g_test_summary ("A file where the folder should be is refused in words");
  g_assert_true (g_file_set_contents (fixture->path, "text", -1, NULL));
  store = cs_store_open (fixture->path, &error);
  g_assert_null (store);
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);

  store = cs_store_open (fixture->folder, &error);
  g_assert_null (store);
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, fixture_set_up_bare, test, fixture_tear_down)

  ADD ("/store/worker/many", test_many);
  ADD ("/store/worker/cancel", test_cancel);
  ADD ("/store/worker/changed", test_changed);
  ADD ("/store/worker/reader", test_reader);
  ADD ("/store/worker/last-reference", test_last_reference);
  ADD ("/store/worker/open-fails", test_open_fails);

  return g_test_run ();
}
