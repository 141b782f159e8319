/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
  CS_OFFICE_ROUTE,
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
CsRoute      *cs_office_data_get_route    (CsOfficeData    *self); /* the default one */

G_END_DECLS
