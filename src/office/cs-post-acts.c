/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amend.h"
#include "cs-amendment-rows.h"
#include "cs-clock.h"
#include "cs-error.h"
#include "cs-people.h"
#include "cs-post-rules.h"

gboolean
cs_post_acts_update (CsCall     *call,
                     CsPostRow  *post,
                     GError    **error)
{
  post->changed_at = call->now;
  return cs_post_rows_update (call->db, post, post->state, error);
}

gboolean
cs_post_acts_change_state (CsCall     *call,
                           CsPostRow  *post,
                           CsPostAct   act,
                           GError    **error)
{
  CsPostState was = post->state;
  JsonObject *details = NULL;

  if (!cs_post_next_state (was, act, &post->state, error))
    return FALSE;

  post->changed_at = call->now;
  if (!cs_clocks_follow (call, post, act, error) || !cs_post_rows_update (call->db, post, was, error))
    return FALSE;

  details = json_object_new ();
  json_object_set_string_member (details, "act", cs_post_act_nick (act));
  json_object_set_string_member (details, "from", cs_post_state_nick (was));
  json_object_set_int_member (details, "stage", post->stage);
  json_object_set_string_member (details, "to", cs_post_state_nick (post->state));
  return cs_call_journal (call, post->id, CS_JOURNAL_STATE_CHANGED, details, error) &&
         cs_amend_follow (call->db, post, call->now, error);
}

void
cs_post_acts_close_stage (CsPostRow *post)
{
  post->stage_opened_at = 0;
  post->stage_due_at = 0;
  post->escalated = FALSE;
}

gboolean
cs_post_acts_open_stage (CsCall     *call,
                         CsPostRow  *post,
                         guint       stage,
                         GError    **error)
{
  cs_post_acts_close_stage (post);
  post->stage = stage;
  post->stage_opened_at = call->now;
  return TRUE;
}

/* The sheet is a question of its own, so that those who sign at once do not wait for it in the writer's queue. */
JsonObject *
cs_post_acts_make_reply (const CsPostRow *post)
{
  JsonObject *reply = json_object_new ();

  json_object_set_int_member (reply, "id", post->id);
  json_object_set_string_member (reply, "state", cs_post_state_nick (post->state));
  json_object_set_int_member (reply, "stage", post->stage);
  return reply;
}

gboolean
cs_post_acts_end_round (CsCall     *call,
                        CsPostRow  *post,
                        GError    **error)
{
  g_autoptr(GPtrArray) decisions = cs_decision_rows_list (call->db, post->id, error);

  if (!decisions)
    return FALSE;

  if (decisions->len > 0)
    post->round = ((const CsDecision *) g_ptr_array_index (decisions, decisions->len - 1))->id;
  cs_post_acts_close_stage (post);
  post->stage = 0;
  return TRUE;
}

gboolean
cs_post_acts_read_release (CsCall     *call,
                           CsPostRow  *post,
                           gboolean   *changed,
                           GError    **error)
{
  CsRelease release = post->release;
  gint64 release_at = cs_call_has (call, "release_at") ? cs_call_get_int64 (call, "release_at")
                                                       : post->release_at;
  const char *zone = cs_call_has (call, "zone") ? cs_call_get_text (call, "zone") : post->zone;

  if (cs_call_has (call, "release") &&
      !cs_release_from_nick (cs_call_get_text (call, "release"), &release))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a kind of release",
                   cs_call_get_text (call, "release"));
      return FALSE;
    }

  if (release_at < 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A release time lies before 1970");
      return FALSE;
    }

  if (!cs_office_check_zone (zone, error))
    return FALSE;

  if (release == CS_RELEASE_AT_ONCE)
    release_at = 0;
  *changed = release != post->release || release_at != post->release_at || !g_str_equal (zone, post->zone);
  post->release = release;
  post->release_at = release_at;
  if (zone != post->zone)
    {
      g_free (post->zone);
      post->zone = g_strdup (zone);
    }
  return TRUE;
}

gboolean
cs_post_acts_journal_release (CsCall           *call,
                              const CsPostRow  *post,
                              gint64            from,
                              GError          **error)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "from", from);
  json_object_set_string_member (details, "release", cs_release_nick (post->release));
  json_object_set_int_member (details, "to", post->release_at);
  json_object_set_string_member (details, "zone", post->zone);
  return cs_call_journal (call, post->id, CS_JOURNAL_RESCHEDULED, details, error);
}

static CsPublicationRow *
find_publication (GPtrArray *rows,
                  gint64     account,
                  guint      segment)
{
  for (guint i = 0; i < rows->len; i++)
    {
      CsPublicationRow *row = g_ptr_array_index (rows, i);

      if (row->account == account && row->segment == segment)
        return row;
    }

  return NULL;
}

