/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-accounts.h"

#include <string.h>

#include "cs-error.h"
#include "cs-media-files.h"
#include "cs-picture-decode.h"
#include "cs-picture.h"

#define DAY (24 * 3600 * (gint64) G_USEC_PER_SEC)
#define WARNING (14 * DAY)

/* Twice as large as it is shown anywhere */
#define AVATAR_SIDE 256

CsLearnt *
cs_learnt_new (CsNetworkKind  kind,
               const char    *address)
{
  CsLearnt *learnt = g_new0 (CsLearnt, 1);

  learnt->kind = kind;
  learnt->address = g_strdup (address);
  return learnt;
}

void
cs_learnt_free (gpointer data)
{
  CsLearnt *learnt = data;

  if (!learnt)
    return;

  g_free (learnt->address);
  cs_login_free (learnt->login);
  cs_identity_free (learnt->identity);
  g_free (learnt->limits);
  g_clear_error (&learnt->problem);
  g_free (learnt);
}

/* A stranger's picture: read where it can do no harm, and left out where it is none. */
static void
take_avatar (CsLearnt               *learnt,
             CsCall                 *call,
             CsHttp                 *http,
             const CsNetworkAccount *account)
{
  const char *url = learnt->identity->avatar;
  g_autoptr(CsPictureJob) job = cs_picture_job_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(CsPixels) pixels = NULL;
  g_autoptr(CsPicture) picture = NULL;

  if (!*url || !(bytes = cs_identity_fetch_avatar (http, account, url, call->cancellable)))
    return;

  job->max_side = AVATAR_SIDE;
  pixels = cs_picture_decode_bytes (bytes, job, call->cancellable, NULL);
  picture = pixels ? cs_picture_from_pixels (pixels, NULL) : NULL;
  if (picture)
    cs_media_files_put (call->folder, picture->bytes, &learnt->avatar, NULL);
}

gboolean
cs_learnt_ask (CsLearnt  *learnt,
               CsCall    *call,
               CsHttp    *http,
               gint64     account,
               GError   **error)
{
  const CsNetwork *network = cs_network_get (learnt->kind);
  CsNetworkAccount self = {
    .kind = learnt->kind,
    .id = account,
    .address = learnt->address,
    .token = learnt->login->access,
    .practice = call->office->practice,
    .remote_id = learnt->login->subject,
    .login = learnt->login,
  };

  if (!network)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "%s cannot be connected yet", cs_network_kind_nick (learnt->kind));
      return FALSE;
    }

  g_clear_pointer (&learnt->identity, cs_identity_free);
  g_clear_pointer (&learnt->limits, g_free);
  if (!(learnt->identity = cs_identity_read (http, &self, call->cancellable, error)) ||
      !network->read_limits (http, &self, &learnt->limits, call->cancellable, error))
    return FALSE;

  take_avatar (learnt, call, http, &self);
  return TRUE;
}

void
cs_learnt_look (CsLearnt *learnt,
                CsCall   *call,
                CsHttp   *http,
                gint64    account)
{
  CsAccountRow row = { .id = account, .network = learnt->kind, .address = learnt->address };
  CsLoginPlace place = cs_accounts_place (call, &row);
  gboolean again = TRUE;

  for (guint i = 0; i < 2 && again; i++)
    {
      g_clear_error (&learnt->problem);
      g_clear_pointer (&learnt->login, cs_login_free);
      learnt->login = cs_logins_take (&place, http, call->now, call->cancellable, &learnt->problem);
      /* a token that has ended before its time is renewed, once */
      again = learnt->login && !cs_learnt_ask (learnt, call, http, account, &learnt->problem) &&
              g_error_matches (learnt->problem, CS_ERROR, CS_ERROR_LOGIN_REJECTED) &&
              cs_logins_reject_token (&place, learnt->login->access, call->now, call->cancellable);
    }
}

gboolean
cs_learnt_is (const CsLearnt     *learnt,
              const CsAccountRow *row)
{
  if (row->network != learnt->kind)
    return FALSE;
  if (*row->remote_id)
    /* a DID is the same everywhere; other ids are a server's own */
    return g_str_equal (row->remote_id, learnt->identity->remote_id) &&
           (learnt->kind == CS_NETWORK_BLUESKY || g_str_equal (row->address, learnt->address));
  return g_str_equal (row->address, learnt->address) && g_ascii_strcasecmp (row->handle, learnt->identity->handle) == 0;
}

