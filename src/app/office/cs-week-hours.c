/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-week-hours.h"
#include "cs-wrap-box.h"

#define N_WEEKDAYS 7

struct _CsWeekHours
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkListBox          *list;
  GArray              *hours;     /* of CsHours, as they were set or last read from the rows */
  gboolean             editable;
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (CsWeekHours, cs_week_hours, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void show_day (CsWeekHours *self,
                      guint        weekday);

char *
cs_weekday_name (guint weekday)
{
  /* The first of January 2024 was a Monday. */
  g_autoptr(GDateTime) day = g_date_time_new_utc (2024, 1, (int) weekday, 12, 0, 0);

  return g_date_time_format (day, "%A");
}

/* "9", "9:30", "0930" and "24:00" are times of day. */
static gboolean
parse_time (const char *text,
            guint      *minutes)
{
  g_autofree char *digits = g_strstrip (g_strdup (text));
  char *colon = strpbrk (digits, ":.：");
  guint64 hour;
  guint64 minute = 0;

  if (colon != NULL)
    {
      const char *after = colon;

      /* The full-width colon of a Chinese input method is three bytes. */
      while (*after != '\0' && !g_ascii_isdigit (*after))
        after++;
      if (!g_ascii_string_to_unsigned (after, 10, 0, 59, &minute, NULL))
        return FALSE;
      *colon = '\0';
    }
  else if (strlen (digits) > 2)
    {
      gsize n = strlen (digits);

      if (n > 4 || !g_ascii_string_to_unsigned (digits + n - 2, 10, 0, 59, &minute, NULL))
        return FALSE;
      digits[n - 2] = '\0';
    }
  if (!g_ascii_string_to_unsigned (digits, 10, 0, 24, &hour, NULL) || hour * 60 + minute > 1440)
    return FALSE;

  *minutes = hour * 60 + minute;
  return TRUE;
}

static void
set_time (GtkWidget *entry,
          guint      minutes)
{
  g_autofree char *text = g_strdup_printf ("%02u:%02u", minutes / 60, minutes % 60);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* A shift in a row: two entries, and perhaps a button; the entries are its first and third child. */
static GtkWidget *
get_entry (GtkWidget *shift,
           gboolean   closes)
{
  GtkWidget *entry = gtk_widget_get_first_child (shift);

  return closes ? gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (entry)) : entry;
}

static GtkWidget *
get_shifts (CsWeekHours *self,
            guint        weekday)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, weekday - 1);

  return g_object_get_data (G_OBJECT (row), "cs-shifts");
}

/* Every shift that stands in the row of @weekday; what is no time of day gets the style of an error. */
static gboolean
read_day (CsWeekHours *self,
          guint        weekday,
          GArray      *hours)
{
  gboolean good = TRUE;
  GtkWidget *shifts = get_shifts (self, weekday);

  for (GtkWidget *shift = gtk_widget_get_first_child (shifts); shift != NULL; shift = gtk_widget_get_next_sibling (shift))
    {
      CsHours one = { .weekday = weekday };

      for (guint closes = 0; closes < 2; closes++)
        {
          GtkWidget *entry = get_entry (shift, closes);
          guint *minutes = closes ? &one.closes : &one.opens;

          if (parse_time (gtk_editable_get_text (GTK_EDITABLE (entry)), minutes))
            {
              gtk_widget_remove_css_class (entry, "error");
              continue;
            }
          gtk_widget_add_css_class (entry, "error");
          good = FALSE;
        }
      g_array_append_val (hours, one);
    }

  return good;
}

static gboolean
is_usable (GArray *hours)
{
  g_autoptr(CsCalendar) calendar = cs_calendar_new ("UTC", NULL);

  for (guint i = 0; i < hours->len; i++)
    {
      const CsHours *one = &g_array_index (hours, CsHours, i);

      if (!cs_calendar_add_hours (calendar, one->weekday, one->opens, one->closes, NULL))
        return FALSE;
    }

  return TRUE;
}

GArray *
cs_week_hours_get (CsWeekHours  *self,
                   const char  **problem)
{
  GArray *hours;

  g_return_val_if_fail (CS_IS_WEEK_HOURS (self), NULL);

  hours = g_array_new (FALSE, FALSE, sizeof (CsHours));
  *problem = NULL;
  for (guint weekday = 1; weekday <= N_WEEKDAYS; weekday++)
    if (!read_day (self, weekday, hours))
      *problem = _("Write times of day such as 9:00 or 17:30.");
  if (*problem == NULL && !is_usable (hours))
    *problem = _("A shift ends before it begins, or two shifts of a day overlap.");

  return hours;
}

static void
entry_changed_cb (CsWeekHours *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
keep_hours (CsWeekHours *self)
{
  const char *problem;
  GArray *hours = cs_week_hours_get (self, &problem);

  g_array_unref (self->hours);
  self->hours = hours;
}

static guint
weekday_of (GtkWidget *widget)
{
  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW))) + 1;
}

