/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-chain.h"

G_BEGIN_DECLS

/* Arguments and answers of routes, rules, positions and labels. route.set has cs_arguments_route_set(); position.retire takes
 * cs_arguments_one ("position", id). */

/**
 * CsRouteSet:
 *
 * The routes of an office, and which posts take which.
 */
typedef struct
{
  GPtrArray *routes;    /* of CsRoute, the newest version of each, by name; owned */
  char      *usual;     /* name of the one that posts take if no rule fits; owned */
  char      *emergency; /* name of the emergency lane, "" while there is none; owned */
  GPtrArray *rules;     /* of CsRouteRule, in order; owned */
} CsRouteSet;

/**
 * CsRouteUse:
 *
 * How many posts are on their way by one version of a route.
 */
typedef struct
{
  guint version;
  guint n_posts;
} CsRouteUse;

/**
 * CsTriedStage:
 *
 * One stage of a route that was tried out.
 */
typedef struct
{
  char        **who;      /* names of those who could decide; owned */
  CsRouteFault  fault;    /* %CS_ROUTE_GOOD where the stage can be fulfilled */
} CsTriedStage;

/**
 * CsTriedRoute:
 *
 * What came of trying a route out.
 */
typedef struct
{
  GPtrArray    *stages; /* of CsTriedStage, as many as the route has; owned */
  char        **gaps;   /* sentences: of each section whose posts could never pass, whatever the sample; owned */
  CsRouteFault  fault;  /* of the route as a whole ("the route is empty"); else %CS_ROUTE_GOOD */
  gboolean      good;   /* it can be saved and used for such a post */
} CsTriedRoute;

/**
 * CsPositionInfo:
 *
 * A position and who holds it.
 */
typedef struct
{
  CsPosition  position;    /* its title is owned */
  char       *holder_name; /* "" while it is vacant; owned */
} CsPositionInfo;

/* route.get. @route: of a version, 0 = the one that posts take if no rule fits */
JsonObject   *cs_arguments_route_get        (gint64          route) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_arguments_route_choose:
 * @usual: (nullable): name of a route; %NULL = as it is
 * @emergency: (nullable): name of a route; %NULL = as it is
 * @rules: (nullable) (element-type CsRouteRule): all of them, in order; %NULL = as they are
 */
JsonObject   *cs_arguments_route_choose     (const char     *usual,
                                             const char     *emergency,
                                             GPtrArray      *rules) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_arguments_route_try:
 * @route: as it would be saved; it need not be
 * @section: of the sample post; 0 = the whole office
 * @author: who wrote it; 0 = somebody who decides nowhere
 */
JsonObject   *cs_arguments_route_try        (const CsRoute  *route,
                                             gint64          section,
                                             gint64          author) G_GNUC_WARN_UNUSED_RESULT;

/* @holder: a person; 0 = vacant */
JsonObject   *cs_arguments_position_add     (const char     *title,
                                             gint64          holder) G_GNUC_WARN_UNUSED_RESULT;
JsonObject   *cs_arguments_position_change  (gint64          position,
                                             const char     *title,
                                             gint64          holder) G_GNUC_WARN_UNUSED_RESULT;

/* post.set-labels. @labels: all that the post is to have */
JsonObject   *cs_arguments_post_set_labels  (gint64          post,
                                             CsLabels        labels) G_GNUC_WARN_UNUSED_RESULT;

CsRouteSet   *cs_reply_read_route_set       (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT; /* route.list */
GArray       *cs_reply_read_route_uses      (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT; /* route.get: of CsRouteUse, the oldest version first */
CsTriedRoute *cs_reply_read_tried_route     (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT; /* route.try */
GPtrArray    *cs_reply_read_positions       (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT; /* position.list: of CsPositionInfo, those in use */

void          cs_route_set_free             (CsRouteSet     *set);
void          cs_tried_stage_free           (CsTriedStage   *stage);
void          cs_tried_route_free           (CsTriedRoute   *tried);
void          cs_position_info_free         (CsPositionInfo *info);

/**
 * cs_route_set_find:
 *
 * Returns: (transfer none) (nullable): the route of that name
 */
const CsRoute *cs_route_set_find            (const CsRouteSet *set,
                                             const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRouteSet, cs_route_set_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTriedRoute, cs_tried_route_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPositionInfo, cs_position_info_free)

G_END_DECLS
