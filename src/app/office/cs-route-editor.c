/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-office-subpage.h"
#include "cs-route-editor-private.h"
#include "cs-show-error.h"

G_DEFINE_FINAL_TYPE_WITH_CODE (CsRouteEditor, cs_route_editor, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_UNSAVED, cs_route_editor_init_unsaved))

static void
name_changed_cb (CsRouteEditor *self)
{
  g_free (self->route->name);
  self->route->name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  cs_route_editor_show_fault (self);
}

static void
show_drawing_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (widget);

  g_object_set (self->layout, "show-side", FALSE, NULL);
  cs_route_view_focus (self->view);
}

static void
fit_cb (CsRouteEditor *self)
{
  gboolean narrow = cs_side_layout_get_narrow (self->layout);
  gboolean side;

  g_object_get (self->layout, "show-side", &side, NULL);
  if (!narrow && side != self->editable)
    {
      /* Tells this function again. */
      g_object_set (self->layout, "show-side", self->editable, NULL);
      return;
    }
  gtk_widget_set_visible (self->drawing_button, narrow && side);
}

/* Where there is room for one only, the drawing comes first, but not in the place of what is being written. */
static void
narrow_cb (CsRouteEditor *self)
{
  if (cs_side_layout_get_narrow (self->layout) && !cs_route_editor_has_focus (self, GTK_WIDGET (self->form)))
    g_object_set (self->layout, "show-side", FALSE, NULL);
  fit_cb (self);
}

static void
cs_route_editor_dispose (GObject *object)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  cs_route_editor_stop_trial (self);
  if (self->form != NULL)
    cs_stage_form_set (self->form, NULL, 0, 0);
  self->form = NULL;
  g_clear_object (&self->data);
  G_OBJECT_CLASS (cs_route_editor_parent_class)->dispose (object);
}

static void
cs_route_editor_finalize (GObject *object)
{
  CsRouteEditor *self = CS_ROUTE_EDITOR (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->route, cs_route_free);
  g_clear_pointer (&self->saved, g_free);
  g_clear_pointer (&self->saving, g_free);
  G_OBJECT_CLASS (cs_route_editor_parent_class)->finalize (object);
}

static void
cs_route_editor_class_init (CsRouteEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_route_editor_dispose;
  object_class->finalize = cs_route_editor_finalize;
  cs_route_editor_install_stages (widget_class);
  cs_route_editor_install_saving (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.show-drawing", NULL, show_drawing_action);
}

static void
cs_route_editor_init (CsRouteEditor *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_scroll (GtkWidget *child)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), child);
  gtk_widget_set_vexpand (scroll, TRUE);

  return scroll;
}

static void
set_margins (GtkWidget *widget)
{
  gtk_widget_set_margin_top (widget, 18);
  gtk_widget_set_margin_bottom (widget, 24);
  gtk_widget_set_margin_start (widget, 18);
  gtk_widget_set_margin_end (widget, 18);
}

static GtkWidget *
make_name (CsRouteEditor *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _("Name of the Route"));
  g_signal_connect_object (self->name, "changed", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name);

  return group;
}

static GtkWidget *
make_uses (CsRouteEditor *self)
{
  self->uses = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->uses), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->uses), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->uses, "dim-label");
  gtk_widget_set_visible (self->uses, FALSE);

  return self->uses;
}

