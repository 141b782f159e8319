/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <glib/gi18n.h>
#include <string.h>

/* What every post needs, and what the networks of its accounts take. */

void
cs_check_no_text (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      if (part->segment->media->len > 0 || *part->segment->quote != '\0' || !cs_check_is_blank (part->segment->text))
        continue;
      cs_check_run_add (run, CS_PLACE_TEXT, part, 0, "",
                        part->position > 0
                        /* Translators: %u counts the parts of a thread from 1. */
                        ? g_strdup_printf (_("Text or a picture in part %u"), part->position + 1)
                        : g_strdup (_("Text or a picture")));
    }
}

void
cs_check_no_account (CsCheckRun *run)
{
  if (run->question->content->accounts->len == 0)
    cs_check_run_add (run, CS_PLACE_ACCOUNTS, NULL, 0, "", g_strdup (_("An account to publish on")));
}

static CsFinding *
add_for_account (CsCheckRun        *run,
                 CsPlaceKind        kind,
                 const CsCheckPart *part,
                 guint              media,
                 const CsTarget    *target,
                 guint              excess,
                 char              *sentence)
{
  CsFinding *finding = cs_check_run_add (run, kind, part, media, "", sentence);

  finding->place.account = target->account;
  finding->excess = excess;
  return finding;
}

static char *
say_too_long (guint           excess,
              const CsTarget *target)
{
  if (target->name)
    /* Translators: %2$s is an account such as “@office@example.org”. */
    return g_strdup_printf (ngettext ("%1$u character too long for %2$s",
                                      "%1$u characters too long for %2$s", excess), excess, target->name);

  return g_strdup_printf (ngettext ("%u character too long", "%u characters too long", excess), excess);
}

static void
look_at_length (CsCheckRun        *run,
                const CsCheckPart *part,
                const CsTarget    *target)
{
  g_autofree char *outgoing = cs_content_get_outgoing_text (run->question->content, target->account, part->position);
  CsTextCount count = cs_text_count (outgoing, &target->limits);
  guint excess;
  CsFinding *finding;

  if (count.fits)
    return;
  excess = count.length > target->limits.max_length ? count.length - target->limits.max_length : 0;
  if (excess == 0 && target->limits.max_bytes > 0 && count.bytes > target->limits.max_bytes)
    excess = count.bytes - target->limits.max_bytes;
  finding = add_for_account (run, CS_PLACE_TEXT, part, 0, target, excess, say_too_long (excess, target));
  finding->place.end = strlen (part->segment->text);
  finding->place.start = MIN (count.fits_bytes, finding->place.end);
}

/* Calls @look for every part and each account that gets it. */
static void
for_each_target (CsCheckRun *run,
                 void      (*look)(CsCheckRun *run, const CsCheckPart *part, const CsTarget *target))
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 0; j < part->accounts->len; j++)
        {
          const CsTarget *target = cs_check_run_find_target (run, g_array_index (part->accounts, gint64, j));

          if (target)
            look (run, part, target);
        }
    }
}

void
cs_check_too_long (CsCheckRun *run)
{
  for_each_target (run, look_at_length);
}

static void
look_at_number (CsCheckRun        *run,
                const CsCheckPart *part,
                const CsTarget    *target)
{
  guint excess = part->segment->media->len > target->max_media ? part->segment->media->len - target->max_media : 0;
  char *sentence;

  if (excess == 0)
    return;
  if (target->name)
    /* Translators: %2$s is an account such as “@office@example.org”. */
    sentence = g_strdup_printf (ngettext ("%1$u picture too many for %2$s", "%1$u pictures too many for %2$s", excess),
                                excess, target->name);
  else
    sentence = g_strdup_printf (ngettext ("%u picture too many", "%u pictures too many", excess), excess);
  add_for_account (run, CS_PLACE_MEDIA, part, 0, target, excess, sentence);
}

void
cs_check_too_many_media (CsCheckRun *run)
{
  for_each_target (run, look_at_number);
}

static char *
say_alt_too_long (guint           media,
                  guint           excess,
                  const CsTarget *target)
{
  if (target->name)
    /* Translators: %1$u counts pictures from 1, %3$s is an account such as “@office@example.org”. */
    return g_strdup_printf (ngettext ("Alt text for picture %1$u: %2$u character too long for %3$s",
                                      "Alt text for picture %1$u: %2$u characters too long for %3$s", excess),
                            media + 1, excess, target->name);

  /* Translators: the first number counts pictures from 1. */
  return g_strdup_printf (ngettext ("Alt text for picture %u: %u character too long",
                                    "Alt text for picture %u: %u characters too long", excess), media + 1, excess);
}

static void
look_at_alt (CsCheckRun        *run,
             const CsCheckPart *part,
             const CsTarget    *target)
{
  for (guint i = 0; i < part->segment->media->len; i++)
    {
      glong length = g_utf8_strlen (cs_segment_get_media (part->segment, i)->alt_text, -1);
      guint excess = length > (glong) target->max_alt ? (guint) (length - (glong) target->max_alt) : 0;

      if (excess > 0)
        add_for_account (run, CS_PLACE_ALT, part, i, target, excess, say_alt_too_long (i, excess, target));
    }
}

void
cs_check_alt_too_long (CsCheckRun *run)
{
  for_each_target (run, look_at_alt);
}

void
cs_check_no_alt_text (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 0; j < part->segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (part->segment, j);
          g_autofree char *digest = cs_digest_to_hex (&item->digest);

          if (!item->decorative && cs_check_is_blank (item->alt_text))
            /* Translators: %u counts pictures from 1. */
            cs_check_run_add (run, CS_PLACE_ALT, part, j, digest, g_strdup_printf (_("Alt text for picture %u"), j + 1));
        }
    }
}

void
cs_check_chart (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      for (guint j = 0; j < part->segment->media->len; j++)
        {
          const CsChart *chart = cs_segment_get_media (part->segment, j)->chart;

          if (chart && !cs_chart_check (chart, NULL))
            cs_check_run_add (run, CS_PLACE_CHART, part, j, chart->title,
                              /* Translators: %u counts pictures from 1. */
                              g_strdup_printf (_("Title, unit, source, date or numbers of the chart in picture %u"),
                                               j + 1));
        }
    }
}

void
cs_check_release_past (CsCheckRun *run)
{
  const CsCheckQuestion *question = run->question;

  if (question->release == CS_RELEASE_AT_TIME && question->release_at != 0 && question->release_at <= question->now)
    cs_check_run_add (run, CS_PLACE_RELEASE, NULL, 0, "", g_strdup (_("A release time that has not passed")));
}

void
cs_check_no_release_time (CsCheckRun *run)
{
  if (run->question->release == CS_RELEASE_AT_TIME && run->question->release_at == 0)
    cs_check_run_add (run, CS_PLACE_RELEASE, NULL, 0, "", g_strdup (_("A release time")));
}
