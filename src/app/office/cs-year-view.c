/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-show-error.h"
#include "cs-year-view.h"

#define N_MONTHS 12
#define N_COLUMNS 7   /* days of a week */
#define N_LINES 6     /* weeks that a month touches at most */
#define GAP 18        /* between months, pixels */
#define MAX_MONTHS 4  /* in a line */

typedef enum
{
  DAY_WORKED,
  DAY_FREE,     /* by its weekday */
  DAY_HOLIDAY,
  DAY_MOVED,    /* worked though its weekday is free, or said to be worked */
} DayLook;

typedef struct
{
  DayLook  look;
  char    *name; /* of a special day, or NULL; owned */
} Day;

struct _CsYearView
{
  GtkWidget parent_instance;

  guint     year;
  gint32    first;   /* of January: days since 1970 */
  GArray   *days;    /* of Day, of the year */
};

G_DEFINE_FINAL_TYPE (CsYearView, cs_year_view, GTK_TYPE_WIDGET)

static void
day_clear (Day *day)
{
  g_clear_pointer (&day->name, g_free);
}

/* Width and height of the place of one day, by the size of the text. */
static int
cell_size (GtkWidget *widget)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, "30");
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);

  return MAX (width, height) + 6;
}

static int
month_width (GtkWidget *widget)
{
  return cell_size (widget) * N_COLUMNS;
}

static int
month_height (GtkWidget *widget)
{
  return cell_size (widget) * (N_LINES + 1);
}

static guint
count_columns (GtkWidget *widget,
               int        width)
{
  return CLAMP ((width + GAP) / (month_width (widget) + GAP), 1, MAX_MONTHS);
}

static void
cs_year_view_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = month_width (widget);
      *natural = MAX_MONTHS * (month_width (widget) + GAP) - GAP;
    }
  else
    {
      guint columns = count_columns (widget, for_size >= 0 ? for_size : G_MAXINT / 4);
      guint lines = (N_MONTHS + columns - 1) / columns;

      *minimum = *natural = (int) lines * (month_height (widget) + GAP) - GAP;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static GtkSizeRequestMode
cs_year_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Where a month begins; in a language that runs from right to left January is at the right. */
static void
place_month (GtkWidget *widget,
             guint      month,
             int       *x,
             int       *y)
{
  int width = gtk_widget_get_width (widget);
  guint columns = count_columns (widget, width);
  int step = columns > 1 ? (width - month_width (widget)) / (int) (columns - 1) : 0;

  *x = (int) (month % columns) * step;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    *x = width - *x - month_width (widget);
  *y = (int) (month / columns) * (month_height (widget) + GAP);
}

/* Where a day is in its month: column from the start of the line, and line. */
static void
place_day (CsYearView *self,
           guint       index,
           guint       first_of_month,
           guint      *column,
           guint      *line)
{
  guint offset = cs_calendar_get_weekday (self->first + (gint32) first_of_month) - 1;

  *column = (offset + index - first_of_month) % N_COLUMNS;
  *line = (offset + index - first_of_month) / N_COLUMNS;
}

static int
day_x (GtkWidget *widget,
       guint      column)
{
  int size = cell_size (widget);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? (int) (N_COLUMNS - 1 - column) * size : (int) column * size;
}

static void
draw_text (GtkWidget     *widget,
           cairo_t       *cr,
           const char    *text,
           int            x,
           int            y,
           int            width,
           gboolean       bold)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int text_width;
  int text_height;

  if (bold)
    {
      g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, attributes);
    }
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  cairo_move_to (cr, x + (width - text_width) / 2.0, y + (cell_size (widget) - text_height) / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_day (CsYearView    *self,
          cairo_t       *cr,
          const GdkRGBA *colour,
          const Day     *day,
          guint          number,
          int            x,
          int            y)
{
  int size = cell_size (GTK_WIDGET (self));
  g_autofree char *text = g_strdup_printf ("%u", number);
  GdkRGBA ink = *colour;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + size / 2.0, y + size / 2.0, size / 2.0 - 1.5, 0, 2 * G_PI);
  if (day->look == DAY_HOLIDAY)
    {
      cairo_set_source_rgba (cr, 0.75, 0.11, 0.16, 0.85);
      cairo_fill (cr);
      ink = (GdkRGBA) { 1, 1, 1, 1 };
    }
  else if (day->look == DAY_MOVED)
    {
      gdk_cairo_set_source_rgba (cr, colour);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
  if (day->look == DAY_FREE)
    ink.alpha *= 0.45f;
  gdk_cairo_set_source_rgba (cr, &ink);
  draw_text (GTK_WIDGET (self), cr, text, x, y, size, day->look == DAY_HOLIDAY || day->look == DAY_MOVED);
}

static void
draw_month (CsYearView    *self,
            cairo_t       *cr,
            const GdkRGBA *colour,
            guint          month)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr(GDateTime) first = g_date_time_new_utc ((int) self->year, (int) month + 1, 1, 12, 0, 0);
  g_autofree char *name = g_date_time_format (first, "%OB");
  guint begin = g_date_time_get_day_of_year (first) - 1;
  guint n = g_date_get_days_in_month (month + 1, self->year);
  int size = cell_size (widget);
  int x;
  int y;

  place_month (widget, month, &x, &y);
  gdk_cairo_set_source_rgba (cr, colour);
  draw_text (widget, cr, name, x, y, month_width (widget), TRUE);
  for (guint i = begin; i < begin + n; i++)
    {
      guint column;
      guint line;

      place_day (self, i, begin, &column, &line);
      draw_day (self, cr, colour, &g_array_index (self->days, Day, i), i - begin + 1, x + day_x (widget, column),
                y + ((int) line + 1) * size);
    }
}

