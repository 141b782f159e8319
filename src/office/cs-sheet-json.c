/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"

static JsonArray *
split_ids (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, " ", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      json_array_add_int_element (array, g_ascii_strtoll (parts[i], NULL, 10));

  return array;
}

static JsonArray *
split_texts (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, " ", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      json_array_add_string_element (array, parts[i]);

  return array;
}

static const char *
get_stage_title (const CsPostRow *post,
                 const CsRoute   *route)
{
  if (post->state != CS_POST_IN_REVIEW || post->stage >= route->stages->len)
    return "";

  return cs_route_get_stage (route, post->stage)->title;
}

JsonObject *
cs_post_to_json (const CsPostRow  *post,
                 CsNames          *names,
                 GError          **error)
{
  const CsRoute *route = cs_names_get_route (names, post->route, error);
  JsonObject *object = NULL;

  if (!route)
    return NULL;

  object = json_object_new ();
  json_object_set_int_member (object, "id", post->id);
  json_object_set_string_member (object, "state", cs_post_state_nick (post->state));
  json_object_set_int_member (object, "stage", post->stage);
  json_object_set_int_member (object, "n_stages", route->stages->len);
  json_object_set_string_member (object, "stage_title", get_stage_title (post, route));
  json_object_set_string_member (object, "excerpt", post->excerpt);
  json_object_set_array_member (object, "accounts", split_ids (post->accounts));
  json_object_set_array_member (object, "thumbnails", split_texts (post->thumbnails));
  json_object_set_int_member (object, "author", post->author);
  json_object_set_string_member (object, "author_name", cs_names_get_person (names, post->author));
  json_object_set_string_member (object, "section_name", cs_names_get_section (names, post->section));
  json_object_set_string_member (object, "release", cs_release_nick (post->release));
  json_object_set_int_member (object, "release_at", post->release_at);
  json_object_set_string_member (object, "zone", post->zone);
  json_object_set_int_member (object, "changed_at", post->changed_at);
  return object;
}

JsonObject *
cs_publication_to_json (const CsPublicationRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", row->id);
  json_object_set_int_member (object, "post", row->post);
  json_object_set_int_member (object, "account", row->account);
  json_object_set_int_member (object, "segment", row->segment);
  json_object_set_string_member (object, "state", cs_publication_state_nick (row->state));
  json_object_set_int_member (object, "due_at", row->due_at);
  json_object_set_int_member (object, "attempts", row->attempts);
  json_object_set_int_member (object, "next_try_at", row->next_try_at);
  json_object_set_int_member (object, "settled_at", row->settled_at);
  json_object_set_string_member (object, "remote_url", row->remote_url);
  json_object_set_string_member (object, "error", row->error);
  json_object_set_string_member (object, "error_detail", row->error_detail);
  json_object_set_string_member (object, "read_back", row->read_back);
  return object;
}

/* What the builders below share. Lends everything. */
typedef struct
{
  CsCall              *call;
  const CsPostRow     *post;
  const CsChainRows   *rows;
  GPtrArray           *revisions; /* of CsRevisionRow */
  CsNames             *names;
} Sheet;

static const CsRevisionRow *
find_revision (const Sheet *sheet,
               gint64       id)
{
  for (guint i = 0; i < sheet->revisions->len; i++)
    {
      const CsRevisionRow *revision = g_ptr_array_index (sheet->revisions, i);

      if (revision->id == id)
        return revision;
    }

  return NULL;
}

static JsonArray *
name_people (const Sheet *sheet,
             GArray      *ids)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (array, cs_names_get_person (sheet->names, g_array_index (ids, gint64, i)));

  return array;
}

/* Who may decide at a stage: at the open one now, at a later one when the post gets there. */
static JsonArray *
name_deciders (const Sheet *sheet,
               guint        stage)
{
  CsChain chain = sheet->rows->chain;
  g_autoptr(GArray) who = NULL;

  chain.escalated = chain.escalated && stage == chain.stage;
  chain.stage = stage;
  if (sheet->post->state != CS_POST_IN_REVIEW)
    {
      /* before submission: the people of the stage, whatever will be submitted */
      chain.state = CS_POST_IN_REVIEW;
      if (cs_digest_is_none (&chain.digest))
        chain.digest.bytes[0] = 1;
    }

  who = cs_chain_who_may (&chain);
  return name_people (sheet, who);
}

