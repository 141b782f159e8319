/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-fault.h"
#include "cs-outbox-private.h"
#include "cs-post.h"

/* What is done for one publication: sent, looked for, its pictures uploaded, read back. Each on the thread of its lane, with that thread's @http. */

/* A result that could not be recorded is recorded again after this. Microseconds */
#define SETTLE_PAUSE (500 * 1000)

/* A picture that could not be uploaded ahead of time is tried again after this. */
#define UPLOAD_PAUSE (10 * (gint64) G_USEC_PER_SEC)

/* A request that was armed so short ago may still be on its way, even if we were killed meanwhile. */
#define SETTLING (1 * (gint64) G_USEC_PER_SEC)

CsSendResult *
cs_outbox_make_result (CsSendOutcome  outcome,
                       int            code,
                       const char    *detail,
                       gint64         retry_after)
{
  CsSendResult *result = cs_send_result_new (outcome, code, detail);

  result->retry_after = retry_after;

  return result;
}

static void
forget_upload (CsOutbox *self,
               gint64    publication)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->uploads, &publication);
  g_mutex_unlock (&self->mutex);
}

gboolean
cs_outbox_may_upload (CsOutbox *self,
                      gint64    publication)
{
  gint64 *not_before;
  gboolean may;

  g_mutex_lock (&self->mutex);
  not_before = g_hash_table_lookup (self->uploads, &publication);
  may = not_before == NULL || *not_before <= cs_outbox_get_now (self);
  g_mutex_unlock (&self->mutex);

  return may;
}

/* @until: when it is worth looking at again, if it is not due before */
static void
put_upload_off (CsOutbox *self,
                gint64    publication,
                gint64    until)
{
  gint64 *entry = g_new (gint64, 2);

  entry[0] = publication;
  entry[1] = until;
  g_mutex_lock (&self->mutex);
  g_hash_table_replace (self->uploads, entry, entry + 1);
  g_mutex_unlock (&self->mutex);
}

static gboolean
settle (CsOutbox            *self,
        gint64               publication,
        CsPublicationState   was,
        const CsSendResult  *result,
        guint               *n_done,
        GError             **error)
{
  gboolean changed;

  if (!cs_outbox_settle (self->store, publication, was, result, cs_outbox_get_now (self), &changed, error))
    {
      /* The disk is full, say: what came of it is lost, and is found out like after a crash. */
      g_mutex_lock (&self->mutex);
      self->unsettled |= was == CS_PUBLICATION_SENDING;
      g_mutex_unlock (&self->mutex);
      return FALSE;
    }

  *n_done += changed;
  forget_upload (self, publication);

  return TRUE;
}

/* What came of sending is known only here: it is not given up because there is no room for it now. Without lanes it is, and looked for in the next pass. */
static gboolean
settle_armed (CsOutbox            *self,
              gint64               publication,
              const CsSendResult  *result,
              guint               *n_done,
              GError             **error)
{
  g_autoptr(GError) local = NULL;
  gboolean told = FALSE;

  while (!settle (self, publication, CS_PUBLICATION_SENDING, result, n_done, &local))
    {
      if (self->lanes == NULL || cs_outbox_is_stopping (self))
        {
          if (self->lanes == NULL)
            self->recovered = FALSE;
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!told)
        g_message ("Publication %" G_GINT64_FORMAT ": %s", publication, local->message);
      told = TRUE;
      g_clear_error (&local);
      g_usleep (SETTLE_PAUSE);
    }

  return TRUE;
}

/* Neither the post nor the login is to blame: time may mend it. */
static gboolean
is_the_way_there (const GError *refusal)
{
  CsFaultClass fault = cs_fault_classify (refusal->domain == CS_ERROR ? (CsError) refusal->code : CS_ERROR_FAILED);

  return fault == CS_FAULT_NETWORK || fault == CS_FAULT_CERTIFICATE || fault == CS_FAULT_KEYRING;
}

