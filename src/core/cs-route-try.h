/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain.h"

G_BEGIN_DECLS

/**
 * CsOfficeShape:
 *
 * The people of an office and what they hold, as far as a route asks. Nothing is owned: it lends.
 */
typedef struct
{
  GPtrArray *members;   /* of CsMember */
  GPtrArray *positions; /* of CsPosition */
  GArray    *sections;  /* of gint64: those in use */
} CsOfficeShape;

/**
 * CsStageTrial:
 *
 * Who could decide at one stage.
 */
typedef struct
{
  GArray       *who;   /* of gint64, in the order of members; at a stage for comments only those who are asked; owned */
  CsRouteFault  fault; /* %CS_ROUTE_GOOD, or why the stage could not be fulfilled */
} CsStageTrial;

void       cs_stage_trial_free  (CsStageTrial        *trial);

/**
 * cs_route_try:
 * @route: one in which cs_route_find_fault() finds nothing
 * @section: of the sample post; 0 = the whole office
 * @author: who wrote it, and so decides on nothing; 0 = nobody who could decide
 *
 * Tries a route on a post that nobody has decided on yet. Since nobody approves twice, a stage may have people and still never be fulfilled: all
 * places of the stages are matched with people, and the first stage for which none is left has the fault %CS_ROUTE_NEEDED_TWICE. Pure; any thread.
 *
 * Returns: (transfer full) (element-type CsStageTrial): one for each stage
 */
GPtrArray *cs_route_try         (const CsRoute       *route,
                                 const CsOfficeShape *shape,
                                 gint64               section,
                                 gint64               author) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsRouteGap:
 *
 * A section whose posts could never pass a route.
 */
typedef struct
{
  gint64       section; /* 0 = the posts of the whole office */
  guint        stage;   /* the first at which they would stay, from 0 */
  CsRouteFault fault;
} CsRouteGap;

/**
 * cs_route_find_gaps:
 * @n_sections: (out): how many sections were asked
 *
 * Tries a route on the posts of every section that has drafters, and on those of the whole office if it has some of its own; on those of every
 * section where there are no drafters at all yet. A section is a gap where no post of anybody in it could pass. A route of which every section is a gap is of no
 * use; one with some gaps may be, where rules keep the others away from it.
 *
 * Returns: (transfer full) (element-type CsRouteGap): in the order of the sections, the whole office last
 */
GArray    *cs_route_find_gaps   (const CsRoute       *route,
                                 const CsOfficeShape *shape,
                                 guint               *n_sections) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsStageTrial, cs_stage_trial_free)

G_END_DECLS
