/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-route.h"

G_BEGIN_DECLS

/**
 * CsStageTicks:
 *
 * The list of a stage of which every line is ticked before approving: to write, or to take from the ready-made lists of the three reviews.
 *
 * CsStageTicks::changed: the stage's list was changed by the person.
 */
#define CS_TYPE_STAGE_TICKS (cs_stage_ticks_get_type ())
G_DECLARE_FINAL_TYPE (CsStageTicks, cs_stage_ticks, CS, STAGE_TICKS, AdwBin)

GtkWidget *cs_stage_ticks_new (void);

/**
 * cs_stage_ticks_set:
 * @stage: (nullable): its list is changed in place; not owned
 */
void       cs_stage_ticks_set (CsStageTicks *self,
                               CsStage      *stage);

G_END_DECLS
