/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-draft-private.h"

G_DEFINE_FINAL_TYPE (CsDraft, cs_draft, G_TYPE_OBJECT)

enum { CHANGED, RESET, STATE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Takes @error, which may be NULL. */
void
cs_draft_set_state (CsDraft      *self,
                    CsDraftState  state,
                    GError       *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  g_signal_emit (self, signals[STATE], 0);
}

void
cs_draft_take_sheet (CsDraft     *self,
                     CsSheetInfo *sheet)
{
  g_clear_pointer (&self->sheet, cs_sheet_info_free);
  self->sheet = sheet;
}

CsTyping *
cs_draft_dup_typing (CsDraft *self)
{
  return cs_typing_new (self->content, self->release, self->release_at, self->zone, g_get_real_time ());
}

CsTyping *
cs_draft_read_typing (const CsSheetInfo *sheet)
{
  return cs_typing_new (sheet->content, sheet->post->release, sheet->post->release_at, sheet->post->zone,
                        sheet->saved_at);
}

/* Puts @typing, which is taken, in the place of what stands here. */
void
cs_draft_show_typing (CsDraft  *self,
                      CsTyping *typing)
{
  g_clear_pointer (&self->content, cs_content_free);
  g_free (self->zone);
  self->content = g_steal_pointer (&typing->content);
  self->zone = g_steal_pointer (&typing->zone);
  self->release = typing->release;
  self->release_at = typing->release_at;
  cs_typing_free (typing);
  g_signal_emit (self, signals[RESET], 0);
}

static void
adopt (CsDraft     *self,
       CsSheetInfo *sheet)
{
  self->version = sheet->version;
  self->saved_at = sheet->saved_at;
  g_clear_pointer (&self->base, cs_content_free);
  self->base = cs_content_copy (sheet->content);
  cs_draft_take_sheet (self, sheet);
  cs_draft_show_typing (self, cs_draft_read_typing (sheet));
}

static void
recovery_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(CsDraft) self = user_data;
  g_autoptr(CsTyping) found = cs_recovery_read_finish (CS_RECOVERY (source), result);
  g_autoptr(CsTyping) here = NULL;

  if (self->closed)
    return;
  here = cs_draft_dup_typing (self);
  if (found && !cs_typing_equal (found, here) && (self->post == 0 || found->at > self->saved_at))
    {
      self->other = g_steal_pointer (&found);
      self->choice = CS_DRAFT_RECOVERED;
    }
  cs_draft_set_state (self, self->post == 0 ? CS_DRAFT_UNTOUCHED : CS_DRAFT_SAVED, NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsDraft) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (reply == NULL || self->closed)
    {
      cs_draft_set_state (self, CS_DRAFT_LOAD_FAILED, error);
      return;
    }
  adopt (self, cs_reply_read_sheet (reply));
  cs_recovery_read_async (self->recovery, NULL, recovery_read_cb, g_object_ref (self));
}

/* Somebody else's change is shown at once where nothing of ours stands against it; else the next save brings it up. */
static void
asked_again_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsDraft) self = user_data;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, NULL);
  CsSheetInfo *sheet;

  if (reply == NULL || self->closed)
    return;
  sheet = cs_reply_read_sheet (reply);
  if (sheet->version > self->version && !self->saving && !cs_draft_is_dirty (self))
    adopt (self, sheet);
  else
    cs_draft_take_sheet (self, sheet);
  g_signal_emit (self, signals[STATE], 0);
}

static void
session_changed_cb (CsDraft *self)
{
  if (self->post == 0 || self->closed || self->state == CS_DRAFT_LOADING || self->saving)
    return;
  cs_office_call_async (self->office, "post.get", cs_arguments_one ("post", self->post), NULL,
                        asked_again_cb, g_object_ref (self));
}

static void
cs_draft_dispose (GObject *object)
{
  CsDraft *self = CS_DRAFT (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->recovery_source, g_source_remove);
  G_OBJECT_CLASS (cs_draft_parent_class)->dispose (object);
}

