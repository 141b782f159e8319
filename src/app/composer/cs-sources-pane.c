/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-card-picker.h"
#include "cs-claims-list.h"
#include "cs-source-row.h"
#include "cs-sources-pane.h"
#include "cs-show-error.h"
#include "cs-toasts.h"
#include "cs-wrap-box.h"

struct _CsSourcesPane
{
  AdwBin      parent_instance;

  CsDraft    *draft;
  GtkListBox *list;
  GtkWidget  *empty;
  GtkWidget  *add;
  CsClaimsList *claims;
  GtkWidget  *tell;          /* the menu that appends the sources to the post */
  guint       claims_source; /* shows the claims once typing rests */
};

G_DEFINE_FINAL_TYPE (CsSourcesPane, cs_sources_pane, ADW_TYPE_BIN)

/* So long after the last key the list of claims follows, milliseconds. */
#define REST 200

/* A source that was removed, while it can be brought back; with the claims that stood on it. */
typedef struct
{
  CsSourcesPane *pane;
  CsSource      *source;
  guint          position;
  CsContent     *before;
} Removed;

static void
removed_free (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->pane);
  g_clear_pointer (&removed->source, cs_source_free);
  cs_content_free (removed->before);
  g_free (removed);
}

/* The source at its place again, and under the words that are still there what stood on it. */
static void
bring_back (CsContent *content,
            Removed   *removed)
{
  guint position = MIN (removed->position, content->sources->len);

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      GPtrArray *claims = cs_content_get_part (content, i)->claims;

      for (guint j = 0; j < claims->len; j++)
        {
          CsClaim *claim = g_ptr_array_index (claims, j);

          claim->source += claim->source >= position;
        }
    }
  g_ptr_array_insert (content->sources, (int) position, g_steal_pointer (&removed->source));
  for (guint i = 0; i < MIN (cs_content_count_parts (content), cs_content_count_parts (removed->before)); i++)
    {
      const CsSegment *before = cs_content_get_part (removed->before, i);

      for (guint j = 0; j < before->claims->len; j++)
        {
          const CsClaim *claim = g_ptr_array_index (before->claims, j);

          if (claim->source == removed->position)
            g_ptr_array_add (cs_content_get_part (content, i)->claims, cs_claim_new (claim->words, position));
        }
    }
}

static void
undo_cb (AdwToast *toast,
         gpointer  user_data)
{
  Removed *removed = user_data;
  CsContent *content;

  if (removed->pane->draft == NULL || removed->source == NULL)
    return;
  content = cs_draft_get_content (removed->pane->draft);
  bring_back (content, removed);
  cs_sources_pane_refresh (removed->pane);
  cs_draft_touch (removed->pane->draft);
}

static gboolean
is_empty (const CsSource *source)
{
  return !*source->publisher && !*source->title && !*source->date && !*source->address && !*source->number && !*source->page &&
         !*source->note && !*source->until && cs_digest_is_none (&source->snapshot);
}

static void
remove_cb (CsSourcesPane *self,
           CsSourceRow   *row)
{
  CsContent *content = cs_draft_get_content (self->draft);
  guint position = cs_source_row_get_position (row);
  Removed *removed = g_new0 (Removed, 1);
  gboolean empty = is_empty (cs_content_get_source (content, position));

  removed->pane = g_object_ref (self);
  removed->source = cs_source_copy (cs_content_get_source (content, position));
  removed->position = position;
  removed->before = cs_content_copy (content);
  cs_content_remove_source (content, position);
  cs_sources_pane_refresh (self);
  cs_draft_touch (self->draft);
  gtk_widget_grab_focus (self->add);
  if (empty)
    removed_free (removed, NULL);
  else
    cs_toast_offer (GTK_WIDGET (self), _("Source removed"), _("Undo"), G_CALLBACK (undo_cb), removed, removed_free);
}

/* Returns whether there is room for one more. */
static gboolean
add_source (CsSourcesPane *self,
            CsSource      *source)
{
  GPtrArray *sources = cs_draft_get_content (self->draft)->sources;

  if (sources->len >= CS_CONTENT_MAX_SOURCES)
    {
      cs_source_free (source);
      cs_toast_say (GTK_WIDGET (self), _("A post can have no more sources than this."));
      return FALSE;
    }
  g_ptr_array_add (sources, source);
  cs_sources_pane_refresh (self);
  cs_draft_touch (self->draft);
  return TRUE;
}

static void
picked_cb (CsSourcesPane  *self,
           const CsSource *card)
{
  if (self->draft != NULL)
    add_source (self, cs_source_copy (card));
}

static void
library_clicked_cb (CsSourcesPane *self)
{
  GtkWidget *picker = cs_card_picker_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), cs_draft_get_session (self->draft));

  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (picker));
}

static void
add_clicked_cb (CsSourcesPane *self)
{
  if (add_source (self, cs_source_new ("", "", "", "")))
    cs_sources_pane_edit_last (self);
}

static void
cs_sources_pane_dispose (GObject *object)
{
  CsSourcesPane *self = CS_SOURCES_PANE (object);

  g_clear_handle_id (&self->claims_source, g_source_remove);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (cs_sources_pane_parent_class)->dispose (object);
}

static void
cs_sources_pane_class_init (CsSourcesPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_sources_pane_dispose;
}

static GtkWidget *
make_buttons (CsSourcesPane *self)
{
  GtkWidget *buttons = g_object_new (CS_TYPE_WRAP_BOX, NULL);
  GtkWidget *library = gtk_button_new_with_label (_("From Library…"));
  GMenu *menu = g_menu_new ();

  self->add = gtk_button_new_with_label (_("Add Source"));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "clicked", G_CALLBACK (library_clicked_cb), self, G_CONNECT_SWAPPED);
  g_menu_append (menu, _("As a Last Part"), "composer.sources-part");
  g_menu_append (menu, _("As a Line of This Part"), "composer.sources-line");
  self->tell = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->tell), _("Tell Readers"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->tell), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (self->tell, _("Puts the sources into the post, so that readers see them"));
  cs_name_widget (self->tell, _("Tell Readers"));
  g_object_unref (menu);
  cs_wrap_box_append (CS_WRAP_BOX (buttons), self->add);
  cs_wrap_box_append (CS_WRAP_BOX (buttons), library);
  cs_wrap_box_append (CS_WRAP_BOX (buttons), self->tell);
  return buttons;
}

static void
cs_sources_pane_init (CsSourcesPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->claims = CS_CLAIMS_LIST (cs_claims_list_new ());
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->claims), 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->claims));
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
  gtk_box_append (GTK_BOX (box), make_buttons (self));
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
  gtk_widget_set_visible (self->tell, sources->len > 0);
}

static gboolean
rested_cb (gpointer user_data)
{
  CsSourcesPane *self = user_data;

  self->claims_source = 0;
  cs_claims_list_set (self->claims, cs_draft_get_content (self->draft));
  return G_SOURCE_REMOVE;
}

void
cs_sources_pane_show_claims (CsSourcesPane *self)
{
  g_return_if_fail (CS_IS_SOURCES_PANE (self));

  if (self->draft != NULL && self->claims_source == 0)
    self->claims_source = g_timeout_add (REST, rested_cb, self);
}

void
cs_sources_pane_edit_last (CsSourcesPane *self)
{
  guint n;

  g_return_if_fail (CS_IS_SOURCES_PANE (self));

  n = cs_draft_get_content (self->draft)->sources->len;
  if (n > 0)
    cs_source_row_edit (CS_SOURCE_ROW (gtk_list_box_get_row_at_index (self->list, (int) n - 1)));
}
