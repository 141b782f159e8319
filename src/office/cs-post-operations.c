/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-amends.h"
#include "cs-chain-rows.h"
#include "cs-clock.h"
#include "cs-error.h"
#include "cs-media-rows.h"
#include "cs-operations-private.h"
#include "cs-pictures.h"
#include "cs-post-checks.h"
#include "cs-sheet-json.h"

/* Writing a post: create, save, check, submit. Deciding: cs-decide-operations.c; taking back, moving, holding: cs-release-operations.c. */

#define MAX_CONTENT_BYTES (4 * 1024 * 1024)

static gboolean
check_item (CsCall             *call,
            const CsMediaItem  *item,
            guint               position,
            guint               segment,
            GError            **error)
{
  g_autoptr(CsMediaRow) row = cs_media_rows_get (call->db, &item->digest, NULL);

  if (row && row->width == item->width && row->height == item->height && g_str_equal (row->mime_type, item->mime_type) &&
      (item->n_bytes == 0 || item->n_bytes == row->bytes))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
               "Picture %u of segment %u is not one of this office’s", position + 1, segment + 1);
  return FALSE;
}

/* A content may name only pictures that the office has, as they are, and only files that it has. */
static gboolean
check_media (CsCall           *call,
             const CsContent  *content,
             GError          **error)
{
  g_autoptr(GPtrArray) parts = cs_content_list_parts (content);
  g_autoptr(GArray) digests = cs_content_list_digests (content);

  for (guint i = 0; i < parts->len; i++)
    {
      const CsSegment *segment = g_ptr_array_index (parts, i);

      for (guint j = 0; j < segment->media->len; j++)
        if (!check_item (call, cs_segment_get_media (segment, j), j, i, error))
          return FALSE;
    }

  for (guint i = 0; i < digests->len; i++)
    {
      const CsDigest *digest = &g_array_index (digests, CsDigest, i);
      g_autoptr(CsMediaRow) row = cs_media_rows_get (call->db, digest, NULL);

      if (!row)
        {
          g_autofree char *hex = cs_digest_to_hex (digest);

          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "File %s is not one of this office’s", hex);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_accounts (CsCall           *call,
                const CsContent  *content,
                GError          **error)
{
  for (guint i = 0; i < content->accounts->len; i++)
    {
      gint64 id = g_array_index (content->accounts, gint64, i);
      g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, id, NULL);

      if (!row)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "There is no account %" G_GINT64_FORMAT, id);
          return FALSE;
        }
    }

  return TRUE;
}

static CsContent *
read_content (CsCall  *call,
              GError **error)
{
  g_autoptr(CsContent) content = NULL;

  if (!cs_call_has (call, "content"))
    {
      content = cs_content_new ();
      g_free (content->language);
      content->language = g_strdup (call->office->language);
      return g_steal_pointer (&content);
    }

  if (!(content = cs_json_to_content (cs_json_get_object (call->arguments, "content"), error)) ||
      !check_media (call, content, error) ||
      !check_accounts (call, content, error) ||
      !cs_amends_check (call, content, error))
    return NULL;
  return g_steal_pointer (&content);
}

static JsonObject *
run_create (CsCall  *call,
            GError **error)
{
  g_autoptr(CsContent) content = NULL;
  g_autoptr(CsPostRow) post = g_new0 (CsPostRow, 1);
  gboolean changed;
  gboolean added;

  post->state = CS_POST_DRAFT;
  post->author = call->actor->id;
  post->section = call->actor->section;
  post->route = call->office->route;
  post->release = CS_RELEASE_AT_ONCE;
  post->zone = g_strdup (call->office->zone);
  post->made_at = post->changed_at = call->now;
  if (!(content = read_content (call, error)) || !cs_post_acts_read_release (call, post, &changed, error))
    return NULL;

  cs_post_content_describe (post, content);
  if (!(post->id = cs_post_rows_add (call->db, post, error)) ||
      !cs_post_content_store (call, post, content, 1, error) ||
      !cs_contributor_rows_add (call->db, post->id, call->actor->id, call->now, &added, error) ||
      !cs_call_journal (call, post->id, CS_JOURNAL_POST_CREATED, NULL, error) ||
      !cs_call_journal (call, post->id, CS_JOURNAL_CONTRIBUTED, NULL, error))
    return NULL;

  return cs_call_reply_id (post->id);
}

static gboolean
check_reschedule (CsCall           *call,
                  const CsPostRow  *post,
                  GError          **error)
{
  if (post->state == CS_POST_DRAFT || post->state == CS_POST_RETURNED || post->state == CS_POST_EXPIRED ||
      cs_post_rules_may_reschedule (call->actor, post))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN,
               "%s may not change the release time of post %" G_GINT64_FORMAT, call->actor->login, post->id);
  return FALSE;
}

