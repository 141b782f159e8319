/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-draft-private.h"

/* A save starts this long after the last key, so that it is done within the second (DESIGN.md §3, rule 9); milliseconds. */
#define SAVE_AFTER 600

/* Who types without a pause is saved this often; microseconds. */
#define SAVE_AT_LEAST_EVERY (4 * G_USEC_PER_SEC)

/* How soon the newest typing is in the recovery file; milliseconds. */
#define RECOVERY_AFTER 200

#define FIRST_RETRY 3
#define LAST_RETRY 30

/* What one save carries: the change it goes up to. */
typedef struct
{
  CsDraft      *draft;       /* a reference */
  guint64       serial;
  CsContent    *content;     /* owned */
  GApplication *application; /* held until the save is done, so that closing the last window loses nothing; or NULL */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->draft);
  g_clear_pointer (&save->content, cs_content_free);
  if (save->application)
    g_application_release (save->application);
  g_clear_object (&save->application);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static Save *
save_new (CsDraft *self)
{
  Save *save = g_new0 (Save, 1);

  save->draft = g_object_ref (self);
  save->serial = self->serial;
  save->content = cs_content_copy (self->content);
  save->application = g_application_get_default ();
  if (save->application)
    {
      g_object_ref (save->application);
      g_application_hold (save->application);
    }
  return save;
}

gboolean
cs_draft_is_dirty (CsDraft *self)
{
  return self->serial != self->saved_serial;
}

void
cs_draft_answer_flushes (CsDraft      *self,
                         const GError *error)
{
  g_autoptr(GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      if (error)
        g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    }
}

static gboolean
save_due_cb (gpointer user_data)
{
  CsDraft *self = user_data;

  self->save_source = 0;
  cs_draft_save_now (self);
  return G_SOURCE_REMOVE;
}

static gboolean
recovery_due_cb (gpointer user_data)
{
  CsDraft *self = user_data;

  self->recovery_source = 0;
  /* A found file is not overwritten before the person said what is to become of it. */
  if (cs_draft_is_dirty (self) && self->choice != CS_DRAFT_RECOVERED)
    cs_recovery_write (self->recovery, cs_draft_dup_typing (self));
  return G_SOURCE_REMOVE;
}

void
cs_draft_schedule_save (CsDraft *self)
{
  gint64 now = g_get_monotonic_time ();
  guint delay = SAVE_AFTER;

  if (self->dirty_since == 0)
    self->dirty_since = now;
  else if (now - self->dirty_since > SAVE_AT_LEAST_EVERY)
    delay = 0;
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (delay, save_due_cb, self);
  if (self->recovery_source == 0)
    self->recovery_source = g_timeout_add (RECOVERY_AFTER, recovery_due_cb, self);
}

static void
save_failed (CsDraft *self,
             GError  *error)
{
  g_debug ("Saving post %" G_GINT64_FORMAT ": %s", self->post, error->message);
  cs_draft_answer_flushes (self, error);
  cs_draft_set_state (self, CS_DRAFT_SAVE_FAILED, error);
  if (self->closed)
    return; /* the recovery file has it */
  self->retry_seconds = self->retry_seconds ? MIN (self->retry_seconds * 2, LAST_RETRY) : FIRST_RETRY;
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add_seconds (self->retry_seconds, save_due_cb, self);
}

/* The office has everything up to @serial. */
static void
save_succeeded (CsDraft *self,
                guint64  serial)
{
  self->saved_serial = serial;
  self->saved_at = g_get_real_time ();
  self->retry_seconds = 0;
  self->dirty_since = 0;
  if (cs_draft_is_dirty (self))
    {
      cs_draft_set_state (self, CS_DRAFT_UNSAVED, NULL);
      if (self->waiting->len > 0 || self->closed)
        cs_draft_save_now (self);
      else
        cs_draft_schedule_save (self);
      return;
    }
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->choice != CS_DRAFT_RECOVERED)
    cs_recovery_remove (self->recovery);
  cs_draft_set_state (self, CS_DRAFT_SAVED, NULL);
  cs_draft_answer_flushes (self, NULL);
}

