/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-film-place.h"

G_BEGIN_DECLS

/**
 * CsFilmTexts:
 *
 * The subtitles of a film: a row for each language, to mend or remove, and the button that takes in a file.
 */
#define CS_TYPE_FILM_TEXTS (cs_film_texts_get_type ())
G_DECLARE_FINAL_TYPE (CsFilmTexts, cs_film_texts, CS, FILM_TEXTS, AdwPreferencesGroup)

GtkWidget *cs_film_texts_new (const CsFilmPlace *place);

G_END_DECLS
