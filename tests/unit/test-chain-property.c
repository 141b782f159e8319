/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "chain-office.h"
#include "chain-oracle.h"
#include "cs-post.h"
#include "cs-replay.h"

#define N_SEQUENCES 100000
#define N_ACTS 24
#define N_TEXTS 4
#define REPLAYED 20 /* every so many sequences are journalled, without forgery, and replayed */
#define COMPARED 50 /* so many are compared with the oracle, for everybody, which takes its time */

/* What happened in all sequences together, so that the test cannot pass by doing nothing. */
typedef struct
{
  guint n_signed;
  guint n_returned;
  guint n_stepped_back;
  guint n_taken_back;
  guint n_reopened;    /* signed, returned or rejected, and in review again */
  guint n_for_others;
  guint n_escalated;
  guint n_each;        /* signed on a route with a stage of parallel desks */
  guint n_edited_in_review;
  guint n_forged;
  guint n_replayed;
  guint n_refused[CS_N_MAY_DECIDE];
} Tally;

static CsDigest digests[N_TEXTS];

static gboolean
wrote (const CsChain *chain,
       gint64         person)
{
  for (guint i = 0; i < chain->contributors->len; i++)
    if (g_array_index (chain->contributors, gint64, i) == person)
      return TRUE;

  return FALSE;
}

static void
G_GNUC_PRINTF (4, 5)
note (Office        *office,
      gint64         actor,
      CsJournalKind  kind,
      const char    *format,
      ...)
{
  CsJournalEntry *entry;
  va_list arguments;

  if (office->journal == NULL)
    return;

  entry = cs_journal_entry_new ();
  entry->sequence = office->journal->len + 1;
  entry->actor = actor;
  entry->kind = kind;
  g_free (entry->details);
  va_start (arguments, format);
  entry->details = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (office->journal, entry);
}

static gboolean
move (Office    *office,
      CsPostAct  act,
      guint      stage)
{
  CsPostState was = office->chain.state;

  if (!cs_post_next_state (was, act, &office->chain.state, NULL))
    return FALSE;

  office->chain.stage = stage;
  office->chain.escalated = FALSE;
  note (office, 0, CS_JOURNAL_STATE_CHANGED, "{\"act\":\"%s\",\"from\":\"%s\",\"stage\":%u,\"to\":\"%s\"}",
        cs_post_act_nick (act), cs_post_state_nick (was), stage, cs_post_state_nick (office->chain.state));

  return TRUE;
}

static CsDecision *
record (Office         *office,
        gint64          person,
        guint           stage,
        const CsDigest *digest,
        CsVerdict       verdict)
{
  CsDecision *decision = cs_decision_new ();

  decision->id = office->chain.decisions->len + 1;
  decision->person = person;
  decision->stage = stage;
  decision->digest = *digest;
  decision->verdict = verdict;
  decision->parties = stage < office->route->stages->len ? cs_chain_find_parties (&office->chain, stage, person) : 0;
  g_ptr_array_add (office->chain.decisions, decision);

  return decision;
}

static void
note_decision (Office           *office,
               const CsDecision *decision)
{
  g_autofree char *hex = cs_digest_to_hex (&decision->digest);

  note (office, decision->person, CS_JOURNAL_DECIDED,
        "{\"acting_for\":%d,\"decision\":%d,\"digest\":\"%s\",\"parties\":%u,\"stage\":%u,\"takes_back\":%d,\"to_stage\":%d,"
        "\"verdict\":\"%s\"}", (int) decision->acting_for, (int) decision->id, hex, decision->parties, decision->stage,
        (int) decision->takes_back, decision->to_stage, cs_verdict_nick (decision->verdict));
}

static void
edit (Office *office,
      gint64  person,
      Tally  *tally)
{
  guint text = pick (N_TEXTS);
  CsPostState next;

  if (text == office->text || !cs_post_next_state (office->chain.state, CS_ACT_EDIT, &next, NULL))
    return;

  office->text = text;
  if (!wrote (&office->chain, person))
    {
      g_array_append_val (office->chain.contributors, person);
      note (office, person, CS_JOURNAL_CONTRIBUTED, "{}");
      if (office->chain.state == CS_POST_IN_REVIEW)
        office->chain.stage = MIN (office->chain.stage, cs_chain_find_open_stage (&office->chain));
    }
  tally->n_edited_in_review += office->chain.state == CS_POST_IN_REVIEW;
}

