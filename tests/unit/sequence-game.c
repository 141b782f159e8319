/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sequence-game.h"

#include "chain-oracle.h"
#include "cs-replay.h"
#include "cs-route-client.h"
#include "cs-verify.h"
#include "store-fixture.h"

const char * const game_logins[GAME_LOGINS] = {
  "drafter", "drafter2", "reviewer", "reviewer2", "leader", "leader2", "duty", "auditor", "responder", "stranger",
  "strange-reviewer", "admin",
};
guint
game_pick (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

void
game_look (Game *game)
{
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&game->rows, cs_chain_rows_free);
  g_clear_pointer (&game->post, cs_post_row_free);
  game->post = cs_post_rows_get (game->db, game->id, &error);
  g_assert_no_error (error);
  game->rows = cs_chain_rows_load (game->db, game->post, game->office.now, &error);
  g_assert_no_error (error);
}

guint
game_find_login (Game   *game,
                 gint64  person)
{
  for (guint i = 0; i < GAME_LOGINS; i++)
    if (game->people[i] == person)
      return i;

  g_error ("%s\nPerson %d is not in the office", game->log->str, (int) person);
}

void
game_note (Game       *game,
           const char *format,
           ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (game->log, format, arguments);
  va_end (arguments);
}

gboolean
game_call (Game        *game,
           guint        who,
           const char  *operation,
           JsonObject  *arguments,
           int         *code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = NULL;

  game->n_calls++;
  game_note (game, "\n%s: %s", game_logins[who], operation);
  cs_local_office_act_as (game->office.office, game->people[who], &error);
  g_assert_no_error (error);
  reply = cs_office_call (CS_OFFICE (game->office.office), operation, arguments, NULL, &error);
  if (code != NULL)
    *code = error != NULL ? error->code : 0;
  if (error == NULL)
    return TRUE;

  game_note (game, ": %s", error->message);
  if (error->domain != CS_ERROR || error->code == CS_ERROR_FAILED || error->code == CS_ERROR_CORRUPT)
    g_error ("%s", game->log->str);

  return FALSE;
}

