/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-amend.h"
#include "cs-amendment-rows.h"
#include "cs-canonical.h"
#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-journal-rows.h"
#include "cs-outbox-acts.h"

/* Takes down what a signed withdrawal names: each piece is armed, removed and settled; the last part of a thread first, so that nothing that is still out answers
 * something that is gone. To remove twice does no harm, so that an armed one is just done again after a crash, and an unknown outcome too. */

#define PAGE 50

/* In a pass without lanes; nobody publishes so many parts. */
#define MAX_ROUNDS 500

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
  GArray           *ready;        /* of CsOutboxReady: to be taken down now, one of each account; or NULL */
  gboolean          flag;         /* what the transaction answers */
  const GError     *failure;      /* of the removal; NULL = it is gone */
} Removing;

/* Rule 1 holds for taking down, too: every stage agreed to exactly this withdrawal. */
static CsContent *
prove (CsDb             *db,
       const CsPostRow  *post,
       GError          **error)
{
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(CsChainRows) chain = NULL;
  g_autoptr(CsContent) content = NULL;
  CsDigest stored, computed;

  if (post->revision == 0 || !(revision = cs_revision_rows_get (db, post->revision, error)) ||
      !(chain = cs_chain_rows_load (db, post, g_get_real_time (), error)) ||
      !(content = cs_content_parse (revision->content, error)))
    return NULL;

  stored = cs_digest_of_bytes (revision->content, strlen (revision->content));
  computed = cs_content_digest (content);
  if (content->amends != NULL && content->amends->kind == CS_AMEND_WITHDRAWAL &&
      cs_digest_equal (&stored, &revision->digest) && cs_digest_equal (&computed, &revision->digest) &&
      cs_digest_equal (&chain->chain.digest, &revision->digest) && cs_chain_is_complete (&chain->chain))
    return g_steal_pointer (&content);

  g_set_error (error, CS_ERROR, CS_ERROR_DIGEST_MISMATCH, "Withdrawal %" G_GINT64_FORMAT " is not what was signed", post->id);

  return NULL;
}

/* By account, the last part first */
static int
compare_pieces (gconstpointer one,
                gconstpointer other)
{
  const CsPublicationRow *a = *(const CsPublicationRow * const *) one;
  const CsPublicationRow *b = *(const CsPublicationRow * const *) other;

  if (a->account != b->account)
    return a->account < b->account ? -1 : 1;
  return a->segment > b->segment ? -1 : a->segment < b->segment;
}

/* What still waits to go out does not go out any more. */
static gboolean
cancel_piece (CsDb              *db,
              CsPublicationRow  *piece,
              gint64             now,
              GError           **error)
{
  CsPublicationState was = piece->state;

  piece->state = CS_PUBLICATION_CANCELLED;
  piece->next_try_at = 0;
  piece->settled_at = now;

  return cs_publication_rows_update (db, piece, was, error);
}

typedef struct
{
  gboolean waits;   /* for a piece whose outcome is not known yet, or for another try */
  gboolean kept;    /* a piece stays out over there */
  gboolean out;     /* something of the post is out on other accounts */
  GArray  *ready;   /* of CsOutboxReady; lent */
} Survey;

/* One at a time of each account: the part before it waits until it is gone. */
static gboolean
is_next (const Survey           *survey,
         const CsPublicationRow *piece)
{
  for (guint i = 0; i < survey->ready->len; i++)
    if (g_array_index (survey->ready, CsOutboxReady, i).account == piece->account)
      return FALSE;

  return TRUE;
}

/* @removal: (nullable) */
static gboolean
plan_sent (CsDb                    *db,
           const CsPublicationRow  *piece,
           const CsRemovalRow      *removal,
           const Removing          *job,
           Survey                  *survey,
           GError                 **error)
{
  const CsOutboxReady ready = { piece->id, piece->account, job->now };
  CsRemovalRow fresh = { .publication = piece->id, .post = job->withdrawal, .state = CS_REMOVAL_REMOVING };

  if (removal != NULL && removal->state == CS_REMOVAL_GONE)
    return TRUE;
  if (removal != NULL && removal->state == CS_REMOVAL_KEPT)
    {
      survey->kept = TRUE;
      return TRUE;
    }

  survey->waits = TRUE;
  if (!is_next (survey, piece))
    return TRUE;
  g_array_append_val (survey->ready, ready);
  if (removal != NULL && removal->next_try_at > job->now)
    g_array_index (survey->ready, CsOutboxReady, survey->ready->len - 1).publication = 0;

  /* By this its lane finds the withdrawal. */
  return (removal != NULL && removal->post == job->withdrawal) || cs_removal_rows_set (db, &fresh, error);
}

