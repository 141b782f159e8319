/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-card-picker.h"
#include "cs-claims.h"
#include "cs-library-grid.h"
#include "cs-media-picture.h"
#include "cs-show-error.h"

#define PAGE 60

/* Of a tile's picture, pixels. */
#define TILE 176

/* A licence that ends within so many days is shown under “Licence Ends Soon”. */
#define SOON_DAYS 30

/* One item in the model. */
#define CS_TYPE_LIBRARY_ENTRY (cs_library_entry_get_type ())
G_DECLARE_FINAL_TYPE (CsLibraryEntry, cs_library_entry, CS, LIBRARY_ENTRY, GObject)

struct _CsLibraryEntry
{
  GObject        parent_instance;
  CsLibraryItem *item; /* owned */
};

G_DEFINE_FINAL_TYPE (CsLibraryEntry, cs_library_entry, G_TYPE_OBJECT)

static void
cs_library_entry_finalize (GObject *object)
{
  cs_library_item_free (CS_LIBRARY_ENTRY (object)->item);
  G_OBJECT_CLASS (cs_library_entry_parent_class)->finalize (object);
}

static void
cs_library_entry_class_init (CsLibraryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_library_entry_finalize;
}

static void
cs_library_entry_init (CsLibraryEntry *self)
{
}

struct _CsLibraryGrid
{
  AdwBin              parent_instance;

  CsSession          *session;
  GCancellable       *cancellable; /* of the question under way */
  GListStore         *store;       /* of CsLibraryEntry */
  gboolean            whole;       /* there are no older ones */
  gboolean            asking;

  GtkSearchEntry     *search;
  GtkDropDown        *kind;
  GtkToggleButton    *ending;
  GtkStack           *stack;
  AdwStatusPage      *empty;
};

G_DEFINE_FINAL_TYPE (CsLibraryGrid, cs_library_grid, ADW_TYPE_BIN)

static guint chosen_signal;

char *
cs_library_say_use (const CsLibraryItem *item)
{
  g_autofree char *posts = NULL;

  g_return_val_if_fail (item != NULL, NULL);

  if (item->n_posts == 0)
    return g_strdup (_("Not used yet"));
  posts = g_strdup_printf (ngettext ("In %u post", "In %u posts", item->n_posts), item->n_posts);
  if (item->n_published == 0)
    return g_steal_pointer (&posts);
  /* Translators: %1$s is “In 3 posts”; %2$u says how many of them were published */
  return g_strdup_printf (ngettext ("%1$s, published once", "%1$s, published %2$u times", item->n_published), posts,
                          item->n_published);
}

/* --- tiles --- */

typedef struct
{
  CsMediaPicture *picture;
  GtkLabel       *title;
  GtkLabel       *use;
  GtkWidget      *warning;
  GtkWidget      *kind;
} Tile;

static void
setup_cb (CsLibraryGrid *self,
          GtkListItem   *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  Tile *tile = g_new0 (Tile, 1);

  tile->picture = CS_MEDIA_PICTURE (cs_media_picture_new (self->session));
  gtk_widget_set_size_request (GTK_WIDGET (tile->picture), TILE, TILE * 3 / 4);
  gtk_widget_set_overflow (GTK_WIDGET (tile->picture), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (tile->picture), "card");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (tile->picture));
  tile->kind = gtk_image_new ();
  gtk_widget_set_halign (tile->kind, GTK_ALIGN_END);
  gtk_widget_set_valign (tile->kind, GTK_ALIGN_END);
  gtk_widget_set_margin_end (tile->kind, 8);
  gtk_widget_set_margin_bottom (tile->kind, 8);
  gtk_widget_add_css_class (tile->kind, "osd");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), tile->kind);
  tile->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (tile->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (tile->title, 0);
  gtk_label_set_max_width_chars (tile->title, 18);
  tile->use = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (tile->use, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (tile->use, 0);
  gtk_label_set_max_width_chars (tile->use, 18);
  gtk_widget_set_hexpand (GTK_WIDGET (tile->use), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (tile->use), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (tile->use), "dim-label");
  tile->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (tile->warning, "warning");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (tile->use));
  gtk_box_append (GTK_BOX (line), tile->warning);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (tile->title));
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  g_object_set_data_full (G_OBJECT (list_item), "cs-tile", tile, g_free);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (CsLibraryGrid *self,
         GtkListItem   *list_item)
{
  const Tile *tile = g_object_get_data (G_OBJECT (list_item), "cs-tile");
  const CsLibraryItem *item = CS_LIBRARY_ENTRY (gtk_list_item_get_item (list_item))->item;
  g_autofree char *use = cs_library_say_use (item);
  g_autofree char *today = cs_today ();
  gboolean film = g_str_has_prefix (item->mime_type, "video/");
  gboolean past = cs_claims_is_past (item->licence_until, today);
  const char *title = *item->title ? item->title : *item->alt_text ? item->alt_text : _("Without a title");
  g_autofree char *name = g_strdup_printf ("%s. %s", title, use);

  if (film)
    cs_media_picture_set (tile->picture, NULL, title, 0);
  else
    cs_media_picture_set (tile->picture, &item->digest, title, TILE * 2);
  gtk_label_set_label (tile->title, title);
  gtk_label_set_label (tile->use, use);
  gtk_image_set_from_icon_name (GTK_IMAGE (tile->kind), film ? "video-x-generic-symbolic" : "x-office-spreadsheet-symbolic");
  gtk_widget_set_visible (tile->kind, film || item->chart);
  gtk_widget_set_visible (tile->warning, past);
  gtk_widget_set_tooltip_text (tile->warning, past ? _("Its licence has ended") : NULL);
  cs_name_row (gtk_list_item_get_child (list_item), name);
}

