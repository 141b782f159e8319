/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-calendar-rows.h"
#include "cs-chain-rows.h"
#include "cs-clock.h"
#include "cs-deadline.h"
#include "cs-owed.h"
#include "cs-post-rules.h"

/* The pass of the clock: in the one process that publishes, as often as that looks whether something is due. What is to be done is found by a reader
 * and done in one transaction, where it is looked at again; each mark is kept beside the post, so that neither a second process nor a clock that was set
 * back nor a machine that slept gives a reminder twice, or several at once. */

#define PAGE 100

/* A post that cannot be looked at is left alone for so long. */
#define PAUSE (10 * 60 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  gint64      now;
  const char *folder;
  gboolean    news;
  guint       n_done;
} Turn;

static gpointer
find_news_job (CsDb      *db,
               gpointer   data,
               GError   **error)
{
  Turn *turn = data;
  g_autoptr(GPtrArray) late = cs_post_rows_list_due (db, CS_POST_IN_REVIEW, 1, turn->now, PAGE, error);
  g_autoptr(GArray) due = late ? cs_clock_rows_list_due (db, turn->now, 1, error) : NULL;

  if (!due || !cs_owed_find (db, turn->now, &turn->news, error))
    return NULL;

  turn->news |= due->len > 0;
  for (guint i = 0; i < late->len; i++)
    turn->news |= ((const CsPostRow *) g_ptr_array_index (late, i))->release == CS_RELEASE_AT_TIME;

  return NULL;
}

static gboolean
tell_expired (CsCall           *call,
              const CsPostRow  *post,
              GError          **error)
{
  g_autoptr(GArray) contributors = cs_contributor_rows_list (call->db, post->id, error);
  gint64 proposed = 0;

  if (!contributors)
    return FALSE;
  /* No safe time is no reason to keep it back that the post expired. */
  if (!cs_clocks_propose (call, post, &proposed, NULL, NULL))
    proposed = 0;

  for (guint i = 0; i < contributors->len; i++)
    {
      JsonObject *details = json_object_new ();

      json_object_set_int_member (details, "release_at", post->release_at);
      json_object_set_int_member (details, "proposed_at", proposed);
      json_object_set_string_member (details, "zone", call->office->zone);
      if (!cs_notices_send (call, g_array_index (contributors, gint64, i), post->id, CS_NOTICE_EXPIRED, details, error))
        return FALSE;
    }

  return TRUE;
}

/* Each by itself, too: one that cannot be told of does not keep the others waiting. */
static gboolean
expire_one (CsCall     *call,
            CsPostRow  *post,
            guint      *n_done,
            GError    **error)
{
  g_autoptr(CsTxn) txn = cs_txn_begin (call->db, error);
  g_autoptr(GError) local = NULL;

  if (!txn)
    return FALSE;

  if (cs_post_acts_change_state (call, post, CS_ACT_EXPIRE, &local) && tell_expired (call, post, &local))
    {
      (*n_done)++;
      return cs_txn_commit (g_steal_pointer (&txn), error);
    }

  g_message ("Letting post %" G_GINT64_FORMAT " expire: %s", post->id, local->message);
  return TRUE;
}

static gboolean
expire_late (CsCall  *call,
             guint   *n_done,
             GError **error)
{
  g_autoptr(GPtrArray) late = cs_post_rows_list_due (call->db, CS_POST_IN_REVIEW, 1, call->now, PAGE, error);

  if (!late)
    return FALSE;

  for (guint i = 0; i < late->len; i++)
    {
      CsPostRow *post = g_ptr_array_index (late, i);

      if (post->release == CS_RELEASE_AT_TIME && !expire_one (call, post, n_done, error))
        return FALSE;
    }

  return TRUE;
}

static JsonObject *
describe_due (CsCall           *call,
              const CsPostRow  *post,
              const CsStage    *stage)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "due_at", post->stage_due_at);
  json_object_set_string_member (details, "stage_title", stage->title);
  json_object_set_string_member (details, "zone", call->office->zone);
  return details;
}

static gboolean
remind (CsCall             *call,
        const CsPostRow    *post,
        const CsChainRows  *rows,
        const CsStage      *stage,
        guint               mark,
        GError            **error)
{
  g_autoptr(GArray) deciders = cs_chain_find_deciders (&rows->chain);
  g_autoptr(GHashTable) told = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < deciders->len; i++)
    {
      CsDecider *decider = &g_array_index (deciders, CsDecider, i);
      JsonObject *details = NULL;

      if (!g_hash_table_add (told, &decider->person))
        continue;

      details = describe_due (call, post, stage);
      json_object_set_int_member (details, "mark", mark);
      if (!cs_notices_send (call, decider->person, post->id, CS_NOTICE_REMINDER, details, error))
        return FALSE;
    }

  return cs_reminder_rows_add (call->db, post->id, post->stage_opened_at, mark, call->now, error);
}

/* Whom a stage escalates to now; 0 = to nobody (who is there) */
static gint64
find_escalation (const CsChain *chain,
                 const CsStage *stage)
{
  gint64 person = stage->escalates.target;

  if (person == 0)
    return 0;

  if (stage->escalates.kind == CS_PARTY_POSITION)
    {
      person = 0;
      for (guint i = 0; chain->positions && i < chain->positions->len; i++)
        {
          const CsPosition *position = g_ptr_array_index (chain->positions, i);

          if (position->id == stage->escalates.target && position->retired_at == 0)
            person = position->holder;
        }
    }

  for (guint i = 0; i < chain->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (chain->members, i);

      if (member->id == person)
        return member->retired ? 0 : person;
    }

  return 0;
}

