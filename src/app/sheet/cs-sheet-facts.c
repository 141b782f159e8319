/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-facts.h"

#include <glib/gi18n.h>

#include "cs-amends-view.h"
#include "cs-arguments.h"
#include "cs-chain-view.h"
#include "cs-check-client.h"
#include "cs-check-panel.h"
#include "cs-deadline-chip.h"
#include "cs-difference-view.h"
#include "cs-post.h"
#include "cs-publications-view.h"
#include "cs-sheet-claim.h"
#include "cs-sheet-history.h"
#include "cs-sheet-reschedule.h"
#include "cs-sheet-sources.h"
#include "cs-sheet-words.h"
#include "cs-show-error.h"
#include "cs-state-badge.h"
#include "cs-text-label.h"

struct _CsSheetFacts
{
  AdwBin        parent_instance;
  CsSession    *session;
  GCancellable *cancellable;
  gint64        post;
  GtkWidget    *box;

  GtkWidget    *badge;
  GtkWidget    *chip;
  GtkWidget    *release;
  GtkWidget    *written;
  GtkWidget    *cost;
  GtkWidget    *unsent;
  GtkWidget    *claim;
  GtkWidget    *reschedule;

  GtkWidget    *tick_section;
  GtkWidget    *ticks;
  GtkWidget    *publishing;  /* section */
  GtkWidget    *publications;
  GtkWidget    *amending;    /* section */
  GtkWidget    *amends;
  GtkWidget    *changed;     /* section */
  GtkWidget    *summary;
  GtkWidget    *difference;
  GtkWidget    *checks;      /* expander */
  GtkWidget    *check_panel;
  GPtrArray    *findings;    /* of CsFinding, as the panel shows them */
  gboolean      contributor; /* who looks at it wrote part of it */
  gboolean      checks_opened;
  gint64        links_of;    /* whose links were followed */
  GtkWidget    *sources;
  GtkWidget    *chain;
  GtkWidget    *comments;
  GtkWidget    *history;
};

G_DEFINE_FINAL_TYPE (CsSheetFacts, cs_sheet_facts, ADW_TYPE_BIN)

static GtkWidget *
add_section (CsSheetFacts *self,
             const char   *title)
{
  GtkWidget *section = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_widget_add_css_class (section, "card");
  gtk_widget_add_css_class (section, "sheet-card");
  if (title)
    {
      gtk_box_append (GTK_BOX (section), cs_text_label_new (title, "heading"));
      cs_name_widget (section, title);
    }
  gtk_box_append (GTK_BOX (self->box), section);
  return section;
}

/* Somebody has changed the text but not submitted it: what is decided on is what was submitted. */
static void
show_unsent (CsSheetFacts      *self,
             const CsSheetInfo *sheet)
{
  gboolean unsent = sheet->unsent_changes && sheet->post->state == CS_POST_IN_REVIEW;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->unsent, unsent);
  if (!unsent)
    return;
  text = g_strdup_printf (_("%1$s is changing it. What you see and decide on is version %2$u, as it was submitted."),
                          sheet->saved_by_name, sheet->revision_number);
  gtk_label_set_label (GTK_LABEL (self->unsent), text);
}

static void
show_deadline (CsSheetFacts      *self,
               const CsSheetInfo *sheet)
{
  const CsPostInfo *post = sheet->post;
  g_autofree char *why = cs_sheet_words_due (sheet, g_get_real_time (), cs_local_zone ());

  cs_deadline_chip_set (CS_DEADLINE_CHIP (self->chip), post->release == CS_RELEASE_AT_TIME ? post->release_at : 0,
                        post->zone, post->state);
  cs_deadline_chip_set_due (CS_DEADLINE_CHIP (self->chip), post->stage_opened_at, why ? post->stage_due_at : 0, why);
}

static void
show_ticks (CsSheetFacts      *self,
            const CsSheetInfo *sheet)
{
  const CsStageInfo *stage = sheet->post->stage < sheet->stages->len
                             ? g_ptr_array_index (sheet->stages, sheet->post->stage) : NULL;
  gboolean show = stage && cs_sheet_words_may_act (sheet);

  cs_tick_list_set (CS_TICK_LIST (self->ticks), show ? (const char * const *) stage->ticks : NULL);
  gtk_widget_set_visible (self->tick_section, cs_tick_list_get_n (CS_TICK_LIST (self->ticks)) > 0);
}

