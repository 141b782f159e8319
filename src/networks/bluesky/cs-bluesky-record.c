/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

#include "cs-bluesky-facets.h"

/* A segment as a record, made once and kept: key, time, facets, pictures and what it answers are the same at every try, so that a repeat changes nothing over there
 * (contract bluesky.md, sections 5 and 6). */

/* What a member of the record needs of the outside */
typedef struct
{
  CsHttp                 *http;
  const CsNetworkAccount *account;
  const CsSendRequest    *request;
  const CsSegment        *segment;
  GCancellable           *cancellable;
  char                   *did;      /* the account's; owned */
  char                   *now;      /* as records have it; owned */
} Maker;

static void
maker_clear (Maker *maker)
{
  g_free (maker->did);
  g_free (maker->now);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Maker, maker_clear)

static char *
make_time (gint64 at)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int) (at % G_USEC_PER_SEC / 1000));
}

/* What Bluesky cannot do must not be left out in silence: it would not be what was signed. */
static gboolean
check_possible (const Maker  *maker,
                GError      **error)
{
  const CsContent *content = maker->request->content;
  const char *problem = NULL;

  if (content->visibility == CS_VISIBILITY_FOLLOWERS)
    problem = "Bluesky cannot show a post to followers only";
  else if (maker->segment->poll != NULL)
    problem = "Bluesky has no polls";
  else if (content->replies_from != CS_REPLIES_FROM_EVERYONE && *maker->segment->reply_to != '\0')
    problem = "Only who begins a thread says who may reply in it";

  if (problem == NULL)
    return TRUE;
  g_set_error_literal (error, CS_ERROR, CS_ERROR_REFUSED, problem);

  return FALSE;
}

/* --- facets --- */

static JsonObject *
make_feature (const CsBlueskyFacet *facet,
              const char           *did)
{
  static const struct
  {
    const char *type;
    const char *member;
  } types[] = {
    [CS_BLUESKY_FACET_LINK] = { "app.bsky.richtext.facet#link", "uri" },
    [CS_BLUESKY_FACET_MENTION] = { "app.bsky.richtext.facet#mention", "did" },
    [CS_BLUESKY_FACET_TAG] = { "app.bsky.richtext.facet#tag", "tag" },
  };
  JsonObject *feature = json_object_new ();

  json_object_set_string_member (feature, "$type", types[facet->kind].type);
  json_object_set_string_member (feature, types[facet->kind].member, did != NULL ? did : facet->value);

  return feature;
}

static void
add_facet (JsonArray            *list,
           const CsBlueskyFacet *facet,
           const char           *did)
{
  JsonObject *json = json_object_new ();
  JsonObject *index = json_object_new ();
  JsonArray *features = json_array_new ();

  json_object_set_int_member (index, "byteStart", (gint64) facet->start);
  json_object_set_int_member (index, "byteEnd", (gint64) facet->end);
  json_array_add_object_element (features, make_feature (facet, did));
  json_object_set_object_member (json, "index", index);
  json_object_set_array_member (json, "features", features);
  json_array_add_object_element (list, json);
}

/* A handle that nobody has stays plain text; one that cannot be asked for now is a reason to wait. */
static gboolean
put_facets (const Maker  *maker,
            const char   *text,
            JsonObject   *record,
            GError      **error)
{
  g_autoptr(GPtrArray) facets = cs_bluesky_find_facets (text);
  g_autoptr(JsonArray) list = json_array_new ();

  for (guint i = 0; i < facets->len; i++)
    {
      const CsBlueskyFacet *facet = g_ptr_array_index (facets, i);
      g_autoptr(GError) local = NULL;
      g_autofree char *did = NULL;

      if (facet->kind == CS_BLUESKY_FACET_MENTION &&
          !(did = cs_bluesky_resolve (maker->http, maker->account, facet->value, maker->cancellable, &local)))
        {
          if (g_error_matches (local, CS_ERROR, CS_ERROR_NOT_FOUND))
            {
              g_message ("%s", local->message);
              continue;
            }
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      add_facet (list, facet, did);
    }

  if (json_array_get_length (list) > 0)
    json_object_set_array_member (record, "facets", g_steal_pointer (&list));

  return TRUE;
}

static gboolean
put_embed (const Maker  *maker,
           JsonObject   *record,
           GError      **error)
{
  GError *local = NULL;
  JsonObject *embed = cs_bluesky_make_embed (maker->http, maker->account, maker->request, maker->cancellable, &local);

  if (embed != NULL)
    json_object_set_object_member (record, "embed", embed);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);

  return FALSE;
}

/* --- what it answers --- */

