/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "chain-oracle.h"
#include "cs-comment-client.h"
#include "cs-delegation-client.h"
#include "cs-decide-client.h"
#include "cs-emergency-client.h"
#include "cs-route-client.h"
#include "sequence-game.h"
#include "store-fixture.h"

/* Random people do random things to posts of a real office, through its operations and its database. After every act the post is compared with the oracle;
 * at the end the whole office is proved and every post replayed from its journal. More of it: -m slow, or CS_SEQUENCES in the environment. */

#define N_OFFICES 24
#define N_POSTS 20 /* in each */
#define N_ACTS 30  /* on each */
#define HOUR (3600 * (gint64) G_USEC_PER_SEC)

static const char * const texts[] = { "The bridge is open.", "The bridge is closed.", "The bridge is open!" };

/* That the test does not pass by doing nothing */
typedef struct
{
  guint n_calls, n_decided, n_refused, n_for_others, n_escalated, n_taken_back, n_stepped_back, n_returned, n_rejected, n_edited, n_suggested;
  guint n_queued, n_sent, n_failed, n_retried, n_expired, n_emergencies, n_stale, n_replayed;
} Tally;

static Tally tally;

static void
edit (Game *game,
      guint who)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsWorkingCopyRow) copy = cs_working_copy_rows_get (game->db, game->id, &error);
  g_autoptr(CsContent) content = office_fixture_content (&game->office, texts[game_pick (G_N_ELEMENTS (texts))]);

  tally.n_edited += game_call (game, who, "post.save", cs_arguments_post_save (game->id, copy->version, content, game->post->release, game->post->release_at,
                                                                               game->post->zone), NULL);
}

/* Other words for the first one; the author accepts them, and both wrote from then on. */
static void
suggest (Game *game,
         guint who)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsWorkingCopyRow) copy = cs_working_copy_rows_get (game->db, game->id, &error);
  g_autoptr(CsContent) content = cs_content_parse (copy->content, NULL);
  g_autoptr(CsCommentAnchor) anchor = cs_comment_anchor_new_words (content, 0, 0, 3, NULL);

  if (game_call (game, who, "comment.add", cs_arguments_comment_add (game->id, CS_COMMENT_SUGGESTION, anchor, "Shorter", game_pick (2) ? "Our" : "This"), NULL))
    tally.n_suggested += game_call (game, game_find_login (game, game->post->author), "comment.accept",
                                    cs_arguments_one ("comment", fixture_ask (game->db, "SELECT max (id) FROM comments")), NULL);
}

static gint64
pick_principal (Game *game,
                guint who)
{
  GPtrArray *delegations = game->rows->people->delegations;
  guint start = delegations->len > 0 ? game_pick (delegations->len) : 0;

  if (game_pick (6) == 0)
    return game->people[game_pick (GAME_LOGINS)];
  for (guint i = 0; game_pick (2) && i < delegations->len; i++)
    {
      const CsDelegation *delegation = g_ptr_array_index (delegations, (start + i) % delegations->len);

      if (delegation->delegate == game->people[who])
        return delegation->principal;
    }

  return 0;
}

/* Mostly somebody who may, so that posts get somewhere. */
static guint
pick_decider (Game   *game,
              gint64 *acting_for)
{
  g_autoptr(GArray) deciders = cs_chain_find_deciders (&game->rows->chain);
  guint who = game_pick (GAME_LOGINS);

  if (deciders->len > 0 && game_pick (4))
    {
      const CsDecider *decider = &g_array_index (deciders, CsDecider, game_pick (deciders->len));

      *acting_for = decider->acting_for;
      return game_find_login (game, decider->person);
    }

  *acting_for = pick_principal (game, who);
  return who;
}

static void
check_answer (Game        *game,
              CsMayDecide  may,
              gboolean     stale,
              int          code)
{
  if (may != CS_MAY_DECIDE)
    {
      /* What is not in review may be out of sight, or somebody was faster. */
      gboolean wanted = code == cs_may_decide_to_error (may) || (stale && code == CS_ERROR_STALE) ||
                        (may == CS_MAY_NOT_STATE && (code == CS_ERROR_NOT_FOUND || code == CS_ERROR_CONFLICT));

      if (!wanted)
        g_error ("%s\nShould be refused as “%s”", game->log->str, cs_may_decide_nick (may));
      tally.n_refused++;
    }
  else if (stale)
    {
      g_assert_cmpint (code, ==, CS_ERROR_STALE);
      tally.n_stale++;
    }
  else if (code != 0 && code != CS_ERROR_RELEASE_PAST && code != CS_ERROR_INVALID) /* to a stage for comments */
    {
      g_error ("%s\nShould be accepted", game->log->str);
    }
}