static void
show_times (CsSheetFacts      *self,
            const CsSheetInfo *sheet)
{
  const CsPostInfo *post = sheet->post;
  g_autofree char *release = cs_sheet_words_release (post, g_get_real_time (), cs_local_zone ());
  g_autofree char *written = cs_sheet_words_written (sheet);
  g_autofree char *cost = cs_session_describe_cost (self->session, sheet->content);

  cs_state_badge_set (CS_STATE_BADGE (self->badge), post->state, post->stage, post->n_stages);
  show_deadline (self, sheet);
  cs_sheet_claim_set (CS_SHEET_CLAIM (self->claim), sheet);
  gtk_label_set_label (GTK_LABEL (self->release), release);
  gtk_label_set_label (GTK_LABEL (self->written), written);
  gtk_label_set_label (GTK_LABEL (self->cost), cost);
  gtk_widget_set_visible (self->cost, *cost != '\0' && cs_post_state_is_open (post->state));
  show_unsent (self, sheet);
  cs_sheet_reschedule_set (CS_SHEET_RESCHEDULE (self->reschedule), sheet);
}

static void
show_summary (CsSheetFacts *self)
{
  gtk_label_set_label (GTK_LABEL (self->summary),
                       cs_difference_view_get_summary (CS_DIFFERENCE_VIEW (self->difference)));
}

static void
show_changes (CsSheetFacts      *self,
              const CsSheetInfo *sheet)
{
  cs_difference_view_set (CS_DIFFERENCE_VIEW (self->difference), sheet->base, sheet->content);
  gtk_widget_set_visible (self->changed, sheet->base || sheet->post->state == CS_POST_IN_REVIEW);
  if (!sheet->base)
    gtk_label_set_label (GTK_LABEL (self->summary), _("Nobody decided on an earlier version: all of it is new."));
}

static void
show_checks (CsSheetFacts *self,
             GPtrArray    *findings)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);
  g_autofree char *summary = cs_check_panel_dup_summary (findings);
  guint blocking;
  guint warnings;
  guint waived;

  cs_findings_count (findings, &blocking, &warnings, &waived);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = g_ptr_array_ref (findings);
  gtk_expander_set_label (GTK_EXPANDER (self->checks), summary);
  cs_name_widget (self->checks, summary);
  cs_check_panel_set (CS_CHECK_PANEL (self->check_panel), findings, me ? me->roles : CS_ROLE_NONE, self->contributor);
  /* what holds it back, and what was waived, is seen without a click */
  if (blocking + waived > 0 && !self->checks_opened)
    gtk_expander_set_expanded (GTK_EXPANDER (self->checks), TRUE);
  self->checks_opened = self->checks_opened || blocking + waived > 0;
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsSheetFacts) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GPtrArray) findings = NULL;

  if (reply)
    {
      findings = cs_reply_read_post_check (reply);
      self->contributor = cs_reply_read_contributor (reply);
      show_checks (self, findings);
    }
  else
    {
      cs_show_error (GTK_WIDGET (self), error);
    }
}

static void
links_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsSheetFacts) self = user_data;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, NULL);
  g_autoptr(GPtrArray) findings = reply ? cs_reply_read_post_check (reply) : NULL;

  if (findings)
    show_checks (self, findings);
}

static void
ask_post_check (CsSheetFacts *self)
{
  cs_office_call_async (cs_session_get_office (self->session), "post.check", cs_arguments_one ("post", self->post),
                        self->cancellable, checked_cb, g_object_ref (self));
}

static void
waived_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsSheetFacts) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (!reply)
    cs_show_error (GTK_WIDGET (self), error);
  else
    ask_post_check (self);
}

static void
waive_cb (CsSheetFacts *self,
          guint         i,
          const char   *reason)
{
  if (self->findings && i < self->findings->len)
    cs_office_call_async (cs_session_get_office (self->session), "check.waive",
                          cs_arguments_waive (self->post, g_ptr_array_index (self->findings, i), reason),
                          self->cancellable, waived_cb, g_object_ref (self));
}

/* The links are followed once somebody looks at the checks. */
static void
expanded_cb (CsSheetFacts *self)
{
  if (gtk_expander_get_expanded (GTK_EXPANDER (self->checks)) && self->links_of != self->post)
    {
      self->links_of = self->post;
      cs_office_call_async (cs_session_get_office (self->session), "check.links", cs_arguments_one ("post", self->post),
                            self->cancellable, links_cb, g_object_ref (self));
    }
}

