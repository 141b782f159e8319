/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-chip.h"
#include "cs-composer-page-private.h"
#include "cs-show-error.h"
#include "cs-text-label.h"

/* Languages by their own names, so that nobody has to know another one to find his. */
static const struct { const char *code, *name; } known_languages[] = {
  { "en", "English" }, { "zh", "中文" }, { "ar", "العربية" }, { "bn", "বাংলা" }, { "de", "Deutsch" }, { "es", "Español" },
  { "fa", "فارسی" }, { "fr", "Français" }, { "hi", "हिन्दी" }, { "id", "Bahasa Indonesia" }, { "it", "Italiano" },
  { "ja", "日本語" }, { "ko", "한국어" }, { "ms", "Bahasa Melayu" }, { "nl", "Nederlands" }, { "pl", "Polski" },
  { "pt", "Português" }, { "ru", "Русский" }, { "sw", "Kiswahili" }, { "th", "ไทย" }, { "tr", "Türkçe" },
  { "uk", "Українська" }, { "ur", "اردو" }, { "vi", "Tiếng Việt" },
};

static gint64
get_chip_account (GtkWidget *toggle)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (toggle), "account");
}

/* What the chips show, to tell whether it differs. */
static char *
describe_accounts (CsComposerPage *self)
{
  GPtrArray *accounts = cs_session_get_accounts (self->session);
  const CsContent *content = cs_draft_get_content (self->draft);
  GString *text = g_string_new ("accounts");

  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);
      g_autofree char *avatar = cs_digest_to_hex (&account->avatar);

      g_string_append_printf (text, "\n%" G_GINT64_FORMAT " %s %s %s %d %d", account->id, account->handle, account->colour, avatar,
                              account->retired, cs_content_has_account (content, account->id));
    }
  return g_string_free (text, FALSE);
}

static void
chip_toggled_cb (CsComposerPage  *self,
                 GtkToggleButton *toggle)
{
  CsContent *content = cs_draft_get_content (self->draft);

  if (self->loading)
    return;
  if (gtk_toggle_button_get_active (toggle))
    cs_content_add_account (content, get_chip_account (GTK_WIDGET (toggle)));
  else
    cs_content_remove_account (content, get_chip_account (GTK_WIDGET (toggle)));
  g_free (self->accounts_shown);
  self->accounts_shown = describe_accounts (self);
  cs_draft_touch (self->draft);
}

static void
add_chip (CsComposerPage      *self,
          const CsAccountInfo *account,
          gboolean             chosen)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *chip = cs_account_chip_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Colour alone does not tell a chosen account from another one. */
  GtkWidget *tick = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  /* Translators: a toggle button; %s is an account on a network */
  g_autofree char *name = g_strdup_printf (_("Publish on %s"), account->handle);

  cs_account_chip_set (CS_ACCOUNT_CHIP (chip), account);
  cs_account_chip_show_face (CS_ACCOUNT_CHIP (chip), self->session, account);
  gtk_widget_set_has_tooltip (chip, FALSE); /* the toggle says more */
  gtk_box_append (GTK_BOX (box), chip);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_button_set_child (GTK_BUTTON (toggle), box);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), chosen);
  g_object_bind_property (toggle, "active", tick, "visible", G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (toggle, "account-toggle");
  gtk_widget_set_tooltip_text (toggle, name);
  cs_name_widget (toggle, name);
  g_object_set_data_full (G_OBJECT (toggle), "account", g_memdup2 (&account->id, sizeof account->id), g_free);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  cs_wrap_box_append (self->accounts, toggle);
}

