/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-journal.h"

G_BEGIN_DECLS

/* What only a dossier asks for. On the thread of @db; all arrays (transfer full). */

typedef struct
{
  gint64 person;
  gint64 since;
} CsContributorRow;

/* (element-type CsContributorRow), by time */
GArray    *cs_dossier_rows_contributors (CsDb          *db,
                                         gint64         post,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type CsJournalEntry): all of a post, oldest first */
GPtrArray *cs_dossier_rows_journal      (CsDb          *db,
                                         gint64         post,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_dossier_rows_key_journal:
 * @ended: whether the key has an end, whose entry is looked for in the whole journal
 *
 * (element-type CsJournalEntry): how a key of @person came to be and ended, oldest first.
 */
GPtrArray *cs_dossier_rows_key_journal  (CsDb          *db,
                                         gint64         person,
                                         gint64         key,
                                         gboolean       ended,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
