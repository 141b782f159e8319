/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "cs-error.h"
#include "cs-table-import.h"

/* --- a small writer of ZIP files, stored or as a bomb --- */

static void
put (GByteArray *bytes,
     guint32     value,
     guint       width)
{
  for (guint i = 0; i < width; i++)
    g_byte_array_append (bytes, &(guint8) { (guint8) (value >> (8 * i)) }, 1);
}

static guint32
checksum (const guint8 *data,
          gsize         size)
{
  guint32 sum = 0xFFFFFFFF;

  for (gsize i = 0; i < size; i++)
    {
      sum ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
    }

  return ~sum;
}

static GBytes *
deflate (const char *data,
         gsize       size)
{
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
  g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr(GInputStream) stream = g_converter_input_stream_new (memory, compressor);
  g_autoptr(GByteArray) all = g_byte_array_new ();

  for (;;)
    {
      g_autoptr(GBytes) piece = g_input_stream_read_bytes (stream, 65536, NULL, NULL);

      if (g_bytes_get_size (piece) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
    }
}

typedef struct
{
  GByteArray *file;
  GByteArray *directory;
  guint       n_entries;
} Zip;

static void
put_entry_facts (GByteArray *bytes,
                 const char *name,
                 GBytes     *packed,
                 guint32     sum,
                 gsize       size,
                 gboolean    stored)
{
  put (bytes, 20, 2);
  put (bytes, 0, 2);
  put (bytes, stored ? 0 : 8, 2);
  put (bytes, 0, 4);
  put (bytes, sum, 4);
  put (bytes, (guint32) g_bytes_get_size (packed), 4);
  put (bytes, (guint32) size, 4);
  put (bytes, (guint32) strlen (name), 2);
  put (bytes, 0, 2);
}

static void
zip_add (Zip        *zip,
         const char *name,
         const char *data,
         gsize       size,
         gboolean    stored)
{
  g_autoptr(GBytes) packed = stored ? g_bytes_new (data, size) : deflate (data, size);
  guint32 sum = checksum ((const guint8 *) data, size), offset = zip->file->len;

  put (zip->file, 0x04034b50, 4);
  put_entry_facts (zip->file, name, packed, sum, size, stored);
  g_byte_array_append (zip->file, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (zip->file, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));

  put (zip->directory, 0x02014b50, 4);
  put (zip->directory, 20, 2);
  put_entry_facts (zip->directory, name, packed, sum, size, stored);
  put (zip->directory, 0, 2);
  put (zip->directory, 0, 2);
  put (zip->directory, 0, 2);
  put (zip->directory, 0, 4);
  put (zip->directory, offset, 4);
  g_byte_array_append (zip->directory, (const guint8 *) name, (guint) strlen (name));
  zip->n_entries++;
}

static void
zip_finish (Zip        *zip,
            const char *path)
{
  guint32 offset = zip->file->len, size = zip->directory->len;

  g_byte_array_append (zip->file, zip->directory->data, zip->directory->len);
  put (zip->file, 0x06054b50, 4);
  put (zip->file, 0, 4);
  put (zip->file, zip->n_entries, 2);
  put (zip->file, zip->n_entries, 2);
  put (zip->file, size, 4);
  put (zip->file, offset, 4);
  put (zip->file, 0, 2);
  g_assert_true (g_file_set_contents (path, (const char *) zip->file->data, zip->file->len, NULL));
  g_byte_array_unref (zip->file);
  g_byte_array_unref (zip->directory);
}

/* @rows: inside the table of a sheet called “Rents / 2026: "new"” */
static void
write_ods (const char *path,
           const char *rows)
{
  static const char mime_type[] = "application/vnd.oasis.opendocument.spreadsheet";
  static const char manifest[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";
  g_autofree char *content = g_strconcat (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
    "office:version=\"1.2\"><office:body><office:spreadsheet><table:table table:name=\"Rents / 2026: new\">", rows,
    "</table:table></office:spreadsheet></office:body></office:document-content>", NULL);
  Zip zip = { g_byte_array_new (), g_byte_array_new (), 0 };

  zip_add (&zip, "mimetype", mime_type, strlen (mime_type), TRUE);
  zip_add (&zip, "META-INF/manifest.xml", manifest, strlen (manifest), FALSE);
  zip_add (&zip, "content.xml", content, strlen (content), FALSE);
  zip_finish (&zip, path);
}

#define CELL(text) "<table:table-cell office:value-type=\"string\"><text:p>" text "</text:p></table:table-cell>"
#define NUMBER(text) "<table:table-cell office:value-type=\"float\" office:value=\"" text "\"><text:p>" text "</text:p></table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define EMPTY "<table:table-cell/>"

static char *
make_path (const char *name)
{
  return g_build_filename (g_get_tmp_dir (), name, NULL);
}

static gboolean
has_orcus (void)
{
  g_autofree char *program = g_find_program_in_path ("orcus-ods");

  if (program == NULL)
    g_test_skip ("liborcus-bin is not installed");
  return program != NULL;
}

static void
test_ods (void)
{
  g_autofree char *path = NULL, *text = NULL;
  g_autoptr(GPtrArray) sheets = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsTable) cut = NULL;
  const CsTableSheet *sheet;
  CsTableRange range;

  g_test_summary ("A spreadsheet’s sheets come back by name; the table on one is found below its headings");
  if (!has_orcus ())
    return;
  path = make_path ("rents.ods");
  write_ods (path, ROW (CELL ("Rents by district")) ROW (EMPTY) ROW (EMPTY CELL ("District") CELL ("Change") CELL ("Say “a”"))
             ROW (EMPTY CELL ("北区") NUMBER ("8.4") NUMBER ("12")) ROW (EMPTY CELL ("South, east") NUMBER ("-2") EMPTY) ROW (EMPTY) ROW (CELL ("Source: us")));
  sheets = cs_table_import_file (path, NULL, &error);
  g_unlink (path);
  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, ==, 1);
  sheet = g_ptr_array_index (sheets, 0);
  g_assert_cmpstr (sheet->name, ==, "Rents / 2026: new");
  range = cs_table_find_range (sheet->table);
  text = cs_table_range_format (&range);
  g_assert_cmpstr (text, ==, "B3:D5");

  cut = cs_table_cut (sheet->table, &range, CS_TABLE_DECIMAL_AUTO, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cs_table_get_n_rows (cut), ==, 3);
  g_assert_cmpstr (cs_table_get_cell (cut, 0, 2), ==, "Say “a”");
  g_assert_cmpstr (cs_table_get_cell (cut, 1, 0), ==, "北区");
  g_assert_cmpstr (cs_table_get_cell (cut, 1, 1), ==, "8.4");
  g_assert_cmpstr (cs_table_get_cell (cut, 2, 0), ==, "South, east");
  g_assert_cmpstr (cs_table_get_cell (cut, 2, 2), ==, "");
}

