/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-journal-group.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *nick;
  const char *label;
} all_groups[CS_N_JOURNAL_GROUPS] = {
  [CS_JOURNAL_GROUP_OFFICE] = { "office", N_("The Office") },
  [CS_JOURNAL_GROUP_ACCESS] = { "access", N_("Sign-in and Keys") },
  [CS_JOURNAL_GROUP_WRITING] = { "writing", N_("Writing") },
  [CS_JOURNAL_GROUP_DECISIONS] = { "decisions", N_("Decisions") },
  [CS_JOURNAL_GROUP_PUBLISHING] = { "publishing", N_("Publishing") },
  [CS_JOURNAL_GROUP_EMERGENCY] = { "emergency", N_("Emergencies") },
  [CS_JOURNAL_GROUP_ABSENCE] = { "absence", N_("Absences") },
  [CS_JOURNAL_GROUP_EVIDENCE] = { "evidence", N_("Evidence and Backups") },
};

CsJournalGroup
cs_journal_kind_get_group (CsJournalKind kind)
{
  switch (kind)
    {
    case CS_JOURNAL_PASSWORD_SET:
    case CS_JOURNAL_SIGNED_IN:
    case CS_JOURNAL_SIGN_IN_LOCKED:
    case CS_JOURNAL_KEY_ADDED:
    case CS_JOURNAL_KEY_ENDED:
    case CS_JOURNAL_KEY_RENEWAL_ASKED:
    case CS_JOURNAL_KEY_RENEWAL_CONFIRMED:
    case CS_JOURNAL_SECOND_FACTOR_SET:
    case CS_JOURNAL_SECOND_FACTOR_REMOVED:
      return CS_JOURNAL_GROUP_ACCESS;

    case CS_JOURNAL_POST_CREATED:
    case CS_JOURNAL_CONTRIBUTED:
    case CS_JOURNAL_REVISED:
    case CS_JOURNAL_SUBMITTED:
    case CS_JOURNAL_LABELS_SET:
      return CS_JOURNAL_GROUP_WRITING;

    case CS_JOURNAL_DECIDED:
    case CS_JOURNAL_CHECK_WAIVED:
    case CS_JOURNAL_COMMENTED:
    case CS_JOURNAL_COMMENT_RESOLVED:
    case CS_JOURNAL_SUGGESTION_ACCEPTED:
    case CS_JOURNAL_ESCALATED:
      return CS_JOURNAL_GROUP_DECISIONS;

    case CS_JOURNAL_STATE_CHANGED:
    case CS_JOURNAL_RESCHEDULED:
    case CS_JOURNAL_PUBLICATION_ARMED:
    case CS_JOURNAL_PUBLICATION_SETTLED:
    case CS_JOURNAL_PUBLICATION_RESOLVED:
    case CS_JOURNAL_PUBLICATION_READ_BACK:
    case CS_JOURNAL_SLOT_MISSED:
    case CS_JOURNAL_AMENDMENT_BEGUN:
    case CS_JOURNAL_REMOVAL_ARMED:
    case CS_JOURNAL_REMOVAL_SETTLED:
      return CS_JOURNAL_GROUP_PUBLISHING;

    case CS_JOURNAL_EMERGENCY_STARTED:
    case CS_JOURNAL_EMERGENCY_CLEARED:
    case CS_JOURNAL_QUEUE_FROZEN:
    case CS_JOURNAL_QUEUE_THAWED:
      return CS_JOURNAL_GROUP_EMERGENCY;

    case CS_JOURNAL_DELEGATION_ADDED:
    case CS_JOURNAL_DELEGATION_ENDED:
    case CS_JOURNAL_DELEGATION_SEEN:
      return CS_JOURNAL_GROUP_ABSENCE;

    case CS_JOURNAL_BACKED_UP:
    case CS_JOURNAL_RESTORED:
    case CS_JOURNAL_SEAL_MADE:
    case CS_JOURNAL_ACCEPTED:
    case CS_JOURNAL_BRIEFING_SAVED:
    case CS_JOURNAL_DOSSIER_EXPORTED:
      return CS_JOURNAL_GROUP_EVIDENCE;

    case CS_JOURNAL_OFFICE_MADE:
    case CS_JOURNAL_OFFICE_CHANGED:
    case CS_JOURNAL_PERSON_ADDED:
    case CS_JOURNAL_PERSON_CHANGED:
    case CS_JOURNAL_PERSON_RETIRED:
    case CS_JOURNAL_SECTION_ADDED:
    case CS_JOURNAL_SECTION_CHANGED:
    case CS_JOURNAL_SECTION_RETIRED:
    case CS_JOURNAL_ROUTE_ADDED:
    case CS_JOURNAL_ACCOUNT_ADDED:
    case CS_JOURNAL_ACCOUNT_CHANGED:
    case CS_JOURNAL_ACCOUNT_RETIRED:
    case CS_JOURNAL_ACCOUNT_TRIED:
    case CS_JOURNAL_POSITION_ADDED:
    case CS_JOURNAL_POSITION_CHANGED:
    case CS_JOURNAL_POSITION_RETIRED:
    case CS_JOURNAL_ROUTES_CHOSEN:
    case CS_JOURNAL_CALENDAR_HOURS_SET:
    case CS_JOURNAL_CALENDAR_DAY_SET:
    case CS_JOURNAL_CALENDAR_DAY_REMOVED:
    case CS_JOURNAL_CALENDAR_IMPORTED:
    case CS_JOURNAL_CLOCK_SET_BACK:
    case CS_JOURNAL_HOUSE_STYLE_SET:
    case CS_JOURNAL_SOURCE_ADDED:
    case CS_JOURNAL_SOURCE_CHANGED:
    case CS_JOURNAL_SOURCE_RETIRED:
    case CS_JOURNAL_TEMPLATE_SAVED:
    case CS_JOURNAL_TEMPLATE_RETIRED:
    case CS_JOURNAL_MEDIA_NOTED:
    case CS_JOURNAL_CHECK_PACK_SET:
    case CS_JOURNAL_WORD_LIST_SET:
    case CS_JOURNAL_WORD_LIST_REMOVED:
    case CS_N_JOURNAL_KINDS:
    default:
      return CS_JOURNAL_GROUP_OFFICE;
    }
}

const char *
cs_journal_group_nick (CsJournalGroup group)
{
  g_return_val_if_fail ((guint) group < CS_N_JOURNAL_GROUPS, all_groups[0].nick);

  return all_groups[group].nick;
}

gboolean
cs_journal_group_from_nick (const char     *nick,
                            CsJournalGroup *group)
{
  for (guint i = 0; nick != NULL && i < CS_N_JOURNAL_GROUPS; i++)
    if (strcmp (all_groups[i].nick, nick) == 0)
      {
        *group = i;
        return TRUE;
      }

  return FALSE;
}

const char *
cs_journal_group_label (CsJournalGroup group)
{
  g_return_val_if_fail ((guint) group < CS_N_JOURNAL_GROUPS, "");

  return _(all_groups[group].label);
}
