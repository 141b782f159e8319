/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock.h"
#include "cs-comments.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"

/* Comments, questions, answers and suggestions. Internal: no content, no digest and no stage changes by them, but for a suggestion that is accepted.
 * Whoever sees a post and is drafter, reviewer, leader or duty editor may comment; administrators and auditors only read. */

#define MAX_TEXT_BYTES 16000
#define MAX_ANCHOR_BYTES 200000

#define TALKERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)

static gboolean
refuse (GError     **error,
        CsError      code,
        const char  *why)
{
  g_set_error_literal (error, CS_ERROR, code, why);
  return FALSE;
}

/* What a comment on a post can stand at. */
typedef struct
{
  char   *shown;    /* content that the sheet shows, as JSON; owned */
  char   *working;  /* the working copy; owned */
  gint64  revision; /* of shown; 0 = it is the working copy */
} Texts;

static void
texts_clear (Texts *texts)
{
  g_clear_pointer (&texts->shown, g_free);
  g_clear_pointer (&texts->working, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static gboolean
texts_load (Texts            *texts,
            CsCall           *call,
            const CsPostRow  *post,
            GError          **error)
{
  g_autoptr(CsWorkingCopyRow) stored = cs_working_copy_rows_get (call->db, post->id, error);
  g_autoptr(CsRevisionRow) revision = NULL;

  if (!stored)
    return FALSE;

  texts->working = g_steal_pointer (&stored->content);
  if (cs_post_rules_shows_working_copy (post))
    {
      texts->shown = g_strdup (texts->working);
      return TRUE;
    }

  if (!(revision = cs_revision_rows_get (call->db, post->revision, error)))
    return FALSE;

  texts->shown = g_steal_pointer (&revision->content);
  texts->revision = post->revision;
  return TRUE;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_auto(Texts) texts = { 0 };
  JsonArray *comments = NULL;
  JsonObject *reply = NULL;

  if (!post || !texts_load (&texts, call, post, error) ||
      !(comments = cs_comments_to_json (call, post, names, texts.shown, texts.working, error)))
    return NULL;

  reply = json_object_new ();
  json_object_set_array_member (reply, "comments", comments);
  return reply;
}

/* As it stands now in @text, with its surroundings, and what it suggests put in on trial: what could never be accepted is not offered. */
static gboolean
place_anchor (CsCommentRow           *row,
              const CsCommentAnchor  *anchor,
              const char             *text,
              GError                **error)
{
  g_autoptr(CsContent) content = cs_content_parse (text, error);
  g_autoptr(CsCommentAnchor) place = NULL;
  gboolean certain = FALSE;

  if (!content)
    return FALSE;
  if (!(place = cs_comment_anchor_find (anchor, content, &certain)) || !certain)
    return refuse (error, CS_ERROR_STALE, "What the comment speaks of no longer stands there");
  if (row->kind == CS_COMMENT_SUGGESTION && !cs_comment_apply (place, row->replacement, content, error))
    return FALSE;

  g_free (row->anchor);
  row->anchor = cs_comment_anchor_to_canonical (place);
  return TRUE;
}

static gboolean
read_anchor (CsCall           *call,
             CsCommentRow     *row,
             const CsPostRow  *post,
             GError          **error)
{
  JsonObject *given = cs_json_get_object (call->arguments, "anchor");
  g_autofree char *text = given ? cs_json_write (given) : g_strdup ("{\"kind\":\"post\"}");
  g_autoptr(CsCommentAnchor) anchor = cs_comment_anchor_parse (text, error);
  g_auto(Texts) texts = { 0 };

  if (!anchor || !texts_load (&texts, call, post, error))
    return FALSE;
  if (row->kind == CS_COMMENT_SUGGESTION &&
      (!cs_call_has (call, "replacement") || g_str_equal (row->replacement, anchor->quote)))
    return refuse (error, CS_ERROR_INVALID, "A suggestion needs other words than those that stand there");

  row->revision = texts.revision;
  if (place_anchor (row, anchor, texts.shown, NULL))
    return TRUE;

  /* who writes reads the working copy */
  row->revision = 0;
  return place_anchor (row, anchor, texts.working, error);
}

static gboolean
read_parent (CsCall           *call,
             CsCommentRow     *row,
             const CsPostRow  *post,
             GError          **error)
{
  g_autoptr(CsCommentRow) parent = cs_comment_rows_get (call->db, cs_call_get_int64 (call, "parent"), error);

  if (!parent)
    return FALSE;
  if (parent->post != post->id || parent->kind == CS_COMMENT_ANSWER)
    return refuse (error, CS_ERROR_INVALID, "Only a comment on the same post can be answered");

  row->parent = parent->id;
  row->anchor = g_strdup (parent->anchor);
  row->revision = parent->revision;
  return TRUE;
}

static CsCommentRow *
read_comment (CsCall           *call,
              const CsPostRow  *post,
              GError          **error)
{
  g_autoptr(CsCommentRow) row = g_new0 (CsCommentRow, 1);
  const char *kind = cs_call_get_text (call, "kind");

  if (!cs_comment_kind_from_nick (kind, &row->kind))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a kind of comment", kind);
      return NULL;
    }

  row->post = post->id;
  row->author = call->actor->id;
  row->made_at = call->now;
  row->text = g_strstrip (g_strdup (cs_call_get_text (call, "text")));
  row->replacement = g_utf8_normalize (cs_call_get_text (call, "replacement"), -1, G_NORMALIZE_NFC);
  if (!*row->text && row->kind != CS_COMMENT_SUGGESTION)
    {
      refuse (error, CS_ERROR_INVALID, "A comment needs words");
      return NULL;
    }
  if ((row->kind == CS_COMMENT_ANSWER) != cs_call_has (call, "parent"))
    {
      refuse (error, CS_ERROR_INVALID, "An answer, and nothing else, names the comment that it answers");
      return NULL;
    }

  if (row->kind == CS_COMMENT_ANSWER ? !read_parent (call, row, post, error) : !read_anchor (call, row, post, error))
    return NULL;
  return g_steal_pointer (&row);
}

static gboolean
journal_comment (CsCall              *call,
                 CsJournalKind        kind,
                 const CsCommentRow  *row,
                 GError             **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "author_name", cs_names_get_person (names, row->author));
  json_object_set_int_member (details, "comment", row->id);
  json_object_set_string_member (details, "kind", cs_comment_kind_nick (row->kind));
  json_object_set_string_member (details, "replacement", row->replacement);
  json_object_set_string_member (details, "text", row->text);
  return cs_call_journal (call, row->post, kind, details, error);
}

