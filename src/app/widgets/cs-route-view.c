/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-route-view.h"
#include "cs-show-error.h"
#include "cs-stage-card.h"

struct _CsRouteView
{
  AdwBin parent_instance;

  gboolean    editable;
  gboolean    selecting;  /* by the program */
  guint       n_stages;
  GtkListBox *list;       /* the first row is the draft, the last what was published */
};

G_DEFINE_FINAL_TYPE (CsRouteView, cs_route_view, ADW_TYPE_BIN)

enum
{
  SELECTED,
  OPENED,
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkListBoxRow *
get_row (CsRouteView *self,
         guint        stage)
{
  return stage < self->n_stages ? gtk_list_box_get_row_at_index (self->list, stage + 1) : NULL;
}

static CsStageCard *
get_card (GtkListBoxRow *row)
{
  return CS_STAGE_CARD (gtk_widget_get_last_child (gtk_list_box_row_get_child (row)));
}

static void
row_selected_cb (CsRouteView   *self,
                 GtkListBoxRow *row)
{
  if (!self->selecting && row != NULL)
    g_signal_emit (self, signals[SELECTED], 0, gtk_list_box_row_get_index (row) - 1);
}

static void
row_activated_cb (CsRouteView   *self,
                  GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPENED], 0, gtk_list_box_row_get_index (row) - 1);
}

/* Alt and an arrow key: the selected stage changes its place. */
static gboolean
move_by_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  CsRouteView *self = CS_ROUTE_VIEW (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int from = row != NULL ? gtk_list_box_row_get_index (row) - 1 : -1;
  int to = from + g_variant_get_int32 (arguments);

  if (!self->editable || from < 0 || to < 0 || to >= (int) self->n_stages)
    return FALSE;

  g_signal_emit (self, signals[MOVED], 0, from, to);
  return TRUE;
}

static void
cs_route_view_class_init (CsRouteViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                                 G_TYPE_UINT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_by_key, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_by_key, "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "editor.remove-stage", NULL);
}

static void
cs_route_view_init (CsRouteView *self)
{
}

static GtkWidget *
make_arrow (void)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-down-symbolic");

  gtk_widget_add_css_class (arrow, "cs-route-arrow");

  return arrow;
}

static GtkWidget *
make_row (CsRouteView *self,
          GtkWidget   *child,
          gboolean     arrow)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (arrow)
    gtk_box_append (GTK_BOX (box), make_arrow ());
  gtk_box_append (GTK_BOX (box), child);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

static void
add_end (CsRouteView *self,
         const char  *icon,
         const char  *text,
         gboolean     arrow)
{
  GtkWidget *pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = make_row (self, pill, arrow);

  gtk_box_append (GTK_BOX (pill), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (pill), gtk_label_new (text));
  gtk_widget_set_halign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pill, "cs-route-end");
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  cs_name_widget (row, text);
  gtk_list_box_append (self->list, row);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 gpointer       user_data)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (user_data);

  return gdk_content_provider_new_typed (G_TYPE_UINT, (guint) gtk_list_box_row_get_index (row) - 1);
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               gpointer       user_data)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (get_card (user_data)));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* Only a stage of this very drawing: another window's would be a number without meaning. */
static GdkDragAction
drag_over_cb (GtkDropTarget *target,
              double         x,
              double         y,
              gpointer       user_data)
{
  return gdk_drop_get_drag (gtk_drop_target_get_current_drop (target)) != NULL ? GDK_ACTION_MOVE : 0;
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            gpointer       user_data)
{
  CsRouteView *self = CS_ROUTE_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (user_data), CS_TYPE_ROUTE_VIEW));
  guint from = g_value_get_uint (value);
  guint to = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (user_data)) - 1;

  if (from >= self->n_stages || from == to)
    return FALSE;

  g_signal_emit (self, signals[MOVED], 0, from, to);
  return TRUE;
}

static void
make_draggable (GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), row, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), row, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "enter", G_CALLBACK (drag_over_cb), row, 0);
  g_signal_connect_object (target, "motion", G_CALLBACK (drag_over_cb), row, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), row, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
cs_route_view_new (gboolean editable)
{
  CsRouteView *self = g_object_new (CS_TYPE_ROUTE_VIEW, NULL);

  self->editable = editable;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, editable ? GTK_SELECTION_BROWSE : GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "cs-route");
  cs_name_widget (GTK_WIDGET (self->list), _("Route"));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  add_end (self, "document-edit-symbolic", _("Draft"), FALSE);
  add_end (self, "object-select-symbolic", _("Published"), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));

  return GTK_WIDGET (self);
}

static void
set_n_stages (CsRouteView *self,
              guint        n)
{
  while (self->n_stages > n)
    {
      gtk_list_box_remove (self->list, GTK_WIDGET (get_row (self, self->n_stages - 1)));
      self->n_stages--;
    }
  while (self->n_stages < n)
    {
      GtkWidget *row = make_row (self, cs_stage_card_new (), TRUE);

      gtk_widget_set_focusable (row, self->editable);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), self->editable);
      gtk_list_box_insert (self->list, row, ++self->n_stages);
      if (self->editable)
        make_draggable (row);
    }
}

void
cs_route_view_set (CsRouteView        *self,
                   const CsRoute      *route,
                   const CsRouteNames *names)
{
  g_autofree char *whole = NULL;

  g_return_if_fail (CS_IS_ROUTE_VIEW (self));
  g_return_if_fail (route != NULL);

  whole = cs_route_names_route_sentence (names, route);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, whole, -1);
  self->selecting = TRUE;
  set_n_stages (self, route->stages->len);
  self->selecting = FALSE;
  for (guint i = 0; i < route->stages->len; i++)
    {
      const CsStage *stage = cs_route_get_stage (route, i);
      GtkListBoxRow *row = get_row (self, i);
      g_autofree char *sentence = cs_route_names_stage_sentence (names, stage, i + 1);

      cs_stage_card_set (get_card (row), stage, names, i + 1, !self->editable);
      cs_name_widget (GTK_WIDGET (row), sentence);
    }
}

void
cs_route_view_set_note (CsRouteView *self,
                        guint        stage,
                        const char  *who,
                        const char  *problem)
{
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_ROUTE_VIEW (self));

  row = get_row (self, stage);
  if (row == NULL)
    return;

  cs_stage_card_set_note (get_card (row), who, problem);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *problem != '\0' ? problem : who, -1);
}

void
cs_route_view_select (CsRouteView *self,
                      guint        stage)
{
  g_return_if_fail (CS_IS_ROUTE_VIEW (self));

  self->selecting = TRUE;
  gtk_list_box_select_row (self->list, get_row (self, stage));
  self->selecting = FALSE;
}

void
cs_route_view_focus (CsRouteView *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_ROUTE_VIEW (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
