/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-claims-list.h"
#include "cs-claims.h"
#include "cs-show-error.h"

/* More rows than this help nobody; the rest is counted. */
#define MAX_ROWS 60

struct _CsClaimsList
{
  AdwBin      parent_instance;

  char       *shown;   /* what the rows were built of, or NULL */
  GtkLabel   *heading;
  GtkListBox *list;
  GtkLabel   *more;
};

G_DEFINE_FINAL_TYPE (CsClaimsList, cs_claims_list, ADW_TYPE_BIN)

char *
cs_claims_list_name_source (const CsSource *source)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  if (*source->publisher && *source->title)
    /* Translators: a source: its publisher and its title */
    name = g_strdup_printf (_("%1$s: %2$s"), source->publisher, source->title);
  else
    name = g_strdup (*source->title ? source->title : *source->publisher ? source->publisher : *source->address ? source->address
                                                                                                           : _("New source"));
  if (g_utf8_strlen (name, -1) > 60)
    {
      g_autofree char *cut = g_utf8_substring (name, 0, 59);

      return g_strconcat (cut, "…", NULL);
    }
  return g_steal_pointer (&name);
}

static GMenuModel *
make_menu (const CsContent *content,
           guint            part,
           const CsClaimSpan *span,
           gboolean         tied)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) sources = g_menu_new ();
  g_autoptr(GMenu) other = g_menu_new ();

  for (guint i = 0; i < content->sources->len; i++)
    {
      g_autofree char *name = cs_claims_list_name_source (cs_content_get_source (content, i));
      g_autoptr(GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "composer.tie-words", "(uuuu)", part, (guint) span->start, (guint) span->end, i);
      g_menu_append_item (sources, item);
    }
  {
    g_autoptr(GMenuItem) item = g_menu_item_new (_("New Source"), NULL);

    g_menu_item_set_action_and_target (item, "composer.tie-words", "(uuuu)", part, (guint) span->start, (guint) span->end,
                                       content->sources->len);
    g_menu_append_item (other, item);
  }
  if (tied)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_("Untie"), NULL);

      g_menu_item_set_action_and_target (item, "composer.tie-words", "(uuuu)", part, (guint) span->start, (guint) span->end,
                                         G_MAXUINT32);
      g_menu_append_item (other, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sources));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (other));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_row (const CsContent   *content,
          guint              part,
          const CsClaimSpan *span)
{
  const CsSegment *segment = cs_content_get_part (content, part);
  g_autofree char *words = g_strndup (segment->text + span->start, span->end - span->start);
  guint source = 0;
  gboolean tied = cs_claims_is_tied (segment, span, content->sources->len, &source);
  g_autofree char *under = tied ? cs_claims_list_name_source (cs_content_get_source (content, source))
                                : g_strdup_printf (_("%s: no source yet"), cs_claim_kind_label (span->kind));
  g_autoptr(GMenuModel) menu = make_menu (content, part, span, tied);
  g_autofree char *name = NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (tied ? "object-select-symbolic" : "dialog-question-symbolic");
  GtkWidget *button = gtk_menu_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), under);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (icon, tied ? "success" : "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  /* Translators: %s are words of a post, such as “3.2 %” */
  name = g_strdup_printf (_("Tie “%s” to a source"), words);
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(uuu)", part, (guint) span->start, (guint) span->end);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "composer.show-words");
  return row;
}

static char *
make_key (const CsContent *content)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < content->sources->len; i++)
    {
      g_autofree char *name = cs_claims_list_name_source (cs_content_get_source (content, i));

      g_string_append_printf (key, "%s\n", name);
    }
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      g_string_append_printf (key, "\n%u %s", i, segment->text);
      for (guint j = 0; j < segment->claims->len; j++)
        {
          const CsClaim *claim = g_ptr_array_index (segment->claims, j);

          g_string_append_printf (key, "\n%u %s", claim->source, claim->words);
        }
    }

  return g_string_free (key, FALSE);
}

static void
show_heading (CsClaimsList *self,
              guint         n,
              guint         n_tied)
{
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_("Nothing in the text asks for a source."));
  else
    /* Translators: “3 of 9 sourced”: claims of the text that stand on a source, and all of them */
    text = g_strdup_printf (_("%1$u of %2$u sourced"), n_tied, n);
  gtk_label_set_label (self->heading, text);
}

static void
rebuild (CsClaimsList    *self,
         const CsContent *content)
{
  GtkListBoxRow *row;
  guint n = 0;
  guint n_tied = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);
      g_autoptr(GArray) claims = cs_claims_find (segment->text);

      for (guint j = 0; j < claims->len; j++, n++)
        {
          const CsClaimSpan *span = &g_array_index (claims, CsClaimSpan, j);

          n_tied += cs_claims_is_tied (segment, span, content->sources->len, NULL);
          if (n < MAX_ROWS)
            gtk_list_box_append (self->list, make_row (content, i, span));
        }
    }
  show_heading (self, n, n_tied);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > MAX_ROWS);
  if (n > MAX_ROWS)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MAX_ROWS), n - MAX_ROWS);

      gtk_label_set_label (self->more, text);
    }
}

static void
cs_claims_list_finalize (GObject *object)
{
  g_free (CS_CLAIMS_LIST (object)->shown);
  G_OBJECT_CLASS (cs_claims_list_parent_class)->finalize (object);
}

static void
cs_claims_list_class_init (CsClaimsListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_claims_list_finalize;
}

static void
cs_claims_list_init (CsClaimsList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  cs_name_widget (GTK_WIDGET (self->list), _("What the text claims"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->more, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cs_claims_list_new (void)
{
  return g_object_new (CS_TYPE_CLAIMS_LIST, NULL);
}

void
cs_claims_list_set (CsClaimsList    *self,
                    const CsContent *content)
{
  g_autofree char *key = NULL;

  g_return_if_fail (CS_IS_CLAIMS_LIST (self));
  g_return_if_fail (content != NULL);

  key = make_key (content);
  if (g_strcmp0 (key, self->shown) == 0)
    return;
  rebuild (self, content);
  g_free (self->shown);
  self->shown = g_steal_pointer (&key);
}
