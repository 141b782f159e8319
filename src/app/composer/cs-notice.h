/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsNotice:
 *
 * A lasting message over a page, with up to two answers. Hidden until it says something. Signal "answered" (gboolean: whether the first button).
 */
#define CS_TYPE_NOTICE (cs_notice_get_type ())
G_DECLARE_FINAL_TYPE (CsNotice, cs_notice, CS, NOTICE, AdwBin)

GtkWidget *cs_notice_new (void);

/**
 * cs_notice_set:
 * @icon: name
 * @text: %NULL hides the notice
 * @first: (nullable): words of the suggested button
 * @second: (nullable): words of the other
 */
void       cs_notice_set (CsNotice   *self,
                          const char *icon,
                          const char *text,
                          const char *first,
                          const char *second);

/**
 * cs_notice_set_extra:
 * @label: (nullable): of one more button, which emits "extra"; gone at the next cs_notice_set()
 */
void       cs_notice_set_extra (CsNotice   *self,
                                const char *label);

G_END_DECLS
