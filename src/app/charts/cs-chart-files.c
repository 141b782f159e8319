/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart-drawing.h"
#include "cs-chart-files.h"
#include "cs-compat.h"
#include "cs-table-import.h"
#include "cs-toasts.h"

/* --- the picture as a file --- */

typedef struct
{
  GtkWidget *widget; /* owned */
  CsChart   *chart;
  char      *path;
  gboolean   svg;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->widget);
  cs_chart_free (save->chart);
  g_free (save->path);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;
  gboolean right_to_left = cs_chart_is_right_to_left (save->chart);
  g_autoptr(GBytes) bytes = save->svg ? cs_chart_render_svg (save->chart, right_to_left, &error)
                                      : cs_chart_render (save->chart, right_to_left, &error);

  if (bytes && g_file_set_contents (save->path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    cs_toast_say (GTK_WIDGET (source), _("The picture was saved."));
  else
    cs_toast_error (GTK_WIDGET (source), NULL, error);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GTask) task = NULL;

  if ((save->path = cs_compat_choose_path_finish (result, &error)) == NULL)
    {
      cs_toast_error (save->widget, NULL, error);
      return;
    }
  task = g_task_new (save->widget, NULL, saved_cb, NULL);
  g_task_set_source_tag (task, cs_chart_files_save);
  g_task_set_task_data (task, g_steal_pointer (&save), (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread);
}

void
cs_chart_files_save (GtkWidget     *widget,
                     const CsChart *chart,
                     gboolean       svg)
{
  Save *save = g_new0 (Save, 1);

  save->widget = g_object_ref (widget);
  save->chart = cs_chart_copy (chart);
  save->svg = svg;
  cs_compat_choose_new_file_async (widget, _("Save the Picture"), svg ? "chart.svg" : "chart.png", NULL, place_chosen_cb, save);
}

/* --- tables --- */

static void
parse_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *sheets = cs_table_import_bytes (task_data, &error);

  if (sheets)
    g_task_return_pointer (task, sheets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *sheets = cs_table_import_file (task_data, cancellable, &error);

  if (sheets)
    g_task_return_pointer (task, sheets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
cs_chart_files_parse_async (gpointer             source,
                            GBytes              *bytes,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, cs_chart_files_parse_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, parse_thread);
}

void
cs_chart_files_read_async (gpointer             source,
                           const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, cs_chart_files_read_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_thread);
}

GPtrArray *
cs_chart_files_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
