/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsSpeller:
 *
 * Tells misspelt words of one language. The dictionary is read and asked on another thread; what it said is remembered, so that asking here costs
 * nothing. Main thread only.
 *
 * CsSpeller::learnt: more is known now: look at the words again.
 */
#define CS_TYPE_SPELLER (cs_speller_get_type ())
G_DECLARE_FINAL_TYPE (CsSpeller, cs_speller, CS, SPELLER, GObject)

CsSpeller          *cs_speller_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_speller_set_language:
 * @language: ISO 639-1; one without a dictionary switches checking off
 */
void                cs_speller_set_language (CsSpeller          *self,
                                             const char         *language);

/**
 * cs_speller_set_words:
 * @words: (nullable): the office's own words, which are always right
 */
void                cs_speller_set_words    (CsSpeller          *self,
                                             const char * const *words);
void                cs_speller_add_word     (CsSpeller          *self,
                                             const char         *word);

/* Whether there is a dictionary; not known (FALSE) until CsSpeller::learnt was heard once. */
gboolean            cs_speller_is_on        (CsSpeller          *self);

/**
 * cs_speller_check:
 *
 * Whether @word is known to be wrong; a new word is asked about soon.
 */
gboolean            cs_speller_is_wrong     (CsSpeller          *self,
                                             const char         *word);

/**
 * cs_speller_get_suggestions:
 *
 * Returns: (transfer none) (nullable): of a wrong word, at most five; %NULL for any other
 */
const char * const *cs_speller_get_suggestions (CsSpeller       *self,
                                                const char      *word);

G_END_DECLS
