/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-bluesky.h"
#include "cs-connecting.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-pkce.h"
#include "cs-secrets.h"

/* Connecting accounts by signing in at the network. What the network gives is tried before it is kept, and what was kept before is replaced by nothing else; until then the sign-in
 * lives in the memory of one process. Which account it is, its own id at the network decides. */

#define X_ADDRESS "https://api.x.com"
#define BLUESKY_ADDRESS "https://bsky.social"
#define DEFAULT_COLOUR "#3584e4"

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

/* People write a server's name in several ways: with and without https://, or behind their own. */
static char *
make_address (CsNetworkKind  kind,
              const char    *given)
{
  g_autofree char *text = g_strstrip (g_strdup (given));
  const char *at = strrchr (text, '@');

  if (!*text)
    return g_strdup (kind == CS_NETWORK_X ? X_ADDRESS : kind == CS_NETWORK_BLUESKY ? BLUESKY_ADDRESS : "");

  for (gsize n = strlen (text); n > 0 && text[n - 1] == '/'; n--)
    text[n - 1] = '\0';
  if (strstr (text, "://"))
    return g_steal_pointer (&text);

  return g_strconcat ("https://", at ? at + 1 : text, NULL);
}

static gboolean
access_is_good (CsNetworkKind  kind,
                const char    *access)
{
  if (kind != CS_NETWORK_X)
    return *access == '\0';

  return g_str_equal (access, "self-serve") || g_str_equal (access, "enterprise");
}

/* Fills in what is known of the account that is to be mended. */
static gboolean
take_account (CsCall        *call,
              CsConnecting  *connecting,
              GError       **error)
{
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, connecting->account, error);

  if (!row)
    return FALSE;
  if (row->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "%s is retired", row->handle);
      return FALSE;
    }

  connecting->kind = row->network;
  connecting->address = g_strdup (row->address);
  if (!*connecting->access)
    {
      g_free (connecting->access);
      connecting->access = g_strdup (row->access);
    }
  return TRUE;
}

static CsConnecting *
read_wish (CsCall  *call,
           GError **error)
{
  g_autoptr(CsConnecting) connecting = g_new0 (CsConnecting, 1);

  connecting->person = call->actor->id;
  connecting->account = cs_call_get_int64 (call, "account");
  connecting->access = g_strdup (cs_call_get_text (call, "access"));
  connecting->colour = g_strdup (cs_call_get_text (call, "colour"));
  if (connecting->account != 0)
    {
      if (!take_account (call, connecting, error))
        return NULL;
    }
  else if (!cs_network_kind_from_nick (cs_call_get_text (call, "network"), &connecting->kind))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a network", cs_call_get_text (call, "network"));
      return NULL;
    }

  if (!connecting->address)
    connecting->address = make_address (connecting->kind, cs_call_get_text (call, "address"));
  if (!access_is_good (connecting->kind, connecting->access))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no access level of that network", connecting->access);
      return NULL;
    }

  return cs_network_check_place (connecting->kind, connecting->address, call->office->practice, error) ? g_steal_pointer (&connecting) : NULL;
}

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

  beginning->connecting = read_wish (call, error);
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

/* Whether there is a place for the login, before anything is written that counts on it. */
static gboolean
try_place (CsCall   *call,
           CsLogin  *login,
           GError  **error)
{
  char *secret = cs_login_to_secret (login);
  gboolean kept = cs_secrets_store (call->folder, call->office->practice, call->office->uid, 0, secret, call->cancellable, error);

  cs_secrets_wipe (secret);
  return kept && cs_secrets_erase (call->folder, call->office->practice, call->office->uid, 0, call->cancellable, error);
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
  return cs_learnt_ask (finishing->learnt, call, http, connecting->account, error) && try_place (call, finishing->learnt->login, error);
}

/* Names both, and changes nothing. */
static JsonObject *
describe_other (const CsAccountRow *row,
                const CsLearnt     *learnt)
{
  JsonObject *reply = json_object_new ();

  json_object_set_string_member (reply, "state", "other-account");
  json_object_set_string_member (reply, "expected", row->handle);
  json_object_set_string_member (reply, "found", learnt->identity->handle);
  return reply;
}

static JsonObject *
describe_connected (const CsAccountRow *row,
                    gboolean            known)
{
  JsonObject *reply = json_object_new ();

  json_object_set_string_member (reply, "state", "connected");
  json_object_set_int_member (reply, "id", row->id);
  json_object_set_boolean_member (reply, "known", known);
  json_object_set_string_member (reply, "handle", row->handle);
  return reply;
}

