/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsVariantGroup:
 *
 * Frame around the cards of one variant: for whom the words are, in which language, whether the main text was changed since they were checked against it.
 *
 * Signals: "confirm" (they still fit), "remove", "append" (one more part), "language" (char *: another language was chosen).
 */
#define CS_TYPE_VARIANT_GROUP (cs_variant_group_get_type ())
G_DECLARE_FINAL_TYPE (CsVariantGroup, cs_variant_group, CS, VARIANT_GROUP, AdwBin)

/**
 * cs_variant_group_new:
 * @languages: (element-type utf8): codes that can be chosen, the first is the post's own
 * @names: their names
 */
GtkWidget  *cs_variant_group_new (CsDraft         *draft,
                                  GPtrArray       *languages,
                                  GtkStringList   *names);

/**
 * cs_variant_group_show:
 * @was: (nullable): the main text that the words were last checked against, %NULL if it is not known here
 * @now: the main text
 *
 * Shows @variant, which is lent only for the call.
 */
void        cs_variant_group_show     (CsVariantGroup  *self,
                                       const CsVariant *variant,
                                       gboolean         stale,
                                       const char      *was,
                                       const char      *now);

/* (transfer none): where its cards stand */
GtkBox     *cs_variant_group_get_box  (CsVariantGroup  *self);

/* (transfer none): "Words for @a, @b" */
const char *cs_variant_group_get_title (CsVariantGroup *self);

/* Puts the focus on "Confirm" */
void        cs_variant_group_focus_confirm (CsVariantGroup *self);

G_END_DECLS
