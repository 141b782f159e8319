/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-enums.h"
#include "cs-error.h"
#include "cs-journal-private.h"
#include "cs-miss.h"
#include "cs-time.h"

/* What the journal says of posts and their publications. */

char *
cs_journal_tell_post_created (const char *who,
                              JsonObject *details)
{
  return g_strdup_printf (_("%s began the post."), who);
}

char *
cs_journal_tell_contributed (const char *who,
                             JsonObject *details)
{
  return g_strdup_printf (_("%s wrote part of the post and no longer decides on it."), who);
}

char *
cs_journal_tell_revised (const char *who,
                         JsonObject *details)
{
  return g_strdup_printf (_("%1$s made version %2$u."), who, (guint) get_number (details, "number"));
}

char *
cs_journal_tell_submitted (const char *who,
                           JsonObject *details)
{
  return g_strdup_printf (_("%1$s submitted version %2$u."), who, (guint) get_number (details, "number"));
}

/* By act, where the act says more than the new state's name. */
static const char *
find_act_sentence (const char *act)
{
  static const struct { CsPostAct act; const char *sentence; } sentences[] = {
    { CS_ACT_SUBMIT, N_("The post is in review.") },
    { CS_ACT_PASS_STAGE, N_("The stage is fulfilled; the next one is open.") },
    { CS_ACT_SIGN, N_("The post is signed: every stage is fulfilled.") },
    { CS_ACT_RETURN, N_("The post went back to its author.") },
    { CS_ACT_REJECT, N_("The post is rejected and stays unpublished.") },
    { CS_ACT_RECALL, N_("The post was taken back and is a draft again.") },
    { CS_ACT_QUEUE, N_("The post waits for its release.") },
    { CS_ACT_HOLD, N_("The post is held back.") },
    { CS_ACT_RESUME, N_("The post is no longer held back.") },
    { CS_ACT_ARM, N_("The post is going out.") },
    { CS_ACT_PUBLISHED, N_("The post is published everywhere.") },
    { CS_ACT_PARTLY, N_("The post is published in part.") },
    { CS_ACT_UNKNOWN, N_("It is not known whether all of the post went out.") },
    { CS_ACT_FAILED, N_("The post could not be published.") },
    { CS_ACT_RETRY, N_("What did not go out is tried again.") },
    { CS_ACT_EXPIRE, N_("The release time passed; the post did not go out.") },
    { CS_ACT_RESCHEDULE, N_("The post has a new release time.") },
    { CS_ACT_CORRECT, N_("The published post was corrected.") },
    { CS_ACT_WITHDRAW, N_("The published post was withdrawn.") },
    { CS_ACT_STEP_BACK, N_("The post went back to an earlier stage.") },
    { CS_ACT_REOPEN, N_("A decision was taken back; the post is in review again.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (cs_post_act_nick (sentences[i].act), act) == 0)
      return _(sentences[i].sentence);

  return NULL;
}

char *
cs_journal_tell_state_changed (const char *who,
                               JsonObject *details)
{
  const char *sentence = find_act_sentence (get_text (details, "act"));
  CsPostState state = CS_POST_DRAFT;

  if (sentence != NULL)
    return g_strdup (sentence);
  if (!cs_post_state_from_nick (get_text (details, "to"), &state))
    return g_strdup (_("The state of the post changed."));

  /* Translators: %s is a post’s state, such as “Draft”. */
  return g_strdup_printf (_("The state of the post is now: %s."), cs_post_state_label (state));
}

char *
cs_journal_tell_rescheduled (const char *who,
                             JsonObject *details)
{
  const char *zone = get_text (details, "zone");
  gint64 from = get_number (details, "from");
  g_autofree char *before = cs_time_format_full (from, zone);
  g_autofree char *after = cs_time_format_full (get_number (details, "to"), zone);
  CsRelease release = CS_RELEASE_AT_TIME;

  cs_release_from_nick (get_text (details, "release"), &release);
  if (release == CS_RELEASE_AT_ONCE)
    return g_strdup_printf (_("%s set the post to go out as soon as it is signed."), who);
  if (from == 0)
    /* Translators: %2$s is a date and time. */
    return g_strdup_printf (_("%1$s set the release to %2$s."), who, after);

  /* Translators: %2$s and %3$s are dates and times. */
  return g_strdup_printf (_("%1$s moved the release from %2$s to %3$s."), who, before, after);
}

char *
cs_journal_tell_publication_armed (const char *who,
                                   JsonObject *details)
{
  /* Translators: %s is an account such as “@office@example.org”. */
  return g_strdup_printf (_("Sending to %s began."), get_text (details, "handle"));
}

static char *
tell_not_sent (const char *handle,
               const char *nick)
{
  GError error = { CS_ERROR, (gint) cs_error_from_nick (nick), (char *) "" };

  if (*nick == '\0')
    /* Translators: %s is an account such as “@office@example.org”. */
    return g_strdup_printf (_("Not published on %s."), handle);

  /* Translators: %1$s is an account such as “@office@example.org”, %2$s a sentence saying why. */
  return g_strdup_printf (_("Not published on %1$s. %2$s"), handle, cs_error_sentence (&error));
}

char *
cs_journal_tell_publication_settled (const char *who,
                                     JsonObject *details)
{
  const char *handle = get_text (details, "handle");
  const char *url = get_text (details, "url");
  CsPublicationState state = CS_PUBLICATION_UNKNOWN;

  cs_publication_state_from_nick (get_text (details, "state"), &state);
  switch (state)
    {
    case CS_PUBLICATION_SENT:
      if (*url == '\0')
        /* Translators: %s is an account such as “@office@example.org”. */
        return g_strdup_printf (_("Published on %s."), handle);
      /* Translators: %1$s is an account such as “@office@example.org”, %2$s a web address. */
      return g_strdup_printf (_("Published on %1$s: %2$s"), handle, url);

    case CS_PUBLICATION_NOT_SENT:
      return tell_not_sent (handle, get_text (details, "error"));

    case CS_PUBLICATION_EXPIRED:
      /* Translators: %s is an account such as “@office@example.org”. */
      return g_strdup_printf (_("Too late for %s, so it was not sent there."), handle);

    case CS_PUBLICATION_CANCELLED:
      /* Translators: %s is an account such as “@office@example.org”. */
      return g_strdup_printf (_("Sending to %s was cancelled."), handle);

    case CS_PUBLICATION_QUEUED:
    case CS_PUBLICATION_SENDING:
      /* Translators: %s is an account such as “@office@example.org”. */
      return g_strdup_printf (_("Sending to %s is tried again."), handle);

    case CS_PUBLICATION_UNKNOWN:
    default:
      /* Translators: %s is an account such as “@office@example.org”. */
      return g_strdup_printf (_("It is not known whether this reached %s. It is not sent again until that is clear."),
                              handle);
    }
}

char *
cs_journal_tell_publication_resolved (const char *who,
                                      JsonObject *details)
{
  const char *handle = get_text (details, "handle");

  if (get_truth (details, "sent"))
    /* Translators: %1$s is a person, %2$s an account such as “@office@example.org”. */
    return g_strdup_printf (_("%1$s looked and found it published on %2$s."), who, handle);

  /* Translators: %1$s is a person, %2$s an account such as “@office@example.org”. */
  return g_strdup_printf (_("%1$s looked and did not find it on %2$s."), who, handle);
}

char *
cs_journal_tell_slot_missed (const char *who,
                             JsonObject *details)
{
  /* Translators: %1$s is an account such as “@office@example.org”, %2$s a whole sentence that says why. */
  return g_strdup_printf (_("A minute after its time it was not out on %1$s. %2$s"), get_text (details, "handle"),
                          cs_miss_sentence (cs_miss_from_nick (get_text (details, "reason"))));
}

char *
cs_journal_tell_read_back (const char *who,
                           JsonObject *details)
{
  static const struct { const char *result; const char *sentence; } sentences[] = {
    { "same", N_("Read back from %s: it is what was signed.") },
    { "text", N_("Read back from %s: the text differs from what was signed.") },
    { "alt", N_("Read back from %s: an alt text differs from what was signed.") },
    { "media", N_("Read back from %s: the pictures differ from what was signed.") },
    { "visibility", N_("Read back from %s: it is visible to others than was signed.") },
    { "replies", N_("Read back from %s: others may reply than was signed.") },
    { "quotes", N_("Read back from %s: others may quote it than was signed.") },
    { "gone", N_("Read back from %s: it is no longer there.") },
  };
  const char *sentence = N_("Read back from %s: it is not as it was signed.");
  const char *result = get_text (details, "result");
  g_auto(GStrv) halves = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].result, result) == 0)
      sentence = sentences[i].sentence;

  /* Translators: %s is an account such as “@office@example.org”. */
  halves = g_strsplit (_(sentence), "%s", 2);

  return g_strjoinv (get_text (details, "handle"), halves);
}

char *
cs_journal_tell_labels_set (const char *who,
                            JsonObject *details)
{
  CsLabels labels = CS_LABEL_NONE;
  g_autofree char *words = NULL;

  if (!cs_labels_from_string (get_text (details, "labels"), &labels, NULL) || labels == CS_LABEL_NONE)
    return g_strdup_printf (_("%s took the labels off the post."), who);

  words = cs_labels_describe (labels);

  /* Translators: %2$s is a list of labels such as “Policy, Important”. */
  return g_strdup_printf (_("%1$s labelled the post: %2$s."), who, words);
}
