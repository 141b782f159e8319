/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"
#include "cs-leader-sheet-drawing.h"
#include "cs-post-rows.h"

G_BEGIN_DECLS

/* What operations share that write files for people. Private to src/office. */

/* Whether a new file can be made at @to: an absolute path, nothing there yet, its folder there. Sets %CS_ERROR_INVALID. */
gboolean       cs_evidence_check_file  (const char       *to,
                                        GError          **error);

/* Writes by a temporary name, synced, renamed: nothing half done is ever at @to. */
gboolean       cs_evidence_write_file  (const char       *to,
                                        GBytes           *bytes,
                                        GError          **error);

/* {"path": to} */
JsonObject    *cs_evidence_reply_path  (const char       *to) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsEvidencePrint:
 *
 * Writes a PDF to @path, where nothing is yet.
 */
typedef gboolean (*CsEvidencePrint) (gpointer data, const char *path, GCancellable *cancellable, GError **error);

/* Lets @print write beside @to, then gives the file its name. */
gboolean       cs_evidence_print       (const char       *to,
                                        CsEvidencePrint   print,
                                        gpointer          data,
                                        GCancellable     *cancellable,
                                        GError          **error);

/* The briefing of @post as an object, empty where there is none. */
JsonObject    *cs_briefing_to_json     (CsCall           *call,
                                        const CsPostRow  *post,
                                        CsNames          *names,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* leader-sheet.get's answer */
JsonObject    *cs_leader_sheet_to_json (CsCall           *call,
                                        const CsPostRow  *post,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): an account with its handle and network */
char          *cs_evidence_name_account (CsCall           *call,
                                         gint64            id) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): who decided: “Li Na”, or “Li Na, signed for Wang Wei” */
char          *cs_evidence_name_decider (CsNames          *names,
                                         const CsDecision *decision) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
