/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amend-client.h"
#include "cs-clock-client.h"
#include "cs-comment-client.h"
#include "cs-json.h"
#include "cs-replies-private.h"

/* Answers about posts: lists, the sheet, the desk. */

void
cs_post_info_free (CsPostInfo *info)
{
  if (!info)
    return;

  g_free (info->stage_title);
  g_free (info->excerpt);
  g_array_unref (info->accounts);
  g_array_unref (info->thumbnails);
  g_free (info->author_name);
  g_free (info->section_name);
  g_free (info->zone);
  g_free (info->claimed_by_name);
  g_free (info->due_reason);
  g_strfreev (info->for_names);
  g_free (info);
}

CsPostInfo *
cs_post_info_copy (const CsPostInfo *info)
{
  CsPostInfo *copy = g_memdup2 (info, sizeof *info);

  copy->stage_title = g_strdup (info->stage_title);
  copy->excerpt = g_strdup (info->excerpt);
  copy->accounts = g_array_copy (info->accounts);
  copy->thumbnails = g_array_copy (info->thumbnails);
  copy->author_name = g_strdup (info->author_name);
  copy->section_name = g_strdup (info->section_name);
  copy->zone = g_strdup (info->zone);
  copy->claimed_by_name = g_strdup (info->claimed_by_name);
  copy->due_reason = g_strdup (info->due_reason);
  copy->for_names = g_strdupv (info->for_names);
  return copy;
}

void
cs_publication_info_free (CsPublicationInfo *info)
{
  if (!info)
    return;

  g_free (info->excerpt);
  g_free (info->remote_url);
  g_free (info->error);
  g_free (info->error_detail);
  g_free (info->read_back);
  g_free (info);
}

void
cs_decision_info_free (CsDecisionInfo *info)
{
  if (!info)
    return;

  g_free (info->stage_title);
  g_free (info->person_name);
  g_free (info->acting_for_name);
  g_free (info->reason);
  g_free (info->to_stage_title);
  g_free (info->taken_back_by_name);
  g_free (info->taken_back_reason);
  g_free (info);
}

void
cs_stage_info_free (CsStageInfo *info)
{
  if (!info)
    return;

  g_free (info->title);
  g_strfreev (info->who);
  g_strfreev (info->parties);
  g_strfreev (info->ticks);
  g_free (info);
}

void
cs_principal_info_free (CsPrincipalInfo *info)
{
  if (!info)
    return;

  g_free (info->name);
  g_free (info);
}

void
cs_sheet_info_free (CsSheetInfo *info)
{
  if (!info)
    return;

  cs_post_info_free (info->post);
  cs_content_free (info->content);
  g_free (info->saved_by_name);
  g_clear_pointer (&info->working, cs_content_free);
  g_clear_pointer (&info->base, cs_content_free);
  g_ptr_array_unref (info->stages);
  g_ptr_array_unref (info->decisions);
  g_ptr_array_unref (info->publications);
  g_strfreev (info->contributors);
  g_strfreev (info->who_may);
  g_free (info->return_reason);
  g_clear_pointer (&info->principals, g_ptr_array_unref);
  g_clear_pointer (&info->comments, g_ptr_array_unref);
  g_clear_pointer (&info->amends, cs_amends_info_free);
  g_free (info);
}

void
cs_desk_info_free (CsDeskInfo *info)
{
  if (!info)
    return;

  g_ptr_array_unref (info->waiting);
  g_ptr_array_unref (info->late);
  g_ptr_array_unref (info->next);
  g_ptr_array_unref (info->mine);
  g_clear_pointer (&info->wanted, g_ptr_array_unref);
  g_free (info);
}

static GArray *
read_ids (JsonObject *object,
          const char *member)
{
  JsonArray *array = cs_json_get_array (object, member);
  guint n = array ? json_array_get_length (array) : 0;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64 id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;

      g_array_append_val (ids, id);
    }

  return ids;
}

