/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-words.h"

#include <glib/gi18n.h>

#include "cs-deadline.h"
#include "cs-error.h"
#include "cs-time.h"

static GDateTime *
to_local (gint64      at,
          const char *zone)
{
  g_autoptr(GTimeZone) here = zone && *zone ? g_time_zone_new_identifier (zone) : NULL;
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  if (!here)
    here = g_time_zone_new_utc ();
  return g_date_time_to_timezone (utc, here);
}

static gboolean
is_same_day (GDateTime *one,
             GDateTime *other)
{
  return g_date_time_get_year (one) == g_date_time_get_year (other) &&
         g_date_time_get_day_of_year (one) == g_date_time_get_day_of_year (other);
}

/* The wall-clock moment of a release: never relative, since it is what one signs for. */
static char *
format_moment (gint64      at,
               gint64      now,
               const char *zone,
               gboolean   *today)
{
  g_autoptr(GDateTime) then = to_local (at, zone);
  g_autoptr(GDateTime) here = to_local (now, zone);

  *today = is_same_day (then, here);
  if (*today)
    return g_date_time_format (then, "%H:%M");
  /* Translators: a day and a time for g_date_time_format(), such as “Tue 24 November, 09:00”. */
  return g_date_time_format (then, _("%a %-e %B, %H:%M"));
}

/* The same moment in another zone: with its day only where that is another one. */
static char *
format_there (gint64      at,
              const char *zone,
              const char *other)
{
  g_autoptr(GDateTime) here = to_local (at, zone);
  g_autoptr(GDateTime) there = to_local (at, other);

  return g_date_time_format (there, is_same_day (here, there) ? "%H:%M" : _("%a %-e %B, %H:%M"));
}

gboolean
cs_sheet_words_may_act (const CsSheetInfo *sheet)
{
  return sheet->post->state == CS_POST_IN_REVIEW &&
         (sheet->may_decide == CS_MAY_DECIDE || sheet->principals->len > 0);
}

gboolean
cs_sheet_words_is_late (const CsPostInfo *post,
                        gint64            now)
{
  return post->state == CS_POST_IN_REVIEW && post->release == CS_RELEASE_AT_TIME &&
         post->release_at > 0 && post->release_at <= now;
}

static char *
describe_own (const CsSheetInfo *sheet,
              gint64             now,
              const char        *zone)
{
  const CsPostInfo *post = sheet->post;
  g_autofree char *moment = NULL;
  gboolean today;

  if (!sheet->last_stage)
    /* Translators: the button by which a reviewer lets a post pass. */
    return g_strdup (_("Approve"));
  if (post->release == CS_RELEASE_AT_ONCE)
    return g_strdup (_("Sign — goes out at once"));

  moment = format_moment (post->release_at, now, zone, &today);
  if (today)
    /* Translators: a time of today, such as 16:00. */
    return g_strdup_printf (_("Sign — goes out at %s"), moment);
  /* Translators: a day and a time, such as “Tue 24 November, 09:00”. */
  return g_strdup_printf (_("Sign — goes out on %s"), moment);
}

char *
cs_sheet_words_decide (const CsSheetInfo *sheet,
                       const char        *principal,
                       gint64             now,
                       const char        *zone)
{
  g_autofree char *own = describe_own (sheet, now, zone);

  if (!principal)
    return g_steal_pointer (&own);
  /* Translators: what the button does, such as “Sign — goes out at 16:00”, and in whose name. */
  return g_strdup_printf (_("%1$s (for %2$s)"), own, principal);
}

static char *
describe_signed (const CsPostInfo *post,
                 gint64            now,
                 const char       *zone)
{
  g_autofree char *moment = NULL;
  gboolean today;

  if (post->release == CS_RELEASE_AT_ONCE)
    return g_strdup (_("Signed. It goes out now."));
  moment = format_moment (post->release_at, now, zone, &today);
  if (today)
    return g_strdup_printf (_("Signed. It goes out at %s."), moment);
  return g_strdup_printf (_("Signed. It goes out on %s."), moment);
}