static void
put_reply (JsonObject *record,
           JsonObject *root,
           JsonObject *parent)
{
  JsonObject *reply = json_object_new ();

  json_object_set_object_member (reply, "root", root);
  json_object_set_object_member (reply, "parent", parent);
  json_object_set_object_member (record, "reply", reply);
}

/* The first post of the thread that @found is in */
static JsonObject *
make_root (const CsBlueskyFound *found)
{
  JsonObject *root = cs_network_json_object (cs_network_json_object (found->value, "reply"), "root");
  const char *uri = cs_network_json_string (root, "uri", "");
  const char *cid = cs_network_json_string (root, "cid", "");

  return *uri != '\0' && *cid != '\0' ? cs_bluesky_make_ref (uri, cid) : cs_bluesky_make_ref (found->uri, found->cid);
}

static gboolean
put_thread (const Maker  *maker,
            JsonObject   *record,
            GError      **error)
{
  const CsSendRequest *request = maker->request;
  g_auto(CsBlueskyUri) uri = { NULL };
  g_auto(CsBlueskyFound) parent = { NULL };

  if (request->in_reply_to == NULL || *request->in_reply_to == '\0')
    {
      if (request->segment > 0 || *maker->segment->reply_to == '\0')
        return TRUE;
      if (!cs_bluesky_find_post (maker->http, maker->account, maker->segment->reply_to, &parent, maker->cancellable, error))
        return FALSE;
    }
  else if (!cs_bluesky_uri_parse (request->in_reply_to, &uri))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "%s is no record that can be answered", request->in_reply_to);
      return FALSE;
    }
  else if (!cs_bluesky_get_record (maker->http, maker->account, &uri, &parent, maker->cancellable, error))
    {
      if (error != NULL && g_error_matches (*error, CS_ERROR, CS_ERROR_NOT_FOUND))
        (*error)->code = CS_ERROR_REFUSED;
      g_prefix_error (error, "What it answers: ");
      return FALSE;
    }

  put_reply (record, make_root (&parent), cs_bluesky_make_ref (parent.uri, parent.cid));

  return TRUE;
}

/* --- the whole --- */

static JsonObject *
make_labels (void)
{
  JsonObject *labels = json_object_new ();
  JsonObject *label = json_object_new ();
  JsonArray *values = json_array_new ();

  /* Bluesky's readers see its own words for this one, over the pictures; it has no place for ours. */
  json_object_set_string_member (label, "val", "graphic-media");
  json_array_add_object_element (values, label);
  json_object_set_string_member (labels, "$type", "com.atproto.label.defs#selfLabels");
  json_object_set_array_member (labels, "values", values);

  return labels;
}

static JsonObject *
make_post (const Maker  *maker,
           GError      **error)
{
  g_autofree char *text = cs_send_request_get_text (maker->request);
  g_autoptr(JsonObject) record = json_object_new ();
  JsonArray *languages = json_array_new ();

  json_object_set_string_member (record, "$type", CS_BLUESKY_POST);
  json_object_set_string_member (record, "text", text);
  json_object_set_string_member (record, "createdAt", maker->now);
  json_array_add_string_element (languages, cs_send_request_get_language (maker->request));
  json_object_set_array_member (record, "langs", languages);
  if (!put_facets (maker, text, record, error) || !put_embed (maker, record, error) || !put_thread (maker, record, error))
    return NULL;
  if (*maker->request->content->warning != '\0')
    json_object_set_object_member (record, "labels", make_labels ());

  return g_steal_pointer (&record);
}

static JsonObject *
make_repost (const Maker  *maker,
             GError      **error)
{
  g_auto(CsBlueskyFound) original = { NULL };
  JsonObject *record;

  if (!cs_bluesky_find_post (maker->http, maker->account, maker->segment->quote, &original, maker->cancellable, error))
    return NULL;

  record = json_object_new ();
  json_object_set_string_member (record, "$type", CS_BLUESKY_REPOST);
  json_object_set_object_member (record, "subject", cs_bluesky_make_ref (original.uri, original.cid));
  json_object_set_string_member (record, "createdAt", maker->now);

  return record;
}

