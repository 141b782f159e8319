/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-journal.h"

#include <string.h>

/* Written into every entry's hash: they never change. */
static const char * const nicks[] = {
  [CS_JOURNAL_OFFICE_MADE] = "office-made",
  [CS_JOURNAL_OFFICE_CHANGED] = "office-changed",
  [CS_JOURNAL_PERSON_ADDED] = "person-added",
  [CS_JOURNAL_PERSON_CHANGED] = "person-changed",
  [CS_JOURNAL_PERSON_RETIRED] = "person-retired",
  [CS_JOURNAL_PASSWORD_SET] = "password-set",
  [CS_JOURNAL_SECTION_ADDED] = "section-added",
  [CS_JOURNAL_SECTION_CHANGED] = "section-changed",
  [CS_JOURNAL_SECTION_RETIRED] = "section-retired",
  [CS_JOURNAL_ROUTE_ADDED] = "route-added",
  [CS_JOURNAL_ACCOUNT_ADDED] = "account-added",
  [CS_JOURNAL_ACCOUNT_CHANGED] = "account-changed",
  [CS_JOURNAL_ACCOUNT_RETIRED] = "account-retired",
  [CS_JOURNAL_SIGNED_IN] = "signed-in",
  [CS_JOURNAL_SIGN_IN_LOCKED] = "sign-in-locked",
  [CS_JOURNAL_POST_CREATED] = "post-created",
  [CS_JOURNAL_CONTRIBUTED] = "contributed",
  [CS_JOURNAL_REVISED] = "revised",
  [CS_JOURNAL_SUBMITTED] = "submitted",
  [CS_JOURNAL_DECIDED] = "decided",
  [CS_JOURNAL_STATE_CHANGED] = "state-changed",
  [CS_JOURNAL_RESCHEDULED] = "rescheduled",
  [CS_JOURNAL_PUBLICATION_ARMED] = "publication-armed",
  [CS_JOURNAL_PUBLICATION_SETTLED] = "publication-settled",
  [CS_JOURNAL_PUBLICATION_RESOLVED] = "publication-resolved",
  [CS_JOURNAL_PUBLICATION_READ_BACK] = "publication-read-back",
  [CS_JOURNAL_BACKED_UP] = "backed-up",
  [CS_JOURNAL_RESTORED] = "restored",
  [CS_JOURNAL_KEY_ADDED] = "key-added",
  [CS_JOURNAL_KEY_ENDED] = "key-ended",
  [CS_JOURNAL_KEY_RENEWAL_ASKED] = "key-renewal-asked",
  [CS_JOURNAL_KEY_RENEWAL_CONFIRMED] = "key-renewal-confirmed",
  [CS_JOURNAL_SECOND_FACTOR_SET] = "second-factor-set",
  [CS_JOURNAL_SECOND_FACTOR_REMOVED] = "second-factor-removed",
  [CS_JOURNAL_SEAL_MADE] = "seal-made",
  [CS_JOURNAL_ACCEPTED] = "journal-accepted",
  [CS_JOURNAL_BRIEFING_SAVED] = "briefing-saved",
  [CS_JOURNAL_DOSSIER_EXPORTED] = "dossier-exported",
  [CS_JOURNAL_POSITION_ADDED] = "position-added",
  [CS_JOURNAL_POSITION_CHANGED] = "position-changed",
  [CS_JOURNAL_POSITION_RETIRED] = "position-retired",
  [CS_JOURNAL_ROUTES_CHOSEN] = "routes-chosen",
  [CS_JOURNAL_LABELS_SET] = "labels-set",
  [CS_JOURNAL_COMMENTED] = "commented",
  [CS_JOURNAL_COMMENT_RESOLVED] = "comment-resolved",
  [CS_JOURNAL_SUGGESTION_ACCEPTED] = "suggestion-accepted",
  [CS_JOURNAL_CALENDAR_HOURS_SET] = "calendar-hours-set",
  [CS_JOURNAL_CALENDAR_DAY_SET] = "calendar-day-set",
  [CS_JOURNAL_CALENDAR_DAY_REMOVED] = "calendar-day-removed",
  [CS_JOURNAL_CALENDAR_IMPORTED] = "calendar-imported",
  [CS_JOURNAL_ESCALATED] = "escalated",
  [CS_JOURNAL_DELEGATION_ADDED] = "delegation-added",
  [CS_JOURNAL_DELEGATION_ENDED] = "delegation-ended",
  [CS_JOURNAL_DELEGATION_SEEN] = "delegation-seen",
  [CS_JOURNAL_EMERGENCY_STARTED] = "emergency-started",
  [CS_JOURNAL_EMERGENCY_CLEARED] = "emergency-cleared",
  [CS_JOURNAL_QUEUE_FROZEN] = "queue-frozen",
  [CS_JOURNAL_QUEUE_THAWED] = "queue-thawed",
  [CS_JOURNAL_CLOCK_SET_BACK] = "clock-set-back",
  [CS_JOURNAL_HOUSE_STYLE_SET] = "house-style-set",
  [CS_JOURNAL_SOURCE_ADDED] = "source-added",
  [CS_JOURNAL_SOURCE_CHANGED] = "source-changed",
  [CS_JOURNAL_SOURCE_RETIRED] = "source-retired",
  [CS_JOURNAL_TEMPLATE_SAVED] = "template-saved",
  [CS_JOURNAL_TEMPLATE_RETIRED] = "template-retired",
  [CS_JOURNAL_MEDIA_NOTED] = "media-noted",
  [CS_JOURNAL_CHECK_PACK_SET] = "check-pack-set",
  [CS_JOURNAL_WORD_LIST_SET] = "word-list-set",
  [CS_JOURNAL_WORD_LIST_REMOVED] = "word-list-removed",
  [CS_JOURNAL_CHECK_WAIVED] = "check-waived",
  [CS_JOURNAL_SLOT_MISSED] = "slot-missed",
  [CS_JOURNAL_AMENDMENT_BEGUN] = "amendment-begun",
  [CS_JOURNAL_REMOVAL_ARMED] = "removal-armed",
  [CS_JOURNAL_REMOVAL_SETTLED] = "removal-settled",
  [CS_JOURNAL_ACCOUNT_TRIED] = "account-tried",
};