static char *
describe_decided (const CsSheetInfo *before,
                  CsVerdict          verdict,
                  const char        *to_stage,
                  gint64             now,
                  const char        *zone)
{
  switch (verdict)
    {
    case CS_VERDICT_APPROVE:
      return before->last_stage ? describe_signed (before->post, now, zone) : g_strdup (_("Approved."));
    case CS_VERDICT_RETURN:
      if (to_stage)
        /* Translators: the title of a stage. */
        return g_strdup_printf (_("Returned to the stage “%s”."), to_stage);
      /* Translators: the name of who wrote the post. */
      return g_strdup_printf (_("Returned to %s."), before->post->author_name);
    case CS_VERDICT_REJECT:
      return g_strdup (_("Rejected."));
    case CS_VERDICT_TAKE_BACK:
      return g_strdup (_("Taken back."));
    }
  g_assert_not_reached ();
}

char *
cs_sheet_words_decided (const CsSheetInfo *before,
                        CsVerdict          verdict,
                        const char        *principal,
                        const char        *to_stage,
                        gboolean           next,
                        gint64             now,
                        const char        *zone)
{
  g_autofree char *what = describe_decided (before, verdict, to_stage, now, zone);

  if (principal)
    {
      /* Translators: in whose name one decided, then what was decided, a whole sentence. */
      char *for_him = g_strdup_printf (_("For %1$s: %2$s"), principal, what);

      g_free (what);
      what = for_him;
    }
  if (!next)
    return g_steal_pointer (&what);
  /* Translators: what was just decided, a whole sentence, and that the next post is shown now. */
  return g_strdup_printf (_("%s Here is the next one."), what);
}

/* A zone that is another one only by its name at this moment needs no mention. */
static gboolean
is_elsewhere (const CsPostInfo *post,
              const char       *zone)
{
  g_autoptr(GDateTime) here = to_local (post->release_at, zone);
  g_autoptr(GDateTime) there = to_local (post->release_at, post->zone);

  return *post->zone && g_date_time_get_utc_offset (here) != g_date_time_get_utc_offset (there);
}

static gboolean
is_before_signing (CsPostState state)
{
  return state == CS_POST_DRAFT || state == CS_POST_IN_REVIEW || state == CS_POST_RETURNED;
}

char *
cs_sheet_words_release (const CsPostInfo *post,
                        gint64            now,
                        const char       *zone)
{
  g_autofree char *moment = NULL;
  g_autofree char *there = NULL;
  gboolean today;

  if (post->state == CS_POST_REJECTED)
    return g_strdup (_("Does not go out"));
  if (post->release == CS_RELEASE_AT_ONCE)
    return g_strdup (is_before_signing (post->state) ? _("Goes out as soon as it is signed")
                                                     : _("Release: at once after it was signed"));
  if (post->release_at <= 0)
    return g_strdup (_("No release time is set"));

  moment = format_moment (post->release_at, now, zone, &today);
  if (is_elsewhere (post, zone))
    {
      g_autofree char *local = format_there (post->release_at, zone, post->zone);

      /* Translators: a time, and the time zone in which it holds. */
      there = g_strdup_printf (_("%1$s in %2$s"), local, post->zone);
    }
  if (post->release_at <= now)
    return there ? g_strdup_printf (_("Release time was %1$s (%2$s)"), moment, there)
                 : g_strdup_printf (_("Release time was %s"), moment);
  if (post->state == CS_POST_HELD)
    return there ? g_strdup_printf (_("On hold; release time %1$s (%2$s)"), moment, there)
                 : g_strdup_printf (_("On hold; release time %s"), moment);
  if (today)
    return there ? g_strdup_printf (_("Goes out today at %1$s (%2$s)"), moment, there)
                 : g_strdup_printf (_("Goes out today at %s"), moment);
  return there ? g_strdup_printf (_("Goes out on %1$s (%2$s)"), moment, there)
               : g_strdup_printf (_("Goes out on %s"), moment);
}

char *
cs_sheet_words_written (const CsSheetInfo *sheet)
{
  const CsPostInfo *post = sheet->post;
  g_autofree char *names = NULL;

  names = sheet->contributors && *sheet->contributors ? g_strjoinv (_(", "), sheet->contributors)
                                                      : g_strdup (post->author_name);
  if (*post->section_name)
    /* Translators: people, a section of the office, the number of a version. */
    return g_strdup_printf (_("Written by %1$s, %2$s · version %3$u"), names, post->section_name,
                            sheet->revision_number);
  return g_strdup_printf (_("Written by %1$s · version %2$u"), names, sheet->revision_number);
}

