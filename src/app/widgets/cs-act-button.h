/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * cs_act_button_append:
 * @box: a GtkBox
 * @spoken: what it does, for screen readers: beside others of the same label it says to what
 * @action: name
 * @target: (nullable): a floating one is taken
 *
 * A button that does something to one of several things on a page.
 *
 * Returns: (transfer none): it
 */
GtkWidget *cs_act_button_append      (GtkWidget  *box,
                                      const char *label,
                                      const char *spoken,
                                      const char *action,
                                      GVariant   *target);

/* One that opens in the browser what was published at @address on the account @handle. */
GtkWidget *cs_act_button_append_show (GtkWidget  *box,
                                      const char *address,
                                      const char *handle);

G_END_DECLS
