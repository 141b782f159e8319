/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-card.h"
#include "cs-account-trial.h"
#include "cs-accounts-page.h"
#include "cs-arguments.h"
#include "cs-colour-choice.h"
#include "cs-compat.h"
#include "cs-connect-client.h"
#include "cs-connect-window.h"
#include "cs-form-window.h"
#include "cs-limits-client.h"
#include "cs-show-error.h"

struct _CsAccountsPage
{
  AdwBin parent_instance;

  CsSession          *session;
  GCancellable       *cancellable;
  gint64              retiring; /* the account the person is being asked about */
  char               *shown;    /* what the cards were made of */
  GPtrArray          *limits;   /* of CsLimitInfo; owned, NULL until told */

  GtkStack           *stack;
  GtkBox             *cards;
};

G_DEFINE_FINAL_TYPE (CsAccountsPage, cs_accounts_page, ADW_TYPE_BIN)

static gboolean
may_change (CsAccountsPage *self)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  return me != NULL && (me->roles & CS_ROLE_ADMINISTRATOR) != 0;
}

/* The cards are made anew only if something on them changed, so that the focus stays. */
static char *
describe_accounts (GPtrArray *accounts,
                   GPtrArray *limits)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);
      g_autofree char *avatar = cs_digest_to_hex (&account->avatar);

      g_string_append_printf (text, "%" G_GINT64_FORMAT "|%s|%s|%s|%s|%s|%s|%s|%d|%u|%u|%u|%d|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "\n", account->id, avatar,
                              account->name, account->handle, account->address, account->health, account->colour, account->access,
                              account->retired, account->target.limits.max_length,
                              account->target.max_media, account->target.max_alt, account->target.quotes, account->login_ends_at,
                              account->checked_at);
    }

  for (guint i = 0; limits != NULL && i < limits->len; i++)
    {
      const CsLimitInfo *limit = g_ptr_array_index (limits, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT "|%s|%d|%d\n", limit->account, limit->bucket, (int) limit->remaining, (int) limit->capacity);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
make_cards (CsAccountsPage *self)
{
  GPtrArray *accounts = cs_session_get_accounts (self->session);
  g_autofree char *shown = describe_accounts (accounts, self->limits);
  GtkWidget *child;

  if (g_strcmp0 (shown, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < accounts->len; i++)
    gtk_box_append (self->cards, cs_account_card_new (self->session, g_ptr_array_index (accounts, i), self->limits, cs_session_get_info (self->session)->zone,
                                                      g_get_real_time (), may_change (self)));
  gtk_stack_set_visible_child_name (self->stack, accounts->len > 0 ? "accounts" : "empty");
}

static void
limits_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsAccountsPage) self = user_data;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, NULL);

  /* without them the cards only say less */
  if (reply == NULL || self->session == NULL)
    return;

  g_clear_pointer (&self->limits, g_ptr_array_unref);
  self->limits = cs_reply_read_limits (reply);
  make_cards (self);
}

static void
show_accounts (CsAccountsPage *self)
{
  make_cards (self);
  cs_office_call_async (cs_session_get_office (self->session), "account.limits", cs_arguments_account_limits (0), self->cancellable,
                        limits_cb, g_object_ref (self));
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CsAccountsPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("The account was checked."));
  else
    cs_show_error (GTK_WIDGET (self), error);
}

static void
refresh_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CsAccountsPage *self = CS_ACCOUNTS_PAGE (widget);

  cs_office_call_async (cs_session_get_office (self->session), "account.refresh",
                        cs_arguments_one ("account", g_variant_get_int64 (parameter)),
                        self->cancellable, refreshed_cb, g_object_ref (self));
}

static void
try_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CsAccountsPage *self = CS_ACCOUNTS_PAGE (widget);
  const CsAccountInfo *account = cs_session_find_account (self->session, g_variant_get_int64 (parameter));

  if (account != NULL)
    cs_account_trial_ask (widget, self->session, account, self->cancellable);
}

static void
retired_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsAccountsPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("The account is retired."));
  else
    cs_show_error (GTK_WIDGET (self), error);
}

static void
retire_confirmed_cb (CsAccountsPage *self)
{
  cs_office_call_async (cs_session_get_office (self->session), "account.retire",
                        cs_arguments_one ("account", self->retiring), self->cancellable,
                        retired_cb, g_object_ref (self));
}

static void
retire_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsAccountsPage *self = CS_ACCOUNTS_PAGE (widget);

  self->retiring = g_variant_get_int64 (parameter);
  cs_compat_confirm (widget, _("Retire This Account?"),
                     _("Nothing more is published there. What was published stays, and so does the record."),
                     _("Retire"), TRUE, G_CALLBACK (retire_confirmed_cb), self);
}