/* Rule 1, from the rows: out, or on the way there, only with every stage fulfilled for exactly the content that is stored. */
static void
check_out (Game *game)
{
  static const CsPostState out[] = {
    CS_POST_SIGNED, CS_POST_QUEUED, CS_POST_HELD, CS_POST_SENDING, CS_POST_PUBLISHED, CS_POST_PARTLY_PUBLISHED, CS_POST_UNKNOWN, CS_POST_FAILED,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(GPtrArray) publications = NULL;
  gboolean is_out = FALSE;
  CsDigest digest;

  for (guint i = 0; i < G_N_ELEMENTS (out); i++)
    is_out |= game->post->state == out[i];
  if (!is_out)
    return;

  if (oracle_open (&game->rows->chain) != game->rows->route->stages->len)
    g_error ("%s\nThe post is “%s” without a full chain", game->log->str, cs_post_state_nick (game->post->state));

  revision = cs_revision_rows_get (game->db, game->post->revision, &error);
  g_assert_no_error (error);
  digest = cs_digest_of_bytes (revision->content, strlen (revision->content));
  g_assert_cmpmem (&digest, sizeof digest, &game->rows->chain.digest, sizeof digest);
  publications = cs_publication_rows_list (game->db, game->id, game->post->revision, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (publications->len, >, 0);
  for (guint i = 0; i < publications->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (publications, i);

      g_assert_cmpmem (&row->digest, sizeof digest, &digest, sizeof digest);
    }
}

void
game_check (Game *game)
{
  game_look (game);
  game_note (game, " → %s %u", cs_post_state_nick (game->post->state), game->post->stage + 1);
  if (game->post->revision != 0)
    oracle_compare (&game->rows->chain, game->log->str);
  check_out (game);
}

static void
add_party (Game    *game,
           CsStage *stage)
{
  static const CsRoles roles[] = { CS_ROLE_REVIEWER, CS_ROLE_LEADER, CS_ROLE_DUTY };
  CsPartyKind kind = (CsPartyKind) game_pick (CS_N_PARTY_KINDS);
  CsParty party = { kind, cs_party_kind_has_role (kind) ? roles[game_pick (3)] : CS_ROLE_NONE, 0 };

  if (kind == CS_PARTY_PERSON)
    party.target = game->people[2 + game_pick (5)];
  else if (kind == CS_PARTY_POSITION)
    party.target = game->positions[game_pick (2)];
  else if (kind == CS_PARTY_ROLE_IN_SECTION)
    party.target = 1 + game_pick (2);

  for (guint i = 0; i < stage->parties->len; i++)
    if (cs_party_equal (cs_stage_get_party (stage, i), &party))
      return;
  g_array_append_val (stage->parties, party);
}

/* One that the office refuses, since nobody could fulfil it, is not taken: the next may be better. */
static void
choose_route (Game *game)
{
  gboolean done = FALSE;

  for (guint i = 0; !done && i < 20; i++)
    {
      g_autoptr(CsRoute) route = cs_route_new ("Random");
      guint n_stages = 1 + game_pick (3);

      for (guint j = 0; j < n_stages; j++)
        {
          gboolean last = j + 1 == n_stages;
          CsStage *stage = cs_route_append_stage (route, "Stage", last ? CS_STAGE_SIGN_OFF : game_pick (6) ? CS_STAGE_REVIEW : CS_STAGE_COMMENT);

          for (guint k = 0; k < 3; k++)
            add_party (game, stage);
          if (stage->kind == CS_STAGE_COMMENT)
            continue;
          stage->quorum = (CsQuorum) game_pick (4);
          stage->count = stage->quorum == CS_QUORUM_COUNT ? 1 + game_pick (2) : 0;
          stage->minutes = 60;
          stage->escalates.target = game_pick (3) ? game->people[4 + game_pick (3)] : 0;
        }
      done = game_call (game, GAME_ADMINISTRATOR, "route.set", cs_arguments_route_set (route), NULL);
    }

  if (done)
    game_call (game, GAME_ADMINISTRATOR, "route.choose", cs_arguments_route_choose ("Random", NULL, NULL), NULL);
}

void
game_set_up (Game *game)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  *game = (Game) { .log = g_string_new ("") };
  office_fixture_set_up (&game->office, NULL);
  path = g_build_filename (game->office.folder, "office.db", NULL);
  game->db = fixture_open (path, CS_DB_READ);
  game->store = cs_store_open (game->office.folder, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < GAME_LOGINS; i++)
    game->people[i] = office_fixture_person (&game->office, game_logins[i]);
  for (guint i = 0; i < G_N_ELEMENTS (game->positions); i++)
    {
      g_autoptr(JsonObject) added = office_fixture_call (&game->office, "admin", "position.add", cs_arguments_position_add (i ? "Head" : "Director",
                                                                                                                            game->people[3 + i]));

      game->positions[i] = cs_reply_read_id (added);
    }
  choose_route (game);
}

void
game_tear_down (Game *game)
{
  g_clear_pointer (&game->rows, cs_chain_rows_free);
  g_clear_pointer (&game->post, cs_post_row_free);
  g_clear_pointer (&game->db, cs_db_free);
  g_clear_object (&game->store);
  g_string_free (game->log, TRUE);
  office_fixture_tear_down (&game->office, NULL);
}

static const CsRoute *
find_route (gint64   id,
            gpointer data)
{
  GHashTable *routes = g_object_get_data (G_OBJECT (((Game *) data)->office.office), "test-routes");
  CsRoute *route = g_hash_table_lookup (routes, &id);

  if (route == NULL)
    {
      route = cs_route_rows_get (((Game *) data)->db, id, NULL);
      g_hash_table_insert (routes, g_memdup2 (&id, sizeof id), route);
    }

  return route;
}

/* From zero, by nothing but the journal: the same state, stage, content, people who wrote and decisions that count. */
static void
replay_post (Game   *game,
             gint64  id)
{
  g_autoptr(CsReplay) told = cs_replay_new ();
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;

  game->id = id;
  game_look (game);
  entries = cs_journal_rows_list (game->db, 0, id, -1, 10000, &error);
  g_assert_no_error (error);
  for (guint i = entries->len; i-- > 0;)
    {
      cs_replay_add (told, g_ptr_array_index (entries, i), find_route, game, &error);
      g_assert_no_error (error);
    }

  g_assert_cmpstr (cs_post_state_nick (told->chain.state), ==, cs_post_state_nick (game->post->state));
  g_assert_cmpuint (told->chain.stage, ==, game->post->stage);
  g_assert_cmpint (told->revision, ==, game->post->revision);
  g_assert_true (cs_digest_equal (&told->chain.digest, &game->rows->chain.digest));
  g_assert_cmpuint (told->contributors->len, ==, game->rows->contributors->len);
  g_assert_cmpuint (told->decisions->len, ==, game->rows->decisions->len);
  for (guint i = 0; i < told->decisions->len; i++)
    g_assert_cmpint (cs_chain_decision_counts (&told->chain, i), ==, oracle_counts (&game->rows->chain, i));
  game->n_replayed++;
}

void
game_prove (Game *game)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsVerifyReport) report = cs_verify_office (game->db, game->office.folder, NULL, NULL, NULL, &error);
  GHashTable *routes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) cs_route_free);
  gint64 last = fixture_ask (game->db, "SELECT max (id) FROM posts");

  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    g_error ("%s", (const char *) g_ptr_array_index (report->findings, i));

  g_object_set_data_full (G_OBJECT (game->office.office), "test-routes", routes, (GDestroyNotify) g_hash_table_unref);
  for (gint64 id = 1; id <= last; id++)
    replay_post (game, id);
}
