/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-check-client.h"
#include "cs-clock-client.h"
#include "cs-json.h"
#include "cs-practice-library.h"
#include "cs-practice-office.h"
#include "cs-practice-play.h"
#include "cs-replies.h"
#include "cs-route-client.h"
#include "cs-time.h"

/* Plays the tables of cs-practice-data.h through the operations, with a clock that begins three weeks ago and ends now: so the journal is true,
 * the posts that went out did go out, and nothing here knows a row. */

#define HOUR G_TIME_SPAN_HOUR
#define FIRST_HOUR 9  /* of the day, at which the office publishes */
#define LAST_HOUR 18
#define MAX_PASSES 20 /* of the outbox for one post: pictures are uploaded, processed, then the post is sent */

static gint64
read_clock (gpointer data)
{
  return ((const CsPlay *) data)->now;
}

/* Takes @arguments. */
JsonObject *
cs_play_call (CsPlay        *play,
              const char  *operation,
              JsonObject  *arguments,
              GError     **error)
{
  JsonObject *reply = cs_office_call (CS_OFFICE (play->office), operation, arguments, NULL, error);

  if (!reply)
    g_prefix_error (error, "Practice office, %s: ", operation);
  return reply;
}

gboolean
cs_play_act (CsPlay        *play,
             const char  *operation,
             JsonObject  *arguments,
             GError     **error)
{
  g_autoptr(JsonObject) reply = cs_play_call (play, operation, arguments, error);

  return reply != NULL;
}

static gboolean
sit (CsPlay        *play,
     const char  *login,
     GError     **error)
{
  return cs_local_office_act_as (play->office, GPOINTER_TO_INT (g_hash_table_lookup (play->people, login)), error);
}

/* The first person with @role in @section (%NULL = any). */
static const char *
find_login (CsPlay        *play,
            const char  *role,
            const char  *section)
{
  for (const CsPracticePerson *person = play->content->people; person->login; person++)
    if (g_str_equal (person->roles, role) && (!section || g_str_equal (person->section, section)))
      return person->login;

  g_assert_not_reached ();
}

static const char *
find_section (CsPlay        *play,
              const char  *login)
{
  for (const CsPracticePerson *person = play->content->people; person->login; person++)
    if (g_str_equal (person->login, login))
      return person->section;

  g_assert_not_reached ();
}

static JsonObject *
describe_office (const CsPracticeContent *content)
{
  g_autoptr(CsRoute) route = cs_route_new (content->route);
  JsonArray *people = json_array_new ();
  JsonObject *arguments = NULL;

  cs_route_add_stage (route, content->review, CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, content->sign_off, CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  for (const CsPracticePerson *person = content->people + 1; person->login; person++)
    {
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "login", person->login);
      json_object_set_string_member (one, "name", person->name);
      json_object_set_string_member (one, "roles", person->roles);
      json_object_set_string_member (one, "section", person->section);
      json_array_add_object_element (people, one);
    }

  arguments = cs_arguments_office_create (content->name, content->language, cs_time_local_zone (), TRUE, content->sections,
                                          content->people->login, content->people->name, "");
  json_object_set_array_member (arguments, "people", people);
  json_object_set_object_member (arguments, "route", cs_json_from_route (route));
  return arguments;
}

static gboolean
learn_people (CsPlay    *play,
              GError **error)
{
  g_autoptr(JsonObject) reply = cs_play_call (play, "person.list", NULL, error);
  g_autoptr(GPtrArray) people = reply ? cs_reply_read_people (reply) : NULL;

  if (!people)
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      g_hash_table_insert (play->people, g_strdup (person->login), GINT_TO_POINTER ((int) person->id));
    }

  return TRUE;
}

/* Section head, duty editor, then whoever holds the position. */
static CsRoute *
make_policy_route (const CsPracticeContent *content,
                   gint64                   position)
{
  CsRoute *route = cs_route_new (content->policy_route);

  cs_route_add_stage (route, content->policy_stages[0], CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, content->policy_stages[1], CS_STAGE_FACT_CHECK, CS_ROLE_DUTY, CS_SCOPE_OFFICE);
  cs_stage_add_party (cs_route_append_stage (route, content->policy_stages[2], CS_STAGE_SIGN_OFF),
                      CS_PARTY_POSITION, CS_ROLE_NONE, position);
  for (guint i = 0; i < route->stages->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (content->policy_ticks[i]) && content->policy_ticks[i][j]; j++)
      cs_stage_add_tick (cs_route_get_stage (route, i), content->policy_ticks[i][j]);

  return route;
}

