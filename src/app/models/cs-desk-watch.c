/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-desk-watch.h"

/* "In 12 minutes" and "late" change though nothing happens in the office. Seconds. */
#define REFRESH 60

struct _CsDeskWatch
{
  GObject parent_instance;

  CsSession    *session;
  CsDeskInfo   *desk;
  GPtrArray    *emergencies;
  CsFreezeInfo *freeze;
  GPtrArray    *notices;
  GPtrArray    *questions;
  GPtrArray    *delegations; /* NULL until they are known */
  gint64        last_notice; /* id of the newest that was told */
  GCancellable *cancellable;
  gboolean      asking;
  gboolean      again; /* something changed while asking */
  guint         timeout;
};

G_DEFINE_FINAL_TYPE (CsDeskWatch, cs_desk_watch, G_TYPE_OBJECT)

enum
{
  UPDATED,
  ARRIVED,
  NOTICED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
waits_already (const CsDeskInfo *desk,
               gint64            id)
{
  for (guint i = 0; i < desk->waiting->len; i++)
    if (((const CsPostInfo *) g_ptr_array_index (desk->waiting, i))->id == id)
      return TRUE;

  return FALSE;
}

static void
take_desk (CsDeskWatch *self,
           CsDeskInfo  *desk)
{
  CsDeskInfo *before = self->desk;

  self->desk = desk;
  g_signal_emit (self, signals[UPDATED], 0);

  for (guint i = 0; before != NULL && i < desk->waiting->len && self->desk == desk; i++)
    {
      CsPostInfo *post = g_ptr_array_index (desk->waiting, i);

      if (!waits_already (before, post->id))
        g_signal_emit (self, signals[ARRIVED], 0, post);
    }
  g_clear_pointer (&before, cs_desk_info_free);
}

static void
forget_rest (CsDeskWatch *self)
{
  g_clear_pointer (&self->emergencies, g_ptr_array_unref);
  g_clear_pointer (&self->freeze, cs_freeze_info_free);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
}

/* What was there already when the person sat down is on the Desk, and no news. */
static void
tell_notices (CsDeskWatch *self,
              gboolean     first)
{
  g_autoptr(GPtrArray) notices = g_ptr_array_ref (self->notices);
  gint64 before = self->last_notice;

  for (guint i = notices->len; i > 0; i--)
    {
      CsNoticeInfo *notice = g_ptr_array_index (notices, i - 1);

      if (notice->id <= before)
        continue;
      self->last_notice = notice->id;
      if (!first)
        g_signal_emit (self, signals[NOTICED], 0, notice);
    }
}

static void
take_reply (CsDeskWatch *self,
            JsonObject  *reply)
{
  gboolean first = self->desk == NULL;
  CsDeskInfo *desk = cs_reply_read_desk (reply);

  forget_rest (self);
  self->emergencies = cs_reply_read_emergencies (reply);
  self->freeze = cs_reply_read_freeze (reply);
  self->notices = cs_reply_read_notices (reply, NULL);
  self->questions = cs_reply_read_questions (reply);
  cs_desk_show_held (desk->next, self->freeze);
  take_desk (self, desk);
  tell_notices (self, first);
}

static void
desk_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsDeskWatch) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  self->asking = FALSE;
  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reply != NULL)
    take_reply (self, reply);
  else
    g_signal_emit (self, signals[FAILED], 0, error);

  if (self->again)
    cs_desk_watch_refresh (self);
}

static void
delegations_listed_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(CsDeskWatch) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  /* Where the Desk cannot be asked this cannot either, and that is told. */
  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    return;

  g_clear_pointer (&self->delegations, g_ptr_array_unref);
  self->delegations = cs_reply_read_delegations (reply);
  if (self->desk != NULL)
    g_signal_emit (self, signals[UPDATED], 0);
}

static gboolean
timeout_cb (gpointer user_data)
{
  cs_desk_watch_refresh (user_data);

  return G_SOURCE_CONTINUE;
}

