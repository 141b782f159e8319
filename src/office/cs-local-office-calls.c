/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-journal-memory.h"
#include "cs-local-office-private.h"
#include "cs-operation.h"
#include "cs-progress-teller.h"

/* The door. Every call takes the same path: who calls, may he, are the arguments right; then slow preparation on a reader, then the
 * act in the writer's transaction (or the question on a reader), then what follows from it: the session, the outbox. */

/* The stops of one call, in this order; most calls make one or two of them. */
typedef enum
{
  STAGE_READ,   /* the question, or a write's preparation */
  STAGE_WORK,   /* of some writes: what takes minutes */
  STAGE_WRITE,
  STAGE_SETTLE,
  STAGE_DONE,
} Stage;

typedef struct
{
  CsLocalOffice     *office;     /* owned reference */
  const CsOperation *operation;
  gint64             person;     /* who calls */
  gboolean           checked;    /* the arguments are right */
  Stage              stage;
  CsCall             call;       /* arguments, prepared, refusal, cancellable are owned here */
  CsOfficeRow       *office_row; /* fresh at every stage; owned */
  CsPersonRow       *actor;      /* fresh at every stage; owned */
  JsonObject        *reply;      /* owned */
  CsProgressTeller  *teller;     /* owned */
} LocalCall;

static void
local_call_free (gpointer data)
{
  LocalCall *local = data;

  if (local->call.prepared && local->operation->free_prepared)
    local->operation->free_prepared (local->call.prepared);
  if (local->call.arguments)
    cs_json_erase_secrets (local->call.arguments);
  g_clear_pointer (&local->call.arguments, json_object_unref);
  g_clear_object (&local->call.cancellable);
  g_clear_pointer (&local->call.opened.secret, cs_secret_unref);
  g_clear_pointer (&local->call.checkpoint, g_free);
  g_clear_error (&local->call.refusal);
  g_clear_pointer (&local->office_row, cs_office_row_free);
  g_clear_pointer (&local->actor, cs_person_row_free);
  g_clear_pointer (&local->reply, json_object_unref);
  g_clear_pointer (&local->teller, cs_progress_teller_unref);
  g_clear_object (&local->office);
  g_free (local);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LocalCall, local_call_free)

static LocalCall *
local_call_new (CsLocalOffice  *self,
                const char     *name,
                JsonObject     *arguments,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr(JsonObject) given = arguments ? arguments : json_object_new ();
  const CsOperation *operation = cs_operations_find (name);
  LocalCall *local = NULL;

  if (!operation)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no operation “%s”", name);
      return NULL;
    }

  local = g_new0 (LocalCall, 1);
  local->office = g_object_ref (self);
  local->operation = operation;
  local->person = cs_local_office_get_person (self);
  local->call.folder = cs_store_get_folder (self->store);
  local->call.arguments = g_steal_pointer (&given);
  local->call.now = cs_local_office_get_now (self);
  local->call.cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  local->teller = cs_progress_teller_new (CS_OFFICE (self), operation->name, self->context);
  local->call.progress = cs_progress_teller_tell;
  local->call.progress_data = local->teller;
  local->call.keyring = self->keyring;
  local->call.session_person = -1;
  local->stage = operation->kind == CS_OPERATION_READ || operation->prepare ? STAGE_READ : STAGE_WRITE;
  return local;
}

static gboolean
load_office (LocalCall  *local,
             CsDb       *db,
             GError    **error)
{
  g_autoptr(GError) problem = NULL;

  g_clear_pointer (&local->office_row, cs_office_row_free);
  local->office_row = cs_office_rows_get (db, &problem);
  local->call.office = local->office_row;
  if (local->office_row)
    return TRUE;

  if (!g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (local->operation->while_empty)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE,
               "%s: the office is empty, its first start is still to come", local->operation->name);
  return FALSE;
}

