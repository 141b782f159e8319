/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock.h"
#include "cs-emergency-rows.h"
#include "cs-emergency-rules.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-people.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"

/* The emergency lane: a short route while the ordinary queue stands still, and a full review that is owed afterwards. */

#define MAX_HELD 50
#define MAX_READ 500
#define TELL (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_RESPONDER)

static char *
dup_reason (CsCall      *call,
            const char  *argument,
            GError     **error)
{
  g_autofree char *reason = g_strstrip (g_strdup (cs_call_get_text (call, argument)));

  if (!*reason)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REASON_REQUIRED, "An emergency needs its %s", argument);
      return NULL;
    }

  return g_steal_pointer (&reason);
}

/* Two people: the one who wrote it, and a leader or the duty editor who signs. The office can change it like any route. */
static CsRoute *
make_emergency_route (void)
{
  CsRoute *route = cs_route_new (_("Emergency lane"));
  CsStage *stage = cs_route_append_stage (route, _("Emergency sign-off"), CS_STAGE_SIGN_OFF);

  cs_stage_add_party (stage, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_LEADER, 0);
  cs_stage_add_party (stage, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_DUTY, 0);
  return route;
}

static gint64
find_emergency_route (CsCall  *call,
                      GError **error)
{
  g_autoptr(CsOfficeRow) office = cs_office_rows_get (call->db, error);
  g_autoptr(CsRoute) route = NULL;

  if (!office)
    return 0;
  if (office->emergency_route != 0)
    {
      g_autoptr(CsRoute) stored = cs_route_rows_get (call->db, office->emergency_route, error);
      g_autoptr(CsRoute) newest = stored ? cs_route_rows_find (call->db, stored->name, error) : NULL;

      return newest ? newest->id : 0;
    }

  route = make_emergency_route ();
  if (!cs_routes_add (call, call->actor->id, route, error))
    return 0;

  office->emergency_route = route->id;
  return cs_office_rows_set (call->db, office, error) ? route->id : 0;
}

static gboolean
add_freeze (CsCall      *call,
            gint64       post,
            const char  *reason,
            GError     **error)
{
  CsFreezeRow row = { .reason = (char *) reason, .post = post, .made_by = call->actor->id, .made_at = call->now };
  JsonObject *details = NULL;

  if (!cs_freeze_rows_add (call->db, &row, error))
    return FALSE;

  details = json_object_new ();
  json_object_set_string_member (details, "reason", reason);
  return cs_call_journal (call, post, CS_JOURNAL_QUEUE_FROZEN, details, error);
}

/* One emergency may begin while the queue stands still for another. */
static gboolean
freeze_unless_frozen (CsCall      *call,
                      gint64       post,
                      const char  *reason,
                      GError     **error)
{
  g_autoptr(CsFreezeRow) open = NULL;

  return cs_freeze_rows_get_open (call->db, &open, error) && (open || add_freeze (call, post, reason, error));
}

static gboolean
check_may_start (CsCall           *call,
                 const CsPostRow  *post,
                 GError          **error)
{
  if (post->state != CS_POST_DRAFT && post->state != CS_POST_RETURNED)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE,
                   "Post %" G_GINT64_FORMAT " is past its draft: an emergency starts before it is submitted", post->id);
      return FALSE;
    }
  if (post->emergency)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "Post %" G_GINT64_FORMAT " is an emergency post already", post->id);
      return FALSE;
    }

  return cs_call_actor_is (call, CS_ROLE_LEADER | CS_ROLE_DUTY) || cs_post_rules_check_edit (call, post, error);
}

static gboolean
record_emergency (CsCall           *call,
                  const CsPostRow  *post,
                  const char       *reason,
                  GError          **error)
{
  CsEmergencyRow row = { .post = post->id, .reason = (char *) reason, .started_by = call->actor->id, .started_at = call->now };
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "reason", reason);
  return cs_emergency_rows_add (call->db, &row, error) &&
         cs_call_journal (call, post->id, CS_JOURNAL_EMERGENCY_STARTED, details, error) &&
         freeze_unless_frozen (call, post->id, reason, error) &&
         cs_notices_send_roles (call, TELL, post->id, CS_NOTICE_EMERGENCY, cs_notices_describe (call, reason), error);
}

static JsonObject *
run_start (CsCall  *call,
           GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autofree char *reason = post ? dup_reason (call, "reason", error) : NULL;

  if (!reason || !check_may_start (call, post, error) || !(post->route = find_emergency_route (call, error)))
    return NULL;

  /* Decisions on the ordinary route say nothing on this one: its stages are others. */
  post->emergency = TRUE;
  post->labels |= CS_LABEL_EMERGENCY;
  if (!cs_post_acts_end_round (call, post, error) || !cs_post_acts_update (call, post, error) || !record_emergency (call, post, reason, error))
    return NULL;

  return cs_sheet_to_json (call, post, error);
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonObject) reply = json_object_new ();

  if (!cs_emergencies_to_json (call, names, !cs_call_get_boolean (call, "all"), reply, error))
    return NULL;
  return g_steal_pointer (&reply);
}

static gboolean
check_may_clear (CsCall                *call,
                 const CsEmergencyRow  *row,
                 GError               **error)
{
  gboolean took_part = FALSE;

  if (row->cleared_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "The review of post %" G_GINT64_FORMAT " is made already", row->post);
      return FALSE;
    }
  if (row->due_at == 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "Post %" G_GINT64_FORMAT " is not signed yet", row->post);
      return FALSE;
    }
  if (!cs_emergencies_find_part (call, row->post, call->actor->id, &took_part, error))
    return FALSE;
  if (took_part)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOOK_PART, "%s took part in post %" G_GINT64_FORMAT, call->actor->login, row->post);
      return FALSE;
    }

  return TRUE;
}

