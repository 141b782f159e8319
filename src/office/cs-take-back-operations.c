/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock.h"
#include "cs-comments.h"
#include "cs-deciding.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"

/* One's own decision taken back, or one that was made in one's name: at once as an undo, later as a dismissal with a reason, until the post goes out. Both stay on record. */

static gboolean
find_decision (CsCall         *call,
               const CsChain  *chain,
               guint          *index,
               GError        **error)
{
  gint64 id = cs_call_get_int64 (call, "decision");

  for (*index = 0; *index < chain->decisions->len; (*index)++)
    if (((const CsDecision *) g_ptr_array_index (chain->decisions, *index))->id == id)
      return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The post has no decision %" G_GINT64_FORMAT, id);
  return FALSE;
}

static CsDecision *
make_decision (CsCall            *call,
               const CsPostRow   *post,
               const CsChain     *chain,
               const CsDecision  *taken)
{
  CsDecision *decision = cs_decision_new ();

  decision->post = post->id;
  decision->revision = post->revision;
  decision->digest = chain->digest;
  decision->stage = taken->stage;
  decision->person = call->actor->id;
  decision->acting_for = taken->acting_for != call->actor->id ? taken->acting_for : 0;
  decision->verdict = CS_VERDICT_TAKE_BACK;
  decision->takes_back = taken->id;
  decision->at = call->now;
  g_free (decision->reason);
  decision->reason = g_strstrip (g_strdup (cs_call_get_text (call, "reason")));
  return decision;
}

static gboolean
check_reason (const CsTakeBack  *take_back,
              guint              index,
              const CsDecision  *decision,
              GError           **error)
{
  if (*decision->reason || !cs_take_back_needs_reason (take_back, index))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_REASON_REQUIRED, "Others decided since: taking back needs a reason");
  return FALSE;
}

/* The post where it stands without that decision: mostly in review at its stage. One that nobody waits for changes nothing. */
static gboolean
reopen (CsCall            *call,
        CsPostRow         *post,
        CsChainRows       *rows,
        const CsDecision  *taken,
        GError           **error)
{
  gboolean approval = taken->verdict == CS_VERDICT_APPROVE;
  gboolean in_review = post->state == CS_POST_IN_REVIEW;
  guint open;

  rows->chain.state = CS_POST_IN_REVIEW;
  rows->chain.stage = approval && in_review ? MIN (post->stage, taken->stage) : taken->stage;
  open = cs_chain_find_open_stage (&rows->chain);
  if (!approval)
    open = MIN (open, taken->stage);
  else if (open == rows->route->stages->len || (in_review && open == post->stage))
    return cs_post_acts_update (call, post, error);

  return cs_post_acts_move_publications (call, post, 0, error) &&
         cs_post_acts_open_stage (call, post, open, error) &&
         cs_post_acts_change_state (call, post, CS_ACT_REOPEN, error);
}

static JsonObject *
run_take_back (CsCall  *call,
               GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsChainRows) rows = NULL;
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(CsDecision) decision = NULL;
  const CsDecision *taken = NULL;
  CsTakeBack take_back;
  guint index = 0;

  if (!post || !(rows = cs_chain_rows_load (call->db, post, call->now, error)) ||
      !find_decision (call, &rows->chain, &index, error) ||
      !cs_take_back_init (&take_back, call, post, &rows->chain, error) ||
      !cs_take_back_check (&take_back, call->actor->id, index, error))
    return NULL;

  taken = g_ptr_array_index (rows->decisions, index);
  decision = make_decision (call, post, &rows->chain, taken);
  if (!check_reason (&take_back, index, decision, error) ||
      !(revision = cs_revision_rows_get (call->db, post->revision, error)) ||
      !cs_deciding_record (call, post, rows, g_steal_pointer (&decision), revision, error) ||
      !reopen (call, post, rows, taken, error) ||
      !cs_claims_end (call, post->id, TRUE, error) ||
      !cs_notices_send (call, taken->person, post->id, CS_NOTICE_TAKEN_BACK,
                        cs_notices_describe (call, cs_call_get_text (call, "reason")), error))
    return NULL;

  return cs_post_acts_make_reply (post);
}

static const CsArgument take_back_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "decision", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which decision, one’s own or made in one’s name") },
  { "reason", CS_ARGUMENT_TEXT, FALSE, 8000, N_("needed once others have decided") },
  { NULL },
};

const CsOperation cs_take_back_operations[] = {
  { "post.take-back", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Takes one’s own decision back, until the post goes out. The post is in review again at that stage; what was queued is cancelled."),
    take_back_arguments, NULL, NULL, run_take_back },
  { NULL },
};
