/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CS_ERROR:
 *
 * The one error domain. `error->message` is English detail for the log; the sentence for a person comes
 * from the code, by cs_error_sentence().
 */
#define CS_ERROR (cs_error_quark ())

/**
 * CsError:
 * @CS_ERROR_FAILED: something went wrong that no caller treats specially
 * @CS_ERROR_NOT_FOUND: no such thing (or one the actor may not know of)
 * @CS_ERROR_INVALID: an argument or a file's content is not acceptable
 * @CS_ERROR_CONFLICT: somebody else acted first; read again and decide anew
 * @CS_ERROR_FORBIDDEN: the actor's roles do not include this operation
 * @CS_ERROR_UNAUTHENTICATED: nobody is signed in
 * @CS_ERROR_LOCKED: too many wrong passwords; sign-in is closed for a while
 * @CS_ERROR_WRONG_STATE: the post's state does not allow this act
 * @CS_ERROR_CONTRIBUTOR: the actor wrote part of what he wants to decide on
 * @CS_ERROR_NOT_IN_STAGE: the actor is not among those who decide at the open stage
 * @CS_ERROR_ALREADY_DECIDED: the actor decided on this digest before
 * @CS_ERROR_STALE: the digest decided on is not the post's current one
 * @CS_ERROR_REASON_REQUIRED: returning and rejecting need a reason
 * @CS_ERROR_INCOMPLETE: the post still lacks something (see cs_check_content())
 * @CS_ERROR_RELEASE_PAST: the release time lies in the past
 * @CS_ERROR_BUSY: the database is in use by another program for too long
 * @CS_ERROR_READ_ONLY: the office's folder or database cannot be written
 * @CS_ERROR_NO_SPACE: the disk is full
 * @CS_ERROR_NEWER_SCHEMA: the database was written by a newer version
 * @CS_ERROR_CORRUPT: stored data does not hold what its digest says
 * @CS_ERROR_NOT_A_PICTURE: the file is empty, broken or of another type than it claims
 * @CS_ERROR_TOO_LARGE: over a limit of bytes, pixels or rows
 * @CS_ERROR_RAGGED_TABLE: a table's rows have different numbers of cells
 * @CS_ERROR_ENCODING: text is not UTF-8 (nor UTF-16 with a mark)
 * @CS_ERROR_OFFLINE: the network or server cannot be reached
 * @CS_ERROR_UNKNOWN_OUTCOME: a request was sent and its outcome is not known
 * @CS_ERROR_REFUSED: the network said no (422 and its like); nothing was published
 * @CS_ERROR_LOGIN_REJECTED: the network no longer accepts the account's token
 * @CS_ERROR_RATE_LIMITED: the network asks to wait
 * @CS_ERROR_DIGEST_MISMATCH: what is to be sent is not what was signed
 * @CS_ERROR_PRACTICE_ONLY: a practice office can never be connected to a real network, nor the reverse
 * @CS_ERROR_WRONG_PASSWORD: login or password is wrong; which of them is not told
 * @CS_ERROR_NOT_AN_OFFICE: the folder's database belongs to something else
 * @CS_ERROR_TICK_MISSING: approving needs every item of the stage's list ticked
 * @CS_ERROR_LINES_MISSING: approving an important post needs every line confirmed
 * @CS_ERROR_WORDS_GONE: what a suggestion replaces no longer stands there
 * @CS_ERROR_ON_ITS_WAY: what goes out, or is out, can no longer be taken back
 * @CS_ERROR_NOT_OWN_DECISION: the decision is somebody else's
 * @CS_ERROR_OVERTAKEN: the decision no longer counts, so there is nothing to take back
 * @CS_ERROR_NEVER_OPEN: the working calendar has no (or not enough) working time
 * @CS_ERROR_NOT_A_CALENDAR: a file that is no calendar (.ics), or has no whole days in it
 * @CS_ERROR_DELEGATE_SELF: nobody signs for himself
 * @CS_ERROR_DELEGATE_ROLE: the delegate decides on nothing (administrator, auditor, no deciding role)
 * @CS_ERROR_DELEGATE_AWAY: the delegate is away then himself: one hop only
 * @CS_ERROR_NOTHING_TO_DELEGATE: the principal has no role that decides
 * @CS_ERROR_DELEGATION_TIMES: it ends before it begins, or is over already
 * @CS_ERROR_DELEGATION_OVERLAPS: somebody signs for this person then already
 * @CS_ERROR_ORDER_REQUIRED: who enters another's absence names the written order
 * @CS_ERROR_TOOK_PART: an emergency post's full review is made by one who took no part in it
 * @CS_ERROR_FROZEN: the queue is frozen already
 * @CS_ERROR_NOT_FROZEN: the queue is not frozen
 * @CS_ERROR_KEY_CLOSED: signing needs the actor's key, which is not open: session.unlock, then again
 * @CS_ERROR_KEY_LOST: the actor's key can never be opened again: two administrators must allow a new one
 * @CS_ERROR_KEY_ENDED: the opened key was ended in the meantime: sign in again
 * @CS_ERROR_CODE_REQUIRED: the password is right, and a second factor is set: its code is needed too
 * @CS_ERROR_WRONG_CODE: the code of the second factor is wrong, or was taken before
 * @CS_ERROR_SECOND_FACTOR_LOST: the second factor can never be checked again: two administrators must allow a new key
 * @CS_ERROR_TWO_ADMINISTRATORS: another administrator has to do this
 * @CS_ERROR_JOURNAL_CUT: the journal does not contain what this workstation remembers of it
 * @CS_ERROR_ROUTE: a route that cannot be used, or that nobody could fulfil
 * @CS_ERROR_DELEGATION: that person delegated nothing to the actor
 * @CS_ERROR_NO_CREDIT: the network wants to be paid before it takes more; nothing was published
 * @CS_ERROR_POSITION_NEEDED: a route names the position
 * @CS_ERROR_RULE: a rule that chooses a route names a section or an account that is not in use any more
 * @CS_ERROR_CLAIMED: somebody else said that he is on it
 * @CS_ERROR_CLOCK_BACK: it is earlier than what is on record already: nothing is signed until the clock is right
 * @CS_ERROR_DELEGATION_SCOPE: the delegation is for other accounts or labels
 * @CS_ERROR_PRINCIPAL_CONTRIBUTOR: the one for whom the actor would decide wrote part of the post
 * @CS_ERROR_PRINCIPAL: the one for whom the actor would decide could not decide himself
 * @CS_ERROR_PARTY_DECIDED: the actor's side of the stage has decided; it waits for another
 * @CS_ERROR_NOT_A_FILM: the file is empty, broken, of another type than it claims, or has no picture in it
 * @CS_ERROR_NOT_SUBTITLES: a file without one readable subtitle
 * @CS_ERROR_SUBTITLES_FAULTY: subtitles that overlap, run backwards or go beyond the film
 * @CS_ERROR_CODEC_MISSING: this machine has no program part that reads or writes that kind of film
 * @CS_ERROR_FILM_BOUNDS: longer, larger or of more pixels than a film may be
 * @CS_ERROR_FILM_STUCK: the film could not be read in bounded time or memory
 * @CS_ERROR_PICTURE_CRASHED: the process that reads a picture died of it, or answered nonsense
 * @CS_ERROR_PICTURE_TOO_SLOW: reading the picture took too long
 * @CS_ERROR_PICTURE_NO_MEMORY: reading the picture takes more memory than it may have
 * @CS_ERROR_PICTURE_KIND: a kind of picture that this computer has no loader for
 * @CS_ERROR_NO_DECODER: the process that reads pictures cannot be started, or cannot lock itself in
 * @CS_ERROR_BAD_RULE: a rule of the checks, or a list, that cannot be used; the message names file and key
 * @CS_ERROR_NO_RULES: the files of the checks' rules are not where they were installed
 * @CS_ERROR_NOT_WAIVABLE: a finding that nobody can waive, since it cannot go out like this
 * @CS_ERROR_NOT_FITTED: a picture is more than a network takes, and nothing smaller was made for it (media.fit)
 * @CS_ERROR_LOW_CONTRAST: colours of a house style that cannot be read on each other
 * @CS_ERROR_DOES_NOT_FIT: a poster's text has no room in its picture
 * @CS_ERROR_SPREADSHEET: a spreadsheet that cannot be read: broken, locked, of an old kind, or too much for its bounds
 * @CS_ERROR_NO_CONVERTER: the program that reads spreadsheets is not installed
 * @CS_ERROR_ADDRESS_NEEDED: what follows answers a part of which nobody said where it is
 * @CS_ERROR_MAIL_CODE: the network sent a code by e-mail, which is missing or wrong
 * @CS_ERROR_PORTS_TAKEN: the browser could not bring the answer to a sign-in back
 * @CS_ERROR_SIGN_IN_LATE: nobody finished the sign-in in the browser in time
 * @CS_ERROR_SIGN_IN_REFUSED: the sign-in was not allowed, or its answer was no longer good; nothing was kept
 * @CS_ERROR_SIGN_IN_AGAIN: the browser has to be sent once more, to another address
 * @CS_ERROR_CLIENT_REFUSED: the network does not know our program by that name
 * @CS_ERROR_NO_SUCH_SERVER: what answers is no server of that network
 * @CS_ERROR_NO_KEYRING: the Secret Service is not there, locked, or does not answer
 * @CS_ERROR_SEALED_FILE: the sealed file of logins, or its key, is missing, open to others, or does not fit
 * @CS_ERROR_OTHER_ACCOUNT: what was signed in to is another account than the one to be mended
 * @CS_ERROR_CANNOT_REMOVE: the network has no way to take a post down, or does not let this one go
 * @CS_ERROR_CERTIFICATE: the server's certificate does not prove that it is the right one; nothing was sent to it
 */