/* A question is told to the author, an answer to the one who asked. */
static gboolean
tell_comment (CsCall              *call,
              const CsPostRow     *post,
              const CsCommentRow  *row,
              GError             **error)
{
  g_autoptr(CsCommentRow) parent = NULL;

  if (row->kind == CS_COMMENT_QUESTION)
    return cs_notices_send (call, post->author, post->id, CS_NOTICE_ASKED, cs_notices_describe (call, ""), error);
  if (row->kind != CS_COMMENT_ANSWER)
    return TRUE;

  return (parent = cs_comment_rows_get (call->db, row->parent, error)) &&
         cs_notices_send (call, parent->author, post->id, CS_NOTICE_ANSWERED, cs_notices_describe (call, ""), error);
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(CsCommentRow) row = NULL;

  if (!post)
    return NULL;
  if (!cs_comments_may_add (call->actor, post))
    {
      refuse (error, CS_ERROR_WRONG_STATE, "Nothing can come of a comment on this post any more");
      return NULL;
    }

  if (!(row = read_comment (call, post, error)) || !cs_comment_rows_add (call->db, row, error) ||
      !cs_claims_renew (call, post->id, error) ||
      !journal_comment (call, CS_JOURNAL_COMMENTED, row, error) || !tell_comment (call, post, row, error))
    return NULL;
  return cs_call_reply_id (row->id);
}

