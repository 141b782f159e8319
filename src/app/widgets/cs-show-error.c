/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <gio/gio.h>
#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-time.h"

void
cs_show_error (GtkWidget    *widget,
               const GError *error)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
    return;

  g_info ("%s", error->message);
  gtk_widget_activate_action (widget, "win.toast", "s", cs_error_sentence (error));
}

void
cs_name_widget (GtkWidget  *widget,
                const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* From GTK 4.10 on a button's name is its label's, whatever else it was given. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
cs_name_row (GtkWidget  *child,
             const char *name)
{
  while (child != NULL && g_strcmp0 (G_OBJECT_TYPE_NAME (child), "GtkListItemWidget") != 0)
    child = gtk_widget_get_parent (child);

  if (child != NULL)
    cs_name_widget (child, name);
}

static void
name_inner (GtkWidget  *widget,
            const char *name)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (GTK_IS_POPOVER (widget))
    return;
  if (g_str_equal (type, "GtkToggleButton") || g_str_equal (type, "GtkListItemWidget"))
    cs_name_widget (widget, name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_inner (child, name);
}

void
cs_name_drop_down (GtkDropDown *drop_down,
                   const char  *name)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  cs_name_widget (GTK_WIDGET (drop_down), name);
  name_inner (GTK_WIDGET (drop_down), name);
}

void
cs_name_fields (GtkWidget *form)
{
  g_return_if_fail (GTK_IS_WIDGET (form));

  for (GtkWidget *child = gtk_widget_get_first_child (form); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *icon = GTK_IS_BUTTON (child) ? gtk_button_get_icon_name (GTK_BUTTON (child)) : NULL;

      if (ADW_IS_COMBO_ROW (child))
        name_inner (child, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (child)));
      else if (icon != NULL && g_str_has_prefix (icon, "view-"))
        cs_name_widget (child, _("Show or hide the password"));
      else
        cs_name_fields (child);
    }
}

const char *
cs_local_zone (void)
{
  return cs_time_local_zone ();
}
