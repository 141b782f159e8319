/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-rule-row.h"
#include "cs-show-error.h"
#include "cs-wrap-box.h"

struct _CsRuleRow
{
  AdwPreferencesRow parent_instance;

  CsOfficeData *data;
  CsRouteRule  *rule;     /* lent */

  CsChoice     *section;
  CsChoice     *account;
  CsChoice     *label;
  CsChoice     *has;
  CsChoice     *route;    /* values are quarks of names */
};

G_DEFINE_FINAL_TYPE (CsRuleRow, cs_rule_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (CsRuleRow *self)
{
  gint64 route = cs_choice_get (self->route);

  self->rule->section = cs_choice_get (self->section);
  self->rule->account = cs_choice_get (self->account);
  self->rule->label = cs_choice_get (self->label);
  self->rule->has = cs_choice_get (self->has);
  if (route != 0)
    {
      g_free (self->rule->route);
      self->rule->route = g_strdup (g_quark_to_string ((GQuark) route));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
up_cb (CsRuleRow *self)
{
  g_signal_emit (self, signals[ASKED], 0, -1);
}

static void
down_cb (CsRuleRow *self)
{
  g_signal_emit (self, signals[ASKED], 0, 1);
}

static void
remove_cb (CsRuleRow *self)
{
  g_signal_emit (self, signals[ASKED], 0, 0);
}

static void
cs_rule_row_dispose (GObject *object)
{
  g_clear_object (&CS_RULE_ROW (object)->data);
  G_OBJECT_CLASS (cs_rule_row_parent_class)->dispose (object);
}

static void
cs_rule_row_class_init (CsRuleRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_rule_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ASKED] = g_signal_new ("asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
cs_rule_row_init (CsRuleRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static CsChoice *
add_choice (CsRuleRow  *self,
            GtkWidget  *box,
            guint       number,
            const char *name,
            const char *whatever)
{
  /* Translators: what a screen reader says: number of a rule, and which of its conditions this is. */
  g_autofree char *full = g_strdup_printf (_("Rule %u: %s"), number, name);
  CsChoice *choice = CS_CHOICE (cs_choice_new (full));

  if (whatever != NULL)
    cs_choice_add (choice, 0, whatever);
  cs_wrap_box_append (CS_WRAP_BOX (box), GTK_WIDGET (choice));

  return choice;
}

static void
fill_route (CsRuleRow *self)
{
  GPtrArray *routes = cs_office_data_get_routes (self->data);

  for (guint i = 0; routes != NULL && i < routes->len; i++)
    {
      const CsRoute *route = g_ptr_array_index (routes, i);

      cs_choice_add (self->route, g_quark_from_string (route->name), route->name);
    }
  cs_choice_select (self->route, g_quark_from_string (self->rule->route));
}

static void
fill_account (CsRuleRow *self)
{
  GPtrArray *accounts = cs_session_get_accounts (cs_office_data_get_session (self->data));

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);

      if (!account->retired || account->id == self->rule->account)
        cs_choice_add (self->account, account->id, account->handle);
    }
}

static GtkWidget *
make_choices (CsRuleRow *self,
              guint      number)
{
  GtkWidget *box = g_object_new (CS_TYPE_WRAP_BOX, "hexpand", TRUE, NULL);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  self->section = add_choice (self, box, number, _("section"), _("Any section"));
  cs_office_data_offer_sections (self->data, self->section, self->rule->section);
  cs_choice_select (self->section, self->rule->section);
  self->account = add_choice (self, box, number, _("account"), _("Any account"));
  fill_account (self);
  cs_choice_select (self->account, self->rule->account);
  self->label = add_choice (self, box, number, _("label"), _("Any label"));
  for (guint i = 1; i <= CS_LABELS_ALL; i <<= 1)
    cs_choice_add (self->label, i, cs_label_label (i));
  cs_choice_select (self->label, self->rule->label);
  self->has = add_choice (self, box, number, _("content"), C_("rule", "Any content"));
  cs_choice_add (self->has, CS_RULE_MEDIA, C_("rule", "With pictures, films or charts"));
  cs_choice_add (self->has, CS_RULE_FIGURES, C_("rule", "With figures"));
  cs_choice_select (self->has, self->rule->has);
  cs_wrap_box_append (CS_WRAP_BOX (box), arrow);
  self->route = add_choice (self, box, number, _("route"), NULL);
  fill_route (self);
  g_signal_connect_object (self->section, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->account, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->label, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->has, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->route, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return box;
}

/* Takes @name. */
static void
add_button (CsRuleRow  *self,
            GtkWidget  *box,
            const char *icon,
            char       *name,
            GCallback   callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *owned = name;

  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* "Economy and Statistics · With figures" for those who only read. */
static char *
describe (CsRuleRow *self)
{
  const CsRouteRule *rule = self->rule;
  CsSession *session = cs_office_data_get_session (self->data);
  const CsAccountInfo *account = rule->account != 0 ? cs_session_find_account (session, rule->account) : NULL;
  const CsParty party = { CS_PARTY_ROLE_IN_SECTION, CS_ROLE_REVIEWER, rule->section };
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (rule->section != 0)
    g_ptr_array_add (parts, cs_route_names_party_detail (cs_office_data_get_names (self->data), &party));
  if (account != NULL)
    g_ptr_array_add (parts, g_strdup (account->handle));
  if (rule->label != CS_LABEL_NONE)
    g_ptr_array_add (parts, g_strdup (cs_label_label (rule->label)));
  if (rule->has == CS_RULE_MEDIA)
    g_ptr_array_add (parts, g_strdup (C_("rule", "With pictures, films or charts")));
  if (rule->has == CS_RULE_FIGURES)
    g_ptr_array_add (parts, g_strdup (C_("rule", "With figures")));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_("Every post")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkWidget *
make_sentence (CsRuleRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *text = describe (self);
  GtkWidget *when = gtk_label_new (text);
  GtkWidget *route = gtk_label_new (self->rule->route);

  gtk_label_set_wrap (GTK_LABEL (when), TRUE);
  gtk_label_set_wrap (GTK_LABEL (route), TRUE);
  gtk_widget_add_css_class (route, "heading");
  gtk_box_append (GTK_BOX (box), when);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_box_append (GTK_BOX (box), route);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

GtkWidget *
cs_rule_row_new (CsOfficeData *data,
                 CsRouteRule  *rule,
                 guint         number,
                 gboolean      editable)
{
  CsRuleRow *self = g_object_new (CS_TYPE_RULE_ROW, NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *words = g_strdup_printf (C_("number of a rule", "%u."), number);
  GtkWidget *label = gtk_label_new (words);

  self->data = g_object_ref (data);
  self->rule = rule;
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), editable ? make_choices (self, number) : make_sentence (self));
  if (editable)
    {
      add_button (self, row, "go-up-symbolic", g_strdup_printf (_("Move rule %u up"), number),
                  G_CALLBACK (up_cb));
      add_button (self, row, "go-down-symbolic", g_strdup_printf (_("Move rule %u down"), number),
                  G_CALLBACK (down_cb));
      add_button (self, row, "user-trash-symbolic", g_strdup_printf (_("Remove rule %u"), number),
                  G_CALLBACK (remove_cb));
    }
  gtk_widget_add_css_class (row, "cs-office-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), row);

  return GTK_WIDGET (self);
}
