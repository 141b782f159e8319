/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "cs-arguments.h"
#include "cs-practice-library.h"
#include "cs-practice-office.h"
#include "cs-practice-play.h"
#include "cs-replies.h"
#include "cs-style-client.h"

/* What the posts of the practice office say: texts, pictures, charts and posters, drawn when they are needed. */

CsMediaItem *
cs_practice_office_take_picture (CsLocalOffice   *self,
                                 CsIllustration   illustration,
                                 const char      *name,
                                 GError         **error)
{
  g_autoptr(GBytes) bytes = cs_illustration_render (illustration, error);
  g_autoptr(JsonObject) reply = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *base = g_strconcat (name, ".png", NULL);
  g_autofree char *path = NULL;

  if (!bytes || !(folder = g_dir_make_tmp ("countersign-XXXXXX", error)))
    return NULL;

  path = g_build_filename (folder, g_strdelimit (base, "/", '-'), NULL);
  if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error))
    reply = cs_office_call (CS_OFFICE (self), "media.add", cs_arguments_media_add (path), NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return reply ? cs_reply_read_media (reply) : NULL;
}

static CsMediaItem *
draw_chart (CsPlay                   *play,
            const CsPracticeChart  *described,
            GError                **error)
{
  g_autoptr(CsChart) chart = cs_chart_new ();
  g_autoptr(JsonObject) reply = NULL;
  CsTable *table = cs_table_parse (described->table, strlen (described->table), error);

  if (!table)
    return NULL;

  cs_table_free (chart->table);
  chart->table = table;
  chart->kind = described->kind;
  g_free (chart->title);
  g_free (chart->unit);
  g_free (chart->source);
  g_free (chart->as_of);
  chart->title = g_strdup (described->title);
  chart->unit = g_strdup (described->unit);
  chart->source = g_strdup (described->source);
  chart->as_of = g_strdup (described->as_of);
  reply = cs_play_call (play, "chart.render", cs_arguments_chart_render (chart, FALSE), error);
  return reply ? cs_reply_read_media (reply) : NULL;
}

static CsHouseStyle *
make_style (const CsPracticeContent *content)
{
  CsHouseStyle *style = cs_house_style_new ();

  g_free (style->name);
  g_free (style->footer);
  style->name = g_strdup (content->name);
  style->footer = g_strdup (content->footer);
  style->accent = content->accent;
  return style;
}

gboolean
cs_play_set_style (CsPlay    *play,
                   GError **error)
{
  g_autoptr(CsHouseStyle) style = make_style (play->content);

  return cs_play_act (play, "style.set", cs_arguments_style_set (style), error);
}

static CsMediaItem *
draw_poster (CsPlay                    *play,
             const CsPracticePoster  *described,
             GError                 **error)
{
  g_autoptr(CsPoster) poster = cs_poster_new ();
  g_autoptr(JsonObject) reply = NULL;

  poster->layout = described->layout;
  poster->format = described->format;
  g_free (poster->language);
  poster->language = g_strdup (play->content->language);
  cs_house_style_free (poster->style);
  poster->style = make_style (play->content);
  for (guint i = 0; i < G_N_ELEMENTS (described->texts) && described->texts[i].text; i++)
    cs_poster_set_text (poster, described->texts[i].field, described->texts[i].text);
  reply = cs_play_call (play, "poster.render", cs_arguments_poster_render (poster), error);
  return reply ? cs_reply_read_media (reply) : NULL;
}

