/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "cs-arguments.h"
#include "cs-attacher.h"
#include "cs-fit-line.h"
#include "cs-style-client.h"
#include "cs-picture-client.h"
#include "cs-film-client.h"

/* One picture on its way. */
typedef struct
{
  char       *name;      /* that the person knows it by */
  char       *path;      /* NULL until it has one */
  gboolean    temporary; /* path is ours to remove */
  GdkTexture *texture;   /* pasted, or NULL */
  CsChart    *chart;     /* or NULL */
  CsPoster   *poster;    /* or NULL */
  char       *alt_text;
  int         replace;   /* -1 = a new one */
  gboolean    right_to_left;
  gboolean    film;      /* by its name; what it is in truth is found out where it is read */
} Job;

struct _CsAttacher
{
  GObject       parent_instance;

  CsDraft      *draft;
  guint         segment;
  GQueue        jobs;    /* of Job; the head is under way */
  gboolean      running;
  GCancellable *cancellable;
  GCancellable *film;    /* of the film that is under way, or NULL */
  double        done;    /* of that film */
};

G_DEFINE_FINAL_TYPE (CsAttacher, cs_attacher, G_TYPE_OBJECT)

enum { ADDED, FAILED, BUSY, N_SIGNALS };
static guint signals[N_SIGNALS];

static void run_head (CsAttacher *self);

static void
remove_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_unlink (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
remove_later (const char *path)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, remove_thread);
}

static void
job_free (Job *job)
{
  if (job->temporary && job->path)
    remove_later (job->path);
  g_free (job->name);
  g_free (job->path);
  g_free (job->alt_text);
  g_clear_object (&job->texture);
  g_clear_pointer (&job->chart, cs_chart_free);
  g_clear_pointer (&job->poster, cs_poster_free);
  g_free (job);
}

static void
finish_head (CsAttacher   *self,
             const GError *error)
{
  Job *job = g_queue_pop_head (&self->jobs);

  self->running = FALSE;
  self->done = 0;
  g_clear_object (&self->film);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, job->name, error);
  job_free (job);
  g_signal_emit (self, signals[BUSY], 0);
  run_head (self);
}

/* Puts @item, which is taken, where @job wants it. */
static gboolean
place_item (CsAttacher   *self,
            const Job    *job,
            CsMediaItem  *item,
            GError      **error)
{
  CsSegment *segment = cs_draft_find_part (self->draft, self->segment);
  guint position = segment ? segment->media->len : 0;

  if (segment == NULL)
    {
      cs_media_item_free (item);
      g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The part that the picture was for is gone");
      return FALSE;
    }

  if (job->alt_text)
    {
      g_free (item->alt_text);
      item->alt_text = g_strdup (job->alt_text);
    }
  if (job->replace >= 0 && (guint) job->replace < segment->media->len)
    {
      position = job->replace;
      cs_media_item_free (g_ptr_array_index (segment->media, position));
      g_ptr_array_index (segment->media, position) = item;
    }
  else if (segment->media->len >= CS_CONTENT_MAX_MEDIA)
    {
      cs_media_item_free (item);
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "More than %d pictures", CS_CONTENT_MAX_MEDIA);
      return FALSE;
    }
  else
    g_ptr_array_add (segment->media, item);
  cs_draft_touch (self->draft);
  g_signal_emit (self, signals[ADDED], 0, position);
  return TRUE;
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsAttacher) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (reply && !g_cancellable_is_cancelled (self->cancellable))
    {
      CsMediaItem *item = cs_reply_read_media (reply);
      g_autofree char *taking = cs_reply_dup_taking (reply);

      cs_fit_line_remember (self->draft, &item->digest, taking);
      place_item (self, g_queue_peek_head (&self->jobs), item, &error);
    }
  finish_head (self, error);
}

static void
send_file (CsAttacher *self,
           const char *path)
{
  const Job *job = g_queue_peek_head (&self->jobs);

  if (job->film)
    {
      self->film = g_cancellable_new ();
      cs_office_call_async (cs_session_get_office (cs_draft_get_session (self->draft)), "film.add",
                            cs_arguments_film_add (path), self->film, taken_cb, g_object_ref (self));
      return;
    }

  cs_office_call_async (cs_session_get_office (cs_draft_get_session (self->draft)), "media.add",
                        cs_arguments_media_add (path), self->cancellable, taken_cb, g_object_ref (self));
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  char *path = NULL;
  GError *error = NULL;
  int fd = g_file_open_tmp ("countersign-XXXXXX.png", &path, &error);

  if (fd < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  close (fd);
  if (gdk_texture_save_to_png (task_data, path))
    {
      g_task_return_pointer (task, path, g_free);
      return;
    }
  g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno), "Writing %s", path);
  g_unlink (path);
  g_free (path);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsAttacher) self = user_data;
  g_autoptr(GError) error = NULL;
  Job *job = g_queue_peek_head (&self->jobs);

  job->path = g_task_propagate_pointer (G_TASK (result), &error);
  job->temporary = TRUE;
  if (job->path)
    send_file (self, job->path);
  else
    finish_head (self, error);
}

static void
write_texture (CsAttacher *self,
               GdkTexture *texture)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, written_cb, g_object_ref (self));

  g_task_set_source_tag (task, write_texture);
  g_task_set_task_data (task, g_object_ref (texture), g_object_unref);
  g_task_run_in_thread (task, write_thread);
}