static CsRoute *
make_emergency_route (const CsPracticeContent *content)
{
  CsRoute *route = cs_route_new (content->emergency_route);

  cs_route_add_stage (route, content->sign_off, CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  cs_stage_add_party (cs_route_get_stage (route, 0), CS_PARTY_ROLE_ANYWHERE, CS_ROLE_DUTY, 0);

  return route;
}

/* Posts labelled policy are reviewed three times; everything else goes the ordinary way. */
static gboolean
add_routes (CsPlay    *play,
            GError **error)
{
  const char *leader = find_login (play, "leader", NULL);
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_route_rule_free);
  g_autoptr(CsRoute) emergency = make_emergency_route (play->content);
  g_autoptr(CsRoute) policy = NULL;
  g_autoptr(JsonObject) position = NULL;
  CsRouteRule *rule = g_new0 (CsRouteRule, 1);

  rule->route = g_strdup (play->content->policy_route);
  rule->label = CS_LABEL_POLICY;
  g_ptr_array_add (rules, rule);
  position = cs_play_call (play, "position.add",
                           cs_arguments_position_add (play->content->position,
                                                      GPOINTER_TO_INT (g_hash_table_lookup (play->people, leader))), error);
  if (!position)
    return FALSE;

  policy = make_policy_route (play->content, cs_reply_read_id (position));
  return cs_play_act (play, "route.set", cs_arguments_route_set (policy), error) &&
         cs_play_act (play, "route.set", cs_arguments_route_set (emergency), error) &&
         cs_play_act (play, "route.choose", cs_arguments_route_choose (NULL, play->content->emergency_route, rules), error);
}

static gboolean
connect_account (CsPlay        *play,
                 const char  *address,
                 const char  *handle,
                 const char  *name,
                 const char  *colour,
                 gint64      *account,
                 GError     **error)
{
  JsonObject *arguments = cs_arguments_account_add (CS_NETWORK_PRACTICE, address, NULL, colour);
  g_autoptr(JsonObject) added = NULL;

  json_object_set_string_member (arguments, "handle", handle);
  json_object_set_string_member (arguments, "display_name", name);
  if (!(added = cs_play_call (play, "account.add", arguments, error)))
    return FALSE;

  *account = cs_reply_read_id (added);
  return TRUE;
}

/* One account in the office's language, and one for those who read another. */
static gboolean
connect_accounts (CsPlay    *play,
                  GError **error)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsOfficeInfo) info = NULL;

  if (!cs_local_office_start_practice (play->office, error) ||
      !(reply = cs_play_call (play, "office.info", NULL, error)))
    return FALSE;

  info = cs_reply_read_office (reply);
  return connect_account (play, info->practice_address, "office", info->name, "#1a5fb4", &play->account, error) &&
         connect_account (play, info->practice_address, play->content->second_handle, play->content->second_name, "#e66100",
                          &play->second_account, error);
}

static gboolean
decide (CsPlay        *play,
        const char  *login,
        gint64       post,
        CsVerdict    verdict,
        const char  *reason,
        GError     **error)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;

  play->now += HOUR / 3;
  if (!sit (play, login, error) || !(reply = cs_play_call (play, "post.get", cs_arguments_one ("post", post), error)))
    return FALSE;

  sheet = cs_reply_read_sheet (reply);
  return cs_play_act (play, "post.decide",
                      cs_arguments_post_decide (post, &sheet->digest, sheet->post->stage, verdict, reason), error);
}

/* Lets the outbox work until it has nothing more to do. */
static gboolean
publish (CsPlay    *play,
         GError **error)
{
  cs_outbox_begin_anew (cs_local_office_get_outbox (play->office));
  for (guint i = 0; i < MAX_PASSES; i++)
    {
      guint n_done = 0;

      if (!cs_outbox_run_once (cs_local_office_get_outbox (play->office), &n_done, error))
        return FALSE;
      if (n_done == 0)
        break;
      play->now += G_USEC_PER_SEC;
    }

  return TRUE;
}

