/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-row-group.h"
#include "cs-show-error.h"

struct _CsRowGroup
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkListBox          *list;
  GtkWidget           *empty;    /* NULL if nothing is said */
  guint                n_put;    /* rows put since begin */
  int                  refocus;  /* row that had the focus and went, -1 = none */
};

G_DEFINE_FINAL_TYPE (CsRowGroup, cs_row_group, ADW_TYPE_BIN)

static void
cs_row_group_class_init (CsRowGroupClass *klass)
{
}

static void
cs_row_group_init (CsRowGroup *self)
{
  self->refocus = -1;
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

GtkWidget *
cs_row_group_new (const char *title,
                  const char *empty)
{
  CsRowGroup *self = g_object_new (CS_TYPE_ROW_GROUP, NULL);

  adw_preferences_group_set_title (self->group, title);
  cs_name_widget (GTK_WIDGET (self->list), title);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  if (empty != NULL)
    {
      self->empty = gtk_label_new (empty);
      gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
      gtk_label_set_xalign (GTK_LABEL (self->empty), 0);
      gtk_widget_add_css_class (self->empty, "dim-label");
      gtk_widget_set_visible (self->empty, FALSE);
      adw_preferences_group_add (self->group, self->empty);
    }

  return GTK_WIDGET (self);
}

void
cs_row_group_set_description (CsRowGroup *self,
                              const char *description)
{
  g_return_if_fail (CS_IS_ROW_GROUP (self));

  adw_preferences_group_set_description (self->group, description);
}

void
cs_row_group_set_suffix (CsRowGroup *self,
                         GtkWidget  *widget)
{
  g_return_if_fail (CS_IS_ROW_GROUP (self));

  adw_preferences_group_set_header_suffix (self->group, widget);
}

GtkListBox *
cs_row_group_get_list (CsRowGroup *self)
{
  g_return_val_if_fail (CS_IS_ROW_GROUP (self), NULL);

  return self->list;
}

void
cs_row_group_begin (CsRowGroup *self)
{
  g_return_if_fail (CS_IS_ROW_GROUP (self));

  self->n_put = 0;
  self->refocus = -1;
}

static GtkWidget *
find_row (CsRowGroup *self,
          const char *key)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "cs-key"), key) == 0)
      return row;

  return NULL;
}

static void
remove_row (CsRowGroup *self,
            GtkWidget  *row,
            guint       index)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, row))
    self->refocus = index;
  gtk_list_box_remove (self->list, row);
}

void
cs_row_group_put (CsRowGroup *self,
                  const char *key,
                  const char *stamp,
                  CsMakeRow   make,
                  gpointer    item,
                  gpointer    user_data)
{
  GtkWidget *row;

  g_return_if_fail (CS_IS_ROW_GROUP (self));

  row = find_row (self, key);
  if (row != NULL && gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == (int) self->n_put &&
      g_strcmp0 (g_object_get_data (G_OBJECT (row), "cs-stamp"), stamp) == 0)
    {
      self->n_put++;
      return;
    }

  if (row != NULL)
    remove_row (self, row, self->n_put);
  row = make (item, user_data);
  g_object_set_data_full (G_OBJECT (row), "cs-key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (row), "cs-stamp", g_strdup (stamp), g_free);
  gtk_list_box_insert (self->list, row, self->n_put++);
}

void
cs_row_group_end (CsRowGroup *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_ROW_GROUP (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, self->n_put)) != NULL)
    remove_row (self, GTK_WIDGET (row), self->n_put);

  gtk_widget_set_visible (GTK_WIDGET (self->list), self->n_put > 0);
  if (self->empty != NULL)
    gtk_widget_set_visible (self->empty, self->n_put == 0);
  /* The keyboard goes on where it was. */
  if (self->refocus >= 0 && self->n_put > 0)
    {
      row = gtk_list_box_get_row_at_index (self->list, MIN ((guint) self->refocus, self->n_put - 1));
      gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
    }
}
