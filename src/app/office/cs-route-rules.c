/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-route-client.h"
#include "cs-route-rules.h"
#include "cs-rule-row.h"
#include "cs-show-error.h"
#include "cs-unsaved.h"

struct _CsRouteRules
{
  AdwBin parent_instance;

  CsOfficeData        *data;
  GCancellable        *cancellable;
  GPtrArray           *rules;      /* of CsRouteRule, as they stand in the rows */
  char                *saved;      /* what the office has, as written by make_stamp() */
  char                *saving;     /* the same of what is on its way to the office */
  char                *shown;      /* what the rows were made for: rules and names of routes */
  gboolean             busy;
  gboolean             filling;

  AdwPreferencesGroup *group;
  GtkListBox          *list;
  GtkWidget           *add;
  GtkWidget           *bar;        /* Discard and Save, while something is changed */
  CsChoice            *usual;      /* values are quarks of names: the list of routes changes, names do not */
  CsChoice            *emergency;
  GtkWidget           *usual_words;
  GtkWidget           *emergency_words;
};

static void cs_route_rules_init_unsaved (CsUnsavedInterface *iface);
static void show_rules                  (CsRouteRules       *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsRouteRules, cs_route_rules, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_UNSAVED, cs_route_rules_init_unsaved))

static CsRouteRule *
copy_rule (const CsRouteRule *rule)
{
  CsRouteRule *copy = g_memdup2 (rule, sizeof *rule);

  copy->route = g_strdup (rule->route);

  return copy;
}

static const char *
chosen_route (CsChoice *choice)
{
  gint64 value = cs_choice_get (choice);

  return value != 0 ? g_quark_to_string ((GQuark) value) : "";
}

static char *
make_stamp (GPtrArray  *rules,
            const char *usual,
            const char *emergency)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s", usual, emergency);
  for (guint i = 0; i < rules->len; i++)
    {
      const CsRouteRule *rule = g_ptr_array_index (rules, i);

      g_string_append_printf (text, "\n%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%u\t%u\t%s", rule->section,
                              rule->account, rule->label, rule->has, rule->route);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_changed (CsRouteRules *self)
{
  g_autofree char *now = NULL;

  if (self->saved == NULL || !cs_office_data_may_change (self->data))
    return FALSE;

  now = make_stamp (self->rules, chosen_route (self->usual), chosen_route (self->emergency));
  return g_strcmp0 (now, self->saved) != 0;
}

static void
update (CsRouteRules *self)
{
  if (self->filling)
    return;

  gtk_widget_set_visible (self->bar, is_changed (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self), !self->busy);
}

static void
asked_cb (CsRouteRules *self,
          int           step,
          CsRuleRow    *row)
{
  int from = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  int to = from + step;
  gpointer rule;

  if (step != 0 && (to < 0 || to >= (int) self->rules->len))
    return;

  rule = g_ptr_array_steal_index (self->rules, from);
  if (step == 0)
    cs_route_rule_free (rule);
  else
    g_ptr_array_insert (self->rules, to, rule);
  show_rules (self);
  /* The keyboard goes on with the rule that moved. */
  if (step != 0)
    gtk_widget_child_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, to)), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->add);
  update (self);
}

static void
show_rules (CsRouteRules *self)
{
  gboolean editable = cs_office_data_may_change (self->data);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->rules->len; i++)
    {
      GtkWidget *row = cs_rule_row_new (self->data, g_ptr_array_index (self->rules, i), i + 1, editable);

      g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->rules->len > 0);
}

static void
fill_choice (CsRouteRules *self,
             CsChoice     *choice,
             const char   *none,
             const char   *chosen)
{
  GPtrArray *routes = cs_office_data_get_routes (self->data);

  cs_choice_clear (choice);
  if (none != NULL)
    cs_choice_add (choice, 0, none);
  for (guint i = 0; i < routes->len; i++)
    {
      const CsRoute *route = g_ptr_array_index (routes, i);

      cs_choice_add (choice, g_quark_from_string (route->name), route->name);
    }
  cs_choice_select (choice, *chosen != '\0' ? g_quark_from_string (chosen) : 0);
}

/* Everything as the office has it. */
static void
show_saved (CsRouteRules *self)
{
  const CsRouteSet *set = cs_office_data_get_route_set (self->data);
  gboolean editable = cs_office_data_may_change (self->data);

  self->filling = TRUE;
  g_ptr_array_set_size (self->rules, 0);
  for (guint i = 0; i < set->rules->len; i++)
    g_ptr_array_add (self->rules, copy_rule (g_ptr_array_index (set->rules, i)));
  g_free (self->saved);
  self->saved = make_stamp (self->rules, set->usual, set->emergency);
  fill_choice (self, self->usual, NULL, set->usual);
  /* Translators: the emergency lane, while no route was chosen for it. */
  fill_choice (self, self->emergency, *set->emergency == '\0' ? _("Made at its first use") : NULL, set->emergency);
  gtk_widget_set_visible (GTK_WIDGET (self->usual), editable);
  gtk_widget_set_visible (GTK_WIDGET (self->emergency), editable);
  gtk_widget_set_visible (self->usual_words, !editable);
  gtk_widget_set_visible (self->emergency_words, !editable);
  gtk_label_set_label (GTK_LABEL (self->usual_words), set->usual);
  gtk_label_set_label (GTK_LABEL (self->emergency_words), *set->emergency != '\0' ? set->emergency : _("Made at its first use"));
  gtk_widget_set_visible (self->add, editable);
  show_rules (self);
  self->filling = FALSE;
  update (self);
}

