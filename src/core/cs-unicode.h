/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The only way to ICU; inside src/core only. */

typedef enum
{
  CS_BREAK_CHARACTERS, /* grapheme clusters */
  CS_BREAK_WORDS,      /* UAX #29 words, and what stands between them */
} CsBreakKind;

/**
 * cs_unicode_breaks:
 * @text: UTF-8
 * @size: bytes of @text
 *
 * Returns: (transfer full) (element-type gsize): the end of each piece, in bytes, rising; the last is @size; empty if @size is 0
 */
GArray *cs_unicode_breaks       (const char  *text,
                                 gsize        size,
                                 CsBreakKind  kind) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_unicode_sentences:
 * @language: of the text: its abbreviations ("Dr.", "No.") end no sentence
 *
 * Returns: (transfer full) (element-type gsize): the end of each sentence with the white space behind it, in bytes, rising; the last is @size
 */
GArray *cs_unicode_sentences    (const char  *text,
                                 gsize        size,
                                 const char  *language) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_unicode_emoji_length:
 * @text: UTF-8 that ends at @end
 *
 * Returns: bytes of the longest emoji sequence (single, skin tone, keycap, flag, ZWJ family) at the start of @text, 0 if none.
 *   Digits, © and ® are none by themselves.
 */
gsize   cs_unicode_emoji_length (const char  *text,
                                 const char  *end);

G_END_DECLS
