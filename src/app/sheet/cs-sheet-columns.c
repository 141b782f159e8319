/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-columns.h"

#define GAP 24
#define FIRST_SHARE 0.56   /* of the width, for the first child */
#define TWO_COLUMNS 100    /* characters that must fit a line for two columns */
#define WIDEST 1320        /* pixels; more only makes lines too long to read */

struct _CsSheetColumns
{
  GtkWidget  parent_instance;
  GtkWidget *first;
  GtkWidget *second;
  gboolean   wide;
};

G_DEFINE_FINAL_TYPE (CsSheetColumns, cs_sheet_columns, GTK_TYPE_WIDGET)

/* In characters, not pixels, so that large text makes one column of a window that has room for two otherwise. */
static gboolean
has_room_for_two (CsSheetColumns *self,
                  int             width)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int character = pango_font_metrics_get_approximate_char_width (metrics);
  int first, second;

  pango_font_metrics_unref (metrics);
  gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1, &first, NULL, NULL, NULL);
  gtk_widget_measure (self->second, GTK_ORIENTATION_HORIZONTAL, -1, &second, NULL, NULL, NULL);

  return width >= TWO_COLUMNS * character / PANGO_SCALE &&
         first <= (width - GAP) * FIRST_SHARE && second <= (width - GAP) * (1 - FIRST_SHARE);
}

static void
split_width (int  width,
             int *first,
             int *second)
{
  int inner = MIN (width, WIDEST) - GAP;

  *first = inner * FIRST_SHARE;
  *second = inner - *first;
}

static void
measure_height (CsSheetColumns *self,
                int             width,
                int            *minimum,
                int            *natural)
{
  int first = width, second = width;
  int minimum_first, minimum_second, natural_first, natural_second;
  gboolean wide = width >= 0 && has_room_for_two (self, width);

  if (wide)
    split_width (width, &first, &second);
  gtk_widget_measure (self->first, GTK_ORIENTATION_VERTICAL, first,
                      &minimum_first, &natural_first, NULL, NULL);
  gtk_widget_measure (self->second, GTK_ORIENTATION_VERTICAL, second,
                      &minimum_second, &natural_second, NULL, NULL);

  if (wide)
    {
      *minimum = MAX (minimum_first, minimum_second);
      *natural = MAX (natural_first, natural_second);
    }
  else
    {
      *minimum = minimum_first + GAP + minimum_second;
      *natural = natural_first + GAP + natural_second;
    }
}

static void
measure_width (CsSheetColumns *self,
               int            *minimum,
               int            *natural)
{
  int minimum_first, minimum_second, natural_first, natural_second;

  gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum_first, &natural_first, NULL, NULL);
  gtk_widget_measure (self->second, GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum_second, &natural_second, NULL, NULL);
  *minimum = MAX (minimum_first, minimum_second);
  *natural = MAX (*minimum, MIN (WIDEST, natural_first + GAP + natural_second));
}

static void
cs_sheet_columns_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  CsSheetColumns *self = CS_SHEET_COLUMNS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else
    measure_height (self, for_size, minimum, natural);
}

static int
measure_natural_height (GtkWidget *widget,
                        int        width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static void
place (GtkWidget *child,
       int        x,
       int        y,
       int        width,
       int        height)
{
  GtkAllocation allocation = { x, y, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
cs_sheet_columns_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  CsSheetColumns *self = CS_SHEET_COLUMNS (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int first, second, margin, first_height;

  self->wide = has_room_for_two (self, width);
  if (!self->wide)
    {
      first_height = measure_natural_height (self->first, width);
      place (self->first, 0, 0, width, first_height);
      place (self->second, 0, first_height + GAP, width, MAX (0, height - first_height - GAP));
      return;
    }

  split_width (width, &first, &second);
  margin = (width - first - second - GAP) / 2;
  place (self->first, mirrored ? margin + second + GAP : margin, 0, first, height);
  place (self->second, mirrored ? margin : margin + first + GAP, 0, second, height);
}

static GtkSizeRequestMode
cs_sheet_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cs_sheet_columns_dispose (GObject *object)
{
  CsSheetColumns *self = CS_SHEET_COLUMNS (object);

  g_clear_pointer (&self->first, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);

  G_OBJECT_CLASS (cs_sheet_columns_parent_class)->dispose (object);
}

static void
cs_sheet_columns_class_init (CsSheetColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_sheet_columns_dispose;
  widget_class->measure = cs_sheet_columns_measure;
  widget_class->size_allocate = cs_sheet_columns_size_allocate;
  widget_class->get_request_mode = cs_sheet_columns_get_request_mode;
}

static void
cs_sheet_columns_init (CsSheetColumns *self)
{
}

GtkWidget *
cs_sheet_columns_new (GtkWidget *first,
                      GtkWidget *second)
{
  CsSheetColumns *self = g_object_new (CS_TYPE_SHEET_COLUMNS, NULL);

  self->first = first;
  self->second = second;
  gtk_widget_set_parent (first, GTK_WIDGET (self));
  gtk_widget_set_parent (second, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

gboolean
cs_sheet_columns_is_wide (CsSheetColumns *self)
{
  g_return_val_if_fail (CS_IS_SHEET_COLUMNS (self), FALSE);

  return self->wide;
}
