/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-route-client.h"
#include "cs-route-editor-private.h"
#include "cs-show-error.h"

/* What becomes of the route being composed: saved as a new version, discarded, or overtaken by somebody else's. */

static gboolean
is_changed (CsUnsaved *unsaved)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (unsaved);
  g_autofree char *now = cs_route_stamp (self->route);

  return self->editable && g_strcmp0 (now, self->saved) != 0;
}

static void
update_save (CsRouteEditor *self,
             const char    *fault)
{
  gboolean changed = is_changed (CS_UNSAVED (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", changed && fault == NULL && !self->busy);
  gtk_widget_set_tooltip_text (self->save, fault != NULL ? fault : changed ? NULL : _("Nothing is changed"));
}

void
cs_route_editor_show_fault (CsRouteEditor *self)
{
  guint where = 0;
  CsRouteFault fault = cs_route_find_fault (self->route, &where);
  const char *sentence = fault != CS_ROUTE_GOOD ? cs_route_fault_sentence (fault) : NULL;

  for (guint i = 0; i < self->route->stages->len; i++)
    cs_route_view_set_note (self->view, i, "", sentence != NULL && i == where ? sentence : "");
  update_save (self, sentence);
}

static void
say_trouble (CsRouteEditor *self,
             const char    *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->trouble), sentence);
  gtk_widget_set_visible (self->trouble, *sentence != '\0');
}

static void
say_saved (CsRouteEditor *self,
           guint          version)
{
  g_autofree char *text = NULL;

  if (version > 1)
    text = g_strdup_printf (_("Version %u is saved. Posts already on their way keep version %u."), version, version - 1);
  else
    text = g_strdup (_("The route is saved."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsRouteEditor) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  self->busy = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->layout), TRUE);
  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      if (reply != NULL)
        {
          g_free (self->saved);
          self->saved = g_steal_pointer (&self->saving);
          say_saved (self, self->version + 1);
          gtk_widget_activate_action (GTK_WIDGET (self), "page.close", NULL);
        }
      else
        {
          say_trouble (self, cs_error_sentence (error));
          cs_route_editor_show_fault (self);
        }
    }
  cs_unsaved_saved (CS_UNSAVED (self), reply != NULL);
}

static void
save (CsUnsaved *unsaved)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (unsaved);

  if (self->busy)
    return;

  self->busy = TRUE;
  g_free (self->saving);
  self->saving = cs_route_stamp (self->route);
  say_trouble (self, "");
  update_save (self, NULL);
  /* What is on its way to the office cannot be changed any more. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->layout), FALSE);
  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "route.set",
                        cs_arguments_route_set (self->route), self->cancellable, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  if (is_changed (CS_UNSAVED (widget)))
    save (CS_UNSAVED (widget));
}

static void
leave_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  cs_unsaved_leave (widget);
}

static char *
describe (CsUnsaved   *unsaved,
          const char **problem)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (unsaved);
  guint where;
  CsRouteFault fault = cs_route_find_fault (self->route, &where);

  *problem = fault != CS_ROUTE_GOOD ? cs_route_fault_sentence (fault) : NULL;
  if (*self->route->name == '\0')
    return g_strdup (_("A new route is not saved."));

  return g_strdup_printf (_("The route “%s” is changed and not saved."), self->route->name);
}

/* With its page, since there is nothing else in it. */
static void
discard (CsUnsaved *unsaved)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (unsaved);

  g_free (self->saved);
  self->saved = cs_route_stamp (self->route);
  gtk_widget_activate_action (GTK_WIDGET (self), "page.close", NULL);
}

void
cs_route_editor_init_unsaved (CsUnsavedInterface *iface)
{
  iface->is_changed = is_changed;
  iface->describe = describe;
  iface->save = save;
  iface->discard = discard;
}

void
cs_route_editor_install_saving (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save", NULL);
}

/* "3 posts on their way keep version 2", or each version in a line. */
static char *
describe_uses (GArray *uses)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (uses->len == 0)
    return g_strdup (_("No post is on its way by this route."));

  for (guint i = 0; i < uses->len; i++)
    {
      const CsRouteUse *use = &g_array_index (uses, CsRouteUse, i);

      g_string_append (text, i > 0 ? "\n" : "");
      g_string_append_printf (text, ngettext ("%u post on its way keeps version %u.", "%u posts on their way keep version %u.",
                                              use->n_posts), use->n_posts, use->version);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
uses_told_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CsRouteEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GArray) uses = NULL;
  g_autofree char *text = NULL;

  if (reply == NULL || g_cancellable_is_cancelled (self->cancellable))
    return; /* The line stays away: nothing is said that is not known. */

  uses = cs_reply_read_route_uses (reply);
  text = describe_uses (uses);
  gtk_label_set_label (GTK_LABEL (self->uses), text);
  gtk_widget_set_visible (self->uses, TRUE);
}

void
cs_route_editor_ask_for_uses (CsRouteEditor *self)
{
  if (self->uses != NULL && self->route->id != 0)
    cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "route.get",
                          cs_arguments_route_get (self->route->id), self->cancellable, uses_told_cb, g_object_ref (self));
}

/* Somebody else was quicker: what is being composed stays, and the person is told. */
void
cs_route_editor_notice_version (CsRouteEditor *self)
{
  const CsRoute *route = cs_office_data_find_route (self->data, self->route->name);
  g_autofree char *text = NULL;

  if (self->busy || self->version == 0 || route == NULL || route->version <= self->version)
    return;

  self->version = route->version;
  text = g_strdup_printf (_("Somebody saved version %u of this route meanwhile. What you see here would become version %u."),
                          self->version, self->version + 1);
  say_trouble (self, text);
  cs_route_editor_ask_for_uses (self);
}
