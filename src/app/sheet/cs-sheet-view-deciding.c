/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-view-private.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-comment-client.h"
#include "cs-decide-client.h"
#include "cs-error.h"
#include "cs-sheet-facts.h"
#include "cs-sheet-post.h"
#include "cs-sheet-words.h"
#include "cs-unlock-window.h"

/* Deciding, asking, claiming, taking back. What is signed goes through cs_unlock_call_async(): if the key is closed, the
 * password is asked for and the very same act is sent again. */

/* A decision on its way. */
typedef struct
{
  CsSheetView *view; /* a reference */
  CsVerdict    verdict;
  char        *reason;
} Deciding;

static void
deciding_free (Deciding *deciding)
{
  g_clear_object (&deciding->view);
  g_free (deciding->reason);
  g_free (deciding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deciding, deciding_free)

static CsDecisionPanel *
get_panel (CsSheetView *self)
{
  return cs_decision_bar_get_panel (self->bar);
}

void
cs_sheet_view_set_acting (CsSheetView *self,
                          gboolean     acting)
{
  self->acting = acting;
  cs_decision_bar_set_busy (self->bar, acting);
}

/* Whether somebody or something else was first: then what is shown is old. */
static gboolean
is_conflict (const GError *error)
{
  static const CsError codes[] = {
    CS_ERROR_CONFLICT, CS_ERROR_STALE, CS_ERROR_WRONG_STATE, CS_ERROR_NOT_IN_STAGE, CS_ERROR_ALREADY_DECIDED,
    CS_ERROR_CONTRIBUTOR, CS_ERROR_RELEASE_PAST, CS_ERROR_TICK_MISSING, CS_ERROR_LINES_MISSING, CS_ERROR_ON_ITS_WAY,
    CS_ERROR_OVERTAKEN, CS_ERROR_REASON_REQUIRED, CS_ERROR_DELEGATION, CS_ERROR_DELEGATION_OVER, CS_ERROR_DELEGATION_SCOPE,
    CS_ERROR_PRINCIPAL_CONTRIBUTOR, CS_ERROR_PRINCIPAL, CS_ERROR_PARTY_DECIDED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, CS_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

/* Says what happened and shows how things stand now. What was typed stays where it is. */
void
cs_sheet_view_show_refusal (CsSheetView  *self,
                            const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_message ("Acting on post %" G_GINT64_FORMAT ": %s", self->post, error->message);
  cs_decision_bar_show_notice (self->bar, cs_error_sentence (error));
  if (!is_conflict (error))
    return;
  g_clear_pointer (&self->reply, json_object_unref); /* shown anew even if the office says the same again */
  cs_sheet_view_load (self);
}

static void
finish_decision (CsSheetView *self,
                 Deciding    *deciding)
{
  g_clear_pointer (&self->reply, json_object_unref);
  g_clear_pointer (&self->decided, cs_sheet_info_free);
  self->decided = g_steal_pointer (&self->sheet);
  if (*deciding->reason)
    cs_decision_panel_remember_reason (self->session, deciding->reason);
  cs_decision_panel_forget (get_panel (self));
  cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_NONE);
  cs_sheet_view_load (self);
  g_signal_emit_by_name (self, "decided", (int) deciding->verdict);
}

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Deciding) deciding = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_unlock_call_finish (GTK_WIDGET (source), result, &error);
  CsSheetView *self = deciding->view;

  cs_sheet_view_set_acting (self, FALSE);
  if (reply)
    finish_decision (self, deciding);
  else
    cs_sheet_view_show_refusal (self, error);
}

static void
remember_words (CsSheetView *self,
                CsVerdict    verdict,
                int          to_stage)
{
  const char *principal = cs_decision_bar_get_principal (self->bar);
  const CsStageInfo *stage = NULL;

  if (verdict == CS_VERDICT_RETURN && to_stage >= 0 && (guint) to_stage < self->sheet->stages->len)
    stage = g_ptr_array_index (self->sheet->stages, to_stage);
  g_free (self->principal);
  g_free (self->to_stage);
  self->principal = g_strdup (principal);
  self->to_stage = stage ? g_strdup (stage->title) : NULL;
}