char *
cs_sheet_words_publication (const CsPublicationInfo *publication,
                            gint64                   now,
                            const char              *zone)
{
  gint64 next = publication->next_try_at > 0 ? publication->next_try_at : publication->due_at;
  g_autofree char *when = cs_time_format_near (next, now, zone);
  g_autofree char *settled = cs_time_format_near (publication->settled_at, now, zone);

  switch (publication->state)
    {
    case CS_PUBLICATION_QUEUED:
      if (next <= now)
        return g_strdup (_("Goes out now"));
      /* Translators: a time such as “in 12 min” or “today 16:00”. */
      return g_strdup_printf (_("Goes out %s"), when);
    case CS_PUBLICATION_SENDING:
      return g_strdup (_("Is being sent"));
    case CS_PUBLICATION_SENT:
      if (publication->settled_at <= 0)
        return g_strdup (_("Published"));
      return g_strdup_printf (_("Published %s"), settled);
    case CS_PUBLICATION_NOT_SENT:
      if (publication->next_try_at > 0)
        return g_strdup_printf (_("Not published. Tried again by itself %s."), when);
      return g_strdup (_("Not published"));
    case CS_PUBLICATION_UNKNOWN:
      return g_strdup (_("Perhaps published: the network did not answer"));
    case CS_PUBLICATION_EXPIRED:
      return g_strdup (_("Too late: its release time passed"));
    case CS_PUBLICATION_CANCELLED:
      return g_strdup (_("Will not be sent"));
    }
  g_assert_not_reached ();
}

const char *
cs_sheet_words_trouble (const CsPublicationInfo *publication)
{
  g_autoptr(GError) error = NULL;

  if (!*publication->error || publication->state == CS_PUBLICATION_SENT)
    return "";
  error = g_error_new_literal (CS_ERROR, cs_error_from_nick (publication->error), publication->error_detail);
  return cs_error_sentence (error);
}

char *
cs_sheet_words_source (const CsSource *source)
{
  const char *parts[6] = { NULL };
  g_autofree char *page = NULL;
  guint n = 0;

  if (*source->publisher)
    parts[n++] = source->publisher;
  if (*source->title)
    parts[n++] = source->title;
  if (*source->number)
    parts[n++] = source->number;
  if (*source->date)
    parts[n++] = source->date;
  if (n == 0)
    return g_strdup (source->address);
  if (*source->page)
    /* Translators: of a source; %s is the page, such as “4” or “4–6”. */
    parts[n++] = page = g_strdup_printf (_("p. %s"), source->page);
  return g_strjoinv (" · ", (char **) parts);
}

char *
cs_sheet_words_standing (const CsSheetInfo *sheet,
                         gint64             now,
                         const char        *zone)
{
  switch (sheet->post->state)
    {
    case CS_POST_DRAFT:
      return g_strdup (_("A draft: it was not submitted yet."));
    case CS_POST_IN_REVIEW:
      return g_strdup ("");
    case CS_POST_RETURNED:
      if (!*sheet->return_reason)
        return g_strdup (_("Returned to who wrote it."));
      /* Translators: the reason why a post was returned. */
      return g_strdup_printf (_("Returned: “%s”"), sheet->return_reason);
    case CS_POST_REJECTED:
      return g_strdup (_("Rejected: it does not go out."));
    case CS_POST_SIGNED:
    case CS_POST_QUEUED:
      return describe_signed (sheet->post, now, zone);
    case CS_POST_HELD:
      return g_strdup (_("On hold: it does not go out before somebody resumes it."));
    case CS_POST_SENDING:
      return g_strdup (_("It is being published."));
    case CS_POST_PUBLISHED:
      return g_strdup (_("Published."));
    case CS_POST_PARTLY_PUBLISHED:
      return g_strdup (_("Some of it is published, some is not: see under “Publishing” what to do."));
    case CS_POST_UNKNOWN:
      return g_strdup (_("The network did not answer: somebody has to look whether it is published."));
    case CS_POST_FAILED:
      return g_strdup (_("It could not be published: see under “Publishing” what to do."));
    case CS_POST_EXPIRED:
      return g_strdup (_("Its release time passed before it could go out. Choose a new one."));
    case CS_POST_CORRECTED:
      return g_strdup (_("Published and corrected since."));
    case CS_POST_WITHDRAWN:
      return g_strdup (_("Withdrawn: it is no longer published."));
    }
  g_assert_not_reached ();
}

