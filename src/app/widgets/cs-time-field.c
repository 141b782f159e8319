/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-time-field.h"
#include "cs-time.h"
#include "cs-wrap-box.h"

/* How often "in 12 min" is worked out anew, seconds. */
#define TICK 20

struct _CsTimeField
{
  AdwBin         parent_instance;

  GtkMenuButton *date_button;
  GtkPopover    *date_popover;
  GtkCalendar   *calendar;
  GtkEntry      *time_entry;
  GtkDropDown   *zone_drop;
  GtkLabel      *hint;

  GtkStringList *zones;
  GCancellable  *cancellable;
  char          *zone;    /* IANA name */
  int            year, month, day, hour, minute; /* wall clock in zone */
  gboolean       time_ok; /* what stands in time_entry can be read */
  gint64         at;      /* UTC microseconds; 0 while it cannot be told */
  gboolean       loading; /* the widgets change because of us */
  guint          tick;
};

G_DEFINE_FINAL_TYPE (CsTimeField, cs_time_field, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GTimeZone *
make_zone (const char *name)
{
  GTimeZone *zone = name && *name ? g_time_zone_new_identifier (name) : NULL;

  return zone ? zone : g_time_zone_new_utc ();
}

static GDateTime *
now_in_zone (CsTimeField *self)
{
  g_autoptr(GTimeZone) zone = make_zone (self->zone);

  return g_date_time_new_now (zone);
}

static char *
describe_distance (gint64 microseconds)
{
  gint64 minutes = (microseconds + 30 * G_USEC_PER_SEC) / (60 * G_USEC_PER_SEC);

  if (minutes < 60)
    return g_strdup_printf (ngettext ("in %d minute", "in %d minutes", minutes), (int) minutes);
  if (minutes < 48 * 60)
    /* Translators: hours and minutes from now, short: "in 3 h 12 min" */
    return g_strdup_printf (_("in %d h %02d min"), (int) (minutes / 60), (int) (minutes % 60));
  return g_strdup_printf (ngettext ("in %d day", "in %d days", minutes / 60 / 24),
                          (int) (minutes / 60 / 24));
}

/* The moment on this computer's clock, or NULL where that shows the same. */
static char *
describe_here (GDateTime *there,
               GDateTime *utc)
{
  g_autoptr(GTimeZone) zone = make_zone (cs_local_zone ());
  g_autoptr(GDateTime) here = g_date_time_to_timezone (utc, zone);

  if (g_date_time_get_utc_offset (here) == g_date_time_get_utc_offset (there))
    return NULL;
  if (g_date_time_get_day_of_year (here) == g_date_time_get_day_of_year (there))
    return g_date_time_format (here, "%H:%M");
  /* Translators: a weekday and a time, in the form of g_date_time_format(): “Mon 09:00” */
  return g_date_time_format (here, C_("weekday and time", "%a %H:%M"));
}

static char *
describe_moment (CsTimeField *self,
                 gint64       now)
{
  g_autoptr(GTimeZone) zone = make_zone (self->zone);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (self->at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, zone);
  /* Translators: a day with its weekday, in the form of g_date_time_format(): "Monday, 23 November" */
  g_autofree char *day = g_date_time_format (local, _("%A, %-d %B"));
  g_autofree char *distance = describe_distance (self->at - now);

  /* Translators: the day, then how long from now: "Monday, 23 November · in 3 h 12 min" */
  g_autofree char *text = g_strdup_printf (_("%s · %s"), day, distance);
  g_autofree char *here = describe_here (local, utc);

  if (!here)
    return g_steal_pointer (&text);
  /* Translators: the first is “Monday, 23 November · in 3 h 12 min”, the second the same moment on the reader's clock */
  return g_strdup_printf (_("%1$s · %2$s on your clock"), text, here);
}

static void
show_hint (CsTimeField *self)
{
  gint64 now = g_get_real_time ();
  gboolean wrong = TRUE;
  g_autofree char *text = NULL;

  if (!self->time_ok)
    text = g_strdup (_("Write the time as hours and minutes, such as 16:00."));
  else if (self->at == 0)
    text = g_strdup (_("There is no such time on this day. Choose another one."));
  else if (self->at <= now)
    text = g_strdup (_("This time has passed. Choose a later one."));
  else
    {
      text = describe_moment (self, now);
      wrong = FALSE;
    }

  gtk_label_set_label (self->hint, text);
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");
    }
  if (self->time_ok)
    gtk_widget_remove_css_class (GTK_WIDGET (self->time_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->time_entry), "error");
}

