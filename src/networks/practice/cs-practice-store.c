/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-network-json.h"

/* As Mastodon's: milliseconds, then 16 bits, always rising. Callers of the API must not rely on it. */
static char *
next_id (CsPracticeStore *store)
{
  gint64 id = (g_get_real_time () / 1000) << 16;

  return g_strdup_printf ("%" G_GINT64_FORMAT, MAX (id, store->last_id + 1));
}

static gboolean
set_errno (GError     **error,
           const char  *doing)
{
  int saved = errno;

  g_set_error (error, CS_ERROR,
               saved == ENOSPC ? CS_ERROR_NO_SPACE : saved == EROFS || saved == EACCES ? CS_ERROR_READ_ONLY : CS_ERROR_FAILED,
               "%s: %s", doing, g_strerror (saved));

  return FALSE;
}

static gboolean
write_line (CsPracticeStore  *store,
            const char       *line,
            GError          **error)
{
  gsize size = strlen (line);
  gsize done = 0;
  off_t start = lseek (store->fd, 0, SEEK_END);

  while (done < size)
    {
      gssize n = write (store->fd, line + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_errno (error, "Writing events.jsonl");
          /* A half line must not become the start of the next one. */
          if (ftruncate (store->fd, start) != 0)
            g_prefix_error (error, "(and half a line stays) ");
          return FALSE;
        }
      done += n;
    }

  return fdatasync (store->fd) == 0 || set_errno (error, "Syncing events.jsonl");
}

/* Writes, then applies. @event: (transfer full) */
static gboolean
commit (CsPracticeStore  *store,
        JsonObject       *event,
        gpointer         *added,
        GError          **error)
{
  g_autoptr(JsonObject) kept = json_object_ref (event);
  g_autofree char *json = cs_network_json_to_string (event);
  g_autofree char *line = g_strconcat (json, "\n", NULL);
  gpointer result;

  if (!write_line (store, line, error))
    return FALSE;

  result = cs_practice_store_apply (store, kept);
  if (added != NULL)
    *added = result;

  return TRUE;
}

static JsonObject *
event_new (const char *what)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "event", what);
  json_object_set_int_member (event, "at", g_get_real_time ());

  return event;
}

static gboolean
replay (CsPracticeStore  *store,
        const char       *path,
        GError          **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) local = NULL;
  gsize size = 0;
  gsize start = 0;

  if (!g_file_get_contents (path, &text, &size, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr(JsonNode) node = NULL;

      if (text[i] != '\n')
        continue;
      if (!(node = cs_network_json_parse (text + start, i - start, error)) || !JSON_NODE_HOLDS_OBJECT (node))
        {
          g_prefix_error (error, "%s, byte %" G_GSIZE_FORMAT ": ", path, start);
          return FALSE;
        }
      cs_practice_store_apply (store, json_node_get_object (node));
      start = i + 1;
    }

  /* What follows the last line feed was never acknowledged. */
  if (start < size && ftruncate (store->fd, start) != 0)
    return set_errno (error, "Dropping half a line of events.jsonl");

  return TRUE;
}

