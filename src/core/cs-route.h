/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-digest.h"
#include "cs-enums.h"

G_BEGIN_DECLS

#define CS_ROUTE_MAX_STAGES 12
#define CS_STAGE_MAX_PARTIES 12
#define CS_STAGE_MAX_TICKS 20

/* Ten days and nights of work: nobody plans a longer stage. */
#define CS_STAGE_MAX_MINUTES (10 * 24 * 60)

/**
 * CsParty:
 *
 * Those who decide at a stage, or one side of them where several decide side by side.
 */
typedef struct
{
  CsPartyKind kind;
  CsRoles     role;   /* exactly one, where the kind is a role's; else none */
  gint64      target; /* the section, person or position of the kind; 0 where the kind needs none */
} CsParty;

/**
 * CsStage:
 *
 * One stop on a route: who decides there, how many of them it takes, and how long they have.
 */
typedef struct
{
  char        *title;     /* as the office named it; owned */
  CsStageKind  kind;
  GArray      *parties;   /* of CsParty, at least one; owned */
  CsQuorum     quorum;
  guint        count;     /* for CS_QUORUM_COUNT, else 0 */
  guint        minutes;   /* of working time allowed; 0 = no clock of its own */
  CsParty      escalates; /* a person or position who may decide too once the time is over; target 0 = to nobody */
  GPtrArray   *ticks;     /* of char *: each is ticked before approving; owned */
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
 * CsRouteRule:
 *
 * Which posts take a route. Rules are asked in order; the first that fits chooses.
 */
typedef struct
{
  char      *route;   /* by name: always its newest version; owned */
  gint64     section; /* each condition: 0 or none = whatever */
  gint64     account; /* one of the post's */
  CsLabels   label;   /* one, or none */
  CsRuleHas  has;
} CsRouteRule;

void         cs_stage_free           (CsStage        *stage);
CsStage     *cs_stage_copy           (const CsStage  *stage) G_GNUC_WARN_UNUSED_RESULT;
CsRoute     *cs_route_new            (const char     *name) G_GNUC_WARN_UNUSED_RESULT;
CsRoute     *cs_route_copy           (const CsRoute  *route) G_GNUC_WARN_UNUSED_RESULT;
void         cs_route_free           (CsRoute        *route);
CsStage     *cs_route_get_stage      (const CsRoute  *route,
                                      guint           position);

/**
 * cs_route_append_stage:
 *
 * Appends a stage with quorum any and nobody to decide yet.
 */
CsStage     *cs_route_append_stage   (CsRoute        *route,
                                      const char     *title,
                                      CsStageKind     kind);

/**
 * cs_route_add_stage:
 *
 * Appends a stage with quorum any where holders of one role decide: those of the post's own section, or of the whole office.
 */
CsStage     *cs_route_add_stage      (CsRoute        *route,
                                      const char     *title,
                                      CsStageKind     kind,
                                      CsRoles         role,
                                      CsScope         scope);

/**
 * cs_stage_add_party:
 * @role: exactly one where @kind is a role's, else %CS_ROLE_NONE
 * @target: 0 where @kind needs none
 */
void         cs_stage_add_party      (CsStage        *stage,
                                      CsPartyKind     kind,
                                      CsRoles         role,
                                      gint64          target);
void         cs_stage_add_tick       (CsStage        *stage,
                                      const char     *text);

/**
 * cs_stage_get_party:
 *
 * Returns: (transfer none): the party at @ordinal, from 0
 */
const CsParty *cs_stage_get_party    (const CsStage  *stage,
                                      guint           ordinal);
const char  *cs_stage_get_tick       (const CsStage  *stage,
                                      guint           ordinal);

/**
 * cs_stage_ticks_to_json:
 *
 * Returns: (transfer full): the ticks as the text of a JSON array, as the database keeps them
 */
char        *cs_stage_ticks_to_json  (const CsStage  *stage) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_stage_ticks_from_json:
 *
 * Adds the texts of such an array. Sets %CS_ERROR_INVALID where @json is none.
 */
gboolean     cs_stage_ticks_from_json (CsStage       *stage,
                                       const char    *json,
                                       GError       **error);

/**
 * cs_stage_all_ticks:
 *
 * Returns: the ticks of a decision that ticked everything: one bit for each, in the order of the list
 */
guint32      cs_stage_all_ticks      (const CsStage  *stage);

/**
 * cs_stage_kind_roles:
 *
 * The roles of which a person must hold one to decide at a stage of @kind, however the stage names him: drafter, reviewer, leader or duty editor; at
 * the sign-off no drafter. Administrators and auditors never decide, whatever else they are.
 */
CsRoles      cs_stage_kind_roles     (CsStageKind     kind);
gboolean     cs_party_equal          (const CsParty  *one,
                                      const CsParty  *other);

/**
 * CsRouteFault:
 *
 * Why a route cannot be used. The last ones, from %CS_ROUTE_NOBODY on, are found only against the people of an office, by cs_route_try().
 */
typedef enum
{
  CS_ROUTE_GOOD,
  CS_ROUTE_NO_NAME,
  CS_ROUTE_EMPTY,
  CS_ROUTE_TOO_LONG,
  CS_ROUTE_NO_TITLE,
  CS_ROUTE_NO_SIGN_OFF,      /* the last stage is none */
  CS_ROUTE_EARLY_SIGN_OFF,   /* another one is */
  CS_ROUTE_NO_PARTY,
  CS_ROUTE_TOO_MANY_PARTIES,
  CS_ROUTE_WRONG_ROLE,       /* not exactly one that decides at such a stage */
  CS_ROUTE_NO_TARGET,        /* a party without its person, position or section */
  CS_ROUTE_TWICE,            /* a party is named twice */
  CS_ROUTE_NO_COUNT,
  CS_ROUTE_NEEDLESS_COUNT,
  CS_ROUTE_COUNT_TOO_HIGH,   /* more people than are named */
  CS_ROUTE_ONE_SIDE,         /* one of each party, and there is only one */
  CS_ROUTE_TOO_MUCH_TIME,
  CS_ROUTE_WRONG_ESCALATION, /* neither to a person nor to a position */
  CS_ROUTE_CIRCULAR,         /* the stage escalates to somebody who decides there anyway */
  CS_ROUTE_TOO_MANY_TICKS,
  CS_ROUTE_EMPTY_TICK,
  CS_ROUTE_COMMENT_HOLDS,    /* a stage for comments only has time, ticks, a quorum or an escalation */
  CS_ROUTE_NOBODY,           /* nobody can decide there */
  CS_ROUTE_VACANT,           /* only a position that nobody holds */
  CS_ROUTE_TOO_FEW,          /* fewer people than it asks for */
  CS_ROUTE_NEEDED_TWICE,     /* those who could are needed at another stage, and nobody approves twice */
  CS_ROUTE_UNKNOWN,          /* names a person, position or section that is not there any more */
  CS_ROUTE_ONLY_WRITERS,     /* only those who write the posts could, and nobody decides on his own */
  CS_ROUTE_POWERLESS,        /* escalates to somebody who cannot decide there */
  CS_ROUTE_EMPTY_SIDE,       /* it takes one person from each party, and one of them has nobody */
} CsRouteFault;
#define CS_N_ROUTE_FAULTS (CS_ROUTE_EMPTY_SIDE + 1)

/**
 * cs_route_find_fault:
 * @stage: (out): where it is, from 0; the number of stages where it is the whole route's
 *
 * Whether a route can be used, as far as the route itself tells: one to %CS_ROUTE_MAX_STAGES stages; the last, and no other, a sign-off; each with
 * parties, none named twice, of roles that may decide there; a count that people can reach; ticks, minutes; and an escalation to somebody who does not
 * decide there anyway. Whether people can fill it is cs_route_try()'s.
 */
CsRouteFault cs_route_find_fault     (const CsRoute  *route,
                                      guint          *stage);

/**
 * cs_route_check:
 *
 * cs_route_find_fault() as an error: %CS_ERROR_ROUTE.
 */
gboolean     cs_route_check          (const CsRoute  *route,
                                      GError        **error);
const char  *cs_route_fault_nick     (CsRouteFault    fault);
gboolean     cs_route_fault_from_nick (const char    *nick,
                                       CsRouteFault  *fault);

/**
 * cs_route_fault_sentence:
 *
 * Returns: (transfer none): what is wrong and what helps, translated; it speaks of “this stage” or “the route”. "" for %CS_ROUTE_GOOD
 */
const char  *cs_route_fault_sentence (CsRouteFault    fault);

/**
 * cs_route_gap_sentence:
 * @section: name of a section whose posts meet @fault; "" = those of the whole office
 * @stage: where, from 0
 * @title: of the stage
 *
 * Returns: (transfer full): the same for the posts of one section: “Posts of the section “Health” find nobody who decides at stage 2, “Check”.”
 */
char        *cs_route_gap_sentence   (CsRouteFault    fault,
                                      const char     *section,
                                      guint           stage,
                                      const char     *title) G_GNUC_WARN_UNUSED_RESULT;

void         cs_route_rule_free      (CsRouteRule    *rule);

/**
 * cs_route_rule_fits:
 * @accounts: (element-type gint64): of the post
 */
gboolean     cs_route_rule_fits      (const CsRouteRule *rule,
                                      gint64             section,
                                      GArray            *accounts,
                                      CsLabels           labels,
                                      gboolean           has_media,
                                      gboolean           has_figures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsStage, cs_stage_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRoute, cs_route_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRouteRule, cs_route_rule_free)

G_END_DECLS
