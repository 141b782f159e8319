/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-fake-office.h"

struct _CsFakeOffice
{
  GObject     parent_instance;
  GHashTable *answers;  /* operation -> JSON text */
  GHashTable *refusals; /* operation -> code + 1 */
  GString    *calls;
};

static void office_init (CsOfficeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsFakeOffice, cs_fake_office, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_OFFICE, office_init))

static JsonObject *
answer (CsFakeOffice  *self,
        const char    *operation,
        JsonObject    *arguments,
        GError       **error)
{
  gint64 post = arguments && json_object_has_member (arguments, "post")
                  ? json_object_get_int_member (arguments, "post") : 0;
  g_autofree char *with_post = g_strdup_printf ("%s %" G_GINT64_FORMAT, operation, post);
  int refusal = GPOINTER_TO_INT (g_hash_table_lookup (self->refusals, operation));
  const char *group = arguments && json_object_has_member (arguments, "group") ? json_object_get_string_member (arguments, "group") : "";
  g_autofree char *with_group = g_strdup_printf ("%s %s", operation, group);
  const char *json = g_hash_table_lookup (self->answers, *group ? with_group : with_post);
  g_autoptr(JsonNode) node = NULL;

  if (refusal > 0)
    {
      g_hash_table_remove (self->refusals, operation);
      g_set_error_literal (error, CS_ERROR, refusal - 1, "Told to refuse");
      return NULL;
    }
  if (!json)
    json = g_hash_table_lookup (self->answers, operation);
  if (!json)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "No answer for %s", with_post);
      return NULL;
    }
  node = json_from_string (json, error);
  return node ? json_object_ref (json_node_get_object (node)) : NULL;
}

static void
note_call (CsFakeOffice *self,
           const char   *operation,
           JsonObject   *arguments)
{
  g_autoptr(JsonNode) node = json_node_alloc ();
  g_autofree char *text = NULL;

  json_node_init_object (node, arguments);
  text = arguments ? json_to_string (node, FALSE) : g_strdup ("{}");
  g_string_append_printf (self->calls, "%s %s\n", operation, text);
}

static gboolean
finish_cb (gpointer user_data)
{
  GTask *task = user_data;
  JsonObject *arguments = g_object_get_data (G_OBJECT (task), "arguments");
  GError *error = NULL;
  JsonObject *reply;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  reply = answer (CS_FAKE_OFFICE (g_task_get_source_object (task)), g_task_get_task_data (task),
                  arguments, &error);
  if (reply)
    g_task_return_pointer (task, reply, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

static void
call_async (CsOffice            *office,
            const char          *operation,
            JsonObject          *arguments,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (office, cancellable, callback, user_data);

  note_call (CS_FAKE_OFFICE (office), operation, arguments);
  g_task_set_task_data (task, g_strdup (operation), g_free);
  if (arguments)
    g_object_set_data_full (G_OBJECT (task), "arguments", arguments, (GDestroyNotify) json_object_unref);
  g_idle_add_full (G_PRIORITY_DEFAULT, finish_cb, task, g_object_unref);
}

static JsonObject *
call_finish (CsOffice      *office,
             GAsyncResult  *result,
             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static JsonObject *
call_blocking (CsOffice      *office,
               const char    *operation,
               JsonObject    *arguments,
               GCancellable  *cancellable,
               GError       **error)
{
  JsonObject *reply = answer (CS_FAKE_OFFICE (office), operation, arguments, error);

  if (arguments)
    json_object_unref (arguments);
  return reply;
}

static void
office_init (CsOfficeInterface *iface)
{
  iface->call_async = call_async;
  iface->call_finish = call_finish;
  iface->call = call_blocking;
}

static void
cs_fake_office_finalize (GObject *object)
{
  CsFakeOffice *self = CS_FAKE_OFFICE (object);

  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->refusals);
  g_string_free (self->calls, TRUE);
  G_OBJECT_CLASS (cs_fake_office_parent_class)->finalize (object);
}

static void
cs_fake_office_class_init (CsFakeOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_fake_office_finalize;
}

static void
cs_fake_office_init (CsFakeOffice *self)
{
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->refusals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->calls = g_string_new (NULL);
}

CsFakeOffice *
cs_fake_office_new (void)
{
  return g_object_new (CS_TYPE_FAKE_OFFICE, NULL);
}

void
cs_fake_office_answer (CsFakeOffice *self,
                       const char   *operation,
                       const char   *json)
{
  g_hash_table_replace (self->answers, g_strdup (operation), g_strdup (json));
}

void
cs_fake_office_refuse_once (CsFakeOffice *self,
                            const char   *operation,
                            CsError       code)
{
  g_hash_table_replace (self->refusals, g_strdup (operation), GINT_TO_POINTER ((int) code + 1));
}

const char *
cs_fake_office_get_calls (CsFakeOffice *self)
{
  return self->calls->str;
}

void
cs_fake_office_changed (CsFakeOffice *self)
{
  g_signal_emit_by_name (self, "changed");
}
