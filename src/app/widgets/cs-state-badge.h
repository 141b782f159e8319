/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/**
 * CsStateBadge:
 *
 * A post's state as icon and word, coloured too but never by colour alone.
 */
#define CS_TYPE_STATE_BADGE (cs_state_badge_get_type ())
G_DECLARE_FINAL_TYPE (CsStateBadge, cs_state_badge, CS, STATE_BADGE, AdwBin)

GtkWidget *cs_state_badge_new (void);

/**
 * cs_state_badge_set:
 * @stage: the open one, from 0; shown as "2/3" while in review
 * @n_stages: of the route; 0 = not known
 */
void       cs_state_badge_set     (CsStateBadge *self,
                                   CsPostState   state,
                                   guint         stage,
                                   guint         n_stages);

/**
 * cs_post_state_icon_name:
 *
 * Returns: (transfer none): of the icon that stands for @state everywhere
 */
const char *cs_post_state_icon_name (CsPostState state);

/**
 * cs_post_state_colour:
 *
 * Returns: (transfer none): the CSS class of the colour that stands for @state
 */
const char *cs_post_state_colour    (CsPostState state);

/**
 * cs_post_state_describe:
 *
 * Returns: (transfer full): what the badge says
 */
char       *cs_post_state_describe  (CsPostState state,
                                     guint       stage,
                                     guint       n_stages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