static void
submit (Office *office)
{
  gboolean in_review = office->chain.state == CS_POST_IN_REVIEW;
  g_autofree char *hex = NULL;
  CsPostState next;
  guint open;

  if (in_review && cs_digest_equal (&office->chain.digest, &digests[office->text]))
    return;
  if (!cs_post_next_state (office->chain.state, CS_ACT_SUBMIT, &next, NULL))
    return;

  office->chain.digest = digests[office->text];
  hex = cs_digest_to_hex (&office->chain.digest);
  note (office, 1, CS_JOURNAL_REVISED, "{\"digest\":\"%s\",\"revision\":%u}", hex, office->text + 1);
  note (office, 1, CS_JOURNAL_SUBMITTED, "{\"revision\":%u,\"route\":1}", office->text + 1);
  office->chain.stage = 0;
  open = cs_chain_find_open_stage (&office->chain);
  g_assert_true (move (office, CS_ACT_SUBMIT, MIN (open, office->route->stages->len - 1)));
}

/* Nobody decides in another's name who was not asked to, and neither of them wrote a word. */
static void
assert_entitled (Office *office,
                 gint64  person,
                 gint64  acting_for)
{
  gboolean asked = acting_for == 0;
  CsRoles never = CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR;

  g_assert_false (wrote (&office->chain, person));
  g_assert_false (office->people[person - 1].retired);
  g_assert_false (office->people[person - 1].roles & never);
  if (acting_for != 0)
    {
      g_assert_false (wrote (&office->chain, acting_for));
      g_assert_false (office->people[acting_for - 1].retired);
      g_assert_false (office->people[acting_for - 1].roles & never);
    }
  for (guint i = 0; i < N_DELEGATIONS; i++)
    asked |= office->delegations[i].principal == acting_for && office->delegations[i].delegate == person &&
             office->delegations[i].until_at == 200 && office->delegations[i].labels == CS_LABEL_NONE;
  g_assert_true (asked);
}

static gint64
pick_principal (Office *office,
                gint64  person,
                Tally  *tally)
{
  const CsDelegation *delegation = &office->delegations[pick (N_DELEGATIONS)];

  if (pick (2))
    return 0;

  return delegation->delegate == person ? delegation->principal : (gint64) pick (N_PEOPLE + 1);
}

/* @verdict at the open stage; NULL where the rules forbid it */
static CsDecision *
decide (Office    *office,
        gint64     person,
        CsVerdict  verdict,
        Tally     *tally)
{
  gint64 acting_for = pick_principal (office, person, tally);
  CsMayDecide may;
  CsDecision *decision;

  acting_for = acting_for == person ? 0 : acting_for;
  may = cs_chain_may_decide_for (&office->chain, person, acting_for);
  tally->n_refused[may]++;
  if (may != CS_MAY_DECIDE)
    return NULL;

  assert_entitled (office, person, acting_for);
  decision = record (office, person, office->chain.stage, &office->chain.digest, verdict);
  decision->acting_for = acting_for;
  decision->parties = cs_chain_find_parties (&office->chain, office->chain.stage, acting_for ? acting_for : person);
  g_assert_cmpuint (decision->parties, !=, 0);
  tally->n_for_others += acting_for != 0;
  tally->n_escalated += (decision->parties & CS_PARTIES_ESCALATED) != 0;

  return decision;
}

