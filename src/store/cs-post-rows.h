/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-chain.h"

G_BEGIN_DECLS

/* Rows of posts and of what belongs to one: working copy, revisions, contributors, decisions. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64       id;
  CsPostState  state;
  guint        stage;
  gint64       author;
  gint64       section;    /* 0 = the whole office */
  gint64       route;
  gint64       revision;   /* 0 = never submitted */
  gint64       round;      /* decisions with a greater id count */
  CsRelease    release;
  gint64       release_at;
  char        *zone;       /* all strings owned */
  char        *excerpt;
  char        *thumbnails;
  char        *accounts;
  gint64       made_at;
  gint64       changed_at;
  CsLabels     labels;
  gboolean     emergency;       /* it goes by the emergency lane */
  gint64       stage_opened_at; /* of the open stage; 0 = none is open, or from before there were clocks */
  gint64       stage_due_at;    /* "sign by"; 0 = no clock */
  gboolean     escalated;       /* the open stage */
} CsPostRow;

typedef struct
{
  gint64  post;
  char   *content;  /* canonical JSON; owned */
  gint64  saved_by;
  gint64  saved_at;
  gint64  version;
} CsWorkingCopyRow;

typedef struct
{
  gint64    id;
  gint64    post;
  guint     number;
  CsDigest  digest;
  char     *content; /* canonical JSON; owned */
  gint64    author;
  gint64    made_at;
} CsRevisionRow;

/**
 * CsPostFilter:
 *
 * Which posts a list shows. Order: newest first (id falling); the key of a page is the last id seen.
 */
typedef struct
{
  gboolean     has_state;
  CsPostState  state;
  gint64       section; /* 0 = all */
  gint64       author;  /* 0 = all */
  const char  *search;  /* words, or NULL; borrowed */
  gboolean     only_own_drafts; /* of posts in the states draft and returned only those whose author is @viewer or whose section is @viewer_section; all others as they are */
  gint64       viewer;
  gint64       viewer_section;  /* 0 = the posts of no section */
} CsPostFilter;

void              cs_post_row_free            (CsPostRow           *row);
void              cs_working_copy_row_free    (CsWorkingCopyRow    *row);
void              cs_revision_row_free        (CsRevisionRow       *row);

gint64            cs_post_rows_add            (CsDb                *db,
                                               const CsPostRow     *row,
                                               GError             **error);
CsPostRow        *cs_post_rows_get            (CsDb                *db,
                                               gint64               id,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes everything but id, author, made_at; only if the row still has @was: else CS_ERROR_CONFLICT. */
gboolean          cs_post_rows_update         (CsDb                *db,
                                               const CsPostRow     *row,
                                               CsPostState          was,
                                               GError             **error);

/* One page, ids below @before (0 = from the newest), at most @limit rows, (element-type CsPostRow). Search goes through the full-text index. */
GPtrArray        *cs_post_rows_list           (CsDb                *db,
                                               const CsPostFilter  *filter,
                                               gint64               before,
                                               guint                limit,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The page directory: total count and the id of every @step-th row (the 0th, the step-th, …), one index walk; search results end at 10,000. */
GArray           *cs_post_rows_directory      (CsDb                *db,
                                               const CsPostFilter  *filter,
                                               guint                step,
                                               gint64              *count,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* All rows in @state with release_at in [from, to), by release_at, at most @limit */
GPtrArray        *cs_post_rows_list_due       (CsDb                *db,
                                               CsPostState          state,
                                               gint64               from,
                                               gint64               to,
                                               guint                limit,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          cs_post_rows_count_state    (CsDb                *db,
                                               CsPostState          state,
                                               gint64              *count,
                                               GError             **error);

/* NOT_FOUND if there is none */
CsWorkingCopyRow *cs_working_copy_rows_get    (CsDb                *db,
                                               gint64               post,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inserts or replaces; also the text that search looks through. */
gboolean          cs_working_copy_rows_set    (CsDb                *db,
                                               const CsWorkingCopyRow *row,
                                               const char          *search_text,
                                               GError             **error);

/* Sets number and id. */
gboolean          cs_revision_rows_add        (CsDb                *db,
                                               CsRevisionRow       *row,
                                               GError             **error);
CsRevisionRow    *cs_revision_rows_get        (CsDb                *db,
                                               gint64               id,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *cs_revision_rows_list       (CsDb                *db,
                                               gint64               post,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* @added: (out): FALSE if he was one before */
gboolean          cs_contributor_rows_add     (CsDb                *db,
                                               gint64               post,
                                               gint64               person,
                                               gint64               now,
                                               gboolean            *added,
                                               GError             **error);
GArray           *cs_contributor_rows_list    (CsDb                *db,
                                               gint64               post,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets id. */
gboolean          cs_decision_rows_add        (CsDb                *db,
                                               CsDecision          *decision,
                                               GError             **error);

/* All of a post, oldest first, (element-type CsDecision) */
GPtrArray        *cs_decision_rows_list       (CsDb                *db,
                                               gint64               post,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The latest decision of @person on @post, or NOT_FOUND */
CsDecision       *cs_decision_rows_latest_by  (CsDb                *db,
                                               gint64               post,
                                               gint64               person,
                                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Drops the full-text index and makes it anew from post_texts. */
gboolean          cs_search_rows_rebuild      (CsDb                *db,
                                               GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPostRow, cs_post_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWorkingCopyRow, cs_working_copy_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRevisionRow, cs_revision_row_free)

G_END_DECLS
