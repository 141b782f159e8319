/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-form-window.h"
#include "cs-reason-window.h"
#include "cs-show-error.h"
#include "cs-time.h"

typedef enum
{
  REASON_START,
  REASON_CLEAR,
  REASON_FREEZE,
  REASON_RELEASE,
} ReasonKind;

typedef struct
{
  ReasonKind   kind;
  gint64       post;
  GtkEditable *reason; /* NULL where none is asked for */
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
  const char *reason = form->reason != NULL ? gtk_editable_get_text (form->reason) : NULL;

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
      cs_form_window_call (window, "queue.freeze", cs_arguments_queue_freeze (reason), _("The queue is held."));
      return;

    case REASON_RELEASE:
    default:
      cs_form_window_call (window, "queue.thaw", NULL, _("The queue is released: posts go out again."));
      return;
    }
}

static GtkWidget *
make_window (GtkWindow   *parent,
             CsSession   *session,
             ReasonKind   kind,
             gint64       post,
             const char  *title,
             const char  *action)
{
  GtkWidget *window = cs_form_window_new (parent, session, title, action);
  Form *form = g_new0 (Form, 1);

  form->kind = kind;
  form->post = post;
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_cb), window, 0);

  return window;
}

static AdwPreferencesGroup *
add_group (GtkWidget  *window,
           const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_description (group, description);
  cs_form_window_add (CS_FORM_WINDOW (window), group);

  return group;
}

/* Nothing happens without the sentence; where Enter in the field may do it, it does. */
static GtkWindow *
ask_reason (GtkWidget  *window,
            const char *description,
            const char *field,
            gboolean    enter_submits)
{
  AdwPreferencesGroup *group = add_group (window, description);
  GtkWidget *row = adw_entry_row_new ();
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");

  form->reason = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), enter_submits);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_grab_focus (row);

  return GTK_WINDOW (window);
}

GtkWindow *
cs_emergency_start_window_new (GtkWindow *parent,
                               CsSession *session,
                               gint64     post)
{
  GtkWidget *window = make_window (parent, session, REASON_START, post, _("Emergency Lane"), _("Start"));

  cs_form_window_set_destructive (CS_FORM_WINDOW (window));

  return ask_reason (window, _("The post takes the short route, and all ordinary posts are held until the queue is released. A full review is owed within 24 hours of the signature, by somebody who took no part."),
                     _("Why This Cannot Wait"), FALSE);
}

GtkWindow *
cs_emergency_clear_window_new (GtkWindow *parent,
                               CsSession *session,
                               gint64     post)
{
  GtkWidget *window = make_window (parent, session, REASON_CLEAR, post, _("Full Review"), _("Clear"));

  return ask_reason (window, _("You reviewed the whole post afterwards and took no part in it. What you found is kept in the journal."),
                     _("Finding"), TRUE);
}

GtkWindow *
cs_queue_freeze_window_new (GtkWindow *parent,
                            CsSession *session)
{
  GtkWidget *window = make_window (parent, session, REASON_FREEZE, 0, _("Hold Everything"), _("Hold"));

  cs_form_window_set_destructive (CS_FORM_WINDOW (window));

  return ask_reason (window, _("Nothing but emergency posts goes out until the queue is released. Everybody sees the reason."),
                     _("Reason"), FALSE);
}

GtkWindow *
cs_queue_release_window_new (GtkWindow          *parent,
                             CsSession          *session,
                             const CsFreezeInfo *freeze)
{
  GtkWidget *window = make_window (parent, session, REASON_RELEASE, 0, _("Release the Queue"), _("Release"));
  AdwPreferencesGroup *group = add_group (window, _("Posts go out again at their times. What became late meanwhile does not go out: it expires, and can be given a new time."));
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *reason = g_markup_escape_text (freeze->reason, -1);
  g_autofree char *when = cs_time_format_near (freeze->made_at, g_get_real_time (), cs_local_zone ());
  /* Translators: %1$s is a person, %2$s a time: “Held by Li Na, 12 min ago” */
  g_autofree char *who = g_strdup_printf (_("Held by %1$s, %2$s"), freeze->made_by_name, when);
  g_autofree char *subtitle = g_markup_escape_text (who, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reason);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
  cs_form_window_set_valid (CS_FORM_WINDOW (window), TRUE);
  cs_form_window_focus_cancel (CS_FORM_WINDOW (window));

  return GTK_WINDOW (window);
}
