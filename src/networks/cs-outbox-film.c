/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-media-files.h"
#include "cs-outbox-private.h"

/* A film on its way to a network: checked by its digest piece by piece, then read from the disk while it is sent, so that its size costs no memory. */

static void
free_text (gpointer data)
{
  CsFilmText *text = data;

  g_bytes_unref (text->bytes);
  g_free (text);
}

/* Cover and subtitles are small and were signed too. */
static gboolean
gather (const char         *folder,
        const CsMediaItem  *item,
        CsFilmUpload       *film,
        GError            **error)
{
  if (!cs_digest_is_none (&item->cover) && !(film->cover = cs_media_files_get (folder, &item->cover, error)))
    return FALSE;

  for (guint i = 0; i < item->subtitles->len; i++)
    {
      const CsSubtitles *subtitles = g_ptr_array_index (item->subtitles, i);
      GBytes *bytes = cs_media_files_get (folder, &subtitles->digest, error);
      CsFilmText *text;

      if (!bytes)
        return FALSE;
      text = g_new0 (CsFilmText, 1);
      text->language = subtitles->language;
      text->bytes = bytes;
      g_ptr_array_add (film->subtitles, text);
    }

  return TRUE;
}

CsUpload *
cs_outbox_upload_film (const char              *folder,
                       CsHttp                  *http,
                       const CsNetworkAccount  *account,
                       const CsMediaItem       *item,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  const CsNetwork *network = cs_network_get (account->kind);
  const CsRendition *rendition = cs_media_item_find_rendition (item, account->kind);
  const CsDigest *digest = rendition ? &rendition->digest : &item->digest;
  g_autofree char *path = cs_media_files_get_path (folder, digest);
  g_autoptr(GPtrArray) subtitles = g_ptr_array_new_with_free_func (free_text);
  CsFilmUpload film = { .item = item, .path = path, .subtitles = subtitles };
  CsUpload *upload = NULL;

  if (network->upload_film == NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_REFUSED, "This network takes no films yet");
      return NULL;
    }

  if (cs_media_files_check (folder, digest, cancellable, error) && gather (folder, item, &film, error))
    upload = network->upload_film (http, account, &film, cancellable);
  g_clear_pointer (&film.cover, g_bytes_unref);
  return upload;
}
