/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-connect-client.h"
#include "cs-connect-fields.h"
#include "cs-connect-window.h"
#include "cs-compat.h"
#include "cs-show-error.h"

#define WIDTH 520
#define HEIGHT 600

struct _CsConnectWindow
{
  AdwWindow parent_instance;

  CsSession       *session;
  GCancellable    *cancellable; /* of what is under way */
  gint64           account;
  CsConnectInfo   *begun;       /* owned; NULL while no browser is waited for */

  GtkStack        *stack;
  CsConnectFields *fields;
  GtkButton       *action;
  GtkSpinner      *spinner;
  GtkLabel        *trouble;
};

G_DEFINE_FINAL_TYPE (CsConnectWindow, cs_connect_window, ADW_TYPE_WINDOW)

static void finish (CsConnectWindow *self);

static void
show_page (CsConnectWindow *self,
           const char      *page)
{
  gboolean fields = g_str_equal (page, "fields");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->action), fields);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  if (fields)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->fields), TRUE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->action), cs_connect_fields_is_valid (self->fields));
      gtk_widget_grab_focus (GTK_WIDGET (self->fields));
    }
}

static void
complain (CsConnectWindow *self,
          const char      *sentence)
{
  gtk_label_set_label (self->trouble, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), sentence != NULL);
}

/* Back to what was filled in, with what went wrong above it. */
static void
go_back (CsConnectWindow *self,
         const char      *sentence)
{
  g_clear_pointer (&self->begun, cs_connect_info_free);
  show_page (self, "fields");
  complain (self, sentence);
}

/* Nobody else finds it any more, and its port is free. */
static void
give_up (CsConnectWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->begun != NULL)
    cs_office_call_async (cs_session_get_office (self->session), "account.connect-cancel", cs_connect_arguments_one (self->begun->connect),
                          NULL, NULL, NULL);
  g_clear_pointer (&self->begun, cs_connect_info_free);
}

static void
open_browser (CsConnectWindow *self)
{
  if (self->begun != NULL)
    cs_compat_open_address (GTK_WIDGET (self), self->begun->address);
}

static void
copy_address (CsConnectWindow *self)
{
  if (self->begun != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->begun->address);
}

static void
tell_done (CsConnectWindow     *self,
           const CsConnectInfo *info)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *sentence = NULL;

  if (info->state == CS_CONNECT_OTHER_ACCOUNT)
    {
      /* Translators: both are names of accounts, such as “@press@social.example”. */
      sentence = g_strdup_printf (_("You signed in as %1$s, but %2$s is to be connected again. Nothing has changed. Sign out in the browser, then try again."),
                                  info->found, info->expected);
      go_back (self, sentence);
      return;
    }

  g_clear_pointer (&self->begun, cs_connect_info_free);
  sentence = g_strdup_printf (info->known ? _("%s is connected again.") : _("%s is connected."), info->handle);
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", sentence);
  gtk_window_close (GTK_WINDOW (self));
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CsConnectWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsConnectInfo) info = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL)
    {
      g_info ("%s", error->message);
      go_back (self, cs_error_sentence (error));
      return;
    }

  info = cs_connect_info_read (reply);
  if (info->state != CS_CONNECT_AGAIN)
    {
      tell_done (self, info);
      return;
    }

  g_clear_pointer (&self->begun, cs_connect_info_free);
  self->begun = g_steal_pointer (&info);
  open_browser (self);
  finish (self);
}

static void
finish (CsConnectWindow *self)
{
  cs_office_call_async (cs_session_get_office (self->session), "account.connect-finish", cs_connect_arguments_one (self->begun->connect),
                        self->cancellable, finished_cb, g_object_ref (self));
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsConnectWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL)
    {
      g_info ("%s", error->message);
      go_back (self, cs_error_sentence (error));
      return;
    }

  self->begun = cs_connect_info_read (reply);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      give_up (self);
      return;
    }
  show_page (self, "waiting");
  open_browser (self);
  finish (self);
}

/* Without a browser it is over at once. */
static gboolean
goes_by_password (const CsConnectWish *wish)
{
  return wish->password != NULL && *wish->password != '\0';
}

static void
begin (CsConnectWindow *self)
{
  CsConnectWish wish = cs_connect_fields_get (self->fields);

  complain (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fields), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->action), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  if (goes_by_password (&wish))
    cs_office_call_async (cs_session_get_office (self->session), "account.connect-password", cs_connect_arguments_password (&wish),
                          self->cancellable, finished_cb, g_object_ref (self));
  else
    cs_office_call_async (cs_session_get_office (self->session), "account.connect-begin", cs_connect_arguments_begin (&wish),
                          self->cancellable, begun_cb, g_object_ref (self));
}

