/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-clock.h"
#include "cs-deciding.h"
#include "cs-error.h"
#include "cs-post.h"
#include "cs-publication-rows.h"
#include "cs-signing.h"

gboolean
cs_deciding_may_return_to (const CsChain *chain,
                           guint          stage)
{
  return stage < chain->stage && cs_route_get_stage (chain->route, stage)->kind != CS_STAGE_COMMENT;
}

/* All of the decision, its signature, and the words by which people know its parts. */
static gboolean
journal_decision (CsCall               *call,
                  const CsDecision     *decision,
                  const CsRevisionRow  *revision,
                  const CsRoute        *route,
                  GError              **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  const CsStage *stage = cs_route_get_stage (route, decision->stage);
  g_autoptr(JsonObject) details = json_object_new ();

  if (!cs_signing_sign_decision (call, decision, revision, stage, details, error))
    return FALSE;

  json_object_set_int_member (details, "acting_for", decision->acting_for);
  json_object_set_string_member (details, "acting_for_name", cs_names_get_person (names, decision->acting_for));
  json_object_set_int_member (details, "decision", decision->id);
  cs_json_set_digest (details, "digest", &decision->digest);
  json_object_set_int_member (details, "lines", decision->lines);
  json_object_set_int_member (details, "number", revision->number);
  json_object_set_int_member (details, "parties", decision->parties);
  json_object_set_string_member (details, "reason", decision->reason);
  json_object_set_int_member (details, "revision", decision->revision);
  json_object_set_int_member (details, "stage", decision->stage);
  json_object_set_string_member (details, "stage_kind", cs_stage_kind_nick (stage->kind));
  json_object_set_string_member (details, "stage_title", stage->title);
  json_object_set_int_member (details, "takes_back", decision->takes_back);
  json_object_set_array_member (details, "ticks", cs_json_from_ticks (decision->ticks));
  json_object_set_int_member (details, "to_stage", decision->to_stage);
  json_object_set_string_member (details, "to_stage_title",
                                 decision->to_stage >= 0 ? cs_route_get_stage (route, (guint) decision->to_stage)->title : "");
  json_object_set_string_member (details, "verdict", cs_verdict_nick (decision->verdict));
  return cs_call_journal (call, decision->post, CS_JOURNAL_DECIDED, g_steal_pointer (&details), error);
}

/* The one in whose name it was made, and the author where his post comes back. */
static gboolean
tell_decision (CsCall            *call,
               const CsPostRow   *post,
               const CsDecision  *decision,
               GError           **error)
{
  CsNoticeKind kind = CS_NOTICE_TAKEN_BACK;

  if (!cs_notices_send (call, decision->acting_for, post->id, CS_NOTICE_SIGNED_FOR, cs_notices_describe (call, ""), error))
    return FALSE;
  if (decision->verdict == CS_VERDICT_APPROVE || (decision->verdict == CS_VERDICT_RETURN && decision->to_stage >= 0))
    return TRUE;

  if (decision->verdict == CS_VERDICT_RETURN)
    kind = CS_NOTICE_RETURNED;
  else if (decision->verdict == CS_VERDICT_REJECT)
    kind = CS_NOTICE_REJECTED;
  return cs_notices_send (call, post->author, post->id, kind, cs_notices_describe (call, decision->reason), error);
}

gboolean
cs_deciding_record (CsCall               *call,
                    const CsPostRow      *post,
                    CsChainRows          *rows,
                    CsDecision           *decision,
                    const CsRevisionRow  *revision,
                    GError              **error)
{
  g_ptr_array_add (rows->decisions, decision);
  return cs_decision_rows_add (call->db, decision, error) &&
         journal_decision (call, decision, revision, rows->route, error) && tell_decision (call, post, decision, error);
}

