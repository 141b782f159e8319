/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-secrets-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-network-json.h"
#include "cs-secrets.h"

/* Sealed: the mark, a nonce that is new each time, and libsodium's secretbox of the JSON object. */
#define MARK "CSSEAL1\n"
#define MARK_BYTES 8
#define HEAD (MARK_BYTES + crypto_secretbox_NONCEBYTES)
#define MAX_BYTES (4 * 1024 * 1024)

static void
set_unusable (const CsSecretsFile  *file,
              const char           *why,
              GError              **error)
{
  g_set_error (error, CS_ERROR, file->key != NULL ? CS_ERROR_SEALED_FILE : CS_ERROR_CORRUPT, "%s: %s", file->path, why);
}

static char *
open_seal (const CsSecretsFile  *file,
           const char           *bytes,
           gsize                 size,
           GError              **error)
{
  char *text;

  if (size < HEAD + crypto_secretbox_MACBYTES || memcmp (bytes, MARK, MARK_BYTES) != 0)
    {
      set_unusable (file, "this is no sealed file", error);
      return NULL;
    }

  text = g_malloc0 (size);
  if (crypto_secretbox_open_easy ((guint8 *) text, (const guint8 *) bytes + HEAD, size - HEAD, (const guint8 *) bytes + MARK_BYTES, file->key) == 0)
    return text;

  g_free (text);
  set_unusable (file, "the key does not open it, or it is damaged", error);
  return NULL;
}

static char *
make_seal (const CsSecretsFile *file,
           const char          *text,
           gsize               *size)
{
  gsize length = strlen (text);
  char *bytes = g_malloc (HEAD + crypto_secretbox_MACBYTES + length);

  memcpy (bytes, MARK, MARK_BYTES);
  randombytes_buf (bytes + MARK_BYTES, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy ((guint8 *) bytes + HEAD, (const guint8 *) text, length, (const guint8 *) bytes + MARK_BYTES, file->key);
  *size = HEAD + crypto_secretbox_MACBYTES + length;

  return bytes;
}

/* What the file holds, as text to be wiped; "{}" where there is none yet. */
static char *
read_text (const CsSecretsFile  *file,
           GError              **error)
{
  g_autoptr(GError) local = NULL;
  char *bytes = NULL;
  char *text;
  gsize size;

  if (!g_file_get_contents (file->path, &bytes, &size, &local))
    {
      if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_strdup ("{}");
      set_unusable (file, local->message, error);
      return NULL;
    }
  if (file->key == NULL)
    return bytes;

  text = size <= MAX_BYTES ? open_seal (file, bytes, size, error) : NULL;
  if (text == NULL && error != NULL && *error == NULL)
    set_unusable (file, "it is too large", error);
  g_free (bytes);

  return text;
}

/* A copy that may be changed: what a parser gives is not. */
static JsonObject *
read_all (const CsSecretsFile  *file,
          GError              **error)
{
  char *text = read_text (file, error);
  g_autoptr(JsonNode) node = NULL;
  JsonObject *copy;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (text == NULL)
    return NULL;

  node = cs_network_json_parse (text, strlen (text), NULL);
  cs_secrets_wipe (text);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      set_unusable (file, "it is not what was written", error);
      return NULL;
    }

  copy = json_object_new ();
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (copy, name, json_node_copy (value));

  return copy;
}

/* The rename itself has to last too. */
static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static gboolean
write_all (const CsSecretsFile  *file,
           JsonObject           *all,
           GError              **error)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  char *text = cs_network_json_to_string (all);
  g_autofree char *sealed = NULL;
  gsize size = strlen (text);
  gboolean good;

  if (file->key != NULL)
    sealed = make_seal (file, text, &size);
  good = g_file_set_contents_full (file->path, sealed != NULL ? sealed : text, size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  cs_secrets_wipe (text);
  if (good)
    sync_folder (folder);

  return good;
}

/* Returns a descriptor to close, or -1. */
static int
lock (const CsSecretsFile  *file,
      GError              **error)
{
  g_autofree char *path = g_strconcat (file->path, ".lock", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
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

gboolean
cs_secrets_file_set (const CsSecretsFile  *file,
                     const char           *name,
                     const char           *secret,
                     GError              **error)
{
  int fd = lock (file, error);
  JsonObject *all;
  gboolean good = FALSE;

  if (fd < 0)
    return FALSE;

  if ((all = read_all (file, error)) != NULL)
    {
      if (secret != NULL)
        json_object_set_string_member (all, name, secret);
      else if (json_object_has_member (all, name))
        json_object_remove_member (all, name);
      good = write_all (file, all, error);
    }
  close (fd);

  return good;
}

char *
cs_secrets_file_get (const CsSecretsFile  *file,
                     const char           *name,
                     GError              **error)
{
  g_autoptr(JsonObject) all = read_all (file, error);
  const char *secret;

  if (all == NULL)
    return NULL;

  secret = cs_network_json_string (all, name, "");
  if (*secret == '\0')
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no secret of %s", name);
      return NULL;
    }

  return g_strdup (secret);
}

static gboolean
take_key (const char *text,
          gsize       size,
          guint8      key[CS_SECRETS_KEY_BYTES])
{
  gsize written = 0;

  if (size == CS_SECRETS_KEY_BYTES)
    {
      memcpy (key, text, size);
      return TRUE;
    }
  while (size > 0 && g_ascii_isspace (text[size - 1]))
    size--;

  return size == 2 * CS_SECRETS_KEY_BYTES &&
         sodium_hex2bin (key, CS_SECRETS_KEY_BYTES, text, size, NULL, &written, NULL) == 0 && written == CS_SECRETS_KEY_BYTES;
}

gboolean
cs_secrets_file_read_key (const char  *path,
                          guint8       key[CS_SECRETS_KEY_BYTES],
                          GError     **error)
{
  char text[256];
  struct stat status;
  gssize size = -1;
  gboolean good = FALSE;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (fd < 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_SEALED_FILE, "Opening the key %s: %s", path, g_strerror (errno));
      return FALSE;
    }

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || (status.st_mode & 077) != 0)
    g_set_error (error, CS_ERROR, CS_ERROR_SEALED_FILE, "The key %s is no file that only its owner may read (mode 0600)", path);
  else if ((size = read (fd, text, sizeof text)) < 0 || !take_key (text, (gsize) size, key))
    g_set_error (error, CS_ERROR, CS_ERROR_SEALED_FILE, "The key %s is neither 32 bytes nor 64 hexadecimal digits", path);
  else
    good = TRUE;
  explicit_bzero (text, sizeof text);
  close (fd);

  return good;
}
