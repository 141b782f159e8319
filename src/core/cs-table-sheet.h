/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-table.h"

G_BEGIN_DECLS

/* One sheet of a spreadsheet. */
typedef struct
{
  char    *name;  /* owned, never NULL */
  CsTable *table; /* owned */
} CsTableSheet;

/* A rectangle of cells, all ends included, counted from 0. */
typedef struct
{
  guint first_row;
  guint first_column;
  guint last_row;
  guint last_column;
} CsTableRange;

/* Which sign parts whole numbers from their fractions. */
typedef enum
{
  CS_TABLE_DECIMAL_AUTO,
  CS_TABLE_DECIMAL_POINT,
  CS_TABLE_DECIMAL_COMMA,
} CsTableDecimal;

void       cs_table_sheet_free     (CsTableSheet       *sheet);

/**
 * cs_table_sheets_parse:
 * @data: what orcus-xlsx and orcus-ods print: a line for each cell, “SHEET/ROW/COLUMN:TYPE:VALUE”
 *
 * Sheets without cells are left out. Sets %CS_ERROR_ENCODING, %CS_ERROR_TOO_LARGE or %CS_ERROR_INVALID (there is no cell).
 *
 * Returns: (transfer full) (element-type CsTableSheet): in the file's order, one at least
 */
GPtrArray *cs_table_sheets_parse   (const char         *data,
                                    gsize               size,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_table_find_range:
 *
 * Where the table itself lies on a sheet: below headings of one cell, right of empty columns, up to the first row that is empty.
 */
CsTableRange cs_table_find_range   (const CsTable      *table);
char        *cs_table_range_format (const CsTableRange *range) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_table_range_parse:
 * @text: as in “B3:F20”, capitals or not
 *
 * Returns: whether it is a range that lies on @table
 */
gboolean     cs_table_range_parse  (const char         *text,
                                    const CsTable      *table,
                                    CsTableRange       *range);

/**
 * cs_table_cut:
 *
 * Takes a part of a sheet and makes it what a chart reads: a row of names is put before it if it has none (no word beside the first
 * column in its first row), and numbers become unambiguous (“1.204,5” is written 1204.5 if the comma is the decimal sign).
 * Sets %CS_ERROR_TOO_LARGE.
 */
CsTable     *cs_table_cut          (const CsTable      *table,
                                    const CsTableRange *range,
                                    CsTableDecimal      decimal,
                                    gboolean            dates,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the first column holds days as spreadsheets count them, from the end of 1899: whole numbers that ascend, of the years 1950 to 2100. */
gboolean     cs_table_has_serials  (const CsTable      *table,
                                    const CsTableRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTableSheet, cs_table_sheet_free)

G_END_DECLS
