/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-picture-grid.h"

#define GAP 2
#define MAX_PICTURES 4
#define MIN_RATIO (4.0 / 5.0)
#define MAX_RATIO (16.0 / 9.0)

/* Wider than this the pictures do not grow any more, as in the networks' own columns. */
#define NATURAL_WIDTH 480

struct _CsPictureGrid
{
  GtkWidget parent_instance;

  double    ratio;
};

G_DEFINE_FINAL_TYPE (CsPictureGrid, cs_picture_grid, GTK_TYPE_WIDGET)

static guint
count_children (CsPictureGrid *self)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static double
get_ratio (CsPictureGrid *self)
{
  return count_children (self) == 1 ? CLAMP (self->ratio, MIN_RATIO, MAX_RATIO) : MAX_RATIO;
}

static GtkSizeRequestMode
cs_picture_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cs_picture_grid_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  CsPictureGrid *self = CS_PICTURE_GRID (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (count_children (self) == 0)
    *minimum = *natural = 0;
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 80;
      *natural = NATURAL_WIDTH;
    }
  else
    *minimum = *natural = (int) ((for_size < 0 ? NATURAL_WIDTH : for_size) / get_ratio (self));
}

/* Where picture @i of @n stands in a frame of @width by @height. */
static GdkRectangle
compute_place (guint i,
               guint n,
               int   width,
               int   height)
{
  int half_width = (width - GAP) / 2, half_height = (height - GAP) / 2;
  gboolean right = n == 2 ? i == 1 : n == 3 ? i > 0 : n == 4 ? i % 2 == 1 : FALSE;
  gboolean low = (n == 3 && i == 2) || (n == 4 && i > 1);
  gboolean short_one = (n == 3 && i > 0) || n == 4;
  GdkRectangle place = { 0, 0, width, height };

  if (n > 1)
    place.width = right ? width - half_width - GAP : half_width;
  if (right)
    place.x = half_width + GAP;
  if (short_one)
    place.height = low ? height - half_height - GAP : half_height;
  if (low)
    place.y = half_height + GAP;
  return place;
}

static void
cs_picture_grid_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  CsPictureGrid *self = CS_PICTURE_GRID (widget);
  guint n = MIN (count_children (self), MAX_PICTURES);
  gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      GdkRectangle place = compute_place (MIN (i, MAX_PICTURES - 1), n, width, height);

      gtk_widget_set_child_visible (child, i < MAX_PICTURES);
      if (right_to_left)
        place.x = width - place.x - place.width;
      if (i < MAX_PICTURES)
        gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
cs_picture_grid_dispose (GObject *object)
{
  cs_picture_grid_clear (CS_PICTURE_GRID (object));
  G_OBJECT_CLASS (cs_picture_grid_parent_class)->dispose (object);
}

static void
cs_picture_grid_class_init (CsPictureGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_picture_grid_dispose;
  widget_class->get_request_mode = cs_picture_grid_get_request_mode;
  widget_class->measure = cs_picture_grid_measure;
  widget_class->size_allocate = cs_picture_grid_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "picturegrid");
}

static void
cs_picture_grid_init (CsPictureGrid *self)
{
  self->ratio = MAX_RATIO;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
cs_picture_grid_new (void)
{
  return g_object_new (CS_TYPE_PICTURE_GRID, NULL);
}

void
cs_picture_grid_add (CsPictureGrid *self,
                     GtkWidget     *child)
{
  g_return_if_fail (CS_IS_PICTURE_GRID (self));

  gtk_widget_set_overflow (child, GTK_OVERFLOW_HIDDEN);
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
cs_picture_grid_clear (CsPictureGrid *self)
{
  GtkWidget *child;

  g_return_if_fail (CS_IS_PICTURE_GRID (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
}

void
cs_picture_grid_set_ratio (CsPictureGrid *self,
                           double         ratio)
{
  g_return_if_fail (CS_IS_PICTURE_GRID (self));

  if (self->ratio == ratio)
    return;
  self->ratio = ratio;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
