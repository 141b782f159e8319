/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-evidence-client.h"
#include "cs-json.h"

JsonObject *
cs_arguments_briefing_save (gint64      post,
                            const char *why_now,
                            const char *risks,
                            GPtrArray  *questions)
{
  JsonObject *arguments = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; questions && i < questions->len; i++)
    {
      const CsLikelyQuestion *question = g_ptr_array_index (questions, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "question", question->question);
      json_object_set_string_member (object, "answer", question->answer);
      json_array_add_object_element (array, object);
    }

  json_object_set_int_member (arguments, "post", post);
  json_object_set_string_member (arguments, "why_now", why_now);
  json_object_set_string_member (arguments, "risks", risks);
  json_object_set_array_member (arguments, "questions", array);
  return arguments;
}

static JsonObject *
make_print (gint64      post,
            const char *to)
{
  JsonObject *arguments = json_object_new ();

  if (post)
    json_object_set_int_member (arguments, "post", post);
  json_object_set_string_member (arguments, "to", to);
  return arguments;
}

JsonObject *
cs_arguments_leader_sheet_print (gint64      post,
                                 const char *to)
{
  return make_print (post, to);
}

JsonObject *
cs_arguments_dossier_export (gint64      post,
                             const char *to,
                             gboolean    comments)
{
  JsonObject *arguments = make_print (post, to);

  if (comments)
    json_object_set_boolean_member (arguments, "comments", TRUE);
  return arguments;
}

JsonObject *
cs_arguments_seal_print (const char *to)
{
  return make_print (0, to);
}

/* --- answers --- */

static void
set_text (char       **place,
          JsonObject  *object,
          const char  *member)
{
  g_free (*place);
  *place = g_strdup (cs_json_get_text (object, member));
}

CsBriefing *
cs_reply_read_briefing (JsonObject *reply)
{
  CsBriefing *briefing = cs_briefing_new ();
  JsonArray *array = cs_json_get_array (reply, "questions");

  set_text (&briefing->why_now, reply, "why_now");
  set_text (&briefing->risks, reply, "risks");
  set_text (&briefing->saved_by_name, reply, "saved_by_name");
  briefing->saved_at = cs_json_get_int64 (reply, "saved_at");
  briefing->may_save = cs_json_get_boolean (reply, "may_save");
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = cs_json_get_element (array, i);

      if (object)
        g_ptr_array_add (briefing->questions,
                         cs_likely_question_new (cs_json_get_text (object, "question"),
                                                 cs_json_get_text (object, "answer")));
    }

  return briefing;
}

static void
read_stages (CsLeaderSheet *sheet,
             JsonObject    *reply)
{
  JsonArray *array = cs_json_get_array (reply, "stages");

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = cs_json_get_element (array, i);
      CsLeaderStage *stage = NULL;

      if (!object)
        continue;
      stage = g_new0 (CsLeaderStage, 1);
      stage->title = g_strdup (cs_json_get_text (object, "title"));
      stage->fulfilled = cs_json_get_boolean (object, "fulfilled");
      stage->open = cs_json_get_boolean (object, "open");
      stage->who = cs_json_dup_strings (object, "who");
      stage->due_at = cs_json_get_int64 (object, "due_at");
      g_ptr_array_add (sheet->stages, stage);
    }
}

static void
read_content (CsLeaderSheet *sheet,
              JsonObject    *reply)
{
  JsonObject *content = cs_json_get_object (reply, "content");
  JsonObject *was = cs_json_get_object (reply, "signed_content");
  CsContent *read = content ? cs_json_to_content (content, NULL) : NULL;

  if (read)
    {
      cs_content_free (sheet->content);
      sheet->content = read;
    }
  sheet->signed_content = was ? cs_json_to_content (was, NULL) : NULL;
}

CsLeaderSheet *
cs_reply_read_leader_sheet (JsonObject *reply)
{
  CsLeaderSheet *sheet = cs_leader_sheet_new ();
  JsonObject *briefing = cs_json_get_object (reply, "briefing");

  set_text (&sheet->office, reply, "office");
  set_text (&sheet->author_name, reply, "author_name");
  set_text (&sheet->section_name, reply, "section_name");
  set_text (&sheet->zone, reply, "zone");
  sheet->post = cs_json_get_int64 (reply, "post");
  cs_post_state_from_nick (cs_json_get_text (reply, "state"), &sheet->state);
  sheet->revision_number = (guint) cs_json_get_int64 (reply, "revision_number");
  sheet->digest = cs_json_get_digest (reply, "digest");
  g_strfreev (sheet->accounts);
  sheet->accounts = cs_json_dup_strings (reply, "accounts");
  cs_release_from_nick (cs_json_get_text (reply, "release"), &sheet->release);
  sheet->release_at = cs_json_get_int64 (reply, "release_at");
  sheet->emergency = cs_json_get_boolean (reply, "emergency");
  sheet->signed_number = (guint) cs_json_get_int64 (reply, "signed_number");
  sheet->now = cs_json_get_int64 (reply, "now");
  read_content (sheet, reply);
  read_stages (sheet, reply);
  if (briefing)
    {
      cs_briefing_free (sheet->briefing);
      sheet->briefing = cs_reply_read_briefing (briefing);
    }

  return sheet;
}
