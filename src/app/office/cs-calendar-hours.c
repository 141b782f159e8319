/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-calendar-hours.h"
#include "cs-clock-client.h"
#include "cs-show-error.h"
#include "cs-unsaved.h"
#include "cs-week-hours.h"

struct _CsCalendarHours
{
  AdwBin parent_instance;

  CsOfficeData *data;
  GCancellable *cancellable;
  char         *shown;      /* make_stamp() of the hours that the rows were made for */
  char         *saving;     /* the same of those on their way to the office */
  gboolean      changed;    /* the person changed hours and has not saved them */
  gboolean      busy;       /* being saved */

  CsWeekHours  *week;
  GtkWidget    *bar;        /* Discard and Save, while hours are changed */
  GtkWidget    *save;
  GtkWidget    *trouble;
};

static void cs_calendar_hours_init_unsaved (CsUnsavedInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsCalendarHours, cs_calendar_hours, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_UNSAVED, cs_calendar_hours_init_unsaved))

static char *
make_stamp (CsCalendarHours *self,
            const CsHours   *hours,
            guint            n_hours)
{
  g_autoptr(GString) stamp = g_string_new (NULL);

  g_string_append_printf (stamp, "%d", cs_office_data_may_change (self->data));
  for (guint i = 0; i < n_hours; i++)
    g_string_append_printf (stamp, " %u:%u-%u", hours[i].weekday, hours[i].opens, hours[i].closes);

  return g_string_free (g_steal_pointer (&stamp), FALSE);
}

static void
set_changed (CsCalendarHours *self,
             gboolean         changed,
             const char      *problem)
{
  self->changed = changed;
  gtk_widget_set_visible (self->bar, changed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hours.save", changed && problem == NULL && !self->busy);
  gtk_label_set_label (GTK_LABEL (self->trouble), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->trouble, problem != NULL);
}

static void
hours_changed_cb (CsCalendarHours *self)
{
  const char *problem;
  g_autoptr(GArray) hours = cs_week_hours_get (self->week, &problem);
  g_autofree char *stamp = make_stamp (self, (const CsHours *) hours->data, hours->len);

  set_changed (self, problem != NULL || g_strcmp0 (stamp, self->shown) != 0, problem);
}

/* What the person has changed and not saved stays. */
static void
show_hours (CsCalendarHours *self)
{
  const CsCalendar *calendar = cs_office_data_get_calendar (self->data);
  g_autofree char *stamp = NULL;
  const CsHours *hours;
  guint n;

  if (calendar == NULL || self->changed)
    return;

  hours = cs_calendar_get_hours (calendar, &n);
  stamp = make_stamp (self, hours, n);
  if (g_strcmp0 (stamp, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&stamp);
  cs_week_hours_set (self->week, hours, n, cs_office_data_may_change (self->data));
}

static void
loaded_cb (CsCalendarHours *self,
           guint            subject)
{
  if (subject == CS_OFFICE_CALENDAR)
    show_hours (self);
}

static void
discard_cb (CsCalendarHours *self)
{
  set_changed (self, FALSE, NULL);
  g_clear_pointer (&self->shown, g_free);
  show_hours (self);
}

static void
set_busy (CsCalendarHours *self,
          gboolean         busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->bar, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->week), !busy);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsCalendarHours) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      set_busy (self, FALSE);
      if (reply != NULL)
        {
          g_free (self->shown);
          self->shown = g_steal_pointer (&self->saving);
          set_changed (self, FALSE, NULL);
          gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                      _("Saved. Every open deadline is worked out by these hours."));
        }
      else
        {
          cs_show_error (GTK_WIDGET (self), error);
        }
    }
  cs_unsaved_saved (CS_UNSAVED (self), reply != NULL);
}