CsPracticeStore *
cs_practice_store_open (const char  *folder,
                        GError     **error)
{
  g_autoptr(CsPracticeStore) store = g_new0 (CsPracticeStore, 1);
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *path = g_build_filename (folder, "events.jsonl", NULL);

  store->folder = g_strdup (folder);
  store->fd = -1;
  cs_practice_store_init (store);

  if (g_mkdir_with_parents (media, 0700) != 0)
    {
      set_errno (error, "Making the folder of the practice network");
      return NULL;
    }

  store->fd = g_open (path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (store->fd < 0)
    {
      set_errno (error, "Opening events.jsonl");
      return NULL;
    }

  return replay (store, path, error) ? g_steal_pointer (&store) : NULL;
}

void
cs_practice_store_free (CsPracticeStore *store)
{
  if (store == NULL)
    return;

  if (store->fd >= 0)
    close (store->fd);
  g_hash_table_unref (store->by_key);
  g_hash_table_unref (store->by_id);
  g_ptr_array_unref (store->statuses);
  g_hash_table_unref (store->media);
  g_hash_table_unref (store->apps);
  g_hash_table_unref (store->tokens);
  g_ptr_array_unref (store->accounts);
  g_free (store->folder);
  g_free (store);
}

const char *
cs_practice_store_get_folder (CsPracticeStore *store)
{
  return store->folder;
}

char *
cs_practice_make_secret (void)
{
  guint8 bytes[32];
  char *text;

  while (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    ;
  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  g_strdelimit (text, "=", '\0');

  return text;
}

CsPracticeAccount *
cs_practice_store_get_account (CsPracticeStore *store,
                               const char      *id)
{
  for (guint i = 0; i < store->accounts->len; i++)
    {
      CsPracticeAccount *account = g_ptr_array_index (store->accounts, i);

      if (g_str_equal (account->id, id))
        return account;
    }

  return NULL;
}

CsPracticeAccount *
cs_practice_store_find_login (CsPracticeStore *store,
                              const char      *login)
{
  for (guint i = 0; i < store->accounts->len; i++)
    {
      CsPracticeAccount *account = g_ptr_array_index (store->accounts, i);

      if (g_ascii_strcasecmp (account->login, login) == 0)
        return account;
    }

  return NULL;
}

GPtrArray *
cs_practice_store_get_accounts (CsPracticeStore *store)
{
  return store->accounts;
}

CsPracticeToken *
cs_practice_store_find_token (CsPracticeStore *store,
                              const char      *token)
{
  return g_hash_table_lookup (store->tokens, token);
}

CsPracticeApp *
cs_practice_store_find_app (CsPracticeStore *store,
                            const char      *client_id)
{
  return g_hash_table_lookup (store->apps, client_id);
}

CsPracticeMedia *
cs_practice_store_get_media (CsPracticeStore *store,
                             const char      *id)
{
  return g_hash_table_lookup (store->media, id);
}

CsPracticeStatus *
cs_practice_store_get_status (CsPracticeStore *store,
                              const char      *id)
{
  return g_hash_table_lookup (store->by_id, id);
}

CsPracticeStatus *
cs_practice_store_find_key (CsPracticeStore *store,
                            const char      *account,
                            const char      *key,
                            gint64           now)
{
  g_autofree char *both = cs_practice_make_key (account, key);
  CsPracticeStatus *status = g_hash_table_lookup (store->by_key, both);

  return status != NULL && now - status->made_at < CS_PRACTICE_KEY_LIFE ? status : NULL;
}

GPtrArray *
cs_practice_store_get_statuses (CsPracticeStore *store)
{
  return store->statuses;
}

CsPracticeAccount *
cs_practice_store_add_account (CsPracticeStore  *store,
                               const char       *login,
                               const char       *display_name,
                               GError          **error)
{
  JsonObject *event = event_new ("account");
  g_autofree char *id = next_id (store);
  gpointer account = NULL;

  json_object_set_string_member (event, "id", id);
  json_object_set_string_member (event, "login", login);
  json_object_set_string_member (event, "display_name", display_name);

  return commit (store, event, &account, error) ? account : NULL;
}

CsPracticeToken *
cs_practice_store_add_token (CsPracticeStore  *store,
                             const char       *account,
                             const char       *client_id,
                             const char       *scopes,
                             GError          **error)
{
  JsonObject *event = event_new ("token");
  g_autofree char *secret = cs_practice_make_secret ();
  gpointer token = NULL;

  json_object_set_string_member (event, "token", secret);
  json_object_set_string_member (event, "account", account);
  json_object_set_string_member (event, "client_id", client_id);
  json_object_set_string_member (event, "scopes", scopes);

  return commit (store, event, &token, error) ? token : NULL;
}

gboolean
cs_practice_store_revoke (CsPracticeStore  *store,
                          const char       *token,
                          GError          **error)
{
  JsonObject *event = event_new ("revoked");

  json_object_set_string_member (event, "token", token);

  return commit (store, event, NULL, error);
}

CsPracticeApp *
cs_practice_store_add_app (CsPracticeStore  *store,
                           const char       *name,
                           const char       *redirect_uris,
                           const char       *scopes,
                           GError          **error)
{
  JsonObject *event = event_new ("app");
  g_autofree char *client_id = cs_practice_make_secret ();
  g_autofree char *client_secret = cs_practice_make_secret ();
  gpointer app = NULL;

  json_object_set_string_member (event, "client_id", client_id);
  json_object_set_string_member (event, "client_secret", client_secret);
  json_object_set_string_member (event, "name", name);
  json_object_set_string_member (event, "redirect_uris", redirect_uris);
  json_object_set_string_member (event, "scopes", scopes);

  return commit (store, event, &app, error) ? app : NULL;
}

const char *
cs_practice_media_extension (const CsPracticeMedia *media)
{
  return g_str_equal (media->mime_type, "video/mp4") ? "mp4" : g_str_equal (media->mime_type, "image/png") ? "png" : "jpg";
}

gboolean
cs_practice_media_is_film (const CsPracticeMedia *media)
{
  return media->duration_ms > 0;
}

static char *
make_cover_path (CsPracticeStore *store,
                 const char      *id)
{
  g_autofree char *name = g_strdup_printf ("%s-cover.jpg", id);

  return g_build_filename (store->folder, "media", name, NULL);
}

char *
cs_practice_store_get_cover_path (CsPracticeStore       *store,
                                  const CsPracticeMedia *media)
{
  return make_cover_path (store, media->id);
}

/* Written to a temporary name, synced, renamed: the event comes after the file. */
static gboolean
write_file (const char  *path,
            GBytes      *bytes,
            GError     **error)
{
  return g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static char *
make_media_path (CsPracticeStore       *store,
                 const char            *id,
                 const CsPracticeMedia *media)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", id, cs_practice_media_extension (media));

  return g_build_filename (store->folder, "media", name, NULL);
}

char *
cs_practice_store_get_media_path (CsPracticeStore       *store,
                                  const CsPracticeMedia *media)
{
  return make_media_path (store, media->id, media);
}

CsPracticeMedia *
cs_practice_store_add_media (CsPracticeStore        *store,
                             const CsPracticeMedia  *media,
                             GBytes                 *bytes,
                             GBytes                 *cover,
                             GError                **error)
{
  g_autofree char *id = next_id (store);
  g_autofree char *path = make_media_path (store, id, media);
  g_autofree char *cover_path = make_cover_path (store, id);
  JsonObject *event;
  gpointer added = NULL;

  if (!write_file (path, bytes, error) || (cover != NULL && !write_file (cover_path, cover, error)))
    return NULL;

  event = event_new ("media");
  json_object_set_string_member (event, "id", id);
  json_object_set_string_member (event, "account", media->account);
  json_object_set_string_member (event, "mime_type", media->mime_type);
  json_object_set_string_member (event, "description", media->description);
  json_object_set_int_member (event, "width", media->width);
  json_object_set_int_member (event, "height", media->height);
  json_object_set_int_member (event, "ready_at", media->ready_at);
  if (media->duration_ms > 0)
    json_object_set_int_member (event, "duration_ms", media->duration_ms);
  if (cover != NULL)
    json_object_set_boolean_member (event, "cover", TRUE);

  return commit (store, event, &added, error) ? added : NULL;
}

gboolean
cs_practice_store_describe_media (CsPracticeStore  *store,
                                  CsPracticeMedia  *media,
                                  const char       *description,
                                  GError          **error)
{
  JsonObject *event = event_new ("described");

  json_object_set_string_member (event, "id", media->id);
  json_object_set_string_member (event, "description", description);

  return commit (store, event, NULL, error);
}

CsPracticeStatus *
cs_practice_store_add_status (CsPracticeStore         *store,
                              const CsPracticeStatus  *status,
                              GError                 **error)
{
  JsonObject *event = event_new ("status");
  JsonArray *media = json_array_new ();
  g_autofree char *id = next_id (store);
  gpointer added = NULL;

  for (gsize i = 0; status->media != NULL && status->media[i] != NULL; i++)
    json_array_add_string_element (media, status->media[i]);
  json_object_set_string_member (event, "id", id);
  json_object_set_string_member (event, "account", status->account);
  json_object_set_string_member (event, "text", status->text);
  json_object_set_string_member (event, "warning", status->warning);
  json_object_set_string_member (event, "visibility", status->visibility);
  json_object_set_string_member (event, "language", status->language);
  json_object_set_string_member (event, "parent", status->parent);
  json_object_set_string_member (event, "key", status->key);
  json_object_set_string_member (event, "application", status->application);
  json_object_set_boolean_member (event, "sensitive", status->sensitive);
  json_object_set_array_member (event, "media", media);
  if (status->poll != NULL && status->poll[0] != NULL)
    {
      JsonArray *options = json_array_new ();

      for (gsize i = 0; status->poll[i] != NULL; i++)
        json_array_add_string_element (options, status->poll[i]);
      json_object_set_array_member (event, "poll", options);
      json_object_set_int_member (event, "poll_seconds", status->poll_seconds);
      json_object_set_boolean_member (event, "poll_multiple", status->poll_multiple);
    }
  if (status->quote != NULL && *status->quote != '\0')
    json_object_set_string_member (event, "quote", status->quote);
  if (status->unquotable)
    json_object_set_boolean_member (event, "unquotable", TRUE);
  if (status->reblog != NULL && *status->reblog != '\0')
    json_object_set_string_member (event, "reblog", status->reblog);

  return commit (store, event, &added, error) ? added : NULL;
}

gboolean
cs_practice_store_change_status (CsPracticeStore  *store,
                                 const char       *id,
                                 const char       *text,
                                 GError          **error)
{
  JsonObject *event = event_new ("changed");

  json_object_set_string_member (event, "id", id);
  json_object_set_string_member (event, "text", text);

  return commit (store, event, NULL, error);
}

gboolean
cs_practice_store_delete_status (CsPracticeStore  *store,
                                 const char       *id,
                                 GError          **error)
{
  JsonObject *event = event_new ("deleted");

  json_object_set_string_member (event, "id", id);

  return commit (store, event, NULL, error);
}
