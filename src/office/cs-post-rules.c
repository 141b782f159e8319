/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-post-rules.h"

#define SEES_ALL (CS_ROLE_LEADER | CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR)
#define WRITES (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

gboolean
cs_post_rules_may_see (const CsPersonRow *actor,
                       const CsPostRow   *post)
{
  if (post->state != CS_POST_DRAFT && post->state != CS_POST_RETURNED)
    return TRUE;

  return (actor->roles & SEES_ALL) != 0 || post->author == actor->id || post->section == actor->section;
}

void
cs_post_rules_set_filter (const CsPersonRow *actor,
                          CsPostFilter      *filter)
{
  if (actor->roles & SEES_ALL)
    return;

  filter->only_own_drafts = TRUE;
  filter->viewer = actor->id;
  filter->viewer_section = actor->section;
}

CsPostRow *
cs_post_rules_get_id (CsCall  *call,
                      gint64   id,
                      GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rows_get (call->db, id, error);

  if (post && !cs_post_rules_may_see (call->actor, post))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no post %" G_GINT64_FORMAT, id);
      return NULL;
    }

  return g_steal_pointer (&post);
}

CsPostRow *
cs_post_rules_get (CsCall  *call,
                   GError **error)
{
  return cs_post_rules_get_id (call, cs_call_get_int64 (call, "post"), error);
}

gboolean
cs_post_rules_shows_working_copy (const CsPostRow *post)
{
  return post->state == CS_POST_DRAFT || post->state == CS_POST_RETURNED || post->revision == 0;
}

static gboolean
is_writer (const CsPersonRow *actor,
           const CsPostRow   *post)
{
  if (!(actor->roles & WRITES) || !cs_post_rules_may_see (actor, post))
    return FALSE;

  return post->author == actor->id || actor->section == 0 || post->section == actor->section ||
         (actor->roles & (CS_ROLE_LEADER | CS_ROLE_ADMINISTRATOR)) != 0;
}

static gboolean
state_allows (const CsPostRow *post,
              CsPostAct        act)
{
  CsPostState next;

  return cs_post_next_state (post->state, act, &next, NULL);
}

gboolean
cs_post_rules_may_edit (const CsPersonRow *actor,
                        const CsPostRow   *post)
{
  return state_allows (post, CS_ACT_EDIT) && is_writer (actor, post);
}

gboolean
cs_post_rules_may_recall (const CsPersonRow *actor,
                          const CsPostRow   *post)
{
  return state_allows (post, CS_ACT_RECALL) && post->author == actor->id;
}

gboolean
cs_post_rules_may_reschedule (const CsPersonRow *actor,
                              const CsPostRow   *post)
{
  return state_allows (post, CS_ACT_RESCHEDULE) &&
         (post->author == actor->id || (actor->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER)) != 0);
}

gboolean
cs_post_rules_check_edit (CsCall           *call,
                          const CsPostRow  *post,
                          GError          **error)
{
  CsPostState next;

  if (!cs_post_next_state (post->state, CS_ACT_EDIT, &next, error))
    return FALSE;
  if (is_writer (call->actor, post))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN,
               "%s does not write for the section of post %" G_GINT64_FORMAT, call->actor->login, post->id);
  return FALSE;
}