/* All accounts in use, and retired ones only while the post still names them. */
void
cs_composer_fields_show_accounts (CsComposerPage *self)
{
  GPtrArray *accounts = cs_session_get_accounts (self->session);
  const CsContent *content = cs_draft_get_content (self->draft);
  g_autofree char *described = describe_accounts (self);

  /* The office changes with every save: chips that are made anew would lose the focus. */
  if (g_strcmp0 (described, self->accounts_shown) == 0)
    return;
  g_free (self->accounts_shown);
  self->accounts_shown = g_steal_pointer (&described);
  cs_wrap_box_truncate (self->accounts, 0);
  for (guint i = 0; accounts && i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);
      gboolean chosen = cs_content_has_account (content, account->id);

      if (!account->retired || chosen)
        add_chip (self, account, chosen);
    }
  if (cs_wrap_box_get_child (self->accounts, 0) == NULL)
    {
      GtkWidget *label = gtk_label_new (_("This office has no account yet. An administrator adds one under Accounts."));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      cs_wrap_box_append (self->accounts, label);
    }
}

void
cs_composer_fields_show_cost (CsComposerPage *self)
{
  g_autofree char *text = cs_session_describe_cost (self->session, cs_draft_get_content (self->draft));

  gtk_label_set_label (self->cost, text);
  gtk_widget_set_visible (GTK_WIDGET (self->cost), *text != '\0');
}

/* Behind the chips, in the same cell of the form. */
static void
add_cost (CsComposerPage *self)
{
  GtkWidget *accounts = GTK_WIDGET (self->accounts);

  self->cost = GTK_LABEL (cs_text_label_new (NULL, "dim-label"));
  gtk_widget_set_visible (GTK_WIDGET (self->cost), FALSE);
  gtk_widget_insert_after (GTK_WIDGET (self->cost), gtk_widget_get_parent (accounts), accounts);
}

static void
take_release (CsComposerPage *self)
{
  if (gtk_drop_down_get_selected (self->release_drop) == 0)
    cs_draft_set_release (self->draft, CS_RELEASE_AT_ONCE, 0, cs_time_field_get_zone (self->time_field));
  else
    cs_draft_set_release (self->draft, CS_RELEASE_AT_TIME, cs_time_field_get_at (self->time_field),
                          cs_time_field_get_zone (self->time_field));
}

static void
release_selected_cb (CsComposerPage *self)
{
  gtk_widget_set_visible (self->time_holder, gtk_drop_down_get_selected (self->release_drop) == 1);
  if (!self->loading)
    take_release (self);
}

static void
time_changed_cb (CsComposerPage *self)
{
  if (!self->loading)
    take_release (self);
}

static void
visibility_selected_cb (CsComposerPage *self)
{
  if (self->loading)
    return;
  cs_draft_get_content (self->draft)->visibility = (CsVisibility) gtk_drop_down_get_selected (self->visibility_drop);
  cs_draft_touch (self->draft);
}

static void
language_selected_cb (CsComposerPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->language_drop);
  CsContent *content;

  if (self->loading || selected >= self->languages->len)
    return;
  content = cs_draft_get_content (self->draft);
  g_free (content->language);
  content->language = g_strdup (g_ptr_array_index (self->languages, selected));
  cs_draft_touch (self->draft);
}

static void
replies_selected_cb (CsComposerPage *self)
{
  if (self->loading)
    return;
  cs_draft_get_content (self->draft)->replies_from = (CsRepliesFrom) gtk_drop_down_get_selected (self->replies_drop);
  cs_draft_touch (self->draft);
}

static void
quotes_selected_cb (CsComposerPage *self)
{
  if (self->loading)
    return;
  cs_draft_get_content (self->draft)->quotes_from = (CsQuotesFrom) gtk_drop_down_get_selected (self->quotes_drop);
  cs_draft_touch (self->draft);
}

static void
ai_toggled_cb (CsComposerPage *self)
{
  if (self->loading)
    return;
  cs_draft_get_content (self->draft)->ai_made = gtk_check_button_get_active (self->ai_check);
  cs_draft_touch (self->draft);
}

static void
take_warning (CsComposerPage *self)
{
  CsContent *content = cs_draft_get_content (self->draft);
  gboolean wanted = gtk_check_button_get_active (self->warning_check);

  g_free (content->warning);
  content->warning = g_strdup (wanted ? gtk_editable_get_text (self->warning_entry) : "");
  cs_draft_touch (self->draft);
}

