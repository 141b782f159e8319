/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-json.h"
#include "cs-style-client.h"

static const char * const papers[] = {
  [CS_POSTER_A4] = "a4",
  [CS_POSTER_A3] = "a3",
};

const char *
cs_poster_paper_nick (CsPosterPaper paper)
{
  g_return_val_if_fail ((guint) paper < G_N_ELEMENTS (papers), NULL);

  return papers[paper];
}

gboolean
cs_poster_paper_from_nick (const char    *nick,
                           CsPosterPaper *paper)
{
  g_return_val_if_fail (nick != NULL && paper != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      if (g_str_equal (papers[i], nick))
        {
          *paper = (CsPosterPaper) i;
          return TRUE;
        }
    }

  return FALSE;
}

/* What is written in canonical form is JSON. */
static JsonObject *
parse_own (const char *json)
{
  g_autoptr(GError) error = NULL;
  JsonObject *object = cs_json_parse_object (json, &error);

  if (!object)
    g_error ("The canonical form cannot be read: %s", error->message);
  return object;
}

JsonObject *
cs_json_from_style (const CsHouseStyle *style)
{
  g_autofree char *json = cs_house_style_to_json (style);

  return parse_own (json);
}

JsonObject *
cs_json_from_poster (const CsPoster *poster)
{
  g_autoptr(GString) json = g_string_new (NULL);

  cs_poster_append (json, poster);
  return parse_own (json->str);
}

JsonObject *
cs_arguments_style_set (const CsHouseStyle *style)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_object_member (arguments, "style", cs_json_from_style (style));
  return arguments;
}

JsonObject *
cs_arguments_poster_render (const CsPoster *poster)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_object_member (arguments, "poster", cs_json_from_poster (poster));
  return arguments;
}

JsonObject *
cs_arguments_poster_print (const CsPoster *poster,
                           CsPosterPaper   paper,
                           const char     *to)
{
  JsonObject *arguments = cs_arguments_poster_render (poster);

  json_object_set_string_member (arguments, "paper", cs_poster_paper_nick (paper));
  json_object_set_string_member (arguments, "to", to);
  return arguments;
}

CsHouseStyle *
cs_reply_read_style (JsonObject *reply,
                     GError    **error)
{
  JsonObject *style = cs_json_get_object (reply, "style");

  if (!style)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The answer has no style");
      return NULL;
    }

  return cs_house_style_read (style, "style.", error);
}