/* Refused before anything was armed: rule 1, practice and real mixed, no token. */
static gboolean
settle_error (CsOutbox            *self,
              const CsOutboxWork  *work,
              const GError        *refusal,
              guint               *n_done,
              GError             **error)
{
  gint64 retry_after = is_the_way_there (refusal) ? 5 * (gint64) G_USEC_PER_SEC : 0;
  g_autoptr(CsSendResult) result = cs_outbox_make_result (CS_SEND_NOT_SENT, refusal->code, refusal->message, retry_after);

  /* Cut short because we end: that says nothing about the post. */
  if (cs_outbox_is_stopping (self))
    return TRUE;

  g_message ("Publication %" G_GINT64_FORMAT ": %s", work->publication->id, refusal->message);

  return settle (self, work->publication->id, work->publication->state, result, n_done, error);
}

CsOutboxWork *
cs_outbox_load (CsOutbox           *self,
                const CsOutboxJob  *job,
                GError            **error)
{
  CsOutboxWork *work = cs_outbox_work_load (self->store, job->publication, error);

  if (work != NULL)
    work->rates = cs_outbox_take_rates (self, work->account->id, work->account->network);

  return work;
}

static gboolean
check (CsOutbox      *self,
       CsOutboxWork  *work,
       CsHttp        *http,
       GError       **error)
{
  return cs_outbox_work_check (work, cs_store_get_folder (self->store), http, cs_outbox_get_now (self), self->cancellable, error);
}

/* A token that ended before its time is renewed once; nothing was published with it. */
static void
try_again_with_new_token (CsOutbox           *self,
                          const CsOutboxWork *work,
                          CsSendResult       *result)
{
  const CsLoginPlace place = cs_outbox_work_get_login_place (work, cs_store_get_folder (self->store));

  if (result->outcome == CS_SEND_NOT_SENT && result->code == CS_ERROR_LOGIN_REJECTED && work->login != NULL &&
      cs_logins_reject_token (&place, work->login->access, cs_outbox_get_now (self), self->cancellable))
    result->retry_after = G_USEC_PER_SEC;
}

static gboolean
reconcile_one (CsOutbox           *self,
               CsHttp             *http,
               const CsOutboxJob  *job,
               guint              *n_done,
               GError            **error)
{
  g_autoptr(CsOutboxWork) work = cs_outbox_load (self, job, error);
  g_autoptr(CsSendResult) result = NULL;
  g_autoptr(GError) refusal = NULL;
  g_auto(GStrv) media_ids = NULL;
  CsSendRequest request;
  gint64 now = cs_outbox_get_now (self);
  gboolean held;

  if (work == NULL)
    return FALSE;
  /* Armed in the future: the clock was set back meanwhile. */
  if (work->publication->state != CS_PUBLICATION_UNKNOWN ||
      (work->publication->armed_at <= now && work->publication->armed_at + SETTLING > now))
    return TRUE;
  /* It may send once more: that needs the lease as arming does. */
  if (!cs_outbox_hold_lease (self, &held, error))
    return FALSE;
  if (!held)
    return TRUE;

  /* Even what may not be sent (any more) is looked for: that it went out has to be known. */
  if (!check (self, work, http, &refusal) &&
      (work->content == NULL || work->login == NULL || !cs_outbox_work_has_segment (work)))
    {
      result = cs_outbox_make_result (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, refusal->message, 0);
    }
  else
    {
      media_ids = cs_outbox_work_dup_media_ids (work);
      request = cs_outbox_work_make_request (work, (const char * const *) media_ids, now);
      if (!(result = cs_outbox_reconcile (self, http, work, &request, now)))
        return TRUE;
    }

  return settle (self, job->publication, CS_PUBLICATION_UNKNOWN, result, n_done, error);
}