static void
cs_draft_finalize (GObject *object)
{
  CsDraft *self = CS_DRAFT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->office);
  g_clear_object (&self->recovery);
  g_clear_pointer (&self->content, cs_content_free);
  g_clear_pointer (&self->base, cs_content_free);
  g_clear_pointer (&self->sheet, cs_sheet_info_free);
  g_clear_pointer (&self->other, cs_typing_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->zone);
  g_free (self->other_who);
  G_OBJECT_CLASS (cs_draft_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, CS_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_draft_class_init (CsDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_draft_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_draft_finalize;
  signals[CHANGED] = new_signal ("changed");
  signals[RESET] = new_signal ("reset");
  signals[STATE] = new_signal ("state");
}

static void
cs_draft_init (CsDraft *self)
{
  self->content = cs_content_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->state = CS_DRAFT_LOADING;
}

/* What a new post begins with: the office's language and zone, and the account if there is but one. */
static void
fill_new (CsDraft *self)
{
  const CsOfficeInfo *info = cs_session_get_info (self->session);
  GPtrArray *accounts = cs_session_get_accounts (self->session);
  const CsAccountInfo *only = NULL;
  guint n = 0;

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);

      if (!account->retired && n++ == 0)
        only = account;
    }
  if (n == 1)
    cs_content_add_account (self->content, only->id);
  if (info && *info->language)
    {
      g_free (self->content->language);
      self->content->language = g_strdup (info->language);
    }
}

CsDraft *
cs_draft_new (CsSession *session,
              gint64     post)
{
  CsDraft *self = g_object_new (CS_TYPE_DRAFT, NULL);
  const CsPersonInfo *me = cs_session_get_me (session);
  const CsOfficeInfo *info = cs_session_get_info (session);

  self->session = g_object_ref (session);
  self->office = g_object_ref (cs_session_get_office (session));
  self->post = post;
  self->me = me ? me->id : 0;
  self->zone = g_strdup (info && info->zone ? info->zone : "UTC");
  self->recovery = cs_recovery_new (cs_session_get_folder (session), self->me, post);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  if (post != 0)
    cs_office_call_async (self->office, "post.get", cs_arguments_one ("post", post), NULL, loaded_cb,
                          g_object_ref (self));
  else
    {
      fill_new (self);
      cs_recovery_read_async (self->recovery, NULL, recovery_read_cb, g_object_ref (self));
    }
  return self;
}

gint64
cs_draft_get_post (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), 0);

  return self->post;
}

CsSession *
cs_draft_get_session (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), NULL);

  return self->session;
}

CsContent *
cs_draft_get_content (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), NULL);

  return self->content;
}

CsSegment *
cs_draft_find_part (CsDraft *self,
                    guint    part)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), NULL);

  return part < cs_content_count_parts (self->content) ? cs_content_get_part (self->content, part) : NULL;
}

void
cs_draft_touch (CsDraft *self)
{
  g_return_if_fail (CS_IS_DRAFT (self));

  self->serial++;
  if (self->state == CS_DRAFT_UNTOUCHED || self->state == CS_DRAFT_SAVED)
    cs_draft_set_state (self, CS_DRAFT_UNSAVED, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
  cs_draft_schedule_save (self);
}

void
cs_draft_replace (CsDraft         *self,
                  const CsContent *content)
{
  g_autoptr(CsContent) copy = NULL;

  g_return_if_fail (CS_IS_DRAFT (self));
  g_return_if_fail (content != NULL);

  copy = cs_content_copy (content);
  cs_draft_show_typing (self, cs_typing_new (copy, self->release, self->release_at, self->zone, g_get_real_time ()));
  cs_draft_touch (self);
}

void
cs_draft_set_release (CsDraft    *self,
                      CsRelease   release,
                      gint64      release_at,
                      const char *zone)
{
  g_return_if_fail (CS_IS_DRAFT (self));
  g_return_if_fail (zone != NULL);

  if (self->release == release && self->release_at == release_at && g_str_equal (self->zone, zone))
    return;
  self->release = release;
  self->release_at = release_at;
  g_free (self->zone);
  self->zone = g_strdup (zone);
  cs_draft_touch (self);
}

CsRelease
cs_draft_get_release (CsDraft     *self,
                      gint64      *release_at,
                      const char **zone)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), CS_RELEASE_AT_ONCE);

  if (release_at)
    *release_at = self->release_at;
  if (zone)
    *zone = self->zone;
  return self->release;
}

CsDraftState
cs_draft_get_state (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), CS_DRAFT_LOADING);

  return self->state;
}

const GError *
cs_draft_get_error (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), NULL);

  return self->error;
}

gint64
cs_draft_get_saved_at (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), 0);

  return self->saved_at;
}

