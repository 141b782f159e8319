/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-digest.h"
#include "cs-enums.h"

G_BEGIN_DECLS

/**
 * CsStage:
 *
 * One stop on a route: who decides there, and how many of them it takes.
 */
typedef struct
{
  char        *title; /* as the office named it; owned */
  CsStageKind  kind;
  CsRoles      role;  /* exactly one */
  CsScope      scope;
  CsQuorum     quorum;
  guint        count; /* for CS_QUORUM_COUNT, else 0 */
} CsStage;

/**
 * CsRoute:
 *
 * An ordered list of stages; immutable once stored (a change makes a new version).
 */
typedef struct
{
  gint64     id;      /* of this version */
  char      *name;    /* owned */
  guint      version; /* from 1 */
  GPtrArray *stages;  /* of CsStage, at least one, the last a sign-off; owned */
} CsRoute;

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

typedef struct
{
  gint64     id;
  gint64     post;
  gint64     revision;
  CsDigest   digest;  /* the content decided on */
  guint      stage;   /* position in the route, from 0 */
  gint64     person;
  CsVerdict  verdict;
  char      *reason;  /* "" if none; owned */
  gint64     at;      /* UTC, microseconds since 1970 */
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
  guint          round_start;  /* index in decisions from which they count: those before the last submission after a return do not */
} CsChain;

/**
 * CsMayDecide:
 *
 * Whether a person may decide now, or the first rule that forbids it. The rules are asked in this order: state, retired,
 * contributor, administrator, stage, earlier, again: what the person is comes before what he has done.
 */
typedef enum
{
  CS_MAY_DECIDE,
  CS_MAY_NOT_STATE,        /* nothing is open for a decision */
  CS_MAY_NOT_CONTRIBUTOR,  /* rule 2: no contributor decides on what he contributed to */
  CS_MAY_NOT_STAGE,        /* not among those who decide at the open stage */
  CS_MAY_NOT_EARLIER,      /* approved at another stage for the same digest: four eyes means two people */
  CS_MAY_NOT_AGAIN,        /* approved at this stage for this digest already */
  CS_MAY_NOT_ADMINISTRATOR,/* administrators decide on nothing */
  CS_MAY_NOT_RETIRED,
} CsMayDecide;

void         cs_stage_free           (CsStage        *stage);
CsStage     *cs_stage_copy           (const CsStage  *stage) G_GNUC_WARN_UNUSED_RESULT;
CsRoute     *cs_route_new            (const char     *name) G_GNUC_WARN_UNUSED_RESULT;
CsRoute     *cs_route_copy           (const CsRoute  *route) G_GNUC_WARN_UNUSED_RESULT;
void         cs_route_free           (CsRoute        *route);
void         cs_decision_free        (CsDecision     *decision);
CsStage     *cs_route_get_stage      (const CsRoute  *route,
                                      guint           position);

/**
 * cs_route_add_stage:
 *
 * Appends a stage with @quorum any.
 */
CsStage     *cs_route_add_stage      (CsRoute        *route,
                                      const char     *title,
                                      CsStageKind     kind,
                                      CsRoles         role,
                                      CsScope         scope);

/**
 * cs_route_check:
 *
 * Whether a route can be used: one to twelve stages, the last (and no other) a sign-off, roles that may decide
 * (reviewer or leader, never administrator), a count of at least one where the quorum counts. Sets %CS_ERROR_INVALID.
 */
gboolean     cs_route_check          (const CsRoute  *route,
                                      GError        **error);

/**
 * cs_chain_may_decide:
 *
 * The one place that says whether @person may decide on the post now (DESIGN.md §3, rule 2; §6). In a stage of
 * section scope a person of the whole office (section 0) belongs to every section, and for a post of the whole office
 * everybody's section answers. Who is not among the members is in no stage. Pure; any thread.
 */
CsMayDecide  cs_chain_may_decide     (const CsChain  *chain,
                                      gint64          person);

/**
 * cs_chain_who_may:
 *
 * Returns: (transfer full) (element-type gint64): everybody for whom cs_chain_may_decide() says yes, in the order of members
 */
GArray      *cs_chain_who_may        (const CsChain  *chain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chain_decision_counts:
 * @index: of a decision in chain->decisions
 *
 * Whether that decision counts towards the chain: for the current digest, in the current round, an approval, by somebody who is no
 * contributor (even if he became one later), and his first such one: a second at another stage adds nothing.
 */
gboolean     cs_chain_decision_counts (const CsChain *chain,
                                       guint          index);

/**
 * cs_chain_stage_is_fulfilled:
 *
 * Whether the approvals that count reach the quorum of @stage. "All" is all whom cs_chain_may_decide() would let decide plus those who did; at a
 * stage that the post has left (by state and open stage) it is those who did, since who joins the section later does not take back what was signed.
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsStage, cs_stage_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRoute, cs_route_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDecision, cs_decision_free)

G_END_DECLS
