/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"

/* Positions and who holds them; labels of posts. */

static JsonObject *
position_to_json (const CsPosition *position,
                  CsNames          *names)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", position->id);
  json_object_set_string_member (object, "title", position->title);
  json_object_set_int_member (object, "holder", position->holder);
  json_object_set_string_member (object, "holder_name", cs_names_get_person (names, position->holder));
  return object;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(GPtrArray) positions = cs_position_rows_list (call->db, error);
  JsonArray *array = NULL;
  JsonObject *reply = NULL;

  if (!positions)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < positions->len; i++)
    {
      const CsPosition *position = g_ptr_array_index (positions, i);

      if (position->retired_at == 0)
        json_array_add_object_element (array, position_to_json (position, names));
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "positions", array);
  return reply;
}

static gboolean
check_holder (CsCall  *call,
              gint64   holder,
              GError **error)
{
  g_autoptr(CsPersonRow) person = NULL;

  if (holder == 0)
    return TRUE;
  if (!(person = cs_person_rows_get (call->db, holder, error)))
    return FALSE;
  if (person->retired_at == 0)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "%s no longer works in this office", person->login);
  return FALSE;
}

static gboolean
journal_position (CsCall            *call,
                  const CsPosition  *position,
                  CsJournalKind      kind,
                  GError           **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "holder", position->holder);
  json_object_set_string_member (details, "holder_name", cs_names_get_person (names, position->holder));
  json_object_set_int_member (details, "position", position->id);
  json_object_set_string_member (details, "title", position->title);
  return cs_call_journal (call, 0, kind, details, error);
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  g_autoptr(CsPosition) position = g_new0 (CsPosition, 1);

  position->holder = cs_call_get_int64 (call, "holder");
  if (!(position->title = cs_call_dup_name (cs_call_get_text (call, "title"), "A position’s title", error)) ||
      !check_holder (call, position->holder, error) ||
      !(position->id = cs_position_rows_add (call->db, position, error)) ||
      !journal_position (call, position, CS_JOURNAL_POSITION_ADDED, error))
    return NULL;

  return cs_call_reply_id (position->id);
}

static CsPosition *
take_position (CsCall  *call,
               GError **error)
{
  gint64 id = cs_call_get_int64 (call, "position");
  g_autoptr(GPtrArray) positions = cs_position_rows_list (call->db, error);

  if (!positions)
    return NULL;

  for (guint i = 0; i < positions->len; i++)
    {
      CsPosition *position = g_ptr_array_index (positions, i);

      if (position->id == id && position->retired_at == 0)
        return g_ptr_array_steal_index (positions, i);
    }

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no position %" G_GINT64_FORMAT, id);
  return NULL;
}

static JsonObject *
run_change (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPosition) position = take_position (call, error);
  g_autofree char *title = NULL;

  if (!position)
    return NULL;

  if (cs_call_has (call, "title"))
    {
      if (!(title = cs_call_dup_name (cs_call_get_text (call, "title"), "A position’s title", error)))
        return NULL;
      g_free (position->title);
      position->title = g_steal_pointer (&title);
    }
  if (cs_call_has (call, "holder"))
    position->holder = cs_call_get_int64 (call, "holder");

  if (!check_holder (call, position->holder, error) ||
      !cs_position_rows_update (call->db, position, error) ||
      !journal_position (call, position, CS_JOURNAL_POSITION_CHANGED, error))
    return NULL;
  return cs_call_reply_id (position->id);
}

static gboolean
names_position (const CsRoute *route,
                gint64         id)
{
  for (guint i = 0; i < route->stages->len; i++)
    {
      const CsStage *stage = cs_route_get_stage (route, i);

      if (stage->escalates.kind == CS_PARTY_POSITION && stage->escalates.target == id)
        return TRUE;
      for (guint j = 0; j < stage->parties->len; j++)
        if (cs_stage_get_party (stage, j)->kind == CS_PARTY_POSITION && cs_stage_get_party (stage, j)->target == id)
          return TRUE;
    }

  return FALSE;
}

