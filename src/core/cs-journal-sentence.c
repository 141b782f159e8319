/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "cs-enums.h"
#include "cs-journal-private.h"
#include "cs-journal.h"
#include "cs-json-scan.h"

#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 16

/* One of these stands behind each kind. @who is never NULL; @details may lack anything. */
typedef char * (*Teller) (const char *who,
                          JsonObject *details);

static const Teller tellers[] = {
  [CS_JOURNAL_OFFICE_MADE] = cs_journal_tell_office_made,
  [CS_JOURNAL_OFFICE_CHANGED] = cs_journal_tell_office_changed,
  [CS_JOURNAL_PERSON_ADDED] = cs_journal_tell_person_added,
  [CS_JOURNAL_PERSON_CHANGED] = cs_journal_tell_person_changed,
  [CS_JOURNAL_PERSON_RETIRED] = cs_journal_tell_person_retired,
  [CS_JOURNAL_PASSWORD_SET] = cs_journal_tell_password_set,
  [CS_JOURNAL_SECTION_ADDED] = cs_journal_tell_section_added,
  [CS_JOURNAL_SECTION_CHANGED] = cs_journal_tell_section_changed,
  [CS_JOURNAL_SECTION_RETIRED] = cs_journal_tell_section_retired,
  [CS_JOURNAL_ROUTE_ADDED] = cs_journal_tell_route_added,
  [CS_JOURNAL_ACCOUNT_ADDED] = cs_journal_tell_account_added,
  [CS_JOURNAL_ACCOUNT_CHANGED] = cs_journal_tell_account_changed,
  [CS_JOURNAL_ACCOUNT_RETIRED] = cs_journal_tell_account_retired,
  [CS_JOURNAL_SIGNED_IN] = cs_journal_tell_signed_in,
  [CS_JOURNAL_SIGN_IN_LOCKED] = cs_journal_tell_sign_in_locked,
  [CS_JOURNAL_POST_CREATED] = cs_journal_tell_post_created,
  [CS_JOURNAL_CONTRIBUTED] = cs_journal_tell_contributed,
  [CS_JOURNAL_REVISED] = cs_journal_tell_revised,
  [CS_JOURNAL_SUBMITTED] = cs_journal_tell_submitted,
  [CS_JOURNAL_DECIDED] = cs_journal_tell_decided,
  [CS_JOURNAL_STATE_CHANGED] = cs_journal_tell_state_changed,
  [CS_JOURNAL_RESCHEDULED] = cs_journal_tell_rescheduled,
  [CS_JOURNAL_PUBLICATION_ARMED] = cs_journal_tell_publication_armed,
  [CS_JOURNAL_PUBLICATION_SETTLED] = cs_journal_tell_publication_settled,
  [CS_JOURNAL_PUBLICATION_RESOLVED] = cs_journal_tell_publication_resolved,
  [CS_JOURNAL_PUBLICATION_READ_BACK] = cs_journal_tell_read_back,
  [CS_JOURNAL_BACKED_UP] = cs_journal_tell_backed_up,
  [CS_JOURNAL_RESTORED] = cs_journal_tell_restored,
  [CS_JOURNAL_KEY_ADDED] = cs_journal_tell_key_added,
  [CS_JOURNAL_KEY_ENDED] = cs_journal_tell_key_ended,
  [CS_JOURNAL_KEY_RENEWAL_ASKED] = cs_journal_tell_key_renewal_asked,
  [CS_JOURNAL_KEY_RENEWAL_CONFIRMED] = cs_journal_tell_key_renewal_confirmed,
  [CS_JOURNAL_SECOND_FACTOR_SET] = cs_journal_tell_second_factor_set,
  [CS_JOURNAL_SECOND_FACTOR_REMOVED] = cs_journal_tell_second_factor_removed,
  [CS_JOURNAL_SEAL_MADE] = cs_journal_tell_seal_made,
  [CS_JOURNAL_ACCEPTED] = cs_journal_tell_accepted,
  [CS_JOURNAL_BRIEFING_SAVED] = cs_journal_tell_briefing_saved,
  [CS_JOURNAL_DOSSIER_EXPORTED] = cs_journal_tell_dossier_exported,
  [CS_JOURNAL_POSITION_ADDED] = cs_journal_tell_position_added,
  [CS_JOURNAL_POSITION_CHANGED] = cs_journal_tell_position_changed,
  [CS_JOURNAL_POSITION_RETIRED] = cs_journal_tell_position_retired,
  [CS_JOURNAL_ROUTES_CHOSEN] = cs_journal_tell_routes_chosen,
  [CS_JOURNAL_LABELS_SET] = cs_journal_tell_labels_set,
  [CS_JOURNAL_COMMENTED] = cs_journal_tell_commented,
  [CS_JOURNAL_COMMENT_RESOLVED] = cs_journal_tell_comment_resolved,
  [CS_JOURNAL_SUGGESTION_ACCEPTED] = cs_journal_tell_suggestion_accepted,
  [CS_JOURNAL_CALENDAR_HOURS_SET] = cs_journal_tell_calendar_hours_set,
  [CS_JOURNAL_CALENDAR_DAY_SET] = cs_journal_tell_calendar_day_set,
  [CS_JOURNAL_CALENDAR_DAY_REMOVED] = cs_journal_tell_calendar_day_removed,
  [CS_JOURNAL_CALENDAR_IMPORTED] = cs_journal_tell_calendar_imported,
  [CS_JOURNAL_ESCALATED] = cs_journal_tell_escalated,
  [CS_JOURNAL_DELEGATION_ADDED] = cs_journal_tell_delegation_added,
  [CS_JOURNAL_DELEGATION_ENDED] = cs_journal_tell_delegation_ended,
  [CS_JOURNAL_DELEGATION_SEEN] = cs_journal_tell_delegation_seen,
  [CS_JOURNAL_EMERGENCY_STARTED] = cs_journal_tell_emergency_started,
  [CS_JOURNAL_EMERGENCY_CLEARED] = cs_journal_tell_emergency_cleared,
  [CS_JOURNAL_QUEUE_FROZEN] = cs_journal_tell_queue_frozen,
  [CS_JOURNAL_QUEUE_THAWED] = cs_journal_tell_queue_thawed,
  [CS_JOURNAL_CLOCK_SET_BACK] = cs_journal_tell_clock_set_back,
  [CS_JOURNAL_HOUSE_STYLE_SET] = cs_journal_tell_house_style_set,
  [CS_JOURNAL_SOURCE_ADDED] = cs_journal_tell_source_added,
  [CS_JOURNAL_SOURCE_CHANGED] = cs_journal_tell_source_changed,
  [CS_JOURNAL_SOURCE_RETIRED] = cs_journal_tell_source_retired,
  [CS_JOURNAL_TEMPLATE_SAVED] = cs_journal_tell_template_saved,
  [CS_JOURNAL_TEMPLATE_RETIRED] = cs_journal_tell_template_retired,
  [CS_JOURNAL_MEDIA_NOTED] = cs_journal_tell_media_noted,
  [CS_JOURNAL_CHECK_PACK_SET] = cs_journal_tell_check_pack_set,
  [CS_JOURNAL_WORD_LIST_SET] = cs_journal_tell_word_list_set,
  [CS_JOURNAL_WORD_LIST_REMOVED] = cs_journal_tell_word_list_removed,
  [CS_JOURNAL_CHECK_WAIVED] = cs_journal_tell_check_waived,
  [CS_JOURNAL_SLOT_MISSED] = cs_journal_tell_slot_missed,
  [CS_JOURNAL_AMENDMENT_BEGUN] = cs_journal_tell_amendment_begun,
  [CS_JOURNAL_REMOVAL_ARMED] = cs_journal_tell_removal_armed,
  [CS_JOURNAL_REMOVAL_SETTLED] = cs_journal_tell_removal_settled,
  [CS_JOURNAL_ACCOUNT_TRIED] = cs_journal_tell_account_tried,
};

G_STATIC_ASSERT (G_N_ELEMENTS (tellers) == CS_N_JOURNAL_KINDS);

/* An entry whose details cannot be read still has its sentence. */
static JsonObject *
parse_details (const char *details)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  if (details != NULL && cs_json_scan (details, MAX_BYTES, MAX_DEPTH, NULL) &&
      json_parser_load_from_data (parser, details, -1, NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return json_object_new ();

  return json_object_ref (json_node_get_object (root));
}

/* The record keeps an account's whole handle; people are told the part that says something. */
static void
shorten_handle (JsonObject *details)
{
  g_autofree char *handle = cs_handle_for_people (get_text (details, "handle"));

  if (*handle != '\0')
    json_object_set_string_member (details, "handle", handle);
}

char *
cs_journal_sentence (CsJournalKind  kind,
                     const char    *actor_name,
                     const char    *details)
{
  g_autoptr(JsonObject) object = NULL;

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (tellers), NULL);

  object = parse_details (details);
  shorten_handle (object);

  /* Translators: the program’s name, where it acted by itself. */
  return tellers[kind] (actor_name ? actor_name : _("Countersign"), object);
}
