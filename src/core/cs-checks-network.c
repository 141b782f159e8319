/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-checks.h"

#include <string.h>

#include "cs-post-address.h"

/* What a network cannot do of what is asked for: said before anything is submitted, so that nothing is left out in silence when it is sent. */

typedef struct
{
  GArray          *checks;
  const CsContent *content;
  const CsTarget  *target;
  const CsSegment *segment;
  guint            part;     /* as parts are counted over the whole content */
  guint            position; /* in its thread */
} Look;

static void
add (const Look  *look,
     CsCheckKind  kind,
     guint        media,
     guint        excess)
{
  CsCheck check = { kind, look->part, media, look->target->account, excess };

  g_array_append_val (look->checks, check);
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

gboolean
cs_segment_is_repost (const CsSegment *segment)
{
  g_return_val_if_fail (segment != NULL, FALSE);

  return *segment->quote != '\0' && segment->media->len == 0 && segment->poll == NULL && is_blank (segment->text);
}

static void
look_at_poll (const Look *look)
{
  const CsPoll *poll = look->segment->poll;
  const CsTarget *target = look->target;

  if (target->max_poll_options == 0)
    {
      add (look, CS_CHECK_NO_POLLS, 0, 0);
      return;
    }
  if (poll->options->len > target->max_poll_options)
    add (look, CS_CHECK_POLL_OPTIONS, 0, poll->options->len - target->max_poll_options);
  for (guint i = 0; i < poll->options->len; i++)
    {
      CsTextLimits limits = target->limits;
      CsTextCount count;

      limits.max_length = target->max_poll_option;
      count = cs_text_count (g_ptr_array_index (poll->options, i), &limits);
      if (count.length > limits.max_length)
        add (look, CS_CHECK_POLL_OPTION_LONG, i, count.length - limits.max_length);
    }
  if (poll->minutes < target->min_poll_minutes || poll->minutes > target->max_poll_minutes)
    add (look, CS_CHECK_POLL_TIME, 0, 0);
  if (look->segment->media->len > 0 || *look->segment->quote != '\0')
    add (look, CS_CHECK_EXCLUDES, 0, 0);
}

static void
look_at_quote (const Look *look)
{
  const CsSegment *segment = look->segment;
  gboolean repost = cs_segment_is_repost (segment);

  if (!cs_post_address_is_on (segment->quote, look->target->limits.network))
    add (look, CS_CHECK_QUOTE_ADDRESS, 0, 0);
  else if (!repost && !look->target->quotes)
    add (look, CS_CHECK_NO_QUOTES, 0, 0);
  if (!repost && segment->poll == NULL && segment->media->len > 0 && look->target->limits.network != CS_NETWORK_BLUESKY)
    add (look, CS_CHECK_EXCLUDES, 0, 0);
  /* A repost has no place in a thread: it answers nothing and nothing can answer it in the office's name. */
  if (repost && cs_content_get_segments_for (look->content, look->target->account)->len > 1)
    add (look, CS_CHECK_REPOST_IN_THREAD, 0, 0);
}

static gboolean
takes_replies_from (CsNetworkKind network,
                    CsRepliesFrom from)
{
  switch (network)
    {
    case CS_NETWORK_X:
      return from == CS_REPLIES_FROM_EVERYONE || from == CS_REPLIES_FROM_FOLLOWED || from == CS_REPLIES_FROM_MENTIONED;
    case CS_NETWORK_BLUESKY:
      return TRUE;
    case CS_NETWORK_MASTODON:
    case CS_NETWORK_PRACTICE:
      break;
    }
  return from == CS_REPLIES_FROM_EVERYONE;
}

static gboolean
takes_quotes_from (const CsTarget *target,
                   CsQuotesFrom    from)
{
  switch (target->limits.network)
    {
    case CS_NETWORK_BLUESKY:
      return TRUE;
    case CS_NETWORK_MASTODON:
    case CS_NETWORK_PRACTICE:
      /* A server that has quotes lets authors forbid them; one that has not passes over the wish in silence, while others may still quote. */
      return target->quotes || from == CS_QUOTES_FROM_EVERYONE;
    case CS_NETWORK_X:
      break;
    }
  return from == CS_QUOTES_FROM_EVERYONE;
}

static gboolean
has_word (const char *text,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if ((at == text || !g_ascii_isalnum (at[-1])) && !g_ascii_isalnum (at[length]))
      return TRUE;

  return FALSE;
}

/* Whether the words themselves say that a machine wrote them, where the network has no mark for it. */
static gboolean
says_ai (const GPtrArray *segments)
{
  static const char * const words[] = { "AI", "KI", "IA", "ИИ", "人工智能", "人工智慧", "الذكاء الاصطناعي", "生成式" };

  for (guint i = 0; i < segments->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (words); j++)
      if (has_word (((const CsSegment *) g_ptr_array_index (segments, i))->text, words[j]))
        return TRUE;

  return FALSE;
}

/* What holds for all that goes to the account; said at its first part. */
static void
look_at_settings (const Look *look)
{
  const CsContent *content = look->content;
  CsNetworkKind network = look->target->limits.network;

  if (*look->segment->reply_to != '\0' && !cs_post_address_is_on (look->segment->reply_to, network))
    add (look, CS_CHECK_REPLY_ADDRESS, 0, 0);
  if (!takes_replies_from (network, content->replies_from))
    add (look, CS_CHECK_REPLY_SETTINGS, 0, 0);
  if (!takes_quotes_from (look->target, content->quotes_from))
    add (look, CS_CHECK_QUOTE_SETTINGS, 0, 0);
  /* X has none, Bluesky only labels of its own: the words that were signed would not be seen. */
  if ((network == CS_NETWORK_X || network == CS_NETWORK_BLUESKY) && *content->warning != '\0')
    add (look, CS_CHECK_NO_WARNINGS, 0, 0);
  if ((network == CS_NETWORK_X || network == CS_NETWORK_BLUESKY) && content->visibility == CS_VISIBILITY_FOLLOWERS)
    add (look, CS_CHECK_VISIBILITY, 0, 0);
  if (content->ai_made && network != CS_NETWORK_X && !says_ai (cs_content_get_segments_for (content, look->target->account)))
    add (look, CS_CHECK_AI_MARK, 0, 0);
}

void
cs_check_network (GArray          *checks,
                  const CsContent *content,
                  guint            part,
                  guint            position,
                  const CsTarget  *target)
{
  Look look = { checks, content, target, NULL, part, position };

  g_return_if_fail (checks != NULL && content != NULL && target != NULL);

  look.segment = cs_content_get_part (content, part);
  if (look.segment->poll != NULL)
    look_at_poll (&look);
  if (*look.segment->quote != '\0')
    look_at_quote (&look);
  if (position == 0)
    look_at_settings (&look);
}
