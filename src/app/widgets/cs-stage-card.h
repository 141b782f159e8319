/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-route-names.h"

G_BEGIN_DECLS

/**
 * CsStageCard:
 *
 * One stage in the drawing of a route: its number, kind and title, those who decide side by side, how many it takes, its time, and to whom it escalates.
 */
#define CS_TYPE_STAGE_CARD (cs_stage_card_get_type ())
G_DECLARE_FINAL_TYPE (CsStageCard, cs_stage_card, CS, STAGE_CARD, AdwBin)

GtkWidget *cs_stage_card_new (void);

/**
 * cs_stage_card_set:
 * @names: (nullable)
 * @number: from 1
 * @ticks: whether the lines of the tick list are written out; else they are only counted
 */
void       cs_stage_card_set      (CsStageCard         *self,
                                   const CsStage       *stage,
                                   const CsRouteNames  *names,
                                   guint                number,
                                   gboolean             ticks);

/**
 * cs_stage_card_set_note:
 * @who: who could decide there on a sample, "" to show nothing
 * @problem: what is wrong, "" if nothing is
 */
void       cs_stage_card_set_note (CsStageCard         *self,
                                   const char          *who,
                                   const char          *problem);

G_END_DECLS