static void
approve (Office *office,
         gint64  person,
         Tally  *tally)
{
  const CsDecision *decision = decide (office, person, CS_VERDICT_APPROVE, tally);

  if (decision == NULL)
    return;

  note_decision (office, decision);
  g_assert_true (cs_chain_decision_counts (&office->chain, office->chain.decisions->len - 1));
  if (!cs_chain_stage_is_fulfilled (&office->chain, office->chain.stage))
    return;
  if (!cs_chain_is_complete (&office->chain))
    {
      g_assert_true (move (office, CS_ACT_PASS_STAGE, cs_chain_find_open_stage (&office->chain)));
      return;
    }

  g_assert_true (move (office, CS_ACT_SIGN, office->chain.stage));
  g_assert_true (cs_chain_is_complete (&office->chain));
  tally->n_signed++;
  for (guint i = 0; i < office->route->stages->len; i++)
    tally->n_each += cs_route_get_stage (office->route, i)->quorum == CS_QUORUM_EACH;
}

static void
give_back (Office *office,
           gint64  person,
           Tally  *tally)
{
  CsDecision *decision = decide (office, person, pick (3) ? CS_VERDICT_RETURN : CS_VERDICT_REJECT, tally);

  if (decision == NULL)
    return;

  if (decision->verdict == CS_VERDICT_RETURN && office->chain.stage > 0 && pick (2) &&
      cs_route_get_stage (office->route, 0)->kind != CS_STAGE_COMMENT)
    decision->to_stage = 0;
  note_decision (office, decision);
  if (decision->to_stage == 0)
    g_assert_true (move (office, CS_ACT_STEP_BACK, 0));
  else
    g_assert_true (move (office, decision->verdict == CS_VERDICT_RETURN ? CS_ACT_RETURN : CS_ACT_REJECT, 0));
  tally->n_stepped_back += decision->to_stage == 0;
  tally->n_returned += decision->to_stage < 0;
}

/* A decision of one's own: one that counts, or the very last, if it sent the post away. */
static void
take_back (Office *office,
           Tally  *tally)
{
  CsChain *chain = &office->chain;
  guint index = chain->decisions->len > 0 ? pick (chain->decisions->len) : 0;
  const CsDecision *taken = chain->decisions->len > 0 ? g_ptr_array_index (chain->decisions, index) : NULL;
  gboolean last = index + 1 == chain->decisions->len;
  CsPostState was = chain->state;
  CsDecision *decision;
  guint open;

  if (taken == NULL || chain->round_start > index ||
      !(cs_chain_decision_counts (chain, index) ||
        (last && (was == CS_POST_RETURNED || was == CS_POST_REJECTED) &&
         (taken->verdict == CS_VERDICT_RETURN || taken->verdict == CS_VERDICT_REJECT))) ||
      (was != CS_POST_IN_REVIEW && was != CS_POST_SIGNED && !last))
    return;

  decision = record (office, taken->person, taken->stage, &taken->digest, CS_VERDICT_TAKE_BACK);
  decision->takes_back = taken->id;
  note_decision (office, decision);
  chain->state = CS_POST_IN_REVIEW;
  chain->stage = MIN (chain->stage, taken->stage);
  open = cs_chain_find_open_stage (chain);
  chain->state = was;
  g_assert_false (cs_chain_decision_counts (chain, index));
  g_assert_true (cs_chain_is_taken_back (chain, index));
  open = MIN (open, taken->stage);
  if (move (office, CS_ACT_REOPEN, open))
    tally->n_reopened += was != CS_POST_IN_REVIEW;
  tally->n_taken_back++;
}

/* A row that no operation would have written. */
static void
forge (Office *office,
       gint64  person,
       Tally  *tally)
{
  CsDecision *decision;

  if (office->journal != NULL)
    return;

  decision = record (office, person, pick (6), &digests[pick (N_TEXTS)],
                     office->chain.state == CS_POST_SIGNED ? CS_VERDICT_APPROVE : (CsVerdict) pick (4));
  decision->acting_for = pick (3) ? 0 : (gint64) pick (N_PEOPLE + 1);
  decision->takes_back = decision->verdict == CS_VERDICT_TAKE_BACK ? (gint64) pick (6) : 0;
  decision->to_stage = (int) pick (4) - 1;
  decision->parties = pick (4);
  tally->n_forged++;
}

static void
recall (Office *office)
{
  if (move (office, CS_ACT_RECALL, 0))
    office->chain.round_start = office->chain.decisions->len;
}

