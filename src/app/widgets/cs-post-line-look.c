/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-compat.h"
#include "cs-post-line-look.h"
#include "cs-post-line.h"

#define GAP 6
#define BADGE_PADDING 2
#define THUMBNAIL 44
#define REST 150     /* ms without scrolling before thumbnails are read */
#define REFRESH 20   /* seconds */

static const char * const colours[] = { "", "cs-grey", "cs-plain", "cs-blue", "cs-green", "cs-orange", "cs-red" };
static const double scales[] = {
  [CS_LINE_TEXT] = 1, [CS_LINE_SMALL] = 0.82, [CS_LINE_DEADLINE] = 0.88, [CS_LINE_ACCOUNT] = 0.85,
};

struct _CsPostLineLook
{
  GtkWidget parent_instance;

  CsSession     *session;
  GtkWidget     *list;      /* not owned: this is no longer asked once it is gone from the page */
  GPtrArray     *lines;     /* of CsPostLine, not owned */
  GtkWidget     *samples[G_N_ELEMENTS (colours)];
  PangoAttrList *attributes[G_N_ELEMENTS (scales)][2];
  GdkFrameClock *clock;
  gulong         layout_handler;
  guint          rest;
  guint          timeout;
  gboolean       measured;
  int            ascent;
  int            text_height;
  int            meta_height;
};

G_DEFINE_FINAL_TYPE (CsPostLineLook, cs_post_line_look, GTK_TYPE_WIDGET)

static gboolean
rest_cb (gpointer user_data)
{
  CsPostLineLook *self = user_data;

  self->rest = 0;
  for (guint i = 0; i < self->lines->len; i++)
    cs_post_line_show_thumbnails (g_ptr_array_index (self->lines, i));

  return G_SOURCE_REMOVE;
}

void
cs_post_line_look_await_rest (CsPostLineLook *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->clock != NULL)
    self->rest = g_timeout_add (REST, rest_cb, self);
}

/* After all places are known and before anything is drawn: only lines in sight have something to draw. */
static void
layout_cb (CsPostLineLook *self)
{
  float height = (float) gtk_widget_get_height (self->list);
  gboolean changed = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    {
      GtkWidget *line = g_ptr_array_index (self->lines, i);
      graphene_rect_t bounds;
      gboolean shown = gtk_widget_get_mapped (line) &&
                       gtk_widget_compute_bounds (line, self->list, &bounds) &&
                       bounds.origin.y < height && bounds.origin.y + bounds.size.height > 0;

      changed |= cs_post_line_set_shown (CS_POST_LINE (line), shown);
    }

  if (changed)
    cs_post_line_look_await_rest (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CsPostLineLook *self = user_data;

  for (guint i = 0; i < self->lines->len; i++)
    cs_post_line_refresh (g_ptr_array_index (self->lines, i));

  return G_SOURCE_CONTINUE;
}

static void
cs_post_line_look_realize (GtkWidget *widget)
{
  CsPostLineLook *self = CS_POST_LINE_LOOK (widget);

  GTK_WIDGET_CLASS (cs_post_line_look_parent_class)->realize (widget);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  self->layout_handler = g_signal_connect_data (self->clock, "layout", G_CALLBACK (layout_cb), self, NULL,
                                                G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->timeout = g_timeout_add_seconds (REFRESH, refresh_cb, self);
}

static void
cs_post_line_look_unrealize (GtkWidget *widget)
{
  CsPostLineLook *self = CS_POST_LINE_LOOK (widget);

  g_clear_signal_handler (&self->layout_handler, self->clock);
  g_clear_object (&self->clock);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_handle_id (&self->rest, g_source_remove);
  GTK_WIDGET_CLASS (cs_post_line_look_parent_class)->unrealize (widget);
}

/* Fonts and colours may have changed: the lines are told by their own style, this forgets what was computed. */
static void
forget (CsPostLineLook *self)
{
  self->measured = FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    cs_post_line_refresh (g_ptr_array_index (self->lines, i));
}

static void
cs_post_line_look_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cs_post_line_look_parent_class)->css_changed (widget, change);
  forget (CS_POST_LINE_LOOK (widget));
}

static void
cs_post_line_look_system_setting_changed (GtkWidget        *widget,
                                          GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (cs_post_line_look_parent_class)->system_setting_changed (widget, setting);
  forget (CS_POST_LINE_LOOK (widget));
}

