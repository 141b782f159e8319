/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-arguments.h"
#include "cs-check-client.h"
#include "cs-checks-page.h"
#include "cs-compat.h"
#include "cs-office-subpage.h"
#include "cs-row-group.h"
#include "cs-show-error.h"

struct _CsChecksPage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  GCancellable *cancellable;
  const char   *kind;      /* of the list whose file is being chosen; static */

  CsRowGroup   *packs;
  CsRowGroup   *lists;
  CsRowGroup   *problems;
  GtkWidget    *import;
};

G_DEFINE_FINAL_TYPE (CsChecksPage, cs_checks_page, ADW_TYPE_BIN)

static const struct { const char *pack; const char *name; } names[] = {
  { "basic", NC_("pack of checks", "What every post needs") },
  { "general", NC_("pack of checks", "General") },
  { "cn", NC_("pack of checks", "China") },
  { "uk", NC_("pack of checks", "United Kingdom") },
  { "us", NC_("pack of checks", "United States") },
  { "own", NC_("pack of checks", "The office’s own") },
};

const char *
cs_checks_page_name_pack (const char *pack)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].pack, pack))
      return g_dpgettext2 (NULL, "pack of checks", names[i].name);

  return pack;
}

/* The sentence of a rule stands for any words that it may find. */
static char *
make_title (const CsCheckRuleInfo *rule)
{
  GString *title = g_string_new (rule->sentence);

  g_string_replace (title, "{words}", "…", 0);
  return g_string_free (title, FALSE);
}

static GtkWidget *
make_level (CsLevel level)
{
  GtkWidget *label = gtk_label_new (level == CS_LEVEL_BLOCK ? C_("check", "Blocks") : C_("check", "Warns"));

  gtk_widget_add_css_class (label, level == CS_LEVEL_BLOCK ? "error" : "warning");
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static GtkWidget *
make_rule (const CsCheckRuleInfo *rule)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = make_title (rule);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rule->reason);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_level (rule->level));
  gtk_widget_set_tooltip_text (row, rule->id);
  return row;
}

static void
switched_cb (GtkSwitch  *toggle,
             GParamSpec *pspec,
             gpointer    user_data)
{
  const char *pack = g_object_get_data (G_OBJECT (toggle), "pack");
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (toggle), CS_TYPE_CHECKS_PAGE);
  gboolean on = gtk_switch_get_active (toggle);
  g_autofree char *told = NULL;

  if (!page)
    return;
  /* Translators: %s is the name of a pack of checks. */
  told = g_strdup_printf (on ? _("Posts are checked by “%s” from now on.") : _("Posts are no longer checked by “%s”."),
                          cs_checks_page_name_pack (pack));
  cs_office_act (page, CS_CHECKS_PAGE (page)->data, "check.set-pack", cs_arguments_check_pack (pack, on), told);
}

static GtkWidget *
make_switch (CsChecksPage          *self,
             const CsCheckPackInfo *pack)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), pack->on);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (toggle, cs_office_data_may_change (self->data) && !pack->always);
  cs_name_widget (toggle, cs_checks_page_name_pack (pack->pack));
  g_object_set_data_full (G_OBJECT (toggle), "pack", g_strdup (pack->pack), g_free);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), toggle, 0);
  return toggle;
}

static GtkWidget *
make_pack (gpointer item,
           gpointer user_data)
{
  CsChecksPage *self = user_data;
  const CsCheckPackInfo *pack = item;
  const CsCheckListInfo *info = cs_office_data_get_checks (self->data);
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *subtitle = NULL;
  guint n = 0;

  for (guint i = 0; i < info->rules->len; i++)
    {
      const CsCheckRuleInfo *rule = g_ptr_array_index (info->rules, i);

      if (!g_str_equal (rule->pack, pack->pack))
        continue;
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_rule (rule));
      n++;
    }
  subtitle = g_strdup_printf (ngettext ("%u rule", "%u rules", n), n);
  if (pack->always)
    {
      g_autofree char *count = g_steal_pointer (&subtitle);

      /* Translators: %s is “12 rules”. */
      subtitle = g_strdup_printf (_("%s, always on"), count);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cs_checks_page_name_pack (pack->pack));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  if (!pack->always)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_switch (self, pack));
  return row;
}

static const char *
name_kind (const char *kind)
{
  if (g_str_equal (kind, "banned"))
    return _("Banned wording");
  if (g_str_equal (kind, "titles"))
    return _("Names in their order");
  return _("Sensitive wording");
}

static GtkWidget *
make_list (gpointer item,
           gpointer user_data)
{
  CsChecksPage *self = user_data;
  const CsWordListInfo *list = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = g_strdup_printf (ngettext ("%u entry", "%u entries", list->n_words), list->n_words);
  /* Translators: the kind of a list, and how many entries it has. */
  g_autofree char *subtitle = g_strdup_printf (C_("word list", "%1$s · %2$s"), name_kind (list->kind), count);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), list->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_level (list->level));
  if (cs_office_data_may_change (self->data))
    {
      g_autofree char *name = g_strdup_printf (_("Remove the list “%s”"), list->name);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 cs_office_make_icon_button ("user-trash-symbolic", "page.remove-list", list->id, name));
    }
  return row;
}

static GtkWidget *
make_problem (gpointer item,
              gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  return row;
}

static guint
rank_of (const CsCheckPackInfo *pack)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].pack, pack->pack))
      return i;

  return G_N_ELEMENTS (names);
}

/* What holds for everybody first, then countries, then the office's own. */
static int
compare_packs (gconstpointer one,
               gconstpointer other)
{
  guint a = rank_of (*(const CsCheckPackInfo * const *) one);
  guint b = rank_of (*(const CsCheckPackInfo * const *) other);

  return a < b ? -1 : a > b;
}

