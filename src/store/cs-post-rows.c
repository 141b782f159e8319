/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-post-rows.h"
#include "cs-rows.h"
#include "cs-search-rows.h"

#define POST_COLUMNS \
  "posts.id, posts.state, posts.stage, posts.author, posts.section, posts.route, posts.revision, posts.round, " \
  "posts.release, posts.release_at, posts.zone, posts.excerpt, posts.thumbnails, posts.accounts, " \
  "posts.made_at, posts.changed_at, posts.labels, posts.emergency, posts.stage_opened_at, posts.stage_due_at, " \
  "posts.escalated"

/* Search results end here: nobody scrolls further, and a frequent word has every post. */
#define MAX_SEARCH_RESULTS 10000

void
cs_post_row_free (CsPostRow *row)
{
  if (row == NULL)
    return;

  g_free (row->zone);
  g_free (row->excerpt);
  g_free (row->thumbnails);
  g_free (row->accounts);
  g_free (row);
}

static gpointer
read_post (CsStmt  *stmt,
           GError **error)
{
  g_autoptr(CsPostRow) row = g_new0 (CsPostRow, 1);
  const char *state = cs_stmt_get_text (stmt, 1);
  const char *release = cs_stmt_get_text (stmt, 8);

  if (!cs_rows_check_nick (cs_post_state_from_nick (state, &row->state), "state of a post", state, error) ||
      !cs_rows_check_nick (cs_release_from_nick (release, &row->release), "kind of release", release, error))
    return NULL;

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->stage = (guint) cs_stmt_get_int64 (stmt, 2);
  row->author = cs_stmt_get_int64 (stmt, 3);
  row->section = cs_stmt_get_int64 (stmt, 4);
  row->route = cs_stmt_get_int64 (stmt, 5);
  row->revision = cs_stmt_get_int64 (stmt, 6);
  row->round = cs_stmt_get_int64 (stmt, 7);
  row->release_at = cs_stmt_get_int64 (stmt, 9);
  row->zone = cs_stmt_dup_text (stmt, 10);
  row->excerpt = cs_stmt_dup_text (stmt, 11);
  row->thumbnails = cs_stmt_dup_text (stmt, 12);
  row->accounts = cs_stmt_dup_text (stmt, 13);
  row->made_at = cs_stmt_get_int64 (stmt, 14);
  row->changed_at = cs_stmt_get_int64 (stmt, 15);
  row->labels = (CsLabels) cs_stmt_get_int64 (stmt, 16);
  row->emergency = cs_stmt_get_int64 (stmt, 17) != 0;
  row->stage_opened_at = cs_stmt_get_int64 (stmt, 18);
  row->stage_due_at = cs_stmt_get_int64 (stmt, 19);
  row->escalated = cs_stmt_get_int64 (stmt, 20) != 0;
  return g_steal_pointer (&row);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Parameters 1 to 18 */
static void
bind_post (CsStmt          *stmt,
           const CsPostRow *row)
{
  cs_stmt_bind_text (stmt, 1, cs_post_state_nick (row->state));
  cs_stmt_bind_int64 (stmt, 2, row->stage);
  cs_rows_bind_id (stmt, 3, row->section);
  cs_stmt_bind_int64 (stmt, 4, row->route);
  cs_stmt_bind_int64 (stmt, 5, row->revision);
  cs_stmt_bind_int64 (stmt, 6, row->round);
  cs_stmt_bind_text (stmt, 7, cs_release_nick (row->release));
  cs_stmt_bind_int64 (stmt, 8, row->release_at);
  cs_stmt_bind_text (stmt, 9, or_empty (row->zone));
  cs_stmt_bind_text (stmt, 10, or_empty (row->excerpt));
  cs_stmt_bind_text (stmt, 11, or_empty (row->thumbnails));
  cs_stmt_bind_text (stmt, 12, or_empty (row->accounts));
  cs_stmt_bind_int64 (stmt, 13, row->changed_at);
  cs_stmt_bind_int64 (stmt, 14, row->labels);
  cs_stmt_bind_int64 (stmt, 15, row->emergency);
  cs_stmt_bind_int64 (stmt, 16, row->stage_opened_at);
  cs_stmt_bind_int64 (stmt, 17, row->stage_due_at);
  cs_stmt_bind_int64 (stmt, 18, row->escalated);
}

gint64
cs_post_rows_add (CsDb             *db,
                  const CsPostRow  *row,
                  GError          **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO posts (state, stage, section, route, revision, round, release, release_at, "
                              "zone, excerpt, thumbnails, accounts, changed_at, labels, emergency, stage_opened_at, "
                              "stage_due_at, escalated, author, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                              "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
                              error)))
    return 0;

  bind_post (stmt, row);
  cs_stmt_bind_int64 (stmt, 19, row->author);
  cs_stmt_bind_int64 (stmt, 20, row->made_at);
  return cs_rows_insert (db, stmt, "post", error);
}

