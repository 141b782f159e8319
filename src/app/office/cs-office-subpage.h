/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsOfficeSubpage:
 *
 * The frame of one page of the Office place: header bar with the way back, a note for those who may only look, and a column
 * of groups.
 */
#define CS_TYPE_OFFICE_SUBPAGE (cs_office_subpage_get_type ())
G_DECLARE_FINAL_TYPE (CsOfficeSubpage, cs_office_subpage, CS, OFFICE_SUBPAGE, AdwBin)

/**
 * cs_office_subpage_new:
 * @for_administrators: whether only administrators change what is here: others are told so
 */
GtkWidget *cs_office_subpage_new (CsOfficeData    *data,
                                  const char      *title,
                                  gboolean         for_administrators);
void       cs_office_subpage_set_title   (CsOfficeSubpage *self,
                                          const char      *title,
                                          const char      *subtitle);

/**
 * cs_office_subpage_add:
 * @widget: (transfer floating): below what is there
 */
void       cs_office_subpage_add         (CsOfficeSubpage *self,
                                          GtkWidget       *widget);

/**
 * cs_office_subpage_set_content:
 * @widget: (transfer floating): in place of the column: fills the page
 */
void       cs_office_subpage_set_content (CsOfficeSubpage *self,
                                          GtkWidget       *widget);

/**
 * cs_office_subpage_pack_end:
 * @button: (transfer floating): for the header bar
 */
void       cs_office_subpage_pack_end    (CsOfficeSubpage *self,
                                          GtkWidget       *button);

/**
 * cs_office_make_icon_button:
 * @action: takes @id, an int64
 *
 * Returns: (transfer floating): a flat button for the end of a row
 */
GtkWidget *cs_office_make_icon_button    (const char      *icon,
                                          const char      *action,
                                          gint64           id,
                                          const char      *name);

/**
 * cs_office_act:
 * @page: a widget that installed nothing for it; only the main window's toasts are used
 * @arguments: (transfer full) (nullable)
 * @success: what a toast says afterwards
 *
 * Calls an operation; a refusal is shown.
 */
void       cs_office_act                 (GtkWidget       *page,
                                          CsOfficeData    *data,
                                          const char      *operation,
                                          JsonObject      *arguments,
                                          const char      *success);

/**
 * cs_office_ask_and_act:
 * @action: label of the button that does it
 *
 * The same, after a question.
 */
void       cs_office_ask_and_act         (GtkWidget       *page,
                                          CsOfficeData    *data,
                                          const char      *heading,
                                          const char      *body,
                                          const char      *action,
                                          const char      *operation,
                                          JsonObject      *arguments,
                                          const char      *success);

G_END_DECLS