static CsCalendar *
make_calendar (CsCalendarHours *self,
               GArray          *hours)
{
  const CsCalendar *now = cs_office_data_get_calendar (self->data);
  g_autoptr(CsCalendar) calendar = cs_calendar_new (cs_calendar_get_zone (now), NULL);

  for (guint i = 0; calendar != NULL && i < hours->len; i++)
    {
      const CsHours *one = &g_array_index (hours, CsHours, i);

      if (!cs_calendar_add_hours (calendar, one->weekday, one->opens, one->closes, NULL))
        return NULL;
    }

  return g_steal_pointer (&calendar);
}

static void
save (CsUnsaved *unsaved)
{
  CsCalendarHours *self = CS_CALENDAR_HOURS (unsaved);
  const char *problem;
  g_autoptr(GArray) hours = cs_week_hours_get (self->week, &problem);
  g_autoptr(CsCalendar) calendar = problem == NULL ? make_calendar (self, hours) : NULL;

  if (self->busy)
    return;
  if (calendar == NULL)
    {
      cs_unsaved_saved (unsaved, FALSE);
      return;
    }

  g_free (self->saving);
  self->saving = make_stamp (self, (const CsHours *) hours->data, hours->len);
  set_busy (self, TRUE);
  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "calendar.set",
                        cs_arguments_calendar_set (calendar), self->cancellable, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  save (CS_UNSAVED (widget));
}

static gboolean
is_changed (CsUnsaved *unsaved)
{
  return CS_CALENDAR_HOURS (unsaved)->changed;
}

static char *
describe (CsUnsaved   *unsaved,
          const char **problem)
{
  g_autoptr(GArray) hours = cs_week_hours_get (CS_CALENDAR_HOURS (unsaved)->week, problem);

  return g_strdup (_("The working hours are changed and not saved."));
}

static void
discard (CsUnsaved *unsaved)
{
  discard_cb (CS_CALENDAR_HOURS (unsaved));
}

static void
cs_calendar_hours_init_unsaved (CsUnsavedInterface *iface)
{
  iface->is_changed = is_changed;
  iface->describe = describe;
  iface->save = save;
  iface->discard = discard;
}

static void
cs_calendar_hours_dispose (GObject *object)
{
  CsCalendarHours *self = CS_CALENDAR_HOURS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (cs_calendar_hours_parent_class)->dispose (object);
}

static void
cs_calendar_hours_finalize (GObject *object)
{
  CsCalendarHours *self = CS_CALENDAR_HOURS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->saving, g_free);
  G_OBJECT_CLASS (cs_calendar_hours_parent_class)->finalize (object);
}

static void
cs_calendar_hours_class_init (CsCalendarHoursClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_calendar_hours_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_calendar_hours_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "hours.save", NULL, save_action);
}

static void
cs_calendar_hours_init (CsCalendarHours *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_hours (CsCalendarHours *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *discard = gtk_button_new_with_label (_("Discard"));

  self->week = CS_WEEK_HOURS (cs_week_hours_new ());
  g_signal_connect_object (self->week, "changed", G_CALLBACK (hours_changed_cb), self, G_CONNECT_SWAPPED);
  self->trouble = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->trouble), 0);
  gtk_widget_add_css_class (self->trouble, "error");
  self->save = gtk_button_new_with_label (_("Save Hours"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_object (discard, "clicked", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save), "hours.save");
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->bar, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->bar), discard);
  gtk_box_append (GTK_BOX (self->bar), self->save);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->week));
  gtk_box_append (GTK_BOX (box), self->trouble);
  gtk_box_append (GTK_BOX (box), self->bar);
  set_changed (self, FALSE, NULL);

  return box;
}

GtkWidget *
cs_calendar_hours_new (CsOfficeData *data)
{
  CsCalendarHours *self = g_object_new (CS_TYPE_CALENDAR_HOURS, NULL);

  g_return_val_if_fail (CS_IS_OFFICE_DATA (data), NULL);

  self->data = g_object_ref (data);
  adw_bin_set_child (ADW_BIN (self), make_hours (self));
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  show_hours (self);

  return GTK_WIDGET (self);
}