gboolean
cs_take_back_init (CsTakeBack       *self,
                   CsCall           *call,
                   const CsPostRow  *post,
                   const CsChain    *chain,
                   GError          **error)
{
  g_autoptr(GPtrArray) publications = NULL;
  g_autoptr(CsWorkingCopyRow) copy = NULL;
  g_autoptr(CsRevisionRow) revision = NULL;

  *self = (CsTakeBack) { .post = post, .chain = chain };
  if (chain->decisions->len == 0)
    return TRUE;

  if (!(publications = cs_publication_rows_list (call->db, post->id, post->revision, error)) ||
      !(copy = cs_working_copy_rows_get (call->db, post->id, error)) ||
      !(revision = cs_revision_rows_get (call->db, post->revision, error)))
    return FALSE;

  self->changed = !g_str_equal (copy->content, revision->content);
  for (guint i = 0; i < publications->len; i++)
    {
      CsPublicationState state = ((const CsPublicationRow *) g_ptr_array_index (publications, i))->state;

      if (state == CS_PUBLICATION_SENDING || state == CS_PUBLICATION_SENT || state == CS_PUBLICATION_UNKNOWN)
        self->on_its_way = TRUE;
    }

  return TRUE;
}

/* Since the decision at @index, somebody other than its person decided, and that stands. */
static gboolean
others_acted_since (const CsTakeBack *self,
                    guint             index)
{
  const CsDecision *decision = g_ptr_array_index (self->chain->decisions, index);

  for (guint i = index + 1; i < self->chain->decisions->len; i++)
    if (((const CsDecision *) g_ptr_array_index (self->chain->decisions, i))->person != decision->person)
      return TRUE;

  return FALSE;
}

gboolean
cs_take_back_needs_reason (const CsTakeBack *self,
                           guint             index)
{
  return others_acted_since (self, index);
}

/* Whether a return or a rejection still is what holds the post where it is. */
static gboolean
sends_back_still (const CsTakeBack *self,
                  guint             index)
{
  const CsDecision *decision = g_ptr_array_index (self->chain->decisions, index);

  if (!cs_digest_equal (&decision->digest, &self->chain->digest) || index < self->chain->round_start)
    return FALSE;

  for (guint i = index + 1; i < self->chain->decisions->len; i++)
    {
      const CsDecision *later = g_ptr_array_index (self->chain->decisions, i);

      if ((later->verdict == CS_VERDICT_REJECT || later->verdict == CS_VERDICT_RETURN) &&
          !cs_chain_is_taken_back (self->chain, i))
        return FALSE;
    }

  if (decision->verdict == CS_VERDICT_REJECT)
    return self->post->state == CS_POST_REJECTED;
  if (decision->to_stage < 0)
    return self->post->state == CS_POST_RETURNED && !self->changed;
  return self->post->state == CS_POST_IN_REVIEW;
}

static gboolean
counts_still (const CsTakeBack *self,
              guint             index)
{
  const CsDecision *decision = g_ptr_array_index (self->chain->decisions, index);

  if (decision->verdict == CS_VERDICT_APPROVE)
    return cs_chain_decision_counts (self->chain, index);

  return decision->verdict != CS_VERDICT_TAKE_BACK && !cs_chain_is_taken_back (self->chain, index) &&
         sends_back_still (self, index);
}

gboolean
cs_take_back_check (const CsTakeBack  *self,
                    gint64             person,
                    guint              index,
                    GError           **error)
{
  const CsDecision *decision = g_ptr_array_index (self->chain->decisions, index);
  CsPostState next;

  if (decision->person != person && decision->acting_for != person)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_OWN_DECISION,
                   "Decision %" G_GINT64_FORMAT " is somebody else’s", decision->id);
      return FALSE;
    }
  if (self->on_its_way)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_ON_ITS_WAY,
                   "Post %" G_GINT64_FORMAT " is out, or may be", self->post->id);
      return FALSE;
    }
  if (!counts_still (self, index))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_OVERTAKEN,
                   "Decision %" G_GINT64_FORMAT " no longer counts", decision->id);
      return FALSE;
    }

  return cs_post_next_state (self->post->state, CS_ACT_REOPEN, &next, error);
}
