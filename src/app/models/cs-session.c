/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-cost.h"
#include "cs-session.h"

/* Several commits in a row are one change for the pages. Milliseconds. */
#define DEBOUNCE 60
#define MAX_TEXTURES 400

struct _CsSession
{
  GObject parent_instance;

  CsOffice     *office;
  char         *folder;
  CsOfficeInfo *info;
  CsPersonInfo *me;
  CsKeyState    key_state;
  GPtrArray    *accounts;
  GHashTable   *textures;
  GCancellable *cancellable; /* of the refreshes that CsOffice::changed starts */
  guint         debounce_id;
};

G_DEFINE_FINAL_TYPE (CsSession, cs_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
accounts_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;
  CsSession *self = g_task_get_source_object (task);

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_unref (self->accounts);
  self->accounts = cs_reply_read_accounts (reply);
  g_task_return_boolean (task, TRUE);
}

static void
me_asked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  CsSession *self = g_task_get_source_object (task);

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (reply == NULL && !g_error_matches (error, CS_ERROR, CS_ERROR_UNAUTHENTICATED) &&
      !g_error_matches (error, CS_ERROR, CS_ERROR_FORBIDDEN))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_clear_pointer (&self->me, cs_person_info_free);
  if (reply == NULL)
    {
      self->key_state = (CsKeyState) { 0 };
      g_ptr_array_set_size (self->accounts, 0);
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->me = cs_reply_read_person (reply);
  self->key_state = cs_reply_read_key_state (reply);
  cs_office_call_async (self->office, "account.list", NULL, g_task_get_cancellable (task),
                        accounts_listed_cb, g_object_ref (task));
}

static void
info_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;
  CsSession *self = g_task_get_source_object (task);

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_pointer (&self->info, cs_office_info_free);
  self->info = cs_reply_read_office (reply);
  if (self->info->empty)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  cs_office_call_async (self->office, "session.me", NULL, g_task_get_cancellable (task),
                        me_asked_cb, g_object_ref (task));
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  CsSession *self = CS_SESSION (source);
  g_autoptr(GError) error = NULL;

  if (cs_session_refresh_finish (self, result, &error))
    g_signal_emit (self, signals[CHANGED], 0);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("Asking for the office again: %s", error->message);
}

static gboolean
debounced_cb (gpointer user_data)
{
  CsSession *self = user_data;

  self->debounce_id = 0;
  cs_session_refresh_async (self, self->cancellable, refreshed_cb, NULL);

  return G_SOURCE_REMOVE;
}

static void
office_changed_cb (CsSession *self)
{
  if (self->debounce_id == 0)
    self->debounce_id = g_timeout_add (DEBOUNCE, debounced_cb, self);
}

static void
cs_session_dispose (GObject *object)
{
  CsSession *self = CS_SESSION (object);

  g_clear_handle_id (&self->debounce_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (cs_session_parent_class)->dispose (object);
}

static void
cs_session_finalize (GObject *object)
{
  CsSession *self = CS_SESSION (object);

  g_clear_object (&self->office);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->info, cs_office_info_free);
  g_clear_pointer (&self->me, cs_person_info_free);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  G_OBJECT_CLASS (cs_session_parent_class)->finalize (object);
}

static void
cs_session_class_init (CsSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_session_dispose;
  object_class->finalize = cs_session_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_session_init (CsSession *self)
{
  self->cancellable = g_cancellable_new ();
  self->accounts = g_ptr_array_new ();
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

CsSession *
cs_session_new (CsOffice   *office,
                const char *folder)
{
  CsSession *self;

  g_return_val_if_fail (CS_IS_OFFICE (office), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (CS_TYPE_SESSION, NULL);
  self->office = g_object_ref (office);
  self->folder = g_strdup (folder);
  g_signal_connect_object (office, "changed", G_CALLBACK (office_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
cs_session_refresh_async (CsSession           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CS_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_session_refresh_async);
  cs_office_call_async (self->office, "office.info", NULL, cancellable, info_asked_cb,
                        g_object_ref (task));
}

gboolean
cs_session_refresh_finish (CsSession     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

CsOffice *
cs_session_get_office (CsSession *self)
{
  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  return self->office;
}

const char *
cs_session_get_folder (CsSession *self)
{
  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  return self->folder;
}

const CsPersonInfo *
cs_session_get_me (CsSession *self)
{
  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  return self->me;
}

const CsKeyState *
cs_session_get_key_state (CsSession *self)
{
  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  return &self->key_state;
}

const CsOfficeInfo *
cs_session_get_info (CsSession *self)
{
  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  return self->info;
}

GPtrArray *
cs_session_get_accounts (CsSession *self)
{
  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  return self->accounts;
}

char *
cs_session_describe_cost (CsSession       *self,
                          const CsContent *content)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  for (guint i = 0; i < content->accounts->len; i++)
    {
      const CsAccountInfo *account = cs_session_find_account (self, g_array_index (content->accounts, gint64, i));
      g_autofree char *sentence = NULL;
      CsCost cost;

      if (account == NULL || !cs_cost_estimate (content, account->id, account->network, account->access, &cost))
        continue;
      sentence = cs_cost_describe (&cost, account->handle);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const CsAccountInfo *
cs_session_find_account (CsSession *self,
                         gint64     id)
{
  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (self->accounts, i);

      if (account->id == id)
        return account;
    }

  return NULL;
}

GdkTexture *
cs_session_find_texture (CsSession  *self,
                         const char *key)
{
  g_return_val_if_fail (CS_IS_SESSION (self), NULL);

  return g_hash_table_lookup (self->textures, key);
}

void
cs_session_keep_texture (CsSession  *self,
                         const char *key,
                         GdkTexture *texture)
{
  g_return_if_fail (CS_IS_SESSION (self));
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  if (g_hash_table_size (self->textures) >= MAX_TEXTURES)
    g_hash_table_remove_all (self->textures);
  g_hash_table_replace (self->textures, g_strdup (key), g_object_ref (texture));
}
