/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock.h"
#include "cs-delegation-rows.h"
#include "cs-error.h"
#include "cs-operations-private.h"

/* Absence: who signs for whom, from when to when, for what. Entered by the person himself, or by the secretariat (the duty editor or an administrator)
 * on a written order, which is named. Ends by itself. That one hop is all, and that nobody decides on what he contributed to, is the chain's to hold. */

#define MAX_LISTED 500
#define SECRETARIES (CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)
#define DECIDES     (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)
#define NEVER       (CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR)

static gboolean
decides (const CsPersonRow *person)
{
  return person->retired_at == 0 && (person->roles & DECIDES) != 0 && (person->roles & NEVER) == 0;
}

static gint64
get_end (const CsDelegation *delegation)
{
  return delegation->ended_at != 0 ? MIN (delegation->ended_at, delegation->until_at) : delegation->until_at;
}

static JsonObject *
write_delegation (CsCall              *call,
                  CsNames             *names,
                  const CsDelegation  *row)
{
  g_autofree char *labels = cs_labels_to_string (row->labels);
  JsonObject *object = json_object_new ();
  JsonArray *accounts = json_array_new ();
  gboolean own = row->principal == call->actor->id;

  for (guint i = 0; row->accounts && i < row->accounts->len; i++)
    json_array_add_int_element (accounts, g_array_index (row->accounts, gint64, i));

  json_object_set_int_member (object, "id", row->id);
  json_object_set_int_member (object, "principal", row->principal);
  json_object_set_string_member (object, "principal_name", cs_names_get_person (names, row->principal));
  json_object_set_int_member (object, "delegate", row->delegate);
  json_object_set_string_member (object, "delegate_name", cs_names_get_person (names, row->delegate));
  json_object_set_int_member (object, "from_at", row->from_at);
  json_object_set_int_member (object, "until_at", row->until_at);
  json_object_set_int_member (object, "ended_at", row->ended_at);
  json_object_set_int_member (object, "seen_at", row->seen_at);
  json_object_set_array_member (object, "accounts", accounts);
  json_object_set_string_member (object, "labels", labels);
  json_object_set_string_member (object, "reference", row->reference ? row->reference : "");
  json_object_set_string_member (object, "entered_by_name", cs_names_get_person (names, row->entered_by));
  json_object_set_int_member (object, "entered_at", row->entered_at);
  json_object_set_boolean_member (object, "in_force", cs_delegation_is_in_force (row, call->now));
  json_object_set_boolean_member (object, "may_end", get_end (row) > call->now && (own || cs_call_actor_is (call, SECRETARIES)));
  return object;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(GPtrArray) rows = NULL;
  JsonArray *array = NULL;
  JsonObject *reply = NULL;

  rows = cs_delegation_rows_list (call->db, cs_call_get_int64 (call, "person"),
                                  cs_call_get_boolean (call, "open") ? call->now : 0, MAX_LISTED, error);
  if (!rows)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const CsDelegation *row = g_ptr_array_index (rows, i);

      if (!cs_call_get_boolean (call, "open") || row->ended_at == 0)
        json_array_add_object_element (array, write_delegation (call, names, row));
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "delegations", array);
  return reply;
}

static gboolean
read_accounts (CsCall        *call,
               CsDelegation  *row,
               GError       **error)
{
  JsonArray *array = cs_json_get_array (call->arguments, "accounts");
  guint n = array ? json_array_get_length (array) : 0;

  row->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64 id = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
      g_autoptr(CsAccountRow) account = cs_account_rows_get (call->db, id, error);

      if (!account)
        return FALSE;
      g_array_append_val (row->accounts, id);
    }

  return TRUE;
}

