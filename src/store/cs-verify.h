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
  gint64     n_signatures;
  gint64     n_checkpoints;
  gint64     last;     /* sequence of the last entry */
  CsDigest   head;     /* hash of the last entry */
  GPtrArray *findings; /* of char *, English, each names the place: "journal entry 17: hash does not fit its content"; owned; empty = all holds */
} CsVerifyReport;

/**
 * cs_verify_office:
 * @db: any connection; the walk is one read transaction
 *
 * From the first journal entry: no gaps, no number twice, every hash and previous hash; every revision's content against its digest and against the entry
 * that made it (and none without such an entry, none missing that an entry names); every decision against its entry the same way; contributors and keys likewise,
 * keys with their end too; every decision's signature (missing, of another key or person, of a key that was not good then, over another statement, not the journal's);
 * every checkpoint against the entry it names and its signature; every media file named by a revision against its name; every post
 * against where its journal, replayed, leads. Offline; signatures are checked on as many
 * threads as there are processors. Goes on after a finding, at most 1,000.
 *
 * @progress comes on the calling thread, at most a thousand times. A cancelled @cancellable ends it within a few milliseconds.
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
