/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-digest.h"

G_BEGIN_DECLS

typedef enum
{
  CS_JOURNAL_OFFICE_MADE,
  CS_JOURNAL_OFFICE_CHANGED,
  CS_JOURNAL_PERSON_ADDED,
  CS_JOURNAL_PERSON_CHANGED,
  CS_JOURNAL_PERSON_RETIRED,
  CS_JOURNAL_PASSWORD_SET,
  CS_JOURNAL_SECTION_ADDED,
  CS_JOURNAL_SECTION_CHANGED,
  CS_JOURNAL_SECTION_RETIRED,
  CS_JOURNAL_ROUTE_ADDED,
  CS_JOURNAL_ACCOUNT_ADDED,
  CS_JOURNAL_ACCOUNT_CHANGED,
  CS_JOURNAL_ACCOUNT_RETIRED,
  CS_JOURNAL_SIGNED_IN,
  CS_JOURNAL_SIGN_IN_LOCKED,
  CS_JOURNAL_POST_CREATED,
  CS_JOURNAL_CONTRIBUTED,   /* the first change by this person */
  CS_JOURNAL_REVISED,       /* revision, digest */
  CS_JOURNAL_SUBMITTED,
  CS_JOURNAL_DECIDED,       /* decision, revision, digest, stage, verdict, reason, acting_for, to_stage, takes_back, ticks, lines, parties */
  CS_JOURNAL_STATE_CHANGED, /* act, from, to */
  CS_JOURNAL_RESCHEDULED,
  CS_JOURNAL_PUBLICATION_ARMED,
  CS_JOURNAL_PUBLICATION_SETTLED, /* publication, state, address or error */
  CS_JOURNAL_PUBLICATION_RESOLVED,/* a person decided about an unknown one */
  CS_JOURNAL_PUBLICATION_READ_BACK,
  CS_JOURNAL_BACKED_UP,
  CS_JOURNAL_RESTORED,
  CS_JOURNAL_KEY_ADDED,     /* key, person, public, replaces */
  CS_JOURNAL_KEY_ENDED,     /* key, person, lost */
  CS_JOURNAL_KEY_RENEWAL_ASKED,     /* person */
  CS_JOURNAL_KEY_RENEWAL_CONFIRMED, /* person */
  CS_JOURNAL_SECOND_FACTOR_SET,
  CS_JOURNAL_SECOND_FACTOR_REMOVED,
  CS_JOURNAL_SEAL_MADE,     /* sequence, hash */
  CS_JOURNAL_ACCEPTED,      /* a restored journal: sequence and hash that a workstation remembered, reason */
  CS_JOURNAL_BRIEFING_SAVED,  /* digest */
  CS_JOURNAL_DOSSIER_EXPORTED,/* manifest: the digest of its list of files; comments */
  CS_JOURNAL_POSITION_ADDED,   /* position, title, holder, holder_name */
  CS_JOURNAL_POSITION_CHANGED,
  CS_JOURNAL_POSITION_RETIRED,
  CS_JOURNAL_ROUTES_CHOSEN, /* route, emergency: ids of versions; rules */
  CS_JOURNAL_LABELS_SET,    /* labels: nicks */
  CS_JOURNAL_COMMENTED,     /* comment, kind, text, replacement */
  CS_JOURNAL_COMMENT_RESOLVED,
  CS_JOURNAL_SUGGESTION_ACCEPTED,
  CS_JOURNAL_CALENDAR_HOURS_SET,
  CS_JOURNAL_CALENDAR_DAY_SET,
  CS_JOURNAL_CALENDAR_DAY_REMOVED,
  CS_JOURNAL_CALENDAR_IMPORTED,
  CS_JOURNAL_ESCALATED,
  CS_JOURNAL_DELEGATION_ADDED,
  CS_JOURNAL_DELEGATION_ENDED,
  CS_JOURNAL_DELEGATION_SEEN,
  CS_JOURNAL_EMERGENCY_STARTED,
  CS_JOURNAL_EMERGENCY_CLEARED,
  CS_JOURNAL_QUEUE_FROZEN,
  CS_JOURNAL_QUEUE_THAWED,
  CS_JOURNAL_CLOCK_SET_BACK,
  CS_JOURNAL_HOUSE_STYLE_SET, /* style: its JSON */
  CS_JOURNAL_SOURCE_ADDED,    /* card, title */
  CS_JOURNAL_SOURCE_CHANGED,
  CS_JOURNAL_SOURCE_RETIRED,
  CS_JOURNAL_TEMPLATE_SAVED,  /* template, kind, name */
  CS_JOURNAL_TEMPLATE_RETIRED,
  CS_JOURNAL_MEDIA_NOTED,     /* digest, and what is known of it now */
  CS_JOURNAL_CHECK_PACK_SET,    /* pack, on */
  CS_JOURNAL_WORD_LIST_SET,     /* list, name, kind, level, entries, digest */
  CS_JOURNAL_WORD_LIST_REMOVED, /* list, name */
  CS_JOURNAL_CHECK_WAIVED,      /* waiver, rule, subject, sentence, level, reason */
  CS_JOURNAL_SLOT_MISSED,       /* publication, segment, account, handle, due_at, reason */
  CS_JOURNAL_AMENDMENT_BEGUN,   /* amends, kind, reason */
  CS_JOURNAL_REMOVAL_ARMED,     /* publication, handle, segment; on the withdrawal */
  CS_JOURNAL_REMOVAL_SETTLED,   /* publication, handle, segment, state, error, by_hand */
  CS_JOURNAL_ACCOUNT_TRIED,     /* account, handle, network, outcome, visible */
  CS_N_JOURNAL_KINDS        /* not a kind: new ones come before it */
} CsJournalKind;

/**
 * CsJournalEntry:
 *
 * One act. @details is canonical JSON (cs-content.h), an object; it never holds a secret.
 */
typedef struct
{
  gint64         sequence; /* from 1, no gaps */
  gint64         at;       /* UTC, microseconds since 1970 */
  gint64         actor;    /* person; 0 = the program itself */
  gint64         post;     /* 0 = none */
  CsJournalKind  kind;
  char          *details;  /* owned */
  CsDigest       previous;
  CsDigest       hash;
} CsJournalEntry;

CsJournalEntry *cs_journal_entry_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void            cs_journal_entry_free (CsJournalEntry       *entry);

/**
 * cs_journal_entry_compute_hash:
 *
 * SHA-256 over "CSJ1", the previous hash (32 bytes), sequence, at, actor, post (8 bytes each, big endian), then kind nick and
 * details, each with its length in bytes in front (4 bytes, big endian). The first entry's previous hash is all zero.
 */
CsDigest        cs_journal_entry_compute_hash (const CsJournalEntry *entry);
const char     *cs_journal_kind_nick          (CsJournalKind         kind);
gboolean        cs_journal_kind_from_nick     (const char           *nick,
                                               CsJournalKind        *kind);

/**
 * cs_journal_sentence:
 * @actor_name: who did it, or %NULL for the program itself
 * @details: the entry's details
 *
 * Returns: (transfer full): a plain translated sentence: "Li Na signed version 3."; names, numbers and reasons come from @details
 */
char           *cs_journal_sentence           (CsJournalKind         kind,
                                               const char           *actor_name,
                                               const char           *details) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsJournalEntry, cs_journal_entry_free)

G_END_DECLS
