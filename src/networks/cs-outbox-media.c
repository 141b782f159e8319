/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-media-files.h"
#include "cs-outbox-private.h"

/* Pictures and films of a publication: uploaded, waited for, uploaded again where they are too old. */

/* Unattached pictures are thrown away by a server after some hours: an older upload is made again. */
#define MEDIA_LIFE (60 * 60 * (gint64) G_USEC_PER_SEC)

static CsSegment *
get_segment (const CsOutboxWork *work)
{
  GPtrArray *segments = cs_content_get_segments_for (work->content, work->publication->account);

  return g_ptr_array_index (segments, work->publication->segment);
}

static CsPublicationMediaRow *
find_media (const CsOutboxWork *work,
            guint               position)
{
  for (guint i = 0; i < work->media->len; i++)
    {
      CsPublicationMediaRow *row = g_ptr_array_index (work->media, i);

      if (row->position == position)
        return row;
    }

  return NULL;
}

GStrv
cs_outbox_work_dup_media_ids (const CsOutboxWork *work)
{
  guint n = get_segment (work)->media->len;
  GStrv ids = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      CsPublicationMediaRow *row = find_media (work, i);

      ids[i] = g_strdup (row != NULL ? row->remote_id : "");
    }

  return ids;
}

/* Uploaded in what is now the future: the clock was set back since, and nobody knows how old it is. */
static gboolean
is_fresh (const CsPublicationMediaRow *row,
          gint64                       now)
{
  return row->uploaded_at <= now + MEDIA_LIFE / 60 && now - row->uploaded_at < MEDIA_LIFE;
}

typedef struct
{
  gint64                       publication;
  const CsPublicationMediaRow *row;
} KeepMedia;

static gpointer
keep_media_job (CsDb     *db,
                gpointer  data,
                GError  **error)
{
  const KeepMedia *keep = data;

  cs_publication_media_rows_set (db, keep->publication, keep->row, error);

  return NULL;
}

static CsSendResult *
make_failure (int         code,
              const char *detail,
              gint64      retry_after)
{
  CsSendResult *result = cs_send_result_new (CS_SEND_NOT_SENT, code, detail);

  result->retry_after = retry_after;

  return result;
}

/* What @network gets: the item, or the rendition that was signed for it. */
static CsMediaItem *
get_outgoing (const CsMediaItem *item,
              CsNetworkKind      network)
{
  CsMediaItem *outgoing = cs_media_item_copy (item);
  const CsRendition *rendition = cs_media_item_find_rendition (item, network);

  if (rendition != NULL)
    {
      outgoing->digest = rendition->digest;
      g_free (outgoing->mime_type);
      outgoing->mime_type = g_strdup (rendition->mime_type);
      outgoing->width = rendition->width;
      outgoing->height = rendition->height;
    }
  return outgoing;
}

static CsUpload *
upload (CsStore       *store,
        CsHttp        *http,
        CsOutboxWork  *work,
        guint          position,
        CsSendResult **failure,
        GCancellable  *cancellable)
{
  CsNetworkAccount account = cs_outbox_work_get_account (work);
  g_autoptr(CsMediaItem) item = get_outgoing (cs_segment_get_media (get_segment (work), position), account.kind);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (g_str_has_prefix (item->mime_type, "video/"))
    {
      CsUpload *sent = cs_outbox_upload_film (cs_store_get_folder (store), http, &account, item, cancellable, &error);

      if (sent == NULL)
        *failure = make_failure (error->code, error->message, 0);
      return sent;
    }

  /* Read by its digest, so that these are the bytes that were signed. */
  if (!(bytes = cs_media_files_get (cs_store_get_folder (store), &item->digest, &error)))
    {
      *failure = make_failure (error->code, error->message, 0);
      return NULL;
    }

  return cs_network_get (account.kind)->upload (http, &account, item, bytes, cancellable);
}

static void
remember_media (CsOutboxWork                *work,
                const CsPublicationMediaRow *row)
{
  CsPublicationMediaRow *known = find_media (work, row->position);

  if (known == NULL)
    {
      known = g_new0 (CsPublicationMediaRow, 1);
      g_ptr_array_add (work->media, known);
    }

  g_free (known->remote_id);
  *known = *row;
  known->remote_id = g_strdup (row->remote_id);
}

/* TRUE if the picture is ready; else @failure may be set. */
static gboolean
prepare_one (CsStore       *store,
             CsHttp        *http,
             CsOutboxWork  *work,
             guint          position,
             gint64         now,
             CsSendResult **failure,
             GCancellable  *cancellable)
{
  CsNetworkAccount account = cs_outbox_work_get_account (work);
  CsPublicationMediaRow *known = find_media (work, position);
  CsPublicationMediaRow row = { position, NULL, now, FALSE };
  KeepMedia keep = { work->publication->id, &row };
  g_autoptr(CsUpload) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean fresh = known != NULL && is_fresh (known, now);

  if (fresh && known->ready)
    return TRUE;

  result = fresh ? cs_network_get (account.kind)->check_media (http, &account, known->remote_id, cancellable)
                 : upload (store, http, work, position, failure, cancellable);
  if (result == NULL)
    return FALSE;
  if (result->outcome != CS_SEND_SENT)
    {
      *failure = make_failure (result->code, result->detail, result->retry_after);
      return FALSE;
    }

  row.remote_id = result->remote_id;
  row.uploaded_at = fresh ? known->uploaded_at : now;
  row.ready = result->ready;
  cs_store_write (store, keep_media_job, &keep, &error);
  if (error != NULL)
    {
      *failure = make_failure (error->code, error->message, 0);
      return FALSE;
    }

  remember_media (work, &row);

  return result->ready;
}

gboolean
cs_outbox_work_has_media (const CsOutboxWork *work,
                          gint64              now)
{
  guint n = get_segment (work)->media->len;

  for (guint i = 0; i < n; i++)
    {
      const CsPublicationMediaRow *known = find_media (work, i);

      if (known == NULL || !known->ready || !is_fresh (known, now))
        return FALSE;
    }

  return TRUE;
}

CsOutboxMedia
cs_outbox_prepare_media (CsStore       *store,
                         CsHttp        *http,
                         CsOutboxWork  *work,
                         gint64         now,
                         CsSendResult **failure,
                         GCancellable  *cancellable)
{
  guint n = get_segment (work)->media->len;
  CsOutboxMedia state = CS_OUTBOX_MEDIA_READY;

  for (guint i = 0; i < n; i++)
    {
      if (prepare_one (store, http, work, i, now, failure, cancellable))
        continue;
      if (*failure != NULL)
        return CS_OUTBOX_MEDIA_FAILED;
      state = CS_OUTBOX_MEDIA_NOT_YET;
    }

  return state;
}
