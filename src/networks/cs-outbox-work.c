/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-private.h"

#include <string.h>

#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-outbox-rows.h"
#include "cs-post.h"

/* What two looks at a clock may differ by, and how far back it is looked for where the clock is no help. */
#define CLOCK_SLACK (60 * (gint64) G_USEC_PER_SEC)
#define ANY_TIME (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* How many posts of the account are known not to be this one. */
#define N_KNOWN_IDS 200

void
cs_outbox_work_free (CsOutboxWork *work)
{
  if (work == NULL)
    return;

  g_clear_pointer (&work->publication, cs_publication_row_free);
  g_clear_pointer (&work->post, cs_post_row_free);
  g_clear_pointer (&work->revision, cs_revision_row_free);
  g_clear_pointer (&work->account, cs_account_row_free);
  g_clear_pointer (&work->office, cs_office_row_free);
  g_clear_pointer (&work->content, cs_content_free);
  g_clear_pointer (&work->media, g_ptr_array_unref);
  g_clear_pointer (&work->known_ids, g_ptr_array_unref);
  g_free (work->in_reply_to);
  g_free (work->in_reply_to_ref);
  g_free (work->root);
  g_free (work->root_ref);
  cs_login_free (work->login);
  cs_rates_unref (work->rates);
  g_free (work);
}

gboolean
cs_outbox_may_send (CsPostState state)
{
  return state == CS_POST_QUEUED || state == CS_POST_SENDING || state == CS_POST_UNKNOWN;
}

/* Segments of one account go out one after the other, and only once it is known what they answer. */
static gboolean
find_parent (CsDb          *db,
             CsOutboxWork  *work,
             GError       **error)
{
  const CsPublicationRow *own = work->publication;
  g_autoptr(GPtrArray) all = NULL;

  if (own->segment == 0)
    return TRUE;
  if (!(all = cs_publication_rows_list (db, own->post, own->revision, error)))
    return FALSE;

  work->waits = TRUE;
  for (guint i = 0; i < all->len; i++)
    {
      const CsPublicationRow *other = g_ptr_array_index (all, i);

      if (other->account != own->account || other->state != CS_PUBLICATION_SENT || *other->remote_id == '\0')
        continue;
      if (other->segment == 0)
        {
          work->root = g_strdup (other->remote_id);
          work->root_ref = g_strdup (other->remote_ref);
        }
      if (other->segment + 1 == own->segment)
        {
          work->waits = FALSE;
          work->in_reply_to = g_strdup (other->remote_id);
          work->in_reply_to_ref = g_strdup (other->remote_ref);
        }
    }

  return TRUE;
}

static gboolean
has_segment (const CsContent        *content,
             const CsPublicationRow *row)
{
  return content != NULL && row->segment < cs_content_get_segments_for (content, row->account)->len;
}

gboolean
cs_outbox_work_has_segment (const CsOutboxWork *work)
{
  return has_segment (work->content, work->publication);
}

gboolean
cs_outbox_prove (CsDb                    *db,
                 const CsPostRow         *post,
                 const CsRevisionRow     *revision,
                 const CsPublicationRow  *row,
                 CsContent              **content,
                 gboolean                *proven,
                 GError                 **error)
{
  g_autoptr(CsChainRows) chain = cs_chain_rows_load (db, post, g_get_real_time (), error);
  CsDigest stored = cs_digest_of_bytes (revision->content, strlen (revision->content));
  CsDigest computed;

  *proven = FALSE;
  if (chain == NULL)
    return FALSE;
  if ((*content = cs_content_parse (revision->content, NULL)) == NULL)
    return TRUE;

  computed = cs_content_digest (*content);
  *proven = post->revision == row->revision && revision->id == row->revision &&
            cs_digest_equal (&stored, &row->digest) &&
            cs_digest_equal (&computed, &row->digest) &&
            cs_digest_equal (&revision->digest, &row->digest) &&
            cs_digest_equal (&chain->chain.digest, &row->digest) &&
            cs_content_has_account (*content, row->account) &&
            has_segment (*content, row) &&
            cs_chain_is_complete (&chain->chain);

  return TRUE;
}

static void
set_text (char       **field,
          const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* A correction answers the post that it corrects, on each account on which that is out: its first part there is what the thread stands on. */
static gboolean
find_corrected (CsDb          *db,
                CsOutboxWork  *work,
                GError       **error)
{
  const CsPublicationRow *own = work->publication;
  const CsPublicationRow *first = NULL;
  g_autoptr(GPtrArray) all = NULL;

  if (work->content == NULL || work->content->amends == NULL || work->content->amends->kind != CS_AMEND_CORRECTION)
    return TRUE;
  if (!(all = cs_publication_rows_list (db, work->content->amends->post, 0, error)))
    return FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const CsPublicationRow *other = g_ptr_array_index (all, i);

      if (other->account == own->account && other->state == CS_PUBLICATION_SENT && *other->remote_id != '\0' &&
          (first == NULL || other->segment < first->segment))
        first = other;
    }
  if (first == NULL)
    return TRUE;

  set_text (&work->root, first->remote_id);
  set_text (&work->root_ref, first->remote_ref);
  if (own->segment == 0)
    {
      set_text (&work->in_reply_to, first->remote_id);
      set_text (&work->in_reply_to_ref, first->remote_ref);
    }

  return TRUE;
}

