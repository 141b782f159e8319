/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-checks.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

static void
add (GArray      *checks,
     CsCheckKind  kind,
     guint        segment,
     guint        media,
     gint64       account,
     guint        excess)
{
  CsCheck check = { kind, segment, media, account, excess };

  g_array_append_val (checks, check);
}

static void
check_text (GArray          *checks,
            const CsContent *content,
            guint            position,
            GArray          *targets)
{
  const CsSegment *segment = cs_content_get_segment (content, position);

  if (segment->media->len == 0 && is_blank (segment->text))
    {
      add (checks, CS_CHECK_NO_TEXT, position, 0, 0, 0);
      return;
    }

  for (guint i = 0; i < targets->len; i++)
    {
      const CsTarget *target = &g_array_index (targets, CsTarget, i);
      CsTextCount count;
      guint excess;

      if (!cs_content_has_account (content, target->account))
        continue;
      count = cs_text_count (segment->text, &target->limits);
      if (count.fits)
        continue;
      excess = count.length > target->limits.max_length ? count.length - target->limits.max_length : 0;
      if (excess == 0 && target->limits.max_bytes > 0 && count.bytes > target->limits.max_bytes)
        excess = count.bytes - target->limits.max_bytes;
      add (checks, CS_CHECK_TOO_LONG, position, 0, target->account, excess);
    }
}

static void
check_number_of_media (GArray          *checks,
                       const CsContent *content,
                       guint            position,
                       GArray          *targets)
{
  const CsSegment *segment = cs_content_get_segment (content, position);

  for (guint i = 0; i < targets->len; i++)
    {
      const CsTarget *target = &g_array_index (targets, CsTarget, i);

      if (cs_content_has_account (content, target->account) && segment->media->len > target->max_media)
        add (checks, CS_CHECK_TOO_MANY_MEDIA, position, 0, target->account,
             segment->media->len - target->max_media);
    }
}

static void
check_media (GArray          *checks,
             const CsContent *content,
             guint            position,
             guint            media,
             GArray          *targets)
{
  const CsMediaItem *item = cs_segment_get_media (cs_content_get_segment (content, position), media);
  glong length = g_utf8_strlen (item->alt_text, -1);

  if (item->chart != NULL && !cs_chart_check (item->chart, NULL))
    add (checks, CS_CHECK_CHART, position, media, 0, 0);
  if (!item->decorative && is_blank (item->alt_text))
    add (checks, CS_CHECK_NO_ALT_TEXT, position, media, 0, 0);

  for (guint i = 0; i < targets->len; i++)
    {
      const CsTarget *target = &g_array_index (targets, CsTarget, i);

      if (cs_content_has_account (content, target->account) && length > (glong) target->max_alt)
        add (checks, CS_CHECK_ALT_TOO_LONG, position, media, target->account,
             (guint) (length - (glong) target->max_alt));
    }
}

GArray *
cs_check_content (const CsContent *content,
                  GArray          *targets,
                  CsRelease        release,
                  gint64           release_at,
                  gint64           now)
{
  GArray *checks = g_array_new (FALSE, FALSE, sizeof (CsCheck));

  g_return_val_if_fail (content != NULL && targets != NULL, checks);

  if (content->accounts->len == 0)
    add (checks, CS_CHECK_NO_ACCOUNT, 0, 0, 0, 0);
  for (guint i = 0; i < content->segments->len; i++)
    {
      check_text (checks, content, i, targets);
      check_number_of_media (checks, content, i, targets);
      for (guint j = 0; j < cs_content_get_segment (content, i)->media->len; j++)
        check_media (checks, content, i, j, targets);
    }
  if (release == CS_RELEASE_AT_TIME && release_at == 0)
    add (checks, CS_CHECK_NO_RELEASE_TIME, 0, 0, 0, 0);
  else if (release == CS_RELEASE_AT_TIME && release_at <= now)
    add (checks, CS_CHECK_RELEASE_PAST, 0, 0, 0, 0);

  return checks;
}

