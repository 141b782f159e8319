/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-login.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-network-json.h"
#include "cs-secrets.h"

/* Renewed so short a time ago, a token that is refused again will not be helped by renewing. */
#define JUST_RENEWED (60 * (gint64) G_USEC_PER_SEC)

CsLogin *
cs_login_parse (const char *secret)
{
  CsLogin *login = g_new0 (CsLogin, 1);
  g_autoptr(JsonNode) node = *secret == '{' ? cs_network_json_parse (secret, strlen (secret), NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  login->access = g_strdup (object != NULL ? cs_network_json_string (object, "access", "") : secret);
  login->refresh = g_strdup (cs_network_json_string (object, "refresh", ""));
  login->client = g_strdup (cs_network_json_string (object, "client", ""));
  login->client_secret = g_strdup (cs_network_json_string (object, "client_secret", ""));
  login->issuer = g_strdup (cs_network_json_string (object, "issuer", ""));
  login->key = g_strdup (cs_network_json_string (object, "key", ""));
  login->subject = g_strdup (cs_network_json_string (object, "subject", ""));
  login->scope = g_strdup (cs_network_json_string (object, "scope", ""));
  login->expires_at = cs_network_json_int (object, "expires_at", 0);
  login->ends_at = cs_network_json_int (object, "ends_at", 0);
  login->renewed_at = cs_network_json_int (object, "renewed_at", 0);

  return login;
}

char *
cs_login_to_secret (const CsLogin *login)
{
  const struct
  {
    const char *name;
    const char *text;
  } texts[] = {
    { "refresh", login->refresh }, { "client", login->client }, { "client_secret", login->client_secret },
    { "issuer", login->issuer }, { "key", login->key }, { "subject", login->subject },
    { "scope", login->scope },
  };
  const struct
  {
    const char *name;
    gint64      at;
  } times[] = {
    { "expires_at", login->expires_at }, { "ends_at", login->ends_at }, { "renewed_at", login->renewed_at },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].text != NULL && *texts[i].text != '\0')
      json_object_set_string_member (object, texts[i].name, texts[i].text);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (times[i].at != 0)
      json_object_set_int_member (object, times[i].name, times[i].at);
  if (json_object_get_size (object) == 0)
    {
      json_object_unref (object);
      return g_strdup (login->access);
    }
  json_object_set_string_member (object, "access", login->access);

  return cs_network_json_to_string (object);
}

void
cs_login_free (CsLogin *login)
{
  if (login == NULL)
    return;

  cs_secrets_wipe (login->access);
  cs_secrets_wipe (login->refresh);
  cs_secrets_wipe (login->client_secret);
  cs_secrets_wipe (login->key);
  g_free (login->client);
  g_free (login->issuer);
  g_free (login->subject);
  g_free (login->scope);
  g_free (login);
}

static CsLogin *
look_up (const CsLoginPlace  *place,
         GCancellable        *cancellable,
         GError             **error)
{
  char *secret = cs_secrets_lookup (place->folder, place->practice, place->office, place->account, cancellable, error);
  CsLogin *login = secret != NULL ? cs_login_parse (secret) : NULL;

  cs_secrets_wipe (secret);

  return login;
}

static gboolean
keep (const CsLoginPlace  *place,
      const CsLogin       *login,
      GCancellable        *cancellable,
      GError             **error)
{
  char *secret = cs_login_to_secret (login);
  gboolean kept = cs_secrets_store (place->folder, place->practice, place->office, place->account, secret, cancellable, error);

  cs_secrets_wipe (secret);

  return kept;
}

/* One refresher of an account at a time on this computer. Returns a descriptor to close, or -1. */
static int
lock (const CsLoginPlace  *place,
      GError             **error)
{
  g_autofree char *folder = g_build_filename (place->folder, "locks", NULL);
  g_autofree char *name = g_strdup_printf ("login-%" G_GINT64_FORMAT, place->account);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX) == 0)
    return fd;

  g_set_error (error, CS_ERROR, CS_ERROR_READ_ONLY, "Opening %s: %s", path, g_strerror (errno));
  if (fd >= 0)
    close (fd);

  return -1;
}

static gboolean
ends_soon (const CsLogin *login,
           gint64         now)
{
  return login->expires_at != 0 && login->expires_at - CS_LOGIN_MARGIN <= now;
}