static void
fields_changed_cb (CsConnectWindow *self)
{
  CsConnectWish wish = cs_connect_fields_get (self->fields);

  gtk_button_set_label (self->action, goes_by_password (&wish) ? _("Connect") : _("Continue in the Browser"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->action), cs_connect_fields_is_valid (self->fields));
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (child, 18);
  gtk_widget_set_margin_bottom (child, 18);
  gtk_widget_set_margin_start (child, 18);
  gtk_widget_set_margin_end (child, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), child);

  return scroll;
}

static void
show_fields (CsConnectWindow     *self,
             CsNetworkKind        network,
             const CsAccountInfo *account)
{
  GtkWidget *fields = cs_connect_fields_new (self->session, network, account);

  self->fields = CS_CONNECT_FIELDS (fields);
  g_signal_connect_object (fields, "changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, make_scrolled (fields), "fields");
  show_page (self, "fields");
}

static void
network_cb (AdwActionRow    *row,
            CsConnectWindow *self)
{
  show_fields (self, (CsNetworkKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "cs-network")), NULL);
}

static void
add_network (CsConnectWindow     *self,
             AdwPreferencesGroup *group,
             CsNetworkKind        network,
             const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cs_network_kind_label (network));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "cs-network", GINT_TO_POINTER (network));
  g_signal_connect_object (row, "activated", G_CALLBACK (network_cb), self, 0);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
make_networks (CsConnectWindow *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _("Which Network?"));
  if (cs_session_get_info (self->session)->practice)
    {
      add_network (self, group, CS_NETWORK_PRACTICE, _("On this computer, to learn how it is done"));
    }
  else
    {
      add_network (self, group, CS_NETWORK_MASTODON, _("An account on a Mastodon server, or on one that speaks as Mastodon does"));
      add_network (self, group, CS_NETWORK_X, _("Needs an app of the office at X, and for a public body an Enterprise agreement"));
      add_network (self, group, CS_NETWORK_BLUESKY, _("On Bluesky’s own servers or on another of its network"));
    }

  return make_scrolled (GTK_WIDGET (group));
}

static GtkWidget *
make_waiting (CsConnectWindow *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *again = gtk_button_new_with_label (_("Open the Browser Again"));
  GtkWidget *copy = gtk_button_new_with_label (_("Copy the Address"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "web-browser-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Continue in the Browser"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Sign in there as the account that is to be connected, and allow it. This window goes on by itself; it waits for ten minutes."));
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), TRUE);
  gtk_widget_set_size_request (spinner, 24, 24);
  cs_name_widget (spinner, _("Waiting for the browser"));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  g_signal_connect_object (again, "clicked", G_CALLBACK (open_browser), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_address), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), again);
  gtk_box_append (GTK_BOX (box), copy);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);

  return page;
}

static GtkWidget *
make_header (CsConnectWindow *self,
             const char      *title)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, ""));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  self->action = GTK_BUTTON (gtk_button_new_with_label (_("Continue in the Browser")));
  gtk_widget_add_css_class (GTK_WIDGET (self->action), "suggested-action");
  g_signal_connect_object (self->action, "clicked", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_spinner_set_spinning (self->spinner, TRUE);
  cs_name_widget (GTK_WIDGET (self->spinner), _("Working"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), GTK_WIDGET (self->action));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->action));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), GTK_WIDGET (self->spinner));

  return header;
}

static void
cs_connect_window_dispose (GObject *object)
{
  CsConnectWindow *self = CS_CONNECT_WINDOW (object);

  if (self->session != NULL)
    give_up (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_connect_window_parent_class)->dispose (object);
}

static void
cs_connect_window_finalize (GObject *object)
{
  g_clear_object (&CS_CONNECT_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (cs_connect_window_parent_class)->finalize (object);
}

static void
cs_connect_window_class_init (CsConnectWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_connect_window_dispose;
  object_class->finalize = cs_connect_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_connect_window_init (CsConnectWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
}

static gboolean
close_cb (CsConnectWindow *self)
{
  give_up (self);

  return FALSE;
}

GtkWidget *
cs_connect_window_new (GtkWindow           *parent,
                       CsSession           *session,
                       const CsAccountInfo *account)
{
  CsConnectWindow *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = NULL;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  title = account != NULL ? g_strdup_printf (_("Connect %s Again"), account->handle) : g_strdup (_("Connect an Account"));
  self = g_object_new (CS_TYPE_CONNECT_WINDOW, "transient-for", parent, "title", title, NULL);
  self->session = g_object_ref (session);
  self->account = account != NULL ? account->id : 0;
  gtk_box_append (GTK_BOX (box), make_header (self, title));
  self->trouble = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE, "xalign", 0.0,
                                           "margin-top", 12, "margin-start", 18, "margin-end", 18, "visible", FALSE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_networks (self), "networks");
  gtk_stack_add_named (self->stack, make_waiting (self), "waiting");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self, "close-request", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  show_page (self, "networks");
  if (account != NULL)
    show_fields (self, account->network, account);

  return GTK_WIDGET (self);
}
