/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  sequence; /* of the journal entry at its head */
  char   *note;     /* cs_checkpoint_read(); owned */
  gint64  made_by;
  gint64  made_at;
} CsCheckpointRow;

void             cs_checkpoint_row_free       (CsCheckpointRow        *row);
gboolean         cs_checkpoint_rows_add       (CsDb                   *db,
                                               const CsCheckpointRow  *row,
                                               GError                **error);

/* The one at @sequence, or NOT_FOUND */
CsCheckpointRow *cs_checkpoint_rows_get       (CsDb                   *db,
                                               gint64                  sequence,
                                               GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* Or NOT_FOUND: none was made yet */
CsCheckpointRow *cs_checkpoint_rows_newest    (CsDb                   *db,
                                               GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* Newest first (element-type CsCheckpointRow). @before: sequences below this, 0 = from the newest */
GPtrArray       *cs_checkpoint_rows_list      (CsDb                   *db,
                                               gint64                  before,
                                               guint                   limit,
                                               GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCheckpointRow, cs_checkpoint_row_free)

G_END_DECLS