static GArray *
read_digests (JsonObject *object,
              const char *member)
{
  g_auto(GStrv) texts = cs_json_dup_strings (object, member);
  GArray *digests = g_array_new (FALSE, FALSE, sizeof (CsDigest));

  for (guint i = 0; texts[i]; i++)
    {
      CsDigest digest;

      if (cs_digest_from_hex (texts[i], &digest, NULL))
        g_array_append_val (digests, digest);
    }

  return digests;
}

/* Where the open stage stands, and who is on it. */
static void
read_stage_state (CsPostInfo *info,
                  JsonObject *object)
{
  if (!cs_labels_from_string (cs_json_get_text (object, "labels"), &info->labels, NULL))
    info->labels = CS_LABEL_NONE;
  info->emergency = cs_json_get_boolean (object, "emergency");
  info->stage_opened_at = cs_json_get_int64 (object, "stage_opened_at");
  info->stage_due_at = cs_json_get_int64 (object, "stage_due_at");
  info->escalated = cs_json_get_boolean (object, "escalated");
  info->claimed_by = cs_json_get_int64 (object, "claimed_by");
  info->claimed_by_name = cs_reply_dup_text (object, "claimed_by_name");
  info->claimed_until = cs_json_get_int64 (object, "claimed_until");
}

static gpointer
read_post (JsonObject *object)
{
  CsPostInfo *info = g_new0 (CsPostInfo, 1);

  info->id = cs_json_get_int64 (object, "id");
  if (!cs_post_state_from_nick (cs_json_get_text (object, "state"), &info->state))
    info->state = CS_POST_DRAFT;
  info->stage = (guint) cs_json_get_int64 (object, "stage");
  info->n_stages = (guint) cs_json_get_int64 (object, "n_stages");
  info->stage_title = cs_reply_dup_text (object, "stage_title");
  info->excerpt = cs_reply_dup_text (object, "excerpt");
  info->accounts = read_ids (object, "accounts");
  info->thumbnails = read_digests (object, "thumbnails");
  info->author = cs_json_get_int64 (object, "author");
  info->author_name = cs_reply_dup_text (object, "author_name");
  info->section_name = cs_reply_dup_text (object, "section_name");
  if (!cs_release_from_nick (cs_json_get_text (object, "release"), &info->release))
    info->release = CS_RELEASE_AT_ONCE;
  info->release_at = cs_json_get_int64 (object, "release_at");
  info->zone = cs_reply_dup_text (object, "zone");
  info->changed_at = cs_json_get_int64 (object, "changed_at");
  info->due_reason = cs_reply_dup_due_reason (object, cs_json_get_text (object, "office_zone"));
  info->for_names = cs_json_dup_strings (object, "for");
  read_stage_state (info, object);
  info->amends = cs_json_get_int64 (object, "amends");
  if (!cs_amend_kind_from_nick (cs_json_get_text (object, "amend_kind"), &info->amend_kind))
    info->amends = 0;
  return info;
}

static gpointer
read_publication (JsonObject *object)
{
  CsPublicationInfo *info = g_new0 (CsPublicationInfo, 1);

  info->id = cs_json_get_int64 (object, "id");
  info->post = cs_json_get_int64 (object, "post");
  info->excerpt = cs_reply_dup_text (object, "excerpt");
  info->account = cs_json_get_int64 (object, "account");
  info->segment = (guint) cs_json_get_int64 (object, "segment");
  if (!cs_publication_state_from_nick (cs_json_get_text (object, "state"), &info->state))
    info->state = CS_PUBLICATION_QUEUED;
  info->due_at = cs_json_get_int64 (object, "due_at");
  info->attempts = (int) cs_json_get_int64 (object, "attempts");
  info->next_try_at = cs_json_get_int64 (object, "next_try_at");
  info->settled_at = cs_json_get_int64 (object, "settled_at");
  info->remote_url = cs_reply_dup_text (object, "remote_url");
  info->error = cs_reply_dup_text (object, "error");
  info->error_detail = cs_reply_dup_text (object, "error_detail");
  info->read_back = cs_reply_dup_text (object, "read_back");
  info->check_at = cs_json_get_int64 (object, "check_at");
  info->alarmed_at = cs_json_get_int64 (object, "alarmed_at");
  info->reason = cs_miss_from_nick (cs_json_get_text (object, "reason"));
  return info;
}

