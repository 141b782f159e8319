/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsChoice:
 *
 * A drop-down of values that have words: ids, enums.
 *
 * CsChoice::changed: another value is chosen.
 */
#define CS_TYPE_CHOICE (cs_choice_get_type ())
G_DECLARE_FINAL_TYPE (CsChoice, cs_choice, CS, CHOICE, GtkWidget)

/**
 * cs_choice_new:
 * @name: for screen readers, which also hear the value
 */
GtkWidget *cs_choice_new (const char *name);

/**
 * cs_choice_set_nothing:
 * @words: (nullable): said where nothing can be chosen, "There are no sections yet"; the drop-down is insensitive then
 */
void       cs_choice_set_nothing (CsChoice   *self,
                                  const char *words);
void       cs_choice_add    (CsChoice   *self,
                             gint64      value,
                             const char *words);
void       cs_choice_clear  (CsChoice   *self);

/**
 * cs_choice_select:
 *
 * Chooses @value, or nothing where it is not offered.
 */
void       cs_choice_select (CsChoice   *self,
                             gint64      value);

/**
 * cs_choice_get:
 *
 * Returns: the value chosen, 0 if there is none
 */
gint64     cs_choice_get    (CsChoice   *self);

G_END_DECLS
