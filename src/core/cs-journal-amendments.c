/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-amendment.h"
#include "cs-error.h"
#include "cs-journal-private.h"

/* What the journal says of corrections and withdrawals. */

char *
cs_journal_tell_amendment_begun (const char *who,
                                 JsonObject *details)
{
  CsAmendKind kind = CS_AMEND_CORRECTION;
  CsAmendReason reason = CS_AMEND_OTHER;
  int amends = (int) get_number (details, "amends");

  cs_amend_kind_from_nick (get_text (details, "kind"), &kind);
  cs_amend_reason_from_nick (get_text (details, "reason"), &reason);
  if (kind == CS_AMEND_WITHDRAWAL)
    /* Translators: %1$s is a person, %2$d the number of a post, %3$s a reason such as “A fact is wrong” */
    return g_strdup_printf (_("%1$s began to withdraw post %2$d. Reason: %3$s."), who, amends, cs_amend_reason_label (reason));

  /* Translators: %1$s is a person, %2$d the number of a post, %3$s a reason such as “A fact is wrong” */
  return g_strdup_printf (_("%1$s began a correction of post %2$d. Reason: %3$s."), who, amends, cs_amend_reason_label (reason));
}

char *
cs_journal_tell_removal_armed (const char *who,
                               JsonObject *details)
{
  /* Translators: %1$u counts the parts of a thread from 1, %2$s is an account such as “@office@example.org” */
  return g_strdup_printf (_("Taking down part %1$u on %2$s began."), (guint) get_number (details, "segment") + 1,
                          get_text (details, "handle"));
}

char *
cs_journal_tell_removal_settled (const char *who,
                                 JsonObject *details)
{
  const char *handle = get_text (details, "handle");
  guint part = (guint) get_number (details, "segment") + 1;
  const char *nick = get_text (details, "error");
  GError error = { CS_ERROR, (gint) cs_error_from_nick (nick), (char *) "" };

  if (strcmp (get_text (details, "state"), "gone") == 0)
    return get_truth (details, "by_hand")
           /* Translators: %1$s is a person, %2$u counts the parts of a thread from 1, %3$s is an account */
           ? g_strdup_printf (_("%1$s looked: part %2$u is no longer on %3$s."), who, part, handle)
           /* Translators: %1$u counts the parts of a thread from 1, %2$s is an account */
           : g_strdup_printf (_("Part %1$u was taken down on %2$s."), part, handle);
  if (*nick == '\0')
    return g_strdup_printf (_("Part %1$u is to be taken down on %2$s once more."), part, handle);

  /* Translators: %1$u counts the parts of a thread from 1, %2$s is an account, %3$s a sentence saying why */
  return g_strdup_printf (_("Part %1$u could not be taken down on %2$s. %3$s"), part, handle, cs_error_sentence (&error));
}
