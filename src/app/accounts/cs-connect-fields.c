/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-colour-choice.h"
#include "cs-connect-client.h"
#include "cs-connect-fields.h"
#include "cs-copy-row.h"
#include "cs-show-error.h"

struct _CsConnectFields
{
  AdwBin parent_instance;

  GtkEditable     *first;      /* where typing begins; NULL if nothing is to be typed */
  CsNetworkKind    network;
  gint64           account;
  char            *address;    /* known beforehand, or NULL; owned */
  GtkEditable     *server;     /* NULL where it is not asked for, like the next */
  GtkEditable     *client;
  GtkEditable     *handle;
  GtkEditable     *password;
  GtkCheckButton  *self_serve;
  GtkCheckButton  *enterprise;
  CsCopyRow       *document;
  CsColourChoice  *colour;
};

G_DEFINE_FINAL_TYPE (CsConnectFields, cs_connect_fields, ADW_TYPE_BIN)

static guint changed_signal;

static void
changed_cb (CsConnectFields *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
cs_connect_fields_grab_focus (GtkWidget *widget)
{
  CsConnectFields *self = CS_CONNECT_FIELDS (widget);

  if (self->first == NULL)
    /* not of itself, which would come back here */
    return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (self)), GTK_DIR_TAB_FORWARD);

  return gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (self->first)));
}

static void
cs_connect_fields_finalize (GObject *object)
{
  g_free (CS_CONNECT_FIELDS (object)->address);
  G_OBJECT_CLASS (cs_connect_fields_parent_class)->finalize (object);
}

static void
cs_connect_fields_class_init (CsConnectFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_connect_fields_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = cs_connect_fields_grab_focus;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_connect_fields_init (CsConnectFields *self)
{
}

static AdwPreferencesGroup *
add_group (GtkWidget  *page,
           const char *title,
           const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (group));

  return group;
}

static GtkEditable *
add_entry (CsConnectFields     *self,
           AdwPreferencesGroup *group,
           const char          *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (self->first == NULL)
    self->first = GTK_EDITABLE (row);

  return GTK_EDITABLE (row);
}

static GtkCheckButton *
add_choice (CsConnectFields     *self,
            AdwPreferencesGroup *group,
            GtkCheckButton      *beside,
            const char          *title,
            const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), beside);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  cs_name_widget (check, title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_CHECK_BUTTON (check);
}

static GtkWidget *
make_redirects_row (void)
{
  g_auto(GStrv) redirects = cs_connect_list_redirects ();
  g_autofree char *lines = g_strjoinv ("\n", redirects);
  GtkWidget *row = cs_copy_row_new (_("Addresses of Return"), lines);

  cs_copy_row_set_text (CS_COPY_ROW (row), lines);

  return row;
}

static void
add_x (CsConnectFields     *self,
       GtkWidget           *page,
       const CsAccountInfo *account)
{
  AdwPreferencesGroup *group;

  /* Translators: the quoted words stand on X’s pages in English. */
  group = add_group (page, _("The Office’s App at X"), _("In X’s developer console make an app of the type “Native App”, and register there the addresses of return. Its client id is no secret."));
  adw_preferences_group_add (group, make_redirects_row ());
  self->client = add_entry (self, group, account != NULL ? _("Client ID (empty: as before)") : _("Client ID"));

  group = add_group (page, _("Agreement With X"),
                     _("X’s terms ask for an Enterprise agreement where the users of an app are, or act for, a government body, and want those users named. "
                       "X does not check this; it is a matter of your contract."));
  self->enterprise = add_choice (self, group, NULL, _("Enterprise"),
                                 _("Quoting posts and answering anybody is possible. The price is what was agreed."));
  self->self_serve = add_choice (self, group, self->enterprise, _("Self-Serve"),
                                 _("Every request costs credit, a post with a link more than others. Posts cannot be quoted, and only those who mentioned the account can be answered."));
  if (account != NULL && g_str_equal (account->access, "enterprise"))
    gtk_check_button_set_active (self->enterprise, TRUE);
  else if (account != NULL && g_str_equal (account->access, "self-serve"))
    gtk_check_button_set_active (self->self_serve, TRUE);
}

static void
document_address_cb (CsConnectFields *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->client)));
  g_autofree char *document = g_str_has_prefix (address, "https://") ? cs_connect_write_document (address) : NULL;

  cs_copy_row_set_text (self->document, document);
}

