/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-connect-client.h"

#include "cs-json.h"
#include "cs-oauth-listener.h"
#include "cs-oauth.h"

static void
set_text (JsonObject *object,
          const char *member,
          const char *text)
{
  if (text && *text)
    json_object_set_string_member (object, member, text);
}

static JsonObject *
write_wish (const CsConnectWish *wish)
{
  JsonObject *object = json_object_new ();

  if (wish->account != 0)
    json_object_set_int_member (object, "account", wish->account);
  set_text (object, "address", wish->address);
  set_text (object, "handle", wish->handle);
  set_text (object, "colour", wish->colour);
  return object;
}

JsonObject *
cs_connect_arguments_begin (const CsConnectWish *wish)
{
  JsonObject *object = write_wish (wish);

  json_object_set_string_member (object, "network", cs_network_kind_nick (wish->network));
  set_text (object, "client", wish->client);
  set_text (object, "secret", wish->secret);
  set_text (object, "access", wish->access);
  return object;
}

JsonObject *
cs_connect_arguments_password (const CsConnectWish *wish)
{
  JsonObject *object = write_wish (wish);

  json_object_set_string_member (object, "network", cs_network_kind_nick (wish->network));
  set_text (object, "app_password", wish->password);
  return object;
}

JsonObject *
cs_connect_arguments_one (const char *connect)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "connect", connect);
  return object;
}

JsonObject *
cs_connect_arguments_change (gint64      account,
                             const char *colour)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "account", account);
  json_object_set_string_member (object, "colour", colour);
  return object;
}

CsConnectInfo *
cs_connect_info_read (JsonObject *reply)
{
  CsConnectInfo *info = g_new0 (CsConnectInfo, 1);
  const char *state = cs_json_get_text (reply, "state");

  if (g_str_equal (state, "again"))
    info->state = CS_CONNECT_AGAIN;
  else if (g_str_equal (state, "other-account"))
    info->state = CS_CONNECT_OTHER_ACCOUNT;
  info->connect = g_strdup (cs_json_get_text (reply, "connect"));
  info->address = g_strdup (cs_json_get_text (reply, "address"));
  info->account = cs_json_get_int64 (reply, "id");
  info->known = cs_json_get_boolean (reply, "known");
  info->handle = cs_handle_for_people (cs_json_get_text (reply, "handle"));
  info->expected = cs_handle_for_people (cs_json_get_text (reply, "expected"));
  info->found = cs_handle_for_people (cs_json_get_text (reply, "found"));
  return info;
}

void
cs_connect_info_free (CsConnectInfo *info)
{
  if (!info)
    return;

  g_free (info->connect);
  g_free (info->address);
  g_free (info->handle);
  g_free (info->expected);
  g_free (info->found);
  g_free (info);
}

char **
cs_connect_list_redirects (void)
{
  return cs_oauth_list_redirects ();
}

char *
cs_connect_write_document (const char *address)
{
  return cs_oauth_bluesky_write_document (address);
}

CsTrialInfo *
cs_trial_info_read (JsonObject *reply)
{
  CsTrialInfo *info = g_new0 (CsTrialInfo, 1);
  const char *outcome = cs_json_get_text (reply, "outcome");

  /* what is not understood is to be looked at */
  info->outcome = CS_TRIAL_LEFT;
  if (g_str_equal (outcome, "private"))
    info->outcome = CS_TRIAL_PRIVATE;
  else if (g_str_equal (outcome, "changed"))
    info->outcome = CS_TRIAL_CHANGED;
  else if (g_str_equal (outcome, "visible"))
    info->outcome = CS_TRIAL_VISIBLE;
  info->visible = cs_json_get_boolean (reply, "visible");
  info->url = g_strdup (cs_json_get_text (reply, "url"));
  return info;
}

void
cs_trial_info_free (CsTrialInfo *info)
{
  if (!info)
    return;

  g_free (info->url);
  g_free (info);
}
