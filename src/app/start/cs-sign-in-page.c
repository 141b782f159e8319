/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-key-client.h"
#include "cs-show-error.h"
#include "cs-sign-in-page.h"

struct _CsSignInPage
{
  AdwBin parent_instance;

  CsSession    *session;
  GCancellable *cancellable;

  GtkLabel     *office_name;
  GtkEditable  *login;
  GtkEditable  *password;
  GtkEditable  *code;     /* shown when it is asked for */
  GtkLabel     *trouble;
  GtkWidget    *button;
  GtkSpinner   *spinner;
};

G_DEFINE_FINAL_TYPE (CsSignInPage, cs_sign_in_page, ADW_TYPE_BIN)

static void
set_busy (CsSignInPage *self,
          gboolean      busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->login), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->code), !busy);
  gtk_widget_set_sensitive (self->button, !busy && *gtk_editable_get_text (self->login) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

/* The code comes after the password: where only it is missing or wrong, the password stays. */
static void
show_refusal (CsSignInPage *self,
              const GError *error)
{
  gboolean code_wanted = g_error_matches (error, CS_ERROR, CS_ERROR_CODE_REQUIRED) ||
                         g_error_matches (error, CS_ERROR, CS_ERROR_WRONG_CODE);

  gtk_editable_set_text (self->code, "");
  gtk_widget_set_visible (GTK_WIDGET (self->code), code_wanted);
  if (!code_wanted)
    gtk_editable_set_text (self->password, "");
  if (error != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (code_wanted ? self->code : self->password));
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CsSignInPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  set_busy (self, FALSE);
  show_refusal (self, error);
  if (reply != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.let-in", NULL);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_label_set_label (self->trouble, cs_error_sentence (error));
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
sign_in (CsSignInPage *self)
{
  const char *login = gtk_editable_get_text (self->login);

  if (*login == '\0' || !gtk_widget_get_sensitive (self->button))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  cs_office_call_async (cs_session_get_office (self->session), "session.open",
                        cs_arguments_session_open_with (login, gtk_editable_get_text (self->password),
                                                        gtk_editable_get_text (self->code)),
                        self->cancellable, signed_in_cb, g_object_ref (self));
  set_busy (self, TRUE);
}

static void
login_changed_cb (CsSignInPage *self)
{
  gtk_widget_set_sensitive (self->button, *gtk_editable_get_text (self->login) != '\0');
}

static void
cs_sign_in_page_dispose (GObject *object)
{
  CsSignInPage *self = CS_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_sign_in_page_parent_class)->dispose (object);
}

static void
cs_sign_in_page_class_init (CsSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_sign_in_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/cs-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSignInPage, office_name);
  gtk_widget_class_bind_template_child (widget_class, CsSignInPage, login);
  gtk_widget_class_bind_template_child (widget_class, CsSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, CsSignInPage, code);
  gtk_widget_class_bind_template_child (widget_class, CsSignInPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, CsSignInPage, button);
  gtk_widget_class_bind_template_child (widget_class, CsSignInPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, login_changed_cb);
}

static void
cs_sign_in_page_init (CsSignInPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_name_fields (GTK_WIDGET (self));
}

GtkWidget *
cs_sign_in_page_new (CsSession *session)
{
  CsSignInPage *self = g_object_new (CS_TYPE_SIGN_IN_PAGE, NULL);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  gtk_label_set_label (self->office_name, cs_session_get_info (session)->name);

  return GTK_WIDGET (self);
}
