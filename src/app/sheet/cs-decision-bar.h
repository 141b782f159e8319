/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-decision-panel.h"
#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsDecisionBar:
 *
 * The bottom of the sheet, always visible: what one may do, and else why not and who may. Its buttons are actions of
 * CsSheetView around it.
 */
#define CS_TYPE_DECISION_BAR (cs_decision_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsDecisionBar, cs_decision_bar, CS, DECISION_BAR, GtkBox)

/**
 * cs_decision_bar_set:
 *
 * Shows what the person of @session may do with @sheet. A reason being typed stays.
 */
void        cs_decision_bar_set          (CsDecisionBar     *self,
                                          CsSession         *session,
                                          const CsSheetInfo *sheet);

/**
 * cs_decision_bar_get_acting_for:
 *
 * Returns: the person in whose name one decides; 0 = one's own
 */
gint64      cs_decision_bar_get_acting_for (CsDecisionBar   *self);

/**
 * cs_decision_bar_get_principal:
 *
 * Returns: (transfer none) (nullable): the name of that person; %NULL = one's own
 */
const char *cs_decision_bar_get_principal  (CsDecisionBar   *self);

/**
 * cs_decision_bar_set_busy:
 *
 * While an act is on its way no second one can be started.
 */
void        cs_decision_bar_set_busy     (CsDecisionBar     *self,
                                          gboolean           busy);

/**
 * cs_decision_bar_set_blocker:
 * @blocker: (nullable): a sentence that says what has to be done before one may approve; %NULL: nothing
 *
 * Makes Approve insensitive and says why, beside it and in its tooltip.
 */
void        cs_decision_bar_set_blocker  (CsDecisionBar     *self,
                                          const char        *blocker);

/**
 * cs_decision_bar_get_panel:
 *
 * Returns: (transfer none): what opens above the buttons to ask before an act
 */
CsDecisionPanel *cs_decision_bar_get_panel (CsDecisionBar *self);

/**
 * cs_decision_bar_show_notice:
 * @text: (nullable): a sentence that stays until the next act; %NULL takes it away
 */
void        cs_decision_bar_show_notice  (CsDecisionBar     *self,
                                          const char        *text);

/**
 * cs_decision_bar_focus_decide:
 *
 * Returns: whether there is something to decide, and its button has the focus now
 */
gboolean    cs_decision_bar_focus_decide (CsDecisionBar     *self);

G_END_DECLS
