/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-canonical.h"
#include "cs-poster.h"

/* The members are in alphabetical order in the code, the fields by the table below: that is what makes the form canonical. */
static const CsPosterField by_name[] = {
  CS_POSTER_AFTER,
  CS_POSTER_AFTER_NAME,
  CS_POSTER_BEFORE,
  CS_POSTER_BEFORE_NAME,
  CS_POSTER_COMPARISON,
  CS_POSTER_DETAIL,
  CS_POSTER_FIRST_SHOWS,
  CS_POSTER_KICKER,
  CS_POSTER_NUMBER,
  CS_POSTER_PERSON,
  CS_POSTER_POINT_1,
  CS_POSTER_POINT_2,
  CS_POSTER_POINT_3,
  CS_POSTER_POINT_4,
  CS_POSTER_POINT_5,
  CS_POSTER_POINT_6,
  CS_POSTER_ROLE,
  CS_POSTER_SECOND_SHOWS,
  CS_POSTER_SOURCE,
  CS_POSTER_TITLE,
  CS_POSTER_WHEN,
  CS_POSTER_WHERE,
  CS_POSTER_WHOM,
  CS_POSTER_WORDS,
};

G_STATIC_ASSERT (G_N_ELEMENTS (by_name) == CS_N_POSTER_FIELDS);

static void
append_name (GString    *json,
             const char *name)
{
  g_string_append_printf (json, "%s\"%s\":", json->str[json->len - 1] == '{' ? "" : ",", name);
}

static void
append_text (GString    *json,
             const char *name,
             const char *text)
{
  if (*text == '\0')
    return;

  append_name (json, name);
  cs_canonical_append_text (json, text);
}

static void
append_digest (GString        *json,
               const char     *name,
               const CsDigest *digest)
{
  g_autofree char *hex = cs_digest_is_none (digest) ? g_strdup ("") : cs_digest_to_hex (digest);

  append_text (json, name, hex);
}

static void
append_fields (GString        *json,
               const CsPoster *poster)
{
  g_string_append_c (json, '{');
  for (guint i = 0; i < G_N_ELEMENTS (by_name); i++)
    append_text (json, cs_poster_field_nick (by_name[i]), cs_poster_get_text (poster, by_name[i]));
  g_string_append_c (json, '}');
}

void
cs_poster_append (GString        *json,
                  const CsPoster *poster)
{
  g_autoptr(CsHouseStyle) usual = NULL;

  g_return_if_fail (json != NULL && poster != NULL);

  usual = cs_house_style_new ();
  g_string_append_c (json, '{');
  append_name (json, "fields");
  append_fields (json, poster);
  append_digest (json, "first", &poster->first);
  append_text (json, "format", poster->format == CS_POSTER_WIDE ? "" : cs_poster_format_nick (poster->format));
  append_text (json, "language", poster->language);
  append_text (json, "layout", poster->layout == CS_POSTER_POINTS ? "" : cs_poster_layout_nick (poster->layout));
  append_digest (json, "second", &poster->second);
  if (!cs_house_style_equal (poster->style, usual))
    {
      append_name (json, "style");
      cs_house_style_append (json, poster->style);
    }
  g_string_append_c (json, '}');
}