/* Whether it is accepted is foretold by the oracle alone. */
static void
decide (Game      *game,
        CsVerdict  verdict)
{
  gint64 acting_for = 0;
  guint who = pick_decider (game, &acting_for);
  CsMayDecide may = oracle_may (&game->rows->chain, game->people[who], acting_for);
  CsDigest digest = game->rows->chain.digest;
  gboolean stale = game_pick (12) == 0;
  guint was = game->rows->decisions->len;
  guint stage = game->post->stage;
  const CsDecision *made;
  JsonObject *arguments;
  int code = 0;

  stale &= game->post->state == CS_POST_IN_REVIEW;
  digest.bytes[0] ^= stale;
  arguments = cs_arguments_post_decide (game->id, &digest, game->post->stage, verdict, "Because");
  json_object_set_int_member (arguments, "acting_for", acting_for);
  if (verdict == CS_VERDICT_RETURN && game->post->stage > 0 && game_pick (2))
    json_object_set_int_member (arguments, "to_stage", game_pick (game->post->stage));

  game_call (game, who, "post.decide", arguments, &code);
  game_look (game);
  game_note (game, " %s for %d", cs_verdict_nick (verdict), (int) acting_for);
  check_answer (game, may, stale, code);
  g_assert_cmpuint (game->rows->decisions->len, ==, was + (code == 0));
  if (code != 0)
    return;

  made = g_ptr_array_index (game->rows->decisions, was);
  g_assert_cmpint (made->person, ==, game->people[who]);
  g_assert_cmpint (made->acting_for, ==, acting_for == game->people[who] ? 0 : acting_for);
  g_assert_cmpint (made->verdict, ==, verdict);
  g_assert_cmpuint (made->stage, ==, stage);
  g_assert_cmpmem (&made->digest, sizeof digest, &digest, sizeof digest);
  tally.n_decided++;
  tally.n_for_others += made->acting_for != 0;
  tally.n_escalated += (made->parties & CS_PARTIES_ESCALATED) != 0;
  tally.n_returned += verdict == CS_VERDICT_RETURN && game->post->state == CS_POST_RETURNED;
  tally.n_stepped_back += verdict == CS_VERDICT_RETURN && game->post->state == CS_POST_IN_REVIEW;
  tally.n_rejected += verdict == CS_VERDICT_REJECT;
  tally.n_queued += game->post->state == CS_POST_QUEUED;
}

static void
take_back (Game *game)
{
  GPtrArray *decisions = game->rows->decisions;
  const CsDecision *taken = decisions->len > 0 ? g_ptr_array_index (decisions, decisions->len - 1 - game_pick (MIN (decisions->len, 3))) : NULL;
  gint64 id = taken != NULL ? taken->id : 0;
  guint who;

  if (taken == NULL)
    return;

  who = game_pick (5) ? game_find_login (game, taken->person) : game_pick (GAME_LOGINS);
  if (!game_call (game, who, "post.take-back", cs_arguments_take_back (game->id, id, "On second thoughts"), NULL))
    return;

  tally.n_taken_back++;
  game_look (game);
  for (guint i = 0; i < game->rows->decisions->len; i++)
    if (((const CsDecision *) g_ptr_array_index (game->rows->decisions, i))->id == id)
      g_assert_false (oracle_counts (&game->rows->chain, i));
}

