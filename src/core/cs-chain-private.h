/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain.h"

G_BEGIN_DECLS

/* What counts and who may: two sides of one calculation. Private to cs-chain*.c. */

/**
 * CsTally:
 *
 * Which decisions of a chain count, found in one pass.
 */
typedef struct
{
  const CsChain *chain;
  guint8        *counts; /* for each decision; owned */
} CsTally;

void         cs_tally_init           (CsTally        *tally,
                                      const CsChain  *chain);
void         cs_tally_clear          (CsTally        *tally);

/* The stage at which an approval that counts was made by @person, or in his name; -1 if there is none. */
int          cs_tally_find_approved  (const CsTally  *tally,
                                      gint64          person);
gboolean     cs_tally_is_fulfilled   (const CsTally  *tally,
                                      guint           stage);

/* Whether one more approval with these @parties would bring a stage of quorum "each" further. */
gboolean     cs_tally_adds           (const CsTally  *tally,
                                      guint           stage,
                                      guint32         parties);

gboolean     cs_chain_is_contributor (const CsChain  *chain,
                                      gint64          person);

/* The rules but for the post's state, for any stage. The first that forbids is the one told. */
CsMayDecide  cs_tally_judge          (const CsTally  *tally,
                                      guint           stage,
                                      gint64          person,
                                      gint64          acting_for);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsTally, cs_tally_clear)

G_END_DECLS
