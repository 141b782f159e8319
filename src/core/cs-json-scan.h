/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cs_json_scan:
 * @json: text from outside
 * @max_bytes: most bytes it may have
 * @max_depth: most objects and arrays in one another
 *
 * What has to hold before a JSON parser that recurses and forgives may see a text: UTF-8, bounded in size and depth, and made only of
 * strings with valid escapes (no NUL, no half of a surrogate pair), integers of at most 18 digits, true, false and punctuation.
 * Grammar is left to the parser. Any thread; no I/O. Sets %CS_ERROR_INVALID, the message names the byte, or %CS_ERROR_TOO_LARGE.
 */
gboolean cs_json_scan (const char  *json,
                       gsize        max_bytes,
                       guint        max_depth,
                       GError     **error);

G_END_DECLS