static void
enable_shortcuts (CsTimeField *self)
{
  g_autoptr(GDateTime) now = now_in_zone (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "time.this-afternoon", g_date_time_get_hour (now) < 16);
}

static void
show_date (CsTimeField *self)
{
  g_autoptr(GDateTime) day = g_date_time_new_utc (self->year, self->month, self->day, 0, 0, 0);
  /* Translators: a short date on a button, in the form of g_date_time_format(): "Mon 23 Nov 2026" */
  g_autofree char *label = g_date_time_format (day, _("%a %-d %b %Y"));
  /* Translators: %s is a date; read out by a screen reader */
  g_autofree char *name = g_strdup_printf (_("Release date: %s"), label);

  gtk_menu_button_set_label (self->date_button, label);
  cs_name_widget (GTK_WIDGET (self->date_button), name);
}

/* Works out the moment from the wall clock. */
static void
compute_at (CsTimeField *self)
{
  gint64 at = 0;

  if (!self->time_ok ||
      !cs_time_from_local (self->year, self->month, self->day, self->hour, self->minute,
                           self->zone, &at, NULL))
    at = 0;
  self->at = at;
}

static void
take_wall_clock (CsTimeField *self,
                 GDateTime   *local)
{
  g_date_time_get_ymd (local, &self->year, &self->month, &self->day);
  self->hour = g_date_time_get_hour (local);
  self->minute = g_date_time_get_minute (local);
  self->time_ok = TRUE;
}

static guint
find_zone (CsTimeField *self,
           const char  *zone)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->zones));

  for (guint i = 0; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (self->zones, i), zone))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
select_zone (CsTimeField *self)
{
  guint position = find_zone (self, self->zone);

  if (position == GTK_INVALID_LIST_POSITION)
    {
      gtk_string_list_splice (self->zones, 0, 0, (const char *[]) { self->zone, NULL });
      position = 0;
    }
  gtk_drop_down_set_selected (self->zone_drop, position);
}

static void
show_all (CsTimeField *self)
{
  g_autofree char *time = g_strdup_printf ("%02d:%02d", self->hour, self->minute);
  g_autoptr(GDateTime) day = g_date_time_new_utc (self->year, self->month, self->day, 0, 0, 0);

  self->loading = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  gtk_editable_set_text (GTK_EDITABLE (self->time_entry), time);
  select_zone (self);
  self->loading = FALSE;
  show_date (self);
  show_hint (self);
  enable_shortcuts (self);
}