static gboolean
add_media (CsPlay                  *play,
           const CsPracticePost  *post,
           CsSegment             *segment,
           GError               **error)
{
  CsMediaItem *item = NULL;

  if (post->illustration != CS_ILLUSTRATION_NONE)
    {
      const char *alt = post->alt_text ? post->alt_text : play->content->name;
      g_autofree char *name = g_strndup (alt, strcspn (alt, ",")); /* up to the first pause, as somebody would call it */
      char *pause = strstr (name, "，");

      if (pause)
        *pause = '\0';
      if (!(item = cs_practice_office_take_picture (play->office, post->illustration, name, error)))
        return FALSE;
      g_free (item->alt_text);
      item->alt_text = g_strdup (post->alt_text ? post->alt_text : "");
      g_free (item->author);
      item->author = g_strdup (play->content->picture_author);
      g_free (item->licence);
      item->licence = g_strdup (play->content->picture_licence);
      g_ptr_array_add (segment->media, item);
    }

  if (post->chart)
    {
      if (!(item = draw_chart (play, post->chart, error)))
        return FALSE;
      g_free (item->alt_text); /* what was proposed is in the interface's language, not the office's */
      item->alt_text = g_strdup (post->chart->alt_text);
      g_ptr_array_add (segment->media, item);
    }

  if (post->poster)
    {
      if (!(item = draw_poster (play, post->poster, error)))
        return FALSE;
      g_ptr_array_add (segment->media, item);
    }

  return TRUE;
}

static void
add_texts (GPtrArray          *segments,
           const char * const *texts)
{
  for (guint i = 0; i < CS_PRACTICE_MAX_SEGMENTS && texts[i]; i++)
    {
      CsSegment *segment = NULL;

      if (i > 0)
        g_ptr_array_add (segments, cs_segment_new ());
      segment = g_ptr_array_index (segments, i);
      g_free (segment->text);
      segment->text = g_strdup (texts[i]);
    }
}

/* For the second account, with the same pictures. */
static void
add_translation (CsPlay                 *play,
                 const CsPracticePost *post,
                 CsContent            *content)
{
  CsVariant *variant = cs_variant_new ();
  const CsSegment *first = cs_content_get_segment (content, 0);
  CsSegment *translated = g_ptr_array_index (variant->segments, 0);

  cs_content_add_account (content, play->second_account);
  g_array_append_val (variant->accounts, play->second_account);
  g_free (variant->language);
  variant->language = g_strdup (play->content->second_language);
  variant->base = cs_content_main_digest (content);
  add_texts (variant->segments, post->translated);
  for (guint i = 0; i < first->media->len; i++)
    g_ptr_array_add (translated->media, cs_media_item_copy (cs_segment_get_media (first, i)));
  cs_content_set_variant (content, variant);
}

static void
add_poll (CsContent            *content,
          const CsPracticePost *post)
{
  CsSegment *last = cs_content_get_segment (content, content->segments->len - 1);

  if (!post->poll[0])
    return;

  content->numbered = TRUE;
  last->poll = cs_poll_new ();
  last->poll->minutes = 3 * 24 * 60;
  for (guint i = 0; i < G_N_ELEMENTS (post->poll) && post->poll[i]; i++)
    g_ptr_array_add (last->poll->options, g_strdup (post->poll[i]));
}

CsContent *
cs_play_compose (CsPlay                  *play,
                 const CsPracticePost  *post,
                 GError               **error)
{
  g_autoptr(CsContent) content = cs_content_new ();

  add_texts (content->segments, post->segments);
  add_poll (content, post);

  for (guint i = 0; i < G_N_ELEMENTS (post->sources) && post->sources[i]; i += 4)
    g_ptr_array_add (content->sources, cs_source_new (post->sources[i], post->sources[i + 1], post->sources[i + 2],
                                                      post->sources[i + 3]));
  if (post->goal != CS_PRACTICE_DRAFT && post->goal != CS_PRACTICE_RETURNED)
    cs_practice_library_tie (content);

  g_free (content->language);
  content->language = g_strdup (play->content->language);
  cs_content_add_account (content, play->account);
  if (!add_media (play, post, cs_content_get_segment (content, 0), error))
    return NULL;
  if (post->translated[0])
    add_translation (play, post, content);
  return g_steal_pointer (&content);
}
