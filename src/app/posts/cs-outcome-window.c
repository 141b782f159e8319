/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outcome-window.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-form-window.h"
#include "cs-queue-removal.h"
#include "cs-show-error.h"
#include "cs-text-label.h"
#include "cs-time.h"

typedef struct
{
  gint64       publication;
  gboolean     sent;
  GtkEditable *address; /* NULL where none is asked for */
} Form;

char *
cs_outcome_describe (const CsPublicationInfo *publication,
                     gint64                   now,
                     const char              *zone)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (lines, g_strdup_printf (ngettext ("It was sent %d time, and no answer came that can be trusted.",
                                                     "It was sent %d times, and no answer came that can be trusted.",
                                                     publication->attempts), publication->attempts));
  if (publication->settled_at > 0)
    {
      g_autofree char *when = cs_time_format_near (publication->settled_at, now, zone);

      /* Translators: %s is a time such as “5 min ago” */
      g_ptr_array_add (lines, g_strdup_printf (_("The network was last asked %s, and could not tell."), when));
    }
  if (publication->next_try_at > now)
    {
      g_autofree char *when = cs_time_format_near (publication->next_try_at, now, zone);

      /* Translators: %s is a time such as “in 5 min” */
      g_ptr_array_add (lines, g_strdup_printf (_("It is looked for again by itself %s."), when));
    }
  else
    {
      g_ptr_array_add (lines, g_strdup (_("It is not looked for any more: a person has to.")));
    }
  if (*publication->error_detail != '\0')
    /* Translators: what a network answered, word for word */
    g_ptr_array_add (lines, g_strdup_printf (_("It said: “%s”"), publication->error_detail));
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static gboolean
is_address (const char *text)
{
  return g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://127.0.0.1:");
}

static void
changed_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (form->address)));

  cs_form_window_set_valid (window, is_address (text));
}

static void
submit_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autofree char *address = form->address ? g_strstrip (g_strdup (gtk_editable_get_text (form->address))) : g_strdup ("");

  cs_form_window_call (window, "publication.resolve", cs_arguments_resolve (form->publication, form->sent, address),
                       form->sent ? _("Recorded: it is out.") : _("Recorded: it is not out. It can be tried again."));
}

/* @known: what is known of it, or "" */
static void
add_facts (CsFormWindow *window,
           CsSession    *session,
           gint64        account_id,
           const char   *words,
           const char   *known,
           const char   *question)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const CsAccountInfo *account = cs_session_find_account (session, account_id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), cs_text_label_new (account ? account->handle : "?", "heading"));
  if (*words != '\0')
    {
      /* Translators: the words of a post, between quotation marks */
      g_autofree char *quoted = g_strdup_printf (_("“%s”"), words);
      GtkWidget *label = cs_text_label_new (quoted, NULL);

      gtk_label_set_lines (GTK_LABEL (label), 4);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  if (*known != '\0')
    gtk_box_append (GTK_BOX (box), cs_text_label_new (known, "dim-label"));
  gtk_box_append (GTK_BOX (box), cs_text_label_new (question, NULL));
  adw_preferences_group_add (group, box);
  cs_form_window_add (window, group);
}

static void
ask_address (GtkWidget *window,
             Form      *form)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_entry_row_new ();

  form->address = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Address of the Published Post"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  cs_form_window_add (CS_FORM_WINDOW (window), group);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_grab_focus (row);
}

GtkWindow *
cs_outcome_window_new (GtkWindow               *parent,
                       CsSession               *session,
                       const CsPublicationInfo *publication,
                       const char              *words,
                       gboolean                 sent)
{
  GtkWidget *window = cs_form_window_new (parent, session, sent ? _("It Is Out") : _("It Is Not Out"),
                                          sent ? _("Record") : _("It Is Not Out"));
  g_autofree char *known = cs_outcome_describe (publication, g_get_real_time (), cs_local_zone ());
  Form *form = g_new0 (Form, 1);

  form->publication = publication->id;
  form->sent = sent;
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_cb), window, 0);
  add_facts (CS_FORM_WINDOW (window), session, publication->account, words, known,
             sent ? _("Open the published post in the browser and copy its address, so that the record leads to it and the next part answers it.")
                  : _("Look at the account first. If it is out after all and is tried again, it stands there twice."));
  if (sent)
    ask_address (window, form);
  else
    {
      cs_form_window_set_destructive (CS_FORM_WINDOW (window));
      cs_form_window_set_valid (CS_FORM_WINDOW (window), TRUE);
      cs_form_window_focus_cancel (CS_FORM_WINDOW (window));
    }

  return GTK_WINDOW (window);
}

static void
submit_removed_cb (CsFormWindow *window)
{
  const gint64 *publication = g_object_get_data (G_OBJECT (window), "cs-publication");

  cs_form_window_call (window, "removal.resolve", cs_arguments_one ("publication", *publication), _("Recorded: it is gone."));
}

GtkWindow *
cs_outcome_window_new_removed (GtkWindow            *parent,
                               CsSession            *session,
                               const CsTakeDownInfo *removal,
                               const char           *words)
{
  GtkWidget *window = cs_form_window_new (parent, session, _("It Is Gone"), _("It Is Gone"));
  g_autofree char *known = cs_queue_removal_trouble (removal);

  g_object_set_data_full (G_OBJECT (window), "cs-publication", g_memdup2 (&removal->publication, sizeof removal->publication), g_free);
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_removed_cb), window, 0);
  add_facts (CS_FORM_WINDOW (window), session, removal->account, words, known,
             _("Delete it there by hand, and look at the account. What is recorded as gone is neither taken down nor looked for any more."));
  cs_form_window_set_destructive (CS_FORM_WINDOW (window));
  cs_form_window_set_valid (CS_FORM_WINDOW (window), TRUE);
  cs_form_window_focus_cancel (CS_FORM_WINDOW (window));

  return GTK_WINDOW (window);
}
