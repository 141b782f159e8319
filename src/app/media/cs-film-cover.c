/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-film-client.h"
#include "cs-film-cover.h"
#include "cs-film-limits.h"
#include "cs-media-picture.h"
#include "cs-show-error.h"
#include "cs-toasts.h"

/* After the last move of the slider, until the picture there is drawn: milliseconds */
#define PATIENCE 150

#define PICTURE_HEIGHT 180

struct _CsFilmCover
{
  AdwPreferencesGroup parent_instance;

  CsFilmPlace   place;
  GtkStack     *stack;       /* the cover as it is, or the picture at the slider */
  GtkWidget    *cover;       /* CsMediaPicture */
  GtkPicture   *picture;
  GtkRange     *slider;
  GtkLabel     *time;
  GtkWidget    *take;
  guint         timeout;
  GCancellable *cancellable; /* of the picture that is being drawn */
};

G_DEFINE_FINAL_TYPE (CsFilmCover, cs_film_cover, ADW_TYPE_PREFERENCES_GROUP)

static CsOffice *
get_office (CsFilmCover *self)
{
  return cs_session_get_office (cs_draft_get_session (self->place.draft));
}

static void
decode_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (task_data, &error);

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CsFilmCover *self = CS_FILM_COVER (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->picture));
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsFilmCover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GTask) task = NULL;
  GBytes *bytes = reply ? cs_reply_read_frame (reply) : NULL;

  if (bytes == NULL)
    {
      if (error)
        cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  task = g_task_new (self, self->cancellable, decoded_cb, NULL);
  g_task_set_source_tag (task, drawn_cb);
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
}

static gboolean
draw_cb (gpointer user_data)
{
  CsFilmCover *self = user_data;

  self->timeout = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cs_office_call_async (get_office (self), "film.frame",
                        cs_arguments_film_at (&self->place.film, (gint64) gtk_range_get_value (self->slider)),
                        self->cancellable, drawn_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
show_time (CsFilmCover *self)
{
  g_autofree char *text = cs_film_format_duration ((gint64) gtk_range_get_value (self->slider));

  gtk_label_set_label (self->time, text);
}

static void
moved_cb (CsFilmCover *self)
{
  show_time (self);
  gtk_widget_set_sensitive (self->take, TRUE);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PATIENCE, draw_cb, self);
}

static void
show_cover (CsFilmCover *self)
{
  const CsMediaItem *item = cs_film_place_find (&self->place);

  if (item)
    cs_media_picture_set (CS_MEDIA_PICTURE (self->cover), &item->cover, item->alt_text, 0);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsFilmCover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  CsMediaItem *item = cs_film_place_find (&self->place);

  if (reply == NULL)
    {
      gtk_widget_set_sensitive (self->take, TRUE);
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (item == NULL)
    return;

  item->cover = cs_reply_read_film_digest (reply);
  cs_draft_touch (self->place.draft);
  show_cover (self);
  gtk_stack_set_visible_child (self->stack, self->cover);
}

static void
take_cb (CsFilmCover *self)
{
  gtk_widget_set_sensitive (self->take, FALSE);
  cs_office_call_async (get_office (self), "film.cover",
                        cs_arguments_film_at (&self->place.film, (gint64) gtk_range_get_value (self->slider)),
                        NULL, taken_cb, g_object_ref (self));
}

static void
cs_film_cover_dispose (GObject *object)
{
  CsFilmCover *self = CS_FILM_COVER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  cs_film_place_clear (&self->place);
  G_OBJECT_CLASS (cs_film_cover_parent_class)->dispose (object);
}

static void
cs_film_cover_class_init (CsFilmCoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_film_cover_dispose;
}

static void
cs_film_cover_init (CsFilmCover *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Cover"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("The picture that is shown before the film plays."));
}

static GtkWidget *
make_slider_box (CsFilmCover *self,
                 guint        duration_ms)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->slider = GTK_RANGE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, MAX (duration_ms, 100), 100));
  self->time = GTK_LABEL (gtk_label_new (NULL));
  self->take = gtk_button_new_with_label (_("Use as Cover"));
  gtk_scale_set_draw_value (GTK_SCALE (self->slider), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->slider), TRUE);
  gtk_widget_set_sensitive (self->take, FALSE);
  cs_name_widget (GTK_WIDGET (self->slider), _("Time of the cover"));
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->slider));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->time));
  gtk_box_append (GTK_BOX (box), self->take);
  g_signal_connect_object (self->slider, "value-changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  return box;
}

GtkWidget *
cs_film_cover_new (const CsFilmPlace *place)
{
  CsFilmCover *self = g_object_new (CS_TYPE_FILM_COVER, NULL);
  const CsMediaItem *item = cs_film_place_find (place);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  cs_film_place_init (&self->place, place);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->cover = cs_media_picture_new (cs_draft_get_session (place->draft));
  self->picture = GTK_PICTURE (gtk_picture_new ());
  cs_name_widget (GTK_WIDGET (self->picture), _("The picture at this time"));
  gtk_stack_add_child (self->stack, self->cover);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->picture));
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), -1, PICTURE_HEIGHT);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), make_slider_box (self, item ? item->duration_ms : 0));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), box);
  show_cover (self);
  show_time (self);
  return GTK_WIDGET (self);
}