static const char * const nicks[] = {
  [CS_CHECK_NO_TEXT] = "no-text",
  [CS_CHECK_NO_ACCOUNT] = "no-account",
  [CS_CHECK_NO_ALT_TEXT] = "no-alt-text",
  [CS_CHECK_TOO_LONG] = "too-long",
  [CS_CHECK_TOO_MANY_MEDIA] = "too-many-media",
  [CS_CHECK_ALT_TOO_LONG] = "alt-too-long",
  [CS_CHECK_CHART] = "chart",
  [CS_CHECK_RELEASE_PAST] = "release-past",
  [CS_CHECK_NO_RELEASE_TIME] = "no-release-time",
};

G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == CS_CHECK_NO_RELEASE_TIME + 1);

const char *
cs_check_kind_nick (CsCheckKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), nicks[0]);

  return nicks[kind];
}

gboolean
cs_check_kind_from_nick (const char  *nick,
                         CsCheckKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (nicks[i], nick) == 0)
      {
        *kind = (CsCheckKind) i;
        return TRUE;
      }

  return FALSE;
}

static char *
say_too_long (const CsCheck *check,
              const char    *account_name)
{
  if (account_name != NULL)
    /* Translators: %2$s is an account such as “@office@example.org”. */
    return g_strdup_printf (ngettext ("%1$u character too long for %2$s",
                                      "%1$u characters too long for %2$s", check->excess),
                            check->excess, account_name);

  return g_strdup_printf (ngettext ("%u character too long", "%u characters too long", check->excess),
                          check->excess);
}

static char *
say_too_many_media (const CsCheck *check,
                    const char    *account_name)
{
  if (account_name != NULL)
    /* Translators: %2$s is an account such as “@office@example.org”. */
    return g_strdup_printf (ngettext ("%1$u picture too many for %2$s",
                                      "%1$u pictures too many for %2$s", check->excess),
                            check->excess, account_name);

  return g_strdup_printf (ngettext ("%u picture too many", "%u pictures too many", check->excess),
                          check->excess);
}

static char *
say_alt_too_long (const CsCheck *check,
                  const char    *account_name)
{
  if (account_name != NULL)
    /* Translators: %1$u counts pictures from 1, %3$s is an account such as “@office@example.org”. */
    return g_strdup_printf (ngettext ("Alt text for picture %1$u: %2$u character too long for %3$s",
                                      "Alt text for picture %1$u: %2$u characters too long for %3$s",
                                      check->excess),
                            check->media + 1, check->excess, account_name);

  /* Translators: the first number counts pictures from 1. */
  return g_strdup_printf (ngettext ("Alt text for picture %u: %u character too long",
                                    "Alt text for picture %u: %u characters too long", check->excess),
                          check->media + 1, check->excess);
}

char *
cs_check_sentence (const CsCheck *check,
                   const char    *account_name)
{
  g_return_val_if_fail (check != NULL, NULL);

  switch (check->kind)
    {
    case CS_CHECK_NO_TEXT:
      if (check->segment > 0)
        /* Translators: %u counts the parts of a thread from 1. */
        return g_strdup_printf (_("Text or a picture in part %u"), check->segment + 1);
      return g_strdup (_("Text or a picture"));

    case CS_CHECK_NO_ACCOUNT:
      return g_strdup (_("An account to publish on"));

    case CS_CHECK_NO_ALT_TEXT:
      /* Translators: %u counts pictures from 1. */
      return g_strdup_printf (_("Alt text for picture %u"), check->media + 1);

    case CS_CHECK_TOO_LONG:
      return say_too_long (check, account_name);

    case CS_CHECK_TOO_MANY_MEDIA:
      return say_too_many_media (check, account_name);

    case CS_CHECK_ALT_TOO_LONG:
      return say_alt_too_long (check, account_name);

    case CS_CHECK_CHART:
      /* Translators: %u counts pictures from 1. */
      return g_strdup_printf (_("Title, unit, source, date or numbers of the chart in picture %u"), check->media + 1);

    case CS_CHECK_RELEASE_PAST:
      return g_strdup (_("A release time that has not passed"));

    case CS_CHECK_NO_RELEASE_TIME:
      return g_strdup (_("A release time"));

    default:
      return g_strdup ("");
    }
}
