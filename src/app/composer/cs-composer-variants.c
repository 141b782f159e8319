/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-composer-page-private.h"
#include "cs-show-error.h"
#include "cs-thread.h"
#include "cs-toasts.h"

/* Other words for some accounts, beside the main text where there is room, behind a switch where there is not. */

/* --- the main text as it was --- */

static char *
join_texts (const GPtrArray *segments)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n\n" : "", ((const CsSegment *) g_ptr_array_index (segments, i))->text);
  return g_string_free (text, FALSE);
}

/* Keeps the main text as it is now, so that it can be said later what of it was changed. */
void
cs_composer_variants_remember (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  CsDigest digest = cs_content_main_digest (content);

  g_hash_table_replace (self->main_texts, cs_digest_to_hex (&digest), join_texts (content->segments));
}

/* --- groups --- */

static CsVariant *
find_variant (CsComposerPage *self,
              CsVariantGroup *group)
{
  CsContent *content = cs_draft_get_content (self->draft);
  guint i;

  return g_ptr_array_find (self->groups, group, &i) && i < content->variants->len ? cs_content_get_variant (content, i) : NULL;
}

static void
confirm_cb (CsComposerPage *self,
            CsVariantGroup *group)
{
  CsVariant *variant = find_variant (self, group);

  if (variant == NULL)
    return;
  variant->base = cs_content_main_digest (cs_draft_get_content (self->draft));
  cs_composer_variants_remember (self);
  cs_draft_touch (self->draft);
}

static void
language_cb (CsComposerPage *self,
             const char     *language,
             CsVariantGroup *group)
{
  CsVariant *variant = find_variant (self, group);

  if (variant == NULL)
    return;
  g_free (variant->language);
  variant->language = g_strdup (language);
  cs_draft_touch (self->draft);
}

/* Words that were removed, while they can be brought back. */
typedef struct
{
  CsComposerPage *page;
  CsVariant      *variant;
} Removed;

static void
removed_free (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->page);
  g_clear_pointer (&removed->variant, cs_variant_free);
  g_free (removed);
}

static void
undo_cb (AdwToast *toast,
         gpointer  user_data)
{
  Removed *removed = user_data;
  CsComposerPage *self = removed->page;

  if (self->draft == NULL || removed->variant == NULL || !cs_draft_may_edit (self->draft))
    return;
  cs_content_set_variant (cs_draft_get_content (self->draft), g_steal_pointer (&removed->variant));
  cs_composer_thread_show (self, TRUE);
  cs_draft_touch (self->draft);
}

static void
remove_cb (CsComposerPage *self,
           CsVariantGroup *group)
{
  CsContent *content = cs_draft_get_content (self->draft);
  CsVariant *variant = find_variant (self, group);
  Removed *removed;

  if (variant == NULL)
    return;
  removed = g_new0 (Removed, 1);
  removed->page = g_object_ref (self);
  removed->variant = cs_variant_copy (variant);
  g_ptr_array_remove (content->variants, variant);
  self->shown_variant = 0;
  cs_composer_thread_show (self, TRUE);
  cs_draft_touch (self->draft);
  cs_toast_offer (GTK_WIDGET (self->stack), _("Words removed: the main text goes out instead"), _("Undo"),
                  G_CALLBACK (undo_cb), removed, removed_free);
}

static void
append_cb (CsComposerPage *self,
           CsVariantGroup *group)
{
  CsVariant *variant = find_variant (self, group);
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (cs_variant_group_get_box (group)));

  if (variant == NULL || last == NULL)
    return;
  self->current = CS_SEGMENT_CARD (last);
  cs_segment_card_focus_text (self->current);
  gtk_widget_activate_action (GTK_WIDGET (self), "composer.add-part", NULL);
}

