/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsDeskGroup:
 *
 * One titled group of posts on the Desk; hidden when empty. A row opens its post (win.open-post). Rows keep their place and focus on live change.
 */
#define CS_TYPE_DESK_GROUP (cs_desk_group_get_type ())
G_DECLARE_FINAL_TYPE (CsDeskGroup, cs_desk_group, CS, DESK_GROUP, AdwBin)

GtkWidget *cs_desk_group_new (CsSession   *session,
                              const char  *title);

/**
 * cs_desk_group_set:
 * @posts: (element-type CsPostInfo)
 * @n_all: how many there are in all, at least the number of @posts
 */
void       cs_desk_group_set         (CsDeskGroup *self,
                                      GPtrArray   *posts,
                                      guint        n_all);

/**
 * cs_desk_group_set_act:
 * @state: posts of this state have it
 * @label: of the button
 * @tooltip: what it does
 * @action: takes the post's id
 *
 * Offers one act on the row itself.
 */
void       cs_desk_group_set_act     (CsDeskGroup *self,
                                      CsPostState  state,
                                      const char  *label,
                                      const char  *tooltip,
                                      const char  *action);

/**
 * cs_desk_group_hide_title:
 *
 * For where the title is said already.
 */
void       cs_desk_group_hide_title  (CsDeskGroup *self);

/**
 * cs_desk_group_focus:
 *
 * Puts the focus on the first row.
 */
void       cs_desk_group_focus       (CsDeskGroup *self);

G_END_DECLS
