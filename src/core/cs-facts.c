/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-facts.h"

#include <glib/gi18n.h>

#include "cs-checks.h"
#include "cs-poll-words.h"

typedef struct
{
  GPtrArray       *facts;
  const CsContent *content;
  CsNameAccount    name;
  gpointer         data;
} List;

void
cs_fact_free (CsFact *fact)
{
  if (fact == NULL)
    return;

  g_free (fact->text);
  g_free (fact);
}

/* Takes @text. */
static void
add (List       *list,
     CsFactKind  kind,
     guint       part,
     char       *text)
{
  g_autofree char *place = cs_content_name_part (list->content, part);
  CsFact *fact = g_new0 (CsFact, 1);

  fact->kind = kind;
  fact->part = part;
  if (*place != '\0' && kind != CS_FACT_AMENDS && kind != CS_FACT_SETTING && kind != CS_FACT_VARIANT && kind != CS_FACT_SOURCE)
    {
      /* Translators: which part of a thread, then a sentence about it: "Part 2 of 5: Quotes https://…" */
      fact->text = g_strdup_printf (_("%1$s: %2$s"), place, text);
      g_free (text);
    }
  else
    fact->text = text;
  g_ptr_array_add (list->facts, fact);
}

char *
cs_content_name_part (const CsContent *content,
                      guint            part)
{
  guint first = content->segments->len;

  g_return_val_if_fail (content != NULL, NULL);

  if (part < first)
    return first > 1 ? g_strdup_printf (_("Part %u of %u"), part + 1, first) : g_strdup ("");

  for (guint i = 0; i < content->variants->len; i++)
    {
      guint n = cs_content_get_variant (content, i)->segments->len;

      if (part < first + n)
        /* Translators: other words than the main text, which some accounts get; the first number counts such versions from 1. */
        return n > 1 ? g_strdup_printf (_("Other words %u, part %u of %u"), i + 1, part - first + 1, n)
               : g_strdup_printf (_("Other words %u"), i + 1);
      first += n;
    }

  return g_strdup ("");
}

static void
add_settings (List *list)
{
  const CsContent *content = list->content;

  if (content->numbered)
    add (list, CS_FACT_SETTING, 0, g_strdup (_("The parts of a thread are numbered.")));
  if (content->replies_from != CS_REPLIES_FROM_EVERYONE)
    add (list, CS_FACT_SETTING, 0, g_strdup (cs_replies_from_label (content->replies_from)));
  if (content->quotes_from != CS_QUOTES_FROM_EVERYONE)
    add (list, CS_FACT_SETTING, 0, g_strdup (cs_quotes_from_label (content->quotes_from)));
  if (content->ai_made)
    add (list, CS_FACT_SETTING, 0, g_strdup (_("The text was made with AI.")));
}

static void
add_variants (List *list)
{
  for (guint i = 0; i < list->content->variants->len; i++)
    {
      const CsVariant *variant = cs_content_get_variant (list->content, i);
      g_autoptr(GString) names = g_string_new (NULL);

      for (guint j = 0; j < variant->accounts->len; j++)
        {
          gint64 id = g_array_index (variant->accounts, gint64, j);
          g_autofree char *name = list->name ? list->name (id, list->data) : g_strdup_printf ("%" G_GINT64_FORMAT, id);

          g_string_append_printf (names, "%s%s", j ? C_("between parts of a list", ", ") : "", name);
        }
      if (*variant->language != '\0')
        /* Translators: %1$u counts versions of the words, %2$s are accounts, %3$s is the code of a language */
        add (list, CS_FACT_VARIANT, 0, g_strdup_printf (_("Other words %1$u are for %2$s, in the language “%3$s”."), i + 1, names->str,
                                                        variant->language));
      else
        add (list, CS_FACT_VARIANT, 0, g_strdup_printf (_("Other words %1$u are for %2$s."), i + 1, names->str));
      if (cs_content_variant_is_stale (list->content, variant))
        add (list, CS_FACT_VARIANT, 0, g_strdup_printf (_("Other words %u were not checked against the main text as it is."), i + 1));
    }
}

static void
add_poll (List         *list,
          guint         part,
          const CsPoll *poll)
{
  g_autoptr(GString) answers = g_string_new (NULL);
  g_autofree char *said = cs_poll_say (poll);

  for (guint i = 0; i < poll->options->len; i++)
    g_string_append_printf (answers, "%s%s", i ? " / " : "", (const char *) g_ptr_array_index (poll->options, i));
  /* Translators: %1$s are the answers, %2$s is how long the poll is open */
  add (list, CS_FACT_POLL, part, g_strdup_printf (_("Poll: %1$s. %2$s"), answers->str, said));
}

static void
add_claims (List            *list,
            guint            part,
            const CsSegment *segment)
{
  for (guint i = 0; i < segment->claims->len; i++)
    {
      const CsClaim *claim = g_ptr_array_index (segment->claims, i);

      add (list, CS_FACT_CLAIM, part, g_strdup_printf (_("“%1$s” stands on source %2$u."), claim->words, claim->source + 1));
    }
}

/* One value that a person gave. */
static void
add_value (List       *list,
           guint       part,
           guint       media,
           const char *label,
           const char *value)
{
  if (*value != '\0')
    /* Translators: %1$u counts pictures of a part from 1; then what is said of it: "Picture 2: Licence: CC BY 4.0" */
    add (list, CS_FACT_MEDIA, part, g_strdup_printf (_("Picture %1$u: %2$s: %3$s"), media + 1, label, value));
}