static gboolean
check_not_needed (CsCall            *call,
                  const CsPosition  *position,
                  GError           **error)
{
  g_autoptr(GPtrArray) routes = cs_route_rows_list (call->db, error);

  if (!routes)
    return FALSE;

  for (guint i = 0; i < routes->len; i++)
    {
      const CsRoute *route = g_ptr_array_index (routes, i);

      if (names_position (route, position->id))
        {
          g_set_error (error, CS_ERROR, CS_ERROR_POSITION_NEEDED, "The route “%s” names the position “%s”",
                       route->name, position->title);
          return FALSE;
        }
    }

  return TRUE;
}

static JsonObject *
run_retire (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPosition) position = take_position (call, error);

  if (!position || !check_not_needed (call, position, error))
    return NULL;

  position->retired_at = call->now;
  if (!cs_position_rows_update (call->db, position, error) ||
      !journal_position (call, position, CS_JOURNAL_POSITION_RETIRED, error))
    return NULL;
  return cs_call_reply_id (position->id);
}

/* Labels choose the route and say how a post is approved: they stand before it is submitted. The emergency lane alone gives and keeps its own. */
static gboolean
check_labels (CsCall           *call,
              const CsPostRow  *post,
              CsLabels         *labels,
              GError          **error)
{
  if (post->state != CS_POST_DRAFT && post->state != CS_POST_RETURNED)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "Post %" G_GINT64_FORMAT " is under way", post->id);
      return FALSE;
    }
  if (!cs_labels_from_string (cs_call_get_text (call, "labels"), labels, error))
    return FALSE;
  if ((*labels & CS_LABEL_EMERGENCY) && !(post->labels & CS_LABEL_EMERGENCY))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Only the emergency lane labels a post as an emergency");
      return FALSE;
    }

  *labels |= post->labels & CS_LABEL_EMERGENCY;
  return TRUE;
}

static JsonObject *
run_set_labels (CsCall  *call,
                GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autofree char *text = NULL;
  JsonObject *details = NULL;
  CsLabels labels = CS_LABEL_NONE;

  if (!post || !cs_post_rules_check_edit (call, post, error) || !check_labels (call, post, &labels, error))
    return NULL;
  if (labels == post->labels)
    return cs_call_reply_id (post->id);

  post->labels = labels;
  text = cs_labels_to_string (labels);
  details = json_object_new ();
  json_object_set_string_member (details, "labels", text);
  if (!cs_call_journal (call, post->id, CS_JOURNAL_LABELS_SET, details, error) ||
      !cs_post_acts_update (call, post, error))
    return NULL;
  return cs_call_reply_id (post->id);
}

static const CsArgument add_arguments[] = {
  { "title", CS_ARGUMENT_TEXT, TRUE, 0, N_("what the position is called") },
  { "holder", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the person who holds it; nobody if absent") },
  { NULL },
};

static const CsArgument change_arguments[] = {
  { "position", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which") },
  { "title", CS_ARGUMENT_TEXT, FALSE, 0, N_("its new title") },
  { "holder", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the person who holds it from now on; 0 = nobody") },
  { NULL },
};

static const CsArgument retire_arguments[] = {
  { "position", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which") },
  { NULL },
};

static const CsArgument label_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "labels", CS_ARGUMENT_TEXT, TRUE, 0,
    N_("all that it is to have, separated by commas: “statistics”, “policy”, “important”") },
  { NULL },
};

#define SAVERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_position_operations[] = {
  { "position.add", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Adds a position that somebody holds."), add_arguments, NULL, NULL, run_add },
  { "position.change", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Gives a position another title or another holder. Routes need no new version."),
    change_arguments, NULL, NULL, run_change },
  { "position.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the positions and who holds them."), NULL, NULL, NULL, run_list },
  { "position.retire", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Retires a position that no route names any more."), retire_arguments, NULL, NULL, run_retire },
  { "post.set-labels", SAVERS, CS_OPERATION_WRITE,
    N_("Labels a draft, or a returned post: labels choose the route and say how it is approved."),
    label_arguments, NULL, NULL, run_set_labels },
  { NULL },
};
