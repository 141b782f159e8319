/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-amend.h"
#include "cs-amends.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"

/* Corrections and withdrawals: posts of their own, which go their whole way; taking down is the outbox's. */

#define MAX_REASON 2000 /* bytes */
#define MAX_NOTE 100000

static gboolean
read_reason (CsCall         *call,
             CsAmendReason  *reason,
             GError        **error)
{
  const char *nick = cs_call_get_text (call, "reason");

  if (cs_amend_reason_from_nick (nick, reason))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a reason of a correction", nick);
  return FALSE;
}

/* Where something of the post is out. */
static GArray *
list_accounts (CsCall           *call,
               const CsPostRow  *post,
               GError          **error)
{
  g_autoptr(GPtrArray) rows = cs_publication_rows_list (call->db, post->id, 0, error);
  g_autoptr(GArray) accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = 0;

  if (!rows)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (rows, i);
      g_autoptr(CsRemovalRow) removal = NULL;

      if (!cs_removal_rows_find (call->db, row->id, &removal, error))
        return NULL;
      if (row->state != CS_PUBLICATION_SENT || row->account == last || (removal && removal->state == CS_REMOVAL_GONE))
        continue;
      last = row->account;
      g_array_append_val (accounts, last);
    }

  if (accounts->len > 0)
    return g_steal_pointer (&accounts);

  g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "Nothing of post %" G_GINT64_FORMAT " is out", post->id);
  return NULL;
}

static gboolean
is_among (GArray *accounts,
          gint64  account)
{
  for (guint i = 0; i < accounts->len; i++)
    if (g_array_index (accounts, gint64, i) == account)
      return TRUE;

  return FALSE;
}

/* It answers what is out, so what that answered or asked is left to it. */
static void
clear_first_segment (GPtrArray *segments)
{
  CsSegment *first = g_ptr_array_index (segments, 0);

  g_free (first->reply_to);
  first->reply_to = g_strdup ("");
  for (guint i = 0; i < segments->len; i++)
    g_clear_pointer (&((CsSegment *) g_ptr_array_index (segments, i))->poll, cs_poll_free);
}

/* What was signed, to be bettered. */
static CsContent *
make_correction (CsCall           *call,
                 const CsPostRow  *post,
                 GArray           *accounts,
                 GError          **error)
{
  g_autoptr(CsRevisionRow) revision = cs_revision_rows_get (call->db, post->revision, error);
  g_autoptr(CsContent) content = revision ? cs_content_parse (revision->content, error) : NULL;

  if (!content)
    return NULL;

  for (guint i = content->accounts->len; i > 0; i--)
    {
      gint64 account = g_array_index (content->accounts, gint64, i - 1);

      if (!is_among (accounts, account))
        cs_content_remove_account (content, account);
    }
  clear_first_segment (content->segments);
  for (guint i = 0; i < content->variants->len; i++)
    clear_first_segment (cs_content_get_variant (content, i)->segments);
  g_clear_pointer (&content->amends, cs_amendment_free);
  return g_steal_pointer (&content);
}

static CsContent *
make_withdrawal (CsCall           *call,
                 const CsPostRow  *post,
                 GArray           *accounts,
                 GError          **error)
{
  g_autoptr(CsRevisionRow) revision = cs_revision_rows_get (call->db, post->revision, error);
  g_autoptr(CsContent) signed_content = revision ? cs_content_parse (revision->content, error) : NULL;
  g_autoptr(CsContent) content = cs_content_new ();
  CsSegment *first = cs_content_get_segment (content, 0);

  if (!signed_content)
    return NULL;

  g_free (content->language);
  content->language = g_strdup (signed_content->language);
  content->visibility = signed_content->visibility;
  for (guint i = 0; i < accounts->len; i++)
    cs_content_add_account (content, g_array_index (accounts, gint64, i));
  g_free (first->text);
  first->text = g_utf8_normalize (cs_call_get_text (call, "note"), -1, G_NORMALIZE_NFC);
  return g_steal_pointer (&content);
}

/* Who is asked twice to take down the same thing finds the first answer. */
static gboolean
check_not_withdrawn_twice (CsCall           *call,
                           const CsPostRow  *post,
                           GError          **error)
{
  gint64 withdrawal;

  if (!cs_amends_find_withdrawal (call->db, post->id, &withdrawal, error))
    return FALSE;
  if (withdrawal != 0)
    g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "Post %" G_GINT64_FORMAT " is being withdrawn already, by post %"
                 G_GINT64_FORMAT, post->id, withdrawal);

  return withdrawal == 0;
}

