/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-view.h"

#include <glib/gi18n.h>

#include "cs-text-label.h"
#include "cs-time.h"

struct _CsChainView
{
  AdwBin    parent_instance;
  GtkWidget *box; /* of the stages' rows */
};

G_DEFINE_FINAL_TYPE (CsChainView, cs_chain_view, ADW_TYPE_BIN)

/* The number of the stage, or a check where it is fulfilled, and the line down to the next one. */
static GtkWidget *
make_marker (const CsStageInfo *stage,
             guint              position,
             gboolean           last)
{
  g_autofree char *number = g_strdup_printf ("%u", position + 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark;

  if (stage->fulfilled)
    mark = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                         "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  else
    mark = gtk_label_new (number);
  gtk_widget_set_halign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (mark, "chain-mark");
  gtk_widget_add_css_class (mark, stage->fulfilled ? "done" : stage->open ? "open" : "later");
  gtk_box_append (GTK_BOX (box), mark);

  if (!last)
    {
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

      gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
      gtk_widget_set_vexpand (line, TRUE);
      gtk_box_append (GTK_BOX (box), line);
    }
  return box;
}

static char *
describe_decision (const CsDecisionInfo *decision,
                   gboolean              sign_off,
                   const char           *zone)
{
  g_autofree char *when = cs_time_format_near (decision->at, g_get_real_time (), zone);
  const char *name = decision->person_name;
  guint number = decision->revision_number;

  switch (decision->verdict)
    {
    case CS_VERDICT_APPROVE:
      /* Translators: a person, the number of a version, a time. Signing is approving at the last stage. */
      return sign_off ? g_strdup_printf (_("%1$s signed version %2$u · %3$s"), name, number, when)
                      : g_strdup_printf (_("%1$s approved version %2$u · %3$s"), name, number, when);
    case CS_VERDICT_RETURN:
      return g_strdup_printf (_("%1$s returned version %2$u · %3$s"), name, number, when);
    case CS_VERDICT_REJECT:
      return g_strdup_printf (_("%1$s rejected version %2$u · %3$s"), name, number, when);
    case CS_VERDICT_TAKE_BACK:
      return g_strdup_printf (_("%1$s took a decision on version %2$u back · %3$s"), name, number, when);
    }
  g_assert_not_reached ();
}

static void
strike_through (GtkWidget *label)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_add_css_class (label, "dim-label");
}

static const char *
explain_no_count (const CsDecisionInfo *decision)
{
  if (decision->other_version)
    return _("No longer counts: the post was changed afterwards.");
  return _("No longer counts: the post went back and was submitted again.");
}

static void
append_decision (GtkBox               *box,
                 GString              *spoken,
                 const CsDecisionInfo *decision,
                 gboolean              sign_off,
                 const char           *zone)
{
  g_autofree char *text = describe_decision (decision, sign_off, zone);
  g_autofree char *full = cs_time_format_full (decision->at, zone);
  gboolean struck = decision->verdict == CS_VERDICT_APPROVE && !decision->counts;
  GtkWidget *label = cs_text_label_new (text, NULL);

  gtk_widget_set_tooltip_text (label, full);
  gtk_box_append (box, label);
  g_string_append_printf (spoken, " %s.", text);
  if (struck)
    strike_through (label);

  if (*decision->reason)
    {
      /* Translators: the reason somebody gave, as a quotation. */
      g_autofree char *quoted = g_strdup_printf (_("“%s”"), decision->reason);

      gtk_box_append (box, cs_text_label_new (quoted, "chain-reason"));
      g_string_append_printf (spoken, " %s", quoted);
    }
  if (struck)
    {
      gtk_box_append (box, cs_text_label_new (explain_no_count (decision), "caption"));
      g_string_append_printf (spoken, " %s", explain_no_count (decision));
    }
}

static void
append_who (GtkBox            *box,
            GString           *spoken,
            const CsStageInfo *stage)
{
  g_autofree char *names = NULL;
  g_autofree char *text = NULL;

  if (stage->fulfilled)
    return;

  /* Translators: stands between the names of people. */
  names = stage->who ? g_strjoinv (_(", "), stage->who) : g_strdup ("");
  if (stage->open && !*names)
    text = g_strdup (_("Nobody is left who may decide here. An administrator can give somebody the role."));
  else if (stage->open)
    /* Translators: names of those who may decide now. */
    text = g_strdup_printf (_("Next: %s"), names);
  else if (*names)
    /* Translators: names of those who may decide at a later stage. */
    text = g_strdup_printf (_("Then: %s"), names);
  else
    return;

  gtk_box_append (box, cs_text_label_new (text, stage->open ? "chain-next" : "dim-label"));
  g_string_append_printf (spoken, " %s", text);
}

static GtkWidget *
make_row (const CsSheetInfo *sheet,
          guint              position,
          const char        *zone)
{
  const CsStageInfo *stage = g_ptr_array_index (sheet->stages, position);
  gboolean last = position + 1 == sheet->stages->len; /* only the last stage is a sign-off */
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", 12,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autoptr(GString) spoken = g_string_new (stage->title);
  const char *kind = cs_stage_kind_label (last ? CS_STAGE_SIGN_OFF : CS_STAGE_REVIEW);

  gtk_box_append (GTK_BOX (row), make_marker (stage, position, last));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_margin_bottom (text, last ? 0 : 12);
  gtk_box_append (GTK_BOX (row), text);

  gtk_box_append (GTK_BOX (text), cs_text_label_new (stage->title, "heading"));
  if (g_strcmp0 (kind, stage->title) != 0)
    {
      gtk_box_append (GTK_BOX (text), cs_text_label_new (kind, "caption"));
      g_string_append_printf (spoken, ", %s", kind);
    }
  g_string_append_c (spoken, '.');

  for (guint i = 0; i < sheet->decisions->len; i++)
    {
      const CsDecisionInfo *decision = g_ptr_array_index (sheet->decisions, i);

      if (decision->stage == position)
        append_decision (GTK_BOX (text), spoken, decision, last, zone);
    }
  append_who (GTK_BOX (text), spoken, stage);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  return row;
}

static void
cs_chain_view_class_init (CsChainViewClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_chain_view_init (CsChainView *self)
{
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Stages and decisions"), -1);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
cs_chain_view_new (void)
{
  return g_object_new (CS_TYPE_CHAIN_VIEW, NULL);
}

void
cs_chain_view_set (CsChainView       *self,
                   const CsSheetInfo *sheet,
                   const char        *zone)
{
  GtkWidget *child;

  g_return_if_fail (CS_IS_CHAIN_VIEW (self));
  g_return_if_fail (sheet);

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < sheet->stages->len; i++)
    gtk_box_append (GTK_BOX (self->box), make_row (sheet, i, zone));
}
