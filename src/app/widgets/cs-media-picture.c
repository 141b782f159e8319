/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-check-films.h"
#include "cs-media-picture.h"
#include "cs-show-error.h"

/* Larger ones would drive the small pictures of the lists out of the session's keeping. */
#define KEEP_MAX_SIDE 160

struct _CsMediaPicture
{
  AdwBin parent_instance;

  CsSession    *session;
  GtkStack     *stack;
  GtkPicture   *picture;
  GtkWidget    *badge;       /* of a film */
  GtkLabel     *length;
  GCancellable *cancellable; /* of the picture now being read */
  CsDigest      digest;
  int           max_side;
};

G_DEFINE_FINAL_TYPE (CsMediaPicture, cs_media_picture, ADW_TYPE_BIN)

enum
{
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  char *path;
  char *key;
  int   max_side;
} Load;

static void
free_load (Load *load)
{
  g_free (load->path);
  g_free (load->key);
  g_free (load);
}

static GdkTexture *
texture_from_pixbuf (GdkPixbuf *pixbuf)
{
  g_autoptr(GBytes) bytes = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8
                                                                   : GDK_MEMORY_R8G8B8,
                                 bytes, gdk_pixbuf_get_rowstride (pixbuf));
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Load *load = task_data;
  g_autoptr(GdkPixbuf) read = NULL;
  g_autoptr(GdkPixbuf) turned = NULL;
  GError *error = NULL;
  int width = 0;
  int height = 0;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (load->max_side > 0 && gdk_pixbuf_get_file_info (load->path, &width, &height) != NULL &&
      MAX (width, height) > load->max_side)
    read = gdk_pixbuf_new_from_file_at_scale (load->path, load->max_side, load->max_side, TRUE, &error);
  else
    read = gdk_pixbuf_new_from_file (load->path, &error);

  if (read == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  turned = gdk_pixbuf_apply_embedded_orientation (read);
  g_task_return_pointer (task, texture_from_pixbuf (turned), g_object_unref);
}

static void
show_texture (CsMediaPicture *self,
              GdkTexture     *texture)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "picture");
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
show_trouble (CsMediaPicture *self,
              const GError   *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_info ("Reading a picture: %s", error->message);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
texture_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  CsMediaPicture *self = CS_MEDIA_PICTURE (source);
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;
  Load *load = g_task_get_task_data (G_TASK (result));

  if ((texture = g_task_propagate_pointer (G_TASK (result), &error)) == NULL)
    {
      show_trouble (self, error);
      return;
    }

  if (load->max_side > 0 && load->max_side <= KEEP_MAX_SIDE)
    cs_session_keep_texture (self->session, load->key, texture);
  show_texture (self, texture);
}

static char *
make_key (const CsDigest *digest,
          int             max_side)
{
  g_autofree char *hex = cs_digest_to_hex (digest);

  return g_strdup_printf ("%s:%d", hex, max_side);
}

static void
path_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsMediaPicture) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GTask) task = NULL;
  Load *load;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      show_trouble (self, error);
      return;
    }

  load = g_new0 (Load, 1);
  load->path = cs_reply_read_path (reply);
  load->key = make_key (&self->digest, self->max_side);
  load->max_side = self->max_side;
  task = g_task_new (self, self->cancellable, texture_loaded_cb, NULL);
  g_task_set_task_data (task, load, (GDestroyNotify) free_load);
  g_task_run_in_thread (task, load_in_thread);
}

static void
cs_media_picture_dispose (GObject *object)
{
  CsMediaPicture *self = CS_MEDIA_PICTURE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_media_picture_parent_class)->dispose (object);
}

static void
cs_media_picture_class_init (CsMediaPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_media_picture_dispose;
  signals[SETTLED] = g_signal_new ("settled", CS_TYPE_MEDIA_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "mediapicture");
}

static GtkWidget *
make_badge (CsMediaPicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("media-playback-start-symbolic");

  self->length = GTK_LABEL (gtk_label_new (NULL));
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->length), "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->length));
  gtk_widget_add_css_class (box, "film-badge");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_widget_set_can_target (box, FALSE);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
cs_media_picture_init (CsMediaPicture *self)
{
  GtkWidget *waiting = adw_bin_new ();
  GtkWidget *trouble = gtk_image_new_from_icon_name ("image-missing-symbolic");
  GtkWidget *overlay = gtk_overlay_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->picture = GTK_PICTURE (gtk_picture_new ());
  cs_name_widget (trouble, _("This picture cannot be read"));
  gtk_widget_set_tooltip_text (trouble, _("This picture cannot be read"));
  gtk_stack_add_named (self->stack, waiting, "waiting");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->picture), "picture");
  gtk_stack_add_named (self->stack, trouble, "trouble");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->badge = make_badge (self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->stack));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->badge);
  adw_bin_set_child (ADW_BIN (self), overlay);
}

GtkWidget *
cs_media_picture_new (CsSession *session)
{
  CsMediaPicture *self = g_object_new (CS_TYPE_MEDIA_PICTURE, NULL);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
cs_media_picture_set (CsMediaPicture *self,
                      const CsDigest *digest,
                      const char     *alt_text,
                      int             max_side)
{
  g_autofree char *key = NULL;
  GdkTexture *kept;

  g_return_if_fail (CS_IS_MEDIA_PICTURE (self));

  gtk_picture_set_alternative_text (self->picture, alt_text != NULL ? alt_text : "");
  cs_name_widget (GTK_WIDGET (self->picture), alt_text != NULL ? alt_text : "");
  if (digest != NULL && cs_digest_equal (digest, &self->digest) && max_side == self->max_side)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->digest = digest != NULL ? *digest : (CsDigest) { { 0 } };
  self->max_side = max_side;
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  if (digest == NULL || cs_digest_is_none (digest))
    return;

  key = make_key (digest, max_side);
  if ((kept = cs_session_find_texture (self->session, key)) != NULL)
    {
      show_texture (self, kept);
      return;
    }

  self->cancellable = g_cancellable_new ();
  cs_office_call_async (cs_session_get_office (self->session), "media.path",
                        cs_arguments_media_path (digest), self->cancellable, path_asked_cb,
                        g_object_ref (self));
}

void
cs_media_picture_set_item (CsMediaPicture    *self,
                           const CsMediaItem *item,
                           int                max_side)
{
  gboolean film = cs_media_item_is_film (item);
  g_autofree char *length = film ? cs_film_format_duration (item->duration_ms) : NULL;
  /* Translators: a length such as 2:20 */
  g_autofree char *name = film ? g_strdup_printf (_("Film, %s"), length) : NULL;

  g_return_if_fail (CS_IS_MEDIA_PICTURE (self));

  cs_media_picture_set (self, film ? &item->cover : &item->digest, item->alt_text, max_side);
  gtk_widget_set_visible (self->badge, film);
  if (!film)
    return;

  gtk_label_set_label (self->length, length);
  cs_name_widget (GTK_WIDGET (self->length), name);
}

GtkPicture *
cs_media_picture_get_picture (CsMediaPicture *self)
{
  g_return_val_if_fail (CS_IS_MEDIA_PICTURE (self), NULL);

  return self->picture;
}

gboolean
cs_media_picture_is_shown (CsMediaPicture *self)
{
  g_return_val_if_fail (CS_IS_MEDIA_PICTURE (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "picture") == 0;
}

gboolean
cs_media_picture_has_trouble (CsMediaPicture *self)
{
  g_return_val_if_fail (CS_IS_MEDIA_PICTURE (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "trouble") == 0;
}
