/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-difference-view.h"
#include "cs-show-error.h"
#include "cs-time.h"
#include "cs-toasts.h"
#include "cs-version-client.h"
#include "cs-versions-window.h"

struct _CsVersionsWindow
{
  AdwWindow         parent_instance;

  CsSession        *session;
  GCancellable     *cancellable;
  GPtrArray        *versions; /* of CsVersionInfo, oldest first */

  GtkWidget        *box;
  GtkListBox       *list;     /* newest first */
  GtkDropDown      *before;
  CsDifferenceView *difference;
  GtkWidget        *take;
};

G_DEFINE_FINAL_TYPE (CsVersionsWindow, cs_versions_window, ADW_TYPE_WINDOW)

static guint take_signal;

static char *
name_version (const CsVersionInfo *version)
{
  /* Translators: %u is the number of a version of a post */
  return version->number == 0 ? g_strdup (_("Being written")) : g_strdup_printf (_("Version %u"), version->number);
}

static const CsVersionInfo *
get_chosen (CsVersionsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL || self->versions == NULL)
    return NULL;
  return g_ptr_array_index (self->versions, self->versions->len - 1 - (guint) gtk_list_box_row_get_index (row));
}

static void
show_difference (CsVersionsWindow *self)
{
  const CsVersionInfo *chosen = get_chosen (self);
  guint before = gtk_drop_down_get_selected (self->before);

  if (chosen == NULL || before >= self->versions->len)
    return;
  cs_difference_view_set (self->difference, ((const CsVersionInfo *) g_ptr_array_index (self->versions, before))->content,
                          chosen->content);
}

/* The one before the chosen one, until the person compares with another. */
static void
selected_cb (CsVersionsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  guint position;

  if (row == NULL || self->versions == NULL)
    return;
  position = self->versions->len - 1 - (guint) gtk_list_box_row_get_index (row);
  gtk_drop_down_set_selected (self->before, position > 0 ? position - 1 : 0);
  show_difference (self);
}

static GtkWidget *
make_row (const CsVersionInfo *version)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = name_version (version);
  g_autofree char *near = cs_time_format_near (version->at, g_get_real_time (), cs_local_zone ());
  g_autofree char *full = cs_time_format_full (version->at, cs_local_zone ());
  /* Translators: a person, a time, and what changed: “Anna Berg, 14:02 · 3 words added” */
  g_autofree char *under = *version->summary ? g_strdup_printf (_("%1$s, %2$s · %3$s"), version->author_name, near, version->summary)
                                             : g_strdup_printf (_("%1$s, %2$s"), version->author_name, near);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), under);
  gtk_widget_set_tooltip_text (row, full);
  return row;
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsVersionsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (reply == NULL)
    {
      cs_toast_error (self->box, NULL, error);
      return;
    }
  self->versions = cs_reply_read_versions (reply);
  for (guint i = 0; i < self->versions->len; i++)
    {
      const CsVersionInfo *version = g_ptr_array_index (self->versions, i);
      g_autofree char *name = name_version (version);

      gtk_string_list_append (names, name);
      gtk_list_box_prepend (self->list, make_row (version));
    }
  gtk_drop_down_set_model (self->before, G_LIST_MODEL (names));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
take_clicked_cb (CsVersionsWindow *self)
{
  const CsVersionInfo *chosen = get_chosen (self);
  g_autofree char *canonical = chosen ? cs_content_to_canonical (chosen->content) : NULL;

  if (canonical == NULL)
    return;
  g_signal_emit (self, take_signal, 0, canonical);
  gtk_window_close (GTK_WINDOW (self));
}

static void
cs_versions_window_dispose (GObject *object)
{
  CsVersionsWindow *self = CS_VERSIONS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_versions_window_parent_class)->dispose (object);
}

static void
cs_versions_window_class_init (CsVersionsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_versions_window_dispose;
  take_signal = g_signal_new ("take", CS_TYPE_VERSIONS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
scroll (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (child, 12);
  gtk_widget_set_margin_bottom (child, 12);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
cs_versions_window_init (CsVersionsWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  cs_name_widget (GTK_WIDGET (self->list), _("Versions"));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->before = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  cs_name_drop_down (self->before, _("Compare with"));
  g_signal_connect_object (self->before, "notify::selected", G_CALLBACK (show_difference), self, G_CONNECT_SWAPPED);
}

static void
build (CsVersionsWindow *self,
       gboolean          may_take)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *left = scroll (GTK_WIDGET (self->list));
  GtkWidget *toasts = adw_toast_overlay_new ();

  self->difference = CS_DIFFERENCE_VIEW (cs_difference_view_new (self->session));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->take = gtk_button_new_with_label (_("Take Into the Draft"));
  gtk_widget_set_tooltip_text (self->take, _("Puts this version’s text and pictures into the draft; that can be undone"));
  gtk_widget_set_visible (self->take, may_take);
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->take);
  gtk_widget_set_size_request (left, 280, -1);
  gtk_box_append (GTK_BOX (line), gtk_label_new (_("Compared with")));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->before));
  gtk_box_append (GTK_BOX (right), line);
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->difference));
  right = scroll (right);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (columns), left);
  gtk_box_append (GTK_BOX (columns), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (columns), right);
  gtk_box_append (GTK_BOX (self->box), header);
  gtk_box_append (GTK_BOX (self->box), columns);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), self->box);
  adw_window_set_content (ADW_WINDOW (self), toasts);
  gtk_window_set_title (GTK_WINDOW (self), _("Versions of This Post"));
  gtk_window_set_default_size (GTK_WINDOW (self), 840, 600);
}

GtkWidget *
cs_versions_window_new (GtkWindow *parent,
                        CsSession *session,
                        gint64     post,
                        gboolean   may_take)
{
  CsVersionsWindow *self = g_object_new (CS_TYPE_VERSIONS_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  build (self, may_take);
  cs_office_call_async (cs_session_get_office (session), "post.versions", cs_arguments_one ("post", post), self->cancellable,
                        listed_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
