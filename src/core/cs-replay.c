/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-replay.h"

#include "cs-error.h"
#include "cs-json-members.h"
#include "cs-post.h"

CsReplay *
cs_replay_new (void)
{
  CsReplay *replay = g_new0 (CsReplay, 1);

  replay->contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  replay->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_decision_free);
  replay->members = g_ptr_array_new ();
  replay->revisions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  replay->stage_known = TRUE;
  replay->chain.state = CS_POST_DRAFT;
  replay->chain.contributors = replay->contributors;
  replay->chain.decisions = replay->decisions;
  replay->chain.members = replay->members;

  return replay;
}

void
cs_replay_free (CsReplay *replay)
{
  if (replay == NULL)
    return;

  g_array_unref (replay->contributors);
  g_ptr_array_unref (replay->decisions);
  g_ptr_array_unref (replay->members);
  g_hash_table_unref (replay->revisions);
  g_free (replay);
}

static void
add_revision (CsReplay   *replay,
              const CsJsonMembers *details)
{
  gint64 id = cs_json_members_get_number (details, "revision", 0);
  g_autofree char *hex = cs_json_members_dup_text (details, "digest");
  CsDigest digest = { { 0 } };

  if (cs_digest_from_hex (hex, &digest, NULL))
    g_hash_table_insert (replay->revisions, g_memdup2 (&id, sizeof id), g_memdup2 (&digest, sizeof digest));
}

static void
submit (CsReplay          *replay,
        const CsJsonMembers *details,
        CsReplayFindRoute  find_route,
        gpointer           data)
{
  const CsDigest *digest;

  replay->revision = cs_json_members_get_number (details, "revision", 0);
  digest = g_hash_table_lookup (replay->revisions, &replay->revision);
  replay->route = cs_json_members_get_number (details, "route", 0);
  replay->chain.route = replay->route != 0 ? find_route (replay->route, data) : NULL;
  if (digest != NULL)
    replay->chain.digest = *digest;
}

/* Before entries said so each stage had one party, returns went to the drafter, and everybody decided for himself. */
static void
add_decision (CsReplay             *replay,
              const CsJournalEntry *entry,
              const CsJsonMembers  *details)
{
  g_autofree char *digest = cs_json_members_dup_text (details, "digest");
  g_autofree char *verdict = cs_json_members_dup_text (details, "verdict");
  CsDecision *decision = cs_decision_new ();

  decision->id = cs_json_members_get_number (details, "decision", 0);
  decision->post = entry->post;
  decision->person = entry->actor;
  decision->at = entry->at;
  decision->revision = cs_json_members_get_number (details, "revision", 0);
  decision->stage = (guint) cs_json_members_get_number (details, "stage", 0);
  decision->acting_for = cs_json_members_get_number (details, "acting_for", 0);
  decision->to_stage = (int) cs_json_members_get_number (details, "to_stage", -1);
  decision->takes_back = cs_json_members_get_number (details, "takes_back", 0);
  decision->parties = (guint32) cs_json_members_get_number (details, "parties", 1);
  cs_digest_from_hex (digest, &decision->digest, NULL);
  if (!cs_verdict_from_nick (verdict, &decision->verdict))
    decision->parties = 0; /* it counts for nothing */
  g_ptr_array_add (replay->decisions, decision);
}

static gboolean
find_act (const char *nick,
          CsPostAct  *act)
{
  for (CsPostAct candidate = 0; candidate < CS_N_POST_ACTS; candidate++)
    if (g_str_equal (cs_post_act_nick (candidate), nick))
      {
        *act = candidate;
        return TRUE;
      }

  return FALSE;
}

/* Rule 1: in these states it can reach a network, so whatever leads to one of them needs the whole chain. */
static gboolean
needs_chain (CsPostState state)
{
  return state == CS_POST_SIGNED || state == CS_POST_QUEUED || state == CS_POST_SENDING;
}

