/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"

G_BEGIN_DECLS

/* Private to src/office. */

/* Calls an operation as whoever sits there; @arguments are taken. */
typedef gboolean (*CsPracticeLibraryAct) (gpointer     data,
                                          const char  *operation,
                                          JsonObject  *arguments,
                                          GError     **error);

/* Ties everything that @content claims to its sources. */
void     cs_practice_library_tie  (CsContent             *content);

/**
 * cs_practice_library_fill:
 * @sources: (element-type CsSource): what becomes cards
 *
 * Puts cards, snippets and a template of posts into the libraries.
 */
gboolean cs_practice_library_fill (const char            *language,
                                   GPtrArray             *sources,
                                   CsPracticeLibraryAct   act,
                                   gpointer               data,
                                   GError               **error);

G_END_DECLS