static gboolean
journal_begun (CsCall             *call,
               const CsPostRow    *draft,
               const CsAmendment  *amends,
               GError            **error)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "amends", amends->post);
  json_object_set_string_member (details, "kind", cs_amend_kind_nick (amends->kind));
  json_object_set_string_member (details, "reason", cs_amend_reason_nick (amends->reason));
  return cs_call_journal (call, draft->id, CS_JOURNAL_AMENDMENT_BEGUN, details, error);
}

static JsonObject *
store_draft (CsCall           *call,
             const CsPostRow  *amended,
             const CsContent  *content,
             GError          **error)
{
  g_autoptr(CsPostRow) draft = g_new0 (CsPostRow, 1);
  gboolean added;

  draft->state = CS_POST_DRAFT;
  draft->author = call->actor->id;
  draft->section = call->actor->section;
  draft->route = call->office->route;
  draft->release = CS_RELEASE_AT_ONCE;
  draft->zone = g_strdup (call->office->zone);
  draft->labels = amended->labels;
  draft->made_at = draft->changed_at = call->now;
  cs_post_content_describe (draft, content);
  if (!(draft->id = cs_post_rows_add (call->db, draft, error)) ||
      !cs_post_content_store (call, draft, content, 1, error) ||
      !cs_contributor_rows_add (call->db, draft->id, call->actor->id, call->now, &added, error) ||
      !cs_call_journal (call, draft->id, CS_JOURNAL_POST_CREATED, NULL, error) ||
      !cs_call_journal (call, draft->id, CS_JOURNAL_CONTRIBUTED, NULL, error) ||
      !journal_begun (call, draft, content->amends, error))
    return NULL;

  return cs_call_reply_id (draft->id);
}

static JsonObject *
begin (CsCall       *call,
       CsAmendKind   kind,
       GError      **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  g_autoptr(GArray) accounts = NULL;
  g_autoptr(CsContent) content = NULL;
  g_autofree char *words = NULL;
  CsAmendReason reason;
  CsPostState next;

  if (!post || !read_reason (call, &reason, error) ||
      !cs_post_next_state (post->state, kind == CS_AMEND_WITHDRAWAL ? CS_ACT_WITHDRAW : CS_ACT_CORRECT, &next, error) ||
      (kind == CS_AMEND_WITHDRAWAL && !check_not_withdrawn_twice (call, post, error)) ||
      !(accounts = list_accounts (call, post, error)) ||
      !(content = kind == CS_AMEND_WITHDRAWAL ? make_withdrawal (call, post, accounts, error)
                                              : make_correction (call, post, accounts, error)))
    return NULL;

  words = g_utf8_normalize (cs_call_get_text (call, "words"), -1, G_NORMALIZE_NFC);
  content->amends = cs_amendment_new (post->id, kind, reason, g_strstrip (words));
  return store_draft (call, post, content, error);
}

static JsonObject *
run_correct (CsCall  *call,
             GError **error)
{
  return begin (call, CS_AMEND_CORRECTION, error);
}

static JsonObject *
run_withdraw (CsCall  *call,
              GError **error)
{
  return begin (call, CS_AMEND_WITHDRAWAL, error);
}

/* A piece that a withdrawal could not take down. */
static CsRemovalRow *
get_kept (CsCall            *call,
          CsPublicationRow **piece,
          CsPostRow        **withdrawal,
          GError           **error)
{
  g_autoptr(CsRemovalRow) removal = NULL;
  gint64 id = cs_call_get_int64 (call, "publication");

  if (!(*piece = cs_publication_rows_get (call->db, id, error)) || !cs_removal_rows_find (call->db, id, &removal, error))
    return NULL;
  if (!removal || removal->state == CS_REMOVAL_GONE)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "Publication %" G_GINT64_FORMAT " is not waiting to be taken down", id);
      return NULL;
    }
  if (!(*withdrawal = cs_post_rows_get (call->db, removal->post, error)))
    return NULL;

  return g_steal_pointer (&removal);
}

static gboolean
journal_removal (CsCall                  *call,
                 const CsPublicationRow  *piece,
                 const CsRemovalRow      *removal,
                 GError                 **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (call->db, piece->account, error);
  JsonObject *details = NULL;

  if (!account)
    return FALSE;

  details = json_object_new ();
  json_object_set_boolean_member (details, "by_hand", TRUE);
  json_object_set_string_member (details, "error", "");
  json_object_set_string_member (details, "handle", account->handle);
  json_object_set_int_member (details, "publication", piece->id);
  json_object_set_int_member (details, "segment", piece->segment);
  json_object_set_string_member (details, "state", cs_removal_state_nick (removal->state));
  return cs_call_journal (call, removal->post, CS_JOURNAL_REMOVAL_SETTLED, details, error);
}

