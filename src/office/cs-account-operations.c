/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-error.h"
#include "cs-login.h"
#include "cs-operations-private.h"
#include "cs-practice-host.h"
#include "cs-publication-rows.h"
#include "cs-secrets.h"

/* Accounts on networks. Their tokens never come near the database: cs-secrets.h. */

#define DEFAULT_COLOUR "#3584e4"

static JsonObject *
film_limits_to_json (const CsFilmLimits *limits)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "max_bytes", limits->max_bytes);
  json_object_set_int_member (object, "min_ms", limits->min_ms);
  json_object_set_int_member (object, "max_ms", limits->max_ms);
  json_object_set_int_member (object, "max_long", limits->max_long);
  json_object_set_int_member (object, "max_short", limits->max_short);
  json_object_set_int_member (object, "max_pixels", limits->max_pixels);
  json_object_set_int_member (object, "max_rate", limits->max_rate);
  return object;
}

static JsonObject *
target_to_json (const CsTarget *target)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "max_length", target->limits.max_length);
  json_object_set_int_member (object, "max_bytes", target->limits.max_bytes);
  json_object_set_int_member (object, "link_length", target->limits.link_length);
  json_object_set_int_member (object, "max_media", target->max_media);
  json_object_set_int_member (object, "max_alt", target->max_alt);
  json_object_set_int_member (object, "max_poll_options", target->max_poll_options);
  json_object_set_int_member (object, "max_poll_option", target->max_poll_option);
  json_object_set_int_member (object, "min_poll_minutes", target->min_poll_minutes);
  json_object_set_int_member (object, "max_poll_minutes", target->max_poll_minutes);
  json_object_set_boolean_member (object, "quotes", target->quotes);
  json_object_set_object_member (object, "film", film_limits_to_json (&target->film));
  return object;
}

static JsonObject *
account_to_json (const CsAccountRow *row)
{
  CsTarget target = cs_network_target_from_limits (row->network, row->id, row->limits);
  JsonObject *object = json_object_new ();

  cs_network_target_set_access (&target, row->access);
  json_object_set_int_member (object, "id", row->id);
  json_object_set_string_member (object, "network", cs_network_kind_nick (row->network));
  json_object_set_string_member (object, "address", row->address);
  json_object_set_string_member (object, "handle", row->handle);
  json_object_set_string_member (object, "name", row->name);
  json_object_set_string_member (object, "colour", row->colour);
  json_object_set_object_member (object, "target", target_to_json (&target));
  json_object_set_boolean_member (object, "retired", row->retired_at != 0);
  json_object_set_string_member (object, "health", row->health);
  return object;
}

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
    json_array_add_object_element (array, account_to_json (g_ptr_array_index (rows, i)));

  reply = json_object_new ();
  json_object_set_array_member (reply, "accounts", array);
  return reply;
}

/* What was learnt of an account from its network. */
typedef struct
{
  CsNetworkKind  kind;
  char          *address; /* all owned */
  char          *secret; /* what is kept: cs-login.h */
  char          *token;  /* the part of it that requests carry */
  char          *handle;
  char          *name;
  char          *limits;
  GError        *problem; /* of a refresh, which records it */
} Learnt;

static void
learnt_free (gpointer data)
{
  Learnt *learnt = data;

  g_free (learnt->address);
  g_clear_pointer (&learnt->secret, cs_secrets_wipe);
  g_clear_pointer (&learnt->token, cs_secrets_wipe);
  g_free (learnt->handle);
  g_free (learnt->name);
  g_free (learnt->limits);
  g_clear_error (&learnt->problem);
  g_free (learnt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Learnt, learnt_free)

static char *
tidy_address (const char *address)
{
  char *tidy = g_strstrip (g_strdup (address));

  for (gsize n = strlen (tidy); n > 0 && tidy[n - 1] == '/'; n--)
    tidy[n - 1] = '\0';
  return tidy;
}

static gboolean
ask_network (Learnt        *learnt,
             gboolean       practice,
             gint64         account,
             GCancellable  *cancellable,
             GError       **error)
{
  const CsNetwork *network = cs_network_get (learnt->kind);
  g_autoptr(CsHttp) http = NULL;
  CsNetworkAccount self = {
    .kind = learnt->kind,
    .id = account,
    .address = learnt->address,
    .token = learnt->token,
    .practice = practice,
  };

  if (!network)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "%s cannot be connected yet",
                   cs_network_kind_nick (learnt->kind));
      return FALSE;
    }

  http = cs_http_new ();
  return network->check_login (http, &self, &learnt->handle, &learnt->name, cancellable, error) &&
         network->read_limits (http, &self, &learnt->limits, cancellable, error);
}

