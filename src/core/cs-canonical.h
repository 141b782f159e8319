/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cs_canonical_append_text:
 *
 * Appends @text as a JSON string in the one spelling that is digested and signed: UTF-8 in NFC; a backslash only before quotation marks and
 * backslashes, "\u00xx" for control characters. What is not UTF-8 is made so first.
 */
void cs_canonical_append_text (GString    *json,
                               const char *text);

G_END_DECLS
