/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-outbox-private.h"
#include "cs-outbox-rows.h"
#include "cs-post.h"

/* One pass: whatever is due in the order recover, expire, reconcile, send, read back, upload ahead. */

/* Pictures are uploaded so long before the release time. */
#define UPLOAD_AHEAD (5 * 60 * (gint64) G_USEC_PER_SEC)

/* A picture that could not be uploaded ahead of time is tried again after this. */
#define UPLOAD_PAUSE (10 * (gint64) G_USEC_PER_SEC)

/* A request that was armed so short ago may still be on its way, even if we were killed meanwhile. */
#define SETTLING (1 * (gint64) G_USEC_PER_SEC)

#define READ_BACK_PAUSE (5 * (gint64) G_USEC_PER_SEC)
#define READ_BACK_TRIES 5
#define READ_BACK_SINCE (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* Of each kind in one pass */
#define PAGE 200

gint64
cs_outbox_get_now (CsOutbox *self)
{
  return self->clock != NULL ? self->clock (self->clock_data) : g_get_real_time ();
}

gboolean
cs_outbox_is_stopping (CsOutbox *self)
{
  gboolean stopping;

  g_mutex_lock (&self->mutex);
  stopping = self->stopping;
  g_mutex_unlock (&self->mutex);

  return stopping;
}

/* The lease says which machine publishes; on one machine this lock says which process. It goes with the process, so that after a crash the
 * next one need not wait for the lease to run out. */
static gboolean
take_lock (CsOutbox  *self,
           gboolean  *held,
           GError   **error)
{
  g_autofree char *path = g_build_filename (cs_store_get_folder (self->store), "publisher.lock", NULL);

  *held = self->lock >= 0;
  if (*held)
    return TRUE;

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock < 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_READ_ONLY, "Opening %s: %s", path, g_strerror (errno));
      return FALSE;
    }

  if (flock (self->lock, LOCK_EX | LOCK_NB) != 0)
    {
      close (self->lock);
      self->lock = -1;
      return TRUE;
    }

  *held = TRUE;
  self->recovered = FALSE;

  return TRUE;
}

static gboolean
take_lease (CsOutbox  *self,
            gboolean  *held,
            GError   **error)
{
  gint64 now = cs_outbox_get_now (self);

  /* Made by the thread that uses it. */
  if (self->http == NULL)
    self->http = cs_http_new ();
  if (!take_lock (self, held, error))
    return FALSE;
  if (!*held)
    return TRUE;
  if (self->lease_until - now > CS_OUTBOX_LEASE / 2 && self->lease_until - now <= CS_OUTBOX_LEASE)
    return TRUE;
  if (!cs_outbox_take_lease (self->store, self->holder, now, held, error))
    return FALSE;

  /* Somebody else may have sent in between. */
  if (!*held || now > self->lease_until)
    self->recovered = FALSE;
  self->lease_until = *held ? now + CS_OUTBOX_LEASE : 0;

  return TRUE;
}

void
cs_outbox_give_back (CsOutbox *self)
{
  g_autoptr(GError) error = NULL;

  if (self->lock < 0)
    return;

  if (self->lease_until != 0 && !cs_outbox_give_lease_back (self->store, self->holder, &error))
    g_message ("%s", error->message);
  self->lease_until = 0;
  close (self->lock);
  self->lock = -1;
}

static CsSendResult *
make_result (CsSendOutcome  outcome,
             int            code,
             const char    *detail,
             gint64         retry_after)
{
  CsSendResult *result = cs_send_result_new (outcome, code, detail);

  result->retry_after = retry_after;

  return result;
}

/* What a pass looks for; the answer is a list of ids, so that each is read again when its turn comes. */
typedef struct
{
  CsPublicationState state;
  gint64             before;
  gboolean           tries; /* only those whose next try is planned before, else those that are due before */
  gboolean           ready; /* only those that no freeze holds back */
} Query;

static gpointer
list_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  const Query *query = data;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GArray) ids = NULL;

  if (query->ready)
    return cs_outbox_rows_list_ready (db, query->state, query->before, query->tries, PAGE, error);

  rows = query->tries ? cs_outbox_rows_list_tries (db, query->state, query->before, PAGE, error)
                                           : cs_publication_rows_list_due (db, query->state, query->before, PAGE, error);
  if (rows == NULL)
    return NULL;

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, ((CsPublicationRow *) g_ptr_array_index (rows, i))->id);

  return g_steal_pointer (&ids);
}

static GArray *
list (CsOutbox            *self,
      CsPublicationState   state,
      gint64               before,
      gboolean             tries,
      GError             **error)
{
  Query query = { state, before, tries, FALSE };

  return cs_store_read (self->store, list_job, &query, error);
}

