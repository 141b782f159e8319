/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>

#include <glib/gstdio.h>

#include "cs-recovery.h"

#define GROUP "typing"

/* Far above any real post: a larger file is not one of ours. */
#define MAX_BYTES (16 * 1024 * 1024)

struct _CsRecovery
{
  GObject   parent_instance;

  char     *path;
  gboolean  busy;    /* a job runs */
  gboolean  pending; /* and another one must follow */
  CsTyping *next;    /* what the following one writes; NULL = it removes the file */
};

G_DEFINE_FINAL_TYPE (CsRecovery, cs_recovery, G_TYPE_OBJECT)

typedef struct
{
  char     *path;
  CsTyping *typing; /* NULL = remove */
} Job;

static void run_next (CsRecovery *self);

CsTyping *
cs_typing_new (const CsContent *content,
               CsRelease        release,
               gint64           release_at,
               const char      *zone,
               gint64           at)
{
  CsTyping *typing = g_new0 (CsTyping, 1);

  typing->content = cs_content_copy (content);
  typing->release = release;
  typing->release_at = release_at;
  typing->zone = g_strdup (zone);
  typing->at = at;
  return typing;
}

void
cs_typing_free (CsTyping *typing)
{
  if (typing == NULL)
    return;
  g_clear_pointer (&typing->content, cs_content_free);
  g_free (typing->zone);
  g_free (typing);
}

gboolean
cs_typing_equal (const CsTyping *one,
                 const CsTyping *other)
{
  CsDigest a = cs_content_digest (one->content), b = cs_content_digest (other->content);

  return cs_digest_equal (&a, &b) && one->release == other->release &&
         one->release_at == other->release_at && g_str_equal (one->zone, other->zone);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->typing, cs_typing_free);
  g_free (job);
}

static gboolean
write_file (const char      *path,
            const CsTyping  *typing,
            GError         **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *content = cs_content_to_canonical (typing->content);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *data = NULL;
  gsize size;

  g_key_file_set_int64 (file, GROUP, "at", typing->at);
  g_key_file_set_string (file, GROUP, "release", cs_release_nick (typing->release));
  g_key_file_set_int64 (file, GROUP, "release-at", typing->release_at);
  g_key_file_set_string (file, GROUP, "zone", typing->zone);
  g_key_file_set_string (file, GROUP, "content", content);
  data = g_key_file_to_data (file, &size, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "Making %s", folder);
      return FALSE;
    }
  /* Renamed into place, so that a crash in the middle leaves the earlier one; not synced: it guards against our own end. */
  return g_file_set_contents_full (path, data, size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
job_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (job->typing == NULL)
    g_unlink (job->path);
  else if (!write_file (job->path, job->typing, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
job_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  CsRecovery *self = CS_RECOVERY (source);
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_message ("Cannot keep the newest typing: %s", error->message);
  self->busy = FALSE;
  if (self->pending)
    run_next (self);
}

static void
run_next (CsRecovery *self)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  if (self->busy)
    return;
  job = g_new0 (Job, 1);
  job->path = g_strdup (self->path);
  job->typing = g_steal_pointer (&self->next);
  self->pending = FALSE;
  self->busy = TRUE;
  task = g_task_new (self, NULL, job_done_cb, NULL);
  g_task_set_source_tag (task, run_next);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_thread);
}

static CsTyping *
parse_file (const char *data,
            gsize       size)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(CsContent) content = NULL;
  g_autofree char *json = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *nick = NULL;
  CsRelease release;

  if (!g_key_file_load_from_data (file, data, size, G_KEY_FILE_NONE, NULL))
    return NULL;
  json = g_key_file_get_string (file, GROUP, "content", NULL);
  zone = g_key_file_get_string (file, GROUP, "zone", NULL);
  nick = g_key_file_get_string (file, GROUP, "release", NULL);
  content = json ? cs_content_parse (json, NULL) : NULL;
  if (content == NULL || zone == NULL || nick == NULL || !cs_release_from_nick (nick, &release))
    return NULL;
  return cs_typing_new (content, release, g_key_file_get_int64 (file, GROUP, "release-at", NULL), zone,
                        g_key_file_get_int64 (file, GROUP, "at", NULL));
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autofree char *data = NULL;
  GStatBuf status;
  gsize size = 0;
  CsTyping *typing = NULL;

  if (g_stat (task_data, &status) == 0 && status.st_size <= MAX_BYTES &&
      g_file_get_contents (task_data, &data, &size, NULL))
    typing = parse_file (data, size);
  g_task_return_pointer (task, typing, (GDestroyNotify) cs_typing_free);
}

static void
cs_recovery_finalize (GObject *object)
{
  CsRecovery *self = CS_RECOVERY (object);

  g_free (self->path);
  g_clear_pointer (&self->next, cs_typing_free);
  G_OBJECT_CLASS (cs_recovery_parent_class)->finalize (object);
}

static void
cs_recovery_class_init (CsRecoveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_recovery_finalize;
}

static void
cs_recovery_init (CsRecovery *self)
{
}

CsRecovery *
cs_recovery_new (const char *office,
                 gint64      person,
                 gint64      post)
{
  CsRecovery *self = g_object_new (CS_TYPE_RECOVERY, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, office, -1);
  g_autofree char *name = NULL;

  hash[16] = '\0';
  if (post == 0)
    name = g_strdup_printf ("person-%" G_GINT64_FORMAT "-new-post", person);
  else
    name = g_strdup_printf ("person-%" G_GINT64_FORMAT "-post-%" G_GINT64_FORMAT, person, post);
  self->path = g_build_filename (g_get_user_state_dir (), "countersign", "recovery", hash, name, NULL);
  return self;
}

const char *
cs_recovery_get_path (CsRecovery *self)
{
  g_return_val_if_fail (CS_IS_RECOVERY (self), NULL);

  return self->path;
}

void
cs_recovery_write (CsRecovery *self,
                   CsTyping   *typing)
{
  g_return_if_fail (CS_IS_RECOVERY (self));
  g_return_if_fail (typing != NULL);

  g_clear_pointer (&self->next, cs_typing_free);
  self->next = typing;
  self->pending = TRUE;
  run_next (self);
}

void
cs_recovery_remove (CsRecovery *self)
{
  g_return_if_fail (CS_IS_RECOVERY (self));

  g_clear_pointer (&self->next, cs_typing_free);
  self->pending = TRUE;
  run_next (self);
}

void
cs_recovery_read_async (CsRecovery          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (CS_IS_RECOVERY (self));

  g_task_set_source_tag (task, cs_recovery_read_async);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, read_thread);
}

CsTyping *
cs_recovery_read_finish (CsRecovery   *self,
                         GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
