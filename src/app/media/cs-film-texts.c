/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-compat.h"
#include "cs-cues.h"
#include "cs-film-client.h"
#include "cs-film-texts.h"
#include "cs-show-error.h"
#include "cs-subtitles-window.h"

struct _CsFilmTexts
{
  AdwPreferencesGroup parent_instance;

  CsFilmPlace   place;
  GPtrArray    *rows;     /* of GtkWidget, lent by the group */
  char         *language; /* of what is being mended, or NULL */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CsFilmTexts, cs_film_texts, ADW_TYPE_PREFERENCES_GROUP)

static void refresh (CsFilmTexts *self);

/* A file of subtitles as it was read */
typedef struct
{
  GPtrArray *cues;
  GArray    *unreadable;
} Read;

static void
read_free (gpointer data)
{
  Read *read = data;

  g_clear_pointer (&read->cues, g_ptr_array_unref);
  g_clear_pointer (&read->unreadable, g_array_unref);
  g_free (read);
}

static void
remove_language (CsMediaItem *item,
                 const char  *language)
{
  for (guint i = item->subtitles->len; i > 0; i--)
    if (g_str_equal (((CsSubtitles *) g_ptr_array_index (item->subtitles, i - 1))->language, language))
      g_ptr_array_remove_index (item->subtitles, i - 1);
}

static void
kept_cb (CsFilmTexts *self,
         const char  *language,
         const char  *hex)
{
  CsMediaItem *item = cs_film_place_find (&self->place);
  CsDigest digest;

  if (item == NULL || !cs_digest_from_hex (hex, &digest, NULL))
    return;

  if (self->language)
    remove_language (item, self->language);
  remove_language (item, language);
  g_ptr_array_add (item->subtitles, cs_subtitles_new (language, &digest));
  cs_draft_touch (self->place.draft);
  refresh (self);
}

static void
open_window (CsFilmTexts *self,
             Read        *read,
             const char  *language)
{
  const CsMediaItem *item = cs_film_place_find (&self->place);
  GtkWidget *window;

  if (item == NULL)
    return;

  window = cs_subtitles_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), cs_draft_get_session (self->place.draft),
                                    g_steal_pointer (&read->cues), read->unreadable, language, item->duration_ms);
  g_signal_connect_object (window, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr(GFileInputStream) stream = NULL;
  g_autofree char *data = g_malloc (CS_CUES_MAX_BYTES + 1);
  Read *read = g_new0 (Read, 1);
  GError *error = NULL;
  gsize size = 0;

  /* one byte more than is allowed, so that more is seen */
  if (!(stream = g_file_read (task_data, cancellable, &error)) ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), data, CS_CUES_MAX_BYTES + 1, &size, cancellable, &error) ||
      !(read->cues = cs_cues_parse (data, size, &read->unreadable, &error)))
    {
      read_free (read);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, read, read_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CsFilmTexts *self = CS_FILM_TEXTS (source);
  g_autoptr(GError) error = NULL;
  Read *read = g_task_propagate_pointer (G_TASK (result), &error);

  if (read == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  g_clear_pointer (&self->language, g_free);
  open_window (self, read, cs_draft_get_content (self->place.draft)->language);
  read_free (read);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsFilmTexts) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) files = cs_compat_choose_files_finish (result, &error);
  g_autoptr(GTask) task = NULL;

  if (files == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_source_tag (task, chosen_cb);
  g_task_set_task_data (task, g_list_model_get_item (files, 0), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
add_cb (CsFilmTexts *self)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Subtitles"));
  gtk_file_filter_add_suffix (filter, "srt");
  gtk_file_filter_add_suffix (filter, "vtt");
  cs_compat_choose_files_async (GTK_WIDGET (self), _("Add Subtitles"), filter, FALSE, NULL, chosen_cb, g_object_ref (self));
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsFilmTexts) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autofree char *text = reply ? cs_reply_read_subtitles (reply) : NULL;
  Read read = { NULL, NULL };

  if (text == NULL || !(read.cues = cs_cues_parse (text, strlen (text), NULL, &error)))
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  open_window (self, &read, self->language);
  g_clear_pointer (&read.cues, g_ptr_array_unref);
}