static gboolean
make_publication (CsCall           *call,
                  const CsPostRow  *post,
                  const CsDigest   *digest,
                  gint64            account,
                  guint             segment,
                  gint64            due_at,
                  GError          **error)
{
  g_autoptr(CsPublicationRow) row = g_new0 (CsPublicationRow, 1);

  row->post = post->id;
  row->revision = post->revision;
  row->digest = *digest;
  row->account = account;
  row->segment = segment;
  row->state = CS_PUBLICATION_QUEUED;
  row->due_at = due_at;
  row->key = g_uuid_string_random ();
  row->remote_id = g_strdup ("");
  row->remote_url = g_strdup ("");
  row->error = g_strdup ("");
  row->error_detail = g_strdup ("");
  row->read_back = g_strdup ("");
  return cs_publication_rows_add (call->db, row, error);
}

/* Only what the network certainly does not have goes back into the queue. */
static gboolean
requeue (CsCall            *call,
         CsPublicationRow  *row,
         gint64             due_at,
         GError           **error)
{
  CsPublicationState was = row->state;

  if (was != CS_PUBLICATION_CANCELLED && was != CS_PUBLICATION_EXPIRED && was != CS_PUBLICATION_NOT_SENT)
    return TRUE;

  row->state = CS_PUBLICATION_QUEUED;
  row->due_at = due_at;
  row->next_try_at = 0;
  row->settled_at = 0;
  return cs_publication_rows_update (call->db, row, was, error);
}

gboolean
cs_post_acts_queue_publications (CsCall           *call,
                                 const CsPostRow  *post,
                                 const CsContent  *content,
                                 GError          **error)
{
  g_autoptr(GPtrArray) rows = cs_publication_rows_list (call->db, post->id, post->revision, error);
  gint64 due_at = post->release == CS_RELEASE_AT_TIME ? post->release_at : call->now;
  CsDigest digest = cs_content_digest (content);

  if (!rows || !cs_amendment_rows_schedule (call->db, post->id, due_at, error))
    return FALSE;

  for (guint i = 0; i < content->accounts->len && !cs_content_is_silent (content); i++)
    {
      gint64 account = g_array_index (content->accounts, gint64, i);
      guint n_segments = cs_content_get_segments_for (content, account)->len;

      for (guint segment = 0; segment < n_segments; segment++)
        {
          CsPublicationRow *row = find_publication (rows, account, segment);

          if (row ? !requeue (call, row, due_at, error)
                  : !make_publication (call, post, &digest, account, segment, due_at, error))
            return FALSE;
        }
    }

  call->wake_outbox = TRUE;
  return TRUE;
}

gboolean
cs_post_acts_move_publications (CsCall           *call,
                                const CsPostRow  *post,
                                gint64            due_at,
                                GError          **error)
{
  g_autoptr(GPtrArray) rows = cs_publication_rows_list (call->db, post->id, post->revision, error);

  if (!rows || !cs_amendment_rows_schedule (call->db, post->id, due_at, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      CsPublicationRow *row = g_ptr_array_index (rows, i);
      CsPublicationState was = row->state;

      if (was != CS_PUBLICATION_QUEUED && was != CS_PUBLICATION_NOT_SENT && was != CS_PUBLICATION_EXPIRED)
        continue;

      if (due_at != 0)
        {
          row->due_at = due_at;
          row->state = CS_PUBLICATION_QUEUED;
        }
      else
        {
          row->state = CS_PUBLICATION_CANCELLED;
          row->settled_at = call->now;
        }

      row->next_try_at = 0;
      if (!cs_publication_rows_update (call->db, row, was, error))
        return FALSE;
    }

  call->wake_outbox = TRUE;
  return TRUE;
}

static CsPostAct
act_for_state (CsPostState state)
{
  if (state == CS_POST_PUBLISHED)
    return CS_ACT_PUBLISHED;
  if (state == CS_POST_PARTLY_PUBLISHED)
    return CS_ACT_PARTLY;
  if (state == CS_POST_UNKNOWN)
    return CS_ACT_UNKNOWN;
  if (state == CS_POST_FAILED)
    return CS_ACT_FAILED;
  if (state == CS_POST_EXPIRED)
    return CS_ACT_EXPIRE;
  if (state == CS_POST_SENDING)
    return CS_ACT_ARM;
  return CS_ACT_QUEUE;
}

gboolean
cs_post_acts_follow_publications (CsCall     *call,
                                  CsPostRow  *post,
                                  GError    **error)
{
  g_autoptr(GPtrArray) rows = cs_publication_rows_list (call->db, post->id, post->revision, error);
  g_autofree CsPublicationState *states = NULL;
  g_autofree gboolean *planned = NULL;
  CsPostState state;

  if (!rows)
    return FALSE;
  if (rows->len == 0)
    return TRUE;

  states = g_new0 (CsPublicationState, rows->len);
  planned = g_new0 (gboolean, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (rows, i);

      states[i] = row->state;
      planned[i] = row->state == CS_PUBLICATION_NOT_SENT && row->next_try_at != 0;
    }

  state = cs_post_state_from_publications (states, planned, rows->len);
  if (state == post->state)
    return TRUE;
  return cs_post_acts_change_state (call, post, act_for_state (state), error);
}
