/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-journal-row.h"
#include "cs-person-avatar.h"
#include "cs-show-error.h"
#include "cs-time.h"

G_DEFINE_FINAL_TYPE (CsJournalItem, cs_journal_item, G_TYPE_OBJECT)

static void
cs_journal_item_finalize (GObject *object)
{
  CsJournalItem *self = CS_JOURNAL_ITEM (object);

  g_clear_pointer (&self->actor_name, g_free);
  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->excerpt, g_free);
  G_OBJECT_CLASS (cs_journal_item_parent_class)->finalize (object);
}

static void
cs_journal_item_class_init (CsJournalItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_journal_item_finalize;
}

static void
cs_journal_item_init (CsJournalItem *self)
{
}

CsJournalItem *
cs_journal_item_new (const CsJournalInfo *info)
{
  CsJournalItem *item = g_object_new (CS_TYPE_JOURNAL_ITEM, NULL);

  item->sequence = info->sequence;
  item->at = info->at;
  item->post = info->post;
  item->actor_name = g_strdup (info->actor_name);
  item->sentence = g_strdup (info->sentence);
  item->excerpt = g_strdup (info->excerpt);

  return item;
}

struct _CsJournalRow
{
  AdwBin parent_instance;

  GtkWidget *avatar;
  GtkLabel  *sentence;
  GtkLabel  *about;
  GtkLabel  *when;
  GtkWidget *only;
};

G_DEFINE_FINAL_TYPE (CsJournalRow, cs_journal_row, ADW_TYPE_BIN)

static void
cs_journal_row_class_init (CsJournalRowClass *klass)
{
}

static GtkLabel *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, style);
    }

  return GTK_LABEL (label);
}

static GtkWidget *
make_text (CsJournalRow *self)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->sentence = make_label (NULL);
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_wrap_mode (self->sentence, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->sentence, 3);
  gtk_label_set_ellipsize (self->sentence, PANGO_ELLIPSIZE_END);
  self->about = make_label ("caption");
  gtk_label_set_ellipsize (self->about, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->about));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);

  return text;
}

static void
cs_journal_row_init (CsJournalRow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->avatar = cs_person_avatar_new (28);
  self->when = make_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->when), "numeric");
  self->only = gtk_button_new_from_icon_name ("cs-filter-symbolic");
  gtk_widget_add_css_class (self->only, "flat");
  gtk_widget_add_css_class (self->only, "cs-journal-only");
  gtk_widget_set_valign (self->only, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->only, _("Show Only What Happened to This Post"));
  cs_name_widget (self->only, _("Show only what happened to this post"));
  gtk_box_append (GTK_BOX (row), self->avatar);
  gtk_box_append (GTK_BOX (row), make_text (self));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->when));
  gtk_box_append (GTK_BOX (row), self->only);
  gtk_widget_add_css_class (row, "cs-journal-row");
  adw_bin_set_child (ADW_BIN (self), row);
}

GtkWidget *
cs_journal_row_new (void)
{
  return g_object_new (CS_TYPE_JOURNAL_ROW, NULL);
}

void
cs_journal_row_set (CsJournalRow  *self,
                    CsJournalItem *item)
{
  g_autofree char *near = cs_time_format_near (item->at, g_get_real_time (), cs_local_zone ());
  g_autofree char *full = cs_time_format_full (item->at, cs_local_zone ());
  g_autofree char *name = NULL; /* for screen readers: the act, and the post it was about */

  g_return_if_fail (CS_IS_JOURNAL_ROW (self));

  cs_person_avatar_set (CS_PERSON_AVATAR (self->avatar),
                        *item->actor_name != '\0' ? item->actor_name : _("Countersign"));
  gtk_label_set_label (self->sentence, item->sentence);
  gtk_label_set_label (self->about, item->excerpt);
  gtk_widget_set_visible (GTK_WIDGET (self->about), *item->excerpt != '\0');
  gtk_label_set_label (self->when, near);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->when), full);
  /* Where there is no post the times still stand one below another. */
  gtk_widget_set_opacity (self->only, item->post != 0 ? 1 : 0);
  gtk_widget_set_sensitive (self->only, item->post != 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->only), "x", item->post);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->only), item->post != 0 ? "page.only-post" : NULL);
  /* Translators: for screen readers: what happened, a sentence; and how the post begins that it happened to */
  name = *item->excerpt != '\0' ? g_strdup_printf (_("%1$s Post: %2$s"), item->sentence, item->excerpt)
                                : g_strdup (item->sentence);
  cs_name_row (GTK_WIDGET (self), name);
}
