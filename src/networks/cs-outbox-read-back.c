/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-outbox-acts.h"
#include "cs-read-back-rows.h"

/* What was published is looked at again: right after, a day and a month later. */

#define DAY (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* When, after it went out */
static const gint64 looks[] = { 0, DAY, 30 * DAY };

/* A look that does not succeed is made again after a growing while; the last one not for ever. */
#define SOONEST (5 * (gint64) G_USEC_PER_SEC)
#define LATEST (6 * 60 * 60 * (gint64) G_USEC_PER_SEC)
#define GIVE_UP (7 * DAY)

gint64
cs_outbox_next_look (gint64   settled_at,
                     gint64   now,
                     gboolean looked)
{
  guint next = 0;
  gint64 again;

  while (next < G_N_ELEMENTS (looks) && settled_at + looks[next] <= now)
    next++;
  if (looked || next == 0)
    return next < G_N_ELEMENTS (looks) ? settled_at + looks[next] : 0;

  again = now + CLAMP ((now - settled_at - looks[next - 1]) / 2, SOONEST, LATEST);
  if (next < G_N_ELEMENTS (looks))
    return MIN (again, settled_at + looks[next]);

  return again <= settled_at + looks[next - 1] + GIVE_UP ? again : 0;
}

/* What the network said when it took the post stays said, as long as no look has seen it otherwise. @last: (out): what the last look found, or NULL */
static gboolean
stays_said (CsDb                   *db,
            const CsPublicationRow *row,
            const char             *result,
            gboolean               *stays,
            char                  **last,
            GError                **error)
{
  g_autoptr(GPtrArray) looks_before = cs_read_back_rows_list (db, row->id, error);

  if (looks_before == NULL)
    return FALSE;

  *stays = *row->read_back != '\0' && g_str_equal (result, "same");
  if (looks_before->len > 0)
    *last = g_strdup (((const CsReadBackRow *) g_ptr_array_index (looks_before, looks_before->len - 1))->result);
  for (guint i = 0; i < looks_before->len; i++)
    *stays = *stays && !g_str_equal (((const CsReadBackRow *) g_ptr_array_index (looks_before, i))->result, row->read_back);

  return TRUE;
}

static gboolean
journal_look (CsDb                    *db,
              const CsOutboxAct       *act,
              const CsPublicationRow  *row,
              GError                 **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (db, row->account, error);
  g_autoptr(GString) details = g_string_new (NULL);

  if (account == NULL)
    return FALSE;

  cs_outbox_put_text (details, "handle", account->handle);
  cs_outbox_put_number (details, "publication", row->id);
  cs_outbox_put_text (details, "result", row->read_back);

  return cs_outbox_journal (db, act, row->post, CS_JOURNAL_PUBLICATION_READ_BACK, details, error);
}

/* It is not any more what was signed, or is again. */
static gboolean
tell_drift (CsDb                    *db,
            const CsOutboxAct       *act,
            const CsPublicationRow  *row,
            GError                 **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (db, row->account, error);
  g_autoptr(GString) details = g_string_new (NULL);

  if (account == NULL)
    return FALSE;

  cs_outbox_put_text (details, "handle", account->handle);
  cs_outbox_put_number (details, "publication", row->id);
  cs_outbox_put_text (details, "result", act->text);

  return cs_outbox_tell (db, act, row->post, CS_NOTICE_DRIFT, details, error);
}

static gpointer
keep_read_back_job (CsDb     *db,
                    gpointer  data,
                    GError  **error)
{
  CsOutboxAct *act = data;
  g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, act->publication, error);
  g_autofree char *last = NULL;
  gboolean stays = FALSE;

  if (row == NULL || row->state != CS_PUBLICATION_SENT || row->check_at == 0)
    return NULL;

  row->check_at = cs_outbox_next_look (row->settled_at, act->now, act->text != NULL);
  if (act->text != NULL && !stays_said (db, row, act->text, &stays, &last, error))
    return NULL;
  if (act->text != NULL && !stays)
    cs_outbox_set_text (&row->read_back, act->text);

  if (cs_publication_rows_update (db, row, CS_PUBLICATION_SENT, error) && act->text != NULL &&
      cs_read_back_rows_add (db, row->id, act->now, act->text, act->detail, error) &&
      journal_look (db, act, row, error) && !g_str_equal (act->text, last != NULL ? last : "same"))
    tell_drift (db, act, row, error);

  return NULL;
}

gboolean
cs_outbox_keep_read_back (CsStore     *store,
                          gint64       publication,
                          const char  *result,
                          const char  *detail,
                          gint64       now,
                          GError     **error)
{
  CsOutboxAct act = { NULL, publication, now, CS_PUBLICATION_SENT, NULL, result, .detail = detail };

  return cs_outbox_transact (store, keep_read_back_job, &act, "Keeping what was read back", error);
}

gboolean
cs_outbox_read_back_one (CsOutbox           *self,
                         CsHttp             *http,
                         const CsOutboxJob  *job,
                         GError            **error)
{
  g_autoptr(CsOutboxWork) work = cs_outbox_load (self, job, error);
  g_autoptr(GError) local = NULL;
  g_autoptr(CsDrift) drift = cs_drift_new ();
  g_autofree char *result = NULL;
  g_autofree char *detail = NULL;
  CsNetworkAccount account;
  CsSendRequest request;
  gint64 now = cs_outbox_get_now (self);

  if (work == NULL)
    return FALSE;
  if (work->publication->state != CS_PUBLICATION_SENT || work->publication->check_at == 0 || work->publication->check_at > now)
    return TRUE;
  if ((self->lanes != NULL && cs_lanes_is_publishing (self->lanes, job->account)) || cs_rates_take (work->rates, CS_RATE_LOOK) > 0)
    return TRUE;

  if (work->content == NULL || !cs_outbox_work_has_segment (work))
    g_set_error_literal (&local, CS_ERROR, CS_ERROR_CORRUPT, "What was signed cannot be read any more");
  else if (cs_outbox_work_check (work, cs_store_get_folder (self->store), http, now, self->cancellable, &local))
    {
      account = cs_outbox_work_get_account (work);
      request = cs_outbox_work_make_request (work, NULL, now);
      request.drift = drift;
      result = cs_network_get (account.kind)->read_back (http, &account, &request, work->publication->remote_id,
                                                         self->cancellable, &local);
    }

  if (result == NULL)
    {
      if (cs_outbox_is_stopping (self))
        return TRUE;
      g_debug ("Publication %" G_GINT64_FORMAT ": %s", job->publication, local->message);
    }

  detail = cs_drift_to_text (drift);

  return cs_outbox_keep_read_back (self->store, job->publication, result, detail, now, error);
}
