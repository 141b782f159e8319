/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-calendar-rows.h"
#include "cs-chain-rows.h"
#include "cs-clock.h"
#include "cs-deadline.h"
#include "cs-emergency-rows.h"
#include "cs-emergency-rules.h"
#include "cs-error.h"

/* Until when a stage must be decided; worked out when it opens, and whenever what it depends on changes. */

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define DAY    (24 * 60 * MINUTE)

/* Special days so long before a stage opened no longer matter: counted back to there, it is too late already. */
#define LOOKED_BACK (31 * DAY)

#define PAGE 500

CsCalendar *
cs_clocks_load_calendar (CsCall  *call,
                         gint64   from,
                         GError **error)
{
  return cs_calendar_rows_get (call->db, call->office->zone, call->office->language, from, error);
}

gboolean
cs_clocks_set_ordinary_week (CsCall  *call,
                             GError **error)
{
  g_autoptr(CsOfficeRow) office = cs_office_rows_get (call->db, error);
  g_autoptr(CsCalendar) calendar = NULL;

  /* what is read where nothing is stored, stored */
  return office && (calendar = cs_calendar_rows_get (call->db, office->zone, office->language, 0, error)) &&
         cs_calendar_rows_set_hours (call->db, calendar, error);
}

static guint
count_minutes (const CsRoute *route,
               guint          from)
{
  guint minutes = 0;

  for (guint i = from; i < route->stages->len; i++)
    minutes += cs_route_get_stage (route, i)->minutes;

  return minutes;
}

/* Where the calendar cannot tell (a release time beyond all years), what is left is the release time itself. */
static gboolean
compute (const CsCalendar  *calendar,
         const CsPostRow   *post,
         const CsRoute     *route,
         CsDeadline        *deadline,
         GError           **error)
{
  g_autoptr(GError) local = NULL;
  gint64 release_at = post->release == CS_RELEASE_AT_TIME ? post->release_at : 0;
  guint minutes = post->stage < route->stages->len ? cs_route_get_stage (route, post->stage)->minutes : 0;

  if (cs_deadline_compute (calendar, post->stage_opened_at, minutes, count_minutes (route, post->stage + 1), release_at,
                           deadline, &local))
    return TRUE;

  if (!g_error_matches (local, CS_ERROR, CS_ERROR_NEVER_OPEN))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  memset (deadline, 0, sizeof *deadline);
  deadline->due_at = release_at > 0 ? MAX (release_at - CS_DEADLINE_MARGIN * MINUTE, 1) : 0;
  deadline->by_release = deadline->due_at != 0;
  deadline->release_at = release_at;
  return TRUE;
}

/* Sets the due time of @post and when the clock pass comes by. */
static gboolean
set_due (CsCall            *call,
         CsPostRow         *post,
         const CsRoute     *route,
         const CsCalendar  *calendar,
         GError           **error)
{
  CsDeadline deadline;
  gint64 was = post->stage_due_at;
  gint64 next = 0;
  guint mark;

  if (!compute (calendar, post, route, &deadline, error))
    return FALSE;

  post->stage_due_at = deadline.due_at;
  mark = cs_deadline_find_mark (calendar, post->stage_opened_at, post->stage_due_at, call->now, &next);
  /* Only a deadline that moved is reminded of anew: a clock that was set back is no reason. */
  return (post->stage_due_at == was ||
          cs_reminder_rows_forget (call->db, post->id, post->stage_opened_at, mark, error)) &&
         cs_clock_rows_set_next (call->db, post->id, mark > 0 ? call->now : next, error);
}

static gboolean
has_clock (const CsPostRow *post,
           const CsRoute   *route)
{
  return post->release == CS_RELEASE_AT_TIME ||
         (post->stage < route->stages->len && cs_route_get_stage (route, post->stage)->minutes > 0);
}

gboolean
cs_clocks_reset (CsCall     *call,
                 CsPostRow  *post,
                 GError    **error)
{
  g_autoptr(CsRoute) route = NULL;
  g_autoptr(CsCalendar) calendar = NULL;

  if (post->state != CS_POST_IN_REVIEW)
    return TRUE;
  if (!(route = cs_route_rows_get (call->db, post->route, error)))
    return FALSE;
  if (post->stage_opened_at == 0)
    post->stage_opened_at = call->now; /* from before there were clocks */

  if (!has_clock (post, route))
    {
      post->stage_due_at = 0;
      return cs_clock_rows_set_next (call->db, post->id, 0, error);
    }

  return (calendar = cs_clocks_load_calendar (call, post->stage_opened_at - LOOKED_BACK, error)) &&
         set_due (call, post, route, calendar, error);
}

