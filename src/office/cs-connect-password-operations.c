/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-bluesky.h"
#include "cs-connect-private.h"
#include "cs-error.h"
#include "cs-operations-private.h"

/* Connecting an account on Bluesky by an app password. */

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
  CsConnecting *wish = cs_connect_read_wish (call, error);
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
  return cs_learnt_ask (password->learnt, call, http, wish->account, error) && cs_connect_try_place (call, password->learnt->login, error);
}

static JsonObject *
run_password (CsCall  *call,
              GError **error)
{
  Password *password = call->prepared;

  return cs_connect_keep_account (call, password->learnt, password->wish->account, "", password->wish->colour, &password->unwanted, error);
}

static gboolean
settle_password (CsCall      *call,
                 JsonObject  *reply,
                 GError     **error)
{
  const Password *password = call->prepared;

  return cs_connect_settle (call, password->learnt, password->unwanted, reply, error);
}

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

const CsOperation cs_connect_password_operations[] = {
  { "account.connect-password", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Connects an account on Bluesky by an app password."),
    password_arguments, prepare_password, password_free, run_password, settle_password, .work = work_password },
  { NULL },
};
