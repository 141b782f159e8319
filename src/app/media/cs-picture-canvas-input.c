/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-picture-canvas-private.h"

/* How near to a corner means the corner, and how far a mouse goes before it draws, in pixels of the screen. */
#define REACH 12
#define LEAST 4

static void
to_picture (CsPictureCanvas *self,
            double          *x,
            double          *y)
{
  double left, top, scale = cs_picture_canvas_find_place (self, &left, &top);
  int width, height;

  cs_picture_canvas_get_size (self, &width, &height);
  *x = CLAMP ((*x - left) / scale, 0, width);
  *y = CLAMP ((*y - top) / scale, 0, height);
}

static gboolean
is_corner (CsPictureCanvas *self,
           const CsBox     *box,
           double           x,
           double           y,
           gboolean         right,
           gboolean         bottom)
{
  double left, top, reach = REACH / cs_picture_canvas_find_place (self, &left, &top);

  return fabs (x - (box->x + (right ? box->width : 0))) <= reach &&
         fabs (y - (box->y + (bottom ? box->height : 0))) <= reach;
}

/* Whether a corner of @box was meant; the one opposite stays. */
static gboolean
grab_corner (CsPictureCanvas *self,
             const CsBox     *box,
             double           x,
             double           y)
{
  for (guint corner = 0; corner < 4; corner++)
    {
      gboolean right = (corner & 1) != 0, bottom = (corner & 2) != 0;

      if (!is_corner (self, box, x, y, right, bottom))
        continue;
      self->anchor_x = box->x + (right ? 0 : box->width);
      self->anchor_y = box->y + (bottom ? 0 : box->height);
      self->grab = GRAB_CORNER;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_inside (const CsBox *box,
           double       x,
           double       y)
{
  return x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;
}

static void
choose_at (CsPictureCanvas *self,
           double           x,
           double           y)
{
  for (int i = (int) self->job->redactions->len - 1; i >= 0; i--)
    {
      if (is_inside (&g_array_index (self->job->redactions, CsBox, i), x, y))
        {
          self->chosen = i;
          return;
        }
    }
}

static void
drag_begin_cb (GtkGestureDrag  *gesture,
               double           x,
               double           y,
               CsPictureCanvas *self)
{
  CsBox *box = cs_picture_canvas_find_box (self);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  to_picture (self, &x, &y);
  self->told = FALSE;
  if (box == NULL || !grab_corner (self, box, x, y))
    {
      if (self->mode == CS_CANVAS_REDACT)
        choose_at (self, x, y);
      box = cs_picture_canvas_find_box (self);
      self->grab = box != NULL && is_inside (box, x, y) ? GRAB_MOVE : GRAB_NEW;
      self->anchor_x = x;
      self->anchor_y = y;
    }
  if (box != NULL)
    self->at_start = *box;
  cs_picture_canvas_changed (self);
}

static void
take_corner (CsPictureCanvas *self,
             CsBox           *box,
             double           x,
             double           y)
{
  double width = fabs (x - self->anchor_x), height = fabs (y - self->anchor_y);

  if (self->mode == CS_CANVAS_CROP && self->ratio > 0)
    {
      width = MIN (width, height * self->ratio);
      height = width / self->ratio;
    }
  box->width = MAX (1, (int) (width + 0.5));
  box->height = MAX (1, (int) (height + 0.5));
  box->x = (int) (x < self->anchor_x ? self->anchor_x - box->width : self->anchor_x);
  box->y = (int) (y < self->anchor_y ? self->anchor_y - box->height : self->anchor_y);
  cs_picture_canvas_push_inside (self, box);
}

/* A new box exists only once it is drawn. */
static CsBox *
begin_box (CsPictureCanvas *self)
{
  const CsBox dot = { (int) self->anchor_x, (int) self->anchor_y, 1, 1 };

  if (self->mode == CS_CANVAS_CROP)
    self->job->crop = dot;
  else if (self->job->redactions->len < CS_PICTURE_MAX_REDACTIONS)
    {
      g_array_append_val (self->job->redactions, dot);
      self->chosen = (int) self->job->redactions->len - 1;
    }
  return cs_picture_canvas_find_box (self);
}

static void
drag_update_cb (GtkGestureDrag  *gesture,
                double           offset_x,
                double           offset_y,
                CsPictureCanvas *self)
{
  double x, y, left, top, scale = cs_picture_canvas_find_place (self, &left, &top);
  CsBox *box;

  if (!self->told && MAX (fabs (offset_x), fabs (offset_y)) < LEAST)
    return;
  if (!self->told)
    {
      cs_picture_canvas_begin_step (self);
      if (self->grab == GRAB_NEW && begin_box (self) != NULL)
        self->grab = GRAB_CORNER;
      self->told = TRUE;
    }
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  x += offset_x;
  y += offset_y;
  to_picture (self, &x, &y);
  if ((box = cs_picture_canvas_find_box (self)) == NULL)
    return;
  if (self->grab == GRAB_MOVE)
    {
      *box = self->at_start;
      box->x += (int) (offset_x / scale);
      box->y += (int) (offset_y / scale);
      cs_picture_canvas_push_inside (self, box);
    }
  else
    take_corner (self, box, x, y);
  cs_picture_canvas_changed (self);
}

/* --- keyboard --- */

static void
nudge (CsPictureCanvas *self,
       int              across,
       int              down,
       GdkModifierType  modifiers)
{
  int width, height;
  CsBox box;
  int step;

  if (!cs_picture_canvas_get_box (self, &box))
    {
      if (self->mode != CS_CANVAS_CROP)
        return;
      box.x = box.y = 0;
      cs_picture_canvas_get_size (self, &box.width, &box.height);
      self->job->crop = box;
    }
  cs_picture_canvas_get_size (self, &width, &height);
  step = (modifiers & GDK_CONTROL_MASK) != 0 ? 1 : MAX (1, MAX (width, height) / 50);
  if ((modifiers & GDK_SHIFT_MASK) == 0)
    {
      box.x += across * step;
      box.y += down * step;
    }
  else if (self->mode == CS_CANVAS_CROP && self->ratio > 0)
    {
      box.width += (across + down) * step;
      box.height = (int) (box.width / self->ratio + 0.5);
    }
  else
    {
      box.width += across * step;
      box.height += down * step;
    }
  cs_picture_canvas_set_box (self, &box);
}

static void
choose_next (CsPictureCanvas *self,
             int              by)
{
  int n = (int) self->job->redactions->len;

  if (n == 0)
    return;
  self->chosen = (self->chosen + by + n) % n;
  cs_picture_canvas_changed (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        CsPictureCanvas       *self)
{
  switch (key)
    {
    case GDK_KEY_Left:
      nudge (self, -1, 0, modifiers);
      return TRUE;
    case GDK_KEY_Right:
      nudge (self, 1, 0, modifiers);
      return TRUE;
    case GDK_KEY_Up:
      nudge (self, 0, -1, modifiers);
      return TRUE;
    case GDK_KEY_Down:
      nudge (self, 0, 1, modifiers);
      return TRUE;
    case GDK_KEY_Page_Up:
      choose_next (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      choose_next (self, 1);
      return TRUE;
    case GDK_KEY_Insert:
      if (self->mode == CS_CANVAS_REDACT)
        cs_picture_canvas_add_redaction (self);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      cs_picture_canvas_remove_redaction (self);
      return TRUE;
    default:
      return FALSE;
    }
}

void
cs_picture_canvas_add_input (CsPictureCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