static gboolean
survey_piece (CsDb              *db,
              CsPublicationRow  *piece,
              const CsContent   *content,
              const Removing    *job,
              Survey            *survey,
              GError           **error)
{
  g_autoptr(CsRemovalRow) removal = NULL;

  if (!cs_removal_rows_find (db, piece->id, &removal, error))
    return FALSE;

  if (!cs_content_has_account (content, piece->account))
    {
      survey->out |= piece->state != CS_PUBLICATION_CANCELLED && piece->state != CS_PUBLICATION_EXPIRED &&
                     !(removal != NULL && removal->state == CS_REMOVAL_GONE);
      return TRUE;
    }

  switch (piece->state)
    {
    case CS_PUBLICATION_SENT:
      return plan_sent (db, piece, removal, job, survey, error);
    case CS_PUBLICATION_SENDING:
    case CS_PUBLICATION_UNKNOWN:
      survey->waits = TRUE;
      return TRUE;
    case CS_PUBLICATION_QUEUED:
    case CS_PUBLICATION_NOT_SENT:
      return cancel_piece (db, piece, job->now, error);
    case CS_PUBLICATION_EXPIRED:
    case CS_PUBLICATION_CANCELLED:
    default:
      return TRUE;
    }
}

/* Nothing is left to be done: both posts say so. A withdrawal that says nothing in public has no publications by which its state would follow. */
static gboolean
finish (CsDb             *db,
        CsPostRow        *post,
        CsPostRow        *amended,
        const CsContent  *content,
        const Survey     *survey,
        gint64            now,
        GError          **error)
{
  if (!cs_amendment_rows_finish (db, post->id, now, error))
    return FALSE;
  if (!survey->kept && !survey->out && !cs_amend_change_post (db, amended, CS_ACT_WITHDRAW, post->id, now, error))
    return FALSE;
  if (!cs_content_is_silent (content))
    return TRUE;

  return cs_amend_change_post (db, post, CS_ACT_ARM, 0, now, error) &&
         cs_amend_change_post (db, post, survey->kept ? CS_ACT_FAILED : CS_ACT_PUBLISHED, 0, now, error);
}

static gpointer
survey_job (CsDb     *db,
            gpointer  data,
            GError  **error)
{
  Removing *job = data;
  g_autoptr(CsPostRow) post = cs_post_rows_get (db, job->withdrawal, error);
  g_autoptr(CsContent) content = post != NULL ? prove (db, post, error) : NULL;
  g_autoptr(CsPostRow) amended = content != NULL ? cs_post_rows_get (db, content->amends->post, error) : NULL;
  g_autoptr(GPtrArray) pieces = amended != NULL ? cs_publication_rows_list (db, amended->id, 0, error) : NULL;
  Survey survey = { .ready = job->ready };

  if (pieces == NULL)
    return NULL;

  g_array_set_size (job->ready, 0);

  g_ptr_array_sort (pieces, compare_pieces);
  for (guint i = 0; i < pieces->len; i++)
    if (!survey_piece (db, g_ptr_array_index (pieces, i), content, job, &survey, error))
      return NULL;

  job->flag = !survey.waits;
  if (!survey.waits)
    finish (db, post, amended, content, &survey, job->now, error);

  return NULL;
}

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

  job->flag = FALSE;
  if (piece == NULL || !cs_removal_rows_find (db, piece->id, &removal, error))
    return NULL;
  if (removal == NULL || removal->state != CS_REMOVAL_REMOVING || piece->state != CS_PUBLICATION_SENT)
    return NULL;
  if (!(post = cs_post_rows_get (db, removal->post, error)) || !(content = prove (db, post, error)) ||
      !cs_lease_rows_take (db, CS_OUTBOX_LEASE_NAME, job->holder, job->now, job->now + CS_OUTBOX_LEASE, &held, error))
    return NULL;
  if (!held || post->state == CS_POST_HELD || piece->post != content->amends->post || !cs_content_has_account (content, piece->account))
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

/* What can be taken down now goes into the lanes of its accounts. @again: (out): whether it pays to look once more at once */
static gboolean
withdraw_one (CsOutbox  *self,
              gint64     withdrawal,
              gboolean  *again,
              guint     *n_done,
              GError   **error)
{
  g_autoptr(GArray) ready = g_array_new (FALSE, FALSE, sizeof (CsOutboxReady));
  Removing job = { .withdrawal = withdrawal, .ready = ready };
  guint before = *n_done;

  *again = FALSE;
  if (!run (self, survey_job, &job, error))
    return FALSE;

  *n_done += job.flag;
  for (guint i = 0; i < ready->len; i++)
    {
      const CsOutboxReady *one = &g_array_index (ready, CsOutboxReady, i);

      if (one->publication != 0 && !cs_outbox_hand_out (self, CS_OUTBOX_REMOVE, one, n_done, error))
        return FALSE;
    }
  *again = self->lanes == NULL && !job.flag && *n_done > before;

  return TRUE;
}

static gpointer
list_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  return cs_amendment_rows_list_due (db, *(gint64 *) data, PAGE, error);
}

gboolean
cs_outbox_withdraw (CsOutbox  *self,
                    guint     *n_done,
                    GError   **error)
{
  gint64 before = cs_outbox_get_now (self) + 1;
  g_autoptr(GArray) posts = cs_store_read (self->store, list_job, &before, error);

  for (guint i = 0; posts != NULL && i < posts->len; i++)
    {
      g_autoptr(GError) local = NULL;
      gboolean again = TRUE;

      for (guint round = 0; again && round < MAX_ROUNDS && !cs_outbox_is_stopping (self); round++)
        again = withdraw_one (self, g_array_index (posts, gint64, i), &again, n_done, &local) && again;
      /* One that is not what was signed keeps no other from its turn. */
      if (local != NULL)
        g_message ("%s", local->message);
    }

  return posts != NULL;
}