static void
act (Office *office,
     Tally  *tally)
{
  gint64 person = 1 + pick (N_PEOPLE);

  switch (pick (20))
    {
    case 0:
    case 1:
      edit (office, person, tally);
      break;

    case 2:
    case 3:
    case 4:
      submit (office);
      break;

    case 5:
      give_back (office, person, tally);
      break;

    case 6:
      if (pick (6) == 0)
        recall (office);
      break;

    case 7:
      if (pick (3) == 0)
        forge (office, person, tally);
      break;

    case 8:
      take_back (office, tally);
      break;

    case 9:
      office->chain.escalated = office->chain.state == CS_POST_IN_REVIEW;
      break;

    default:
      approve (office, person, tally);
    }
}

static gboolean
ended (const CsChain    *chain,
       guint             index,
       const CsDecision *decision)
{
  for (guint i = index + 1; i < chain->decisions->len; i++)
    {
      const CsDecision *later = g_ptr_array_index (chain->decisions, i);

      if (later->verdict != CS_VERDICT_RETURN && later->verdict != CS_VERDICT_REJECT)
        continue;
      if (!cs_chain_is_taken_back (chain, i) &&
          (later->verdict == CS_VERDICT_REJECT || later->to_stage <= (int) decision->stage))
        return TRUE;
    }

  return FALSE;
}

/* Hall: for every set of parties there are at least as many people who stand for one of them. */
static void
assert_each (const CsStage *stage,
             const guint32 *masks,
             guint          n_masks)
{
  for (guint32 set = 1; set < 1u << stage->parties->len; set++)
    {
      guint n_parties = 0;
      guint n_people = 0;

      for (guint i = 0; i < stage->parties->len; i++)
        n_parties += (set >> i) & 1;
      for (guint i = 0; i < n_masks; i++)
        n_people += (masks[i] & (set | CS_PARTIES_ESCALATED)) != 0;
      g_assert_cmpuint (n_people, >=, n_parties);
    }
}

/* The promises, checked without the functions that keep them but for asking which decisions count. */
static void
check (const CsChain *chain)
{
  guint32 masks[12][128];
  guint n_of_stage[12] = { 0 };
  guint n_of_person[N_PEOPLE + 1] = { 0 };

  for (guint i = 0; i < chain->decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (chain->decisions, i);

      if (!cs_chain_decision_counts (chain, i))
        continue;
      g_assert_cmpuint (i, >=, chain->round_start);
      g_assert_cmpint (decision->verdict, ==, CS_VERDICT_APPROVE);
      g_assert_cmpmem (decision->digest.bytes, CS_DIGEST_BYTES, chain->digest.bytes, CS_DIGEST_BYTES);
      g_assert_false (wrote (chain, decision->person));
      g_assert_false (wrote (chain, decision->acting_for));
      g_assert_false (ended (chain, i, decision));
      g_assert_cmpuint (decision->parties, !=, 0);
      g_assert_cmpuint (++n_of_person[decision->person], ==, 1);
      if (decision->acting_for != 0 && decision->acting_for != decision->person)
        g_assert_cmpuint (++n_of_person[decision->acting_for], ==, 1);
      masks[decision->stage][n_of_stage[decision->stage]++] = decision->parties;
    }

  if (!cs_chain_is_complete (chain))
    {
      g_assert_cmpint (chain->state, !=, CS_POST_SIGNED);
      return;
    }
  for (guint i = 0; i < chain->route->stages->len; i++)
    {
      const CsStage *stage = cs_route_get_stage (chain->route, i);

      if (stage->kind == CS_STAGE_COMMENT)
        continue;
      g_assert_cmpuint (n_of_stage[i], >=, MAX (stage->count, 1));
      if (stage->quorum == CS_QUORUM_EACH)
        assert_each (stage, masks[i], n_of_stage[i]);
    }
}

static const CsRoute *
find_route (gint64   id,
            gpointer data)
{
  return ((Office *) data)->route;
}

