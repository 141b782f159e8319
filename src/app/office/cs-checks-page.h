/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsChecksPage:
 *
 * What the office’s posts are checked for: packs, each with its rules and their reasons; imported word lists; files that cannot be used.
 */
#define CS_TYPE_CHECKS_PAGE (cs_checks_page_get_type ())
G_DECLARE_FINAL_TYPE (CsChecksPage, cs_checks_page, CS, CHECKS_PAGE, AdwBin)

GtkWidget  *cs_checks_page_new (CsOfficeData *data);

/**
 * cs_checks_page_name_pack:
 *
 * Returns: (transfer none): what people call a pack; the pack itself where it has no name of ours
 */
const char *cs_checks_page_name_pack (const char   *pack);

G_END_DECLS
