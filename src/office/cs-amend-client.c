/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amend-client.h"

#include "cs-json.h"
#include "cs-replies-private.h"

void
cs_amend_link_free (CsAmendLink *link)
{
  if (!link)
    return;

  g_free (link->excerpt);
  g_free (link);
}

void
cs_take_down_info_free (CsTakeDownInfo *info)
{
  if (!info)
    return;

  g_free (info->remote_url);
  g_free (info->error);
  g_free (info->error_detail);
  g_free (info);
}

void
cs_amends_info_free (CsAmendsInfo *info)
{
  if (!info)
    return;

  cs_amend_link_free (info->amended);
  g_ptr_array_unref (info->amended_by);
  g_ptr_array_unref (info->removals);
  g_ptr_array_unref (info->looks);
  g_free (info);
}

static gpointer
read_link (JsonObject *object)
{
  CsAmendLink *link = g_new0 (CsAmendLink, 1);

  link->post = cs_json_get_int64 (object, "post");
  if (!cs_post_state_from_nick (cs_json_get_text (object, "state"), &link->state))
    link->state = CS_POST_PUBLISHED;
  link->excerpt = cs_reply_dup_text (object, "excerpt");
  if (!cs_amend_kind_from_nick (cs_json_get_text (object, "kind"), &link->kind))
    link->kind = CS_AMEND_CORRECTION;
  if (!cs_amend_reason_from_nick (cs_json_get_text (object, "reason"), &link->reason))
    link->reason = CS_AMEND_OTHER;
  link->done_at = cs_json_get_int64 (object, "done_at");
  return link;
}

static CsTakeDown
read_state (const char *nick)
{
  if (g_str_equal (nick, "removing"))
    return CS_TAKE_DOWN_REMOVING;
  if (g_str_equal (nick, "gone"))
    return CS_TAKE_DOWN_GONE;
  return g_str_equal (nick, "kept") ? CS_TAKE_DOWN_KEPT : CS_TAKE_DOWN_WAITING;
}

CsTakeDownInfo *
cs_reply_read_take_down (JsonObject *object)
{
  CsTakeDownInfo *info = g_new0 (CsTakeDownInfo, 1);

  info->publication = cs_json_get_int64 (object, "publication");
  info->account = cs_json_get_int64 (object, "account");
  info->segment = (guint) cs_json_get_int64 (object, "segment");
  info->remote_url = cs_reply_dup_text (object, "remote_url");
  info->state = read_state (cs_json_get_text (object, "state"));
  info->attempts = (int) cs_json_get_int64 (object, "attempts");
  info->next_try_at = cs_json_get_int64 (object, "next_try_at");
  info->settled_at = cs_json_get_int64 (object, "settled_at");
  info->error = cs_reply_dup_text (object, "error");
  info->error_detail = cs_reply_dup_text (object, "error_detail");
  return info;
}

static gpointer
read_take_down (JsonObject *object)
{
  return cs_reply_read_take_down (object);
}

static void
look_free (gpointer data)
{
  CsLookInfo *look = data;

  g_free (look->result);
  g_free (look->detail);
  g_free (look);
}

static gpointer
read_look (JsonObject *object)
{
  CsLookInfo *look = g_new0 (CsLookInfo, 1);

  look->publication = cs_json_get_int64 (object, "publication");
  look->at = cs_json_get_int64 (object, "at");
  look->result = cs_reply_dup_text (object, "result");
  look->detail = cs_reply_dup_text (object, "detail");
  return look;
}

CsAmendsInfo *
cs_reply_read_amends (JsonObject *reply)
{
  CsAmendsInfo *info = g_new0 (CsAmendsInfo, 1);
  JsonObject *amended = cs_json_get_object (reply, "amended");

  info->amended = amended ? read_link (amended) : NULL;
  info->amended_by = cs_reply_read_list (reply, "amended_by", read_link, (GDestroyNotify) cs_amend_link_free);
  info->removals = cs_reply_read_list (reply, "removals", read_take_down, (GDestroyNotify) cs_take_down_info_free);
  info->looks = cs_reply_read_list (reply, "looks", read_look, look_free);
  info->may_correct = cs_json_get_boolean (reply, "may_correct");
  info->may_withdraw = cs_json_get_boolean (reply, "may_withdraw");
  info->may_resolve = cs_json_get_boolean (reply, "may_resolve_removals");
  return info;
}

const CsTakeDownInfo *
cs_amends_info_find (const CsAmendsInfo *info,
                     gint64              publication)
{
  for (guint i = 0; info && i < info->removals->len; i++)
    {
      const CsTakeDownInfo *one = g_ptr_array_index (info->removals, i);

      if (one->publication == publication)
        return one;
    }

  return NULL;
}

const CsLookInfo *
cs_amends_info_find_look (const CsAmendsInfo *info,
                          gint64              publication)
{
  for (guint i = info ? info->looks->len : 0; i > 0; i--)
    {
      const CsLookInfo *look = g_ptr_array_index (info->looks, i - 1);

      if (look->publication == publication)
        return look;
    }

  return NULL;
}

JsonObject *
cs_arguments_post_correct (gint64         post,
                           CsAmendReason  reason,
                           const char    *words)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "post", post);
  json_object_set_string_member (arguments, "reason", cs_amend_reason_nick (reason));
  json_object_set_string_member (arguments, "words", words);
  return arguments;
}

JsonObject *
cs_arguments_post_withdraw (gint64         post,
                            CsAmendReason  reason,
                            const char    *words,
                            const char    *note)
{
  JsonObject *arguments = cs_arguments_post_correct (post, reason, words);

  json_object_set_string_member (arguments, "note", note);
  return arguments;
}
