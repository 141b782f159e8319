/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-identity.h"

#include "cs-network-json.h"
#include "cs-x-private.h"

CsIdentity *
cs_x_identify (CsHttp                  *http,
               const CsNetworkAccount  *account,
               GCancellable            *cancellable,
               GError                 **error)
{
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(CsIdentity) identity = g_new0 (CsIdentity, 1);
  JsonObject *data;
  const char *user;

  if (!cs_x_check_account (account, error))
    return NULL;

  answer = cs_x_send (http, account, "GET", "/2/users/me?user.fields=name,profile_image_url,username", NULL, NULL, CS_X_READ_DEADLINE, cancellable);
  if (!cs_x_is_success (answer, &node))
    {
      cs_x_set_error (account, answer, "Signing in", error);
      return NULL;
    }

  data = cs_network_json_object (json_node_get_object (node), "data");
  user = cs_network_json_string (data, "username", "");
  identity->remote_id = g_strdup (cs_network_json_string (data, "id", ""));
  if (*user == '\0' || *identity->remote_id == '\0')
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_NO_SUCH_SERVER, "Signing in: what answers does not tell whose the login is");
      return NULL;
    }

  identity->handle = g_strconcat ("@", user, NULL);
  identity->name = g_strdup (cs_network_json_string (data, "name", user));
  identity->avatar = g_strdup (cs_network_json_string (data, "profile_image_url", ""));

  return g_steal_pointer (&identity);
}
