/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-evidence-acts.h"
#include "cs-evidence-client.h"
#include "cs-progress-window.h"
#include "cs-replies.h"
#include "cs-show-error.h"

/* What is to be written once the person said where. */
typedef struct
{
  CsSession *session;
  gint64     post;    /* 0 = the seal */
} Act;

static void
act_free (Act *act)
{
  g_clear_object (&act->session);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  const char *format = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree char *text = NULL;

  if ((reply = cs_progress_call_finish (GTK_WIDGET (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (source), error);
      return;
    }

  path = cs_reply_read_path (reply);
  name = g_path_get_basename (path);
  parts = g_strsplit (format, "%s", 2);
  text = g_strjoinv (name, parts);
  gtk_widget_activate_action (GTK_WIDGET (source), "win.toast", "s", text);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = cs_compat_choose_path_finish (result, &error);

  if (path == NULL)
    cs_show_error (GTK_WIDGET (source), error);
  else if (act->post != 0)
    cs_progress_call_async (GTK_WIDGET (source), act->session, _("Writing the dossier…"), "dossier.export",
                            cs_arguments_dossier_export (act->post, path, FALSE), written_cb,
                            /* Translators: %s is the name of a folder */
                            (gpointer) _("The dossier is in “%s”. It can be checked there without Countersign."));
  else
    cs_progress_call_async (GTK_WIDGET (source), act->session, _("Printing the seal…"), "seal.print",
                            cs_arguments_seal_print (path), written_cb,
                            /* Translators: %s is the name of a file */
                            (gpointer) _("The seal is in “%s”. Print it and keep it: it proves the journal later."));
}

static Act *
act_new (CsSession *session,
         gint64     post)
{
  Act *act = g_new0 (Act, 1);

  act->session = g_object_ref (session);
  act->post = post;

  return act;
}

void
cs_export_dossier (GtkWidget *widget,
                   CsSession *session,
                   gint64     post)
{
  /* Translators: name of a folder; %d is the number of a post */
  g_autofree char *name = g_strdup_printf (_("Dossier of post %d"), (int) post);

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CS_IS_SESSION (session));

  cs_compat_choose_new_file_async (widget, _("Export the Dossier"), name, NULL, place_chosen_cb,
                                   act_new (session, post));
}

void
cs_print_seal (GtkWidget *widget,
               CsSession *session)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: name of a file; %s is a date */
  g_autofree char *name = g_strdup_printf (_("Seal of %s.pdf"), day);

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CS_IS_SESSION (session));

  cs_compat_choose_new_file_async (widget, _("Save Today’s Seal"), name, NULL, place_chosen_cb,
                                   act_new (session, 0));
}