static void
add_bluesky (CsConnectFields     *self,
             GtkWidget           *page,
             const CsAccountInfo *account)
{
  AdwPreferencesGroup *group;
  GtkWidget *password = adw_password_entry_row_new ();

  group = add_group (page, _("By an App Password"),
                     _("On Bluesky, under Settings, Privacy and Security, App Passwords, make one for this program. It is exchanged for a login at once and kept nowhere."));
  self->handle = add_entry (self, group, _("Handle, Such as press.gov.example"));
  if (account != NULL)
    gtk_editable_set_text (self->handle, account->handle + (*account->handle == '@' ? 1 : 0));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (password), _("App Password"));
  adw_preferences_group_add (group, password);
  g_signal_connect_object (password, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (password), TRUE);
  self->password = GTK_EDITABLE (password);

  group = add_group (page, _("Or in the Browser"),
                     _("For this Bluesky asks for a document about the program at an https address, which the office puts on its web site. Such a sign-in lasts for two weeks; you are "
                       "reminded before it ends."));
  self->client = add_entry (self, group, account != NULL ? _("Address of the Document (empty: as before)") : _("Address of the Document"));
  self->document = CS_COPY_ROW (cs_copy_row_new (_("The Document"), _("What has to be found at that address: fill it in, then copy.")));
  adw_preferences_group_add (group, GTK_WIDGET (self->document));
  g_signal_connect_object (self->client, "changed", G_CALLBACK (document_address_cb), self, G_CONNECT_SWAPPED);
  if (account == NULL)
    self->server = add_entry (self, group, _("Server (empty: bsky.social)"));
}

static void
add_questions (CsConnectFields     *self,
               GtkWidget           *page,
               const CsAccountInfo *account)
{
  AdwPreferencesGroup *group;

  switch (self->network)
    {
    case CS_NETWORK_X:
      add_x (self, page, account);
      break;

    case CS_NETWORK_BLUESKY:
      add_bluesky (self, page, account);
      break;

    case CS_NETWORK_PRACTICE:
      add_group (page, NULL, _("The practice network runs on this computer. Signing in there works as on a real one, and opens nothing."));
      break;

    case CS_NETWORK_MASTODON:
    default:
      if (account != NULL)
        {
          add_group (page, NULL, _("Sign in to the same account in the browser. Until that has worked, nothing is changed."));
          break;
        }
      group = add_group (page, NULL, _("You sign in on the server’s own page in the browser. The program never sees your password."));
      self->server = add_entry (self, group, _("Server, Such as mastodon.example"));
      break;
    }
}

GtkWidget *
cs_connect_fields_new (CsSession           *session,
                       CsNetworkKind        network,
                       const CsAccountInfo *account)
{
  CsConnectFields *self = g_object_new (CS_TYPE_CONNECT_FIELDS, NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->network = network;
  self->account = account != NULL ? account->id : 0;
  if (network == CS_NETWORK_PRACTICE)
    self->address = g_strdup (cs_session_get_info (session)->practice_address);
  add_questions (self, page, account);
  if (account == NULL)
    {
      AdwPreferencesGroup *group = add_group (page, _("Colour"), _("A band in this colour goes with the account wherever it is shown, so that nobody mistakes it for another."));

      self->colour = CS_COLOUR_CHOICE (cs_colour_choice_new (NULL, cs_session_get_accounts (session)));
      adw_preferences_group_add (group, GTK_WIDGET (self->colour));
    }
  adw_bin_set_child (ADW_BIN (self), page);

  return GTK_WIDGET (self);
}

static gboolean
is_filled (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *text != '\0';
}

gboolean
cs_connect_fields_is_valid (CsConnectFields *self)
{
  g_return_val_if_fail (CS_IS_CONNECT_FIELDS (self), FALSE);

  if (self->network == CS_NETWORK_MASTODON && self->server != NULL && !is_filled (self->server))
    return FALSE;
  if (self->network == CS_NETWORK_BLUESKY && is_filled (self->password))
    return is_filled (self->handle);
  if (self->client != NULL && self->account == 0 && !is_filled (self->client))
    return FALSE;

  return self->enterprise == NULL || gtk_check_button_get_active (self->enterprise) || gtk_check_button_get_active (self->self_serve);
}

CsConnectWish
cs_connect_fields_get (CsConnectFields *self)
{
  CsConnectWish wish = { .network = self->network, .account = self->account };

  g_return_val_if_fail (CS_IS_CONNECT_FIELDS (self), wish);

  wish.address = self->server != NULL ? gtk_editable_get_text (self->server) : self->address;
  if (self->client != NULL)
    wish.client = gtk_editable_get_text (self->client);
  if (self->handle != NULL)
    wish.handle = gtk_editable_get_text (self->handle);
  if (self->password != NULL)
    wish.password = gtk_editable_get_text (self->password);
  if (self->enterprise != NULL)
    wish.access = gtk_check_button_get_active (self->enterprise) ? "enterprise" : "self-serve";
  if (self->colour != NULL)
    wish.colour = cs_colour_choice_get (self->colour);

  return wish;
}
