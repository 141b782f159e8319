/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cs-error.h"
#include "cs-table-sheet.h"

/* Bounds of one sheet before a part of it is taken: its whole rectangle, since that is what is kept. */
#define MAX_ROWS 20000
#define MAX_COLUMNS 256
#define MAX_CELLS 200000
#define MAX_SHEETS 64

/* A cell as it is read. */
typedef struct
{
  guint row;
  guint column;
  char *text; /* owned */
} Cell;

typedef struct
{
  char   *name;      /* owned */
  GArray *cells;     /* of Cell; owned */
  guint   n_rows;
  guint   n_columns;
} Found;

static void
clear_cell (Cell *cell)
{
  g_free (cell->text);
}

static void
found_free (Found *found)
{
  g_free (found->name);
  g_array_unref (found->cells);
  g_free (found);
}

void
cs_table_sheet_free (CsTableSheet *sheet)
{
  if (sheet == NULL)
    return;

  g_free (sheet->name);
  cs_table_free (sheet->table);
  g_free (sheet);
}

/* --- reading --- */

/* Reads "/12" and moves behind it. */
static gboolean
read_place (const char **at,
            guint       *value)
{
  guint64 number;
  char *end;

  if (**at != '/' || !g_ascii_isdigit ((*at)[1]))
    return FALSE;
  number = g_ascii_strtoull (*at + 1, &end, 10);
  if (number > G_MAXUINT)
    return FALSE;
  *value = (guint) number;
  *at = end;
  return TRUE;
}

/* Where “/ROW/COLUMN:TYPE:” begins in a line: a sheet's name may have slashes, too. */
static const char *
find_place (const char  *line,
            guint       *row,
            guint       *column,
            const char **type)
{
  static const char *const types[] = { ":string:", ":numeric:", ":formula:", ":boolean:", ":shared-formula:", ":array-formula:", ":date-time:" };
  gsize length = strcspn (line, "\n");

  for (const char *at = memchr (line, '/', length); at != NULL && at < line + length; at = memchr (at + 1, '/', (gsize) (line + length - at - 1)))
    {
      const char *behind = at;

      if (!read_place (&behind, row) || !read_place (&behind, column))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
        {
          if (g_str_has_prefix (behind, types[i]))
            {
              *type = behind + 1;
              return at;
            }
        }
    }

  return NULL;
}

/* A text in quotes, which may have line ends in it. Returns what is behind it. */
static const char *
read_quoted (const char *at,
             GString    *text)
{
  for (at++; *at != '\0' && !(at[0] == '"' && (at[1] == '\n' || at[1] == '\0')); at++)
    {
      if (at[0] == '\\' && at[1] == '"')
        at++;
      g_string_append_c (text, *at == '\n' || *at == '\t' || *at == '\r' ? ' ' : *at);
    }

  return *at == '"' ? at + 1 : at;
}

/* Reads the value behind TYPE. Returns what is behind it. */
static const char *
read_value (const char *type,
            GString    *text)
{
  const char *at = strchr (type, ':') + 1;
  gsize length;

  g_string_truncate (text, 0);
  if (*at == '"' && g_str_has_prefix (type, "string:"))
    return read_quoted (at, text);

  length = strcspn (at, "\n");
  if (g_str_has_prefix (type, "numeric:") || g_str_has_prefix (type, "date-time:") || g_str_has_prefix (type, "boolean:"))
    g_string_append_len (text, at, (gssize) length);
  else
    {
      /* A formula, then what it came to. */
      const char *result = g_strrstr_len (at, (gssize) length, ":");

      if (result != NULL)
        g_string_append_len (text, result + 1, (gssize) (at + length - result - 1));
    }
  return at + length;
}

static Found *
get_sheet (GPtrArray  *sheets,
           const char *name,
           gsize       length)
{
  Found *found = sheets->len > 0 ? g_ptr_array_index (sheets, sheets->len - 1) : NULL;

  if (found != NULL && strlen (found->name) == length && strncmp (found->name, name, length) == 0)
    return found;
  if (sheets->len == MAX_SHEETS)
    return NULL;

  found = g_new0 (Found, 1);
  found->name = g_strndup (name, length);
  found->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (found->cells, (GDestroyNotify) clear_cell);
  g_ptr_array_add (sheets, found);
  return found;
}

static gboolean
add_cell (Found       *found,
          guint        row,
          guint        column,
          const char  *text,
          GError     **error)
{
  Cell cell = { row, column, NULL };

  if (row >= MAX_ROWS || column >= MAX_COLUMNS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A sheet has a cell in row %u, column %u", row + 1, column + 1);
      return FALSE;
    }
  cell.text = g_strstrip (g_strdup (text));
  found->n_rows = MAX (found->n_rows, row + 1);
  found->n_columns = MAX (found->n_columns, column + 1);
  if ((guint64) found->n_rows * found->n_columns > MAX_CELLS)
    {
      g_free (cell.text);
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A sheet has %u × %u cells", found->n_rows, found->n_columns);
      return FALSE;
    }

  g_array_append_val (found->cells, cell);
  return TRUE;
}

static CsTableSheet *
make_sheet (Found *found)
{
  CsTableSheet *sheet = g_new0 (CsTableSheet, 1);
  g_autoptr(GPtrArray) grid = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint row = 0; row < found->n_rows; row++)
    {
      GStrv cells = g_new0 (char *, found->n_columns + 1);

      for (guint column = 0; column < found->n_columns; column++)
        cells[column] = g_strdup ("");
      g_ptr_array_add (grid, cells);
    }
  for (guint i = 0; i < found->cells->len; i++)
    {
      Cell *cell = &g_array_index (found->cells, Cell, i);
      GStrv cells = g_ptr_array_index (grid, cell->row);

      g_free (cells[cell->column]);
      cells[cell->column] = g_steal_pointer (&cell->text);
    }

  sheet->name = g_strdup (found->name);
  sheet->table = cs_table_new (found->n_columns);
  g_ptr_array_unref (sheet->table->rows);
  sheet->table->rows = g_steal_pointer (&grid);
  return sheet;
}

GPtrArray *
cs_table_sheets_parse (const char *data,
                       gsize       size,
                       GError    **error)
{
  g_autofree char *text = NULL, *normal = NULL;
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
  g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_table_sheet_free);
  g_autoptr(GString) value = g_string_new (NULL);

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  text = g_strndup (data != NULL ? data : "", size);
  if (strlen (text) != size || (normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC)) == NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_ENCODING, "What the spreadsheet holds is not UTF-8");
      return NULL;
    }

  for (const char *at = normal; *at != '\0'; at += *at == '\n')
    {
      guint row, column;
      const char *type, *place = find_place (at, &row, &column, &type);
      Found *sheet;

      if (place == NULL)
        {
          at += strcspn (at, "\n");
          continue;
        }
      if ((sheet = get_sheet (found, at, (gsize) (place - at))) == NULL)
        break;
      at = read_value (type, value);
      if (!add_cell (sheet, row, column, value->str, error))
        return NULL;
    }

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (sheets, make_sheet (g_ptr_array_index (found, i)));
  if (sheets->len == 0)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The spreadsheet has no cell");
      return NULL;
    }

  return g_steal_pointer (&sheets);
}
