/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

/* Writing what was frozen under the key that was chosen beforehand, "only if there is none": the same again is the same post (contract bluesky.md, section 6). */

/* A post and what says who may reply and quote: together shorter than the publisher's lease, so that nobody else begins meanwhile. */
#define POST_DEADLINE 14
#define GATE_DEADLINE 6
#define REMOVE_DEADLINE 10

/* A request without an answer has been worked off, or never will be. */
#define SETTLED (60 * (gint64) G_USEC_PER_SEC)

static CsHttpAnswer *
put_record (CsHttp                 *http,
            const CsNetworkAccount *account,
            const char             *did,
            const CsBlueskyWrite   *write,
            guint                   deadline,
            GCancellable           *cancellable)
{
  JsonObject *json = json_object_new ();

  json_object_set_string_member (json, "repo", did);
  json_object_set_string_member (json, "collection", write->collection);
  json_object_set_string_member (json, "rkey", write->rkey);
  /* Present and null: without it, whatever is there would be written over. */
  json_object_set_null_member (json, "swapRecord");
  json_object_set_object_member (json, "record", json_object_ref (write->record));

  return cs_bluesky_post (http, account, "com.atproto.repo.putRecord", json, deadline, cancellable);
}

/* Where a person sees it. Practice servers have no pages: there it is the record itself. */
static char *
make_url (const CsNetworkAccount *account,
          const CsBlueskyUri     *uri)
{
  if (account->practice)
    return g_strdup_printf ("%s/xrpc/com.atproto.repo.getRecord?repo=%s&collection=%s&rkey=%s", account->address, uri->did, uri->collection,
                            uri->rkey);

  return g_str_equal (uri->collection, CS_BLUESKY_POST)
         ? g_strdup_printf ("https://bsky.app/profile/%s/post/%s", uri->did, uri->rkey) : g_strdup_printf ("https://bsky.app/profile/%s", uri->did);
}

static CsSendResult *
make_sent (const CsNetworkAccount *account,
           const CsBlueskyUri     *uri,
           const char             *cid)
{
  CsSendResult *result = cs_send_result_new (CS_SEND_SENT, 0, "");

  g_free (result->remote_id);
  g_free (result->remote_url);
  g_free (result->remote_ref);
  result->remote_id = cs_bluesky_uri_make (uri->did, uri->collection, uri->rkey);
  result->remote_url = make_url (account, uri);
  result->remote_ref = g_strdup (cid);

  return result;
}

gboolean
cs_bluesky_is_same_record (JsonObject *one,
                           JsonObject *other)
{
  g_autoptr(JsonNode) here = json_node_init_object (json_node_alloc (), one);
  g_autoptr(JsonNode) there = json_node_init_object (json_node_alloc (), other);

  return json_node_equal (here, there);
}

/* Something else is under the key. The key came from here, so that it can only be our own post, changed by somebody since; unless it was made at another time. */
static CsSendResult *
read_other (const CsNetworkAccount *account,
            const CsSendRequest    *request,
            const CsBlueskyUri     *uri,
            const CsBlueskyWrite   *write,
            const CsBlueskyFound   *found)
{
  CsSendResult *result;

  if (!g_str_equal (cs_network_json_string (found->value, "createdAt", ""), cs_network_json_string (write->record, "createdAt", "?")))
    {
      g_autofree char *detail = g_strdup_printf ("Under the key %s there is another record, %s", uri->rkey, found->cid);

      return cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, detail);
    }

  result = make_sent (account, uri, found->cid);
  if (!cs_bluesky_is_same_record (found->value, write->record))
    {
      const char *changed = cs_bluesky_compare (found->value, request);

      g_free (result->deviation);
      result->deviation = g_strdup (g_str_equal (changed, "same") ? "text" : changed);
    }

  return result;
}

/* What is under the key now. NULL if that cannot be told, or if nothing is: then @missing. */
static CsSendResult *
look (CsHttp                 *http,
      const CsNetworkAccount *account,
      const CsSendRequest    *request,
      const CsBlueskyUri     *uri,
      const CsBlueskyWrite   *write,
      gboolean               *missing,
      GCancellable           *cancellable)
{
  g_auto(CsBlueskyFound) found = { NULL };
  g_autoptr(GError) error = NULL;

  if (cs_bluesky_get_record (http, account, uri, &found, cancellable, &error))
    return read_other (account, request, uri, write, &found);

  *missing = g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND);

  return NULL;
}

/* A server that does not know a kind of record keeps it unseen: the network may leave it out. */
static void
note_validation (CsSendResult *sent,
                 JsonObject   *json)
{
  if (g_str_equal (cs_network_json_string (json, "validationStatus", ""), "unknown"))
    sent->code = CS_ERROR_UNCHECKED;
}

