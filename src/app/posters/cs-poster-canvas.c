/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-poster-canvas.h"
#include "cs-poster-drawing.h"
#include "cs-replies.h"

#define N_PICTURES 3 /* the logo, the first, the second */

/* A picture of the poster, on its way from the office to the drawing. */
typedef struct
{
  CsDigest         digest;
  char            *path;    /* NULL until the office said it */
  cairo_surface_t *surface; /* NULL until it is decoded */
} Picture;

struct _CsPosterCanvas
{
  AdwBin           parent_instance;

  CsOffice        *office;
  CsPoster        *poster;
  Picture          pictures[N_PICTURES];
  GtkWidget       *frame;
  GtkWidget       *area;
  GCancellable    *cancellable;
  cairo_surface_t *shown;       /* what was drawn last */
  gboolean         drawing;     /* on the thread */
  gboolean         stale;       /* something changed since */
  gboolean         margins;
  gboolean         trouble;
  CsPosterField    trouble_field;
};

G_DEFINE_FINAL_TYPE (CsPosterCanvas, cs_poster_canvas, ADW_TYPE_BIN)

static guint drawn_signal;

static void start_drawing (CsPosterCanvas *self);

/* --- the thread --- */

typedef struct
{
  GWeakRef         canvas; /* only touched on the main thread */
  CsPoster        *poster;
  int              width;  /* of the picture to draw, pixels */
  int              height;
  Picture          pictures[N_PICTURES];
  cairo_surface_t *drawn;
  gboolean         trouble;
  CsPosterField    trouble_field;
} Job;

static void
clear_picture (Picture *picture)
{
  g_clear_pointer (&picture->path, g_free);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
}

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->canvas);
  cs_poster_free (job->poster);
  for (guint i = 0; i < N_PICTURES; i++)
    clear_picture (&job->pictures[i]);
  g_clear_pointer (&job->drawn, cairo_surface_destroy);
  g_free (job);
}

static void
decode (Picture *picture)
{
  g_autofree char *content = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize size;

  if (picture->surface != NULL || picture->path == NULL || !g_file_get_contents (picture->path, &content, &size, NULL))
    return;

  bytes = g_bytes_new_take (g_steal_pointer (&content), size);
  picture->surface = cs_poster_decode (bytes, NULL);
}

static CsPosterPictures *
gather (Job *job)
{
  CsPosterPictures *pictures = cs_poster_pictures_new ();
  cairo_surface_t **places[N_PICTURES] = { &pictures->logo, &pictures->first, &pictures->second };

  for (guint i = 0; i < N_PICTURES; i++)
    {
      decode (&job->pictures[i]);
      if (job->pictures[i].surface != NULL)
        *places[i] = cairo_surface_reference (job->pictures[i].surface);
    }

  return pictures;
}

static gboolean finish_job (gpointer data);

static void
work (gpointer data,
      gpointer unused)
{
  Job *job = data;
  g_autoptr(CsPosterPictures) pictures = gather (job);
  g_autoptr(CsPosterDrawing) drawing = cs_poster_drawing_new (job->poster, pictures);
  int width, height;
  cairo_t *cr;

  cs_poster_format_get_size (job->poster->format, &width, &height);
  job->trouble = cs_poster_drawing_find_trouble (drawing, &job->trouble_field);
  job->drawn = cairo_image_surface_create (CAIRO_FORMAT_RGB24, job->width, job->height);
  cr = cairo_create (job->drawn);
  cairo_scale (cr, (double) job->width / width, (double) job->height / height);
  cs_poster_drawing_draw (drawing, cr);
  cairo_destroy (cr);
  /* The job goes home whole: nothing of the canvas is let go of here. */
  g_idle_add (finish_job, job);
}

/* One thread for all canvases, for good: fonts are kept by thread. */
static gpointer
make_pool (gpointer unused)
{
  return g_thread_pool_new (work, NULL, 1, TRUE, NULL);
}

static void
push (Job *job)
{
  static GOnce once = G_ONCE_INIT;

  g_thread_pool_push (g_once (&once, make_pool, NULL), job, NULL);
}

/* --- the main thread --- */

static gboolean
finish_job (gpointer data)
{
  Job *job = data;
  g_autoptr(CsPosterCanvas) self = g_weak_ref_get (&job->canvas);

  if (self != NULL)
    {
      for (guint i = 0; i < N_PICTURES; i++)
        if (self->pictures[i].surface == NULL && cs_digest_equal (&self->pictures[i].digest, &job->pictures[i].digest))
          self->pictures[i].surface = g_steal_pointer (&job->pictures[i].surface);
      g_clear_pointer (&self->shown, cairo_surface_destroy);
      self->shown = g_steal_pointer (&job->drawn);
      self->trouble = job->trouble;
      self->trouble_field = job->trouble_field;
      self->drawing = FALSE;
      gtk_widget_queue_draw (self->area);
      if (self->stale)
        start_drawing (self);
      g_signal_emit (self, drawn_signal, 0);
    }

  job_free (job);
  return G_SOURCE_REMOVE;
}

static void
start_drawing (CsPosterCanvas *self)
{
  int scale = gtk_widget_get_scale_factor (self->area);
  int width = gtk_widget_get_width (self->area) * scale;
  int height = gtk_widget_get_height (self->area) * scale;
  Job *job;

  if (self->drawing)
    {
      self->stale = TRUE;
      return;
    }
  if (self->poster == NULL || width < 8 || height < 8)
    return;

  self->stale = FALSE;
  self->drawing = TRUE;
  job = g_new0 (Job, 1);
  g_weak_ref_init (&job->canvas, self);
  job->poster = cs_poster_copy (self->poster);
  job->width = width;
  job->height = height;
  for (guint i = 0; i < N_PICTURES; i++)
    {
      job->pictures[i] = self->pictures[i];
      job->pictures[i].path = g_strdup (self->pictures[i].path);
      if (self->pictures[i].surface != NULL)
        cairo_surface_reference (self->pictures[i].surface);
    }
  push (job);
}

