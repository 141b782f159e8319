/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-identity.h"

#include <string.h>

#include "cs-bluesky.h"
#include "cs-network-json.h"
#include "cs-practice-host.h"

#define AVATAR_DEADLINE 10
#define MAX_AVATAR (2 * 1024 * 1024)
#define MAX_PROFILE (256 * 1024)

/* The record of the profile lies open at the account's server. */
static char *
find_bluesky_avatar (CsHttp                 *http,
                     const CsNetworkAccount *account,
                     const char             *did,
                     GCancellable           *cancellable)
{
  g_autofree char *escaped = g_uri_escape_string (did, NULL, FALSE);
  g_autofree char *url = g_strconcat (account->address, "/xrpc/com.atproto.repo.getRecord?repo=", escaped, "&collection=app.bsky.actor.profile&rkey=self", NULL);
  g_autoptr(CsHttpAnswer) answer = cs_http_send (http, "GET", url, NULL, NULL, NULL, AVATAR_DEADLINE, MAX_PROFILE, cancellable);
  g_autoptr(JsonNode) node = NULL;
  JsonObject *value;
  const char *cid;
  g_autofree char *cid_escaped = NULL;

  if (answer->outcome == CS_HTTP_ANSWERED && answer->status == 200)
    node = cs_network_json_parse (answer->body, answer->size, NULL);
  value = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? cs_network_json_object (json_node_get_object (node), "value") : NULL;
  cid = cs_network_json_string (cs_network_json_object (cs_network_json_object (value, "avatar"), "ref"), "$link", "");
  if (*cid == '\0')
    return g_strdup ("");

  cid_escaped = g_uri_escape_string (cid, NULL, FALSE);
  return g_strconcat (account->address, "/xrpc/com.atproto.sync.getBlob?did=", escaped, "&cid=", cid_escaped, NULL);
}

static CsIdentity *
identify_bluesky (CsHttp                  *http,
                  const CsNetworkAccount  *account,
                  GCancellable            *cancellable,
                  GError                 **error)
{
  const CsNetwork *network = cs_network_get (CS_NETWORK_BLUESKY);
  g_autoptr(CsIdentity) identity = g_new0 (CsIdentity, 1);
  const char *did = account->login != NULL && account->login->subject != NULL ? account->login->subject : "";

  if (*did == '\0')
    did = account->remote_id != NULL ? account->remote_id : "";
  if (network == NULL || *did == '\0')
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "The login does not tell whose it is");
      return NULL;
    }
  if (!network->check_login (http, account, &identity->handle, &identity->name, cancellable, error))
    return NULL;

  identity->remote_id = g_strdup (did);
  identity->state = cs_bluesky_ask_handle (http, account, did, identity->handle, cancellable);
  identity->avatar = find_bluesky_avatar (http, account, did, cancellable);

  return g_steal_pointer (&identity);
}

CsIdentity *
cs_identity_read (CsHttp                  *http,
                  const CsNetworkAccount  *account,
                  GCancellable            *cancellable,
                  GError                 **error)
{
  switch (account->kind)
    {
    case CS_NETWORK_X:
      return cs_x_identify (http, account, cancellable, error);
    case CS_NETWORK_BLUESKY:
      return identify_bluesky (http, account, cancellable, error);
    case CS_NETWORK_PRACTICE:
    case CS_NETWORK_MASTODON:
    default:
      return cs_mastodon_identify (http, account, cancellable, error);
    }
}

/* A server may name any address: none inside the office's own network is asked for it. */
static gboolean
is_public_name (const char *host)
{
  static const char * const inside[] = { ".local", ".localhost", ".internal", ".lan", ".home.arpa", ".test", ".invalid" };

  if (host == NULL || strchr (host, '.') == NULL || strchr (host, ':') != NULL || g_hostname_is_ip_address (host) || g_str_has_suffix (host, "."))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    {
      gsize n = strlen (inside[i]);

      if (strlen (host) > n && g_ascii_strcasecmp (host + strlen (host) - n, inside[i]) == 0)
        return FALSE;
    }

  /* “127.1” and the like are no names */
  return g_ascii_isalpha (*(strrchr (host, '.') + 1));
}

/* X keeps pictures on its own hosts, Bluesky at the account's server; a Mastodon server names whichever holds its files. */
static gboolean
avatar_place_is_good (const CsNetworkAccount *account,
                      const char             *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *origin = NULL;
  g_autofree char *own = g_strconcat (account->address, "/", NULL);

  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_host (uri) == NULL)
    return FALSE;

  origin = g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), g_uri_get_host (uri), g_uri_get_port (uri));
  if (account->practice)
    return cs_practice_address_is_loopback (origin);
  if (!g_str_equal (g_uri_get_scheme (uri), "https"))
    return FALSE;
  if (account->kind == CS_NETWORK_BLUESKY || g_str_has_prefix (url, own))
    return g_str_has_prefix (url, own);
  if (g_uri_get_port (uri) != -1 && g_uri_get_port (uri) != 443)
    return FALSE;

  return account->kind == CS_NETWORK_X ? g_str_has_suffix (g_uri_get_host (uri), ".twimg.com") : is_public_name (g_uri_get_host (uri));
}

GBytes *
cs_identity_fetch_avatar (CsHttp                 *http,
                          const CsNetworkAccount *account,
                          const char             *url,
                          GCancellable           *cancellable)
{
  const char *headers[] = { "Accept", "image/*", NULL };

  if (!avatar_place_is_good (account, url))
    return NULL;

  return cs_http_fetch (http, url, headers, AVATAR_DEADLINE, MAX_AVATAR, cancellable);
}

void
cs_identity_free (CsIdentity *identity)
{
  if (identity == NULL)
    return;

  g_free (identity->remote_id);
  g_free (identity->handle);
  g_free (identity->name);
  g_free (identity->avatar);
  g_free (identity);
}
