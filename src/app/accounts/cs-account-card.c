/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-card.h"
#include "cs-account-chip.h"
#include "cs-show-error.h"

static void
add_fact (AdwPreferencesGroup *group,
          const char          *title,
          const char          *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_tooltip_text (label, value);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

static void
add_health (AdwPreferencesGroup *group,
            const CsAccountInfo *account)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon;

  if (account->retired)
    {
      icon = gtk_image_new_from_icon_name ("action-unavailable-symbolic");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Retired: nothing is published here any more"));
    }
  else if (*account->health == '\0')
    {
      icon = gtk_image_new_from_icon_name ("object-select-symbolic");
      gtk_widget_add_css_class (icon, "cs-green");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Works"));
    }
  else
    {
      g_autoptr(GError) error = NULL;

      error = g_error_new_literal (CS_ERROR, cs_error_from_nick (account->health), account->health);
      icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (icon, "cs-red");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cs_error_sentence (error));
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
make_buttons (const CsAccountInfo *account)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *refresh = gtk_button_new_with_label (_("Check Again"));
  GtkWidget *retire = gtk_button_new_with_label (_("Retire…"));
  g_autofree char *refresh_name = g_strdup_printf (_("Check %s again"), account->handle);
  g_autofree char *retire_name = g_strdup_printf (_("Retire %s"), account->handle);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (refresh), "page.refresh-account");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (refresh), "x", account->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (retire), "page.retire-account");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (retire), "x", account->id);
  cs_name_widget (refresh, refresh_name);
  cs_name_widget (retire, retire_name);
  gtk_widget_add_css_class (refresh, "flat");
  gtk_widget_add_css_class (retire, "flat");
  gtk_box_append (GTK_BOX (box), refresh);
  gtk_box_append (GTK_BOX (box), retire);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

GtkWidget *
cs_account_card_new (const CsAccountInfo *account,
                     gboolean             may_change)
{
  AdwPreferencesGroup *group;
  g_autofree char *title = NULL;
  g_autofree char *length = NULL;
  g_autofree char *media = NULL;
  g_autofree char *alt = NULL;

  g_return_val_if_fail (account != NULL, NULL);

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  title = g_markup_escape_text (*account->name != '\0' ? account->name : account->handle, -1);
  adw_preferences_group_set_title (group, title);
  add_health (group, account);
  add_fact (group, _("Network"), cs_network_kind_label (account->network));
  add_fact (group, _("Handle"), account->handle);
  add_fact (group, _("Address"), account->address);
  length = g_strdup_printf (ngettext ("%u character", "%u characters", account->target.limits.max_length),
                            account->target.limits.max_length);
  media = g_strdup_printf (ngettext ("%u in each part", "%u in each part", account->target.max_media),
                           account->target.max_media);
  alt = g_strdup_printf (ngettext ("%u character", "%u characters", account->target.max_alt),
                         account->target.max_alt);
  add_fact (group, _("Longest Text"), length);
  add_fact (group, _("Pictures"), media);
  add_fact (group, _("Longest Alt Text"), alt);

  if (may_change && !account->retired)
    {
      adw_preferences_group_set_header_suffix (group, make_buttons (account));
    }
  else
    {
      GtkWidget *chip = cs_account_chip_new ();

      cs_account_chip_set (CS_ACCOUNT_CHIP (chip), account);
      adw_preferences_group_set_header_suffix (group, chip);
    }

  return GTK_WIDGET (group);
}