static void
conflict_asked_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  CsDraft *self = save->draft;
  g_autoptr(JsonObject) reply = NULL;
  CsSheetInfo *sheet;
  GError *error = NULL;

  self->saving = FALSE;
  if (!(reply = cs_office_call_finish (CS_OFFICE (source), result, &error)))
    {
      save_failed (self, error);
      return;
    }
  sheet = cs_reply_read_sheet (reply);
  g_clear_pointer (&self->other, cs_typing_free);
  self->other = cs_draft_read_typing (sheet);
  self->other_version = sheet->version;
  g_free (self->other_who);
  self->other_who = g_strdup (sheet->saved_by_name);
  self->choice = CS_DRAFT_CONFLICT;
  cs_draft_take_sheet (self, sheet);
  error = g_error_new (CS_ERROR, CS_ERROR_CONFLICT, "Post %" G_GINT64_FORMAT " was saved by somebody else", self->post);
  cs_draft_answer_flushes (self, error);
  cs_draft_set_state (self, CS_DRAFT_UNSAVED, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  CsDraft *self = save->draft;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, CS_ERROR, CS_ERROR_CONFLICT))
    {
      g_error_free (error);
      cs_office_call_async (self->office, "post.get", cs_arguments_one ("post", self->post), NULL,
                            conflict_asked_cb, g_steal_pointer (&save));
      return;
    }
  self->saving = FALSE;
  if (reply == NULL)
    {
      save_failed (self, error);
      return;
    }
  self->version = cs_reply_read_version (reply);
  g_clear_pointer (&self->base, cs_content_free);
  self->base = g_steal_pointer (&save->content);
  save_succeeded (self, save->serial);
}

static void
send_save (CsDraft *self)
{
  self->saving = TRUE;
  cs_draft_set_state (self, CS_DRAFT_SAVING, NULL);
  cs_office_call_async (self->office, "post.save",
                        cs_arguments_post_save (self->post, self->version, self->content, self->release,
                                                self->release_at, self->zone),
                        NULL, saved_cb, save_new (self));
}

static void
created_asked_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  CsDraft *self = save->draft;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsTyping) now = NULL;
  g_autoptr(CsTyping) stored = NULL;
  CsSheetInfo *sheet;
  GError *error = NULL;

  self->saving = FALSE;
  if (!(reply = cs_office_call_finish (CS_OFFICE (source), result, &error)))
    {
      save_failed (self, error);
      return;
    }
  sheet = cs_reply_read_sheet (reply);
  self->version = sheet->version;
  g_clear_pointer (&self->base, cs_content_free);
  self->base = cs_content_copy (sheet->content);
  cs_draft_take_sheet (self, sheet);
  /* What the person chose as release time did not go with the creation. */
  now = cs_draft_dup_typing (self);
  stored = cs_draft_read_typing (sheet);
  if (save->serial == self->serial && !cs_typing_equal (now, stored))
    send_save (self);
  else
    save_succeeded (self, save->serial);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  CsDraft *self = save->draft;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  if (!(reply = cs_office_call_finish (CS_OFFICE (source), result, &error)))
    {
      self->saving = FALSE;
      save_failed (self, error);
      return;
    }
  self->post = cs_reply_read_id (reply);
  /* The recovery file of the nameless post has done its service: from here on it has a name. */
  if (self->choice != CS_DRAFT_RECOVERED)
    cs_recovery_remove (self->recovery);
  g_object_unref (self->recovery);
  self->recovery = cs_recovery_new (cs_session_get_folder (self->session), self->me, self->post);
  cs_office_call_async (self->office, "post.get", cs_arguments_one ("post", self->post), NULL,
                        created_asked_cb, g_steal_pointer (&save));
}

/* Typing belongs to who typed: it is never saved in the name of the next person at this seat. */
static gboolean
is_same_person (CsDraft *self)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  return me != NULL && me->id == self->me;
}

void
cs_draft_save_now (CsDraft *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->saving || !cs_draft_is_dirty (self) || self->choice == CS_DRAFT_CONFLICT)
    return;
  if (!is_same_person (self))
    {
      self->closed = TRUE;
      cs_recovery_write (self->recovery, cs_draft_dup_typing (self));
      save_failed (self, g_error_new (CS_ERROR, CS_ERROR_UNAUTHENTICATED, "Somebody else sits here now"));
      return;
    }
  if (self->post != 0)
    {
      send_save (self);
      return;
    }
  self->saving = TRUE;
  cs_draft_set_state (self, CS_DRAFT_SAVING, NULL);
  cs_office_call_async (self->office, "post.create", cs_arguments_post_create (self->content), NULL,
                        created_cb, save_new (self));
}
