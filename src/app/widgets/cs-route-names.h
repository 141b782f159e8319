/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-route.h"

G_BEGIN_DECLS

/**
 * CsRouteNames:
 *
 * What the people, sections and positions that routes name by number are called. Main thread only.
 */
typedef struct _CsRouteNames CsRouteNames;

CsRouteNames *cs_route_names_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void          cs_route_names_free           (CsRouteNames        *self);

/**
 * cs_route_names_add:
 * @kind: %CS_PARTY_PERSON, %CS_PARTY_POSITION, or %CS_PARTY_ROLE_IN_SECTION for a section
 * @detail: what a person should know beside the name, such as who holds a position; "" for nothing
 */
void          cs_route_names_add            (CsRouteNames        *self,
                                             CsPartyKind          kind,
                                             gint64               id,
                                             const char          *name,
                                             const char          *detail);

/* Each: (nullable) @self: nothing is known then. Returned strings are (transfer full). */

/* "Reviewer", "Helen Wright", "Director on Duty" */
char         *cs_route_names_party_title    (const CsRouteNames  *self,
                                             const CsParty       *party) G_GNUC_WARN_UNUSED_RESULT;

/* "of the post’s section", "anywhere in the office", "now Helen Wright"; "" for nothing */
char         *cs_route_names_party_detail   (const CsRouteNames  *self,
                                             const CsParty       *party) G_GNUC_WARN_UNUSED_RESULT;

/* Both in one: "Reviewer of the post’s section" */
char         *cs_route_names_party_sentence (const CsRouteNames  *self,
                                             const CsParty       *party) G_GNUC_WARN_UNUSED_RESULT;

/* How many of them it takes, "" where it goes without saying */
char         *cs_route_quorum_words         (const CsStage       *stage) G_GNUC_WARN_UNUSED_RESULT;

/* The stage for a screen reader and a tooltip, in sentences */
char         *cs_route_names_stage_sentence (const CsRouteNames  *self,
                                             const CsStage       *stage,
                                             guint                number) G_GNUC_WARN_UNUSED_RESULT;

/* The whole route for a screen reader: every stage of it, in order */
char         *cs_route_names_route_sentence (const CsRouteNames  *self,
                                             const CsRoute       *route) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_route_stamp:
 *
 * Returns: (transfer full): a text that differs where two routes differ in anything but id and version
 */
char         *cs_route_stamp                (const CsRoute       *route) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer none): icon name of a kind of stage, and the style class of its colour */
const char   *cs_stage_kind_icon            (CsStageKind          kind);
const char   *cs_stage_kind_style           (CsStageKind          kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRouteNames, cs_route_names_free)

G_END_DECLS