static CsSendResult *
put_post (CsHttp                 *http,
          const CsNetworkAccount *account,
          const CsSendRequest    *request,
          const CsBlueskyUri     *uri,
          const CsBlueskyWrite   *write,
          GCancellable           *cancellable)
{
  g_autoptr(CsHttpAnswer) answer = put_record (http, account, uri->did, write, POST_DEADLINE, cancellable);
  g_autofree char *wanted = cs_bluesky_uri_make (uri->did, uri->collection, uri->rkey);
  g_autofree char *detail = NULL;
  g_autoptr(JsonNode) node = NULL;
  CsSendResult *result;
  gboolean missing = FALSE;

  /* Success only if the answer parses and names our record. */
  if (cs_network_answer_is_success (answer, &node))
    {
      JsonObject *json = json_node_get_object (node);
      const char *cid = cs_network_json_string (json, "cid", "");

      if (*cid != '\0' && g_str_equal (cs_network_json_string (json, "uri", ""), wanted))
        {
          result = make_sent (account, uri, cid);
          note_validation (result, json);
          return result;
        }
    }

  detail = cs_bluesky_dup_detail (account, answer);
  if (cs_bluesky_is_error (answer, "InvalidSwap"))
    {
      result = look (http, account, request, uri, write, &missing, cancellable);
      return result != NULL ? result : cs_send_result_new (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, detail);
    }

  result = cs_send_result_from_code (cs_bluesky_get_code (answer), detail, cs_bluesky_get_wait (answer));
  /* Uploads that nothing needs are thrown away after a while; after a refusal they are made again. The same bytes have the same name, so that what was frozen
   * holds. */
  if (cs_bluesky_is_error (answer, "BlobNotFound"))
    result->retry_after = CS_NETWORK_TRY_AGAIN;

  return result;
}

const char *
cs_bluesky_name_gate (const CsBlueskyWrite *write)
{
  return g_str_equal (write->collection, CS_BLUESKY_POSTGATE) ? "quotes" : "replies";
}

/* Who may reply and quote, once the post is there: before it, the network's index would pass over it. Only with it the post is what was signed. */
static CsSendResult *
put_gates (CsHttp                 *http,
           const CsNetworkAccount *account,
           const CsBlueskyUri     *uri,
           const GArray           *writes,
           CsSendResult           *sent,
           GCancellable           *cancellable)
{
  for (guint i = 1; i < writes->len; i++)
    {
      const CsBlueskyWrite *gate = &g_array_index (writes, CsBlueskyWrite, i);
      g_autoptr(CsHttpAnswer) answer = put_record (http, account, uri->did, gate, GATE_DEADLINE, cancellable);
      g_autoptr(JsonNode) node = NULL;
      g_autofree char *said = NULL;
      g_autofree char *detail = NULL;
      int code;

      if (cs_network_answer_is_success (answer, &node) && *cs_network_json_string (json_node_get_object (node), "cid", "") != '\0')
        {
          note_validation (sent, json_node_get_object (node));
          continue;
        }

      code = cs_bluesky_get_code (answer);
      if (code == CS_ERROR_REFUSED || code == CS_ERROR_TOO_LARGE)
        {
          /* It will never do, somebody else's record is there, or the server has no such thing. The post is out; a person has to know. */
          g_free (sent->deviation);
          sent->deviation = g_strdup (cs_bluesky_name_gate (gate));
          continue;
        }

      said = cs_bluesky_dup_detail (account, answer);
      detail = g_strdup_printf ("The post is there; who may reply or quote is not set yet: %s", said);
      cs_send_result_free (sent);
      sent = cs_send_result_new (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, detail);
      sent->retry_after = code == CS_ERROR_RATE_LIMITED ? cs_bluesky_get_wait (answer) : CS_NETWORK_TRY_AGAIN;
      return sent;
    }

  return sent;
}

/* What was frozen, and where it goes. FALSE with @error, where nothing was. */
static gboolean
read_request (const CsNetworkAccount  *account,
              const CsSendRequest     *request,
              JsonNode               **node,
              GArray                 **writes,
              CsBlueskyUri            *uri,
              GError                 **error)
{
  const CsBlueskyWrite *first;

  if (!cs_bluesky_check_account (account, error) || !(uri->did = cs_bluesky_dup_did (account, error)))
    return FALSE;
  if (!(*node = cs_bluesky_read_prepared (request->prepared, writes)))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "Nothing was prepared for this segment");
      return FALSE;
    }

  first = &g_array_index (*writes, CsBlueskyWrite, 0);
  uri->collection = g_strdup (first->collection);
  uri->rkey = g_strdup (first->rkey);

  return TRUE;
}

CsSendResult *
cs_bluesky_publish (CsHttp                 *http,
                    const CsNetworkAccount *account,
                    const CsSendRequest    *request,
                    GCancellable           *cancellable)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GArray) writes = NULL;
  g_auto(CsBlueskyUri) uri = { NULL };
  GError *error = NULL;
  CsSendResult *result;

  if (!read_request (account, request, &node, &writes, &uri, &error))
    return cs_send_result_from_error (error);

  result = put_post (http, account, request, &uri, &g_array_index (writes, CsBlueskyWrite, 0), cancellable);

  return result->outcome == CS_SEND_SENT ? put_gates (http, account, &uri, writes, result, cancellable) : result;
}

