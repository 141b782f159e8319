/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-picture-canvas-private.h"


G_DEFINE_FINAL_TYPE (CsPictureCanvas, cs_picture_canvas, GTK_TYPE_WIDGET)

enum { BEFORE_CHANGE, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- geometry --- */

void
cs_picture_canvas_get_size (CsPictureCanvas *self,
                            int             *width,
                            int             *height)
{
  gboolean sideways = (self->job->turns & 1) != 0;

  *width = sideways ? self->source_height : self->source_width;
  *height = sideways ? self->source_width : self->source_height;
}

/* Where the picture lies in the widget, and how many points a pixel has. */
double
cs_picture_canvas_find_place (CsPictureCanvas *self,
                              double          *left,
                              double          *top)
{
  int width, height;
  double scale;

  cs_picture_canvas_get_size (self, &width, &height);
  scale = MIN ((double) gtk_widget_get_width (GTK_WIDGET (self)) / width,
               (double) gtk_widget_get_height (GTK_WIDGET (self)) / height);
  *left = (gtk_widget_get_width (GTK_WIDGET (self)) - width * scale) / 2;
  *top = (gtk_widget_get_height (GTK_WIDGET (self)) - height * scale) / 2;
  return MAX (scale, 0.001);
}

CsBox *
cs_picture_canvas_find_box (CsPictureCanvas *self)
{
  if (self->mode == CS_CANVAS_CROP)
    return self->job->crop.width > 0 ? &self->job->crop : NULL;
  return self->chosen >= 0 && (guint) self->chosen < self->job->redactions->len
         ? &g_array_index (self->job->redactions, CsBox, self->chosen) : NULL;
}

/* Keeps a box inside without changing its size, if it can be. */
void
cs_picture_canvas_push_inside (CsPictureCanvas *self,
                               CsBox           *box)
{
  int width, height;

  cs_picture_canvas_get_size (self, &width, &height);
  box->width = CLAMP (box->width, 1, width);
  box->height = CLAMP (box->height, 1, height);
  box->x = CLAMP (box->x, 0, width - box->width);
  box->y = CLAMP (box->y, 0, height - box->height);
}

/* --- changes --- */

void
cs_picture_canvas_begin_step (CsPictureCanvas *self)
{
  g_signal_emit (self, signals[BEFORE_CHANGE], 0);
}

void
cs_picture_canvas_changed (CsPictureCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

const CsPictureJob *
cs_picture_canvas_get_job (CsPictureCanvas *self)
{
  g_return_val_if_fail (CS_IS_PICTURE_CANVAS (self), NULL);

  return self->job;
}

void
cs_picture_canvas_set_job (CsPictureCanvas    *self,
                           const CsPictureJob *job)
{
  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  cs_picture_job_free (self->job);
  self->job = cs_picture_job_copy (job);
  self->chosen = (int) self->job->redactions->len - 1;
  cs_picture_canvas_changed (self);
}

void
cs_picture_canvas_set_mode (CsPictureCanvas *self,
                            CsCanvasMode     mode)
{
  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  self->mode = mode;
  cs_picture_canvas_changed (self);
}

/* The largest box of the shape in the middle of @box. */
static void
shape_box (CsPictureCanvas *self,
           CsBox           *box)
{
  int width, height;

  if (self->ratio <= 0)
    return;
  width = MIN (box->width, (int) (box->height * self->ratio + 0.5));
  height = MIN (box->height, (int) (width / self->ratio + 0.5));
  box->x += (box->width - width) / 2;
  box->y += (box->height - height) / 2;
  box->width = MAX (1, width);
  box->height = MAX (1, height);
}

void
cs_picture_canvas_set_shape (CsPictureCanvas *self,
                             double           ratio)
{
  CsBox box = { 0, 0, 0, 0 };

  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  self->ratio = ratio;
  if (ratio <= 0)
    return;
  cs_picture_canvas_begin_step (self);
  if (self->job->crop.width > 0)
    box = self->job->crop;
  else
    cs_picture_canvas_get_size (self, &box.width, &box.height);
  shape_box (self, &box);
  self->job->crop = box;
  cs_picture_canvas_changed (self);
}

gboolean
cs_picture_canvas_get_box (CsPictureCanvas *self,
                           CsBox           *box)
{
  const CsBox *found;

  g_return_val_if_fail (CS_IS_PICTURE_CANVAS (self), FALSE);

  if ((found = cs_picture_canvas_find_box (self)) == NULL)
    return FALSE;
  *box = *found;
  return TRUE;
}

void
cs_picture_canvas_set_box (CsPictureCanvas *self,
                           const CsBox     *box)
{
  CsBox *found;

  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  if ((found = cs_picture_canvas_find_box (self)) == NULL)
    return;
  cs_picture_canvas_begin_step (self);
  *found = *box;
  cs_picture_canvas_push_inside (self, found);
  cs_picture_canvas_changed (self);
}

void
cs_picture_canvas_add_redaction (CsPictureCanvas *self)
{
  int width, height;
  CsBox box;

  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  if (self->job->redactions->len >= CS_PICTURE_MAX_REDACTIONS)
    return;
  cs_picture_canvas_begin_step (self);
  cs_picture_canvas_get_size (self, &width, &height);
  box = (CsBox) { width * 2 / 5, height * 2 / 5, MAX (1, width / 5), MAX (1, height / 5) };
  g_array_append_val (self->job->redactions, box);
  self->chosen = (int) self->job->redactions->len - 1;
  cs_picture_canvas_changed (self);
}

void
cs_picture_canvas_remove_redaction (CsPictureCanvas *self)
{
  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  if (self->mode != CS_CANVAS_REDACT || cs_picture_canvas_find_box (self) == NULL)
    return;
  cs_picture_canvas_begin_step (self);
  g_array_remove_index (self->job->redactions, (guint) self->chosen);
  self->chosen = (int) self->job->redactions->len - 1;
  cs_picture_canvas_changed (self);
}

void
cs_picture_canvas_uncrop (CsPictureCanvas *self)
{
  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  if (self->job->crop.width == 0)
    return;
  cs_picture_canvas_begin_step (self);
  self->job->crop = (CsBox) { 0, 0, 0, 0 };
  cs_picture_canvas_changed (self);
}

void
cs_picture_canvas_turn (CsPictureCanvas *self,
                        guint            quarters)
{
  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  cs_picture_canvas_begin_step (self);
  for (guint i = 0; i < (quarters & 3); i++)
    {
      int width, height;

      cs_picture_canvas_get_size (self, &width, &height);
      cs_picture_job_turn (self->job, height);
    }
  cs_picture_canvas_changed (self);
}

void
cs_picture_canvas_flip (CsPictureCanvas *self)
{
  int width, height;

  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  cs_picture_canvas_begin_step (self);
  cs_picture_canvas_get_size (self, &width, &height);
  cs_picture_job_flip (self->job, width);
  cs_picture_canvas_changed (self);
}

static void
cs_picture_canvas_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = 200;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
}

static void
cs_picture_canvas_finalize (GObject *object)
{
  CsPictureCanvas *self = CS_PICTURE_CANVAS (object);

  g_clear_object (&self->texture);
  cs_picture_job_free (self->job);
  G_OBJECT_CLASS (cs_picture_canvas_parent_class)->finalize (object);
}

static void
cs_picture_canvas_class_init (CsPictureCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cs_picture_canvas_finalize;
  widget_class->snapshot = cs_picture_canvas_snapshot;
  widget_class->measure = cs_picture_canvas_measure;
  signals[BEFORE_CHANGE] = g_signal_new ("before-change", CS_TYPE_PICTURE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_PICTURE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "picturecanvas");
}

static void
cs_picture_canvas_init (CsPictureCanvas *self)
{
  self->job = cs_picture_job_new ();
  self->chosen = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  cs_picture_canvas_add_input (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Picture to be changed"), -1);
}

GtkWidget *
cs_picture_canvas_new (int width,
                       int height)
{
  CsPictureCanvas *self = g_object_new (CS_TYPE_PICTURE_CANVAS, NULL);

  self->source_width = MAX (1, width);
  self->source_height = MAX (1, height);
  return GTK_WIDGET (self);
}

void
cs_picture_canvas_set_texture (CsPictureCanvas *self,
                               GdkPaintable    *texture)
{
  g_return_if_fail (CS_IS_PICTURE_CANVAS (self));

  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
