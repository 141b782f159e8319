/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain.h"

G_BEGIN_DECLS

#define N_PEOPLE 9
#define N_POSITIONS 2
#define N_DELEGATIONS 4

/* One office with one post, in which random people do random things. Only the rules of core decide what happens. */
typedef struct
{
  CsRoute      *route;
  CsMember      people[N_PEOPLE];
  CsPosition    positions[N_POSITIONS];
  CsDelegation  delegations[N_DELEGATIONS];
  CsChain       chain;
  guint         text;    /* of the working copy, an index of digests */
  GPtrArray    *journal; /* of CsJournalEntry; NULL where nobody keeps one */
} Office;

/* A random route and random people, positions and delegations. @journalled: whether what happens is written down */
void  office_set_up (Office   *office,
                     gboolean  journalled);
void  office_clear  (Office   *office);

/* From 0 to @n - 1 */
guint pick          (guint     n);

G_END_DECLS
