/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"
#include "cs-signing.h"

/* One person's decision at the open stage. Whether he may is cs_chain_may_decide()'s to say and nobody else's. */

static gboolean
check_may_decide (CsCall         *call,
                  const CsChain  *chain,
                  GError        **error)
{
  CsMayDecide may = cs_chain_may_decide (chain, call->actor->id);

  if (may == CS_MAY_DECIDE)
    return TRUE;

  g_set_error (error, CS_ERROR, cs_may_decide_to_error (may),
               "%s may not decide: %s", call->actor->login, cs_may_decide_nick (may));
  return FALSE;
}

static CsDecision *
read_decision (CsCall           *call,
               const CsPostRow  *post,
               const CsChain    *chain,
               GError          **error)
{
  g_autoptr(CsDecision) decision = cs_decision_new ();

  decision->post = post->id;
  decision->revision = post->revision;
  decision->stage = post->stage;
  decision->person = call->actor->id;
  decision->at = call->now;
  decision->parties = cs_chain_find_parties (chain, post->stage, call->actor->id);
  g_free (decision->reason);
  decision->reason = g_strstrip (g_strdup (cs_call_get_text (call, "reason")));
  if (!cs_verdict_from_nick (cs_call_get_text (call, "verdict"), &decision->verdict))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a verdict", cs_call_get_text (call, "verdict"));
      return NULL;
    }

  if (!cs_digest_from_hex (cs_call_get_text (call, "digest"), &decision->digest, error))
    return NULL;

  if (!cs_digest_equal (&decision->digest, &chain->digest))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_STALE, "Post %" G_GINT64_FORMAT " says something else now", post->id);
      return NULL;
    }

  if (cs_call_has (call, "stage") && cs_call_get_int64 (call, "stage") != (gint64) post->stage)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT,
                   "Post %" G_GINT64_FORMAT " is at stage %u now", post->id, post->stage + 1);
      return NULL;
    }

  if (decision->verdict != CS_VERDICT_APPROVE && !*decision->reason)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REASON_REQUIRED, "Returning and rejecting need a reason");
      return NULL;
    }

  return g_steal_pointer (&decision);
}

static gboolean
journal_decision (CsCall               *call,
                  const CsDecision     *decision,
                  const CsRevisionRow  *revision,
                  const CsRoute        *route,
                  GError              **error)
{
  const CsStage *stage = cs_route_get_stage (route, decision->stage);
  g_autoptr(JsonObject) details = json_object_new ();

  if (!cs_signing_sign_decision (call, decision, revision, stage, details, error))
    return FALSE;

  json_object_set_int_member (details, "decision", decision->id);
  cs_json_set_digest (details, "digest", &decision->digest);
  json_object_set_int_member (details, "number", revision->number);
  json_object_set_int_member (details, "parties", decision->parties);
  json_object_set_string_member (details, "reason", decision->reason);
  json_object_set_int_member (details, "revision", decision->revision);
  json_object_set_int_member (details, "stage", decision->stage);
  json_object_set_string_member (details, "stage_title", stage->title);
  json_object_set_string_member (details, "verdict", cs_verdict_nick (decision->verdict));
  return cs_call_journal (call, decision->post, CS_JOURNAL_DECIDED, g_steal_pointer (&details), error);
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
    return sign_and_queue (call, post, revision, error);

  /* Mostly the next; an earlier one if its approver has begun to edit. */
  post->stage = cs_chain_find_open_stage (chain);
  return cs_post_acts_change_state (call, post, CS_ACT_PASS_STAGE, error);
}

static gboolean
send_back (CsCall            *call,
           CsPostRow         *post,
           const CsDecision  *decision,
           GError           **error)
{
  post->stage = 0;
  return cs_post_acts_change_state (call, post,
                                    decision->verdict == CS_VERDICT_RETURN ? CS_ACT_RETURN : CS_ACT_REJECT, error);
}

/* Where the post stands now, and no more: the sheet is a question of its own, so that those who sign at once do not wait for it in the writer's queue. */
static JsonObject *
make_reply (const CsPostRow *post)
{
  JsonObject *reply = json_object_new ();

  json_object_set_int_member (reply, "id", post->id);
  json_object_set_string_member (reply, "state", cs_post_state_nick (post->state));
  json_object_set_int_member (reply, "stage", post->stage);
  return reply;
}

static JsonObject *
run_decide (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsChainRows) rows = NULL;
  g_autoptr(CsRevisionRow) revision = NULL;
  CsDecision *decision = NULL;

  if (!post || !(rows = cs_chain_rows_load (call->db, post, call->now, error)) ||
      !check_may_decide (call, &rows->chain, error) ||
      !(revision = cs_revision_rows_get (call->db, post->revision, error)) ||
      !(decision = read_decision (call, post, &rows->chain, error)))
    return NULL;

  g_ptr_array_add (rows->decisions, decision); /* owned by the chain from here */
  if (!cs_decision_rows_add (call->db, decision, error) ||
      !journal_decision (call, decision, revision, rows->route, error))
    return NULL;

  if (decision->verdict == CS_VERDICT_APPROVE ? !advance (call, post, &rows->chain, revision, error)
                                              : !send_back (call, post, decision, error))
    return NULL;
  return make_reply (post);
}

static const CsArgument decide_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "digest", CS_ARGUMENT_TEXT, TRUE, 64, N_("of the content that was read; another one is stale") },
  { "verdict", CS_ARGUMENT_TEXT, TRUE, 0, N_("“approve”, “return” or “reject”") },
  { "reason", CS_ARGUMENT_TEXT, FALSE, 8000, N_("needed to return or reject") },
  { "stage", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the stage that was seen open, from 0; another one is a conflict") },
  { NULL },
};

const CsOperation cs_decide_operations[] = {
  { "post.decide", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Decides at the open stage, for exactly one content. The last stage signs: the post is queued."),
    decide_arguments, NULL, NULL, run_decide },
  { NULL },
};