static void
add_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CsAccountsPage *self = CS_ACCOUNTS_PAGE (widget);

  gtk_window_present (GTK_WINDOW (cs_connect_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, NULL)));
}

static void
reconnect_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  CsAccountsPage *self = CS_ACCOUNTS_PAGE (widget);
  const CsAccountInfo *account = cs_session_find_account (self->session, g_variant_get_int64 (parameter));

  if (account != NULL)
    gtk_window_present (GTK_WINDOW (cs_connect_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, account)));
}

static void
colour_submit_cb (CsFormWindow *window)
{
  CsColourChoice *choice = g_object_get_data (G_OBJECT (window), "cs-choice");
  gint64 *account = g_object_get_data (G_OBJECT (window), "cs-account");

  cs_form_window_call (window, "account.change", cs_connect_arguments_change (*account, cs_colour_choice_get (choice)),
                       _("The account has its new colour."));
}

static void
colour_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsAccountsPage *self = CS_ACCOUNTS_PAGE (widget);
  const CsAccountInfo *account = cs_session_find_account (self->session, g_variant_get_int64 (parameter));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *window;
  GtkWidget *choice;
  gint64 *id;

  if (account == NULL)
    return;

  window = cs_form_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, _("Change the Colour"), _("Change"));
  choice = cs_colour_choice_new (account->colour, NULL);
  id = g_new (gint64, 1);
  *id = account->id;
  adw_preferences_group_set_description (group, _("A band in this colour goes with the account wherever it is shown, so that nobody mistakes it for another."));
  adw_preferences_group_add (group, choice);
  g_object_set_data (G_OBJECT (window), "cs-choice", choice);
  g_object_set_data_full (G_OBJECT (window), "cs-account", id, g_free);
  g_signal_connect (window, "submit", G_CALLBACK (colour_submit_cb), NULL);
  cs_form_window_add (CS_FORM_WINDOW (window), group);
  cs_form_window_set_valid (CS_FORM_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}

static void
cs_accounts_page_dispose (GObject *object)
{
  CsAccountsPage *self = CS_ACCOUNTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_accounts_page_parent_class)->dispose (object);
}

static void
cs_accounts_page_finalize (GObject *object)
{
  CsAccountsPage *self = CS_ACCOUNTS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->limits, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_accounts_page_parent_class)->finalize (object);
}

static void
cs_accounts_page_class_init (CsAccountsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_accounts_page_dispose;
  object_class->finalize = cs_accounts_page_finalize;
  gtk_widget_class_install_action (widget_class, "page.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "page.colour-account", "x", colour_action);
  gtk_widget_class_install_action (widget_class, "page.reconnect-account", "x", reconnect_action);
  gtk_widget_class_install_action (widget_class, "page.refresh-account", "x", refresh_action);
  gtk_widget_class_install_action (widget_class, "page.retire-account", "x", retire_action);
  gtk_widget_class_install_action (widget_class, "page.try-account", "x", try_action);
}

static void
cs_accounts_page_init (CsAccountsPage *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_accounts (CsAccountsPage *self,
               gboolean        practice)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  if (practice)
    {
      GtkWidget *label = gtk_label_new (_("A practice office publishes on the practice network alone, which runs on this computer. It can never be connected to a real network."));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (column), label);
    }
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->cards));
  gtk_widget_set_margin_top (column, 24);
  gtk_widget_set_margin_bottom (column, 36);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);

  return scroll;
}

static GtkWidget *
make_empty (gboolean can_add)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Connect an Account…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "network-workgroup-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Accounts Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("The accounts on which the office publishes come here. An administrator connects them."));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.add");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_visible (button, can_add);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

GtkWidget *
cs_accounts_page_new (CsSession *session)
{
  CsAccountsPage *self = g_object_new (CS_TYPE_ACCOUNTS_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  gboolean practice;
  gboolean can_add;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  practice = cs_session_get_info (session)->practice;
  can_add = may_change (self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Accounts"), ""));
  if (can_add)
    {
      GtkWidget *add = gtk_button_new_with_label (_("Connect…"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "page.add");
      adw_header_bar_pack_start (ADW_HEADER_BAR (header), add);
    }
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_accounts (self, practice), "accounts");
  gtk_stack_add_named (self->stack, make_empty (can_add), "empty");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (session, "changed", G_CALLBACK (show_accounts), self, G_CONNECT_SWAPPED);
  show_accounts (self);

  return GTK_WIDGET (self);
}
