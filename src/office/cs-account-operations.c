/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-accounts.h"
#include "cs-error.h"
#include "cs-oauth.h"
#include "cs-operations-private.h"
#include "cs-practice-host.h"
#include "cs-publication-rows.h"
#include "cs-secrets.h"

/* Accounts on networks. Their tokens never come near the database: cs-secrets.h. */

#define DEFAULT_COLOUR "#3584e4"

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) rows = cs_account_rows_list (call->db, error);
  JsonObject *reply = NULL;
  JsonArray *array = NULL;

  if (!rows)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, cs_account_to_json (g_ptr_array_index (rows, i)));

  reply = json_object_new ();
  json_object_set_array_member (reply, "accounts", array);
  return reply;
}

static char *
tidy_address (const char *address)
{
  char *tidy = g_strstrip (g_strdup (address));

  for (gsize n = strlen (tidy); n > 0 && tidy[n - 1] == '/'; n--)
    tidy[n - 1] = '\0';
  return tidy;
}

/* The practice network gives a token to whoever asks, as a person's sign-in in the browser would. */
static gboolean
take_token (CsCall    *call,
            CsLearnt  *learnt,
            GError   **error)
{
  const char *token = cs_call_get_text (call, "token");
  const char *handle = cs_call_get_text (call, "handle");
  const char *name = cs_call_get_text (call, "display_name");
  char *given = NULL;

  if (!*token && learnt->kind == CS_NETWORK_PRACTICE)
    {
      given = cs_practice_host_request_account (learnt->address, *handle ? handle : "office",
                                                *name ? name : call->office->name, call->cancellable, error);
      learnt->login = given ? cs_login_parse (given) : NULL;
      cs_secrets_wipe (given);
    }
  else if (*token)
    learnt->login = cs_login_parse (token);
  else
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The account’s token is missing");

  return learnt->login != NULL;
}

static gpointer
prepare_add (CsCall  *call,
             GError **error)
{
  g_autofree char *address = tidy_address (cs_call_get_text (call, "address"));
  g_autoptr(CsLearnt) learnt = NULL;
  CsNetworkKind kind;

  if (!cs_network_kind_from_nick (cs_call_get_text (call, "network"), &kind))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a network", cs_call_get_text (call, "network"));
      return NULL;
    }

  learnt = cs_learnt_new (kind, address);
  return cs_network_check_place (kind, address, call->office->practice, error) ? g_steal_pointer (&learnt) : NULL;
}

/* The network is asked apart: nobody's reading waits for it. */
static gboolean
work_add (CsCall  *call,
          GError **error)
{
  CsLearnt *learnt = call->prepared;
  g_autoptr(CsHttp) http = cs_http_new ();

  return take_token (call, learnt, error) && cs_learnt_ask (learnt, call, http, 0, error);
}

static void
set_text (char       **field,
          const char  *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

/* Signing in again mends the row of the same account instead of making a second. */
static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  const CsLearnt *learnt = call->prepared;
  const char *colour = cs_call_get_text (call, "colour");
  g_autoptr(GError) problem = NULL;
  g_autoptr(CsAccountRow) row = cs_learnt_find (learnt, call, &problem);

  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  if (!row)
    row = g_new0 (CsAccountRow, 1);
  cs_learnt_apply (learnt, row, call->now);
  if (cs_account_colour_is_good (colour))
    set_text (&row->colour, colour);
  else if (!row->colour)
    row->colour = g_strdup (DEFAULT_COLOUR);
  return cs_accounts_write (call, row, error) ? cs_call_reply_id (row->id) : NULL;
}

/* Only now is the account's id known under which its token is kept. */
static gboolean
settle_add (CsCall      *call,
            JsonObject  *reply,
            GError     **error)
{
  const CsLearnt *learnt = call->prepared;
  CsAccountRow row = { .id = cs_json_get_int64 (reply, "id"), .network = learnt->kind, .address = learnt->address };
  CsLoginPlace place = cs_accounts_place (call, &row);

  return cs_logins_keep (&place, learnt->login, call->cancellable, error);
}

static gpointer
prepare_refresh (CsCall  *call,
                 GError **error)
{
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);

  if (!row || !cs_network_check_place (row->network, row->address, call->office->practice, error))
    return NULL;
  return cs_learnt_new (row->network, row->address);
}

static gboolean
work_refresh (CsCall  *call,
              GError **error)
{
  g_autoptr(CsHttp) http = cs_http_new ();

  /* what is wrong is what run() records */
  cs_learnt_look (call->prepared, call, http, cs_call_get_int64 (call, "account"));
  return TRUE;
}

static JsonObject *
run_refresh (CsCall  *call,
             GError **error)
{
  CsLearnt *learnt = call->prepared;
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);

  if (!row)
    return NULL;

  cs_learnt_record (learnt, row, call->now);
  if (!cs_account_rows_update (call->db, row, error))
    return NULL;
  if (learnt->problem)
    {
      call->refusal = g_error_copy (learnt->problem);
      return NULL;
    }
  return cs_account_to_json (row);
}