static void
add_group (CsComposerPage *self)
{
  GtkWidget *group = cs_variant_group_new (self->draft, self->variant_languages, self->variant_names);

  g_signal_connect_object (group, "confirm", G_CALLBACK (confirm_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (group, "language", G_CALLBACK (language_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (group, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (group, "append", G_CALLBACK (append_cb), self, G_CONNECT_SWAPPED);
  cs_wrap_box_append (self->pair_box, group);
  g_ptr_array_add (self->groups, group);
}

void
cs_composer_variants_resize (CsComposerPage *self)
{
  guint n = cs_draft_get_content (self->draft)->variants->len;

  while (self->groups->len > n)
    {
      cs_wrap_box_truncate (self->pair_box, self->groups->len); /* the main text is the first child */
      g_ptr_array_set_size (self->groups, self->groups->len - 1);
    }
  while (self->groups->len < n)
    add_group (self);
  if (self->shown_variant >= n)
    self->shown_variant = 0;
}

/* --- which of them is seen --- */

/* Where there is room the main text stays beside the words that are looked at. */
void
cs_composer_variants_arrange (CsComposerPage *self)
{
  gboolean narrow = cs_side_layout_get_narrow (self->layout);
  gboolean any = self->groups->len > 0;

  gtk_widget_set_visible (self->main_box, !any || !narrow || self->main_chosen);
  for (guint i = 0; i < self->groups->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->groups, i), i == self->shown_variant && (!narrow || !self->main_chosen));
  /* With one variant beside the main text there is nothing to switch. */
  gtk_widget_set_visible (GTK_WIDGET (self->variant_switch), any && (narrow || self->groups->len > 1));
  g_object_set (self->pair_box, "max-in-line", any && !narrow ? 2 : 1, NULL);
  adw_clamp_set_maximum_size (self->clamp, any ? 1400 : 860);
}

static void
switch_toggled_cb (CsComposerPage  *self,
                   GtkToggleButton *button)
{
  int i = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "variant"));

  if (self->loading || !gtk_toggle_button_get_active (button))
    return;
  self->main_chosen = i < 0;
  if (i >= 0)
    self->shown_variant = (guint) i;
  cs_composer_variants_arrange (self);
}

static GtkWidget *
add_switch (CsComposerPage *self,
            int             variant,
            const char     *label,
            GtkWidget      *group)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "variant", GINT_TO_POINTER (variant));
  if (group)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), variant < 0 ? self->main_chosen
                                : !self->main_chosen && (guint) variant == self->shown_variant);
  gtk_box_append (self->variant_switch, button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (switch_toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
fill_switch (CsComposerPage *self)
{
  g_autoptr(GString) key = g_string_new (NULL);
  GtkWidget *child, *first;

  for (guint i = 0; i < self->groups->len; i++)
    g_string_append_printf (key, "%s\n", cs_variant_group_get_title (g_ptr_array_index (self->groups, i)));
  g_string_append_printf (key, "%d %u", self->main_chosen, self->shown_variant);
  if (g_strcmp0 (key->str, self->switch_shown) == 0)
    return;
  g_free (self->switch_shown);
  self->switch_shown = g_strdup (key->str);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->variant_switch))))
    gtk_box_remove (self->variant_switch, child);
  self->loading = TRUE;
  first = add_switch (self, -1, _("Main Text"), NULL);
  for (guint i = 0; i < self->groups->len; i++)
    add_switch (self, (int) i, cs_variant_group_get_title (g_ptr_array_index (self->groups, i)), first);
  self->loading = FALSE;
}

/* Runs for each key. */
void
cs_composer_variants_refresh (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  g_autofree char *now = NULL;
  CsDigest main_digest;

  gtk_widget_set_visible (self->other_words, content->accounts->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->number_check), content->segments->len > 1 || content->numbered);
  if (self->groups->len == 0 || self->groups->len != content->variants->len)
    return;
  now = join_texts (content->segments);
  main_digest = cs_content_main_digest (content);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const CsVariant *variant = cs_content_get_variant (content, i);
      gboolean stale = !cs_digest_equal (&variant->base, &main_digest);
      g_autofree char *base = stale ? cs_digest_to_hex (&variant->base) : NULL;

      cs_variant_group_show (g_ptr_array_index (self->groups, i), variant, stale,
                             stale ? g_hash_table_lookup (self->main_texts, base) : NULL, now);
    }
  fill_switch (self);
}

void
cs_composer_variants_reveal (CsComposerPage *self,
                             guint           part)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  guint first = content->segments->len;

  self->main_chosen = part < first;
  for (guint i = 0; i < content->variants->len && part >= first; i++)
    {
      self->shown_variant = i;
      if (part < first + cs_content_get_variant (content, i)->segments->len)
        break;
      first += cs_content_get_variant (content, i)->segments->len;
    }
  fill_switch (self);
  cs_composer_variants_arrange (self);
}

/* --- new ones --- */

static void
make_variant (CsComposerPage *self,
              GArray         *accounts,
              const char     *language)
{
  CsContent *content = cs_draft_get_content (self->draft);
  CsVariant *variant = cs_variant_new ();

  g_array_append_vals (variant->accounts, accounts->data, accounts->len);
  g_free (variant->language);
  variant->language = g_strdup (language);
  g_ptr_array_unref (variant->segments);
  variant->segments = cs_thread_copy (content->segments);
  variant->base = cs_content_main_digest (content);
  cs_composer_variants_remember (self);
  if ((variant = cs_content_set_variant (content, variant)) == NULL)
    return;
  self->main_chosen = FALSE;
  g_ptr_array_find (content->variants, variant, &self->shown_variant);
  cs_composer_thread_show (self, FALSE);
  cs_draft_touch (self->draft);
  for (guint i = 0; i < self->card_list->len; i++)
    if (cs_segment_card_get_shown (g_ptr_array_index (self->card_list, i)) == g_ptr_array_index (variant->segments, 0))
      cs_segment_card_focus_text (g_ptr_array_index (self->card_list, i));
}

