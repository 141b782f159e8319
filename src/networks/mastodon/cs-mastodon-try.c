/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-try.h"

#include <string.h>

#include "cs-identity.h"
#include "cs-mastodon-private.h"
#include "cs-network-json.h"

#define DEADLINE 20

/* A server that is just busy takes it down the second or third time. */
#define REMOVALS 3

static CsHttpAnswer *
post_text (CsHttp                 *http,
           const CsNetworkAccount *account,
           const char             *text)
{
  JsonObject *json = json_object_new ();
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr(GBytes) body = NULL;
  char *words;

  json_object_set_string_member (json, "status", text);
  json_object_set_string_member (json, "visibility", "direct");
  json_object_set_string_member (json, "spoiler_text", "");
  json_object_set_boolean_member (json, "sensitive", FALSE);
  words = cs_network_json_to_string (json);
  body = g_bytes_new_take (words, strlen (words));

  return cs_mastodon_send (http, account, "POST", "/api/v1/statuses", body, "application/json", key, DEADLINE, NULL);
}

static gboolean
shows_text (JsonObject *status,
            const char *text)
{
  g_autofree char *shown = cs_mastodon_html_to_text (cs_network_json_string (status, "content", ""));
  g_autofree char *there = cs_mastodon_normalise (shown);
  g_autofree char *here = cs_mastodon_normalise (text);

  return g_str_equal (there, here);
}

/* The answer was lost: the account's latest posts tell whether the post was. */
static JsonObject *
find_text (CsHttp                 *http,
           const CsNetworkAccount *account,
           const char             *text)
{
  g_autoptr(CsIdentity) identity = cs_mastodon_identify (http, account, NULL, NULL);
  g_autofree char *escaped = identity != NULL ? g_uri_escape_string (identity->remote_id, NULL, FALSE) : NULL;
  g_autofree char *path = g_strdup_printf ("/api/v1/accounts/%s/statuses?limit=40&exclude_reblogs=true", escaped);
  g_autoptr(CsHttpAnswer) answer = identity != NULL ? cs_mastodon_get (http, account, path, NULL) : NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonArray *list;

  if (answer != NULL && answer->outcome == CS_HTTP_ANSWERED && answer->status == 200)
    node = cs_network_json_parse (answer->body, answer->size, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (element) && shows_text (json_node_get_object (element), text))
        return json_object_ref (json_node_get_object (element));
    }

  return NULL;
}

/* What the server says it is that was posted; NULL with @error */
static JsonObject *
post (CsHttp                  *http,
      const CsNetworkAccount  *account,
      const char              *text,
      GError                 **error)
{
  g_autoptr(CsHttpAnswer) answer = post_text (http, account, text);
  g_autoptr(JsonNode) node = answer->outcome == CS_HTTP_ANSWERED && answer->status == 200 ? cs_mastodon_parse_object (answer) : NULL;
  g_autofree char *detail = NULL;
  JsonObject *found;
  int code;

  if (node != NULL && *cs_network_json_string (json_node_get_object (node), "id", "") != '\0')
    return json_object_ref (json_node_get_object (node));

  code = cs_mastodon_get_code (answer);
  if (code == CS_ERROR_UNKNOWN_OUTCOME && (found = find_text (http, account, text)) != NULL)
    return found;
  if (code == CS_ERROR_REFUSED && cs_mastodon_is_login_rejected (http, account, answer, NULL))
    code = CS_ERROR_LOGIN_REJECTED;
  detail = cs_mastodon_dup_detail (account, answer);
  g_set_error (error, CS_ERROR, code, "Testing the account: %s", detail);

  return NULL;
}

static gboolean
is_private (JsonObject *status)
{
  JsonArray *mentions = cs_network_json_array (status, "mentions");

  return g_str_equal (cs_network_json_string (status, "visibility", ""), "direct") && (mentions == NULL || json_array_get_length (mentions) == 0);
}

/* Reads it back. What is not there at once, or is not told, counts as changed. */
static void
compare (CsHttp                 *http,
         const CsNetworkAccount *account,
         const char             *id,
         const char             *text,
         CsTry                  *trial)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/v1/statuses/", escaped, NULL);
  g_autoptr(CsHttpAnswer) answer = cs_mastodon_get (http, account, path, NULL);
  g_autoptr(JsonNode) node = answer->outcome == CS_HTTP_ANSWERED && answer->status == 200 ? cs_mastodon_parse_object (answer) : NULL;
  JsonObject *status = node != NULL ? json_node_get_object (node) : NULL;

  if (status == NULL || !shows_text (status, text))
    trial->outcome = CS_TRY_CHANGED;
  if (status != NULL && !is_private (status))
    {
      trial->outcome = CS_TRY_VISIBLE;
      g_free (trial->visibility);
      trial->visibility = g_strdup (cs_network_json_string (status, "visibility", ""));
    }
}

gboolean
cs_mastodon_try (CsHttp                  *http,
                 const CsNetworkAccount  *account,
                 const char              *text,
                 CsTry                   *trial,
                 GError                 **error)
{
  g_autoptr(JsonObject) status = NULL;
  const char *id;
  gboolean removed = FALSE;

  *trial = (CsTry) { CS_TRY_PRIVATE };
  if (!cs_mastodon_check_account (account, error) || !(status = post (http, account, text, error)))
    return FALSE;

  id = cs_network_json_string (status, "id", "");
  trial->visibility = g_strdup (cs_network_json_string (status, "visibility", ""));
  trial->url = g_strdup (cs_network_json_string (status, "url", cs_network_json_string (status, "uri", "")));
  if (is_private (status))
    compare (http, account, id, text, trial);
  else
    trial->outcome = CS_TRY_VISIBLE;
  trial->visible = trial->outcome == CS_TRY_VISIBLE;

  for (guint i = 0; i < REMOVALS && !removed; i++)
    removed = cs_mastodon_remove (http, account, id, NULL, NULL);
  if (!removed)
    trial->outcome = CS_TRY_LEFT;

  return TRUE;
}

const char *
cs_try_nick (CsTryOutcome outcome)
{
  static const char * const nicks[CS_N_TRY_OUTCOMES] = { "private", "changed", "visible", "left" };

  g_return_val_if_fail ((guint) outcome < CS_N_TRY_OUTCOMES, nicks[0]);

  return nicks[outcome];
}

void
cs_try_clear (CsTry *trial)
{
  g_clear_pointer (&trial->visibility, g_free);
  g_clear_pointer (&trial->url, g_free);
}
