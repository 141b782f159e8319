/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-connect-private.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-pkce.h"

/* Connecting accounts by signing in at the network. What the network gives is tried before it is kept, and what was kept before is replaced by nothing else; until then the sign-in
 * lives in the memory of one process. Which account it is, its own id at the network decides. */

/* A sign-in that begins. */
typedef struct
{
  CsConnecting *connecting; /* owned until it is noted */
  CsLogin      *known;      /* of another account of the same server; owned */
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;

  cs_connecting_free (beginning->connecting);
  cs_login_free (beginning->known);
  g_free (beginning);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Beginning, beginning_free)

/* The program is registered at each server once: what any account there has of it serves the others. */
static CsLogin *
find_known (CsCall              *call,
            const CsConnecting  *connecting)
{
  g_autoptr(GPtrArray) rows = cs_account_rows_list (call->db, NULL);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const CsAccountRow *row = g_ptr_array_index (rows, i);
      CsLoginPlace place = cs_accounts_place (call, row);
      g_autoptr(CsLogin) login = NULL;

      if (row->retired_at != 0 || row->network != connecting->kind || !g_str_equal (row->address, connecting->address))
        continue;
      login = cs_logins_peek (&place, call->cancellable, NULL);
      if (login && *login->scope)
        return g_steal_pointer (&login);
    }

  return NULL;
}

/* The client of an account that is mended is the one that it had, unless another is named. */
static void
find_client (CsCall     *call,
             Beginning  *beginning)
{
  const CsConnecting *connecting = beginning->connecting;
  CsAccountRow row = { .id = connecting->account, .network = connecting->kind, .address = connecting->address };
  CsLoginPlace place = cs_accounts_place (call, &row);

  if (connecting->kind == CS_NETWORK_MASTODON || connecting->kind == CS_NETWORK_PRACTICE)
    beginning->known = find_known (call, connecting);
  else if (connecting->account != 0 && !*cs_call_get_text (call, "client"))
    beginning->known = cs_logins_peek (&place, call->cancellable, NULL);
}

static gpointer
prepare_begin (CsCall  *call,
               GError **error)
{
  g_autoptr(Beginning) beginning = g_new0 (Beginning, 1);

  beginning->connecting = cs_connect_read_wish (call, error);
  if (!beginning->connecting)
    return NULL;

  find_client (call, beginning);
  return g_steal_pointer (&beginning);
}

static gboolean
work_begin (CsCall  *call,
            GError **error)
{
  Beginning *beginning = call->prepared;
  CsConnecting *connecting = beginning->connecting;
  g_autoptr(CsHttp) http = cs_http_new ();
  const char *client = cs_call_get_text (call, "client");
  const char *secret = cs_call_get_text (call, "secret");
  gboolean as_before = !*client && beginning->known && connecting->kind != CS_NETWORK_MASTODON && connecting->kind != CS_NETWORK_PRACTICE;
  CsOauthRequest request = {
    .kind = connecting->kind,
    .practice = call->office->practice,
    .address = connecting->address,
    .client = as_before ? beginning->known->client : client,
    .client_secret = as_before ? beginning->known->client_secret : secret,
    .handle = cs_call_get_text (call, "handle"),
    .subject = "",
    .known = beginning->known,
    .now = call->now,
  };

  /* an earlier one would hold its port */
  cs_connecting_cancel (NULL, connecting->person);
  connecting->id = cs_pkce_make_verifier ();
  connecting->flow = cs_oauth_begin (http, &request, call->cancellable, error);
  return connecting->flow != NULL;
}

static JsonObject *
describe_begun (const CsConnecting *connecting)
{
  JsonObject *reply = json_object_new ();

  json_object_set_string_member (reply, "connect", connecting->id);
  json_object_set_string_member (reply, "address", cs_oauth_flow_get_address (connecting->flow));
  return reply;
}

static JsonObject *
run_begin (CsCall  *call,
           GError **error)
{
  const Beginning *beginning = call->prepared;

  return describe_begun (beginning->connecting);
}

/* Once, whatever became of the transaction before. */
static gboolean
settle_begin (CsCall      *call,
              JsonObject  *reply,
              GError     **error)
{
  Beginning *beginning = call->prepared;

  cs_connecting_add (g_steal_pointer (&beginning->connecting));
  return TRUE;
}

/* A sign-in that comes to its end. */
typedef struct
{
  CsConnecting *connecting; /* held */
  CsLearnt     *learnt;     /* owned */
  gboolean      again;      /* the browser has to be sent once more */
  gboolean      over;
  gboolean      unwanted;   /* the login is another account's, and of none that is connected: it ends */
} Finishing;