/* The first full hour from @earliest on at which an office does publish, on this computer's clock. */
static gint64
find_office_hour (gint64 earliest)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (cs_time_local_zone ());
  gint64 at = earliest - earliest % (HOUR / 4); /* there are zones of half and quarter hours */

  for (guint i = 0; i < 4 * 24; i++)
    {
      g_autoptr(GDateTime) there = NULL;
      g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc ((at += HOUR / 4) / G_USEC_PER_SEC);

      there = zone ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
      if (g_date_time_get_minute (there) == 0 && g_date_time_get_hour (there) >= FIRST_HOUR &&
          g_date_time_get_hour (there) <= LAST_HOUR)
        break;
    }

  return at;
}

static gint64
choose_release (CsPlay                 *play,
                const CsPracticePost *post)
{
  if (post->goal == CS_PRACTICE_EXPIRED)
    return find_office_hour (play->now + 2 * HOUR);
  if (post->release_in == 0)
    return 0;

  return find_office_hour (play->end + post->release_in * HOUR);
}

/* The reviewer lets pass what the checks hold back, and says why. */
static gboolean
waive (CsPlay                  *play,
       const CsPracticePost  *post,
       gint64                 id,
       GError               **error)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) findings = NULL;

  if (!sit (play, find_login (play, "reviewer", find_section (play, post->author)), error) ||
      !(reply = cs_play_call (play, "post.check", cs_arguments_one ("post", id), error)))
    return FALSE;

  findings = cs_reply_read_post_check (reply);
  for (guint i = 0; i < findings->len; i++)
    if (cs_finding_holds_back (g_ptr_array_index (findings, i)) &&
        !cs_play_act (play, "check.waive", cs_arguments_waive (id, g_ptr_array_index (findings, i), post->waived), error))
      return FALSE;

  return sit (play, post->author, error);
}

static gboolean
begin (CsPlay                  *play,
       const CsPracticePost  *post,
       gint64                *id,
       GError               **error)
{
  g_autoptr(CsContent) content = NULL;
  g_autoptr(JsonObject) reply = NULL;
  JsonObject *arguments = NULL;

  play->now = play->end - (gint64) post->hours_ago * HOUR;
  if (!sit (play, post->author, error) || !(content = cs_play_compose (play, post, error)))
    return FALSE;

  play->release_at = choose_release (play, post);
  arguments = cs_arguments_post_create (content);
  json_object_set_string_member (arguments, "release",
                                 cs_release_nick (play->release_at ? CS_RELEASE_AT_TIME : CS_RELEASE_AT_ONCE));
  json_object_set_int_member (arguments, "release_at", play->release_at);
  if (!(reply = cs_play_call (play, "post.create", arguments, error)))
    return FALSE;

  *id = cs_reply_read_id (reply);
  play->now += HOUR / 4;
  if (post->waived && !waive (play, post, *id, error))
    return FALSE;
  return post->goal == CS_PRACTICE_DRAFT || cs_play_act (play, "post.submit", cs_arguments_one ("post", *id), error);
}

/* From the leader's signature to where the post is to be. */
static gboolean
finish (CsPlay                  *play,
        const CsPracticePost  *post,
        gint64                 id,
        GError               **error)
{
  if (post->goal == CS_PRACTICE_HELD)
    return sit (play, find_login (play, "duty", NULL), error) &&
           cs_play_act (play, "post.hold", cs_arguments_one ("post", id), error);
  if (post->goal == CS_PRACTICE_EXPIRED)
    play->now = play->release_at + HOUR;
  return post->goal == CS_PRACTICE_QUEUED || publish (play, error);
}

