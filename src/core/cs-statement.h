/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-digest.h"

G_BEGIN_DECLS

/**
 * CsStatement:
 *
 * What a person says when he decides, and what his signature covers. Plain values; nothing is owned: it lends.
 */
typedef struct
{
  const char *office;      /* uid */
  gint64      decision;    /* id */
  gint64      post;
  guint       revision;    /* its number */
  CsDigest    digest;      /* of the content */
  guint       stage;       /* from 0 */
  const char *stage_title;
  const char *verdict;     /* nick */
  const char *reason;
  gint64      person;      /* who decides */
  gint64      acting_for;  /* 0 = oneself */
  int         to_stage;    /* -1 = the drafter */
  gint64      takes_back;  /* decision, 0 = none */
  CsDigest    ticks;       /* of the texts that were ticked: cs_statement_digest_ticks(); none = none */
  guint       lines;       /* confirmed one by one */
  guint32     parties;     /* bits: the sides of the stage for which it stands */
  gint64      at;          /* UTC, microseconds */
  gint64      key;         /* id */
} CsStatement;

/**
 * cs_statement_write:
 *
 * The canonical form, whose UTF-8 bytes are signed: one JSON object without white space, its members in alphabetical order, text in NFC,
 * digests as 64 hexadecimal digits ("" for none), the time in microseconds since 1970, UTC. "statement" names the form: "countersign.decision.1".
 * Any thread; no I/O.
 *
 * Returns: (transfer full): the statement
 */
char    *cs_statement_write        (const CsStatement  *statement) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_statement_digest_ticks:
 * @ticks: the stage's list
 * @ticked: bits in its order
 *
 * SHA-256 over the ticked texts in NFC, each with a line feed behind it; none where nothing is ticked.
 */
CsDigest cs_statement_digest_ticks (const char * const *ticks,
                                    guint               n_ticks,
                                    guint               ticked);

G_END_DECLS