static gboolean
take_release (CsCall     *call,
              CsPostRow  *post,
              gboolean   *changed,
              GError    **error)
{
  gint64 from = post->release_at;

  if (!cs_post_acts_read_release (call, post, changed, error))
    return FALSE;
  if (!*changed)
    return TRUE;
  if (!check_reschedule (call, post, error))
    return FALSE;

  /* while it is a draft, times are typed and changed like words: not worth an entry each */
  return post->state != CS_POST_IN_REVIEW ||
         (cs_clocks_reset (call, post, error) && cs_post_acts_journal_release (call, post, from, error));
}

static JsonObject *
run_save (CsCall  *call,
          GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsContent) content = NULL;
  g_autoptr(CsWorkingCopyRow) stored = NULL;
  gboolean moved = FALSE;

  if (!post || !cs_post_rules_check_edit (call, post, error) ||
      !(stored = cs_working_copy_rows_get (call->db, post->id, error)))
    return NULL;

  if (stored->version != cs_call_get_int64 (call, "version"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT,
                   "Post %" G_GINT64_FORMAT " was saved by somebody else (version %" G_GINT64_FORMAT ")",
                   post->id, stored->version);
      return NULL;
    }

  if (!(content = read_content (call, error)) || !take_release (call, post, &moved, error))
    return NULL;

  /* no change, no new version, and nobody's name on it */
  if (!moved && cs_post_content_is_stored (content, stored))
    return cs_post_content_reply (post, stored->version);
  if (!cs_post_content_save (call, post, content, stored, 0, error))
    return NULL;

  return cs_post_content_reply (post, stored->version + 1);
}

static JsonObject *
run_check (CsCall  *call,
           GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsContent) content = post ? cs_post_checks_content (call, post, error) : NULL;
  g_autoptr(GPtrArray) findings = content ? cs_post_checks_run (call, post, content, NULL, error) : NULL;
  g_autoptr(GArray) contributors = findings ? cs_contributor_rows_list (call->db, post->id, error) : NULL;
  JsonObject *reply = NULL;
  gboolean contributor = FALSE;

  if (!contributors)
    return NULL;

  for (guint i = 0; i < contributors->len; i++)
    contributor = contributor || g_array_index (contributors, gint64, i) == call->actor->id;
  reply = json_object_new ();
  cs_post_checks_to_json (findings, reply);
  json_object_set_boolean_member (reply, "contributor", contributor);
  return reply;
}

/* The current revision where it says the same as the working copy; else a new one. @fresh: (out) */
static CsRevisionRow *
take_revision (CsCall           *call,
               const CsPostRow  *post,
               const CsContent  *content,
               gboolean         *fresh,
               GError          **error)
{
  g_autoptr(CsRevisionRow) row = NULL;
  CsDigest digest = cs_content_digest (content);
  JsonObject *details = NULL;

  *fresh = FALSE;
  if (post->revision != 0)
    {
      if (!(row = cs_revision_rows_get (call->db, post->revision, error)))
        return NULL;
      if (cs_digest_equal (&row->digest, &digest))
        return g_steal_pointer (&row);
      g_clear_pointer (&row, cs_revision_row_free);
    }

  row = g_new0 (CsRevisionRow, 1);
  row->post = post->id;
  row->digest = digest;
  row->content = cs_content_to_canonical (content);
  row->author = call->actor->id;
  row->made_at = call->now;
  if (!cs_revision_rows_add (call->db, row, error))
    return NULL;

  *fresh = TRUE;
  details = json_object_new ();
  cs_json_set_digest (details, "digest", &digest);
  json_object_set_int_member (details, "number", row->number);
  json_object_set_int_member (details, "revision", row->id);
  if (!cs_call_journal (call, post->id, CS_JOURNAL_REVISED, details, error))
    return NULL;
  return g_steal_pointer (&row);
}

static void
look_for_media (const CsContent *content,
                gboolean        *has_media,
                gboolean        *has_figures)
{
  *has_media = *has_figures = FALSE;
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      *has_media |= segment->media->len > 0;
      for (guint j = 0; j < segment->media->len; j++)
        *has_figures |= cs_segment_get_media (segment, j)->chart != NULL;
    }
}

/* A text that went back to an earlier version finds its approvals again: those stages are not asked twice. */
static gboolean
open_first_unfulfilled (CsCall     *call,
                        CsPostRow  *post,
                        GError    **error)
{
  g_autoptr(CsChainRows) rows = cs_chain_rows_load (call->db, post, call->now, error);
  guint open;

  if (!rows)
    return FALSE;

  open = cs_chain_find_open_stage (&rows->chain);
  return cs_post_acts_open_stage (call, post, MIN (open, rows->route->stages->len - 1), error);
}

