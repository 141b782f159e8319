/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-table-import.h"

/* Bounds of the program that reads spreadsheets. A bomb runs into one of them. */
#define MAX_MEMORY (384 * 1024 * 1024)
#define MAX_CPU_SECONDS 10
#define MAX_WALL (20 * G_USEC_PER_SEC)
#define MAX_FILES 32
#define MAX_OUTPUT (12 * 1024 * 1024)

/* Enough to tell what a file is. */
#define HEAD_BYTES 4096

/* --- what it is --- */

static GBytes *
read_file (const char    *path,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GByteArray) all = g_byte_array_new ();

  if (stream == NULL)
    return NULL;
  while (all->len <= CS_TABLE_IMPORT_MAX_FILE)
    {
      g_autoptr(GBytes) piece = g_input_stream_read_bytes (G_INPUT_STREAM (stream), 256 * 1024, cancellable, error);

      if (piece == NULL)
        return NULL;
      if (g_bytes_get_size (piece) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
    }

  g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "Over %d bytes", CS_TABLE_IMPORT_MAX_FILE);
  return NULL;
}

static gboolean
contains (GBytes     *bytes,
          const char *words)
{
  gsize size, length = strlen (words);
  const char *data = g_bytes_get_data (bytes, &size);

  size = MIN (size, HEAD_BYTES);
  for (gsize at = 0; at + length <= size; at++)
    {
      if (memcmp (data + at, words, length) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
begins (GBytes     *bytes,
        const char *mark,
        gsize       length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= length && memcmp (data, mark, length) == 0;
}

/* The program that reads it, %NULL if it is text. */
static const char *
find_reader (GBytes *bytes)
{
  if (!begins (bytes, "PK\003\004", 4))
    return NULL;
  return contains (bytes, "opendocument.spreadsheet") ? "orcus-ods" : "orcus-xlsx";
}

/* --- the program --- */

static void
bound_cb (gpointer data)
{
  const struct rlimit memory = { MAX_MEMORY, MAX_MEMORY }, cpu = { MAX_CPU_SECONDS, MAX_CPU_SECONDS }, files = { MAX_FILES, MAX_FILES };
  const struct rlimit none = { 0, 0 };

  /* Between fork and exec: nothing but system calls. One that fails ends it: unbounded it must not run. */
  if (setrlimit (RLIMIT_AS, &memory) != 0 || setrlimit (RLIMIT_CPU, &cpu) != 0 || setrlimit (RLIMIT_NOFILE, &files) != 0 ||
      setrlimit (RLIMIT_FSIZE, &none) != 0 || setrlimit (RLIMIT_CORE, &none) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    _exit (126);
}

static GSubprocess *
start (const char  *reader,
       const char  *path,
       GError     **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_auto(GStrv) environment = g_environ_setenv (NULL, "LC_ALL", "C.UTF-8", TRUE);
  g_autofree char *program = g_find_program_in_path (reader);
  GSubprocess *process;

  if (program == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NO_CONVERTER, "%s is not installed", reader);
      return NULL;
    }

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_child_setup (launcher, bound_cb, NULL, NULL);
  if ((process = g_subprocess_launcher_spawn (launcher, error, program, "--dump-check", path, NULL)) == NULL)
    g_prefix_error (error, "Starting %s: ", program);
  return process;
}

/* Waits for more, the end, or the end of patience. */
static gboolean
wait_readable (int            fd,
               gint64         deadline,
               GCancellable  *cancellable,
               GError       **error)
{
  GPollFD cancelled = { -1, 0, 0 };
  gboolean watched = g_cancellable_make_pollfd (cancellable, &cancelled);
  struct pollfd fds[] = { { fd, POLLIN, 0 }, { watched ? cancelled.fd : -1, POLLIN, 0 } };
  gint64 left = deadline - g_get_monotonic_time ();
  int n = left > 0 ? poll (fds, G_N_ELEMENTS (fds), (int) (left / 1000) + 1) : 0;

  if (watched)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n == 0)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_SPREADSHEET, "Reading the spreadsheet takes too long");
  return n != 0;
}

static GByteArray *
read_output (GSubprocess   *process,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GByteArray) output = g_byte_array_new ();
  int fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process)));
  gint64 deadline = g_get_monotonic_time () + MAX_WALL;
  guint8 buffer[64 * 1024];

  for (;;)
    {
      gssize got;

      if (!wait_readable (fd, deadline, cancellable, error))
        return NULL;
      got = read (fd, buffer, sizeof buffer);
      if (got < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (got <= 0)
        return g_steal_pointer (&output);
      g_byte_array_append (output, buffer, (guint) got);
      if (output->len > MAX_OUTPUT)
        {
          g_set_error_literal (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The spreadsheet holds more than a chart can take");
          return NULL;
        }
    }
}

static GPtrArray *
read_spreadsheet (const char    *reader,
                  const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(GSubprocess) process = start (reader, path, error);
  g_autoptr(GByteArray) output = NULL;
  GPtrArray *sheets = NULL;
  g_autoptr(GError) local_error = NULL;

  if (process == NULL)
    return NULL;
  output = read_output (process, cancellable, error);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  if (output == NULL)
    return NULL;

  /* It ends with 1 even when all went well: what it printed tells. A signal is a bound it ran into. */
  if (g_subprocess_get_if_signaled (process) && g_subprocess_get_term_sig (process) != SIGKILL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_SPREADSHEET, "%s was ended by signal %d", reader, g_subprocess_get_term_sig (process));
      return NULL;
    }
  sheets = cs_table_sheets_parse ((const char *) output->data, output->len, &local_error);
  if (g_error_matches (local_error, CS_ERROR, CS_ERROR_INVALID))
    g_set_error (error, CS_ERROR, CS_ERROR_SPREADSHEET, "%s found no cell", reader);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return sheets;
}

/* --- public --- */

GPtrArray *
cs_table_import_bytes (GBytes  *bytes,
                       GError **error)
{
  g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_table_sheet_free);
  CsTableSheet *sheet;
  CsTable *table;
  gsize size;
  const char *data;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if ((table = cs_table_parse (size > 0 ? data : "", size, error)) == NULL)
    return NULL;
  sheet = g_new0 (CsTableSheet, 1);
  sheet->name = g_strdup ("");
  sheet->table = table;
  g_ptr_array_add (sheets, sheet);
  return g_steal_pointer (&sheets);
}

GPtrArray *
cs_table_import_file (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(GBytes) bytes = NULL;
  const char *reader;

  g_return_val_if_fail (path != NULL, NULL);

  if ((bytes = read_file (path, cancellable, error)) == NULL)
    return NULL;
  if ((reader = find_reader (bytes)) != NULL)
    return read_spreadsheet (reader, path, cancellable, error);
  if (begins (bytes, "\320\317\021\340", 4))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_SPREADSHEET, "A spreadsheet of before 2007");
      return NULL;
    }

  return cs_table_import_bytes (bytes, error);
}
