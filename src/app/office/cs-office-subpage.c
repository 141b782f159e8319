/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-office-subpage.h"
#include "cs-show-error.h"

struct _CsOfficeSubpage
{
  AdwBin parent_instance;

  CsOfficeData *data;

  GtkWidget    *header;
  GtkWidget    *title;
  GtkWidget    *note;   /* NULL where anybody may change something */
  GtkBox       *box;
  GtkWidget    *scroll;
  GtkBox       *column;
};

G_DEFINE_FINAL_TYPE (CsOfficeSubpage, cs_office_subpage, ADW_TYPE_BIN)

static void
cs_office_subpage_dispose (GObject *object)
{
  g_clear_object (&CS_OFFICE_SUBPAGE (object)->data);
  G_OBJECT_CLASS (cs_office_subpage_parent_class)->dispose (object);
}

static void
cs_office_subpage_class_init (CsOfficeSubpageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_office_subpage_dispose;
}

static GtkWidget *
make_header (CsOfficeSubpage *self)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "page.back");
  gtk_widget_set_tooltip_text (back, _("Back"));
  cs_name_widget (back, _("Back"));

  self->title = adw_window_title_new ("", "");
  self->header = adw_header_bar_new ();
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header), back);

  return self->header;
}

static void
cs_office_subpage_init (CsOfficeSubpage *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->column = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_margin_top (GTK_WIDGET (self->column), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->column), 36);
  gtk_widget_set_margin_start (GTK_WIDGET (self->column), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->column), 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->column));
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), clamp);
  gtk_widget_set_vexpand (self->scroll, TRUE);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (self->box, make_header (self));
  gtk_box_append (self->box, self->scroll);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

static void
update_note (CsOfficeSubpage *self)
{
  gtk_widget_set_visible (self->note, !cs_office_data_may_change (self->data));
}

static void
add_note (CsOfficeSubpage *self)
{
  GtkWidget *label = gtk_label_new (_("You can read this. Only administrators change it."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  self->note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->note), label);
  gtk_widget_add_css_class (self->note, "cs-office-note");
  gtk_box_insert_child_after (self->box, self->note, self->header);
  g_signal_connect_object (cs_office_data_get_session (self->data), "changed", G_CALLBACK (update_note),
                           self, G_CONNECT_SWAPPED);
  update_note (self);
}

GtkWidget *
cs_office_subpage_new (CsOfficeData *data,
                       const char   *title,
                       gboolean      for_administrators)
{
  CsOfficeSubpage *self;

  g_return_val_if_fail (CS_IS_OFFICE_DATA (data), NULL);

  self = g_object_new (CS_TYPE_OFFICE_SUBPAGE, NULL);
  self->data = g_object_ref (data);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  cs_name_widget (GTK_WIDGET (self), title);
  if (for_administrators)
    add_note (self);

  return GTK_WIDGET (self);
}

void
cs_office_subpage_set_title (CsOfficeSubpage *self,
                             const char      *title,
                             const char      *subtitle)
{
  g_return_if_fail (CS_IS_OFFICE_SUBPAGE (self));

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
}

void
cs_office_subpage_add (CsOfficeSubpage *self,
                       GtkWidget       *widget)
{
  g_return_if_fail (CS_IS_OFFICE_SUBPAGE (self));

  gtk_box_append (self->column, widget);
}

void
cs_office_subpage_set_content (CsOfficeSubpage *self,
                               GtkWidget       *widget)
{
  g_return_if_fail (CS_IS_OFFICE_SUBPAGE (self));

  gtk_box_remove (self->box, self->scroll);
  self->scroll = NULL;
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_box_append (self->box, widget);
}

void
cs_office_subpage_pack_end (CsOfficeSubpage *self,
                            GtkWidget       *button)
{
  g_return_if_fail (CS_IS_OFFICE_SUBPAGE (self));

  adw_header_bar_pack_end (ADW_HEADER_BAR (self->header), button);
}

GtkWidget *
cs_office_make_icon_button (const char *icon,
                            const char *action,
                            gint64      id,
                            const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

/* An operation that waits for an answer: the person's, then the office's. */
typedef struct
{
  GtkWidget    *page;  /* owned while the office is asked */
  CsOfficeData *data;
  char         *operation;
  JsonObject   *arguments;
  char         *success;
} Act;

static void
act_free (Act *act)
{
  g_clear_object (&act->page);
  g_clear_object (&act->data);
  g_clear_pointer (&act->arguments, json_object_unref);
  g_free (act->operation);
  g_free (act->success);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) != NULL)
    gtk_widget_activate_action (act->page, "win.toast", "s", act->success);
  else
    cs_show_error (act->page, error);
}

void
cs_office_act (GtkWidget    *page,
               CsOfficeData *data,
               const char   *operation,
               JsonObject   *arguments,
               const char   *success)
{
  Act *act;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (CS_IS_OFFICE_DATA (data));

  act = g_new0 (Act, 1);
  act->page = g_object_ref (page);
  act->success = g_strdup (success);
  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (data)), operation, arguments, NULL,
                        acted_cb, act);
}

static void
confirmed_cb (GtkWidget *page)
{
  g_autoptr(Act) act = g_object_steal_data (G_OBJECT (page), "cs-act");

  if (act != NULL)
    cs_office_act (page, act->data, act->operation, g_steal_pointer (&act->arguments), act->success);
}

void
cs_office_ask_and_act (GtkWidget    *page,
                       CsOfficeData *data,
                       const char   *heading,
                       const char   *body,
                       const char   *action,
                       const char   *operation,
                       JsonObject   *arguments,
                       const char   *success)
{
  Act *act;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (CS_IS_OFFICE_DATA (data));

  act = g_new0 (Act, 1);
  act->data = g_object_ref (data);
  act->operation = g_strdup (operation);
  act->arguments = arguments;
  act->success = g_strdup (success);
  /* Whatever was asked before and not answered with yes is forgotten. */
  g_object_set_data_full (G_OBJECT (page), "cs-act", act, (GDestroyNotify) act_free);
  cs_compat_confirm (page, heading, body, action, TRUE, G_CALLBACK (confirmed_cb), page);
}
