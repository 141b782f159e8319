/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain.h"
#include "cs-post-rows.h"

G_BEGIN_DECLS

/**
 * CsChainPeople:
 *
 * What the chains of all posts have in common: who is in the office, what they hold and what they delegated.
 */
typedef struct
{
  GPtrArray *members;     /* of CsMember; owned */
  GPtrArray *positions;   /* of CsPosition; owned */
  GPtrArray *delegations; /* of CsDelegation, all that were ever entered; owned */
} CsChainPeople;

/**
 * CsChainRows:
 *
 * Everything the rules need to know of one post, read from the database and owned here.
 */
typedef struct
{
  CsChain        chain;        /* lends from the fields below: valid as long as this struct */
  CsRoute       *route;        /* the version the post was submitted with; owned */
  GArray        *contributors; /* of gint64; owned */
  GPtrArray     *decisions;    /* of CsDecision, oldest first; owned */
  GArray        *accounts;     /* of gint64, of the current revision; NULL where no delegation asks; owned */
  CsChainPeople *people;       /* owned; NULL where they were lent */
} CsChainRows;

/**
 * cs_chain_people_load:
 * @now: which delegations matter: cs_delegation_rows_for_post()
 *
 * For who looks at many posts: once instead of with each.
 */
CsChainPeople *cs_chain_people_load   (CsDb                 *db,
                                       gint64                now,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           cs_chain_people_free   (CsChainPeople        *people);

/**
 * cs_chain_rows_load:
 * @post: as it is in the database now
 * @now: UTC, microseconds: which delegations are in force
 *
 * Reads route, current revision's digest, contributors, decisions and people. For a post that was never submitted the
 * digest is none, so that no decision counts. On the thread of @db.
 *
 * Returns: (transfer full): the chain, or %NULL with @error
 */
CsChainRows   *cs_chain_rows_load       (CsDb                 *db,
                                         const CsPostRow      *post,
                                         gint64                now,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chain_rows_load_among:
 * @people: lent: it must live longer than what is returned
 *
 * cs_chain_rows_load() with the people read before.
 */
CsChainRows   *cs_chain_rows_load_among (CsDb                 *db,
                                         const CsPostRow      *post,
                                         const CsChainPeople  *people,
                                         gint64                now,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           cs_chain_rows_free       (CsChainRows          *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsChainPeople, cs_chain_people_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsChainRows, cs_chain_rows_free)

G_END_DECLS
