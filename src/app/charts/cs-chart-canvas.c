/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chart-canvas.h"
#include "cs-chart-drawing.h"

/* How far from a value a person may point, in the widget's units. */
#define REACH 28.0

struct _CsChartCanvas
{
  GtkWidget   parent_instance;

  CsChart    *chart;   /* set last; owned */
  guint       serial;  /* of what was set, or of a new size */
  guint       drawn;   /* serial of what is shown */
  int         width;   /* pixels it was asked for last */
  int         height;
  gboolean    busy;
  GdkTexture *texture; /* owned */
  CsChartMap *map;     /* in pixels of @texture; owned */
};

G_DEFINE_FINAL_TYPE (CsChartCanvas, cs_chart_canvas, GTK_TYPE_WIDGET)

enum { VALUE_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* One picture, made on another thread. */
typedef struct
{
  CsChart    *chart;
  int         width;
  int         height;
  guint       serial;
  GdkTexture *texture;
  CsChartMap *map;
} Job;

static void
job_free (Job *job)
{
  cs_chart_free (job->chart);
  g_clear_object (&job->texture);
  cs_chart_map_free (job->map);
  g_free (job);
}

static void
draw_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  gboolean right_to_left = cs_chart_is_right_to_left (job->chart);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->width, job->height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  gsize stride;

  cs_chart_draw (job->chart, cr, job->width, job->height, right_to_left);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) job->height);
  cairo_surface_destroy (surface);
  job->texture = gdk_memory_texture_new (job->width, job->height, GDK_MEMORY_DEFAULT, bytes, stride);
  job->map = cs_chart_measure (job->chart, job->width, job->height, right_to_left);
  g_task_return_boolean (task, TRUE);
}

static void draw_anew (CsChartCanvas *self);

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  CsChartCanvas *self = CS_CHART_CANVAS (source);
  Job *job = g_task_get_task_data (G_TASK (result));

  self->busy = FALSE;
  g_set_object (&self->texture, job->texture);
  g_clear_pointer (&self->map, cs_chart_map_free);
  self->map = g_steal_pointer (&job->map);
  self->drawn = job->serial;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->drawn != self->serial)
    draw_anew (self);
}

/* At most one picture is being made; what comes meanwhile is drawn once that is done, and only the last of it. */
static void
draw_anew (CsChartCanvas *self)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  if (self->busy || self->chart == NULL || self->width < 2 || self->height < 2)
    return;
  self->busy = TRUE;
  job = g_new0 (Job, 1);
  job->chart = cs_chart_copy (self->chart);
  job->width = self->width;
  job->height = self->height;
  job->serial = self->serial;
  task = g_task_new (self, NULL, drawn_cb, NULL);
  g_task_set_source_tag (task, draw_anew);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, draw_thread);
}

static void
clicked_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            CsChartCanvas   *self)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const CsChartPoint *point = self->map ? cs_chart_map_find (self->map, x * scale, y * scale, REACH * scale) : NULL;

  if (point)
    g_signal_emit (self, signals[VALUE_CHOSEN], 0, point->row, point->column);
}

static void
cs_chart_canvas_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  CsChartCanvas *self = CS_CHART_CANVAS (widget);
  int scale = gtk_widget_get_scale_factor (widget);

  if (width * scale == self->width && height * scale == self->height)
    return;
  self->width = width * scale;
  self->height = height * scale;
  self->serial++;
  draw_anew (self);
}

static void
cs_chart_canvas_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  CsChartCanvas *self = CS_CHART_CANVAS (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));

  gtk_snapshot_append_color (snapshot, &white, &area);
  if (self->texture)
    gtk_snapshot_append_texture (snapshot, self->texture, &area);
}

static void
cs_chart_canvas_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = 120;
  *natural = 320;
}

static void
cs_chart_canvas_finalize (GObject *object)
{
  CsChartCanvas *self = CS_CHART_CANVAS (object);

  g_clear_pointer (&self->chart, cs_chart_free);
  g_clear_pointer (&self->map, cs_chart_map_free);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (cs_chart_canvas_parent_class)->finalize (object);
}

static void
cs_chart_canvas_class_init (CsChartCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cs_chart_canvas_finalize;
  widget_class->size_allocate = cs_chart_canvas_size_allocate;
  widget_class->snapshot = cs_chart_canvas_snapshot;
  widget_class->measure = cs_chart_canvas_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[VALUE_CHOSEN] = g_signal_new ("value-chosen", CS_TYPE_CHART_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
cs_chart_canvas_init (CsChartCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (clicked_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
cs_chart_canvas_set_chart (CsChartCanvas *self,
                           const CsChart *chart)
{
  g_return_if_fail (CS_IS_CHART_CANVAS (self) && chart != NULL);

  g_clear_pointer (&self->chart, cs_chart_free);
  self->chart = cs_chart_copy (chart);
  self->serial++;
  draw_anew (self);
}

gboolean
cs_chart_canvas_is_drawn (CsChartCanvas *self)
{
  g_return_val_if_fail (CS_IS_CHART_CANVAS (self), FALSE);

  return self->texture != NULL && self->drawn == self->serial;
}
