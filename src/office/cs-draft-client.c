/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-draft-client.h"
#include "cs-json.h"
#include "cs-replies-private.h"

void
cs_holder_info_free (CsHolderInfo *info)
{
  if (!info)
    return;

  g_free (info->name);
  g_free (info);
}

static gpointer
read_holder (JsonObject *object)
{
  CsHolderInfo *info = g_new0 (CsHolderInfo, 1);

  info->person = cs_json_get_int64 (object, "person");
  info->name = cs_reply_dup_text (object, "name");
  info->since = cs_json_get_int64 (object, "since");
  return info;
}

GPtrArray *
cs_reply_read_holders (JsonObject *reply)
{
  return cs_reply_read_list (reply, "holders", (CsReplyReadOne) read_holder, (GDestroyNotify) cs_holder_info_free);
}
