/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-fault.h"
#include "cs-outbox-acts.h"
#include "cs-outbox-rows.h"
#include "cs-post.h"

/* Arming, settling, letting expire. */

/* A network honours a key for an hour at most; later only a person can tell. */
#define RECONCILE_UNTIL (50 * 60 * (gint64) G_USEC_PER_SEC)

static gboolean
journal_armed (CsDb                    *db,
               const CsOutboxAct               *act,
               const CsPublicationRow  *row,
               GError                 **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (db, row->account, error);
  g_autoptr(GString) details = g_string_new (NULL);

  if (account == NULL)
    return FALSE;

  cs_outbox_put_number (details, "account", row->account);
  cs_outbox_put_text (details, "handle", account->handle);
  cs_outbox_put_number (details, "publication", row->id);
  cs_outbox_put_number (details, "segment", row->segment);

  return cs_outbox_journal (db, act, row->post, CS_JOURNAL_PUBLICATION_ARMED, details, error);
}

/* All of this may have changed since it was read: held, recalled, cancelled, frozen, taken by another publisher. */
static gboolean
may_arm (CsDb                    *db,
         const CsOutboxAct       *act,
         const CsPublicationRow  *row,
         const CsPostRow         *post,
         gboolean                *may,
         GError                 **error)
{
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(CsContent) content = NULL;
  gboolean thawed = FALSE;

  if (!cs_lease_rows_take (db, CS_OUTBOX_LEASE_NAME, act->holder, act->now, act->now + CS_OUTBOX_LEASE, may, error) ||
      !cs_outbox_rows_may_go (db, row->id, &thawed, error))
    return FALSE;

  *may = *may && thawed && cs_outbox_may_send (post->state) && post->revision == row->revision &&
         act->now >= row->due_at && act->now <= row->due_at + CS_RELEASE_GRACE &&
         (row->state == CS_PUBLICATION_QUEUED || (row->state == CS_PUBLICATION_NOT_SENT && row->next_try_at != 0));
  if (!*may)
    return TRUE;

  /* Rule 1, right before. */
  return (revision = cs_revision_rows_get (db, row->revision, error)) != NULL &&
         cs_outbox_prove (db, post, revision, row, &content, may, error);
}

static gpointer
arm_job (CsDb     *db,
         gpointer  data,
         GError  **error)
{
  CsOutboxAct *act = data;
  g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, act->publication, error);
  g_autoptr(CsPostRow) post = NULL;
  CsPublicationState was;
  gboolean may = FALSE;

  act->flag = FALSE;
  if (row == NULL || !(post = cs_post_rows_get (db, row->post, error)) || !may_arm (db, act, row, post, &may, error) || !may)
    return NULL;

  act->flag = TRUE;
  was = row->state;
  row->state = CS_PUBLICATION_SENDING;
  row->attempts++;
  row->armed_at = act->now;
  row->first_armed_at = row->first_armed_at != 0 ? row->first_armed_at : act->now;
  row->next_try_at = 0;
  cs_outbox_set_text (&row->prepared, act->text);
  if (!cs_publication_rows_update (db, row, was, error) || !journal_armed (db, act, row, error) ||
      !cs_outbox_change_post (db, act, post, CS_POST_SENDING, error))
    act->flag = FALSE;

  return NULL;
}

gboolean
cs_outbox_arm (CsStore     *store,
               const char  *holder,
               gint64       publication,
               const char  *prepared,
               gint64       now,
               gboolean    *armed,
               GError     **error)
{
  CsOutboxAct act = { holder, publication, now, .text = prepared };
  gboolean good = cs_outbox_transact (store, arm_job, &act, "Arming a publication", error);

  *armed = good && act.flag;

  return good;
}

