/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-briefing-rows.h"
#include "cs-error.h"
#include "cs-evidence-client.h"
#include "cs-evidence-private.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"

/* The briefing of a post, and the leader's sheet on which it stands. */

#define MAX_TEXT (8 * 1024)
#define MAX_QUESTIONS 20
#define MAX_QUESTIONS_BYTES (64 * 1024)

static JsonArray *
read_questions (const char *text)
{
  g_autoptr(JsonNode) node = json_from_string (text, NULL);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_array_ref (json_node_get_array (node)) : json_array_new ();
}

JsonObject *
cs_briefing_to_json (CsCall           *call,
                     const CsPostRow  *post,
                     CsNames          *names,
                     GError          **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(CsBriefingRow) row = cs_briefing_rows_get (call->db, post->id, &problem);
  JsonObject *object = NULL;

  if (!row && !g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  object = json_object_new ();
  json_object_set_int_member (object, "post", post->id);
  json_object_set_string_member (object, "why_now", row ? row->why_now : "");
  json_object_set_string_member (object, "risks", row ? row->risks : "");
  json_object_set_array_member (object, "questions", row ? read_questions (row->questions) : json_array_new ());
  json_object_set_string_member (object, "saved_by_name", row ? cs_names_get_person (names, row->saved_by) : "");
  json_object_set_int_member (object, "saved_at", row ? row->saved_at : 0);
  json_object_set_boolean_member (object, "may_save", cs_post_rules_may_edit (call->actor, post));
  return object;
}

static JsonObject *
run_get (CsCall  *call,
         GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsNames) names = cs_names_new (call->db);

  return post ? cs_briefing_to_json (call, post, names, error) : NULL;
}

static gboolean
check_text (const char  *text,
            const char  *what,
            GError     **error)
{
  for (const char *at = text; *at; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)) && *at != '\n' && *at != '\t')
      {
        g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "%s has control characters", what);
        return FALSE;
      }

  return TRUE;
}

static JsonObject *
take_question (JsonArray  *array,
               guint       position,
               GError    **error)
{
  JsonObject *given = cs_json_get_element (array, position);
  JsonObject *kept = NULL;

  if (!given || json_object_get_size (given) != 2 || !json_object_has_member (given, "question") ||
      !json_object_has_member (given, "answer"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Question %u must have “question” and “answer”", position + 1);
      return NULL;
    }
  if (!check_text (cs_json_get_text (given, "question"), "A question", error) ||
      !check_text (cs_json_get_text (given, "answer"), "An answer", error))
    return NULL;

  kept = json_object_new ();
  json_object_set_string_member (kept, "answer", cs_json_get_text (given, "answer"));
  json_object_set_string_member (kept, "question", cs_json_get_text (given, "question"));
  return kept;
}

/* Returns: (transfer full): the questions as they are stored */
static char *
take_questions (JsonArray  *array,
                GError    **error)
{
  g_autoptr(JsonArray) kept = json_array_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  guint n = array ? json_array_get_length (array) : 0;

  if (n > MAX_QUESTIONS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A briefing has at most %d questions", MAX_QUESTIONS);
      return NULL;
    }

  for (guint i = 0; i < n; i++)
    {
      JsonObject *question = take_question (array, i, error);

      if (!question)
        return NULL;
      json_array_add_object_element (kept, question);
    }

  json_node_set_array (node, kept);
  return json_to_string (node, FALSE);
}

static JsonObject *
make_details (const CsBriefingRow *row)
{
  g_autofree char *whole = g_strjoin ("\n", row->why_now, row->risks, row->questions, NULL);
  CsDigest digest = cs_digest_of_bytes (whole, strlen (whole));
  JsonObject *details = json_object_new ();

  cs_json_set_digest (details, "digest", &digest);
  return details;
}

static JsonObject *
run_save (CsCall  *call,
          GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autofree char *questions = NULL;
  CsBriefingRow row = { 0 };

  if (!post || !cs_post_rules_check_edit (call, post, error) ||
      !check_text (cs_call_get_text (call, "why_now"), "“why_now”", error) ||
      !check_text (cs_call_get_text (call, "risks"), "“risks”", error) ||
      !(questions = take_questions (cs_json_get_array (call->arguments, "questions"), error)))
    return NULL;

  row.post = post->id;
  row.why_now = (char *) cs_call_get_text (call, "why_now");
  row.risks = (char *) cs_call_get_text (call, "risks");
  row.questions = questions;
  row.saved_by = call->actor->id;
  row.saved_at = call->now;
  if (!cs_briefing_rows_set (call->db, &row, error) ||
      !cs_call_journal (call, post->id, CS_JOURNAL_BRIEFING_SAVED, make_details (&row), error))
    return NULL;

  return cs_briefing_to_json (call, post, names, error);
}

/* --- the leader's sheet --- */

static JsonObject *
run_sheet (CsCall  *call,
           GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsTxn) txn = post ? cs_txn_begin (call->db, error) : NULL;

  return txn ? cs_leader_sheet_to_json (call, post, error) : NULL;
}

typedef struct
{
  const CsLeaderSheet *sheet;
  const char          *language;
} Print;

static gboolean
print_sheet (gpointer       data,
             const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  Print *print = data;

  return cs_leader_sheet_print (print->sheet, print->language, path, cancellable, error);
}

static JsonObject *
run_print (CsCall  *call,
           GError **error)
{
  const char *to = cs_call_get_text (call, "to");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsLeaderSheet) sheet = NULL;
  Print print = { NULL, call->office->language };

  if (!cs_evidence_check_file (to, error) || !(reply = run_sheet (call, error)))
    return NULL;

  sheet = cs_reply_read_leader_sheet (reply);
  print.sheet = sheet;
  return cs_evidence_print (to, print_sheet, &print, call->cancellable, error) ? cs_evidence_reply_path (to) : NULL;
}

static const CsArgument one_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

static const CsArgument save_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "why_now", CS_ARGUMENT_TEXT, TRUE, MAX_TEXT, N_("why it goes out now") },
  { "risks", CS_ARGUMENT_TEXT, TRUE, MAX_TEXT, N_("what could go wrong") },
  { "questions", CS_ARGUMENT_ARRAY, TRUE, MAX_QUESTIONS_BYTES, N_("likely ones, each with question and answer; at most 20") },
  { NULL },
};

static const CsArgument print_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "to", CS_ARGUMENT_TEXT, TRUE, 0, N_("absolute path of a PDF file that does not exist yet") },
  { NULL },
};

#define SAVERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_briefing_operations[] = {
  { "briefing.get", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows what a leader is told beside a post’s content."), one_arguments, NULL, NULL, run_get },
  { "briefing.save", SAVERS, CS_OPERATION_WRITE,
    N_("Keeps why a post goes out now, its risks, and likely questions with answers."),
    save_arguments, NULL, NULL, run_save },
  { "leader-sheet.get", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows all that a leader needs to decide on a post."), one_arguments, NULL, NULL, run_sheet },
  { "leader-sheet.print", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Prints all that a leader needs to decide on a post on one page, as PDF."),
    print_arguments, NULL, NULL, run_print },
  { NULL },
};
