/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/* Rows of emergencies and freezes. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64   post;
  char    *reason;     /* owned */
  gint64   started_by;
  gint64   started_at;
  gint64   due_at;     /* of the full review; 0 = not signed yet */
  gint64   cleared_by; /* 0 = owed still */
  gint64   cleared_at;
  char    *finding;    /* owned */
} CsEmergencyRow;

typedef struct
{
  gint64   id;
  char    *reason;   /* owned */
  gint64   post;     /* the emergency; 0 = everything is held */
  gint64   made_by;
  gint64   made_at;
  gint64   ended_by;
  gint64   ended_at; /* 0 = open */
} CsFreezeRow;

void            cs_emergency_row_free     (CsEmergencyRow       *row);
void            cs_freeze_row_free        (CsFreezeRow          *row);
gboolean        cs_emergency_rows_add     (CsDb                 *db,
                                           const CsEmergencyRow *row,
                                           GError              **error);
CsEmergencyRow *cs_emergency_rows_get     (CsDb                 *db,
                                           gint64                post,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes due_at, cleared_by, cleared_at and finding. */
gboolean        cs_emergency_rows_update  (CsDb                 *db,
                                           const CsEmergencyRow *row,
                                           GError              **error);

/* Newest first, (element-type CsEmergencyRow). @only_open: those that nobody cleared */
GPtrArray      *cs_emergency_rows_list    (CsDb                 *db,
                                           gboolean              only_open,
                                           guint                 limit,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_emergency_rows_list_overdue:
 * @every: microseconds
 *
 * Those whose full review is late and of which nobody was told within @every of @now, oldest first, (element-type CsEmergencyRow). By the clock in either
 * direction: one that was set back gives no second reminder, one that had run ahead silences none for long.
 */
GPtrArray      *cs_emergency_rows_list_overdue (CsDb            *db,
                                                gint64           now,
                                                gint64           every,
                                                guint            limit,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        cs_emergency_rows_set_reminded (CsDb            *db,
                                                gint64           post,
                                                gint64           now,
                                                GError         **error);

/* The open freeze. @row: (out): %NULL if there is none */
gboolean        cs_freeze_rows_get_open   (CsDb                 *db,
                                           CsFreezeRow         **row,
                                           GError              **error);

/* Returns: the new id, or 0 with @error: %CS_ERROR_FROZEN where one is open */
gint64          cs_freeze_rows_add        (CsDb                 *db,
                                           const CsFreezeRow    *row,
                                           GError              **error);
gboolean        cs_freeze_rows_end        (CsDb                 *db,
                                           gint64                id,
                                           gint64                person,
                                           gint64                now,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsEmergencyRow, cs_emergency_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFreezeRow, cs_freeze_row_free)

G_END_DECLS