/* Reads what is at @path, which must be refused with one of two codes. */
static void
check_refused (const char *path,
               CsError     one,
               CsError     other)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sheets = cs_table_import_file (path, NULL, &error);

  g_assert_null (sheets);
  g_assert_nonnull (error);
  if (!g_error_matches (error, CS_ERROR, (int) one))
    g_assert_error (error, CS_ERROR, (int) other);
  g_unlink (path);
}

static void
test_hostile (void)
{
  g_autofree char *path = NULL, *nulls = g_strnfill (64, '\0');
  g_autoptr(GString) bomb = NULL;
  g_autoptr(GPtrArray) repeated = NULL;
  struct rusage usage;

  g_test_summary ("Bombs, broken and foreign files are refused in bounded memory and time");
  if (!has_orcus ())
    return;
  path = make_path ("hostile.ods");

  /* 60 MB of cells in a few kilobytes, and a row said to be repeated a thousand million times. */
  bomb = g_string_sized_new (64 * 1024 * 1024);
  while (bomb->len < 60 * 1024 * 1024)
    g_string_append (bomb, ROW (CELL ("boom") NUMBER ("1") NUMBER ("2")));
  write_ods (path, bomb->str);
  check_refused (path, CS_ERROR_TOO_LARGE, CS_ERROR_SPREADSHEET);
  write_ods (path, "<table:table-row table:number-rows-repeated=\"1000000000\">" CELL ("x") NUMBER ("1") "</table:table-row>");
  repeated = cs_table_import_file (path, NULL, NULL);
  g_assert_true (repeated == NULL || repeated->len == 1);

  g_assert_true (g_file_set_contents (path, "PK\003\004 not really", -1, NULL));
  check_refused (path, CS_ERROR_SPREADSHEET, CS_ERROR_SPREADSHEET);
  g_assert_true (g_file_set_contents (path, "\320\317\021\340 old", -1, NULL));
  check_refused (path, CS_ERROR_SPREADSHEET, CS_ERROR_SPREADSHEET);
  g_assert_true (g_file_set_contents (path, nulls, 64, NULL));
  check_refused (path, CS_ERROR_ENCODING, CS_ERROR_INVALID);
  g_assert_true (g_file_set_contents (path, "a,b\n1\n", -1, NULL));
  check_refused (path, CS_ERROR_RAGGED_TABLE, CS_ERROR_RAGGED_TABLE);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  check_refused (path, CS_ERROR_INVALID, CS_ERROR_INVALID);

  getrusage (RUSAGE_CHILDREN, &usage);
  g_assert_cmpint (usage.ru_maxrss, <, 400 * 1024);
}