static GArray *
collect_checked (CsComposerPage *self)
{
  GArray *accounts = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->variant_accounts)); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_array_append_vals (accounts, g_object_get_data (G_OBJECT (child), "account"), 1);
  return accounts;
}

static void
check_choice_cb (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  g_autoptr(GArray) accounts = collect_checked (self);
  guint n_main = 0;

  for (guint i = 0; i < content->accounts->len; i++)
    n_main += cs_content_find_variant (content, g_array_index (content->accounts, gint64, i)) == NULL;
  for (guint i = 0; i < accounts->len; i++)
    n_main -= cs_content_find_variant (content, g_array_index (accounts, gint64, i)) == NULL;
  gtk_widget_set_sensitive (self->variant_add, accounts->len > 0 && n_main > 0);
  gtk_widget_set_tooltip_text (self->variant_add, n_main > 0 ? NULL : _("At least one account gets the main text."));
}

static void
add_clicked_cb (CsComposerPage *self)
{
  g_autoptr(GArray) accounts = collect_checked (self);
  guint selected = gtk_drop_down_get_selected (self->variant_language);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->other_words));
  if (accounts->len > 0 && selected < self->variant_languages->len)
    make_variant (self, accounts, g_ptr_array_index (self->variant_languages, selected));
}

static void
popover_shown_cb (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->variant_accounts))))
    gtk_box_remove (self->variant_accounts, child);
  for (guint i = 0; i < content->accounts->len; i++)
    {
      gint64 id = g_array_index (content->accounts, gint64, i);
      const CsAccountInfo *account = cs_session_find_account (self->session, id);
      GtkWidget *check = gtk_check_button_new_with_label (account ? account->handle : "?");

      g_object_set_data_full (G_OBJECT (check), "account", g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect_object (check, "toggled", G_CALLBACK (check_choice_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->variant_accounts, check);
    }
  gtk_drop_down_set_selected (self->variant_language, 0);
  check_choice_cb (self);
}

static GtkWidget *
make_popover (CsComposerPage *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *lead = gtk_label_new (_("These accounts get words of their own. They begin with the main text."));

  gtk_label_set_wrap (GTK_LABEL (lead), TRUE);
  gtk_label_set_xalign (GTK_LABEL (lead), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (lead), 32);
  gtk_box_append (GTK_BOX (box), lead);
  self->variant_accounts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  cs_name_widget (GTK_WIDGET (self->variant_accounts), _("Accounts"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->variant_accounts));
  self->variant_language = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->variant_names)), NULL));
  cs_name_drop_down (self->variant_language, _("Language of these words"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->variant_language));
  self->variant_add = gtk_button_new_with_label (_("Write Other Words"));
  gtk_widget_add_css_class (self->variant_add, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->variant_add);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (self->variant_add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
  return popover;
}

static void
number_toggled_cb (CsComposerPage *self)
{
  CsContent *content = self->draft ? cs_draft_get_content (self->draft) : NULL;

  if (self->loading || content == NULL)
    return;
  content->numbered = gtk_check_button_get_active (self->number_check);
  cs_draft_touch (self->draft);
}

void
cs_composer_variants_init (CsComposerPage *self)
{
  self->groups = g_ptr_array_new ();
  self->main_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->variant_languages = g_ptr_array_new_with_free_func (g_free);
  self->variant_names = gtk_string_list_new (NULL);
  g_ptr_array_add (self->variant_languages, g_strdup (""));
  gtk_string_list_append (self->variant_names, _("Same language"));
  for (guint i = 0; i < self->languages->len; i++)
    {
      g_ptr_array_add (self->variant_languages, g_strdup (g_ptr_array_index (self->languages, i)));
      gtk_string_list_append (self->variant_names,
                              gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (self->language_drop)), i));
    }
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->other_words), make_popover (self));
  g_signal_connect_object (self->number_check, "toggled", G_CALLBACK (number_toggled_cb), self, G_CONNECT_SWAPPED);
}

void
cs_composer_variants_finish (CsComposerPage *self)
{
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->main_texts, g_hash_table_unref);
  g_clear_pointer (&self->variant_languages, g_ptr_array_unref);
  g_clear_object (&self->variant_names);
  g_clear_pointer (&self->switch_shown, g_free);
}
