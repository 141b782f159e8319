/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db-private.h"
#include "cs-journal.h"
#include "cs-signature.h"
#include "cs-verify.h"

G_BEGIN_DECLS

/* The proof of an office, in parts: the journal, which says what all others must be; contents and contributors; keys, decisions and their signatures;
 * checkpoints. Each part names what does not hold and goes on; it fails only where reading fails. Private to the store's proof. */

/* Checks signatures on other threads, beside the walk: cs-verify-signatures.c */
typedef struct _CsVerifySignatures CsVerifySignatures;

/* What a journal entry says of a row that lies elsewhere; texts are the walk's. */
typedef struct
{
  gint64      sequence;
  gint64      at;
  gint64      actor;
  gint64      post;
  gint64      id;         /* of the revision or decision; person of a contributor */
  gint64      revision;   /* of a decision: its id */
  gint64      number;     /* of a revision */
  gint64      stage;      /* of a decision, from here on */
  gint64      acting_for;
  gint64      to_stage;
  gint64      takes_back;
  gint64      lines;
  gint64      parties;
  guint32     ticks;
  CsDigest    digest;
  CsDigest    ticks_digest;
  const char *verdict;
  const char *reason;
  const char *stage_title;
  const char *signature;  /* hexadecimal, "" = none */
  gboolean    met;        /* its row was found */
} CsVerifyRecord;

/* What the journal says of a key. */
typedef struct
{
  gint64      id;
  gint64      person;
  const char *public_key; /* hexadecimal; the walk's */
  gint64      made_at;
  gint64      ended_at;   /* 0 = still good */
  gint64      added;      /* the entry */
  gint64      ended;      /* the entry, 0 = none */
  gboolean    lost;
  gboolean    met;
} CsVerifyKey;

typedef struct
{
  CsDb               *db;           /* borrowed */
  const char         *folder;
  CsVerifyReport     *report;
  char               *office;       /* uid; owned */
  gint64              unsigned_until;
  GHashTable         *revisions;    /* id -> CsVerifyRecord; owned */
  GHashTable         *decisions;    /* id -> CsVerifyRecord; owned */
  GHashTable         *contributors; /* CsVerifyRecord -> itself, by post and id; owned */
  GHashTable         *keys;         /* id -> CsVerifyKey; owned */
  GHashTable         *media;        /* of CsDigest: those that were looked at; owned */
  gint64              first_key;    /* the first entry that added a key; from then on everything is signed */
  GPtrArray          *checkpoints;  /* of CsCheckpointRow, newest first; owned */
  guint               n_checkpoints_met;
  CsVerifySignatures *signatures;   /* owned */
  GStringChunk       *texts;        /* owned */
  GString            *text;         /* to read with; owned */

  CsProgress          progress;
  gpointer            user_data;
  GCancellable       *cancellable;
  gint64              n_units;      /* of work, all together: a row is one */
  gint64              n_rows;       /* done */
  double              told;         /* progress, the last time */
} CsVerifyWalk;

typedef gboolean (*CsVerifyRowCheck) (CsVerifyWalk *walk, CsStmt *stmt, GError **error);

/* --- cs-verify.c: what all parts use --- */

/* Names one thing that does not hold. */
void     cs_verify_find            (CsVerifyWalk      *walk,
                                    const char        *format,
                                    ...) G_GNUC_PRINTF (2, 3);

/* Keeps the other threads busy, tells how far it is, and fails once cancelled: for each row (it does so now and then), and after a piece of long work. */
gboolean cs_verify_go_on           (CsVerifyWalk      *walk,
                                    GError           **error);
gboolean cs_verify_pause           (CsVerifyWalk      *walk,
                                    GError           **error);
gboolean cs_verify_rows            (CsVerifyWalk      *walk,
                                    const char        *sql,
                                    CsVerifyRowCheck   check,
                                    GError           **error);

/* Text that goes on behind a NUL would be out of sight of everything that reads it. */
gboolean cs_verify_text_is_whole   (CsStmt            *stmt,
                                    int                column);

/* Names the records of @table whose rows were not met, in the journal's order. */
void     cs_verify_find_missing    (CsVerifyWalk      *walk,
                                    GHashTable        *table,
                                    const char        *what);

/* --- the parts, in this order --- */

gboolean cs_verify_journal         (CsVerifyWalk      *walk,
                                    GError           **error);
gboolean cs_verify_contents        (CsVerifyWalk      *walk,
                                    GError           **error);
gboolean cs_verify_keys            (CsVerifyWalk      *walk,
                                    GError           **error);
gboolean cs_verify_decisions       (CsVerifyWalk      *walk,
                                    GError           **error);

/* Before the journal, then for each of its entries, then after the keys */
gboolean cs_verify_checkpoints_start (CsVerifyWalk         *walk,
                                      GError              **error);
void     cs_verify_checkpoints_meet  (CsVerifyWalk         *walk,
                                      const CsJournalEntry *entry);
void     cs_verify_checkpoints       (CsVerifyWalk         *walk);

/* --- cs-verify-signatures.c --- */

/* How many rows of the walk one signature is worth, in progress */
#define CS_VERIFY_SIGNATURE_UNITS 20

CsVerifySignatures *cs_verify_signatures_new    (CsDb                *db,
                                                 GCancellable        *cancellable,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                cs_verify_signatures_free   (CsVerifySignatures  *self);

/* Hands on as many as keep the other threads busy for a while. */
gboolean            cs_verify_signatures_feed   (CsVerifySignatures  *self,
                                                 GError             **error);
gint64              cs_verify_signatures_n_done (CsVerifySignatures  *self);

/* Checks what is left, on this thread too, and names every signature that does not hold. */
gboolean            cs_verify_signatures_finish (CsVerifyWalk        *walk,
                                                 GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsVerifySignatures, cs_verify_signatures_free)

G_END_DECLS
