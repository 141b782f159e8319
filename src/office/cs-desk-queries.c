/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"

/* The desk: what waits for me, what is late, what goes out next, what I wait for. Bounded, whatever the size of the office. */

#define MAX_GROUP 50
#define MAX_SCAN 2000 /* posts in review that are looked at */
#define PAGE 200

/* Cheap, before the chain is read: whether the open stage is one for the actor at all. */
static gboolean
stage_concerns_actor (CsCall           *call,
                      const CsPostRow  *post,
                      const CsRoute    *route)
{
  const CsStage *stage = NULL;

  if (post->stage >= route->stages->len)
    return FALSE;

  /* Who belongs to no party may still decide for somebody who is away, or because the stage escalated. */
  stage = cs_route_get_stage (route, post->stage);
  return (call->actor->roles & cs_stage_kind_roles (stage->kind)) != 0;
}

/* For himself, or for somebody who is away. */
static gboolean
may_decide (CsCall        *call,
            const CsChain *chain)
{
  g_autoptr(GArray) principals = NULL;

  if (cs_chain_may_decide (chain, call->actor->id) == CS_MAY_DECIDE)
    return TRUE;

  principals = cs_chain_find_principals (chain, call->actor->id);
  return principals->len > 0;
}

static int
compare_urgency (gconstpointer one,
                 gconstpointer other)
{
  const CsPostRow *a = *(const CsPostRow * const *) one;
  const CsPostRow *b = *(const CsPostRow * const *) other;
  gint64 at_a = a->release == CS_RELEASE_AT_TIME ? a->release_at : a->changed_at;
  gint64 at_b = b->release == CS_RELEASE_AT_TIME ? b->release_at : b->changed_at;

  return at_a < at_b ? -1 : at_a > at_b;
}

/* All posts in review on which the actor may decide. */
static GPtrArray *
find_waiting (CsCall   *call,
              CsNames  *names,
              GError  **error)
{
  g_autoptr(GPtrArray) waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_post_row_free);
  g_autoptr(CsChainPeople) people = NULL;
  CsPostFilter filter = { .has_state = TRUE, .state = CS_POST_IN_REVIEW };
  gint64 before = 0;

  if (!(call->actor->roles & cs_stage_kind_roles (CS_STAGE_REVIEW)))
    return g_steal_pointer (&waiting);
  if (!(people = cs_chain_people_load (call->db, error)))
    return NULL;

  for (guint seen = 0; seen < MAX_SCAN; seen += PAGE)
    {
      g_autoptr(GPtrArray) rows = cs_post_rows_list (call->db, &filter, before, PAGE, error);
      guint n = rows ? rows->len : 0;

      if (!rows)
        return NULL;

      for (guint i = 0; i < n; i++)
        {
          CsPostRow *post = g_ptr_array_index (rows, i);
          const CsRoute *route = cs_names_get_route (names, post->route, error);
          g_autoptr(CsChainRows) chain = NULL;

          if (!route)
            return NULL;

          before = post->id;
          if (!stage_concerns_actor (call, post, route))
            continue;
          if (!(chain = cs_chain_rows_load_among (call->db, post, people, call->now, error)))
            return NULL;
          if (may_decide (call, &chain->chain))
            g_ptr_array_add (waiting, g_steal_pointer (&rows->pdata[i]));
        }

      if (n < PAGE)
        break;
    }

  g_ptr_array_sort (waiting, compare_urgency);
  return g_steal_pointer (&waiting);
}

/* @rows into @into: those for which @wanted says yes. */
static gboolean
add_rows (CsCall      *call,
          CsNames     *names,
          GPtrArray   *rows,
          gboolean   (*wanted)(CsCall *, const CsPostRow *),
          JsonArray   *into,
          GError     **error)
{
  if (!rows)
    return FALSE;

  for (guint i = 0; i < rows->len && json_array_get_length (into) < MAX_GROUP; i++)
    {
      const CsPostRow *post = g_ptr_array_index (rows, i);
      JsonObject *line = NULL;

      if (wanted && !wanted (call, post))
        continue;
      if (!(line = cs_post_to_json (post, names, error)))
        return FALSE;
      json_array_add_object_element (into, line);
    }

  return TRUE;
}