static JsonArray *
list_stages (const Sheet *sheet)
{
  JsonArray *array = json_array_new ();
  const CsChain *chain = &sheet->rows->chain;

  for (guint i = 0; i < chain->route->stages->len; i++)
    {
      const CsStage *stage = cs_route_get_stage (chain->route, i);
      gboolean fulfilled = chain->decisions->len > 0 && cs_chain_stage_is_fulfilled (chain, i);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "title", stage->title);
      json_object_set_boolean_member (one, "fulfilled", fulfilled);
      json_object_set_boolean_member (one, "open",
                                      chain->state == CS_POST_IN_REVIEW && chain->stage == i);
      json_object_set_array_member (one, "who",
                                    fulfilled ? json_array_new () : name_deciders (sheet, i));
      json_array_add_object_element (array, one);
    }

  return array;
}

static JsonObject *
decision_to_json (const Sheet *sheet,
                  guint        index)
{
  const CsChain *chain = &sheet->rows->chain;
  const CsDecision *decision = g_ptr_array_index (chain->decisions, index);
  const CsRevisionRow *revision = find_revision (sheet, decision->revision);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", decision->id);
  json_object_set_int_member (object, "stage", decision->stage);
  json_object_set_string_member (object, "stage_title",
                                 decision->stage < chain->route->stages->len
                                 ? cs_route_get_stage (chain->route, decision->stage)->title : "");
  json_object_set_string_member (object, "person_name", cs_names_get_person (sheet->names, decision->person));
  json_object_set_string_member (object, "verdict", cs_verdict_nick (decision->verdict));
  json_object_set_string_member (object, "reason", decision->reason);
  json_object_set_int_member (object, "at", decision->at);
  json_object_set_int_member (object, "revision_number", revision ? revision->number : 0);
  json_object_set_boolean_member (object, "counts", cs_chain_decision_counts (chain, index));
  json_object_set_boolean_member (object, "other_version", !cs_digest_equal (&decision->digest, &chain->digest));
  return object;
}

static JsonArray *
list_decisions (const Sheet *sheet)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sheet->rows->decisions->len; i++)
    json_array_add_object_element (array, decision_to_json (sheet, i));

  return array;
}

/* The latest reason for which it came back, while it lies there. */
static const char *
get_return_reason (const Sheet *sheet)
{
  GPtrArray *decisions = sheet->rows->decisions;

  if (sheet->post->state != CS_POST_RETURNED && sheet->post->state != CS_POST_REJECTED)
    return "";

  for (guint i = decisions->len; i > 0; i--)
    {
      const CsDecision *decision = g_ptr_array_index (decisions, i - 1);

      if (decision->verdict != CS_VERDICT_APPROVE)
        return decision->reason;
    }

  return "";
}

static const CsDecision *
find_latest_decision (const Sheet *sheet,
                      gint64       person,
                      gboolean     other_version)
{
  GPtrArray *decisions = sheet->rows->decisions;

  for (guint i = decisions->len; i > 0; i--)
    {
      const CsDecision *decision = g_ptr_array_index (decisions, i - 1);

      if ((person == 0 || decision->person == person) &&
          (!other_version || !cs_digest_equal (&decision->digest, &sheet->rows->chain.digest)))
        return decision;
    }

  return NULL;
}

/* What the differences are shown against: the version that the actor last decided on, if it is another one; else the
 * last other one that anybody decided on. */
static const CsRevisionRow *
find_base (const Sheet *sheet)
{
  const CsDecision *own = find_latest_decision (sheet, sheet->call->actor->id, FALSE);
  const CsDecision *any = NULL;

  if (own && !cs_digest_equal (&own->digest, &sheet->rows->chain.digest))
    return find_revision (sheet, own->revision);

  any = find_latest_decision (sheet, 0, TRUE);
  return any ? find_revision (sheet, any->revision) : NULL;
}

