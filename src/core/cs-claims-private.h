/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "cs-claims.h"

G_BEGIN_DECLS

/* Inside cs-claim*.c only. */

/**
 * CsClaimScan:
 *
 * A text while claims are looked for in it.
 */
typedef struct
{
  const char *text;
  gsize       size;
  guint8     *taken; /* one for each byte: not free any more, since it is a link, a telephone number or a claim */
  GArray     *found; /* of CsClaimSpan, in any order */
} CsClaimScan;

void        cs_claim_scan_take      (CsClaimScan *scan,
                                     const char  *start,
                                     const char  *end);

/**
 * cs_claim_scan_add:
 *
 * Returns: the claim, to be filled further, or %NULL if some of it is taken
 */
CsClaimSpan *cs_claim_scan_add      (CsClaimScan *scan,
                                     CsClaimKind  kind,
                                     const char  *start,
                                     const char  *end);

/* In this order: each leaves alone what the ones before took. */
void        cs_claim_scan_titles    (CsClaimScan *scan);
void        cs_claim_scan_phones    (CsClaimScan *scan);
void        cs_claim_scan_ranks     (CsClaimScan *scan);
void        cs_claim_scan_numbers   (CsClaimScan *scan);
void        cs_claim_scan_words     (CsClaimScan *scan); /* numbers written as words */

/* What the text says around a place. */
#define CS_CLAIM_WORD 24
void        cs_claim_word_before    (const CsClaimScan *scan,
                                     const char        *at,
                                     char               word[CS_CLAIM_WORD]);
const char *cs_claim_word_after     (const CsClaimScan *scan,
                                     const char        *at,
                                     char               word[CS_CLAIM_WORD]);
const char *cs_claim_skip_gap       (const char        *at);
const char *cs_claim_sentence_start (const CsClaimScan *scan,
                                     const char        *at);
const char *cs_claim_sentence_end   (const CsClaimScan *scan,
                                     const char        *at);
gboolean    cs_claim_one_of         (const char         *word,
                                     const char * const *words);

/**
 * cs_claim_match_any:
 * @at: UTF-8
 * @words: %NULL-terminated, longer ones first
 *
 * Returns: bytes of the one of @words that @at begins with, 0 if none
 */
gsize       cs_claim_match_any      (const char         *at,
                                     const char * const *words);
gboolean    cs_claim_ends_with_any  (const CsClaimScan  *scan,
                                     const char         *at,
                                     const char * const *words);

/**
 * cs_claim_has_any:
 *
 * Whether one of @words (ASCII ones in lower case and as whole words, others anywhere) stands between @start and @end.
 */
gboolean    cs_claim_has_any        (const char         *start,
                                     const char         *end,
                                     const char * const *words);

/* A unit or scale behind a number. */
typedef struct
{
  const char *end;
  double      scale;
  gboolean    percent;
  gboolean    amount; /* a unit or a scale stands there */
} CsClaimUnit;

CsClaimUnit cs_claim_read_unit      (const char        *at);
gboolean    cs_claim_is_about       (const CsClaimScan *scan,
                                     const char        *at);

G_END_DECLS
