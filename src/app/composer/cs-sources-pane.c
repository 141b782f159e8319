/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-source-row.h"
#include "cs-sources-pane.h"
#include "cs-toasts.h"

struct _CsSourcesPane
{
  AdwBin      parent_instance;

  CsDraft    *draft;
  GtkListBox *list;
  GtkWidget  *empty;
  GtkWidget  *add;
};

G_DEFINE_FINAL_TYPE (CsSourcesPane, cs_sources_pane, ADW_TYPE_BIN)

/* A source that was removed, while it can be brought back. */
typedef struct
{
  CsSourcesPane *pane;
  CsSource      *source;
  guint          position;
} Removed;

static void
removed_free (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->pane);
  g_clear_pointer (&removed->source, cs_source_free);
  g_free (removed);
}

static void
undo_cb (AdwToast *toast,
         gpointer  user_data)
{
  Removed *removed = user_data;
  GPtrArray *sources;

  if (removed->pane->draft == NULL || removed->source == NULL)
    return;
  sources = cs_draft_get_content (removed->pane->draft)->sources;
  g_ptr_array_insert (sources, MIN (removed->position, sources->len), g_steal_pointer (&removed->source));
  cs_sources_pane_refresh (removed->pane);
  cs_draft_touch (removed->pane->draft);
}

static gboolean
is_empty (const CsSource *source)
{
  return !*source->publisher && !*source->title && !*source->date && !*source->address;
}

static void
remove_cb (CsSourcesPane *self,
           CsSourceRow   *row)
{
  GPtrArray *sources = cs_draft_get_content (self->draft)->sources;
  Removed *removed;
  CsSource *source;
  guint position = cs_source_row_get_position (row);

  source = g_ptr_array_steal_index (sources, position);
  cs_sources_pane_refresh (self);
  cs_draft_touch (self->draft);
  gtk_widget_grab_focus (self->add);
  if (is_empty (source))
    {
      cs_source_free (source);
      return;
    }
  removed = g_new0 (Removed, 1);
  removed->pane = g_object_ref (self);
  removed->source = source;
  removed->position = position;
  cs_toast_offer (GTK_WIDGET (self), _("Source removed"), _("Undo"), G_CALLBACK (undo_cb), removed, removed_free);
}

static void
add_clicked_cb (CsSourcesPane *self)
{
  GPtrArray *sources = cs_draft_get_content (self->draft)->sources;
  GtkListBoxRow *row;

  if (sources->len >= CS_CONTENT_MAX_SOURCES)
    {
      cs_toast_say (GTK_WIDGET (self), _("A post can have no more sources than this."));
      return;
    }
  g_ptr_array_add (sources, cs_source_new ("", "", "", ""));
  cs_sources_pane_refresh (self);
  cs_draft_touch (self->draft);
  row = gtk_list_box_get_row_at_index (self->list, (int) sources->len - 1);
  cs_source_row_edit (CS_SOURCE_ROW (row));
}

static void
cs_sources_pane_dispose (GObject *object)
{
  CsSourcesPane *self = CS_SOURCES_PANE (object);

  g_clear_object (&self->draft);
  G_OBJECT_CLASS (cs_sources_pane_parent_class)->dispose (object);
}

static void
cs_sources_pane_class_init (CsSourcesPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_sources_pane_dispose;
}

static void
cs_sources_pane_init (CsSourcesPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->empty = gtk_label_new (_("Name what the post rests on: who published it, its title, its date, and where it can be read."));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->empty), 0);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_box_append (GTK_BOX (box), self->empty);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sources"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  self->add = gtk_button_new_with_label (_("Add Source"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->add);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cs_sources_pane_new (CsDraft *draft)
{
  CsSourcesPane *self = g_object_new (CS_TYPE_SOURCES_PANE, NULL);

  self->draft = g_object_ref (draft);
  cs_sources_pane_refresh (self);
  return GTK_WIDGET (self);
}

void
cs_sources_pane_refresh (CsSourcesPane *self)
{
  GPtrArray *sources;
  GtkWidget *child;

  g_return_if_fail (CS_IS_SOURCES_PANE (self));

  sources = cs_draft_get_content (self->draft)->sources;
  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < sources->len; i++)
    {
      GtkWidget *row = cs_source_row_new (self->draft, i);

      g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), sources->len > 0);
  gtk_widget_set_visible (self->empty, sources->len == 0);
}
