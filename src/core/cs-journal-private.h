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

/* Sentences of cs-journal-sentence.c that stand in files of their own. Each: (transfer full).
 * @who: the actor's name; @details: of the entry */
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

G_END_DECLS
