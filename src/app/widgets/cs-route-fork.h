/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsRouteFork:
 *
 * Those who decide at one stage, side by side, with the lines that part before them and meet again after them. Where there is no room for all in a
 * line they stand in several, without the lines.
 */
#define CS_TYPE_ROUTE_FORK (cs_route_fork_get_type ())
G_DECLARE_FINAL_TYPE (CsRouteFork, cs_route_fork, CS, ROUTE_FORK, GtkWidget)

GtkWidget *cs_route_fork_new (void);

/**
 * cs_route_fork_append:
 * @child: (transfer floating):
 */
void       cs_route_fork_append (CsRouteFork *self,
                                 GtkWidget   *child);
void       cs_route_fork_clear  (CsRouteFork *self);

G_END_DECLS
