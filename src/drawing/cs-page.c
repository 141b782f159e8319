/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-page-private.h"

#define FOOT_HEIGHT 26.0

static const CsPageLook looks[CS_N_PAGE_STYLES] = {
  [CS_PAGE_TITLE] = { 19, PANGO_WEIGHT_BOLD, 0.0, 0, 3, FALSE },
  [CS_PAGE_HEADING] = { 13, PANGO_WEIGHT_BOLD, 0.0, 16, 2, FALSE },
  [CS_PAGE_SUBHEADING] = { 10.5, PANGO_WEIGHT_BOLD, 0.0, 9, 2, FALSE },
  [CS_PAGE_BODY] = { 10, PANGO_WEIGHT_NORMAL, 0.0, 4, 2.5, FALSE },
  [CS_PAGE_STRONG] = { 10, PANGO_WEIGHT_BOLD, 0.0, 4, 2.5, FALSE },
  [CS_PAGE_QUIET] = { 10, PANGO_WEIGHT_NORMAL, 0.35, 4, 2.5, FALSE },
  [CS_PAGE_SMALL] = { 8, PANGO_WEIGHT_NORMAL, 0.30, 3, 1.5, FALSE },
  [CS_PAGE_MONO] = { 7.5, PANGO_WEIGHT_NORMAL, 0.0, 3, 2, TRUE },
};

const CsPageLook *
cs_pages_get_look (CsPageStyle style)
{
  g_assert ((guint) style < CS_N_PAGE_STYLES);
  return &looks[style];
}

static void
page_item_free (gpointer data)
{
  CsPageItem *item = data;

  g_clear_object (&item->layout);
  g_clear_pointer (&item->bytes, g_bytes_unref);
  g_free (item->text);
  g_free (item);
}

/* The same Chinese character has other forms in other languages, and no font knows which one is meant. */
static const char *
get_family (const char *language,
            gboolean    mono)
{
  if (mono)
    return "Noto Sans Mono, DejaVu Sans Mono, monospace";
  if (g_str_has_prefix (language, "ja"))
    return "Cantarell, Noto Sans, Noto Sans CJK JP, Sans";
  if (g_str_has_prefix (language, "ko"))
    return "Cantarell, Noto Sans, Noto Sans CJK KR, Sans";
  return "Cantarell, Noto Sans, Noto Sans CJK SC, Sans";
}

static PangoContext *
make_context (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  return context;
}

CsPages *
cs_pages_new (const char *title,
              const char *footer,
              const char *language)
{
  CsPages *pages = NULL;

  g_return_val_if_fail (title != NULL && footer != NULL && language != NULL, NULL);

  pages = g_new0 (CsPages, 1);
  pages->title = g_strdup (title);
  pages->footer = g_strdup (footer);
  pages->language = g_strdup (language);
  pages->current_language = g_strdup (language);
  pages->context = make_context ();
  pages->items = g_ptr_array_new_with_free_func (page_item_free);
  pages->y = CS_PAGE_MARGIN;
  return pages;
}

void
cs_pages_free (CsPages *pages)
{
  if (!pages)
    return;

  g_clear_pointer (&pages->items, g_ptr_array_unref);
  g_clear_object (&pages->context);
  g_free (pages->title);
  g_free (pages->footer);
  g_free (pages->language);
  g_free (pages->current_language);
  g_free (pages);
}

void
cs_pages_set_reserved (CsPages *pages,
                       double   height)
{
  pages->reserved = height;
}

void
cs_pages_set_language (CsPages    *pages,
                       const char *language)
{
  g_free (pages->current_language);
  pages->current_language = g_strdup (language && *language ? language : pages->language);
}

guint
cs_pages_get_n_pages (CsPages *pages)
{
  return pages->page + 1;
}

double
cs_pages_get_y (CsPages *pages)
{
  return pages->y;
}

double
cs_pages_get_bottom (CsPages *pages)
{
  return CS_PAGE_HEIGHT - CS_PAGE_MARGIN - FOOT_HEIGHT - pages->reserved;
}

CsPageItem *
cs_pages_add_item_at (CsPages        *pages,
                      CsPageItemKind  kind,
                      double          x,
                      double          y,
                      double          width,
                      double          height)
{
  CsPageItem *item = g_new0 (CsPageItem, 1);

  item->kind = kind;
  item->page = pages->page;
  item->x = x;
  item->y = y;
  item->width = width;
  item->height = height;
  g_ptr_array_add (pages->items, item);
  return item;
}

void
cs_pages_new_page (CsPages *pages)
{
  pages->page++;
  pages->y = CS_PAGE_MARGIN;
  pages->gap = 0;
  pages->started = FALSE;
}

void
cs_pages_break (CsPages *pages)
{
  if (pages->started)
    cs_pages_new_page (pages);
}

void
cs_pages_make_room (CsPages *pages,
                    double   space,
                    double   height)
{
  if (!pages->started)
    space = 0;
  else
    space = MAX (space, pages->gap);

  if (pages->started && pages->y + space + height > cs_pages_get_bottom (pages))
    cs_pages_new_page (pages);
  else
    pages->y += space;

  pages->gap = 0;
  pages->started = TRUE;
}

