/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-private.h"

#include <string.h>

#include "cs-error.h"
#include "cs-journal-rows.h"
#include "cs-outbox-rows.h"
#include "cs-post.h"

/* The outbox's transactions: each changes states and appends to the journal at once (rule 4). The actor is 0, the program itself. */

#define LEASE_NAME "publisher"

/* A network honours a key for an hour at most; later only a person can tell. */
#define RECONCILE_UNTIL (50 * 60 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  const char         *holder;
  gint64              publication;
  gint64              now;
  CsPublicationState  was;
  const CsSendResult *result;
  const char         *text;
  gboolean            flag; /* what the transaction answers */
  guint               n;
} Act;

/* One member of a canonical object. @first: whether it opens the object */
static void
append_text (GString    *json,
             const char *name,
             const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  g_string_append_printf (json, "%s\"%s\":\"", json->len == 0 ? "{" : ",", name);
  for (const char *p = normal != NULL ? normal : ""; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static void
append_number (GString    *json,
               const char *name,
               gint64      number)
{
  g_string_append_printf (json, "%s\"%s\":%" G_GINT64_FORMAT, json->len == 0 ? "{" : ",", name, number);
}

static gboolean
append_entry (CsDb           *db,
              const Act      *act,
              gint64          post,
              CsJournalKind   kind,
              GString        *details,
              GError        **error)
{
  g_string_append_c (details, '}');

  return cs_journal_rows_append (db, act->now, 0, post, kind, details->str, error) != 0;
}

static gboolean
find_act (CsPostState  state,
          CsPostAct   *act)
{
  switch (state)
    {
    case CS_POST_QUEUED:
      *act = CS_ACT_QUEUE;
      return TRUE;
    case CS_POST_SENDING:
      *act = CS_ACT_ARM;
      return TRUE;
    case CS_POST_PUBLISHED:
      *act = CS_ACT_PUBLISHED;
      return TRUE;
    case CS_POST_PARTLY_PUBLISHED:
      *act = CS_ACT_PARTLY;
      return TRUE;
    case CS_POST_UNKNOWN:
      *act = CS_ACT_UNKNOWN;
      return TRUE;
    case CS_POST_FAILED:
      *act = CS_ACT_FAILED;
      return TRUE;
    case CS_POST_EXPIRED:
      *act = CS_ACT_EXPIRE;
      return TRUE;
    case CS_POST_DRAFT:
    case CS_POST_IN_REVIEW:
    case CS_POST_RETURNED:
    case CS_POST_REJECTED:
    case CS_POST_SIGNED:
    case CS_POST_HELD:
    case CS_POST_CORRECTED:
    case CS_POST_WITHDRAWN:
    default:
      return FALSE;
    }
}

/* The table of transitions decides; where it has none, the post stays as it is: a person acted meanwhile. */
static gboolean
change_post (CsDb         *db,
             const Act    *act,
             CsPostRow    *post,
             CsPostState   wanted,
             GError      **error)
{
  g_autoptr(GString) details = NULL;
  CsPostState was = post->state;
  CsPostState next;
  CsPostAct post_act;

  if (was == wanted || !find_act (wanted, &post_act) || !cs_post_next_state (was, post_act, &next, NULL) || next == was)
    return TRUE;

  post->state = next;
  post->changed_at = act->now;
  details = g_string_new (NULL);
  append_text (details, "act", cs_post_act_nick (post_act));
  append_text (details, "from", cs_post_state_nick (was));
  append_text (details, "to", cs_post_state_nick (next));

  return cs_post_rows_update (db, post, was, error) &&
         append_entry (db, act, post->id, CS_JOURNAL_STATE_CHANGED, details, error);
}

/* The post's state is what its publications together mean. */
static gboolean
update_post (CsDb                    *db,
             const Act               *act,
             const CsPublicationRow  *publication,
             GError                 **error)
{
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autofree CsPublicationState *states = NULL;
  g_autofree gboolean *planned = NULL;

  if (!(post = cs_post_rows_get (db, publication->post, error)) ||
      !(all = cs_publication_rows_list (db, publication->post, publication->revision, error)))
    return FALSE;

  /* Publications of an earlier revision say nothing of the post as it is now. */
  if (post->revision != publication->revision)
    return TRUE;

  states = g_new (CsPublicationState, all->len);
  planned = g_new (gboolean, all->len);
  for (guint i = 0; i < all->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (all, i);

      states[i] = row->state;
      planned[i] = row->next_try_at != 0;
    }

  return change_post (db, act, post, cs_post_state_from_publications (states, planned, all->len), error);
}

static gpointer
take_lease_job (CsDb     *db,
                gpointer  data,
                GError  **error)
{
  Act *act = data;

  cs_lease_rows_take (db, LEASE_NAME, act->holder, act->now, act->now + CS_OUTBOX_LEASE, &act->flag, error);

  return NULL;
}

static gpointer
give_lease_back_job (CsDb     *db,
                     gpointer  data,
                     GError  **error)
{
  Act *act = data;

  cs_lease_rows_release (db, LEASE_NAME, act->holder, error);

  return NULL;
}

/* Runs @job in a transaction of its own; TRUE if it was committed. */
static gboolean
run (CsStore     *store,
     CsStoreJob   job,
     Act         *act,
     const char  *doing,
     GError     **error)
{
  GError *local = NULL;

  cs_store_write (store, job, act, &local);
  if (local == NULL)
    return TRUE;

  g_propagate_prefixed_error (error, local, "%s: ", doing);

  return FALSE;
}

gboolean
cs_outbox_take_lease (CsStore     *store,
                      const char  *holder,
                      gint64       now,
                      gboolean    *held,
                      GError     **error)
{
  Act act = { holder, 0, now };
  gboolean good = run (store, take_lease_job, &act, "Taking the publisher's lease", error);

  *held = good && act.flag;

  return good;
}

gboolean
cs_outbox_give_lease_back (CsStore     *store,
                           const char  *holder,
                           GError     **error)
{
  Act act = { holder };

  return run (store, give_lease_back_job, &act, "Giving the publisher's lease back", error);
}

static gboolean
journal_armed (CsDb                    *db,
               const Act               *act,
               const CsPublicationRow  *row,
               GError                 **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (db, row->account, error);
  g_autoptr(GString) details = g_string_new (NULL);

  if (account == NULL)
    return FALSE;

  append_number (details, "account", row->account);
  append_text (details, "handle", account->handle);
  append_number (details, "publication", row->id);
  append_number (details, "segment", row->segment);

  return append_entry (db, act, row->post, CS_JOURNAL_PUBLICATION_ARMED, details, error);
}

static void
set_text (char       **field,
          const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static gpointer
arm_job (CsDb     *db,
         gpointer  data,
         GError  **error)
{
  Act *act = data;
  g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, act->publication, error);
  g_autoptr(CsPostRow) post = NULL;
  CsPublicationState was;
  gboolean thawed = FALSE;

  act->flag = FALSE;
  if (row == NULL || !(post = cs_post_rows_get (db, row->post, error)) ||
      !cs_lease_rows_take (db, LEASE_NAME, act->holder, act->now, act->now + CS_OUTBOX_LEASE, &act->flag, error) ||
      !cs_outbox_rows_may_go (db, row->id, &thawed, error))
    return NULL;

  /* All of this may have changed since it was read: held, recalled, cancelled, frozen, taken by another publisher. */
  if (!act->flag || !thawed || !cs_outbox_may_send (post->state) || post->revision != row->revision ||
      act->now > row->due_at + CS_RELEASE_GRACE ||
      !(row->state == CS_PUBLICATION_QUEUED || (row->state == CS_PUBLICATION_NOT_SENT && row->next_try_at != 0)))
    {
      act->flag = FALSE;
      return NULL;
    }

  was = row->state;
  row->state = CS_PUBLICATION_SENDING;
  row->attempts++;
  row->armed_at = act->now;
  row->first_armed_at = row->first_armed_at != 0 ? row->first_armed_at : act->now;
  row->next_try_at = 0;
  set_text (&row->prepared, act->text);
  if (!cs_publication_rows_update (db, row, was, error) || !journal_armed (db, act, row, error) ||
      !change_post (db, act, post, CS_POST_SENDING, error))
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
  Act act = { holder, publication, now, .text = prepared };
  gboolean good = run (store, arm_job, &act, "Arming a publication", error);

  *armed = good && act.flag;

  return good;
}

/* When to try again after certainly nothing arrived: as the network asks, growing, with jitter, never once it would be late. 0 = not by itself */
static gint64
plan_try (const CsPublicationRow *row,
          const CsSendResult     *result,
          gint64                  now)
{
  gint64 delay;
  gint64 at;

  if (result->retry_after == 0)
    return 0;

  delay = MAX (result->retry_after, (2 * (gint64) G_USEC_PER_SEC) << CLAMP (row->attempts - 1, 0, 5));
  at = now + delay + g_random_int_range (0, (gint32) MIN (delay / 4 + 1, G_MAXINT32));

  return at <= row->due_at + CS_RELEASE_GRACE ? at : 0;
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
      set_text (&row->remote_id, result->remote_id);
      set_text (&row->remote_url, result->remote_url);
      set_text (&row->remote_ref, result->remote_ref);
      set_text (&row->read_back, result->deviation);
      break;
    case CS_SEND_NOT_SENT:
      row->state = CS_PUBLICATION_NOT_SENT;
      row->next_try_at = plan_try (row, result, now);
      break;
    case CS_SEND_UNKNOWN:
      row->next_try_at = plan_look (row, result, now);
      row->state = CS_PUBLICATION_UNKNOWN;
      break;
    default:
      g_assert_not_reached ();
    }

  row->settled_at = now;
  set_text (&row->error, result->outcome == CS_SEND_SENT ? "" : cs_error_nick (result->code));
  set_text (&row->error_detail, result->outcome == CS_SEND_SENT ? "" : result->detail);
}

static gboolean
update_health (CsDb                *db,
               CsAccountRow        *account,
               const CsSendResult  *result,
               GError             **error)
{
  const char *health = account->health;

  if (result->outcome == CS_SEND_SENT)
    health = "";
  else if (result->code == CS_ERROR_LOGIN_REJECTED)
    health = cs_error_nick (CS_ERROR_LOGIN_REJECTED);
  if (g_str_equal (health, account->health))
    return TRUE;

  set_text (&account->health, health);

  return cs_account_rows_update (db, account, error);
}

static gboolean
journal_settled (CsDb                    *db,
                 const Act               *act,
                 const CsPublicationRow  *row,
                 const CsAccountRow      *account,
                 GError                 **error)
{
  g_autoptr(GString) details = g_string_new (NULL);

  append_number (details, "account", row->account);
  append_text (details, "error", row->error);
  append_text (details, "handle", account->handle);
  append_number (details, "publication", row->id);
  append_number (details, "segment", row->segment);
  append_text (details, "state", cs_publication_state_nick (row->state));
  append_text (details, "url", row->remote_url);

  return append_entry (db, act, row->post, CS_JOURNAL_PUBLICATION_SETTLED, details, error);
}

static gpointer
settle_job (CsDb     *db,
            gpointer  data,
            GError  **error)
{
  Act *act = data;
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

  act->flag = journal_settled (db, act, row, account, error) && update_post (db, act, row, error);

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
  Act act = { NULL, publication, now, was, result };
  gboolean good = run (store, settle_job, &act, "Recording what came of a publication", error);

  *changed = good && act.flag;

  return good;
}

static gpointer
expire_job (CsDb     *db,
            gpointer  data,
            GError  **error)
{
  Act *act = data;
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
    update_post (db, act, row, error);

  return NULL;
}

gboolean
cs_outbox_expire (CsStore             *store,
                  gint64               publication,
                  CsPublicationState   was,
                  gint64               now,
                  GError             **error)
{
  Act act = { NULL, publication, now, was };

  return run (store, expire_job, &act, "Letting a publication expire", error);
}

static gpointer
expire_reviews_job (CsDb     *db,
                    gpointer  data,
                    GError  **error)
{
  Act *act = data;
  g_autoptr(GPtrArray) posts = cs_post_rows_list_due (db, CS_POST_IN_REVIEW, 1, act->now, 100, error);

  for (guint i = 0; posts != NULL && i < posts->len; i++)
    {
      CsPostRow *post = g_ptr_array_index (posts, i);

      if (post->release != CS_RELEASE_AT_TIME)
        continue;
      if (!change_post (db, act, post, CS_POST_EXPIRED, error))
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
  Act *act = data;
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
  Act act = { NULL, 0, now };
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
    good = run (store, expire_reviews_job, &act, "Letting posts in review expire", error);
  *n = act.n;

  return good;
}

static gpointer
keep_read_back_job (CsDb     *db,
                    gpointer  data,
                    GError  **error)
{
  Act *act = data;
  g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, act->publication, error);
  g_autoptr(CsAccountRow) account = NULL;
  g_autoptr(GString) details = g_string_new (NULL);

  if (row == NULL || row->state != CS_PUBLICATION_SENT || !(account = cs_account_rows_get (db, row->account, error)))
    return NULL;

  /* What the network already said it made otherwise stays said. */
  if (*row->read_back == '\0' || !g_str_equal (act->text, "same"))
    set_text (&row->read_back, act->text);
  append_text (details, "handle", account->handle);
  append_number (details, "publication", row->id);
  append_text (details, "result", row->read_back);
  if (cs_publication_rows_update (db, row, CS_PUBLICATION_SENT, error))
    append_entry (db, act, row->post, CS_JOURNAL_PUBLICATION_READ_BACK, details, error);

  return NULL;
}

gboolean
cs_outbox_keep_read_back (CsStore     *store,
                          gint64       publication,
                          const char  *result,
                          gint64       now,
                          GError     **error)
{
  Act act = { NULL, publication, now, CS_PUBLICATION_SENT, NULL, result };

  return run (store, keep_read_back_job, &act, "Keeping what was read back", error);
}
