/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain.h"

G_BEGIN_DECLS

/* The rules of sign-off once more, written as they would be told to a person and apart from src/core: nothing here calls what it judges. It reads the plain
 * data of a chain, asks each question from the beginning, and is as slow as that is. Where the two disagree, one of them is wrong. */

/* Whether the decision at @index counts. */
gboolean    oracle_counts    (const CsChain *chain,
                              guint          index);
gboolean    oracle_fulfilled (const CsChain *chain,
                              guint          stage);

/* The first stage that is not fulfilled; the number of stages if all are. */
guint       oracle_open      (const CsChain *chain);

/* @acting_for: 0 = for himself */
CsMayDecide oracle_may       (const CsChain *chain,
                              gint64         person,
                              gint64         acting_for);

/* The parties of @stage to which a person belongs, as bits. */
guint32     oracle_parties   (const CsChain *chain,
                              guint          stage,
                              gint64         person);

/* Where a post in @state is after @act, as nicks: "" where it is refused. */
const char *oracle_next      (const char    *state,
                              const char    *act);

/* All at once: whatever the code says of @chain, for everybody, against the above. What differs is told with @where. */
void        oracle_compare   (const CsChain *chain,
                              const char    *where);

G_END_DECLS
