/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-film-cover.h"
#include "cs-film-accounts.h"
#include "cs-film-limits.h"
#include "cs-film-texts.h"
#include "cs-film-window.h"
#include "cs-replies.h"
#include "cs-show-error.h"

#define PLAYER_HEIGHT 260

struct _CsFilmWindow
{
  AdwWindow        parent_instance;

  CsFilmPlace      place;
  GtkStack        *stack;   /* the player, or why there is none */
  GtkVideo        *video;
  AdwStatusPage   *trouble;
  AdwWindowTitle  *title;
  GtkWidget       *page;
  GCancellable    *cancellable;
};

G_DEFINE_FINAL_TYPE (CsFilmWindow, cs_film_window, ADW_TYPE_WINDOW)

static void
show_trouble (CsFilmWindow *self,
              const char   *sentence)
{
  adw_status_page_set_description (self->trouble, sentence);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
stream_failed_cb (CsFilmWindow   *self,
                  GParamSpec     *pspec,
                  GtkMediaStream *stream)
{
  const GError *error = gtk_media_stream_get_error (stream);

  if (error == NULL)
    return;

  g_message ("Playing a film: %s", error->message);
  show_trouble (self, _("This computer cannot play films of this kind. The film itself is whole. "
                        "Ask the administrator to install GStreamer’s plugins and GTK’s media module."));
}

static void
play (CsFilmWindow *self,
      const char   *path)
{
  GtkMediaStream *stream = gtk_media_file_new_for_filename (path);

  /* GTK without a module has a stream of its own that plays nothing. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (stream), "GtkNoMediaFile"))
    show_trouble (self, _("This computer cannot play films: GTK’s media module is missing. The film itself is whole. "
                          "Ask the administrator to install it."));
  else
    {
      g_signal_connect_object (stream, "notify::error", G_CALLBACK (stream_failed_cb), self, G_CONNECT_SWAPPED);
      gtk_video_set_media_stream (self->video, stream);
      gtk_stack_set_visible_child_name (self->stack, "video");
    }
  g_object_unref (stream);
}

static void
path_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsFilmWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autofree char *path = reply ? cs_reply_read_path (reply) : NULL;

  if (path)
    play (self, path);
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_trouble (self, cs_error_sentence (error));
}

static void
cs_film_window_dispose (GObject *object)
{
  CsFilmWindow *self = CS_FILM_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->video)
    gtk_video_set_media_stream (self->video, NULL);
  self->video = NULL;
  cs_film_place_clear (&self->place);
  G_OBJECT_CLASS (cs_film_window_parent_class)->dispose (object);
}

static void
cs_film_window_finalize (GObject *object)
{
  CsFilmWindow *self = CS_FILM_WINDOW (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_film_window_parent_class)->finalize (object);
}

static void
cs_film_window_class_init (CsFilmWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_film_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_film_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_player (CsFilmWindow *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->video = GTK_VIDEO (gtk_video_new ());
  self->trouble = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->trouble, "video-x-generic-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "compact");
  gtk_spinner_start (GTK_SPINNER (spinner));
  cs_name_widget (GTK_WIDGET (self->video), _("Film"));
  gtk_stack_add_named (self->stack, spinner, "waiting");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->video), "video");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->trouble), "trouble");
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), -1, PLAYER_HEIGHT);
  return GTK_WIDGET (self->stack);
}

static void
cs_film_window_init (CsFilmWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *group = adw_preferences_group_new ();

  self->cancellable = g_cancellable_new ();
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_("Film"), NULL));
  self->page = adw_preferences_page_new ();
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_player (self));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Film"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 620, 720);
}

static void
show_facts (CsFilmWindow      *self,
            const CsMediaItem *item)
{
  g_autofree char *duration = cs_film_format_duration (item->duration_ms);
  g_autofree char *size = g_format_size (item->n_bytes);
  /* Translators: length, width, height, size of a film: “0:12 · 1280 × 720 · 3.4 MB” */
  g_autofree char *text = g_strdup_printf (_("%s · %d × %d · %s"), duration, item->width, item->height, size);

  adw_window_title_set_subtitle (self->title, text);
}

GtkWidget *
cs_film_window_new (GtkWindow         *parent,
                    const CsFilmPlace *place)
{
  CsFilmWindow *self = g_object_new (CS_TYPE_FILM_WINDOW, "transient-for", parent, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (self->page);
  const CsMediaItem *item = cs_film_place_find (place);

  cs_film_place_init (&self->place, place);
  if (item)
    show_facts (self, item);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (cs_film_accounts_new (place)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (cs_film_cover_new (place)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (cs_film_texts_new (place)));
  cs_office_call_async (cs_session_get_office (cs_draft_get_session (place->draft)), "media.path",
                        cs_arguments_media_path (&place->film), self->cancellable, path_asked_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