static gboolean
add_content (const Sheet  *sheet,
             JsonObject   *reply,
             GError      **error)
{
  const CsPostRow *post = sheet->post;
  const CsRevisionRow *revision = find_revision (sheet, post->revision);
  const CsRevisionRow *base = revision ? find_base (sheet) : NULL;
  g_autoptr(CsWorkingCopyRow) copy = cs_working_copy_rows_get (sheet->call->db, post->id, error);
  gboolean writing = post->state == CS_POST_DRAFT || post->state == CS_POST_RETURNED || !revision;
  gboolean unsent = FALSE;

  if (!copy)
    return FALSE;

  unsent = revision && !g_str_equal (revision->content, copy->content);
  json_object_set_object_member (reply, "content",
                                 cs_json_parse_object (writing ? copy->content : revision->content, NULL));
  if (unsent && !writing)
    json_object_set_object_member (reply, "working", cs_json_parse_object (copy->content, NULL));
  json_object_set_int_member (reply, "version", copy->version);
  json_object_set_boolean_member (reply, "unsent_changes", unsent);
  json_object_set_string_member (reply, "saved_by_name", cs_names_get_person (sheet->names, copy->saved_by));
  json_object_set_int_member (reply, "saved_at", copy->saved_at);
  json_object_set_int_member (reply, "revision_number", revision ? revision->number : 0);
  if (revision)
    cs_json_set_digest (reply, "digest", &revision->digest);
  if (base && base != revision)
    {
      json_object_set_object_member (reply, "base", cs_json_parse_object (base->content, NULL));
      json_object_set_int_member (reply, "base_number", base->number);
    }
  return TRUE;
}

static gboolean
add_publications (const Sheet  *sheet,
                  JsonObject   *reply,
                  GError      **error)
{
  g_autoptr(GPtrArray) rows = NULL;
  JsonArray *array = NULL;

  rows = cs_publication_rows_list (sheet->call->db, sheet->post->id,
                                   sheet->post->revision ? sheet->post->revision : -1, error);
  if (!rows)
    return FALSE;

  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, cs_publication_to_json (g_ptr_array_index (rows, i)));
  json_object_set_array_member (reply, "publications", array);
  return TRUE;
}

static void
add_permissions (const Sheet *sheet,
                 JsonObject  *reply)
{
  const CsChain *chain = &sheet->rows->chain;
  const CsPersonRow *actor = sheet->call->actor;
  g_autoptr(GArray) who = cs_chain_who_may (chain);

  json_object_set_string_member (reply, "may_decide",
                                 cs_may_decide_nick (cs_chain_may_decide (chain, actor->id)));
  json_object_set_array_member (reply, "who_may", name_people (sheet, who));
  json_object_set_boolean_member (reply, "last_stage", chain->stage + 1 == chain->route->stages->len);
  json_object_set_boolean_member (reply, "may_edit", cs_post_rules_may_edit (actor, sheet->post));
  json_object_set_boolean_member (reply, "may_recall", cs_post_rules_may_recall (actor, sheet->post));
  json_object_set_boolean_member (reply, "may_reschedule", cs_post_rules_may_reschedule (actor, sheet->post));
}

JsonObject *
cs_sheet_to_json (CsCall           *call,
                  const CsPostRow  *post,
                  GError          **error)
{
  g_autoptr(CsChainRows) rows = cs_chain_rows_load (call->db, post, call->now, error);
  g_autoptr(GPtrArray) revisions = rows ? cs_revision_rows_list (call->db, post->id, error) : NULL;
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonObject) reply = json_object_new ();
  Sheet sheet = { call, post, rows, revisions, names };
  JsonObject *line = NULL;

  if (!revisions || !(line = cs_post_to_json (post, names, error)))
    return NULL;

  json_object_set_object_member (reply, "post", line);
  if (!add_content (&sheet, reply, error) || !add_publications (&sheet, reply, error))
    return NULL;

  json_object_set_array_member (reply, "stages", list_stages (&sheet));
  json_object_set_array_member (reply, "decisions", list_decisions (&sheet));
  json_object_set_array_member (reply, "contributors", name_people (&sheet, rows->contributors));
  json_object_set_string_member (reply, "return_reason", get_return_reason (&sheet));
  add_permissions (&sheet, reply);
  return g_steal_pointer (&reply);
}