static void
warning_toggled_cb (CsComposerPage *self)
{
  gboolean wanted = gtk_check_button_get_active (self->warning_check);

  gtk_widget_set_visible (GTK_WIDGET (self->warning_entry), wanted);
  if (self->loading)
    return;
  if (wanted)
    gtk_widget_grab_focus (GTK_WIDGET (self->warning_entry));
  if (*gtk_editable_get_text (self->warning_entry))
    take_warning (self);
}

static void
warning_changed_cb (CsComposerPage *self)
{
  if (!self->loading)
    take_warning (self);
}

static void
select_language (CsComposerPage *self,
                 const char     *code)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (self->language_drop));

  for (guint i = 0; i < self->languages->len; i++)
    if (g_str_equal (g_ptr_array_index (self->languages, i), code))
      {
        gtk_drop_down_set_selected (self->language_drop, i);
        return;
      }
  g_ptr_array_add (self->languages, g_strdup (code));
  gtk_string_list_append (list, code);
  gtk_drop_down_set_selected (self->language_drop, self->languages->len - 1);
}

void
cs_composer_fields_load (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  gint64 release_at;
  const char *zone;
  CsRelease release = cs_draft_get_release (self->draft, &release_at, &zone);

  gtk_drop_down_set_selected (self->release_drop, release == CS_RELEASE_AT_TIME ? 1 : 0);
  gtk_widget_set_visible (self->time_holder, release == CS_RELEASE_AT_TIME);
  cs_time_field_set (self->time_field, release_at, zone);
  gtk_drop_down_set_selected (self->visibility_drop, content->visibility);
  gtk_drop_down_set_selected (self->replies_drop, content->replies_from);
  gtk_drop_down_set_selected (self->quotes_drop, content->quotes_from);
  gtk_check_button_set_active (self->ai_check, content->ai_made);
  gtk_check_button_set_active (self->number_check, content->numbered);
  select_language (self, content->language);
  gtk_editable_set_text (self->warning_entry, content->warning);
  gtk_check_button_set_active (self->warning_check, *content->warning != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->warning_entry), *content->warning != '\0');
  cs_composer_fields_show_accounts (self);
}


void
cs_composer_fields_init (CsComposerPage *self)
{
  g_autoptr(GtkStringList) languages = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) visibilities = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) replies = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) quotes = gtk_string_list_new (NULL);

  add_cost (self);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (known_languages); i++)
    {
      g_ptr_array_add (self->languages, g_strdup (known_languages[i].code));
      gtk_string_list_append (languages, known_languages[i].name);
    }
  for (CsVisibility v = CS_VISIBILITY_PUBLIC; v <= CS_VISIBILITY_FOLLOWERS; v++)
    gtk_string_list_append (visibilities, cs_visibility_label (v));
  for (CsRepliesFrom r = CS_REPLIES_FROM_EVERYONE; r < CS_N_REPLIES_FROM; r++)
    gtk_string_list_append (replies, cs_replies_from_label (r));
  for (CsQuotesFrom q = CS_QUOTES_FROM_EVERYONE; q < CS_N_QUOTES_FROM; q++)
    gtk_string_list_append (quotes, cs_quotes_from_label (q));
  self->loading = TRUE;
  gtk_drop_down_set_model (self->replies_drop, G_LIST_MODEL (replies));
  gtk_drop_down_set_model (self->quotes_drop, G_LIST_MODEL (quotes));
  gtk_drop_down_set_model (self->language_drop, G_LIST_MODEL (languages));
  gtk_drop_down_set_model (self->visibility_drop, G_LIST_MODEL (visibilities));
  self->loading = FALSE;
  cs_name_drop_down (self->release_drop, _("When the post goes out"));
  cs_name_drop_down (self->visibility_drop, _("Who sees the post"));
  cs_name_drop_down (self->replies_drop, _("Who may reply"));
  cs_name_drop_down (self->quotes_drop, _("Who may quote"));
  cs_name_drop_down (self->language_drop, _("Language of the text"));
}

void
cs_composer_fields_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, release_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, visibility_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, replies_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, quotes_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, ai_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, warning_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, warning_changed_cb);
}