/* TRUE in @ready if its pictures are there. A failure for good is settled at once, also ahead of time, so that somebody can still act. */
static gboolean
prepare (CsOutbox      *self,
         CsHttp        *http,
         CsOutboxWork  *work,
         gboolean      *ready,
         guint         *n_done,
         GError       **error)
{
  gint64 now = cs_outbox_get_now (self);
  gint64 publication = work->publication->id;
  gboolean due = work->publication->due_at <= now;
  g_autoptr(CsSendResult) failure = NULL;

  *ready = FALSE;
  if (cs_rates_ask (work->rates, CS_RATE_UPLOAD) > 0)
    return TRUE;

  switch (cs_outbox_prepare_media (self->store, http, work, now, &failure, self->cancellable))
    {
    case CS_OUTBOX_MEDIA_READY:
      *ready = TRUE;
      return TRUE;
    case CS_OUTBOX_MEDIA_NOT_YET:
      return TRUE;
    case CS_OUTBOX_MEDIA_FAILED:
      try_again_with_new_token (self, work, failure);
      break;
    default:
      g_assert_not_reached ();
    }

  /* Cut short because we end: that says nothing about the picture. */
  if (cs_outbox_is_stopping (self))
    return TRUE;
  if (due || failure->retry_after == 0)
    return settle (self, publication, work->publication->state, failure, n_done, error);

  put_upload_off (self, publication, now + MAX (failure->retry_after, UPLOAD_PAUSE));

  return TRUE;
}

/* What is sent is the same at each try, byte for byte, where the network knows a repeat by that. */
static gboolean
freeze (CsOutbox            *self,
        CsHttp              *http,
        CsOutboxWork        *work,
        const char * const  *media_ids,
        GError             **error)
{
  CsNetworkAccount account = cs_outbox_work_get_account (work);
  const CsNetwork *network = cs_network_get (account.kind);
  CsSendRequest request;
  char *prepared;

  if (network->prepare == NULL || *work->publication->prepared != '\0')
    return TRUE;

  request = cs_outbox_work_make_request (work, media_ids, cs_outbox_get_now (self));
  prepared = network->prepare (http, &account, &request, self->cancellable, error);
  if (prepared == NULL)
    return FALSE;

  g_free (work->publication->prepared);
  work->publication->prepared = prepared;

  return TRUE;
}

static gboolean
publish (CsOutbox      *self,
         CsHttp        *http,
         CsOutboxWork  *work,
         guint         *n_done,
         GError       **error)
{
  g_auto(GStrv) media_ids = cs_outbox_work_dup_media_ids (work);
  g_autoptr(CsSendResult) result = NULL;
  CsNetworkAccount account = cs_outbox_work_get_account (work);
  g_autoptr(GError) refusal = NULL;
  CsSendRequest request;
  gint64 now;
  gboolean armed;

  if (!freeze (self, http, work, (const char * const *) media_ids, &refusal))
    return settle_error (self, work, refusal, n_done, error);

  now = cs_outbox_get_now (self);
  if (cs_outbox_is_suspending (self))
    return TRUE;
  /* Better to wait than to be refused: it stays queued. */
  if (cs_rates_take (work->rates, CS_RATE_PUBLISH) > 0)
    return TRUE;
  if (!cs_outbox_arm (self->store, self->holder, work->publication->id, work->publication->prepared, now, &armed, error))
    return FALSE;
  if (!armed)
    return TRUE;

  (*n_done)++;
  cs_outbox_note_lease (self, now);
  request = cs_outbox_work_make_request (work, (const char * const *) media_ids, now);
  request.armed_at = now;
  request.first_armed_at = request.first_armed_at != 0 ? request.first_armed_at : now;
  /* Not cancelled when the program ends: to wait for the answer is shorter than to find out later. */
  result = cs_network_get (account.kind)->publish (http, &account, &request, NULL);
  try_again_with_new_token (self, work, result);

  return settle_armed (self, work->publication->id, result, n_done, error);
}

