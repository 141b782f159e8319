/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-json.h"
#include "cs-operation.h"
#include "cs-operations-private.h"

#define DEFAULT_MAX_BYTES 4096

static const CsOperation * const tables[] = {
  cs_session_operations,
  cs_office_operations,
  cs_person_operations,
  cs_section_operations,
  cs_route_operations,
  cs_position_operations,
  cs_account_operations,
  cs_limits_operations,
  cs_account_try_operations,
  cs_connect_operations,
  cs_connect_password_operations,
  cs_post_operations,
  cs_decide_operations,
  cs_take_back_operations,
  cs_claim_operations,
  cs_draft_operations,
  cs_comment_operations,
  cs_release_operations,
  cs_post_queries,
  cs_desk_queries,
  cs_media_operations,
  cs_poster_operations,
  cs_style_operations,
  cs_picture_operations,
  cs_film_operations,
  cs_library_operations,
  cs_template_operations,
  cs_source_operations,
  cs_spelling_operations,
  cs_version_operations,
  cs_publication_operations,
  cs_queue_operations,
  cs_amend_operations,
  cs_journal_operations,
  cs_backup_operations,
  cs_briefing_operations,
  cs_dossier_operations,
  cs_seal_print_operations,
  cs_key_operations,
  cs_second_factor_operations,
  cs_seal_operations,
  cs_report_operations,
  cs_calendar_operations,
  cs_notice_operations,
  cs_delegation_operations,
  cs_emergency_operations,
  cs_check_operations,
  cs_waiver_operations,
  NULL,
};

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  const CsOperation * const *a = one;
  const CsOperation * const *b = other;

  return g_strcmp0 ((*a)->name, (*b)->name);
}

static gpointer
make_list (gpointer unused)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; tables[i]; i++)
    for (const CsOperation *operation = tables[i]; operation->name; operation++)
      g_ptr_array_add (list, (gpointer) operation);

  g_ptr_array_sort (list, compare_names);
  return list;
}

static GPtrArray *
get_list (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_list, NULL);
}

const CsOperation *
cs_operations_find (const char *name)
{
  GPtrArray *list = get_list ();

  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const CsOperation *operation = g_ptr_array_index (list, i);

      if (g_str_equal (operation->name, name))
        return operation;
    }

  return NULL;
}

const CsOperation * const *
cs_operations_list (guint *n_operations)
{
  GPtrArray *list = get_list ();

  if (n_operations)
    *n_operations = list->len;
  return (const CsOperation * const *) list->pdata;
}

static const CsArgument *
find_argument (const CsOperation *operation,
               const char        *name)
{
  for (const CsArgument *argument = operation->arguments; argument && argument->name; argument++)
    if (g_str_equal (argument->name, name))
      return argument;

  return NULL;
}

static const char *
get_type_name (CsArgumentType type)
{
  switch (type)
    {
    case CS_ARGUMENT_INTEGER:
      return "integer";

    case CS_ARGUMENT_TEXT:
      return "text";

    case CS_ARGUMENT_BOOLEAN:
      return "boolean";

    case CS_ARGUMENT_OBJECT:
      return "object";

    case CS_ARGUMENT_ARRAY:
      return "array";

    default:
      g_assert_not_reached ();
    }
}

static gboolean
node_has_type (JsonNode       *node,
               CsArgumentType  type)
{
  switch (type)
    {
    case CS_ARGUMENT_INTEGER:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;

    case CS_ARGUMENT_TEXT:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
             g_utf8_validate (json_node_get_string (node), -1, NULL);

    case CS_ARGUMENT_BOOLEAN:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;

    case CS_ARGUMENT_OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);

    case CS_ARGUMENT_ARRAY:
      return JSON_NODE_HOLDS_ARRAY (node);

    default:
      g_assert_not_reached ();
    }
}

static gsize
measure_node (JsonNode       *node,
              CsArgumentType  type)
{
  g_autofree char *text = NULL;

  if (type == CS_ARGUMENT_TEXT)
    return strlen (json_node_get_string (node));
  if (type != CS_ARGUMENT_OBJECT && type != CS_ARGUMENT_ARRAY)
    return 0;

  text = json_to_string (node, FALSE);
  return strlen (text);
}

static gboolean
check_member (const CsOperation  *operation,
              const char         *name,
              JsonNode           *node,
              GError            **error)
{
  const CsArgument *argument = find_argument (operation, name);
  gsize most = argument && argument->max_bytes ? argument->max_bytes : DEFAULT_MAX_BYTES;

  if (!argument)
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                 "%s: there is no argument “%s”", operation->name, name);
  else if (!node_has_type (node, argument->type))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                 "%s: argument “%s” must be of type %s",
                 operation->name, name, get_type_name (argument->type));
  else if (measure_node (node, argument->type) > most)
    g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE,
                 "%s: argument “%s” is longer than %" G_GSIZE_FORMAT " bytes",
                 operation->name, name, most);
  else
    return TRUE;

  return FALSE;
}

gboolean
cs_operation_check_arguments (const CsOperation  *operation,
                              JsonObject         *arguments,
                              GError            **error)
{
  g_autoptr(GList) members = json_object_get_members (arguments);

  for (GList *at = members; at; at = at->next)
    if (!check_member (operation, at->data, json_object_get_member (arguments, at->data), error))
      return FALSE;

  for (const CsArgument *argument = operation->arguments; argument && argument->name; argument++)
    if (argument->required && !json_object_has_member (arguments, argument->name))
      {
        g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                     "%s: argument “%s” is missing", operation->name, argument->name);
        return FALSE;
      }

  return TRUE;
}

static JsonArray *
list_roles (CsRoles roles)
{
  JsonArray *array = json_array_new ();

  for (guint bit = 1; bit < CS_ROLE_ANYONE; bit <<= 1)
    if (roles & bit)
      json_array_add_string_element (array, cs_role_nick (bit));

  return array;
}

JsonObject *
cs_operation_to_json (const CsOperation *operation)
{
  JsonObject *object = json_object_new ();
  JsonArray *arguments = json_array_new ();

  for (const CsArgument *argument = operation->arguments; argument && argument->name; argument++)
    {
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "name", argument->name);
      json_object_set_string_member (one, "type", get_type_name (argument->type));
      json_object_set_boolean_member (one, "required", argument->required);
      json_object_set_int_member (one, "max_bytes",
                                  argument->max_bytes ? (gint64) argument->max_bytes : DEFAULT_MAX_BYTES);
      json_object_set_string_member (one, "summary", argument->summary ? argument->summary : "");
      json_array_add_object_element (arguments, one);
    }

  json_object_set_string_member (object, "name", operation->name);
  json_object_set_string_member (object, "kind",
                                 operation->kind == CS_OPERATION_READ ? "read" : "write");
  json_object_set_boolean_member (object, "signed_in", operation->roles != CS_ROLE_NONE);
  json_object_set_array_member (object, "roles", list_roles (operation->roles));
  json_object_set_string_member (object, "summary", operation->summary);
  json_object_set_array_member (object, "arguments", arguments);
  return object;
}
