/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-desk-client.h"
#include "cs-json.h"
#include "cs-replies-private.h"

JsonObject *
cs_arguments_desk_waiting (const CsWaitingPage *before,
                           guint                limit)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "limit", limit);
  if (before)
    {
      json_object_set_int_member (object, "after_due", before->last_due);
      json_object_set_int_member (object, "after", before->last);
    }

  return object;
}

CsWaitingPage *
cs_reply_read_waiting (JsonObject *reply)
{
  CsWaitingPage *page = g_new0 (CsWaitingPage, 1);

  page->waiting = cs_reply_read_post_list (reply, "waiting");
  page->more = cs_json_get_boolean (reply, "more");
  page->last_due = cs_json_get_int64 (reply, "last_due");
  page->last = cs_json_get_int64 (reply, "last");
  return page;
}

void
cs_waiting_page_free (CsWaitingPage *page)
{
  if (page == NULL)
    return;

  g_ptr_array_unref (page->waiting);
  g_free (page);
}
