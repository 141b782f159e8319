/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-post-rows.h"
#include "cs-route.h"

G_BEGIN_DECLS

/**
 * CsChainRows:
 *
 * Everything the rules need to know of one post, read from the database and owned here.
 */
typedef struct
{
  CsChain    chain;        /* lends from the fields below: valid as long as this struct */
  CsRoute   *route;        /* the version the post was submitted with; owned */
  GArray    *contributors; /* of gint64; owned */
  GPtrArray *decisions;    /* of CsDecision, oldest first; owned */
  GPtrArray *members;      /* of CsMember; owned */
} CsChainRows;

/**
 * cs_chain_rows_load:
 * @post: as it is in the database now
 *
 * Reads route, current revision's digest, contributors, decisions and people. For a post that was never submitted the
 * digest is none, so that no decision counts. On the thread of @db.
 *
 * Returns: (transfer full): the chain, or %NULL with @error
 */
CsChainRows *cs_chain_rows_load         (CsDb             *db,
                                         const CsPostRow  *post,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void         cs_chain_rows_free         (CsChainRows      *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsChainRows, cs_chain_rows_free)

G_END_DECLS
