/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-film-place.h"

G_BEGIN_DECLS

/**
 * CsFilmCover:
 *
 * Chooses which picture of a film stands before it plays: a slider over its length, the picture there, and the button that takes it.
 */
#define CS_TYPE_FILM_COVER (cs_film_cover_get_type ())
G_DECLARE_FINAL_TYPE (CsFilmCover, cs_film_cover, CS, FILM_COVER, AdwPreferencesGroup)

GtkWidget *cs_film_cover_new (const CsFilmPlace *place);

G_END_DECLS
