/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-page-private.h"

#define CELL_PADDING 4.0
#define ROW_PADDING 3.0

/* One row while it is placed: a layout for each column, and how far each has come. */
typedef struct
{
  GPtrArray   *layouts; /* of PangoLayout; owned */
  int         *done;    /* lines; owned */
  CsPageStyle  style;
} Row;

static double
get_total_width (void)
{
  return CS_PAGE_WIDTH - 2 * CS_PAGE_MARGIN;
}

static double
get_share (const CsPageTable *table,
           guint              column)
{
  double sum = 0;

  for (guint i = 0; i < table->n_columns; i++)
    sum += table->widths[i];
  return table->widths[column] / sum * get_total_width ();
}

static void
row_init (Row               *row,
          CsPages           *pages,
          const CsPageTable *table,
          CsPageStyle        style,
          gpointer          *cells)
{
  row->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  row->done = g_new0 (int, table->n_columns);
  row->style = style;
  for (guint i = 0; i < table->n_columns; i++)
    g_ptr_array_add (row->layouts, cs_pages_make_layout (pages, style, cells[i], NULL,
                                                         get_share (table, i) - CELL_PADDING));
}

static void
row_clear (Row *row)
{
  g_clear_pointer (&row->layouts, g_ptr_array_unref);
  g_clear_pointer (&row->done, g_free);
}

static gboolean
row_is_done (const Row *row)
{
  for (guint i = 0; i < row->layouts->len; i++)
    if (row->done[i] < pango_layout_get_line_count (g_ptr_array_index (row->layouts, i)))
      return FALSE;

  return TRUE;
}

static double
row_measure (const Row *row)
{
  double highest = 0;

  for (guint i = 0; i < row->layouts->len; i++)
    {
      double height = 0;

      cs_pages_fit_lines (g_ptr_array_index (row->layouts, i), row->style, row->done[i], G_MAXINT, FALSE, &height);
      highest = MAX (highest, height);
    }

  return highest + 2 * ROW_PADDING;
}

/* Puts what fits into the rest of the page. */
static void
row_place (Row               *row,
           CsPages           *pages,
           const CsPageTable *table)
{
  double room = cs_pages_get_bottom (pages) - pages->y - 2 * ROW_PADDING;
  double highest = 0;
  double x = CS_PAGE_MARGIN;

  for (guint i = 0; i < row->layouts->len; i++)
    {
      PangoLayout *layout = g_ptr_array_index (row->layouts, i);
      double height = 0;
      int n = cs_pages_fit_lines (layout, row->style, row->done[i], room, TRUE, &height);

      cs_pages_put_lines (pages, layout, row->style, row->done[i], n, x, pages->y + ROW_PADDING);
      row->done[i] += n;
      highest = MAX (highest, height);
      x += get_share (table, i);
    }

  pages->y += highest + 2 * ROW_PADDING;
  cs_pages_add_item_at (pages, CS_PAGE_ITEM_RULE, CS_PAGE_MARGIN, pages->y, get_total_width (), 0);
}

static void
place_headings (CsPages           *pages,
                const CsPageTable *table)
{
  Row row = { 0 };
  double height;

  row_init (&row, pages, table, CS_PAGE_SMALL, (gpointer *) table->headings);
  height = row_measure (&row);
  cs_pages_add_item_at (pages, CS_PAGE_ITEM_FILL, CS_PAGE_MARGIN, pages->y, get_total_width (), height);
  row_place (&row, pages, table);
  pages->started = TRUE;
  row_clear (&row);
}

void
cs_pages_add_table (CsPages           *pages,
                    const CsPageTable *table)
{
  double page_height;

  g_return_if_fail (pages != NULL && table != NULL && table->n_columns > 0);
  g_return_if_fail (table->cells->len % table->n_columns == 0);

  page_height = cs_pages_get_bottom (pages) - CS_PAGE_MARGIN - 60;
  cs_pages_make_room (pages, 6, 60);
  place_headings (pages, table);

  for (guint at = 0; at < table->cells->len; at += table->n_columns)
    {
      Row row = { 0 };
      double height;

      row_init (&row, pages, table, table->style, table->cells->pdata + at);
      height = row_measure (&row);
      /* a row that one page can hold is not torn apart */
      if (pages->y + MIN (height, page_height) > cs_pages_get_bottom (pages))
        {
          cs_pages_new_page (pages);
          place_headings (pages, table);
        }

      row_place (&row, pages, table);
      while (!row_is_done (&row))
        {
          cs_pages_new_page (pages);
          place_headings (pages, table);
          row_place (&row, pages, table);
        }
      row_clear (&row);
    }
}
