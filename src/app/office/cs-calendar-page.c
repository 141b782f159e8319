/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-calendar-hours.h"
#include "cs-calendar-page.h"
#include "cs-clock-client.h"
#include "cs-compat.h"
#include "cs-day-window.h"
#include "cs-direction.h"
#include "cs-office-subpage.h"
#include "cs-row-group.h"
#include "cs-show-error.h"
#include "cs-unsaved.h"
#include "cs-year-view.h"

struct _CsCalendarPage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  GCancellable *cancellable;
  guint         year;

  GtkWidget    *year_label;
  CsYearView   *view;
  CsRowGroup   *days;
  GtkWidget    *buttons;    /* those that change days */
};

G_DEFINE_FINAL_TYPE (CsCalendarPage, cs_calendar_page, ADW_TYPE_BIN)

static char *
format_day (const CsSpecialDay *day)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc ((gint64) day->day * 24 * 3600);

  /* Translators: weekday, day and month of a holiday: see “man strftime”. */
  g_autofree char *text = g_date_time_format (date, _("%A, %-d %B"));

  return cs_isolate (text);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  CsCalendarPage *self = user_data;
  const CsSpecialDay *day = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *date = format_day (day);
  /* Translators: a date, and what it is: "Thursday, 1 October · Holiday". */
  g_autofree char *text = g_strdup_printf (_("%s · %s"), date, day->works ? _("Working day") : _("Holiday"));
  g_autofree char *subtitle = cs_begin_lines (text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *day->name != '\0' ? day->name : date);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (cs_office_data_may_change (self->data))
    {
      g_autofree char *name = g_strdup_printf (_("Remove %s, %s"), day->name, date);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 cs_office_make_icon_button ("user-trash-symbolic", "page.remove-day", day->day, name));
    }

  return row;
}

static guint
year_of (gint32 day)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc ((gint64) day * 24 * 3600);

  return (guint) g_date_time_get_year (date);
}

static void
show_year (CsCalendarPage *self)
{
  const CsCalendar *calendar = cs_office_data_get_calendar (self->data);
  gboolean may_change = cs_office_data_may_change (self->data);
  g_autofree char *year = g_strdup_printf ("%u", self->year);
  const CsSpecialDay *days;
  guint n;

  gtk_label_set_label (GTK_LABEL (self->year_label), year);
  gtk_widget_set_visible (self->buttons, may_change);
  if (calendar == NULL)
    return;

  cs_year_view_set (self->view, calendar, self->year);
  days = cs_calendar_get_days (calendar, &n);
  cs_row_group_begin (self->days);
  for (guint i = 0; i < n; i++)
    if (year_of (days[i].day) == self->year)
      {
        g_autofree char *key = g_strdup_printf ("%d", days[i].day);
        g_autofree char *stamp = g_strdup_printf ("%s\n%d%d", days[i].name, days[i].works, may_change);

        cs_row_group_put (self->days, key, stamp, make_row, (gpointer) &days[i], self);
      }
  cs_row_group_end (self->days);
}

static void
loaded_cb (CsCalendarPage *self,
           guint           subject)
{
  if (subject == CS_OFFICE_CALENDAR)
    show_year (self);
}

static void
year_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CsCalendarPage *self = CS_CALENDAR_PAGE (widget);

  self->year = CLAMP ((int) self->year + g_variant_get_int32 (parameter), 1970, 2999);
  show_year (self);
}

static void
remove_day_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  CsCalendarPage *self = CS_CALENDAR_PAGE (widget);

  cs_office_act (widget, self->data, "calendar.remove-day",
                 cs_arguments_calendar_remove_day ((gint32) g_variant_get_int64 (parameter)),
                 _("The day is an ordinary one again."));
}