/* Past review the checks are history: nothing can be done about them any more. */
static void
ask_checks (CsSheetFacts      *self,
            const CsSheetInfo *sheet)
{
  CsPostState state = sheet->post->state;
  gboolean open = state == CS_POST_DRAFT || state == CS_POST_IN_REVIEW || state == CS_POST_RETURNED ||
                  state == CS_POST_EXPIRED;

  gtk_widget_set_visible (self->checks, open);
  if (open)
    ask_post_check (self);
}

void
cs_sheet_facts_set (CsSheetFacts      *self,
                    const CsSheetInfo *sheet)
{
  g_return_if_fail (CS_IS_SHEET_FACTS (self));
  g_return_if_fail (sheet);

  self->checks_opened = self->checks_opened && self->post == sheet->post->id;
  self->post = sheet->post->id;
  show_times (self, sheet);
  show_ticks (self, sheet);
  show_changes (self, sheet);
  cs_sheet_sources_set (CS_SHEET_SOURCES (self->sources), sheet->content, sheet->may_comment,
                        cs_sheet_words_may_act (sheet));
  ask_checks (self, sheet);
  cs_chain_view_set (CS_CHAIN_VIEW (self->chain), sheet, cs_local_zone ());
  cs_comments_view_set (CS_COMMENTS_VIEW (self->comments), self->post, sheet->content, sheet->comments,
                        sheet->may_comment);
  cs_publications_view_set (CS_PUBLICATIONS_VIEW (self->publications), sheet);
  gtk_widget_set_visible (self->publishing, sheet->publications->len > 0 && sheet->post->state != CS_POST_IN_REVIEW);
  gtk_widget_set_visible (self->amending, cs_amends_view_set (CS_AMENDS_VIEW (self->amends), sheet));
  cs_sheet_history_set_post (CS_SHEET_HISTORY (self->history), self->post);
}

void
cs_sheet_facts_set_show_difference (CsSheetFacts *self,
                                    gboolean      show)
{
  g_return_if_fail (CS_IS_SHEET_FACTS (self));

  gtk_widget_set_visible (self->difference, show);
}

CsTickList *
cs_sheet_facts_get_ticks (CsSheetFacts *self)
{
  g_return_val_if_fail (CS_IS_SHEET_FACTS (self), NULL);

  return CS_TICK_LIST (self->ticks);
}

CsCommentsView *
cs_sheet_facts_get_comments (CsSheetFacts *self)
{
  g_return_val_if_fail (CS_IS_SHEET_FACTS (self), NULL);

  return CS_COMMENTS_VIEW (self->comments);
}

void
cs_sheet_facts_show_sources (CsSheetFacts *self)
{
  g_return_if_fail (CS_IS_SHEET_FACTS (self));

  cs_sheet_sources_open (CS_SHEET_SOURCES (self->sources));
}

void
cs_sheet_facts_focus_sources (CsSheetFacts *self)
{
  g_return_if_fail (CS_IS_SHEET_FACTS (self));

  cs_sheet_facts_show_sources (self);
  gtk_widget_child_focus (self->sources, GTK_DIR_TAB_FORWARD);
}

void
cs_sheet_facts_set_spoken_of (CsSheetFacts          *self,
                              const CsCommentAnchor *anchor)
{
  g_return_if_fail (CS_IS_SHEET_FACTS (self));

  cs_sheet_sources_set_spoken_of (CS_SHEET_SOURCES (self->sources),
                                  anchor && anchor->kind == CS_ANCHOR_SOURCE ? (int) anchor->source : -1);
}

GtkWidget *
cs_sheet_facts_get_source_list (CsSheetFacts *self)
{
  g_return_val_if_fail (CS_IS_SHEET_FACTS (self), NULL);

  return cs_sheet_sources_get_list (CS_SHEET_SOURCES (self->sources));
}

static void
cs_sheet_facts_dispose (GObject *object)
{
  CsSheetFacts *self = CS_SHEET_FACTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_sheet_facts_parent_class)->dispose (object);
}

