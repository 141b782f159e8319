/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-table-sheet.h"

G_BEGIN_DECLS

/* A larger file than this holds no table that fits into a chart; bytes. */
#define CS_TABLE_IMPORT_MAX_FILE (16 * 1024 * 1024)

/**
 * cs_table_import_bytes:
 *
 * Reads a table from text: CSV, semicolon-separated or TSV, as pasted or saved. Sets what cs_table_parse() sets.
 *
 * Returns: (transfer full) (element-type CsTableSheet): one sheet without a name
 */
GPtrArray *cs_table_import_bytes (GBytes        *bytes,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_table_import_file:
 * @path: of a CSV, TSV, ODS or XLSX file, told by its content
 *
 * Spreadsheets are read by orcus in a process of its own, with bounds on memory, time, files and what it may answer. Never on the main loop.
 * Sets %CS_ERROR_SPREADSHEET, %CS_ERROR_NO_CONVERTER, %CS_ERROR_TOO_LARGE, or what cs_table_parse() sets.
 *
 * Returns: (transfer full) (element-type CsTableSheet): one sheet at least
 */
GPtrArray *cs_table_import_file  (const char    *path,
                                  GCancellable  *cancellable,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
