/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-split-window.h"
#include "cs-split.h"

/* Where no account is chosen yet: the tightest of the networks. */
#define OTHERWISE CS_NETWORK_X

struct _CsSplitWindow
{
  AdwWindow       parent_instance;

  char           *text;
  char           *language;
  GArray         *limits;   /* of CsTextLimits */
  GPtrArray      *parts;    /* of char *: as proposed now */
  GtkListBox     *list;
  GtkLabel       *lead;
  GtkCheckButton *numbered;
  GtkButton      *split;
};

G_DEFINE_FINAL_TYPE (CsSplitWindow, cs_split_window, ADW_TYPE_WINDOW)

static guint chosen_signal;

/* How much the tightest limit leaves of @sent. */
static guint
count_left (CsSplitWindow *self,
            const char    *sent)
{
  guint least = G_MAXUINT;

  for (guint i = 0; i < self->limits->len; i++)
    {
      const CsTextLimits *limit = &g_array_index (self->limits, CsTextLimits, i);
      CsTextCount count = cs_text_count (sent, limit);

      least = MIN (least, count.fits ? limit->max_length - count.length : 0);
    }
  return least;
}

static void
add_row (CsSplitWindow *self,
         guint          i,
         gboolean       numbered)
{
  const char *part = g_ptr_array_index (self->parts, i);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *left = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *sent = numbered && self->parts->len > 1 ? g_strdup_printf ("%s %u/%u", part, i + 1, self->parts->len) : g_strdup (part);
  guint n = count_left (self, sent);
  /* Translators: of one part of a thread; the first number counts the parts from 1, the last one is how many characters more would fit */
  g_autofree char *said = g_strdup_printf (ngettext ("Part %u of %u · %u character left", "Part %u of %u · %u characters left", n),
                                           i + 1, self->parts->len, n);
  g_autofree char *name = g_strdup_printf ("%s: %s", said, sent);

  gtk_label_set_label (GTK_LABEL (left), said);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_widget_add_css_class (left, "caption");
  gtk_widget_add_css_class (left, "numeric");
  gtk_label_set_label (GTK_LABEL (label), sent);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "split-part");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
  cs_name_row (box, name);
  cs_name_widget (row, name);
}

static void
propose (CsSplitWindow *self)
{
  gboolean numbered = gtk_check_button_get_active (self->numbered);
  g_autofree char *button = NULL;
  GtkWidget *row;

  if (self->text == NULL)
    return;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  self->parts = cs_split_text (self->text, self->language, self->limits, numbered);
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->parts->len; i++)
    add_row (self, i, numbered);
  gtk_label_set_label (self->lead, self->parts->len > 1
                       ? _("Parts end with sentences; links, numbers and quotations stay whole. Nothing is changed yet.")
                       : _("This text fits every chosen account as it is: it needs no thread."));
  button = g_strdup_printf (ngettext ("Split Into %u Part", "Split Into %u Parts", self->parts->len), self->parts->len);
  gtk_button_set_label (self->split, button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->split), self->parts->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->numbered), self->parts->len > 1);
}

static void
split_clicked_cb (CsSplitWindow *self)
{
  g_signal_emit (self, chosen_signal, 0, self->parts, gtk_check_button_get_active (self->numbered));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
cs_split_window_finalize (GObject *object)
{
  CsSplitWindow *self = CS_SPLIT_WINDOW (object);

  g_free (self->text);
  g_free (self->language);
  g_array_unref (self->limits);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_split_window_parent_class)->finalize (object);
}

static void
cs_split_window_class_init (CsSplitWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_split_window_finalize;
  chosen_signal = g_signal_new ("chosen", CS_TYPE_SPLIT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_bar (CsSplitWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  self->split = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->split), "suggested-action");
  g_signal_connect_object (self->split, "clicked", G_CALLBACK (split_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), GTK_WIDGET (self->split));
  return bar;
}

static GtkWidget *
make_page (CsSplitWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->lead = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->lead, TRUE);
  gtk_label_set_xalign (self->lead, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->lead), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lead));
  self->numbered = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_("Number the parts (1/5)")));
  g_signal_connect_object (self->numbered, "toggled", G_CALLBACK (propose), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->numbered));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  cs_name_widget (GTK_WIDGET (self->list), _("Parts of the thread"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_margin_top (box, 14);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
cs_split_window_init (CsSplitWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->limits = g_array_new (FALSE, FALSE, sizeof (CsTextLimits));
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), make_page (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Split Into a Thread"));
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 600);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

CsSplitWindow *
cs_split_window_new (const char *text,
                     const char *language,
                     GArray     *targets,
                     gboolean    numbered)
{
  CsSplitWindow *self = g_object_new (CS_TYPE_SPLIT_WINDOW, NULL);

  self->text = g_strdup (text);
  self->language = g_strdup (language);
  for (guint i = 0; i < targets->len; i++)
    g_array_append_val (self->limits, g_array_index (targets, CsTarget, i).limits);
  if (targets->len == 0)
    {
      CsTextLimits limits = cs_text_limits_for (OTHERWISE);

      g_array_append_val (self->limits, limits);
    }
  gtk_check_button_set_active (self->numbered, numbered);
  propose (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->split));
  return self;
}