static void
run_head (CsAttacher *self)
{
  Job *job = g_queue_peek_head (&self->jobs);
  g_autoptr(GError) error = NULL;

  if (job == NULL || self->running)
    return;
  self->running = TRUE;
  g_signal_emit (self, signals[BUSY], 0);
  if (job->chart)
    cs_office_call_async (cs_session_get_office (cs_draft_get_session (self->draft)), "chart.render",
                          cs_arguments_chart_render (job->chart, job->right_to_left), self->cancellable,
                          taken_cb, g_object_ref (self));
  else if (job->poster)
    cs_office_call_async (cs_session_get_office (cs_draft_get_session (self->draft)), "poster.render",
                          cs_arguments_poster_render (job->poster), self->cancellable, taken_cb, g_object_ref (self));
  else if (job->texture)
    write_texture (self, job->texture);
  else if (job->path)
    send_file (self, job->path);
  else
    {
      error = g_error_new (CS_ERROR, CS_ERROR_NOT_FOUND, "%s has no path on this machine", job->name);
      finish_head (self, error);
    }
}

static void
cs_attacher_finalize (GObject *object)
{
  CsAttacher *self = CS_ATTACHER (object);

  g_queue_clear_full (&self->jobs, (GDestroyNotify) job_free);
  g_clear_object (&self->draft);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->film);
  G_OBJECT_CLASS (cs_attacher_parent_class)->finalize (object);
}

static void
cs_attacher_class_init (CsAttacherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_attacher_finalize;
  signals[ADDED] = g_signal_new ("added", CS_TYPE_ATTACHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", CS_TYPE_ATTACHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
  signals[BUSY] = g_signal_new ("busy", CS_TYPE_ATTACHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
cs_attacher_init (CsAttacher *self)
{
  g_queue_init (&self->jobs);
  self->cancellable = g_cancellable_new ();
}

static void
progress_cb (CsAttacher *self,
             const char *operation,
             double      done)
{
  if (self->film == NULL || !g_str_equal (operation, "film.add"))
    return;

  self->done = done;
  g_signal_emit (self, signals[BUSY], 0);
}

CsAttacher *
cs_attacher_new (CsDraft *draft,
                 guint    segment)
{
  CsAttacher *self = g_object_new (CS_TYPE_ATTACHER, NULL);

  self->draft = g_object_ref (draft);
  self->segment = segment;
  g_signal_connect_object (cs_session_get_office (cs_draft_get_session (draft)), "progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
cs_attacher_set_part (CsAttacher *self,
                      guint       part)
{
  g_return_if_fail (CS_IS_ATTACHER (self));

  self->segment = part;
}

static Job *
push_job (CsAttacher *self,
          char       *name)
{
  Job *job = g_new0 (Job, 1);

  job->name = name;
  job->replace = -1;
  g_queue_push_tail (&self->jobs, job);
  return job;
}

static gboolean
name_is_film (const char *name)
{
  g_autofree char *type = name ? g_content_type_guess (name, NULL, 0, NULL) : NULL;
  g_autofree char *mime_type = type ? g_content_type_get_mime_type (type) : NULL;

  return mime_type && g_str_has_prefix (mime_type, "video/");
}

void
cs_attacher_add_file (CsAttacher *self,
                      GFile      *file)
{
  Job *job;
  g_autofree char *name = NULL;

  g_return_if_fail (CS_IS_ATTACHER (self));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  job = push_job (self, g_filename_display_name (name ? name : "?"));
  job->path = g_file_get_path (file);
  job->film = name_is_film (name);
  run_head (self);
}

void
cs_attacher_add_files (CsAttacher *self,
                       GListModel *files)
{
  g_return_if_fail (CS_IS_ATTACHER (self));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      cs_attacher_add_file (self, file);
    }
}

void
cs_attacher_add_texture (CsAttacher *self,
                         GdkTexture *texture)
{
  g_return_if_fail (CS_IS_ATTACHER (self));

  /* Translators: the name of a picture that was pasted, so it has no file name */
  push_job (self, g_strdup (_("Pasted picture")))->texture = g_object_ref (texture);
  run_head (self);
}

void
cs_attacher_add_chart (CsAttacher    *self,
                       const CsChart *chart,
                       const char    *alt_text,
                       int            replace,
                       gboolean       right_to_left)
{
  Job *job;

  g_return_if_fail (CS_IS_ATTACHER (self));

  job = push_job (self, g_strdup (chart->title));
  job->chart = cs_chart_copy (chart);
  job->alt_text = g_strdup (alt_text);
  job->replace = replace;
  job->right_to_left = right_to_left;
  run_head (self);
}

void
cs_attacher_add_poster (CsAttacher     *self,
                        const CsPoster *poster,
                        const char     *alt_text,
                        int             replace)
{
  Job *job;

  g_return_if_fail (CS_IS_ATTACHER (self));

  job = push_job (self, g_strdup (poster->texts[poster->layout == CS_POSTER_QUOTATION ? CS_POSTER_PERSON : CS_POSTER_TITLE]));
  job->poster = cs_poster_copy (poster);
  job->alt_text = g_strdup (alt_text);
  job->replace = replace;
  run_head (self);
}

guint
cs_attacher_count_waiting (CsAttacher *self)
{
  g_return_val_if_fail (CS_IS_ATTACHER (self), 0);

  return g_queue_get_length (&self->jobs);
}

const char *
cs_attacher_get_film (CsAttacher *self,
                      double     *done)
{
  const Job *job;

  g_return_val_if_fail (CS_IS_ATTACHER (self), NULL);

  job = g_queue_peek_head (&self->jobs);
  *done = self->done;
  return self->film && job ? job->name : NULL;
}

void
cs_attacher_cancel_film (CsAttacher *self)
{
  g_return_if_fail (CS_IS_ATTACHER (self));

  g_cancellable_cancel (self->film);
}

void
cs_attacher_stop (CsAttacher *self)
{
  g_return_if_fail (CS_IS_ATTACHER (self));

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->film);
}