static CsDelegation *
read_delegation (CsCall  *call,
                 GError **error)
{
  CsDelegation *row = g_new0 (CsDelegation, 1);

  row->principal = cs_call_has (call, "principal") ? cs_call_get_int64 (call, "principal") : call->actor->id;
  row->delegate = cs_call_get_int64 (call, "delegate");
  row->from_at = MAX (cs_call_get_int64 (call, "from_at"), call->now); /* nobody signed for him before this was entered */
  row->until_at = cs_call_get_int64 (call, "until_at");
  row->reference = g_strstrip (g_strdup (cs_call_get_text (call, "reference")));
  row->entered_by = call->actor->id;
  row->entered_at = call->now;
  if (!read_accounts (call, row, error) || !cs_labels_from_string (cs_call_get_text (call, "labels"), &row->labels, error))
    {
      cs_delegation_free (row);
      return NULL;
    }

  return row;
}

/* Who may enter it. */
static gboolean
check_actor (CsCall              *call,
             const CsDelegation  *row,
             GError             **error)
{
  if (row->principal == call->actor->id)
    return TRUE;

  if (!cs_call_actor_is (call, SECRETARIES))
    g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "%s may enter his own absence only", call->actor->login);
  else if (*row->reference == '\0')
    g_set_error (error, CS_ERROR, CS_ERROR_ORDER_REQUIRED, "The absence of somebody else needs a written order");
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_people (CsCall              *call,
              const CsDelegation  *row,
              GError             **error)
{
  g_autoptr(CsPersonRow) principal = cs_person_rows_get (call->db, row->principal, error);
  g_autoptr(CsPersonRow) delegate = principal ? cs_person_rows_get (call->db, row->delegate, error) : NULL;

  if (!delegate)
    return FALSE;

  if (row->delegate == row->principal)
    g_set_error (error, CS_ERROR, CS_ERROR_DELEGATE_SELF, "%s cannot sign for himself", delegate->login);
  else if (!decides (principal))
    g_set_error (error, CS_ERROR, CS_ERROR_NOTHING_TO_DELEGATE, "%s has no role that decides", principal->login);
  else if (!decides (delegate))
    g_set_error (error, CS_ERROR, CS_ERROR_DELEGATE_ROLE, "%s decides on nothing", delegate->login);
  else if (row->until_at <= row->from_at)
    g_set_error (error, CS_ERROR, CS_ERROR_DELEGATION_TIMES, "The absence ends before it begins, or is over");
  else
    return TRUE;

  return FALSE;
}

/* Whether some post could be in the scope of both. */
static gboolean
scopes_meet (const CsDelegation *one,
             const CsDelegation *other)
{
  gboolean all = !one->accounts || one->accounts->len == 0 || !other->accounts || other->accounts->len == 0;

  if (one->labels != 0 && other->labels != 0 && (one->labels & other->labels) == 0)
    return FALSE;

  for (guint i = 0; !all && i < one->accounts->len; i++)
    for (guint j = 0; j < other->accounts->len; j++)
      all |= g_array_index (one->accounts, gint64, i) == g_array_index (other->accounts, gint64, j);

  return all;
}

/* Against those that there are: one delegate at a time, and none who is away himself. */
static gboolean
check_others (CsCall              *call,
              const CsDelegation  *row,
              GError             **error)
{
  g_autoptr(GPtrArray) rows = cs_delegation_rows_list (call->db, 0, call->now, G_MAXINT, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const CsDelegation *other = g_ptr_array_index (rows, i);

      if (get_end (other) <= row->from_at || other->from_at >= row->until_at)
        continue;

      if (other->principal == row->delegate)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_DELEGATE_AWAY, "Person %" G_GINT64_FORMAT " is away then", row->delegate);
          return FALSE;
        }
      if (other->principal == row->principal && scopes_meet (other, row))
        {
          g_set_error (error, CS_ERROR, CS_ERROR_DELEGATION_OVERLAPS, "It overlaps delegation %" G_GINT64_FORMAT, other->id);
          return FALSE;
        }
    }

  return rows != NULL;
}

