/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * cs_text_label_new:
 * @css_class: (nullable): "heading", "caption", "dim-label" …
 *
 * Returns: (transfer floating): a label for running text: from the start of the line, wrapped, never wider than its place
 */
GtkWidget *cs_text_label_new (const char *text,
                              const char *css_class) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