static JsonObject *
run_clear (CsCall  *call,
           GError **error)
{
  g_autoptr(CsEmergencyRow) row = cs_emergency_rows_get (call->db, cs_call_get_int64 (call, "post"), error);
  g_autofree char *finding = NULL;
  JsonObject *details = NULL;

  if (!row || !check_may_clear (call, row, error) || !(finding = dup_reason (call, "finding", error)))
    return NULL;

  row->cleared_by = call->actor->id;
  row->cleared_at = call->now;
  g_free (row->finding);
  row->finding = g_steal_pointer (&finding);
  details = json_object_new ();
  json_object_set_string_member (details, "finding", row->finding);
  if (!cs_emergency_rows_update (call->db, row, error) ||
      !cs_call_journal (call, row->post, CS_JOURNAL_EMERGENCY_CLEARED, details, error))
    return NULL;

  return run_list (call, error);
}

/* Posts of one state that the freeze is about, as lines. */
static gboolean
add_posts (CsCall       *call,
           CsNames      *names,
           CsPostState   state,
           JsonObject   *reply,
           const char   *member,
           GError      **error)
{
  g_autoptr(GPtrArray) rows = cs_post_rows_list_due (call->db, state, 0, G_MAXINT64, MAX_READ, error);
  g_autoptr(JsonArray) array = json_array_new ();
  g_autofree char *count = g_strconcat ("n_", member, NULL);
  gint64 n = 0;

  if (!rows || !cs_post_rows_count_state (call->db, state, &n, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const CsPostRow *post = g_ptr_array_index (rows, i);
      JsonObject *line = NULL;

      n -= post->emergency;
      if (post->emergency || json_array_get_length (array) >= MAX_HELD)
        continue;
      if (!(line = cs_post_to_json (post, names, error)))
        return FALSE;
      json_array_add_object_element (array, line);
    }

  json_object_set_array_member (reply, member, g_steal_pointer (&array));
  json_object_set_int_member (reply, count, n);
  return TRUE;
}

static JsonObject *
run_frozen (CsCall  *call,
            GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonObject) reply = json_object_new ();

  if (!cs_emergencies_to_json (call, names, TRUE, reply, error) ||
      !add_posts (call, names, CS_POST_QUEUED, reply, "held", error) ||
      !add_posts (call, names, CS_POST_SENDING, reply, "sending", error))
    return NULL;

  return g_steal_pointer (&reply);
}

static JsonObject *
run_freeze (CsCall  *call,
            GError **error)
{
  g_autofree char *reason = dup_reason (call, "reason", error);

  if (!reason || !add_freeze (call, 0, reason, error) ||
      !cs_notices_send_roles (call, TELL, 0, CS_NOTICE_FROZEN, cs_notices_describe (call, reason), error))
    return NULL;

  return run_frozen (call, error);
}

static JsonObject *
run_thaw (CsCall  *call,
          GError **error)
{
  g_autoptr(CsFreezeRow) open = NULL;

  if (!cs_freeze_rows_get_open (call->db, &open, error))
    return NULL;
  if (!open)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FROZEN, "No freeze is open");
      return NULL;
    }

  if (!cs_freeze_rows_end (call->db, open->id, call->actor->id, call->now, error) ||
      !cs_call_journal (call, open->post, CS_JOURNAL_QUEUE_THAWED, NULL, error) ||
      !cs_notices_send_roles (call, TELL, open->post, CS_NOTICE_THAWED, cs_notices_describe (call, ""), error))
    return NULL;

  call->wake_outbox = TRUE;
  return run_frozen (call, error);
}

static const CsArgument start_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post, before it is submitted") },
  { "reason", CS_ARGUMENT_TEXT, TRUE, 8000, N_("why it cannot wait") },
  { NULL },
};

static const CsArgument list_arguments[] = {
  { "all", CS_ARGUMENT_BOOLEAN, FALSE, 0, N_("also those whose full review is made") },
  { NULL },
};

static const CsArgument clear_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "finding", CS_ARGUMENT_TEXT, TRUE, 8000, N_("what the full review found") },
  { NULL },
};

static const CsArgument freeze_arguments[] = {
  { "reason", CS_ARGUMENT_TEXT, TRUE, 8000, N_("why nothing is to go out") },
  { NULL },
};

const CsOperation cs_emergency_operations[] = {
  { "emergency.start", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Sends a post by the emergency lane, two people, and freezes the ordinary queue. A full review is owed within 24 hours of its sign-off."),
    start_arguments, NULL, NULL, run_start },
  { "emergency.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the emergencies whose full review is still owed, and the open freeze."), list_arguments, NULL, NULL, run_list },
  { "emergency.clear", CS_EMERGENCY_REVIEWERS, CS_OPERATION_WRITE,
    N_("Records the full review of an emergency post, by one who took no part in it."), clear_arguments, NULL, NULL, run_clear },
  { "queue.freeze", CS_ROLE_LEADER | CS_ROLE_DUTY, CS_OPERATION_WRITE,
    N_("Stops the ordinary queue: only emergency posts go out."), freeze_arguments, NULL, NULL, run_freeze },
  { "queue.thaw", CS_ROLE_LEADER | CS_ROLE_DUTY, CS_OPERATION_WRITE,
    N_("Lets the ordinary queue go on. What became late meanwhile expires."), NULL, NULL, NULL, run_thaw },
  { "queue.frozen", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows the open freeze, what it holds, and what was already on its way."), NULL, NULL, NULL, run_frozen },
  { NULL },
};
