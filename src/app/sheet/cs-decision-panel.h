/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/* What slides open above the buttons. */
typedef enum
{
  CS_BAR_PANEL_NONE,
  CS_BAR_PANEL_RETURN,    /* asks for the reason, and how far back */
  CS_BAR_PANEL_REJECT,    /* asks for the reason, and says what is lost */
  CS_BAR_PANEL_ASK,       /* asks for a question: the post stays where it is */
  CS_BAR_PANEL_TAKE_BACK, /* asks why one's own decision no longer counts */
  CS_BAR_PANEL_EDIT,      /* says what editing costs an approver */
  CS_BAR_PANEL_RECALL,    /* says what recalling does */
} CsBarPanel;
#define CS_N_BAR_PANELS (CS_BAR_PANEL_RECALL + 1)

/**
 * CsDecisionPanel:
 *
 * What is asked in place before an act of the sheet: a reason, how far back, or only whether one means it. What was typed
 * for one question stays with it while another one is open.
 *
 * CsDecisionPanel::changed: the panel or what is typed in it.
 */
#define CS_TYPE_DECISION_PANEL (cs_decision_panel_get_type ())
G_DECLARE_FINAL_TYPE (CsDecisionPanel, cs_decision_panel, CS, DECISION_PANEL, AdwBin)

/**
 * cs_decision_panel_set:
 *
 * Offers the stages to which @sheet can go back, and the reasons given in this session before.
 */
void        cs_decision_panel_set             (CsDecisionPanel   *self,
                                               CsSession         *session,
                                               const CsSheetInfo *sheet);
void        cs_decision_panel_open            (CsDecisionPanel   *self,
                                               CsBarPanel         panel);
CsBarPanel  cs_decision_panel_get_panel       (CsDecisionPanel   *self);

/**
 * cs_decision_panel_set_allowed:
 * @allowed: whether the act may be done now: not while another one is on its way
 */
void        cs_decision_panel_set_allowed     (CsDecisionPanel   *self,
                                               gboolean           allowed);

/**
 * cs_decision_panel_dup_reason:
 *
 * Returns: (transfer full): what was typed, without space around it
 */
char       *cs_decision_panel_dup_reason      (CsDecisionPanel   *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_decision_panel_get_to_stage:
 *
 * Returns: the stage to which the post is returned, from 0; -1 = to who wrote it
 */
int         cs_decision_panel_get_to_stage    (CsDecisionPanel   *self);

/**
 * cs_decision_panel_forget:
 *
 * Empties what was typed for the open question: it was used.
 */
void        cs_decision_panel_forget          (CsDecisionPanel   *self);

/**
 * cs_decision_panel_remember_reason:
 *
 * Offers @reason for the next returns of this session too.
 */
void        cs_decision_panel_remember_reason (CsSession         *session,
                                               const char        *reason);

G_END_DECLS
