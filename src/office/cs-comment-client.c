/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-comment-client.h"
#include "cs-json.h"
#include "cs-replies-private.h"

void
cs_comment_info_free (CsCommentInfo *info)
{
  if (!info)
    return;

  cs_comment_anchor_free (info->anchor);
  cs_comment_anchor_free (info->place);
  g_free (info->text);
  g_free (info->replacement);
  g_free (info->author_name);
  g_free (info->resolved_by_name);
  g_free (info);
}

static CsCommentAnchor *
read_anchor (JsonObject *object,
             const char *member)
{
  JsonObject *anchor = cs_json_get_object (object, member);
  g_autofree char *text = anchor ? cs_json_write (anchor) : NULL;

  return text ? cs_comment_anchor_parse (text, NULL) : NULL;
}

static gpointer
read_comment (JsonObject *object)
{
  CsCommentInfo *info = g_new0 (CsCommentInfo, 1);

  info->id = cs_json_get_int64 (object, "id");
  info->post = cs_json_get_int64 (object, "post");
  info->parent = cs_json_get_int64 (object, "parent");
  if (!cs_comment_kind_from_nick (cs_json_get_text (object, "kind"), &info->kind))
    info->kind = CS_COMMENT_REMARK;
  if (!(info->anchor = read_anchor (object, "anchor")))
    info->anchor = cs_comment_anchor_new_post ();
  info->place = read_anchor (object, "place");
  info->text = cs_reply_dup_text (object, "text");
  info->replacement = cs_reply_dup_text (object, "replacement");
  info->author = cs_json_get_int64 (object, "author");
  info->author_name = cs_reply_dup_text (object, "author_name");
  info->revision_number = (guint) cs_json_get_int64 (object, "revision_number");
  info->made_at = cs_json_get_int64 (object, "made_at");
  info->resolved_by_name = cs_reply_dup_text (object, "resolved_by_name");
  info->resolved_at = cs_json_get_int64 (object, "resolved_at");
  info->accepted = cs_json_get_boolean (object, "accepted");
  info->answered = cs_json_get_boolean (object, "answered");
  info->may_resolve = cs_json_get_boolean (object, "may_resolve");
  info->may_accept = cs_json_get_boolean (object, "may_accept");
  return info;
}

GPtrArray *
cs_reply_read_comments (JsonObject *reply)
{
  return cs_reply_read_list (reply, "comments", read_comment, (GDestroyNotify) cs_comment_info_free);
}

JsonObject *
cs_arguments_comment_add (gint64                 post,
                          CsCommentKind          kind,
                          const CsCommentAnchor *anchor,
                          const char            *text,
                          const char            *replacement)
{
  JsonObject *object = cs_arguments_one ("post", post);
  g_autofree char *canonical = cs_comment_anchor_to_canonical (anchor);

  json_object_set_string_member (object, "kind", cs_comment_kind_nick (kind));
  json_object_set_object_member (object, "anchor", cs_json_parse_object (canonical, NULL));
  json_object_set_string_member (object, "text", text);
  if (replacement)
    json_object_set_string_member (object, "replacement", replacement);
  return object;
}

JsonObject *
cs_arguments_comment_answer (gint64      post,
                             gint64      comment,
                             const char *text)
{
  JsonObject *object = cs_arguments_one ("post", post);

  json_object_set_string_member (object, "kind", cs_comment_kind_nick (CS_COMMENT_ANSWER));
  json_object_set_int_member (object, "parent", comment);
  json_object_set_string_member (object, "text", text);
  return object;
}
