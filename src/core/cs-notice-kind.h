/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsNoticeKind:
 *
 * What the office tells one person: on the Desk, and as a desktop notice. In brackets: the details that its sentence uses.
 */
typedef enum
{
  CS_NOTICE_REMINDER,        /* mark, due_at, zone: decide soon */
  CS_NOTICE_ESCALATED,       /* stage_title, due_at, zone: others did not decide in time; the receiver may now */
  CS_NOTICE_ASKED,           /* name: a question for the drafter */
  CS_NOTICE_ANSWERED,        /* name: the answer to a question of the receiver */
  CS_NOTICE_COMMENT_WANTED,  /* stage_title: a comment-only stage asks the receiver */
  CS_NOTICE_RETURNED,        /* name, reason */
  CS_NOTICE_REJECTED,        /* name, reason */
  CS_NOTICE_EXPIRED,         /* release_at, proposed_at, zone: not signed by then, and when it could go out */
  CS_NOTICE_SIGNED_FOR,      /* name: decided in the receiver's name */
  CS_NOTICE_DELEGATED,       /* name, from_at, until_at, zone: the receiver signs for somebody */
  CS_NOTICE_TAKEN_BACK,      /* name, reason: a decision on the receiver's post */
  CS_NOTICE_EMERGENCY,       /* name, reason: an emergency was started */
  CS_NOTICE_REVIEW_OWED,     /* due_at, zone: the full review of an emergency post */
  CS_NOTICE_FROZEN,          /* name, reason */
  CS_NOTICE_THAWED,          /* name */
  CS_NOTICE_KEY_RENEWAL,     /* name, asked_by_name: a new key waits for a second administrator */
  CS_NOTICE_REVIEW_OVERDUE,  /* due_at, zone, nobody: the full review of an emergency post is late (and nobody is left to make it) */
  CS_NOTICE_CLOCK_BACK,      /* last_at, zone: the computer's clock stands before the last entry of the journal */
  CS_NOTICE_AWAY,            /* name, delegate_name, from_at, until_at, zone: somebody entered the receiver's absence */
  CS_NOTICE_SLOT_MISSED,     /* handle, due_at, zone, reason: not out a minute after its time */
  CS_NOTICE_DRIFT,           /* handle, result: what is out is not what was signed (any more), or is again */
  CS_NOTICE_LOGIN_ENDS,      /* handle, ends_at, zone: somebody has to sign in to an account's network again */
  CS_NOTICE_ACCOUNT_ILL,     /* handle, health: the daily look at an account found what does not mend by itself */
} CsNoticeKind;
#define CS_N_NOTICE_KINDS (CS_NOTICE_ACCOUNT_ILL + 1)

const char *cs_notice_kind_nick      (CsNoticeKind   kind);
gboolean    cs_notice_kind_from_nick (const char    *nick,
                                      CsNoticeKind  *kind);

/**
 * cs_notice_sentence:
 * @details: canonical JSON object; whatever is missing is left out
 * @now: for times near it: “in 12 min”
 *
 * Returns: (transfer full): a plain translated sentence, without the post's text
 */
char       *cs_notice_sentence       (CsNoticeKind   kind,
                                      const char    *details,
                                      gint64         now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
