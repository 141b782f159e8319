/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-private.h"
#include "cs-outbox-rows.h"

/* What was signed "at once" by a clock that was ahead is due when that clock is reached again, perhaps in years: it is brought back to now. So is what
 * somebody let go out again by such a clock. A release time that was signed is left alone. */

/* Clocks of two computers of one office may differ by this. */
#define SLACK (60 * (gint64) G_USEC_PER_SEC)

/* Looked after so often; microseconds */
#define PAUSE (10 * (gint64) G_USEC_PER_SEC)
#define PAGE 200

static gpointer
list_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  return cs_outbox_rows_list_misdated (db, *(gint64 *) data + SLACK, PAGE, error);
}

static gpointer
redate_job (CsDb     *db,
            gpointer  data,
            GError  **error)
{
  gint64 now = *(gint64 *) data;
  g_autoptr(GArray) ids = cs_outbox_rows_list_misdated (db, now + SLACK, PAGE, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, g_array_index (ids, gint64, i), error);

      if (row == NULL)
        return NULL;
      row->due_at = now;
      if (!cs_publication_rows_update (db, row, CS_PUBLICATION_QUEUED, error))
        return NULL;
    }

  return NULL;
}

gboolean
cs_outbox_redate (CsOutbox  *self,
                  GError   **error)
{
  gint64 now = cs_outbox_get_now (self);
  g_autoptr(GArray) ids = NULL;
  GError *local = NULL;

  if (self->redated_at != 0 && g_get_monotonic_time () < self->redated_at + PAUSE)
    return TRUE;

  /* Looked for by a reader first: a pass without news writes nothing. */
  if (!(ids = cs_store_read (self->store, list_job, &now, error)))
    return FALSE;
  if (ids->len > 0)
    cs_store_write (self->store, redate_job, &now, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  self->redated_at = ids->len < PAGE ? g_get_monotonic_time () : 0;
  return TRUE;
}