/* Those of the comment-only stages right before the open one: the post is theirs to comment on, and does not wait. */
static gboolean
ask_for_comments (CsCall           *call,
                  const CsPostRow  *post,
                  const CsRoute    *route,
                  GError          **error)
{
  g_autoptr(CsChainRows) rows = NULL;

  for (guint i = MIN (post->stage, route->stages->len); i > 0; i--)
    {
      const CsStage *stage = cs_route_get_stage (route, i - 1);

      if (stage->kind != CS_STAGE_COMMENT)
        break;
      if (!rows && !(rows = cs_chain_rows_load (call->db, post, call->now, error)))
        return FALSE;

      for (guint m = 0; m < rows->chain.members->len; m++)
        {
          const CsMember *member = g_ptr_array_index (rows->chain.members, m);
          JsonObject *details;

          if (member->retired || cs_chain_find_parties (&rows->chain, i - 1, member->id) == 0)
            continue;

          details = json_object_new ();
          json_object_set_string_member (details, "stage_title", stage->title);
          if (!cs_notices_send (call, member->id, post->id, CS_NOTICE_COMMENT_WANTED, details, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
open_stage (CsCall     *call,
            CsPostRow  *post,
            CsPostAct   act,
            GError    **error)
{
  g_autoptr(CsRoute) route = cs_route_rows_get (call->db, post->route, error);

  if (!route)
    return FALSE;

  post->stage_opened_at = call->now;
  post->stage_due_at = 0;
  post->escalated = FALSE;
  return cs_clocks_reset (call, post, error) &&
         ((act != CS_ACT_SUBMIT && act != CS_ACT_PASS_STAGE) || ask_for_comments (call, post, route, error));
}

gboolean
cs_clocks_follow (CsCall     *call,
                  CsPostRow  *post,
                  CsPostAct   act,
                  GError    **error)
{
  if (post->state == CS_POST_IN_REVIEW)
    return open_stage (call, post, act, error) && cs_emergencies_follow (call, post, act, error);

  post->stage_opened_at = 0;
  post->stage_due_at = 0;
  post->escalated = FALSE;
  return cs_clock_rows_set_next (call->db, post->id, 0, error) && cs_emergencies_follow (call, post, act, error);
}

static gboolean
reset_one (CsCall            *call,
           CsNames           *names,
           const CsCalendar  *calendar,
           gint64             id,
           GError           **error)
{
  g_autoptr(CsPostRow) post = cs_post_rows_get (call->db, id, error);
  const CsRoute *route = post ? cs_names_get_route (names, post->route, error) : NULL;
  gint64 was = post ? post->stage_due_at : 0;

  if (!route)
    return FALSE;
  if (post->stage_opened_at == 0)
    post->stage_opened_at = call->now;
  if (!has_clock (post, route))
    return TRUE;
  if (!set_due (call, post, route, calendar, error))
    return FALSE;

  return was == post->stage_due_at || cs_post_rows_update (call->db, post, post->state, error);
}

gboolean
cs_clocks_reset_all (CsCall  *call,
                     GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(CsOfficeRow) office = cs_office_rows_get (call->db, error);
  g_autoptr(CsCalendar) calendar = NULL;
  gint64 after = 0;

  /* read again: the call may just have changed the zone */
  if (!office || !(calendar = cs_calendar_rows_get (call->db, office->zone, office->language, 0, error)))
    return FALSE;

  while (TRUE)
    {
      g_autoptr(GArray) ids = cs_clock_rows_list_open (call->db, after, PAGE, error);

      if (!ids)
        return FALSE;

      for (guint i = 0; i < ids->len; i++)
        {
          after = g_array_index (ids, gint64, i);
          if (!reset_one (call, names, calendar, after, error))
            return FALSE;
        }

      if (ids->len < PAGE)
        return TRUE;
    }
}

gboolean
cs_clocks_check_time (CsCall           *call,
                      const CsPostRow  *post,
                      GError          **error)
{
  if (post->stage_opened_at - call->now <= CS_CLOCK_TOLERANCE)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_CLOCK_BACK,
               "The stage of post %" G_GINT64_FORMAT " opened at %" G_GINT64_FORMAT ", the clock says %" G_GINT64_FORMAT,
               post->id, post->stage_opened_at, call->now);
  return FALSE;
}

gboolean
cs_clocks_add_reason (CsCalendar       *calendar,
                      const CsPostRow  *post,
                      const CsRoute    *route,
                      JsonObject       *line,
                      GError          **error)
{
  CsDeadline deadline;

  if (post->state != CS_POST_IN_REVIEW || post->stage_due_at == 0)
    return TRUE;
  if (!compute (calendar, post, route, &deadline, error))
    return FALSE;

  json_object_set_boolean_member (line, "due_by_release", deadline.by_release);
  json_object_set_int_member (line, "due_minutes", deadline.minutes);
  json_object_set_int_member (line, "due_later_minutes", deadline.later_minutes);
  return TRUE;
}

/* The first stage that a post still has to pass, as far as it is known before it is submitted again. */
static gboolean
find_next_stage (CsCall           *call,
                 const CsPostRow  *post,
                 guint            *stage,
                 GError          **error)
{
  g_autoptr(CsChainRows) rows = NULL;

  *stage = post->state == CS_POST_IN_REVIEW ? post->stage : 0;
  if (post->state != CS_POST_EXPIRED && post->state != CS_POST_QUEUED && post->state != CS_POST_HELD)
    return TRUE;
  if (!(rows = cs_chain_rows_load (call->db, post, call->now, error)))
    return FALSE;

  *stage = cs_chain_find_open_stage (&rows->chain);
  return TRUE;
}

gboolean
cs_clocks_propose (CsCall           *call,
                   const CsPostRow  *post,
                   gint64           *release_at,
                   guint            *minutes,
                   GError          **error)
{
  g_autoptr(CsRoute) route = NULL;
  g_autoptr(CsCalendar) calendar = NULL;
  guint stage = 0;
  guint needed;

  if (!(route = cs_route_rows_get (call->db, post->route, error)) ||
      !find_next_stage (call, post, &stage, error) ||
      !(calendar = cs_clocks_load_calendar (call, call->now - DAY, error)))
    return FALSE;

  needed = count_minutes (route, stage);
  if (minutes)
    *minutes = needed;
  return cs_deadline_propose (calendar, call->now, needed, release_at, error);
}
