/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-rows.h"
#include "cs-clock.h"
#include "cs-desk-rows.h"
#include "cs-desk-waiting.h"
#include "cs-sheet-json.h"

/* The walk of desk.get takes the rows in pieces of this. */
#define PIECE 1000

/* A page of desk.waiting looks at so many at most: who has little to decide gets a short page, and goes on from there. */
#define MAX_WALKED 20000

/* What the light answer depends on: posts that agree in these have the same. */
typedef struct
{
  gint64 route;
  gint64 section;
  gint64 stage;
  gint64 labels;
  gint64 escalated;
} Key;

/* For a post on which nothing was decided and in which the actor did not write. */
typedef struct
{
  gboolean waits;      /* for the actor's own decision */
  gboolean wanted;     /* a comment-only stage asks the actor */
  gboolean each;       /* what others decided matters */
  gboolean any;        /* somebody for whom the actor may act now could decide */
  GArray  *principals; /* of gint64: those for whom he could; owned */
} Answer;

typedef struct
{
  CsCall        *call;       /* lent */
  CsNames       *names;      /* lent */
  CsChainPeople *people;     /* owned */
  GArray        *principals; /* of gint64: for whom the actor may act now; owned */
  GArray        *nobody;     /* empty; owned */
  GArray        *actor;      /* of gint64: the actor alone; owned */
  GPtrArray     *decisions;  /* empty; owned */
  CsCalendar    *calendar;   /* NULL until needed; owned */
  GHashTable    *answers;    /* Key to Answer, both owned */
  gboolean       by_account; /* some delegation to the actor asks for the accounts: only the whole chain knows them */
} Search;

static guint
hash_key (gconstpointer key)
{
  const Key *self = key;
  guint64 mixed = (guint64) self->route * 31 + (guint64) self->section;

  mixed = mixed * 31 + (guint64) self->stage;
  mixed = mixed * 31 + (guint64) self->labels;
  return (guint) (mixed * 2 + (guint64) self->escalated);
}

static gboolean
equal_keys (gconstpointer one,
            gconstpointer other)
{
  const Key *a = one;
  const Key *b = other;

  return a->route == b->route && a->section == b->section && a->stage == b->stage && a->labels == b->labels &&
         a->escalated == b->escalated;
}