/* Rows are made anew only for what they show: a change elsewhere in the office leaves the keyboard where it is. */
static void
loaded_cb (CsRouteRules *self,
           guint         subject)
{
  const CsRouteSet *set = cs_office_data_get_route_set (self->data);
  g_autoptr(GString) now = NULL;
  g_autofree char *stamp = NULL;

  if ((subject != CS_OFFICE_ROUTES && subject != CS_OFFICE_SECTIONS) || set == NULL ||
      cs_office_data_get_sections (self->data) == NULL || is_changed (self))
    return;

  stamp = make_stamp (set->rules, set->usual, set->emergency);
  now = g_string_new (stamp);
  g_string_append_printf (now, "\n%d", cs_office_data_may_change (self->data));
  for (guint i = 0; i < set->routes->len; i++)
    g_string_append_printf (now, "\n%s", ((const CsRoute *) g_ptr_array_index (set->routes, i))->name);
  if (g_strcmp0 (now->str, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_strdup (now->str);
  show_saved (self);
}

static void
add_cb (CsRouteRules *self)
{
  CsRouteRule *rule = g_new0 (CsRouteRule, 1);

  rule->route = g_strdup (chosen_route (self->usual));
  g_ptr_array_add (self->rules, rule);
  show_rules (self);
  gtk_widget_child_focus (gtk_widget_get_last_child (GTK_WIDGET (self->list)), GTK_DIR_TAB_FORWARD);
  update (self);
}

static void
discard_cb (CsRouteRules *self)
{
  show_saved (self);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsRouteRules) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  self->busy = FALSE;
  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      cs_unsaved_saved (CS_UNSAVED (self), FALSE);
      return;
    }

  if (reply != NULL)
    {
      g_free (self->saved);
      self->saved = g_steal_pointer (&self->saving);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _("Saved. Posts that are submitted from now on take these routes."));
    }
  else
    {
      cs_show_error (GTK_WIDGET (self), error);
    }
  update (self);
  cs_unsaved_saved (CS_UNSAVED (self), reply != NULL);
}

static void
save_cb (CsRouteRules *self)
{
  const char *emergency = chosen_route (self->emergency);

  if (self->busy)
    return;

  self->busy = TRUE;
  g_free (self->saving);
  self->saving = make_stamp (self->rules, chosen_route (self->usual), emergency);
  update (self);
  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "route.choose",
                        cs_arguments_route_choose (chosen_route (self->usual), *emergency != '\0' ? emergency : NULL,
                                                   self->rules),
                        self->cancellable, saved_cb, g_object_ref (self));
}

static gboolean
unsaved_is_changed (CsUnsaved *unsaved)
{
  return is_changed (CS_ROUTE_RULES (unsaved));
}

static char *
describe (CsUnsaved   *unsaved,
          const char **problem)
{
  *problem = NULL;
  return g_strdup (_("Which route a post takes is changed and not saved."));
}

static void
save (CsUnsaved *unsaved)
{
  save_cb (CS_ROUTE_RULES (unsaved));
}

static void
discard (CsUnsaved *unsaved)
{
  discard_cb (CS_ROUTE_RULES (unsaved));
}

static void
cs_route_rules_init_unsaved (CsUnsavedInterface *iface)
{
  iface->is_changed = unsaved_is_changed;
  iface->describe = describe;
  iface->save = save;
  iface->discard = discard;
}

static void
cs_route_rules_dispose (GObject *object)
{
  CsRouteRules *self = CS_ROUTE_RULES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (cs_route_rules_parent_class)->dispose (object);
}

static void
cs_route_rules_finalize (GObject *object)
{
  CsRouteRules *self = CS_ROUTE_RULES (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_free);
  g_clear_pointer (&self->saving, g_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (cs_route_rules_parent_class)->finalize (object);
}

static void
cs_route_rules_class_init (CsRouteRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_route_rules_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_route_rules_finalize;
}

static void
cs_route_rules_init (CsRouteRules *self)
{
  self->cancellable = g_cancellable_new ();
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_route_rule_free);
}

static void
add_row (GtkWidget  *group,
         const char *title,
         const char *subtitle,
         GtkWidget  *choice,
         GtkWidget **words)
{
  GtkWidget *row = adw_action_row_new ();

  *words = gtk_label_new (NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *words);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
make_bar (CsRouteRules *self)
{
  GtkWidget *discard = gtk_button_new_with_label (_("Discard"));
  GtkWidget *save = gtk_button_new_with_label (_("Save Rules"));

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_object (discard, "clicked", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->bar), discard);
  gtk_box_append (GTK_BOX (self->bar), save);
  gtk_widget_set_halign (self->bar, GTK_ALIGN_END);
  gtk_widget_set_visible (self->bar, FALSE);

  return self->bar;
}

GtkWidget *
cs_route_rules_new (CsOfficeData *data)
{
  CsRouteRules *self = g_object_new (CS_TYPE_ROUTE_RULES, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *others = adw_preferences_group_new ();

  self->data = g_object_ref (data);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Which Route a Post Takes"));
  adw_preferences_group_set_description (self->group, _("The first rule that fits chooses."));
  self->add = gtk_button_new_with_label (_("Add Rule"));
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, self->add);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  cs_name_widget (GTK_WIDGET (self->list), _("Rules"));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));

  self->usual = CS_CHOICE (cs_choice_new (_("All other posts")));
  self->emergency = CS_CHOICE (cs_choice_new (_("Emergency lane")));
  g_signal_connect_object (self->usual, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->emergency, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  add_row (others, _("All Other Posts"), _("If no rule fits"), GTK_WIDGET (self->usual), &self->usual_words);
  add_row (others, _("Emergency Lane"), _("Short: the one who wrote it and one who signs it"),
           GTK_WIDGET (self->emergency), &self->emergency_words);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), others);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  loaded_cb (self, CS_OFFICE_ROUTES);

  return GTK_WIDGET (self);
}
