/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsCopyRow:
 *
 * A row with something to be put in elsewhere, and a button that copies it.
 */
#define CS_TYPE_COPY_ROW (cs_copy_row_get_type ())
G_DECLARE_FINAL_TYPE (CsCopyRow, cs_copy_row, CS, COPY_ROW, AdwActionRow)

GtkWidget *cs_copy_row_new (const char *title,
                            const char *subtitle);

/**
 * cs_copy_row_set_text:
 * @text: (nullable): what is copied; %NULL: there is nothing to copy yet
 */
void       cs_copy_row_set_text (CsCopyRow  *self,
                                 const char *text);

G_END_DECLS
