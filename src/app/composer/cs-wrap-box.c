/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-wrap-box.h"

#define COLUMN_GAP 10
#define ROW_GAP 8

/* GtkFlowBox makes columns and asks for the height of one child a line; AdwWrapBox came with libadwaita 1.7. */
struct _CsWrapBox
{
  GtkWidget parent_instance;

  int       child_width; /* 0 = each its own */
  int       max_in_line; /* of equally wide ones */
  gboolean  at_end;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsWrapBox, cs_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum { PROP_0, PROP_CHILD_WIDTH, PROP_MAX_IN_LINE, PROP_AT_END, N_PROPS };
static GParamSpec *props[N_PROPS];

static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable,
           GtkBuilder   *builder,
           GObject      *child,
           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    cs_wrap_box_append (CS_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
get_child_width (CsWrapBox *self,
                 GtkWidget *child,
                 int        width)
{
  int minimum, natural;
  int columns;

  if (self->child_width > 0)
    {
      columns = CLAMP ((width + COLUMN_GAP) / (self->child_width + COLUMN_GAP), 1, self->max_in_line);
      return (width - (columns - 1) * COLUMN_GAP) / columns;
    }
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

static int
get_child_height (GtkWidget *child,
                  int        width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return MAX (minimum, natural);
}

/* One line: from @first on, at @y. Returns its height; the first child of the next line comes in @next. */
static int
lay_line (CsWrapBox  *self,
          GtkWidget  *first,
          int         width,
          int         y,
          gboolean    allocate,
          GtkWidget **next)
{
  GtkWidget *child;
  int used = 0, height = 0, x = 0;
  gboolean right_to_left = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (child = first; child; child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_width = get_child_width (self, child, width);

      if (child != first && used + COLUMN_GAP + child_width > width)
        break;
      used += child_width + (child != first ? COLUMN_GAP : 0);
      height = MAX (height, get_child_height (child, child_width));
    }
  *next = child;
  x = self->at_end ? MAX (0, width - used) : 0;
  for (child = first; allocate && child != *next; child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_width = get_child_width (self, child, width);
      GtkAllocation place = { right_to_left ? width - x - child_width : x, y, child_width, height };

      gtk_widget_size_allocate (child, &place, -1);
      x += child_width + COLUMN_GAP;
    }
  return height;
}

static int
lay_all (CsWrapBox *self,
         int        width,
         gboolean   allocate)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));
  int y = 0;

  while (child)
    {
      GtkWidget *next;

      y += lay_line (self, child, width, y, allocate, &next);
      child = next;
      if (child)
        y += ROW_GAP;
    }
  return y;
}

static void
measure_width (CsWrapBox *self,
               int       *minimum,
               int       *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self))); child;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      if (self->child_width > 0)
        child_natural = MAX (child_minimum, self->child_width);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? COLUMN_GAP : 0);
    }
}

static GtkSizeRequestMode
cs_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cs_wrap_box_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  CsWrapBox *self = CS_WRAP_BOX (widget);
  int least, wanted;

  measure_width (self, &least, &wanted);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = wanted;
    }
  else
    *minimum = *natural = lay_all (self, for_size < 0 ? wanted : MAX (for_size, least), FALSE);
  *minimum_baseline = *natural_baseline = -1;
}

static void
cs_wrap_box_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  lay_all (CS_WRAP_BOX (widget), width, TRUE);
}

static void
cs_wrap_box_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *spec)
{
  CsWrapBox *self = CS_WRAP_BOX (object);

  switch (id)
    {
    case PROP_CHILD_WIDTH:
      self->child_width = g_value_get_int (value);
      break;
    case PROP_MAX_IN_LINE:
      self->max_in_line = g_value_get_int (value);
      break;
    case PROP_AT_END:
      self->at_end = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
cs_wrap_box_dispose (GObject *object)
{
  cs_wrap_box_truncate (CS_WRAP_BOX (object), 0);
  G_OBJECT_CLASS (cs_wrap_box_parent_class)->dispose (object);
}

static void
cs_wrap_box_class_init (CsWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cs_wrap_box_dispose;
  object_class->set_property = cs_wrap_box_set_property;
  widget_class->get_request_mode = cs_wrap_box_get_request_mode;
  widget_class->measure = cs_wrap_box_measure;
  widget_class->size_allocate = cs_wrap_box_size_allocate;
  props[PROP_CHILD_WIDTH] = g_param_spec_int ("child-width", NULL, NULL, 0, 10000, 0, flags);
  props[PROP_MAX_IN_LINE] = g_param_spec_int ("max-in-line", NULL, NULL, 1, 100, 4, flags);
  props[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_wrap_box_init (CsWrapBox *self)
{
  self->max_in_line = 4;
}

void
cs_wrap_box_append (CsWrapBox *self,
                    GtkWidget *child)
{
  g_return_if_fail (CS_IS_WRAP_BOX (self));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

GtkWidget *
cs_wrap_box_get_child (CsWrapBox *self,
                       guint      position)
{
  GtkWidget *child;

  g_return_val_if_fail (CS_IS_WRAP_BOX (self), NULL);

  child = gtk_widget_get_first_child (GTK_WIDGET (self));
  while (child && position-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

void
cs_wrap_box_truncate (CsWrapBox *self,
                      guint      n)
{
  GtkWidget *child;

  g_return_if_fail (CS_IS_WRAP_BOX (self));

  while ((child = cs_wrap_box_get_child (self, n)))
    gtk_widget_unparent (child);
}
