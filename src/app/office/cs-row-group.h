/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsRowGroup:
 *
 * A titled list of rows that is kept up to date without losing the keyboard's place: rows that did not change stay the same widgets.
 */
#define CS_TYPE_ROW_GROUP (cs_row_group_get_type ())
G_DECLARE_FINAL_TYPE (CsRowGroup, cs_row_group, CS, ROW_GROUP, AdwBin)

/**
 * CsMakeRow:
 *
 * Returns: (transfer floating): a GtkListBoxRow for @item
 */
typedef GtkWidget *(*CsMakeRow) (gpointer item,
                                 gpointer user_data);

/**
 * cs_row_group_new:
 * @title: also the list's name for screen readers
 * @empty: (nullable): what is said where there are no rows
 */
GtkWidget *cs_row_group_new             (const char *title,
                                         const char *empty);
void       cs_row_group_set_description (CsRowGroup *self,
                                         const char *description);

/**
 * cs_row_group_set_suffix:
 * @widget: (transfer floating): beside the title
 */
void       cs_row_group_set_suffix      (CsRowGroup *self,
                                         GtkWidget  *widget);
GtkListBox *cs_row_group_get_list       (CsRowGroup *self);

/**
 * cs_row_group_begin:
 *
 * What follows until cs_row_group_end() says all rows, in their order.
 */
void       cs_row_group_begin           (CsRowGroup *self);

/**
 * cs_row_group_put:
 * @key: of the item, whatever happens to it
 * @stamp: everything that its row shows; a row is made anew when it differs
 */
void       cs_row_group_put             (CsRowGroup *self,
                                         const char *key,
                                         const char *stamp,
                                         CsMakeRow   make,
                                         gpointer    item,
                                         gpointer    user_data);
void       cs_row_group_end             (CsRowGroup *self);

G_END_DECLS
