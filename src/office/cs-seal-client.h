/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-digest.h"

G_BEGIN_DECLS

/* Typed arguments and replies of seals. seal.make takes none. Builders are (transfer full). */

/* seal.check: the short form as it was typed, or entry and hash */
JsonObject *cs_arguments_seal_check_code (const char     *code);
JsonObject *cs_arguments_seal_check      (gint64          sequence,
                                          const CsDigest *hash);

/* journal.accept */
JsonObject *cs_arguments_journal_accept  (const char     *reason);

/**
 * CsSealInfo:
 *
 * A seal to print: the journal's head at one moment.
 */
typedef struct
{
  gint64    sequence;
  CsDigest  hash;
  gint64    at;           /* UTC, microseconds */
  char     *office;       /* name; all strings owned */
  char     *uid;          /* of the office */
  char     *made_by_name;
  char     *code;         /* the short form, in groups */
  char     *note;         /* C2SP signed note */
} CsSealInfo;

void        cs_seal_info_free            (CsSealInfo     *info);

/* seal.make */
CsSealInfo *cs_reply_read_seal           (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  CS_SEAL_CONTAINED, /* the journal still has exactly this entry */
  CS_SEAL_CHANGED,   /* another entry stands in its place */
  CS_SEAL_MISSING,   /* the journal ends before it */
} CsSealResult;

/**
 * cs_reply_read_seal_check:
 * @sequence: (out) (optional): the entry that the seal names
 * @at: (out) (optional): when that entry was written, 0 if it is missing
 *
 * Reads the reply of seal.check.
 */
CsSealResult cs_reply_read_seal_check    (JsonObject     *reply,
                                          gint64         *sequence,
                                          gint64         *at);

/* Returns: (transfer full): the result in a sentence: "The journal still contains entry 1042 as it was sealed." */
char       *cs_seal_result_sentence      (CsSealResult    result,
                                          gint64          sequence) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSealInfo, cs_seal_info_free)

G_END_DECLS
