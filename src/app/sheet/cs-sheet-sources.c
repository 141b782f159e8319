/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-sources.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-sheet-words.h"
#include "cs-show-error.h"
#include "cs-text-label.h"

struct _CsSheetSources
{
  AdwBin     parent_instance;
  char      *shown; /* what the list was built of, or NULL */
  GtkWidget *expander;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (CsSheetSources, cs_sheet_sources, ADW_TYPE_BIN)

static gboolean
link_cb (GtkWidget  *label,
         const char *uri,
         gpointer    user_data)
{
  cs_compat_open_address (label, uri);
  return TRUE;
}

static void
append_address (GtkBox     *box,
                const char *address)
{
  GtkWidget *label = cs_text_label_new (address, "caption");

  if (g_str_has_prefix (address, "https://") || g_str_has_prefix (address, "http://"))
    {
      g_autofree char *markup = g_markup_printf_escaped ("<a href=\"%s\">%s</a>", address, address);

      gtk_label_set_markup (GTK_LABEL (label), markup);
      g_signal_connect_object (label, "activate-link", G_CALLBACK (link_cb), box, 0);
    }
  gtk_box_append (box, label);
}

static GtkWidget *
make_comment_button (guint position)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *name = g_strdup_printf (_("Comment on source %u"), position + 1);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sheet.comment-source");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", position);
  return button;
}

static void
append_source (CsSheetSources *self,
               const CsSource *source,
               guint           position,
               gboolean        may_comment)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *line = cs_sheet_words_source (source);

  gtk_widget_add_css_class (row, "sheet-source");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), cs_text_label_new (line, NULL));
  if (*source->address)
    append_address (GTK_BOX (words), source->address);
  gtk_box_append (GTK_BOX (row), words);
  if (may_comment)
    gtk_box_append (GTK_BOX (row), make_comment_button (position));
  gtk_box_append (GTK_BOX (self->list), row);
}

static char *
make_key (const CsContent *content,
          gboolean         may_comment)
{
  GString *key = g_string_new (may_comment ? "+" : "-");

  for (guint i = 0; i < content->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (content, i);
      g_autofree char *line = cs_sheet_words_source (source);

      g_string_append_printf (key, "%s\n%s\n", line, source->address);
    }
  return g_string_free (key, FALSE);
}

static void
show_title (CsSheetSources *self,
            guint           n)
{
  g_autofree char *title = n == 0 ? g_strdup (_("No sources"))
                                  : g_strdup_printf (ngettext ("%u source", "%u sources", n), n);

  gtk_expander_set_label (GTK_EXPANDER (self->expander), title);
  cs_name_widget (self->expander, title);
  gtk_widget_set_sensitive (self->expander, n > 0);
}

static void
cs_sheet_sources_finalize (GObject *object)
{
  g_free (CS_SHEET_SOURCES (object)->shown);
  G_OBJECT_CLASS (cs_sheet_sources_parent_class)->finalize (object);
}

static void
cs_sheet_sources_class_init (CsSheetSourcesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_sheet_sources_finalize;
}

static void
cs_sheet_sources_init (CsSheetSources *self)
{
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_start (self->list, 12);
  gtk_widget_set_margin_top (self->list, 6);
  self->expander = gtk_expander_new (NULL);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->list);
  adw_bin_set_child (ADW_BIN (self), self->expander);
}

GtkWidget *
cs_sheet_sources_new (void)
{
  return g_object_new (CS_TYPE_SHEET_SOURCES, NULL);
}

void
cs_sheet_sources_set (CsSheetSources  *self,
                      const CsContent *content,
                      gboolean         may_comment,
                      gboolean         open)
{
  g_autofree char *key = NULL;
  GtkWidget *child;

  g_return_if_fail (CS_IS_SHEET_SOURCES (self));
  g_return_if_fail (content);

  key = make_key (content, may_comment);
  if (g_strcmp0 (key, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&key);
  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < content->sources->len; i++)
    append_source (self, cs_content_get_source (content, i), i, may_comment);
  show_title (self, content->sources->len);
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), open && content->sources->len > 0);
}

void
cs_sheet_sources_open (CsSheetSources *self)
{
  g_return_if_fail (CS_IS_SHEET_SOURCES (self));

  if (gtk_widget_get_first_child (self->list))
    gtk_expander_set_expanded (GTK_EXPANDER (self->expander), TRUE);
}

GtkWidget *
cs_sheet_sources_get_list (CsSheetSources *self)
{
  g_return_val_if_fail (CS_IS_SHEET_SOURCES (self), NULL);

  return self->list;
}

void
cs_sheet_sources_set_spoken_of (CsSheetSources *self,
                                int             position)
{
  int i = 0;

  g_return_if_fail (CS_IS_SHEET_SOURCES (self));

  if (position >= 0)
    cs_sheet_sources_open (self);
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row; row = gtk_widget_get_next_sibling (row), i++)
    if (i == position)
      gtk_widget_add_css_class (row, "spoken-of");
    else
      gtk_widget_remove_css_class (row, "spoken-of");
}
