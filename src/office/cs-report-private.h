/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"

G_BEGIN_DECLS

/**
 * CsReportCount:
 *
 * One report while it is counted. Lends all. Private to src/office.
 */
typedef struct
{
  CsCall     *call;
  CsNames    *names;
  gint64      from;
  gint64      until;
  JsonObject *reply;
  JsonArray  *columns; /* in the reply */
  JsonArray  *rows;    /* in the reply */
} CsReportCount;

/* @type: of the cells, as cs-report-client.h reads it */
void        cs_report_add_column    (CsReportCount  *report,
                                     const char     *name,
                                     const char     *type);

/* Returns: (transfer none): an empty row, to be filled column by column */
JsonArray  *cs_report_add_row       (CsReportCount  *report);
void        cs_report_add_person    (CsReportCount  *report,
                                     JsonArray      *row,
                                     gint64          person);

/* Each counts one report. */
gboolean    cs_report_count_waiting (CsReportCount  *report,
                                     GError        **error);
gboolean    cs_report_count_times   (CsReportCount  *report,
                                     GError        **error);

G_END_DECLS
