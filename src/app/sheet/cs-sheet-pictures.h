/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_sheet_pictures_new:
 * @max_side: how large they are read, in pixels
 * @height: how high each is shown, whole; 0 = as wide as there is room
 *
 * Returns: (transfer floating) (nullable): all pictures of @content under one another, each with its alt text; %NULL if
 *   it has none
 */
GtkWidget *cs_sheet_pictures_new  (CsSession       *session,
                                   const CsContent *content,
                                   int              max_side,
                                   int              height);

/**
 * cs_sheet_pictures_find:
 * @pictures: (nullable): made of @content by cs_sheet_pictures_new()
 *
 * Returns: (transfer none) (nullable): the one of that digest, with its texts
 */
GtkWidget *cs_sheet_pictures_find (GtkWidget       *pictures,
                                   const CsContent *content,
                                   const CsDigest  *digest);

G_END_DECLS
