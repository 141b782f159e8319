/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-signed-note.h"

G_BEGIN_DECLS

/* What this workstation remembers of an office's journal, outside its database: the newest checkpoint that it saw. A journal whose end was cut off, or
 * that was written anew, does not contain it. One file for each office: countersign/checkpoints/UID in the person's data folder. Private to src/office. */

/**
 * cs_journal_memory_recall:
 *
 * Returns: (transfer full) (nullable): what is remembered of the office, %NULL where nothing (that can be read) is
 */
CsCheckpoint *cs_journal_memory_recall   (const char    *office) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_journal_memory_remember:
 *
 * Keeps @note if it is newer than what is remembered. That the file cannot be written is logged and no more: the act it follows is done, and the next opening tries again.
 */
void          cs_journal_memory_remember (const char    *office,
                                          const char    *note);

/* Forgets what was remembered, after journal.accept. */
void          cs_journal_memory_forget   (const char    *office);

/**
 * cs_journal_memory_check:
 *
 * Whether the journal contains what is remembered; %CS_ERROR_JOURNAL_CUT if not. What it contains and is newer is remembered from then on.
 */
gboolean      cs_journal_memory_check    (CsDb          *db,
                                          const char    *office,
                                          GError       **error);

G_END_DECLS
