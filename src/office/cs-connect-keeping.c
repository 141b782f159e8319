/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-connect-private.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-secrets.h"

/* What connecting by the browser and by an app password have in common: what is wished for, and where the login goes that comes of it. */

#define X_ADDRESS "https://api.x.com"
#define BLUESKY_ADDRESS "https://bsky.social"
#define DEFAULT_COLOUR "#3584e4"

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

CsConnecting *
cs_connect_read_wish (CsCall  *call,
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

/* Whether there is a place for the login, before anything is written that counts on it. */
gboolean
cs_connect_try_place (CsCall   *call,
                      CsLogin  *login,
                      GError  **error)
{
  char *secret = cs_login_to_secret (login);
  gboolean kept = cs_secrets_store (call->folder, call->office->practice, call->office->uid, 0, secret, call->cancellable, error);

  cs_secrets_wipe (secret);
  return kept && cs_secrets_erase (call->folder, call->office->practice, call->office->uid, 0, call->cancellable, error);
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
JsonObject *
cs_connect_keep_account (CsCall          *call,
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

gboolean
cs_connect_settle (CsCall          *call,
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