/* By looking alone: what is not there a minute later never came. */
static CsSendResult *
find (CsHttp                 *http,
      const CsNetworkAccount *account,
      const CsSendRequest    *request,
      const CsBlueskyUri     *uri,
      const CsBlueskyWrite   *write,
      GCancellable           *cancellable)
{
  gboolean missing = FALSE;
  CsSendResult *result = look (http, account, request, uri, write, &missing, cancellable);

  if (result != NULL)
    return result;

  if (missing && request->now - request->armed_at >= SETTLED)
    return cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_OFFLINE, "There is no such record: it never arrived");

  result = cs_send_result_new (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, missing ? "There is no such record yet" : "The server does not tell");
  /* A clock that was set back makes it no longer than that. */
  result->retry_after = missing ? CLAMP (SETTLED - (request->now - request->armed_at), CS_NETWORK_TRY_AGAIN, SETTLED) : CS_NETWORK_TRY_AGAIN;

  return result;
}

CsSendResult *
cs_bluesky_reconcile (CsHttp                 *http,
                      const CsNetworkAccount *account,
                      const CsSendRequest    *request,
                      GCancellable           *cancellable)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GArray) writes = NULL;
  g_auto(CsBlueskyUri) uri = { NULL };
  g_autoptr(CsSendResult) repeated = NULL;
  const CsBlueskyWrite *write;
  CsSendResult *result;
  GError *error = NULL;

  if (!read_request (account, request, &node, &writes, &uri, &error))
    {
      result = cs_send_result_from_error (error);
      result->outcome = CS_SEND_UNKNOWN;
      return result;
    }

  write = &g_array_index (writes, CsBlueskyWrite, 0);
  if (request->may_repeat)
    repeated = put_post (http, account, request, &uri, write, cancellable);
  if (repeated != NULL && repeated->outcome == CS_SEND_SENT)
    return put_gates (http, account, &uri, writes, g_steal_pointer (&repeated), cancellable);

  /* That this request was refused, or not allowed any more, says nothing of the first one: that is looked for. */
  result = find (http, account, request, &uri, write, cancellable);
  if (result->outcome == CS_SEND_SENT)
    return put_gates (http, account, &uri, writes, result, cancellable);
  if (repeated == NULL || (result->outcome == CS_SEND_UNKNOWN && repeated->outcome == CS_SEND_NOT_SENT))
    return result;

  /* Either it may be on its way only now, or it is not there, and this is why it will not be. */
  cs_send_result_free (result);
  if (repeated->outcome == CS_SEND_UNKNOWN)
    repeated->retry_after = MAX (repeated->retry_after, CS_NETWORK_TRY_AGAIN);

  return g_steal_pointer (&repeated);
}

static CsHttpAnswer *
delete_record (CsHttp                 *http,
               const CsNetworkAccount *account,
               const CsBlueskyUri     *uri,
               const char             *collection,
               GCancellable           *cancellable)
{
  JsonObject *json = json_object_new ();

  json_object_set_string_member (json, "repo", uri->did);
  json_object_set_string_member (json, "collection", collection);
  json_object_set_string_member (json, "rkey", uri->rkey);

  return cs_bluesky_post (http, account, "com.atproto.repo.deleteRecord", json, REMOVE_DEADLINE, cancellable);
}

gboolean
cs_bluesky_remove (CsHttp                  *http,
                   const CsNetworkAccount  *account,
                   const char              *remote_id,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  static const char * const gates[] = { CS_BLUESKY_THREADGATE, CS_BLUESKY_POSTGATE };
  g_auto(CsBlueskyUri) uri = { NULL };
  g_autofree char *did = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;

  if (!cs_bluesky_check_account (account, error) || !(did = cs_bluesky_dup_did (account, error)))
    return FALSE;
  if (!cs_bluesky_uri_parse (remote_id, &uri) || !g_str_equal (uri.did, did))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "Removing a post: %s is no record of this account", remote_id);
      return FALSE;
    }

  /* What is gone already is deleted once more without complaint. */
  answer = delete_record (http, account, &uri, uri.collection, cancellable);
  if (answer->outcome != CS_HTTP_ANSWERED || answer->status < 200 || answer->status > 299)
    {
      cs_bluesky_set_error (account, answer, "Removing a post", error);
      return FALSE;
    }

  /* What said who may reply and quote means nothing without the post: if it stays behind, nobody sees it. */
  for (guint i = 0; g_str_equal (uri.collection, CS_BLUESKY_POST) && i < G_N_ELEMENTS (gates); i++)
    {
      g_clear_pointer (&answer, cs_http_answer_free);
      answer = delete_record (http, account, &uri, gates[i], cancellable);
    }

  return TRUE;
}