CsPostRow *
cs_post_rows_get (CsDb    *db,
                  gint64   id,
                  GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " POST_COLUMNS " FROM posts WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_post, "post", id, error);
}

gboolean
cs_post_rows_update (CsDb             *db,
                     const CsPostRow  *row,
                     CsPostState       was,
                     GError          **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE posts SET state = $1, stage = $2, section = $3, route = $4, revision = $5, "
                              "round = $6, release = $7, release_at = $8, zone = $9, excerpt = $10, thumbnails = $11, "
                              "accounts = $12, changed_at = $13, labels = $14, emergency = $15, stage_opened_at = $16, "
                              "stage_due_at = $17, escalated = $18 WHERE id = $19 AND state = $20",
                              error)))
    return FALSE;

  bind_post (stmt, row);
  cs_stmt_bind_int64 (stmt, 19, row->id);
  cs_stmt_bind_text (stmt, 20, cs_post_state_nick (was));
  return cs_rows_change_one (db, stmt, "post", row->id, CS_ERROR_CONFLICT, error);
}

/* Which index leads, so that a page and the directory walk one index in the order of ids. */
typedef enum
{
  BY_ID,
  BY_STATE,
  BY_SECTION,
  BY_AUTHOR,
  BY_SEARCH,
  N_ORDERS
} Order;

static Order
choose_order (const CsPostFilter *filter)
{
  if (filter->search != NULL)
    return BY_SEARCH;

  if (filter->author != 0)
    return BY_AUTHOR;

  if (filter->has_state)
    return BY_STATE;

  return filter->section != 0 ? BY_SECTION : BY_ID;
}

/* $1 state, $2 section, $3 author ('' and 0 = all), $4 before, $5 limit, $6 words of the search, $7 and $8 the states that only their
 * author $9 and the section $10 see ('' = none). The conditions that do not lead are checked row by row; a leading + keeps the planner
 * from preferring their index. */
#define WITHOUT_STATE "($1 = '' OR +posts.state = $1) "
#define WITHOUT_SECTION "($2 = 0 OR +posts.section = $2) "
#define WITHOUT_AUTHOR "($3 = 0 OR +posts.author = $3) "
#define VISIBLE "(+posts.state NOT IN ($7, $8) OR +posts.author = $9 OR coalesce (posts.section, 0) = $10) "
#define CHOICE(what, table, condition) \
  "SELECT " what " FROM posts " table " WHERE " condition "AND " VISIBLE \
  "AND posts.id < $4 ORDER BY posts.id DESC LIMIT $5"
#define CHOICES(what, by_id) { \
    CHOICE (what, by_id, WITHOUT_STATE "AND " WITHOUT_SECTION "AND " WITHOUT_AUTHOR), \
    CHOICE (what, "INDEXED BY posts_by_state", "posts.state = $1 AND " WITHOUT_SECTION "AND " WITHOUT_AUTHOR), \
    CHOICE (what, "INDEXED BY posts_by_section", "posts.section = $2 AND " WITHOUT_STATE "AND " WITHOUT_AUTHOR), \
    CHOICE (what, "INDEXED BY posts_by_author", "posts.author = $3 AND " WITHOUT_STATE "AND " WITHOUT_SECTION), \
    "SELECT " what " FROM post_search CROSS JOIN posts ON posts.id = post_search.rowid " \
                   "WHERE post_search MATCH $6 AND post_search.rowid < $4 AND " \
    WITHOUT_STATE "AND " WITHOUT_SECTION "AND " WITHOUT_AUTHOR "AND " VISIBLE \
    "ORDER BY post_search.rowid DESC LIMIT $5", \
}

