/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-clock-client.h"
#include "cs-form-window.h"
#include "cs-proposal-window.h"
#include "cs-show-error.h"
#include "cs-time.h"

typedef struct
{
  gint64          post;
  CsProposalInfo *proposal; /* NULL until it is known */
  GtkWidget      *row;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_clear_pointer (&form->proposal, cs_proposal_info_free);
  g_free (form);
}

static void
submit_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autofree char *when = cs_time_format_near (form->proposal->release_at, g_get_real_time (), cs_local_zone ());
  /* Translators: %s is a time: “tomorrow 09:00” */
  g_autofree char *success = g_strdup_printf (_("The post has a new time: %s."), when);

  cs_form_window_call (window, "post.reschedule",
                       cs_arguments_post_reschedule (form->post, CS_RELEASE_AT_TIME, form->proposal->release_at,
                                                     form->proposal->zone),
                       success);
}

/* “2 h 30 min” */
static char *
describe_minutes (guint minutes)
{
  if (minutes < 60)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  if (minutes % 60 == 0)
    return g_strdup_printf (ngettext ("%u hour", "%u hours", minutes / 60), minutes / 60);

  /* Translators: a duration: “2 h 30 min” */
  return g_strdup_printf (_("%u h %u min"), minutes / 60, minutes % 60);
}

static char *
describe_why (const CsProposalInfo *proposal)
{
  g_autofree char *minutes = describe_minutes (proposal->minutes);

  if (proposal->minutes == 0)
    return g_strdup (_("It is signed: this is the next time within the office’s working hours."));

  /* Translators: %s is a duration: “2 hours” */
  return g_strdup_printf (_("The stages still to be passed are allowed %s of working time; then there is some time to spare."), minutes);
}

static void
show_proposal (CsFormWindow *window,
               Form         *form)
{
  g_autofree char *near = cs_time_format_near (form->proposal->release_at, g_get_real_time (), cs_local_zone ());
  g_autofree char *full = cs_time_format_full (form->proposal->release_at, form->proposal->zone);
  g_autofree char *why = describe_why (form->proposal);
  g_autofree char *text = g_strdup_printf ("%s\n%s", full, why);
  g_autofree char *title = g_markup_escape_text (near, -1);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (form->row), subtitle);
  cs_form_window_set_valid (window, TRUE);
}

static void
proposed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CsFormWindow) window = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      g_info ("%s", error->message);
      cs_form_window_refuse (window, cs_error_sentence (error));
      gtk_widget_set_visible (form->row, FALSE);
      return;
    }

  form->proposal = cs_reply_read_proposal (reply);
  show_proposal (window, form);
}

GtkWindow *
cs_proposal_window_new (GtkWindow *parent,
                        CsSession *session,
                        gint64     post)
{
  GtkWidget *window = cs_form_window_new (parent, session, _("Next Safe Time"), _("Take This Time"));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  Form *form = g_new0 (Form, 1);

  form->post = post;
  form->row = adw_action_row_new ();
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, form_free);
  adw_preferences_group_set_description (group, _("The post was not ready at its release time and did not go out. Another time can be chosen on the post’s own page."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->row), _("Looking…"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (form->row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (form->row), 0);
  adw_preferences_group_add (group, form->row);
  cs_form_window_add (CS_FORM_WINDOW (window), group);
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_cb), window, 0);
  cs_office_call_async (cs_session_get_office (session), "release.propose", cs_arguments_one ("post", post), NULL,
                        proposed_cb, g_object_ref (window));

  return GTK_WINDOW (window);
}
