/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-content.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_sheet_variants_show:
 * @box: emptied first
 * @shown: the account whose words stand above already; 0 for none
 *
 * What the other accounts get where that is something else, as they will show it: who signs a post signs these words too, so that they have to be on the screen
 * like the first.
 */
void cs_sheet_variants_show (GtkBox          *box,
                             CsSession       *session,
                             const CsContent *content,
                             gint64           shown);

G_END_DECLS