static gpointer
load_job (CsDb     *db,
          gpointer  data,
          GError  **error)
{
  g_autoptr(CsOutboxWork) work = g_new0 (CsOutboxWork, 1);
  gboolean thawed = FALSE;

  if (!(work->publication = cs_publication_rows_get (db, *(gint64 *) data, error)) ||
      !(work->post = cs_post_rows_get (db, work->publication->post, error)) ||
      !(work->revision = cs_revision_rows_get (db, work->publication->revision, error)) ||
      !(work->account = cs_account_rows_get (db, work->publication->account, error)) ||
      !(work->office = cs_office_rows_get (db, error)) ||
      !(work->media = cs_publication_media_rows_list (db, work->publication->id, error)) ||
      !(work->known_ids = cs_outbox_rows_list_remote_ids (db, work->account->id, N_KNOWN_IDS, error)) ||
      !cs_outbox_rows_may_go (db, work->publication->id, &thawed, error) ||
      !find_parent (db, work, error) ||
      !cs_outbox_prove (db, work->post, work->revision, work->publication, &work->content, &work->proven, error) ||
      !find_corrected (db, work, error))
    return NULL;

  work->frozen = !thawed;
  g_ptr_array_add (work->known_ids, NULL);

  return g_steal_pointer (&work);
}

CsOutboxWork *
cs_outbox_work_load (CsStore  *store,
                     gint64    publication,
                     GError  **error)
{
  CsOutboxWork *work = cs_store_read (store, load_job, &publication, error);

  if (work == NULL)
    g_prefix_error (error, "Reading publication %" G_GINT64_FORMAT ": ", publication);

  return work;
}

gboolean
cs_outbox_work_check (CsOutboxWork  *work,
                      const char    *folder,
                      CsHttp        *http,
                      gint64         now,
                      GCancellable  *cancellable,
                      GError       **error)
{
  const CsLoginPlace place = cs_outbox_work_get_login_place (work, folder);
  g_autoptr(GError) local = NULL;
  gboolean lost;
  CsError code;

  if (!work->proven)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_DIGEST_MISMATCH,
                           "What is stored is not what a complete chain of decisions stands for");
      return FALSE;
    }
  if (!cs_network_check_place (work->account->network, work->account->address, work->office->practice, error))
    return FALSE;
  if (work->account->retired_at != 0 || cs_network_get (work->account->network) == NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The account is no longer in use");
      return FALSE;
    }
  if (work->login != NULL)
    return TRUE;

  work->login = cs_logins_take (&place, http, now, cancellable, &local);
  if (work->login != NULL)
    return TRUE;

  /* A keyring that is locked or away may come back; a token that is not there, or that is not renewed, does not. */
  lost = g_error_matches (local, CS_ERROR, CS_ERROR_NOT_FOUND) || g_error_matches (local, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  code = local->domain == CS_ERROR && !lost ? (CsError) local->code : CS_ERROR_OFFLINE;
  if (code != CS_ERROR_CERTIFICATE && code != CS_ERROR_NO_KEYRING && code != CS_ERROR_SEALED_FILE)
    code = CS_ERROR_OFFLINE;
  g_set_error (error, CS_ERROR, lost ? CS_ERROR_LOGIN_REJECTED : code, "There is no token: %s", local->message);

  return FALSE;
}

CsLoginPlace
cs_outbox_work_get_login_place (const CsOutboxWork *work,
                                const char         *folder)
{
  const CsAccountRow *row = work->account;

  return (CsLoginPlace) { folder, work->office->practice, work->office->uid, row->id, row->network, row->address };
}

CsNetworkAccount
cs_outbox_work_get_account (const CsOutboxWork *work)
{
  const CsAccountRow *row = work->account;

  return (CsNetworkAccount) {
           .kind = row->network,
           .id = row->id,
           .address = row->address,
           .token = work->login != NULL ? work->login->access : "",
           .limits = row->limits,
           .practice = work->office->practice,
           .remote_id = row->remote_id,
           .login = work->login,
           .rates = work->rates,
  };
}

CsSendRequest
cs_outbox_work_make_request (const CsOutboxWork  *work,
                             const char * const  *media_ids,
                             gint64               now)
{
  const CsPublicationRow *row = work->publication;
  CsSendRequest request = { 0 };

  request.content = work->content;
  request.account = row->account;
  request.segment = row->segment;
  request.key = row->key;
  request.in_reply_to = work->in_reply_to;
  request.in_reply_to_ref = work->in_reply_to_ref;
  request.root = work->root;
  request.root_ref = work->root_ref;
  request.prepared = row->prepared;
  request.media_ids = media_ids;
  request.first_armed_at = row->first_armed_at;
  request.armed_at = MIN (row->armed_at, now);
  request.now = now;
  request.known_ids = (const char * const *) work->known_ids->pdata;
  /* A repeat may be what makes the post: not when it is late. */
  request.may_repeat = work->proven && cs_outbox_may_send (work->post->state) && now <= row->due_at + CS_RELEASE_GRACE;

  /* The clock was set back since: nobody knows how long ago it was. A key may have run out, and the post may look older than it is. */
  if (row->first_armed_at > now + CLOCK_SLACK)
    {
      request.first_armed_at = now - ANY_TIME;
      request.may_repeat = FALSE;
    }

  return request;
}
