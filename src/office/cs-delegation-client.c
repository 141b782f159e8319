/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-delegation-client.h"
#include "cs-json.h"
#include "cs-replies-private.h"

void
cs_delegation_info_free (CsDelegationInfo *info)
{
  if (!info)
    return;

  g_free (info->principal_name);
  g_free (info->delegate_name);
  g_free (info->reference);
  g_free (info->entered_by_name);
  g_clear_pointer (&info->accounts, g_array_unref);
  g_free (info);
}

void
cs_signed_for_info_free (CsSignedForInfo *info)
{
  if (!info)
    return;

  g_free (info->excerpt);
  g_free (info->stage_title);
  g_free (info->person_name);
  g_free (info->reason);
  g_free (info);
}

JsonObject *
cs_arguments_delegation_list (gint64   person,
                              gboolean open)
{
  JsonObject *arguments = json_object_new ();

  if (person != 0)
    json_object_set_int_member (arguments, "person", person);
  json_object_set_boolean_member (arguments, "open", open);
  return arguments;
}

JsonObject *
cs_arguments_delegation_add (const CsAbsence *absence)
{
  g_autofree char *labels = cs_labels_to_string (absence->labels);
  JsonObject *arguments = json_object_new ();
  JsonArray *accounts = json_array_new ();

  for (guint i = 0; i < absence->n_accounts; i++)
    json_array_add_int_element (accounts, absence->accounts[i]);

  if (absence->principal != 0)
    json_object_set_int_member (arguments, "principal", absence->principal);
  json_object_set_int_member (arguments, "delegate", absence->delegate);
  json_object_set_int_member (arguments, "from_at", absence->from_at);
  json_object_set_int_member (arguments, "until_at", absence->until_at);
  json_object_set_array_member (arguments, "accounts", accounts);
  json_object_set_string_member (arguments, "labels", labels);
  json_object_set_string_member (arguments, "reference", absence->reference ? absence->reference : "");
  return arguments;
}

static gpointer
read_delegation (JsonObject *object)
{
  CsDelegationInfo *info = g_new0 (CsDelegationInfo, 1);
  JsonArray *accounts = cs_json_get_array (object, "accounts");

  info->id = cs_json_get_int64 (object, "id");
  info->principal = cs_json_get_int64 (object, "principal");
  info->principal_name = cs_reply_dup_text (object, "principal_name");
  info->delegate = cs_json_get_int64 (object, "delegate");
  info->delegate_name = cs_reply_dup_text (object, "delegate_name");
  info->from_at = cs_json_get_int64 (object, "from_at");
  info->until_at = cs_json_get_int64 (object, "until_at");
  info->ended_at = cs_json_get_int64 (object, "ended_at");
  info->seen_at = cs_json_get_int64 (object, "seen_at");
  info->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; accounts && i < json_array_get_length (accounts); i++)
    {
      gint64 account = json_array_get_int_element (accounts, i);

      g_array_append_val (info->accounts, account);
    }
  if (!cs_labels_from_string (cs_json_get_text (object, "labels"), &info->labels, NULL))
    info->labels = CS_LABEL_NONE;
  info->reference = cs_reply_dup_text (object, "reference");
  info->entered_by_name = cs_reply_dup_text (object, "entered_by_name");
  info->entered_at = cs_json_get_int64 (object, "entered_at");
  info->in_force = cs_json_get_boolean (object, "in_force");
  info->may_end = cs_json_get_boolean (object, "may_end");
  return info;
}

GPtrArray *
cs_reply_read_delegations (JsonObject *reply)
{
  return cs_reply_read_list (reply, "delegations", read_delegation, (GDestroyNotify) cs_delegation_info_free);
}

static gpointer
read_signed_for (JsonObject *object)
{
  CsSignedForInfo *info = g_new0 (CsSignedForInfo, 1);

  info->decision = cs_json_get_int64 (object, "decision");
  info->post = cs_json_get_int64 (object, "post");
  info->excerpt = cs_reply_dup_text (object, "excerpt");
  if (!cs_post_state_from_nick (cs_json_get_text (object, "state"), &info->state))
    info->state = CS_POST_DRAFT;
  info->stage_title = cs_reply_dup_text (object, "stage_title");
  info->person_name = cs_reply_dup_text (object, "person_name");
  if (!cs_verdict_from_nick (cs_json_get_text (object, "verdict"), &info->verdict))
    info->verdict = CS_VERDICT_APPROVE;
  info->reason = cs_reply_dup_text (object, "reason");
  info->at = cs_json_get_int64 (object, "at");
  return info;
}

GPtrArray *
cs_reply_read_signed_for (JsonObject        *reply,
                          CsDelegationInfo **delegation)
{
  JsonObject *object = cs_json_get_object (reply, "delegation");

  if (delegation)
    *delegation = object ? read_delegation (object) : NULL;
  return cs_reply_read_list (reply, "decisions", read_signed_for, (GDestroyNotify) cs_signed_for_info_free);
}
