/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-accounts.h"
#include "cs-error.h"
#include "cs-mastodon-try.h"
#include "cs-operations-private.h"

/* A test post that nobody but the account itself sees, for the networks that have such a thing. It is no publication: its words are fixed, name nobody, and are removed at once. */

typedef struct
{
  CsNetworkKind  kind;
  char          *address; /* all owned */
  char          *limits;
  CsTry          result;
  GError        *problem;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_free (trial->address);
  g_free (trial->limits);
  cs_try_clear (&trial->result);
  g_clear_error (&trial->problem);
  g_free (trial);
}

static gpointer
prepare_try (CsCall  *call,
             GError **error)
{
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);
  Trial *trial = NULL;

  if (!row || !cs_network_check_place (row->network, row->address, call->office->practice, error))
    return NULL;
  if (row->retired_at != 0 || (row->network != CS_NETWORK_MASTODON && row->network != CS_NETWORK_PRACTICE))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "%s has no posts that only it sees itself", row->handle);
      return NULL;
    }

  trial = g_new0 (Trial, 1);
  trial->kind = row->network;
  trial->address = g_strdup (row->address);
  trial->limits = g_strdup (row->limits);
  return trial;
}

static gboolean
work_try (CsCall  *call,
          GError **error)
{
  Trial *trial = call->prepared;
  CsAccountRow row = { .id = cs_call_get_int64 (call, "account"), .network = trial->kind, .address = trial->address };
  CsLoginPlace place = cs_accounts_place (call, &row);
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(CsLogin) login = cs_logins_take (&place, http, call->now, call->cancellable, error);
  CsNetworkAccount self = { .kind = trial->kind, .id = row.id, .address = trial->address, .limits = trial->limits, .practice = call->office->practice };

  if (!login)
    return FALSE;

  self.token = login->access;
  self.login = login;
  /* Translators: a test post. It must not name anybody, nor have an address in it. */
  cs_mastodon_try (http, &self, _("This is a test by Countersign. Nobody but this account sees it, and it is removed at once."), &trial->result, &trial->problem);

  /* What certainly did not arrive is nobody's business; of all else run() keeps a record. */
  if (!trial->problem || g_error_matches (trial->problem, CS_ERROR, CS_ERROR_UNKNOWN_OUTCOME))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&trial->problem));
  return FALSE;
}

static JsonObject *
run_try (CsCall  *call,
         GError **error)
{
  Trial *trial = call->prepared;
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);
  JsonObject *details = NULL;
  JsonObject *reply = NULL;

  if (!row)
    return NULL;

  details = json_object_new ();
  json_object_set_int_member (details, "account", row->id);
  json_object_set_string_member (details, "handle", row->handle);
  json_object_set_string_member (details, "network", cs_network_kind_nick (row->network));
  json_object_set_string_member (details, "outcome", trial->problem ? "unknown" : cs_try_nick (trial->result.outcome));
  json_object_set_boolean_member (details, "visible", trial->result.visible);
  if (!cs_call_journal (call, 0, CS_JOURNAL_ACCOUNT_TRIED, details, error))
    return NULL;
  if (trial->problem)
    {
      call->refusal = g_error_copy (trial->problem);
      return NULL;
    }

  reply = json_object_new ();
  json_object_set_string_member (reply, "outcome", cs_try_nick (trial->result.outcome));
  json_object_set_boolean_member (reply, "visible", trial->result.visible);
  json_object_set_string_member (reply, "visibility", trial->result.visibility);
  json_object_set_string_member (reply, "url", trial->result.url);
  return reply;
}

static const CsArgument arguments[] = {
  { "account", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which account") },
  { NULL },
};

const CsOperation cs_account_try_operations[] = {
  { "account.try", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Posts a test that only the account itself sees, reads it back and removes it. For Mastodon and its like."),
    arguments, prepare_try, trial_free, run_try, .work = work_try },
  { NULL },
};
