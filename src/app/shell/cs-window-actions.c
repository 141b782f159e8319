/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-absence-window.h"
#include "cs-arguments.h"
#include "cs-compat.h"
#include "cs-composer-page.h"
#include "cs-keys-window.h"
#include "cs-password-window.h"
#include "cs-preferences.h"
#include "cs-sheet-page.h"
#include "cs-show-error.h"
#include "cs-window-private.h"

static void
show_place (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  const char *place = g_variant_get_string (parameter, NULL);

  /* The keys are the same for everybody; a place that is not in the sidebar is not this person's. */
  if (cs_sidebar_has_place (self->sidebar, place))
    cs_window_show_place (self, place);
}

static void
go_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  GtkWidget *page = cs_window_get_page (self);

  /* A place may have pages of its own. */
  if (self->pushed->len > 0)
    cs_window_pop (self);
  else if (page != NULL)
    gtk_widget_activate_action (page, "page.back", NULL);
}

static void
toast (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  cs_window_toast (CS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
edit_post (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    cs_window_push (self, cs_composer_page_new (self->session, g_variant_get_int64 (parameter)));
}

static void
new_post (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    cs_window_push (self, cs_composer_page_new (self->session, 0));
}

/* Whoever writes a post gets the composer, everybody else the sheet. */
static gboolean
is_for_writing (const CsSheetInfo *sheet)
{
  return sheet->may_edit &&
         (sheet->post->state == CS_POST_DRAFT || sheet->post->state == CS_POST_RETURNED);
}

static void
post_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->watch == NULL)
    return;

  sheet = cs_reply_read_sheet (reply);
  if (is_for_writing (sheet))
    cs_window_push (self, cs_composer_page_new (self->session, sheet->post->id));
  else
    cs_window_push (self, cs_sheet_page_new (self->session, sheet->post->id));
}

static void
open_post (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->watch != NULL)
    cs_office_call_async (CS_OFFICE (self->office), "post.get",
                          cs_arguments_one ("post", g_variant_get_int64 (parameter)),
                          self->cancellable, post_asked_cb, g_object_ref (self));
}

static void
sit (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  cs_window_sit (CS_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
let_in (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  cs_window_let_in (CS_WINDOW (widget));
}

static void
sign_out (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  cs_window_sign_out (CS_WINDOW (widget));
}

static void
restart (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  cs_window_restart (CS_WINDOW (widget));
}

static void
make_practice (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  self->practice = TRUE;
  cs_window_restart (self);
}

static void
open_office (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  cs_window_choose_office (CS_WINDOW (widget));
}

static void
open_practice (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  cs_window_open_practice (CS_WINDOW (widget));
}

static void
begin_anew (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  cs_window_begin_anew (CS_WINDOW (widget));
}

/* The page shown has its own "page.search", if it can be searched. */
static void
search (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  GtkWidget *page = cs_window_get_page (CS_WINDOW (widget));

  if (page != NULL)
    gtk_widget_activate_action (page, "page.search", NULL);
}

static void
open_practice_network (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  const CsOfficeInfo *info = self->session != NULL ? cs_session_get_info (self->session) : NULL;

  if (info != NULL && *info->practice_address != '\0')
    cs_compat_open_address (widget, info->practice_address);
}

static void
show_keys (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  gtk_window_present (cs_keys_window_new (GTK_WINDOW (widget), cs_window_get_page (CS_WINDOW (widget))));
}

static void
preferences (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  gtk_window_present (cs_preferences_new (CS_WINDOW (widget)));
}

static void
absence (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (self->session != NULL && cs_session_get_me (self->session) != NULL)
    gtk_window_present (cs_absence_window_new (GTK_WINDOW (widget), self->session, CS_ABSENCE_OWN));
}

static void
change_password (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  const CsPersonInfo *me = self->session != NULL ? cs_session_get_me (self->session) : NULL;

  if (me != NULL)
    gtk_window_present (cs_password_window_new (GTK_WINDOW (widget), self->session, me->id, TRUE));
}

void
cs_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-place", "s", show_place);
  gtk_widget_class_install_action (widget_class, "win.open-post", "x", open_post);
  gtk_widget_class_install_action (widget_class, "win.edit-post", "x", edit_post);
  gtk_widget_class_install_action (widget_class, "win.new-post", NULL, new_post);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast);
  gtk_widget_class_install_action (widget_class, "win.sit", "x", sit);
  gtk_widget_class_install_action (widget_class, "win.let-in", NULL, let_in);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out);
  gtk_widget_class_install_action (widget_class, "win.restart", NULL, restart);
  gtk_widget_class_install_action (widget_class, "win.make-practice", NULL, make_practice);
  gtk_widget_class_install_action (widget_class, "win.open-office", NULL, open_office);
  gtk_widget_class_install_action (widget_class, "win.open-practice", NULL, open_practice);
  gtk_widget_class_install_action (widget_class, "win.begin-anew", NULL, begin_anew);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.open-practice-network", NULL,
                                   open_practice_network);
  gtk_widget_class_install_action (widget_class, "win.show-keys", NULL, show_keys);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences);
  gtk_widget_class_install_action (widget_class, "win.change-password", NULL, change_password);
  gtk_widget_class_install_action (widget_class, "win.absence", NULL, absence);
  cs_window_install_acts (widget_class);
}
