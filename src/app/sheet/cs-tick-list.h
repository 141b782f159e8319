/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsTickList:
 *
 * What a stage makes one confirm before approving, point by point. Nothing is ticked until a person ticks it.
 *
 * CsTickList::changed: something was ticked, or no longer is.
 */
#define CS_TYPE_TICK_LIST (cs_tick_list_get_type ())
G_DECLARE_FINAL_TYPE (CsTickList, cs_tick_list, CS, TICK_LIST, AdwBin)

GtkWidget *cs_tick_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_tick_list_set:
 * @texts: (nullable) (array zero-terminated=1): at most 20
 *
 * Shows @texts. What is ticked stays where they are the texts that stand there already.
 */
void       cs_tick_list_set        (CsTickList          *self,
                                    const char * const  *texts);

/**
 * cs_tick_list_clear:
 *
 * Takes every tick away: another content is shown, which nobody has looked at.
 */
void       cs_tick_list_clear      (CsTickList          *self);
guint      cs_tick_list_get_n      (CsTickList          *self);
guint      cs_tick_list_get_n_left (CsTickList          *self);

/**
 * cs_tick_list_get_bits:
 *
 * Returns: what is ticked: a bit each, in the order of the texts
 */
guint      cs_tick_list_get_bits   (CsTickList          *self);

/**
 * cs_tick_list_toggle:
 * @position: from 0; nothing happens beyond the last
 */
void       cs_tick_list_toggle     (CsTickList          *self,
                                    guint                position);

/**
 * cs_tick_list_focus_next:
 *
 * Puts the focus on the first point that is not ticked, or on the first of all.
 */
void       cs_tick_list_focus_next (CsTickList          *self);

G_END_DECLS
