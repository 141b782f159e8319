/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most rows and columns of a table behind a chart. More is refused with CS_ERROR_TOO_LARGE: no chart in a post can show it,
 * and the cells are part of what people sign. */
#define CS_TABLE_MAX_ROWS 5001
#define CS_TABLE_MAX_COLUMNS 32

/**
 * CsTable:
 *
 * A rectangle of text cells.
 */
typedef struct
{
  GPtrArray *rows; /* of GStrv, each with n_columns strings; owned */
  guint      n_columns;
} CsTable;

CsTable    *cs_table_new        (guint           n_columns) G_GNUC_WARN_UNUSED_RESULT;
CsTable    *cs_table_copy       (const CsTable  *table) G_GNUC_WARN_UNUSED_RESULT;
void        cs_table_free       (CsTable        *table);
gboolean    cs_table_equal      (const CsTable  *one,
                                 const CsTable  *other);
guint       cs_table_get_n_rows (const CsTable  *table);

/**
 * cs_table_get_cell:
 *
 * Returns: (transfer none): the cell's text, never NULL
 */
const char *cs_table_get_cell   (const CsTable  *table,
                                 guint           row,
                                 guint           column);

/**
 * cs_table_add_row:
 * @cells: exactly @n_columns strings, copied
 */
void        cs_table_add_row    (CsTable        *table,
                                 const char * const *cells);

/**
 * cs_table_parse:
 * @data: CSV, semicolon-separated or TSV text, as a spreadsheet copies or saves it
 *
 * The separator is the one (tab, comma, semicolon) that gives the same number of cells in every row. Quotes as in RFC 4180. UTF-8, with or
 * without a mark, or UTF-16 with one. Trailing blank lines and columns are dropped. No file is read here.
 * Sets %CS_ERROR_ENCODING, %CS_ERROR_RAGGED_TABLE (the message names the row), %CS_ERROR_TOO_LARGE or %CS_ERROR_INVALID (empty).
 */
CsTable    *cs_table_parse      (const char     *data,
                                 gsize           size,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_table_parse_number:
 * @cell: "3.2", "1,204", "1 204", "−5", "12 %"; a comma is a decimal sign only where it cannot be a thousands mark
 *
 * Returns: whether @cell is a number; then @value is set
 */
gboolean    cs_table_parse_number (const char   *cell,
                                   double       *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTable, cs_table_free)

G_END_DECLS
