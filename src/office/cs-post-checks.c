/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-post-checks.h"

#include "cs-check-files.h"
#include "cs-error.h"
#include "cs-network.h"

/* A retired account cannot be written to any more: it counts as not chosen. */
static CsContent *
drop_retired_accounts (const CsContent *content,
                       GPtrArray       *accounts)
{
  CsContent *copy = cs_content_copy (content);

  for (guint i = 0; i < accounts->len; i++)
    {
      const CsAccountRow *account = g_ptr_array_index (accounts, i);

      if (account->retired_at != 0)
        cs_content_remove_account (copy, account->id);
    }

  return copy;
}

/* @names: takes what the targets lend */
static GArray *
collect_targets (GPtrArray *accounts,
                 GPtrArray *names)
{
  GArray *targets = g_array_new (FALSE, TRUE, sizeof (CsTarget));

  for (guint i = 0; i < accounts->len; i++)
    {
      const CsAccountRow *account = g_ptr_array_index (accounts, i);
      CsTarget target = cs_network_target_from_limits (account->network, account->id, account->limits);
      char *name = cs_handle_for_people (account->handle);

      g_ptr_array_add (names, name);
      cs_network_target_set_access (&target, account->access);
      target.name = name;
      g_array_append_val (targets, target);
    }
  return targets;
}

static gboolean
is_contributor (GArray *contributors,
                gint64  person)
{
  for (guint i = 0; i < contributors->len; i++)
    if (g_array_index (contributors, gint64, i) == person)
      return TRUE;

  return FALSE;
}

static void
apply_waiver (CsNames           *names,
              GPtrArray         *findings,
              GArray            *contributors,
              const CsWaiverRow *waiver)
{
  for (guint i = 0; i < findings->len; i++)
    {
      CsFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (finding->rule, waiver->rule) || !g_str_equal (finding->subject, waiver->subject) ||
          (finding->level == CS_LEVEL_BLOCK && is_contributor (contributors, waiver->person)))
        continue;
      finding->waived = TRUE;
      g_free (finding->waived_by);
      finding->waived_by = g_strdup (cs_names_get_person (names, waiver->person));
      g_free (finding->waived_why);
      finding->waived_why = g_strdup (waiver->reason);
      finding->waived_at = waiver->at;
    }
}

static gboolean
apply_waivers (CsCall           *call,
               const CsPostRow  *post,
               GPtrArray        *findings,
               GError          **error)
{
  g_autoptr(GPtrArray) waivers = cs_waiver_rows_list (call->db, post->id, error);
  g_autoptr(GArray) contributors = NULL;
  g_autoptr(CsNames) names = NULL;

  if (!waivers)
    return FALSE;
  if (waivers->len == 0)
    return TRUE;
  if (!(contributors = cs_contributor_rows_list (call->db, post->id, error)))
    return FALSE;

  names = cs_names_new (call->db);
  for (guint i = 0; i < waivers->len; i++)
    apply_waiver (names, findings, contributors, g_ptr_array_index (waivers, i));
  return TRUE;
}

GPtrArray *
cs_post_checks_run (CsCall           *call,
                    const CsPostRow  *post,
                    const CsContent  *content,
                    GPtrArray        *links,
                    GError          **error)
{
  g_autoptr(GPtrArray) accounts = cs_account_rows_list (call->db, error);
  g_autoptr(GPtrArray) rules = accounts ? cs_check_files_rules (call, error) : NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GArray) targets = NULL;
  g_autoptr(CsContent) checked = NULL;
  g_autoptr(CsChecker) checker = NULL;
  CsCheckQuestion question = { 0 };

  if (!rules)
    return NULL;

  targets = collect_targets (accounts, names);
  checked = drop_retired_accounts (content, accounts);
  checker = cs_checker_new (rules);
  question.content = checked;
  question.targets = targets;
  question.release = post->release;
  question.release_at = post->release_at;
  question.zone = post->zone;
  question.now = call->now;
  question.labels = post->labels;
  question.links = links;
  findings = cs_checker_run (checker, &question);
  return apply_waivers (call, post, findings, error) ? g_steal_pointer (&findings) : NULL;
}

CsContent *
cs_post_checks_content (CsCall           *call,
                        const CsPostRow  *post,
                        GError          **error)
{
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(CsWorkingCopyRow) stored = NULL;

  if (cs_post_rules_shows_working_copy (post))
    return (stored = cs_working_copy_rows_get (call->db, post->id, error)) ? cs_content_parse (stored->content, error) : NULL;
  return (revision = cs_revision_rows_get (call->db, post->revision, error)) ? cs_content_parse (revision->content, error) : NULL;
}

static JsonObject *
place_to_json (const CsPlace *place)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", cs_place_kind_nick (place->kind));
  json_object_set_int_member (object, "variant", place->variant);
  json_object_set_int_member (object, "segment", place->segment);
  json_object_set_int_member (object, "media", place->media);
  json_object_set_int_member (object, "account", place->account);
  json_object_set_int_member (object, "start", (gint64) place->start);
  json_object_set_int_member (object, "end", (gint64) place->end);
  return object;
}

static JsonObject *
finding_to_json (const CsFinding *finding)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "rule", finding->rule);
  json_object_set_string_member (object, "level", cs_level_nick (finding->level));
  json_object_set_string_member (object, "waiver", cs_waiver_nick (finding->waiver));
  json_object_set_string_member (object, "sentence", finding->sentence);
  json_object_set_string_member (object, "reason", finding->reason);
  json_object_set_string_member (object, "subject", finding->subject);
  json_object_set_int_member (object, "excess", finding->excess);
  json_object_set_object_member (object, "place", place_to_json (&finding->place));
  json_object_set_boolean_member (object, "waived", finding->waived);
  json_object_set_string_member (object, "waived_by", finding->waived_by);
  json_object_set_string_member (object, "waived_why", finding->waived_why);
  json_object_set_int_member (object, "waived_at", finding->waived_at);
  return object;
}

void
cs_post_checks_to_json (GPtrArray  *findings,
                        JsonObject *reply)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    json_array_add_object_element (array, finding_to_json (g_ptr_array_index (findings, i)));
  json_object_set_array_member (reply, "findings", array);
}

gboolean
cs_post_checks_allow (GPtrArray  *findings,
                      GError    **error)
{
  g_autoptr(GString) message = g_string_new ("Still missing:");
  const CsFinding *last = NULL;
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const CsFinding *finding = g_ptr_array_index (findings, i);

      if (!cs_finding_holds_back (finding))
        continue;
      g_string_append_printf (message, "%s %s", n++ > 0 ? ";" : "", finding->sentence);
      last = finding;
    }
  if (n == 0)
    return TRUE;

  /* the release time has its own error, since only a new time mends it */
  if (n == 1 && g_str_equal (last->rule, "basic/release-past"))
    g_set_error (error, CS_ERROR, CS_ERROR_RELEASE_PAST, "The release time lies in the past");
  else
    g_set_error_literal (error, CS_ERROR, CS_ERROR_INCOMPLETE, message->str);
  return FALSE;
}
