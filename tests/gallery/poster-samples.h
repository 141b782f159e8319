/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-poster-drawing.h"

/* Posters as offices publish them, in English, Chinese and Arabic: every layout and format. For the gallery and for tests. */
guint     poster_samples_count (void);

/**
 * poster_sample_make:
 * @pictures: (out): what goes with it; painted by the program
 *
 * Returns: (transfer full): the sample
 */
CsPoster *poster_sample_make   (guint              i,
                                CsPosterPictures **pictures) G_GNUC_WARN_UNUSED_RESULT;