static const CsSubtitles *
find_subtitles (CsFilmTexts *self,
                const char  *language)
{
  const CsMediaItem *item = cs_film_place_find (&self->place);

  for (guint i = 0; item && i < item->subtitles->len; i++)
    {
      const CsSubtitles *subtitles = g_ptr_array_index (item->subtitles, i);

      if (g_str_equal (subtitles->language, language))
        return subtitles;
    }

  return NULL;
}

static void
edit_cb (CsFilmTexts *self,
         GtkWidget   *button)
{
  const char *language = g_object_get_data (G_OBJECT (button), "cs-language");
  const CsSubtitles *subtitles = find_subtitles (self, language);

  if (subtitles == NULL)
    return;

  g_free (self->language);
  self->language = g_strdup (language);
  cs_office_call_async (cs_session_get_office (cs_draft_get_session (self->place.draft)), "film.read-subtitles",
                        cs_arguments_media_path (&subtitles->digest), self->cancellable, shown_cb, g_object_ref (self));
}

static void
remove_cb (CsFilmTexts *self,
           GtkWidget   *button)
{
  CsMediaItem *item = cs_film_place_find (&self->place);

  if (item == NULL)
    return;

  remove_language (item, g_object_get_data (G_OBJECT (button), "cs-language"));
  cs_draft_touch (self->place.draft);
  refresh (self);
}

static void
add_button (CsFilmTexts  *self,
            AdwActionRow *row,
            const char   *icon,
            const char   *name,
            const char   *language,
            GCallback     callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  cs_name_widget (button, name);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "cs-language", g_strdup (language), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
}

static void
refresh (CsFilmTexts *self)
{
  const CsMediaItem *item = cs_film_place_find (&self->place);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; item && i < item->subtitles->len; i++)
    {
      const CsSubtitles *subtitles = g_ptr_array_index (item->subtitles, i);
      const char *language = cs_subtitles_language_name (subtitles->language);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *edit = g_strdup_printf (_("Read and mend the subtitles: %s"), language);
      g_autofree char *away = g_strdup_printf (_("Remove the subtitles: %s"), language);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), language);
      add_button (self, ADW_ACTION_ROW (row), "document-edit-symbolic", edit, subtitles->language, G_CALLBACK (edit_cb));
      add_button (self, ADW_ACTION_ROW (row), "user-trash-symbolic", away, subtitles->language, G_CALLBACK (remove_cb));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
cs_film_texts_dispose (GObject *object)
{
  CsFilmTexts *self = CS_FILM_TEXTS (object);

  g_cancellable_cancel (self->cancellable);
  cs_film_place_clear (&self->place);
  G_OBJECT_CLASS (cs_film_texts_parent_class)->dispose (object);
}

static void
cs_film_texts_finalize (GObject *object)
{
  CsFilmTexts *self = CS_FILM_TEXTS (object);

  g_clear_object (&self->cancellable);
  g_free (self->language);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (cs_film_texts_parent_class)->finalize (object);
}

static void
cs_film_texts_class_init (CsFilmTextsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_film_texts_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_film_texts_finalize;
}

static void
cs_film_texts_init (CsFilmTexts *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Add…"));

  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  cs_name_widget (button, _("Add subtitles"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Subtitles"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("From a file that ends in .srt or .vtt. They are checked and go out where the network takes them."));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

GtkWidget *
cs_film_texts_new (const CsFilmPlace *place)
{
  CsFilmTexts *self = g_object_new (CS_TYPE_FILM_TEXTS, NULL);

  cs_film_place_init (&self->place, place);
  refresh (self);
  return GTK_WIDGET (self);
}