/* When to look again for what may have arrived: a second after it was armed, then ever more rarely. 0 = a person decides */
static gint64
plan_look (const CsPublicationRow *row,
           const CsSendResult     *result,
           gint64                  now)
{
  gint64 delay = CLAMP ((now - row->armed_at) / 2, (gint64) G_USEC_PER_SEC, 5 * 60 * (gint64) G_USEC_PER_SEC);
  gint64 at = row->state == CS_PUBLICATION_UNKNOWN ? now + MAX (delay, result->retry_after)
                                                   : MAX (now, row->armed_at + G_USEC_PER_SEC);

  return at <= row->first_armed_at + RECONCILE_UNTIL ? at : 0;
}

static void
fill_result (CsPublicationRow   *row,
             const CsSendResult *result,
             gint64              now)
{
  switch (result->outcome)
    {
    case CS_SEND_SENT:
      row->state = CS_PUBLICATION_SENT;
      row->next_try_at = 0;
      row->check_at = now;
      cs_outbox_set_text (&row->remote_id, result->remote_id);
      cs_outbox_set_text (&row->remote_url, result->remote_url);
      cs_outbox_set_text (&row->remote_ref, result->remote_ref);
      cs_outbox_set_text (&row->read_back, result->deviation);
      break;
    case CS_SEND_NOT_SENT:
      row->state = CS_PUBLICATION_NOT_SENT;
      row->next_try_at = cs_fault_plan_try (result->code, row->attempts, result->retry_after, now,
                                            row->due_at + CS_RELEASE_GRACE, g_random_double ());
      break;
    case CS_SEND_UNKNOWN:
      row->next_try_at = plan_look (row, result, now);
      row->state = CS_PUBLICATION_UNKNOWN;
      break;
    default:
      g_assert_not_reached ();
    }

  row->settled_at = now;
  cs_outbox_set_text (&row->error, result->outcome == CS_SEND_SENT ? "" : cs_error_nick (result->code));
  cs_outbox_set_text (&row->error_detail, result->outcome == CS_SEND_SENT ? "" : result->detail);
}

static gboolean
update_health (CsDb                *db,
               CsAccountRow        *account,
               const CsSendResult  *result,
               GError             **error)
{
  const char *health = account->health;

  if (result->outcome == CS_SEND_SENT)
    {
      /* That a post went out says nothing of the handle: only asking after it again does. */
      if (!g_str_equal (health, cs_error_nick (CS_ERROR_HANDLE_LOST)))
        health = result->code != 0 ? cs_error_nick ((CsError) result->code) : "";
    }
  else if (result->code == CS_ERROR_LOGIN_REJECTED || result->code == CS_ERROR_CERTIFICATE || result->code == CS_ERROR_NO_KEYRING ||
           result->code == CS_ERROR_SEALED_FILE)
    health = cs_error_nick ((CsError) result->code);
  if (g_str_equal (health, account->health))
    return TRUE;

  cs_outbox_set_text (&account->health, health);

  return cs_account_rows_update (db, account, error);
}

static gboolean
journal_settled (CsDb                    *db,
                 const CsOutboxAct               *act,
                 const CsPublicationRow  *row,
                 const CsAccountRow      *account,
                 GError                 **error)
{
  g_autoptr(GString) details = g_string_new (NULL);

  cs_outbox_put_number (details, "account", row->account);
  cs_outbox_put_text (details, "error", row->error);
  cs_outbox_put_text (details, "handle", account->handle);
  cs_outbox_put_number (details, "publication", row->id);
  cs_outbox_put_number (details, "segment", row->segment);
  cs_outbox_put_text (details, "state", cs_publication_state_nick (row->state));
  cs_outbox_put_text (details, "url", row->remote_url);

  return cs_outbox_journal (db, act, row->post, CS_JOURNAL_PUBLICATION_SETTLED, details, error);
}

