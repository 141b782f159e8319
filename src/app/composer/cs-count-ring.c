/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n.h>

#include "cs-count-ring.h"

#define RING 18 /* pixels across */
#define STROKE 3
#define NEAR 0.9 /* of the limit: from here on orange */

struct _CsCountRing
{
  GtkWidget  parent_instance;

  GtkWidget *area;
  GtkWidget *label;
  GtkWidget *name;
  guint      length;
  guint      limit;
};

G_DEFINE_FINAL_TYPE (CsCountRing, cs_count_ring, GTK_TYPE_WIDGET)

/* Colours that stand out on a light and on a dark ground alike. */
static const GdkRGBA track = { 0.5f, 0.5f, 0.5f, 0.35f };
static const GdkRGBA roomy = { 0.21f, 0.52f, 0.89f, 1 };
static const GdkRGBA near = { 0.90f, 0.49f, 0.0f, 1 };
static const GdkRGBA over = { 0.88f, 0.11f, 0.14f, 1 };

static const GdkRGBA *
choose_colour (CsCountRing *self)
{
  if (self->length > self->limit)
    return &over;
  return self->length >= self->limit * NEAR ? &near : &roomy;
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  CsCountRing *self = user_data;
  double share = self->limit ? MIN (1.0, (double) self->length / self->limit) : 0;
  double radius = MIN (width, height) / 2.0 - STROKE / 2.0;

  cairo_set_line_width (cr, STROKE);
  gdk_cairo_set_source_rgba (cr, &track);
  cairo_arc (cr, width / 2.0, height / 2.0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (share <= 0)
    return;
  gdk_cairo_set_source_rgba (cr, choose_colour (self));
  cairo_arc (cr, width / 2.0, height / 2.0, radius, -G_PI / 2, -G_PI / 2 + share * 2 * G_PI);
  cairo_stroke (cr);
}

static void
cs_count_ring_dispose (GObject *object)
{
  CsCountRing *self = CS_COUNT_RING (object);

  g_clear_pointer (&self->area, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->name, gtk_widget_unparent);
  G_OBJECT_CLASS (cs_count_ring_parent_class)->dispose (object);
}

static void
cs_count_ring_class_init (CsCountRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_count_ring_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
cs_count_ring_init (CsCountRing *self)
{
  self->name = gtk_label_new ("");
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), 18);
  gtk_widget_add_css_class (self->name, "caption");
  gtk_widget_add_css_class (self->name, "dim-label");
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  self->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "content-width", RING, "content-height", RING, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  self->label = gtk_label_new ("");
  gtk_label_set_width_chars (GTK_LABEL (self->label), 4);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
}

GtkWidget *
cs_count_ring_new (void)
{
  return g_object_new (CS_TYPE_COUNT_RING, NULL);
}

void
cs_count_ring_show_name (CsCountRing *self,
                         gboolean     show)
{
  g_return_if_fail (CS_IS_COUNT_RING (self));

  gtk_widget_set_visible (self->name, show);
}

void
cs_count_ring_set (CsCountRing *self,
                   const char  *name,
                   guint        length,
                   guint        limit)
{
  int left = (int) limit - (int) length;
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;

  g_return_if_fail (CS_IS_COUNT_RING (self));

  self->length = length;
  self->limit = limit;
  /* U+2212, as long as a digit is wide */
  number = left < 0 ? g_strdup_printf ("−%d", -left) : g_strdup_printf ("%d", left);
  gtk_label_set_label (GTK_LABEL (self->label), number);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  if (left < 0)
    gtk_widget_add_css_class (self->label, "error");
  else
    gtk_widget_remove_css_class (self->label, "error");
  if (left >= 0)
    /* Translators: account, then how many characters may still be written */
    text = g_strdup_printf (ngettext ("%s: %d character left", "%s: %d characters left", left), name, left);
  else
    /* Translators: account, then by how many characters the text is too long */
    text = g_strdup_printf (ngettext ("%s: %d character too many", "%s: %d characters too many", -left), name, -left);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (self->area);
}