/* Acts on the way out leave the stage where it was, and say nothing of it; neither did any act in older entries. */
static void
follow_stage (CsReplay   *replay,
              const CsJsonMembers *details)
{
  CsPostState state = replay->chain.state;

  if (cs_json_members_have (details, "stage"))
    {
      replay->chain.stage = (guint) cs_json_members_get_number (details, "stage", 0);
      replay->stage_known = TRUE;
    }
  else if (state == CS_POST_IN_REVIEW)
    {
      replay->stage_known = FALSE;
    }
  else if (state == CS_POST_DRAFT || state == CS_POST_RETURNED || state == CS_POST_REJECTED)
    {
      replay->chain.stage = 0;
      replay->stage_known = TRUE;
    }
}

/* Who becomes a contributor takes back what he approved: his stage is open again, without another entry. */
static void
add_contributor (CsReplay *replay,
                 gint64    person)
{
  guint open;

  g_array_append_val (replay->contributors, person);
  if (replay->chain.state != CS_POST_IN_REVIEW || replay->chain.route == NULL)
    return;

  open = cs_chain_find_open_stage (&replay->chain);
  replay->chain.stage = MIN (replay->chain.stage, open);
}

static gboolean
change_state (CsReplay              *replay,
              const CsJournalEntry  *entry,
              const CsJsonMembers   *details,
              GError               **error)
{
  g_autofree char *name = cs_json_members_dup_text (details, "act");
  g_autofree char *from = cs_json_members_dup_text (details, "from");
  g_autofree char *to = cs_json_members_dup_text (details, "to");
  CsPostState next = replay->chain.state;
  CsPostAct act = CS_ACT_EDIT;

  if (!g_str_equal (from, cs_post_state_nick (replay->chain.state)) ||
      !find_act (name, &act) ||
      !cs_post_next_state (replay->chain.state, act, &next, NULL) ||
      !g_str_equal (to, cs_post_state_nick (next)))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE,
                   "Entry %" G_GINT64_FORMAT ": “%s” cannot lead from “%s” to “%s”; the post was “%s”", entry->sequence,
                   name, from, to, cs_post_state_nick (replay->chain.state));
      return FALSE;
    }

  if (needs_chain (next) && replay->chain.route != NULL && !cs_chain_is_complete (&replay->chain))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_DIGEST_MISMATCH, "Entry %" G_GINT64_FORMAT ": “%s” without a complete chain",
                   entry->sequence, cs_post_act_nick (act));
      return FALSE;
    }

  replay->chain.state = next;
  follow_stage (replay, details);
  if (act == CS_ACT_RECALL)
    replay->chain.round_start = replay->decisions->len;

  return TRUE;
}

gboolean
cs_replay_add (CsReplay              *replay,
               const CsJournalEntry  *entry,
               CsReplayFindRoute      find_route,
               gpointer               data,
               GError               **error)
{
  CsJsonMembers details;

  g_return_val_if_fail (replay != NULL && entry != NULL && find_route != NULL, FALSE);

  if (!cs_json_members_read (&details, entry->details))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "Entry %" G_GINT64_FORMAT ": its details cannot be read",
                   entry->sequence);
      return FALSE;
    }

  if (entry->kind == CS_JOURNAL_CONTRIBUTED)
    add_contributor (replay, entry->actor);
  else if (entry->kind == CS_JOURNAL_REVISED)
    add_revision (replay, &details);
  else if (entry->kind == CS_JOURNAL_SUBMITTED)
    submit (replay, &details, find_route, data);
  else if (entry->kind == CS_JOURNAL_DECIDED)
    add_decision (replay, entry, &details);
  else if (entry->kind == CS_JOURNAL_EMERGENCY_STARTED)
    replay->chain.round_start = replay->decisions->len; /* another route: what was decided on the ordinary one says nothing there */
  else if (entry->kind == CS_JOURNAL_STATE_CHANGED)
    return change_state (replay, entry, &details, error);

  return TRUE;
}