char *
cs_sheet_words_need (CsSheetNeed need,
                     guint       left)
{
  switch (need)
    {
    case CS_NEED_NOTHING:
      return NULL;
    case CS_NEED_TIME:
      return g_strdup (_("Its release time has passed: it needs a new one before it can be signed."));
    case CS_NEED_PICTURE:
      return g_strdup (_("A picture of it cannot be shown, and nothing is approved unseen. Open the post again, or return it."));
    case CS_NEED_SEEING:
      /* Translators: A is a key. */
      return g_strdup (_("You have not had all of it on the screen yet: A goes on to what is left."));
    case CS_NEED_LINES:
      /* Translators: L is a key. */
      return g_strdup_printf (ngettext ("Important: %u line is left to confirm (L).",
                                        "Important: %u lines are left to confirm, one by one (L).", left), left);
    case CS_NEED_TICKS:
      /* Translators: T is a key. */
      return g_strdup_printf (ngettext ("%u point of this stage is left to tick (T).",
                                        "%u points of this stage are left to tick (T).", left), left);
    }
  g_assert_not_reached ();
}

char *
cs_sheet_words_claim (const CsPostInfo *post,
                      gint64            me,
                      gint64            now,
                      const char       *zone)
{
  g_autofree char *until = NULL;
  gboolean today;

  if (post->claimed_by == 0 || post->claimed_until <= now)
    return NULL;
  until = format_moment (post->claimed_until, now, zone, &today);
  if (post->claimed_by == me)
    /* Translators: a time, such as 15:10. */
    return g_strdup_printf (_("You are on it until %s."), until);
  /* Translators: the name of a person, and a time, such as 15:10. */
  return g_strdup_printf (_("%1$s is on it until %2$s."), post->claimed_by_name, until);
}

/* Which of the two bounds of a deadline it is, the stage's own time or the release, shows in the times: working time never
 * passes faster than the clock. Where it does not show, both are named. */
static char *
explain_due (const CsPostInfo *post,
             CsDeadline       *deadline,
             const char       *zone)
{
  gboolean release = post->release == CS_RELEASE_AT_TIME && post->release_at > 0;
  gint64 margin = CS_DEADLINE_MARGIN * G_TIME_SPAN_MINUTE;

  deadline->release_at = release ? post->release_at : 0;
  if (release && deadline->minutes > 0)
    {
      if (deadline->due_at - deadline->opened_at < (gint64) deadline->minutes * G_TIME_SPAN_MINUTE)
        deadline->by_release = TRUE;
      else if (deadline->later_minutes == 0)
        deadline->by_release = deadline->due_at == deadline->release_at - margin;
      else
        return g_strdup (_("It is the earlier of the time that this stage has and the time that the later stages need before the release."));
    }
  else
    {
      deadline->by_release = release;
    }
  return cs_deadline_explain (deadline, zone);
}

char *
cs_sheet_words_due (const CsSheetInfo *sheet,
                    gint64             now,
                    const char        *zone)
{
  const CsPostInfo *post = sheet->post;
  CsDeadline deadline = { .due_at = post->stage_due_at, .opened_at = post->stage_opened_at };
  g_autofree char *why = NULL;
  g_autofree char *when = NULL;
  gboolean today;

  if (post->stage_due_at == 0 || post->state != CS_POST_IN_REVIEW)
    return NULL;
  for (guint i = post->stage; i < sheet->stages->len; i++)
    {
      const CsStageInfo *stage = g_ptr_array_index (sheet->stages, i);

      *(i == post->stage ? &deadline.minutes : &deadline.later_minutes) += stage->minutes;
    }
  why = explain_due (post, &deadline, zone);
  when = format_moment (post->stage_due_at, now, zone, &today);
  /* Translators: by when one has to decide, and a sentence on how that came about. */
  return g_strdup_printf (_("Decide by %1$s. %2$s"), when, why);
}