static void
cs_sheet_facts_finalize (GObject *object)
{
  g_clear_pointer (&CS_SHEET_FACTS (object)->findings, g_ptr_array_unref);
  g_clear_object (&CS_SHEET_FACTS (object)->cancellable);
  G_OBJECT_CLASS (cs_sheet_facts_parent_class)->finalize (object);
}

static void
cs_sheet_facts_class_init (CsSheetFactsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_sheet_facts_dispose;
  object_class->finalize = cs_sheet_facts_finalize;
}

static void
cs_sheet_facts_init (CsSheetFacts *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
build_times (CsSheetFacts *self)
{
  GtkWidget *section = add_section (self, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  cs_name_widget (section, _("Release"));
  self->badge = cs_state_badge_new ();
  self->chip = cs_deadline_chip_new ();
  self->release = cs_text_label_new (NULL, "heading");
  self->written = cs_text_label_new (NULL, "dim-label");
  self->cost = cs_text_label_new (NULL, "dim-label");
  self->unsent = cs_text_label_new (NULL, "warning");
  self->reschedule = cs_sheet_reschedule_new ();
  self->claim = cs_sheet_claim_new (self->session);
  gtk_box_append (GTK_BOX (line), self->badge);
  gtk_box_append (GTK_BOX (line), self->chip);
  gtk_box_append (GTK_BOX (section), line);
  gtk_box_append (GTK_BOX (section), self->release);
  gtk_box_append (GTK_BOX (section), self->written);
  gtk_box_append (GTK_BOX (section), self->cost);
  gtk_box_append (GTK_BOX (section), self->unsent);
  gtk_box_append (GTK_BOX (section), self->claim);
  gtk_box_append (GTK_BOX (section), self->reschedule);
}

static void
build_ticks (CsSheetFacts *self)
{
  self->tick_section = add_section (self, _("Before you approve"));
  self->ticks = cs_tick_list_new ();
  gtk_box_append (GTK_BOX (self->tick_section), self->ticks);
}

static void
build_changes (CsSheetFacts *self)
{
  self->changed = add_section (self, _("What changed"));
  self->summary = cs_text_label_new (NULL, NULL);
  self->difference = cs_difference_view_new (self->session);
  cs_difference_view_set_show_summary (CS_DIFFERENCE_VIEW (self->difference), FALSE);
  g_signal_connect_object (self->difference, "notify::summary",
                           G_CALLBACK (show_summary), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->changed), self->summary);
  gtk_box_append (GTK_BOX (self->changed), self->difference);
}

static void
build_checks (CsSheetFacts *self)
{
  GtkWidget *section = add_section (self, _("Checks and sources"));

  self->checks = gtk_expander_new (_("Checks"));
  self->check_panel = cs_check_panel_new (FALSE);
  gtk_widget_set_margin_top (self->check_panel, 6);
  gtk_expander_set_child (GTK_EXPANDER (self->checks), self->check_panel);
  g_signal_connect_object (self->checks, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check_panel, "waive", G_CALLBACK (waive_cb), self, G_CONNECT_SWAPPED);
  self->sources = cs_sheet_sources_new ();
  gtk_box_append (GTK_BOX (section), self->checks);
  gtk_box_append (GTK_BOX (section), self->sources);
}

GtkWidget *
cs_sheet_facts_new (CsSession *session)
{
  CsSheetFacts *self = g_object_new (CS_TYPE_SHEET_FACTS, NULL);
  GtkWidget *section;

  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_valign (self->box, GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), self->box);

  build_times (self);
  self->publishing = add_section (self, _("Publishing"));
  self->publications = cs_publications_view_new (session);
  gtk_box_append (GTK_BOX (self->publishing), self->publications);
  self->amending = add_section (self, _("Correction and Withdrawal"));
  self->amends = cs_amends_view_new (session);
  gtk_box_append (GTK_BOX (self->amending), self->amends);
  build_ticks (self);
  build_changes (self);
  build_checks (self);
  section = add_section (self, _("Chain"));
  self->chain = cs_chain_view_new ();
  gtk_box_append (GTK_BOX (section), self->chain);
  section = add_section (self, _("Comments"));
  self->comments = cs_comments_view_new (session);
  gtk_box_append (GTK_BOX (section), self->comments);
  section = add_section (self, NULL);
  self->history = cs_sheet_history_new (session);
  gtk_box_append (GTK_BOX (section), self->history);
  return GTK_WIDGET (self);
}