static void
add_film (List              *list,
          guint              part,
          guint              media,
          const CsMediaItem *item)
{
  g_autofree char *seconds = item->duration_ms ? g_strdup_printf ("%.1f s", item->duration_ms / 1000.0) : g_strdup ("");
  g_autofree char *cover = cs_digest_is_none (&item->cover) ? g_strdup ("") : cs_digest_to_hex (&item->cover);

  add_value (list, part, media, _("Length"), seconds);
  add_value (list, part, media, _("Cover picture"), cover);
  for (guint i = 0; i < item->subtitles->len; i++)
    {
      const CsSubtitles *subtitles = g_ptr_array_index (item->subtitles, i);
      g_autofree char *hex = cs_digest_to_hex (&subtitles->digest);
      g_autofree char *value = g_strdup_printf ("%s, %s", subtitles->language, hex);

      add_value (list, part, media, _("Subtitles"), value);
    }
}

static void
add_media (List              *list,
           guint              part,
           guint              media,
           const CsMediaItem *item)
{
  add_value (list, part, media, _("Author"), item->author);
  add_value (list, part, media, _("Licence"), item->licence);
  add_value (list, part, media, _("Licence until"), item->licence_until);
  add_value (list, part, media, _("Consent"), item->consent);
  add_value (list, part, media, _("Number of the map review"), item->map_number);
  if (item->ai_made)
    add (list, CS_FACT_MEDIA, part, g_strdup_printf (_("Picture %u was made with AI."), media + 1));
  add_film (list, part, media, item);
  for (guint i = 0; i < item->renditions->len; i++)
    {
      const CsRendition *rendition = g_ptr_array_index (item->renditions, i);
      g_autofree char *hex = cs_digest_to_hex (&rendition->digest);

      /* Translators: a network gets a smaller picture; %2$s is the network, then width, height and digest */
      add (list, CS_FACT_MEDIA, part, g_strdup_printf (_("Picture %1$u for %2$s: %3$d × %4$d, %5$s"), media + 1,
                                                       cs_network_kind_label (rendition->network), rendition->width,
                                                       rendition->height, hex));
    }
}

static void
add_part (List  *list,
          guint  part)
{
  const CsSegment *segment = cs_content_get_part (list->content, part);

  if (segment->poll != NULL)
    add_poll (list, part, segment->poll);
  if (cs_segment_is_repost (segment))
    add (list, CS_FACT_QUOTE, part, g_strdup_printf (_("Reposts %s without words."), segment->quote));
  else if (*segment->quote != '\0')
    add (list, CS_FACT_QUOTE, part, g_strdup_printf (_("Quotes %s"), segment->quote));
  if (*segment->reply_to != '\0')
    add (list, CS_FACT_QUOTE, part, g_strdup_printf (_("Answers %s"), segment->reply_to));
  add_claims (list, part, segment);
  for (guint i = 0; i < segment->media->len; i++)
    add_media (list, part, i, cs_segment_get_media (segment, i));
}

static void
add_sources (List *list)
{
  for (guint i = 0; i < list->content->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (list->content, i);
      g_autofree char *hex = cs_digest_is_none (&source->snapshot) ? NULL : cs_digest_to_hex (&source->snapshot);

      if (hex != NULL)
        add (list, CS_FACT_SOURCE, 0, g_strdup_printf (_("Source %1$u: stored copy %2$s"), i + 1, hex));
      if (source->card != 0)
        add (list, CS_FACT_SOURCE, 0, g_strdup_printf (_("Source %1$u: card %2$d of the library"), i + 1, (int) source->card));
    }
}

GPtrArray *
cs_content_list_facts (const CsContent *content,
                       CsNameAccount    name,
                       gpointer         data)
{
  List list = { g_ptr_array_new_with_free_func ((GDestroyNotify) cs_fact_free), content, name, data };

  g_return_val_if_fail (content != NULL, list.facts);

  if (content->amends != NULL)
    add (&list, CS_FACT_AMENDS, 0, cs_amendment_describe (content->amends));
  add_settings (&list);
  add_variants (&list);
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    add_part (&list, i);
  add_sources (&list);

  return list.facts;
}

static gboolean
says (GPtrArray  *facts,
      const char *text)
{
  for (guint i = 0; i < facts->len; i++)
    if (g_str_equal (((const CsFact *) g_ptr_array_index (facts, i))->text, text))
      return TRUE;

  return FALSE;
}

GPtrArray *
cs_content_compare_facts (const CsContent *before,
                          const CsContent *after,
                          CsNameAccount    name,
                          gpointer         data)
{
  g_autoptr(GPtrArray) old = cs_content_list_facts (before, name, data);
  g_autoptr(GPtrArray) new = cs_content_list_facts (after, name, data);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < new->len; i++)
    {
      const CsFact *fact = g_ptr_array_index (new, i);

      if (!says (old, fact->text))
        /* Translators: %s is a whole sentence about a post that holds now and did not before */
        g_ptr_array_add (lines, g_strdup_printf (_("New: %s"), fact->text));
    }
  for (guint i = 0; i < old->len; i++)
    {
      const CsFact *fact = g_ptr_array_index (old, i);

      if (!says (new, fact->text))
        /* Translators: %s is a whole sentence about a post that held before and does not now */
        g_ptr_array_add (lines, g_strdup_printf (_("No longer: %s"), fact->text));
    }

  return lines;
}