/* Which route a post takes is settled when it is first submitted; it keeps that version from then on. The emergency lane has its own. */
static gboolean
take_route (CsCall           *call,
            CsPostRow        *post,
            const CsContent  *content,
            GError          **error)
{
  g_autoptr(GPtrArray) rules = NULL;
  g_autoptr(CsRoute) route = NULL;
  gboolean has_media;
  gboolean has_figures;

  if (post->revision != 0 || post->emergency)
    return TRUE;
  if (!(rules = cs_route_rule_rows_list (call->db, error)))
    return FALSE;

  look_for_media (content, &has_media, &has_figures);
  post->route = call->office->route;
  for (guint i = 0; i < rules->len; i++)
    {
      const CsRouteRule *rule = g_ptr_array_index (rules, i);

      if (!cs_route_rule_fits (rule, post->section, content->accounts, post->labels, has_media, has_figures))
        continue;
      if (!(route = cs_route_rows_find (call->db, rule->route, error)))
        return FALSE;
      post->route = route->id;
      return TRUE;
    }

  return TRUE;
}

static gboolean
enter_review (CsCall               *call,
              CsPostRow            *post,
              const CsRevisionRow  *revision,
              GError              **error)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "number", revision->number);
  json_object_set_int_member (details, "revision", revision->id);
  json_object_set_int_member (details, "route", post->route);
  if (!cs_call_journal (call, post->id, CS_JOURNAL_SUBMITTED, details, error))
    return FALSE;

  post->revision = revision->id;
  post->stage = 0;
  return open_first_unfulfilled (call, post, error) &&
         cs_post_acts_change_state (call, post, CS_ACT_SUBMIT, error);
}

static JsonObject *
run_submit (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsWorkingCopyRow) stored = NULL;
  g_autoptr(CsContent) content = NULL;
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  gboolean fresh = FALSE;
  CsPostState next;

  if (!post || !cs_post_next_state (post->state, CS_ACT_SUBMIT, &next, error) ||
      !cs_post_rules_check_edit (call, post, error) ||
      !(stored = cs_working_copy_rows_get (call->db, post->id, error)) ||
      !(content = cs_content_parse (stored->content, error)) ||
      !cs_amends_check_state (call, post, content, error) ||
      !(findings = cs_post_checks_run (call, post, content, NULL, error)) || !cs_post_checks_allow (findings, error))
    return NULL;

  if (!cs_pictures_check_fitted (call->db, content, error) ||
      !take_route (call, post, content, error) ||
      !(revision = take_revision (call, post, content, &fresh, error)))
    return NULL;

  /* no change, no reset */
  if ((fresh || post->state != CS_POST_IN_REVIEW) && !enter_review (call, post, revision, error))
    return NULL;
  return cs_sheet_to_json (call, post, error);
}

static const CsArgument create_arguments[] = {
  { "content", CS_ARGUMENT_OBJECT, FALSE, MAX_CONTENT_BYTES, N_("the content; an empty draft if absent") },
  { "release", CS_ARGUMENT_TEXT, FALSE, 0, N_("“at-once” or “at-time”") },
  { "release_at", CS_ARGUMENT_INTEGER, FALSE, 0, N_("UTC microseconds since 1970") },
  { "zone", CS_ARGUMENT_TEXT, FALSE, 0, N_("time zone in which the release time was chosen") },
  { NULL },
};

static const CsArgument save_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "version", CS_ARGUMENT_INTEGER, TRUE, 0, N_("the version that was changed; another one is a conflict") },
  { "content", CS_ARGUMENT_OBJECT, TRUE, MAX_CONTENT_BYTES, N_("the whole content") },
  { "release", CS_ARGUMENT_TEXT, FALSE, 0, N_("“at-once” or “at-time”") },
  { "release_at", CS_ARGUMENT_INTEGER, FALSE, 0, N_("UTC microseconds since 1970") },
  { "zone", CS_ARGUMENT_TEXT, FALSE, 0, N_("time zone in which the release time was chosen") },
  { NULL },
};

static const CsArgument one_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

#define MAKERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)
#define SAVERS (MAKERS | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_post_operations[] = {
  { "post.create", MAKERS, CS_OPERATION_WRITE,
    N_("Begins a post."), create_arguments, NULL, NULL, run_create },
  { "post.save", SAVERS, CS_OPERATION_WRITE,
    N_("Keeps what was written. Who changes anything becomes a contributor."),
    save_arguments, NULL, NULL, run_save },
  { "post.check", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Says what a post still lacks before it can be submitted."), one_arguments, NULL, NULL, run_check },
  { "post.submit", SAVERS, CS_OPERATION_WRITE,
    N_("Puts the post before its first stage, as a new revision if anything changed."),
    one_arguments, NULL, NULL, run_submit },
  { NULL },
};