static void
answer_free (Answer *answer)
{
  g_array_unref (answer->principals);
  g_free (answer);
}

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->people, cs_chain_people_free);
  g_clear_pointer (&search->principals, g_array_unref);
  g_clear_pointer (&search->nobody, g_array_unref);
  g_clear_pointer (&search->actor, g_array_unref);
  g_clear_pointer (&search->decisions, g_ptr_array_unref);
  g_clear_pointer (&search->calendar, cs_calendar_free);
  g_clear_pointer (&search->answers, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static gboolean
search_prepare (Search   *search,
                CsCall   *call,
                CsNames  *names,
                GError  **error)
{
  search->call = call;
  search->names = names;
  search->principals = g_array_new (FALSE, FALSE, sizeof (gint64));
  search->nobody = g_array_new (FALSE, FALSE, sizeof (gint64));
  search->actor = g_array_new (FALSE, FALSE, sizeof (gint64));
  search->decisions = g_ptr_array_new ();
  search->answers = g_hash_table_new_full (hash_key, equal_keys, g_free, (GDestroyNotify) answer_free);
  g_array_append_val (search->actor, call->actor->id);
  if (!(search->people = cs_chain_people_load (call->db, call->now, error)))
    return FALSE;

  for (guint i = 0; i < search->people->delegations->len; i++)
    {
      const CsDelegation *delegation = g_ptr_array_index (search->people->delegations, i);

      if (delegation->delegate != call->actor->id || !cs_delegation_is_in_force (delegation, call->now))
        continue;

      search->by_account |= delegation->accounts && delegation->accounts->len > 0;
      g_array_append_val (search->principals, delegation->principal);
    }

  return TRUE;
}

/* The post as if nothing had been decided on it, and the actor had not written in it. */
static CsChain
make_light_chain (Search          *search,
                  const CsDeskRow *row,
                  const CsRoute   *route)
{
  CsChain chain = {
    .route = route,
    .state = CS_POST_IN_REVIEW,
    .stage = row->stage,
    .section = row->section,
    .contributors = search->nobody,
    .decisions = search->decisions,
    .members = search->people->members,
    .positions = search->people->positions,
    .delegations = search->people->delegations,
    .now = search->call->now,
    .labels = row->labels,
    .escalated = row->escalated,
    .digest = { { 1 } }, /* some content: with no decision on it, whichever */
  };

  return chain;
}

static Answer *
work_out (Search          *search,
          const CsDeskRow *row,
          const CsRoute   *route)
{
  CsChain chain = make_light_chain (search, row, route);
  gint64 actor = search->call->actor->id;
  Answer *answer = g_new0 (Answer, 1);

  if (row->stage >= route->stages->len)
    {
      answer->principals = g_array_new (FALSE, FALSE, sizeof (gint64));
      return answer;
    }

  answer->waits = cs_chain_may_decide (&chain, actor) == CS_MAY_DECIDE;
  answer->each = cs_route_get_stage (route, row->stage)->quorum == CS_QUORUM_EACH;
  answer->principals = cs_chain_find_principals (&chain, actor);
  for (guint i = 0; i < search->principals->len; i++)
    answer->any |= cs_chain_may_decide (&chain, g_array_index (search->principals, gint64, i)) == CS_MAY_DECIDE;
  for (guint i = 0; i < row->stage; i++)
    answer->wanted |= cs_route_get_stage (route, i)->kind == CS_STAGE_COMMENT && cs_chain_find_parties (&chain, i, actor) != 0;

  return answer;
}

static const Answer *
find_answer (Search           *search,
             const CsDeskRow  *row,
             GError          **error)
{
  Key key = { row->route, row->section, row->stage, row->labels, row->escalated };
  Answer *answer = g_hash_table_lookup (search->answers, &key);
  const CsRoute *route = NULL;

  if (answer)
    return answer;
  if (!(route = cs_names_get_route (search->names, row->route, error)))
    return NULL;

  answer = work_out (search, row, route);
  g_hash_table_insert (search->answers, g_memdup2 (&key, sizeof key), answer);
  return answer;
}

/* @principals: (out) (optional): for whom, where it is not for himself */
static gboolean
ask_whole_chain (Search    *search,
                 gint64     id,
                 gboolean  *waits,
                 GArray   **principals,
                 GError   **error)
{
  g_autoptr(CsPostRow) post = cs_post_rows_get (search->call->db, id, error);
  g_autoptr(CsChainRows) rows = NULL;
  g_autoptr(GArray) found = NULL;

  if (!post || !(rows = cs_chain_rows_load_among (search->call->db, post, search->people, search->call->now, error)))
    return FALSE;

  *waits = cs_chain_may_decide (&rows->chain, search->call->actor->id) == CS_MAY_DECIDE;
  if (!*waits)
    {
      found = cs_chain_find_principals (&rows->chain, search->call->actor->id);
      *waits = found->len > 0;
    }

  if (principals)
    *principals = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
add_line (Search     *search,
          gint64      id,
          gboolean    for_whom,
          JsonArray  *into,
          GError    **error)
{
  g_autoptr(CsPostRow) post = cs_post_rows_get (search->call->db, id, error);
  const CsRoute *route = post ? cs_names_get_route (search->names, post->route, error) : NULL;
  g_autoptr(JsonObject) line = route ? cs_post_to_json (post, search->names, error) : NULL;
  g_autoptr(GArray) principals = NULL;
  JsonArray *names = NULL;
  gboolean waits;

  if (!line)
    return FALSE;
  if (post->stage_due_at != 0 && !search->calendar &&
      !(search->calendar = cs_clocks_load_calendar (search->call, 0, error)))
    return FALSE;
  if (post->stage_due_at != 0 && !cs_clocks_add_reason (search->calendar, post, route, line, error))
    return FALSE;
  if (for_whom && search->principals->len > 0 && !ask_whole_chain (search, id, &waits, &principals, error))
    return FALSE;

  names = json_array_new ();
  for (guint i = 0; principals && i < principals->len; i++)
    json_array_add_string_element (names, cs_names_get_person (search->names, g_array_index (principals, gint64, i)));
  json_object_set_array_member (line, "for", names);
  json_object_set_string_member (line, "office_zone", search->call->office->zone);
  json_array_add_object_element (into, g_steal_pointer (&line));
  return TRUE;
}

/* For whom he could, if that one has no part in the post either. */
static gboolean
ask_principals (Search           *search,
                const CsDeskRow  *row,
                const Answer     *answer,
                gboolean         *waits,
                GError          **error)
{
  gboolean unsure = FALSE;

  for (guint i = 0; i < answer->principals->len; i++)
    {
      gboolean part = FALSE;

      if (!cs_desk_rows_find_part (search->call->db, row->id, g_array_index (answer->principals, gint64, i), &part, error))
        return FALSE;
      if (!part)
        {
          *waits = TRUE;
          return TRUE;
        }
      unsure = TRUE;
    }

  return !unsure || ask_whole_chain (search, row->id, waits, NULL, error);
}

/* Whether the post waits for the actor; @own: (out): for his own decision, of which there is no doubt. Its history is read only where the answer depends on it: he decided before, others' decisions matter, or he
 * may act for somebody in whose scope it might be. */
static gboolean
look_at (Search           *search,
         const CsDeskRow  *row,
         const Answer     *answer,
         gboolean         *waits,
         gboolean         *own,
         GError          **error)
{
  gboolean begun = row->decided;

  *waits = FALSE;
  *own = FALSE;
  /* who wrote in it decides for nobody else either */
  if (row->contributed || (!answer->waits && !answer->any))
    return TRUE;
  if (!begun && answer->each && !cs_desk_rows_find_begun (search->call->db, row, &begun, error))
    return FALSE;
  if (begun || (!answer->waits && search->by_account))
    return ask_whole_chain (search, row->id, waits, NULL, error);

  *own = *waits = answer->waits;
  return *waits || ask_principals (search, row, answer, waits, error);
}

typedef struct
{
  JsonArray *waiting; /* owned */
  JsonArray *wanted;  /* owned */
  guint      n_waiting;
  guint      n_wanted;
} Found;

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->waiting, json_array_unref);
  g_clear_pointer (&found->wanted, json_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static gboolean
take_row (Search           *search,
          const CsDeskRow  *row,
          guint             limit,
          Found            *found,
          GError          **error)
{
  const Answer *answer = find_answer (search, row, error);
  gboolean waits = FALSE, own = FALSE;
  gboolean wanted;

  if (!answer || !look_at (search, row, answer, &waits, &own, error))
    return FALSE;

  wanted = found->wanted && answer->wanted && !row->contributed && !row->commented;
  return (!waits || found->n_waiting++ >= limit || add_line (search, row->id, !own, found->waiting, error)) &&
         (!wanted || found->n_wanted++ >= limit || add_line (search, row->id, FALSE, found->wanted, error));
}

gboolean
cs_desk_add_waiting (CsCall      *call,
                     CsNames     *names,
                     guint        limit,
                     JsonObject  *reply,
                     GError     **error)
{
  g_auto(Search) search = { 0 };
  g_auto(Found) found = { json_array_new (), json_array_new () };
  gint64 after_due = 0, after = 0;

  if (!search_prepare (&search, call, names, error))
    return FALSE;

  while (TRUE)
    {
      g_autoptr(GArray) rows = cs_desk_rows_list (call->db, call->actor->id, after_due, after, PIECE, error);

      for (guint i = 0; rows && i < rows->len; i++)
        {
          const CsDeskRow *row = &g_array_index (rows, CsDeskRow, i);

          if (!take_row (&search, row, limit, &found, error))
            return FALSE;
          after_due = row->due_at;
          after = row->id;
        }
      if (!rows)
        return FALSE;
      if (rows->len < PIECE)
        break;
    }

  json_object_set_array_member (reply, "waiting", g_steal_pointer (&found.waiting));
  json_object_set_int_member (reply, "n_waiting", found.n_waiting);
  json_object_set_array_member (reply, "wanted", g_steal_pointer (&found.wanted));
  json_object_set_int_member (reply, "n_wanted", found.n_wanted);
  return TRUE;
}

gboolean
cs_desk_add_page (CsCall      *call,
                  CsNames     *names,
                  gint64       after_due,
                  gint64       after,
                  guint        limit,
                  JsonObject  *reply,
                  GError     **error)
{
  g_auto(Search) search = { 0 };
  g_auto(Found) found = { json_array_new () };
  gboolean more = TRUE;
  guint n_walked = 0;

  if (!search_prepare (&search, call, names, error))
    return FALSE;

  while (more && found.n_waiting < limit && n_walked < MAX_WALKED)
    {
      guint piece = MIN (2 * limit, PIECE);
      g_autoptr(GArray) rows = cs_desk_rows_list (call->db, call->actor->id, after_due, after, piece, error);
      guint i = 0;

      for (i = 0; rows && i < rows->len && found.n_waiting < limit; i++)
        {
          const CsDeskRow *row = &g_array_index (rows, CsDeskRow, i);

          if (!take_row (&search, row, limit, &found, error))
            return FALSE;
          after_due = row->due_at;
          after = row->id;
        }
      if (!rows)
        return FALSE;
      more = i < rows->len || rows->len == piece;
      n_walked += i;
    }

  json_object_set_array_member (reply, "waiting", g_steal_pointer (&found.waiting));
  json_object_set_boolean_member (reply, "more", more);
  json_object_set_int_member (reply, "last_due", after_due);
  json_object_set_int_member (reply, "last", after);
  return TRUE;
}
