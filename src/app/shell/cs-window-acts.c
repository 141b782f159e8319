/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-composer-page.h"
#include "cs-account-window.h"
#include "cs-evidence-acts.h"
#include "cs-leader-window.h"
#include "cs-proposal-window.h"
#include "cs-reason-window.h"
#include "cs-seal-window.h"
#include "cs-show-error.h"
#include "cs-unlock-window.h"
#include "cs-versions-window.h"
#include "cs-window-private.h"

/* Acts that several pages offer: emergencies and the held queue, evidence, one's own account and key. */

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    cs_show_error (GTK_WIDGET (self), error);
}

static void
release_queue (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  const CsFreezeInfo *freeze = self->watch != NULL ? cs_desk_watch_get_freeze (self->watch) : NULL;

  if (freeze != NULL)
    gtk_window_present (cs_queue_release_window_new (GTK_WINDOW (widget), self->session, freeze));
}

static void
propose_release (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    gtk_window_present (cs_proposal_window_new (GTK_WINDOW (widget), self->session, g_variant_get_int64 (parameter)));
}

static void
notices_read (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  GPtrArray *notices = self->watch != NULL ? cs_desk_watch_get_notices (self->watch) : NULL;

  /* Newest first: this one and all before it. */
  if (notices != NULL && notices->len > 0)
    cs_office_call_async (CS_OFFICE (self->office), "notice.seen",
                          cs_arguments_notice_seen (((const CsNoticeInfo *) g_ptr_array_index (notices, 0))->id),
                          self->cancellable, answered_cb, g_object_ref (self));
}

static void
freeze_queue (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    gtk_window_present (cs_queue_freeze_window_new (GTK_WINDOW (widget), self->session));
}

static void
start_emergency (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    gtk_window_present (cs_emergency_start_window_new (GTK_WINDOW (widget), self->session,
                                                       g_variant_get_int64 (parameter)));
}

static void
clear_emergency (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    gtk_window_present (cs_emergency_clear_window_new (GTK_WINDOW (widget), self->session,
                                                       g_variant_get_int64 (parameter)));
}

static void
show_account (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL && cs_session_get_me (self->session) != NULL)
    gtk_window_present (cs_account_window_new (GTK_WINDOW (widget), self->session));
}

static void
export_dossier (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    cs_export_dossier (widget, self->session, g_variant_get_int64 (parameter));
}

static void
print_leader_sheet (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    gtk_window_present (cs_leader_window_new (GTK_WINDOW (widget), self->session, g_variant_get_int64 (parameter)));
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (cs_unlock_finish (GTK_WIDGET (source), result, &error))
    cs_window_toast (CS_WINDOW (source), _("Your signing key is open."));
  else
    cs_show_error (GTK_WIDGET (source), error);
}

static void
unlock (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    cs_unlock_async (widget, self->session, self->cancellable, unlocked_cb, NULL);
}

static void
print_seal (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    cs_print_seal (widget, self->session);
}

static void
check_seal (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    gtk_window_present (cs_seal_window_new (GTK_WINDOW (widget), self->session));
}

static void
show_journal (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch == NULL)
    return;

  cs_window_show_place (self, "journal");
  gtk_widget_activate_action (cs_window_get_page (self), "page.only-post", "x", g_variant_get_int64 (parameter));
}

/* Only a page on which the post is written takes a version up. */
static void
take_version_cb (CsWindow   *self,
                 const char *canonical)
{
  gtk_widget_activate_action (cs_window_get_page (self), "composer.take-content", "s", canonical);
}

static void
show_versions (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  GtkWidget *page = self->watch != NULL ? cs_window_get_page (self) : NULL;
  GtkWidget *window;

  if (page == NULL)
    return;
  window = cs_versions_window_new (GTK_WINDOW (widget), self->session, g_variant_get_int64 (parameter), CS_IS_COMPOSER_PAGE (page));
  g_signal_connect_object (window, "take", G_CALLBACK (take_version_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

void
cs_window_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.unlock", NULL, unlock);
  gtk_widget_class_install_action (widget_class, "win.account", NULL, show_account);
  gtk_widget_class_install_action (widget_class, "win.notices-read", NULL, notices_read);
  gtk_widget_class_install_action (widget_class, "win.hold-queue", NULL, freeze_queue);
  gtk_widget_class_install_action (widget_class, "win.release-queue", NULL, release_queue);
  gtk_widget_class_install_action (widget_class, "win.propose-release", "x", propose_release);
  gtk_widget_class_install_action (widget_class, "win.start-emergency", "x", start_emergency);
  gtk_widget_class_install_action (widget_class, "win.clear-emergency", "x", clear_emergency);
  gtk_widget_class_install_action (widget_class, "win.export-dossier", "x", export_dossier);
  gtk_widget_class_install_action (widget_class, "win.print-leader-sheet", "x", print_leader_sheet);
  gtk_widget_class_install_action (widget_class, "win.print-seal", NULL, print_seal);
  gtk_widget_class_install_action (widget_class, "win.check-seal", NULL, check_seal);
  gtk_widget_class_install_action (widget_class, "win.show-journal", "x", show_journal);
  gtk_widget_class_install_action (widget_class, "win.show-versions", "x", show_versions);
}