/* Who may reply, as a record beside the post; NULL: everyone */
static JsonObject *
make_reply_gate (const Maker *maker,
                 const char  *rkey)
{
  static const char * const rules[] = {
    [CS_REPLIES_FROM_FOLLOWERS] = "app.bsky.feed.threadgate#followerRule",
    [CS_REPLIES_FROM_FOLLOWED] = "app.bsky.feed.threadgate#followingRule",
    [CS_REPLIES_FROM_MENTIONED] = "app.bsky.feed.threadgate#mentionRule",
    [CS_REPLIES_FROM_NOBODY] = NULL,
  };
  CsRepliesFrom from = maker->request->content->replies_from;
  g_autofree char *uri = cs_bluesky_uri_make (maker->did, CS_BLUESKY_POST, rkey);
  JsonArray *allow;
  JsonObject *record, *rule;

  /* Of a thread the first part decides. */
  if (from == CS_REPLIES_FROM_EVERYONE || maker->request->segment > 0)
    return NULL;

  allow = json_array_new ();
  if (rules[from] != NULL)
    {
      rule = json_object_new ();
      json_object_set_string_member (rule, "$type", rules[from]);
      json_array_add_object_element (allow, rule);
    }
  record = json_object_new ();
  json_object_set_string_member (record, "$type", CS_BLUESKY_THREADGATE);
  json_object_set_string_member (record, "post", uri);
  json_object_set_array_member (record, "allow", allow);
  json_object_set_string_member (record, "createdAt", maker->now);

  return record;
}

/* The same of who may quote; each part of a thread can be quoted on its own. */
static JsonObject *
make_quote_gate (const Maker *maker,
                 const char  *rkey)
{
  g_autofree char *uri = cs_bluesky_uri_make (maker->did, CS_BLUESKY_POST, rkey);
  JsonObject *record, *rule;
  JsonArray *rules;

  if (maker->request->content->quotes_from == CS_QUOTES_FROM_EVERYONE)
    return NULL;

  rule = json_object_new ();
  json_object_set_string_member (rule, "$type", "app.bsky.feed.postgate#disableRule");
  rules = json_array_new ();
  json_array_add_object_element (rules, rule);
  record = json_object_new ();
  json_object_set_string_member (record, "$type", CS_BLUESKY_POSTGATE);
  json_object_set_string_member (record, "post", uri);
  json_object_set_array_member (record, "embeddingRules", rules);
  json_object_set_string_member (record, "createdAt", maker->now);

  return record;
}

static void
add_write (JsonArray  *writes,
           const char *collection,
           const char *rkey,
           JsonObject *record)
{
  JsonObject *write = json_object_new ();

  json_object_set_string_member (write, "collection", collection);
  json_object_set_string_member (write, "rkey", rkey);
  json_object_set_object_member (write, "record", record);
  json_array_add_object_element (writes, write);
}

char *
cs_bluesky_prepare (CsHttp                  *http,
                    const CsNetworkAccount  *account,
                    const CsSendRequest     *request,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  g_auto(Maker) maker = { http, account, request, cs_send_request_get_segment (request), cancellable, NULL, make_time (request->now) };
  gboolean repost = cs_segment_is_repost (maker.segment);
  g_autofree char *rkey = cs_bluesky_make_tid (request->now);
  JsonObject *record, *whole;
  JsonArray *writes;

  if (!cs_bluesky_check_account (account, error) || !(maker.did = cs_bluesky_dup_did (account, error)) || !check_possible (&maker, error) ||
      !(record = repost ? make_repost (&maker, error) : make_post (&maker, error)))
    {
      /* To ask is not to send: what only has to wait is like a network that cannot be had. */
      if (error != NULL && g_error_matches (*error, CS_ERROR, CS_ERROR_RATE_LIMITED))
        (*error)->code = CS_ERROR_OFFLINE;
      return NULL;
    }

  writes = json_array_new ();
  add_write (writes, repost ? CS_BLUESKY_REPOST : CS_BLUESKY_POST, rkey, record);
  if (!repost && (record = make_reply_gate (&maker, rkey)) != NULL)
    add_write (writes, CS_BLUESKY_THREADGATE, rkey, record);
  if (!repost && (record = make_quote_gate (&maker, rkey)) != NULL)
    add_write (writes, CS_BLUESKY_POSTGATE, rkey, record);
  whole = json_object_new ();
  json_object_set_array_member (whole, "writes", writes);

  return cs_network_json_to_string (whole);
}

JsonNode *
cs_bluesky_read_prepared (const char  *prepared,
                          GArray     **writes)
{
  g_autoptr(JsonNode) node = prepared != NULL ? cs_network_json_parse (prepared, strlen (prepared), NULL) : NULL;
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? cs_network_json_array (json_node_get_object (node), "writes") : NULL;
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (CsBlueskyWrite));

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      CsBlueskyWrite write = {
        cs_network_json_string (object, "collection", ""), cs_network_json_string (object, "rkey", ""), cs_network_json_object (object, "record")
      };

      if (*write.collection == '\0' || *write.rkey == '\0' || write.record == NULL)
        return NULL;
      g_array_append_val (found, write);
    }
  if (found->len == 0)
    return NULL;

  *writes = g_steal_pointer (&found);

  return g_steal_pointer (&node);
}
