/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-draft-hold-rows.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-people.h"
#include "cs-post-rules.h"

/* Who has a draft open: two people at one text see each other. Information only: it keeps nobody from writing, and is not journalled. */

/* Thrice the time between two renewals. */
#define HOLD_TIME (60 * (gint64) G_USEC_PER_SEC)

static JsonObject *
make_reply (CsCall  *call,
            gint64   post,
            GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(GArray) rows = cs_draft_hold_rows_list (call->db, post, call->now, error);
  JsonObject *reply;
  JsonArray *holders;

  if (!rows)
    return NULL;

  reply = cs_call_reply_id (post);
  holders = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const CsDraftHoldRow *row = &g_array_index (rows, CsDraftHoldRow, i);
      JsonObject *holder;

      if (row->person == call->actor->id)
        continue;
      holder = json_object_new ();
      json_object_set_int_member (holder, "person", row->person);
      json_object_set_string_member (holder, "name", cs_names_get_person (names, row->person));
      json_object_set_int_member (holder, "since", row->since);
      json_array_add_object_element (holders, holder);
    }
  json_object_set_array_member (reply, "holders", holders);
  return reply;
}

static JsonObject *
run_hold (CsCall  *call,
          GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  CsDraftHoldRow row;

  if (!post)
    return NULL;

  row = (CsDraftHoldRow) { post->id, call->actor->id, call->now, call->now + HOLD_TIME };
  if (!cs_draft_hold_rows_set (call->db, &row, call->now, error))
    return NULL;
  return make_reply (call, post->id, error);
}

static JsonObject *
run_release (CsCall  *call,
             GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);

  if (!post || !cs_draft_hold_rows_end (call->db, post->id, call->actor->id, error))
    return NULL;
  return make_reply (call, post->id, error);
}

static const CsArgument one_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

const CsOperation cs_draft_operations[] = {
  { "draft.hold", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Tells the others that one has the draft open, for a minute, and says who else has. It keeps nobody from writing."),
    one_arguments, NULL, NULL, run_hold },
  { "draft.release", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Says that one has closed the draft."), one_arguments, NULL, NULL, run_release },
  { NULL },
};
