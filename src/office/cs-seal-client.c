/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-json.h"
#include "cs-seal-client.h"

JsonObject *
cs_arguments_seal_check_code (const char *code)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "code", code);
  return arguments;
}

JsonObject *
cs_arguments_seal_check (gint64          sequence,
                         const CsDigest *hash)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "sequence", sequence);
  cs_json_set_digest (arguments, "hash", hash);
  return arguments;
}

JsonObject *
cs_arguments_journal_accept (const char *reason)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "reason", reason);
  return arguments;
}

void
cs_seal_info_free (CsSealInfo *info)
{
  if (!info)
    return;

  g_free (info->office);
  g_free (info->uid);
  g_free (info->made_by_name);
  g_free (info->code);
  g_free (info->note);
  g_free (info);
}

CsSealInfo *
cs_reply_read_seal (JsonObject *reply)
{
  CsSealInfo *info = g_new0 (CsSealInfo, 1);

  info->sequence = cs_json_get_int64 (reply, "sequence");
  info->hash = cs_json_get_digest (reply, "hash");
  info->at = cs_json_get_int64 (reply, "at");
  info->office = g_strdup (cs_json_get_text (reply, "office"));
  info->uid = g_strdup (cs_json_get_text (reply, "uid"));
  info->made_by_name = g_strdup (cs_json_get_text (reply, "made_by_name"));
  info->code = g_strdup (cs_json_get_text (reply, "code"));
  info->note = g_strdup (cs_json_get_text (reply, "note"));
  return info;
}

CsSealResult
cs_reply_read_seal_check (JsonObject *reply,
                          gint64     *sequence,
                          gint64     *at)
{
  const char *result = cs_json_get_text (reply, "result");

  if (sequence)
    *sequence = cs_json_get_int64 (reply, "sequence");
  if (at)
    *at = cs_json_get_int64 (reply, "at");

  if (g_str_equal (result, "contained"))
    return CS_SEAL_CONTAINED;
  return g_str_equal (result, "changed") ? CS_SEAL_CHANGED : CS_SEAL_MISSING;
}

char *
cs_seal_result_sentence (CsSealResult result,
                         gint64       sequence)
{
  switch (result)
    {
    case CS_SEAL_CONTAINED:
      return g_strdup_printf (_("The journal still contains entry %d as it was sealed."), (int) sequence);

    case CS_SEAL_CHANGED:
      return g_strdup_printf (_("Entry %d of the journal is not the one that was sealed. The journal was changed; call the auditor."),
                              (int) sequence);

    case CS_SEAL_MISSING:
    default:
      return g_strdup_printf (_("The journal ends before entry %d, which was sealed. Its end was cut off; call the auditor."),
                              (int) sequence);
    }
}
