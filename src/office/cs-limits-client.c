/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-limits-client.h"

#include <glib/gi18n.h>

#include "cs-json.h"
#include "cs-replies-private.h"

static const struct
{
  const char *bucket;
  const char *label;
} labels[] = {
  { "publish", NC_("limit of a network", "Posts") },
  { "publish-day", NC_("limit of a network", "Posts in a day") },
  { "media", NC_("limit of a network", "Uploads") },
  { "media-day", NC_("limit of a network", "Uploads in a day") },
  { "read", NC_("limit of a network", "Questions") },
  { "remove", NC_("limit of a network", "Deletions") },
};

void
cs_limit_info_free (CsLimitInfo *info)
{
  if (!info)
    return;

  g_free (info->bucket);
  g_free (info);
}

JsonObject *
cs_arguments_account_limits (gint64 account)
{
  JsonObject *arguments = json_object_new ();

  if (account)
    json_object_set_int_member (arguments, "account", account);
  return arguments;
}

static gpointer
read_limit (JsonObject *object)
{
  CsLimitInfo *info = g_new0 (CsLimitInfo, 1);

  info->account = cs_json_get_int64 (object, "account");
  info->bucket = cs_reply_dup_text (object, "bucket");
  info->capacity = cs_json_get_int64 (object, "capacity");
  info->remaining = cs_json_get_int64 (object, "remaining");
  info->resets_at = cs_json_get_int64 (object, "resets_at");
  info->read_at = cs_json_get_int64 (object, "read_at");
  return info;
}

GPtrArray *
cs_reply_read_limits (JsonObject *reply)
{
  return cs_reply_read_list (reply, "limits", read_limit, (GDestroyNotify) cs_limit_info_free);
}

const char *
cs_limit_info_label (const char *bucket)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].bucket, bucket))
      return g_dpgettext2 (NULL, "limit of a network", labels[i].label);

  /* Translators: requests to a network that are neither posts nor uploads nor questions. */
  return C_("limit of a network", "Other requests");
}
