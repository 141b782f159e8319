/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office.h"
#include "cs-poster.h"

G_BEGIN_DECLS

/**
 * CsPosterForm:
 *
 * The texts and pictures of a poster, by its layout. What was written stays when the layout changes.
 *
 * Signals: "changed".
 */
#define CS_TYPE_POSTER_FORM (cs_poster_form_get_type ())
G_DECLARE_FINAL_TYPE (CsPosterForm, cs_poster_form, CS, POSTER_FORM, AdwBin)

GtkWidget *cs_poster_form_new (CsOffice       *office);

/* Shows the fields of @poster’s layout with its texts. */
void       cs_poster_form_set   (CsPosterForm   *self,
                                 const CsPoster *poster);

/* Writes texts and pictures into @poster. */
void       cs_poster_form_get   (CsPosterForm   *self,
                                 CsPoster       *poster);

/* Marks the field that has no room or is missing; CS_N_POSTER_FIELDS = none. */
void       cs_poster_form_mark  (CsPosterForm   *self,
                                 CsPosterField   field);
void       cs_poster_form_focus (CsPosterForm   *self,
                                 CsPosterField   field);

G_END_DECLS
