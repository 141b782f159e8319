/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-film-place.h"

G_BEGIN_DECLS

/**
 * CsFilmWindow:
 *
 * A film of a draft: it plays, and its cover, its versions for the networks and its subtitles are chosen here.
 */
#define CS_TYPE_FILM_WINDOW (cs_film_window_get_type ())
G_DECLARE_FINAL_TYPE (CsFilmWindow, cs_film_window, CS, FILM_WINDOW, AdwWindow)

GtkWidget *cs_film_window_new (GtkWindow         *parent,
                               const CsFilmPlace *place);

G_END_DECLS