/* The outbox looks again at what is left to do. */
static gboolean
open_again (CsCall     *call,
            CsPostRow  *withdrawal,
            GError    **error)
{
  CsAmendmentRow row;
  gboolean found;
  CsPostState next;
  g_autoptr(GPtrArray) own = NULL;

  if (!cs_amendment_rows_find (call->db, withdrawal->id, &row, &found, error) || !found ||
      !cs_amendment_rows_schedule (call->db, withdrawal->id, row.due_at, error) ||
      !(own = cs_publication_rows_list (call->db, withdrawal->id, withdrawal->revision, error)))
    return FALSE;

  /* Of a silent one the state says how far taking down is. */
  if (own->len == 0 && cs_post_next_state (withdrawal->state, CS_ACT_RETRY, &next, NULL) &&
      !cs_post_acts_change_state (call, withdrawal, CS_ACT_RETRY, error))
    return FALSE;

  call->wake_outbox = TRUE;
  return TRUE;
}

static JsonObject *
settle_by_person (CsCall          *call,
                  CsRemovalState   state,
                  GError         **error)
{
  g_autoptr(CsPublicationRow) piece = NULL;
  g_autoptr(CsPostRow) withdrawal = NULL;
  g_autoptr(CsRemovalRow) removal = get_kept (call, &piece, &withdrawal, error);

  if (!removal)
    return NULL;

  removal->state = state;
  removal->settled_at = call->now;
  removal->next_try_at = 0;
  removal->attempts = 0;
  g_free (removal->error);
  removal->error = g_strdup ("");
  /* What is gone is not looked for any more. */
  if (state == CS_REMOVAL_GONE && piece->check_at != 0)
    {
      piece->check_at = 0;
      if (!cs_publication_rows_update (call->db, piece, piece->state, error))
        return NULL;
    }
  if (!cs_removal_rows_set (call->db, removal, error) || !journal_removal (call, piece, removal, error) ||
      !open_again (call, withdrawal, error))
    return NULL;

  return cs_sheet_to_json (call, withdrawal, error);
}

static JsonObject *
run_retry (CsCall  *call,
           GError **error)
{
  return settle_by_person (call, CS_REMOVAL_REMOVING, error);
}

static JsonObject *
run_resolve (CsCall  *call,
             GError **error)
{
  return settle_by_person (call, CS_REMOVAL_GONE, error);
}

static const CsArgument correct_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which published post") },
  { "reason", CS_ARGUMENT_TEXT, TRUE, 0, N_("“fact”, “figure”, “wording”, “picture”, “legal”, “privacy”, “account” or “other”") },
  { "words", CS_ARGUMENT_TEXT, FALSE, MAX_REASON, N_("more about the reason, for the record") },
  { NULL },
};

static const CsArgument withdraw_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which published post") },
  { "reason", CS_ARGUMENT_TEXT, TRUE, 0, N_("“fact”, “figure”, “wording”, “picture”, “legal”, “privacy”, “account” or “other”") },
  { "words", CS_ARGUMENT_TEXT, FALSE, MAX_REASON, N_("more about the reason, for the record") },
  { "note", CS_ARGUMENT_TEXT, FALSE, MAX_NOTE, N_("what is said in public; nothing if absent") },
  { NULL },
};

static const CsArgument removal_arguments[] = {
  { "publication", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which publication") },
  { NULL },
};

const CsOperation cs_amend_operations[] = {
  { "post.correct", CS_AMENDS_MAKERS, CS_OPERATION_WRITE,
    N_("Begins a correction: a post of its own that answers what is out, with its text to better."),
    correct_arguments, NULL, NULL, run_correct },
  { "post.withdraw", CS_AMENDS_MAKERS, CS_OPERATION_WRITE,
    N_("Begins a withdrawal: a post of its own; once it is signed, what is out is taken down."),
    withdraw_arguments, NULL, NULL, run_withdraw },
  { "removal.retry", CS_AMENDS_RESOLVERS, CS_OPERATION_WRITE,
    N_("Lets something that could not be taken down be tried once more."), removal_arguments, NULL, NULL, run_retry },
  { "removal.resolve", CS_AMENDS_RESOLVERS, CS_OPERATION_WRITE,
    N_("Says that something was taken down by hand, where the network does not do it."), removal_arguments, NULL, NULL, run_resolve },
  { NULL },
};