static gboolean
escalate (CsCall             *call,
          CsPostRow          *post,
          const CsChainRows  *rows,
          const CsStage      *stage,
          GError            **error)
{
  gint64 person = find_escalation (&rows->chain, stage);
  g_autoptr(CsNames) names = NULL;
  JsonObject *details = NULL;

  if (person == 0 || post->escalated)
    return TRUE;

  names = cs_names_new (call->db);
  details = json_object_new ();
  json_object_set_string_member (details, "name", cs_names_get_person (names, person));
  json_object_set_int_member (details, "person", person);
  json_object_set_int_member (details, "stage", post->stage);
  json_object_set_string_member (details, "stage_title", stage->title);
  post->escalated = TRUE;
  return cs_post_rows_update (call->db, post, post->state, error) &&
         cs_reminder_rows_add (call->db, post->id, post->stage_opened_at, CS_MARK_ESCALATED, call->now, error) &&
         cs_call_journal (call, post->id, CS_JOURNAL_ESCALATED, details, error) &&
         cs_notices_send (call, person, post->id, CS_NOTICE_ESCALATED, describe_due (call, post, stage), error);
}

/* A post that was in review before there were clocks has been given the moment at which its stage opened; until when, only the calendar tells. */
static gboolean
start_clock (CsCall     *call,
             CsPostRow  *post,
             GError    **error)
{
  return cs_clocks_reset (call, post, error) && cs_post_rows_update (call->db, post, post->state, error);
}

static gboolean
look_at (CsCall            *call,
         const CsCalendar  *calendar,
         CsPostRow         *post,
         guint             *n_done,
         GError           **error)
{
  g_autoptr(CsChainRows) rows = NULL;
  const CsStage *stage = NULL;
  gint64 next = 0;
  guint last = 0;
  guint mark;

  if (post->stage_due_at == 0 && !start_clock (call, post, error))
    return FALSE;

  mark = cs_deadline_find_mark (calendar, post->stage_opened_at, post->stage_due_at, call->now, &next);
  if (!cs_clock_rows_set_next (call->db, post->id, next, error) ||
      !cs_reminder_rows_get_last (call->db, post->id, post->stage_opened_at, &last, error))
    return FALSE;
  if (mark <= last)
    return TRUE;

  if (!(rows = cs_chain_rows_load (call->db, post, call->now, error)))
    return FALSE;
  if (post->stage >= rows->route->stages->len)
    return TRUE;

  (*n_done)++;
  stage = cs_route_get_stage (rows->route, post->stage);
  return remind (call, post, rows, stage, mark, error) &&
         (mark < CS_MARK_LAST || escalate (call, post, rows, stage, error));
}

/* Each by itself: one that cannot be read does not keep the others from being reminded. */
static gboolean
look_at_one (CsCall            *call,
             const CsCalendar  *calendar,
             gint64             id,
             guint             *n_done,
             GError           **error)
{
  g_autoptr(CsTxn) txn = cs_txn_begin (call->db, error);
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(GError) local = NULL;

  if (!txn)
    return FALSE;

  if ((post = cs_post_rows_get (call->db, id, &local)) && look_at (call, calendar, post, n_done, &local))
    return cs_txn_commit (g_steal_pointer (&txn), error);

  g_message ("Looking at the clock of post %" G_GINT64_FORMAT ": %s", id, local->message);
  g_clear_pointer (&txn, cs_txn_free);
  return cs_clock_rows_set_next (call->db, id, call->now + PAUSE, error);
}

static gboolean
give_reminders (CsCall  *call,
                guint   *n_done,
                GError **error)
{
  g_autoptr(GArray) due = cs_clock_rows_list_due (call->db, call->now, PAGE, error);
  g_autoptr(CsCalendar) calendar = NULL;

  if (!due || due->len == 0)
    return due != NULL;
  if (!(calendar = cs_clocks_load_calendar (call, 0, error)))
    return FALSE;

  for (guint i = 0; i < due->len; i++)
    if (!look_at_one (call, calendar, g_array_index (due, gint64, i), n_done, error))
      return FALSE;

  return TRUE;
}

static gpointer
turn_job (CsDb      *db,
          gpointer   data,
          GError   **error)
{
  Turn *turn = data;
  g_autoptr(CsOfficeRow) office = cs_office_rows_get (db, error);
  CsCall call = { .db = db, .folder = turn->folder, .office = office, .now = turn->now, .session_person = -1 };

  turn->n_done = 0;
  /* what is late has expired and is not reminded of any more */
  if (office && cs_owed_tell (&call, &turn->n_done, error) && expire_late (&call, &turn->n_done, error))
    give_reminders (&call, &turn->n_done, error);

  return NULL;
}

gboolean
cs_clocks_pass (CsStore   *store,
                gint64     now,
                guint     *n_done,
                GError   **error)
{
  Turn turn = { .now = now, .folder = cs_store_get_folder (store) };
  GError *local = NULL;

  cs_store_read (store, find_news_job, &turn, &local);
  if (!local && turn.news)
    cs_store_write (store, turn_job, &turn, &local);
  if (local)
    {
      g_propagate_prefixed_error (error, local, "Looking at the clocks: ");
      return FALSE;
    }

  *n_done += turn.n_done;
  return TRUE;
}
