/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-view-private.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-error.h"
#include "cs-sheet-facts.h"
#include "cs-sheet-post.h"
#include "cs-show-error.h"

/* A decision on its way. */
typedef struct
{
  CsSheetView *view; /* a reference */
  CsVerdict    verdict;
  char        *reason;
} Deciding;

static void
deciding_free (Deciding *deciding)
{
  g_clear_object (&deciding->view);
  g_free (deciding->reason);
  g_free (deciding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deciding, deciding_free)

static CsDecisionPanel *
get_panel (CsSheetView *self)
{
  return cs_decision_bar_get_panel (self->bar);
}

static void
set_acting (CsSheetView *self,
            gboolean     acting)
{
  self->acting = acting;
  cs_decision_bar_set_busy (self->bar, acting);
}

/* Whether somebody or something else was first: then what is shown is old. */
static gboolean
is_conflict (const GError *error)
{
  return g_error_matches (error, CS_ERROR, CS_ERROR_CONFLICT) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_STALE) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_WRONG_STATE) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_NOT_IN_STAGE) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_ALREADY_DECIDED) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_CONTRIBUTOR) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_RELEASE_PAST);
}

/* Says what happened and shows how things stand now. What was typed stays where it is. */
static void
show_refusal (CsSheetView  *self,
              const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_message ("Acting on post %" G_GINT64_FORMAT ": %s", self->post, error->message);
  cs_decision_bar_show_notice (self->bar, cs_error_sentence (error));
  if (!is_conflict (error))
    return;
  g_clear_pointer (&self->reply, json_object_unref); /* shown anew even if the office says the same again */
  cs_sheet_view_load (self);
}

static void
finish_decision (CsSheetView *self,
                 Deciding    *deciding)
{
  g_clear_pointer (&self->reply, json_object_unref);
  g_clear_pointer (&self->decided, cs_sheet_info_free);
  self->decided = g_steal_pointer (&self->sheet);
  cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_NONE);
  if (*deciding->reason)
    cs_decision_panel_remember_reason (self->session, deciding->reason);
  cs_sheet_view_load (self);
  g_signal_emit_by_name (self, "decided", (int) deciding->verdict);
}

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Deciding) deciding = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  CsSheetView *self = deciding->view;

  set_acting (self, FALSE);
  if (reply)
    finish_decision (self, deciding);
  else
    show_refusal (self, error);
}

static void
decide (CsSheetView *self,
        CsVerdict    verdict,
        const char  *reason)
{
  Deciding *deciding;

  if (self->acting || !self->sheet || self->sheet->may_decide != CS_MAY_DECIDE)
    return;
  if (verdict == CS_VERDICT_APPROVE && !cs_sheet_view_is_ready (self))
    return; /* the button is insensitive; its action is not pressed by anything else */

  deciding = g_new0 (Deciding, 1);
  deciding->view = g_object_ref (self);
  deciding->verdict = verdict;
  deciding->reason = g_strdup (reason);
  cs_decision_bar_show_notice (self->bar, NULL);
  set_acting (self, TRUE);
  /* Not cancelled with the page: a decision that was sent is a decision. */
  cs_office_call_async (cs_session_get_office (self->session), "post.decide",
                        cs_arguments_post_decide (self->post, &self->sheet->digest, self->sheet->post->stage,
                                                  verdict, reason),
                        NULL, decided_cb, deciding);
}

static void
decide_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  decide (CS_SHEET_VIEW (widget), CS_VERDICT_APPROVE, "");
}

static void
decide_with_reason_cb (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  g_autofree char *reason = cs_decision_panel_dup_reason (get_panel (self));

  if (*reason)
    decide (self, g_str_equal (name, "sheet.send-back") ? CS_VERDICT_RETURN : CS_VERDICT_REJECT, reason);
}

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsSheetView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  set_acting (self, FALSE);
  if (reply)
    cs_sheet_view_load (self);
  else
    show_refusal (self, error);
}

static void
act (CsSheetView *self,
     const char  *operation,
     JsonObject  *arguments)
{
  if (self->acting)
    {
      json_object_unref (arguments);
      return;
    }
  cs_decision_bar_show_notice (self->bar, NULL);
  cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_NONE);
  set_acting (self, TRUE);
  cs_office_call_async (cs_session_get_office (self->session), operation, arguments, NULL,
                        acted_cb, g_object_ref (self));
}

static void
hold_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  act (self, g_str_equal (name, "sheet.hold") ? "post.hold" : "post.resume",
       cs_arguments_one ("post", self->post));
}

