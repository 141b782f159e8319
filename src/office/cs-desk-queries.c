/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock.h"
#include "cs-comment-rows.h"
#include "cs-delegation-rows.h"
#include "cs-desk-waiting.h"
#include "cs-emergency-rules.h"
#include "cs-error.h"
#include "cs-key-renewals.h"
#include "cs-operations-private.h"
#include "cs-post.h"
#include "cs-post-rules.h"
#include "cs-queue-rows.h"
#include "cs-sheet-json.h"

/* The desk: what waits for me, what is late, what goes out next, what I wait for. Bounded, whatever the size of the office. */

#define MAX_GROUP 50
#define MAX_NOTICES 20
#define MAX_WAITING 200
#define MAX_KEPT 99
#define PAGE 200

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

/* Questions about the actor's own posts that wait for an answer. */
static JsonArray *
list_questions (CsCall   *call,
                CsNames  *names,
                GError  **error)
{
  g_autoptr(GPtrArray) rows = cs_comment_rows_list_questions (call->db, call->actor->id, MAX_GROUP, error);
  g_autoptr(JsonArray) array = json_array_new ();

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const CsCommentRow *row = g_ptr_array_index (rows, i);
      g_autoptr(CsPostRow) post = cs_post_rows_get (call->db, row->post, error);
      JsonObject *object = NULL;

      if (!post)
        return NULL;

      object = json_object_new ();
      json_object_set_int_member (object, "comment", row->id);
      json_object_set_int_member (object, "post", row->post);
      json_object_set_string_member (object, "excerpt", post->excerpt);
      json_object_set_string_member (object, "name", cs_names_get_person (names, row->author));
      json_object_set_string_member (object, "text", row->text);
      json_object_set_int_member (object, "at", row->made_at);
      json_array_add_object_element (array, object);
    }

  return rows ? g_steal_pointer (&array) : NULL;
}

/* What is no list of posts. */
static gboolean
add_office (CsCall      *call,
            CsNames     *names,
            JsonObject  *reply,
            GError     **error)
{
  g_autoptr(JsonArray) questions = NULL;
  gint64 n_signed_for = 0;

  if (!(questions = list_questions (call, names, error)) ||
      !cs_emergencies_to_json (call, names, TRUE, reply, error) || !cs_key_renewals_to_json (call, names, reply, error) ||
      !cs_notices_to_json (call, TRUE, 0, MAX_NOTICES, reply, error) ||
      !cs_delegation_rows_count_unseen (call->db, call->actor->id, &n_signed_for, error))
    return FALSE;

  json_object_set_array_member (reply, "questions", g_steal_pointer (&questions));
  json_object_set_int_member (reply, "n_signed_for", n_signed_for);
  return TRUE;
}

static JsonObject *
run_desk (CsCall  *call,
          GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonObject) reply = json_object_new ();
  JsonArray *late = NULL;
  JsonArray *next = NULL;
  JsonArray *mine = NULL;
  g_autoptr(GArray) kept = NULL;
  gint64 n_queued = 0;

  names->now = call->now;
  if (!cs_desk_add_waiting (call, names, MAX_GROUP, reply, error) || !add_office (call, names, reply, error) ||
      !cs_post_rows_count_state (call->db, CS_POST_QUEUED, &n_queued, error) ||
      !(kept = cs_queue_rows_list_kept (call->db, &(CsQueuePlace) { 0 }, MAX_KEPT, error)))
    return NULL;

  json_object_set_int_member (reply, "n_queued", n_queued);
  json_object_set_int_member (reply, "n_kept", kept->len);
  if (!(late = list_late (call, names, error)))
    return NULL;
  json_object_set_array_member (reply, "late", late);
  if (!(next = list_next (call, names, error)))
    return NULL;
  json_object_set_array_member (reply, "next", next);
  if (!(mine = list_mine (call, names, error)))
    return NULL;
  json_object_set_array_member (reply, "mine", mine);
  return g_steal_pointer (&reply);
}

static JsonObject *
run_waiting (CsCall  *call,
             GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonObject) reply = json_object_new ();

  names->now = call->now;
  if (!cs_desk_add_page (call, names, cs_call_get_int64 (call, "after_due"), cs_call_get_int64 (call, "after"),
                         cs_call_get_limit (call, MAX_WAITING), reply, error))
    return NULL;
  return g_steal_pointer (&reply);
}

static const CsArgument waiting_arguments[] = {
  { "after_due", CS_ARGUMENT_INTEGER, FALSE, 0, N_("“last_due” of the page before") },
  { "after", CS_ARGUMENT_INTEGER, FALSE, 0, N_("“last” of the page before") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most so many, up to 200") },
  { NULL },
};

const CsOperation cs_desk_queries[] = {
  { "desk.get", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows what waits for one, what is late, what goes out next and what one waits for."),
    NULL, NULL, NULL, run_desk },
  { "desk.waiting", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists what waits for one’s decision, by pages: the earliest deadline first, those without one last."),
    waiting_arguments, NULL, NULL, run_waiting },
  { NULL },
};