static gpointer
settle_job (CsDb     *db,
            gpointer  data,
            GError  **error)
{
  CsOutboxAct *act = data;
  g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, act->publication, error);
  g_autoptr(CsAccountRow) account = NULL;
  gboolean again;

  act->flag = FALSE;
  if (row == NULL || !(account = cs_account_rows_get (db, row->account, error)))
    return NULL;
  /* A person resolved it while the network was asked. */
  if (row->state != act->was)
    return NULL;

  again = act->was == CS_PUBLICATION_UNKNOWN && act->result->outcome == CS_SEND_UNKNOWN;
  fill_result (row, act->result, act->now);
  if (!cs_publication_rows_update (db, row, act->was, error) || !update_health (db, account, act->result, error))
    return NULL;
  /* Still not known is no news. */
  if (again)
    return NULL;
  /* What was refused may have been a picture that is gone over there: the next try brings its own. */
  if (row->state == CS_PUBLICATION_NOT_SENT && act->result->code == CS_ERROR_REFUSED &&
      !cs_publication_media_rows_clear (db, row->id, error))
    return NULL;

  act->flag = journal_settled (db, act, row, account, error) && cs_outbox_update_post (db, act, row, error);

  return NULL;
}

gboolean
cs_outbox_settle (CsStore             *store,
                  gint64               publication,
                  CsPublicationState   was,
                  const CsSendResult  *result,
                  gint64               now,
                  gboolean            *changed,
                  GError             **error)
{
  CsOutboxAct act = { NULL, publication, now, was, result };
  gboolean good = cs_outbox_transact (store, settle_job, &act, "Recording what came of a publication", error);

  *changed = good && act.flag;

  return good;
}

static gpointer
expire_job (CsDb     *db,
            gpointer  data,
            GError  **error)
{
  CsOutboxAct *act = data;
  g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, act->publication, error);
  g_autoptr(CsAccountRow) account = NULL;

  if (row == NULL || row->state != act->was || !(account = cs_account_rows_get (db, row->account, error)))
    return NULL;

  /* What was tried and did not get there keeps its reason; there is just no time left for another try. */
  if (act->was == CS_PUBLICATION_QUEUED)
    row->state = CS_PUBLICATION_EXPIRED;
  row->next_try_at = 0;
  row->settled_at = act->now;
  if (cs_publication_rows_update (db, row, act->was, error) && journal_settled (db, act, row, account, error))
    cs_outbox_update_post (db, act, row, error);

  return NULL;
}

gboolean
cs_outbox_expire (CsStore             *store,
                  gint64               publication,
                  CsPublicationState   was,
                  gint64               now,
                  GError             **error)
{
  CsOutboxAct act = { NULL, publication, now, was };

  return cs_outbox_transact (store, expire_job, &act, "Letting a publication expire", error);
}

static gpointer
expire_reviews_job (CsDb     *db,
                    gpointer  data,
                    GError  **error)
{
  CsOutboxAct *act = data;
  g_autoptr(GPtrArray) posts = cs_post_rows_list_due (db, CS_POST_IN_REVIEW, 1, act->now, 100, error);

  for (guint i = 0; posts != NULL && i < posts->len; i++)
    {
      CsPostRow *post = g_ptr_array_index (posts, i);

      if (post->release != CS_RELEASE_AT_TIME)
        continue;
      if (!cs_outbox_change_post (db, act, post, CS_POST_EXPIRED, error))
        return NULL;
      act->n++;
    }

  return NULL;
}

static gpointer
find_late_review_job (CsDb     *db,
                      gpointer  data,
                      GError  **error)
{
  CsOutboxAct *act = data;
  g_autoptr(GPtrArray) posts = cs_post_rows_list_due (db, CS_POST_IN_REVIEW, 1, act->now, 100, error);

  for (guint i = 0; posts != NULL && i < posts->len; i++)
    act->flag |= ((CsPostRow *) g_ptr_array_index (posts, i))->release == CS_RELEASE_AT_TIME;

  return NULL;
}

gboolean
cs_outbox_expire_reviews (CsStore  *store,
                          gint64    now,
                          guint    *n,
                          GError  **error)
{
  CsOutboxAct act = { NULL, 0, now };
  GError *local = NULL;
  gboolean good = TRUE;

  /* Looked for by a reader first: a pass without news writes nothing. */
  cs_store_read (store, find_late_review_job, &act, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (act.flag)
    good = cs_outbox_transact (store, expire_reviews_job, &act, "Letting posts in review expire", error);
  *n = act.n;

  return good;
}
