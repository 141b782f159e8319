/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * cs_isolate:
 *
 * Returns: (transfer full): @text, so that its direction and that of the sentence it is put into leave each other alone: a name, a date
 */
char *cs_isolate            (const char  *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_begin_lines:
 * @text: of parts in whatever language
 *
 * Returns: (transfer full): @text, each line of which is laid out from the side where the program's language begins, whatever the line
 *   itself begins with
 */
char *cs_begin_lines        (const char  *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_keep_left_to_right:
 * @entry: of numbers in a fixed order, "2026-10-01 09:00"
 *
 * Keeps what is in it in order where text runs from right to left; it still stands at the side where text begins.
 */
void  cs_keep_left_to_right (GtkEditable *entry);

G_END_DECLS
