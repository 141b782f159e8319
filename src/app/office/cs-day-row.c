/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-calendar.h"
#include "cs-day-row.h"
#include "cs-direction.h"
#include "cs-show-error.h"
#include "cs-time.h"

struct _CsDayRow
{
  AdwEntryRow  parent_instance;

  char        *zone;      /* NULL: a day only */
  gboolean     picking;   /* the calendar follows the text, not the other way round */
  GtkCalendar *calendar;
  GtkPopover  *popover;
};

G_DEFINE_FINAL_TYPE (CsDayRow, cs_day_row, ADW_TYPE_ENTRY_ROW)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

gint64
cs_day_row_get_at (CsDayRow *self)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  gint64 at = 0;
  char *space;

  g_return_val_if_fail (CS_IS_DAY_ROW (self), 0);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  space = strchr (text, ' ');
  if (space != NULL)
    *space = 'T';
  else if (strchr (text, 'T') == NULL)
    whole = g_strconcat (text, "T00:00", NULL);
  if (self->zone == NULL && whole == NULL)
    return 0;

  return cs_time_parse (whole != NULL ? whole : text, self->zone != NULL ? self->zone : "UTC", &at, NULL) ? at : 0;
}

char *
cs_day_row_get_day (CsDayRow *self)
{
  g_autofree char *text = NULL;
  gint32 day;

  g_return_val_if_fail (CS_IS_DAY_ROW (self), NULL);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  return cs_calendar_parse_day (text, &day, NULL) ? g_steal_pointer (&text) : NULL;
}

static void
changed_cb (CsDayRow *self)
{
  gint64 at = cs_day_row_get_at (self);

  if (at != 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
set_text (CsDayRow  *self,
          GDateTime *time)
{
  g_autofree char *text = g_date_time_format (time, self->zone != NULL ? "%Y-%m-%d %H:%M" : "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static GDateTime *
to_local (CsDayRow *self,
          gint64    at)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr(GTimeZone) zone = self->zone != NULL ? g_time_zone_new_identifier (self->zone) : NULL;

  return zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
}

/* The calendar shows what is written. */
static void
popped_up_cb (CsDayRow *self)
{
  gint64 at = cs_day_row_get_at (self);
  g_autoptr(GDateTime) local = NULL;

  if (at == 0)
    return;

  local = to_local (self, at);
  self->picking = TRUE;
  gtk_calendar_select_day (self->calendar, local);
  self->picking = FALSE;
}

/* The day changes, the hour stays. */
static void
day_selected_cb (CsDayRow *self)
{
  g_autoptr(GDateTime) day = NULL;
  g_autoptr(GDateTime) moment = NULL;
  g_autoptr(GDateTime) local = NULL;
  gint64 at = cs_day_row_get_at (self);
  int year;
  int month;
  int date;

  if (self->picking)
    return;

  day = gtk_calendar_get_date (self->calendar);
  g_date_time_get_ymd (day, &year, &month, &date);
  if (at != 0)
    local = to_local (self, at);
  moment = g_date_time_new_utc (year, month, date, local != NULL ? g_date_time_get_hour (local) : 0,
                                local != NULL ? g_date_time_get_minute (local) : 0, 0);
  set_text (self, moment);
  gtk_popover_popdown (self->popover);
}

static void
cs_day_row_finalize (GObject *object)
{
  g_clear_pointer (&CS_DAY_ROW (object)->zone, g_free);
  G_OBJECT_CLASS (cs_day_row_parent_class)->finalize (object);
}

static void
cs_day_row_class_init (CsDayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_day_row_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
cs_day_row_init (CsDayRow *self)
{
}

GtkWidget *
cs_day_row_new (const char *title,
                const char *zone)
{
  CsDayRow *self = g_object_new (CS_TYPE_DAY_ROW, "title", title, NULL);
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = g_strdup_printf (_("%s: choose in a calendar"), title);

  self->zone = g_strdup (zone);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  cs_name_widget (GTK_WIDGET (self->calendar), title);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->popover));
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popped_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self, G_CONNECT_SWAPPED);
  cs_keep_left_to_right (GTK_EDITABLE (self));
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);

  return GTK_WIDGET (self);
}

void
cs_day_row_set_at (CsDayRow *self,
                   gint64    at)
{
  g_autoptr(GDateTime) local = NULL;

  g_return_if_fail (CS_IS_DAY_ROW (self));

  local = to_local (self, at);
  set_text (self, local);
}
