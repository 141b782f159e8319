/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-check-rows.h"
#include "cs-error.h"
#include "cs-link-check.h"
#include "cs-operations-private.h"
#include "cs-post-checks.h"
#include "cs-text.h"

/* What is waived in a post, and where its links lead. */

#define MAX_REASON 2000 /* characters */

/* Refuses with the one reason that is true. */
static gboolean
check_may_waive (CsCall           *call,
                 const CsPostRow  *post,
                 const CsFinding  *finding,
                 GError          **error)
{
  g_autoptr(GArray) contributors = cs_contributor_rows_list (call->db, post->id, error);
  gboolean contributor = FALSE;

  if (!contributors)
    return FALSE;
  for (guint i = 0; i < contributors->len; i++)
    contributor = contributor || g_array_index (contributors, gint64, i) == call->actor->id;

  switch (cs_finding_may_waive (finding, call->actor->roles, contributor))
    {
    case CS_MAY_WAIVE_NEVER:
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_WAIVABLE, "“%s” is never waived", finding->rule);
      return FALSE;
    case CS_MAY_WAIVE_ROLE:
      g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "“%s” is waived by another role", finding->rule);
      return FALSE;
    case CS_MAY_WAIVE_CONTRIBUTOR:
      g_set_error (error, CS_ERROR, CS_ERROR_CONTRIBUTOR, "A contributor waives nothing that blocks");
      return FALSE;
    case CS_MAY_WAIVE_YES:
    default:
      return TRUE;
    }
}

static const CsFinding *
find_finding (GPtrArray   *findings,
              const char  *rule,
              const char  *subject,
              GError     **error)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const CsFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, rule) && g_str_equal (finding->subject, subject) && !finding->waived)
        return finding;
    }

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "“%s” finds no “%s” in this post", rule, subject);
  return NULL;
}

static gboolean
is_open (CsPostState state)
{
  return state == CS_POST_DRAFT || state == CS_POST_RETURNED || state == CS_POST_IN_REVIEW;
}

/* What waits for a waiver is as much a matter of the working copy as of what is in review. */
static JsonObject *
run_waive (CsCall  *call,
           GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autofree char *reason = g_strstrip (g_strdup (cs_call_get_text (call, "reason")));
  g_autoptr(CsWaiverRow) row = g_new0 (CsWaiverRow, 1);
  g_autoptr(CsContent) content = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  const CsFinding *finding;
  JsonObject *details = NULL;

  if (!post || !(content = cs_post_checks_content (call, post, error)))
    return NULL;
  if (!is_open (post->state))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "Nothing is waived once a post is signed");
      return NULL;
    }
  if (*reason == '\0' || g_utf8_strlen (reason, -1) > MAX_REASON)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REASON_REQUIRED, "Waiving needs a reason");
      return NULL;
    }
  if (!(findings = cs_post_checks_run (call, post, content, NULL, error)) ||
      !(finding = find_finding (findings, cs_call_get_text (call, "rule"), cs_call_get_text (call, "subject"), error)) ||
      !check_may_waive (call, post, finding, error))
    return NULL;

  row->post = post->id;
  row->rule = g_strdup (finding->rule);
  row->subject = g_strdup (finding->subject);
  row->reason = g_strdup (reason);
  row->person = call->actor->id;
  row->at = call->now;
  if (!cs_waiver_rows_add (call->db, row, error))
    return NULL;

  details = json_object_new ();
  json_object_set_string_member (details, "level", cs_level_nick (finding->level));
  json_object_set_string_member (details, "reason", reason);
  json_object_set_string_member (details, "rule", finding->rule);
  json_object_set_string_member (details, "sentence", finding->sentence);
  json_object_set_string_member (details, "subject", finding->subject);
  json_object_set_int_member (details, "waiver", row->id);
  return cs_call_journal (call, post->id, CS_JOURNAL_CHECK_WAIVED, details, error) ? cs_call_reply_id (row->id) : NULL;
}

static char **
collect_links (const CsContent *content)
{
  g_autoptr(GPtrArray) links = g_ptr_array_new ();

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const char *text = cs_content_get_part (content, i)->text;
      g_autoptr(GArray) spans = cs_text_find_spans (text);

      for (guint j = 0; j < spans->len; j++)
        {
          const CsSpan *span = &g_array_index (spans, CsSpan, j);

          if (span->kind == CS_SPAN_LINK)
            g_ptr_array_add (links, g_strndup (text + span->start, span->end - span->start));
        }
    }
  g_ptr_array_add (links, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&links), FALSE);
}

static const char * const link_states[] = {
  [CS_LINK_FINE] = "fine",
  [CS_LINK_REDIRECTS] = "redirects",
  [CS_LINK_GONE] = "gone",
  [CS_LINK_FAILED] = "failed",
  [CS_LINK_SILENT] = "silent",
};

static JsonArray *
facts_to_json (GPtrArray *facts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < facts->len; i++)
    {
      const CsLinkFact *fact = g_ptr_array_index (facts, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "address", fact->address);
      json_object_set_string_member (object, "state", link_states[fact->state]);
      json_object_set_int_member (object, "status", fact->status);
      json_object_set_string_member (object, "detail", fact->detail);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* On a reader thread, for as long as the bounds of cs_link_check() let it. */
static JsonObject *
run_links (CsCall  *call,
           GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsContent) content = post ? cs_post_checks_content (call, post, error) : NULL;
  g_auto(GStrv) links = content ? collect_links (content) : NULL;
  g_autoptr(GPtrArray) facts = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  JsonObject *reply = NULL;

  if (!links)
    return NULL;

  facts = cs_link_check ((const char * const *) links, call->office->practice, call->cancellable);
  if (!(findings = cs_post_checks_run (call, post, content, facts, error)))
    return NULL;

  reply = json_object_new ();
  json_object_set_array_member (reply, "links", facts_to_json (facts));
  cs_post_checks_to_json (findings, reply);
  return reply;
}

static const CsArgument waive_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "rule", CS_ARGUMENT_TEXT, TRUE, 80, N_("such as general/weekday") },
  { "subject", CS_ARGUMENT_TEXT, TRUE, 0, N_("the words or the digest that the finding names; may be empty") },
  { "reason", CS_ARGUMENT_TEXT, TRUE, 8000, N_("why it does not matter here; every signer reads it") },
  { NULL },
};

static const CsArgument links_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

const CsOperation cs_waiver_operations[] = {
  { "check.waive", CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY, CS_OPERATION_WRITE,
    N_("Says with a reason that a finding does not count in this post. A blocking one is waived by nobody who wrote part of it."),
    waive_arguments, NULL, NULL, run_waive },
  { "check.links", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Follows the links of a post and checks it with what came of that. A practice office follows links to this computer only."),
    links_arguments, NULL, NULL, run_links },
  { NULL },
};