static void
cs_post_line_look_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
cs_post_line_look_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
}

static void
cs_post_line_look_dispose (GObject *object)
{
  CsPostLineLook *self = CS_POST_LINE_LOOK (object);

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    g_clear_pointer (&self->samples[i], gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_post_line_look_parent_class)->dispose (object);
}

static void
cs_post_line_look_finalize (GObject *object)
{
  CsPostLineLook *self = CS_POST_LINE_LOOK (object);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint j = 0; j < 2; j++)
      g_clear_pointer (&self->attributes[i][j], pango_attr_list_unref);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (cs_post_line_look_parent_class)->finalize (object);
}

static void
cs_post_line_look_class_init (CsPostLineLookClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_post_line_look_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_post_line_look_finalize;
  widget_class->realize = cs_post_line_look_realize;
  widget_class->unrealize = cs_post_line_look_unrealize;
  widget_class->css_changed = cs_post_line_look_css_changed;
  widget_class->system_setting_changed = cs_post_line_look_system_setting_changed;
  widget_class->measure = cs_post_line_look_measure;
  widget_class->snapshot = cs_post_line_look_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static PangoAttrList *
make_attributes (CsLineKind kind,
                 gboolean   bold)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoWeight weight = bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL;

  pango_attr_list_insert (attributes, pango_attr_scale_new (scales[kind]));
  pango_attr_list_insert (attributes,
                          pango_attr_weight_new (kind == CS_LINE_TEXT ? PANGO_WEIGHT_MEDIUM : weight));
  if (kind == CS_LINE_DEADLINE)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));

  return attributes;
}

static void
cs_post_line_look_init (CsPostLineLook *self)
{
  self->lines = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      self->samples[i] = g_object_new (GTK_TYPE_LABEL,
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      if (*colours[i] != '\0')
        gtk_widget_add_css_class (self->samples[i], colours[i]);
      gtk_widget_set_parent (self->samples[i], GTK_WIDGET (self));
    }
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint j = 0; j < 2; j++)
      self->attributes[i][j] = make_attributes (i, j == 1);
}

CsPostLineLook *
cs_post_line_look_new (CsSession *session,
                       GtkWidget *list)
{
  CsPostLineLook *self = g_object_new (CS_TYPE_POST_LINE_LOOK, NULL);

  self->session = g_object_ref (session);
  self->list = list;

  return self;
}

static void
line_gone_cb (gpointer  data,
              GObject  *line)
{
  g_autoptr(CsPostLineLook) self = data;

  g_ptr_array_remove_fast (self->lines, line);
}

void
cs_post_line_look_add (CsPostLineLook *self,
                       GtkWidget      *line)
{
  g_ptr_array_add (self->lines, line);
  g_object_weak_ref (G_OBJECT (line), line_gone_cb, g_object_ref (self));
}

CsSession *
cs_post_line_look_get_session (CsPostLineLook *self)
{
  return self->session;
}

static void
measure (CsPostLineLook *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics;

  if (self->measured)
    return;

  metrics = pango_context_get_metrics (context, NULL, NULL);
  self->ascent = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics));
  self->text_height = self->ascent + PANGO_PIXELS_CEIL (pango_font_metrics_get_descent (metrics));
  self->meta_height = (int) (self->text_height * scales[CS_LINE_SMALL]) + 2 * BADGE_PADDING;
  self->measured = TRUE;
  pango_font_metrics_unref (metrics);
}

int
cs_post_line_look_get_ascent (CsPostLineLook *self)
{
  measure (self);

  return self->ascent;
}

int
cs_post_line_look_get_meta (CsPostLineLook *self,
                            int            *height)
{
  measure (self);
  *height = self->meta_height;

  return MAX (self->text_height + GAP, THUMBNAIL - self->meta_height);
}

void
cs_post_line_look_get_colour (CsPostLineLook *self,
                              const char     *name,
                              GdkRGBA        *colour)
{
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (g_str_equal (colours[i], name))
      cs_compat_get_colour (self->samples[i], colour);
}

PangoAttrList *
cs_post_line_look_get_attributes (CsPostLineLook *self,
                                  CsLineKind      kind,
                                  gboolean        bold)
{
  return self->attributes[kind][bold ? 1 : 0];
}
