/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-desk-list.h"
#include "cs-show-error.h"
#include "cs-time.h"

struct _CsDeskList
{
  AdwBin parent_instance;

  GtkLabel   *title;
  GtkLabel   *count;
  GtkWidget  *button;
  GtkListBox *list;
  int         n_put;  /* since the last end */
};

G_DEFINE_FINAL_TYPE (CsDeskList, cs_desk_list, ADW_TYPE_BIN)

/* What one row is and shows; owned by the row. */
typedef struct
{
  gint64     key;
  GtkImage  *icon;
  GtkLabel  *title;
  GtkLabel  *text;
  GtkLabel  *when;
} Row;

static Row *
get_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "cs-row");
}

static void
cs_desk_list_class_init (CsDeskListClass *klass)
{
}

static void
cs_desk_list_init (CsDeskList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_visible (self->button, FALSE);
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (heading), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (heading), self->button);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_desk_list_new (const char *title)
{
  CsDeskList *self = g_object_new (CS_TYPE_DESK_LIST, NULL);

  gtk_label_set_label (self->title, title);
  cs_name_widget (GTK_WIDGET (self->list), title);

  return GTK_WIDGET (self);
}

void
cs_desk_list_set_button (CsDeskList *self,
                         const char *label,
                         const char *action)
{
  g_return_if_fail (CS_IS_DESK_LIST (self));

  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_widget_set_visible (self->button, TRUE);
}

static GtkLabel *
make_label (const char *style,
            gboolean    wraps)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (wraps)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), 3);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return GTK_LABEL (label);
}

static GtkListBoxRow *
make_row (gint64 key)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Row *row = g_new0 (Row, 1);

  row->key = key;
  row->icon = GTK_IMAGE (gtk_image_new ());
  row->title = make_label (NULL, TRUE);
  row->text = make_label ("caption", TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row->text), "dim-label");
  row->when = make_label ("caption", FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (row->when), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (row->when), "numeric");
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (row->text));
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->icon));
  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->when));
  gtk_widget_add_css_class (box, "cs-desk-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  g_object_set_data_full (G_OBJECT (widget), "cs-row", row, g_free);

  return GTK_LIST_BOX_ROW (widget);
}

/* The row of @key, moved to where it is put now. */
static GtkListBoxRow *
place_row (CsDeskList *self,
           gint64      key)
{
  GtkListBoxRow *row;

  for (int i = self->n_put; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_row (row)->key == key)
      break;

  if (row != NULL && gtk_list_box_row_get_index (row) != self->n_put)
    {
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
      row = NULL;
    }
  if (row == NULL)
    {
      row = make_row (key);
      gtk_list_box_insert (self->list, GTK_WIDGET (row), self->n_put);
    }
  self->n_put++;

  return row;
}

/* The target first: of an action with another type of target GTK warns. */
static void
set_action (GtkListBoxRow *row,
            const char    *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (detailed != NULL && !g_action_parse_detailed_name (detailed, &name, &target, NULL))
    g_return_if_reached ();

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), name);
  gtk_list_box_row_set_activatable (row, name != NULL);
}

void
cs_desk_list_put (CsDeskList *self,
                  gint64      key,
                  const char *icon,
                  const char *title,
                  const char *text,
                  gint64      at,
                  const char *action)
{
  GtkListBoxRow *widget;
  Row *row;
  g_autofree char *near = NULL;
  g_autofree char *full = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (CS_IS_DESK_LIST (self));

  widget = place_row (self, key);
  row = get_row (widget);
  near = cs_time_format_near (at, g_get_real_time (), cs_local_zone ());
  full = cs_time_format_full (at, cs_local_zone ());
  gtk_image_set_from_icon_name (row->icon, icon);
  gtk_label_set_label (row->title, title);
  gtk_label_set_label (row->text, text);
  gtk_widget_set_visible (GTK_WIDGET (row->text), *text != '\0');
  gtk_label_set_label (row->when, near);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->when), full);
  set_action (widget, action);
  /* Translators: for screen readers: what happened, more about it, when */
  name = *text != '\0' ? g_strdup_printf (_("%1$s %2$s, %3$s"), title, text, near)
                       : g_strdup_printf (_("%1$s, %2$s"), title, near);
  cs_name_widget (GTK_WIDGET (widget), name);
}

char *
cs_desk_list_dup_open (gint64 post)
{
  return post != 0 ? g_strdup_printf ("win.open-post(int64 %" G_GINT64_FORMAT ")", post) : NULL;
}

guint
cs_desk_list_end (CsDeskList *self)
{
  GtkListBoxRow *row;
  g_autofree char *count = NULL;
  guint n;

  g_return_val_if_fail (CS_IS_DESK_LIST (self), 0);

  while ((row = gtk_list_box_get_row_at_index (self->list, self->n_put)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  n = self->n_put;
  self->n_put = 0;
  count = g_strdup_printf ("%u", n);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);

  return n;
}