void
cs_pages_mark (CsPages    *pages,
               CsPageMark *mark)
{
  mark->n_items = pages->items->len;
  mark->page = pages->page;
  mark->y = pages->y;
  mark->gap = pages->gap;
  mark->started = pages->started;
}

gboolean
cs_pages_keep_together (CsPages          *pages,
                        const CsPageMark *mark)
{
  if (pages->page == mark->page || !mark->started)
    return FALSE;

  g_ptr_array_set_size (pages->items, (int) mark->n_items);
  pages->page = mark->page;
  cs_pages_new_page (pages);
  return TRUE;
}

/* Control characters and what would break out of the line have no place on paper. */
char *
cs_pages_clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (clean, c);
    }

  return g_string_free (clean, FALSE);
}

/* What is broken off within a digest or an address gets no hyphen, which would seem to be part of it. */
static void
set_attributes (PangoLayout   *layout,
                PangoAttrList *attributes)
{
  g_autoptr(PangoAttrList) all = attributes ? pango_attr_list_copy (attributes) : pango_attr_list_new ();

  pango_attr_list_insert (all, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, all);
}

PangoLayout *
cs_pages_make_layout (CsPages       *pages,
                      CsPageStyle    style,
                      const char    *text,
                      PangoAttrList *attributes,
                      double         width)
{
  const CsPageLook *look = cs_pages_get_look (style);
  PangoLayout *layout = pango_layout_new (pages->context);
  g_autoptr(PangoFontDescription) font = NULL;
  g_autofree char *clean = attributes ? NULL : cs_pages_clean_text (text);
  gboolean chinese = g_str_has_prefix (pages->current_language, "zh");

  pango_context_set_language (pages->context,
                              pango_language_from_string (chinese ? "zh-cn" : pages->current_language));
  font = pango_font_description_from_string (get_family (pages->current_language, look->mono));
  pango_font_description_set_absolute_size (font, look->size * PANGO_SCALE);
  pango_font_description_set_weight (font, look->weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_auto_dir (layout, TRUE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_spacing (layout, (int) (look->line_space * PANGO_SCALE));
  pango_layout_set_text (layout, clean ? clean : text, -1);
  set_attributes (layout, attributes);
  return layout;
}

double
cs_pages_get_line_height (PangoLayout *layout,
                          CsPageStyle  style,
                          int          line)
{
  PangoRectangle logical = { 0 };

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &logical);
  return (double) logical.height / PANGO_SCALE + cs_pages_get_look (style)->line_space;
}

int
cs_pages_fit_lines (PangoLayout *layout,
                    CsPageStyle  style,
                    int          first,
                    double       room,
                    gboolean     force,
                    double      *height)
{
  int n_lines = pango_layout_get_line_count (layout);
  double used = 0;
  int n = 0;

  while (first + n < n_lines)
    {
      double next = cs_pages_get_line_height (layout, style, first + n);

      if (used + next > room && !(force && n == 0))
        break;
      used += next;
      n++;
    }

  *height = used;
  return n;
}

void
cs_pages_put_lines (CsPages     *pages,
                    PangoLayout *layout,
                    CsPageStyle  style,
                    int          first,
                    int          n,
                    double       x,
                    double       y)
{
  CsPageItem *item = NULL;

  if (n <= 0)
    return;

  item = cs_pages_add_item_at (pages, CS_PAGE_ITEM_LINES, x, y, 0, 0);
  item->layout = g_object_ref (layout);
  item->style = style;
  item->first_line = first;
  item->n_lines = n;
}

void
cs_pages_add_rule (CsPages *pages)
{
  cs_pages_make_room (pages, 6, 8);
  cs_pages_add_item_at (pages, CS_PAGE_ITEM_RULE, CS_PAGE_MARGIN, pages->y, CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN, 0);
  pages->y += 4;
}

void
cs_pages_add_space (CsPages *pages,
                    double   height)
{
  pages->gap = MAX (pages->gap, height);
}

double
cs_pages_put_text (CsPages     *pages,
                   CsPageStyle  style,
                   double       x,
                   double       y,
                   double       width,
                   const char  *text)
{
  g_autoptr(PangoLayout) layout = cs_pages_make_layout (pages, style, text, NULL, width);
  double height = 0;
  int n = cs_pages_fit_lines (layout, style, 0, G_MAXINT, FALSE, &height);

  cs_pages_put_lines (pages, layout, style, 0, n, x, y);
  return height;
}

void
cs_pages_put_frame (CsPages *pages,
                    double   x,
                    double   y,
                    double   width,
                    double   height)
{
  cs_pages_add_item_at (pages, CS_PAGE_ITEM_FRAME, x, y, width, height);
}

void
cs_pages_put_squares (CsPages      *pages,
                      double        x,
                      double        y,
                      double        side,
                      const guint8 *dark,
                      guint         n)
{
  CsPageItem *item = cs_pages_add_item_at (pages, CS_PAGE_ITEM_SQUARES, x, y, side, side);

  item->bytes = g_bytes_new (dark, (gsize) n * n);
  item->n = n;
}
