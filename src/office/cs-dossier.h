/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-evidence-private.h"

#include "cs-chain-rows.h"
#include "cs-dossier-drawing.h"

G_BEGIN_DECLS

/* The evidence of one post, gathered in one moment of the office and written as a folder. Private to src/office. */

/**
 * CsDossier:
 *
 * Everything that is on record of a post.
 */
typedef struct
{
  CsCall          *call;         /* lent */
  const CsPostRow *post;         /* lent */
  gboolean         with_internal; /* comments and briefing too */
  gint64           key;          /* id: with which the one who exports signs the list of files */
  CsNames         *names;        /* all below owned */
  CsChainRows     *rows;
  GPtrArray       *revisions;    /* of CsRevisionRow, by number */
  GArray          *contributors; /* of CsContributorRow */
  GPtrArray       *publications; /* of CsPublicationRow, of all revisions */
  GPtrArray       *looks;        /* of GPtrArray of CsReadBackRow: at each of these, in the same order */
  GPtrArray       *signatures;   /* of CsSignatureRow, by decision */
  GPtrArray       *keys;         /* of CsKeyRow: with which these, the checkpoints and the list of files are signed */
  GPtrArray       *checkpoints;  /* of CsCheckpointRow: from the post's first entry to the first after its last */
  GPtrArray       *entries;      /* of CsJournalEntry, by sequence: of the post and of those keys */
  GPtrArray       *comments;     /* of CsCommentRow, empty without @with_internal */
  GHashTable      *media;        /* digests in hex, of all revisions, to the MIME type (lent from @contents) */
  GPtrArray       *contents;     /* of CsContent, of each revision */
  CsJournalEntry  *head;         /* of the journal when this was gathered */
} CsDossier;

/* In the caller's transaction. @key: of the actor */
CsDossier  *cs_dossier_gather       (CsCall           *call,
                                     const CsPostRow  *post,
                                     gint64            key,
                                     gboolean          with_internal,
                                     GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void        cs_dossier_free         (CsDossier        *dossier);

/* Returns: (transfer none) (nullable): the signature of a decision */
gconstpointer cs_dossier_find_signature (const CsDossier *dossier,
                                         gint64           decision);

/* Returns: (transfer full): what the journal says of a decision: titles as they were then, whatever became of the route */
JsonObject *cs_dossier_find_details (const CsDossier  *dossier,
                                     gint64            decision) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): the texts that were ticked, exactly as they were signed; none where they are not known any more */
char      **cs_dossier_list_ticks   (const CsDossier  *dossier,
                                     const CsDecision *decision) G_GNUC_WARN_UNUSED_RESULT;

/* The facts as JSON, each what one file holds. cs-dossier-json.c */
JsonNode   *cs_dossier_office_to_json       (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_post_to_json         (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_revisions_to_json    (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_decisions_to_json    (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_publications_to_json (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_keys_to_json         (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_checkpoints_to_json  (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_journal_to_json      (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_comments_to_json     (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *cs_dossier_people_to_json       (const CsDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;

/* Everything for the PDF. Lends @dossier and asks its database: in the same transaction, on the same thread. cs-dossier-print.c */
CsDossierPaper *cs_dossier_to_paper (const CsDossier  *dossier) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_dossier_write:
 * @folder: an empty one
 * @secret: the key of the one who exports
 * @manifest: (out): digest of the list of all files
 *
 * Writes every file and signs the list of them. What stands in @folder after an error is for the caller to remove. Slow: reads pictures and fonts.
 */
gboolean    cs_dossier_write        (const CsDossier  *dossier,
                                     const char       *folder,
                                     const CsSecret   *secret,
                                     CsDigest         *manifest,
                                     GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDossier, cs_dossier_free)

G_END_DECLS
