/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-avatar.h"
#include "cs-account-card.h"
#include "cs-account-chip.h"
#include "cs-account-health.h"
#include "cs-account-trial.h"
#include "cs-limits-client.h"
#include "cs-show-error.h"
#include "cs-time.h"

static GtkWidget *
add_row (AdwPreferencesGroup *group,
         const char          *icon_name,
         const char          *style,
         const char          *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  if (style != NULL)
    gtk_widget_add_css_class (icon, style);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (group, row);

  return row;
}

static void
add_fact (AdwExpanderRow *within,
          const char     *title,
          const char     *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_tooltip_text (label, value);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_expander_row_add_row (within, row);
}

static GtkWidget *
make_reconnect (const CsAccountInfo *account)
{
  GtkWidget *button = gtk_button_new_with_label (_("Connect Again…"));
  g_autofree char *name = g_strdup_printf (_("Connect %s again"), account->handle);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.reconnect-account");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", account->id);
  cs_name_widget (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static void
add_health (AdwPreferencesGroup *group,
            const CsAccountInfo *account,
            const char          *zone,
            gint64               now,
            gboolean             may_change)
{
  g_autofree char *seen = cs_time_format_near (account->checked_at, now, zone);
  g_autofree char *looked = NULL;
  GtkWidget *row;

  if (account->retired)
    {
      add_row (group, "action-unavailable-symbolic", NULL, _("Retired: nothing is published here any more"));
    }
  else if (*account->health == '\0')
    {
      /* Translators: %s is a time: “today 16:00”. The program looks at an account once a day, to see whether it still works. */
      looked = g_strdup_printf (_("Looked at %s; that happens once a day"), seen);
      row = add_row (group, "object-select-symbolic", "cs-green", _("Works"));
      if (account->checked_at > 0)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), looked);
    }
  else
    {
      row = add_row (group, "dialog-warning-symbolic", "cs-red", cs_account_health_sentence (account->health));
      if (may_change && cs_account_health_wants_sign_in (account->health))
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_reconnect (account));
    }
}

/* Whoever has to sign in again is told well before. */
static void
add_login_end (AdwPreferencesGroup *group,
               const CsAccountInfo *account,
               const char          *zone,
               gint64               now,
               gboolean             may_change)
{
  g_autofree char *at = NULL;
  g_autofree char *title = NULL;
  gboolean soon = account->login_warn_at <= now;
  GtkWidget *row;

  if (account->login_ends_at == 0 || account->retired)
    return;

  at = cs_time_format_full (account->login_ends_at, zone);
  if (account->login_ends_at <= now)
    /* Translators: %s is a date with its time. */
    title = g_strdup_printf (_("The sign-in ended on %s. Connect the account again."), at);
  else if (soon)
    /* Translators: %s is a date with its time. */
    title = g_strdup_printf (_("The sign-in ends on %s. Connect the account again before."), at);
  else
    /* Translators: %s is a date with its time. */
    title = g_strdup_printf (_("The sign-in lasts until %s."), at);
  row = add_row (group, soon ? "dialog-warning-symbolic" : "document-open-recent-symbolic", soon ? "cs-orange" : NULL, title);
  if (may_change && soon && !cs_account_health_wants_sign_in (account->health))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_reconnect (account));
}

