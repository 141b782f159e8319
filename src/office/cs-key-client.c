/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-key-client.h"

static void
set_code (JsonObject *arguments,
          const char *code)
{
  if (code && *code)
    json_object_set_string_member (arguments, "code", code);
}

JsonObject *
cs_arguments_session_open_with (const char *login,
                                const char *password,
                                const char *code)
{
  JsonObject *arguments = cs_arguments_session_unlock (password, code);

  json_object_set_string_member (arguments, "login", login);
  return arguments;
}

JsonObject *
cs_arguments_session_sit_with (gint64      person,
                               const char *code)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "person", person);
  set_code (arguments, code);
  return arguments;
}

JsonObject *
cs_arguments_session_unlock (const char *password,
                             const char *code)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "password", password);
  set_code (arguments, code);
  return arguments;
}

JsonObject *
cs_arguments_key_list (gint64 person)
{
  JsonObject *arguments = json_object_new ();

  if (person != 0)
    json_object_set_int_member (arguments, "person", person);
  return arguments;
}

JsonObject *
cs_arguments_second_factor_set (const char *secret,
                                const char *code,
                                const char *password)
{
  JsonObject *arguments = cs_arguments_session_unlock (password, code);

  json_object_set_string_member (arguments, "secret", secret);
  return arguments;
}

JsonObject *
cs_arguments_second_factor_remove (const char *password,
                                   const char *code)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "password", password);
  json_object_set_string_member (arguments, "code", code);
  return arguments;
}

JsonObject *
cs_arguments_sign_again_after (gint64 seconds)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "sign_again_after", seconds);
  return arguments;
}

CsKeyState
cs_reply_read_key_state (JsonObject *reply)
{
  static const struct { const char *nick; CsKeyStatus status; } names[] = {
    { "closed", CS_KEY_CLOSED }, { "open", CS_KEY_OPEN }, { "lost", CS_KEY_LOST },
  };
  CsKeyState state = { CS_KEY_NONE };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].nick, cs_json_get_text (reply, "key")))
      state.status = names[i].status;

  state.open_until = cs_json_get_int64 (reply, "key_until");
  state.second_factor = cs_json_get_boolean (reply, "second_factor");
  state.has_password = cs_json_get_boolean (reply, "has_password");
  return state;
}

void
cs_key_info_free (CsKeyInfo *info)
{
  if (!info)
    return;

  g_free (info->person_name);
  g_free (info->public_key);
  g_free (info->fingerprint);
  g_free (info);
}

void
cs_key_renewal_info_free (CsKeyRenewalInfo *info)
{
  if (!info)
    return;

  g_free (info->person_name);
  g_free (info->asked_by_name);
  g_free (info->confirmed_by_name);
  g_free (info);
}

GPtrArray *
cs_reply_read_keys (JsonObject *reply)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_key_info_free);
  JsonArray *array = cs_json_get_array (reply, "keys");
  guint n = array ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = cs_json_get_element (array, i);
      CsKeyInfo *key = g_new0 (CsKeyInfo, 1);

      key->id = cs_json_get_int64 (object, "id");
      key->person = cs_json_get_int64 (object, "person");
      key->person_name = g_strdup (cs_json_get_text (object, "person_name"));
      key->public_key = g_strdup (cs_json_get_text (object, "public"));
      key->fingerprint = g_strdup (cs_json_get_text (object, "fingerprint"));
      key->made_at = cs_json_get_int64 (object, "made_at");
      key->ended_at = cs_json_get_int64 (object, "ended_at");
      key->lost = cs_json_get_boolean (object, "lost");
      g_ptr_array_add (keys, key);
    }

  return keys;
}

GPtrArray *
cs_reply_read_key_renewals (JsonObject *reply)
{
  GPtrArray *renewals = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_key_renewal_info_free);
  JsonArray *array = cs_json_get_array (reply, "renewals");
  guint n = array ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = cs_json_get_element (array, i);
      CsKeyRenewalInfo *renewal = g_new0 (CsKeyRenewalInfo, 1);

      renewal->person = cs_json_get_int64 (object, "person");
      renewal->person_name = g_strdup (cs_json_get_text (object, "person_name"));
      renewal->asked_by = cs_json_get_int64 (object, "asked_by");
      renewal->asked_by_name = g_strdup (cs_json_get_text (object, "asked_by_name"));
      renewal->asked_at = cs_json_get_int64 (object, "asked_at");
      renewal->confirmed_by = cs_json_get_int64 (object, "confirmed_by");
      renewal->confirmed_by_name = g_strdup (cs_json_get_text (object, "confirmed_by_name"));
      renewal->confirmed_at = cs_json_get_int64 (object, "confirmed_at");
      g_ptr_array_add (renewals, renewal);
    }

  return renewals;
}

const char *
cs_reply_read_second_factor (JsonObject  *reply,
                             const char **uri)
{
  if (uri)
    *uri = cs_json_get_text (reply, "uri");
  return cs_json_get_text (reply, "secret");
}

gint64
cs_reply_read_sign_again_after (JsonObject *reply)
{
  return cs_json_get_int64 (reply, "sign_again_after");
}
