/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-view-private.h"

#include <glib/gi18n.h>

#include "cs-amend-client.h"
#include "cs-amend-window.h"
#include "cs-arguments.h"
#include "cs-outcome-window.h"
#include "cs-queue-client.h"
#include "cs-sheet-facts.h"
#include "cs-sheet-post.h"
#include "cs-sheet-words.h"

static CsDecisionPanel *
get_panel (CsSheetView *self)
{
  return cs_decision_bar_get_panel (self->bar);
}

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsSheetView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  cs_sheet_view_set_acting (self, FALSE);
  if (reply)
    cs_sheet_view_load (self);
  else
    cs_sheet_view_show_refusal (self, error);
}

void
cs_sheet_view_act (CsSheetView *self,
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
  cs_sheet_view_set_acting (self, TRUE);
  cs_office_call_async (cs_session_get_office (self->session), operation, arguments, NULL,
                        acted_cb, g_object_ref (self));
}

static void
hold_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  cs_sheet_view_act (self, g_str_equal (name, "sheet.hold") ? "post.hold" : "post.resume",
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
    cs_sheet_view_act (self, "post.recall", cs_arguments_one ("post", self->post));
}

static void
edit_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  gboolean loses_right = self->sheet && cs_sheet_words_may_act (self->sheet);

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
  cs_sheet_view_act (CS_SHEET_VIEW (widget), g_str_equal (name, "sheet.look") ? "publication.look" : "publication.retry",
                     cs_arguments_one ("publication", g_variant_get_int64 (parameter)));
}

/* What is missing of a thread, on one account. */
static void
finish_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  cs_sheet_view_act (CS_SHEET_VIEW (widget), "publication.retry", cs_arguments_retry (g_variant_get_int64 (parameter), TRUE));
}

static void
remove_again_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  cs_sheet_view_act (CS_SHEET_VIEW (widget), "removal.retry", cs_arguments_one ("publication", g_variant_get_int64 (parameter)));
}

/* The words of what was taken down, as far as this sheet has them: that of the withdrawal has only the beginning. */
static char *
dup_removed_words (const CsSheetInfo    *sheet,
                   const CsTakeDownInfo *removal)
{
  if (sheet->amends->amended)
    return g_strdup (removal->segment == 0 ? sheet->amends->amended->excerpt : "");
  if (removal->segment >= cs_content_get_segments_for (sheet->content, removal->account)->len)
    return g_strdup ("");

  return cs_content_get_outgoing_text (sheet->content, removal->account, removal->segment);
}

static void
removed_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  const CsTakeDownInfo *removal = self->sheet ? cs_amends_info_find (self->sheet->amends, g_variant_get_int64 (parameter)) : NULL;
  g_autofree char *words = removal ? dup_removed_words (self->sheet, removal) : NULL;

  if (removal)
    gtk_window_present (cs_outcome_window_new_removed (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, removal, words));
}

static void
amend_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  CsAmendKind kind;

  if (cs_amend_kind_from_nick (g_variant_get_string (parameter, NULL), &kind))
    gtk_window_present (cs_amend_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, self->post, kind));
}

/* By the same dialog as on the queue page. */
static void
resolve_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  gint64 id;
  gboolean sent;

  g_variant_get (parameter, "(xb)", &id, &sent);
  for (guint i = 0; self->sheet && i < self->sheet->publications->len; i++)
    {
      const CsPublicationInfo *publication = g_ptr_array_index (self->sheet->publications, i);
      g_autofree char *words = NULL;

      if (publication->id != id)
        continue;
      words = cs_content_get_outgoing_text (self->sheet->content, publication->account, publication->segment);
      gtk_window_present (cs_outcome_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, publication, words, sent));
    }
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
  cs_sheet_view_act (self, "post.reschedule",
                     cs_arguments_post_reschedule (self->post, at_time ? CS_RELEASE_AT_TIME : CS_RELEASE_AT_ONCE, at, zone));
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
  else if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->reader)
    cs_sheet_view_show_lines (self, FALSE);
  cs_sheet_view_take_focus (self);
}

static void
lines_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  cs_sheet_view_show_lines (self, gtk_stack_get_visible_child (GTK_STACK (self->stack)) != self->reader);
}

static void
tick_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CsTickList *ticks = cs_sheet_facts_get_ticks (CS_SHEET_FACTS (CS_SHEET_VIEW (widget)->right));

  if (parameter)
    cs_tick_list_toggle (ticks, g_variant_get_uint32 (parameter));
  else
    cs_tick_list_focus_next (ticks);
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
beside_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  cs_sheet_post_toggle_beside (CS_SHEET_POST (CS_SHEET_VIEW (widget)->left));
}

static void
pictures_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  cs_sheet_view_show_pictures (self, gtk_stack_get_visible_child (GTK_STACK (self->stack)) != self->picture_page);
}

/* The figures that stand before the points tick them. */
static void
add_tick_keys (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < 9; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "sheet.tick", "u", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "sheet.tick", "u", i);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "sheet.next-tick", NULL);
}

/* Nothing here decides: the keys show things and move the focus. What signs is the button that has the focus. */
static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, 0, "sheet.changes", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "sheet.beside", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, 0, "sheet.pictures", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "sheet.focus-decide", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sheet.close-panel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, 0, "sheet.lines", NULL);
  add_tick_keys (widget_class);
}

void
cs_sheet_view_install_actions (GtkWidgetClass *widget_class)
{
  cs_sheet_view_deciding_install (widget_class);
  cs_sheet_view_comments_install (widget_class);
  gtk_widget_class_install_action (widget_class, "sheet.close-panel", NULL, close_panel_cb);
  gtk_widget_class_install_action (widget_class, "sheet.focus-decide", NULL, focus_decide_cb);
  gtk_widget_class_install_action (widget_class, "sheet.changes", NULL, changes_cb);
  gtk_widget_class_install_action (widget_class, "sheet.beside", NULL, beside_cb);
  gtk_widget_class_install_action (widget_class, "sheet.lines", NULL, lines_cb);
  gtk_widget_class_install_action (widget_class, "sheet.tick", "u", tick_cb);
  gtk_widget_class_install_action (widget_class, "sheet.next-tick", NULL, tick_cb);
  gtk_widget_class_install_action (widget_class, "sheet.pictures", NULL, pictures_cb);
  gtk_widget_class_install_action (widget_class, "sheet.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "sheet.edit-anyway", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "sheet.recall", NULL, recall_cb);
  gtk_widget_class_install_action (widget_class, "sheet.recall-confirmed", NULL, recall_cb);
  gtk_widget_class_install_action (widget_class, "sheet.hold", NULL, hold_cb);
  gtk_widget_class_install_action (widget_class, "sheet.resume", NULL, hold_cb);
  gtk_widget_class_install_action (widget_class, "sheet.retry", "x", retry_cb);
  gtk_widget_class_install_action (widget_class, "sheet.look", "x", retry_cb);
  gtk_widget_class_install_action (widget_class, "sheet.finish", "x", finish_cb);
  gtk_widget_class_install_action (widget_class, "sheet.remove-again", "x", remove_again_cb);
  gtk_widget_class_install_action (widget_class, "sheet.removed", "x", removed_cb);
  gtk_widget_class_install_action (widget_class, "sheet.amend", "s", amend_cb);
  gtk_widget_class_install_action (widget_class, "sheet.resolve", "(xb)", resolve_cb);
  gtk_widget_class_install_action (widget_class, "sheet.reschedule", "(bxs)", reschedule_cb);
  add_keys (widget_class);
}
