/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock.h"
#include "cs-comments.h"
#include "cs-deciding.h"
#include "cs-error.h"
#include "cs-lines.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"

/* One person's decision at the open stage, in his own name or for somebody who is away. Whether he may is cs_chain_may_decide_for()'s to say and nobody
 * else's. Taking it back: cs-take-back-operations.c. */

/* In whose name: 0 = the actor's own. */
static gint64
get_principal (CsCall *call)
{
  gint64 acting_for = cs_call_get_int64 (call, "acting_for");

  return acting_for == call->actor->id ? 0 : acting_for;
}

/* Whether somebody decided on just this at the stage that was seen open. */
static gboolean
was_decided (const CsChain  *chain,
             const CsDigest *digest,
             gint64          stage)
{
  for (guint i = chain->round_start; i < chain->decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (chain->decisions, i);

      if ((gint64) decision->stage == stage && decision->verdict != CS_VERDICT_TAKE_BACK &&
          cs_digest_equal (&decision->digest, digest))
        return TRUE;
    }

  return FALSE;
}

/* That what is decided on is what was read, at the stage that was seen. */
static gboolean
check_fresh (CsCall           *call,
             const CsPostRow  *post,
             const CsChain    *chain,
             const CsDigest   *digest,
             GError          **error)
{
  gboolean in_review = post->state == CS_POST_IN_REVIEW;
  gint64 stage = cs_call_get_int64 (call, "stage");

  if (in_review && !cs_digest_equal (digest, &chain->digest))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_STALE, "Post %" G_GINT64_FORMAT " says something else now", post->id);
      return FALSE;
    }

  if (cs_call_has (call, "stage") && (in_review ? stage != (gint64) post->stage : was_decided (chain, digest, stage)))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT,
                   "Somebody else decided on post %" G_GINT64_FORMAT " meanwhile: it is %s, at stage %u", post->id,
                   cs_post_state_nick (post->state), post->stage + 1);
      return FALSE;
    }

  return TRUE;
}

/* Whether the refusal holds whatever has become of the post since it was read: it says what the person is. */
static gboolean
is_about_person (CsCall        *call,
                 const CsChain *chain,
                 CsMayDecide    may)
{
  gint64 stage = cs_call_has (call, "stage") ? cs_call_get_int64 (call, "stage") : (gint64) chain->stage;
  gint64 principal = get_principal (call);

  switch (may)
    {
    case CS_MAY_NOT_CONTRIBUTOR:
    case CS_MAY_NOT_ADMINISTRATOR:
    case CS_MAY_NOT_AUDITOR:
    case CS_MAY_NOT_RETIRED:
    case CS_MAY_NOT_DELEGATION:
    case CS_MAY_NOT_DELEGATION_OVER:
    case CS_MAY_NOT_DELEGATION_SCOPE:
    case CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR:
      return TRUE;

    case CS_MAY_NOT_STAGE:
      return stage < 0 || stage >= (gint64) chain->route->stages->len ||
             cs_route_get_stage (chain->route, (guint) stage)->kind == CS_STAGE_COMMENT ||
             cs_chain_find_parties (chain, (guint) stage, principal ? principal : call->actor->id) == 0;

    case CS_MAY_DECIDE:
    case CS_MAY_NOT_STATE:
    case CS_MAY_NOT_EARLIER:
    case CS_MAY_NOT_AGAIN:
    case CS_MAY_NOT_PARTY:
    case CS_MAY_NOT_PRINCIPAL:
    default:
      return FALSE;
    }
}

/* Who comes a moment late is told that, not that others decide now. */
static gboolean
check_may_decide (CsCall           *call,
                  const CsPostRow  *post,
                  const CsChain    *chain,
                  const CsDigest   *digest,
                  GError          **error)
{
  CsMayDecide may = cs_chain_may_decide_for (chain, call->actor->id, get_principal (call));

  if (!is_about_person (call, chain, may) && !check_fresh (call, post, chain, digest, error))
    return FALSE;
  if (may == CS_MAY_DECIDE)
    return TRUE;

  g_set_error (error, CS_ERROR, cs_may_decide_to_error (may),
               "%s may not decide: %s", call->actor->login, cs_may_decide_nick (may));
  return FALSE;
}

