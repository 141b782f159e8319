/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-replies.h"

G_BEGIN_DECLS

/* Arguments (transfer full) and replies of media.list, media.get and media.note. */

/* One picture, chart or film of the library. */
typedef struct
{
  CsDigest  digest;
  char     *mime_type;     /* all owned, never NULL */
  gint64    bytes;
  int       width;         /* pixels */
  int       height;
  guint     duration_ms;   /* of a film */
  char     *added_by_name;
  gint64    added_at;      /* UTC, microseconds */
  char     *title;
  char     *author;
  char     *licence;
  char     *licence_until; /* ISO date, "" = without end */
  char     *consent;
  char     *map_number;
  gboolean  ai_made;
  char     *alt_text;      /* of the newest post that uses it */
  gboolean  chart;
  guint     n_posts;       /* that use it */
  guint     n_published;
} CsLibraryItem;

void           cs_library_item_free       (CsLibraryItem       *item);

/* @kind: "picture", "chart", "film" or ""; @ending: ISO date or ""; @last: the last one seen, NULL = from the newest */
JsonObject    *cs_arguments_media_list    (const char          *kind,
                                           const char          *search,
                                           const char          *ending,
                                           const CsLibraryItem *last,
                                           guint                limit);
JsonObject    *cs_arguments_media_get     (const CsDigest      *digest);

/* Title, author, licence, licence_until, consent, map_number and ai_made of @item */
JsonObject    *cs_arguments_media_note    (const CsLibraryItem *item);

/* Returns: (transfer full) (element-type CsLibraryItem) */
GPtrArray     *cs_reply_read_library      (JsonObject          *reply) G_GNUC_WARN_UNUSED_RESULT;

/* Of media.get: the item itself, (element-type CsPostInfo) the posts with it that one may see, (element-type CsLibraryItem) what looks like it */
CsLibraryItem *cs_reply_read_library_item (JsonObject          *reply) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *cs_reply_read_library_posts (JsonObject         *reply) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *cs_reply_read_library_alike (JsonObject         *reply) G_GNUC_WARN_UNUSED_RESULT;

/* Of media.get. Returns: (transfer full): as it is put into a post: as the newest post uses it, with what is known of its rights now */
CsMediaItem   *cs_reply_read_library_media (JsonObject         *reply) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLibraryItem, cs_library_item_free)

G_END_DECLS
