/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-view.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-text-label.h"
#include "cs-time.h"

#define N_SHOWN 5 /* latest decisions of a stage that are always in sight */

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

/* Who decided, and in whose name: that is never left out (代签). */
static char *
describe_person (const CsDecisionInfo *decision)
{
  if (!*decision->acting_for_name)
    return g_strdup (decision->person_name);
  /* Translators: the first person decided in the name of the second (in Chinese 代签). */
  return g_strdup_printf (_("%1$s (for %2$s)"), decision->person_name, decision->acting_for_name);
}

static char *
describe_return (const CsDecisionInfo *decision,
                 const char           *name,
                 const char           *when)
{
  if (*decision->to_stage_title)
    /* Translators: a person, the number of a version, the title of a stage, a time. */
    return g_strdup_printf (_("%1$s returned version %2$u to “%3$s” · %4$s"), name, decision->revision_number,
                            decision->to_stage_title, when);
  return g_strdup_printf (_("%1$s returned version %2$u · %3$s"), name, decision->revision_number, when);
}

static char *
describe_decision (const CsDecisionInfo *decision,
                   gboolean              sign_off,
                   const char           *zone)
{
  g_autofree char *when = cs_time_format_near (decision->at, g_get_real_time (), zone);
  g_autofree char *name = describe_person (decision);
  guint number = decision->revision_number;

  switch (decision->verdict)
    {
    case CS_VERDICT_APPROVE:
      /* Translators: a person, the number of a version, a time. Signing is approving at the last stage. */
      return sign_off ? g_strdup_printf (_("%1$s signed version %2$u · %3$s"), name, number, when)
                      : g_strdup_printf (_("%1$s approved version %2$u · %3$s"), name, number, when);
    case CS_VERDICT_RETURN:
      return describe_return (decision, name, when);
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

static GtkWidget *
make_older (GtkWidget *box)
{
  GtkWidget *expander = gtk_expander_new (NULL);

  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  return expander;
}

static void
name_older (GtkWidget *expander,
            guint      n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u earlier decision", "%u earlier decisions", n), n);

  gtk_expander_set_label (GTK_EXPANDER (expander), title);
  cs_name_widget (expander, title);
  gtk_widget_set_visible (expander, n > 0);
}

static const char *
explain_no_count (const CsDecisionInfo *decision)
{
  if (decision->taken_back)
    return _("No longer counts: taken back.");
  if (decision->other_version)
    return _("No longer counts: the post was changed afterwards.");
  return _("No longer counts: the post went back and was submitted again.");
}

static void
append_line (GtkBox     *box,
             GString    *spoken,
             const char *text,
             const char *css_class)
{
  gtk_box_append (box, cs_text_label_new (text, css_class));
  g_string_append_printf (spoken, " %s", text);
}

/* How carefully: what was ticked and read line by line on the way. */
static void
append_care (GtkBox               *box,
             GString              *spoken,
             const CsDecisionInfo *decision)
{
  g_autofree char *ticks = g_strdup_printf (ngettext ("%u point ticked.", "%u points ticked.", decision->n_ticks),
                                            decision->n_ticks);
  g_autofree char *lines = g_strdup_printf (ngettext ("%u line confirmed by itself.", "%u lines confirmed one by one.",
                                                      decision->n_lines), decision->n_lines);

  if (decision->n_ticks > 0)
    append_line (box, spoken, ticks, "caption");
  if (decision->n_lines > 0)
    append_line (box, spoken, lines, "caption");
}

static void
append_take_back (GtkBox               *box,
                  const CsDecisionInfo *decision)
{
  GtkWidget *button;

  if (!decision->may_take_back)
    return;
  button = gtk_button_new_with_label (_("Take Back…"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Your decision no longer counts; both stay in the record"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sheet.take-back");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", decision->id);
  gtk_box_append (box, button);
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
  gboolean struck = decision->taken_back || (decision->verdict == CS_VERDICT_APPROVE && !decision->counts);
  GtkWidget *label = cs_text_label_new (text, *decision->acting_for_name ? "chain-for" : NULL);

  gtk_widget_set_tooltip_text (label, full);
  gtk_box_append (box, label);
  g_string_append_printf (spoken, " %s.", text);
  if (struck)
    strike_through (label);

  if (*decision->reason)
    {
      /* Translators: the reason somebody gave, as a quotation. */
      g_autofree char *quoted = g_strdup_printf (_("“%s”"), decision->reason);

      append_line (box, spoken, quoted, "chain-reason");
    }
  append_care (box, spoken, decision);
  if (struck)
    append_line (box, spoken, explain_no_count (decision), "caption");
  append_take_back (box, decision);
}

/* Where a stage was decided on again and again, the older decisions that no longer count stand behind an expander. */
static void
append_decisions (GtkBox            *box,
                  GString           *spoken,
                  const CsSheetInfo *sheet,
                  guint              position,
                  const char        *zone)
{
  gboolean last = position + 1 == sheet->stages->len; /* only the last stage is a sign-off */
  g_autoptr(GPtrArray) here = g_ptr_array_new ();
  GtkWidget *older = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *expander = NULL;
  guint n_older = 0;

  for (guint i = 0; i < sheet->decisions->len; i++)
    if (((CsDecisionInfo *) g_ptr_array_index (sheet->decisions, i))->stage == position)
      g_ptr_array_add (here, g_ptr_array_index (sheet->decisions, i));
  g_object_ref_sink (older);
  if (here->len > N_SHOWN)
    gtk_box_append (box, expander = make_older (older));
  for (guint i = 0; i < here->len; i++)
    {
      const CsDecisionInfo *decision = g_ptr_array_index (here, i);
      gboolean shown = i + N_SHOWN >= here->len || decision->counts || decision->may_take_back;

      append_decision (shown ? box : GTK_BOX (older), spoken, decision, last, zone);
      n_older += !shown;
    }
  if (expander)
    name_older (expander, n_older);
  g_object_unref (older);
}

static void
append_who (GtkBox            *box,
            GString           *spoken,
            const CsStageInfo *stage)
{
  g_autofree char *names = NULL;
  g_autofree char *text = NULL;

  if (stage->fulfilled && stage->kind != CS_STAGE_COMMENT)
    return;

  /* Translators: stands between the names of people. */
  names = stage->who ? g_strjoinv (_(", "), stage->who) : g_strdup ("");
  if (stage->kind == CS_STAGE_COMMENT)
    /* Translators: names of those who may comment, and whom nobody waits for. */
    text = *names ? g_strdup_printf (_("Asked for comments: %s"), names) : g_strdup (_("Asked for comments"));
  else if (stage->open && !*names)
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
  const char *kind = cs_stage_kind_label (stage->kind);
  g_autofree char *parties = stage->parties ? g_strjoinv (_(", "), stage->parties) : g_strdup ("");

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
  if (*parties && !stage->fulfilled)
    append_line (GTK_BOX (text), spoken, parties, "caption");

  append_decisions (GTK_BOX (text), spoken, sheet, position, zone);
  append_who (GTK_BOX (text), spoken, stage);
  if (stage->open && sheet->post->escalated)
    append_line (GTK_BOX (text), spoken, _("Its time was up: whoever it escalates to may decide here too."), "warning");

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
