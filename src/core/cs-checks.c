/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-films.h"

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

/* One part of the content, with the accounts that it goes to. */
typedef struct
{
  const CsContent *content;
  const CsSegment *segment;
  const CsVariant *variant;  /* or NULL */
  guint            part;
  guint            position; /* in its thread */
} Part;

static gboolean
goes_to (const Part     *part,
         const CsTarget *target)
{
  return cs_content_has_account (part->content, target->account) &&
         cs_content_find_variant (part->content, target->account) == part->variant;
}

static void
check_length (GArray         *checks,
              const Part     *part,
              const CsTarget *target)
{
  g_autofree char *text = cs_content_get_outgoing_text (part->content, target->account, part->position);
  CsTextCount count = cs_text_count (text, &target->limits);
  guint excess;

  if (count.fits)
    return;

  excess = count.length > target->limits.max_length ? count.length - target->limits.max_length : 0;
  if (excess == 0 && target->limits.max_bytes > 0 && count.bytes > target->limits.max_bytes)
    excess = count.bytes - target->limits.max_bytes;
  add (checks, CS_CHECK_TOO_LONG, part->part, 0, target->account, excess);
}

static void
check_text (GArray     *checks,
            const Part *part,
            GArray     *targets)
{
  const CsSegment *segment = part->segment;

  if (segment->media->len == 0 && is_blank (segment->text) && *segment->quote == '\0')
    {
      if (!cs_content_is_silent (part->content))
        add (checks, CS_CHECK_NO_TEXT, part->part, 0, 0, 0);
      return;
    }

  for (guint i = 0; i < targets->len; i++)
    if (goes_to (part, &g_array_index (targets, CsTarget, i)))
      check_length (checks, part, &g_array_index (targets, CsTarget, i));
}

static void
check_number_of_media (GArray     *checks,
                       const Part *part,
                       GArray     *targets)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const CsTarget *target = &g_array_index (targets, CsTarget, i);

      if (goes_to (part, target) && part->segment->media->len > target->max_media)
        add (checks, CS_CHECK_TOO_MANY_MEDIA, part->part, 0, target->account,
             part->segment->media->len - target->max_media);
    }
}

static void
check_media (GArray     *checks,
             const Part *part,
             guint       media,
             GArray     *targets)
{
  const CsMediaItem *item = cs_segment_get_media (part->segment, media);
  glong length = g_utf8_strlen (item->alt_text, -1);

  if (item->chart != NULL && !cs_chart_check (item->chart, NULL))
    add (checks, CS_CHECK_CHART, part->part, media, 0, 0);
  if (!item->decorative && is_blank (item->alt_text))
    add (checks, CS_CHECK_NO_ALT_TEXT, part->part, media, 0, 0);

  for (guint i = 0; i < targets->len; i++)
    {
      const CsTarget *target = &g_array_index (targets, CsTarget, i);

      if (goes_to (part, target) && length > (glong) target->max_alt)
        add (checks, CS_CHECK_ALT_TOO_LONG, part->part, media, target->account,
             (guint) (length - (glong) target->max_alt));
    }
}

static gboolean
is_finished (const CsPoll *poll)
{
  for (guint i = 0; i < poll->options->len; i++)
    {
      const char *option = g_ptr_array_index (poll->options, i);

      if (is_blank (option))
        return FALSE;
      for (guint j = 0; j < i; j++)
        if (g_str_equal (option, g_ptr_array_index (poll->options, j)))
          return FALSE;
    }

  return poll->options->len >= 2;
}

static void
check_part (GArray     *checks,
            const Part *part,
            GArray     *targets)
{
  if (part->variant != NULL && part->position == 0 && cs_content_variant_is_stale (part->content, part->variant))
    add (checks, CS_CHECK_STALE, part->part, 0, g_array_index (part->variant->accounts, gint64, 0), 0);
  check_text (checks, part, targets);
  check_number_of_media (checks, part, targets);
  for (guint i = 0; i < part->segment->media->len; i++)
    check_media (checks, part, i, targets);
  if (part->segment->poll != NULL && !is_finished (part->segment->poll))
    add (checks, CS_CHECK_POLL, part->part, 0, 0, 0);
  for (guint i = 0; i < targets->len; i++)
    if (goes_to (part, &g_array_index (targets, CsTarget, i)))
      cs_check_network (checks, part->content, part->part, part->position, &g_array_index (targets, CsTarget, i));
}

static guint
check_thread (GArray          *checks,
              const CsContent *content,
              const CsVariant *variant,
              guint            first,
              GArray          *targets)
{
  GPtrArray *segments = variant != NULL ? variant->segments : content->segments;

  for (guint i = 0; i < segments->len; i++)
    {
      Part part = { content, g_ptr_array_index (segments, i), variant, first + i, i };

      check_part (checks, &part, targets);
    }

  return first + segments->len;
}

