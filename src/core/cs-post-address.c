/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-post-address.h"

#include <string.h>

static gboolean
is_host (GUri       *uri,
         const char *host)
{
  const char *own = g_uri_get_host (uri);

  if (own != NULL && g_ascii_strncasecmp (own, "www.", 4) == 0)
    own += 4;
  else if (own != NULL && g_ascii_strncasecmp (own, "mobile.", 7) == 0)
    own += 7;

  return own != NULL && g_ascii_strcasecmp (own, host) == 0;
}

static gboolean
is_x (GUri *uri)
{
  return is_host (uri, "x.com") || is_host (uri, "twitter.com");
}

static gboolean
is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return host != NULL && (g_str_has_prefix (host, "127.") || g_str_equal (host, "localhost") || g_str_equal (host, "::1"));
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strlen (text) <= 19 && strspn (text, "0123456789") == strlen (text);
}

/* The id in a path of the form "/WHO/status/ID" and the like. */
static char *
find_id (GUri          *uri,
         CsNetworkKind  network)
{
  g_auto(GStrv) parts = g_strsplit (g_uri_get_path (uri), "/", -1);
  guint n = g_strv_length (parts);

  switch (network)
    {
    case CS_NETWORK_X:
      /* "/i/web/status/ID", "/NAME/status/ID", also with "/photo/1" behind */
      for (guint i = 2; i + 1 < n; i++)
        if (g_str_equal (parts[i], "status") && is_number (parts[i + 1]))
          return g_strdup (parts[i + 1]);
      return NULL;

    case CS_NETWORK_BLUESKY:
      return n >= 5 && g_str_equal (parts[1], "profile") && g_str_equal (parts[3], "post") && *parts[4] != '\0'
             ? g_strdup (parts[4]) : NULL;

    case CS_NETWORK_PRACTICE:
    case CS_NETWORK_MASTODON:
      break;
    }

  return n >= 3 && *parts[1] != '\0' && *parts[n - 1] != '\0' ? g_strdup (parts[n - 1]) : NULL;
}

char *
cs_post_address_dup_id (const char    *address,
                        CsNetworkKind  network)
{
  g_autoptr(GUri) uri = NULL;
  const char *scheme;
  gboolean fits = FALSE;

  g_return_val_if_fail (address != NULL, NULL);

  uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL)
    return NULL;

  scheme = g_uri_get_scheme (uri);
  switch (network)
    {
    case CS_NETWORK_X:
      fits = is_x (uri) || is_loopback (uri);
      break;
    case CS_NETWORK_BLUESKY:
      fits = is_host (uri, "bsky.app");
      break;
    case CS_NETWORK_MASTODON:
      fits = g_str_equal (scheme, "https") && !is_x (uri) && !is_host (uri, "bsky.app") && !is_loopback (uri);
      break;
    case CS_NETWORK_PRACTICE:
      fits = g_str_equal (scheme, "http") && is_loopback (uri);
      break;
    }

  if (!fits || (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    return NULL;

  return find_id (uri, network);
}

gboolean
cs_post_address_is_on (const char    *address,
                       CsNetworkKind  network)
{
  g_autofree char *id = cs_post_address_dup_id (address, network);

  return id != NULL;
}

static gboolean
is_same_server (const char *address,
                const char *server)
{
  g_autoptr(GUri) one = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GUri) other = g_uri_parse (server, G_URI_FLAGS_ENCODED, NULL);

  return one != NULL && other != NULL && g_uri_get_userinfo (one) == NULL && g_uri_get_host (one) != NULL &&
         g_uri_get_host (other) != NULL && g_str_equal (g_uri_get_scheme (one), g_uri_get_scheme (other)) &&
         g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0 && g_uri_get_port (one) == g_uri_get_port (other);
}

/* The record itself: what stands for a page on a practice server. */
static char *
find_record_key (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  const char *query = uri != NULL ? g_uri_get_query (uri) : NULL;
  g_autoptr(GHashTable) arguments = query != NULL ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;

  return arguments != NULL ? g_strdup (g_hash_table_lookup (arguments, "rkey")) : NULL;
}

char *
cs_post_address_dup_remote_id (const char    *address,
                               CsNetworkKind  network,
                               const char    *server,
                               const char    *remote_id)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *key = NULL;

  g_return_val_if_fail (address != NULL && server != NULL && remote_id != NULL, NULL);

  switch (network)
    {
    case CS_NETWORK_X:
      return cs_post_address_dup_id (address, network);

    case CS_NETWORK_BLUESKY:
      key = is_same_server (address, server) ? find_record_key (address) : cs_post_address_dup_id (address, network);
      return key != NULL && g_str_has_prefix (remote_id, "did:")
             ? g_strconcat ("at://", remote_id, "/app.bsky.feed.post/", key, NULL) : NULL;

    case CS_NETWORK_MASTODON:
    case CS_NETWORK_PRACTICE:
    default:
      break;
    }

  uri = is_same_server (address, server) ? g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL) : NULL;

  return uri != NULL ? find_id (uri, network) : NULL;
}