static void
unbind_cb (CsLibraryGrid *self,
           GtkListItem   *list_item)
{
  const Tile *tile = g_object_get_data (G_OBJECT (list_item), "cs-tile");

  cs_media_picture_set (tile->picture, NULL, NULL, 0);
}

/* --- questions --- */

static void
show_state (CsLibraryGrid *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  gboolean filtered = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0' ||
                      gtk_drop_down_get_selected (self->kind) > 0 || gtk_toggle_button_get_active (self->ending);

  adw_status_page_set_title (self->empty, filtered ? _("Nothing Found") : _("The Library Is Empty"));
  adw_status_page_set_description (self->empty, filtered ? _("Other words or another kind may find it.")
                                                         : _("Pictures, charts and films come here when they are added to a post."));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "grid" : "empty");
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsLibraryGrid) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GPtrArray) items = NULL;

  if (reply == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          self->asking = FALSE;
          cs_show_error (GTK_WIDGET (self), error);
        }
      return;
    }
  self->asking = FALSE;
  items = cs_reply_read_library (reply);
  self->whole = items->len < PAGE;
  while (items->len > 0)
    {
      g_autoptr(CsLibraryEntry) entry = g_object_new (CS_TYPE_LIBRARY_ENTRY, NULL);

      entry->item = g_ptr_array_steal_index (items, 0);
      g_list_store_append (self->store, entry);
    }
  show_state (self);
}

static char *
get_ending (CsLibraryGrid *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) soon = g_date_time_add_days (now, SOON_DAYS);

  return gtk_toggle_button_get_active (self->ending) ? g_date_time_format (soon, "%Y-%m-%d") : g_strdup ("");
}

static void
ask (CsLibraryGrid       *self,
     const CsLibraryItem *last)
{
  static const char * const kinds[] = { "", "picture", "chart", "film" };
  g_autofree char *ending = get_ending (self);
  guint kind = gtk_drop_down_get_selected (self->kind);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->asking = TRUE;
  cs_office_call_async (cs_session_get_office (self->session), "media.list",
                        cs_arguments_media_list (kinds[MIN (kind, 3)], gtk_editable_get_text (GTK_EDITABLE (self->search)), ending,
                                                 last, PAGE),
                        self->cancellable, listed_cb, g_object_ref (self));
}

void
cs_library_grid_refresh (CsLibraryGrid *self)
{
  g_return_if_fail (CS_IS_LIBRARY_GRID (self));

  if (self->session == NULL)
    return;
  g_list_store_remove_all (self->store);
  ask (self, NULL);
}

static void
scrolled_cb (CsLibraryGrid *self,
             GtkAdjustment *adjustment)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  double rest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment) -
                gtk_adjustment_get_page_size (adjustment);

  if (self->whole || self->asking || n == 0 || rest > gtk_adjustment_get_page_size (adjustment))
    return;
  {
    g_autoptr(CsLibraryEntry) last = g_list_model_get_item (G_LIST_MODEL (self->store), n - 1);

    ask (self, last->item);
  }
}

static void
activate_cb (CsLibraryGrid *self,
             guint          position)
{
  g_autoptr(CsLibraryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (entry != NULL)
    g_signal_emit (self, chosen_signal, 0, entry->item);
}

static void
cs_library_grid_dispose (GObject *object)
{
  CsLibraryGrid *self = CS_LIBRARY_GRID (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (cs_library_grid_parent_class)->dispose (object);
}

static void
cs_library_grid_class_init (CsLibraryGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_library_grid_dispose;
  chosen_signal = g_signal_new ("chosen", CS_TYPE_LIBRARY_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkWidget *
make_filters (CsLibraryGrid *self)
{
  const char * const kinds[] = { _("Everything"), _("Pictures"), _("Charts"), _("Films"), NULL };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Title, author, alt text"), NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->search), TRUE);
  cs_name_widget (GTK_WIDGET (self->search), _("Search the library"));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (cs_library_grid_refresh), self, G_CONNECT_SWAPPED);
  self->kind = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  cs_name_drop_down (self->kind, _("Kind"));
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (cs_library_grid_refresh), self, G_CONNECT_SWAPPED);
  self->ending = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_("Licence Ends Soon")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->ending), _("Only what may not be used any more, or not after the next 30 days"));
  g_signal_connect_object (self->ending, "toggled", G_CALLBACK (cs_library_grid_refresh), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->ending));
  gtk_widget_add_css_class (bar, "toolbar");
  return bar;
}

static GtkWidget *
make_grid (CsLibraryGrid *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store))));
  GtkWidget *grid;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  grid = gtk_grid_view_new (selection, g_steal_pointer (&factory));
  gtk_grid_view_set_max_columns (GTK_GRID_VIEW (grid), 8);
  gtk_grid_view_set_min_columns (GTK_GRID_VIEW (grid), 2);
  gtk_grid_view_set_single_click_activate (GTK_GRID_VIEW (grid), TRUE);
  cs_name_widget (grid, _("Library"));
  g_signal_connect_object (grid, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  return scroller;
}

static void
cs_library_grid_init (CsLibraryGrid *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->store = g_list_store_new (CS_TYPE_LIBRARY_ENTRY);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty, "image-x-generic-symbolic");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "loading");
  gtk_stack_add_named (self->stack, make_grid (self), "grid");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_box_append (GTK_BOX (box), make_filters (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cs_library_grid_new (CsSession *session)
{
  CsLibraryGrid *self = g_object_new (CS_TYPE_LIBRARY_GRID, NULL);

  self->session = g_object_ref (session);
  ask (self, NULL);
  return GTK_WIDGET (self);
}