static void
show_packs (CsChecksPage          *self,
            const CsCheckListInfo *info)
{
  g_ptr_array_sort (info->packs, compare_packs);
  cs_row_group_begin (self->packs);
  for (guint i = 0; i < info->packs->len; i++)
    {
      const CsCheckPackInfo *pack = g_ptr_array_index (info->packs, i);
      g_autofree char *stamp = g_strdup_printf ("%d %d %u", pack->on, cs_office_data_may_change (self->data), info->rules->len);

      cs_row_group_put (self->packs, pack->pack, stamp, make_pack, (gpointer) pack, self);
    }
  cs_row_group_end (self->packs);
}

static void
show (CsChecksPage *self)
{
  const CsCheckListInfo *info = cs_office_data_get_checks (self->data);
  gboolean may_change = cs_office_data_may_change (self->data);

  gtk_widget_set_visible (self->import, may_change);
  if (!info)
    return;
  show_packs (self, info);
  cs_row_group_begin (self->lists);
  for (guint i = 0; i < info->lists->len; i++)
    {
      const CsWordListInfo *list = g_ptr_array_index (info->lists, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, list->id);
      g_autofree char *stamp = g_strdup_printf ("%s %s %u %d", list->name, list->kind, list->n_words, may_change);

      cs_row_group_put (self->lists, key, stamp, make_list, (gpointer) list, self);
    }
  cs_row_group_end (self->lists);
  cs_row_group_begin (self->problems);
  for (guint i = 0; info->problems[i]; i++)
    cs_row_group_put (self->problems, info->problems[i], "", make_problem, info->problems[i], self);
  cs_row_group_end (self->problems);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), info->problems[0] != NULL);
}

static void
loaded_cb (CsChecksPage *self,
           guint         subject)
{
  if (subject == CS_OFFICE_CHECKS)
    show (self);
}

static void
remove_list_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  CsChecksPage *self = CS_CHECKS_PAGE (widget);

  cs_office_ask_and_act (widget, self->data, _("Remove this list?"), _("Posts are no longer checked for its words."),
                         _("Remove"), "check.remove-list",
                         cs_arguments_one ("list", g_variant_get_int64 (parameter)), _("The list was removed."));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsChecksPage) self = user_data;
  g_autoptr(GListModel) files = cs_compat_choose_files_finish (result, NULL);
  g_autoptr(GFile) file = files ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;
  g_autofree char *shown = name ? g_filename_display_name (name) : NULL;
  char *dot;

  if (!file || !self->data)
    return;
  if (!g_file_peek_path (file))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Only files on this computer can be read."));
      return;
    }
  dot = strrchr (shown, '.');
  if (dot && dot != shown)
    *dot = '\0';
  cs_office_act (GTK_WIDGET (self), self->data, "check.set-list",
                 cs_arguments_word_list (0, shown, self->kind,
                                         g_str_equal (self->kind, "banned") ? CS_LEVEL_BLOCK : CS_LEVEL_WARN,
                                         g_file_peek_path (file)),
                 _("The list is in use from now on."));
}

static void
import_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsChecksPage *self = CS_CHECKS_PAGE (widget);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  self->kind = g_intern_string (g_variant_get_string (parameter, NULL));
  gtk_file_filter_set_name (filter, _("Text, one entry a line"));
  gtk_file_filter_add_mime_type (filter, "text/plain");
  gtk_file_filter_add_suffix (filter, "txt");
  cs_compat_choose_files_async (widget, _("Import Word List"), filter, FALSE, self->cancellable, file_chosen_cb,
                                g_object_ref (self));
}

static void
cs_checks_page_dispose (GObject *object)
{
  CsChecksPage *self = CS_CHECKS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (cs_checks_page_parent_class)->dispose (object);
}

static void
cs_checks_page_finalize (GObject *object)
{
  g_clear_object (&CS_CHECKS_PAGE (object)->cancellable);
  G_OBJECT_CLASS (cs_checks_page_parent_class)->finalize (object);
}

static void
cs_checks_page_class_init (CsChecksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_checks_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_checks_page_finalize;
  gtk_widget_class_install_action (widget_class, "page.remove-list", "x", remove_list_action);
  gtk_widget_class_install_action (widget_class, "page.import-list", "s", import_action);
}

static void
cs_checks_page_init (CsChecksPage *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_import (void)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("Banned Wording…"), "page.import-list::banned");
  g_menu_append (menu, _("Sensitive Wording…"), "page.import-list::sensitive");
  g_menu_append (menu, _("Names in Their Order…"), "page.import-list::titles");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Import"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  cs_name_widget (button, _("Import Word List"));
  return button;
}

GtkWidget *
cs_checks_page_new (CsOfficeData *data)
{
  CsChecksPage *self = g_object_new (CS_TYPE_CHECKS_PAGE, NULL);
  GtkWidget *subpage = cs_office_subpage_new (data, _("Checks"), TRUE);

  self->data = g_object_ref (data);
  self->packs = CS_ROW_GROUP (cs_row_group_new (_("Packs"), NULL));
  cs_row_group_set_description (self->packs, _("What holds a post back, and what only warns. Each pack opens to its rules."));
  self->lists = CS_ROW_GROUP (cs_row_group_new (_("Word Lists"), _("None yet. A list is a text file with one entry a line.")));
  self->import = make_import ();
  cs_row_group_set_suffix (self->lists, self->import);
  self->problems = CS_ROW_GROUP (cs_row_group_new (_("Files That Cannot Be Used"), NULL));
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->packs));
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->lists));
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->problems));
  adw_bin_set_child (ADW_BIN (self), subpage);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