/* The journal alone says where the post stands, and what counts. */
static void
replay (Office *office,
        Tally  *tally)
{
  g_autoptr(CsReplay) told = cs_replay_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < office->journal->len; i++)
    {
      cs_replay_add (told, g_ptr_array_index (office->journal, i), find_route, office, &error);
      g_assert_no_error (error);
    }

  g_assert_cmpstr (cs_post_state_nick (told->chain.state), ==, cs_post_state_nick (office->chain.state));
  g_assert_cmpuint (told->chain.stage, ==, office->chain.stage);
  g_assert_true (cs_digest_equal (&told->chain.digest, &office->chain.digest));
  g_assert_cmpuint (told->decisions->len, ==, office->chain.decisions->len);
  for (guint i = 0; i < told->decisions->len && told->chain.route != NULL; i++)
    g_assert_cmpint (cs_chain_decision_counts (&told->chain, i), ==, cs_chain_decision_counts (&office->chain, i));
  tally->n_replayed++;
}

static void
assert_busy (const Tally *tally)
{
  g_test_message ("%u signed (%u by parallel desks), %u returned, %u stepped back, %u taken back, %u reopened, %u for "
                  "others, %u escalated, %u edited in review, %u forged, %u replayed", tally->n_signed, tally->n_each,
                  tally->n_returned, tally->n_stepped_back, tally->n_taken_back, tally->n_reopened, tally->n_for_others,
                  tally->n_escalated, tally->n_edited_in_review, tally->n_forged, tally->n_replayed);
  g_assert_cmpuint (tally->n_signed, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally->n_each, >, 100);
  g_assert_cmpuint (tally->n_returned, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally->n_stepped_back, >, 100);
  g_assert_cmpuint (tally->n_taken_back, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally->n_reopened, >, 100);
  g_assert_cmpuint (tally->n_for_others, >, 100);
  g_assert_cmpuint (tally->n_escalated, >, 100);
  g_assert_cmpuint (tally->n_edited_in_review, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally->n_forged, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally->n_replayed, ==, N_SEQUENCES / REPLAYED);
  for (CsMayDecide may = CS_MAY_DECIDE; may < CS_N_MAY_DECIDE; may++)
    g_assert_cmpuint (tally->n_refused[may], >, 50);
}

static void
test_sequences (void)
{
  Tally tally = { 0 };

  g_test_summary ("Whatever people do in whatever order: a complete chain holds no contributor and nobody who stands for one, nobody "
                  "fills two places in it, no decision on other content, of an earlier round or taken back counts, and the journal "
                  "replayed from zero says the same");
  for (guint i = 0; i < N_TEXTS; i++)
    digests[i] = cs_digest_of_bytes (&i, sizeof i);

  for (guint i = 0; i < N_SEQUENCES; i++)
    {
      Office office;

      office_set_up (&office, i % REPLAYED == 0);
      for (guint j = 0; j < N_ACTS; j++)
        {
          act (&office, &tally);
          check (&office.chain);
        }
      if (office.journal != NULL)
        replay (&office, &tally);
      if (i % COMPARED == 1)
        oracle_compare (&office.chain, "After a random sequence");
      office_clear (&office);
    }

  assert_busy (&tally);
}

static void
test_replay_refuses (void)
{
  static const char * const details[] = {
    "{\"act\":\"sign\",\"from\":\"draft\",\"to\":\"signed\"}",     /* not in the table */
    "{\"act\":\"submit\",\"from\":\"returned\",\"to\":\"in-review\"}", /* not where the post was */
    "{\"act\":\"submit\",\"from\":\"draft\",\"to\":\"signed\"}",   /* not where it leads */
    "nothing",
  };

  g_test_summary ("A journal that tells of something impossible is not followed");
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autoptr(CsReplay) told = cs_replay_new ();
      g_autoptr(CsJournalEntry) entry = cs_journal_entry_new ();
      g_autoptr(GError) error = NULL;

      entry->kind = CS_JOURNAL_STATE_CHANGED;
      g_free (entry->details);
      entry->details = g_strdup (details[i]);
      g_assert_false (cs_replay_add (told, entry, find_route, NULL, &error));
      g_assert_nonnull (error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/chain/property/sequences", test_sequences);
  g_test_add_func ("/core/chain/property/replay-refuses", test_replay_refuses);

  return g_test_run ();
}