/* Read anew for every call, so that retiring somebody or taking a role away works at once. */
static gboolean
load_actor (LocalCall  *local,
            CsDb       *db,
            GError    **error)
{
  g_autoptr(GError) problem = NULL;

  g_clear_pointer (&local->actor, cs_person_row_free);
  local->call.actor = NULL;
  if (local->person == 0)
    return TRUE;

  local->actor = cs_person_rows_get (db, local->person, &problem);
  if (!local->actor && !g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (local->actor && local->actor->retired_at == 0)
    local->call.actor = local->actor;
  return TRUE;
}

static gboolean
check_permission (const LocalCall  *local,
                  GError          **error)
{
  const CsOperation *operation = local->operation;

  if (operation->roles == CS_ROLE_NONE)
    return TRUE;

  if (!local->call.actor)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_UNAUTHENTICATED, "%s: nobody is signed in", operation->name);
      return FALSE;
    }

  if (operation->roles == CS_ROLE_ANYONE || (local->call.actor->roles & operation->roles) != 0)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN,
               "%s: %s has none of its roles", operation->name, local->call.actor->login);
  return FALSE;
}

static gboolean
guard (LocalCall  *local,
       CsDb       *db,
       GError    **error)
{
  local->call.db = db;
  if (cs_local_office_is_cut (local->office) && !local->operation->while_cut)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_JOURNAL_CUT, "%s: the journal was cut", local->operation->name);
      return FALSE;
    }

  if (!load_office (local, db, error) || !load_actor (local, db, error) || !check_permission (local, error))
    return FALSE;

  if (!local->checked && !cs_operation_check_arguments (local->operation, local->call.arguments, error))
    return FALSE;
  local->checked = TRUE;
  return TRUE;
}

static gpointer
run_operation (LocalCall  *local,
               GError    **error)
{
  /* a shared transaction that failed is run again, one job after the other */
  g_clear_error (&local->call.refusal);
  g_clear_pointer (&local->reply, json_object_unref);
  local->call.session_person = -1;
  local->call.wake_outbox = FALSE;
  local->call.accepted = FALSE;
  g_clear_pointer (&local->call.opened.secret, cs_secret_unref);
  g_clear_pointer (&local->call.checkpoint, g_free);

  local->reply = local->operation->run (&local->call, error);
  return local->reply || local->call.refusal ? local : NULL;
}

static gpointer
prepare_operation (LocalCall  *local,
                   GError    **error)
{
  GError *problem = NULL;

  if (!local->operation->prepare)
    return local;

  local->call.prepared = local->operation->prepare (&local->call, &problem);
  if (!problem)
    return local;

  g_propagate_error (error, problem);
  return NULL;
}

static gpointer
read_job (CsDb      *db,
          gpointer   data,
          GError   **error)
{
  LocalCall *local = data;

  if (!guard (local, db, error) || !prepare_operation (local, error))
    return NULL;
  return local->operation->kind == CS_OPERATION_READ ? run_operation (local, error) : local;
}

static gpointer
write_job (CsDb      *db,
           gpointer   data,
           GError   **error)
{
  LocalCall *local = data;

  return guard (local, db, error) ? run_operation (local, error) : NULL;
}

static gpointer
settle_job (CsDb      *db,
            gpointer   data,
            GError   **error)
{
  LocalCall *local = data;

  local->call.db = db;
  if (local->call.accepted)
    cs_journal_memory_forget (local->call.office->uid);
  if (local->call.checkpoint)
    cs_journal_memory_remember (local->call.office->uid, local->call.checkpoint);
  if (!local->operation->settle || local->call.refusal)
    return local;

  return local->operation->settle (&local->call, local->reply, error) ? local : NULL;
}

/* On whatever thread: nobody else waits for it. */
static gboolean
work_operation (LocalCall  *local,
                GError    **error)
{
  local->call.db = NULL;
  return local->operation->work (&local->call, error);
}

static CsStoreJob
get_job (Stage stage)
{
  return stage == STAGE_READ ? read_job : stage == STAGE_WRITE ? write_job : settle_job;
}

