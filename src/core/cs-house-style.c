/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-canonical.h"
#include "cs-content-private.h"
#include "cs-error.h"
#include "cs-house-style.h"

static const CsHouseStyle defaults = {
  .name = (char *) "",
  .footer = (char *) "",
  .ground = 0xffffff,
  .ink = 0x16202b,
  .accent = 0x0b5394,
  .latin = (char *) "Noto Sans",
  .chinese = (char *) "Noto Sans CJK SC",
  .arabic = (char *) "Noto Sans Arabic",
};

CsHouseStyle *
cs_house_style_copy (const CsHouseStyle *style)
{
  CsHouseStyle *copy;

  g_return_val_if_fail (style != NULL, NULL);

  copy = g_new0 (CsHouseStyle, 1);
  *copy = *style;
  copy->name = g_strdup (style->name);
  copy->footer = g_strdup (style->footer);
  copy->latin = g_strdup (style->latin);
  copy->chinese = g_strdup (style->chinese);
  copy->arabic = g_strdup (style->arabic);
  return copy;
}

CsHouseStyle *
cs_house_style_new (void)
{
  return cs_house_style_copy (&defaults);
}

void
cs_house_style_free (CsHouseStyle *style)
{
  if (style == NULL)
    return;

  g_free (style->name);
  g_free (style->footer);
  g_free (style->latin);
  g_free (style->chinese);
  g_free (style->arabic);
  g_free (style);
}

gboolean
cs_house_style_equal (const CsHouseStyle *one,
                      const CsHouseStyle *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return g_str_equal (one->name, other->name) &&
         g_str_equal (one->footer, other->footer) &&
         cs_digest_equal (&one->logo, &other->logo) &&
         one->ground == other->ground && one->ink == other->ink && one->accent == other->accent &&
         g_str_equal (one->latin, other->latin) &&
         g_str_equal (one->chinese, other->chinese) &&
         g_str_equal (one->arabic, other->arabic);
}

static gboolean
check_text (const char *what,
            const char *text,
            glong       max,
            gboolean    required,
            GError    **error)
{
  if (g_utf8_strlen (text, -1) > max)
    g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The %s has more than %ld characters", what, max);
  else if (required && *text == '\0')
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The %s is missing", what);
  else if (strpbrk (text, "\n\r\t") || (required && strchr (text, ',')))
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The %s has a character that it cannot have", what);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_contrast (const char *what,
                CsColour    colour,
                CsColour    ground,
                double      least,
                GError    **error)
{
  double contrast = cs_colour_contrast (colour, ground);

  if (contrast >= least)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_LOW_CONTRAST, "The %s has a contrast of %.2f : 1 with the ground, less than %.1f : 1", what, contrast, least);
  return FALSE;
}

gboolean
cs_house_style_check (const CsHouseStyle *style,
                      GError            **error)
{
  g_return_val_if_fail (style != NULL, FALSE);

  return check_text ("name line", style->name, CS_HOUSE_STYLE_MAX_NAME, FALSE, error) &&
         check_text ("footer line", style->footer, CS_HOUSE_STYLE_MAX_FOOTER, FALSE, error) &&
         check_text ("Latin typeface", style->latin, CS_HOUSE_STYLE_MAX_TYPEFACE, TRUE, error) &&
         check_text ("Chinese typeface", style->chinese, CS_HOUSE_STYLE_MAX_TYPEFACE, TRUE, error) &&
         check_text ("Arabic typeface", style->arabic, CS_HOUSE_STYLE_MAX_TYPEFACE, TRUE, error) &&
         check_contrast ("text colour", style->ink, style->ground, CS_CONTRAST_TEXT, error) &&
         check_contrast ("accent colour", style->accent, style->ground, CS_CONTRAST_LARGE, error);
}

/* --- JSON --- */

static gboolean
read_colour (JsonObject *object,
             const char *where,
             const char *name,
             CsColour   *value,
             GError    **error)
{
  g_autofree char *text = NULL;

  return cs_read_text (object, where, name, &text, error) &&
         (text == NULL || cs_colour_from_text (text, value) || cs_read_refuse (error, where, name, "is not a colour"));
}

CsHouseStyle *
cs_house_style_read (JsonObject *object,
                     const char *where,
                     GError    **error)
{
  static const char * const known[] = { "accent", "arabic", "chinese", "footer", "ground", "ink", "latin", "logo", "name", NULL };
  g_autoptr(CsHouseStyle) style = NULL;

  g_return_val_if_fail (object != NULL && where != NULL, NULL);

  style = cs_house_style_new ();
  if (!cs_read_check_members (object, where, known, error) ||
      !read_colour (object, where, "accent", &style->accent, error) ||
      !cs_read_text (object, where, "arabic", &style->arabic, error) ||
      !cs_read_text (object, where, "chinese", &style->chinese, error) ||
      !cs_read_text (object, where, "footer", &style->footer, error) ||
      !read_colour (object, where, "ground", &style->ground, error) ||
      !read_colour (object, where, "ink", &style->ink, error) ||
      !cs_read_text (object, where, "latin", &style->latin, error) ||
      !cs_read_digest (object, where, "logo", &style->logo, error) ||
      !cs_read_text (object, where, "name", &style->name, error))
    return NULL;

  return g_steal_pointer (&style);
}

CsHouseStyle *
cs_house_style_parse (const char *json,
                      GError    **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) local_error = NULL;
  JsonNode *root;

  g_return_val_if_fail (json != NULL, NULL);

  if (strlen (json) > CS_HOUSE_STYLE_MAX_JSON)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A house style is too long");
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!g_utf8_validate (json, -1, NULL) || !json_parser_load_from_data (parser, json, -1, &local_error) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A house style is not a JSON object: %s",
                   local_error != NULL ? local_error->message : "something else");
      return NULL;
    }

  return cs_house_style_read (json_node_get_object (root), "", error);
}

/* The members are in alphabetical order in the code: that is what makes the form canonical. */

static void
append_text (GString    *json,
             const char *name,
             const char *text,
             const char *normal)
{
  if (g_str_equal (text, normal))
    return;

  g_string_append_printf (json, "%s\"%s\":", json->str[json->len - 1] == '{' ? "" : ",", name);
  cs_canonical_append_text (json, text);
}

static void
append_colour (GString    *json,
               const char *name,
               CsColour    colour,
               CsColour    normal)
{
  g_autofree char *text = cs_colour_to_text (colour);

  append_text (json, name, colour == normal ? "" : text, "");
}

void
cs_house_style_append (GString            *json,
                       const CsHouseStyle *style)
{
  g_autofree char *logo = NULL;

  g_return_if_fail (json != NULL && style != NULL);

  logo = cs_digest_is_none (&style->logo) ? g_strdup ("") : cs_digest_to_hex (&style->logo);
  g_string_append_c (json, '{');
  append_colour (json, "accent", style->accent, defaults.accent);
  append_text (json, "arabic", style->arabic, defaults.arabic);
  append_text (json, "chinese", style->chinese, defaults.chinese);
  append_text (json, "footer", style->footer, defaults.footer);
  append_colour (json, "ground", style->ground, defaults.ground);
  append_colour (json, "ink", style->ink, defaults.ink);
  append_text (json, "latin", style->latin, defaults.latin);
  append_text (json, "logo", logo, "");
  append_text (json, "name", style->name, defaults.name);
  g_string_append_c (json, '}');
}

char *
cs_house_style_to_json (const CsHouseStyle *style)
{
  GString *json = g_string_new (NULL);

  cs_house_style_append (json, style);
  return g_string_free (json, FALSE);
}
