/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-route.h"

G_BEGIN_DECLS

/**
 * CsMember:
 *
 * A person as the rules see him.
 */
typedef struct
{
  gint64   id;
  CsRoles  roles;
  gint64   section; /* 0 = the whole office */
  gboolean retired;
} CsMember;

/**
 * CsPosition:
 *
 * A post in the office that somebody holds: "Director on duty". A new holder needs no new version of a route.
 */
typedef struct
{
  gint64  id;
  char   *title;      /* owned */
  gint64  holder;     /* a person; 0 = vacant */
  gint64  retired_at; /* 0 = in use */
} CsPosition;

/**
 * CsDelegation:
 *
 * Somebody signs for somebody who is away, for a time and perhaps for some posts only. One hop: it never passes on what was delegated to the principal.
 */
typedef struct
{
  gint64    id;
  gint64    principal;  /* who is away */
  gint64    delegate;   /* who signs for him */
  gint64    from_at;    /* times: UTC, microseconds since 1970 */
  gint64    until_at;
  GArray   *accounts;   /* of gint64: only posts all of whose accounts are among these; NULL or empty = all; owned */
  CsLabels  labels;     /* only posts with one of these; none = all */
  char     *reference;  /* the written order, where somebody else entered it; owned */
  gint64    entered_by;
  gint64    entered_at;
  gint64    ended_at;   /* before its time; 0 = not */
  gint64    seen_at;    /* the principal looked at what was signed in his name; 0 = not yet */
} CsDelegation;

/* In CsDecision.parties: made by the one to whom the stage escalated. */
#define CS_PARTIES_ESCALATED (1u << 31)

typedef struct
{
  gint64     id;
  gint64     post;
  gint64     revision;
  CsDigest   digest;     /* the content decided on */
  guint      stage;      /* position in the route, from 0 */
  gint64     person;     /* who acts */
  CsVerdict  verdict;
  char      *reason;     /* "" if none; owned */
  gint64     at;         /* UTC, microseconds since 1970 */
  gint64     acting_for; /* the person in whose name; 0 = one's own */
  int        to_stage;   /* of a return: an earlier stage; -1 = to the drafter */
  gint64     takes_back; /* of a take-back: the decision that no longer counts */
  guint32    ticks;      /* bits, in the order of the stage's list */
  guint      lines;      /* confirmed one by one, of an important post */
  guint32    parties;    /* bits: the parties of the stage to which the person (or his principal) belonged when he decided; cs_chain_find_parties() */
} CsDecision;

/**
 * CsChain:
 *
 * Everything the rules need to know of one post to say who may decide and what counts. Nothing is owned: it lends.
 */
typedef struct
{
  const CsRoute *route;
  CsPostState    state;
  guint          stage;        /* the open one, from 0 */
  CsDigest       digest;       /* of the current revision */
  gint64         section;      /* of the post */
  GArray        *contributors; /* of gint64 person ids */
  GPtrArray     *decisions;    /* of CsDecision, oldest first: all of the post, for any digest */
  GPtrArray     *members;      /* of CsMember: everybody in the office */
  guint          round_start;  /* index in decisions from which they count: those before a recall do not. Returns and rejections end a round by themselves */
  GPtrArray     *positions;    /* of CsPosition; NULL = none */
  GPtrArray     *delegations;  /* of CsDelegation, also those that are over or of another scope; NULL = none */
  gint64         now;          /* UTC, microseconds: which delegations are in force */
  CsLabels       labels;       /* of the post: scope of delegations */
  GArray        *accounts;     /* of gint64, of the current revision: scope of delegations; NULL = none */
  gboolean       escalated;    /* the open stage */
} CsChain;

/**
 * CsMayDecide:
 *
 * Whether a person may decide now, or the first rule that forbids it. The rules are asked in this order: state, retired,
 * contributor, administrator, auditor; for somebody else: delegation, principal; stage, earlier, again, party: what the person is comes before what he has done.
 */
typedef enum
{
  CS_MAY_DECIDE,
  CS_MAY_NOT_STATE,        /* nothing is open for a decision */
  CS_MAY_NOT_CONTRIBUTOR,  /* rule 2: no contributor decides on what he contributed to, for nobody else either */
  CS_MAY_NOT_STAGE,        /* not among those who decide at the open stage */
  CS_MAY_NOT_EARLIER,      /* approved at another stage for the same digest: four eyes means two people */
  CS_MAY_NOT_AGAIN,        /* approved at this stage for this digest already */
  CS_MAY_NOT_ADMINISTRATOR,/* administrators decide on nothing */
  CS_MAY_NOT_RETIRED,
  CS_MAY_NOT_AUDITOR,      /* auditors decide on nothing */
  CS_MAY_NOT_PARTY,        /* his side has decided; the stage waits for another */
  CS_MAY_NOT_DELEGATION,         /* that person delegated nothing to him */
  CS_MAY_NOT_DELEGATION_OVER,    /* it has not begun, or is over */
  CS_MAY_NOT_DELEGATION_SCOPE,   /* it is for other accounts or labels */
  CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR, /* the one for whom he would decide wrote part of it */
  CS_MAY_NOT_PRINCIPAL,          /* the one for whom he would decide could not decide himself */
} CsMayDecide;
#define CS_N_MAY_DECIDE (CS_MAY_NOT_PRINCIPAL + 1)

/**
 * CsDecider:
 *
 * Somebody who may decide now.
 */
typedef struct
{
  gint64 person;
  gint64 acting_for; /* 0 = for himself */
} CsDecider;

