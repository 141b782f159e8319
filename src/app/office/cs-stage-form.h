/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"
#include "cs-route.h"

G_BEGIN_DECLS

/**
 * CsStageForm:
 *
 * Everything about one stage of a route, to change in place.
 *
 * CsStageForm::changed: the stage was changed by the person.
 * Actions that the page above must have: editor.move (i), editor.remove-stage.
 */
#define CS_TYPE_STAGE_FORM (cs_stage_form_get_type ())
G_DECLARE_FINAL_TYPE (CsStageForm, cs_stage_form, CS, STAGE_FORM, AdwBin)

GtkWidget *cs_stage_form_new (CsOfficeData *data);

/**
 * cs_stage_form_set:
 * @stage: (nullable): is changed in place until another is set; not owned
 * @position: from 0
 */
void       cs_stage_form_set         (CsStageForm  *self,
                                      CsStage      *stage,
                                      guint         position,
                                      guint         n_stages);

/**
 * cs_stage_form_focus_title:
 *
 * Puts the focus where the stage's title is written, all of it selected.
 */
void       cs_stage_form_focus_title (CsStageForm  *self);

G_END_DECLS
