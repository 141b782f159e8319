/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-journal-private.h"
#include "cs-time.h"

/* Sentences about the working calendar, absences, emergencies and freezes. */

char *
cs_journal_tell_calendar_hours_set (const char *who,
                                    JsonObject *details)
{
  return g_strdup_printf (_("%s set the office’s working hours."), who);
}

char *
cs_journal_tell_calendar_day_set (const char *who,
                                  JsonObject *details)
{
  JsonNode *works = json_object_get_member (details, "works");
  const char *day = get_text (details, "day");
  const char *name = get_text (details, "name");

  if (works && JSON_NODE_HOLDS_VALUE (works) && json_node_get_boolean (works))
    /* Translators: %2$s is a day such as 2026-10-10, %3$s what it is called. */
    return g_strdup_printf (_("%1$s made %2$s (%3$s) a working day."), who, day, name);

  /* Translators: %2$s is a day such as 2026-10-01, %3$s what it is called. */
  return g_strdup_printf (_("%1$s made %2$s (%3$s) a day off."), who, day, name);
}

char *
cs_journal_tell_calendar_day_removed (const char *who,
                                      JsonObject *details)
{
  /* Translators: %2$s is a day such as 2026-10-01. */
  return g_strdup_printf (_("%1$s made %2$s an ordinary day again."), who, get_text (details, "day"));
}

char *
cs_journal_tell_calendar_imported (const char *who,
                                   JsonObject *details)
{
  guint n = (guint) get_number (details, "days");

  /* Translators: %2$u is a number of days, %3$s the name of a file. */
  return g_strdup_printf (ngettext ("%1$s imported %2$u day from “%3$s” into the calendar.",
                                    "%1$s imported %2$u days from “%3$s” into the calendar.", n),
                          who, n, get_text (details, "file"));
}

char *
cs_journal_tell_escalated (const char *who,
                           JsonObject *details)
{
  /* Translators: %1$s is a stage of the route, %2$s a person. */
  return g_strdup_printf (_("“%1$s” was not decided in time; %2$s may decide too."),
                          get_text (details, "stage_title"), get_text (details, "name"));
}

static char *
format_time (JsonObject *details,
             const char *name)
{
  return cs_time_format_full (get_number (details, name), get_text (details, "zone"));
}

char *
cs_journal_tell_delegation_added (const char *who,
                                  JsonObject *details)
{
  const char *principal = get_text (details, "principal_name");
  const char *delegate = get_text (details, "delegate_name");
  const char *reference = get_text (details, "reference");
  g_autofree char *from = format_time (details, "from_at");
  g_autofree char *until = format_time (details, "until_at");

  if (*reference == '\0')
    /* Translators: %2$s signs for %1$s, who entered it; %3$s and %4$s are times. */
    return g_strdup_printf (_("%1$s is away and lets %2$s sign, from %3$s until %4$s."), principal, delegate, from, until);

  /* Translators: %1$s entered that %3$s signs for %2$s; %4$s and %5$s are times, %6$s names a written order. */
  return g_strdup_printf (_("%1$s entered that %3$s signs for %2$s, from %4$s until %5$s, by the order “%6$s”."), who, principal,
                          delegate, from, until, reference);
}

char *
cs_journal_tell_delegation_ended (const char *who,
                                  JsonObject *details)
{
  /* Translators: %2$s signed for %3$s, which %1$s ended. */
  return g_strdup_printf (_("%1$s ended that %2$s signs for %3$s."), who, get_text (details, "delegate_name"),
                          get_text (details, "principal_name"));
}

char *
cs_journal_tell_delegation_seen (const char *who,
                                 JsonObject *details)
{
  /* Translators: %2$s decided in the name of %1$s. */
  return g_strdup_printf (_("%1$s looked at what %2$s decided in %1$s’s name."), who,
                          get_text (details, "delegate_name"));
}

char *
cs_journal_tell_emergency_started (const char *who,
                                   JsonObject *details)
{
  /* Translators: %2$s is the reason that was given. */
  return g_strdup_printf (_("%1$s sent the post by the emergency lane: %2$s"), who, get_text (details, "reason"));
}

char *
cs_journal_tell_emergency_cleared (const char *who,
                                   JsonObject *details)
{
  /* Translators: %2$s is what the review found. */
  return g_strdup_printf (_("%1$s made the full review of the emergency post: %2$s"), who,
                          get_text (details, "finding"));
}

char *
cs_journal_tell_queue_frozen (const char *who,
                              JsonObject *details)
{
  /* Translators: %2$s is the reason that was given. */
  return g_strdup_printf (_("%1$s froze the ordinary queue: %2$s"), who, get_text (details, "reason"));
}

char *
cs_journal_tell_queue_thawed (const char *who,
                              JsonObject *details)
{
  return g_strdup_printf (_("%s let the ordinary queue go on."), who);
}

char *
cs_journal_tell_clock_set_back (const char *who,
                                JsonObject *details)
{
  g_autofree char *last = cs_time_format_full (get_number (details, "last_at"), get_text (details, "zone"));

  /* Translators: %s is a date and time with its zone. */
  return g_strdup_printf (_("The computer’s clock was set back: the entry before this one is of %s."), last);
}