static void
cs_year_view_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  CsYearView *self = CS_YEAR_VIEW (widget);
  GdkRGBA colour;
  cairo_t *cr;

  if (self->days->len == 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                                 gtk_widget_get_height (widget)));
  cs_compat_get_colour (widget, &colour);
  for (guint month = 0; month < N_MONTHS; month++)
    draw_month (self, cr, &colour, month);
  cairo_destroy (cr);
}

/* Which day of the year is at a place, or -1. */
static int
find_day (CsYearView *self,
          int         x,
          int         y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int size = cell_size (widget);

  for (guint i = 0; i < self->days->len; i++)
    {
      gint32 day = self->first + (gint32) i;
      g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc ((gint64) day * 24 * 3600);
      guint month = g_date_time_get_month (date) - 1;
      guint begin = i + 1 - (guint) g_date_time_get_day_of_month (date);
      guint column;
      guint line;
      int left;
      int top;

      place_month (widget, month, &left, &top);
      place_day (self, i, begin, &column, &line);
      left += day_x (widget, column);
      top += ((int) line + 1) * size;
      if (x >= left && x < left + size && y >= top && y < top + size)
        return (int) i;
    }

  return -1;
}

static gboolean
cs_year_view_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  CsYearView *self = CS_YEAR_VIEW (widget);
  int i = keyboard ? -1 : find_day (self, x, y);

  if (i < 0 || g_array_index (self->days, Day, i).name == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, g_array_index (self->days, Day, i).name);
  return TRUE;
}

static void
cs_year_view_finalize (GObject *object)
{
  g_clear_pointer (&CS_YEAR_VIEW (object)->days, g_array_unref);
  G_OBJECT_CLASS (cs_year_view_parent_class)->finalize (object);
}

static void
cs_year_view_class_init (CsYearViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cs_year_view_finalize;
  widget_class->measure = cs_year_view_measure;
  widget_class->get_request_mode = cs_year_view_get_request_mode;
  widget_class->snapshot = cs_year_view_snapshot;
  widget_class->query_tooltip = cs_year_view_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "yearview");
}

static void
cs_year_view_init (CsYearView *self)
{
  self->days = g_array_new (FALSE, TRUE, sizeof (Day));
  g_array_set_clear_func (self->days, (GDestroyNotify) day_clear);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
cs_year_view_new (void)
{
  return g_object_new (CS_TYPE_YEAR_VIEW, NULL);
}

static gboolean
has_hours (const CsCalendar *calendar,
           guint             weekday)
{
  guint n;
  const CsHours *hours = cs_calendar_get_hours (calendar, &n);

  for (guint i = 0; i < n; i++)
    if (hours[i].weekday == weekday)
      return TRUE;

  return FALSE;
}

void
cs_year_view_set (CsYearView       *self,
                  const CsCalendar *calendar,
                  guint             year)
{
  g_autofree char *first = g_strdup_printf ("%04u-01-01", year);
  guint n = g_date_is_leap_year (year) ? 366 : 365;
  guint n_holidays = 0;
  g_autofree char *name = NULL;

  g_return_if_fail (CS_IS_YEAR_VIEW (self));

  if (!cs_calendar_parse_day (first, &self->first, NULL))
    return;

  self->year = year;
  g_array_set_size (self->days, 0);
  g_array_set_size (self->days, n);
  for (guint i = 0; i < n; i++)
    {
      Day *day = &g_array_index (self->days, Day, i);
      gint32 number = self->first + (gint32) i;
      const CsSpecialDay *special = cs_calendar_find_day (calendar, number);

      if (special != NULL)
        day->look = special->works ? DAY_MOVED : DAY_HOLIDAY;
      else
        day->look = has_hours (calendar, cs_calendar_get_weekday (number)) ? DAY_WORKED : DAY_FREE;
      day->name = special != NULL ? g_strdup (special->name) : NULL;
      n_holidays += day->look == DAY_HOLIDAY;
    }
  name = g_strdup_printf (ngettext ("The year %u: %u holiday", "The year %u: %u holidays", n_holidays), year, n_holidays);
  cs_name_widget (GTK_WIDGET (self), name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