static JsonObject *
describe (CsCall              *call,
          CsNames             *names,
          const CsDelegation  *row)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "delegation", row->id);
  json_object_set_int_member (details, "principal", row->principal);
  json_object_set_string_member (details, "principal_name", cs_names_get_person (names, row->principal));
  json_object_set_int_member (details, "delegate", row->delegate);
  json_object_set_string_member (details, "delegate_name", cs_names_get_person (names, row->delegate));
  json_object_set_int_member (details, "from_at", row->from_at);
  json_object_set_int_member (details, "until_at", row->until_at);
  json_object_set_string_member (details, "reference", row->reference ? row->reference : "");
  json_object_set_string_member (details, "zone", call->office->zone);
  return details;
}

/* Who signs, and who is away where somebody else says so. */
static gboolean
tell_both (CsCall              *call,
           CsNames             *names,
           const CsDelegation  *row,
           GError             **error)
{
  JsonObject *notice = describe (call, names, row);

  json_object_set_string_member (notice, "name", cs_names_get_person (names, row->principal));
  if (!cs_notices_send (call, row->delegate, 0, CS_NOTICE_DELEGATED, notice, error))
    return FALSE;

  notice = describe (call, names, row);
  json_object_set_string_member (notice, "name", call->actor->name);
  return cs_notices_send (call, row->principal, 0, CS_NOTICE_AWAY, notice, error);
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  g_autoptr(CsDelegation) row = read_delegation (call, error);
  g_autoptr(CsNames) names = cs_names_new (call->db);

  if (!row || !check_actor (call, row, error) || !check_people (call, row, error) || !check_others (call, row, error) ||
      !(row->id = cs_delegation_rows_add (call->db, row, error)) ||
      !cs_call_journal (call, 0, CS_JOURNAL_DELEGATION_ADDED, describe (call, names, row), error) ||
      !tell_both (call, names, row, error))
    return NULL;

  return cs_call_reply_id (row->id);
}

static JsonObject *
run_end (CsCall  *call,
         GError **error)
{
  g_autoptr(CsDelegation) row = cs_delegation_rows_get (call->db, cs_call_get_int64 (call, "delegation"), error);
  g_autoptr(CsNames) names = cs_names_new (call->db);

  if (!row)
    return NULL;
  if (row->principal != call->actor->id && !cs_call_actor_is (call, SECRETARIES))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "%s may end his own absence only", call->actor->login);
      return NULL;
    }

  if (!cs_delegation_rows_end (call->db, row->id, call->now, error) ||
      !cs_call_journal (call, 0, CS_JOURNAL_DELEGATION_ENDED, describe (call, names, row), error))
    return NULL;

  return cs_call_reply_id (row->id);
}

static JsonObject *
run_seen (CsCall  *call,
          GError **error)
{
  g_autoptr(CsDelegation) row = cs_delegation_rows_get (call->db, cs_call_get_int64 (call, "delegation"), error);
  g_autoptr(CsNames) names = cs_names_new (call->db);

  if (!row)
    return NULL;
  if (row->principal != call->actor->id)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "Only who was away says that he looked");
      return NULL;
    }

  if (!cs_delegation_rows_set_seen (call->db, row->id, call->now, error) ||
      !cs_call_journal (call, 0, CS_JOURNAL_DELEGATION_SEEN, describe (call, names, row), error))
    return NULL;

  return cs_call_reply_id (row->id);
}