/* What the outbox does with a post that is due, but for the network, whose answer is random. It lets out what is proved and nothing else. */
static void
send (Game *game)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) publications = cs_publication_rows_list (game->db, game->id, game->post->revision, &error);
  const CsPublicationRow *row = publications->len > 0 ? g_ptr_array_index (publications, 0) : NULL;
  g_autoptr(CsOutboxWork) work = row != NULL ? cs_outbox_work_load (game->store, row->id, &error) : NULL;
  CsSendResult result = {
    .outcome = (CsSendOutcome) game_pick (3), .remote_id = (char *) "1", .remote_url = (char *) "http://127.0.0.1:9/1", .deviation = (char *) "",
    .code = CS_ERROR_OFFLINE, .detail = (char *) "", .retry_after = game_pick (2) * G_USEC_PER_SEC,
  };
  gboolean armed = FALSE;
  gboolean changed;

  g_assert_no_error (error);
  if (work == NULL || !cs_outbox_may_send (game->post->state))
    return;

  game_note (game, "\noutbox");
  g_assert_true (work->proven);
  game->office.now = MAX (game->office.now + 60 * G_USEC_PER_SEC, MIN (row->due_at, game->office.now + 2 * HOUR));
  g_assert_true (cs_outbox_arm (game->store, "sequences", row->id, "", game->office.now, &armed, &error));
  if (!armed)
    return;

  game_check (game);
  g_assert_cmpint (game->post->state, ==, CS_POST_SENDING);
  g_assert_true (cs_outbox_settle (game->store, row->id, CS_PUBLICATION_SENDING, &result, game->office.now, &changed, &error));
  tally.n_sent += result.outcome == CS_SEND_SENT;
  tally.n_failed += result.outcome == CS_SEND_NOT_SENT;
}

static void
retry (Game *game)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) publications = cs_publication_rows_list (game->db, game->id, game->post->revision, &error);

  if (publications->len > 0)
    tally.n_retried += game_call (game, GAME_DUTY, "publication.retry",
                                  cs_arguments_one ("publication", ((const CsPublicationRow *) g_ptr_array_index (publications, 0))->id), NULL);
}

/* Reminders, escalation, expiry. The outbox itself has no network, and gives its lease back. */
static void
pass_time (Game *game)
{
  g_autoptr(GError) error = NULL;
  CsPostState was = game->post->state;
  guint n_done = 1;

  game->office.now += (1 + game_pick (3)) * HOUR;
  game_note (game, "\nclock");
  for (guint i = 0; n_done > 0 && i < 5; i++)
    {
      cs_outbox_run_once (cs_local_office_get_outbox (game->office.office), &n_done, &error);
      g_assert_no_error (error);
    }
  game_check (game);
  tally.n_expired += was != game->post->state && game->post->state == CS_POST_EXPIRED;
  /* Rarely does it come so far, and rarely does chance pick the one person who may: several try. */
  for (guint i = 0; game->post->escalated && i < 6; i++)
    decide (game, CS_VERDICT_APPROVE);
}

static void
delegate (Game *game)
{
  guint who = game_pick (GAME_LOGINS);
  CsAbsence absence = {
    .delegate = game->people[game_pick (GAME_LOGINS)], .from_at = game->office.now, .until_at = game->office.now + (1 + game_pick (48)) * HOUR,
    .labels = game_pick (4) ? CS_LABEL_NONE : CS_LABEL_POLICY,
  };

  if (game_pick (4) > 0)
    game_call (game, who, "delegation.add", cs_arguments_delegation_add (&absence), NULL);
  else if (game->rows->people->delegations->len > 0)
    {
      const CsDelegation *old = g_ptr_array_index (game->rows->people->delegations, game_pick (game->rows->people->delegations->len));

      game_call (game, game_find_login (game, old->principal), "delegation.end", cs_arguments_one ("delegation", old->id), NULL);
    }
}

static void
reschedule (Game *game,
            guint who)
{
  CsRelease release = (CsRelease) game_pick (2);

  game_call (game, who, "post.reschedule", cs_arguments_post_reschedule (game->id, release, release ? game->office.now + (1 + game_pick (5)) * HOUR : 0, "UTC"), NULL);
}

/* The queue stands still only as long as one post is looked at. */
static void
start_emergency (Game *game)
{
  if (!game_call (game, GAME_LEADER, "emergency.start", cs_arguments_emergency_start (game->id, "Flood"), NULL))
    return;

  tally.n_emergencies++;
  game_call (game, GAME_LEADER, "queue.thaw", NULL, NULL);
}

