/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-route-client.h"
#include "cs-route-editor-private.h"
#include "cs-show-error.h"
#include "cs-wrap-box.h"

/* Trying a route on a sample before it counts: who could decide at each stage, and what is wrong. */

/* Until the person has stopped changing things, milliseconds. */
#define PAUSE 200

static gboolean
is_trying (CsRouteEditor *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->try_button));
}

void
cs_route_editor_stop_trial (CsRouteEditor *self)
{
  g_clear_handle_id (&self->trial_id, g_source_remove);
  g_cancellable_cancel (self->trial_cancellable);
  g_clear_object (&self->trial_cancellable);
}

static void
show_result (CsRouteEditor *self,
             const char    *text,
             gboolean       good)
{
  gtk_label_set_label (GTK_LABEL (self->trial_result), text);
  gtk_widget_remove_css_class (self->trial_result, good ? "cs-red" : "cs-green");
  gtk_widget_add_css_class (self->trial_result, good ? "cs-green" : "cs-red");
}

static void
show_stage_result (CsRouteEditor      *self,
                   guint               stage,
                   const CsTriedStage *tried)
{
  /* Translators: between the names of a list of people. */
  g_autofree char *names = g_strjoinv (C_("list of people", ", "), tried->who);
  g_autofree char *who = NULL;

  if (*names == '\0')
    who = g_strdup ("");
  else if (cs_route_get_stage (self->route, stage)->kind == CS_STAGE_COMMENT)
    /* Translators: names of people, on a sample of a route. */
    who = g_strdup_printf (_("Is asked to comment: %s"), names);
  else
    /* Translators: names of people, on a sample of a route. */
    who = g_strdup_printf (_("Could decide: %s"), names);
  cs_route_view_set_note (self->view, stage, who,
                          tried->fault != CS_ROUTE_GOOD ? cs_route_fault_sentence (tried->fault) : "");
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsRouteEditor) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsTriedRoute) tried = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *gaps = NULL;
  gboolean good;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !is_trying (self))
    return;
  if (reply == NULL)
    {
      show_result (self, cs_error_sentence (error), FALSE);
      return;
    }

  tried = cs_reply_read_tried_route (reply);
  good = tried->good && tried->gaps[0] == NULL;
  gaps = g_strjoinv ("\n", tried->gaps);
  for (guint i = 0; i < tried->stages->len; i++)
    show_stage_result (self, i, g_ptr_array_index (tried->stages, i));
  if (tried->fault != CS_ROUTE_GOOD)
    show_result (self, cs_route_fault_sentence (tried->fault), FALSE);
  else
    {
      const char *sample = tried->good ? _("This route works for such a post.") : _("This route does not work for such a post.");
      g_autofree char *text = g_strjoin (*gaps != '\0' ? "\n" : "", sample, gaps, NULL);

      show_result (self, text, good);
    }
}

static gboolean
try_now_cb (gpointer user_data)
{
  CsRouteEditor *self = user_data;
  g_autoptr(CsRoute) route = cs_route_copy (self->route);

  self->trial_id = 0;
  /* It can be tried before it has a name. */
  if (*route->name == '\0')
    {
      g_free (route->name);
      route->name = g_strdup (_("New Route"));
    }
  self->trial_cancellable = g_cancellable_new ();
  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "route.try",
                        cs_arguments_route_try (route, cs_choice_get (self->trial_section),
                                                cs_choice_get (self->trial_author)),
                        self->trial_cancellable, tried_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

void
cs_route_editor_try (CsRouteEditor *self)
{
  cs_route_editor_stop_trial (self);
  if (is_trying (self))
    self->trial_id = g_timeout_add (PAUSE, try_now_cb, self);
  else
    cs_route_editor_show_fault (self);
}

/* A drafter's posts are of his section. */
static void
author_changed_cb (CsRouteEditor *self)
{
  GPtrArray *people = cs_office_data_get_people (self->data);
  gint64 author = cs_choice_get (self->trial_author);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (person->id == author)
        cs_choice_select (self->trial_section, person->section);
    }
  cs_route_editor_try (self);
}

static GtkWidget *
make_sample (const char *words,
             CsChoice   *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (choice));

  return box;
}

GtkWidget *
cs_route_editor_make_trial (CsRouteEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = g_object_new (CS_TYPE_WRAP_BOX, NULL);

  self->trial_author = CS_CHOICE (cs_choice_new (_("Drafter of the sample")));
  cs_choice_add (self->trial_author, 0, _("Somebody who decides nowhere"));
  cs_office_data_offer_people (self->data, self->trial_author, 0);
  cs_choice_select (self->trial_author, 0);
  self->trial_section = CS_CHOICE (cs_choice_new (_("Section of the sample")));
  cs_choice_add (self->trial_section, 0, _("The whole office"));
  cs_office_data_offer_sections (self->data, self->trial_section, 0);
  cs_choice_select (self->trial_section, 0);
  g_signal_connect_object (self->trial_author, "changed", G_CALLBACK (author_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trial_section, "changed", G_CALLBACK (cs_route_editor_try), self, G_CONNECT_SWAPPED);
  cs_wrap_box_append (CS_WRAP_BOX (line), make_sample (C_("sample of a post", "Drafter"), self->trial_author));
  cs_wrap_box_append (CS_WRAP_BOX (line), make_sample (C_("sample of a post", "Section"), self->trial_section));

  self->trial_result = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->trial_result), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->trial_result), 0);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->trial_result);
  gtk_widget_add_css_class (box, "cs-office-note");
  self->trial = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->trial), box);

  return self->trial;
}
