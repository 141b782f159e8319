/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-outbox-acts.h"
#include "cs-outbox-rows.h"

/* A slot is missed when something is not out a minute after its time: said once, with the reason, to the duty editors and to the author. */

#define PATIENCE (60 * (gint64) G_USEC_PER_SEC)

/* What is older is no news any more. */
#define SINCE (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* In one pass; the others come with the next */
#define PAGE 50

typedef struct
{
  gint64 before;
  gint64 since;
} Span;

static gpointer
list_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  const Span *span = data;

  return cs_outbox_rows_list_missed (db, span->before, span->since, PAGE, error);
}

static CsMissReason
find_reason (CsOutbox           *self,
             const CsOutboxWork *work,
             gint64              now)
{
  const CsPublicationRow *row = work->publication;
  CsMissFacts facts = { row->state };

  facts.tried = *row->error != '\0';
  facts.error = cs_error_from_nick (row->error);
  facts.frozen = work->frozen;
  facts.waits = work->waits;
  facts.walled = cs_outbox_is_walled (self, row->account, CS_RATE_PUBLISH);
  facts.media_ready = !cs_outbox_work_has_segment (work) || cs_outbox_work_has_media (work, now);
  cs_outbox_fill_gap (self, row->due_at, &facts);

  return cs_miss_find (&facts);
}

static gboolean
journal_missed (CsDb                    *db,
                const CsOutboxAct       *act,
                const CsPublicationRow  *row,
                const CsAccountRow      *account,
                GError                 **error)
{
  g_autoptr(GString) details = g_string_new (NULL);

  cs_outbox_put_number (details, "account", row->account);
  cs_outbox_put_number (details, "due_at", row->due_at);
  cs_outbox_put_text (details, "handle", account->handle);
  cs_outbox_put_number (details, "publication", row->id);
  cs_outbox_put_text (details, "reason", row->alarm);
  cs_outbox_put_number (details, "segment", row->segment);

  return cs_outbox_journal (db, act, row->post, CS_JOURNAL_SLOT_MISSED, details, error);
}

static gboolean
tell_missed (CsDb                    *db,
             const CsOutboxAct       *act,
             const CsPublicationRow  *row,
             const CsAccountRow      *account,
             GError                 **error)
{
  g_autoptr(CsOfficeRow) office = cs_office_rows_get (db, error);
  g_autoptr(GString) details = g_string_new (NULL);

  if (office == NULL)
    return FALSE;

  cs_outbox_put_number (details, "due_at", row->due_at);
  cs_outbox_put_text (details, "handle", account->handle);
  cs_outbox_put_number (details, "publication", row->id);
  cs_outbox_put_text (details, "reason", row->alarm);
  cs_outbox_put_text (details, "zone", office->zone);

  return cs_outbox_tell (db, act, row->post, CS_NOTICE_SLOT_MISSED, details, error);
}

static gpointer
raise_job (CsDb     *db,
           gpointer  data,
           GError  **error)
{
  CsOutboxAct *act = data;
  g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, act->publication, error);
  g_autoptr(CsAccountRow) account = NULL;

  /* It may have gone out meanwhile. */
  if (row == NULL || row->state != act->was || row->alarmed_at >= row->due_at || !(account = cs_account_rows_get (db, row->account, error)))
    return NULL;

  row->alarmed_at = act->now;
  cs_outbox_set_text (&row->alarm, act->text);
  if (cs_publication_rows_update (db, row, act->was, error) && journal_missed (db, act, row, account, error) &&
      /* Of a thread people hear once: of the part that the others wait for. */
      (g_str_equal (act->text, cs_miss_nick (CS_MISS_PREVIOUS)) || tell_missed (db, act, row, account, error)))
    act->flag = TRUE;

  return NULL;
}

gboolean
cs_outbox_raise_alarms (CsOutbox  *self,
                        guint     *n_done,
                        GError   **error)
{
  gint64 now = cs_outbox_get_now (self);
  Span span = { now - PATIENCE, now - SINCE };
  g_autoptr(GArray) missed = cs_store_read (self->store, list_job, &span, error);

  for (guint i = 0; missed != NULL && i < missed->len; i++)
    {
      gint64 id = g_array_index (missed, gint64, i);
      g_autoptr(CsOutboxWork) work = cs_outbox_work_load (self->store, id, error);
      CsOutboxAct act = { NULL, id, now };

      if (work == NULL)
        return FALSE;
      act.was = work->publication->state;
      act.text = cs_miss_nick (find_reason (self, work, now));
      if (!cs_outbox_transact (self->store, raise_job, &act, "Saying that a slot was missed", error))
        return FALSE;
      *n_done += act.flag;
    }

  return missed != NULL;
}