/* A shift after those of the day: two hours after the last, or a usual one. */
static void
add_shift_cb (CsWeekHours *self,
              GtkWidget   *button)
{
  guint weekday = weekday_of (button);
  CsHours one = { weekday, 9 * 60, 17 * 60 };
  guint at = 0;
  GtkWidget *last;

  keep_hours (self);
  for (guint i = 0; i < self->hours->len; i++)
    {
      const CsHours *other = &g_array_index (self->hours, CsHours, i);

      if (other->weekday <= weekday)
        at = i + 1;
      if (other->weekday == weekday)
        {
          one.opens = MIN (other->closes + 60, 1380u);
          one.closes = MIN (one.opens + 120, 1440u);
        }
    }
  g_array_insert_val (self->hours, at, one);
  show_day (self, weekday);
  last = gtk_widget_get_last_child (get_shifts (self, weekday));
  gtk_widget_grab_focus (get_entry (last, FALSE));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_shift_cb (CsWeekHours *self,
                 GtkWidget   *button)
{
  guint weekday = weekday_of (button);
  GtkWidget *shift = gtk_widget_get_parent (button);
  guint nth = 0;

  for (GtkWidget *one = gtk_widget_get_first_child (get_shifts (self, weekday)); one != shift;
       one = gtk_widget_get_next_sibling (one))
    nth++;
  keep_hours (self);
  for (guint i = 0; i < self->hours->len; i++)
    if (g_array_index (self->hours, CsHours, i).weekday == weekday && nth-- == 0)
      {
        g_array_remove_index (self->hours, i);
        break;
      }
  show_day (self, weekday);
  gtk_widget_child_focus (gtk_widget_get_ancestor (get_shifts (self, weekday), GTK_TYPE_LIST_BOX_ROW),
                          GTK_DIR_TAB_FORWARD);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_entry (CsWeekHours *self,
            guint        minutes,
            const char  *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 5);
  set_time (entry, minutes);
  cs_name_widget (entry, name);
  gtk_widget_add_css_class (entry, "numeric");
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);

  return entry;
}

static GtkWidget *
make_shift (CsWeekHours   *self,
            const CsHours *hours,
            guint          number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *day = cs_weekday_name (hours->weekday);
  g_autofree char *opens = g_strdup_printf (_("%s, shift %u: from"), day, number);
  g_autofree char *closes = g_strdup_printf (_("%s, shift %u: until"), day, number);
  g_autofree char *name = g_strdup_printf (_("Remove shift %u of %s"), number, day);

  gtk_box_append (GTK_BOX (box), make_entry (self, hours->opens, opens));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (box), make_entry (self, hours->closes, closes));
  gtk_widget_set_tooltip_text (remove, name);
  cs_name_widget (remove, name);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_shift_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), remove);

  return box;
}

/* For those who only read. */
static GtkWidget *
make_plain_shift (const CsHours *hours)
{
  g_autofree char *text = g_strdup_printf ("%02u:%02u–%02u:%02u", hours->opens / 60, hours->opens % 60,
                                           hours->closes / 60, hours->closes % 60);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static void
show_day (CsWeekHours *self,
          guint        weekday)
{
  GtkWidget *shifts = get_shifts (self, weekday);
  guint n = 0;

  self->filling = TRUE;
  cs_wrap_box_truncate (CS_WRAP_BOX (shifts), 0);
  for (guint i = 0; i < self->hours->len; i++)
    {
      const CsHours *one = &g_array_index (self->hours, CsHours, i);

      if (one->weekday == weekday)
        cs_wrap_box_append (CS_WRAP_BOX (shifts),
                            self->editable ? make_shift (self, one, ++n) : make_plain_shift (one));
    }
  self->filling = FALSE;
}

static void
cs_week_hours_finalize (GObject *object)
{
  g_clear_pointer (&CS_WEEK_HOURS (object)->hours, g_array_unref);
  G_OBJECT_CLASS (cs_week_hours_parent_class)->finalize (object);
}

static void
cs_week_hours_class_init (CsWeekHoursClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_week_hours_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static GtkWidget *
make_row (CsWeekHours *self,
          guint        weekday)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *shifts = g_object_new (CS_TYPE_WRAP_BOX, "hexpand", TRUE, "at-end", TRUE, NULL);
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *day = cs_weekday_name (weekday);
  g_autofree char *name = g_strdup_printf (_("Add a shift on %s"), day);

  gtk_box_append (GTK_BOX (box), gtk_label_new (day));
  gtk_box_append (GTK_BOX (box), shifts);
  gtk_widget_set_valign (shifts, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (add, name);
  cs_name_widget (add, name);
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (add, "flat");
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_shift_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), add);
  gtk_widget_add_css_class (box, "cs-office-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  cs_name_widget (row, day);
  g_object_set_data (G_OBJECT (row), "cs-shifts", shifts);
  g_object_set_data (G_OBJECT (row), "cs-add", add);

  return row;
}

static void
cs_week_hours_init (CsWeekHours *self)
{
  self->hours = g_array_new (FALSE, FALSE, sizeof (CsHours));
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Working Hours"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  cs_name_widget (GTK_WIDGET (self->list), _("Working Hours"));
  for (guint weekday = 1; weekday <= N_WEEKDAYS; weekday++)
    gtk_list_box_append (self->list, make_row (self, weekday));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

GtkWidget *
cs_week_hours_new (void)
{
  return g_object_new (CS_TYPE_WEEK_HOURS, NULL);
}

void
cs_week_hours_set_suffix (CsWeekHours *self,
                          GtkWidget   *widget)
{
  g_return_if_fail (CS_IS_WEEK_HOURS (self));

  adw_preferences_group_set_header_suffix (self->group, widget);
}

void
cs_week_hours_set (CsWeekHours   *self,
                   const CsHours *hours,
                   guint          n_hours,
                   gboolean       editable)
{
  g_return_if_fail (CS_IS_WEEK_HOURS (self));

  self->editable = editable;
  g_array_set_size (self->hours, 0);
  g_array_append_vals (self->hours, hours, n_hours);
  for (guint weekday = 1; weekday <= N_WEEKDAYS; weekday++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, weekday - 1);

      gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "cs-add"), editable);
      show_day (self, weekday);
    }
}
