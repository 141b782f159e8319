/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-lines.h"

#include "cs-facts.h"

void
cs_line_free (CsLine *line)
{
  if (line == NULL)
    return;

  g_free (line->text);
  g_free (line);
}

static void
add_line (GPtrArray  *lines,
          CsLineKind  kind,
          guint       segment,
          guint       index,
          const char *text)
{
  CsLine *line = g_new0 (CsLine, 1);

  line->kind = kind;
  line->segment = segment;
  line->index = index;
  line->text = g_strstrip (g_strdup (text));
  g_ptr_array_add (lines, line);
}

static gboolean
is_blank (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      return FALSE;

  return TRUE;
}

static void
add_text (GPtrArray  *lines,
          guint       segment,
          const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!is_blank (parts[i]))
      add_line (lines, CS_LINE_TEXT, segment, 0, parts[i]);
}

static void
add_source (GPtrArray      *lines,
            guint           index,
            const CsSource *source)
{
  const char *parts[] = { source->publisher, source->title, source->number, source->date, source->page, source->address,
                          source->note, source->until };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, text->len > 0 ? " · %s" : "%s", parts[i]);

  add_line (lines, CS_LINE_SOURCE, 0, index, text->str);
}

GPtrArray *
cs_content_list_lines (const CsContent *content)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_line_free);
  g_autoptr(GPtrArray) facts = NULL;

  g_return_val_if_fail (content != NULL, lines);

  if (!is_blank (content->warning))
    add_line (lines, CS_LINE_WARNING, 0, 0, content->warning);

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      add_text (lines, i, segment->text);
      for (guint j = 0; j < segment->media->len; j++)
        add_line (lines, CS_LINE_PICTURE, i, j, cs_segment_get_media (segment, j)->alt_text);
    }

  facts = cs_content_list_facts (content, NULL, NULL);
  for (guint i = 0; i < facts->len; i++)
    {
      const CsFact *fact = g_ptr_array_index (facts, i);

      add_line (lines, CS_LINE_FACT, fact->part, i, fact->text);
    }

  for (guint i = 0; i < content->sources->len; i++)
    add_source (lines, i, cs_content_get_source (content, i));

  return lines;
}

guint
cs_content_count_lines (const CsContent *content)
{
  g_autoptr(GPtrArray) lines = cs_content_list_lines (content);

  return lines->len;
}
