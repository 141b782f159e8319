/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-secrets.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/resource.h>

#include "cs-error.h"
#include "cs-secrets-file.h"

/* The Secret Service may ask a person or not answer at all: so long is it waited for. */
#define SERVICE_DEADLINE 10

static const SecretSchema schema = {
  "org.countersign.Account", SECRET_SCHEMA_NONE,
  {
    { "office", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_INTEGER },
    { NULL, 0 },
  },
};

/* The same, found by its attributes alone */
static const SecretSchema loose_schema = {
  "org.countersign.Account", SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "office", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_INTEGER },
    { NULL, 0 },
  },
};

/* Cancels after the deadline, from a thread: libsecret's blocking calls run a context of their own. */
typedef struct
{
  GMutex        mutex;
  GCond         cond;
  gboolean      done;
  GCancellable *own;
  GCancellable *caller;
  gulong        handler;
  GThread      *thread;
} Watch;

static gpointer
wait_for_deadline (gpointer data)
{
  Watch *watch = data;
  gint64 until = g_get_monotonic_time () + SERVICE_DEADLINE * (gint64) G_USEC_PER_SEC;
  gboolean late = FALSE;

  g_mutex_lock (&watch->mutex);
  while (!watch->done && !late)
    late = !g_cond_wait_until (&watch->cond, &watch->mutex, until);
  g_mutex_unlock (&watch->mutex);
  if (late)
    g_cancellable_cancel (watch->own);

  return NULL;
}

static void
caller_cancelled_cb (GCancellable *cancellable,
                     gpointer      data)
{
  g_cancellable_cancel (data);
}

static void
watch_begin (Watch        *watch,
             GCancellable *caller)
{
  memset (watch, 0, sizeof *watch);
  g_mutex_init (&watch->mutex);
  g_cond_init (&watch->cond);
  watch->own = g_cancellable_new ();
  watch->caller = caller;
  if (caller != NULL)
    watch->handler = g_cancellable_connect (caller, G_CALLBACK (caller_cancelled_cb), g_object_ref (watch->own), g_object_unref);
  watch->thread = g_thread_new ("secret deadline", wait_for_deadline, watch);
}

static void
watch_end (Watch *watch)
{
  g_mutex_lock (&watch->mutex);
  watch->done = TRUE;
  g_cond_signal (&watch->cond);
  g_mutex_unlock (&watch->mutex);
  g_thread_join (watch->thread);
  if (watch->caller != NULL)
    g_cancellable_disconnect (watch->caller, watch->handler);
  g_object_unref (watch->own);
  g_cond_clear (&watch->cond);
  g_mutex_clear (&watch->mutex);
}

static char *
make_key (const char *office,
          gint64      account)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, office, account);
}

/* Where the secrets of an office are: a file, or (NULL path) the Secret Service. */
typedef struct
{
  char   *path; /* owned */
  guint8  key[CS_SECRETS_KEY_BYTES];
  gboolean sealed;
} Place;

