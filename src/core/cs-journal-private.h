/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A member of an entry's details, "" or 0 where it is absent or something else: the details of a foreign journal may hold anything. */
static inline const char *
get_text (JsonObject *details,
          const char *name)
{
  JsonNode *node = json_object_get_member (details, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return "";

  return json_node_get_string (node);
}

static inline gint64
get_number (JsonObject *details,
            const char *name)
{
  JsonNode *node = json_object_get_member (details, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return 0;

  return json_node_get_int (node);
}

static inline gboolean
get_truth (JsonObject *details,
           const char *name)
{
  JsonNode *node = json_object_get_member (details, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/* The sentence of each kind of entry, chosen by the table of cs-journal-sentence.c. Each: (transfer full).
 * @who: the actor's name; @details: of the entry */

/* cs-journal-decisions.c */
char       *cs_journal_tell_decided             (const char *who,
                                                 JsonObject *details);
char       *cs_journal_tell_commented           (const char *who,
                                                 JsonObject *details);
char       *cs_journal_tell_comment_resolved    (const char *who,
                                                 JsonObject *details);
char       *cs_journal_tell_suggestion_accepted (const char *who,
                                                 JsonObject *details);

/* cs-journal-clocks.c */
char *cs_journal_tell_calendar_hours_set (const char *who,
                                          JsonObject *details);
char *cs_journal_tell_calendar_day_set (const char *who,
                                        JsonObject *details);
char *cs_journal_tell_calendar_day_removed (const char *who,
                                            JsonObject *details);
char *cs_journal_tell_calendar_imported (const char *who,
                                         JsonObject *details);
char *cs_journal_tell_escalated (const char *who,
                                 JsonObject *details);
char *cs_journal_tell_delegation_added (const char *who,
                                        JsonObject *details);
char *cs_journal_tell_delegation_ended (const char *who,
                                        JsonObject *details);
char *cs_journal_tell_delegation_seen (const char *who,
                                       JsonObject *details);
char *cs_journal_tell_emergency_started (const char *who,
                                         JsonObject *details);
char *cs_journal_tell_emergency_cleared (const char *who,
                                         JsonObject *details);
char *cs_journal_tell_queue_frozen (const char *who,
                                    JsonObject *details);
char *cs_journal_tell_queue_thawed (const char *who,
                                    JsonObject *details);
char *cs_journal_tell_clock_set_back (const char *who,
                                      JsonObject *details);

/* cs-journal-office.c */
char *cs_journal_tell_office_made (const char *who,
                                   JsonObject *details);
char *cs_journal_tell_office_changed (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_person_added (const char *who,
                                    JsonObject *details);
char *cs_journal_tell_person_changed (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_person_retired (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_password_set (const char *who,
                                    JsonObject *details);
char *cs_journal_tell_section_added (const char *who,
                                     JsonObject *details);
char *cs_journal_tell_section_changed (const char *who,
                                       JsonObject *details);
char *cs_journal_tell_section_retired (const char *who,
                                       JsonObject *details);
char *cs_journal_tell_route_added (const char *who,
                                   JsonObject *details);
char *cs_journal_tell_account_added (const char *who,
                                     JsonObject *details);
char *cs_journal_tell_account_changed (const char *who,
                                       JsonObject *details);
char *cs_journal_tell_account_retired (const char *who,
                                       JsonObject *details);
char *cs_journal_tell_account_tried (const char *who,
                                     JsonObject *details);
char *cs_journal_tell_signed_in (const char *who,
                                 JsonObject *details);
char *cs_journal_tell_sign_in_locked (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_backed_up (const char *who,
                                 JsonObject *details);
char *cs_journal_tell_restored (const char *who,
                                JsonObject *details);
char *cs_journal_tell_position_added (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_position_changed (const char *who,
                                        JsonObject *details);
char *cs_journal_tell_position_retired (const char *who,
                                        JsonObject *details);
char *cs_journal_tell_routes_chosen (const char *who,
                                     JsonObject *details);
char *cs_journal_tell_house_style_set (const char *who,
                                       JsonObject *details);

/* cs-journal-posts.c */
char *cs_journal_tell_post_created (const char *who,
                                    JsonObject *details);
char *cs_journal_tell_contributed (const char *who,
                                   JsonObject *details);
char *cs_journal_tell_revised (const char *who,
                               JsonObject *details);
char *cs_journal_tell_submitted (const char *who,
                                 JsonObject *details);
char *cs_journal_tell_state_changed (const char *who,
                                     JsonObject *details);
char *cs_journal_tell_rescheduled (const char *who,
                                   JsonObject *details);
char *cs_journal_tell_publication_armed (const char *who,
                                         JsonObject *details);
char *cs_journal_tell_amendment_begun     (const char *who,
                                           JsonObject *details);
char *cs_journal_tell_removal_armed       (const char *who,
                                           JsonObject *details);
char *cs_journal_tell_removal_settled     (const char *who,
                                           JsonObject *details);
char *cs_journal_tell_publication_settled (const char *who,
                                           JsonObject *details);
char *cs_journal_tell_publication_resolved (const char *who,
                                            JsonObject *details);
char *cs_journal_tell_slot_missed (const char *who,
                                   JsonObject *details);
char *cs_journal_tell_read_back (const char *who,
                                 JsonObject *details);
char *cs_journal_tell_labels_set (const char *who,
                                  JsonObject *details);

/* cs-journal-keys.c */
char *cs_journal_tell_key_added (const char *who,
                                 JsonObject *details);
char *cs_journal_tell_key_ended (const char *who,
                                 JsonObject *details);
char *cs_journal_tell_key_renewal_asked (const char *who,
                                         JsonObject *details);
char *cs_journal_tell_key_renewal_confirmed (const char *who,
                                             JsonObject *details);
char *cs_journal_tell_second_factor_set (const char *who,
                                         JsonObject *details);
char *cs_journal_tell_second_factor_removed (const char *who,
                                             JsonObject *details);
char *cs_journal_tell_seal_made (const char *who,
                                 JsonObject *details);
char *cs_journal_tell_accepted (const char *who,
                                JsonObject *details);
char *cs_journal_tell_briefing_saved (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_dossier_exported (const char *who,
                                        JsonObject *details);

/* cs-journal-library.c */
char *cs_journal_tell_source_added (const char *who,
                                    JsonObject *details);
char *cs_journal_tell_source_changed (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_source_retired (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_template_saved (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_template_retired (const char *who,
                                        JsonObject *details);
char *cs_journal_tell_media_noted (const char *who,
                                   JsonObject *details);
/* cs-journal-checks.c */
char *cs_journal_tell_check_pack_set (const char *who,
                                      JsonObject *details);
char *cs_journal_tell_word_list_set (const char *who,
                                     JsonObject *details);
char *cs_journal_tell_word_list_removed (const char *who,
                                         JsonObject *details);
char *cs_journal_tell_check_waived (const char *who,
                                    JsonObject *details);

G_END_DECLS