static const char * const list_sql[N_ORDERS] = CHOICES (POST_COLUMNS, "NOT INDEXED");
static const char * const directory_sql[N_ORDERS] = CHOICES ("posts.id", "INDEXED BY posts_in_order");

/* @empty: (out): whether the search has no word in it, so that nothing is found */
static CsStmt *
prepare_choice (CsDb                *db,
                const char * const  *choices,
                const CsPostFilter  *filter,
                gint64               before,
                gint64               limit,
                gboolean            *empty,
                GError             **error)
{
  Order order = choose_order (filter);
  g_autofree char *match = NULL;
  CsStmt *stmt;

  if (order == BY_SEARCH)
    match = cs_search_make_match (filter->search);

  *empty = order == BY_SEARCH && match == NULL;
  if (*empty || !(stmt = cs_db_prepare (db, choices[order], error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, filter->has_state ? cs_post_state_nick (filter->state) : "");
  cs_stmt_bind_int64 (stmt, 2, filter->section);
  cs_stmt_bind_int64 (stmt, 3, filter->author);
  cs_stmt_bind_int64 (stmt, 4, before > 0 ? before : G_MAXINT64);
  cs_stmt_bind_int64 (stmt, 5, limit);
  cs_stmt_bind_text (stmt, 6, match);
  cs_stmt_bind_text (stmt, 7, filter->only_own_drafts ? cs_post_state_nick (CS_POST_DRAFT) : "");
  cs_stmt_bind_text (stmt, 8, filter->only_own_drafts ? cs_post_state_nick (CS_POST_RETURNED) : "");
  cs_stmt_bind_int64 (stmt, 9, filter->viewer);
  cs_stmt_bind_int64 (stmt, 10, filter->viewer_section);
  return stmt;
}

GPtrArray *
cs_post_rows_list (CsDb                *db,
                   const CsPostFilter  *filter,
                   gint64               before,
                   guint                limit,
                   GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean empty = FALSE;

  if (!(stmt = prepare_choice (db, list_sql, filter, before, limit, &empty, error)))
    return empty ? g_ptr_array_new_with_free_func ((GDestroyNotify) cs_post_row_free) : NULL;

  return cs_rows_collect (stmt, read_post, (GDestroyNotify) cs_post_row_free, error);
}

GArray *
cs_post_rows_directory (CsDb                *db,
                        const CsPostFilter  *filter,
                        guint                step,
                        gint64              *count,
                        GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 limit = filter->search != NULL ? MAX_SEARCH_RESULTS : -1;
  gint64 n = 0;
  gboolean empty = FALSE;
  gboolean row = TRUE;

  g_return_val_if_fail (step > 0, NULL);

  *count = 0;
  if (!(stmt = prepare_choice (db, directory_sql, filter, 0, limit, &empty, error)))
    return empty ? g_steal_pointer (&ids) : NULL;

  while (TRUE)
    {
      if (!cs_stmt_step (stmt, &row, error))
        return NULL;

      if (!row)
        break;

      if (n++ % step == 0)
        {
          gint64 id = cs_stmt_get_int64 (stmt, 0);

          g_array_append_val (ids, id);
        }
    }

  *count = n;
  return g_steal_pointer (&ids);
}

GPtrArray *
cs_post_rows_list_due (CsDb         *db,
                       CsPostState   state,
                       gint64        from,
                       gint64        to,
                       guint         limit,
                       GError      **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " POST_COLUMNS " FROM posts INDEXED BY posts_by_release "
                                                     "WHERE state = $1 AND release_at >= $2 AND release_at < $3 "
                                                     "ORDER BY release_at, id LIMIT $4",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_post_state_nick (state));
  cs_stmt_bind_int64 (stmt, 2, from);
  cs_stmt_bind_int64 (stmt, 3, to);
  cs_stmt_bind_int64 (stmt, 4, limit);
  return cs_rows_collect (stmt, read_post, (GDestroyNotify) cs_post_row_free, error);
}

gboolean
cs_post_rows_count_state (CsDb         *db,
                          CsPostState   state,
                          gint64       *count,
                          GError      **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT count (*) FROM posts INDEXED BY posts_by_state WHERE state = $1", error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, cs_post_state_nick (state));
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *count = cs_stmt_get_int64 (stmt, 0);
  return TRUE;
}
