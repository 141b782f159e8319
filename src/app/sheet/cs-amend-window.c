/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amend-window.h"

#include <glib/gi18n.h>

#include "cs-amend-client.h"
#include "cs-form-window.h"
#include "cs-show-error.h"

typedef struct
{
  gint64       post;
  CsAmendKind  kind;
  AdwComboRow *reason; /* the first entry asks for a choice */
  GtkEditable *words;
  GtkEditable *note;   /* of a withdrawal; or NULL */
} Form;

static void
chosen_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");

  cs_form_window_set_valid (window, adw_combo_row_get_selected (form->reason) > 0);
}

static void
submit_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  CsAmendReason reason = (CsAmendReason) (adw_combo_row_get_selected (form->reason) - 1);
  const char *words = gtk_editable_get_text (form->words);

  if (form->kind == CS_AMEND_WITHDRAWAL)
    cs_form_window_call (window, "post.withdraw",
                         cs_arguments_post_withdraw (form->post, reason, words, gtk_editable_get_text (form->note)),
                         _("The withdrawal is a draft now. What is out is taken down once it is signed."));
  else
    cs_form_window_call (window, "post.correct", cs_arguments_post_correct (form->post, reason, words),
                         _("The correction is a draft now: write what is right, and submit it."));
}

static void
done_cb (CsFormWindow *window,
         JsonObject   *reply,
         gpointer      user_data)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (window));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.edit-post", "x", cs_reply_read_id (reply));
}

static AdwComboRow *
make_reasons (void)
{
  GtkWidget *row = adw_combo_row_new ();
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _("Choose a reason"));
  for (guint i = 0; i < CS_N_AMEND_REASONS; i++)
    gtk_string_list_append (list, cs_amend_reason_label ((CsAmendReason) i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Reason"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  g_object_unref (list);

  return ADW_COMBO_ROW (row);
}

static GtkEditable *
add_entry (AdwPreferencesGroup *group,
           const char          *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);

  return GTK_EDITABLE (row);
}

GtkWindow *
cs_amend_window_new (GtkWindow   *parent,
                     CsSession   *session,
                     gint64       post,
                     CsAmendKind  kind)
{
  gboolean withdraws = kind == CS_AMEND_WITHDRAWAL;
  GtkWidget *window = cs_form_window_new (parent, session, withdraws ? _("Withdraw the Post") : _("Correct the Post"), _("Begin"));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  Form *form = g_new0 (Form, 1);

  form->post = post;
  form->kind = kind;
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  adw_preferences_group_set_description (group, withdraws
    ? _("A withdrawal is a post of its own and goes the whole route. Once it is signed, everything of the post is taken down, the last part first. What a network does not delete is said afterwards.")
    : _("A correction is a post of its own and goes the whole route. It begins with the text that is out, and answers it; the text that is out stays."));
  form->reason = make_reasons ();
  adw_preferences_group_add (group, GTK_WIDGET (form->reason));
  form->words = add_entry (group, _("What Was Wrong (for the Record)"));
  if (withdraws)
    form->note = add_entry (group, _("What Is Said in Public (Optional)"));
  cs_form_window_add (CS_FORM_WINDOW (window), group);
  g_signal_connect_object (form->reason, "notify::selected", G_CALLBACK (chosen_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_cb), window, 0);
  g_signal_connect_object (window, "done", G_CALLBACK (done_cb), window, 0);
  gtk_widget_grab_focus (GTK_WIDGET (form->reason));

  return GTK_WINDOW (window);
}