static void
place_clear (Place *place)
{
  explicit_bzero (place->key, sizeof place->key);
  g_clear_pointer (&place->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* systemd hands a unit its credentials in a folder of their own. */
static char *
find_key_path (void)
{
  const char *path = g_getenv ("COUNTERSIGN_SECRETS_KEY");
  const char *credentials = g_getenv ("CREDENTIALS_DIRECTORY");

  if (path != NULL && *path != '\0')
    return g_strdup (path);

  return credentials != NULL && *credentials != '\0' ? g_build_filename (credentials, CS_SECRETS_CREDENTIAL, NULL) : NULL;
}

/* A file is used where somebody said so, and never because the Secret Service is not there. */
static gboolean
find_place (Place       *place,
            const char  *folder,
            gboolean     practice,
            GError     **error)
{
  const char *path = g_getenv ("COUNTERSIGN_SECRETS_FILE");
  g_autofree char *key_path = NULL;

  memset (place, 0, sizeof *place);
  if (path == NULL || *path == '\0')
    {
      if (practice)
        place->path = g_build_filename (folder, "practice", "tokens", NULL);
      return TRUE;
    }

  if (!g_path_is_absolute (path) || (key_path = find_key_path ()) == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_SEALED_FILE, "COUNTERSIGN_SECRETS_FILE is not a whole path, or there is no key (COUNTERSIGN_SECRETS_KEY)");
      return FALSE;
    }
  place->path = g_strdup (path);
  place->sealed = TRUE;

  return cs_secrets_file_read_key (key_path, place->key, error);
}

static CsSecretsFile
get_file (const Place *place)
{
  return (CsSecretsFile) { place->path, place->sealed ? place->key : NULL };
}

/* Whatever the service says: what a person can do about it is the same. */
static void
set_keyring_error (GError        *problem,
                   GCancellable  *caller,
                   const char    *doing,
                   GError       **error)
{
  if (g_cancellable_is_cancelled (caller))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", doing);
  else
    g_set_error (error, CS_ERROR, CS_ERROR_NO_KEYRING, "%s: %s", doing, problem->message);
  g_error_free (problem);
}

/* What is asked of the Secret Service, under the name of one account. */
typedef struct
{
  GHashTable *attributes; /* owned */
  const char *label;
  const char *token;
  char       *found;      /* owned by who asks */
} Asking;

typedef gboolean (*Ask) (Asking        *asking,
                         GCancellable  *cancellable,
                         GError       **error);

static gboolean
ask_to_store (Asking        *asking,
              GCancellable  *cancellable,
              GError       **error)
{
  return secret_password_storev_sync (&schema, asking->attributes, SECRET_COLLECTION_DEFAULT, asking->label, asking->token, cancellable, error);
}

/* These two: FALSE without an error = there is none to be had */
static gboolean
try_to_look (Asking        *asking,
             GCancellable  *cancellable,
             GError       **error)
{
  asking->found = secret_password_lookupv_sync (&schema, asking->attributes, cancellable, error);

  return asking->found != NULL;
}

static gboolean
try_to_clear (Asking        *asking,
              GCancellable  *cancellable,
              GError       **error)
{
  return secret_password_clearv_sync (&schema, asking->attributes, cancellable, error);
}

static gboolean
is_locked (const SecretSchema  *by,
           Asking              *asking,
           SecretSearchFlags    flags,
           GCancellable        *cancellable,
           GError             **error)
{
  GList *items = secret_service_search_sync (NULL, by, asking->attributes, SECRET_SEARCH_ALL | flags, cancellable, error);
  gboolean locked = FALSE;

  for (GList *l = items; l != NULL; l = l->next)
    locked |= secret_item_get_locked (l->data);
  g_list_free_full (items, g_object_unref);

  return locked;
}

/* What is in a keyring that is locked, and that nobody opens, looks as if it were not there: a login would seem lost that is not. A keyring that was not open yet since its service
 * began does not even find what is asked for by its schema, and so asks nobody to open it: there it is done here. */
static gboolean
ask_for_one (Ask            attempt,
             Asking        *asking,
             GCancellable  *cancellable,
             GError       **error)
{
  GError *local = NULL;
  gboolean locked;

  if (attempt (asking, cancellable, &local))
    return TRUE;

  locked = local == NULL && is_locked (&schema, asking, SECRET_SEARCH_NONE, cancellable, &local);
  if (local == NULL && !locked && is_locked (&loose_schema, asking, SECRET_SEARCH_NONE, cancellable, &local))
    {
      is_locked (&loose_schema, asking, SECRET_SEARCH_UNLOCK, cancellable, &local);
      if (local == NULL && attempt (asking, cancellable, &local))
        return TRUE;
      locked = local == NULL && is_locked (&loose_schema, asking, SECRET_SEARCH_NONE, cancellable, &local);
    }
  if (local == NULL && locked)
    local = g_error_new_literal (CS_ERROR, CS_ERROR_NO_KEYRING, "the keyring is locked");
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
ask_to_look (Asking        *asking,
             GCancellable  *cancellable,
             GError       **error)
{
  return ask_for_one (try_to_look, asking, cancellable, error);
}

static gboolean
ask_to_clear (Asking        *asking,
              GCancellable  *cancellable,
              GError       **error)
{
  return ask_for_one (try_to_clear, asking, cancellable, error);
}

/* The library holds on to the service that it spoke to first; one that was started anew knows nothing of that. */
static gboolean
is_another_service (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT);
}

static gboolean
ask_service (Ask            ask,
             Asking        *asking,
             const char    *office,
             gint64         account,
             GCancellable  *cancellable,
             const char    *doing,
             GError       **error)
{
  GError *local = NULL;
  Watch watch;
  gboolean good;

  asking->attributes = secret_attributes_build (&schema, "office", office, "account", (int) account, NULL);
  watch_begin (&watch, cancellable);
  good = ask (asking, watch.own, &local);
  if (!good && is_another_service (local))
    {
      g_clear_error (&local);
      secret_service_disconnect ();
      good = ask (asking, watch.own, &local);
    }
  watch_end (&watch);
  g_hash_table_unref (asking->attributes);
  if (!good)
    set_keyring_error (local, cancellable, doing, error);

  return good;
}

gboolean
cs_secrets_store (const char    *folder,
                  gboolean       practice,
                  const char    *office,
                  gint64         account,
                  const char    *token,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autofree char *key = make_key (office, account);
  g_autofree char *label = NULL;
  g_auto(Place) place = { NULL };
  Asking asking = { .token = token };

  if (token == NULL || *token == '\0')
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "An empty token is not kept");
      return FALSE;
    }
  if (!find_place (&place, folder, practice, error))
    return FALSE;
  if (place.path != NULL)
    {
      CsSecretsFile file = get_file (&place);

      return cs_secrets_file_set (&file, key, token, error);
    }

  /* Translators: name of an entry in the person's keyring; %s names the office and account by number */
  asking.label = label = g_strdup_printf (_("Countersign account %s"), key);
  return ask_service (ask_to_store, &asking, office, account, cancellable, "Keeping a token in the keyring", error);
}