static void
decide (CsSheetView *self,
        CsVerdict    verdict,
        const char  *reason)
{
  CsDecideRequest request = { .verdict = verdict, .reason = reason, .to_stage = -1 };
  Deciding *deciding;

  if (self->acting || !self->sheet || !cs_sheet_words_may_act (self->sheet))
    return;
  if (verdict == CS_VERDICT_APPROVE && !cs_sheet_view_is_ready (self))
    return; /* the button is insensitive; its action is not pressed by anything else */

  request.post = self->post;
  request.digest = self->sheet->digest;
  request.stage = self->sheet->post->stage;
  request.acting_for = cs_decision_bar_get_acting_for (self->bar);
  if (verdict == CS_VERDICT_RETURN)
    request.to_stage = cs_decision_panel_get_to_stage (get_panel (self));
  request.ticks = cs_tick_list_get_bits (cs_sheet_facts_get_ticks (CS_SHEET_FACTS (self->right)));
  request.lines = self->sheet->n_lines > 0 ? cs_line_reader_get_n_confirmed (CS_LINE_READER (self->reader)) : 0;
  remember_words (self, verdict, request.to_stage);

  deciding = g_new0 (Deciding, 1);
  deciding->view = g_object_ref (self);
  deciding->verdict = verdict;
  deciding->reason = g_strdup (reason ? reason : "");
  cs_decision_bar_show_notice (self->bar, NULL);
  cs_sheet_view_set_acting (self, TRUE);
  /* Not cancelled with the page: a decision that was sent is a decision. */
  cs_unlock_call_async (GTK_WIDGET (self), self->session, "post.decide", cs_arguments_decide (&request), NULL,
                        decided_cb, deciding);
}

static void
decide_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  decide (CS_SHEET_VIEW (widget), CS_VERDICT_APPROVE, NULL);
}

static void
decide_with_reason_cb (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  g_autofree char *reason = cs_decision_panel_dup_reason (get_panel (self));

  if (*reason)
    decide (self, g_str_equal (name, "sheet.send-back") ? CS_VERDICT_RETURN : CS_VERDICT_REJECT, reason);
}

/* Nobody is asked to wait for an answer: it is information, and fails without a word. */
static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsSheetView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (!reply)
    g_info ("Claiming post %" G_GINT64_FORMAT ": %s", self->post, error->message);
}

static void
claim (CsSheetView *self,
       gboolean     on)
{
  cs_office_call_async (cs_session_get_office (self->session), on ? "post.claim" : "post.unclaim",
                        cs_arguments_one ("post", self->post), NULL, claimed_cb, g_object_ref (self));
}

/* Who begins to act is on it, and the others see so. */
void
cs_sheet_view_begin_acting (CsSheetView *self)
{
  if (self->claimed || !self->sheet || !self->sheet->may_claim || self->sheet->post->claimed_by != 0)
    return;
  self->claimed = TRUE;
  claim (self, TRUE);
}

static void
claim_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);

  self->claimed = TRUE; /* who gave it back does not get it again by himself */
  claim (self, g_str_equal (name, "sheet.claim"));
}

static void
open_panel_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  CsBarPanel panel = g_str_equal (name, "sheet.reject") ? CS_BAR_PANEL_REJECT : CS_BAR_PANEL_RETURN;

  if (!self->sheet || !cs_sheet_words_may_act (self->sheet))
    return;
  cs_sheet_view_show_lines (self, FALSE);
  cs_decision_panel_open (get_panel (self), panel);
  cs_sheet_view_begin_acting (self);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsSheetView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  cs_sheet_view_set_acting (self, FALSE);
  if (!reply)
    {
      cs_sheet_view_show_refusal (self, error);
      return;
    }
  cs_decision_panel_forget (get_panel (self));
  cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_NONE);
  cs_sheet_view_take_focus (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _("Asked. The answer will stand beside the post, under “Comments”."));
  cs_sheet_view_load (self);
}

