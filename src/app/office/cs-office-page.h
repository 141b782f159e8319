/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsOfficePage:
 *
 * The Office place: an overview, and above it the one of its pages that was opened. Administrators change things here; others look.
 *
 * Actions: page.open (s) with the name of a page, page.back.
 */
#define CS_TYPE_OFFICE_PAGE (cs_office_page_get_type ())
G_DECLARE_FINAL_TYPE (CsOfficePage, cs_office_page, CS, OFFICE_PAGE, AdwBin)

GtkWidget *cs_office_page_new (CsSession *session);

G_END_DECLS