/* After a stage that went well. What was committed takes effect here, whatever still comes. */
static void
go_on (LocalCall *local)
{
  Stage was = local->stage;

  local->stage = STAGE_DONE;
  if (was == STAGE_READ && local->operation->kind == CS_OPERATION_WRITE)
    {
      local->stage = local->operation->work ? STAGE_WORK : STAGE_WRITE;
      return;
    }
  if (was == STAGE_WORK)
    {
      local->stage = STAGE_WRITE;
      return;
    }
  if (was == STAGE_SETTLE)
    return;

  if (local->call.session_person >= 0)
    cs_local_office_set_person (local->office, local->call.session_person);
  if (local->call.opened.secret)
    cs_keyring_open (local->office->keyring, local->call.opened.person, local->call.opened.key,
                     local->call.opened.secret, local->call.now);
  if (local->call.accepted)
    cs_local_office_set_cut (local->office, FALSE);
  if (local->call.wake_outbox && local->office->outbox)
    cs_outbox_wake (local->office->outbox);
  if ((local->operation->settle && !local->call.refusal) || local->call.checkpoint)
    local->stage = STAGE_SETTLE;
}

static JsonObject *
take_reply (LocalCall  *local,
            GError    **error)
{
  if (local->call.refusal)
    {
      g_propagate_error (error, g_steal_pointer (&local->call.refusal));
      return NULL;
    }

  return g_steal_pointer (&local->reply);
}

static JsonObject *
cs_local_office_call (CsOffice      *office,
                      const char    *operation,
                      JsonObject    *arguments,
                      GCancellable  *cancellable,
                      GError       **error)
{
  CsLocalOffice *self = CS_LOCAL_OFFICE (office);
  g_autoptr(LocalCall) local = local_call_new (self, operation, arguments, cancellable, error);

  if (!local)
    return NULL;

  while (local->stage != STAGE_DONE)
    {
      gpointer good = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      if (local->stage == STAGE_WORK)
        good = work_operation (local, error) ? local : NULL;
      else if (local->stage == STAGE_WRITE)
        good = cs_store_write (self->store, get_job (local->stage), local, error);
      else
        good = cs_store_read (self->store, get_job (local->stage), local, error);
      if (!good)
        return NULL;
      go_on (local);
    }

  return take_reply (local, error);
}

static void take_step (GTask *task);

static void
stage_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  LocalCall *local = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cs_store_finish (CS_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  go_on (local);
  take_step (g_steal_pointer (&task));
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (work_operation (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
worked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  go_on (g_task_get_task_data (task));
  take_step (g_steal_pointer (&task));
}

/* @task: (transfer full). The inner task owns nothing: whichever thread lets go of it last, nothing of ours ends there. */
static void
work_apart (GTask *task)
{
  g_autoptr(GTask) inner = g_task_new (NULL, NULL, worked_cb, task);

  g_task_set_source_tag (inner, work_apart);
  g_task_set_task_data (inner, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (inner, work_thread);
}

/* @task: (transfer full) */
static void
take_step (GTask *task)
{
  LocalCall *local = g_task_get_task_data (task);
  CsStore *store = local->office->store;
  GError *error = NULL;
  JsonObject *reply = NULL;

  if (local->stage == STAGE_WORK)
    {
      work_apart (task);
      return;
    }

  if (local->stage == STAGE_WRITE)
    {
      cs_store_write_async (store, write_job, local, NULL, NULL, local->call.cancellable, stage_done_cb, task);
      return;
    }

  if (local->stage != STAGE_DONE)
    {
      cs_store_read_async (store, get_job (local->stage), local, NULL, NULL, local->call.cancellable,
                           stage_done_cb, task);
      return;
    }

  if ((reply = take_reply (local, &error)))
    g_task_return_pointer (task, reply, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
cs_local_office_call_async (CsOffice            *office,
                            const char          *operation,
                            JsonObject          *arguments,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  CsLocalOffice *self = CS_LOCAL_OFFICE (office);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  LocalCall *local = local_call_new (self, operation, arguments, cancellable, &error);

  g_task_set_source_tag (task, cs_local_office_call_async);
  g_task_set_name (task, operation);
  /* a write that was committed is told as such, even if cancelled just then: the store looks at the cancellable */
  g_task_set_check_cancellable (task, FALSE);
  if (!local)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, local, local_call_free);
  take_step (g_steal_pointer (&task));
}

static JsonObject *
cs_local_office_call_finish (CsOffice      *office,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cs_local_office_init_calls (CsOfficeInterface *iface)
{
  iface->call = cs_local_office_call;
  iface->call_async = cs_local_office_call_async;
  iface->call_finish = cs_local_office_call_finish;
}
