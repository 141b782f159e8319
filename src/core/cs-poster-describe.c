/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-poster.h"

/* Words from a program's language would be strange between those of a poster in another: only marks are put between its texts. */
typedef struct
{
  const char *stop;  /* ends a sentence */
  const char *space; /* between two */
  const char *open;  /* of a quotation */
  const char *close;
} Marks;

static const Marks *
choose_marks (const CsPoster *poster)
{
  static const Marks latin = { ".", " ", "“", "”" };
  static const Marks chinese = { "。", "", "“", "”" };
  static const Marks arabic = { ".", " ", "«", "»" };

  if (cs_poster_language_is_cjk (poster->language))
    return &chinese;
  return cs_poster_language_is_rtl (poster->language) ? &arabic : &latin;
}

static gboolean
is_ended (const char *text)
{
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  return last != NULL && g_utf8_strchr (".!?…:。！？：؟۔；;”»", -1, g_utf8_get_char (last)) != NULL;
}

static void
add_text (GString     *description,
          const Marks *marks,
          const char  *text)
{
  g_autofree char *folded = g_strstrip (g_strdelimit (g_strdup (text), "\n\r\t", ' '));

  if (*folded == '\0')
    return;

  if (description->len > 0)
    g_string_append (description, marks->space);
  g_string_append (description, folded);
  if (!is_ended (folded))
    g_string_append (description, marks->stop);
}

/* "2020: 48 mg." */
static void
add_pair (GString        *description,
          const Marks    *marks,
          const CsPoster *poster,
          CsPosterField   name,
          CsPosterField   figure)
{
  const char *colon = *marks->space ? ": " : "：";
  g_autofree char *text = *poster->texts[figure] ? g_strconcat (poster->texts[name], colon, poster->texts[figure], NULL)
                                                 : g_strdup (poster->texts[name]);

  add_text (description, marks, text);
}

static void
add_quotation (GString        *description,
               const Marks    *marks,
               const CsPoster *poster)
{
  const char *comma = cs_poster_language_is_cjk (poster->language) ? "，" : cs_poster_language_is_rtl (poster->language) ? "، " : ", ";
  g_autofree char *words = g_strconcat (marks->open, poster->texts[CS_POSTER_WORDS], marks->close, NULL);
  g_autofree char *who = *poster->texts[CS_POSTER_ROLE]
                         ? g_strconcat (poster->texts[CS_POSTER_PERSON], comma, poster->texts[CS_POSTER_ROLE], NULL)
                         : g_strdup (poster->texts[CS_POSTER_PERSON]);

  if (*poster->texts[CS_POSTER_WORDS])
    add_text (description, marks, words);
  add_text (description, marks, who);
}

static gboolean
has_slot (const CsPoster *poster,
          CsPosterField   field)
{
  guint n_slots;
  const CsPosterSlot *slots = cs_poster_layout_list_slots (poster->layout, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    if (slots[i].field == field)
      return TRUE;

  return FALSE;
}

static void
add_field (GString        *description,
           const Marks    *marks,
           const CsPoster *poster,
           CsPosterField   field)
{
  if (!has_slot (poster, field))
    return;

  if (field == CS_POSTER_WORDS)
    add_quotation (description, marks, poster);
  else if (field == CS_POSTER_BEFORE_NAME)
    add_pair (description, marks, poster, CS_POSTER_BEFORE_NAME, CS_POSTER_BEFORE);
  else if (field == CS_POSTER_AFTER_NAME)
    add_pair (description, marks, poster, CS_POSTER_AFTER_NAME, CS_POSTER_AFTER);
  else if (field == CS_POSTER_NUMBER)
    {
      /* The number and what it says are one sentence. */
      g_autofree char *text = g_strconcat (poster->texts[CS_POSTER_NUMBER], " ", poster->texts[CS_POSTER_TITLE], NULL);

      add_text (description, marks, text);
    }
  else if (field == CS_POSTER_TITLE && poster->layout == CS_POSTER_FIGURE)
    return;
  else if (field != CS_POSTER_PERSON && field != CS_POSTER_ROLE && field != CS_POSTER_BEFORE && field != CS_POSTER_AFTER)
    add_text (description, marks, poster->texts[field]);
}

char *
cs_poster_describe (const CsPoster *poster)
{
  g_autoptr(GString) description = g_string_new (NULL);
  g_autofree char *head = NULL;
  const Marks *marks;

  g_return_val_if_fail (poster != NULL, NULL);

  marks = choose_marks (poster);
  for (guint i = 0; i < CS_POSTER_FIRST_SHOWS; i++)
    add_field (description, marks, poster, (CsPosterField) i);
  if (!cs_digest_is_none (&poster->first))
    add_field (description, marks, poster, CS_POSTER_FIRST_SHOWS);
  if (!cs_digest_is_none (&poster->second))
    add_field (description, marks, poster, CS_POSTER_SECOND_SHOWS);

  /* Only a poster in the making can be longer. */
  if (g_utf8_strlen (description->str, -1) <= CS_POSTER_MAX_DESCRIPTION)
    return g_strdup (description->str);
  head = g_utf8_substring (description->str, 0, CS_POSTER_MAX_DESCRIPTION - 1);
  return g_strconcat (head, "…", NULL);
}
