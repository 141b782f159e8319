/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-route-editor-private.h"

/* The stages of the route being composed: which is selected, and how they move, come and go. */

/* The route changed, by the form or in the drawing: everything that shows it follows. */
void
cs_route_editor_show_route (CsRouteEditor *self)
{
  cs_route_view_set (self->view, self->route, cs_office_data_get_names (self->data));
  cs_route_view_select (self->view, self->selected);
  cs_route_editor_show_fault (self);
  cs_route_editor_try (self);
}

void
cs_route_editor_show_stage (CsRouteEditor *self)
{
  CsStage *stage = self->selected < self->route->stages->len ? cs_route_get_stage (self->route, self->selected) : NULL;

  cs_stage_form_set (self->form, stage, self->selected, self->route->stages->len);
}

static void
stage_selected_cb (CsRouteEditor *self,
                   guint          stage)
{
  if (stage == self->selected)
    return;

  self->selected = stage;
  cs_route_editor_show_stage (self);
}

/* Where there is room for one only, the stage takes the place of the drawing. */
static void
stage_opened_cb (CsRouteEditor *self,
                 guint          stage)
{
  stage_selected_cb (self, stage);
  g_object_set (self->layout, "show-side", TRUE, NULL);
}

gboolean
cs_route_editor_has_focus (CsRouteEditor *self,
                           GtkWidget     *part)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, part);
}

static void
stage_moved_cb (CsRouteEditor *self,
                guint          from,
                guint          to)
{
  gpointer stage;

  if (!self->editable || from >= self->route->stages->len || to >= self->route->stages->len || from == to)
    return;

  stage = g_ptr_array_steal_index (self->route->stages, from);
  g_ptr_array_insert (self->route->stages, to, stage);
  self->selected = to;
  cs_route_editor_show_route (self);
  cs_route_editor_show_stage (self);
  if (cs_route_editor_has_focus (self, GTK_WIDGET (self->view)))
    cs_route_view_focus (self->view);
}

static void
move_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (widget);
  int to = (int) self->selected + g_variant_get_int32 (parameter);

  if (to >= 0)
    stage_moved_cb (self, self->selected, to);
}

static void
remove_stage_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (widget);

  if (!self->editable || self->selected >= self->route->stages->len)
    return;

  cs_stage_form_set (self->form, NULL, 0, 0);
  g_ptr_array_remove_index (self->route->stages, self->selected);
  if (self->selected > 0 && self->selected >= self->route->stages->len)
    self->selected--;
  cs_route_editor_show_route (self);
  cs_route_editor_show_stage (self);
  cs_route_view_focus (self->view);
}

/* A new stage comes before the sign-off, which stays the last. */
static void
add_stage_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (widget);
  guint n = self->route->stages->len;
  gboolean signed_off = n > 0 && cs_route_get_stage (self->route, n - 1)->kind == CS_STAGE_SIGN_OFF;
  CsStage *stage;
  gpointer last;

  if (!self->editable || n >= CS_ROUTE_MAX_STAGES)
    return;

  stage = cs_route_append_stage (self->route, _("Review"), signed_off ? CS_STAGE_REVIEW : CS_STAGE_SIGN_OFF);
  cs_stage_add_party (stage, signed_off ? CS_PARTY_ROLE_IN_OWN_SECTION : CS_PARTY_ROLE_ANYWHERE,
                      signed_off ? CS_ROLE_REVIEWER : CS_ROLE_LEADER, 0);
  self->selected = n;
  if (signed_off)
    {
      last = g_ptr_array_steal_index (self->route->stages, n - 1);
      g_ptr_array_add (self->route->stages, last);
      self->selected = n - 1;
    }
  cs_route_editor_show_route (self);
  cs_route_editor_show_stage (self);
  g_object_set (self->layout, "show-side", TRUE, NULL);
  cs_stage_form_focus_title (self->form);
}

void
cs_route_editor_watch_view (CsRouteEditor *self)
{
  g_signal_connect_object (self->view, "selected", G_CALLBACK (stage_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "opened", G_CALLBACK (stage_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "moved", G_CALLBACK (stage_moved_cb), self, G_CONNECT_SWAPPED);
}

void
cs_route_editor_install_stages (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.move", "i", move_action);
  gtk_widget_class_install_action (widget_class, "editor.add-stage", NULL, add_stage_action);
  gtk_widget_class_install_action (widget_class, "editor.remove-stage", NULL, remove_stage_action);
}
