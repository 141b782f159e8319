/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsStylePage:
 *
 * The page of the Office place where the house style is set: name line, logo, colours, typefaces, with live samples.
 */
#define CS_TYPE_STYLE_PAGE (cs_style_page_get_type ())
G_DECLARE_FINAL_TYPE (CsStylePage, cs_style_page, CS, STYLE_PAGE, AdwBin)

GtkWidget *cs_style_page_new (CsOfficeData *data);

G_END_DECLS
