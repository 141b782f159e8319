/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-identity.h"

#include <string.h>

#include "cs-mastodon-private.h"
#include "cs-network-json.h"

CsIdentity *
cs_mastodon_identify (CsHttp                  *http,
                      const CsNetworkAccount  *account,
                      GCancellable            *cancellable,
                      GError                 **error)
{
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(CsIdentity) identity = g_new0 (CsIdentity, 1);
  JsonObject *object;
  const char *host = strstr (account->address, "://");
  const char *login;

  if (!cs_mastodon_check_account (account, error))
    return NULL;

  answer = cs_mastodon_get (http, account, "/api/v1/accounts/verify_credentials", cancellable);
  if (answer->outcome == CS_HTTP_ANSWERED && (answer->status == 401 || answer->status == 403 || answer->status == 422))
    {
      g_autofree char *detail = cs_mastodon_dup_detail (account, answer);

      g_set_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "Signing in: %s", detail);
      return NULL;
    }
  if (answer->outcome != CS_HTTP_ANSWERED || answer->status != 200)
    {
      cs_mastodon_set_error (account, answer, "Signing in", error);
      return NULL;
    }

  node = cs_mastodon_parse_object (answer);
  object = node != NULL ? json_node_get_object (node) : NULL;
  login = cs_network_json_string (object, "username", "");
  identity->remote_id = g_strdup (cs_network_json_string (object, "id", ""));
  if (*login == '\0' || *identity->remote_id == '\0')
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_NO_SUCH_SERVER, "Signing in: what answers is no server of this network");
      return NULL;
    }

  identity->handle = g_strdup_printf ("@%s@%s", login, host != NULL ? host + 3 : account->address);
  identity->name = g_strdup (cs_network_json_string (object, "display_name", login));
  identity->avatar = g_strdup (cs_network_json_string (object, "avatar_static", cs_network_json_string (object, "avatar", "")));

  return g_steal_pointer (&identity);
}
