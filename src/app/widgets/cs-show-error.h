/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-error.h"

G_BEGIN_DECLS

/**
 * cs_show_error:
 * @widget: anything in a window
 *
 * Tells the person by a toast what happened and what to do; the detail goes to the log. Silent when @error is a cancel.
 */
void        cs_show_error     (GtkWidget    *widget,
                               const GError *error);

/**
 * cs_name_row:
 * @child: the widget in a row of a GtkListView
 *
 * Names the row for screen readers (GTK 4.8 cannot do it from the list item).
 */
void        cs_name_row       (GtkWidget    *child,
                               const char   *name);

/**
 * cs_name_widget:
 *
 * Gives @widget an accessible name, also in place of the label that it shows.
 */
void        cs_name_widget    (GtkWidget    *widget,
                               const char   *name);

/**
 * cs_name_drop_down:
 *
 * Names a drop-down and the button in it: GTK 4.8 does not hand the name on.
 */
void        cs_name_drop_down (GtkDropDown  *drop_down,
                               const char   *name);

/**
 * cs_name_fields:
 * @form: with rows of libadwaita
 *
 * Names what a password row and a combo row leave without a name: the button that shows the password, the value chosen.
 */
void        cs_name_fields    (GtkWidget    *form);

/**
 * cs_local_zone:
 *
 * Returns: (transfer none): IANA name of this computer's zone, "UTC" if it is not known
 */
const char *cs_local_zone     (void);

G_END_DECLS
