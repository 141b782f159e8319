/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-client.h"

#include <string.h>

#include "cs-json.h"
#include "cs-replies-private.h"

static void
free_pack (gpointer data)
{
  CsCheckPackInfo *info = data;

  g_free (info->pack);
  g_free (info);
}

static void
free_rule (gpointer data)
{
  CsCheckRuleInfo *info = data;

  g_free (info->id);
  g_free (info->pack);
  g_free (info->sentence);
  g_free (info->reason);
  g_free (info);
}

static void
free_list (gpointer data)
{
  CsWordListInfo *info = data;

  g_free (info->name);
  g_free (info->kind);
  g_free (info);
}

void
cs_check_list_info_free (CsCheckListInfo *info)
{
  if (!info)
    return;

  g_ptr_array_unref (info->packs);
  g_ptr_array_unref (info->rules);
  g_ptr_array_unref (info->lists);
  g_strfreev (info->problems);
  g_free (info);
}

static gpointer
read_pack (JsonObject *object)
{
  CsCheckPackInfo *info = g_new0 (CsCheckPackInfo, 1);

  info->pack = cs_reply_dup_text (object, "pack");
  info->on = cs_json_get_boolean (object, "on");
  info->always = cs_json_get_boolean (object, "always");
  return info;
}

static gpointer
read_rule (JsonObject *object)
{
  CsCheckRuleInfo *info = g_new0 (CsCheckRuleInfo, 1);

  info->id = cs_reply_dup_text (object, "id");
  info->pack = cs_reply_dup_text (object, "pack");
  info->sentence = cs_reply_dup_text (object, "sentence");
  info->reason = cs_reply_dup_text (object, "reason");
  cs_level_from_nick (cs_json_get_text (object, "level"), &info->level);
  cs_waiver_from_nick (cs_json_get_text (object, "waiver"), &info->waiver);
  return info;
}

static gpointer
read_list (JsonObject *object)
{
  CsWordListInfo *info = g_new0 (CsWordListInfo, 1);

  info->id = cs_json_get_int64 (object, "id");
  info->name = cs_reply_dup_text (object, "name");
  info->kind = cs_reply_dup_text (object, "kind");
  info->n_words = (guint) cs_json_get_int64 (object, "words");
  cs_level_from_nick (cs_json_get_text (object, "level"), &info->level);
  return info;
}

CsCheckListInfo *
cs_reply_read_check_list (JsonObject *reply)
{
  CsCheckListInfo *info = g_new0 (CsCheckListInfo, 1);

  info->packs = cs_reply_read_list (reply, "packs", read_pack, free_pack);
  info->rules = cs_reply_read_list (reply, "rules", read_rule, free_rule);
  info->lists = cs_reply_read_list (reply, "lists", read_list, free_list);
  info->problems = cs_json_dup_strings (reply, "problems");
  return info;
}

static void
set_text (char       **field,
          JsonObject  *object,
          const char  *member)
{
  g_free (*field);
  *field = cs_reply_dup_text (object, member);
}

static void
read_place (CsPlace    *place,
            JsonObject *object)
{
  if (!object)
    return;

  cs_place_kind_from_nick (cs_json_get_text (object, "kind"), &place->kind);
  place->variant = (guint) cs_json_get_int64 (object, "variant");
  place->segment = (guint) cs_json_get_int64 (object, "segment");
  place->media = (guint) cs_json_get_int64 (object, "media");
  place->account = cs_json_get_int64 (object, "account");
  place->start = (gsize) cs_json_get_int64 (object, "start");
  place->end = (gsize) cs_json_get_int64 (object, "end");
}

static gpointer
read_finding (JsonObject *object)
{
  CsFinding *finding = cs_finding_new ();

  set_text (&finding->rule, object, "rule");
  set_text (&finding->sentence, object, "sentence");
  set_text (&finding->reason, object, "reason");
  set_text (&finding->subject, object, "subject");
  set_text (&finding->waived_by, object, "waived_by");
  set_text (&finding->waived_why, object, "waived_why");
  cs_level_from_nick (cs_json_get_text (object, "level"), &finding->level);
  cs_waiver_from_nick (cs_json_get_text (object, "waiver"), &finding->waiver);
  finding->excess = (guint) cs_json_get_int64 (object, "excess");
  finding->waived = cs_json_get_boolean (object, "waived");
  finding->waived_at = cs_json_get_int64 (object, "waived_at");
  read_place (&finding->place, cs_json_get_object (object, "place"));
  return finding;
}

