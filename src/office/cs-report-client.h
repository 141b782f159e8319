/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/* Reports on how sign-off goes: their arguments, and the answers as a table that is ready to be shown, drawn and written as CSV. */

typedef enum
{
  CS_REPORT_WAITING,     /* who has how much to decide, now */
  CS_REPORT_TIMES,       /* how long each stage takes each person */
  CS_REPORT_RETURNS,     /* why posts came back */
  CS_REPORT_EXPIRED,     /* whose release time passed unsigned */
  CS_REPORT_EMERGENCIES, /* that went by the emergency lane and still owe their full review */
  CS_REPORT_PAIRS,       /* who signs for whom, and how often it is always the same two */
} CsReportKind;
#define CS_N_REPORT_KINDS (CS_REPORT_PAIRS + 1)

typedef enum
{
  CS_REPORT_TEXT,
  CS_REPORT_NUMBER,
  CS_REPORT_PERCENT,
  CS_REPORT_DURATION, /* microseconds */
  CS_REPORT_TIME,     /* UTC, microseconds; 0 = none */
  CS_REPORT_POST,     /* the id of a post */
} CsReportType;

typedef struct
{
  char         *name;  /* nick; owned */
  const char   *title; /* translated, static */
  CsReportType  type;
} CsReportColumn;

typedef struct
{
  char   *text;   /* of CS_REPORT_TEXT; owned, else NULL */
  gint64  number; /* of all others */
} CsReportCell;

/**
 * CsReport:
 *
 * A table: rows of as many cells as there are columns.
 */
typedef struct
{
  CsReportKind  kind;
  gint64        from;         /* of decisions made from then on, 0 = from the first */
  gint64        until;        /* and before this, 0 = until now */
  char         *zone;         /* of the office, in which times are shown; owned */
  gboolean      working_time; /* durations are hours of the office's calendar; else from clock to clock */
  gboolean      truncated;    /* there is more than the rows show */
  GPtrArray    *columns;      /* of CsReportColumn; owned */
  GPtrArray    *cells;        /* of CsReportCell, row by row; owned */
} CsReport;

/* The name in arguments and answers; and for people, short, and in a sentence. Static. */
const char         *cs_report_kind_nick      (CsReportKind     kind);
gboolean            cs_report_kind_from_nick (const char      *nick,
                                              CsReportKind    *kind);
const char         *cs_report_kind_label     (CsReportKind     kind);
const char         *cs_report_kind_summary   (CsReportKind     kind);

/**
 * cs_arguments_report_get:
 * @from: UTC, microseconds; 0 = from the first
 * @until: 0 = until now
 */
JsonObject         *cs_arguments_report_get  (CsReportKind     kind,
                                              gint64           from,
                                              gint64           until) G_GNUC_WARN_UNUSED_RESULT;

/* @to: absolute path of a file that does not exist yet */
JsonObject         *cs_arguments_report_export (CsReportKind   kind,
                                                gint64         from,
                                                gint64         until,
                                                const char    *to) G_GNUC_WARN_UNUSED_RESULT;

CsReport           *cs_reply_read_report     (JsonObject      *reply) G_GNUC_WARN_UNUSED_RESULT; /* report.get */
void                cs_report_free           (CsReport        *report);
guint               cs_report_get_n_rows     (const CsReport  *report);
const CsReportColumn *cs_report_get_column   (const CsReport  *report,
                                              guint            column);
const CsReportCell *cs_report_get_cell       (const CsReport  *report,
                                              guint            row,
                                              guint            column);

/**
 * cs_report_format_cell:
 *
 * Returns: (transfer full): the cell for people, in the interface language: “2 h 15 min”, “64 %”, “23 November 2026 16:00”
 */
char               *cs_report_format_cell    (const CsReport  *report,
                                              guint            row,
                                              guint            column) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_report_make_chart:
 *
 * Returns: (transfer full) (nullable): a bar chart of the report's main number, its twelve highest rows, for cs_chart_draw(); %NULL
 * where there are fewer than two rows or nothing to compare
 */
CsChart            *cs_report_make_chart     (const CsReport  *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_report_to_csv:
 *
 * RFC 4180, UTF-8 with a mark so that spreadsheets know it. Durations are minutes, times are ISO 8601. A text that a spreadsheet would
 * take for a formula has an apostrophe put before it.
 */
char               *cs_report_to_csv         (const CsReport  *report) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReport, cs_report_free)

G_END_DECLS
