/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

/* Records that are there: the account's own, and posts of others by their addresses. Their digests are fetched right before they are needed. */

void
cs_bluesky_found_clear (CsBlueskyFound *found)
{
  g_clear_pointer (&found->uri, g_free);
  g_clear_pointer (&found->cid, g_free);
  g_clear_pointer (&found->answer, json_node_unref);
  found->value = NULL;
}

JsonObject *
cs_bluesky_make_ref (const char *uri,
                     const char *cid)
{
  JsonObject *ref = json_object_new ();

  json_object_set_string_member (ref, "uri", uri);
  json_object_set_string_member (ref, "cid", cid);

  return ref;
}

/* TRUE if @answer holds the record; takes it. */
static gboolean
take_record (const CsHttpAnswer *answer,
             const CsBlueskyUri *uri,
             CsBlueskyFound     *found)
{
  g_autofree char *wanted = cs_bluesky_uri_make (uri->did, uri->collection, uri->rkey);
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object, *value;
  const char *cid;

  if (!cs_network_answer_is_success (answer, &node))
    return FALSE;

  object = json_node_get_object (node);
  value = cs_network_json_object (object, "value");
  cid = cs_network_json_string (object, "cid", "");
  if (value == NULL || *cid == '\0' || !g_str_equal (cs_network_json_string (object, "uri", ""), wanted))
    return FALSE;

  found->uri = g_steal_pointer (&wanted);
  found->cid = g_strdup (cid);
  found->value = value;
  found->answer = g_steal_pointer (&node);

  return TRUE;
}

static gboolean
is_missing (const CsHttpAnswer *answer)
{
  return cs_bluesky_is_error (answer, "RecordNotFound") ||
         (cs_bluesky_is_error (answer, "InvalidRequest") && strstr (answer->body, "ould not locate record") != NULL);
}

static CsHttpAnswer *
ask (CsHttp                 *http,
     const CsNetworkAccount *account,
     const CsBlueskyUri     *uri,
     GCancellable           *cancellable)
{
  return cs_bluesky_get (http, account, cancellable, "com.atproto.repo.getRecord", "repo", uri->did, "collection", uri->collection,
                         "rkey", uri->rkey, NULL);
}

gboolean
cs_bluesky_get_record (CsHttp                  *http,
                       const CsNetworkAccount  *account,
                       const CsBlueskyUri      *uri,
                       CsBlueskyFound          *found,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_autoptr(CsHttpAnswer) answer = ask (http, account, uri, cancellable);

  if (take_record (answer, uri, found))
    return TRUE;

  if (is_missing (answer))
    g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no record %s of %s", uri->rkey, uri->did);
  else
    cs_bluesky_set_error (account, answer, "Reading a record", error);

  return FALSE;
}

/* The server that keeps a stranger's account is asked where the office's own cannot tell: anybody may read there. */
static gboolean
get_at_its_server (CsHttp              *http,
                   const CsBlueskyUri  *uri,
                   CsBlueskyFound      *found,
                   GCancellable        *cancellable,
                   GError             **error)
{
  g_auto(CsBlueskyDocument) document = { NULL };
  CsNetworkAccount stranger = { .kind = CS_NETWORK_BLUESKY, .token = "" };

  if (!cs_bluesky_find_document (http, uri->did, &document, cancellable, error))
    return FALSE;

  stranger.address = document.address;

  return cs_bluesky_check_account (&stranger, error) && cs_bluesky_get_record (http, &stranger, uri, found, cancellable, error);
}

gboolean
cs_bluesky_find_post (CsHttp                  *http,
                      const CsNetworkAccount  *account,
                      const char              *address,
                      CsBlueskyFound          *found,
                      GCancellable            *cancellable,
                      GError                 **error)
{
  g_auto(CsBlueskyUri) uri = { NULL };
  g_autofree char *who = NULL;
  g_autoptr(GError) local = NULL;
  gboolean good;

  if (!cs_bluesky_read_address (address, &who, &uri.rkey))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "%s is no address of a post on Bluesky", address);
      return FALSE;
    }

  uri.collection = g_strdup (CS_BLUESKY_POST);
  uri.did = cs_bluesky_is_did (who) ? g_strdup (who) : cs_bluesky_resolve (http, account, who, cancellable, &local);
  good = uri.did != NULL && cs_bluesky_get_record (http, account, &uri, found, cancellable, &local);
  if (!good && uri.did != NULL && !account->practice && !g_error_matches (local, CS_ERROR, CS_ERROR_LOGIN_REJECTED))
    {
      g_clear_error (&local);
      good = get_at_its_server (http, &uri, found, cancellable, &local);
    }
  if (good)
    return TRUE;

  if (g_error_matches (local, CS_ERROR, CS_ERROR_NOT_FOUND))
    g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "There is no post at %s", address);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}