/**
 * cs_decision_new:
 *
 * Returns: (transfer full): an approval of nothing: no reason, a return of it would go to the drafter
 */
CsDecision  *cs_decision_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void         cs_decision_free        (CsDecision         *decision);
void         cs_position_free        (CsPosition         *position);
void         cs_delegation_free      (CsDelegation       *delegation);

/**
 * cs_delegation_is_in_force:
 *
 * Whether it has begun and is not over at @now.
 */
gboolean     cs_delegation_is_in_force (const CsDelegation *delegation,
                                        gint64              now);

/**
 * cs_delegation_covers:
 * @accounts: (nullable) (element-type gint64): of the post
 *
 * Whether a post with these labels and accounts is in its scope, whenever.
 */
gboolean     cs_delegation_covers    (const CsDelegation *delegation,
                                      CsLabels            labels,
                                      GArray             *accounts);

/**
 * cs_chain_may_decide:
 *
 * cs_chain_may_decide_for() for himself.
 */
CsMayDecide  cs_chain_may_decide     (const CsChain  *chain,
                                      gint64          person);

/**
 * cs_chain_may_decide_for:
 * @acting_for: 0 = for himself
 *
 * The one place that says whether @person may decide on the post now (DESIGN.md §3, rule 2; §6), in his own name or in that of @acting_for, who must have
 * delegated it and could decide himself. For a role in the post's own section, a person of the whole office (section 0) belongs to every section, and for a
 * post of the whole office everybody's section answers. Who is not among the members is in no stage. Pure; any thread.
 */
CsMayDecide  cs_chain_may_decide_for (const CsChain  *chain,
                                      gint64          person,
                                      gint64          acting_for);

/**
 * cs_chain_find_principals:
 *
 * Returns: (transfer full) (element-type gint64): everybody in whose name @person may decide now
 */
GArray      *cs_chain_find_principals (const CsChain *chain,
                                       gint64         person) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chain_find_parties:
 * @stage: any stage
 * @person: in whose name: the principal where somebody acts for one
 *
 * Returns: the bits of the parties of @stage to which @person belongs now, with %CS_PARTIES_ESCALATED where the open stage escalated to him: what a
 * decision stores in its parties
 */
guint32      cs_chain_find_parties   (const CsChain  *chain,
                                      guint           stage,
                                      gint64          person);

/**
 * cs_chain_who_may:
 *
 * Returns: (transfer full) (element-type gint64): everybody for whom cs_chain_may_decide() says yes, in the order of members
 */
GArray      *cs_chain_who_may        (const CsChain  *chain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chain_find_deciders:
 *
 * Returns: (transfer full) (element-type CsDecider): the same, and behind them those who may in somebody else's name
 */
GArray      *cs_chain_find_deciders  (const CsChain  *chain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chain_decision_counts:
 * @index: of a decision in chain->decisions
 *
 * Whether that decision counts towards the chain: an approval, for the current digest, in the current round, made in a party of its stage, by no
 * contributor and for none (even if he became one later), not taken back, not behind a later return to its stage or an earlier one, and the first such of
 * its person and of its principal: a second one adds nothing, at whatever stage.
 */
gboolean     cs_chain_decision_counts (const CsChain *chain,
                                       guint          index);

/**
 * cs_chain_is_taken_back:
 * @index: of a decision in chain->decisions
 *
 * Whether its own person, or the one in whose name it was made, took that decision back.
 */
gboolean     cs_chain_is_taken_back  (const CsChain  *chain,
                                      guint           index);

/**
 * cs_chain_stage_is_fulfilled:
 *
 * Whether the approvals that count reach the quorum of @stage. "All" is all who could decide for themselves plus those who did; at a stage that the
 * post has left (by state and open stage) it is those who did, since who joins the section later does not take back what was signed. "Each" is one
 * person for each party, nobody for two. Who decides because a stage escalated to him stands for one who is missing. A stage for comments only is always fulfilled.
 */
gboolean     cs_chain_stage_is_fulfilled (const CsChain *chain,
                                          guint          stage);

/**
 * cs_chain_find_open_stage:
 *
 * The stage that must decide next. It can lie before chain->stage: an approver who begins to edit becomes a contributor, and the
 * stage that he fulfilled is open again.
 *
 * Returns: the first stage that is not fulfilled; the number of stages if the chain is complete
 */
guint        cs_chain_find_open_stage (const CsChain  *chain);

/**
 * cs_chain_is_complete:
 *
 * Whether every stage is fulfilled for the current digest. Nothing reaches a network without this (rule 1).
 */
gboolean     cs_chain_is_complete    (const CsChain  *chain);

/**
 * cs_may_decide_to_error:
 *
 * The error code that stands for a refusal; %CS_ERROR_FAILED for @CS_MAY_DECIDE, which is none.
 */
int          cs_may_decide_to_error  (CsMayDecide     may);
const char  *cs_may_decide_nick      (CsMayDecide     may);
gboolean     cs_may_decide_from_nick (const char     *nick,
                                      CsMayDecide    *may);

/**
 * cs_may_decide_sentence:
 * @who: names of those who may, or %NULL where nobody is left
 *
 * Why one may not decide, and who may: "You wrote part of this post, so somebody else decides: Li Na, Wang Wei."
 *
 * Returns: (transfer full): a translated sentence; "" for @CS_MAY_DECIDE
 */
char        *cs_may_decide_sentence  (CsMayDecide         may,
                                      const char * const *who) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDecision, cs_decision_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPosition, cs_position_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDelegation, cs_delegation_free)

G_END_DECLS
