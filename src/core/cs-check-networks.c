/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the network of an account cannot do: polls, quotes, who may reply; and variants that fell behind. */

/* From the interfaces of the networks; a network without polls has no options. */
typedef struct
{
  guint most_options;
  guint most_characters;
  guint least_minutes;
  guint most_minutes;
} PollLimits;

static PollLimits
get_poll_limits (CsNetworkKind network)
{
  static const PollLimits mastodon = { 4, 50, 5, 43829 };
  static const PollLimits x = { 4, 25, 5, 10080 };
  static const PollLimits none = { 0, 0, 0, 0 };

  switch (network)
    {
    case CS_NETWORK_PRACTICE:
    case CS_NETWORK_MASTODON:
      return mastodon;
    case CS_NETWORK_X:
      return x;
    case CS_NETWORK_BLUESKY:
    default:
      return none;
    }
}

static void
add_poll (CsCheckRun        *run,
          const CsCheckPart *part,
          const CsTarget    *target,
          guint              option,
          char              *sentence)
{
  CsFinding *finding = cs_check_run_add (run, CS_PLACE_POLL, part, option, "", sentence);

  finding->place.account = target ? target->account : 0;
}

static const char *
name_target (const CsTarget *target)
{
  return target->name ? target->name : cs_network_kind_label (target->limits.network);
}

static void
look_at_options (CsCheckRun        *run,
                 const CsCheckPart *part)
{
  const CsPoll *poll = part->segment->poll;

  if (poll->options->len < 2)
    add_poll (run, part, NULL, 0, g_strdup (_("At least two answers in the poll")));
  for (guint i = 0; i < poll->options->len; i++)
    {
      const char *option = g_ptr_array_index (poll->options, i);

      if (cs_check_is_blank (option))
        /* Translators: %u counts the answers of a poll from 1. */
        add_poll (run, part, NULL, i, g_strdup_printf (_("Words for answer %u of the poll"), i + 1));
      for (guint j = 0; j < i; j++)
        if (!cs_check_is_blank (option) && g_str_equal (option, g_ptr_array_index (poll->options, j)))
          add_poll (run, part, NULL, i, g_strdup_printf (_("Answers %1$u and %2$u of the poll are the same"), j + 1, i + 1));
    }
}

static void
look_at_poll (CsCheckRun        *run,
              const CsCheckPart *part,
              const CsTarget    *target)
{
  const CsPoll *poll = part->segment->poll;
  PollLimits limits = get_poll_limits (target->limits.network);
  const char *name = name_target (target);

  if (limits.most_options == 0)
    {
      /* Translators: %s is an account or a network. */
      add_poll (run, part, target, 0, g_strdup_printf (_("There are no polls on %s"), name));
      return;
    }
  if (part->segment->media->len > 0)
    add_poll (run, part, target, 0, g_strdup_printf (_("A poll without pictures for %s"), name));
  if (poll->options->len > limits.most_options)
    /* Translators: %2$s is an account or a network. */
    add_poll (run, part, target, limits.most_options,
              g_strdup_printf (_("At most %1$u answers in the poll for %2$s"), limits.most_options, name));
  if (poll->minutes < limits.least_minutes || poll->minutes > limits.most_minutes)
    add_poll (run, part, target, 0, g_strdup_printf (_("Another length of the poll for %s"), name));
  for (guint i = 0; i < poll->options->len; i++)
    if (g_utf8_strlen (g_ptr_array_index (poll->options, i), -1) > (glong) limits.most_characters)
      /* Translators: %1$u counts the answers of a poll from 1, %2$u is a number of characters, %3$s an account or a network. */
      add_poll (run, part, target, i, g_strdup_printf (_("Answer %1$u with at most %2$u characters for %3$s"), i + 1,
                                                       limits.most_characters, name));
}

void
cs_check_poll (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      if (!part->segment->poll)
        continue;
      look_at_options (run, part);
      for (guint j = 0; j < part->accounts->len; j++)
        {
          const CsTarget *target = cs_check_run_find_target (run, g_array_index (part->accounts, gint64, j));

          if (target)
            look_at_poll (run, part, target);
        }
    }
}

/* Mastodon takes no quote beside pictures or a poll. */
void
cs_check_quote (CsCheckRun *run)
{
  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);

      if (*part->segment->quote == '\0' || (part->segment->media->len == 0 && !part->segment->poll))
        continue;
      for (guint j = 0; j < part->accounts->len; j++)
        {
          const CsTarget *target = cs_check_run_find_target (run, g_array_index (part->accounts, gint64, j));

          if (target && (target->limits.network == CS_NETWORK_MASTODON || target->limits.network == CS_NETWORK_PRACTICE))
            cs_check_run_add (run, CS_PLACE_TEXT, part, 0, "",
                              /* Translators: %s is an account or a network. */
                              g_strdup_printf (_("A quoted post without pictures and polls beside it for %s"),
                                               name_target (target)))->place.account = target->account;
        }
    }
}

/* Where everybody can reply whatever the post says. */
void
cs_check_replies (CsCheckRun *run)
{
  const CsContent *content = run->question->content;

  if (content->replies_from == CS_REPLIES_FROM_EVERYONE)
    return;
  for (guint i = 0; i < content->accounts->len; i++)
    {
      const CsTarget *target = cs_check_run_find_target (run, g_array_index (content->accounts, gint64, i));

      if (target && (target->limits.network == CS_NETWORK_MASTODON || target->limits.network == CS_NETWORK_PRACTICE))
        /* Translators: %s is an account or a network. */
        cs_check_run_add (run, CS_PLACE_ACCOUNTS, NULL, 0, "", g_strdup_printf (_("Everybody can reply on %s"), name_target (target)))
        ->place.account = target->account;
    }
}

void
cs_check_stale (CsCheckRun *run)
{
  const CsContent *content = run->question->content;

  for (guint i = 0; i < run->parts->len; i++)
    {
      const CsCheckPart *part = &g_array_index (run->parts, CsCheckPart, i);
      const CsVariant *variant = part->variant > 0 && part->position == 0
                                 ? cs_content_get_variant (content, part->variant - 1) : NULL;

      if (!variant || !cs_content_variant_is_stale (content, variant))
        continue;
      cs_check_run_add (run, CS_PLACE_TEXT, part, 0, "",
                        *variant->language != '\0'
                        /* Translators: %s is a language code such as “zh”. */
                        ? g_strdup_printf (_("A look at the translation (%s): the main text has changed since"), variant->language)
                        : g_strdup (_("A look at the variant: the main text has changed since")));
    }
}