CsAccountRow *
cs_learnt_find (const CsLearnt  *learnt,
                CsCall          *call,
                GError         **error)
{
  g_autoptr(GPtrArray) rows = cs_account_rows_list (call->db, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      CsAccountRow *row = g_ptr_array_index (rows, i);

      if (row->retired_at == 0 && cs_learnt_is (learnt, row))
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

gint64
cs_account_warn_at (gint64 now,
                    gint64 ends_at)
{
  if (ends_at == 0 || ends_at <= now)
    return 0;
  return ends_at - now > 2 * WARNING ? ends_at - WARNING : ends_at - (ends_at - now) / 4;
}

/* The login works. What was known of the handle stays where it cannot be asked after. */
static const char *
find_health (const CsLearnt     *learnt,
             const CsAccountRow *row)
{
  const char *lost = cs_error_nick (CS_ERROR_HANDLE_LOST);

  switch (learnt->identity->state)
    {
    case CS_HANDLE_LOST:
      return lost;
    case CS_HANDLE_UNKNOWN:
      return g_strcmp0 (row->health, lost) == 0 ? lost : "";
    case CS_HANDLE_HOLDS:
      break;
    }
  return "";
}

void
cs_learnt_apply (const CsLearnt *learnt,
                 CsAccountRow   *row,
                 gint64          now)
{
  row->network = learnt->kind;
  set_text (&row->address, learnt->address);
  set_text (&row->handle, learnt->identity->handle);
  set_text (&row->name, learnt->identity->name);
  set_text (&row->remote_id, learnt->identity->remote_id);
  set_text (&row->limits, learnt->limits);
  set_text (&row->health, find_health (learnt, row));
  row->limits_at = now;
  row->look_at = now + DAY;
  /* One that could not be fetched this time is as it was. */
  if (!*learnt->identity->avatar || !cs_digest_is_none (&learnt->avatar))
    row->avatar = learnt->avatar;
  if (row->login_ends_at != learnt->login->ends_at)
    row->login_warn_at = cs_account_warn_at (now, learnt->login->ends_at);
  row->login_ends_at = learnt->login->ends_at;
}

void
cs_learnt_record (CsLearnt     *learnt,
                  CsAccountRow *row,
                  gint64        now)
{
  gboolean ours;

  if (!learnt->problem && !cs_learnt_is (learnt, row))
    g_set_error (&learnt->problem, CS_ERROR, CS_ERROR_OTHER_ACCOUNT, "The login of %s is that of %s", row->handle, learnt->identity->handle);

  if (!learnt->problem)
    {
      cs_learnt_apply (learnt, row, now);
      return;
    }

  ours = learnt->problem->domain == CS_ERROR;
  set_text (&row->health, cs_error_nick (ours ? (CsError) learnt->problem->code : CS_ERROR_FAILED));
}

gboolean
cs_accounts_journal (CsCall              *call,
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

gboolean
cs_accounts_write (CsCall        *call,
                   CsAccountRow  *row,
                   GError       **error)
{
  if (row->id != 0)
    return cs_account_rows_update (call->db, row, error) && cs_accounts_journal (call, CS_JOURNAL_ACCOUNT_CHANGED, row, error);

  row->id = cs_account_rows_add (call->db, row, error);
  return row->id != 0 && cs_accounts_journal (call, CS_JOURNAL_ACCOUNT_ADDED, row, error);
}

gboolean
cs_account_colour_is_good (const char *colour)
{
  if (strlen (colour) != 7 || colour[0] != '#')
    return FALSE;

  for (guint i = 1; i < 7; i++)
    if (!g_ascii_isxdigit (colour[i]))
      return FALSE;

  return TRUE;
}

CsLoginPlace
cs_accounts_place (CsCall             *call,
                   const CsAccountRow *row)
{
  return (CsLoginPlace) { call->folder, call->office->practice, call->office->uid, row->id, row->network, row->address };
}

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

JsonObject *
cs_account_to_json (const CsAccountRow *row)
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
  json_object_set_string_member (object, "access", row->access);
  json_object_set_int_member (object, "checked_at", row->limits_at);
  json_object_set_int_member (object, "login_ends_at", row->login_ends_at);
  json_object_set_int_member (object, "login_warn_at", row->login_warn_at);
  if (!cs_digest_is_none (&row->avatar))
    cs_json_set_digest (object, "avatar", &row->avatar);
  return object;
}
