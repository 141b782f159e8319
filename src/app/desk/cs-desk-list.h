/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsDeskList:
 *
 * One titled group of things on the Desk that are no posts: notices, questions, what was signed in one's name. Hidden when empty. A row may lead
 * to where something can be done about it. What stays keeps its row, and so the focus: put all, then call cs_desk_list_end().
 */
#define CS_TYPE_DESK_LIST (cs_desk_list_get_type ())
G_DECLARE_FINAL_TYPE (CsDeskList, cs_desk_list, CS, DESK_LIST, AdwBin)

GtkWidget *cs_desk_list_new (const char *title);

/**
 * cs_desk_list_set_button:
 * @label: of the button beside the title
 * @action: detailed name
 */
void       cs_desk_list_set_button (CsDeskList *self,
                                    const char *label,
                                    const char *action);

/**
 * cs_desk_list_put:
 * @key: which one, unique in the list
 * @title: what it is, a sentence
 * @text: more of it; "" = nothing
 * @at: when, UTC microseconds
 * @action: (nullable): detailed name of what opening the row does; %NULL = nothing
 */
void       cs_desk_list_put        (CsDeskList *self,
                                    gint64      key,
                                    const char *icon,
                                    const char *title,
                                    const char *text,
                                    gint64      at,
                                    const char *action);

/* Returns: (transfer full) (nullable): the detailed name of the action that opens @post; %NULL for none, 0 */
char      *cs_desk_list_dup_open   (gint64      post) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_desk_list_end:
 *
 * What was not put again goes.
 *
 * Returns: how many there are
 */
guint      cs_desk_list_end        (CsDeskList *self);

G_END_DECLS
