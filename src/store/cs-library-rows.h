/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"
#include "cs-db.h"

G_BEGIN_DECLS

/* The office's pictures, charts and films: what is known of them, and which posts use them. */

/* What people know of a picture or film; all owned, never NULL. */
typedef struct
{
  char    *title;         /* by which people find it */
  char    *author;
  char    *licence;
  char    *licence_until; /* ISO date, "" = without end */
  char    *consent;       /* of the people shown: where it is filed */
  char    *map_number;
  gboolean ai_made;
} CsMediaNotes;

typedef enum
{
  CS_LIBRARY_ALL,
  CS_LIBRARY_PICTURES, /* but no charts */
  CS_LIBRARY_CHARTS,
  CS_LIBRARY_FILMS,
} CsLibraryKind;

typedef struct
{
  CsDigest      digest;
  char         *mime_type;   /* owned */
  gint64        bytes;
  int           width;       /* pixels */
  int           height;
  gint64        duration_ms; /* of a film */
  guint64       look;        /* 0 = none */
  gint64        added_by;
  gint64        added_at;    /* UTC, microseconds */
  CsMediaNotes *notes;       /* owned */
  char         *alt_text;    /* of the newest post that uses it; owned, never NULL */
  gboolean      chart;
  guint         n_posts;     /* that use it */
  guint         n_published; /* of these */
} CsLibraryRow;

/* What is asked for; texts are lent. */
typedef struct
{
  CsLibraryKind kind;
  const char   *search;       /* in title, author, alt text; "" = all */
  const char   *ending;       /* ISO date: licences that end on or before it; "" = all */
  gint64        before_at;    /* the last row's added_at and digest, 0 = from the newest */
  CsDigest      before;
  guint         limit;
} CsLibraryFilter;

CsMediaNotes *cs_media_notes_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void          cs_media_notes_free    (CsMediaNotes           *notes);
void          cs_library_row_free    (CsLibraryRow           *row);

/* Returns: (transfer full): empty ones where nothing is known */
CsMediaNotes *cs_library_rows_get_notes (CsDb                *db,
                                         const CsDigest      *digest,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cs_library_rows_set_notes (CsDb                *db,
                                         const CsDigest      *digest,
                                         const CsMediaNotes  *notes,
                                         gint64               person,
                                         gint64               now,
                                         GError             **error);

/* What was added to the library or is used; not what was only fitted or drawn on the way. Newest first. */
GPtrArray    *cs_library_rows_list   (CsDb                   *db,
                                      const CsLibraryFilter  *filter,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;
CsLibraryRow *cs_library_rows_get    (CsDb                   *db,
                                      const CsDigest         *digest,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* Every picture's look but 0, as CsLibraryRow with only digest, look and added_at */
GPtrArray    *cs_library_rows_looks  (CsDb                   *db,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full) (element-type gint64): posts, newest first */
GArray       *cs_library_rows_posts  (CsDb                   *db,
                                      const CsDigest         *digest,
                                      guint                   limit,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_library_rows_set_uses:
 *
 * Notes what @post uses now. What a revision of it used before is kept.
 */
gboolean      cs_library_rows_set_uses (CsDb                 *db,
                                        gint64                post,
                                        const CsContent      *content,
                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMediaNotes, cs_media_notes_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLibraryRow, cs_library_row_free)

G_END_DECLS
