/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsFirstStartPage:
 *
 * The first start of an empty office: its name, language, zone, sections, first administrator, the route as it flows. Or a practice office (win.make-practice). Ends with win.let-in.
 */
#define CS_TYPE_FIRST_START_PAGE (cs_first_start_page_get_type ())
G_DECLARE_FINAL_TYPE (CsFirstStartPage, cs_first_start_page, CS, FIRST_START_PAGE, AdwBin)

GtkWidget *cs_first_start_page_new (CsSession *session);

G_END_DECLS
