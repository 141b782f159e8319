/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-film.h"

G_BEGIN_DECLS

/* Between the program and its helper, in lines of text on CS_FILM_STATUS: "name value", each once; "progress 0.25" as often as it likes; last "done", or "error nick detail". */
#define CS_FILM_STATUS 3

/* Of one line, bytes. */
#define CS_FILM_MAX_LINE 2000

/* Returns: whether to go on */
typedef gboolean (*CsFilmLine) (const char *name,
                                const char *value,
                                gpointer    data);

/**
 * cs_film_run:
 * @arguments: of the helper, %NULL-terminated
 * @path: (nullable): of the film
 * @to: a file that it writes into, or -1
 * @seconds: without a line, after which it is stopped
 * @total: seconds altogether, 0 = as long as it goes on
 *
 * Runs the helper, and gives each of its lines but the last to @line. Whatever happens, the helper is gone when this returns.
 */
gboolean cs_film_run (const char * const *arguments,
                      const char         *path,
                      int                 to,
                      guint               seconds,
                      guint               total,
                      CsFilmLine          line,
                      gpointer            data,
                      GCancellable       *cancellable,
                      GError            **error);

G_END_DECLS
