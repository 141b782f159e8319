/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-emergency-client.h"
#include "cs-json.h"
#include "cs-replies-private.h"

void
cs_emergency_info_free (CsEmergencyInfo *info)
{
  if (!info)
    return;

  g_free (info->excerpt);
  g_free (info->reason);
  g_free (info->started_by_name);
  g_free (info->cleared_by_name);
  g_free (info->finding);
  g_free (info);
}

void
cs_freeze_info_free (CsFreezeInfo *info)
{
  if (!info)
    return;

  g_free (info->reason);
  g_free (info->made_by_name);
  g_free (info);
}

void
cs_held_info_free (CsHeldInfo *info)
{
  if (!info)
    return;

  g_clear_pointer (&info->held, g_ptr_array_unref);
  g_clear_pointer (&info->sending, g_ptr_array_unref);
  g_free (info);
}

JsonObject *
cs_arguments_emergency_start (gint64      post,
                              const char *reason)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "post", post);
  json_object_set_string_member (arguments, "reason", reason);
  return arguments;
}

JsonObject *
cs_arguments_emergency_list (gboolean all)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_boolean_member (arguments, "all", all);
  return arguments;
}

JsonObject *
cs_arguments_emergency_clear (gint64      post,
                              const char *finding)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "post", post);
  json_object_set_string_member (arguments, "finding", finding);
  return arguments;
}

JsonObject *
cs_arguments_queue_freeze (const char *reason)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "reason", reason);
  return arguments;
}

static gpointer
read_emergency (JsonObject *object)
{
  CsEmergencyInfo *info = g_new0 (CsEmergencyInfo, 1);

  info->post = cs_json_get_int64 (object, "post");
  info->excerpt = cs_reply_dup_text (object, "excerpt");
  if (!cs_post_state_from_nick (cs_json_get_text (object, "state"), &info->state))
    info->state = CS_POST_DRAFT;
  info->reason = cs_reply_dup_text (object, "reason");
  info->started_by_name = cs_reply_dup_text (object, "started_by_name");
  info->started_at = cs_json_get_int64 (object, "started_at");
  info->due_at = cs_json_get_int64 (object, "due_at");
  info->cleared_by_name = cs_reply_dup_text (object, "cleared_by_name");
  info->cleared_at = cs_json_get_int64 (object, "cleared_at");
  info->finding = cs_reply_dup_text (object, "finding");
  info->may_clear = cs_json_get_boolean (object, "may_clear");
  return info;
}

GPtrArray *
cs_reply_read_emergencies (JsonObject *reply)
{
  return cs_reply_read_list (reply, "emergencies", read_emergency, (GDestroyNotify) cs_emergency_info_free);
}

CsFreezeInfo *
cs_reply_read_freeze (JsonObject *reply)
{
  JsonObject *object = cs_json_get_object (reply, "freeze");
  CsFreezeInfo *info = NULL;

  if (!object)
    return NULL;

  info = g_new0 (CsFreezeInfo, 1);
  info->id = cs_json_get_int64 (object, "id");
  info->reason = cs_reply_dup_text (object, "reason");
  info->post = cs_json_get_int64 (object, "post");
  info->made_by_name = cs_reply_dup_text (object, "made_by_name");
  info->made_at = cs_json_get_int64 (object, "made_at");
  info->may_thaw = cs_json_get_boolean (object, "may_thaw");
  return info;
}

CsHeldInfo *
cs_reply_read_held (JsonObject *reply)
{
  CsHeldInfo *info = g_new0 (CsHeldInfo, 1);

  info->held = cs_reply_read_post_list (reply, "held");
  info->n_held = (guint) cs_json_get_int64 (reply, "n_held");
  info->sending = cs_reply_read_post_list (reply, "sending");
  info->n_sending = (guint) cs_json_get_int64 (reply, "n_sending");
  return info;
}
