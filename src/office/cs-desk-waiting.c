/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-rows.h"
#include "cs-clock.h"
#include "cs-desk-rows.h"
#include "cs-desk-waiting.h"
#include "cs-sheet-json.h"

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
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->people, cs_chain_people_free);
  g_clear_pointer (&search->principals, g_array_unref);
  g_clear_pointer (&search->nobody, g_array_unref);
  g_clear_pointer (&search->actor, g_array_unref);
  g_clear_pointer (&search->decisions, g_ptr_array_unref);
  g_clear_pointer (&search->calendar, cs_calendar_free);
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
  g_array_append_val (search->actor, call->actor->id);
  if (!(search->people = cs_chain_people_load (call->db, call->now, error)))
    return FALSE;

  for (guint i = 0; i < search->people->delegations->len; i++)
    {
      const CsDelegation *delegation = g_ptr_array_index (search->people->delegations, i);

      if (delegation->delegate == call->actor->id && cs_delegation_is_in_force (delegation, call->now))
        g_array_append_val (search->principals, delegation->principal);
    }

  return TRUE;
}

/* The post as if nothing had been decided on it. */
static CsChain
make_light_chain (Search          *search,
                  const CsDeskRow *row,
                  const CsRoute   *route,
                  gboolean         contributed)
{
  CsChain chain = {
    .route = route,
    .state = CS_POST_IN_REVIEW,
    .stage = row->stage,
    .section = row->section,
    .contributors = contributed ? search->actor : search->nobody,
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

/* Whether the actor's answer needs the whole chain: he decided before, others' decisions matter, or he may act for somebody who could. */
static gboolean
needs_whole_chain (Search          *search,
                   const CsDeskRow *row,
                   const CsRoute   *route,
                   gboolean        *waits)
{
  CsChain chain = make_light_chain (search, row, route, row->contributed);
  CsChain open = make_light_chain (search, row, route, FALSE);

  *waits = FALSE;
  if (row->stage >= route->stages->len)
    return FALSE;

  *waits = cs_chain_may_decide (&chain, search->call->actor->id) == CS_MAY_DECIDE;
  if (*waits)
    return row->decided || cs_route_get_stage (route, row->stage)->quorum == CS_QUORUM_EACH;

  /* he himself wrote in it: then for nobody else either */
  for (guint i = 0; !row->contributed && i < search->principals->len; i++)
    if (cs_chain_may_decide (&open, g_array_index (search->principals, gint64, i)) == CS_MAY_DECIDE)
      return TRUE;

  return FALSE;
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

/* Whether a comment-only stage that the post has reached asks the actor, who has not commented yet. */
static gboolean
is_wanted (Search          *search,
           const CsDeskRow *row,
           const CsRoute   *route)
{
  CsChain chain = make_light_chain (search, row, route, FALSE);

  if (row->contributed || row->commented)
    return FALSE;

  for (guint i = 0; i < MIN (row->stage, route->stages->len); i++)
    if (cs_route_get_stage (route, i)->kind == CS_STAGE_COMMENT &&
        cs_chain_find_parties (&chain, i, search->call->actor->id) != 0)
      return TRUE;

  return FALSE;
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

static gboolean
look_at (Search           *search,
         const CsDeskRow  *row,
         gboolean         *waits,
         gboolean         *wanted,
         GError          **error)
{
  const CsRoute *route = cs_names_get_route (search->names, row->route, error);

  if (!route)
    return FALSE;

  *wanted = is_wanted (search, row, route);
  return !needs_whole_chain (search, row, route, waits) || ask_whole_chain (search, row->id, waits, NULL, error);
}

gboolean
cs_desk_add_waiting (CsCall      *call,
                     CsNames     *names,
                     guint        limit,
                     JsonObject  *reply,
                     GError     **error)
{
  g_auto(Search) search = { 0 };
  g_autoptr(GArray) rows = cs_desk_rows_list (call->db, call->actor->id, error);
  g_autoptr(JsonArray) waiting = json_array_new ();
  g_autoptr(JsonArray) asked = json_array_new ();
  guint n_waiting = 0, n_wanted = 0;

  if (!rows || !search_prepare (&search, call, names, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const CsDeskRow *row = &g_array_index (rows, CsDeskRow, i);
      gboolean waits = FALSE, wanted = FALSE;

      if (!look_at (&search, row, &waits, &wanted, error) ||
          (waits && n_waiting++ < limit && !add_line (&search, row->id, TRUE, waiting, error)) ||
          (wanted && n_wanted++ < limit && !add_line (&search, row->id, FALSE, asked, error)))
        return FALSE;
    }

  json_object_set_array_member (reply, "waiting", g_steal_pointer (&waiting));
  json_object_set_int_member (reply, "n_waiting", n_waiting);
  json_object_set_array_member (reply, "wanted", g_steal_pointer (&asked));
  json_object_set_int_member (reply, "n_wanted", n_wanted);
  return TRUE;
}