static void
finishing_free (gpointer data)
{
  Finishing *finishing = data;

  if (finishing->connecting)
    cs_connecting_release (finishing->connecting, finishing->over);
  cs_learnt_free (finishing->learnt);
  g_free (finishing);
}

static gpointer
prepare_finish (CsCall  *call,
                GError **error)
{
  CsConnecting *connecting = cs_connecting_hold (cs_call_get_text (call, "connect"), call->actor->id, error);
  Finishing *finishing = NULL;

  if (!connecting)
    return NULL;

  finishing = g_new0 (Finishing, 1);
  finishing->connecting = connecting;
  finishing->over = TRUE;
  return finishing;
}

static gboolean
work_finish (CsCall  *call,
             GError **error)
{
  Finishing *finishing = call->prepared;
  CsConnecting *connecting = finishing->connecting;
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(GError) problem = NULL;

  finishing->learnt = cs_learnt_new (connecting->kind, connecting->address);
  finishing->learnt->login = cs_oauth_finish (http, connecting->flow, call->now, call->cancellable, &problem);
  if (g_error_matches (problem, CS_ERROR, CS_ERROR_SIGN_IN_AGAIN))
    {
      finishing->again = TRUE;
      finishing->over = FALSE;
      return TRUE;
    }
  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  g_free (finishing->learnt->address);
  finishing->learnt->address = g_strdup (cs_oauth_flow_get_place (connecting->flow));
  return cs_learnt_ask (finishing->learnt, call, http, connecting->account, error) && cs_connect_try_place (call, finishing->learnt->login, error);
}

static JsonObject *
run_finish (CsCall  *call,
            GError **error)
{
  Finishing *finishing = call->prepared;
  const CsConnecting *connecting = finishing->connecting;
  JsonObject *reply = NULL;

  if (!finishing->again)
    return cs_connect_keep_account (call, finishing->learnt, connecting->account, connecting->access, connecting->colour, &finishing->unwanted, error);

  reply = describe_begun (connecting);
  json_object_set_string_member (reply, "state", "again");
  return reply;
}

static gboolean
settle_finish (CsCall      *call,
               JsonObject  *reply,
               GError     **error)
{
  const Finishing *finishing = call->prepared;

  return finishing->again || cs_connect_settle (call, finishing->learnt, finishing->unwanted, reply, error);
}

static JsonObject *
run_cancel (CsCall  *call,
            GError **error)
{
  cs_connecting_cancel (cs_call_get_text (call, "connect"), call->actor->id);
  return json_object_new ();
}

static const CsArgument begin_arguments[] = {
  { "network", CS_ARGUMENT_TEXT, FALSE, 0, N_("“mastodon”, “x”, “bluesky” or “practice”; of an account that is connected again it is known") },
  { "address", CS_ARGUMENT_TEXT, FALSE, 0, N_("of the server, such as “mastodon.example”; X and Bluesky have one of their own") },
  { "client", CS_ARGUMENT_TEXT, FALSE, 0, N_("X: the client id of the office’s app; Bluesky: the https address of the document about the program") },
  { "secret", CS_ARGUMENT_TEXT, FALSE, 0, N_("X: the client secret, for an app that has one") },
  { "handle", CS_ARGUMENT_TEXT, FALSE, 300, N_("whom the network is to ask for") },
  { "access", CS_ARGUMENT_TEXT, FALSE, 0, N_("X: “self-serve” or “enterprise”, as agreed with X") },
  { "colour", CS_ARGUMENT_TEXT, FALSE, 0, N_("of its band, “#rrggbb”") },
  { "account", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the one to be connected again; absent: a new one") },
  { NULL },
};

static const CsArgument connect_arguments[] = {
  { "connect", CS_ARGUMENT_TEXT, TRUE, 100, N_("which sign-in, as account.connect-begin named it") },
  { NULL },
};

const CsOperation cs_connect_operations[] = {
  { "account.connect-begin", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Begins to connect an account: answers with the address that the browser has to open."),
    begin_arguments, prepare_begin, beginning_free, run_begin, settle_begin, .work = work_begin },
  { "account.connect-finish", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Waits until the browser comes back, tries the login and keeps it."),
    connect_arguments, prepare_finish, finishing_free, run_finish, settle_finish, .work = work_finish },
  { "account.connect-cancel", CS_ROLE_ADMINISTRATOR, CS_OPERATION_READ,
    N_("Gives up connecting an account. Nothing has changed."), connect_arguments, NULL, NULL, run_cancel },
  { NULL },
};
