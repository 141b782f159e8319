/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-network-json.h"

struct _CsPracticeStore
{
  char       *folder;
  int         fd;       /* of events.jsonl, at its end */
  gint64      last_id;
  GPtrArray  *accounts; /* of CsPracticeAccount; owned, as all below */
  GHashTable *tokens;   /* text -> CsPracticeToken */
  GHashTable *apps;     /* client id -> CsPracticeApp */
  GHashTable *media;    /* id -> CsPracticeMedia */
  GPtrArray  *statuses; /* of CsPracticeStatus, oldest first */
  GHashTable *by_id;    /* id -> CsPracticeStatus; lent */
  GHashTable *by_key;   /* "account key" -> CsPracticeStatus; lent */
};

static void
account_free (CsPracticeAccount *account)
{
  g_free (account->id);
  g_free (account->login);
  g_free (account->display_name);
  g_free (account);
}

static void
media_free (CsPracticeMedia *media)
{
  g_free (media->id);
  g_free (media->account);
  g_free (media->mime_type);
  g_free (media->description);
  g_free (media->status);
  g_free (media);
}

static void
status_free (CsPracticeStatus *status)
{
  g_free (status->id);
  g_free (status->account);
  g_free (status->text);
  g_free (status->warning);
  g_free (status->visibility);
  g_free (status->language);
  g_free (status->parent);
  g_free (status->key);
  g_free (status->application);
  g_strfreev (status->media);
  g_free (status);
}

static void
app_free (CsPracticeApp *app)
{
  g_free (app->client_id);
  g_free (app->client_secret);
  g_free (app->name);
  g_free (app->redirect_uris);
  g_free (app->scopes);
  g_free (app);
}

static void
token_free (CsPracticeToken *token)
{
  g_free (token->token);
  g_free (token->account);
  g_free (token->client_id);
  g_free (token->scopes);
  g_free (token);
}

static char *
dup_member (JsonObject *event,
            const char *member)
{
  return g_strdup (cs_network_json_string (event, member, ""));
}

static void
note_id (CsPracticeStore *store,
         const char      *id)
{
  store->last_id = MAX (store->last_id, g_ascii_strtoll (id, NULL, 10));
}

/* As Mastodon's: milliseconds, then 16 bits, always rising. Callers of the API must not rely on it. */
static char *
next_id (CsPracticeStore *store)
{
  gint64 id = (g_get_real_time () / 1000) << 16;

  return g_strdup_printf ("%" G_GINT64_FORMAT, MAX (id, store->last_id + 1));
}

static CsPracticeAccount *
apply_account (CsPracticeStore *store,
               JsonObject      *event)
{
  CsPracticeAccount *account = g_new0 (CsPracticeAccount, 1);

  account->id = dup_member (event, "id");
  account->login = dup_member (event, "login");
  account->display_name = dup_member (event, "display_name");
  account->made_at = cs_network_json_int (event, "at", 0);
  g_ptr_array_add (store->accounts, account);
  note_id (store, account->id);

  return account;
}

static CsPracticeToken *
apply_token (CsPracticeStore *store,
             JsonObject      *event)
{
  CsPracticeToken *token = g_new0 (CsPracticeToken, 1);

  token->token = dup_member (event, "token");
  token->account = dup_member (event, "account");
  token->client_id = dup_member (event, "client_id");
  token->scopes = dup_member (event, "scopes");
  g_hash_table_replace (store->tokens, token->token, token);

  return token;
}

static CsPracticeApp *
apply_app (CsPracticeStore *store,
           JsonObject      *event)
{
  CsPracticeApp *app = g_new0 (CsPracticeApp, 1);

  app->client_id = dup_member (event, "client_id");
  app->client_secret = dup_member (event, "client_secret");
  app->name = dup_member (event, "name");
  app->redirect_uris = dup_member (event, "redirect_uris");
  app->scopes = dup_member (event, "scopes");
  g_hash_table_replace (store->apps, app->client_id, app);

  return app;
}

static CsPracticeMedia *
apply_media (CsPracticeStore *store,
             JsonObject      *event)
{
  CsPracticeMedia *media = g_new0 (CsPracticeMedia, 1);

  media->id = dup_member (event, "id");
  media->account = dup_member (event, "account");
  media->mime_type = dup_member (event, "mime_type");
  media->description = dup_member (event, "description");
  media->status = g_strdup ("");
  media->width = cs_network_json_int (event, "width", 0);
  media->height = cs_network_json_int (event, "height", 0);
  media->ready_at = cs_network_json_int (event, "ready_at", 0);
  g_hash_table_replace (store->media, media->id, media);
  note_id (store, media->id);

  return media;
}

static char *
make_key (const char *account,
          const char *key)
{
  return g_strconcat (account, " ", key, NULL);
}

