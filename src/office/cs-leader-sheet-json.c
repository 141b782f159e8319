/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chain-rows.h"
#include "cs-evidence-private.h"
#include "cs-office-rows.h"

/* What stands on the leader's sheet, as an object. */

static JsonArray *
list_accounts (CsCall          *call,
               const CsContent *content)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < content->accounts->len; i++)
    {
      g_autofree char *name = cs_evidence_name_account (call, g_array_index (content->accounts, gint64, i));

      json_array_add_string_element (array, name);
    }

  return array;
}

/* Who approved at @stage so that it counts; with the one in whose name, where it was another's. */
static JsonArray *
list_approvers (const CsChain *chain,
                guint          stage,
                CsNames       *names)
{
  JsonArray *array = json_array_new ();

  for (guint i = chain->round_start; i < chain->decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (chain->decisions, i);
      g_autofree char *name = NULL;

      if (decision->stage != stage || !cs_chain_decision_counts (chain, i))
        continue;
      name = cs_evidence_name_decider (names, decision);
      json_array_add_string_element (array, name);
    }

  return array;
}

static JsonArray *
list_candidates (const CsChain *original,
                 guint          stage,
                 CsNames       *names)
{
  CsChain chain = *original;
  JsonArray *array = json_array_new ();
  g_autoptr(GArray) who = NULL;

  /* a later stage, or a draft's: those who could decide if it came there as it is */
  chain.stage = stage;
  chain.state = CS_POST_IN_REVIEW;
  if (cs_digest_is_none (&chain.digest))
    chain.digest.bytes[0] = 1;

  who = cs_chain_who_may (&chain);
  for (guint i = 0; i < who->len; i++)
    json_array_add_string_element (array, cs_names_get_person (names, g_array_index (who, gint64, i)));
  return array;
}

static JsonArray *
list_stages (const CsChain   *chain,
             const CsPostRow *post,
             CsNames         *names)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < chain->route->stages->len; i++)
    {
      gboolean open = chain->state == CS_POST_IN_REVIEW && chain->stage == i;
      gboolean fulfilled = !open && chain->decisions->len > 0 && cs_chain_stage_is_fulfilled (chain, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "title", cs_route_get_stage (chain->route, i)->title);
      json_object_set_boolean_member (object, "fulfilled", fulfilled);
      json_object_set_boolean_member (object, "open", open);
      json_object_set_int_member (object, "due_at", open ? post->stage_due_at : 0);
      json_object_set_array_member (object, "who", fulfilled ? list_approvers (chain, i, names)
                                                             : list_candidates (chain, i, names));
      json_array_add_object_element (array, object);
    }

  return array;
}

/* The last version with other content that somebody approved. */
static const CsRevisionRow *
find_signed (const CsChain *chain,
             GPtrArray     *revisions)
{
  for (guint i = chain->decisions->len; i > 0; i--)
    {
      const CsDecision *decision = g_ptr_array_index (chain->decisions, i - 1);

      if (decision->verdict != CS_VERDICT_APPROVE || cs_digest_equal (&decision->digest, &chain->digest))
        continue;
      for (guint j = 0; j < revisions->len; j++)
        {
          const CsRevisionRow *revision = g_ptr_array_index (revisions, j);

          if (revision->id == decision->revision)
            return revision;
        }
    }

  return NULL;
}

static const CsRevisionRow *
find_current (const CsPostRow *post,
              GPtrArray       *revisions)
{
  for (guint i = 0; i < revisions->len; i++)
    {
      const CsRevisionRow *revision = g_ptr_array_index (revisions, i);

      if (revision->id == post->revision && post->state != CS_POST_DRAFT && post->state != CS_POST_RETURNED)
        return revision;
    }

  return NULL;
}

static gboolean
add_content (CsCall           *call,
             const CsPostRow  *post,
             const CsChain    *chain,
             GPtrArray        *revisions,
             JsonObject       *reply,
             GError          **error)
{
  const CsRevisionRow *current = find_current (post, revisions);
  const CsRevisionRow *was = find_signed (chain, revisions);
  g_autoptr(CsWorkingCopyRow) copy = current ? NULL : cs_working_copy_rows_get (call->db, post->id, error);
  g_autoptr(CsContent) content = NULL;

  if ((!current && !copy) || !(content = cs_content_parse (current ? current->content : copy->content, error)))
    return FALSE;

  json_object_set_int_member (reply, "revision_number", current ? current->number : 0);
  if (current)
    cs_json_set_digest (reply, "digest", &current->digest);
  json_object_set_object_member (reply, "content", cs_json_from_content (content));
  json_object_set_array_member (reply, "accounts", list_accounts (call, content));
  if (was)
    {
      json_object_set_int_member (reply, "signed_number", was->number);
      json_object_set_object_member (reply, "signed_content", cs_json_parse_object (was->content, NULL));
    }
  return TRUE;
}

JsonObject *
cs_leader_sheet_to_json (CsCall           *call,
                         const CsPostRow  *post,
                         GError          **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(CsChainRows) rows = cs_chain_rows_load (call->db, post, call->now, error);
  g_autoptr(GPtrArray) revisions = rows ? cs_revision_rows_list (call->db, post->id, error) : NULL;
  g_autoptr(JsonObject) reply = json_object_new ();
  JsonObject *briefing = NULL;

  if (!revisions || !add_content (call, post, &rows->chain, revisions, reply, error) ||
      !(briefing = cs_briefing_to_json (call, post, names, error)))
    return NULL;

  json_object_set_object_member (reply, "briefing", briefing);
  json_object_set_string_member (reply, "office", call->office->name);
  json_object_set_int_member (reply, "post", post->id);
  json_object_set_string_member (reply, "state", cs_post_state_nick (post->state));
  json_object_set_string_member (reply, "author_name", cs_names_get_person (names, post->author));
  json_object_set_string_member (reply, "section_name", cs_names_get_section (names, post->section));
  json_object_set_string_member (reply, "release", cs_release_nick (post->release));
  json_object_set_int_member (reply, "release_at", post->release_at);
  json_object_set_string_member (reply, "zone", post->zone);
  json_object_set_boolean_member (reply, "emergency", post->emergency);
  json_object_set_int_member (reply, "now", call->now);
  json_object_set_array_member (reply, "stages", list_stages (&rows->chain, post, names));
  return g_steal_pointer (&reply);
}