static JsonObject *
write_signed (CsCall                *call,
              CsNames               *names,
              const CsSignedForRow  *row,
              GError               **error)
{
  g_autoptr(CsPostRow) post = cs_post_rows_get (call->db, row->post, error);
  const CsRoute *route = post ? cs_names_get_route (names, post->route, error) : NULL;
  JsonObject *object = NULL;

  if (!route)
    return NULL;

  object = json_object_new ();
  json_object_set_int_member (object, "decision", row->decision);
  json_object_set_int_member (object, "post", row->post);
  json_object_set_string_member (object, "excerpt", post->excerpt);
  json_object_set_string_member (object, "state", cs_post_state_nick (post->state));
  json_object_set_string_member (object, "stage_title",
                                 row->stage < route->stages->len ? cs_route_get_stage (route, row->stage)->title : "");
  json_object_set_string_member (object, "person_name", cs_names_get_person (names, row->person));
  json_object_set_string_member (object, "verdict", cs_verdict_nick (row->verdict));
  json_object_set_string_member (object, "reason", row->reason);
  json_object_set_int_member (object, "at", row->at);
  return object;
}

static JsonObject *
run_signed (CsCall  *call,
            GError **error)
{
  g_autoptr(CsDelegation) row = cs_delegation_rows_get (call->db, cs_call_get_int64 (call, "delegation"), error);
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(JsonArray) array = json_array_new ();
  JsonObject *reply = NULL;

  if (!row)
    return NULL;
  if (row->principal != call->actor->id && row->delegate != call->actor->id &&
      !cs_call_actor_is (call, SECRETARIES | CS_ROLE_LEADER | CS_ROLE_AUDITOR))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "%s has no part in this delegation", call->actor->login);
      return NULL;
    }
  if (!(rows = cs_delegation_rows_signed (call->db, row, MAX_LISTED, error)))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *object = write_signed (call, names, g_ptr_array_index (rows, i), error);

      if (!object)
        return NULL;
      json_array_add_object_element (array, object);
    }

  reply = json_object_new ();
  json_object_set_object_member (reply, "delegation", write_delegation (call, names, row));
  json_object_set_array_member (reply, "decisions", g_steal_pointer (&array));
  return reply;
}

static const CsArgument list_arguments[] = {
  { "person", CS_ARGUMENT_INTEGER, FALSE, 0, N_("who is away or signs for somebody; everybody if absent") },
  { "open", CS_ARGUMENT_BOOLEAN, FALSE, 0, N_("only those that are not over") },
  { NULL },
};

static const CsArgument add_arguments[] = {
  { "delegate", CS_ARGUMENT_INTEGER, TRUE, 0, N_("who signs") },
  { "from_at", CS_ARGUMENT_INTEGER, TRUE, 0, N_("UTC microseconds since 1970; not before now") },
  { "until_at", CS_ARGUMENT_INTEGER, TRUE, 0, N_("UTC microseconds since 1970") },
  { "principal", CS_ARGUMENT_INTEGER, FALSE, 0, N_("who is away; oneself if absent") },
  { "accounts", CS_ARGUMENT_ARRAY, FALSE, 0, N_("ids: only posts for these; all if absent") },
  { "labels", CS_ARGUMENT_TEXT, FALSE, 0, N_("nicks, separated by commas: only posts with one of these; all if absent") },
  { "reference", CS_ARGUMENT_TEXT, FALSE, 1000, N_("the written order, where it is somebody else’s absence") },
  { NULL },
};

static const CsArgument one_arguments[] = {
  { "delegation", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which one") },
  { NULL },
};

/* Who may is more than a role here: oneself always, for others the secretariat. */
const CsOperation cs_delegation_operations[] = {
  { "delegation.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists who is away and who signs for whom, newest first."), list_arguments, NULL, NULL, run_list },
  { "delegation.add", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Lets somebody sign for a person who is away: entered by the person, or by the duty editor or an administrator on a written order."),
    add_arguments, NULL, NULL, run_add },
  { "delegation.end", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Ends an absence before its time."), one_arguments, NULL, NULL, run_end },
  { "delegation.seen", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Records that one looked at what was decided in one’s name."), one_arguments, NULL, NULL, run_seen },
  { "delegation.signed", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists all that was decided in somebody’s name during one absence."), one_arguments, NULL, NULL, run_signed },
  { NULL },
};