static CsTable *
parse (const char *text)
{
  CsTable *table = cs_table_parse (text, strlen (text), NULL);

  g_assert_nonnull (table);
  return table;
}

static void
check_cut (const char     *text,
           CsTableDecimal  decimal,
           gboolean        dates,
           guint           row,
           guint           column,
           const char     *wanted)
{
  g_autoptr(CsTable) table = parse (text);
  CsTableRange range = cs_table_find_range (table);
  g_autoptr(CsTable) cut = cs_table_cut (table, &range, decimal, dates, NULL);

  g_assert_cmpstr (cs_table_get_cell (cut, row, column), ==, wanted);
}

static void
test_cut (void)
{
  g_test_summary ("Decimal commas are told from thousands by all cells together; names are added; days of a spreadsheet become dates");
  check_cut ("a;b\nx;1.204,5\ny;3,250\n", CS_TABLE_DECIMAL_AUTO, FALSE, 2, 1, "3.250");
  check_cut ("a;b\nx;1.204,5\ny;3,250\n", CS_TABLE_DECIMAL_AUTO, FALSE, 1, 1, "1204.5");
  check_cut ("a;b\nx;1,204\ny;3,250\n", CS_TABLE_DECIMAL_AUTO, FALSE, 1, 1, "1,204");
  check_cut ("a;b\nx;1,204\ny;3,250\n", CS_TABLE_DECIMAL_COMMA, FALSE, 1, 1, "1.204");
  check_cut ("a;b\nx;2,5\ny;2.5\n", CS_TABLE_DECIMAL_AUTO, FALSE, 1, 1, "2,5");
  check_cut ("a;b\nx;2,5\ny;7\n", CS_TABLE_DECIMAL_POINT, FALSE, 1, 1, "2,5");
  check_cut ("North;12\nSouth;13\n", CS_TABLE_DECIMAL_AUTO, FALSE, 1, 0, "North");
  check_cut ("North;12\nSouth;13\n", CS_TABLE_DECIMAL_AUTO, FALSE, 0, 1, "");
  check_cut ("District;2020;2025\nSouth;13;14\n", CS_TABLE_DECIMAL_AUTO, FALSE, 0, 2, "2025");
  check_cut ("Day;Level\n46296;1\n46297;2\n", CS_TABLE_DECIMAL_AUTO, TRUE, 1, 0, "2026-10-01");
}

static void
test_range (void)
{
  static const char *const bad[] = { "", "A1", "A1:", "B2:A1", "A1:D2", "A1:C4", "1:2", "A0:B1", "AAA1:AAB2", "A1:C3x", "A99999999999:B2" };
  g_autoptr(CsTable) table = parse ("a,b,c\n46296,1,2\n46297,3,4\n");
  CsTableRange range;

  g_test_summary ("A range is read as people write it, and only if it lies on the sheet");
  g_assert_true (cs_table_range_parse (" a1:c3 ", table, &range));
  g_assert_cmpuint (range.last_row, ==, 2);
  g_assert_cmpuint (range.last_column, ==, 2);
  g_assert_true (cs_table_has_serials (table, &range));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cs_table_range_parse (bad[i], table, &range));
}

static void
check_sheets (const char *text,
              guint       n_sheets,
              const char *name,
              const char *cell)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sheets = cs_table_sheets_parse (text, strlen (text), &error);
  const CsTableSheet *sheet;

  g_assert_no_error (error);
  g_assert_cmpuint (sheets->len, ==, n_sheets);
  sheet = g_ptr_array_index (sheets, 0);
  g_assert_cmpstr (sheet->name, ==, name);
  g_assert_cmpstr (cs_table_get_cell (sheet->table, 0, 0), ==, cell);
}

static void
test_output (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sheets = NULL;

  g_test_summary ("What the reader of spreadsheets prints is understood, whatever is in names and cells");
  check_sheets ("S/0/0:string:\"say \\\"hi\\\"\nline2\"\nS/0/1:numeric:1.5e-07\n", 1, "S", "say \"hi\" line2");
  check_sheets ("A/B: 1/2/0/0:numeric:3\nOther/1/1:string:\"x\"\n", 2, "A/B: 1/2", "3");
  check_sheets ("S/0/0:formula:SUM(B1:B3):42.5\nnoise\n", 1, "S", "42.5");
  check_sheets ("S/0/0:boolean:true", 1, "S", "true");
  sheets = cs_table_sheets_parse ("S/4000000/0:numeric:1\n", 22, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_LARGE);
  g_assert_null (sheets);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/table-import/output", test_output);
  g_test_add_func ("/office/table-import/range", test_range);
  g_test_add_func ("/office/table-import/cut", test_cut);
  g_test_add_func ("/office/table-import/ods", test_ods);
  g_test_add_func ("/office/table-import/hostile", test_hostile);
  return g_test_run ();
}
