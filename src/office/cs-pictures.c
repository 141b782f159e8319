/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-media-rows.h"
#include "cs-pictures.h"

static CsNetworkNeed *
find_need (GArray        *needs,
           CsNetworkKind  network)
{
  for (guint i = 0; i < needs->len; i++)
    {
      CsNetworkNeed *need = &g_array_index (needs, CsNetworkNeed, i);

      if (need->network == network)
        return need;
    }
  return NULL;
}

static gboolean
has_id (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

static int
compare_needs (gconstpointer a,
               gconstpointer b)
{
  const CsNetworkNeed *left = a, *right = b;

  return (int) left->network - (int) right->network;
}

GArray *
cs_pictures_list_needs (CsDb     *db,
                        GArray   *accounts,
                        GError  **error)
{
  g_autoptr(GPtrArray) rows = cs_account_rows_list (db, error);
  GArray *needs;

  if (rows == NULL)
    return NULL;

  needs = g_array_new (FALSE, FALSE, sizeof (CsNetworkNeed));
  for (guint i = 0; i < rows->len; i++)
    {
      const CsAccountRow *row = g_ptr_array_index (rows, i);
      CsNetworkNeed need = { row->network, cs_network_picture_limits (row->network, row->limits) };
      CsNetworkNeed *known;

      if (row->retired_at != 0 || !has_id (accounts, row->id))
        continue;
      if ((known = find_need (needs, row->network)) != NULL)
        cs_picture_limits_tighten (&known->limits, &need.limits);
      else
        g_array_append_val (needs, need);
    }
  g_array_sort (needs, compare_needs);
  return needs;
}

static gboolean
check_item (CsDb                 *db,
            const CsMediaItem    *item,
            const CsNetworkNeed  *need,
            GError              **error)
{
  const CsRendition *rendition = cs_media_item_find_rendition (item, need->network);
  const CsDigest *digest = rendition != NULL ? &rendition->digest : &item->digest;
  g_autoptr(CsMediaRow) row = NULL;

  if (!(row = cs_media_rows_get (db, digest, error)))
    return FALSE;
  /* Whoever signs looks at the picture: what goes out instead is made from it and from nothing else. */
  if (rendition != NULL && !cs_digest_equal (&row->made_from, &item->digest))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "What a network is to get was not made from the picture");
      return FALSE;
    }
  /* Films have limits of their own: cs_check_films(). */
  if (!g_str_has_prefix (item->mime_type, "image/"))
    return TRUE;
  if (cs_picture_limits_take (&need->limits, row->width, row->height, row->bytes))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FITTED, "A picture of %d x %d pixels and %" G_GINT64_FORMAT " bytes is more than %s takes",
               row->width, row->height, row->bytes, cs_network_kind_nick (need->network));
  return FALSE;
}

static gboolean
check_segment (CsDb                 *db,
               const CsSegment      *segment,
               const CsNetworkNeed  *need,
               GError              **error)
{
  for (guint i = 0; i < segment->media->len; i++)
    {
      if (!check_item (db, cs_segment_get_media (segment, i), need, error))
        return FALSE;
    }
  return TRUE;
}

/* What goes to one account. */
static gboolean
check_account (CsDb             *db,
               const CsContent  *content,
               gint64            account,
               GError          **error)
{
  GPtrArray *segments = cs_content_get_segments_for (content, account);
  g_autoptr(GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) needs = NULL;

  g_array_append_val (one, account);
  if (!(needs = cs_pictures_list_needs (db, one, error)))
    return FALSE;
  for (guint i = 0; needs->len > 0 && i < segments->len; i++)
    {
      if (!check_segment (db, g_ptr_array_index (segments, i), &g_array_index (needs, CsNetworkNeed, 0), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cs_pictures_check_fitted (CsDb             *db,
                          const CsContent  *content,
                          GError          **error)
{
  g_return_val_if_fail (content != NULL, FALSE);

  for (guint i = 0; i < content->accounts->len; i++)
    {
      if (!check_account (db, content, g_array_index (content->accounts, gint64, i), error))
        return FALSE;
    }
  return TRUE;
}
