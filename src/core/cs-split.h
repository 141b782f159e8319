/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-text.h"

G_BEGIN_DECLS

/**
 * cs_split_text:
 * @text: UTF-8
 * @language: of the text, ISO 639-1: which abbreviations end no sentence
 * @limits: (element-type CsTextLimits): every part is to fit all of them; empty = one part
 * @numbered: whether room is left for " 3/12" behind each part
 *
 * Proposes a thread. Parts end at a paragraph, else at a sentence, else at a comma, else between two words; never within a link, a mention, a
 * hashtag or a number with what it counts; within a quotation only if the quotation itself is too long. What cannot be broken stays whole, even
 * where it is too long: the checks say so. Any thread; no I/O.
 *
 * Returns: (transfer full) (element-type utf8): the parts without the white space around them, at least one, at most CS_SPLIT_MAX_PARTS
 */
GPtrArray *cs_split_text     (const char *text,
                              const char *language,
                              GArray     *limits,
                              gboolean    numbered) G_GNUC_WARN_UNUSED_RESULT;

/* As many as a post may have. */
#define CS_SPLIT_MAX_PARTS 100

/**
 * cs_split_may_break:
 * @position: in @text, bytes
 *
 * Whether a part may begin at @position without tearing a link, a mention, a hashtag, a number or a written character apart.
 */
gboolean   cs_split_may_break (const char *text,
                               gsize       position);

G_END_DECLS