static gboolean
is_waiting (const CsOutboxWork *work)
{
  return cs_outbox_may_send (work->post->state) && (work->publication->state == CS_PUBLICATION_QUEUED ||
                                                    work->publication->state == CS_PUBLICATION_NOT_SENT);
}

static gboolean
upload_one (CsOutbox           *self,
            CsHttp             *http,
            const CsOutboxJob  *job,
            guint              *n_done,
            GError            **error)
{
  g_autoptr(CsOutboxWork) work = cs_outbox_load (self, job, error);
  g_autoptr(GError) refusal = NULL;
  gint64 now = cs_outbox_get_now (self);
  gboolean ready;

  if (work == NULL)
    return FALSE;
  if (!is_waiting (work))
    return TRUE;
  if (!check (self, work, http, &refusal))
    return (now < work->publication->due_at && is_the_way_there (refusal)) || settle_error (self, work, refusal, n_done, error);
  if (!prepare (self, http, work, &ready, n_done, error))
    return FALSE;
  if (ready && now < work->publication->due_at)
    put_upload_off (self, job->publication, work->publication->due_at);
  /* What waits for it may go on. */
  *n_done += ready && now >= work->publication->due_at;

  return TRUE;
}

/* In lanes, what is uploaded does not keep the account's other posts waiting. */
static gboolean
get_media_ready (CsOutbox            *self,
                 CsHttp              *http,
                 CsOutboxWork        *work,
                 gboolean            *ready,
                 guint               *n_done,
                 GError             **error)
{
  const CsOutboxJob upload = { CS_OUTBOX_UPLOAD, work->publication->id, work->publication->account };

  *ready = cs_outbox_work_has_media (work, cs_outbox_get_now (self));
  if (*ready)
    return TRUE;
  if (self->lanes == NULL)
    return prepare (self, http, work, ready, n_done, error);

  cs_lanes_push (self->lanes, &upload);

  return TRUE;
}

static gboolean
send_one (CsOutbox           *self,
          CsHttp             *http,
          const CsOutboxJob  *job,
          guint              *n_done,
          GError            **error)
{
  g_autoptr(CsOutboxWork) work = cs_outbox_load (self, job, error);
  g_autoptr(GError) refusal = NULL;
  gint64 now = cs_outbox_get_now (self);
  gboolean ready;

  if (work == NULL)
    return FALSE;
  if (!is_waiting (work) || now < work->publication->due_at)
    return TRUE;
  if (now > work->publication->due_at + CS_RELEASE_GRACE)
    {
      forget_upload (self, job->publication);
      return cs_outbox_expire (self->store, job->publication, work->publication->state, now, error);
    }
  if (!check (self, work, http, &refusal))
    return settle_error (self, work, refusal, n_done, error);
  if (!get_media_ready (self, http, work, &ready, n_done, error))
    return FALSE;
  if (!ready || work->waits)
    return TRUE;

  return publish (self, http, work, n_done, error);
}

static gboolean
do_job (CsOutbox           *self,
        CsHttp             *http,
        const CsOutboxJob  *job,
        guint              *n_done,
        GError            **error)
{
  switch (job->task)
    {
    case CS_OUTBOX_SEND:
      return send_one (self, http, job, n_done, error);
    case CS_OUTBOX_RECONCILE:
      return reconcile_one (self, http, job, n_done, error);
    case CS_OUTBOX_UPLOAD:
      return upload_one (self, http, job, n_done, error);
    case CS_OUTBOX_READ_BACK:
      return cs_outbox_read_back_one (self, http, job, error);
    case CS_OUTBOX_REMOVE:
      return cs_outbox_remove_one (self, http, job, n_done, error);
    default:
      g_assert_not_reached ();
    }
}

gboolean
cs_outbox_do (CsOutbox           *self,
              CsHttp             *http,
              const CsOutboxJob  *job,
              guint              *n_done,
              GError            **error)
{
  gboolean good = do_job (self, http, job, n_done, error);

  cs_outbox_keep_rates (self, job->account, FALSE);

  return good;
}
