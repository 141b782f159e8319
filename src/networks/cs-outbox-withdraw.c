/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-amend.h"
#include "cs-amendment-rows.h"
#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-outbox-acts.h"

/* Plans what a signed withdrawal takes down: the last part of a thread first, so that nothing that is still out answers something that is gone. */

#define PAGE 50

/* In a pass without lanes; nobody publishes so many parts. */
#define MAX_ROUNDS 500

typedef struct
{
  gint64            withdrawal;
  gint64            now;
  GArray           *ready;        /* of CsOutboxReady: to be taken down now, one of each account */
  gboolean          flag;         /* what the transaction answers */
} Withdrawing;

CsContent *
cs_outbox_prove_withdrawal (CsDb             *db,
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
           const Withdrawing          *job,
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
              const Withdrawing    *job,
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
  Withdrawing *job = data;
  g_autoptr(CsPostRow) post = cs_post_rows_get (db, job->withdrawal, error);
  g_autoptr(CsContent) content = post != NULL ? cs_outbox_prove_withdrawal (db, post, error) : NULL;
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
survey (CsOutbox     *self,
        Withdrawing  *job,
        GError      **error)
{
  GError *local = NULL;

  job->now = cs_outbox_get_now (self);
  cs_store_write (self->store, survey_job, job, &local);
  if (local == NULL)
    return TRUE;

  g_propagate_prefixed_error (error, local, "Withdrawing by post %" G_GINT64_FORMAT ": ", job->withdrawal);

  return FALSE;
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
  Withdrawing job = { .withdrawal = withdrawal, .ready = ready };
  guint before = *n_done;

  *again = FALSE;
  if (!survey (self, &job, error))
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
