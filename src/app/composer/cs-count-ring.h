/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsCountRing:
 *
 * How much of a network's length a text takes: a ring that fills and the number left; orange near the limit, red and below zero over it.
 */
#define CS_TYPE_COUNT_RING (cs_count_ring_get_type ())
G_DECLARE_FINAL_TYPE (CsCountRing, cs_count_ring, CS, COUNT_RING, GtkWidget)

GtkWidget *cs_count_ring_new (void);

/**
 * cs_count_ring_show_name:
 *
 * Whether the name stands beside the ring; it is in the tooltip in any case.
 */
void       cs_count_ring_show_name (CsCountRing *self,
                                    gboolean     show);

/**
 * cs_count_ring_set:
 * @name: whose limit it is, such as the account's handle
 * @length: of the text, in the network's unit
 * @limit: at least 1
 */
void       cs_count_ring_set (CsCountRing *self,
                              const char  *name,
                              guint        length,
                              guint        limit);

G_END_DECLS
