/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-poster.h"

/* Stops hostile input; cs_poster_check() holds the finer bounds, so that a poster in the making can be kept. */
#define MAX_TEXT_BYTES 8000

static gboolean
refuse (GError    **error,
        const char *where,
        const char *name,
        const char *why)
{
  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s%s” %s", where, name, why);
  return FALSE;
}

static gboolean
check_members (JsonObject        *object,
               const char        *where,
               const char *const *known,
               GError           **error)
{
  g_autoptr(GList) names = json_object_get_members (object);

  for (GList *link = names; link != NULL; link = link->next)
    if (!g_strv_contains (known, link->data))
      return refuse (error, where, link->data, "is not known");

  return TRUE;
}

/* @value: left alone if the member is absent */
static gboolean
read_text (JsonObject *object,
           const char *where,
           const char *name,
           char      **value,
           GError    **error)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *normal = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (error, where, name, "is not a string");
  if ((normal = g_utf8_normalize (json_node_get_string (node), -1, G_NORMALIZE_NFC)) == NULL)
    return refuse (error, where, name, "is not UTF-8");
  if (strlen (normal) > MAX_TEXT_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "“%s%s” is too long", where, name);
      return FALSE;
    }

  g_free (*value);
  *value = g_steal_pointer (&normal);
  return TRUE;
}

static gboolean
read_digest (JsonObject *object,
             const char *where,
             const char *name,
             CsDigest   *value,
             GError    **error)
{
  g_autofree char *hex = NULL;

  if (!read_text (object, where, name, &hex, error))
    return FALSE;
  return hex == NULL || cs_digest_from_hex (hex, value, NULL) || refuse (error, where, name, "is not a digest");
}

/* @object: (out): NULL if the member is absent */
static gboolean
find_object (JsonObject  *parent,
             const char  *where,
             const char  *name,
             JsonObject **object,
             GError     **error)
{
  JsonNode *node = json_object_get_member (parent, name);

  *object = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, where, name, "is not an object");

  *object = json_node_get_object (node);
  return TRUE;
}

static gboolean
read_fields (CsPoster   *poster,
             JsonObject *parent,
             const char *where,
             GError    **error)
{
  g_autofree char *here = g_strconcat (where, "fields.", NULL);
  g_autoptr(GList) names = NULL;
  JsonObject *object;

  if (!find_object (parent, where, "fields", &object, error))
    return FALSE;

  names = object != NULL ? json_object_get_members (object) : NULL;
  for (GList *link = names; link != NULL; link = link->next)
    {
      CsPosterField field;

      if (!cs_poster_field_from_nick (link->data, &field))
        return refuse (error, here, link->data, "is not known");
      if (!read_text (object, here, link->data, &poster->texts[field], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_style (CsPoster   *poster,
            JsonObject *parent,
            const char *where,
            GError    **error)
{
  g_autofree char *here = g_strconcat (where, "style.", NULL);
  CsHouseStyle *style;
  JsonObject *object;

  if (!find_object (parent, where, "style", &object, error))
    return FALSE;
  if (object == NULL)
    return TRUE;
  if ((style = cs_house_style_read (object, here, error)) == NULL)
    return FALSE;

  cs_house_style_free (poster->style);
  poster->style = style;
  return TRUE;
}

/* Two or three lower-case letters, perhaps with subtags ("zh-Hant"). */
static gboolean
is_language (const char *text)
{
  gsize letters = strspn (text, "abcdefghijklmnopqrstuvwxyz");

  if (letters < 2 || letters > 3 || strlen (text) > 35)
    return FALSE;

  for (const char *at = text + letters; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && !(*at == '-' && g_ascii_isalnum (at[1])))
      return FALSE;

  return text[letters] == '\0' || text[letters] == '-';
}

CsPoster *
cs_poster_from_object (JsonObject *object,
                       const char *where,
                       GError    **error)
{
  static const char * const known[] = { "fields", "first", "format", "language", "layout", "second", "style", NULL };
  g_autoptr(CsPoster) poster = NULL;
  g_autofree char *format = NULL;
  g_autofree char *layout = NULL;

  g_return_val_if_fail (object != NULL && where != NULL, NULL);

  poster = cs_poster_new ();
  if (!check_members (object, where, known, error) ||
      !read_fields (poster, object, where, error) ||
      !read_digest (object, where, "first", &poster->first, error) ||
      !read_text (object, where, "format", &format, error) ||
      !read_text (object, where, "language", &poster->language, error) ||
      !read_text (object, where, "layout", &layout, error) ||
      !read_digest (object, where, "second", &poster->second, error) ||
      !read_style (poster, object, where, error) ||
      (format != NULL && !cs_poster_format_from_nick (format, &poster->format) &&
       !refuse (error, where, "format", "is not known")) ||
      (layout != NULL && !cs_poster_layout_from_nick (layout, &poster->layout) &&
       !refuse (error, where, "layout", "is not known")) ||
      (!is_language (poster->language) && !refuse (error, where, "language", "is not a language code")))
    return NULL;

  return g_steal_pointer (&poster);
}

gboolean
cs_poster_read (JsonObject *object,
                const char *where,
                CsPoster  **value,
                GError    **error)
{
  g_autofree char *here = g_strconcat (where, "poster.", NULL);
  JsonObject *own;
  CsPoster *poster;

  g_return_val_if_fail (object != NULL && where != NULL && value != NULL, FALSE);

  if (!find_object (object, where, "poster", &own, error))
    return FALSE;
  if (own == NULL)
    return TRUE;
  if ((poster = cs_poster_from_object (own, here, error)) == NULL)
    return FALSE;

  *value = poster;
  return TRUE;
}
