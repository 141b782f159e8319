/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-error.h"
#include "cs-poster.h"
#include "cs-unicode.h"

static const char * const no_text = "";

CsPoster *
cs_poster_new (void)
{
  CsPoster *poster = g_new0 (CsPoster, 1);

  poster->language = g_strdup ("en");
  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    poster->texts[i] = g_strdup (no_text);
  poster->style = cs_house_style_new ();
  return poster;
}

CsPoster *
cs_poster_copy (const CsPoster *poster)
{
  CsPoster *copy;

  g_return_val_if_fail (poster != NULL, NULL);

  copy = g_new0 (CsPoster, 1);
  *copy = *poster;
  copy->language = g_strdup (poster->language);
  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    copy->texts[i] = g_strdup (poster->texts[i]);
  copy->style = cs_house_style_copy (poster->style);
  return copy;
}

void
cs_poster_free (CsPoster *poster)
{
  if (poster == NULL)
    return;

  g_free (poster->language);
  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    g_free (poster->texts[i]);
  cs_house_style_free (poster->style);
  g_free (poster);
}

gboolean
cs_poster_equal (const CsPoster *one,
                 const CsPoster *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    if (!g_str_equal (one->texts[i], other->texts[i]))
      return FALSE;

  return one->layout == other->layout && one->format == other->format &&
         g_str_equal (one->language, other->language) &&
         cs_digest_equal (&one->first, &other->first) &&
         cs_digest_equal (&one->second, &other->second) &&
         cs_house_style_equal (one->style, other->style);
}

const char *
cs_poster_get_text (const CsPoster *poster,
                    CsPosterField   field)
{
  g_return_val_if_fail (poster != NULL && (guint) field < CS_N_POSTER_FIELDS, no_text);

  return poster->texts[field];
}

void
cs_poster_set_text (CsPoster      *poster,
                    CsPosterField  field,
                    const char    *text)
{
  char *normal;

  g_return_if_fail (poster != NULL && (guint) field < CS_N_POSTER_FIELDS && text != NULL);

  if ((normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC)) == NULL)
    return;
  g_free (poster->texts[field]);
  poster->texts[field] = normal;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

gboolean
cs_poster_find_missing (const CsPoster *poster,
                        CsPosterField  *field)
{
  const CsPosterSlot *slots;
  guint n_slots;

  g_return_val_if_fail (poster != NULL && field != NULL, FALSE);

  slots = cs_poster_layout_list_slots (poster->layout, &n_slots);
  for (guint i = 0; i < n_slots; i++)
    {
      if (slots[i].required && is_blank (poster->texts[slots[i].field]))
        {
          *field = slots[i].field;
          return TRUE;
        }
    }

  return FALSE;
}

/* Two figures or two pictures: one of each compares nothing. */
static gboolean
check_pair (const CsPoster *poster,
            GError        **error)
{
  gboolean pictures = !cs_digest_is_none (&poster->first) && !cs_digest_is_none (&poster->second);
  gboolean figures = !is_blank (poster->texts[CS_POSTER_BEFORE]) && !is_blank (poster->texts[CS_POSTER_AFTER]);

  if (poster->layout != CS_POSTER_BEFORE_AFTER || pictures || figures)
    return TRUE;

  g_set_error_literal (error, CS_ERROR, CS_ERROR_INCOMPLETE, "A poster of before and after needs two figures or two pictures");
  return FALSE;
}

gboolean
cs_poster_check (const CsPoster *poster,
                 GError        **error)
{
  CsPosterField missing;

  g_return_val_if_fail (poster != NULL, FALSE);

  if (cs_poster_find_missing (poster, &missing))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INCOMPLETE, "The poster has no %s", cs_poster_field_nick (missing));
      return FALSE;
    }

  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    {
      if (g_utf8_strlen (poster->texts[i], -1) <= cs_poster_field_get_max (i))
        continue;
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The poster’s %s has more than %ld characters",
                   cs_poster_field_nick (i), cs_poster_field_get_max (i));
      return FALSE;
    }

  return check_pair (poster, error) && cs_house_style_check (poster->style, error);
}

static gboolean
language_is (const char        *language,
             const char *const *codes)
{
  g_autofree char *primary = g_strndup (language, strcspn (language, "-_"));

  return g_strv_contains (codes, primary);
}

gboolean
cs_poster_language_is_rtl (const char *language)
{
  static const char * const codes[] = { "ar", "fa", "he", "ur", "ug", "ps", "sd", "ckb", "yi", "dv", NULL };

  g_return_val_if_fail (language != NULL, FALSE);

  return language_is (language, codes);
}

gboolean
cs_poster_language_is_cjk (const char *language)
{
  static const char * const codes[] = { "zh", "ja", "yue", NULL };

  g_return_val_if_fail (language != NULL, FALSE);

  return language_is (language, codes);
}

GArray *
cs_poster_list_word_ends (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return cs_unicode_breaks (text, strlen (text), CS_BREAK_WORDS);
}
