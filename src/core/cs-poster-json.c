/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-content-private.h"
#include "cs-poster.h"

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
    return cs_read_refuse (error, where, name, "is not an object");

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
        return cs_read_refuse (error, here, link->data, "is not known");
      if (!cs_read_text (object, here, link->data, &poster->texts[field], error))
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
  if (!cs_read_check_members (object, where, known, error) ||
      !read_fields (poster, object, where, error) ||
      !cs_read_digest (object, where, "first", &poster->first, error) ||
      !cs_read_text (object, where, "format", &format, error) ||
      (json_object_has_member (object, "language") && !cs_read_language (object, where, "language", &poster->language, error)) ||
      !cs_read_text (object, where, "layout", &layout, error) ||
      !cs_read_digest (object, where, "second", &poster->second, error) ||
      !read_style (poster, object, where, error) ||
      (format != NULL && !cs_poster_format_from_nick (format, &poster->format) &&
       !cs_read_refuse (error, where, "format", "is not known")) ||
      (layout != NULL && !cs_poster_layout_from_nick (layout, &poster->layout) &&
       !cs_read_refuse (error, where, "layout", "is not known")))
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