static void
set_text (char       **field,
          const char  *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

/* Writes the row of what was signed in to. */
static JsonObject *
keep_account (CsCall          *call,
              const CsLearnt  *learnt,
              gint64           account,
              const char      *access,
              const char      *colour,
              gboolean        *unwanted,
              GError         **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(CsAccountRow) known = cs_learnt_find (learnt, call, &problem);
  g_autoptr(CsAccountRow) row = NULL;
  gboolean was_there = FALSE;

  if (problem || (account != 0 && !(row = cs_account_rows_get (call->db, account, &problem))))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (row && (row->retired_at != 0 || !cs_learnt_is (learnt, row)))
    {
      *unwanted = known == NULL;
      return describe_other (row, learnt);
    }
  if (!row)
    row = known ? g_steal_pointer (&known) : g_new0 (CsAccountRow, 1);
  was_there = row->id != 0;

  cs_learnt_apply (learnt, row, call->now);
  set_text (&row->access, access);
  if (cs_account_colour_is_good (colour))
    set_text (&row->colour, colour);
  else if (!row->colour)
    row->colour = g_strdup (DEFAULT_COLOUR);
  call->wake_outbox = TRUE;
  return cs_accounts_write (call, row, error) ? describe_connected (row, was_there) : NULL;
}

static JsonObject *
run_finish (CsCall  *call,
            GError **error)
{
  Finishing *finishing = call->prepared;
  const CsConnecting *connecting = finishing->connecting;
  JsonObject *reply = NULL;

  if (!finishing->again)
    return keep_account (call, finishing->learnt, connecting->account, connecting->access, connecting->colour, &finishing->unwanted, error);

  reply = describe_begun (connecting);
  json_object_set_string_member (reply, "state", "again");
  return reply;
}

static gboolean
settle_kept (CsCall          *call,
             const CsLearnt  *learnt,
             gboolean         unwanted,
             JsonObject      *reply,
             GError         **error)
{
  CsAccountRow row = { .id = cs_json_get_int64 (reply, "id"), .network = learnt->kind, .address = learnt->address };
  CsLoginPlace place = cs_accounts_place (call, &row);

  if (row.id != 0)
    return cs_logins_keep (&place, learnt->login, NULL, error);

  if (unwanted)
    {
      g_autoptr(CsHttp) http = cs_http_new ();
      CsNetworkAccount self = { .kind = learnt->kind, .address = learnt->address, .token = learnt->login->access, .practice = call->office->practice,
                                .login = learnt->login };

      cs_oauth_revoke (http, &self, learnt->login, call->cancellable);
    }
  return TRUE;
}

static gboolean
settle_finish (CsCall      *call,
               JsonObject  *reply,
               GError     **error)
{
  const Finishing *finishing = call->prepared;

  return finishing->again || settle_kept (call, finishing->learnt, finishing->unwanted, reply, error);
}

/* An app password: exchanged at once for a login that is renewed, and not kept. */
typedef struct
{
  CsConnecting *wish;   /* owned; without a flow */
  CsLearnt     *learnt; /* owned */
  gboolean      unwanted;
} Password;

static void
password_free (gpointer data)
{
  Password *password = data;

  cs_connecting_free (password->wish);
  cs_learnt_free (password->learnt);
  g_free (password);
}

static gpointer
prepare_password (CsCall  *call,
                  GError **error)
{
  CsConnecting *wish = read_wish (call, error);
  Password *password = NULL;

  if (!wish)
    return NULL;

  password = g_new0 (Password, 1);
  password->wish = wish;
  if (wish->kind == CS_NETWORK_BLUESKY)
    return password;

  password_free (password);
  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Only Bluesky has app passwords");
  return NULL;
}

static gboolean
work_password (CsCall  *call,
               GError **error)
{
  Password *password = call->prepared;
  const CsConnecting *wish = password->wish;
  gboolean known = wish->account != 0 || *cs_call_get_text (call, "address");
  CsBlueskySignIn sign_in = {
    .practice = call->office->practice,
    .place = known ? wish->address : "",
    .identifier = cs_call_get_text (call, "handle"),
    .password = cs_call_get_text (call, "app_password"),
    .code = cs_call_get_text (call, "code"),
  };
  g_autoptr(CsHttp) http = cs_http_new ();
  g_auto(CsBlueskySession) session = { NULL };

  if (!cs_bluesky_sign_in (http, &sign_in, call->now, &session, call->cancellable, error))
    return FALSE;

  password->learnt = cs_learnt_new (CS_NETWORK_BLUESKY, session.address);
  password->learnt->login = g_steal_pointer (&session.login);
  return cs_learnt_ask (password->learnt, call, http, wish->account, error) && try_place (call, password->learnt->login, error);
}

static JsonObject *
run_password (CsCall  *call,
              GError **error)
{
  Password *password = call->prepared;

  return keep_account (call, password->learnt, password->wish->account, "", password->wish->colour, &password->unwanted, error);
}

static gboolean
settle_password (CsCall      *call,
                 JsonObject  *reply,
                 GError     **error)
{
  const Password *password = call->prepared;

  return settle_kept (call, password->learnt, password->unwanted, reply, error);
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

static const CsArgument password_arguments[] = {
  { "network", CS_ARGUMENT_TEXT, FALSE, 0, N_("“bluesky”; of an account that is connected again it is known") },
  { "address", CS_ARGUMENT_TEXT, FALSE, 0, N_("of the server; absent: found by the handle") },
  { "handle", CS_ARGUMENT_TEXT, TRUE, 300, N_("or the e-mail address of the account") },
  { "app_password", CS_ARGUMENT_TEXT, TRUE, 300, N_("an app password; it is not kept") },
  { "code", CS_ARGUMENT_TEXT, FALSE, 100, N_("that the network sent by e-mail, where it asks for one") },
  { "colour", CS_ARGUMENT_TEXT, FALSE, 0, N_("of its band, “#rrggbb”") },
  { "account", CS_ARGUMENT_INTEGER, FALSE, 0, N_("the one to be connected again; absent: a new one") },
  { NULL },
};

const CsOperation cs_connect_operations[] = {
  { "account.connect-begin", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Begins to connect an account: answers with the address that the browser has to open."),
    begin_arguments, prepare_begin, beginning_free, run_begin, settle_begin, .work = work_begin },
  { "account.connect-finish", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Waits until the browser comes back, tries the login and keeps it."),
    connect_arguments, prepare_finish, finishing_free, run_finish, settle_finish, .work = work_finish },
  { "account.connect-password", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Connects an account on Bluesky by an app password."),
    password_arguments, prepare_password, password_free, run_password, settle_password, .work = work_password },
  { "account.connect-cancel", CS_ROLE_ADMINISTRATOR, CS_OPERATION_READ,
    N_("Gives up connecting an account. Nothing has changed."), connect_arguments, NULL, NULL, run_cancel },
  { NULL },
};