static void
add_limits (AdwPreferencesGroup *group,
            const CsAccountInfo *account,
            GPtrArray           *limits,
            const char          *zone,
            gint64               now)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GtkWidget *row;

  for (guint i = 0; limits != NULL && i < limits->len; i++)
    {
      const CsLimitInfo *limit = g_ptr_array_index (limits, i);
      g_autofree char *line = NULL;
      g_autofree char *at = NULL;

      if (limit->account != account->id || limit->capacity == 0)
        continue;
      at = limit->resets_at > now ? cs_time_format_near (limit->resets_at, now, zone) : NULL;
      if (at != NULL)
        /* Translators: what a network allows: “Posts: 95 of 100, all of them again in 12 min” */
        line = g_strdup_printf (_("%1$s: %2$d of %3$d, all of them again %4$s"), cs_limit_info_label (limit->bucket), (int) limit->remaining,
                                (int) limit->capacity, at);
      else
        /* Translators: what a network allows: “Posts: 100 of 100” */
        line = g_strdup_printf (_("%1$s: %2$d of %3$d"), cs_limit_info_label (limit->bucket), (int) limit->remaining, (int) limit->capacity);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  if (text->len == 0 || account->retired)
    return;

  row = add_row (group, "power-profile-balanced-symbolic", NULL, _("Left of the Network’s Limits"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text->str);
}

static void
add_x_access (AdwExpanderRow      *facts,
              const CsAccountInfo *account)
{
  if (g_str_equal (account->access, "enterprise"))
    add_fact (facts, _("Agreement With X"), _("Enterprise"));
  else if (g_str_equal (account->access, "self-serve"))
    add_fact (facts, _("Agreement With X"), _("Self-Serve"));
}

static void
add_abilities (AdwPreferencesGroup *group,
               const CsAccountInfo *account)
{
  AdwExpanderRow *facts = ADW_EXPANDER_ROW (adw_expander_row_new ());
  g_autofree char *length = g_strdup_printf (ngettext ("%u character", "%u characters", account->target.limits.max_length),
                                             account->target.limits.max_length);
  g_autofree char *media = g_strdup_printf (ngettext ("%u in each part", "%u in each part", account->target.max_media), account->target.max_media);
  g_autofree char *alt = g_strdup_printf (ngettext ("%u character", "%u characters", account->target.max_alt), account->target.max_alt);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (facts), _("What It Takes"));
  cs_name_widget (GTK_WIDGET (facts), _("What It Takes"));
  add_fact (facts, _("Address"), account->address);
  if (account->network == CS_NETWORK_X)
    add_x_access (facts, account);
  add_fact (facts, _("Longest Text"), length);
  add_fact (facts, _("Pictures"), media);
  add_fact (facts, _("Longest Alt Text"), alt);
  add_fact (facts, _("Polls"), account->target.max_poll_options > 0 ? _("Yes") : _("No"));
  add_fact (facts, _("Quoting Posts"), account->target.quotes ? _("Yes") : _("No"));
  adw_preferences_group_add (group, GTK_WIDGET (facts));
}

static void
add_item (GMenu               *menu,
          const char          *label,
          const char          *action,
          const CsAccountInfo *account)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", account->id);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu (const CsAccountInfo *account)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autofree char *name = g_strdup_printf (_("More for %s"), account->handle);

  add_item (menu, _("Check Again"), "page.refresh-account", account);
  add_item (menu, _("Connect Again…"), "page.reconnect-account", account);
  if (cs_account_trial_is_offered (account))
    add_item (menu, _("Send a Test to Yourself…"), "page.try-account", account);
  add_item (menu, _("Change the Colour…"), "page.colour-account", account);
  add_item (menu, _("Retire…"), "page.retire-account", account);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  cs_name_widget (button, name);

  return button;
}

/* Who it is: picture, name, handle, network and server, with the band of its colour. */
static void
add_face (AdwPreferencesGroup *group,
          CsSession           *session,
          const CsAccountInfo *account,
          gboolean             may_change)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = *account->name != '\0' ? account->name : account->handle;
  GtkWidget *face = cs_account_avatar_new (40);
  GtkWidget *chip = cs_account_chip_new ();
  const char *host = strstr (account->address, "://");
  g_autofree char *place = NULL;

  cs_account_avatar_set (CS_ACCOUNT_AVATAR (face), session, account);
  gtk_widget_set_valign (face, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (face, 6);
  gtk_widget_set_margin_bottom (face, 6);
  /* Translators: network and server: “Mastodon, social.example” */
  place = g_strdup_printf (_("%1$s, %2$s"), cs_network_kind_label (account->network), host != NULL ? host + 3 : account->address);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), face);
  cs_account_chip_set (CS_ACCOUNT_CHIP (chip), account);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), chip);
  if (may_change && !account->retired)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (account));
  adw_preferences_group_add (group, row);
}

GtkWidget *
cs_account_card_new (CsSession           *session,
                     const CsAccountInfo *account,
                     GPtrArray           *limits,
                     const char          *zone,
                     gint64               now,
                     gboolean             may_change)
{
  AdwPreferencesGroup *group;

  g_return_val_if_fail (account != NULL, NULL);

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  add_face (group, session, account, may_change);
  add_health (group, account, zone, now, may_change);
  add_login_end (group, account, zone, now, may_change);
  add_limits (group, account, limits, zone, now);
  add_abilities (group, account);

  return GTK_WIDGET (group);
}
