/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-error.h"
#include "cs-evidence-acts.h"
#include "cs-evidence-client.h"
#include "cs-progress-window.h"
#include "cs-replies.h"
#include "cs-show-error.h"
#include "cs-unlock-window.h"

/* What is to be written, and where. */
typedef struct
{
  CsSession *session; /* owned */
  gint64     post;    /* 0 = the seal */
  char      *path;    /* owned; NULL until the person said where */
  gboolean   asked;   /* for the password: once is enough */
} Act;

static void
act_free (Act *act)
{
  g_clear_object (&act->session);
  g_free (act->path);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static void write_it (GtkWidget *widget, Act *act);

static void
tell_written (GtkWidget  *widget,
              const Act  *act,
              JsonObject *reply)
{
  const char *format = act->post != 0
                       /* Translators: %s is the name of a folder */
                       ? _("The dossier is in “%s”. It can be checked there without Countersign.")
                       /* Translators: %s is the name of a file */
                       : _("The seal is in “%s”. Print it and keep it: it proves the journal later.");
  g_autofree char *path = cs_reply_read_path (reply);
  g_autofree char *name = g_path_get_basename (path);
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strjoinv (name, parts);

  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;

  if (cs_unlock_finish (GTK_WIDGET (source), result, &error))
    write_it (GTK_WIDGET (source), g_steal_pointer (&act));
  else
    cs_show_error (GTK_WIDGET (source), error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_progress_call_finish (GTK_WIDGET (source), result, &error)) != NULL)
    {
      tell_written (GTK_WIDGET (source), act, reply);
    }
  else if (!act->asked && g_error_matches (error, CS_ERROR, CS_ERROR_KEY_CLOSED))
    {
      Act *again = g_steal_pointer (&act);

      again->asked = TRUE;
      cs_unlock_async (GTK_WIDGET (source), again->session, NULL, unlocked_cb, again);
    }
  else
    {
      cs_show_error (GTK_WIDGET (source), error);
    }
}

/* Both are signed by whoever makes them. @act: (transfer full) */
static void
write_it (GtkWidget *widget,
          Act       *act)
{
  if (act->post != 0)
    cs_progress_call_async (widget, act->session, _("Writing the dossier…"), "dossier.export",
                            cs_arguments_dossier_export (act->post, act->path, FALSE), written_cb, act);
  else
    cs_progress_call_async (widget, act->session, _("Printing the seal…"), "seal.print",
                            cs_arguments_seal_print (act->path), written_cb, act);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Act) act = user_data;
  g_autoptr(GError) error = NULL;

  if ((act->path = cs_compat_choose_path_finish (result, &error)) != NULL)
    write_it (GTK_WIDGET (source), g_steal_pointer (&act));
  else
    cs_show_error (GTK_WIDGET (source), error);
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
