/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "cs-chart-kinds.h"
#include "cs-chart-palette.h"

#define WIDTH 56
#define HEIGHT 36

struct _CsChartKinds
{
  AdwBin           parent_instance;

  GtkToggleButton *buttons[CS_CHART_N_KINDS];
  CsChartKind      kind;
};

G_DEFINE_FINAL_TYPE (CsChartKinds, cs_chart_kinds, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- the pictures: what makes a kind what it is, nothing else --- */

static void
set_ink (cairo_t *cr,
         guint    ink)
{
  CsInk colour = ink == G_MAXUINT ? cs_ink_context : cs_chart_ink (ink);

  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
}

static void
fill (cairo_t *cr,
      guint    ink,
      double   x,
      double   y,
      double   width,
      double   height)
{
  set_ink (cr, ink);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
dot (cairo_t *cr,
     guint    ink,
     double   x,
     double   y)
{
  set_ink (cr, ink);
  cairo_arc (cr, x, y, 3.4, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
stroke (cairo_t      *cr,
        guint         ink,
        const double *heights,
        guint         n,
        double        x,
        double        step)
{
  set_ink (cr, ink);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, x + i * step, heights[i]);
  cairo_stroke (cr);
}

static void
draw_bars (cairo_t     *cr,
           CsChartKind  kind)
{
  static const double heights[] = { 30, 22, 15, 9 };

  for (guint i = 0; i < 4; i++)
    {
      double x = 4 + i * 13;

      if (kind == CS_CHART_BAR)
        fill (cr, 0, x, 34 - heights[i], 9, heights[i]);
      else if (kind == CS_CHART_GROUPED_BAR)
        {
          fill (cr, 0, x, 34 - heights[i], 5, heights[i]);
          fill (cr, 1, x + 5, 34 - heights[3 - i] * 0.8, 5, heights[3 - i] * 0.8);
        }
      else
        {
          double whole = kind == CS_CHART_STACKED_SHARE ? 30 : heights[3 - i], part = whole * (0.3 + 0.12 * i);

          fill (cr, 0, x, 34 - part, 9, part);
          fill (cr, 1, x, 34 - whole, 9, whole - part);
        }
    }
}

static void
draw_lines (cairo_t     *cr,
            CsChartKind  kind)
{
  static const double first[] = { 26, 20, 23, 12, 8 }, second[] = { 14, 18, 16, 24, 22 };

  if (kind == CS_CHART_AREA)
    {
      set_ink (cr, 0);
      cairo_move_to (cr, 4, 34);
      for (guint i = 0; i < 5; i++)
        cairo_line_to (cr, 4 + i * 12, first[i]);
      cairo_line_to (cr, 52, 34);
      cairo_fill (cr);
      return;
    }
  stroke (cr, 1, second, 5, 4, 12);
  stroke (cr, 0, first, 5, 4, 12);
}

static void
draw_multiples (cairo_t *cr)
{
  static const double lines[4][3] = { { 14, 9, 4 }, { 6, 10, 13 }, { 32, 27, 29 }, { 26, 30, 23 } };

  for (guint i = 0; i < 4; i++)
    stroke (cr, 0, lines[i], 3, 4 + (i % 2) * 27, 10);
  fill (cr, G_MAXUINT, 4, 16.5, 21, 1);
  fill (cr, G_MAXUINT, 31, 16.5, 21, 1);
  fill (cr, G_MAXUINT, 4, 34.5, 21, 1);
  fill (cr, G_MAXUINT, 31, 34.5, 21, 1);
}

static void
draw_rows (cairo_t     *cr,
           CsChartKind  kind)
{
  static const double from[] = { 14, 22, 10 }, to[] = { 44, 36, 30 };

  for (guint i = 0; i < 3; i++)
    {
      double y = 7 + i * 11;

      if (kind == CS_CHART_DUMBBELL)
        fill (cr, 0, from[i], y - 1, to[i] - from[i], 2);
      else
        fill (cr, G_MAXUINT, 4, y - 0.5, 48, 1);
      dot (cr, kind == CS_CHART_DUMBBELL ? G_MAXUINT : 1, from[i], y);
      dot (cr, 0, to[i], y);
    }
}

static void
draw_slopes (cairo_t *cr)
{
  static const double lines[3][2] = { { 28, 8 }, { 14, 18 }, { 22, 30 } };

  for (guint i = 0; i < 3; i++)
    {
      stroke (cr, i == 0 ? 0 : G_MAXUINT, lines[i], 2, 10, 36);
      dot (cr, i == 0 ? 0 : G_MAXUINT, 10, lines[i][0]);
      dot (cr, i == 0 ? 0 : G_MAXUINT, 46, lines[i][1]);
    }
}

static void
draw_share (cairo_t *cr)
{
  for (guint i = 0; i < 25; i++)
    fill (cr, i < 13 ? 0 : i < 20 ? 1 : 2, 12 + i % 5 * 6.6, 2 + i / 5 * 6.6, 5.6, 5.6);
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  CsChartKind kind = (CsChartKind) GPOINTER_TO_UINT (user_data);

  cairo_translate (cr, (width - WIDTH) / 2.0, (height - HEIGHT) / 2.0);
  switch (kind)
    {
    case CS_CHART_BAR:
    case CS_CHART_GROUPED_BAR:
    case CS_CHART_STACKED_BAR:
    case CS_CHART_STACKED_SHARE:
      draw_bars (cr, kind);
      break;
    case CS_CHART_LINE:
    case CS_CHART_AREA:
      draw_lines (cr, kind);
      break;
    case CS_CHART_SHARE:
      draw_share (cr);
      break;
    case CS_CHART_DOT:
    case CS_CHART_DUMBBELL:
      draw_rows (cr, kind);
      break;
    case CS_CHART_MULTIPLES:
      draw_multiples (cr);
      break;
    case CS_CHART_SLOPE:
      draw_slopes (cr);
      break;
    }
}

/* --- the buttons --- */

static void
toggled_cb (CsChartKinds    *self,
            GtkToggleButton *button)
{
  CsChartKind kind = (CsChartKind) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));

  if (!gtk_toggle_button_get_active (button) || kind == self->kind)
    return;
  self->kind = kind;
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_button (CsChartKinds *self,
             CsChartKind   kind)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (cs_chart_kind_label (kind));

  gtk_widget_set_size_request (area, WIDTH, HEIGHT);
  gtk_widget_add_css_class (area, "chart-kind-picture");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, GUINT_TO_POINTER (kind), NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "chart-kind");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, cs_chart_kind_label (kind), -1);
  g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (kind));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
cs_chart_kinds_class_init (CsChartKindsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_CHART_KINDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_chart_kinds_init (CsChartKinds *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), CS_CHART_N_KINDS);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kind of chart"), -1);
  for (guint i = 0; i < CS_CHART_N_KINDS; i++)
    {
      GtkWidget *button = make_button (self, (CsChartKind) i);

      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
      if (i > 0)
        gtk_toggle_button_set_group (self->buttons[i], self->buttons[0]);
      gtk_flow_box_insert (GTK_FLOW_BOX (flow), button, -1);
      /* The button itself takes the focus. */
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_toggle_button_set_active (self->buttons[0], TRUE);
  adw_bin_set_child (ADW_BIN (self), flow);
}

CsChartKind
cs_chart_kinds_get (CsChartKinds *self)
{
  g_return_val_if_fail (CS_IS_CHART_KINDS (self), CS_CHART_BAR);

  return self->kind;
}

void
cs_chart_kinds_set (CsChartKinds *self,
                    CsChartKind   kind)
{
  g_return_if_fail (CS_IS_CHART_KINDS (self) && (guint) kind < CS_CHART_N_KINDS);

  gtk_toggle_button_set_active (self->buttons[kind], TRUE);
}
