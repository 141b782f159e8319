/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-seal-client.h"
#include "cs-seal-window.h"
#include "cs-show-error.h"
#include "cs-time.h"

/* One check; everything in it belongs to the window. */
typedef struct
{
  CsSession    *session;
  GCancellable *cancellable; /* of the window */
  GtkWidget    *window;
  GtkEditable  *code;
  GtkEditable  *sequence;
  GtkEditable  *hash;
  GtkWidget    *check;
  GtkWidget    *answer;      /* a box: icon and sentence */
  GtkImage     *icon;
  GtkLabel     *sentence;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_cancellable_cancel (form->cancellable);
  g_clear_object (&form->cancellable);
  g_clear_object (&form->session);
  g_free (form);
}

static char *
dup_text (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

/* Spaces in the hash do not matter: prints have them. */
static char *
dup_hash (Form *form)
{
  g_auto(GStrv) groups = g_strsplit (gtk_editable_get_text (form->hash), " ", -1);

  return g_strjoinv ("", groups);
}

static gboolean
read_entry (Form     *form,
            gint64   *sequence,
            CsDigest *hash)
{
  g_autofree char *number = dup_text (form->sequence);
  g_autofree char *hex = dup_hash (form);

  return g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, sequence, NULL) && cs_digest_from_hex (hex, hash, NULL);
}

static void
changed_cb (GtkWidget *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autofree char *code = dup_text (form->code);
  gint64 sequence;
  CsDigest hash;

  gtk_widget_set_sensitive (form->check, *code != '\0' || read_entry (form, &sequence, &hash));
  gtk_widget_set_visible (form->answer, FALSE);
}

static void
show_answer (Form       *form,
             gboolean    holds,
             const char *sentence)
{
  gtk_image_set_from_icon_name (form->icon, holds ? "cs-seal-symbolic" : "dialog-error-symbolic");
  gtk_widget_remove_css_class (form->answer, holds ? "cs-red" : "cs-green");
  gtk_widget_add_css_class (form->answer, holds ? "cs-green" : "cs-red");
  gtk_label_set_label (form->sentence, sentence);
  gtk_widget_set_visible (form->answer, TRUE);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *when = NULL;
  CsSealResult answer;
  gint64 sequence;
  gint64 at;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  changed_cb (GTK_WIDGET (window));
  if (reply == NULL)
    {
      show_answer (form, FALSE, cs_error_sentence (error));
      return;
    }

  answer = cs_reply_read_seal_check (reply, &sequence, &at);
  sentence = cs_seal_result_sentence (answer, sequence);
  if (answer == CS_SEAL_CONTAINED && at != 0)
    {
      g_autofree char *full = cs_time_format_full (at, cs_local_zone ());

      /* Translators: %1$s is a sentence; %2$s is a date and time */
      when = g_strdup_printf (_("%1$s It was written on %2$s."), sentence, full);
    }
  show_answer (form, answer == CS_SEAL_CONTAINED, when != NULL ? when : sentence);
}

static void
check_clicked_cb (GtkWidget *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autofree char *code = dup_text (form->code);
  JsonObject *arguments;
  gint64 sequence = 0;
  CsDigest hash = { { 0 } };

  if (*code != '\0')
    arguments = cs_arguments_seal_check_code (code);
  else if (read_entry (form, &sequence, &hash))
    arguments = cs_arguments_seal_check (sequence, &hash);
  else
    return;

  gtk_widget_set_sensitive (form->check, FALSE);
  cs_office_call_async (cs_session_get_office (form->session), "seal.check", arguments, form->cancellable, checked_cb,
                        g_object_ref (window));
}

static GtkEditable *
add_row (Form                *form,
         AdwPreferencesGroup *group,
         const char          *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), form->window, G_CONNECT_SWAPPED);

  return GTK_EDITABLE (row);
}

static GtkWidget *
make_page (Form *form)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *code = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *entry = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_description (code, _("A printed seal proves that the journal was not changed since. Type its short form:"));
  form->code = add_row (form, code, _("Short Form on the Print"));
  adw_preferences_group_set_description (entry, _("or, where there is none, the number and the hash of the entry:"));
  form->sequence = add_row (form, entry, _("Entry Number"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (form->sequence), GTK_INPUT_PURPOSE_DIGITS);
  form->hash = add_row (form, entry, _("Hash, 64 Characters"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), code);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), entry);
  gtk_widget_set_vexpand (page, TRUE);

  return page;
}

static GtkWidget *
make_answer (Form *form)
{
  form->answer = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_HORIZONTAL, "spacing", 10,
                               "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  form->icon = GTK_IMAGE (gtk_image_new ());
  form->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_image_set_pixel_size (form->icon, 24);
  gtk_label_set_wrap (form->sentence, TRUE);
  gtk_label_set_xalign (form->sentence, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (form->sentence), TRUE);
  gtk_box_append (GTK_BOX (form->answer), GTK_WIDGET (form->icon));
  gtk_box_append (GTK_BOX (form->answer), GTK_WIDGET (form->sentence));
  gtk_widget_add_css_class (form->answer, "cs-verify");

  return form->answer;
}

static GtkWidget *
make_header (Form *form)
{
  GtkWidget *header = adw_header_bar_new ();

  form->check = gtk_button_new_with_label (_("Check"));
  gtk_widget_add_css_class (form->check, "suggested-action");
  gtk_widget_set_sensitive (form->check, FALSE);
  g_signal_connect_object (form->check, "clicked", G_CALLBACK (check_clicked_cb), form->window, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), form->check);

  return header;
}

GtkWindow *
cs_seal_window_new (GtkWindow *parent,
                    CsSession *session)
{
  GtkWidget *window;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  Form *form;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "title", _("Check a Seal"),
                         "default-width", 480, "default-height", 460, NULL);
  form = g_new0 (Form, 1);
  form->session = g_object_ref (session);
  form->cancellable = g_cancellable_new ();
  form->window = window;
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, form_free);
  gtk_box_append (GTK_BOX (box), make_header (form));
  gtk_box_append (GTK_BOX (box), make_answer (form));
  gtk_box_append (GTK_BOX (box), make_page (form));
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_widget (GTK_WINDOW (window), form->check);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_widget_grab_focus (GTK_WIDGET (form->code));

  return GTK_WINDOW (window);
}
