/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-sources.h"

#include <glib/gi18n.h>

#include "cs-claims.h"
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

/* The words that stand on the source at @position, or on none (G_MAXUINT): “3.2 %”, “since 2009”; NULL if there are none. */
static char *
list_words (const CsContent *content,
            guint            position)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);
      g_autoptr(GArray) claims = cs_claims_find (segment->text);

      for (guint j = 0; j < claims->len; j++)
        {
          const CsClaimSpan *span = &g_array_index (claims, CsClaimSpan, j);
          guint source = G_MAXUINT;
          /* Translators: words of a post */
          g_autofree char *quoted = g_strdup_printf (_("“%.*s”"), (int) (span->end - span->start), segment->text + span->start);

          cs_claims_is_tied (segment, span, content->sources->len, &source);
          if (source == position && !g_ptr_array_find_with_equal_func (words, quoted, g_str_equal, NULL))
            g_ptr_array_add (words, g_steal_pointer (&quoted));
        }
    }
  if (words->len == 0)
    return NULL;

  g_ptr_array_add (words, NULL);
  /* Translators: stands between words of a post in a list. */
  return g_strjoinv (C_("list of words", ", "), (char **) words->pdata);
}

/* Under a source what stands on it; under all what stands on none. */
static void
append_words (GtkBox          *box,
              const CsContent *content,
              guint            position)
{
  g_autofree char *words = list_words (content, position);
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (words == NULL)
    return;
  /* Translators: the source stands behind the words %s of the post. */
  text = position == G_MAXUINT ? g_strdup_printf (_("Without a source: %s"), words) : g_strdup_printf (_("Backs %s"), words);
  label = cs_text_label_new (text, "caption");
  gtk_widget_add_css_class (label, position == G_MAXUINT ? "warning" : "dim-label");
  gtk_box_append (box, label);
}

static void
append_source (CsSheetSources  *self,
               const CsContent *content,
               guint            position,
               gboolean         may_comment)
{
  const CsSource *source = cs_content_get_source (content, position);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *line = cs_sheet_words_source (source);

  gtk_widget_add_css_class (row, "sheet-source");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), cs_text_label_new (line, NULL));
  if (*source->address)
    append_address (GTK_BOX (words), source->address);
  append_words (GTK_BOX (words), content, position);
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
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      g_string_append_printf (key, "%s\n", segment->text);
      for (guint j = 0; j < segment->claims->len; j++)
        {
          const CsClaim *claim = g_ptr_array_index (segment->claims, j);

          g_string_append_printf (key, "%u %s\n", claim->source, claim->words);
        }
    }
  return g_string_free (key, FALSE);
}

static void
show_title (CsSheetSources *self,
            guint           n,
            guint           n_claims,
            guint           n_tied)
{
  g_autofree char *sources = n == 0 ? g_strdup (_("No sources"))
                                    : g_strdup_printf (ngettext ("%u source", "%u sources", n), n);
  /* Translators: %1$s is “4 sources”; %2$u of the %3$u claims of the text stand on one */
  g_autofree char *title = n_claims == 0 ? g_strdup (sources)
                                         : g_strdup_printf (_("%1$s · %2$u of %3$u sourced"), sources, n_tied, n_claims);

  gtk_expander_set_label (GTK_EXPANDER (self->expander), title);
  cs_name_widget (self->expander, title);
  gtk_widget_set_sensitive (self->expander, n + n_claims > 0);
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
  guint n_claims, n_tied;

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
    append_source (self, content, i, may_comment);
  append_words (GTK_BOX (self->list), content, G_MAXUINT);
  n_claims = cs_claims_count (content, &n_tied);
  show_title (self, content->sources->len, n_claims, n_tied);
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