G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == CS_N_JOURNAL_KINDS);

CsJournalEntry *
cs_journal_entry_new (void)
{
  CsJournalEntry *entry = g_new0 (CsJournalEntry, 1);

  entry->details = g_strdup ("{}");

  return entry;
}

void
cs_journal_entry_free (CsJournalEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->details);
  g_free (entry);
}

const char *
cs_journal_kind_nick (CsJournalKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), nicks[0]);

  return nicks[kind];
}

gboolean
cs_journal_kind_from_nick (const char    *nick,
                           CsJournalKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (nicks); i++)
    if (strcmp (nicks[i], nick) == 0)
      {
        *kind = (CsJournalKind) i;
        return TRUE;
      }

  return FALSE;
}

/* Most entries fit: one call for all their bytes takes half the time of one for each part. */
#define HEAD_BYTES (4 + CS_DIGEST_BYTES + 4 * 8)
#define BUFFER_BYTES 1024

static guint8 *
put_number (guint8 *at,
            gint64  number)
{
  guint64 big_endian = GUINT64_TO_BE ((guint64) number);

  memcpy (at, &big_endian, sizeof big_endian);
  return at + sizeof big_endian;
}

static guint8 *
put_text (guint8     *at,
          const char *text,
          gsize       length)
{
  guint32 big_endian = GUINT32_TO_BE ((guint32) length);

  memcpy (at, &big_endian, sizeof big_endian);
  memcpy (at + sizeof big_endian, text, length);
  return at + sizeof big_endian + length;
}

CsDigest
cs_journal_entry_compute_hash (const CsJournalEntry *entry)
{
  guint8 buffer[BUFFER_BYTES];
  g_autofree guint8 *large = NULL;
  guint8 *bytes = buffer;
  guint8 *at = NULL;
  const char *kind;
  gsize kind_length;
  gsize details_length;
  CsDigest hash = { { 0 } };

  g_return_val_if_fail (entry != NULL && entry->details != NULL, hash);

  kind = cs_journal_kind_nick (entry->kind);
  kind_length = strlen (kind);
  details_length = strlen (entry->details);
  if (HEAD_BYTES + 4 + kind_length + 4 + details_length > sizeof buffer)
    bytes = large = g_malloc (HEAD_BYTES + 4 + kind_length + 4 + details_length);

  memcpy (bytes, "CSJ1", 4);
  memcpy (bytes + 4, entry->previous.bytes, CS_DIGEST_BYTES);
  at = put_number (bytes + 4 + CS_DIGEST_BYTES, entry->sequence);
  at = put_number (at, entry->at);
  at = put_number (at, entry->actor);
  at = put_number (at, entry->post);
  at = put_text (at, kind, kind_length);
  at = put_text (at, entry->details, details_length);
  return cs_digest_of_bytes (bytes, (gsize) (at - bytes));
}
