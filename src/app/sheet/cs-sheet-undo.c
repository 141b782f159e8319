/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-undo.h"

#include "cs-arguments.h"
#include "cs-decide-client.h"
#include "cs-show-error.h"
#include "cs-unlock-window.h"

struct _CsSheetUndo
{
  GObject       parent_instance;
  CsSession    *session;
  GCancellable *cancellable; /* of the running question */
  gint64        post;        /* 0 = nothing to undo */
  gint64        decision;    /* 0 = not known yet, or no longer possible */
  gboolean      fresh;       /* nothing was said about it yet */
  gboolean      undoing;
};

G_DEFINE_FINAL_TYPE (CsSheetUndo, cs_sheet_undo, G_TYPE_OBJECT)

enum
{
  KNOWN,
  OVER,
  UNDONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The newest of one's own that needs no reason. */
static gint64
find_decision (CsSheetUndo       *self,
               const CsSheetInfo *sheet)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  for (guint i = sheet->decisions->len; me && i > 0; i--)
    {
      const CsDecisionInfo *decision = g_ptr_array_index (sheet->decisions, i - 1);

      if (decision->person == me->id && decision->verdict != CS_VERDICT_TAKE_BACK)
        return decision->may_take_back && !decision->take_back_needs_reason ? decision->id : 0;
    }
  return 0;
}

static void
take_decision (CsSheetUndo *self,
               gint64       decision)
{
  gboolean was_possible = self->decision != 0;

  self->decision = decision;
  if (decision == 0)
    self->post = 0;
  if (self->fresh)
    {
      self->fresh = FALSE;
      g_signal_emit (self, signals[KNOWN], 0);
    }
  else if (was_possible && decision == 0)
    {
      g_signal_emit (self, signals[OVER], 0);
    }
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsSheetUndo) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(CsSheetInfo) sheet = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply)
    sheet = cs_reply_read_sheet (reply);
  take_decision (self, sheet ? find_decision (self, sheet) : 0);
}

static void
ask (CsSheetUndo *self)
{
  if (self->post == 0 || self->undoing)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cs_office_call_async (cs_session_get_office (self->session), "post.get", cs_arguments_one ("post", self->post),
                        self->cancellable, asked_cb, g_object_ref (self));
}

void
cs_sheet_undo_watch (CsSheetUndo *self,
                     gint64       post)
{
  g_return_if_fail (CS_IS_SHEET_UNDO (self));

  self->post = post;
  self->decision = 0;
  self->fresh = TRUE;
  ask (self);
}

gboolean
cs_sheet_undo_is_possible (CsSheetUndo *self)
{
  g_return_val_if_fail (CS_IS_SHEET_UNDO (self), FALSE);

  return self->decision != 0 && !self->undoing;
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsSheetUndo) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_unlock_call_finish (GTK_WIDGET (source), result, &error);
  gint64 post = self->post;

  self->undoing = FALSE;
  if (!reply)
    {
      cs_show_error (GTK_WIDGET (source), error);
      ask (self);
      return;
    }
  take_decision (self, 0); /* forgets the post */
  g_signal_emit (self, signals[UNDONE], 0, post);
}

void
cs_sheet_undo_run (CsSheetUndo *self,
                   GtkWidget   *widget)
{
  g_return_if_fail (CS_IS_SHEET_UNDO (self));

  if (!cs_sheet_undo_is_possible (self))
    return;
  self->undoing = TRUE;
  cs_unlock_call_async (widget, self->session, "post.take-back",
                        cs_arguments_take_back (self->post, self->decision, NULL), NULL, undone_cb,
                        g_object_ref (self));
}

static void
cs_sheet_undo_dispose (GObject *object)
{
  CsSheetUndo *self = CS_SHEET_UNDO (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_sheet_undo_parent_class)->dispose (object);
}

static void
cs_sheet_undo_class_init (CsSheetUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_sheet_undo_dispose;
  signals[KNOWN] = g_signal_new ("known", CS_TYPE_SHEET_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OVER] = g_signal_new ("over", CS_TYPE_SHEET_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNDONE] = g_signal_new ("undone", CS_TYPE_SHEET_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
cs_sheet_undo_init (CsSheetUndo *self)
{
}

CsSheetUndo *
cs_sheet_undo_new (CsSession *session)
{
  CsSheetUndo *self = g_object_new (CS_TYPE_SHEET_UNDO, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  return self;
}
