/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-enums.h"

G_BEGIN_DECLS

typedef struct
{
  gint64              id;
  gint64              post;
  gint64              revision;
  CsDigest            digest;
  gint64              account;
  guint               segment;
  CsPublicationState  state;
  gint64              due_at;
  char               *key;          /* all strings owned */
  int                 attempts;
  gint64              armed_at;
  gint64              first_armed_at;
  gint64              next_try_at;
  gint64              settled_at;
  char               *remote_id;
  char               *remote_url;
  char               *error;
  char               *error_detail;
  char               *read_back;
  char               *prepared;     /* frozen before the first try, "" = nothing: CsNetwork.prepare */
  char               *remote_ref;   /* the network's digest of what it keeps, or "" */
  gint64              check_at;     /* when it is read back next, 0 = no more */
  gint64              alarmed_at;   /* when people were told that its slot was missed, 0 = not */
  char               *alarm;        /* why it was: a nick of CsMissReason, or "" */
} CsPublicationRow;

typedef struct
{
  guint     position;
  char     *remote_id; /* owned */
  gint64    uploaded_at;
  gboolean  ready;
} CsPublicationMediaRow;

void              cs_publication_row_free        (CsPublicationRow      *row);
void              cs_publication_media_row_free  (CsPublicationMediaRow *row);

/* Sets id. */
gboolean          cs_publication_rows_add        (CsDb                  *db,
                                                  CsPublicationRow      *row,
                                                  GError               **error);
CsPublicationRow *cs_publication_rows_get        (CsDb                  *db,
                                                  gint64                 id,
                                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* All of a post's given revision (0 = all revisions), by account and segment */
GPtrArray        *cs_publication_rows_list       (CsDb                  *db,
                                                  gint64                 post,
                                                  gint64                 revision,
                                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* In @state with due_at (or, if not 0, next_try_at) before @before, in that order */
GPtrArray        *cs_publication_rows_list_due   (CsDb                  *db,
                                                  CsPublicationState     state,
                                                  gint64                 before,
                                                  guint                  limit,
                                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* The earliest moment at which something queued or to be tried again is due, 0 = never */
gboolean          cs_publication_rows_next_due   (CsDb                  *db,
                                                  gint64                *at,
                                                  GError               **error);

/* Writes everything but id, post, revision, digest, account, segment, key; only if the row's state is still @was: else CS_ERROR_CONFLICT. */
gboolean          cs_publication_rows_update     (CsDb                  *db,
                                                  const CsPublicationRow *row,
                                                  CsPublicationState     was,
                                                  GError               **error);
gboolean          cs_publication_media_rows_set  (CsDb                  *db,
                                                  gint64                 publication,
                                                  const CsPublicationMediaRow *row,
                                                  GError               **error);
gboolean          cs_publication_media_rows_clear (CsDb                 *db,
                                                   gint64                publication,
                                                   GError              **error);
GPtrArray        *cs_publication_media_rows_list (CsDb                  *db,
                                                  gint64                 publication,
                                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes or prolongs the lease @name for @holder until @until; @held: (out): FALSE if somebody else has it and it has not run out at @now. */
gboolean          cs_lease_rows_take             (CsDb                  *db,
                                                  const char            *name,
                                                  const char            *holder,
                                                  gint64                 now,
                                                  gint64                 until,
                                                  gboolean              *held,
                                                  GError               **error);
gboolean          cs_lease_rows_release          (CsDb                  *db,
                                                  const char            *name,
                                                  const char            *holder,
                                                  GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPublicationRow, cs_publication_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPublicationMediaRow, cs_publication_media_row_free)

G_END_DECLS
