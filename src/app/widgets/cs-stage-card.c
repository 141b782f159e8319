/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-deadline.h"
#include "cs-route-fork.h"
#include "cs-stage-card.h"

struct _CsStageCard
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *kind;
  GtkWidget *time_box;
  GtkWidget *time;
  GtkWidget *fork;
  GtkWidget *quorum;
  GtkWidget *later;    /* the line of the escalation */
  GtkWidget *later_text;
  GtkWidget *ticks;
  GtkWidget *who;
  GtkWidget *problem;
  const char *style;   /* class of the kind's colour */
};

G_DEFINE_FINAL_TYPE (CsStageCard, cs_stage_card, ADW_TYPE_BIN)

static void
cs_stage_card_class_init (CsStageCardClass *klass)
{
}

static GtkWidget *
make_label (const char *style,
            float       xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_justify (GTK_LABEL (label), xalign > 0.4f ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
make_line (GtkBox     *box,
           const char *icon,
           GtkWidget  *label,
           const char *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_add_css_class (line, style);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (box, line);

  return line;
}

static GtkWidget *
make_top (CsStageCard *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = gtk_image_new ();
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  self->title = make_label ("heading", 0);
  self->kind = make_label ("caption", 0);
  gtk_widget_add_css_class (self->kind, "dim-label");
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->kind);
  gtk_widget_set_hexpand (words, TRUE);

  self->time = gtk_label_new (NULL);
  self->time_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_box_append (GTK_BOX (self->time_box), gtk_image_new_from_icon_name ("alarm-symbolic"));
  gtk_box_append (GTK_BOX (self->time_box), self->time);
  gtk_widget_set_valign (self->time_box, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->time_box, "cs-stage-time");

  gtk_box_append (GTK_BOX (top), self->icon);
  gtk_box_append (GTK_BOX (top), words);
  gtk_box_append (GTK_BOX (top), self->time_box);

  return top;
}

static void
cs_stage_card_init (CsStageCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "cs-stage-card");
  gtk_box_append (GTK_BOX (self->box), make_top (self));

  self->fork = cs_route_fork_new ();
  gtk_widget_set_margin_top (self->fork, 4);
  gtk_box_append (GTK_BOX (self->box), self->fork);
  self->quorum = make_label ("caption", 0.5f);
  gtk_box_append (GTK_BOX (self->box), self->quorum);

  self->later_text = make_label (NULL, 0);
  self->later = make_line (GTK_BOX (self->box), "alarm-symbolic", self->later_text, "cs-orange");
  self->ticks = make_label ("caption", 0);
  gtk_widget_add_css_class (self->ticks, "dim-label");
  gtk_box_append (GTK_BOX (self->box), self->ticks);
  self->who = make_label (NULL, 0);
  make_line (GTK_BOX (self->box), "system-users-symbolic", self->who, "cs-stage-who");
  self->problem = make_label (NULL, 0);
  make_line (GTK_BOX (self->box), "dialog-warning-symbolic", self->problem, "cs-red");

  adw_bin_set_child (ADW_BIN (self), self->box);
  cs_stage_card_set_note (self, "", "");
}

GtkWidget *
cs_stage_card_new (void)
{
  return g_object_new (CS_TYPE_STAGE_CARD, NULL);
}

static void
add_party (CsStageCard        *self,
           const CsRouteNames *names,
           const CsParty      *party)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = cs_route_names_party_title (names, party);
  g_autofree char *detail = cs_route_names_party_detail (names, party);
  GtkWidget *label = make_label (NULL, 0.5f);

  gtk_label_set_label (GTK_LABEL (label), title);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_box_append (GTK_BOX (card), label);
  if (*detail != '\0')
    {
      GtkWidget *below = make_label ("caption", 0.5f);

      gtk_label_set_label (GTK_LABEL (below), detail);
      gtk_widget_add_css_class (below, "dim-label");
      gtk_box_append (GTK_BOX (card), below);
    }
  gtk_widget_add_css_class (card, "cs-stage-party");
  cs_route_fork_append (CS_ROUTE_FORK (self->fork), card);
}

static void
set_label (GtkWidget  *label,
           const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
set_escalation (CsStageCard        *self,
                const CsStage      *stage,
                const CsRouteNames *names)
{
  g_autofree char *who = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->later, stage->escalates.target != 0);
  if (stage->escalates.target == 0)
    return;

  who = cs_route_names_party_sentence (names, &stage->escalates);
  /* Translators: under a stage of a route: when its time is over, this person may decide too. */
  text = g_strdup_printf (_("When the time is over, also: %s"), who);
  gtk_label_set_label (GTK_LABEL (self->later_text), text);
}

static void
set_ticks (CsStageCard   *self,
           const CsStage *stage,
           gboolean       written_out)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (stage->ticks->len > 0)
    g_string_append_printf (text, ngettext ("%u line to tick before approving", "%u lines to tick before approving",
                                            stage->ticks->len), stage->ticks->len);
  for (guint i = 0; written_out && i < stage->ticks->len; i++)
    g_string_append_printf (text, "\n• %s", cs_stage_get_tick (stage, i));
  set_label (self->ticks, text->str);
}

void
cs_stage_card_set (CsStageCard        *self,
                   const CsStage      *stage,
                   const CsRouteNames *names,
                   guint               number,
                   gboolean            ticks)
{
  g_autofree char *title = NULL;
  g_autofree char *quorum = NULL;
  g_autofree char *minutes = NULL;

  g_return_if_fail (CS_IS_STAGE_CARD (self));
  g_return_if_fail (stage != NULL);

  title = g_strdup_printf (C_("number and title of a stage", "%u. %s"), number, stage->title);
  quorum = cs_route_quorum_words (stage);
  minutes = cs_minutes_words (stage->minutes);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->kind), cs_stage_kind_label (stage->kind));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), cs_stage_kind_icon (stage->kind));
  if (self->style != NULL)
    gtk_widget_remove_css_class (self->box, self->style);
  self->style = cs_stage_kind_style (stage->kind);
  gtk_widget_add_css_class (self->box, self->style);
  gtk_label_set_label (GTK_LABEL (self->time), minutes);
  gtk_widget_set_visible (self->time_box, stage->minutes > 0);

  cs_route_fork_clear (CS_ROUTE_FORK (self->fork));
  for (guint i = 0; i < stage->parties->len; i++)
    add_party (self, names, cs_stage_get_party (stage, i));
  set_label (self->quorum, stage->parties->len > 0 ? quorum : _("Nobody decides here yet"));
  set_escalation (self, stage, names);
  set_ticks (self, stage, ticks);
}

void
cs_stage_card_set_note (CsStageCard *self,
                        const char  *who,
                        const char  *problem)
{
  g_return_if_fail (CS_IS_STAGE_CARD (self));

  gtk_label_set_label (GTK_LABEL (self->who), who);
  gtk_widget_set_visible (gtk_widget_get_parent (self->who), *who != '\0');
  gtk_label_set_label (GTK_LABEL (self->problem), problem);
  gtk_widget_set_visible (gtk_widget_get_parent (self->problem), *problem != '\0');
}