static void
cs_desk_watch_dispose (GObject *object)
{
  CsDeskWatch *self = CS_DESK_WATCH (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (cs_desk_watch_parent_class)->dispose (object);
}

static void
cs_desk_watch_finalize (GObject *object)
{
  CsDeskWatch *self = CS_DESK_WATCH (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->desk, cs_desk_info_free);
  g_clear_pointer (&self->delegations, g_ptr_array_unref);
  forget_rest (self);
  G_OBJECT_CLASS (cs_desk_watch_parent_class)->finalize (object);
}

static void
cs_desk_watch_class_init (CsDeskWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = cs_desk_watch_dispose;
  object_class->finalize = cs_desk_watch_finalize;

  signals[UPDATED] = g_signal_new ("updated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ARRIVED] = g_signal_new ("arrived", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[NOTICED] = g_signal_new ("noticed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
cs_desk_watch_init (CsDeskWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

CsDeskWatch *
cs_desk_watch_new (CsSession *session)
{
  CsDeskWatch *self;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self = g_object_new (CS_TYPE_DESK_WATCH, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (cs_desk_watch_refresh), self,
                           G_CONNECT_SWAPPED);
  self->timeout = g_timeout_add_seconds (REFRESH, timeout_cb, self);
  cs_desk_watch_refresh (self);

  return self;
}

const CsDeskInfo *
cs_desk_watch_get_desk (CsDeskWatch *self)
{
  g_return_val_if_fail (CS_IS_DESK_WATCH (self), NULL);

  return self->desk;
}

GPtrArray *
cs_desk_watch_get_emergencies (CsDeskWatch *self)
{
  g_return_val_if_fail (CS_IS_DESK_WATCH (self), NULL);

  return self->emergencies;
}

const CsFreezeInfo *
cs_desk_watch_get_freeze (CsDeskWatch *self)
{
  g_return_val_if_fail (CS_IS_DESK_WATCH (self), NULL);

  return self->freeze;
}

GPtrArray *
cs_desk_watch_get_notices (CsDeskWatch *self)
{
  g_return_val_if_fail (CS_IS_DESK_WATCH (self), NULL);

  return self->notices;
}

GPtrArray *
cs_desk_watch_get_questions (CsDeskWatch *self)
{
  g_return_val_if_fail (CS_IS_DESK_WATCH (self), NULL);

  return self->questions;
}

GPtrArray *
cs_desk_watch_get_delegations (CsDeskWatch *self)
{
  g_return_val_if_fail (CS_IS_DESK_WATCH (self), NULL);

  return self->delegations;
}

char *
cs_desk_watch_dup_acting_for (CsDeskWatch *self)
{
  const CsPersonInfo *me;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  g_return_val_if_fail (CS_IS_DESK_WATCH (self), NULL);

  me = cs_session_get_me (self->session);
  for (guint i = 0; me != NULL && self->delegations != NULL && i < self->delegations->len; i++)
    {
      const CsDelegationInfo *delegation = g_ptr_array_index (self->delegations, i);

      if (delegation->in_force && delegation->delegate == me->id &&
          !g_ptr_array_find_with_equal_func (names, delegation->principal_name, g_str_equal, NULL))
        g_ptr_array_add (names, delegation->principal_name);
    }
  if (names->len == 0)
    return NULL;

  g_ptr_array_add (names, NULL);

  /* Translators: between the words of a list: “Drafter, Duty editor” */
  return g_strjoinv (_(", "), (char **) names->pdata);
}

void
cs_desk_show_held (GPtrArray          *posts,
                   const CsFreezeInfo *freeze)
{
  for (guint i = 0; freeze != NULL && i < posts->len; i++)
    {
      CsPostInfo *post = g_ptr_array_index (posts, i);

      if (post->state == CS_POST_QUEUED && !post->emergency)
        post->state = CS_POST_HELD;
    }
}

CsSession *
cs_desk_watch_get_session (CsDeskWatch *self)
{
  g_return_val_if_fail (CS_IS_DESK_WATCH (self), NULL);

  return self->session;
}

void
cs_desk_watch_refresh (CsDeskWatch *self)
{
  g_return_if_fail (CS_IS_DESK_WATCH (self));

  if (cs_session_get_me (self->session) == NULL)
    return;

  self->again = self->asking;
  if (self->asking)
    return;

  self->asking = TRUE;
  cs_office_call_async (cs_session_get_office (self->session), "desk.get", NULL, self->cancellable,
                        desk_asked_cb, g_object_ref (self));
  cs_office_call_async (cs_session_get_office (self->session), "delegation.list",
                        cs_arguments_delegation_list (cs_session_get_me (self->session)->id, FALSE),
                        self->cancellable, delegations_listed_cb, g_object_ref (self));
}
