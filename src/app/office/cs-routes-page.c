/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-office-subpage.h"
#include "cs-route-rules.h"
#include "cs-route-strip.h"
#include "cs-routes-page.h"
#include "cs-row-group.h"
#include "cs-show-error.h"
#include "cs-unsaved.h"

struct _CsRoutesPage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  CsRowGroup   *group;
  GtkWidget    *add;
};

G_DEFINE_FINAL_TYPE (CsRoutesPage, cs_routes_page, ADW_TYPE_BIN)

/* Whether a rule leads to the route of that name. */
static gboolean
has_rule (const CsRouteSet *set,
          const char       *name)
{
  for (guint i = 0; i < set->rules->len; i++)
    if (g_str_equal (((const CsRouteRule *) g_ptr_array_index (set->rules, i))->route, name))
      return TRUE;

  return FALSE;
}

/* "Version 3 · by rules · the emergency lane" */
static char *
describe (CsRoutesPage  *self,
          const CsRoute *route)
{
  const CsRouteSet *set = cs_office_data_get_route_set (self->data);
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean usual = g_strcmp0 (set->usual, route->name) == 0;
  gboolean emergency = g_strcmp0 (set->emergency, route->name) == 0;
  gboolean ruled = has_rule (set, route->name);

  g_string_append_printf (text, _("Version %u"), route->version);
  if (usual)
    g_string_append_printf (text, " · %s", _("for all posts that no rule fits"));
  if (ruled)
    g_string_append_printf (text, " · %s", _("chosen by a rule"));
  if (emergency)
    g_string_append_printf (text, " · %s", _("the emergency lane"));
  if (!usual && !ruled && !emergency)
    g_string_append_printf (text, " · %s", _("no post takes it at present"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  CsRoutesPage *self = user_data;
  const CsRoute *route = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (route->name);
  g_autofree char *words = describe (self, route);
  GtkWidget *subtitle = gtk_label_new (words);
  GtkWidget *strip = cs_route_strip_new ();
  g_autofree char *stages = cs_route_names_route_sentence (cs_office_data_get_names (self->data), route);
  g_autofree char *whole = g_strconcat (words, "\n", stages, NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_wrap (GTK_LABEL (subtitle), TRUE);
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_widget_add_css_class (subtitle, "caption");
  cs_route_strip_set (CS_ROUTE_STRIP (strip), route, cs_office_data_get_names (self->data));
  gtk_widget_set_can_target (strip, FALSE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  gtk_box_append (GTK_BOX (box), strip);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_add_css_class (line, "cs-office-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "page.open-route");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", route->name);
  cs_name_widget (row, route->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, whole, -1);

  return row;
}

static void
show_routes (CsRoutesPage *self)
{
  GPtrArray *routes = cs_office_data_get_routes (self->data);

  gtk_widget_set_visible (self->add, cs_office_data_may_change (self->data));
  if (routes == NULL)
    return;

  cs_row_group_begin (self->group);
  for (guint i = 0; i < routes->len; i++)
    {
      CsRoute *route = g_ptr_array_index (routes, i);
      g_autofree char *words = describe (self, route);
      g_autofree char *drawn = cs_route_stamp (route);
      g_autofree char *stamp = g_strconcat (words, "\n", drawn, NULL);

      cs_row_group_put (self->group, route->name, stamp, make_row, route, self);
    }
  cs_row_group_end (self->group);
}

static void
loaded_cb (CsRoutesPage *self,
           guint         subject)
{
  if (subject == CS_OFFICE_ROUTES || subject == CS_OFFICE_PEOPLE || subject == CS_OFFICE_POSITIONS)
    show_routes (self);
}

static void
leave_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  cs_unsaved_leave (widget);
}

static void
cs_routes_page_dispose (GObject *object)
{
  g_clear_object (&CS_ROUTES_PAGE (object)->data);
  G_OBJECT_CLASS (cs_routes_page_parent_class)->dispose (object);
}

static void
cs_routes_page_class_init (CsRoutesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_routes_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.leave", NULL, leave_action);
}

static void
cs_routes_page_init (CsRoutesPage *self)
{
}

GtkWidget *
cs_routes_page_new (CsOfficeData *data)
{
  CsRoutesPage *self = g_object_new (CS_TYPE_ROUTES_PAGE, NULL);
  GtkWidget *subpage = cs_office_subpage_new (data, _("Routes"), TRUE);

  self->data = g_object_ref (data);
  self->group = CS_ROW_GROUP (cs_row_group_new (_("Routes"), NULL));
  self->add = gtk_button_new_with_label (_("New Route"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "page.open-route");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add), "s", "");
  gtk_widget_add_css_class (self->add, "flat");
  cs_row_group_set_suffix (self->group, self->add);
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->group));
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), cs_route_rules_new (data));
  adw_bin_set_child (ADW_BIN (self), subpage);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  show_routes (self);

  return GTK_WIDGET (self);
}