static void
choose (CsTimeField *self,
        GDateTime   *local)
{
  take_wall_clock (self, local);
  compute_at (self);
  show_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
wall_clock_changed (CsTimeField *self)
{
  compute_at (self);
  show_date (self);
  show_hint (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
day_selected_cb (CsTimeField *self)
{
  g_autoptr(GDateTime) day = NULL;

  if (self->loading)
    return;
  day = gtk_calendar_get_date (self->calendar);
  g_date_time_get_ymd (day, &self->year, &self->month, &self->day);
  wall_clock_changed (self);
}

/* "16:00", "16.00", "16：00", "1600", "9". */
static gboolean
parse_time (const char *text,
            int        *hour,
            int        *minute)
{
  int digits[4];
  guint n = 0, before = 0;
  gboolean mark = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        continue;
      if (g_unichar_isdigit (c) && n < 4)
        digits[n++] = g_unichar_digit_value (c);
      else if (!mark && n > 0 && (c == ':' || c == '.' || c == 0xff1a || c == 'h'))
        {
          mark = TRUE;
          before = n;
        }
      else
        return FALSE;
    }
  if (!mark)
    before = n == 3 || n == 4 ? n - 2 : n;
  if (before < 1 || before > 2 || (n != before && n != before + 2) || (mark && n == before))
    return FALSE;
  *hour = before == 2 ? digits[0] * 10 + digits[1] : digits[0];
  *minute = n == before ? 0 : digits[before] * 10 + digits[before + 1];
  return *hour < 24 && *minute < 60;
}

static void
time_changed_cb (CsTimeField *self)
{
  int hour, minute;

  if (self->loading)
    return;
  self->time_ok = parse_time (gtk_editable_get_text (GTK_EDITABLE (self->time_entry)), &hour, &minute);
  if (self->time_ok)
    {
      self->hour = hour;
      self->minute = minute;
    }
  wall_clock_changed (self);
}

static void
zone_selected_cb (CsTimeField *self)
{
  GtkStringObject *item;

  if (self->loading)
    return;
  item = gtk_drop_down_get_selected_item (self->zone_drop);
  if (item == NULL || g_strcmp0 (gtk_string_object_get_string (item), self->zone) == 0)
    return;
  g_free (self->zone);
  self->zone = g_strdup (gtk_string_object_get_string (item));
  wall_clock_changed (self);
  enable_shortcuts (self);
}

static GDateTime *
at_hour (GDateTime *day,
         int        hour)
{
  int year, month, date;
  g_autoptr(GTimeZone) zone = g_time_zone_ref (g_date_time_get_timezone (day));

  g_date_time_get_ymd (day, &year, &month, &date);
  return g_date_time_new (zone, year, month, date, hour, 0, 0);
}

static GDateTime *
compute_shortcut (CsTimeField *self,
                  const char  *action)
{
  g_autoptr(GDateTime) now = now_in_zone (self);
  g_autoptr(GDateTime) day = NULL;

  if (g_str_equal (action, "time.in-an-hour"))
    /* to the next whole five minutes, never less than an hour */
    return g_date_time_add_minutes (now, 60 + (4 - (g_date_time_get_minute (now) + 4) % 5));
  if (g_str_equal (action, "time.this-afternoon"))
    return at_hour (now, 16);
  if (g_str_equal (action, "time.tomorrow"))
    day = g_date_time_add_days (now, 1);
  else
    day = g_date_time_add_days (now, 8 - g_date_time_get_day_of_week (now));
  return at_hour (day, 9);
}

static void
shortcut_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CsTimeField *self = CS_TIME_FIELD (widget);
  g_autoptr(GDateTime) local = compute_shortcut (self, action);

  choose (self, local);
}

static gboolean
tick_cb (gpointer user_data)
{
  CsTimeField *self = user_data;

  show_hint (self);
  enable_shortcuts (self);
  return G_SOURCE_CONTINUE;
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return strcmp (*(const char * const *) one, *(const char * const *) other);
}

/* The zones of the time zone database: country codes, coordinates, name, tab-separated. */
static void
add_zones (CsTimeField *self,
           const char  *table)
{
  g_auto(GStrv) lines = g_strsplit (table, "\n", -1);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto(GStrv) cells = *lines[i] && *lines[i] != '#' ? g_strsplit (lines[i], "\t", 4) : NULL;

      if (cells && g_strv_length (cells) >= 3 && find_zone (self, cells[2]) == GTK_INVALID_LIST_POSITION)
        g_ptr_array_add (names, g_strdup (cells[2]));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  self->loading = TRUE;
  gtk_string_list_splice (self->zones, g_list_model_get_n_items (G_LIST_MODEL (self->zones)), 0,
                          (const char * const *) names->pdata);
  self->loading = FALSE;
}

static void
zones_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(CsTimeField) self = user_data;
  g_autofree char *data = NULL;

  /* Without the file the office's zone, the local one and UTC are still there. */
  if (g_file_load_contents_finish (G_FILE (source), result, &data, NULL, NULL, NULL) &&
      !g_cancellable_is_cancelled (self->cancellable))
    add_zones (self, data);
}

static void
load_zones (CsTimeField *self)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/usr/share/zoneinfo/zone1970.tab");
  g_autoptr(GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);

  gtk_string_list_append (self->zones, "UTC");
  /* Only a name with a slash is one that means the same on another machine. */
  if (name && strchr (name, '/') && *name != '/')
    gtk_string_list_append (self->zones, name);
  self->cancellable = g_cancellable_new ();
  g_file_load_contents_async (file, self->cancellable, zones_loaded_cb, g_object_ref (self));
}