GPtrArray *
cs_reply_read_post_check (JsonObject *reply)
{
  return cs_reply_read_list (reply, "findings", read_finding, (GDestroyNotify) cs_finding_free);
}

static gpointer
read_fact (JsonObject *object)
{
  static const struct { const char *nick; CsLinkState state; } states[] = {
    { "fine", CS_LINK_FINE }, { "redirects", CS_LINK_REDIRECTS }, { "gone", CS_LINK_GONE },
    { "failed", CS_LINK_FAILED }, { "silent", CS_LINK_SILENT },
  };
  const char *nick = cs_json_get_text (object, "state");
  CsLinkState state = CS_LINK_FINE;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].nick, nick))
      state = states[i].state;
  return cs_link_fact_new (cs_json_get_text (object, "address"), state, (guint) cs_json_get_int64 (object, "status"),
                           cs_json_get_text (object, "detail"));
}

GPtrArray *
cs_reply_read_links (JsonObject *reply)
{
  return cs_reply_read_list (reply, "links", read_fact, (GDestroyNotify) cs_link_fact_free);
}

gboolean
cs_reply_read_contributor (JsonObject *reply)
{
  return cs_json_get_boolean (reply, "contributor");
}

static void
add_rule (GPtrArray   *rules,
          CsCheckRule *rule)
{
  if (rule)
    g_ptr_array_add (rules, rule);
}

CsChecker *
cs_reply_read_checker (JsonObject *reply)
{
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_check_rule_unref);
  g_auto(GStrv) texts = cs_json_dup_strings (reply, "rules");
  JsonArray *lists = cs_json_get_array (reply, "lists");

  for (guint i = 0; texts[i]; i++)
    add_rule (rules, cs_check_rule_parse ("check.rules", texts[i], strlen (texts[i]), NULL));
  for (guint i = 0; lists && i < json_array_get_length (lists); i++)
    {
      JsonObject *list = cs_json_get_element (lists, i);
      g_autofree char *id = g_strdup_printf ("list/%" G_GINT64_FORMAT, cs_json_get_int64 (list, "id"));
      CsLevel level = CS_LEVEL_WARN;

      cs_level_from_nick (cs_json_get_text (list, "level"), &level);
      add_rule (rules, cs_check_rule_new_list (id, cs_json_get_text (list, "name"), cs_json_get_text (list, "kind"), level,
                                               cs_json_get_text (list, "content"), NULL));
    }
  return cs_checker_new (rules);
}

CsDigest
cs_reply_read_rules_digest (JsonObject *reply)
{
  g_autofree char *text = cs_json_write (reply);

  return cs_digest_of_bytes (text, strlen (text));
}

JsonObject *
cs_arguments_check_pack (const char *pack,
                         gboolean    on)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "pack", pack);
  json_object_set_boolean_member (arguments, "on", on);
  return arguments;
}

JsonObject *
cs_arguments_word_list (gint64      list,
                        const char *name,
                        const char *kind,
                        CsLevel     level,
                        const char *path)
{
  JsonObject *arguments = json_object_new ();

  if (list != 0)
    json_object_set_int_member (arguments, "list", list);
  json_object_set_string_member (arguments, "name", name);
  json_object_set_string_member (arguments, "kind", kind);
  json_object_set_string_member (arguments, "level", cs_level_nick (level));
  json_object_set_string_member (arguments, "path", path);
  return arguments;
}

JsonObject *
cs_arguments_waive (gint64           post,
                    const CsFinding *finding,
                    const char      *reason)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "post", post);
  json_object_set_string_member (arguments, "rule", finding->rule);
  json_object_set_string_member (arguments, "subject", finding->subject);
  json_object_set_string_member (arguments, "reason", reason);
  return arguments;
}