static gboolean
check_nothing_queued (CsCall              *call,
                      const CsAccountRow  *account,
                      GError             **error)
{
  static const CsPublicationState open[] = {
    CS_PUBLICATION_QUEUED, CS_PUBLICATION_SENDING, CS_PUBLICATION_UNKNOWN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    {
      g_autoptr(GPtrArray) rows = cs_publication_rows_list_due (call->db, open[i], G_MAXINT64, 10000, error);

      if (!rows)
        return FALSE;

      for (guint j = 0; j < rows->len; j++)
        {
          const CsPublicationRow *row = g_ptr_array_index (rows, j);

          if (row->account != account->id)
            continue;
          g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE,
                       "Post %" G_GINT64_FORMAT " is still to go out on %s", row->post, account->handle);
          return FALSE;
        }
    }

  return TRUE;
}

static JsonObject *
run_retire (CsCall  *call,
            GError **error)
{
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);

  if (!row)
    return NULL;
  if (row->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "%s is retired already", row->handle);
      return NULL;
    }

  row->retired_at = call->now;
  if (!check_nothing_queued (call, row, error) ||
      !cs_account_rows_update (call->db, row, error) ||
      !cs_accounts_journal (call, CS_JOURNAL_ACCOUNT_RETIRED, row, error))
    return NULL;
  return cs_call_reply_id (row->id);
}

/* The network is asked to end the login; whether it does or not, it is not kept here. */
static gboolean
settle_retire (CsCall      *call,
               JsonObject  *reply,
               GError     **error)
{
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_json_get_int64 (reply, "id"), error);
  CsLoginPlace place;
  g_autoptr(CsLogin) login = NULL;
  g_autoptr(CsHttp) http = NULL;
  CsNetworkAccount self;

  if (!row)
    return FALSE;

  place = cs_accounts_place (call, row);
  login = cs_logins_peek (&place, call->cancellable, NULL);
  if (!login)
    return TRUE;

  self = (CsNetworkAccount) { .kind = row->network, .id = row->id, .address = row->address, .token = login->access, .practice = call->office->practice,
                              .login = login };
  http = cs_http_new ();
  if (cs_network_check_place (row->network, row->address, call->office->practice, NULL))
    cs_oauth_revoke (http, &self, login, call->cancellable);
  return cs_logins_erase (&place, call->cancellable, error);
}

static JsonObject *
run_change (CsCall  *call,
            GError **error)
{
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);
  const char *colour = cs_call_get_text (call, "colour");

  if (!row)
    return NULL;
  if (!cs_account_colour_is_good (colour))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no colour", colour);
      return NULL;
    }

  set_text (&row->colour, colour);
  return cs_accounts_write (call, row, error) ? cs_call_reply_id (row->id) : NULL;
}

static const CsArgument add_arguments[] = {
  { "network", CS_ARGUMENT_TEXT, TRUE, 0, N_("“practice”, “mastodon”, “bluesky” or “x”") },
  { "address", CS_ARGUMENT_TEXT, TRUE, 0, N_("of the server, such as “https://mastodon.example”") },
  { "token", CS_ARGUMENT_TEXT, FALSE, 0, N_("lets the office act for the account; the practice network gives one") },
  { "handle", CS_ARGUMENT_TEXT, FALSE, 30, N_("of the account that the practice network makes; “office” if absent") },
  { "display_name", CS_ARGUMENT_TEXT, FALSE, 100, N_("of the account that the practice network makes; the office’s name if absent") },
  { "colour", CS_ARGUMENT_TEXT, FALSE, 0, N_("of its band, “#rrggbb”") },
  { NULL },
};

static const CsArgument one_arguments[] = {
  { "account", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which account") },
  { NULL },
};

static const CsArgument change_arguments[] = {
  { "account", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which account") },
  { "colour", CS_ARGUMENT_TEXT, TRUE, 0, N_("of its band, “#rrggbb”") },
  { NULL },
};

const CsOperation cs_account_operations[] = {
  { "account.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the office’s accounts and their limits."), NULL, NULL, NULL, run_list },
  { "account.add", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Connects an account: signs in, reads its limits, keeps its token with the other secrets."),
    add_arguments, prepare_add, cs_learnt_free, run_add, settle_add, .work = work_add },
  { "account.refresh", CS_ROLE_ADMINISTRATOR | CS_ROLE_DUTY, CS_OPERATION_WRITE,
    N_("Asks the network whether the account still works, and for its limits."),
    one_arguments, prepare_refresh, cs_learnt_free, run_refresh, .work = work_refresh },
  { "account.retire", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Retires an account for which nothing waits any more."), one_arguments, NULL, NULL, run_retire, settle_retire },
  { "account.change", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Gives an account another colour."), change_arguments, NULL, NULL, run_change },
  { NULL },
};
