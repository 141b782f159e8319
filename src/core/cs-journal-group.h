/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-journal.h"

G_BEGIN_DECLS

/**
 * CsJournalGroup:
 *
 * What an entry is about, as people look for it: every kind belongs to one.
 */
typedef enum
{
  CS_JOURNAL_GROUP_OFFICE,     /* people, sections, routes, positions, accounts, calendar */
  CS_JOURNAL_GROUP_ACCESS,     /* sign-in, passwords, keys, second factors */
  CS_JOURNAL_GROUP_WRITING,    /* posts made, changed, submitted, labelled */
  CS_JOURNAL_GROUP_DECISIONS,  /* and what leads to them: comments, escalation */
  CS_JOURNAL_GROUP_PUBLISHING, /* release times, the way out, states */
  CS_JOURNAL_GROUP_EMERGENCY,  /* and the held queue */
  CS_JOURNAL_GROUP_ABSENCE,
  CS_JOURNAL_GROUP_EVIDENCE,   /* seals, backups, dossiers, briefings */
  CS_N_JOURNAL_GROUPS          /* not a group */
} CsJournalGroup;

CsJournalGroup cs_journal_kind_get_group   (CsJournalKind   kind);
const char    *cs_journal_group_nick       (CsJournalGroup  group);
gboolean       cs_journal_group_from_nick  (const char     *nick,
                                            CsJournalGroup *group);

/* Returns: (transfer none): the group's name in the interface language */
const char    *cs_journal_group_label      (CsJournalGroup  group);

G_END_DECLS
