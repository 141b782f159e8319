/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-decide-client.h"
#include "cs-json.h"

JsonObject *
cs_arguments_decide (const CsDecideRequest *request)
{
  JsonObject *object = cs_arguments_one ("post", request->post);

  cs_json_set_digest (object, "digest", &request->digest);
  json_object_set_int_member (object, "stage", request->stage);
  json_object_set_string_member (object, "verdict", cs_verdict_nick (request->verdict));
  if (request->reason)
    json_object_set_string_member (object, "reason", request->reason);
  if (request->acting_for != 0)
    json_object_set_int_member (object, "acting_for", request->acting_for);
  if (request->verdict == CS_VERDICT_RETURN && request->to_stage >= 0)
    json_object_set_int_member (object, "to_stage", request->to_stage);
  if (request->ticks != 0)
    json_object_set_array_member (object, "ticks", cs_json_from_ticks (request->ticks));
  if (request->lines != 0)
    json_object_set_int_member (object, "lines", request->lines);
  return object;
}

JsonObject *
cs_arguments_take_back (gint64      post,
                        gint64      decision,
                        const char *reason)
{
  JsonObject *object = cs_arguments_one ("post", post);

  json_object_set_int_member (object, "decision", decision);
  if (reason)
    json_object_set_string_member (object, "reason", reason);
  return object;
}