/* The practice network gives a token to whoever asks, as a person's sign-in in the browser would. */
static gboolean
take_token (CsCall   *call,
            Learnt   *learnt,
            GError  **error)
{
  const char *token = cs_call_get_text (call, "token");
  const char *handle = cs_call_get_text (call, "handle");
  const char *name = cs_call_get_text (call, "display_name");
  g_autoptr(CsLogin) login = NULL;

  if (!*token && learnt->kind == CS_NETWORK_PRACTICE)
    learnt->secret = cs_practice_host_request_account (learnt->address, *handle ? handle : "office",
                                                       *name ? name : call->office->name, call->cancellable, error);
  else if (*token)
    learnt->secret = g_strdup (token);
  else
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The account’s token is missing");

  if (learnt->secret == NULL)
    return FALSE;

  login = cs_login_parse (learnt->secret);
  learnt->token = g_strdup (login->access);
  return TRUE;
}

static gpointer
prepare_add (CsCall  *call,
             GError **error)
{
  g_autoptr(Learnt) learnt = g_new0 (Learnt, 1);

  if (!cs_network_kind_from_nick (cs_call_get_text (call, "network"), &learnt->kind))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a network", cs_call_get_text (call, "network"));
      return NULL;
    }

  learnt->address = tidy_address (cs_call_get_text (call, "address"));
  if (!cs_network_check_place (learnt->kind, learnt->address, call->office->practice, error) ||
      !take_token (call, learnt, error) ||
      !ask_network (learnt, call->office->practice, 0, call->cancellable, error))
    return NULL;
  return g_steal_pointer (&learnt);
}

static gboolean
colour_is_good (const char *colour)
{
  if (strlen (colour) != 7 || colour[0] != '#')
    return FALSE;

  for (guint i = 1; i < 7; i++)
    if (!g_ascii_isxdigit (colour[i]))
      return FALSE;

  return TRUE;
}

static gboolean
journal_account (CsCall              *call,
                 CsJournalKind        kind,
                 const CsAccountRow  *row,
                 GError             **error)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "account", row->id);
  json_object_set_string_member (details, "handle", row->handle);
  json_object_set_string_member (details, "network", cs_network_kind_nick (row->network));
  return cs_call_journal (call, 0, kind, details, error);
}

/* The row of the same account, if it was connected before: signing in again mends it instead of making a second. */
static CsAccountRow *
find_account (CsCall        *call,
              const Learnt  *learnt,
              GError       **error)
{
  g_autoptr(GPtrArray) rows = cs_account_rows_list (call->db, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      CsAccountRow *row = g_ptr_array_index (rows, i);

      if (row->retired_at == 0 && row->network == learnt->kind &&
          g_str_equal (row->address, learnt->address) && g_str_equal (row->handle, learnt->handle))
        return g_steal_pointer (&rows->pdata[i]);
    }

  return NULL;
}

