/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-desk-group.h"
#include "cs-post-row.h"
#include "cs-show-error.h"

struct _CsDeskGroup
{
  AdwBin parent_instance;

  CsSession  *session;
  GtkWidget  *heading;
  GtkLabel   *title;
  GtkLabel   *count;
  GtkListBox *list;
  CsPostState act_state;   /* which posts have the act */
  char       *act_label;   /* NULL = there is none; strings owned */
  char       *act_tooltip;
  char       *act_action;
};

G_DEFINE_FINAL_TYPE (CsDeskGroup, cs_desk_group, ADW_TYPE_BIN)

static gint64
post_of_row (GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "cs-post");

  return *id;
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  CsDeskGroup   *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-post", "x", post_of_row (row));
}

static void
cs_desk_group_dispose (GObject *object)
{
  CsDeskGroup *self = CS_DESK_GROUP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->act_label, g_free);
  g_clear_pointer (&self->act_tooltip, g_free);
  g_clear_pointer (&self->act_action, g_free);
  G_OBJECT_CLASS (cs_desk_group_parent_class)->dispose (object);
}

static void
cs_desk_group_class_init (CsDeskGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_desk_group_dispose;
}

static void
cs_desk_group_init (CsDeskGroup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->count));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  self->heading = heading;
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_desk_group_new (CsSession  *session,
                   const char *title)
{
  CsDeskGroup *self = g_object_new (CS_TYPE_DESK_GROUP, NULL);

  self->session = g_object_ref (session);
  gtk_label_set_label (self->title, title);
  cs_name_widget (GTK_WIDGET (self->list), title);

  return GTK_WIDGET (self);
}

static GtkWidget *
make_content (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *act = gtk_button_new ();

  gtk_widget_set_valign (act, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (act, 12);
  gtk_widget_set_visible (act, FALSE);
  gtk_box_append (GTK_BOX (box), cs_post_row_new (2));
  gtk_box_append (GTK_BOX (box), act);

  return box;
}

static void
fill_act (CsDeskGroup      *self,
          GtkWidget        *act,
          const CsPostInfo *post)
{
  gboolean offered = self->act_label != NULL && post->state == self->act_state;

  gtk_widget_set_visible (act, offered);
  if (!offered)
    return;

  gtk_button_set_label (GTK_BUTTON (act), self->act_label);
  gtk_widget_set_tooltip_text (act, self->act_tooltip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (act), "x", post->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (act), self->act_action);
}

static void
fill_row (CsDeskGroup      *self,
          GtkListBoxRow    *row,
          const CsPostInfo *post)
{
  GtkWidget *content = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
  g_autofree char *name = cs_post_describe (post);
  gint64 *id = g_new (gint64, 1);

  *id = post->id;
  g_object_set_data_full (G_OBJECT (row), "cs-post", id, g_free);
  cs_post_row_set (CS_POST_ROW (content), self->session, post);
  fill_act (self, gtk_widget_get_next_sibling (content), post);
  cs_name_widget (GTK_WIDGET (row), name);
}

static GtkListBoxRow *
find_row (CsDeskGroup *self,
          gint64       post,
          int          from)
{
  GtkListBoxRow *row;

  for (int i = from; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (post_of_row (row) == post)
      return row;

  return NULL;
}

/* Rows whose post stays keep their widget, and so the focus. */
static void
place_post (CsDeskGroup      *self,
            const CsPostInfo *post,
            int               position)
{
  GtkListBoxRow *row = find_row (self, post->id, position);

  if (row != NULL && gtk_list_box_row_get_index (row) != position)
    {
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
      row = NULL;
    }
  if (row == NULL)
    {
      row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
      gtk_list_box_row_set_child (row, make_content ());
      fill_row (self, row, post);
      gtk_list_box_insert (self->list, GTK_WIDGET (row), position);
    }
  else
    fill_row (self, row, post);
}

void
cs_desk_group_set (CsDeskGroup *self,
                   GPtrArray   *posts,
                   guint        n_all)
{
  g_autofree char *count = g_strdup_printf ("%u", n_all);
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_DESK_GROUP (self));

  for (guint i = 0; i < posts->len; i++)
    {
      const CsPostInfo *post = g_ptr_array_index (posts, i);

      /* Rows of posts that are gone from here leave first, so that the others need not move. */
      while ((row = gtk_list_box_get_row_at_index (self->list, i)) != NULL &&
             post_of_row (row) != post->id && find_row (self, post->id, i) != NULL)
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
      place_post (self, post, i);
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, posts->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self), posts->len > 0);
}

void
cs_desk_group_set_act (CsDeskGroup *self,
                       CsPostState  state,
                       const char  *label,
                       const char  *tooltip,
                       const char  *action)
{
  g_return_if_fail (CS_IS_DESK_GROUP (self));

  g_free (self->act_label);
  g_free (self->act_tooltip);
  g_free (self->act_action);
  self->act_state = state;
  self->act_label = g_strdup (label);
  self->act_tooltip = g_strdup (tooltip);
  self->act_action = g_strdup (action);
}

void
cs_desk_group_hide_title (CsDeskGroup *self)
{
  g_return_if_fail (CS_IS_DESK_GROUP (self));

  gtk_widget_set_visible (self->heading, FALSE);
}

void
cs_desk_group_focus (CsDeskGroup *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_DESK_GROUP (self));

  if ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