static gboolean
read_verdict (CsCall      *call,
              CsDecision  *decision,
              GError     **error)
{
  const char *verdict = cs_call_get_text (call, "verdict");

  if (!cs_verdict_from_nick (verdict, &decision->verdict) || decision->verdict == CS_VERDICT_TAKE_BACK)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a verdict", verdict);
      return FALSE;
    }

  g_free (decision->reason);
  decision->reason = g_strstrip (g_strdup (cs_call_get_text (call, "reason")));
  return TRUE;
}

static gboolean
read_target (CsCall         *call,
             const CsChain  *chain,
             CsDecision     *decision,
             GError        **error)
{
  gint64 stage = cs_call_get_int64 (call, "to_stage");

  if (!cs_call_has (call, "to_stage") || stage == -1)
    return TRUE;
  if (decision->verdict != CS_VERDICT_RETURN || stage < 0 || stage >= (gint64) chain->stage ||
      !cs_deciding_may_return_to (chain, (guint) stage))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                   "The post cannot be sent back from stage %u to stage %" G_GINT64_FORMAT, chain->stage + 1, stage + 1);
      return FALSE;
    }

  decision->to_stage = (int) stage;
  return TRUE;
}

static gboolean
read_ticks (CsCall         *call,
            const CsStage  *stage,
            CsDecision     *decision,
            GError        **error)
{
  JsonArray *array = cs_json_get_array (call->arguments, "ticks");
  guint n = array ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64 tick = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
                    ? json_node_get_int (node) : -1;

      if (tick < 0 || tick >= (gint64) stage->ticks->len)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The stage has no point %" G_GINT64_FORMAT " to tick", tick);
          return FALSE;
        }
      decision->ticks |= 1u << tick;
    }

  if (decision->verdict != CS_VERDICT_APPROVE || decision->ticks == cs_stage_all_ticks (stage))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_TICK_MISSING, "Not every point of the stage “%s” is ticked", stage->title);
  return FALSE;
}

/* An important post is approved line by line; for others a number of lines means nothing and is not kept. */
static gboolean
read_lines (CsCall               *call,
            const CsPostRow      *post,
            const CsRevisionRow  *revision,
            CsDecision           *decision,
            GError              **error)
{
  g_autoptr(CsContent) content = NULL;
  gint64 lines = cs_call_get_int64 (call, "lines");
  guint n_lines;

  if (!(post->labels & CS_LABEL_IMPORTANT))
    return TRUE;
  if (!(content = cs_content_parse (revision->content, error)))
    return FALSE;

  n_lines = cs_content_count_lines (content);
  decision->lines = (guint) CLAMP (lines, 0, (gint64) n_lines);
  if (decision->verdict != CS_VERDICT_APPROVE || lines == (gint64) n_lines)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_LINES_MISSING,
               "%" G_GINT64_FORMAT " of %u lines are confirmed", lines, n_lines);
  return FALSE;
}

static gboolean
check_reason (const CsDecision  *decision,
              GError           **error)
{
  if (decision->verdict == CS_VERDICT_APPROVE || *decision->reason)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_REASON_REQUIRED, "Returning and rejecting need a reason");
  return FALSE;
}

static CsDecision *
read_decision (CsCall               *call,
               const CsPostRow      *post,
               const CsChain        *chain,
               const CsDigest       *digest,
               const CsRevisionRow  *revision,
               GError              **error)
{
  g_autoptr(CsDecision) decision = cs_decision_new ();
  gint64 principal = get_principal (call);

  decision->post = post->id;
  decision->revision = post->revision;
  decision->digest = *digest;
  decision->stage = post->stage;
  decision->person = call->actor->id;
  decision->acting_for = principal;
  decision->at = call->now;
  decision->parties = cs_chain_find_parties (chain, post->stage, principal ? principal : call->actor->id);
  if (!read_verdict (call, decision, error) ||
      !check_reason (decision, error) ||
      !read_target (call, chain, decision, error) ||
      !read_ticks (call, cs_route_get_stage (chain->route, post->stage), decision, error) ||
      !read_lines (call, post, revision, decision, error))
    return NULL;

  return g_steal_pointer (&decision);
}

static gboolean
check_accounts_in_use (CsCall           *call,
                       const CsContent  *content,
                       GError          **error)
{
  for (guint i = 0; i < content->accounts->len; i++)
    {
      gint64 id = g_array_index (content->accounts, gint64, i);
      g_autoptr(CsAccountRow) account = cs_account_rows_get (call->db, id, error);

      if (!account)
        return FALSE;
      if (account->retired_at != 0)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INCOMPLETE, "The account %s is retired", account->handle);
          return FALSE;
        }
    }

  return TRUE;
}

