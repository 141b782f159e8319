/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"
#include "cs-route.h"

G_BEGIN_DECLS

/**
 * CsPartyChoice:
 *
 * A row of a stage's list in which one says who decides: a role in the post's section, in a named section or anywhere, one person, or whoever holds a
 * position.
 *
 * CsPartyChoice::changed: the person chose something else.
 * CsPartyChoice::removed: the person does not want this one.
 */
#define CS_TYPE_PARTY_CHOICE (cs_party_choice_get_type ())
G_DECLARE_FINAL_TYPE (CsPartyChoice, cs_party_choice, CS, PARTY_CHOICE, AdwPreferencesRow)

/**
 * cs_party_choice_new:
 * @number: of the row, from 1, for its name
 * @kind: of the stage: says which roles may decide there
 */
GtkWidget *cs_party_choice_new (CsOfficeData   *data,
                                const CsParty  *party,
                                CsStageKind     kind,
                                guint           number);
CsParty    cs_party_choice_get (CsPartyChoice  *self);

G_END_DECLS