/* The comment named by the argument "comment", and its post. */
static CsCommentRow *
get_comment (CsCall     *call,
             CsPostRow **post,
             GError    **error)
{
  gint64 id = cs_call_get_int64 (call, "comment");
  g_autoptr(CsCommentRow) row = cs_comment_rows_get (call->db, id, error);

  if (!row || !(*post = cs_post_rules_get_id (call, row->post, error)))
    return NULL;
  return g_steal_pointer (&row);
}

static JsonObject *
run_resolve (CsCall  *call,
             GError **error)
{
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(CsCommentRow) row = get_comment (call, &post, error);

  if (!row)
    return NULL;
  if (row->resolved_at == 0 && !cs_comments_may_resolve (call->actor, post, row))
    {
      refuse (error, CS_ERROR_FORBIDDEN, "Another person says when this comment is dealt with");
      return NULL;
    }

  if (!cs_comment_rows_resolve (call->db, row->id, call->actor->id, call->now, FALSE, error) ||
      !cs_claims_renew (call, post->id, error) ||
      !journal_comment (call, CS_JOURNAL_COMMENT_RESOLVED, row, error))
    return NULL;
  return cs_call_reply_id (row->id);
}

static JsonObject *
run_accept (CsCall  *call,
            GError **error)
{
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(CsCommentRow) row = get_comment (call, &post, error);
  g_autoptr(CsCommentAnchor) anchor = NULL;
  g_autoptr(CsContent) content = NULL;
  g_autoptr(CsWorkingCopyRow) stored = NULL;

  if (!row || !cs_post_rules_check_edit (call, post, error))
    return NULL;
  if (row->kind != CS_COMMENT_SUGGESTION)
    {
      refuse (error, CS_ERROR_INVALID, "Only a suggestion can be accepted");
      return NULL;
    }

  if (!cs_comment_rows_resolve (call->db, row->id, call->actor->id, call->now, TRUE, error) ||
      !(anchor = cs_comment_anchor_parse (row->anchor, error)) ||
      !(stored = cs_working_copy_rows_get (call->db, post->id, error)) ||
      !(content = cs_content_parse (stored->content, error)) ||
      !cs_comment_apply (anchor, row->replacement, content, error) ||
      !cs_post_content_save (call, post, content, stored, row->author, error) ||
      !journal_comment (call, CS_JOURNAL_SUGGESTION_ACCEPTED, row, error))
    return NULL;

  return cs_post_content_reply (post, stored->version + 1);
}

static const CsArgument list_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

static const CsArgument add_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "kind", CS_ARGUMENT_TEXT, TRUE, 0, N_("“comment”, “question”, “answer” or “suggestion”") },
  { "text", CS_ARGUMENT_TEXT, FALSE, MAX_TEXT_BYTES, N_("what is said; only a suggestion may go without") },
  { "anchor", CS_ARGUMENT_OBJECT, FALSE, MAX_ANCHOR_BYTES,
    N_("what it speaks of: {\"kind\": \"post\"}, \"words\" with segment, start, end and quote, \"picture\" or \"source\"; the whole post if absent") },
  { "replacement", CS_ARGUMENT_TEXT, FALSE, MAX_TEXT_BYTES, N_("of a suggestion: the other words, or the alt text of a picture") },
  { "parent", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of an answer: the comment that it answers") },
  { NULL },
};

static const CsArgument one_arguments[] = {
  { "comment", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which comment") },
  { NULL },
};

const CsOperation cs_comment_operations[] = {
  { "comment.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists what colleagues said about a post, and where it stands in the text now."), list_arguments, NULL, NULL, run_list },
  { "comment.add", TALKERS, CS_OPERATION_WRITE,
    N_("Says, asks or suggests something about a post, or answers. The post stays where it is."), add_arguments, NULL, NULL, run_add },
  { "comment.resolve", TALKERS, CS_OPERATION_WRITE,
    N_("Says that a comment is dealt with."), one_arguments, NULL, NULL, run_resolve },
  { "comment.accept", TALKERS, CS_OPERATION_WRITE,
    N_("Puts a suggestion into the text, if the words that it replaces still stand there. Who suggested it is a contributor from then on."),
    one_arguments, NULL, NULL, run_accept },
  { NULL },
};
