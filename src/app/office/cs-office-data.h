/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-calendar.h"
#include "cs-check-client.h"
#include "cs-choice.h"
#include "cs-route-client.h"
#include "cs-route-names.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsOfficeSubject:
 *
 * What the pages of the Office place show and choose from.
 */
typedef enum
{
  CS_OFFICE_PEOPLE,
  CS_OFFICE_SECTIONS,
  CS_OFFICE_ROUTES,
  CS_OFFICE_POSITIONS,
  CS_OFFICE_CALENDAR,
  CS_OFFICE_ABSENCES,
  CS_OFFICE_CHECKS,
  CS_OFFICE_N_SUBJECTS,
} CsOfficeSubject;

/**
 * CsOfficeData:
 *
 * What the office consists of, asked for once for all pages of the Office place and kept fresh. Main thread only.
 *
 * CsOfficeData::loaded: (guint): that #CsOfficeSubject is fresh; what its getter gave before is gone.
 * CsOfficeData::trouble: (const GError *): an answer did not come.
 */
#define CS_TYPE_OFFICE_DATA (cs_office_data_get_type ())
G_DECLARE_FINAL_TYPE (CsOfficeData, cs_office_data, CS, OFFICE_DATA, GObject)

CsOfficeData *cs_office_data_new (CsSession       *session) G_GNUC_WARN_UNUSED_RESULT;
CsSession    *cs_office_data_get_session  (CsOfficeData    *self);

/**
 * cs_office_data_may_change:
 *
 * Whether the person signed in is an administrator: only they change what the office consists of. The operations say so too.
 */
gboolean      cs_office_data_may_change   (CsOfficeData    *self);

/**
 * cs_office_data_refresh:
 *
 * Asks for everything anew. It does so by itself when the office changes.
 */
void          cs_office_data_refresh      (CsOfficeData    *self);

/* Each: (transfer none) (nullable): %NULL until it was loaded once */
GPtrArray    *cs_office_data_get_people   (CsOfficeData    *self); /* of CsPersonInfo, retired ones too */
GPtrArray    *cs_office_data_get_sections (CsOfficeData    *self); /* of CsSectionInfo, retired ones too */
GPtrArray    *cs_office_data_get_positions (CsOfficeData   *self); /* of CsPositionInfo, those in use */
GPtrArray    *cs_office_data_get_routes   (CsOfficeData    *self); /* of CsRoute: the newest version of each */
const CsRouteSet *cs_office_data_get_route_set (CsOfficeData *self);
const CsCalendar *cs_office_data_get_calendar (CsOfficeData *self);
GPtrArray    *cs_office_data_get_absences (CsOfficeData    *self); /* of CsDelegationInfo, newest first */
const CsCheckListInfo *cs_office_data_get_checks (CsOfficeData *self);

/**
 * cs_office_data_find_route:
 *
 * Returns: (transfer none) (nullable): the newest version of the route of that name
 */
const CsRoute      *cs_office_data_find_route (CsOfficeData *self,
                                               const char   *name);

/**
 * cs_office_data_get_names:
 *
 * Returns: (transfer none): what those are called whom routes name; valid until the next load
 */
const CsRouteNames *cs_office_data_get_names  (CsOfficeData *self);

/* Each adds to @choice what may be chosen now, and @chosen even if it is retired. */
void          cs_office_data_offer_people    (CsOfficeData *self,
                                              CsChoice     *choice,
                                              gint64        chosen);
void          cs_office_data_offer_sections  (CsOfficeData *self,
                                              CsChoice     *choice,
                                              gint64        chosen);
void          cs_office_data_offer_positions (CsOfficeData *self,
                                              CsChoice     *choice,
                                              gint64        chosen);

/**
 * cs_office_data_offer_holders:
 *
 * Adds people and positions at once: each value is cs_party_to_value().
 */
void          cs_office_data_offer_holders   (CsOfficeData *self,
                                              CsChoice     *choice);

/* A person or a position as one number, and back; 0 is nobody. */
gint64        cs_party_to_value   (const CsParty *party);
CsParty       cs_party_from_value (gint64         value);

G_END_DECLS
