/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsLibraryPage:
 *
 * The place where an office finds its pictures, charts and films again.
 */
#define CS_TYPE_LIBRARY_PAGE (cs_library_page_get_type ())
G_DECLARE_FINAL_TYPE (CsLibraryPage, cs_library_page, CS, LIBRARY_PAGE, AdwBin)

GtkWidget *cs_library_page_new (CsSession *session);

G_END_DECLS
