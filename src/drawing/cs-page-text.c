/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-page-private.h"

/* How text comes onto pages: paragraphs, fields, lists, differences. */

#define LABEL_WIDTH 118.0
#define ITEM_INDENT 16.0

static gboolean
is_heading (CsPageStyle style)
{
  return style == CS_PAGE_TITLE || style == CS_PAGE_HEADING || style == CS_PAGE_SUBHEADING;
}

/* Lets @layout flow from where the text has come to, over as many pages as it takes. */
static void
flow_lines (CsPages     *pages,
            PangoLayout *layout,
            CsPageStyle  style,
            double       x)
{
  int n_lines = pango_layout_get_line_count (layout);
  int first = 0;

  while (first < n_lines)
    {
      double room = cs_pages_get_bottom (pages) - pages->y;
      double height = 0;
      int n = cs_pages_fit_lines (layout, style, first, room, !pages->started, &height);

      /* no single line alone at the head of a page, where that can be helped */
      if (n > 2 && n_lines - first - n == 1)
        n = cs_pages_fit_lines (layout, style, first, height - 1, FALSE, &height);

      cs_pages_put_lines (pages, layout, style, first, n, x, pages->y);
      pages->y += height;
      pages->started = pages->started || n > 0;
      first += n;
      if (first < n_lines)
        cs_pages_new_page (pages);
    }
}

/* What must at least stand together: two lines, and after a heading as much again. */
static double
measure_start (PangoLayout *layout,
               CsPageStyle  style)
{
  int n_lines = pango_layout_get_line_count (layout);
  double height = 0;

  if (is_heading (style))
    {
      cs_pages_fit_lines (layout, style, 0, G_MAXINT, FALSE, &height);
      return height + 44;
    }

  for (int i = 0; i < MIN (n_lines, 2); i++)
    height += cs_pages_get_line_height (layout, style, i);
  return height;
}

/* Pango counts a limit of lines in each paragraph; a height it counts over all of them. */
static void
limit_lines (PangoLayout *layout,
             CsPageStyle  style,
             guint        max_lines)
{
  double height = 0;

  if (max_lines == 0 || pango_layout_get_line_count (layout) <= (int) max_lines)
    return;

  for (guint i = 0; i < max_lines; i++)
    height += cs_pages_get_line_height (layout, style, (int) i);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, (int) ((height + 1) * PANGO_SCALE));
}

guint
cs_pages_add_limited (CsPages     *pages,
                      CsPageStyle  style,
                      const char  *text,
                      guint        max_lines)
{
  g_autoptr(PangoLayout) layout = NULL;
  int n_lines;

  g_return_val_if_fail (pages != NULL && text != NULL, 0);

  layout = cs_pages_make_layout (pages, style, text, NULL, CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN);
  n_lines = pango_layout_get_line_count (layout);
  limit_lines (layout, style, max_lines);
  cs_pages_make_room (pages, cs_pages_get_look (style)->space, measure_start (layout, style));
  if (is_heading (style))
    cs_pages_add_item_at (pages, CS_PAGE_ITEM_OUTLINE, CS_PAGE_MARGIN, pages->y, 0, 0)->text = g_strdup (text);
  flow_lines (pages, layout, style, CS_PAGE_MARGIN);
  return (guint) n_lines;
}

void
cs_pages_add_text (CsPages     *pages,
                   CsPageStyle  style,
                   const char  *text)
{
  cs_pages_add_limited (pages, style, text, 0);
}

static void
add_attribute (PangoAttrList  *attributes,
               PangoAttribute *attribute,
               gsize           from,
               gsize           to)
{
  attribute->start_index = (guint) from;
  attribute->end_index = (guint) to;
  pango_attr_list_insert (attributes, attribute);
}

