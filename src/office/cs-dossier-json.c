/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-checkpoint-rows.h"
#include "cs-comment-rows.h"
#include "cs-dossier-rows.h"
#include "cs-dossier.h"
#include "cs-key-rows.h"
#include "cs-office-rows.h"
#include "cs-publication-rows.h"
#include "cs-read-back-rows.h"
#include "cs-signature-rows.h"

/* The files of a dossier, as dossier/verify.py and its README say. */

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

/* What the whole is, and who made it when. */
JsonNode *
cs_dossier_office_to_json (const CsDossier *dossier)
{
  const CsCall *call = dossier->call;
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "form", "countersign.dossier.1");
  json_object_set_string_member (object, "program", "Countersign " PACKAGE_VERSION);
  json_object_set_string_member (object, "uid", call->office->uid);
  json_object_set_string_member (object, "name", call->office->name);
  json_object_set_string_member (object, "language", call->office->language);
  json_object_set_string_member (object, "zone", call->office->zone);
  json_object_set_boolean_member (object, "practice", call->office->practice);
  json_object_set_int_member (object, "unsigned_until", call->office->unsigned_until);
  json_object_set_int_member (object, "post", dossier->post->id);
  json_object_set_int_member (object, "exported_at", call->now);
  json_object_set_int_member (object, "exported_by", call->actor->id);
  json_object_set_string_member (object, "exported_by_name", call->actor->name);
  json_object_set_int_member (object, "key", dossier->key);
  json_object_set_int_member (object, "journal_sequence", dossier->head->sequence);
  cs_json_set_digest (object, "journal_hash", &dossier->head->hash);
  json_object_set_boolean_member (object, "internal", dossier->with_internal);
  json_node_take_object (node, object);
  return node;
}

static JsonArray *
list_contributors (const CsDossier *dossier)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dossier->contributors->len; i++)
    {
      const CsContributorRow *row = &g_array_index (dossier->contributors, CsContributorRow, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "person", row->person);
      json_object_set_string_member (object, "name", cs_names_get_person (dossier->names, row->person));
      json_object_set_int_member (object, "since", row->since);
      json_array_add_object_element (array, object);
    }

  return array;
}

JsonNode *
cs_dossier_post_to_json (const CsDossier *dossier)
{
  const CsPostRow *post = dossier->post;
  g_autofree char *labels = cs_labels_to_string (post->labels);
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "id", post->id);
  json_object_set_string_member (object, "state", cs_post_state_nick (post->state));
  json_object_set_int_member (object, "author", post->author);
  json_object_set_string_member (object, "author_name", cs_names_get_person (dossier->names, post->author));
  json_object_set_string_member (object, "section_name", cs_names_get_section (dossier->names, post->section));
  json_object_set_string_member (object, "labels", labels);
  json_object_set_boolean_member (object, "emergency", post->emergency);
  json_object_set_string_member (object, "release", cs_release_nick (post->release));
  json_object_set_int_member (object, "release_at", post->release_at);
  json_object_set_string_member (object, "zone", post->zone);
  json_object_set_int_member (object, "made_at", post->made_at);
  json_object_set_object_member (object, "route", cs_json_from_route (dossier->rows->route));
  json_object_set_array_member (object, "contributors", list_contributors (dossier));
  json_node_take_object (node, object);
  return node;
}

