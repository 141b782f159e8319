/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-replies-private.h"
#include "cs-version-client.h"

void
cs_version_info_free (CsVersionInfo *info)
{
  if (!info)
    return;

  g_free (info->author_name);
  g_free (info->summary);
  cs_content_free (info->content);
  g_free (info);
}

static gpointer
read_version (JsonObject *object)
{
  CsVersionInfo *info = g_new0 (CsVersionInfo, 1);
  JsonObject *content = cs_json_get_object (object, "content");

  info->number = (guint) cs_json_get_int64 (object, "number");
  info->author_name = cs_reply_dup_text (object, "author_name");
  info->at = cs_json_get_int64 (object, "at");
  info->summary = cs_reply_dup_text (object, "summary");
  info->content = content ? cs_json_to_content (content, NULL) : NULL;
  if (!info->content)
    info->content = cs_content_new ();
  return info;
}

GPtrArray *
cs_reply_read_versions (JsonObject *reply)
{
  return cs_reply_read_list (reply, "versions", read_version, (GDestroyNotify) cs_version_info_free);
}
