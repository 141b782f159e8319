/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-digest.h"
#include "cs-sealed-key.h"

G_BEGIN_DECLS

/* C2SP signed notes (c2sp.org/signed-note): a text and, behind an empty line, signatures that tools of others can check too. */

/**
 * cs_signed_note_key_id:
 *
 * The first four bytes of SHA-256 over @name, a line feed, 0x01 and the key, as a number.
 */
guint32  cs_signed_note_key_id   (const char         *name,
                                  const CsPublicKey  *key);

/**
 * cs_signed_note_make:
 * @text: ends with a line feed; has no other control characters
 * @name: of the key: without white space or "+"
 *
 * Returns: (transfer full): the note
 */
char    *cs_signed_note_make     (const char         *text,
                                  const char         *name,
                                  const CsSecret     *key) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_signed_note_open:
 * @name: whose signature is wanted; others in the note are passed over
 *
 * Sets %CS_ERROR_INVALID for what is no note, %CS_ERROR_CORRUPT where @key did not sign it.
 *
 * Returns: (transfer full): the text that was signed, with its last line feed
 */
char    *cs_signed_note_open     (const char         *note,
                                  const char         *name,
                                  const CsPublicKey  *key,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_signed_note_verifier:
 *
 * Returns: (transfer full): "name+key id+base64", the form in which others' tools take a key
 */
char    *cs_signed_note_verifier (const char         *name,
                                  const CsPublicKey  *key) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsCheckpoint:
 *
 * What a checkpoint says: this journal had this entry at its head.
 */
typedef struct
{
  char     *office;   /* uid; owned */
  gint64    sequence; /* of the entry */
  CsDigest  hash;     /* of the entry */
  gint64    at;       /* UTC, microseconds: when the checkpoint was made */
  gint64    person;   /* who made it */
  gint64    key;      /* with which key */
} CsCheckpoint;

void          cs_checkpoint_free  (CsCheckpoint       *checkpoint);

/**
 * cs_checkpoint_sign:
 *
 * A note of five lines: "countersign/journal/" and the office's uid; the sequence; the hash in Base64; "at" and the time in
 * RFC 3339; "person" with his id. The key's name is "countersign/" and the uid, "/key/" and its id.
 *
 * Returns: (transfer full): the note
 */
char         *cs_checkpoint_sign  (const CsCheckpoint *checkpoint,
                                   const CsSecret     *key) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_checkpoint_read:
 *
 * Reads a note without checking its signature; the key named by the first signature is @key of the result. Sets %CS_ERROR_INVALID.
 */
CsCheckpoint *cs_checkpoint_read  (const char         *note,
                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @public_key signed @note; sets %CS_ERROR_CORRUPT or %CS_ERROR_INVALID if not. */
gboolean      cs_checkpoint_check (const char         *note,
                                   const CsPublicKey  *public_key,
                                   GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCheckpoint, cs_checkpoint_free)

G_END_DECLS
