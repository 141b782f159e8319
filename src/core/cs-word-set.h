/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsWordSet:
 *
 * Many words or phrases that are looked for in one walk over a text, whatever their case. A word in an alphabet is found only as a whole word;
 * one in a script without spaces wherever it stands. Any thread.
 */
typedef struct _CsWordSet CsWordSet;

typedef struct
{
  gsize start; /* bytes */
  gsize end;   /* bytes, behind the last */
  guint word;  /* its place in the list, from 0 */
} CsWordHit;

/**
 * cs_word_set_new:
 * @words: UTF-8, %NULL-terminated; white space around them is dropped, empty ones are skipped
 */
CsWordSet *cs_word_set_new  (const char * const *words) G_GNUC_WARN_UNUSED_RESULT;
void       cs_word_set_free (CsWordSet          *set);
guint      cs_word_set_size (const CsWordSet    *set);

/**
 * cs_word_set_find:
 *
 * At each place the longest word counts; hits do not overlap.
 *
 * Returns: (transfer full) (element-type CsWordHit): in order
 */
GArray    *cs_word_set_find (const CsWordSet    *set,
                             const char         *text,
                             gsize               size) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWordSet, cs_word_set_free)

G_END_DECLS