const CsSheetInfo *
cs_draft_get_sheet (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), NULL);

  return self->sheet;
}

gboolean
cs_draft_may_edit (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), FALSE);

  if (self->state == CS_DRAFT_LOADING || self->state == CS_DRAFT_LOAD_FAILED)
    return FALSE;
  return self->sheet == NULL || self->sheet->may_edit;
}

CsDraftChoice
cs_draft_get_choice (CsDraft     *self,
                     const char **who,
                     gint64      *at)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), CS_DRAFT_NO_CHOICE);

  if (who)
    *who = self->other_who ? self->other_who : "";
  if (at)
    *at = self->other ? self->other->at : 0;
  return self->choice;
}

static void
swap (CsDraft *self)
{
  CsTyping *mine = cs_draft_dup_typing (self);
  CsTyping *other = self->other;

  self->other = mine;
  cs_draft_show_typing (self, other);
}

void
cs_draft_choose (CsDraft  *self,
                 gboolean  take_other)
{
  CsDraftChoice choice;

  g_return_if_fail (CS_IS_DRAFT (self));
  g_return_if_fail (self->other != NULL);

  choice = self->choice;
  if (take_other)
    swap (self);
  if (choice == CS_DRAFT_CONFLICT)
    self->version = self->other_version;
  if (take_other || choice == CS_DRAFT_CONFLICT)
    self->choice = CS_DRAFT_SWAPPED;
  else
    {
      self->choice = CS_DRAFT_NO_CHOICE;
      g_clear_pointer (&self->other, cs_typing_free);
    }
  if (choice == CS_DRAFT_RECOVERED && !take_other && !cs_draft_is_dirty (self))
    cs_recovery_remove (self->recovery);

  /* Theirs is in the office already; everything else that was taken is not. */
  if (choice == CS_DRAFT_CONFLICT && take_other)
    {
      self->saved_serial = self->serial;
      self->saved_at = self->sheet ? self->sheet->saved_at : self->saved_at;
      cs_draft_set_state (self, CS_DRAFT_SAVED, NULL);
    }
  else if (take_other)
    cs_draft_touch (self);
  else if (choice == CS_DRAFT_CONFLICT)
    cs_draft_save_now (self);
  g_signal_emit (self, signals[STATE], 0);
}

const CsContent *
cs_draft_get_base (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), NULL);

  return self->base ? self->base : self->content;
}

const CsContent *
cs_draft_get_other (CsDraft *self)
{
  g_return_val_if_fail (CS_IS_DRAFT (self), NULL);

  return self->other ? self->other->content : NULL;
}

void
cs_draft_merge (CsDraft   *self,
                CsContent *content)
{
  CsTyping *mine;

  g_return_if_fail (CS_IS_DRAFT (self));
  g_return_if_fail (self->choice == CS_DRAFT_CONFLICT && self->other != NULL);

  mine = cs_draft_dup_typing (self);
  cs_typing_free (self->other);
  self->other = mine;
  self->choice = CS_DRAFT_SWAPPED;
  self->version = self->other_version;
  cs_draft_show_typing (self, cs_typing_new (content, self->release, self->release_at, self->zone, g_get_real_time ()));
  cs_content_free (content);
  cs_draft_touch (self);
  g_signal_emit (self, signals[STATE], 0);
}

void
cs_draft_flush_async (CsDraft             *self,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (CS_IS_DRAFT (self));

  g_task_set_source_tag (task, cs_draft_flush_async);
  if (!self->saving && !cs_draft_is_dirty (self))
    g_task_return_boolean (task, TRUE);
  else if (self->choice == CS_DRAFT_CONFLICT)
    g_task_return_new_error (task, CS_ERROR, CS_ERROR_CONFLICT, "A conflict waits for the person's choice");
  else
    {
      g_ptr_array_add (self->waiting, g_object_ref (task));
      cs_draft_save_now (self);
    }
}

gboolean
cs_draft_flush_finish (CsDraft       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cs_draft_close (CsDraft *self)
{
  g_return_if_fail (CS_IS_DRAFT (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  g_clear_handle_id (&self->recovery_source, g_source_remove);
  if (cs_draft_is_dirty (self) && self->choice != CS_DRAFT_RECOVERED)
    cs_recovery_write (self->recovery, cs_draft_dup_typing (self));
  cs_draft_save_now (self);
}
