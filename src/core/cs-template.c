/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-template.h"

static gboolean
is_name_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == ' ' || c == '-' || c == '_';
}

/* The end of the field that begins at @brace, or NULL if it is only a brace. */
static const char *
find_end (const char *brace)
{
  const char *at = brace + 1;
  guint n = 0;

  while (*at == ' ')
    at++;
  if (!g_unichar_isalpha (g_utf8_get_char (at)))
    return NULL;
  for (; n <= CS_TEMPLATE_MAX_NAME && is_name_char (g_utf8_get_char (at)); n++)
    at = g_utf8_next_char (at);

  return n <= CS_TEMPLATE_MAX_NAME && *at == '}' ? at + 1 : NULL;
}

GArray *
cs_template_find_fields (const char *text)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (CsTemplateField));

  g_return_val_if_fail (text != NULL, fields);

  for (const char *at = strchr (text, '{'); at != NULL; at = strchr (at, '{'))
    {
      const char *end = find_end (at);
      CsTemplateField field = { (gsize) (at - text), end != NULL ? (gsize) (end - text) : 0 };

      if (end != NULL)
        g_array_append_val (fields, field);
      at = end != NULL ? end : at + 1;
    }

  return fields;
}

char *
cs_template_dup_name (const char            *text,
                      const CsTemplateField *field)
{
  g_return_val_if_fail (text != NULL && field != NULL && field->end >= field->start + 2, NULL);

  return g_strstrip (g_strndup (text + field->start + 1, field->end - field->start - 2));
}

GPtrArray *
cs_template_list_names (const char *text)
{
  g_autoptr(GArray) fields = cs_template_find_fields (text);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *name = cs_template_dup_name (text, &g_array_index (fields, CsTemplateField, i));

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  return names;
}

char *
cs_template_fill (const char *text,
                  GHashTable *values)
{
  g_autoptr(GArray) fields = cs_template_find_fields (text);
  GString *filled = g_string_new (NULL);
  gsize at = 0;

  g_return_val_if_fail (values != NULL, g_string_free (filled, FALSE));

  for (guint i = 0; i < fields->len; i++)
    {
      const CsTemplateField *field = &g_array_index (fields, CsTemplateField, i);
      g_autofree char *name = cs_template_dup_name (text, field);
      const char *value = g_hash_table_lookup (values, name);

      g_string_append_len (filled, text + at, (gssize) (field->start - at));
      if (value != NULL && *value != '\0')
        g_string_append (filled, value);
      else
        g_string_append_len (filled, text + field->start, (gssize) (field->end - field->start));
      at = field->end;
    }
  g_string_append (filled, text + at);

  return g_string_free (filled, FALSE);
}
