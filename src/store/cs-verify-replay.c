/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cs-verify-replay.h"

#include "cs-office-rows.h"
#include "cs-replay.h"

/* Posts in order, each with its entries in order: no more than one is held at a time. Of the journal only what moves a post. */
#define SQL "SELECT p.id, p.state, p.stage, p.revision, p.route, p.round, j.sequence, j.actor, j.kind, j.details " \
            "FROM posts p LEFT JOIN journal j ON j.post = p.id AND j.kind IN ('post-created', 'contributed', 'revised', " \
            "'submitted', 'decided', 'state-changed', 'emergency-started') ORDER BY p.id, j.sequence"

/* The post that is being replayed, as the database has it */
typedef struct
{
  gint64    id;
  char     *state;    /* owned */
  gint64    stage;
  gint64    revision;
  gint64    route;
  gint64    round;
  gboolean  made;     /* an entry made it */
  gboolean  broken;   /* an entry could not be followed: what comes after it says nothing */
  CsReplay *replay;   /* owned */
} Post;

typedef struct
{
  CsDb         *db;     /* borrowed */
  GHashTable   *routes; /* id to CsRoute, NULL = there is none; owned */
  CsVerifyFind  find;
  gpointer      data;
  Post          post;
} Walk;

static void
post_clear (Post *post)
{
  g_clear_pointer (&post->state, g_free);
  g_clear_pointer (&post->replay, cs_replay_free);
}

static void
walk_clear (Walk *walk)
{
  post_clear (&walk->post);
  g_hash_table_unref (walk->routes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
G_GNUC_PRINTF (2, 3)
find (Walk       *walk,
      const char *format,
      ...)
{
  g_autofree char *finding = NULL;
  va_list arguments;

  va_start (arguments, format);
  finding = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  walk->find (walk->data, finding);
}

static const CsRoute *
find_route (gint64   id,
            gpointer data)
{
  Walk *walk = data;
  gpointer route = NULL;

  if (!g_hash_table_lookup_extended (walk->routes, &id, NULL, &route))
    {
      route = cs_route_rows_get (walk->db, id, NULL);
      g_hash_table_insert (walk->routes, g_memdup2 (&id, sizeof id), route);
    }

  return route;
}

/* The last decision before those that count */
static gint64
get_round (const CsReplay *replay)
{
  guint start = replay->chain.round_start;

  return start == 0 ? 0 : ((const CsDecision *) g_ptr_array_index (replay->decisions, start - 1))->id;
}

static void
compare_post (Walk *walk)
{
  const Post *post = &walk->post;
  const CsReplay *replay = post->replay;
  const char *state = cs_post_state_nick (replay->chain.state);

  if (!g_str_equal (post->state, state))
    find (walk, _("post %" PRId64 ": is “%s”, and its journal leads to “%s”"), post->id, post->state, state);
  if (post->revision != replay->revision)
    find (walk, _("post %" PRId64 ": revision %" PRId64 " is its current one, and its journal submitted revision %" PRId64),
          post->id, post->revision, replay->revision);
  if (replay->stage_known && post->stage != (gint64) replay->chain.stage)
    find (walk, _("post %" PRId64 ": is at stage %" PRId64 ", and its journal leads to stage %u"),
          post->id, post->stage + 1, replay->chain.stage + 1);
  if (post->round != get_round (replay))
    find (walk, _("post %" PRId64 ": other decisions count than by its journal"), post->id);

  /* An emergency takes its own route while it is written, and says so when it is submitted. */
  if (replay->route != 0 && post->route != replay->route && replay->chain.state != CS_POST_DRAFT &&
      replay->chain.state != CS_POST_RETURNED)
    find (walk, _("post %" PRId64 ": goes by route %" PRId64 ", and by its journal by route %" PRId64),
          post->id, post->route, replay->route);
}

static void
finish_post (Walk *walk)
{
  if (walk->post.replay == NULL)
    return;

  if (!walk->post.made)
    find (walk, _("post %" PRId64 ": no journal entry made it"), walk->post.id);
  else if (!walk->post.broken)
    compare_post (walk);

  post_clear (&walk->post);
}

static void
begin_post (Walk   *walk,
            CsStmt *stmt)
{
  walk->post = (Post) {
    .id = cs_stmt_get_int64 (stmt, 0),
    .state = cs_stmt_dup_text (stmt, 1),
    .stage = cs_stmt_get_int64 (stmt, 2),
    .revision = cs_stmt_get_int64 (stmt, 3),
    .route = cs_stmt_get_int64 (stmt, 4),
    .round = cs_stmt_get_int64 (stmt, 5),
    .replay = cs_replay_new (),
  };
}

static void
tell_broken (Walk                 *walk,
             const CsJournalEntry *entry,
             const GError         *error)
{
  if (g_error_matches (error, CS_ERROR, CS_ERROR_WRONG_STATE))
    find (walk, _("journal entry %" PRId64 ": post %" PRId64 " cannot have changed its state so"), entry->sequence, entry->post);
  else if (g_error_matches (error, CS_ERROR, CS_ERROR_DIGEST_MISMATCH))
    find (walk, _("journal entry %" PRId64 ": post %" PRId64 " was let out without a complete chain for its content"),
          entry->sequence, entry->post);
  else
    find (walk, _("journal entry %" PRId64 ": its details cannot be read"), entry->sequence);

  walk->post.broken = TRUE;
}

/* What is unknown or damaged in itself is named where the journal is proved. */
static void
follow_entry (Walk   *walk,
              CsStmt *stmt)
{
  g_autoptr(GError) error = NULL;
  CsJournalEntry entry = {
    .sequence = cs_stmt_get_int64 (stmt, 6),
    .actor = cs_stmt_get_int64 (stmt, 7),
    .post = walk->post.id,
    .details = (char *) cs_stmt_get_text (stmt, 9),
  };

  if (cs_stmt_is_null (stmt, 6) || walk->post.broken ||
      !cs_journal_kind_from_nick (cs_stmt_get_text (stmt, 8), &entry.kind))
    return;

  walk->post.made |= entry.kind == CS_JOURNAL_POST_CREATED;
  if (!cs_replay_add (walk->post.replay, &entry, find_route, walk, &error))
    tell_broken (walk, &entry, error);
}

static gboolean
walk_posts (Walk          *walk,
            CsVerifyStep   step,
            GError       **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (walk->db, SQL, error)))
    return FALSE;

  while (TRUE)
    {
      if (!cs_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        break;

      if (walk->post.replay == NULL || walk->post.id != cs_stmt_get_int64 (stmt, 0))
        {
          finish_post (walk);
          if (!step (walk->data, error))
            return FALSE;
          begin_post (walk, stmt);
        }
      follow_entry (walk, stmt);
    }

  finish_post (walk);
  return TRUE;
}

static gboolean
find_gone (Walk    *walk,
           GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (walk->db,
                              "SELECT DISTINCT post FROM journal WHERE post <> 0 AND NOT EXISTS "
                              "(SELECT 1 FROM posts WHERE id = journal.post)",
                              error)))
    return FALSE;

  while (TRUE)
    {
      if (!cs_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      find (walk, _("post %" PRId64 ": is missing, the journal tells of it"), cs_stmt_get_int64 (stmt, 0));
    }
}

gboolean
cs_verify_replay (CsDb          *db,
                  CsVerifyStep   step,
                  CsVerifyFind   find_one,
                  gpointer       data,
                  GError       **error)
{
  g_auto(Walk) walk = { .db = db, .find = find_one, .data = data };

  walk.routes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) cs_route_free);

  return walk_posts (&walk, step, error) && find_gone (&walk, error);
}
