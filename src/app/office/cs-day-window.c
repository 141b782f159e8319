/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock-client.h"
#include "cs-day-row.h"
#include "cs-day-window.h"
#include "cs-form-window.h"

/* What the window is made of. */
typedef struct
{
  GtkWidget *day;
  GtkWidget *name;
  CsChoice  *works;
} DayForm;

static void
day_changed_cb (CsFormWindow *window)
{
  DayForm *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autofree char *day = cs_day_row_get_day (CS_DAY_ROW (form->day));

  cs_form_window_set_valid (window, day != NULL && *gtk_editable_get_text (GTK_EDITABLE (form->name)) != '\0');
}

static void
day_submit_cb (CsFormWindow *window)
{
  DayForm *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autofree char *text = cs_day_row_get_day (CS_DAY_ROW (form->day));
  gint32 day;

  if (text == NULL || !cs_calendar_parse_day (text, &day, NULL))
    return;

  cs_form_window_call (window, "calendar.set-day",
                       cs_arguments_calendar_set_day (day, gtk_editable_get_text (GTK_EDITABLE (form->name)),
                                                      cs_choice_get (form->works) != 0),
                       _("The day is in the calendar."));
}

void
cs_day_window_open (GtkWidget    *widget,
                    CsOfficeData *data)
{
  GtkWidget *window = cs_form_window_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                          cs_office_data_get_session (data), _("Add Special Day"), _("Add"));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  DayForm *form = g_new0 (DayForm, 1);

  form->day = cs_day_row_new (_("Day"), NULL);
  form->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->name), C_("of a holiday", "Name"));
  form->works = CS_CHOICE (cs_choice_new (_("What it is")));
  cs_choice_add (form->works, 0, _("A holiday"));
  cs_choice_add (form->works, 1, _("A working day"));
  cs_choice_select (form->works, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("What It Is"));
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (form->works), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (form->works));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->day);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  g_signal_connect_object (form->day, "chosen", G_CALLBACK (day_changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (form->name, "changed", G_CALLBACK (day_changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect (window, "submit", G_CALLBACK (day_submit_cb), NULL);
  cs_day_row_set_at (CS_DAY_ROW (form->day), g_get_real_time ());
  cs_form_window_add (CS_FORM_WINDOW (window), ADW_PREFERENCES_GROUP (group));
  gtk_window_present (GTK_WINDOW (window));
}