/* Next year's holidays come in this one: what was taken is to be seen. */
static void
show_day (CsCalendarPage *self,
          gint32          day)
{
  if (day != 0 && self->data != NULL && year_of (day) > self->year)
    {
      self->year = year_of (day);
      show_year (self);
    }
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CsCalendarPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *taken = NULL;
  g_autofree char *left_out = NULL;
  g_autofree char *text = NULL;
  guint n;
  guint n_skipped = 0;
  gint32 first_day = 0;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  n = cs_reply_read_import (reply, &n_skipped, &first_day);
  show_day (self, first_day);
  taken = g_strdup_printf (ngettext ("%u day taken from the file.", "%u days taken from the file.", n), n);
  left_out = g_strdup_printf (ngettext ("%u entry is no whole day and was left out.",
                                        "%u entries are no whole days and were left out.", n_skipped), n_skipped);
  /* Translators: two sentences. */
  text = n_skipped > 0 ? g_strdup_printf (C_("import", "%s %s"), taken, left_out) : g_strdup (taken);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsCalendarPage) self = user_data;
  g_autoptr(GListModel) files = cs_compat_choose_files_finish (result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL || self->data == NULL)
    return;
  if (g_file_peek_path (file) == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Only files on this computer can be read."));
      return;
    }

  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "calendar.import",
                        cs_arguments_calendar_import (g_file_peek_path (file)), self->cancellable, imported_cb,
                        g_object_ref (self));
}

static void
add_day_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  cs_day_window_open (widget, CS_CALENDAR_PAGE (widget)->data);
}

static void
import_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsCalendarPage *self = CS_CALENDAR_PAGE (widget);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Calendars (.ics)"));
  gtk_file_filter_add_mime_type (filter, "text/calendar");
  gtk_file_filter_add_suffix (filter, "ics");
  cs_compat_choose_files_async (widget, _("Import Holidays"), filter, FALSE, self->cancellable, file_chosen_cb,
                                g_object_ref (self));
}

static void
leave_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  cs_unsaved_leave (widget);
}

static void
cs_calendar_page_dispose (GObject *object)
{
  CsCalendarPage *self = CS_CALENDAR_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (cs_calendar_page_parent_class)->dispose (object);
}

static void
cs_calendar_page_finalize (GObject *object)
{
  g_clear_object (&CS_CALENDAR_PAGE (object)->cancellable);
  G_OBJECT_CLASS (cs_calendar_page_parent_class)->finalize (object);
}

static void
cs_calendar_page_class_init (CsCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_calendar_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_calendar_page_finalize;
  gtk_widget_class_install_action (widget_class, "page.year", "i", year_action);
  gtk_widget_class_install_action (widget_class, "page.add-day", NULL, add_day_action);
  gtk_widget_class_install_action (widget_class, "page.remove-day", "x", remove_day_action);
  gtk_widget_class_install_action (widget_class, "page.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, leave_action);
}

static void
cs_calendar_page_init (CsCalendarPage *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  self->cancellable = g_cancellable_new ();
  self->year = g_date_time_get_year (now);
}

static GtkWidget *
make_year_button (const char *icon,
                  int         step,
                  const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.year");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", step);
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static GtkWidget *
make_year (CsCalendarPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("The Year"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("Filled: a holiday. Ringed: worked although it would be free."));
  self->year_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->year_label, "numeric");
  gtk_widget_add_css_class (self->year_label, "heading");
  gtk_box_append (GTK_BOX (line), make_year_button ("go-previous-symbolic", -1, _("The Year Before")));
  gtk_box_append (GTK_BOX (line), self->year_label);
  gtk_box_append (GTK_BOX (line), make_year_button ("go-next-symbolic", 1, _("The Year After")));
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), line);
  self->view = CS_YEAR_VIEW (cs_year_view_new ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->view));

  return group;
}

static GtkWidget *
make_days (CsCalendarPage *self)
{
  GtkWidget *add = gtk_button_new_with_label (_("Add Day…"));
  GtkWidget *import = gtk_button_new_with_label (_("Import…"));

  self->days = CS_ROW_GROUP (cs_row_group_new (_("Holidays and Moved Working Days"),
                                               _("There are none in this year.")));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "page.add-day");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "page.import");
  gtk_widget_set_tooltip_text (import, _("Holidays from an .ics file"));
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_add_css_class (import, "flat");
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->buttons), import);
  gtk_box_append (GTK_BOX (self->buttons), add);
  cs_row_group_set_suffix (self->days, self->buttons);

  return GTK_WIDGET (self->days);
}

GtkWidget *
cs_calendar_page_new (CsOfficeData *data)
{
  CsCalendarPage *self = g_object_new (CS_TYPE_CALENDAR_PAGE, NULL);
  GtkWidget *subpage = cs_office_subpage_new (data, _("Working Calendar"), TRUE);

  self->data = g_object_ref (data);
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), cs_calendar_hours_new (data));
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), make_year (self));
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), make_days (self));
  adw_bin_set_child (ADW_BIN (self), subpage);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  show_year (self);

  return GTK_WIDGET (self);
}
