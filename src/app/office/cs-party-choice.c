/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-choice.h"
#include "cs-party-choice.h"
#include "cs-show-error.h"
#include "cs-wrap-box.h"

struct _CsPartyChoice
{
  AdwPreferencesRow parent_instance;

  CsOfficeData *data;
  gboolean      filling;  /* the choices are being filled by the program */

  CsChoice     *kind;
  CsChoice     *role;
  CsChoice     *target;
};

G_DEFINE_FINAL_TYPE (CsPartyChoice, cs_party_choice, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct
{
  CsPartyKind kind;
  const char *words;
} kinds[] = {
  { CS_PARTY_ROLE_IN_OWN_SECTION, N_("A role in the post’s section") },
  { CS_PARTY_ROLE_IN_SECTION, N_("A role in a named section") },
  { CS_PARTY_ROLE_ANYWHERE, N_("A role anywhere") },
  { CS_PARTY_PERSON, N_("One person") },
  { CS_PARTY_POSITION, N_("Whoever holds a position") },
};

/* An office begins without them. */
static const char *
words_for_nothing (CsPartyKind kind)
{
  switch (kind)
    {
    case CS_PARTY_ROLE_IN_SECTION:
      return _("There are no sections yet");
    case CS_PARTY_POSITION:
      return _("There are no positions yet");
    case CS_PARTY_PERSON:
    case CS_PARTY_ROLE_IN_OWN_SECTION:
    case CS_PARTY_ROLE_ANYWHERE:
    default:
      return NULL;
    }
}

/* What can be named by a party of @kind. */
static void
fill_targets (CsPartyChoice *self,
              CsPartyKind    kind,
              gint64         target)
{
  cs_choice_clear (self->target);
  if (kind == CS_PARTY_ROLE_IN_SECTION)
    cs_office_data_offer_sections (self->data, self->target, target);
  else if (kind == CS_PARTY_PERSON)
    cs_office_data_offer_people (self->data, self->target, target);
  else if (kind == CS_PARTY_POSITION)
    cs_office_data_offer_positions (self->data, self->target, target);
  cs_choice_select (self->target, target);
  cs_choice_set_nothing (self->target, words_for_nothing (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->target), kind != CS_PARTY_ROLE_IN_OWN_SECTION && kind != CS_PARTY_ROLE_ANYWHERE);
  gtk_widget_set_visible (GTK_WIDGET (self->role), cs_party_kind_has_role (kind));
}

static void
changed_cb (CsPartyChoice *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
kind_changed_cb (CsPartyChoice *self)
{
  if (self->filling)
    return;

  self->filling = TRUE;
  fill_targets (self, cs_choice_get (self->kind), 0);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (CsPartyChoice *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
cs_party_choice_dispose (GObject *object)
{
  g_clear_object (&CS_PARTY_CHOICE (object)->data);
  G_OBJECT_CLASS (cs_party_choice_parent_class)->dispose (object);
}

static void
cs_party_choice_class_init (CsPartyChoiceClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_party_choice_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_party_choice_init (CsPartyChoice *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static void
add_roles (CsPartyChoice *self,
           CsStageKind    kind,
           CsRoles        chosen)
{
  CsRoles roles = cs_stage_kind_roles (kind) | chosen;

  for (guint i = 0; 1u << i <= CS_ROLE_ANYONE; i++)
    if (roles & (1u << i))
      cs_choice_add (self->role, 1 << i, cs_role_label (1 << i));
  cs_choice_select (self->role, chosen != CS_ROLE_NONE ? chosen : CS_ROLE_REVIEWER);
}

static GtkWidget *
make_choice (CsChoice   **choice,
             GtkWidget   *box,
             const char  *name,
             guint        number)
{
  /* Translators: what a screen reader says: the second of those who decide, and which of its choices this is. */
  g_autofree char *full = g_strdup_printf (_("Decider %u: %s"), number, name);
  GtkWidget *widget = cs_choice_new (full);

  *choice = CS_CHOICE (widget);
  cs_wrap_box_append (CS_WRAP_BOX (box), widget);

  return widget;
}

GtkWidget *
cs_party_choice_new (CsOfficeData  *data,
                     const CsParty *party,
                     CsStageKind    kind,
                     guint          number)
{
  CsPartyChoice *self = g_object_new (CS_TYPE_PARTY_CHOICE, NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = g_object_new (CS_TYPE_WRAP_BOX, "hexpand", TRUE, NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *remove_name = g_strdup_printf (_("Remove decider %u"), number);

  self->data = g_object_ref (data);
  make_choice (&self->kind, box, _("how it is named"), number);
  make_choice (&self->role, box, _("role"), number);
  make_choice (&self->target, box, _("who or where"), number);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    cs_choice_add (self->kind, kinds[i].kind, _(kinds[i].words));
  cs_choice_select (self->kind, party->kind);
  add_roles (self, kind, party->role);
  fill_targets (self, party->kind, party->target);
  g_signal_connect_object (self->kind, "changed", G_CALLBACK (kind_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->role, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->target, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_tooltip_text (remove, remove_name);
  cs_name_widget (remove, remove_name);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (row), remove);
  gtk_widget_add_css_class (row, "cs-office-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), row);

  return GTK_WIDGET (self);
}

CsParty
cs_party_choice_get (CsPartyChoice *self)
{
  CsParty party = { 0 };

  g_return_val_if_fail (CS_IS_PARTY_CHOICE (self), party);

  party.kind = cs_choice_get (self->kind);
  if (cs_party_kind_has_role (party.kind))
    party.role = cs_choice_get (self->role);
  if (party.kind != CS_PARTY_ROLE_IN_OWN_SECTION && party.kind != CS_PARTY_ROLE_ANYWHERE)
    party.target = cs_choice_get (self->target);

  return party;
}
