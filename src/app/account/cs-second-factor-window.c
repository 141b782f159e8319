/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-form-window.h"
#include "cs-key-client.h"
#include "cs-qr.h"
#include "cs-second-factor-window.h"
#include "cs-show-error.h"

#define CODE_DIGITS 6
#define QR_SIDE 232

typedef struct
{
  CsFormWindow *window;   /* owns this */
  char         *secret;   /* from second-factor.prepare; NULL = removing, or not there yet */
  guint8       *dark;     /* squares of the QR code; NULL = none */
  guint         n;
  GtkEditable  *code;
  GtkEditable  *password; /* invisible where the person has none */
  GtkWidget    *qr;
  GtkLabel     *text;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_clear_pointer (&form->secret, g_free);
  g_clear_pointer (&form->dark, g_free);
  g_free (form);
}

static Form *
get_form (gpointer window)
{
  return g_object_get_data (G_OBJECT (window), "cs-form");
}

static void
changed_cb (CsFormWindow *window)
{
  Form *form = get_form (window);
  gboolean ready = form->qr == NULL || form->secret != NULL;

  cs_form_window_set_valid (window, ready && strlen (gtk_editable_get_text (form->code)) == CODE_DIGITS &&
                            (!gtk_widget_get_visible (GTK_WIDGET (form->password)) ||
                             *gtk_editable_get_text (form->password) != '\0'));
}

static void
submit_cb (CsFormWindow *window)
{
  Form *form = get_form (window);
  const char *code = gtk_editable_get_text (form->code);
  const char *password = gtk_editable_get_text (form->password);

  if (form->qr != NULL)
    cs_form_window_call (window, "second-factor.set",
                         cs_arguments_second_factor_set (form->secret, code, password),
                         _("The second factor is set. From now on a code is asked for when you sign in."));
  else
    cs_form_window_call (window, "second-factor.remove",
                         cs_arguments_second_factor_remove (password, code),
                         _("The second factor is removed."));
}

static void
refused_cb (CsFormWindow *window,
            GError       *error)
{
  Form *form = get_form (window);

  gtk_editable_set_text (form->code, "");
  if (g_error_matches (error, CS_ERROR, CS_ERROR_WRONG_PASSWORD))
    {
      gtk_editable_set_text (form->password, "");
      gtk_widget_grab_focus (GTK_WIDGET (form->password));
    }
  else
    gtk_widget_grab_focus (GTK_WIDGET (form->code));
  changed_cb (window);
}

static GtkEditable *
add_row (CsFormWindow        *window,
         AdwPreferencesGroup *group,
         GtkWidget           *row,
         const char          *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);

  return GTK_EDITABLE (row);
}

static GtkWindow *
make_window (GtkWindow  *parent,
             CsSession  *session,
             const char *title,
             const char *action)
{
  GtkWidget *window = cs_form_window_new (parent, session, title, action);
  Form *form = g_new0 (Form, 1);

  form->window = CS_FORM_WINDOW (window);
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, form_free);
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_cb), window, 0);
  g_signal_connect_object (window, "refused", G_CALLBACK (refused_cb), window, 0);

  return GTK_WINDOW (window);
}

static void
add_fields (GtkWindow  *window,
            CsSession  *session,
            const char *title)
{
  Form *form = get_form (window);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_description (group, title);
  form->code = add_row (form->window, group, adw_entry_row_new (), _("Code with Six Digits"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (form->code), GTK_INPUT_PURPOSE_DIGITS);
  form->password = add_row (form->window, group, adw_password_entry_row_new (), _("Your Password"));
  gtk_widget_set_visible (GTK_WIDGET (form->password), cs_session_get_key_state (session)->has_password);
  cs_form_window_add (form->window, group);
  cs_name_fields (GTK_WIDGET (group));
}

/* In groups of four, as it is typed by hand. */
static char *
group_letters (const char *secret)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; secret[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, secret[i]);
    }

  return g_string_free (text, FALSE);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *letters = NULL;
  Form *form = get_form (window);
  const char *uri = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_form_window_refuse (form->window, cs_error_sentence (error));
      return;
    }

  form->secret = g_strdup (cs_reply_read_second_factor (reply, &uri));
  form->dark = cs_qr_encode (uri, &form->n, &error);
  if (form->dark == NULL)
    g_info ("%s", error->message);
  gtk_widget_set_visible (form->qr, form->dark != NULL);
  gtk_widget_queue_draw (form->qr);
  letters = group_letters (form->secret);
  gtk_label_set_label (form->text, letters);
  changed_cb (form->window);
}

static void
draw_qr (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  const Form *form = user_data;

  if (form->dark == NULL)
    return;

  cairo_translate (cr, (width - MIN (width, height)) / 2, 0);
  cs_qr_draw (form->dark, form->n, cr, MIN (width, height));
}

static void
add_secret (GtkWindow *window)
{
  Form *form = get_form (window);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  adw_preferences_group_set_description (group,
                                         _("Scan this code with the authenticator on your telephone, or type the letters into it. Whoever has them can make your codes: show them to nobody."));
  form->qr = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                           "content-width", QR_SIDE, "content-height", QR_SIDE, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (form->qr), draw_qr, form, NULL);
  cs_name_widget (form->qr, _("QR code of the secret; the letters below say the same"));
  form->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_selectable (form->text, TRUE);
  gtk_label_set_wrap (form->text, TRUE);
  gtk_label_set_justify (form->text, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (form->text), "monospace");
  gtk_box_append (GTK_BOX (box), form->qr);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (form->text));
  adw_preferences_group_add (group, box);
  cs_form_window_add (form->window, group);
}

GtkWindow *
cs_second_factor_window_new (GtkWindow *parent,
                             CsSession *session)
{
  GtkWindow *window = make_window (parent, session, _("Set Up a Second Factor"), _("Set"));

  add_secret (window);
  add_fields (window, session, _("Then enter the six digits that it shows."));
  gtk_window_set_default_size (window, 460, 640);
  gtk_widget_grab_focus (GTK_WIDGET (get_form (window)->code));
  cs_office_call_async (cs_session_get_office (session), "second-factor.prepare", NULL, NULL, prepared_cb,
                        g_object_ref (window));

  return window;
}

GtkWindow *
cs_second_factor_window_new_remove (GtkWindow *parent,
                                    CsSession *session)
{
  GtkWindow *window = make_window (parent, session, _("Remove the Second Factor"), _("Remove"));

  add_fields (window, session, _("Without it, your password alone opens your account and your signing key."));

  return window;
}