/* Whose trouble it is: those who run the office see all of it, others their section's. */
static gboolean
concerns_actor (CsCall          *call,
                const CsPostRow *post)
{
  if (!cs_post_rules_may_see (call->actor, post))
    return FALSE;

  return post->author == call->actor->id || call->actor->section == 0 ||
         call->actor->section == post->section ||
         cs_call_actor_is (call, CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR);
}

static JsonArray *
list_late (CsCall   *call,
           CsNames  *names,
           GError  **error)
{
  static const CsPostState troubles[] = {
    CS_POST_UNKNOWN, CS_POST_FAILED, CS_POST_PARTLY_PUBLISHED, CS_POST_EXPIRED,
  };
  g_autoptr(JsonArray) late = json_array_new ();
  g_autoptr(GPtrArray) risky = NULL;

  risky = cs_post_rows_list_due (call->db, CS_POST_IN_REVIEW, 1, call->now + CS_AT_RISK, PAGE, error);
  if (!add_rows (call, names, risky, concerns_actor, late, error))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      CsPostFilter filter = { .has_state = TRUE, .state = troubles[i] };
      g_autoptr(GPtrArray) rows = cs_post_rows_list (call->db, &filter, 0, PAGE, error);

      if (!add_rows (call, names, rows, concerns_actor, late, error))
        return NULL;
    }

  return g_steal_pointer (&late);
}

static JsonArray *
list_next (CsCall   *call,
           CsNames  *names,
           GError  **error)
{
  static const CsPostState coming[] = { CS_POST_SENDING, CS_POST_QUEUED, CS_POST_HELD };
  g_autoptr(JsonArray) next = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (coming); i++)
    {
      g_autoptr(GPtrArray) rows = cs_post_rows_list_due (call->db, coming[i], 0, G_MAXINT64, MAX_GROUP, error);

      if (!add_rows (call, names, rows, NULL, next, error))
        return NULL;
    }

  return g_steal_pointer (&next);
}

static JsonArray *
list_mine (CsCall   *call,
           CsNames  *names,
           GError  **error)
{
  static const CsPostState open[] = {
    CS_POST_RETURNED, CS_POST_DRAFT, CS_POST_IN_REVIEW,
  };
  g_autoptr(JsonArray) mine = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    {
      CsPostFilter filter = { .has_state = TRUE, .state = open[i], .author = call->actor->id };
      g_autoptr(GPtrArray) rows = cs_post_rows_list (call->db, &filter, 0, MAX_GROUP, error);

      if (!add_rows (call, names, rows, NULL, mine, error))
        return NULL;
    }

  return g_steal_pointer (&mine);
}

static JsonObject *
run_desk (CsCall  *call,
          GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(GPtrArray) waiting = find_waiting (call, names, error);
  g_autoptr(JsonArray) lines = json_array_new ();
  g_autoptr(JsonArray) late = NULL;
  g_autoptr(JsonArray) next = NULL;
  g_autoptr(JsonArray) mine = NULL;
  gint64 n_queued = 0;
  JsonObject *reply = NULL;

  names->now = call->now;
  if (!add_rows (call, names, waiting, NULL, lines, error) ||
      !(late = list_late (call, names, error)) ||
      !(next = list_next (call, names, error)) ||
      !(mine = list_mine (call, names, error)) ||
      !cs_post_rows_count_state (call->db, CS_POST_QUEUED, &n_queued, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_array_member (reply, "waiting", g_steal_pointer (&lines));
  json_object_set_int_member (reply, "n_waiting", waiting->len);
  json_object_set_array_member (reply, "late", g_steal_pointer (&late));
  json_object_set_array_member (reply, "next", g_steal_pointer (&next));
  json_object_set_array_member (reply, "mine", g_steal_pointer (&mine));
  json_object_set_int_member (reply, "n_queued", n_queued);
  return reply;
}

const CsOperation cs_desk_queries[] = {
  { "desk.get", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows what waits for one, what is late, what goes out next and what one waits for."),
    NULL, NULL, NULL, run_desk },
  { NULL },
};