/* Whatever is armed and not ours in this very moment may have arrived. */
static gboolean
recover (CsOutbox  *self,
         guint     *n_done,
         GError   **error)
{
  g_autoptr(GArray) ids = NULL;
  g_autoptr(CsSendResult) unknown = make_result (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, "the program ended while it was sending", 0);

  if (self->recovered)
    return TRUE;

  do
    {
      g_clear_pointer (&ids, g_array_unref);
      if (!(ids = list (self, CS_PUBLICATION_SENDING, G_MAXINT64, FALSE, error)))
        return FALSE;
      for (guint i = 0; i < ids->len; i++)
        {
          gboolean changed;

          if (!cs_outbox_settle (self->store, g_array_index (ids, gint64, i), CS_PUBLICATION_SENDING, unknown,
                                 cs_outbox_get_now (self), &changed, error))
            return FALSE;
          *n_done += changed;
        }
    }
  while (ids->len == PAGE);

  self->recovered = TRUE;

  return TRUE;
}

static gpointer
list_unread_job (CsDb     *db,
                 gpointer  data,
                 GError  **error)
{
  return cs_outbox_rows_list_unread (db, *(gint64 *) data, PAGE, error);
}

static gboolean
find_unread (CsOutbox  *self,
             GError   **error)
{
  g_autoptr(GArray) ids = NULL;
  gint64 since = cs_outbox_get_now (self) - READ_BACK_SINCE;

  if (self->read_backs != NULL)
    return TRUE;
  if (!(ids = cs_store_read (self->store, list_unread_job, &since, error)))
    return FALSE;

  self->read_backs = g_array_new (FALSE, FALSE, sizeof (CsReadBack));
  for (guint i = 0; i < ids->len; i++)
    {
      CsReadBack later = { g_array_index (ids, gint64, i), 0, 0 };

      g_array_append_val (self->read_backs, later);
    }

  return TRUE;
}

static gboolean
expire (CsOutbox  *self,
        guint     *n_done,
        GError   **error)
{
  gint64 now = cs_outbox_get_now (self);
  g_autoptr(GArray) ids = NULL;
  guint n = 0;

  /* Where there is a chore, posts in review are its own to let expire: it tells people too. */
  if ((self->chore == NULL && !cs_outbox_expire_reviews (self->store, now, &n, error)) ||
      !(ids = list (self, CS_PUBLICATION_QUEUED, now - CS_RELEASE_GRACE, FALSE, error)))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      if (!cs_outbox_expire (self->store, g_array_index (ids, gint64, i), CS_PUBLICATION_QUEUED, now, error))
        return FALSE;
    }
  *n_done += n + ids->len;

  return TRUE;
}

static void
plan_read_back (CsOutbox *self,
                gint64    publication,
                gint64    at,
                guint     tries)
{
  CsReadBack later = { publication, at, tries };

  if (tries < READ_BACK_TRIES)
    g_array_append_val (self->read_backs, later);
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
    return FALSE;

  *n_done += changed;
  if (changed && result->outcome == CS_SEND_SENT)
    plan_read_back (self, publication, 0, 0);
  g_hash_table_remove (self->uploads, &publication);

  return TRUE;
}

/* Refused before anything was armed: rule 1, practice and real mixed, no token. */
static gboolean
settle_error (CsOutbox            *self,
              const CsOutboxWork  *work,
              const GError        *refusal,
              guint               *n_done,
              GError             **error)
{
  gint64 retry_after = refusal->code == CS_ERROR_OFFLINE ? 5 * (gint64) G_USEC_PER_SEC : 0;
  g_autoptr(CsSendResult) result = make_result (CS_SEND_NOT_SENT, refusal->code, refusal->message, retry_after);

  g_message ("Publication %" G_GINT64_FORMAT ": %s", work->publication->id, refusal->message);

  return settle (self, work->publication->id, work->publication->state, result, n_done, error);
}

