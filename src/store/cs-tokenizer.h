/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cs_tokenizer_is_paired:
 *
 * Whether search makes overlapping pairs of such characters: Han, kana, hangul, bopomofo.
 */
gboolean cs_tokenizer_is_paired (gunichar character);

G_END_DECLS