void
cs_pages_add_runs (CsPages   *pages,
                   GPtrArray *runs)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(PangoLayout) layout = NULL;

  g_return_if_fail (pages != NULL && runs != NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const CsDiffRun *run = g_ptr_array_index (runs, i);
      g_autofree char *clean = cs_pages_clean_text (run->text);
      gsize from = text->len;

      g_string_append (text, clean);
      if (run->kind == CS_DIFF_ADDED)
        {
          add_attribute (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), from, text->len);
          add_attribute (attributes, pango_attr_foreground_new (0x0000, 0x5000, 0x2000), from, text->len);
        }
      else if (run->kind == CS_DIFF_REMOVED)
        {
          add_attribute (attributes, pango_attr_strikethrough_new (TRUE), from, text->len);
          add_attribute (attributes, pango_attr_foreground_new (0xa000, 0x1000, 0x1000), from, text->len);
        }
    }

  layout = cs_pages_make_layout (pages, CS_PAGE_BODY, text->str, attributes, CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN);
  cs_pages_make_room (pages, cs_pages_get_look (CS_PAGE_BODY)->space, measure_start (layout, CS_PAGE_BODY));
  flow_lines (pages, layout, CS_PAGE_BODY, CS_PAGE_MARGIN);
}

/* @mark beside @text, whose lines flow on. Returns: how many lines @text has. */
static guint
add_beside (CsPages     *pages,
            CsPageStyle  mark_style,
            const char  *mark,
            CsPageStyle  style,
            const char  *text,
            double       indent,
            double       space,
            guint        max_lines)
{
  double width = CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN - indent;
  g_autoptr(PangoLayout) label = cs_pages_make_layout (pages, mark_style, mark, NULL, indent - 6);
  g_autoptr(PangoLayout) layout = cs_pages_make_layout (pages, style, text, NULL, width);
  guint n_lines = (guint) pango_layout_get_line_count (layout);
  double label_height = 0;
  double drop = (double) (pango_layout_get_baseline (label) - pango_layout_get_baseline (layout)) / PANGO_SCALE;
  double top;
  guint page;
  int n = cs_pages_fit_lines (label, mark_style, 0, G_MAXINT, FALSE, &label_height);

  limit_lines (layout, style, max_lines);
  cs_pages_make_room (pages, space, MAX (label_height, measure_start (layout, style) + MAX (0, drop)));
  page = pages->page;
  top = pages->y;
  pages->y += MAX (0, drop); /* small letters stand on the line of the large ones */
  cs_pages_put_lines (pages, label, mark_style, 0, n, CS_PAGE_MARGIN, top);
  flow_lines (pages, layout, style, CS_PAGE_MARGIN + indent);
  if (pages->page == page)
    pages->y = MAX (pages->y, top + label_height);
  return n_lines;
}

void
cs_pages_add_field (CsPages     *pages,
                    CsPageStyle  style,
                    const char  *label,
                    const char  *value)
{
  g_return_if_fail (pages != NULL && label != NULL && value != NULL);

  add_beside (pages, CS_PAGE_QUIET, label, style, value, LABEL_WIDTH, 3, 0);
}

guint
cs_pages_add_part (CsPages    *pages,
                   const char *label,
                   const char *text,
                   guint       max_lines,
                   const char *rest)
{
  guint n_lines;

  g_return_val_if_fail (pages != NULL && label != NULL && text != NULL, 0);

  n_lines = add_beside (pages, CS_PAGE_STRONG, label, CS_PAGE_BODY, text, LABEL_WIDTH, 8, max_lines);
  if (max_lines > 0 && max_lines < n_lines)
    add_beside (pages, CS_PAGE_SMALL, "", CS_PAGE_SMALL, rest, LABEL_WIDTH, 0, 0);
  return n_lines;
}

void
cs_pages_add_item (CsPages    *pages,
                   const char *mark,
                   const char *text)
{
  g_return_if_fail (pages != NULL && mark != NULL && text != NULL);

  add_beside (pages, CS_PAGE_QUIET, mark, CS_PAGE_BODY, text, ITEM_INDENT, 3, 0);
}
