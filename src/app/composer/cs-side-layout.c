/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-side-layout.h"

/* Below this width of the whole there is room for one only; grows with the text. */
#define NARROW 860

/* Share and bounds of the side, pixels. */
#define SIDE_SHARE 0.4
#define SIDE_MIN 340
#define SIDE_MAX 520

struct _CsSideLayout
{
  GtkWidget  parent_instance;

  GtkWidget *main;
  GtkWidget *side;
  gboolean   show_side;
  gboolean   narrow;
  guint      notify_source;
};

G_DEFINE_FINAL_TYPE (CsSideLayout, cs_side_layout, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_MAIN, PROP_SIDE, PROP_SHOW_SIDE, PROP_NARROW, N_PROPS };
static GParamSpec *props[N_PROPS];

static int
measure_one (GtkWidget      *child,
             GtkOrientation  orientation,
             int             for_size,
             int            *natural)
{
  int minimum = 0;

  *natural = 0;
  if (child)
    gtk_widget_measure (child, orientation, for_size, &minimum, natural, NULL, NULL);
  return minimum;
}

static void
cs_side_layout_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  CsSideLayout *self = CS_SIDE_LAYOUT (widget);
  int main_natural, side_natural;

  /* Heights are those for any width, since how the width is shared is not known here. */
  *minimum = MAX (measure_one (self->main, orientation, -1, &main_natural),
                  measure_one (self->side, orientation, -1, &side_natural));
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? main_natural + (self->show_side ? side_natural : 0)
                                                       : MAX (main_natural, side_natural);
  *natural = MAX (*natural, *minimum);
  *minimum_baseline = *natural_baseline = -1;
}

static gboolean
notify_narrow_cb (gpointer user_data)
{
  CsSideLayout *self = user_data;

  self->notify_source = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

static void
set_narrow (CsSideLayout *self,
            gboolean      narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  /* Whoever listens changes widgets, which an allocation does not allow. */
  if (self->notify_source == 0)
    self->notify_source = g_idle_add (notify_narrow_cb, self);
}

static void
allocate_one (GtkWidget *child,
              int        x,
              int        width,
              int        height)
{
  if (child && gtk_widget_get_child_visible (child))
    gtk_widget_size_allocate (child, &(GtkAllocation) { x, 0, width, height }, -1);
}

static void
cs_side_layout_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  CsSideLayout *self = CS_SIDE_LAYOUT (widget);
  int natural;
  int main_min = measure_one (self->main, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  int side_min = measure_one (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  int side_width = MAX (side_min, CLAMP ((int) (width * SIDE_SHARE), SIDE_MIN, SIDE_MAX));
  gboolean narrow = width < NARROW || main_min + side_width > width;
  gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean over;

  set_narrow (self, narrow);
  /* Until the page has heard that it turned narrow, what is written stays in sight: hidden for one frame, it would lose the focus. */
  over = narrow && self->show_side && self->notify_source == 0;
  if (self->main)
    gtk_widget_set_child_visible (self->main, !over);
  if (self->side)
    gtk_widget_set_child_visible (self->side, self->show_side && (over || !narrow));
  if (narrow)
    {
      allocate_one (self->main, 0, width, height);
      allocate_one (self->side, 0, width, height);
      return;
    }
  if (!self->show_side)
    side_width = 0;
  allocate_one (self->main, right_to_left ? side_width : 0, width - side_width, height);
  allocate_one (self->side, right_to_left ? 0 : width - side_width, side_width, height);
}

static void
set_child (CsSideLayout  *self,
           GtkWidget    **place,
           GtkWidget     *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
cs_side_layout_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *spec)
{
  CsSideLayout *self = CS_SIDE_LAYOUT (object);

  switch (id)
    {
    case PROP_MAIN:
      g_value_set_object (value, self->main);
      break;
    case PROP_SIDE:
      g_value_set_object (value, self->side);
      break;
    case PROP_SHOW_SIDE:
      g_value_set_boolean (value, self->show_side);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
cs_side_layout_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *spec)
{
  CsSideLayout *self = CS_SIDE_LAYOUT (object);

  switch (id)
    {
    case PROP_MAIN:
      set_child (self, &self->main, g_value_get_object (value));
      break;
    case PROP_SIDE:
      set_child (self, &self->side, g_value_get_object (value));
      break;
    case PROP_SHOW_SIDE:
      self->show_side = g_value_get_boolean (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
cs_side_layout_dispose (GObject *object)
{
  CsSideLayout *self = CS_SIDE_LAYOUT (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  G_OBJECT_CLASS (cs_side_layout_parent_class)->dispose (object);
}

static void
cs_side_layout_class_init (CsSideLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cs_side_layout_dispose;
  object_class->get_property = cs_side_layout_get_property;
  object_class->set_property = cs_side_layout_set_property;
  widget_class->measure = cs_side_layout_measure;
  widget_class->size_allocate = cs_side_layout_size_allocate;
  props[PROP_MAIN] = g_param_spec_object ("main", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SHOW_SIDE] = g_param_spec_boolean ("show-side", NULL, NULL, FALSE, flags);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cs_side_layout_init (CsSideLayout *self)
{
}

gboolean
cs_side_layout_get_narrow (CsSideLayout *self)
{
  g_return_val_if_fail (CS_IS_SIDE_LAYOUT (self), FALSE);

  return self->narrow;
}
