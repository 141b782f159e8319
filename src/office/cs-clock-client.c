/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-clock-client.h"
#include "cs-deadline.h"
#include "cs-json.h"
#include "cs-replies-private.h"

JsonObject *
cs_arguments_calendar_set (const CsCalendar *calendar)
{
  JsonObject *arguments = json_object_new ();
  JsonArray *array = json_array_new ();
  guint n = 0;
  const CsHours *hours = cs_calendar_get_hours (calendar, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "weekday", hours[i].weekday);
      json_object_set_int_member (object, "opens", hours[i].opens);
      json_object_set_int_member (object, "closes", hours[i].closes);
      json_array_add_object_element (array, object);
    }

  json_object_set_array_member (arguments, "hours", array);
  return arguments;
}

JsonObject *
cs_arguments_calendar_remove_day (gint32 day)
{
  g_autofree char *text = cs_calendar_format_day (day);
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "day", text);
  return arguments;
}

JsonObject *
cs_arguments_calendar_set_day (gint32      day,
                               const char *name,
                               gboolean    works)
{
  JsonObject *arguments = cs_arguments_calendar_remove_day (day);

  json_object_set_string_member (arguments, "name", name);
  json_object_set_boolean_member (arguments, "works", works);
  return arguments;
}

JsonObject *
cs_arguments_calendar_import (const char *path)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "path", path);
  return arguments;
}

JsonObject *
cs_arguments_notice_list (gboolean only_unseen,
                          gint64   before,
                          guint    limit)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_boolean_member (arguments, "unseen", only_unseen);
  json_object_set_int_member (arguments, "before", before);
  json_object_set_int_member (arguments, "limit", limit);
  return arguments;
}

JsonObject *
cs_arguments_notice_seen (gint64 notice)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_int_member (arguments, "notice", notice);
  return arguments;
}

static void
read_hours (CsCalendar *calendar,
            JsonArray  *array)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = cs_json_get_element (array, i);

      cs_calendar_add_hours (calendar, (guint) cs_json_get_int64 (object, "weekday"), (guint) cs_json_get_int64 (object, "opens"),
                             (guint) cs_json_get_int64 (object, "closes"), NULL);
    }
}

CsCalendar *
cs_reply_read_calendar (JsonObject *reply)
{
  CsCalendar *calendar = cs_calendar_new (cs_json_get_text (reply, "zone"), NULL);
  JsonArray *array = cs_json_get_array (reply, "days");

  if (!calendar)
    calendar = cs_calendar_new ("UTC", NULL);

  read_hours (calendar, cs_json_get_array (reply, "hours"));
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = cs_json_get_element (array, i);
      gint32 day;

      if (cs_calendar_parse_day (cs_json_get_text (object, "day"), &day, NULL))
        cs_calendar_set_day (calendar, day, cs_json_get_text (object, "name"), cs_json_get_boolean (object, "works"), NULL);
    }

  return calendar;
}

guint
cs_reply_read_import (JsonObject *reply,
                      guint      *n_skipped,
                      gint32     *first_day)
{
  if (first_day)
    *first_day = (gint32) cs_json_get_int64 (reply, "first_day");
  if (n_skipped)
    *n_skipped = (guint) cs_json_get_int64 (reply, "n_skipped");
  return (guint) cs_json_get_int64 (reply, "n_imported");
}

void
cs_proposal_info_free (CsProposalInfo *info)
{
  if (!info)
    return;

  g_free (info->zone);
  g_free (info);
}

CsProposalInfo *
cs_reply_read_proposal (JsonObject *reply)
{
  CsProposalInfo *info = g_new0 (CsProposalInfo, 1);

  info->release_at = cs_json_get_int64 (reply, "release_at");
  info->minutes = (guint) cs_json_get_int64 (reply, "minutes");
  info->zone = cs_reply_dup_text (reply, "zone");
  return info;
}

void
cs_notice_info_free (CsNoticeInfo *info)
{
  if (!info)
    return;

  g_free (info->excerpt);
  g_free (info->sentence);
  g_free (info);
}

GPtrArray *
cs_reply_read_notices (JsonObject *reply,
                       guint      *n_unseen)
{
  GPtrArray *notices = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_notice_info_free);
  JsonArray *array = cs_json_get_array (reply, "notices");
  gint64 now = cs_json_get_int64 (reply, "now");

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = cs_json_get_element (array, i);
      JsonObject *details = cs_json_get_object (object, "details");
      g_autofree char *text = details ? cs_json_write_canonical (details) : g_strdup ("{}");
      CsNoticeInfo *info = NULL;
      CsNoticeKind kind;

      if (!cs_notice_kind_from_nick (cs_json_get_text (object, "kind"), &kind))
        continue;

      info = g_new0 (CsNoticeInfo, 1);
      info->id = cs_json_get_int64 (object, "id");
      info->post = cs_json_get_int64 (object, "post");
      info->excerpt = cs_reply_dup_text (object, "excerpt");
      info->kind = kind;
      info->sentence = cs_notice_sentence (kind, text, now);
      info->at = cs_json_get_int64 (object, "at");
      info->seen_at = cs_json_get_int64 (object, "seen_at");
      g_ptr_array_add (notices, info);
    }

  if (n_unseen)
    *n_unseen = (guint) cs_json_get_int64 (reply, "n_unseen");
  return notices;
}

char *
cs_reply_dup_due_reason (JsonObject *line,
                         const char *zone)
{
  CsDeadline deadline = {
    .due_at = cs_json_get_int64 (line, "stage_due_at"),
    .opened_at = cs_json_get_int64 (line, "stage_opened_at"),
    .minutes = (guint) cs_json_get_int64 (line, "due_minutes"),
    .release_at = cs_json_get_int64 (line, "release_at"),
    .later_minutes = (guint) cs_json_get_int64 (line, "due_later_minutes"),
    .by_release = cs_json_get_boolean (line, "due_by_release"),
  };

  if (!json_object_has_member (line, "due_by_release"))
    return g_strdup ("");
  return cs_deadline_explain (&deadline, zone);
}

void
cs_question_info_free (CsQuestionInfo *info)
{
  if (!info)
    return;

  g_free (info->excerpt);
  g_free (info->name);
  g_free (info->text);
  g_free (info);
}

static gpointer
read_question (JsonObject *object)
{
  CsQuestionInfo *info = g_new0 (CsQuestionInfo, 1);

  info->comment = cs_json_get_int64 (object, "comment");
  info->post = cs_json_get_int64 (object, "post");
  info->excerpt = cs_reply_dup_text (object, "excerpt");
  info->name = cs_reply_dup_text (object, "name");
  info->text = cs_reply_dup_text (object, "text");
  info->at = cs_json_get_int64 (object, "at");
  return info;
}

GPtrArray *
cs_reply_read_questions (JsonObject *reply)
{
  return cs_reply_read_list (reply, "questions", read_question, (GDestroyNotify) cs_question_info_free);
}