/* Whether, by whom and why it was taken back, and whether the actor still may. */
static void
read_taking_back (CsDecisionInfo *info,
                  JsonObject     *object)
{
  info->takes_back = cs_json_get_int64 (object, "takes_back");
  info->taken_back = cs_json_get_boolean (object, "taken_back");
  info->taken_back_by_name = cs_reply_dup_text (object, "taken_back_by_name");
  info->taken_back_reason = cs_reply_dup_text (object, "taken_back_reason");
  info->taken_back_at = cs_json_get_int64 (object, "taken_back_at");
  info->may_take_back = cs_json_get_boolean (object, "may_take_back");
  info->take_back_needs_reason = cs_json_get_boolean (object, "take_back_needs_reason");
}

static gpointer
read_decision (JsonObject *object)
{
  CsDecisionInfo *info = g_new0 (CsDecisionInfo, 1);

  info->id = cs_json_get_int64 (object, "id");
  info->stage = (guint) cs_json_get_int64 (object, "stage");
  info->stage_title = cs_reply_dup_text (object, "stage_title");
  info->person = cs_json_get_int64 (object, "person");
  info->person_name = cs_reply_dup_text (object, "person_name");
  info->acting_for = cs_json_get_int64 (object, "acting_for");
  info->acting_for_name = cs_reply_dup_text (object, "acting_for_name");
  if (!cs_verdict_from_nick (cs_json_get_text (object, "verdict"), &info->verdict))
    info->verdict = CS_VERDICT_RETURN;
  info->reason = cs_reply_dup_text (object, "reason");
  info->at = cs_json_get_int64 (object, "at");
  info->revision_number = (guint) cs_json_get_int64 (object, "revision_number");
  info->counts = cs_json_get_boolean (object, "counts");
  info->other_version = cs_json_get_boolean (object, "other_version");
  info->to_stage = (int) cs_json_get_int64 (object, "to_stage");
  info->to_stage_title = cs_reply_dup_text (object, "to_stage_title");
  info->n_ticks = (guint) cs_json_get_int64 (object, "n_ticks");
  info->n_lines = (guint) cs_json_get_int64 (object, "n_lines");
  read_taking_back (info, object);
  return info;
}

static gpointer
read_stage (JsonObject *object)
{
  CsStageInfo *info = g_new0 (CsStageInfo, 1);

  info->title = cs_reply_dup_text (object, "title");
  if (!cs_stage_kind_from_nick (cs_json_get_text (object, "kind"), &info->kind))
    info->kind = CS_STAGE_REVIEW;
  info->fulfilled = cs_json_get_boolean (object, "fulfilled");
  info->open = cs_json_get_boolean (object, "open");
  info->who = cs_json_dup_strings (object, "who");
  info->parties = cs_json_dup_strings (object, "parties");
  info->ticks = cs_json_dup_strings (object, "ticks");
  info->minutes = (guint) cs_json_get_int64 (object, "minutes");
  info->may_return_to = cs_json_get_boolean (object, "may_return_to");
  return info;
}

static gpointer
read_principal (JsonObject *object)
{
  CsPrincipalInfo *info = g_new0 (CsPrincipalInfo, 1);

  info->person = cs_json_get_int64 (object, "person");
  info->name = cs_reply_dup_text (object, "name");
  return info;
}

static CsContent *
read_content (JsonObject *object,
              const char *member)
{
  JsonObject *content = cs_json_get_object (object, member);

  return content ? cs_json_to_content (content, NULL) : NULL;
}