typedef enum
{
  CS_ERROR_FAILED,
  CS_ERROR_NOT_FOUND,
  CS_ERROR_INVALID,
  CS_ERROR_CONFLICT,
  CS_ERROR_FORBIDDEN,
  CS_ERROR_UNAUTHENTICATED,
  CS_ERROR_LOCKED,
  CS_ERROR_WRONG_STATE,
  CS_ERROR_CONTRIBUTOR,
  CS_ERROR_NOT_IN_STAGE,
  CS_ERROR_ALREADY_DECIDED,
  CS_ERROR_STALE,
  CS_ERROR_REASON_REQUIRED,
  CS_ERROR_INCOMPLETE,
  CS_ERROR_RELEASE_PAST,
  CS_ERROR_BUSY,
  CS_ERROR_READ_ONLY,
  CS_ERROR_NO_SPACE,
  CS_ERROR_NEWER_SCHEMA,
  CS_ERROR_CORRUPT,
  CS_ERROR_NOT_A_PICTURE,
  CS_ERROR_TOO_LARGE,
  CS_ERROR_RAGGED_TABLE,
  CS_ERROR_ENCODING,
  CS_ERROR_OFFLINE,
  CS_ERROR_UNKNOWN_OUTCOME,
  CS_ERROR_REFUSED,
  CS_ERROR_LOGIN_REJECTED,
  CS_ERROR_RATE_LIMITED,
  CS_ERROR_DIGEST_MISMATCH,
  CS_ERROR_PRACTICE_ONLY,
  CS_ERROR_WRONG_PASSWORD,
  CS_ERROR_NOT_AN_OFFICE,
  CS_ERROR_TICK_MISSING,
  CS_ERROR_LINES_MISSING,
  CS_ERROR_WORDS_GONE,
  CS_ERROR_ON_ITS_WAY,
  CS_ERROR_NOT_OWN_DECISION,
  CS_ERROR_OVERTAKEN,
  CS_ERROR_NEVER_OPEN,
  CS_ERROR_NOT_A_CALENDAR,
  CS_ERROR_DELEGATE_SELF,
  CS_ERROR_DELEGATE_ROLE,
  CS_ERROR_DELEGATE_AWAY,
  CS_ERROR_NOTHING_TO_DELEGATE,
  CS_ERROR_DELEGATION_TIMES,
  CS_ERROR_DELEGATION_OVERLAPS,
  CS_ERROR_ORDER_REQUIRED,
  CS_ERROR_TOOK_PART,
  CS_ERROR_FROZEN,
  CS_ERROR_NOT_FROZEN,
  CS_ERROR_KEY_CLOSED,
  CS_ERROR_KEY_LOST,
  CS_ERROR_KEY_ENDED,
  CS_ERROR_CODE_REQUIRED,
  CS_ERROR_WRONG_CODE,
  CS_ERROR_SECOND_FACTOR_LOST,
  CS_ERROR_TWO_ADMINISTRATORS,
  CS_ERROR_JOURNAL_CUT,
  CS_ERROR_ROUTE,
  CS_ERROR_DELEGATION,
  CS_ERROR_NO_CREDIT,
  CS_ERROR_POSITION_NEEDED,
  CS_ERROR_CLAIMED,
  CS_ERROR_CLOCK_BACK,
  CS_ERROR_RULE,
  CS_ERROR_DELEGATION_OVER,
  CS_ERROR_DELEGATION_SCOPE,
  CS_ERROR_PRINCIPAL_CONTRIBUTOR,
  CS_ERROR_PRINCIPAL,
  CS_ERROR_PARTY_DECIDED,
  CS_ERROR_NOT_A_FILM,
  CS_ERROR_NOT_SUBTITLES,
  CS_ERROR_SUBTITLES_FAULTY,
  CS_ERROR_CODEC_MISSING,
  CS_ERROR_FILM_BOUNDS,
  CS_ERROR_FILM_STUCK,
  CS_ERROR_PICTURE_CRASHED,
  CS_ERROR_PICTURE_TOO_SLOW,
  CS_ERROR_PICTURE_NO_MEMORY,
  CS_ERROR_PICTURE_KIND,
  CS_ERROR_NO_DECODER,
  CS_ERROR_BAD_RULE,
  CS_ERROR_NO_RULES,
  CS_ERROR_NOT_WAIVABLE,
  CS_ERROR_NOT_FITTED,
  CS_ERROR_LOW_CONTRAST,
  CS_ERROR_DOES_NOT_FIT,
  CS_ERROR_SPREADSHEET,
  CS_ERROR_NO_CONVERTER,
  CS_ERROR_ADDRESS_NEEDED,
  CS_ERROR_MAIL_CODE,
  CS_ERROR_PORTS_TAKEN,
  CS_ERROR_SIGN_IN_LATE,
  CS_ERROR_SIGN_IN_REFUSED,
  CS_ERROR_SIGN_IN_AGAIN,
  CS_ERROR_CLIENT_REFUSED,
  CS_ERROR_NO_SUCH_SERVER,
  CS_ERROR_NO_KEYRING,
  CS_ERROR_SEALED_FILE,
  CS_ERROR_OTHER_ACCOUNT,
  CS_ERROR_CANNOT_REMOVE,
  CS_ERROR_CERTIFICATE,
  CS_ERROR_HANDLE_LOST,
  CS_ERROR_UNCHECKED,
  CS_N_ERRORS, /* how many there are */
} CsError;

GQuark      cs_error_quark     (void);

/**
 * cs_error_nick:
 *
 * Returns: the stable name of @code for JSON answers and logs ("not-found"), static
 */
const char *cs_error_nick      (CsError       code);

/**
 * cs_error_from_nick:
 *
 * The reverse of cs_error_nick(); %CS_ERROR_FAILED for an unknown name.
 */
CsError     cs_error_from_nick (const char   *nick);

/**
 * cs_error_sentence:
 * @error: any error, also of GIO's domains
 *
 * What a person is told: what happened and what to do, in the interface language. The log gets
 * `error->message`. This is the only place with such sentences. Any thread.
 *
 * Returns: (transfer none): a translated sentence, static
 */
const char *cs_error_sentence  (const GError *error);

G_END_DECLS
