/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-deciding.h"
#include "cs-sheet-private.h"

/* The chain as a sheet shows it: stages and decisions. */

const CsRevisionRow *
cs_sheet_find_revision (const CsSheet *sheet,
                        gint64         id)
{
  for (guint i = 0; i < sheet->revisions->len; i++)
    {
      const CsRevisionRow *revision = g_ptr_array_index (sheet->revisions, i);

      if (revision->id == id)
        return revision;
    }

  return NULL;
}

JsonArray *
cs_sheet_name_people (const CsSheet *sheet,
                      GArray        *ids)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (array, cs_names_get_person (sheet->names, g_array_index (ids, gint64, i)));

  return array;
}

/* Those who are asked at a stage that decides nothing. */
static GArray *
find_asked (const CsChain *chain,
            guint          stage)
{
  GArray *who = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < chain->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (chain->members, i);

      if (!member->retired && cs_chain_find_parties (chain, stage, member->id) != 0)
        g_array_append_val (who, member->id);
    }

  return who;
}

/* Who may decide at a stage: at the open one now, at a later one when the post gets there. */
static JsonArray *
name_deciders (const CsSheet *sheet,
               guint          stage)
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

  if (cs_route_get_stage (chain.route, stage)->kind == CS_STAGE_COMMENT)
    who = find_asked (&chain, stage);
  else
    who = cs_chain_who_may (&chain);
  return cs_sheet_name_people (sheet, who);
}

static const CsPosition *
find_position (const CsChain *chain,
               gint64         id)
{
  for (guint i = 0; chain->positions && i < chain->positions->len; i++)
    {
      const CsPosition *position = g_ptr_array_index (chain->positions, i);

      if (position->id == id)
        return position;
    }

  return NULL;
}

static char *
add_detail (const char *name,
            const char *detail)
{
  if (!*detail)
    return g_strdup (name);

  /* Translators: who decides at a stage, and where or who that is: “Reviewer (Economy)”, “Director on duty (Li Na)”. */
  return g_strdup_printf (C_("who decides", "%1$s (%2$s)"), name, detail);
}

static char *
describe_party (const CsSheet *sheet,
                const CsParty *party)
{
  const CsPosition *position = NULL;

  switch (party->kind)
    {
    case CS_PARTY_ROLE_IN_OWN_SECTION:
      return add_detail (cs_role_label (party->role), cs_names_get_section (sheet->names, sheet->post->section));

    case CS_PARTY_ROLE_IN_SECTION:
      return add_detail (cs_role_label (party->role), cs_names_get_section (sheet->names, party->target));

    case CS_PARTY_ROLE_ANYWHERE:
      return g_strdup (cs_role_label (party->role));

    case CS_PARTY_POSITION:
      if (!(position = find_position (&sheet->rows->chain, party->target)))
        return g_strdup ("");
      return add_detail (position->title, position->holder ? cs_names_get_person (sheet->names, position->holder)
                                                           : C_("position", "vacant"));

    case CS_PARTY_PERSON:
    default:
      return g_strdup (cs_names_get_person (sheet->names, party->target));
    }
}

static JsonArray *
describe_parties (const CsSheet *sheet,
                  const CsStage *stage)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < stage->parties->len; i++)
    {
      g_autofree char *words = describe_party (sheet, cs_stage_get_party (stage, i));

      json_array_add_string_element (array, words);
    }

  return array;
}

static JsonArray *
list_ticks (const CsStage *stage)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < stage->ticks->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (stage->ticks, i));

  return array;
}

static JsonObject *
stage_to_json (const CsSheet *sheet,
               guint          position)
{
  const CsChain *chain = &sheet->rows->chain;
  const CsStage *stage = cs_route_get_stage (chain->route, position);
  gboolean fulfilled = chain->decisions->len > 0 && cs_chain_stage_is_fulfilled (chain, position);
  gboolean empty = fulfilled && stage->kind != CS_STAGE_COMMENT;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "title", stage->title);
  json_object_set_string_member (object, "kind", cs_stage_kind_nick (stage->kind));
  json_object_set_boolean_member (object, "fulfilled", fulfilled);
  json_object_set_boolean_member (object, "open", chain->state == CS_POST_IN_REVIEW && chain->stage == position);
  json_object_set_array_member (object, "who", empty ? json_array_new () : name_deciders (sheet, position));
  json_object_set_array_member (object, "parties", describe_parties (sheet, stage));
  json_object_set_array_member (object, "ticks", list_ticks (stage));
  json_object_set_int_member (object, "minutes", stage->minutes);
  json_object_set_boolean_member (object, "may_return_to",
                                  chain->state == CS_POST_IN_REVIEW && cs_deciding_may_return_to (chain, position));
  return object;
}