static void
read_permissions (CsSheetInfo *info,
                  JsonObject  *reply)
{
  if (!cs_may_decide_from_nick (cs_json_get_text (reply, "may_decide"), &info->may_decide))
    info->may_decide = CS_MAY_NOT_STATE;
  info->who_may = cs_json_dup_strings (reply, "who_may");
  info->last_stage = cs_json_get_boolean (reply, "last_stage");
  info->may_edit = cs_json_get_boolean (reply, "may_edit");
  info->may_recall = cs_json_get_boolean (reply, "may_recall");
  info->may_reschedule = cs_json_get_boolean (reply, "may_reschedule");
  info->principals = cs_reply_read_list (reply, "principals", read_principal,
                                         (GDestroyNotify) cs_principal_info_free);
  info->n_lines = (guint) cs_json_get_int64 (reply, "n_lines");
  info->may_comment = cs_json_get_boolean (reply, "may_comment");
  info->may_claim = cs_json_get_boolean (reply, "may_claim");
}

CsSheetInfo *
cs_reply_read_sheet (JsonObject *reply)
{
  CsSheetInfo *info = g_new0 (CsSheetInfo, 1);

  info->post = read_post (cs_json_get_object (reply, "post"));
  if (!(info->content = read_content (reply, "content")))
    info->content = cs_content_new ();
  info->version = cs_json_get_int64 (reply, "version");
  info->unsent_changes = cs_json_get_boolean (reply, "unsent_changes");
  info->saved_by_name = cs_reply_dup_text (reply, "saved_by_name");
  info->saved_at = cs_json_get_int64 (reply, "saved_at");
  info->revision_number = (guint) cs_json_get_int64 (reply, "revision_number");
  info->digest = cs_json_get_digest (reply, "digest");
  info->working = read_content (reply, "working");
  info->base = read_content (reply, "base");
  info->base_number = (guint) cs_json_get_int64 (reply, "base_number");
  info->base_is_own = cs_json_get_boolean (reply, "base_is_own");
  info->stages = cs_reply_read_list (reply, "stages", read_stage,
                                     (GDestroyNotify) cs_stage_info_free);
  info->decisions = cs_reply_read_list (reply, "decisions", read_decision,
                                        (GDestroyNotify) cs_decision_info_free);
  info->publications = cs_reply_read_publications (reply);
  info->comments = cs_reply_read_comments (reply);
  info->amends = cs_reply_read_amends (reply);
  info->contributors = cs_json_dup_strings (reply, "contributors");
  info->return_reason = cs_reply_dup_text (reply, "return_reason");
  read_permissions (info, reply);
  return info;
}

GPtrArray *
cs_reply_read_post_list (JsonObject *reply,
                         const char *member)
{
  return cs_reply_read_list (reply, member, read_post, (GDestroyNotify) cs_post_info_free);
}

GPtrArray *
cs_reply_read_posts (JsonObject *reply)
{
  return cs_reply_read_post_list (reply, "posts");
}

GPtrArray *
cs_reply_read_publications (JsonObject *reply)
{
  return cs_reply_read_list (reply, "publications", read_publication,
                             (GDestroyNotify) cs_publication_info_free);
}

GArray *
cs_reply_read_directory (JsonObject *reply,
                         gint64     *count)
{
  if (count)
    *count = cs_json_get_int64 (reply, "count");
  return read_ids (reply, "ids");
}

CsDeskInfo *
cs_reply_read_desk (JsonObject *reply)
{
  CsDeskInfo *info = g_new0 (CsDeskInfo, 1);

  info->waiting = cs_reply_read_post_list (reply, "waiting");
  info->n_waiting = (guint) cs_json_get_int64 (reply, "n_waiting");
  info->late = cs_reply_read_post_list (reply, "late");
  info->next = cs_reply_read_post_list (reply, "next");
  info->mine = cs_reply_read_post_list (reply, "mine");
  info->n_queued = (guint) cs_json_get_int64 (reply, "n_queued");
  info->n_kept = (guint) cs_json_get_int64 (reply, "n_kept");
  info->wanted = cs_reply_read_post_list (reply, "wanted");
  info->n_wanted = (guint) cs_json_get_int64 (reply, "n_wanted");
  info->n_signed_for = (guint) cs_json_get_int64 (reply, "n_signed_for");
  return info;
}
