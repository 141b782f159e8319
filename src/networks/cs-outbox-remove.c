/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amendment-rows.h"
#include "cs-canonical.h"
#include "cs-error.h"
#include "cs-journal-rows.h"
#include "cs-outbox-acts.h"

/* Takes one piece down: it is armed, removed and settled. To remove twice does no harm, so that an armed one is just done again after a crash, and an unknown
 * outcome too. */

/* Before another try: doubled each time, up to an hour; then a person has to look. */
#define FIRST_PAUSE (15 * (gint64) G_USEC_PER_SEC)
#define LAST_PAUSE (60 * 60 * (gint64) G_USEC_PER_SEC)
#define MAX_ATTEMPTS 30

typedef struct
{
  gint64            withdrawal;
  gint64            now;
  const char       *holder;
  gint64            publication;  /* armed or settled */
  gboolean          flag;         /* what the transaction answers */
  const GError     *failure;      /* of the removal; NULL = it is gone */
} Removing;

static gboolean
append_entry (CsDb                    *db,
              const Removing          *job,
              const CsPublicationRow  *piece,
              const CsRemovalRow      *removal,
              GError                 **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (db, piece->account, error);
  g_autoptr(GString) details = g_string_new ("{");
  gboolean armed = removal->state == CS_REMOVAL_REMOVING && *removal->error == '\0';

  if (account == NULL)
    return FALSE;

  if (!armed)
    {
      g_string_append (details, "\"error\":");
      cs_canonical_append_text (details, removal->error);
      g_string_append_c (details, ',');
    }
  g_string_append (details, "\"handle\":");
  cs_canonical_append_text (details, account->handle);
  g_string_append_printf (details, ",\"publication\":%" G_GINT64_FORMAT ",\"segment\":%u", piece->id, piece->segment);
  if (!armed)
    g_string_append_printf (details, ",\"state\":\"%s\"", cs_removal_state_nick (removal->state));
  g_string_append_c (details, '}');

  return cs_journal_rows_append (db, job->now, 0, job->withdrawal, armed ? CS_JOURNAL_REMOVAL_ARMED : CS_JOURNAL_REMOVAL_SETTLED,
                                 details->str, error) != 0;
}

static gpointer
arm_job (CsDb     *db,
         gpointer  data,
         GError  **error)
{
  Removing *job = data;
  g_autoptr(CsPublicationRow) piece = cs_publication_rows_get (db, job->publication, error);
  g_autoptr(CsRemovalRow) removal = NULL;
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(CsContent) content = NULL;
  gboolean held = FALSE;
  gboolean due = FALSE;

  job->flag = FALSE;
  if (piece == NULL || !cs_removal_rows_find (db, piece->id, &removal, error))
    return NULL;
  if (removal == NULL || removal->state != CS_REMOVAL_REMOVING || piece->state != CS_PUBLICATION_SENT)
    return NULL;
  if (!(post = cs_post_rows_get (db, removal->post, error)) || !(content = cs_outbox_prove_withdrawal (db, post, error)) ||
      !cs_lease_rows_take (db, CS_OUTBOX_LEASE_NAME, job->holder, job->now, job->now + CS_OUTBOX_LEASE, &held, error) ||
      !cs_amendment_rows_is_due (db, post->id, job->now + 1, &due, error))
    return NULL;
  /* Held, frozen or recalled since it was listed; or it names something else. */
  if (!held || !due || piece->post != content->amends->post || !cs_content_has_account (content, piece->account))
    return NULL;

  job->withdrawal = post->id;
  removal->attempts++;
  removal->armed_at = job->now;
  removal->next_try_at = 0;
  g_free (removal->error);
  removal->error = g_strdup ("");
  job->flag = cs_removal_rows_set (db, removal, error) && append_entry (db, job, piece, removal, error);

  return NULL;
}

/* What waits by itself for a better moment, and what only a person can better. */
static gboolean
may_try_again (int code,
               int attempts)
{
  switch (code)
    {
    case CS_ERROR_OFFLINE:
    case CS_ERROR_CERTIFICATE:
    case CS_ERROR_NO_KEYRING:
    case CS_ERROR_SEALED_FILE:
    case CS_ERROR_RATE_LIMITED:
    case CS_ERROR_UNKNOWN_OUTCOME:
    case CS_ERROR_LOGIN_REJECTED:
    case CS_ERROR_NO_CREDIT:
      return attempts < MAX_ATTEMPTS;
    default:
      return FALSE;
    }
}

