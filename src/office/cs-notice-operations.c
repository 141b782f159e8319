/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock.h"
#include "cs-notice-rows.h"
#include "cs-operations-private.h"
#include "cs-post-rows.h"

/* What the office told one: everybody reads his own. */

#define MAX_LISTED 200

static gboolean
write_notice (CsCall             *call,
              const CsNoticeRow  *row,
              JsonArray          *into,
              GError            **error)
{
  g_autoptr(JsonObject) details = cs_json_parse_object (row->details, error);
  g_autoptr(CsPostRow) post = NULL;
  JsonObject *object = NULL;

  if (!details || (row->post != 0 && !(post = cs_post_rows_get (call->db, row->post, error))))
    return FALSE;

  object = json_object_new ();
  json_object_set_int_member (object, "id", row->id);
  json_object_set_int_member (object, "post", row->post);
  json_object_set_string_member (object, "excerpt", post ? post->excerpt : "");
  json_object_set_string_member (object, "kind", cs_notice_kind_nick (row->kind));
  json_object_set_object_member (object, "details", g_steal_pointer (&details));
  json_object_set_int_member (object, "at", row->at);
  json_object_set_int_member (object, "seen_at", row->seen_at);
  json_array_add_object_element (into, object);
  return TRUE;
}

gboolean
cs_notices_to_json (CsCall      *call,
                    gboolean     only_unseen,
                    gint64       before,
                    guint        limit,
                    JsonObject  *reply,
                    GError     **error)
{
  g_autoptr(GPtrArray) rows = cs_notice_rows_list (call->db, call->actor->id, only_unseen, before, limit, error);
  g_autoptr(JsonArray) array = json_array_new ();
  gint64 n_unseen = 0;

  if (!rows || !cs_notice_rows_count_unseen (call->db, call->actor->id, &n_unseen, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (!write_notice (call, g_ptr_array_index (rows, i), array, error))
      return FALSE;

  json_object_set_array_member (reply, "notices", g_steal_pointer (&array));
  json_object_set_int_member (reply, "n_unseen", n_unseen);
  json_object_set_int_member (reply, "now", call->now);
  return TRUE;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(JsonObject) reply = json_object_new ();

  if (!cs_notices_to_json (call, cs_call_get_boolean (call, "unseen"), cs_call_get_int64 (call, "before"),
                           cs_call_get_limit (call, MAX_LISTED), reply, error))
    return NULL;
  return g_steal_pointer (&reply);
}

static JsonObject *
run_seen (CsCall  *call,
          GError **error)
{
  JsonObject *reply = NULL;
  gint64 n_unseen = 0;

  if (!cs_notice_rows_set_seen (call->db, call->actor->id, cs_call_get_int64 (call, "notice"), call->now, error) ||
      !cs_notice_rows_count_unseen (call->db, call->actor->id, &n_unseen, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_int_member (reply, "n_unseen", n_unseen);
  return reply;
}

static const CsArgument list_arguments[] = {
  { "unseen", CS_ARGUMENT_BOOLEAN, FALSE, 0, N_("only those not seen yet") },
  { "before", CS_ARGUMENT_INTEGER, FALSE, 0, N_("only ids below this one") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most so many, up to 200") },
  { NULL },
};

static const CsArgument seen_arguments[] = {
  { "notice", CS_ARGUMENT_INTEGER, TRUE, 0, N_("this one and all before it") },
  { NULL },
};

const CsOperation cs_notice_operations[] = {
  { "notice.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists what the office told one, newest first."), list_arguments, NULL, NULL, run_list },
  { "notice.seen", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Marks notices as seen."), seen_arguments, NULL, NULL, run_seen },
  { NULL },
};
