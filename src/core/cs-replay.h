/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain.h"
#include "cs-journal.h"

G_BEGIN_DECLS

/**
 * CsReplay:
 *
 * One post as its journal tells it: made from nothing but the entries, to be compared with what the database says.
 */
typedef struct
{
  CsChain     chain;        /* state, open stage, current digest, contributors and decisions; it lends from the fields below */
  GArray     *contributors; /* of gint64; owned */
  GPtrArray  *decisions;    /* of CsDecision; owned */
  GPtrArray  *members;      /* empty: who counts is on record with each decision; owned */
  GHashTable *revisions;    /* id to CsDigest; owned */
  gint64      route;        /* the version it was submitted with; 0 = not submitted, or before entries named it */
  gint64      revision;     /* the one submitted last; 0 = none */
  gboolean    stage_known;  /* FALSE: entries from before they named the stage leave it open */
} CsReplay;

/**
 * CsReplayFindRoute:
 *
 * Returns: (transfer none) (nullable): the version of a route; they never change
 */
typedef const CsRoute *(*CsReplayFindRoute) (gint64 id, gpointer data);

CsReplay *cs_replay_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void      cs_replay_free        (CsReplay             *replay);

/**
 * cs_replay_add:
 * @entry: the next one of the post
 *
 * Follows one entry. Where it cannot have happened so it sets %CS_ERROR_WRONG_STATE (a change of state that the transition table does not have, or that
 * begins at another state), %CS_ERROR_DIGEST_MISMATCH (signed, queued or sent without a complete chain for exactly the content), or %CS_ERROR_CORRUPT (it
 * cannot be read). What is neither an act on a post nor changes where it stands is passed over. Pure; any thread.
 */
gboolean  cs_replay_add         (CsReplay             *replay,
                                 const CsJournalEntry *entry,
                                 CsReplayFindRoute     find_route,
                                 gpointer              data,
                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReplay, cs_replay_free)

G_END_DECLS