static void
fill_removal (CsRemovalRow   *removal,
              const Removing *job)
{
  int code = job->failure == NULL ? 0 : job->failure->domain == CS_ERROR ? job->failure->code : CS_ERROR_FAILED;
  gint64 pause = MIN (FIRST_PAUSE << CLAMP (removal->attempts - 1, 0, 10), LAST_PAUSE);

  g_free (removal->error);
  g_free (removal->error_detail);
  removal->error = g_strdup (job->failure == NULL ? "" : cs_error_nick (code));
  removal->error_detail = g_strdup (job->failure == NULL ? "" : job->failure->message);
  removal->settled_at = job->now;
  removal->next_try_at = 0;
  removal->state = CS_REMOVAL_GONE;
  if (job->failure == NULL)
    return;

  removal->state = may_try_again (code, removal->attempts) ? CS_REMOVAL_REMOVING : CS_REMOVAL_KEPT;
  if (removal->state == CS_REMOVAL_REMOVING)
    removal->next_try_at = job->now + pause;
}

static gpointer
settle_job (CsDb     *db,
            gpointer  data,
            GError  **error)
{
  Removing *job = data;
  g_autoptr(CsPublicationRow) piece = cs_publication_rows_get (db, job->publication, error);
  g_autoptr(CsRemovalRow) removal = NULL;

  if (piece == NULL || !cs_removal_rows_find (db, piece->id, &removal, error))
    return NULL;
  /* A person said meanwhile that it is gone. */
  if (removal == NULL || removal->state != CS_REMOVAL_REMOVING)
    return NULL;

  fill_removal (removal, job);
  if (!cs_removal_rows_set (db, removal, error) || !append_entry (db, job, piece, removal, error))
    return NULL;

  /* It is not looked for any more. */
  if (removal->state == CS_REMOVAL_GONE && piece->state == CS_PUBLICATION_SENT && piece->check_at != 0)
    {
      piece->check_at = 0;
      cs_publication_rows_update (db, piece, CS_PUBLICATION_SENT, error);
    }

  return NULL;
}

static gboolean
run (CsOutbox    *self,
     CsStoreJob   job,
     Removing    *removing,
     GError     **error)
{
  GError *local = NULL;

  removing->now = cs_outbox_get_now (self);
  cs_store_write (self->store, job, removing, &local);
  if (local == NULL)
    return TRUE;

  g_propagate_prefixed_error (error, local, "Withdrawing by post %" G_GINT64_FORMAT ": ", removing->withdrawal);

  return FALSE;
}

static gboolean
remove_piece (CsOutbox      *self,
              CsHttp        *http,
              CsOutboxWork  *work,
              GError       **error)
{
  const CsLoginPlace place = cs_outbox_work_get_login_place (work, cs_store_get_folder (self->store));
  const CsNetwork *network = cs_network_get (work->account->network);
  CsNetworkAccount account;
  gboolean rejected;
  GError *local = NULL;

  if (!cs_network_check_place (work->account->network, work->account->address, work->office->practice, error))
    return FALSE;
  if (network == NULL || network->remove == NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_CANNOT_REMOVE, "The network has no way to take a post down");
      return FALSE;
    }
  if (work->login == NULL && !(work->login = cs_logins_take (&place, http, cs_outbox_get_now (self), self->cancellable, error)))
    return FALSE;

  account = cs_outbox_work_get_account (work);
  if (network->remove (http, &account, work->publication->remote_id, self->cancellable, &local))
    return TRUE;

  /* A token that ended before its time is renewed for the next try. */
  rejected = g_error_matches (local, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  if (rejected && cs_logins_reject_token (&place, work->login->access, cs_outbox_get_now (self), self->cancellable))
    local->code = CS_ERROR_OFFLINE;
  g_propagate_error (error, local);

  return FALSE;
}

gboolean
cs_outbox_remove_one (CsOutbox           *self,
                      CsHttp             *http,
                      const CsOutboxJob  *job,
                      guint              *n_done,
                      GError            **error)
{
  Removing removing = { .holder = self->holder, .publication = job->publication };
  g_autoptr(CsOutboxWork) work = NULL;
  g_autoptr(GError) failure = NULL;

  if (!(work = cs_outbox_work_load (self->store, job->publication, error)) || !run (self, arm_job, &removing, error))
    return FALSE;
  if (!removing.flag)
    return TRUE;

  cs_outbox_note_lease (self, removing.now);
  (*n_done)++;
  if (!remove_piece (self, http, work, &failure))
    {
      /* The program ends: it is armed, and done again at the next start. */
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cs_outbox_is_stopping (self))
        return TRUE;
      removing.failure = failure;
    }

  return run (self, settle_job, &removing, error);
}