static void
act_seldom (Game *game,
            guint who)
{
  switch (game_pick (11))
    {
    case 0:
      game_call (game, game_pick (3) ? game_find_login (game, game->post->author) : who, "post.recall", cs_arguments_one ("post", game->id), NULL);
      break;

    case 1:
      game_call (game, who, game_pick (2) ? "post.hold" : "post.resume", cs_arguments_one ("post", game->id), NULL);
      break;

    case 2:
      reschedule (game, who);
      break;

    case 3:
      suggest (game, who);
      break;

    case 4:
    case 5:
      pass_time (game);
      break;

    case 8:
    case 9:
      retry (game);
      break;

    case 6:
      start_emergency (game);
      break;

    case 7:
      game_call (game, GAME_ADMINISTRATOR, "position.change", cs_arguments_position_change (game->positions[game_pick (2)], "Held", game_pick (4) ? game->people[game_pick (GAME_LOGINS)] : 0), NULL);
      break;

    default:
      game_call (game, who, "post.set-labels", cs_arguments_post_set_labels (game->id, game_pick (2) ? CS_LABEL_POLICY : CS_LABEL_NONE), NULL);
    }
}

static void
act (Game *game)
{
  guint who = game_pick (GAME_LOGINS);

  switch (game_pick (22))
    {
    case 0:
    case 1:
      edit (game, who);
      break;

    case 2:
    case 3:
    case 4:
    case 5:
      game_call (game, game_pick (3) ? GAME_DRAFTER : who, "post.submit", cs_arguments_one ("post", game->id), NULL);
      break;

    case 6:
      decide (game, CS_VERDICT_RETURN);
      break;

    case 7:
      if (game_pick (3) == 0)
        decide (game, CS_VERDICT_REJECT);
      break;

    case 8:
    case 9:
      take_back (game);
      break;

    case 10:
      send (game);
      break;

    case 11:
      delegate (game);
      break;

    case 12:
    case 13:
    case 14:
      act_seldom (game, who);
      break;

    default:
      decide (game, CS_VERDICT_APPROVE);
    }
}

static void
play_post (Game *game)
{
  g_string_truncate (game->log, 0);
  game->id = office_fixture_post (&game->office, game_logins[game_pick (2)], texts[0]);
  game_look (game);
  for (guint i = 0; i < N_ACTS; i++)
    {
      act (game);
      game_check (game);
    }
}

static guint
get_n_offices (void)
{
  const char *wanted = g_getenv ("CS_SEQUENCES");

  if (wanted != NULL)
    return (guint) MAX (1, atoi (wanted) / N_POSTS);

  return g_test_slow () ? 20 * N_OFFICES : N_OFFICES;
}

static void
test_sequences (void)
{
  guint n_offices = get_n_offices ();

  g_test_summary ("Random acts through the operations: what is accepted is what the oracle foretells, nothing goes out without a full valid chain, and "
                  "every post stands where its journal leads");
  for (guint i = 0; i < n_offices; i++)
    {
      Game game;

      game_set_up (&game);
      for (guint j = 0; j < N_POSTS; j++)
        play_post (&game);
      game_prove (&game);
      tally.n_calls += game.n_calls;
      tally.n_replayed += game.n_replayed;
      game_tear_down (&game);
    }

  g_test_message ("%u sequences, %u calls: %u decided (%u for others, %u escalated), %u refused, %u stale, %u taken back, %u stepped back, %u returned, "
                  "%u rejected, %u edited, %u suggested", n_offices * N_POSTS, tally.n_calls, tally.n_decided, tally.n_for_others, tally.n_escalated,
                  tally.n_refused, tally.n_stale, tally.n_taken_back, tally.n_stepped_back, tally.n_returned, tally.n_rejected, tally.n_edited,
                  tally.n_suggested);
  g_test_message ("%u queued, %u sent, %u failed, %u retried, %u expired, %u emergencies, %u replayed", tally.n_queued, tally.n_sent, tally.n_failed,
                  tally.n_retried, tally.n_expired, tally.n_emergencies, tally.n_replayed);
  if (n_offices < N_OFFICES)
    return;
  for (const guint *n = (const guint *) &tally; n < (const guint *) (&tally + 1); n++)
    g_assert_cmpuint (*n, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  /* Every act is synced to the disk, which is not what is tested here. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) && g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/sequences", test_sequences);

  return g_test_run ();
}
