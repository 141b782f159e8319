/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsColourChoice:
 *
 * A few colours that can be told apart, each with its name: one is chosen.
 */
#define CS_TYPE_COLOUR_CHOICE (cs_colour_choice_get_type ())
G_DECLARE_FINAL_TYPE (CsColourChoice, cs_colour_choice, CS, COLOUR_CHOICE, AdwBin)

/**
 * cs_colour_choice_new:
 * @colour: (nullable): “#rrggbb”; one that is not among them is added. %NULL: the first that no account has, so that two accounts are not taken for each other
 * @accounts: (nullable) (element-type CsAccountInfo): of the office
 */
GtkWidget  *cs_colour_choice_new (const char     *colour,
                                  GPtrArray      *accounts);

/* “#rrggbb”: (transfer none) */
const char *cs_colour_choice_get (CsColourChoice *self);

G_END_DECLS