static void
draw_margins (CsPosterCanvas *self,
              cairo_t        *cr,
              int             width,
              int             height)
{
  CsPosterMargins margins = cs_poster_format_get_margins (self->poster->format);
  int whole_width, whole_height;
  double x, y;

  cs_poster_format_get_size (self->poster->format, &whole_width, &whole_height);
  x = (double) margins.sides * width / whole_width;
  y = (double) margins.top * height / whole_height;
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_rectangle (cr, x, y, width - 2 * x, height - y - (double) margins.bottom * height / whole_height);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_source_rgba (cr, 0.88, 0.11, 0.14, 0.22);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0.88, 0.11, 0.14, 0.9);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  CsPosterCanvas *self = user_data;

  if (self->shown == NULL || self->poster == NULL)
    return;

  cairo_save (cr);
  cairo_scale (cr, (double) width / cairo_image_surface_get_width (self->shown), (double) height / cairo_image_surface_get_height (self->shown));
  cairo_set_source_surface (cr, self->shown, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  if (self->margins)
    draw_margins (self, cr, width, height);
}

static void
path_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CsPosterCanvas) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autofree char *path = reply ? cs_reply_read_path (reply) : NULL;
  g_autofree char *name = path ? g_path_get_basename (path) : NULL;

  if (reply == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_info ("A poster’s picture: %s", error->message);
      return;
    }

  /* Media files are named by their digest. */
  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autofree char *hex = cs_digest_to_hex (&self->pictures[i].digest);

      if (self->pictures[i].path == NULL && g_str_has_prefix (name, hex))
        self->pictures[i].path = g_strdup (path);
    }
  start_drawing (self);
}

static void
want_picture (CsPosterCanvas *self,
              guint           i,
              CsDigest        digest)
{
  if (cs_digest_equal (&self->pictures[i].digest, &digest))
    return;

  clear_picture (&self->pictures[i]);
  self->pictures[i].digest = digest;
  if (!cs_digest_is_none (&digest) && self->office != NULL)
    cs_office_call_async (self->office, "media.path", cs_arguments_media_path (&digest), self->cancellable, path_cb, g_object_ref (self));
}

void
cs_poster_canvas_set (CsPosterCanvas *self,
                      const CsPoster *poster)
{
  g_autofree char *description = NULL;
  int width, height;

  g_return_if_fail (CS_IS_POSTER_CANVAS (self));
  g_return_if_fail (poster != NULL);

  g_clear_pointer (&self->poster, cs_poster_free);
  self->poster = cs_poster_copy (poster);
  want_picture (self, 0, poster->style->logo);
  want_picture (self, 1, poster->first);
  want_picture (self, 2, poster->second);
  cs_poster_format_get_size (poster->format, &width, &height);
  gtk_aspect_frame_set_ratio (GTK_ASPECT_FRAME (self->frame), (float) width / (float) height);
  description = cs_poster_describe (poster);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  start_drawing (self);
}

void
cs_poster_canvas_show_margins (CsPosterCanvas *self,
                               gboolean        shown)
{
  g_return_if_fail (CS_IS_POSTER_CANVAS (self));

  self->margins = shown;
  gtk_widget_queue_draw (self->area);
}

gboolean
cs_poster_canvas_find_trouble (CsPosterCanvas *self,
                               CsPosterField  *field)
{
  g_return_val_if_fail (CS_IS_POSTER_CANVAS (self) && field != NULL, FALSE);

  *field = self->trouble_field;
  return self->trouble;
}

gboolean
cs_poster_canvas_is_settled (CsPosterCanvas *self)
{
  g_return_val_if_fail (CS_IS_POSTER_CANVAS (self), FALSE);

  return self->shown != NULL && !self->drawing && !self->stale;
}

static void
resized_cb (CsPosterCanvas *self)
{
  start_drawing (self);
}

static void
cs_poster_canvas_dispose (GObject *object)
{
  CsPosterCanvas *self = CS_POSTER_CANVAS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (cs_poster_canvas_parent_class)->dispose (object);
}

static void
cs_poster_canvas_finalize (GObject *object)
{
  CsPosterCanvas *self = CS_POSTER_CANVAS (object);

  for (guint i = 0; i < N_PICTURES; i++)
    clear_picture (&self->pictures[i]);
  g_clear_pointer (&self->poster, cs_poster_free);
  g_clear_pointer (&self->shown, cairo_surface_destroy);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_poster_canvas_parent_class)->finalize (object);
}

static void
cs_poster_canvas_class_init (CsPosterCanvasClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_poster_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_poster_canvas_finalize;
  drawn_signal = g_signal_new ("drawn", CS_TYPE_POSTER_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_poster_canvas_init (CsPosterCanvas *self)
{
  self->cancellable = g_cancellable_new ();
  self->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  g_signal_connect_object (self->area, "resize", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  self->frame = gtk_aspect_frame_new (0.5f, 0.5f, 16.0f / 9, FALSE);
  gtk_aspect_frame_set_child (GTK_ASPECT_FRAME (self->frame), self->area);
  /* A white poster has an edge too. */
  gtk_widget_add_css_class (self->area, "frame");
  adw_bin_set_child (ADW_BIN (self), self->frame);
}

GtkWidget *
cs_poster_canvas_new (CsOffice   *office,
                      const char *name)
{
  CsPosterCanvas *self = g_object_new (CS_TYPE_POSTER_CANVAS, NULL);

  self->office = office != NULL ? g_object_ref (office) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}