static GtkWidget *
make_drawing (CsRouteEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();

  if (self->editable && self->version == 0)
    gtk_box_append (GTK_BOX (box), make_name (self));
  self->view = CS_ROUTE_VIEW (cs_route_view_new (self->editable));
  cs_route_editor_watch_view (self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  if (self->version > 0)
    gtk_box_prepend (GTK_BOX (box), make_uses (self));
  if (self->editable)
    {
      GtkWidget *add = gtk_button_new_with_label (_("Add Stage"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "editor.add-stage");
      gtk_widget_set_halign (add, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (add, "pill");
      gtk_box_append (GTK_BOX (box), add);
    }
  set_margins (box);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);

  return make_scroll (clamp);
}

static GtkWidget *
make_form (CsRouteEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroll;

  self->drawing_button = gtk_button_new_with_label (_("Show the Drawing"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->drawing_button), "editor.show-drawing");
  gtk_widget_set_halign (self->drawing_button, GTK_ALIGN_START);
  self->form = CS_STAGE_FORM (cs_stage_form_new (self->data));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (cs_route_editor_show_route), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->drawing_button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  set_margins (box);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  scroll = make_scroll (clamp);
  gtk_widget_add_css_class (scroll, "composer-side");

  return scroll;
}

static GtkWidget *
make_content (CsRouteEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->trouble = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->trouble), 0);
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_widget_add_css_class (self->trouble, "error");
  gtk_widget_add_css_class (self->trouble, "cs-office-note");
  self->layout = g_object_new (CS_TYPE_SIDE_LAYOUT, "main", make_drawing (self), "side", make_form (self),
                               "show-side", self->editable, "vexpand", TRUE, NULL);
  g_signal_connect_object (self->layout, "notify::narrow", G_CALLBACK (narrow_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layout, "notify::show-side", G_CALLBACK (fit_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->trouble);
  gtk_box_append (GTK_BOX (box), cs_route_editor_make_trial (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->layout));

  return box;
}

/* What came of it is said in the drawing. */
static void
try_toggled_cb (CsRouteEditor *self)
{
  if (cs_side_layout_get_narrow (self->layout) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->try_button)))
    g_object_set (self->layout, "show-side", FALSE, NULL);
  cs_route_editor_try (self);
}

static void
add_buttons (CsRouteEditor *self)
{
  self->save = gtk_button_new_with_label (_("Save"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save), "editor.save");
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_visible (self->save, self->editable);
  self->try_button = gtk_toggle_button_new_with_label (_("Try It"));
  g_object_bind_property (self->try_button, "active", self->trial, "reveal-child", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->try_button, "toggled", G_CALLBACK (try_toggled_cb), self, G_CONNECT_SWAPPED);
  cs_office_subpage_pack_end (CS_OFFICE_SUBPAGE (self->subpage), self->save);
  cs_office_subpage_pack_end (CS_OFFICE_SUBPAGE (self->subpage), self->try_button);
}

/* The names in the drawing changed; the route being composed did not. */
static void
loaded_cb (CsRouteEditor *self,
           guint          subject)
{
  if (subject == CS_OFFICE_ROUTES)
    cs_route_editor_notice_version (self);
  if (subject == CS_OFFICE_PEOPLE || subject == CS_OFFICE_SECTIONS || subject == CS_OFFICE_POSITIONS)
    cs_route_editor_show_route (self);
}

/* The usual route, to begin a new one with. */
static CsRoute *
make_route (void)
{
  CsRoute *route = cs_route_new ("");

  cs_route_add_stage (route, _("Section review"), CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, _("Sign-off"), CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);

  return route;
}

GtkWidget *
cs_route_editor_new (CsOfficeData *data,
                     const char   *name)
{
  CsRouteEditor *self = g_object_new (CS_TYPE_ROUTE_EDITOR, NULL);
  const CsRoute *route = cs_office_data_find_route (data, name);
  g_autofree char *version = NULL;

  self->data = g_object_ref (data);
  self->editable = cs_office_data_may_change (data);
  self->version = route != NULL ? route->version : 0;
  self->route = route != NULL ? cs_route_copy (route) : make_route ();
  self->saved = cs_route_stamp (self->route);
  self->subpage = cs_office_subpage_new (data, route != NULL ? route->name : _("New Route"), TRUE);
  if (route != NULL)
    {
      version = g_strdup_printf (_("Version %u"), route->version);
      cs_office_subpage_set_title (CS_OFFICE_SUBPAGE (self->subpage), route->name, version);
    }
  cs_office_subpage_set_content (CS_OFFICE_SUBPAGE (self->subpage), make_content (self));
  add_buttons (self);
  adw_bin_set_child (ADW_BIN (self), self->subpage);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  cs_route_editor_show_route (self);
  cs_route_editor_show_stage (self);
  fit_cb (self);
  cs_route_editor_ask_for_uses (self);

  return GTK_WIDGET (self);
}