static gboolean
play_post (CsPlay                  *play,
           const CsPracticePost  *post,
           GError               **error)
{
  const char *reviewer = find_login (play, "reviewer", find_section (play, post->author));
  const char *leader = find_login (play, "leader", NULL);
  gint64 id = 0;

  if (!begin (play, post, &id, error))
    return FALSE;

  switch (post->goal)
    {
    case CS_PRACTICE_DRAFT:
    case CS_PRACTICE_IN_REVIEW:
      return TRUE;

    case CS_PRACTICE_REJECTED:
      return decide (play, reviewer, id, CS_VERDICT_REJECT, post->reason, error);

    case CS_PRACTICE_RETURNED:
      return decide (play, reviewer, id, CS_VERDICT_APPROVE, NULL, error) &&
             decide (play, leader, id, CS_VERDICT_RETURN, post->reason, error);

    case CS_PRACTICE_SIGN_OFF:
      return decide (play, reviewer, id, CS_VERDICT_APPROVE, NULL, error);

    case CS_PRACTICE_QUEUED:
    case CS_PRACTICE_HELD:
    case CS_PRACTICE_EXPIRED:
    case CS_PRACTICE_PUBLISHED:
    default:
      return decide (play, reviewer, id, CS_VERDICT_APPROVE, NULL, error) &&
             decide (play, leader, id, CS_VERDICT_APPROVE, NULL, error) &&
             finish (play, post, id, error);
    }
}

/* A few holidays of fixed dates, this year and next, so that the calendar has something to show. */
static gboolean
make_holidays (CsPlay    *play,
               GError **error)
{
  static const struct { const char *language, *date, *name; } holidays[] = {
    { "en", "01-01", "New Year’s Day" }, { "en", "05-01", "May Day" }, { "en", "12-25", "Christmas Day" },
    { "zh", "01-01", "元旦" }, { "zh", "05-01", "劳动节" }, { "zh", "10-01", "国庆节" }, { "zh", "10-02", "国庆节" }, { "zh", "10-03", "国庆节" },
  };
  const char *language = play->content == &cs_practice_content_zh ? "zh" : "en";
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_utc (play->end / G_USEC_PER_SEC);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (holidays); i++)
    {
      guint n = i / 2;
      g_autofree char *text = g_strdup_printf ("%04d-%s", g_date_time_get_year (today) + (int) i % 2, holidays[n].date);
      gint32 day;

      if (!g_str_equal (holidays[n].language, language))
        continue;
      if (!cs_calendar_parse_day (text, &day, error) ||
          !cs_play_act (play, "calendar.set-day", cs_arguments_calendar_set_day (day, holidays[n].name, FALSE), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
act_for_library (gpointer     data,
                 const char  *operation,
                 JsonObject  *arguments,
                 GError     **error)
{
  return cs_play_act (data, operation, arguments, error);
}

/* Every source of the posts becomes a card, as somebody would have kept it. */
static gboolean
fill_library (CsPlay    *play,
              GError **error)
{
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_source_free);

  for (const CsPracticePost *post = play->content->posts; post->author; post++)
    for (guint i = 0; i < G_N_ELEMENTS (post->sources) && post->sources[i]; i += 4)
      g_ptr_array_add (sources, cs_source_new (post->sources[i], post->sources[i + 1], post->sources[i + 2], post->sources[i + 3]));

  return sit (play, play->content->posts[0].author, error) &&
         cs_practice_library_fill (play->content->language, sources, act_for_library, play, error);
}

static gboolean
play_all (CsPlay    *play,
          GError **error)
{
  play->now = play->end - 21 * 24 * HOUR;
  if (!cs_play_act (play, "office.create", describe_office (play->content), error) ||
      !cs_play_set_style (play, error) || !make_holidays (play, error) || !learn_people (play, error) || !add_routes (play, error) ||
      !connect_accounts (play, error))
    return FALSE;

  for (const CsPracticePost *post = play->content->posts; post->author; post++)
    if (!play_post (play, post, error))
      return FALSE;

  return fill_library (play, error) && cs_play_act (play, "session.close", NULL, error);
}

gboolean
cs_practice_office_fill (CsLocalOffice  *self,
                         const char     *language,
                         GError        **error)
{
  g_autoptr(GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CsPlay play = { .office = self, .people = people };
  gboolean good = FALSE;

  g_return_val_if_fail (CS_IS_LOCAL_OFFICE (self), FALSE);
  g_return_val_if_fail (language != NULL, FALSE);

  play.content = g_str_equal (language, "zh") ? &cs_practice_content_zh : &cs_practice_content_en;
  play.end = g_get_real_time ();
  cs_local_office_set_clock (self, read_clock, &play);
  good = play_all (&play, error);
  cs_local_office_set_clock (self, NULL, NULL);
  return good;
}
