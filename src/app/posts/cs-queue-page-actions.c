/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-queue-page-private.h"

#include "cs-amend-window.h"
#include "cs-arguments.h"
#include "cs-outcome-window.h"
#include "cs-show-error.h"

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsQueuePage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (reply == NULL && self->session != NULL)
    cs_show_error (GTK_WIDGET (self), error);
}

static void
act (CsQueuePage *self,
     const char  *operation,
     JsonObject  *arguments)
{
  cs_office_call_async (cs_session_get_office (self->session), operation, arguments, NULL, acted_cb, g_object_ref (self));
}

static void
hold_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  act (CS_QUEUE_PAGE (widget), g_str_equal (action, "queue.hold") ? "post.hold" : "post.resume",
       cs_arguments_one ("post", g_variant_get_int64 (parameter)));
}

static void
retry_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  gint64 publication;
  gboolean all;

  g_variant_get (parameter, "(xb)", &publication, &all);
  act (CS_QUEUE_PAGE (widget), "publication.retry", cs_arguments_retry (publication, all));
}

static const CsQueuePiece *
find_piece (CsQueuePage *self,
            gint64       id)
{
  for (guint i = 0; i < N_GROUPS; i++)
    for (guint j = 0; self->shown[i] != NULL && j < self->shown[i]->len; j++)
      {
        const CsQueueEntry *entry = g_ptr_array_index (self->shown[i], j);

        for (guint k = 0; k < entry->pieces->len; k++)
          {
            const CsQueuePiece *piece = g_ptr_array_index (entry->pieces, k);

            if (piece->publication->id == id)
              return piece;
          }
      }

  return NULL;
}

static void
resolve_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CsQueuePage *self = CS_QUEUE_PAGE (widget);
  const CsQueuePiece *piece;
  gint64 id;
  gboolean sent;

  g_variant_get (parameter, "(xb)", &id, &sent);
  if ((piece = find_piece (self, id)) != NULL)
    gtk_window_present (cs_outcome_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, piece->publication,
                                               piece->publication->excerpt, sent));
}

static void
withdraw_action (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CsQueuePage *self = CS_QUEUE_PAGE (widget);

  gtk_window_present (cs_amend_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, g_variant_get_int64 (parameter),
                                           CS_AMEND_WITHDRAWAL));
}

static void
remove_again_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  act (CS_QUEUE_PAGE (widget), "removal.retry", cs_arguments_one ("publication", g_variant_get_int64 (parameter)));
}

static void
removed_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CsQueuePage *self = CS_QUEUE_PAGE (widget);
  const CsQueuePiece *piece = find_piece (self, g_variant_get_int64 (parameter));

  if (piece != NULL && piece->removal != NULL)
    gtk_window_present (cs_outcome_window_new_removed (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, piece->removal,
                                                       piece->publication->excerpt));
}

void
cs_queue_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "queue.hold", "x", hold_action);
  gtk_widget_class_install_action (widget_class, "queue.resume", "x", hold_action);
  gtk_widget_class_install_action (widget_class, "queue.retry", "(xb)", retry_action);
  gtk_widget_class_install_action (widget_class, "queue.resolve", "(xb)", resolve_action);
  gtk_widget_class_install_action (widget_class, "queue.withdraw", "x", withdraw_action);
  gtk_widget_class_install_action (widget_class, "queue.remove-again", "x", remove_again_action);
  gtk_widget_class_install_action (widget_class, "queue.removed", "x", removed_action);
}
