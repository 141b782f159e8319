/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-route-view.h"
#include "cs-show-error.h"

struct _CsRouteView
{
  AdwBin parent_instance;

  GtkFlowBox *flow;
};

G_DEFINE_FINAL_TYPE (CsRouteView, cs_route_view, ADW_TYPE_BIN)

static void
cs_route_view_class_init (CsRouteViewClass *klass)
{
}

static void
cs_route_view_init (CsRouteView *self)
{
  self->flow = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->flow, 4);
  gtk_flow_box_set_column_spacing (self->flow, 0);
  gtk_flow_box_set_row_spacing (self->flow, 6);
  cs_name_widget (GTK_WIDGET (self->flow), _("Route"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->flow));
}

GtkWidget *
cs_route_view_new (void)
{
  return g_object_new (CS_TYPE_ROUTE_VIEW, NULL);
}

static void
add_step (CsRouteView *self,
          const char  *icon,
          const char  *title,
          const char  *who,
          const char  *style,
          gboolean     last)
{
  GtkWidget *step = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *child;

  gtk_box_append (GTK_BOX (top), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (top), label);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (card), top);
  if (who != NULL)
    {
      GtkWidget *by = gtk_label_new (who);

      gtk_label_set_xalign (GTK_LABEL (by), 0);
      gtk_widget_add_css_class (by, "dim-label");
      gtk_widget_add_css_class (by, "caption");
      gtk_box_append (GTK_BOX (card), by);
    }
  gtk_widget_add_css_class (card, "cs-route-step");
  gtk_widget_add_css_class (card, style);
  gtk_widget_set_valign (card, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (step), card);
  if (!last)
    {
      GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_box_append (GTK_BOX (step), arrow);
    }
  gtk_flow_box_insert (self->flow, step, -1);
  child = gtk_widget_get_parent (step);
  gtk_widget_set_focusable (child, FALSE);
  cs_name_widget (child, title);
}

static char *
describe_party (const CsParty *party)
{
  const char *role = cs_party_kind_has_role (party->kind) ? cs_role_label (party->role) : NULL;

  switch (party->kind)
    {
    case CS_PARTY_ROLE_IN_OWN_SECTION:
      return g_strdup_printf (_("%s of the post’s section"), role);

    case CS_PARTY_ROLE_IN_SECTION:
      return g_strdup_printf (_("%s of another section"), role);

    case CS_PARTY_ROLE_ANYWHERE:
      return g_strdup_printf (_("%s of the office"), role);

    case CS_PARTY_PERSON:
      return g_strdup (_("A named person"));

    case CS_PARTY_POSITION:
      return g_strdup (_("Whoever holds the position"));

    default:
      g_assert_not_reached ();
    }
}

static char *
describe_who (const CsStage *stage)
{
  g_autoptr(GString) parties = g_string_new (NULL);

  for (guint i = 0; i < stage->parties->len; i++)
    {
      g_autofree char *party = describe_party (cs_stage_get_party (stage, i));

      g_string_append_printf (parties, "%s%s", i > 0 ? C_("list of names", ", ") : "", party);
    }

  switch (stage->quorum)
    {
    case CS_QUORUM_ALL:
      return g_strdup_printf (_("All of: %s"), parties->str);

    case CS_QUORUM_COUNT:
      return g_strdup_printf (_("%u of: %s"), stage->count, parties->str);

    case CS_QUORUM_EACH:
      return g_strdup_printf (_("One each of: %s"), parties->str);

    case CS_QUORUM_ANY:
    default:
      return g_strdup_printf (_("One of: %s"), parties->str);
    }
}

void
cs_route_view_set (CsRouteView   *self,
                   const CsRoute *route)
{
  GtkWidget *child;

  g_return_if_fail (CS_IS_ROUTE_VIEW (self));
  g_return_if_fail (route != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->flow))) != NULL)
    gtk_flow_box_remove (self->flow, child);

  add_step (self, "document-edit-symbolic", _("Draft"), NULL, "cs-grey", FALSE);
  for (guint i = 0; i < route->stages->len; i++)
    {
      const CsStage *stage = g_ptr_array_index (route->stages, i);
      g_autofree char *who = describe_who (stage);

      add_step (self, stage->kind == CS_STAGE_SIGN_OFF ? "cs-seal-symbolic" : "cs-in-review-symbolic",
                stage->title, who, stage->kind == CS_STAGE_SIGN_OFF ? "cs-green" : "cs-blue", FALSE);
    }
  add_step (self, "object-select-symbolic", _("Published"), NULL, "cs-plain", TRUE);
}
