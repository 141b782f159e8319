/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-amendment-rows.h"
#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-address.h"
#include "cs-post-rules.h"
#include "cs-sheet-json.h"

/* The queue, and what a person decides about it. Sending itself is the outbox's. */

#define MAX_PAGE 200

static int
compare_due (gconstpointer one,
             gconstpointer other)
{
  const CsPublicationRow *a = *(const CsPublicationRow * const *) one;
  const CsPublicationRow *b = *(const CsPublicationRow * const *) other;

  if (a->due_at != b->due_at)
    return a->due_at < b->due_at ? -1 : 1;
  return a->id < b->id ? -1 : a->id > b->id;
}

static gboolean
collect (CsCall              *call,
         CsPublicationState   state,
         guint                limit,
         GPtrArray           *into,
         GError             **error)
{
  gint64 before = cs_call_get_int64 (call, "before");
  g_autoptr(GPtrArray) rows = NULL;

  rows = cs_publication_rows_list_due (call->db, state, before ? before : G_MAXINT64, limit, error);
  if (!rows)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (into, g_steal_pointer (&rows->pdata[i]));
  return TRUE;
}

static gboolean
collect_all (CsCall     *call,
             guint       limit,
             GPtrArray  *into,
             GError    **error)
{
  static const CsPublicationState open[] = {
    CS_PUBLICATION_UNKNOWN, CS_PUBLICATION_NOT_SENT, CS_PUBLICATION_SENDING, CS_PUBLICATION_QUEUED,
  };
  const char *nick = cs_call_get_text (call, "state");
  CsPublicationState state;

  if (*nick)
    {
      if (cs_publication_state_from_nick (nick, &state))
        return collect (call, state, limit, into, error);
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a state of publications", nick);
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    if (!collect (call, open[i], limit, into, error))
      return FALSE;

  g_ptr_array_sort (into, compare_due);
  return TRUE;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_publication_row_free);
  g_autoptr(JsonArray) array = json_array_new ();
  guint limit = cs_call_get_limit (call, MAX_PAGE);
  JsonObject *reply = NULL;

  if (!collect_all (call, limit, rows, error))
    return NULL;

  for (guint i = 0; i < rows->len && i < limit; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (rows, i);
      g_autoptr(CsPostRow) post = row ? cs_post_rows_get (call->db, row->post, error) : NULL;
      JsonObject *one = NULL;

      if (!post)
        return NULL;
      if (!cs_post_rules_may_see (call->actor, post))
        continue;

      one = cs_publication_to_json (row);
      json_object_set_string_member (one, "excerpt", post->excerpt);
      json_array_add_object_element (array, one);
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "publications", g_steal_pointer (&array));
  return reply;
}

static CsPublicationRow *
get_publication (CsCall     *call,
                 CsPostRow **post,
                 GError    **error)
{
  g_autoptr(CsPublicationRow) row = NULL;

  if (!(row = cs_publication_rows_get (call->db, cs_call_get_int64 (call, "publication"), error)) ||
      !(*post = cs_post_rows_get (call->db, row->post, error)))
    return NULL;

  if (!cs_post_rules_may_see (call->actor, *post))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no publication %" G_GINT64_FORMAT, row->id);
      return NULL;
    }

  return g_steal_pointer (&row);
}

static gboolean
check_actor (CsCall           *call,
             const CsPostRow  *post,
             GError          **error)
{
  if (post->author == call->actor->id || cs_call_actor_is (call, CS_ROLE_DUTY | CS_ROLE_LEADER))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_FORBIDDEN, "%s may not decide what post %" G_GINT64_FORMAT " does on the networks",
               call->actor->login, post->id);
  return FALSE;
}

static gboolean
check_retry (CsCall                  *call,
             const CsPublicationRow  *row,
             const CsPostRow         *post,
             GError                 **error)
{
  if (!check_actor (call, post, error))
    return FALSE;

  if ((row->state != CS_PUBLICATION_NOT_SENT && row->state != CS_PUBLICATION_EXPIRED) ||
      row->revision != post->revision)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE,
                   "Publication %" G_GINT64_FORMAT " is “%s”", row->id, cs_publication_state_nick (row->state));
      return FALSE;
    }

  return TRUE;
}