static void
attach_media (CsPracticeStore        *store,
              const CsPracticeStatus *status,
              const char             *to)
{
  for (gsize i = 0; status->media[i] != NULL; i++)
    {
      CsPracticeMedia *media = g_hash_table_lookup (store->media, status->media[i]);

      if (media != NULL)
        {
          g_free (media->status);
          media->status = g_strdup (to);
        }
    }
}

static GStrv
dup_strings (JsonArray *array)
{
  guint n = array != NULL ? json_array_get_length (array) : 0;
  GStrv strings = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    strings[i] = g_strdup (json_array_get_string_element (array, i));

  return strings;
}

static CsPracticeStatus *
apply_status (CsPracticeStore *store,
              JsonObject      *event)
{
  CsPracticeStatus *status = g_new0 (CsPracticeStatus, 1);

  status->id = dup_member (event, "id");
  status->account = dup_member (event, "account");
  status->text = dup_member (event, "text");
  status->warning = dup_member (event, "warning");
  status->visibility = dup_member (event, "visibility");
  status->language = dup_member (event, "language");
  status->parent = dup_member (event, "parent");
  status->key = dup_member (event, "key");
  status->application = dup_member (event, "application");
  status->sensitive = cs_network_json_boolean (event, "sensitive", FALSE);
  status->media = dup_strings (cs_network_json_array (event, "media"));
  status->made_at = cs_network_json_int (event, "at", 0);
  g_ptr_array_add (store->statuses, status);
  g_hash_table_replace (store->by_id, status->id, status);
  if (*status->key != '\0')
    g_hash_table_replace (store->by_key, make_key (status->account, status->key), status);
  attach_media (store, status, status->id);
  note_id (store, status->id);

  return status;
}

static void
apply_deletion (CsPracticeStore *store,
                JsonObject      *event)
{
  CsPracticeStatus *status = g_hash_table_lookup (store->by_id, cs_network_json_string (event, "id", ""));
  g_autofree char *key = NULL;

  if (status == NULL)
    return;

  key = make_key (status->account, status->key);
  if (g_hash_table_lookup (store->by_key, key) == status)
    g_hash_table_remove (store->by_key, key);
  attach_media (store, status, "");
  g_hash_table_remove (store->by_id, status->id);
  g_ptr_array_remove (store->statuses, status);
}

static void
apply_description (CsPracticeStore *store,
                   JsonObject      *event)
{
  CsPracticeMedia *media = g_hash_table_lookup (store->media, cs_network_json_string (event, "id", ""));

  if (media == NULL)
    return;

  g_free (media->description);
  media->description = dup_member (event, "description");
}

/* Returns what the event added, or NULL where it added nothing. */
static gpointer
apply (CsPracticeStore *store,
       JsonObject      *event)
{
  const char *what = cs_network_json_string (event, "event", "");

  if (g_str_equal (what, "status"))
    return apply_status (store, event);
  if (g_str_equal (what, "media"))
    return apply_media (store, event);
  if (g_str_equal (what, "account"))
    return apply_account (store, event);
  if (g_str_equal (what, "token"))
    return apply_token (store, event);
  if (g_str_equal (what, "app"))
    return apply_app (store, event);
  if (g_str_equal (what, "deleted"))
    apply_deletion (store, event);
  else if (g_str_equal (what, "described"))
    apply_description (store, event);
  else if (g_str_equal (what, "revoked"))
    g_hash_table_remove (store->tokens, cs_network_json_string (event, "token", ""));

  return NULL;
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

  result = apply (store, kept);
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
      apply (store, json_node_get_object (node));
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
  store->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) account_free);
  store->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) token_free);
  store->apps = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) app_free);
  store->media = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) media_free);
  store->statuses = g_ptr_array_new_with_free_func ((GDestroyNotify) status_free);
  store->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  store->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

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
  g_autofree char *both = make_key (account, key);
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
  return g_str_equal (media->mime_type, "image/png") ? "png" : "jpg";
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
                             GError                **error)
{
  g_autofree char *id = next_id (store);
  g_autofree char *path = make_media_path (store, id, media);
  JsonObject *event;
  gpointer added = NULL;

  /* Written to a temporary name, synced, renamed: the event comes after the file. */
  if (!g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return NULL;

  event = event_new ("media");
  json_object_set_string_member (event, "id", id);
  json_object_set_string_member (event, "account", media->account);
  json_object_set_string_member (event, "mime_type", media->mime_type);
  json_object_set_string_member (event, "description", media->description);
  json_object_set_int_member (event, "width", media->width);
  json_object_set_int_member (event, "height", media->height);
  json_object_set_int_member (event, "ready_at", media->ready_at);

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

  return commit (store, event, &added, error) ? added : NULL;
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