GArray *
cs_check_content (const CsContent *content,
                  GArray          *targets,
                  CsRelease        release,
                  gint64           release_at,
                  gint64           now)
{
  GArray *checks = g_array_new (FALSE, FALSE, sizeof (CsCheck));
  guint next;

  g_return_val_if_fail (content != NULL && targets != NULL, checks);

  if (content->accounts->len == 0)
    add (checks, CS_CHECK_NO_ACCOUNT, 0, 0, 0, 0);
  next = check_thread (checks, content, NULL, 0, targets);
  for (guint i = 0; i < content->variants->len; i++)
    next = check_thread (checks, content, cs_content_get_variant (content, i), next, targets);
  cs_check_films (checks, content, targets);
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
  [CS_CHECK_POLL] = "poll",
  [CS_CHECK_NO_POLLS] = "no-polls",
  [CS_CHECK_POLL_OPTIONS] = "poll-options",
  [CS_CHECK_POLL_OPTION_LONG] = "poll-option-long",
  [CS_CHECK_POLL_TIME] = "poll-time",
  [CS_CHECK_EXCLUDES] = "excludes",
  [CS_CHECK_NO_QUOTES] = "no-quotes",
  [CS_CHECK_QUOTE_ADDRESS] = "quote-address",
  [CS_CHECK_REPLY_ADDRESS] = "reply-address",
  [CS_CHECK_REPOST_IN_THREAD] = "repost-in-thread",
  [CS_CHECK_REPLY_SETTINGS] = "reply-settings",
  [CS_CHECK_QUOTE_SETTINGS] = "quote-settings",
  [CS_CHECK_AI_MARK] = "ai-mark",
  [CS_CHECK_NO_WARNINGS] = "no-warnings",
  [CS_CHECK_VISIBILITY] = "visibility",
  [CS_CHECK_STALE] = "stale",
  [CS_CHECK_FILM_CUT] = "film-cut",
  [CS_CHECK_FILM_FIT] = "film-fit",
  [CS_CHECK_FILM_ALONE] = "film-alone",
};

G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == CS_CHECK_FILM_ALONE + 1);

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

/* In each sentence %s is an account such as “@office@example.org”. */
static char *
say_network (const CsCheck *check,
             const char    *account)
{
  switch ((guint) check->kind)
    {
    case CS_CHECK_POLL:
      return g_strdup (_("At least two answers for the poll, all different"));
    case CS_CHECK_NO_POLLS:
      return g_strdup_printf (_("No poll for %s: its network has none"), account);
    case CS_CHECK_POLL_OPTIONS:
      return g_strdup_printf (ngettext ("%1$u answer too many in the poll for %2$s",
                                        "%1$u answers too many in the poll for %2$s", check->excess), check->excess, account);
    case CS_CHECK_POLL_OPTION_LONG:
      /* Translators: %1$u counts the answers from 1, %3$s is an account. */
      return g_strdup_printf (ngettext ("Answer %1$u of the poll: %2$u character too long for %3$s",
                                        "Answer %1$u of the poll: %2$u characters too long for %3$s", check->excess),
                              check->media + 1, check->excess, account);
    case CS_CHECK_POLL_TIME:
      return g_strdup_printf (_("A time that %s lets a poll be open"), account);
    case CS_CHECK_EXCLUDES:
      return g_strdup_printf (_("Only one for %s: pictures, a poll or a quote"), account);
    case CS_CHECK_NO_QUOTES:
      return g_strdup_printf (_("No quote for %s: it is not allowed to quote there"), account);
    case CS_CHECK_QUOTE_ADDRESS:
      return g_strdup_printf (_("The address of a post to quote on the network of %s"), account);
    case CS_CHECK_REPLY_ADDRESS:
      return g_strdup_printf (_("The address of a post to answer on the network of %s"), account);
    case CS_CHECK_REPOST_IN_THREAD:
      return g_strdup (_("Words beside the quote: a repost without words cannot be part of a thread"));
    case CS_CHECK_REPLY_SETTINGS:
      return g_strdup_printf (_("Other replies for %s: its network cannot limit them so"), account);
    case CS_CHECK_QUOTE_SETTINGS:
      return g_strdup_printf (_("Quotes by everyone for %s: its network cannot forbid them"), account);
    case CS_CHECK_AI_MARK:
      return g_strdup_printf (_("Words that say that AI was used, for %s: its network has no mark"), account);
    case CS_CHECK_NO_WARNINGS:
      return g_strdup_printf (_("No content warning for %s: its network has none"), account);
    case CS_CHECK_VISIBILITY:
      return g_strdup_printf (_("Another visibility for %s: its network cannot show a post to followers only"), account);
    case CS_CHECK_STALE:
      return g_strdup_printf (_("Confirm the words for %s: the main text was changed since"), account);
    default:
      return g_strdup ("");
    }
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

    case CS_CHECK_FILM_CUT:
      /* Translators: an account such as “@office@example.org” */
      return g_strdup_printf (_("A film of a length that %s takes"), account_name ? account_name : "");

    case CS_CHECK_FILM_FIT:
      /* Translators: an account such as “@office@example.org” */
      return g_strdup_printf (_("A smaller version of the film for %s"), account_name ? account_name : "");

    case CS_CHECK_FILM_ALONE:
      return g_strdup (_("A film stands alone: no pictures beside it"));

    case CS_CHECK_POLL:
    case CS_CHECK_NO_POLLS:
    case CS_CHECK_POLL_OPTIONS:
    case CS_CHECK_POLL_OPTION_LONG:
    case CS_CHECK_POLL_TIME:
    case CS_CHECK_EXCLUDES:
    case CS_CHECK_NO_QUOTES:
    case CS_CHECK_QUOTE_ADDRESS:
    case CS_CHECK_REPLY_ADDRESS:
    case CS_CHECK_REPOST_IN_THREAD:
    case CS_CHECK_REPLY_SETTINGS:
    case CS_CHECK_QUOTE_SETTINGS:
    case CS_CHECK_AI_MARK:
    case CS_CHECK_NO_WARNINGS:
    case CS_CHECK_VISIBILITY:
    case CS_CHECK_STALE:
    default:
      return say_network (check, account_name != NULL ? account_name : _("one account"));
    }
}
