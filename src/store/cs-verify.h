/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-backup.h"
#include "cs-db.h"

G_BEGIN_DECLS

/**
 * CsVerifyReport:
 *
 * What the proof of a whole office found.
 */
typedef struct
{
  gint64     n_entries;
  gint64     n_revisions;
  gint64     n_decisions;
  gint64     n_media;
  CsDigest   head;     /* hash of the last entry */
  GPtrArray *findings; /* of char *, English, each names the place: "journal entry 17: hash does not fit its content"; owned; empty = all holds */
} CsVerifyReport;

/**
 * cs_verify_office:
 * @db: any connection; the walk is one read transaction
 *
 * From the first journal entry: no gaps, every hash and previous hash; every revision's content against its digest and against the entry that made it
 * (and none without such an entry, none missing that an entry names); every decision against its entry the same way; contributors likewise; every signature (missing, of another key or person, out of its key’s time, over another statement, not the journal’s); every media file named
 * by a revision against its name; every post against where its journal, replayed, leads. Offline. Goes on after a finding, at most 1,000.
 * Sets an error only if reading itself fails or on cancel.
 */
CsVerifyReport *cs_verify_office        (CsDb            *db,
                                         const char      *folder,
                                         CsProgress       progress,
                                         gpointer         user_data,
                                         GCancellable    *cancellable,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            cs_verify_report_free   (CsVerifyReport  *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsVerifyReport, cs_verify_report_free)

G_END_DECLS
