/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-leader-sheet-drawing.h"

G_BEGIN_DECLS

/* Arguments and answers of what is printed and handed on: the briefing, the leader's sheet, the dossier, the seal. */

/* briefing.save. @questions: (element-type CsLikelyQuestion) */
JsonObject    *cs_arguments_briefing_save   (gint64           post,
                                             const char      *why_now,
                                             const char      *risks,
                                             GPtrArray       *questions) G_GNUC_WARN_UNUSED_RESULT;

/* leader-sheet.print. @to: absolute path of a PDF file that does not exist yet */
JsonObject    *cs_arguments_leader_sheet_print (gint64        post,
                                                const char   *to) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_arguments_dossier_export:
 * @to: absolute path of a folder that does not exist yet, or is empty
 * @comments: the internal comments go in too
 *
 * For dossier.export. Its answer is read with cs_reply_read_path().
 */
JsonObject    *cs_arguments_dossier_export  (gint64           post,
                                             const char      *to,
                                             gboolean         comments) G_GNUC_WARN_UNUSED_RESULT;

/* seal.print. @to: absolute path of a PDF file that does not exist yet */
JsonObject    *cs_arguments_seal_print      (const char      *to) G_GNUC_WARN_UNUSED_RESULT;

/* briefing.get and leader-sheet.get take cs_arguments_one ("post", id). */
CsBriefing    *cs_reply_read_briefing       (JsonObject      *reply) G_GNUC_WARN_UNUSED_RESULT; /* briefing.get, briefing.save */
CsLeaderSheet *cs_reply_read_leader_sheet   (JsonObject      *reply) G_GNUC_WARN_UNUSED_RESULT; /* leader-sheet.get */

/* Where leader-sheet.print, dossier.export, seal.print and report.export put it: cs_reply_read_path() of cs-replies.h. */

G_END_DECLS