static void
recall_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  if (g_str_equal (name, "sheet.recall"))
    cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_RECALL);
  else
    act (self, "post.recall", cs_arguments_one ("post", self->post));
}

static void
edit_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  gboolean loses_right = self->sheet && self->sheet->may_decide == CS_MAY_DECIDE;

  if (loses_right && g_str_equal (name, "sheet.edit"))
    {
      cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_EDIT);
      return;
    }
  cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_NONE);
  gtk_widget_activate_action (widget, "win.edit-post", "x", self->post);
}

static void
retry_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  act (CS_SHEET_VIEW (widget), "publication.retry",
       cs_arguments_one ("publication", g_variant_get_int64 (parameter)));
}

static void
resolve_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gint64 publication;
  gboolean sent;
  const char *address;

  g_variant_get (parameter, "(xb&s)", &publication, &sent, &address);
  act (CS_SHEET_VIEW (widget), "publication.resolve", cs_arguments_resolve (publication, sent, address));
}

static void
reschedule_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  gboolean at_time;
  gint64 at;
  const char *zone;

  g_variant_get (parameter, "(bx&s)", &at_time, &at, &zone);
  act (self, "post.reschedule",
       cs_arguments_post_reschedule (self->post, at_time ? CS_RELEASE_AT_TIME : CS_RELEASE_AT_ONCE, at, zone));
}

static void
return_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  if (self->sheet && self->sheet->may_decide == CS_MAY_DECIDE && self->sheet->post->state == CS_POST_IN_REVIEW)
    cs_decision_panel_open (get_panel (self), g_str_equal (name, "sheet.reject") ? CS_BAR_PANEL_REJECT
                                                                                 : CS_BAR_PANEL_RETURN);
}

static void
close_panel_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  if (cs_decision_panel_get_panel (get_panel (self)) != CS_BAR_PANEL_NONE)
    cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_NONE);
  else if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->picture_page)
    cs_sheet_view_show_pictures (self, FALSE);
  cs_sheet_view_take_focus (self);
}

static void
focus_decide_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  cs_sheet_view_ready_go_on (CS_SHEET_VIEW (widget));
}

static void
changes_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CsSheetPost *post = CS_SHEET_POST (CS_SHEET_VIEW (widget)->left);

  cs_sheet_post_set_show_changes (post, !cs_sheet_post_get_show_changes (post));
}

static void
pictures_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  cs_sheet_view_show_pictures (self, gtk_stack_get_visible_child (GTK_STACK (self->stack)) != self->picture_page);
}

/* Nothing here decides: the keys show things and move the focus. What signs is the button that has the focus. */
static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, 0, "sheet.changes", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, 0, "sheet.pictures", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, 0, "sheet.return", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "sheet.focus-decide", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sheet.close-panel", NULL);
}

void
cs_sheet_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sheet.decide", NULL, decide_cb);
  gtk_widget_class_install_action (widget_class, "sheet.send-back", NULL, decide_with_reason_cb);
  gtk_widget_class_install_action (widget_class, "sheet.reject-confirmed", NULL, decide_with_reason_cb);
  gtk_widget_class_install_action (widget_class, "sheet.reject", NULL, return_cb);
  gtk_widget_class_install_action (widget_class, "sheet.return", NULL, return_cb);
  gtk_widget_class_install_action (widget_class, "sheet.close-panel", NULL, close_panel_cb);
  gtk_widget_class_install_action (widget_class, "sheet.focus-decide", NULL, focus_decide_cb);
  gtk_widget_class_install_action (widget_class, "sheet.changes", NULL, changes_cb);
  gtk_widget_class_install_action (widget_class, "sheet.pictures", NULL, pictures_cb);
  gtk_widget_class_install_action (widget_class, "sheet.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "sheet.edit-anyway", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "sheet.recall", NULL, recall_cb);
  gtk_widget_class_install_action (widget_class, "sheet.recall-confirmed", NULL, recall_cb);
  gtk_widget_class_install_action (widget_class, "sheet.hold", NULL, hold_cb);
  gtk_widget_class_install_action (widget_class, "sheet.resume", NULL, hold_cb);
  gtk_widget_class_install_action (widget_class, "sheet.retry", "x", retry_cb);
  gtk_widget_class_install_action (widget_class, "sheet.resolve", "(xbs)", resolve_cb);
  gtk_widget_class_install_action (widget_class, "sheet.reschedule", "(bxs)", reschedule_cb);
  add_keys (widget_class);
}