static void
ask_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  g_autofree char *question = cs_decision_panel_dup_reason (get_panel (self));
  g_autoptr(CsCommentAnchor) anchor = NULL;

  if (!self->sheet || !self->sheet->may_comment || self->acting)
    return;
  if (g_str_equal (name, "sheet.ask"))
    {
      cs_sheet_view_show_lines (self, FALSE);
      cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_ASK);
      cs_sheet_view_begin_acting (self);
      return;
    }
  if (!*question)
    return;
  /* Words that are selected are what one asks about. */
  anchor = cs_sheet_post_make_anchor (CS_SHEET_POST (self->left), self->sheet->content);
  if (!anchor)
    anchor = cs_comment_anchor_new_post ();
  cs_sheet_view_set_acting (self, TRUE);
  cs_office_call_async (cs_session_get_office (self->session), "comment.add",
                        cs_arguments_comment_add (self->post, CS_COMMENT_QUESTION, anchor, question, NULL),
                        NULL, asked_cb, g_object_ref (self));
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsSheetView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_unlock_call_finish (GTK_WIDGET (source), result, &error);

  cs_sheet_view_set_acting (self, FALSE);
  if (!reply)
    {
      cs_sheet_view_show_refusal (self, error);
      return;
    }
  cs_decision_panel_forget (get_panel (self));
  cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_NONE);
  cs_sheet_view_take_focus (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Taken back. The post is in review again."));
  cs_sheet_view_load (self);
}

static void
take_back (CsSheetView *self,
           const char  *reason)
{
  if (self->acting || self->taking_back == 0)
    return;
  cs_decision_bar_show_notice (self->bar, NULL);
  cs_sheet_view_set_acting (self, TRUE);
  cs_unlock_call_async (GTK_WIDGET (self), self->session, "post.take-back",
                        cs_arguments_take_back (self->post, self->taking_back, reason), NULL,
                        taken_back_cb, g_object_ref (self));
}

static const CsDecisionInfo *
find_decision (CsSheetView *self,
               gint64       id)
{
  for (guint i = 0; self->sheet && i < self->sheet->decisions->len; i++)
    {
      const CsDecisionInfo *decision = g_ptr_array_index (self->sheet->decisions, i);

      if (decision->id == id)
        return decision;
    }
  return NULL;
}

/* A reason is always asked for here: the quick way without one is the toast right after the decision. */
static void
take_back_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  g_autofree char *reason = cs_decision_panel_dup_reason (get_panel (self));

  if (parameter)
    {
      const CsDecisionInfo *decision = find_decision (self, g_variant_get_int64 (parameter));

      if (!decision || !decision->may_take_back)
        return;
      self->taking_back = decision->id;
      cs_decision_panel_open (get_panel (self), CS_BAR_PANEL_TAKE_BACK);
    }
  else if (*reason)
    {
      take_back (self, reason);
    }
}

void
cs_sheet_view_deciding_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sheet.decide", NULL, decide_cb);
  gtk_widget_class_install_action (widget_class, "sheet.send-back", NULL, decide_with_reason_cb);
  gtk_widget_class_install_action (widget_class, "sheet.reject-confirmed", NULL, decide_with_reason_cb);
  gtk_widget_class_install_action (widget_class, "sheet.return", NULL, open_panel_cb);
  gtk_widget_class_install_action (widget_class, "sheet.reject", NULL, open_panel_cb);
  gtk_widget_class_install_action (widget_class, "sheet.ask", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "sheet.ask-confirmed", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "sheet.claim", NULL, claim_cb);
  gtk_widget_class_install_action (widget_class, "sheet.unclaim", NULL, claim_cb);
  gtk_widget_class_install_action (widget_class, "sheet.take-back", "x", take_back_cb);
  gtk_widget_class_install_action (widget_class, "sheet.take-back-confirmed", NULL, take_back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, 0, "sheet.return", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_q, 0, "sheet.ask", NULL);
}
