/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-library-grid.h"
#include "cs-library-page.h"
#include "cs-library-window.h"

struct _CsLibraryPage
{
  AdwBin         parent_instance;

  CsSession     *session;
  CsLibraryGrid *grid;
};

G_DEFINE_FINAL_TYPE (CsLibraryPage, cs_library_page, ADW_TYPE_BIN)

static void
chosen_cb (CsLibraryPage       *self,
           const CsLibraryItem *item)
{
  GtkWidget *window = cs_library_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, &item->digest);

  g_signal_connect_object (window, "noted", G_CALLBACK (cs_library_grid_refresh), self->grid, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
cs_library_page_dispose (GObject *object)
{
  g_clear_object (&CS_LIBRARY_PAGE (object)->session);
  G_OBJECT_CLASS (cs_library_page_parent_class)->dispose (object);
}

static void
cs_library_page_class_init (CsLibraryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_library_page_dispose;
}

static void
cs_library_page_init (CsLibraryPage *self)
{
}

GtkWidget *
cs_library_page_new (CsSession *session)
{
  CsLibraryPage *self = g_object_new (CS_TYPE_LIBRARY_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->session = g_object_ref (session);
  self->grid = CS_LIBRARY_GRID (cs_library_grid_new (session));
  g_signal_connect_object (self->grid, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->grid), TRUE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Library"), ""));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