JsonArray *
cs_sheet_list_stages (const CsSheet *sheet)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sheet->rows->chain.route->stages->len; i++)
    json_array_add_object_element (array, stage_to_json (sheet, i));

  return array;
}

static const char *
get_stage_title (const CsChain *chain,
                 int            stage)
{
  return stage >= 0 && (guint) stage < chain->route->stages->len
         ? cs_route_get_stage (chain->route, (guint) stage)->title : "";
}

/* The decision that takes @decision back. */
static const CsDecision *
find_taker (const CsChain    *chain,
            const CsDecision *decision)
{
  for (guint i = 0; i < chain->decisions->len; i++)
    {
      const CsDecision *taker = g_ptr_array_index (chain->decisions, i);

      if (taker->verdict == CS_VERDICT_TAKE_BACK && taker->takes_back == decision->id)
        return taker;
    }

  return NULL;
}

static void
add_taking_back (const CsSheet *sheet,
                 CsTakeBack    *take_back,
                 guint          index,
                 JsonObject    *object)
{
  const CsChain *chain = &sheet->rows->chain;
  const CsDecision *decision = g_ptr_array_index (chain->decisions, index);
  const CsDecision *taker = cs_chain_is_taken_back (chain, index) ? find_taker (chain, decision) : NULL;

  json_object_set_int_member (object, "takes_back", decision->takes_back);
  json_object_set_boolean_member (object, "taken_back", taker != NULL);
  json_object_set_string_member (object, "taken_back_by_name", taker ? cs_names_get_person (sheet->names, taker->person) : "");
  json_object_set_string_member (object, "taken_back_reason", taker ? taker->reason : "");
  json_object_set_int_member (object, "taken_back_at", taker ? taker->at : 0);
  json_object_set_boolean_member (object, "may_take_back",
                                  cs_take_back_check (take_back, sheet->call->actor->id, index, NULL));
  json_object_set_boolean_member (object, "take_back_needs_reason", cs_take_back_needs_reason (take_back, index));
}

static JsonObject *
decision_to_json (const CsSheet *sheet,
                  CsTakeBack    *take_back,
                  guint          index)
{
  const CsChain *chain = &sheet->rows->chain;
  const CsDecision *decision = g_ptr_array_index (chain->decisions, index);
  const CsRevisionRow *revision = cs_sheet_find_revision (sheet, decision->revision);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", decision->id);
  json_object_set_int_member (object, "stage", decision->stage);
  json_object_set_string_member (object, "stage_title", get_stage_title (chain, (int) decision->stage));
  json_object_set_int_member (object, "person", decision->person);
  json_object_set_string_member (object, "person_name", cs_names_get_person (sheet->names, decision->person));
  json_object_set_int_member (object, "acting_for", decision->acting_for);
  json_object_set_string_member (object, "acting_for_name", cs_names_get_person (sheet->names, decision->acting_for));
  json_object_set_string_member (object, "verdict", cs_verdict_nick (decision->verdict));
  json_object_set_string_member (object, "reason", decision->reason);
  json_object_set_int_member (object, "at", decision->at);
  json_object_set_int_member (object, "revision_number", revision ? revision->number : 0);
  json_object_set_boolean_member (object, "counts", cs_chain_decision_counts (chain, index));
  json_object_set_boolean_member (object, "other_version", !cs_digest_equal (&decision->digest, &chain->digest));
  json_object_set_int_member (object, "to_stage", decision->to_stage);
  json_object_set_string_member (object, "to_stage_title", get_stage_title (chain, decision->to_stage));
  json_object_set_int_member (object, "n_ticks", __builtin_popcount (decision->ticks));
  json_object_set_int_member (object, "n_lines", decision->lines);
  add_taking_back (sheet, take_back, index, object);
  return object;
}

gboolean
cs_sheet_add_decisions (const CsSheet  *sheet,
                        JsonObject     *reply,
                        GError        **error)
{
  CsTakeBack take_back = { 0 };
  JsonArray *array = NULL;

  if (!cs_take_back_init (&take_back, sheet->call, sheet->post, &sheet->rows->chain, error))
    return FALSE;

  array = json_array_new ();
  for (guint i = 0; i < sheet->rows->decisions->len; i++)
    json_array_add_object_element (array, decision_to_json (sheet, &take_back, i));
  json_object_set_array_member (reply, "decisions", array);
  return TRUE;
}