/* One who signed may have begun to edit after it expired: then it is signed no longer. */
static gboolean
check_signed (CsCall           *call,
              const CsPostRow  *post,
              GError          **error)
{
  g_autoptr(CsChainRows) rows = cs_chain_rows_load (call->db, post, call->now, error);

  if (!rows)
    return FALSE;
  if (cs_chain_is_complete (&rows->chain))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "Post %" G_GINT64_FORMAT " is not signed any more", post->id);
  return FALSE;
}

static gboolean
queue_again (CsCall            *call,
             CsPublicationRow  *row,
             GError           **error)
{
  CsPublicationState was = row->state;

  row->state = CS_PUBLICATION_QUEUED;
  row->due_at = call->now;
  row->next_try_at = 0;
  row->settled_at = 0;
  return cs_publication_rows_update (call->db, row, was, error);
}

/* With whatever else of the same thread is certainly not out. */
static gboolean
queue_rest (CsCall                  *call,
            const CsPublicationRow  *first,
            GError                 **error)
{
  g_autoptr(GPtrArray) rows = cs_publication_rows_list (call->db, first->post, first->revision, error);

  if (!rows)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      CsPublicationRow *row = g_ptr_array_index (rows, i);

      if (row->id != first->id && row->account == first->account &&
          (row->state == CS_PUBLICATION_NOT_SENT || row->state == CS_PUBLICATION_EXPIRED) && !queue_again (call, row, error))
        return FALSE;
    }

  return TRUE;
}

static JsonObject *
run_retry (CsCall  *call,
           GError **error)
{
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(CsPublicationRow) row = get_publication (call, &post, error);

  if (!row || !check_retry (call, row, post, error) || !check_signed (call, post, error))
    return NULL;

  if (!queue_again (call, row, error) || (cs_call_get_boolean (call, "all") && !queue_rest (call, row, error)) ||
      !cs_post_acts_change_state (call, post, CS_ACT_RETRY, error))
    return NULL;

  call->wake_outbox = TRUE;
  return cs_sheet_to_json (call, post, error);
}

static gboolean
journal_resolution (CsCall                  *call,
                    const CsPublicationRow  *row,
                    GError                 **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (call->db, row->account, error);
  JsonObject *details = NULL;

  if (!account)
    return FALSE;

  details = json_object_new ();
  json_object_set_string_member (details, "handle", account->handle);
  json_object_set_int_member (details, "publication", row->id);
  json_object_set_boolean_member (details, "sent", row->state == CS_PUBLICATION_SENT);
  json_object_set_string_member (details, "url", row->remote_url);
  return cs_call_journal (call, row->post, CS_JOURNAL_PUBLICATION_RESOLVED, details, error);
}

static gboolean
check_url (const char  *url,
           GError     **error)
{
  if (!*url || g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://127.0.0.1:"))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not the address of a published post", url);
  return FALSE;
}

static gboolean
is_followed (CsDb                    *db,
             const CsPublicationRow  *row,
             gboolean                *followed,
             GError                 **error)
{
  g_autoptr(GPtrArray) all = cs_publication_rows_list (db, row->post, row->revision, error);

  *followed = FALSE;
  for (guint i = 0; all && i < all->len; i++)
    {
      const CsPublicationRow *other = g_ptr_array_index (all, i);

      *followed |= other->account == row->account && other->segment > row->segment && other->state != CS_PUBLICATION_SENT;
    }

  return all != NULL;
}

/* What follows in the thread answers it, so that it has to be known by what the network calls it. */
static gboolean
take_remote_id (CsCall            *call,
                CsPublicationRow  *row,
                const char        *url,
                GError           **error)
{
  g_autoptr(CsAccountRow) account = cs_account_rows_get (call->db, row->account, error);
  g_autofree char *id = NULL;
  gboolean followed;

  if (!account || !is_followed (call->db, row, &followed, error))
    return FALSE;

  id = cs_post_address_dup_remote_id (url, account->network, account->address, account->remote_id);
  if (!id && followed)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_ADDRESS_NEEDED, "“%s” does not say what the next segment answers", url);
      return FALSE;
    }

  g_free (row->remote_id);
  row->remote_id = id ? g_steal_pointer (&id) : g_strdup ("");
  return TRUE;
}