char *
cs_secrets_lookup (const char    *folder,
                   gboolean       practice,
                   const char    *office,
                   gint64         account,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autofree char *key = make_key (office, account);
  g_auto(Place) place = { NULL };
  Asking asking = { NULL };
  char *token;

  if (!find_place (&place, folder, practice, error))
    return NULL;
  if (place.path != NULL)
    {
      CsSecretsFile file = get_file (&place);

      return cs_secrets_file_get (&file, key, error);
    }

  if (!ask_service (ask_to_look, &asking, office, account, cancellable, "Reading a token from the keyring", error))
    return NULL;
  if (asking.found == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The keyring has no token for %s", key);
      return NULL;
    }

  token = g_strdup (asking.found);
  secret_password_free (asking.found);

  return token;
}

gboolean
cs_secrets_erase (const char    *folder,
                  gboolean       practice,
                  const char    *office,
                  gint64         account,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autofree char *key = make_key (office, account);
  g_auto(Place) place = { NULL };
  Asking asking = { NULL };

  if (!find_place (&place, folder, practice, error))
    return FALSE;
  if (place.path != NULL)
    {
      CsSecretsFile file = get_file (&place);

      return cs_secrets_file_set (&file, key, NULL, error);
    }

  return ask_service (ask_to_clear, &asking, office, account, cancellable, "Erasing a token from the keyring", error);
}

void
cs_secrets_guard_process (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}

void
cs_secrets_wipe (char *token)
{
  if (token == NULL)
    return;

  explicit_bzero (token, strlen (token));
  g_free (token);
}
