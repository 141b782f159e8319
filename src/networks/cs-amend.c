/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amend.h"

#include "cs-amendment-rows.h"
#include "cs-journal-rows.h"
#include "cs-post.h"

gboolean
cs_amend_change_post (CsDb       *db,
                      CsPostRow  *post,
                      CsPostAct   act,
                      gint64      by,
                      gint64      now,
                      GError    **error)
{
  g_autoptr(GString) details = g_string_new (NULL);
  CsPostState was = post->state;
  CsPostState next;

  if (!cs_post_next_state (was, act, &next, NULL) || next == was)
    return TRUE;

  post->state = next;
  post->changed_at = now;
  g_string_append_printf (details, "{\"act\":\"%s\"", cs_post_act_nick (act));
  if (by != 0)
    g_string_append_printf (details, ",\"by\":%" G_GINT64_FORMAT, by);
  g_string_append_printf (details, ",\"from\":\"%s\",\"to\":\"%s\"}", cs_post_state_nick (was), cs_post_state_nick (next));

  return cs_post_rows_update (db, post, was, error) &&
         cs_journal_rows_append (db, now, 0, post->id, CS_JOURNAL_STATE_CHANGED, details->str, error) != 0;
}

gboolean
cs_amend_follow (CsDb             *db,
                 const CsPostRow  *post,
                 gint64            now,
                 GError          **error)
{
  g_autoptr(CsPostRow) amended = NULL;
  CsAmendmentRow row;
  gboolean found;

  if (post->state != CS_POST_PUBLISHED && post->state != CS_POST_PARTLY_PUBLISHED)
    return TRUE;
  if (!cs_amendment_rows_find (db, post->id, &row, &found, error))
    return FALSE;
  if (!found || row.kind != CS_AMEND_CORRECTION)
    return TRUE;

  return (amended = cs_post_rows_get (db, row.amends, error)) != NULL &&
         cs_amend_change_post (db, amended, CS_ACT_CORRECT, post->id, now, error);
}