static void
set_text (char       **field,
          const char  *value)
{
  char *copy = g_strdup (value); /* first: it may be the field itself */

  g_free (*field);
  *field = copy;
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  const Learnt *learnt = call->prepared;
  const char *colour = cs_call_get_text (call, "colour");
  g_autoptr(GError) problem = NULL;
  g_autoptr(CsAccountRow) row = find_account (call, learnt, &problem);
  gboolean known = row != NULL;

  if (problem)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  if (!row)
    row = g_new0 (CsAccountRow, 1);
  row->network = learnt->kind;
  set_text (&row->address, learnt->address);
  set_text (&row->handle, learnt->handle);
  set_text (&row->name, learnt->name);
  set_text (&row->limits, learnt->limits);
  set_text (&row->health, "");
  set_text (&row->colour, colour_is_good (colour) ? colour : known ? row->colour : DEFAULT_COLOUR);
  row->limits_at = call->now;

  if (known ? !cs_account_rows_update (call->db, row, error)
            : !(row->id = cs_account_rows_add (call->db, row, error)))
    return NULL;
  if (!journal_account (call, known ? CS_JOURNAL_ACCOUNT_CHANGED : CS_JOURNAL_ACCOUNT_ADDED, row, error))
    return NULL;
  return cs_call_reply_id (row->id);
}

/* Only now is the account's id known under which its token is kept. */
static gboolean
settle_add (CsCall      *call,
            JsonObject  *reply,
            GError     **error)
{
  const Learnt *learnt = call->prepared;

  return cs_secrets_store (call->folder, call->office->practice, call->office->uid,
                           cs_json_get_int64 (reply, "id"), learnt->secret, call->cancellable, error);
}

static gpointer
prepare_refresh (CsCall  *call,
                 GError **error)
{
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);
  g_autoptr(Learnt) learnt = g_new0 (Learnt, 1);
  g_autoptr(CsHttp) http = NULL;
  g_autoptr(CsLogin) login = NULL;
  CsLoginPlace place;

  if (!row || !cs_network_check_place (row->network, row->address, call->office->practice, error))
    return NULL;

  learnt->kind = row->network;
  learnt->address = g_strdup (row->address);
  http = cs_http_new ();
  place = (CsLoginPlace) { call->folder, call->office->practice, call->office->uid, row->id, row->network, row->address };
  login = cs_logins_take (&place, http, call->now, call->cancellable, &learnt->problem);
  learnt->token = login ? g_strdup (login->access) : NULL;
  if (learnt->token)
    ask_network (learnt, call->office->practice, row->id, call->cancellable, &learnt->problem);
  return g_steal_pointer (&learnt);
}

static JsonObject *
run_refresh (CsCall  *call,
             GError **error)
{
  Learnt *learnt = call->prepared;
  g_autoptr(CsAccountRow) row = cs_account_rows_get (call->db, cs_call_get_int64 (call, "account"), error);

  if (!row)
    return NULL;

  if (learnt->problem)
    {
      gboolean ours = learnt->problem->domain == CS_ERROR;

      set_text (&row->health, cs_error_nick (ours ? (CsError) learnt->problem->code : CS_ERROR_FAILED));
    }
  else
    {
      set_text (&row->handle, learnt->handle);
      set_text (&row->name, learnt->name);
      set_text (&row->limits, learnt->limits);
      set_text (&row->health, "");
      row->limits_at = call->now;
    }

  if (!cs_account_rows_update (call->db, row, error))
    return NULL;
  if (learnt->problem)
    {
      call->refusal = g_error_copy (learnt->problem);
      return NULL;
    }
  return account_to_json (row);
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
      !journal_account (call, CS_JOURNAL_ACCOUNT_RETIRED, row, error))
    return NULL;
  return cs_call_reply_id (row->id);
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

const CsOperation cs_account_operations[] = {
  { "account.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the office’s accounts and their limits."), NULL, NULL, NULL, run_list },
  { "account.add", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Connects an account: signs in, reads its limits, keeps its token with the other secrets."),
    add_arguments, prepare_add, learnt_free, run_add, settle_add },
  { "account.refresh", CS_ROLE_ADMINISTRATOR | CS_ROLE_DUTY, CS_OPERATION_WRITE,
    N_("Asks the network whether the account still works, and for its limits."),
    one_arguments, prepare_refresh, learnt_free, run_refresh },
  { "account.retire", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Retires an account for which nothing waits any more."), one_arguments, NULL, NULL, run_retire },
  { NULL },
};
