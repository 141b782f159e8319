/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-compat.h"
#include "cs-route-fork.h"

#define GAP 8     /* between two children, pixels */
#define BRANCH 12 /* height of the lines above the children, and of those below */

struct _CsRouteFork
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (CsRouteFork, cs_route_fork, GTK_TYPE_WIDGET)

/* How many children there are, and the widths of the widest. */
static guint
measure_widest (GtkWidget *widget,
                int       *minimum,
                int       *natural)
{
  guint n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
      n++;
    }

  return n;
}

/* How many fit beside one another. */
static guint
count_columns (guint n,
               int   minimum,
               int   width)
{
  return n > 1 && minimum > 0 ? (guint) CLAMP ((width + GAP) / (minimum + GAP), 1, (int) n) : MAX (n, 1);
}

/* Of @n children in lines of at most @columns, the lines as even as they go: five are three and two, not four and one. */
static guint
count_in_line (guint n,
               guint columns,
               guint line)
{
  guint n_lines = (n + columns - 1) / columns;

  return n / n_lines + (line < n % n_lines ? 1 : 0);
}

static int
column_width (guint columns,
              int   width)
{
  return (width - (int) (columns - 1) * GAP) / (int) columns;
}

/* Height of the line of @count children that begins with @child, which is then the first of the next line. */
static int
measure_line (GtkWidget **child,
              guint       count,
              int         each)
{
  int height = 0;

  for (; count > 0; count--, *child = gtk_widget_get_next_sibling (*child))
    {
      int child_height;

      gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, each, &child_height, NULL, NULL, NULL);
      height = MAX (height, child_height);
    }

  return height;
}

static int
measure_height (GtkWidget *widget,
                int        width)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int minimum;
  int natural;
  guint n = measure_widest (widget, &minimum, &natural);
  guint columns = count_columns (n, minimum, width);
  int height = 0;

  for (guint line = 0; child != NULL; line++)
    {
      guint count = count_in_line (n, columns, line);

      height += (line > 0 ? GAP : 0) + measure_line (&child, count, MAX (column_width (count, width), minimum));
    }

  return height + (columns == n && n > 1 ? 2 * BRANCH : 0);
}

static void
cs_route_fork_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  guint n = measure_widest (widget, minimum, natural);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = n > 0 ? (int) n * (*natural + GAP) - GAP : 0;
  else
    *minimum = *natural = measure_height (widget, for_size >= 0 ? MAX (for_size, *minimum) : G_MAXINT / 4);
}

static void
cs_route_fork_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  int minimum;
  int natural;
  guint n = measure_widest (widget, &minimum, &natural);
  guint columns = count_columns (n, minimum, width);
  gboolean branches = columns == n && n > 1;
  gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = branches ? BRANCH : 0;
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (guint line = 0; child != NULL; line++)
    {
      GtkWidget *next = child;
      guint count = count_in_line (n, columns, line);
      int each = column_width (count, width);
      int line_height = measure_line (&next, count, each);

      if (branches)
        line_height = MAX (line_height, height - 2 * BRANCH);
      for (guint i = 0; child != next; i++, child = gtk_widget_get_next_sibling (child))
        {
          int x = (int) i * (each + GAP);

          gtk_widget_size_allocate (child,
                                    &(GtkAllocation) { right_to_left ? width - x - each : x, y, each, line_height }, -1);
        }
      y += line_height + GAP;
    }
}

/* From the middle to the middle of every child, or back. */
static void
draw_branches (GtkWidget *widget,
               cairo_t   *cr,
               double     trunk_y,
               double     bus_y,
               double     child_y)
{
  double middle = gtk_widget_get_width (widget) / 2.0;
  double first = middle;
  double last = middle;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;
      double x;

      if (!gtk_widget_compute_bounds (child, widget, &bounds))
        continue;
      x = bounds.origin.x + bounds.size.width / 2.0;
      first = MIN (first, x);
      last = MAX (last, x);
      cairo_move_to (cr, x, bus_y);
      cairo_line_to (cr, x, child_y);
    }
  cairo_move_to (cr, first, bus_y);
  cairo_line_to (cr, last, bus_y);
  cairo_move_to (cr, middle, trunk_y);
  cairo_line_to (cr, middle, bus_y);
  cairo_stroke (cr);
}

static void
cs_route_fork_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int minimum;
  int natural;
  guint n = measure_widest (widget, &minimum, &natural);

  if (n > 1 && count_columns (n, minimum, width) == n)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
      GdkRGBA colour;

      cs_compat_get_colour (widget, &colour);
      colour.alpha *= 0.45f;
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_set_line_width (cr, 1.5);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      draw_branches (widget, cr, 0.75, BRANCH / 2.0, BRANCH);
      draw_branches (widget, cr, height - 0.75, height - BRANCH / 2.0, height - BRANCH);
      cairo_destroy (cr);
    }
  GTK_WIDGET_CLASS (cs_route_fork_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
cs_route_fork_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cs_route_fork_dispose (GObject *object)
{
  cs_route_fork_clear (CS_ROUTE_FORK (object));
  G_OBJECT_CLASS (cs_route_fork_parent_class)->dispose (object);
}

static void
cs_route_fork_class_init (CsRouteForkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_route_fork_dispose;
  widget_class->measure = cs_route_fork_measure;
  widget_class->size_allocate = cs_route_fork_size_allocate;
  widget_class->snapshot = cs_route_fork_snapshot;
  widget_class->get_request_mode = cs_route_fork_get_request_mode;
}

static void
cs_route_fork_init (CsRouteFork *self)
{
}

GtkWidget *
cs_route_fork_new (void)
{
  return g_object_new (CS_TYPE_ROUTE_FORK, NULL);
}

void
cs_route_fork_append (CsRouteFork *self,
                      GtkWidget   *child)
{
  g_return_if_fail (CS_IS_ROUTE_FORK (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
cs_route_fork_clear (CsRouteFork *self)
{
  GtkWidget *child;

  g_return_if_fail (CS_IS_ROUTE_FORK (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
