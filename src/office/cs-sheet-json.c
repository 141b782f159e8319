/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amends.h"
#include "cs-comments.h"
#include "cs-error.h"
#include "cs-fault.h"
#include "cs-lines.h"
#include "cs-post-rules.h"
#include "cs-sheet-private.h"

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
  g_autofree char *labels = cs_labels_to_string (post->labels);
  g_autoptr(JsonObject) object = json_object_new ();

  if (!route)
    return NULL;

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
  json_object_set_string_member (object, "labels", labels);
  json_object_set_boolean_member (object, "emergency", post->emergency);
  json_object_set_int_member (object, "stage_opened_at", post->stage_opened_at);
  json_object_set_int_member (object, "stage_due_at", post->stage_due_at);
  json_object_set_boolean_member (object, "escalated", post->escalated);
  if (names->now != 0 && post->state == CS_POST_IN_REVIEW &&
      !cs_claims_add_to_json (names->db, names->now, post->id, names, object, error))
    return NULL;
  if (!cs_amends_add_to_line (names->db, post, object, error))
    return NULL;
  return g_steal_pointer (&object);
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
  json_object_set_int_member (object, "check_at", row->check_at);
  json_object_set_int_member (object, "alarmed_at", row->alarmed_at);
  json_object_set_string_member (object, "reason", row->alarm);
  json_object_set_string_member (object, "fault", *row->error ? cs_fault_nick (cs_fault_classify (cs_error_from_nick (row->error))) : "");
  return object;
}

/* The latest reason for which it came back, while it lies there. */
static const char *
get_return_reason (const CsSheet *sheet)
{
  GPtrArray *decisions = sheet->rows->decisions;

  if (sheet->post->state != CS_POST_RETURNED && sheet->post->state != CS_POST_REJECTED)
    return "";

  for (guint i = decisions->len; i > 0; i--)
    {
      const CsDecision *decision = g_ptr_array_index (decisions, i - 1);

      if ((decision->verdict == CS_VERDICT_RETURN || decision->verdict == CS_VERDICT_REJECT) &&
          decision->to_stage < 0 && !cs_chain_is_taken_back (&sheet->rows->chain, i - 1))
        return decision->reason;
    }

  return "";
}

static const CsDecision *
find_latest_decision (const CsSheet *sheet,
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
find_base (const CsSheet *sheet,
           gboolean      *is_own)
{
  const CsDecision *own = find_latest_decision (sheet, sheet->call->actor->id, FALSE);
  const CsDecision *any = NULL;

  *is_own = own && !cs_digest_equal (&own->digest, &sheet->rows->chain.digest);
  if (*is_own)
    return cs_sheet_find_revision (sheet, own->revision);

  any = find_latest_decision (sheet, 0, TRUE);
  return any ? cs_sheet_find_revision (sheet, any->revision) : NULL;
}

/* Of an important post: how many lines its approval has to confirm. */
static gboolean
add_lines (const CsSheet        *sheet,
           const CsRevisionRow  *revision,
           JsonObject           *reply,
           GError              **error)
{
  g_autoptr(CsContent) content = NULL;

  if (!revision || !(sheet->post->labels & CS_LABEL_IMPORTANT))
    return TRUE;
  if (!(content = cs_content_parse (revision->content, error)))
    return FALSE;

  json_object_set_int_member (reply, "n_lines", cs_content_count_lines (content));
  return TRUE;
}

static gboolean
add_comments (const CsSheet  *sheet,
              const char     *shown,
              const char     *working,
              JsonObject     *reply,
              GError        **error)
{
  JsonArray *comments = cs_comments_to_json (sheet->call, sheet->post, sheet->names, shown, working, error);

  if (!comments)
    return FALSE;

  json_object_set_array_member (reply, "comments", comments);
  json_object_set_boolean_member (reply, "may_comment", cs_comments_may_add (sheet->call->actor, sheet->post));
  return TRUE;
}

static gboolean
add_content (const CsSheet  *sheet,
             JsonObject   *reply,
             GError      **error)
{
  const CsPostRow *post = sheet->post;
  const CsRevisionRow *revision = cs_sheet_find_revision (sheet, post->revision);
  gboolean own = FALSE;
  const CsRevisionRow *base = revision ? find_base (sheet, &own) : NULL;
  g_autoptr(CsWorkingCopyRow) copy = cs_working_copy_rows_get (sheet->call->db, post->id, error);
  gboolean writing = cs_post_rules_shows_working_copy (post);
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
      json_object_set_boolean_member (reply, "base_is_own", own);
    }
  return add_lines (sheet, revision, reply, error) &&
         add_comments (sheet, writing ? copy->content : revision->content, copy->content, reply, error);
}

static gboolean
add_publications (const CsSheet  *sheet,
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

static JsonArray *
list_principals (const CsSheet *sheet,
                 GArray        *principals)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < principals->len; i++)
    {
      gint64 person = g_array_index (principals, gint64, i);
      JsonObject *one = json_object_new ();

      json_object_set_int_member (one, "person", person);
      json_object_set_string_member (one, "name", cs_names_get_person (sheet->names, person));
      json_array_add_object_element (array, one);
    }

  return array;
}

static void
add_permissions (const CsSheet *sheet,
                 JsonObject  *reply)
{
  const CsChain *chain = &sheet->rows->chain;
  const CsPersonRow *actor = sheet->call->actor;
  g_autoptr(GArray) who = cs_chain_who_may (chain);
  g_autoptr(GArray) principals = cs_chain_find_principals (chain, actor->id);
  CsMayDecide may = cs_chain_may_decide (chain, actor->id);

  json_object_set_string_member (reply, "may_decide", cs_may_decide_nick (may));
  json_object_set_array_member (reply, "principals", list_principals (sheet, principals));
  json_object_set_boolean_member (reply, "may_claim", may == CS_MAY_DECIDE || principals->len > 0);
  json_object_set_array_member (reply, "who_may", cs_sheet_name_people (sheet, who));
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
  CsSheet sheet = { call, post, rows, revisions, names };
  JsonObject *line = NULL;

  names->now = call->now;
  if (!revisions || !(line = cs_post_to_json (post, names, error)))
    return NULL;

  json_object_set_object_member (reply, "post", line);
  if (!add_content (&sheet, reply, error) || !add_publications (&sheet, reply, error) ||
      !cs_sheet_add_decisions (&sheet, reply, error))
    return NULL;

  if (!cs_amends_add_to_sheet (call, post, reply, error))
    return NULL;

  json_object_set_array_member (reply, "stages", cs_sheet_list_stages (&sheet));
  json_object_set_array_member (reply, "contributors", cs_sheet_name_people (&sheet, rows->contributors));
  json_object_set_string_member (reply, "return_reason", get_return_reason (&sheet));
  add_permissions (&sheet, reply);
  return g_steal_pointer (&reply);
}
