/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chain-rows.h"
#include "cs-claim-rows.h"
#include "cs-comments.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"

/* "I am on it": so that two people do not read the same post at once. Information only: it keeps nobody from deciding. */

gboolean
cs_claims_add_to_json (CsDb        *db,
                       gint64       now,
                       gint64       post,
                       CsNames     *names,
                       JsonObject  *object,
                       GError     **error)
{
  CsClaimRow claim;

  if (!cs_claim_rows_find (db, post, now, &claim, error))
    return FALSE;

  json_object_set_int_member (object, "claimed_by", claim.person);
  json_object_set_string_member (object, "claimed_by_name", cs_names_get_person (names, claim.person));
  json_object_set_int_member (object, "claimed_until", claim.until_at);
  return TRUE;
}

static gboolean
set_claim (CsCall  *call,
           gint64   post,
           GError **error)
{
  CsClaimRow claim = { post, call->actor->id, call->now + CS_CLAIM_TIME };

  return cs_claim_rows_set (call->db, &claim, error);
}

gboolean
cs_claims_renew (CsCall  *call,
                 gint64   post,
                 GError **error)
{
  CsClaimRow claim;

  return cs_claim_rows_find (call->db, post, call->now, &claim, error) &&
         (claim.person != call->actor->id || set_claim (call, post, error));
}

gboolean
cs_claims_end (CsCall    *call,
               gint64     post,
               gboolean   anyones,
               GError   **error)
{
  CsClaimRow claim;

  if (!cs_claim_rows_find (call->db, post, call->now, &claim, error))
    return FALSE;
  if (claim.person == 0 || (!anyones && claim.person != call->actor->id))
    return TRUE;

  return cs_claim_rows_end (call->db, post, error);
}

static JsonObject *
make_reply (CsCall  *call,
            gint64   post,
            GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(JsonObject) reply = cs_call_reply_id (post);

  return cs_claims_add_to_json (call->db, call->now, post, names, reply, error) ? g_steal_pointer (&reply) : NULL;
}

/* Only who could decide here, for himself or for another. */
static gboolean
check_may_claim (CsCall           *call,
                 const CsPostRow  *post,
                 GError          **error)
{
  g_autoptr(CsChainRows) rows = cs_chain_rows_load (call->db, post, call->now, error);
  g_autoptr(GArray) principals = rows ? cs_chain_find_principals (&rows->chain, call->actor->id) : NULL;
  CsMayDecide may;

  if (!rows)
    return FALSE;

  may = cs_chain_may_decide (&rows->chain, call->actor->id);
  if (may == CS_MAY_DECIDE || principals->len > 0)
    return TRUE;

  g_set_error (error, CS_ERROR, cs_may_decide_to_error (may),
               "%s may not decide, so need not claim: %s", call->actor->login, cs_may_decide_nick (may));
  return FALSE;
}

static JsonObject *
run_claim (CsCall  *call,
           GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  CsClaimRow claim;

  if (!post || !check_may_claim (call, post, error) ||
      !cs_claim_rows_find (call->db, post->id, call->now, &claim, error))
    return NULL;

  if (claim.person != 0 && claim.person != call->actor->id)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CLAIMED,
                   "Post %" G_GINT64_FORMAT " is claimed by person %" G_GINT64_FORMAT, post->id, claim.person);
      return NULL;
    }

  return set_claim (call, post->id, error) ? make_reply (call, post->id, error) : NULL;
}

static JsonObject *
run_unclaim (CsCall  *call,
             GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);

  if (!post || !cs_claims_end (call, post->id, FALSE, error))
    return NULL;
  return make_reply (call, post->id, error);
}

static const CsArgument one_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

const CsOperation cs_claim_operations[] = {
  { "post.claim", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Tells the others that one is on it, for half an hour from the last act. It keeps nobody from deciding."),
    one_arguments, NULL, NULL, run_claim },
  { "post.unclaim", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("Lets go of a post that one claimed."), one_arguments, NULL, NULL, run_unclaim },
  { NULL },
};