static void
cs_time_field_map (GtkWidget *widget)
{
  CsTimeField *self = CS_TIME_FIELD (widget);

  GTK_WIDGET_CLASS (cs_time_field_parent_class)->map (widget);
  self->tick = g_timeout_add_seconds (TICK, tick_cb, self);
  show_hint (self);
  enable_shortcuts (self);
}

static void
cs_time_field_unmap (GtkWidget *widget)
{
  CsTimeField *self = CS_TIME_FIELD (widget);

  g_clear_handle_id (&self->tick, g_source_remove);
  GTK_WIDGET_CLASS (cs_time_field_parent_class)->unmap (widget);
}

static void
cs_time_field_dispose (GObject *object)
{
  CsTimeField *self = CS_TIME_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick, g_source_remove);
  G_OBJECT_CLASS (cs_time_field_parent_class)->dispose (object);
}

static void
cs_time_field_finalize (GObject *object)
{
  CsTimeField *self = CS_TIME_FIELD (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->zones);
  g_free (self->zone);
  G_OBJECT_CLASS (cs_time_field_parent_class)->finalize (object);
}

static void
cs_time_field_class_init (CsTimeFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const char * const shortcuts[] = { "time.in-an-hour", "time.this-afternoon", "time.tomorrow", "time.monday" };

  object_class->dispose = cs_time_field_dispose;
  object_class->finalize = cs_time_field_finalize;
  widget_class->map = cs_time_field_map;
  widget_class->unmap = cs_time_field_unmap;

  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_TIME_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_widget_class_install_action (widget_class, shortcuts[i], NULL, shortcut_cb);

  g_type_ensure (CS_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/widgets/cs-time-field.ui");
  gtk_widget_class_bind_template_child (widget_class, CsTimeField, date_button);
  gtk_widget_class_bind_template_child (widget_class, CsTimeField, date_popover);
  gtk_widget_class_bind_template_child (widget_class, CsTimeField, calendar);
  gtk_widget_class_bind_template_child (widget_class, CsTimeField, time_entry);
  gtk_widget_class_bind_template_child (widget_class, CsTimeField, zone_drop);
  gtk_widget_class_bind_template_child (widget_class, CsTimeField, hint);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zone_selected_cb);
}

static void
cs_time_field_init (CsTimeField *self)
{
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->zones = gtk_string_list_new (NULL);
  gtk_drop_down_set_model (self->zone_drop, G_LIST_MODEL (self->zones));
  cs_name_drop_down (self->zone_drop, _("Time zone"));
  load_zones (self);
  self->loading = FALSE;
  cs_time_field_set (self, 0, "UTC");
}

GtkWidget *
cs_time_field_new (void)
{
  return g_object_new (CS_TYPE_TIME_FIELD, NULL);
}

void
cs_time_field_set (CsTimeField *self,
                   gint64       at,
                   const char  *zone)
{
  g_autoptr(GDateTime) local = NULL;
  g_autoptr(GTimeZone) known = NULL;

  g_return_if_fail (CS_IS_TIME_FIELD (self));

  known = zone && *zone ? g_time_zone_new_identifier (zone) : NULL;
  g_free (self->zone);
  self->zone = g_strdup (known ? zone : "UTC");
  if (at == 0)
    {
      local = compute_shortcut (self, "time.tomorrow");
    }
  else
    {
      g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
      g_autoptr(GTimeZone) there = make_zone (self->zone);

      local = g_date_time_to_timezone (utc, there);
    }
  take_wall_clock (self, local);
  compute_at (self);
  if (at != 0)
    self->at = at;
  show_all (self);
}

gint64
cs_time_field_get_at (CsTimeField *self)
{
  g_return_val_if_fail (CS_IS_TIME_FIELD (self), 0);

  return self->at;
}

const char *
cs_time_field_get_zone (CsTimeField *self)
{
  g_return_val_if_fail (CS_IS_TIME_FIELD (self), NULL);

  return self->zone;
}

gboolean
cs_time_field_is_valid (CsTimeField *self)
{
  g_return_val_if_fail (CS_IS_TIME_FIELD (self), FALSE);

  return self->at > g_get_real_time ();
}
