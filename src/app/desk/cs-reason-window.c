/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-emergency-client.h"
#include "cs-form-window.h"
#include "cs-reason-window.h"

typedef enum
{
  REASON_START,
  REASON_CLEAR,
  REASON_FREEZE,
} ReasonKind;

typedef struct
{
  ReasonKind   kind;
  gint64       post;
  GtkEditable *reason;
} Form;

static void
changed_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (form->reason)));

  cs_form_window_set_valid (window, *text != '\0');
}

static void
submit_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  const char *reason = gtk_editable_get_text (form->reason);

  switch (form->kind)
    {
    case REASON_START:
      cs_form_window_call (window, "emergency.start", cs_arguments_emergency_start (form->post, reason),
                           _("The post goes by the emergency lane. The ordinary queue is held."));
      return;

    case REASON_CLEAR:
      cs_form_window_call (window, "emergency.clear", cs_arguments_emergency_clear (form->post, reason),
                           _("The full review is made."));
      return;

    case REASON_FREEZE:
    default:
      cs_form_window_call (window, "queue.freeze", cs_arguments_queue_freeze (reason), _("The queue is held."));
      return;
    }
}

static GtkWindow *
make_window (GtkWindow  *parent,
             CsSession  *session,
             ReasonKind  kind,
             gint64      post,
             const char *title,
             const char *action,
             const char *description,
             const char *field)
{
  GtkWidget *window = cs_form_window_new (parent, session, title, action);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_entry_row_new ();
  Form *form = g_new0 (Form, 1);

  form->kind = kind;
  form->post = post;
  form->reason = GTK_EDITABLE (row);
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  adw_preferences_group_set_description (group, description);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  cs_form_window_add (CS_FORM_WINDOW (window), group);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_cb), window, 0);
  gtk_widget_grab_focus (row);

  return GTK_WINDOW (window);
}

GtkWindow *
cs_emergency_start_window_new (GtkWindow *parent,
                               CsSession *session,
                               gint64     post)
{
  return make_window (parent, session, REASON_START, post, _("Emergency Lane"), _("Start"),
                      _("The post takes the short route, and all ordinary posts are held until the queue is released. A full review is owed within 24 hours of the signature, by somebody who took no part."),
                      _("Why This Cannot Wait"));
}

GtkWindow *
cs_emergency_clear_window_new (GtkWindow *parent,
                               CsSession *session,
                               gint64     post)
{
  return make_window (parent, session, REASON_CLEAR, post, _("Full Review"), _("Clear"),
                      _("You reviewed the whole post afterwards and took no part in it. What you found is kept in the journal."),
                      _("Finding"));
}

GtkWindow *
cs_queue_freeze_window_new (GtkWindow *parent,
                            CsSession *session)
{
  return make_window (parent, session, REASON_FREEZE, 0, _("Hold Everything"), _("Hold"),
                      _("Nothing but emergency posts goes out until the queue is released. Everybody sees the reason."),
                      _("Reason"));
}
