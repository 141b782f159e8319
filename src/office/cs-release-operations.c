/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chain-rows.h"
#include "cs-clock.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"

/* A post on its way out: taken back, moved to another time, held. */

static gboolean
refuse (CsCall           *call,
        const CsPostRow  *post,
        GError          **error)
{
  g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN,
               "%s may not do this to post %" G_GINT64_FORMAT, call->actor->login, post->id);
  return FALSE;
}

static JsonObject *
run_recall (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  CsPostState next;

  if (!post || !cs_post_next_state (post->state, CS_ACT_RECALL, &next, error))
    return NULL;
  if (!cs_post_rules_may_recall (call->actor, post))
    {
      refuse (call, post, error);
      return NULL;
    }

  if (!cs_post_acts_move_publications (call, post, 0, error) ||
      !cs_post_acts_end_round (call, post, error) ||
      !cs_post_acts_change_state (call, post, CS_ACT_RECALL, error))
    return NULL;
  return cs_sheet_to_json (call, post, error);
}

static gboolean
check_new_time (CsCall           *call,
                const CsPostRow  *post,
                GError          **error)
{
  if (post->release != CS_RELEASE_AT_TIME || post->release_at > call->now)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_RELEASE_PAST, "The new release time lies in the past");
  return FALSE;
}

/* Expired: with a complete chain it is only late and goes out at the new time; unsigned it goes on in review. */
static gboolean
revive (CsCall     *call,
        CsPostRow  *post,
        GError    **error)
{
  g_autoptr(CsChainRows) rows = cs_chain_rows_load (call->db, post, call->now, error);
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(CsContent) content = NULL;

  if (!rows)
    return FALSE;
  if (!cs_chain_is_complete (&rows->chain))
    return cs_post_acts_open_stage (call, post, cs_chain_find_open_stage (&rows->chain), error) &&
           cs_post_acts_change_state (call, post, CS_ACT_RESCHEDULE, error);

  return (revision = cs_revision_rows_get (call->db, post->revision, error)) &&
         (content = cs_content_parse (revision->content, error)) &&
         cs_post_acts_queue_publications (call, post, content, error) &&
         cs_post_acts_change_state (call, post, CS_ACT_QUEUE, error);
}

static gboolean
move (CsCall     *call,
      CsPostRow  *post,
      GError    **error)
{
  if (post->state == CS_POST_EXPIRED)
    return revive (call, post, error);
  if (post->state == CS_POST_QUEUED || post->state == CS_POST_HELD)
    return cs_post_acts_move_publications (call, post,
                                           post->release == CS_RELEASE_AT_TIME ? post->release_at : call->now,
                                           error) &&
           cs_post_acts_update (call, post, error);
  return cs_clocks_reset (call, post, error) && cs_post_acts_update (call, post, error);
}

static JsonObject *
run_reschedule (CsCall  *call,
                GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  gint64 from = post ? post->release_at : 0;
  gboolean changed;
  CsPostState next;

  if (!post || !cs_post_next_state (post->state, CS_ACT_RESCHEDULE, &next, error))
    return NULL;
  if (!cs_post_rules_may_reschedule (call->actor, post))
    {
      refuse (call, post, error);
      return NULL;
    }

  if (!cs_post_acts_read_release (call, post, &changed, error) ||
      !check_new_time (call, post, error) ||
      !cs_post_acts_journal_release (call, post, from, error) ||
      !move (call, post, error))
    return NULL;
  return cs_sheet_to_json (call, post, error);
}

static JsonObject *
run_hold (CsCall  *call,
          GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);

  if (!post || !cs_post_acts_change_state (call, post, CS_ACT_HOLD, error))
    return NULL;
  return cs_sheet_to_json (call, post, error);
}

static JsonObject *
run_resume (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);

  if (!post || !cs_post_acts_change_state (call, post, CS_ACT_RESUME, error))
    return NULL;

  call->wake_outbox = TRUE;
  return cs_sheet_to_json (call, post, error);
}

static const CsArgument one_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

static const CsArgument reschedule_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "release", CS_ARGUMENT_TEXT, TRUE, 0, N_("“at-once” or “at-time”") },
  { "release_at", CS_ARGUMENT_INTEGER, FALSE, 0, N_("UTC microseconds since 1970") },
  { "zone", CS_ARGUMENT_TEXT, FALSE, 0, N_("time zone in which the release time was chosen") },
  { NULL },
};

/* Who may is more than a role here: the author always, and those of the roles below. */
const CsOperation cs_release_operations[] = {
  { "post.recall", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("The author takes a post back that has not gone out; earlier approvals no longer count."),
    one_arguments, NULL, NULL, run_recall },
  { "post.reschedule", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("The author, the duty editor or a leader sets another release time."),
    reschedule_arguments, NULL, NULL, run_reschedule },
  { "post.hold", CS_ROLE_DUTY | CS_ROLE_LEADER, CS_OPERATION_WRITE,
    N_("Holds a queued post: it does not go out."), one_arguments, NULL, NULL, run_hold },
  { "post.resume", CS_ROLE_DUTY | CS_ROLE_LEADER, CS_OPERATION_WRITE,
    N_("Ends a hold."), one_arguments, NULL, NULL, run_resume },
  { NULL },
};
