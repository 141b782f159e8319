/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-source-json.h"

JsonObject *
cs_json_from_source (const CsSource *source)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (source != NULL, object);

  json_object_set_int_member (object, "card", source->card);
  json_object_set_string_member (object, "publisher", source->publisher);
  json_object_set_string_member (object, "title", source->title);
  json_object_set_string_member (object, "number", source->number);
  json_object_set_string_member (object, "date", source->date);
  json_object_set_string_member (object, "page", source->page);
  json_object_set_string_member (object, "address", source->address);
  json_object_set_string_member (object, "note", source->note);
  json_object_set_string_member (object, "until", source->until);
  if (!cs_digest_is_none (&source->snapshot))
    cs_json_set_digest (object, "snapshot", &source->snapshot);
  return object;
}

static void
take_text (JsonObject *object,
           const char *member,
           char      **to)
{
  g_free (*to);
  *to = g_strstrip (g_strdup (cs_json_get_text (object, member)));
}

CsSource *
cs_json_to_source (JsonObject *object)
{
  CsSource *source = cs_source_new ("", "", "", "");

  g_return_val_if_fail (object != NULL, source);

  take_text (object, "publisher", &source->publisher);
  take_text (object, "title", &source->title);
  take_text (object, "number", &source->number);
  take_text (object, "date", &source->date);
  take_text (object, "page", &source->page);
  take_text (object, "address", &source->address);
  take_text (object, "note", &source->note);
  take_text (object, "until", &source->until);
  source->snapshot = cs_json_get_digest (object, "snapshot");
  source->card = cs_json_get_int64 (object, "card");
  return source;
}