static gboolean
check (CsOutbox      *self,
       CsOutboxWork  *work,
       GError       **error)
{
  return cs_outbox_work_check (work, cs_store_get_folder (self->store), self->http, cs_outbox_get_now (self),
                               self->cancellable, error);
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
reconcile_one (CsOutbox  *self,
               gint64     publication,
               guint     *n_done,
               GError   **error)
{
  g_autoptr(CsOutboxWork) work = cs_outbox_work_load (self->store, publication, error);
  g_autoptr(CsSendResult) result = NULL;
  g_autoptr(GError) refusal = NULL;
  g_auto(GStrv) media_ids = NULL;
  CsNetworkAccount account;
  CsSendRequest request;
  gint64 now = cs_outbox_get_now (self);

  if (work == NULL)
    return FALSE;
  if (work->publication->state != CS_PUBLICATION_UNKNOWN || work->publication->armed_at + SETTLING > now)
    return TRUE;

  /* Even what may not be sent (any more) is looked for: that it went out has to be known. */
  if (!check (self, work, &refusal) &&
      (work->content == NULL || work->login == NULL || !cs_outbox_work_has_segment (work)))
    {
      result = make_result (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, refusal->message, 0);
    }
  else
    {
      account = cs_outbox_work_get_account (work);
      media_ids = cs_outbox_work_dup_media_ids (work);
      request = cs_outbox_work_make_request (work, (const char * const *) media_ids, now);
      result = cs_network_get (account.kind)->reconcile (self->http, &account, &request, self->cancellable);
    }

  return settle (self, publication, CS_PUBLICATION_UNKNOWN, result, n_done, error);
}

static gboolean
reconcile (CsOutbox  *self,
           guint     *n_done,
           GError   **error)
{
  g_autoptr(GArray) ids = list (self, CS_PUBLICATION_UNKNOWN, cs_outbox_get_now (self) + 1, TRUE, error);
  gboolean held = TRUE;

  for (guint i = 0; ids != NULL && i < ids->len && !cs_outbox_is_stopping (self); i++)
    {
      if (!take_lease (self, &held, error) || (held && !reconcile_one (self, g_array_index (ids, gint64, i), n_done, error)))
        return FALSE;
      if (!held)
        break;
    }

  return ids != NULL;
}

/* TRUE in @ready if its pictures are there. A failure for good is settled at once, also ahead of time, so that somebody can still act. */
static gboolean
prepare (CsOutbox      *self,
         CsOutboxWork  *work,
         gboolean       due,
         gboolean      *ready,
         guint         *n_done,
         GError       **error)
{
  gint64 now = cs_outbox_get_now (self);
  gint64 *not_before = g_hash_table_lookup (self->uploads, &work->publication->id);
  g_autoptr(CsSendResult) failure = NULL;
  gint64 *entry;

  *ready = FALSE;
  if (!due && not_before != NULL && *not_before > now)
    return TRUE;

  switch (cs_outbox_prepare_media (self->store, self->http, work, now, &failure, self->cancellable))
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

  if (due || failure->retry_after == 0)
    return settle (self, work->publication->id, work->publication->state, failure, n_done, error);

  entry = g_new (gint64, 2);
  entry[0] = work->publication->id;
  entry[1] = now + MAX (failure->retry_after, UPLOAD_PAUSE);
  g_hash_table_replace (self->uploads, entry, entry + 1);

  return TRUE;
}

static gboolean
read_back_one (CsOutbox        *self,
               const CsReadBack  *wanted,
               GError         **error)
{
  g_autoptr(CsOutboxWork) work = cs_outbox_work_load (self->store, wanted->publication, error);
  g_autoptr(GError) local = NULL;
  g_autofree char *result = NULL;
  CsNetworkAccount account;
  CsSendRequest request;

  if (work == NULL)
    return FALSE;
  if (work->publication->state != CS_PUBLICATION_SENT || work->content == NULL)
    return TRUE;

  if (check (self, work, &local))
    {
      account = cs_outbox_work_get_account (work);
      request = cs_outbox_work_make_request (work, NULL, cs_outbox_get_now (self));
      result = cs_network_get (account.kind)->read_back (self->http, &account, &request, work->publication->remote_id,
                                                         self->cancellable, &local);
    }

  if (result != NULL)
    return cs_outbox_keep_read_back (self->store, wanted->publication, result, cs_outbox_get_now (self), error);

  g_debug ("Publication %" G_GINT64_FORMAT ": %s", wanted->publication, local->message);
  plan_read_back (self, wanted->publication, cs_outbox_get_now (self) + (READ_BACK_PAUSE << wanted->tries), wanted->tries + 1);

  return TRUE;
}

static gboolean
read_back (CsOutbox  *self,
           GError   **error)
{
  for (guint n = self->read_backs->len; n > 0 && !cs_outbox_is_stopping (self); n--)
    {
      CsReadBack wanted = g_array_index (self->read_backs, CsReadBack, 0);

      g_array_remove_index (self->read_backs, 0);
      if (wanted.at > cs_outbox_get_now (self))
        g_array_append_val (self->read_backs, wanted);
      else if (!read_back_one (self, &wanted, error))
        return FALSE;
    }

  return TRUE;
}

/* What is sent is the same at each try, byte for byte, where the network knows a repeat by that. */
static gboolean
freeze (CsOutbox            *self,
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
  prepared = network->prepare (self->http, &account, &request, self->cancellable, error);
  if (prepared == NULL)
    return FALSE;

  g_free (work->publication->prepared);
  work->publication->prepared = prepared;

  return TRUE;
}

static gboolean
publish (CsOutbox      *self,
         CsOutboxWork  *work,
         guint         *n_done,
         GError       **error)
{
  g_auto(GStrv) media_ids = cs_outbox_work_dup_media_ids (work);
  g_autoptr(CsSendResult) result = NULL;
  CsNetworkAccount account = cs_outbox_work_get_account (work);
  g_autoptr(GError) refusal = NULL;
  CsSendRequest request;
  gint64 now = cs_outbox_get_now (self);
  gboolean armed;

  if (!freeze (self, work, (const char * const *) media_ids, &refusal))
    return settle_error (self, work, refusal, n_done, error);
  if (!cs_outbox_arm (self->store, self->holder, work->publication->id, work->publication->prepared, now, &armed, error))
    return FALSE;
  if (!armed)
    return TRUE;

  (*n_done)++;
  self->lease_until = now + CS_OUTBOX_LEASE;
  request = cs_outbox_work_make_request (work, (const char * const *) media_ids, now);
  request.armed_at = now;
  request.first_armed_at = request.first_armed_at != 0 ? request.first_armed_at : now;
  /* Not cancelled when the program ends: to wait for the answer is shorter than to find out later. */
  result = cs_network_get (account.kind)->publish (self->http, &account, &request, NULL);
  try_again_with_new_token (self, work, result);

  return settle (self, work->publication->id, CS_PUBLICATION_SENDING, result, n_done, error);
}

static gboolean
send_one (CsOutbox  *self,
          gint64     publication,
          gboolean   due,
          guint     *n_done,
          GError   **error)
{
  g_autoptr(CsOutboxWork) work = cs_outbox_work_load (self->store, publication, error);
  g_autoptr(GError) refusal = NULL;
  gint64 now = cs_outbox_get_now (self);
  gboolean ready;

  if (work == NULL)
    return FALSE;
  if (!cs_outbox_may_send (work->post->state) ||
      !(work->publication->state == CS_PUBLICATION_QUEUED || work->publication->state == CS_PUBLICATION_NOT_SENT))
    return TRUE;
  if (due && now > work->publication->due_at + CS_RELEASE_GRACE)
    return cs_outbox_expire (self->store, publication, work->publication->state, now, error);
  if (!check (self, work, &refusal))
    return (!due && refusal->code == CS_ERROR_OFFLINE) || settle_error (self, work, refusal, n_done, error);
  if (!prepare (self, work, due, &ready, n_done, error))
    return FALSE;
  /* Ahead of time nothing but the pictures goes out. */
  if (!due || !ready || work->waits)
    return TRUE;

  return publish (self, work, n_done, error);
}

static gboolean
send_all (CsOutbox            *self,
          CsPublicationState   state,
          gint64               before,
          gboolean             tries,
          gboolean             due,
          guint               *n_done,
          GError             **error)
{
  Query query = { state, before, tries, TRUE };
  g_autoptr(GArray) ids = cs_store_read (self->store, list_job, &query, error);
  gboolean held = TRUE;

  for (guint i = 0; ids != NULL && i < ids->len && !cs_outbox_is_stopping (self); i++)
    {
      if (!take_lease (self, &held, error) || (held && !send_one (self, g_array_index (ids, gint64, i), due, n_done, error)))
        return FALSE;
      if (!held)
        break;
    }

  return ids != NULL;
}

static void
do_chore (CsOutbox *self,
          guint    *n_done)
{
  g_autoptr(GError) error = NULL;

  if (self->chore != NULL && !self->chore (self->store, cs_outbox_get_now (self), n_done, self->chore_data, &error))
    g_message ("%s", error->message);
}

gboolean
cs_outbox_make_pass (CsOutbox  *self,
                     guint     *n_done,
                     GError   **error)
{
  gboolean held = FALSE;
  gint64 now;

  if (!take_lease (self, &held, error))
    return FALSE;
  if (!held)
    return TRUE;

  do_chore (self, n_done);
  if (!recover (self, n_done, error) || !find_unread (self, error) || !expire (self, n_done, error) || !reconcile (self, n_done, error))
    return FALSE;

  now = cs_outbox_get_now (self);

  return send_all (self, CS_PUBLICATION_NOT_SENT, now + 1, TRUE, TRUE, n_done, error) &&
         send_all (self, CS_PUBLICATION_QUEUED, now + 1, FALSE, TRUE, n_done, error) &&
         read_back (self, error) &&
         send_all (self, CS_PUBLICATION_QUEUED, now + UPLOAD_AHEAD, FALSE, FALSE, n_done, error);
}
