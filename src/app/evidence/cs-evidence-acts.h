/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-session.h"

G_BEGIN_DECLS

/* What is written to files to be kept outside: each asks where, shows that it works, and says in a toast where it is. */

/**
 * cs_export_dossier:
 * @widget: in a window with the action win.toast
 */
void cs_export_dossier (GtkWidget *widget,
                        CsSession *session,
                        gint64     post);

/**
 * cs_print_seal:
 *
 * Today's seal of the journal, as PDF.
 */
void cs_print_seal     (GtkWidget *widget,
                        CsSession *session);

G_END_DECLS
