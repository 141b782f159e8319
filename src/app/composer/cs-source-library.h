/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-content.h"
#include "cs-session.h"

G_BEGIN_DECLS

/* What a source has to do with the office: its stored copy and its card in the library. Each of these acts later; what fails is told in a toast of @row. */

typedef struct _CsSourceRow CsSourceRow;
typedef void (*CsSourceAttached) (CsSourceRow *row, const CsDigest *snapshot);
typedef void (*CsSourceKept)     (CsSourceRow *row, gint64 card);

/**
 * cs_source_library_attach:
 *
 * Asks for a file and takes a copy of it into the office.
 */
void cs_source_library_attach (GtkWidget        *row,
                               CsSession        *session,
                               CsSourceAttached  done);

/**
 * cs_source_library_open:
 *
 * Opens a stored copy in the program that shows such files.
 */
void cs_source_library_open   (GtkWidget        *row,
                               CsSession        *session,
                               const CsDigest   *snapshot);

/**
 * cs_source_library_keep:
 *
 * Adds @source to the library, or changes the card that it was taken from.
 */
void cs_source_library_keep   (GtkWidget        *row,
                               CsSession        *session,
                               const CsSource   *source,
                               CsSourceKept      done);

G_END_DECLS