static JsonObject *
run_resolve (CsCall  *call,
             GError **error)
{
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(CsPublicationRow) row = get_publication (call, &post, error);
  const char *url = cs_call_get_text (call, "remote_url");

  if (!row || !check_url (url, error))
    return NULL;
  if (row->state != CS_PUBLICATION_UNKNOWN)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE,
                   "Publication %" G_GINT64_FORMAT " is “%s”, not unknown", row->id,
                   cs_publication_state_nick (row->state));
      return NULL;
    }

  row->state = cs_call_get_boolean (call, "sent") ? CS_PUBLICATION_SENT : CS_PUBLICATION_NOT_SENT;
  if (row->state == CS_PUBLICATION_SENT && !take_remote_id (call, row, url, error))
    return NULL;
  /* Nobody but the network says whether it is there as it was signed. */
  row->check_at = row->state == CS_PUBLICATION_SENT && *row->remote_id ? call->now : 0;
  row->settled_at = call->now;
  row->next_try_at = 0;
  g_free (row->remote_url);
  row->remote_url = g_strdup (row->state == CS_PUBLICATION_SENT ? url : "");
  if (!cs_publication_rows_update (call->db, row, CS_PUBLICATION_UNKNOWN, error) ||
      !journal_resolution (call, row, error) ||
      !cs_post_acts_follow_publications (call, post, error))
    return NULL;

  call->wake_outbox = TRUE;
  return cs_sheet_to_json (call, post, error);
}

/* Sooner than planned: the outbox takes it from here, and plans the next one. */
static JsonObject *
run_look (CsCall  *call,
          GError **error)
{
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(CsPublicationRow) row = get_publication (call, &post, error);
  g_autoptr(CsRemovalRow) removal = NULL;

  if (!row || !check_actor (call, post, error) || !cs_removal_rows_find (call->db, row->id, &removal, error))
    return NULL;
  if (row->state != CS_PUBLICATION_SENT || !*row->remote_id || (removal && removal->state == CS_REMOVAL_GONE))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "Publication %" G_GINT64_FORMAT " is not out, or nobody knows where", row->id);
      return NULL;
    }

  row->check_at = call->now;
  if (!cs_publication_rows_update (call->db, row, CS_PUBLICATION_SENT, error))
    return NULL;

  call->wake_outbox = TRUE;
  return cs_sheet_to_json (call, post, error);
}

static const CsArgument list_arguments[] = {
  { "state", CS_ARGUMENT_TEXT, FALSE, 0, N_("in this state only; else all that are not settled") },
  { "before", CS_ARGUMENT_INTEGER, FALSE, 0, N_("due before this time, UTC microseconds; 0 for all") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most 200") },
  { NULL },
};

static const CsArgument retry_arguments[] = {
  { "publication", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which publication") },
  { "all", CS_ARGUMENT_BOOLEAN, FALSE, 0, N_("with whatever else of the thread is not out on that account") },
  { NULL },
};

static const CsArgument look_arguments[] = {
  { "publication", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which publication") },
  { NULL },
};

static const CsArgument resolve_arguments[] = {
  { "publication", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which publication") },
  { "sent", CS_ARGUMENT_BOOLEAN, TRUE, 0, N_("whether the network has it") },
  { "remote_url", CS_ARGUMENT_TEXT, FALSE, 2000, N_("where it is to be seen, if it was sent") },
  { NULL },
};

const CsOperation cs_publication_operations[] = {
  { "publication.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists what is to go out, by the time it is due."), list_arguments, NULL, NULL, run_list },
  { "publication.retry", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("The author, the duty editor or a leader lets a piece that is not out go out now."),
    retry_arguments, NULL, NULL, run_retry },
  { "publication.resolve", CS_ROLE_DUTY | CS_ROLE_LEADER, CS_OPERATION_WRITE,
    N_("Says whether a piece of unknown outcome is out, where the network cannot tell."),
    resolve_arguments, NULL, NULL, run_resolve },
  { "publication.look", CS_ROLE_ANYONE, CS_OPERATION_WRITE,
    N_("The author, the duty editor or a leader has a published piece read back now, and compared with what was signed."),
    look_arguments, NULL, NULL, run_look },
  { NULL },
};
