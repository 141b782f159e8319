/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A post that corrects or withdraws an earlier one: it says so itself, and is signed for it. */

typedef enum
{
  CS_AMEND_CORRECTION,
  CS_AMEND_WITHDRAWAL,
} CsAmendKind;
#define CS_N_AMEND_KINDS (CS_AMEND_WITHDRAWAL + 1)

/**
 * CsAmendReason:
 *
 * Classes, so that an office can count why it had to correct itself. In the database by nick.
 */
typedef enum
{
  CS_AMEND_FACT,
  CS_AMEND_FIGURE,
  CS_AMEND_WORDING,
  CS_AMEND_PICTURE,
  CS_AMEND_LEGAL,
  CS_AMEND_PRIVACY,
  CS_AMEND_ACCOUNT, /* it went out on the wrong one */
  CS_AMEND_OTHER,
} CsAmendReason;
#define CS_N_AMEND_REASONS (CS_AMEND_OTHER + 1)

/**
 * CsAmendment:
 *
 * Which post is amended, how and why. A correction answers what is out of that post, on each of its accounts; a withdrawal takes it down on each of
 * its accounts, and its words, if there are any, go out beside that.
 */
typedef struct
{
  gint64         post;
  CsAmendKind    kind;
  CsAmendReason  reason;
  char          *words; /* more about the reason; never published; owned, never NULL, may be "" */
} CsAmendment;

/**
 * cs_amendment_new:
 * @words: (nullable): NULL = none
 */
CsAmendment *cs_amendment_new            (gint64             post,
                                          CsAmendKind        kind,
                                          CsAmendReason      reason,
                                          const char        *words) G_GNUC_WARN_UNUSED_RESULT;
CsAmendment *cs_amendment_copy           (const CsAmendment *amendment) G_GNUC_WARN_UNUSED_RESULT;
void         cs_amendment_free           (CsAmendment       *amendment);

/**
 * cs_amendment_describe:
 *
 * Returns: (transfer full): the whole as one sentence: which post, what for and what happens to it
 */
char        *cs_amendment_describe       (const CsAmendment *amendment) G_GNUC_WARN_UNUSED_RESULT;

const char  *cs_amend_kind_nick          (CsAmendKind        kind);
gboolean     cs_amend_kind_from_nick     (const char        *nick,
                                          CsAmendKind       *kind);
const char  *cs_amend_kind_label         (CsAmendKind        kind);
const char  *cs_amend_reason_nick        (CsAmendReason      reason);
gboolean     cs_amend_reason_from_nick   (const char        *nick,
                                          CsAmendReason     *reason);
const char  *cs_amend_reason_label       (CsAmendReason      reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAmendment, cs_amendment_free)

G_END_DECLS
