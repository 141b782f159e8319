/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-library-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsLibraryGrid:
 *
 * The office's pictures, charts and films as a grid, with search and filters above. Pages follow as one scrolls; pictures are read off the main loop,
 * and only those that are seen.
 *
 * CsLibraryGrid::chosen: (CsLibraryItem *): one was activated.
 */
#define CS_TYPE_LIBRARY_GRID (cs_library_grid_get_type ())
G_DECLARE_FINAL_TYPE (CsLibraryGrid, cs_library_grid, CS, LIBRARY_GRID, AdwBin)

GtkWidget *cs_library_grid_new (CsSession     *session);

/**
 * cs_library_grid_refresh:
 *
 * Asks anew, from the newest.
 */
void       cs_library_grid_refresh (CsLibraryGrid *self);

/**
 * cs_library_say_use:
 *
 * Returns: (transfer full): “In 3 posts, published twice”
 */
char      *cs_library_say_use      (const CsLibraryItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
