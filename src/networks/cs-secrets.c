/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-secrets.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-network-json.h"

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

static char *
make_path (const char *folder,
           const char *name)
{
  return g_build_filename (folder, "practice", name, NULL);
}

/* The practice tokens of all accounts; an empty object if there are none yet. */
static JsonObject *
read_tokens (const char  *folder,
             GError     **error)
{
  g_autofree char *path = make_path (folder, "tokens");
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) local = NULL;
  g_autoptr(JsonObject) copy = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &local))
    {
      if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return json_object_new ();
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Reading the practice tokens: %s", local->message);
      return NULL;
    }

  node = cs_network_json_parse (text, size, NULL);
  cs_secrets_wipe (g_steal_pointer (&text));
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "%s is not what was written", path);
      return NULL;
    }

  copy = json_object_new ();
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (copy, name, json_node_copy (value));

  return g_steal_pointer (&copy);
}

static gboolean
store_practice (const char  *folder,
                const char  *key,
                const char  *token,
                GError     **error)
{
  g_autofree char *path = make_path (folder, "tokens");
  g_autofree char *lock_path = make_path (folder, "tokens.lock");
  g_autofree char *text = NULL;
  g_autofree char *directory = g_path_get_dirname (path);
  JsonObject *tokens;
  gboolean good = FALSE;
  int lock = -1;

  if (g_mkdir_with_parents (directory, 0700) == 0)
    lock = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0 || flock (lock, LOCK_EX) != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_READ_ONLY, "Opening %s: %s", lock_path, g_strerror (errno));
      if (lock >= 0)
        close (lock);
      return FALSE;
    }

  if ((tokens = read_tokens (folder, error)) != NULL)
    {
      json_object_set_string_member (tokens, key, token);
      text = cs_network_json_to_string (tokens);
      good = g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
    }
  close (lock);

  return good;
}

static char *
lookup_practice (const char  *folder,
                 const char  *key,
                 GError     **error)
{
  g_autoptr(JsonObject) tokens = read_tokens (folder, error);
  const char *token;

  if (tokens == NULL)
    return NULL;

  token = cs_network_json_string (tokens, key, "");
  if (*token == '\0')
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no practice token for %s", key);
      return NULL;
    }

  return g_strdup (token);
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
  g_autoptr(GHashTable) attributes = NULL;
  Watch watch;
  gboolean good;

  if (token == NULL || *token == '\0')
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "An empty token is not kept");
      return FALSE;
    }
  if (practice)
    return store_practice (folder, key, token, error);

  /* Translators: name of an entry in the person's keyring; %s names the office and account by number */
  label = g_strdup_printf (_("Countersign account %s"), key);
  attributes = secret_attributes_build (&schema, "office", office, "account", (int) account, NULL);
  watch_begin (&watch, cancellable);
  good = secret_password_storev_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, token, watch.own, error);
  watch_end (&watch);
  if (!good)
    g_prefix_error (error, "Keeping a token in the keyring: ");

  return good;
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
  g_autoptr(GHashTable) attributes = NULL;
  g_autoptr(GError) local = NULL;
  char *found;
  char *token;
  Watch watch;

  if (practice)
    return lookup_practice (folder, key, error);

  attributes = secret_attributes_build (&schema, "office", office, "account", (int) account, NULL);
  watch_begin (&watch, cancellable);
  found = secret_password_lookupv_sync (&schema, attributes, watch.own, &local);
  watch_end (&watch);
  if (local != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local), "Reading a token from the keyring: ");
      return NULL;
    }
  if (found == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The keyring has no token for %s", key);
      return NULL;
    }

  token = g_strdup (found);
  secret_password_free (found);

  return token;
}

void
cs_secrets_wipe (char *token)
{
  if (token == NULL)
    return;

  explicit_bzero (token, strlen (token));
  g_free (token);
}
