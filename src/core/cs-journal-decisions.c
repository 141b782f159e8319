/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-comment.h"
#include "cs-enums.h"
#include "cs-journal-private.h"

/* What the journal says of decisions and of what colleagues said to each other. */

static guint
count_elements (JsonObject *details,
                const char *member)
{
  JsonNode *node = json_object_get_member (details, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;
}

/* @who, in whose name he acted included. */
static char *
name_both (const char *who,
           JsonObject *details)
{
  const char *principal = get_text (details, "acting_for_name");

  if (*principal == '\0')
    return g_strdup (who);

  /* Translators: the subject of a sentence such as “Li Na, for Wang Wei, returned version 3”: who acted, and in whose name. */
  return g_strdup_printf (_("%1$s, for %2$s,"), who, principal);
}

static char *
join_sentences (char *first,
                char *second)
{
  g_autofree char *one = first;
  g_autofree char *two = second;

  /* Translators: one sentence after another. */
  return g_strdup_printf (C_("two sentences", "%1$s %2$s"), one, two);
}

/* What was confirmed on the way, behind the sentence itself. */
static char *
add_proofs (char       *sentence,
            JsonObject *details)
{
  guint ticks = count_elements (details, "ticks");
  guint lines = (guint) get_number (details, "lines");

  if (ticks > 0)
    sentence = join_sentences (sentence,
                               g_strdup_printf (ngettext ("%u point was ticked.", "%u points were ticked.", ticks), ticks));
  if (lines > 0)
    sentence = join_sentences (sentence,
                               g_strdup_printf (ngettext ("%u line was confirmed.", "%u lines were confirmed, one by one.", lines),
                                                lines));
  return sentence;
}

static char *
tell_signed (const char *who,
             JsonObject *details)
{
  const char *principal = get_text (details, "acting_for_name");
  const char *reason = get_text (details, "reason");
  guint number = (guint) get_number (details, "number");

  if (*reason != '\0')
    {
      g_autofree char *both = name_both (who, details);

      /* Translators: %3$s is a remark. */
      return g_strdup_printf (_("%1$s signed version %2$u: %3$s"), both, number, reason);
    }

  if (*principal != '\0')
    /* Translators: %1$s signed in the name of %3$s, who was away. */
    return g_strdup_printf (_("%1$s signed version %2$u for %3$s."), who, number, principal);
  return g_strdup_printf (_("%1$s signed version %2$u."), who, number);
}

static char *
tell_approved (const char *who,
               JsonObject *details)
{
  const char *principal = get_text (details, "acting_for_name");
  const char *reason = get_text (details, "reason");
  const char *stage = get_text (details, "stage_title");
  guint number = (guint) get_number (details, "number");

  if (*reason != '\0')
    {
      g_autofree char *both = name_both (who, details);

      /* Translators: %3$s is the stage of the route, %4$s a remark. */
      return g_strdup_printf (_("%1$s approved version %2$u at “%3$s”: %4$s"), both, number, stage, reason);
    }

  if (*principal != '\0')
    /* Translators: %3$s is the stage of the route; %1$s approved in the name of %4$s, who was away. */
    return g_strdup_printf (_("%1$s approved version %2$u at “%3$s” for %4$s."), who, number, stage, principal);
  /* Translators: %3$s is the stage of the route. */
  return g_strdup_printf (_("%1$s approved version %2$u at “%3$s”."), who, number, stage);
}

static char *
tell_returned (const char *who,
               JsonObject *details)
{
  const char *stage = get_text (details, "stage_title");
  const char *target = get_text (details, "to_stage_title");
  const char *reason = get_text (details, "reason");
  guint number = (guint) get_number (details, "number");

  if (*target != '\0')
    /* Translators: %3$s and %4$s are stages of the route, %5$s the reason that was given. */
    return g_strdup_printf (_("%1$s sent version %2$u back from “%3$s” to “%4$s”: %5$s"), who, number, stage, target, reason);

  /* Translators: %3$s is the stage of the route, %4$s the reason that was given. */
  return g_strdup_printf (_("%1$s returned version %2$u at “%3$s”: %4$s"), who, number, stage, reason);
}

static char *
tell_taken_back (const char *who,
                 JsonObject *details)
{
  const char *stage = get_text (details, "stage_title");
  const char *reason = get_text (details, "reason");
  guint number = (guint) get_number (details, "number");

  if (*reason != '\0')
    /* Translators: %3$s is the stage of the route, %4$s the reason that was given. */
    return g_strdup_printf (_("%1$s took back a decision on version %2$u at “%3$s”: %4$s"), who, number, stage, reason);

  /* Translators: %3$s is the stage of the route. */
  return g_strdup_printf (_("%1$s took back a decision on version %2$u at “%3$s”."), who, number, stage);
}

char *
cs_journal_tell_decided (const char *who,
                         JsonObject *details)
{
  g_autofree char *both = name_both (who, details);
  guint number = (guint) get_number (details, "number");
  CsVerdict verdict = CS_VERDICT_APPROVE;

  if (!cs_verdict_from_nick (get_text (details, "verdict"), &verdict))
    return g_strdup_printf (_("%1$s decided on version %2$u."), both, number);

  switch (verdict)
    {
    case CS_VERDICT_RETURN:
      return tell_returned (both, details);

    case CS_VERDICT_REJECT:
      /* Translators: %3$s is the stage of the route, %4$s the reason that was given. */
      return g_strdup_printf (_("%1$s rejected version %2$u at “%3$s”: %4$s"), both, number,
                              get_text (details, "stage_title"), get_text (details, "reason"));

    case CS_VERDICT_TAKE_BACK:
      return tell_taken_back (both, details);

    case CS_VERDICT_APPROVE:
    default:
      if (strcmp (get_text (details, "stage_kind"), cs_stage_kind_nick (CS_STAGE_SIGN_OFF)) == 0)
        return add_proofs (tell_signed (who, details), details);
      return add_proofs (tell_approved (who, details), details);
    }
}

char *
cs_journal_tell_commented (const char *who,
                           JsonObject *details)
{
  const char *text = get_text (details, "text");
  CsCommentKind kind = CS_COMMENT_REMARK;

  cs_comment_kind_from_nick (get_text (details, "kind"), &kind);
  switch (kind)
    {
    case CS_COMMENT_QUESTION:
      /* Translators: %2$s is what was asked. */
      return g_strdup_printf (_("%1$s asked: %2$s"), who, text);

    case CS_COMMENT_ANSWER:
      /* Translators: %2$s is what was answered. */
      return g_strdup_printf (_("%1$s answered: %2$s"), who, text);

    case CS_COMMENT_SUGGESTION:
      /* Translators: %2$s are other words for a part of the text. */
      return g_strdup_printf (_("%1$s suggested “%2$s”."), who, get_text (details, "replacement"));

    case CS_COMMENT_REMARK:
    default:
      /* Translators: %2$s is what was said. */
      return g_strdup_printf (_("%1$s commented: %2$s"), who, text);
    }
}

char *
cs_journal_tell_comment_resolved (const char *who,
                                  JsonObject *details)
{
  const char *author = get_text (details, "author_name");

  /* Translators: %2$s is who made the comment. */
  return g_strdup_printf (_("%1$s marked a comment by %2$s as dealt with."), who, author);
}

char *
cs_journal_tell_suggestion_accepted (const char *who,
                                     JsonObject *details)
{
  const char *author = get_text (details, "author_name");
  const char *words = get_text (details, "replacement");

  if (*words == '\0')
    /* Translators: %2$s is who suggested that some words go. */
    return g_strdup_printf (_("%1$s accepted a suggestion by %2$s and took words out."), who, author);

  /* Translators: %2$s is who suggested the words %3$s. */
  return g_strdup_printf (_("%1$s accepted a suggestion by %2$s: “%3$s”"), who, author, words);
}
