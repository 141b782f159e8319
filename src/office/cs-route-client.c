/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-route-client.h"

JsonObject *
cs_arguments_route_get (gint64 route)
{
  JsonObject *object = json_object_new ();

  if (route != 0)
    json_object_set_int_member (object, "route", route);
  return object;
}

JsonObject *
cs_arguments_route_choose (const char *usual,
                           const char *emergency,
                           GPtrArray  *rules)
{
  JsonObject *object = json_object_new ();

  if (usual)
    json_object_set_string_member (object, "default", usual);
  if (emergency)
    json_object_set_string_member (object, "emergency", emergency);
  if (rules)
    json_object_set_array_member (object, "rules", cs_json_from_rules (rules));
  return object;
}

JsonObject *
cs_arguments_route_try (const CsRoute *route,
                        gint64         section,
                        gint64         author)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "route", cs_json_from_route (route));
  json_object_set_int_member (object, "section", section);
  json_object_set_int_member (object, "author", author);
  return object;
}

JsonObject *
cs_arguments_position_add (const char *title,
                           gint64      holder)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "title", title);
  json_object_set_int_member (object, "holder", holder);
  return object;
}

JsonObject *
cs_arguments_position_change (gint64      position,
                              const char *title,
                              gint64      holder)
{
  JsonObject *object = cs_arguments_position_add (title, holder);

  json_object_set_int_member (object, "position", position);
  return object;
}

JsonObject *
cs_arguments_post_set_labels (gint64   post,
                              CsLabels labels)
{
  g_autofree char *text = cs_labels_to_string (labels);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "post", post);
  json_object_set_string_member (object, "labels", text);
  return object;
}

CsRouteSet *
cs_reply_read_route_set (JsonObject *reply)
{
  CsRouteSet *set = g_new0 (CsRouteSet, 1);
  JsonArray *routes = cs_json_get_array (reply, "routes");
  guint n = routes ? json_array_get_length (routes) : 0;
  guint wrong = 0;

  set->routes = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_route_free);
  for (guint i = 0; i < n; i++)
    {
      CsRoute *route = cs_json_to_route (cs_json_get_element (routes, i), NULL);

      if (route)
        g_ptr_array_add (set->routes, route);
    }

  set->usual = g_strdup (cs_json_get_text (reply, "default"));
  set->emergency = g_strdup (cs_json_get_text (reply, "emergency"));
  set->rules = cs_json_to_rules (cs_json_get_array (reply, "rules"), &wrong);
  return set;
}

static CsTriedStage *
read_tried_stage (JsonObject *object)
{
  CsTriedStage *stage = g_new0 (CsTriedStage, 1);

  stage->who = cs_json_dup_strings (object, "who");
  cs_route_fault_from_nick (cs_json_get_text (object, "fault"), &stage->fault);
  return stage;
}

CsTriedRoute *
cs_reply_read_tried_route (JsonObject *reply)
{
  CsTriedRoute *tried = g_new0 (CsTriedRoute, 1);
  JsonArray *stages = cs_json_get_array (reply, "stages");
  guint n = stages ? json_array_get_length (stages) : 0;

  tried->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_tried_stage_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (tried->stages, read_tried_stage (cs_json_get_element (stages, i)));

  cs_route_fault_from_nick (cs_json_get_text (reply, "fault"), &tried->fault);
  tried->good = cs_json_get_boolean (reply, "good");
  tried->gaps = cs_json_dup_strings (reply, "gaps");
  return tried;
}

GArray *
cs_reply_read_route_uses (JsonObject *reply)
{
  GArray *uses = g_array_new (FALSE, FALSE, sizeof (CsRouteUse));
  JsonArray *array = cs_json_get_array (reply, "under_way");
  guint n = array ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = cs_json_get_element (array, i);
      CsRouteUse use = { (guint) cs_json_get_int64 (object, "version"), (guint) cs_json_get_int64 (object, "posts") };

      g_array_append_val (uses, use);
    }

  return uses;
}

GPtrArray *
cs_reply_read_positions (JsonObject *reply)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_position_info_free);
  JsonArray *positions = cs_json_get_array (reply, "positions");
  guint n = positions ? json_array_get_length (positions) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = cs_json_get_element (positions, i);
      CsPositionInfo *info = g_new0 (CsPositionInfo, 1);

      info->position.id = cs_json_get_int64 (object, "id");
      info->position.title = g_strdup (cs_json_get_text (object, "title"));
      info->position.holder = cs_json_get_int64 (object, "holder");
      info->holder_name = g_strdup (cs_json_get_text (object, "holder_name"));
      g_ptr_array_add (list, info);
    }

  return list;
}

void
cs_route_set_free (CsRouteSet *set)
{
  if (!set)
    return;

  g_ptr_array_unref (set->routes);
  g_ptr_array_unref (set->rules);
  g_free (set->usual);
  g_free (set->emergency);
  g_free (set);
}

void
cs_tried_stage_free (CsTriedStage *stage)
{
  if (!stage)
    return;

  g_strfreev (stage->who);
  g_free (stage);
}

void
cs_tried_route_free (CsTriedRoute *tried)
{
  if (!tried)
    return;

  g_ptr_array_unref (tried->stages);
  g_strfreev (tried->gaps);
  g_free (tried);
}

void
cs_position_info_free (CsPositionInfo *info)
{
  if (!info)
    return;

  g_free (info->position.title);
  g_free (info->holder_name);
  g_free (info);
}

const CsRoute *
cs_route_set_find (const CsRouteSet *set,
                   const char       *name)
{
  g_return_val_if_fail (set && name, NULL);

  for (guint i = 0; i < set->routes->len; i++)
    {
      const CsRoute *route = g_ptr_array_index (set->routes, i);

      if (g_str_equal (route->name, name))
        return route;
    }

  return NULL;
}
