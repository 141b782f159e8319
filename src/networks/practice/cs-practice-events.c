/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-store-private.h"

#include "cs-network-json.h"

/* What each event means in memory: used when it happens and again at every start. */

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
  g_free (status->quote);
  g_free (status->reblog);
  g_strfreev (status->media);
  g_strfreev (status->poll);
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
  media->duration_ms = cs_network_json_int (event, "duration_ms", 0);
  media->has_cover = cs_network_json_boolean (event, "cover", FALSE);
  media->ready_at = cs_network_json_int (event, "ready_at", 0);
  g_hash_table_replace (store->media, media->id, media);
  note_id (store, media->id);

  return media;
}

char *
cs_practice_make_key (const char *account,
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
  status->poll = dup_strings (cs_network_json_array (event, "poll"));
  status->poll_seconds = cs_network_json_int (event, "poll_seconds", 0);
  status->poll_multiple = cs_network_json_boolean (event, "poll_multiple", FALSE);
  status->quote = dup_member (event, "quote");
  status->unquotable = cs_network_json_boolean (event, "unquotable", FALSE);
  status->reblog = dup_member (event, "reblog");
  status->made_at = cs_network_json_int (event, "at", 0);
  g_ptr_array_add (store->statuses, status);
  g_hash_table_replace (store->by_id, status->id, status);
  if (*status->key != '\0')
    g_hash_table_replace (store->by_key, cs_practice_make_key (status->account, status->key), status);
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

  key = cs_practice_make_key (status->account, status->key);
  if (g_hash_table_lookup (store->by_key, key) == status)
    g_hash_table_remove (store->by_key, key);
  attach_media (store, status, "");
  g_hash_table_remove (store->by_id, status->id);
  g_ptr_array_remove (store->statuses, status);
}

static void
apply_change (CsPracticeStore *store,
              JsonObject      *event)
{
  CsPracticeStatus *status = g_hash_table_lookup (store->by_id, cs_network_json_string (event, "id", ""));

  if (status == NULL)
    return;

  g_free (status->text);
  status->text = dup_member (event, "text");
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
gpointer
cs_practice_store_apply (CsPracticeStore *store,
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
  else if (g_str_equal (what, "changed"))
    apply_change (store, event);
  else if (g_str_equal (what, "described"))
    apply_description (store, event);
  else if (g_str_equal (what, "revoked"))
    g_hash_table_remove (store->tokens, cs_network_json_string (event, "token", ""));

  return NULL;
}

void
cs_practice_store_init (CsPracticeStore *store)
{
  store->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) account_free);
  store->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) token_free);
  store->apps = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) app_free);
  store->media = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) media_free);
  store->statuses = g_ptr_array_new_with_free_func ((GDestroyNotify) status_free);
  store->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  store->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