JsonNode *
cs_dossier_revisions_to_json (const CsDossier *dossier)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dossier->revisions->len; i++)
    {
      const CsRevisionRow *row = g_ptr_array_index (dossier->revisions, i);
      g_autofree char *file = g_strdup_printf ("revisions/%u.json", row->number);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", row->id);
      json_object_set_int_member (object, "number", row->number);
      cs_json_set_digest (object, "digest", &row->digest);
      json_object_set_int_member (object, "author", row->author);
      json_object_set_int_member (object, "made_at", row->made_at);
      json_object_set_string_member (object, "file", file);
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

static void
add_signature (const CsDossier  *dossier,
               JsonObject       *object,
               const CsDecision *decision)
{
  const CsSignatureRow *row = cs_dossier_find_signature (dossier, decision->id);
  g_autofree char *hex = row ? cs_signature_to_hex (&row->signature) : g_strdup ("");

  json_object_set_int_member (object, "key", row ? row->key : 0);
  json_object_set_string_member (object, "statement", row ? row->statement : "");
  json_object_set_string_member (object, "signature", hex);
}

static void
add_ticks (const CsDossier  *dossier,
           JsonObject       *object,
           const CsDecision *decision)
{
  g_auto(GStrv) ticks = cs_dossier_list_ticks (dossier, decision);

  cs_json_set_strings (object, "ticked", (const char * const *) ticks);
}

JsonNode *
cs_dossier_decisions_to_json (const CsDossier *dossier)
{
  GPtrArray *decisions = dossier->rows->decisions;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (decisions, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", decision->id);
      json_object_set_int_member (object, "post", decision->post);
      json_object_set_int_member (object, "revision", decision->revision);
      cs_json_set_digest (object, "digest", &decision->digest);
      json_object_set_int_member (object, "stage", decision->stage);
      json_object_set_int_member (object, "person", decision->person);
      json_object_set_string_member (object, "verdict", cs_verdict_nick (decision->verdict));
      json_object_set_string_member (object, "reason", decision->reason);
      json_object_set_int_member (object, "made_at", decision->at);
      json_object_set_int_member (object, "acting_for", decision->acting_for);
      json_object_set_int_member (object, "to_stage", decision->to_stage);
      json_object_set_int_member (object, "takes_back", decision->takes_back);
      json_object_set_int_member (object, "ticks", decision->ticks);
      json_object_set_int_member (object, "lines", decision->lines);
      json_object_set_int_member (object, "parties", decision->parties);
      add_ticks (dossier, object, decision);
      add_signature (dossier, object, decision);
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

static void
add_account (const CsDossier *dossier,
             JsonObject      *object,
             gint64           id)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (dossier->call->db, id, NULL);

  json_object_set_int_member (object, "account", id);
  json_object_set_string_member (object, "account_name", account ? account->name : "");
  json_object_set_string_member (object, "account_handle", account ? account->handle : "");
  json_object_set_string_member (object, "network", account ? cs_network_kind_nick (account->network) : "");
}

/* Each look at what is out: when, and what differed from what was signed. */
static JsonNode *
looks_to_json (GPtrArray *looks)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < looks->len; i++)
    {
      const CsReadBackRow *look = g_ptr_array_index (looks, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "at", look->at);
      json_object_set_string_member (object, "result", look->result);
      json_object_set_string_member (object, "detail", look->detail);
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

JsonNode *
cs_dossier_publications_to_json (const CsDossier *dossier)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dossier->publications->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (dossier->publications, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", row->id);
      json_object_set_int_member (object, "revision", row->revision);
      cs_json_set_digest (object, "digest", &row->digest);
      add_account (dossier, object, row->account);
      json_object_set_int_member (object, "segment", row->segment);
      json_object_set_string_member (object, "state", cs_publication_state_nick (row->state));
      json_object_set_int_member (object, "due_at", row->due_at);
      json_object_set_int_member (object, "first_armed_at", row->first_armed_at);
      json_object_set_int_member (object, "settled_at", row->settled_at);
      json_object_set_string_member (object, "remote_id", row->remote_id);
      json_object_set_string_member (object, "remote_url", row->remote_url);
      json_object_set_string_member (object, "error", row->error);
      json_object_set_string_member (object, "read_back", row->read_back);
      json_object_set_member (object, "looks", looks_to_json (g_ptr_array_index (dossier->looks, i)));
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

/* Public halves only. */
JsonNode *
cs_dossier_keys_to_json (const CsDossier *dossier)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dossier->keys->len; i++)
    {
      const CsKeyRow *row = g_ptr_array_index (dossier->keys, i);
      g_autofree char *hex = cs_public_key_to_hex (&row->public_key);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", row->id);
      json_object_set_int_member (object, "person", row->person);
      json_object_set_string_member (object, "name", cs_names_get_person (dossier->names, row->person));
      json_object_set_string_member (object, "public", hex);
      json_object_set_int_member (object, "made_at", row->made_at);
      json_object_set_int_member (object, "ended_at", row->ended_at);
      json_object_set_boolean_member (object, "lost", row->lost);
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

JsonNode *
cs_dossier_checkpoints_to_json (const CsDossier *dossier)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dossier->checkpoints->len; i++)
    {
      const CsCheckpointRow *row = g_ptr_array_index (dossier->checkpoints, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "sequence", row->sequence);
      json_object_set_int_member (object, "made_by", row->made_by);
      json_object_set_int_member (object, "made_at", row->made_at);
      json_object_set_string_member (object, "note", row->note);
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

JsonNode *
cs_dossier_journal_to_json (const CsDossier *dossier)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dossier->entries->len; i++)
    {
      const CsJournalEntry *entry = g_ptr_array_index (dossier->entries, i);
      g_autofree char *previous = cs_digest_to_hex (&entry->previous);
      g_autofree char *hash = cs_digest_to_hex (&entry->hash);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "sequence", entry->sequence);
      json_object_set_int_member (object, "at", entry->at);
      json_object_set_int_member (object, "actor", entry->actor);
      json_object_set_int_member (object, "post", entry->post);
      json_object_set_string_member (object, "kind", cs_journal_kind_nick (entry->kind));
      json_object_set_string_member (object, "details", entry->details);
      json_object_set_string_member (object, "previous", previous);
      json_object_set_string_member (object, "hash", hash);
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

JsonNode *
cs_dossier_comments_to_json (const CsDossier *dossier)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dossier->comments->len; i++)
    {
      const CsCommentRow *row = g_ptr_array_index (dossier->comments, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", row->id);
      json_object_set_int_member (object, "parent", row->parent);
      json_object_set_string_member (object, "kind", cs_comment_kind_nick (row->kind));
      json_object_set_string_member (object, "anchor", row->anchor);
      json_object_set_string_member (object, "text", row->text);
      json_object_set_string_member (object, "replacement", row->replacement);
      json_object_set_int_member (object, "author", row->author);
      json_object_set_int_member (object, "revision", row->revision);
      json_object_set_int_member (object, "made_at", row->made_at);
      json_object_set_int_member (object, "resolved_by", row->resolved_by);
      json_object_set_int_member (object, "resolved_at", row->resolved_at);
      json_object_set_boolean_member (object, "accepted", row->accepted);
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}

static void
keep_person (GHashTable *people,
             gint64      id)
{
  if (id)
    g_hash_table_add (people, g_memdup2 (&id, sizeof id));
}

static int
compare_ids (gconstpointer one,
             gconstpointer other)
{
  gint64 a = *(const gint64 *) one;
  gint64 b = *(const gint64 *) other;

  return (a > b) - (a < b);
}

/* The names of all whose numbers stand in the other files. */
JsonNode *
cs_dossier_people_to_json (const CsDossier *dossier)
{
  g_autoptr(GHashTable) people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GList) ids = NULL;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dossier->entries->len; i++)
    keep_person (people, ((const CsJournalEntry *) g_ptr_array_index (dossier->entries, i))->actor);
  for (guint i = 0; i < dossier->rows->decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (dossier->rows->decisions, i);

      keep_person (people, decision->person);
      keep_person (people, decision->acting_for);
    }
  for (guint i = 0; i < dossier->comments->len; i++)
    keep_person (people, ((const CsCommentRow *) g_ptr_array_index (dossier->comments, i))->author);
  for (guint i = 0; i < dossier->keys->len; i++)
    keep_person (people, ((const CsKeyRow *) g_ptr_array_index (dossier->keys, i))->person);
  for (guint i = 0; i < dossier->contributors->len; i++)
    keep_person (people, g_array_index (dossier->contributors, CsContributorRow, i).person);

  ids = g_list_sort (g_hash_table_get_keys (people), compare_ids);
  for (GList *at = ids; at; at = at->next)
    {
      gint64 id = *(const gint64 *) at->data;
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", id);
      json_object_set_string_member (object, "name", cs_names_get_person (dossier->names, id));
      json_array_add_object_element (array, object);
    }

  return take_array (array);
}
