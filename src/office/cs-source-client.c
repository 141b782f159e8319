/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-replies-private.h"
#include "cs-source-client.h"
#include "cs-source-json.h"

void
cs_template_info_free (CsTemplateInfo *info)
{
  if (!info)
    return;

  g_free (info->name);
  g_free (info->language);
  g_free (info->content);
  g_free (info);
}

JsonObject *
cs_arguments_source_list (const char *search,
                          gint64      before,
                          guint       limit)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "search", search);
  json_object_set_int_member (object, "before", before);
  json_object_set_int_member (object, "limit", limit);
  return object;
}

JsonObject *
cs_arguments_source_add (const CsSource *source)
{
  JsonObject *object = cs_json_from_source (source);

  json_object_remove_member (object, "card");
  return object;
}

JsonObject *
cs_arguments_source_change (const CsSource *source)
{
  return cs_json_from_source (source);
}

JsonObject *
cs_arguments_source_snapshot (const char *path)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", path);
  return object;
}

static gpointer
read_card (JsonObject *object)
{
  return cs_json_to_source (object);
}

GPtrArray *
cs_reply_read_source_cards (JsonObject *reply)
{
  return cs_reply_read_list (reply, "cards", read_card, (GDestroyNotify) cs_source_free);
}

CsSource *
cs_reply_read_source_card (JsonObject *reply)
{
  JsonObject *card = cs_json_get_object (reply, "card");

  return card ? cs_json_to_source (card) : cs_source_new ("", "", "", "");
}

CsDigest
cs_reply_read_snapshot (JsonObject *reply)
{
  return cs_json_get_digest (reply, "snapshot");
}

JsonObject *
cs_arguments_template_list (const char *kind)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kind);
  return object;
}

JsonObject *
cs_arguments_template_save (gint64      template,
                            gboolean    is_post,
                            const char *name,
                            const char *language,
                            const char *content)
{
  JsonObject *object = json_object_new ();

  if (template != 0)
    json_object_set_int_member (object, "template", template);
  json_object_set_string_member (object, "kind", is_post ? "post" : "snippet");
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "language", language);
  json_object_set_string_member (object, "content", content);
  return object;
}

static gpointer
read_template (JsonObject *object)
{
  CsTemplateInfo *info = g_new0 (CsTemplateInfo, 1);

  info->id = cs_json_get_int64 (object, "id");
  info->is_post = g_str_equal (cs_json_get_text (object, "kind"), "post");
  info->name = cs_reply_dup_text (object, "name");
  info->language = cs_reply_dup_text (object, "language");
  info->content = cs_reply_dup_text (object, "content");
  return info;
}

GPtrArray *
cs_reply_read_templates (JsonObject *reply)
{
  return cs_reply_read_list (reply, "templates", read_template, (GDestroyNotify) cs_template_info_free);
}

JsonObject *
cs_arguments_spelling_list (const char *language)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "language", language);
  return object;
}

JsonObject *
cs_arguments_spelling_add (const char *word,
                           const char *language)
{
  JsonObject *object = cs_arguments_spelling_list (language);

  json_object_set_string_member (object, "word", word);
  return object;
}

char **
cs_reply_read_spelling (JsonObject *reply)
{
  return cs_json_dup_strings (reply, "words");
}