/* The chain is complete: signed, and in the same breath queued, since nobody stands between. */
static gboolean
sign_and_queue (CsCall               *call,
                CsPostRow            *post,
                const CsRevisionRow  *revision,
                GError              **error)
{
  g_autoptr(CsContent) content = NULL;

  if (post->release == CS_RELEASE_AT_TIME && post->release_at <= call->now)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_RELEASE_PAST,
                   "The release time of post %" G_GINT64_FORMAT " has passed", post->id);
      return FALSE;
    }

  return (content = cs_content_parse (revision->content, error)) &&
         check_accounts_in_use (call, content, error) &&
         cs_post_acts_change_state (call, post, CS_ACT_SIGN, error) &&
         cs_post_acts_queue_publications (call, post, content, error) &&
         cs_post_acts_change_state (call, post, CS_ACT_QUEUE, error);
}

static gboolean
advance (CsCall               *call,
         CsPostRow            *post,
         const CsChain        *chain,
         const CsRevisionRow  *revision,
         GError              **error)
{
  if (!cs_chain_stage_is_fulfilled (chain, post->stage))
    return cs_post_acts_update (call, post, error);
  if (cs_chain_is_complete (chain))
    {
      /* an earlier stage may have been the one that lacked somebody: its approval was taken back */
      post->stage = chain->route->stages->len - 1;
      return sign_and_queue (call, post, revision, error);
    }

  /* Mostly the next; an earlier one if its approver has begun to edit. */
  return cs_post_acts_open_stage (call, post, cs_chain_find_open_stage (chain), error) &&
         cs_post_acts_change_state (call, post, CS_ACT_PASS_STAGE, error);
}

static gboolean
send_back (CsCall            *call,
           CsPostRow         *post,
           const CsDecision  *decision,
           GError           **error)
{
  if (decision->to_stage >= 0)
    return cs_post_acts_open_stage (call, post, (guint) decision->to_stage, error) &&
           cs_post_acts_change_state (call, post, CS_ACT_STEP_BACK, error);

  cs_post_acts_close_stage (post);
  post->stage = 0;
  return cs_post_acts_change_state (call, post,
                                    decision->verdict == CS_VERDICT_RETURN ? CS_ACT_RETURN : CS_ACT_REJECT, error);
}

static JsonObject *
run_decide (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsChainRows) rows = NULL;
  g_autoptr(CsRevisionRow) revision = NULL;
  CsDecision *decision = NULL;
  CsDigest digest;
  guint stage = 0;

  if (!post || !cs_digest_from_hex (cs_call_get_text (call, "digest"), &digest, error) ||
      !(rows = cs_chain_rows_load (call->db, post, call->now, error)) ||
      !check_may_decide (call, post, &rows->chain, &digest, error) || !cs_clocks_check_time (call, post, error) ||
      !(revision = cs_revision_rows_get (call->db, post->revision, error)) ||
      !(decision = read_decision (call, post, &rows->chain, &digest, revision, error)) ||
      !cs_deciding_record (call, post, rows, decision, revision, error))
    return NULL;

  stage = post->stage;
  if (decision->verdict == CS_VERDICT_APPROVE ? !advance (call, post, &rows->chain, revision, error)
                                              : !send_back (call, post, decision, error))
    return NULL;
  if (!cs_claims_end (call, post->id, post->state != CS_POST_IN_REVIEW || post->stage != stage, error))
    return NULL;
  return cs_post_acts_make_reply (post);
}

static const CsArgument decide_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("of the content that was read; another one is stale") },
  { "verdict", CS_ARGUMENT_TEXT, TRUE, 0, N_("“approve”, “return” or “reject”") },
  { "reason", CS_ARGUMENT_TEXT, FALSE, 8000, N_("needed to return or reject") },
  { "stage", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the stage that was seen open, from 0; another one is a conflict") },
  { "acting_for", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the person in whose name, who delegated it; oneself if absent") },
  { "to_stage", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of a return: the earlier stage, from 0; the author if absent") },
  { "ticks", CS_ARGUMENT_ARRAY, FALSE, 0, N_("which points of the stage’s list were ticked, from 0; all of them to approve") },
  { "lines", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of an important post: how many lines were confirmed, all of them to approve") },
  { NULL },
};

const CsOperation cs_decide_operations[] = {
  { "post.decide", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Decides at the open stage, for exactly one content. The last stage signs: the post is queued."),
    decide_arguments, NULL, NULL, run_decide },
  { NULL },
};
