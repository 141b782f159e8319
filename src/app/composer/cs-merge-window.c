/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-diff.h"
#include "cs-difference-words.h"
#include "cs-merge-window.h"
#include "cs-show-error.h"

struct _CsMergeWindow
{
  AdwWindow  parent_instance;

  CsSession *session;
  GPtrArray *rows; /* of CsMergeRow */
  GtkBox    *box;
};

G_DEFINE_FINAL_TYPE (CsMergeWindow, cs_merge_window, ADW_TYPE_WINDOW)

static guint chosen_signal;

static void
use_clicked_cb (CsMergeWindow *self)
{
  g_signal_emit (self, chosen_signal, 0, self->rows);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
mine_toggled_cb (CsMergeWindow  *self,
                 GtkCheckButton *button)
{
  CsMergeRow *row = g_object_get_data (G_OBJECT (button), "row");

  row->side = gtk_check_button_get_active (button) ? CS_MERGE_MINE : CS_MERGE_THEIRS;
}

static void
cs_merge_window_dispose (GObject *object)
{
  g_clear_object (&CS_MERGE_WINDOW (object)->session);
  G_OBJECT_CLASS (cs_merge_window_parent_class)->dispose (object);
}

static void
cs_merge_window_finalize (GObject *object)
{
  g_clear_pointer (&CS_MERGE_WINDOW (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_merge_window_parent_class)->finalize (object);
}

static void
cs_merge_window_class_init (CsMergeWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_merge_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_merge_window_finalize;
  chosen_signal = g_signal_new ("chosen", CS_TYPE_MERGE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* One side’s words, marked where they differ from what it was. */
static GtkWidget *
make_words (const char *base,
            const char *text)
{
  g_autoptr(GPtrArray) runs = NULL;
  g_autoptr(PangoAttrList) attributes = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *label;

  if (text == NULL)
    return make_label (_("This part is not there."), "dim-label");
  runs = cs_diff_words (base ? base : "", text);
  attributes = cs_difference_words_mark (runs, adw_style_manager_get_dark (adw_style_manager_get_default ()), &shown);
  spoken = cs_difference_words_spoken (runs);
  label = make_label (*text || (base && *base) ? shown : _("No words"), NULL);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  cs_name_widget (label, *spoken ? spoken : text);
  return label;
}

static GtkWidget *
make_side (const char *title,
           GtkWidget  *group,
           const char *base,
           const char *text,
           gboolean    active,
           GtkWidget **button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  *button = gtk_check_button_new_with_label (title);
  if (group)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (*button), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (*button), active);
  gtk_box_append (GTK_BOX (box), *button);
  gtk_box_append (GTK_BOX (box), make_words (base, text));
  return box;
}

static char *
make_caption (CsMergeWindow    *self,
              const CsMergeRow *row)
{
  const CsAccountInfo *account = row->account ? cs_session_find_account (self->session, row->account) : NULL;

  if (row->account)
    /* Translators: %s are accounts that get other words than the main text */
    return g_strdup_printf (_("Words for %s"), account ? account->handle : "?");
  return g_strdup_printf (_("Part %u"), row->position + 1);
}

static const char *
say_who_changed (const CsMergeRow *row)
{
  if (row->mine_changed && row->theirs_changed)
    return _("Both of you changed it.");
  return row->mine_changed ? _("Only you changed it.") : _("Only the other person changed it.");
}

static void
add_row (CsMergeWindow *self,
         CsMergeRow    *row,
         const char    *theirs_title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *mine, *theirs;
  g_autofree char *caption = make_caption (self, row);

  gtk_box_append (GTK_BOX (card), make_label (caption, "heading"));
  gtk_box_append (GTK_BOX (card), make_label (say_who_changed (row), "dim-label"));
  gtk_box_append (GTK_BOX (card), make_label (_("As it was"), "caption-heading"));
  gtk_box_append (GTK_BOX (card), make_label (row->base ? row->base : _("This part is not there."), "dim-label"));
  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  gtk_box_append (GTK_BOX (pair), make_side (_("Mine"), NULL, row->base, row->mine, row->side == CS_MERGE_MINE, &mine));
  gtk_box_append (GTK_BOX (pair), make_side (theirs_title, mine, row->base, row->theirs, row->side == CS_MERGE_THEIRS, &theirs));
  g_object_set_data (G_OBJECT (mine), "row", row);
  g_signal_connect_object (mine, "toggled", G_CALLBACK (mine_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), pair);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "merge-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, caption, -1);
  gtk_box_append (self->box, card);
}

static void
cs_merge_window_init (CsMergeWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *use = gtk_button_new_with_label (_("Use These Words"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (use, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), use);
  g_signal_connect_object (use, "clicked", G_CALLBACK (use_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), bar);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 14);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Compare Both Texts"));
  gtk_window_set_default_size (GTK_WINDOW (self), 680, 600);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

CsMergeWindow *
cs_merge_window_new (CsSession  *session,
                     GPtrArray  *rows,
                     const char *who)
{
  CsMergeWindow *self = g_object_new (CS_TYPE_MERGE_WINDOW, NULL);
  /* Translators: %s is a person: the text that this person wrote */
  g_autofree char *theirs = *who ? g_strdup_printf (_("By %s"), who) : g_strdup (_("Theirs"));

  self->session = g_object_ref (session);
  self->rows = rows;
  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i), theirs);
  if (rows->len == 0)
    gtk_box_append (self->box, make_label (_("Both texts say the same; only accounts, sources or settings differ."), NULL));
  return self;
}
