/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-compat.h"
#include "cs-source-client.h"
#include "cs-source-library.h"
#include "cs-toasts.h"

typedef struct
{
  GtkWidget        *row; /* owned reference */
  CsSession        *session;
  CsSourceAttached  attached;
  CsSourceKept      kept;
  gint64            card;
} Act;

static Act *
act_new (GtkWidget *row,
         CsSession *session)
{
  Act *act = g_new0 (Act, 1);

  act->row = g_object_ref (row);
  act->session = g_object_ref (session);
  return act;
}

static void
act_free (Act *act)
{
  g_object_unref (act->row);
  g_object_unref (act->session);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  CsDigest snapshot;

  if (reply == NULL)
    {
      cs_toast_error (act->row, NULL, error);
      return;
    }
  snapshot = cs_reply_read_snapshot (reply);
  act->attached ((CsSourceRow *) act->row, &snapshot);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) files = cs_compat_choose_files_finish (result, &error);
  g_autoptr(GFile) file = files && g_list_model_get_n_items (files) > 0 ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path == NULL)
    {
      cs_toast_error (act->row, NULL, error);
      return;
    }
  cs_office_call_async (cs_session_get_office (act->session), "source.snapshot", cs_arguments_source_snapshot (path), NULL,
                        stored_cb, act);
  act = NULL;
}

void
cs_source_library_attach (GtkWidget        *row,
                          CsSession        *session,
                          CsSourceAttached  done)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  Act *act = act_new (row, session);

  act->attached = done;
  gtk_file_filter_set_name (filter, _("PDF, pictures and text"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "text/plain");
  cs_compat_choose_files_async (row, _("Attach a Copy of the Source"), filter, FALSE, NULL, chosen_cb, act);
}

static void
handler_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GAppInfo) app = g_file_query_default_handler_finish (G_FILE (source), result, NULL);
  g_autoptr(GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (act->row));
  g_autoptr(GList) files = g_list_append (NULL, source);

  if (app == NULL || !g_app_info_launch (app, files, G_APP_LAUNCH_CONTEXT (context), NULL))
    cs_toast_say (act->row, _("No program on this computer opens the stored copy."));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autofree char *path = reply ? cs_reply_read_path (reply) : NULL;
  g_autoptr(GFile) file = path ? g_file_new_for_path (path) : NULL;

  if (file == NULL)
    {
      cs_toast_error (act->row, NULL, error);
      return;
    }
  g_file_query_default_handler_async (file, G_PRIORITY_DEFAULT, NULL, handler_found_cb, act);
  act = NULL;
}

void
cs_source_library_open (GtkWidget      *row,
                        CsSession      *session,
                        const CsDigest *snapshot)
{
  cs_office_call_async (cs_session_get_office (session), "media.path", cs_arguments_media_path (snapshot), NULL, found_cb,
                        act_new (row, session));
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (reply == NULL)
    {
      cs_toast_error (act->row, NULL, error);
      return;
    }
  cs_toast_say (act->row, act->card != 0 ? _("The library’s card is up to date") : _("Saved to the library"));
  act->kept ((CsSourceRow *) act->row, cs_reply_read_id (reply));
}

void
cs_source_library_keep (GtkWidget      *row,
                        CsSession      *session,
                        const CsSource *source,
                        CsSourceKept    done)
{
  Act *act = act_new (row, session);

  act->kept = done;
  act->card = source->card;
  cs_office_call_async (cs_session_get_office (session), source->card != 0 ? "source.change" : "source.add",
                        source->card != 0 ? cs_arguments_source_change (source) : cs_arguments_source_add (source), NULL, kept_cb,
                        act);
}