/* With the lock held. @login: (inout): what is kept */
static gboolean
renew (const CsLoginPlace  *place,
       CsHttp              *http,
       CsLogin            **login,
       gint64               now,
       GCancellable        *cancellable,
       GError             **error)
{
  const CsNetwork *network = cs_network_get (place->kind);
  const CsNetworkAccount account = {
    .kind = place->kind,
    .id = place->account,
    .address = place->address,
    .token = (*login)->access,
    .practice = place->practice,
    .remote_id = (*login)->subject,
    .login = *login,
  };
  g_autoptr(CsLogin) renewed = NULL;
  gboolean spent = FALSE;

  if (*(*login)->refresh == '\0' || network == NULL || network->renew == NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "The login has ended and cannot be renewed");
      return FALSE;
    }

  /* Not cancelled half-way: a lost answer would be a lost login. */
  renewed = network->renew (http, &account, *login, now, &spent, error);
  if (renewed == NULL && spent)
    {
      g_autofree char *said = error != NULL ? g_strdup ((*error)->message) : NULL;

      /* Perhaps it was used: a second use could end what the first one gave. */
      cs_secrets_wipe ((*login)->refresh);
      (*login)->refresh = g_strdup ("");
      keep (place, *login, cancellable, NULL);
      g_clear_error (error);
      g_set_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "Renewing the login: %s", said != NULL ? said : "");
    }
  if (renewed == NULL || !keep (place, renewed, NULL, error))
    return FALSE;

  cs_login_free (*login);
  *login = g_steal_pointer (&renewed);

  return TRUE;
}

CsLogin *
cs_logins_take (const CsLoginPlace  *place,
                CsHttp              *http,
                gint64               now,
                GCancellable        *cancellable,
                GError             **error)
{
  g_autoptr(CsLogin) login = look_up (place, cancellable, error);
  g_autoptr(GError) local = NULL;
  gboolean good = TRUE;
  int fd;

  if (login == NULL)
    return NULL;

  if (ends_soon (login, now))
    {
      if ((fd = lock (place, error)) < 0)
        return NULL;

      /* Somebody else may have renewed it while we waited. */
      g_clear_pointer (&login, cs_login_free);
      login = look_up (place, cancellable, &local);
      good = login != NULL && (!ends_soon (login, now) || renew (place, http, &login, now, cancellable, &local));
      close (fd);
    }

  /* The old one serves while it lasts. */
  if (!good && (login == NULL || login->expires_at <= now))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&login);
}

gboolean
cs_logins_reject_token (const CsLoginPlace *place,
                        const char         *token,
                        gint64              now,
                        GCancellable       *cancellable)
{
  g_autoptr(CsLogin) login = NULL;
  gboolean again = FALSE;
  int fd = lock (place, NULL);

  if (fd < 0)
    return FALSE;

  login = look_up (place, cancellable, NULL);
  if (login != NULL && !g_str_equal (login->access, token))
    {
      again = TRUE;
    }
  else if (login != NULL && *login->refresh != '\0' &&
           /* Renewed in what is now the future: the clock was set back since. */
           (now - login->renewed_at > JUST_RENEWED || login->renewed_at - now > JUST_RENEWED))
    {
      login->expires_at = 1;
      again = keep (place, login, cancellable, NULL);
    }
  close (fd);

  return again;
}

gboolean
cs_logins_keep (const CsLoginPlace  *place,
                const CsLogin       *login,
                GCancellable        *cancellable,
                GError             **error)
{
  int fd = lock (place, error);
  gboolean kept;

  if (fd < 0)
    return FALSE;

  kept = keep (place, login, cancellable, error);
  close (fd);

  return kept;
}

CsLogin *
cs_logins_peek (const CsLoginPlace  *place,
                GCancellable        *cancellable,
                GError             **error)
{
  return look_up (place, cancellable, error);
}

gboolean
cs_logins_erase (const CsLoginPlace  *place,
                 GCancellable        *cancellable,
                 GError             **error)
{
  int fd = lock (place, error);
  gboolean erased;

  if (fd < 0)
    return FALSE;

  erased = cs_secrets_erase (place->folder, place->practice, place->office, place->account, cancellable, error);
  close (fd);

  return erased;
}
