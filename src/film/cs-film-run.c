/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib-unix.h>

#include "cs-film-private.h"

/* The helper lies beside the programs that were built, or where they were installed to. */
#define INSTALLED CS_FILM_PROGRAM_DIR "/countersign-film"

typedef struct
{
  GSubprocess  *process;
  int           status;      /* the pipe's end that is ours */
  GString      *pending;     /* an unfinished line */
  gint64        heard_at;    /* monotonic */
  gint64        began_at;
  guint         seconds;
  guint         total;
  CsFilmLine    line;
  gpointer      data;
  GCancellable *cancellable; /* lent */
  gboolean      done;        /* it said so */
  GError       *failure;     /* what it said instead */
} Run;

static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *given = g_getenv ("COUNTERSIGN_FILM");

  if (given)
    return g_strdup (given);
  if (self && g_str_has_prefix (self, CS_FILM_BUILD_DIR "/") && g_file_test (CS_FILM_BUILT, G_FILE_TEST_IS_EXECUTABLE))
    return g_strdup (CS_FILM_BUILT);

  return g_strdup (INSTALLED);
}

/* Only a plain file: a pipe or a device could keep the helper waiting for ever, or do something when it is opened. */
static int
open_film (const char  *path,
           GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  int number = errno;
  struct stat status;

  if (fd < 0)
    {
      g_set_error (error, CS_ERROR, number == ENOENT ? CS_ERROR_NOT_FOUND : CS_ERROR_READ_ONLY, "Opening “%s”: %s", path, g_strerror (number));
      return -1;
    }
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > 0)
    {
      if (status.st_size <= CS_FILM_MAX_BYTES)
        return fd;
      g_set_error (error, CS_ERROR, CS_ERROR_FILM_BOUNDS, "“%s” has %" G_GINT64_FORMAT " bytes", path, (gint64) status.st_size);
    }
  else
    g_set_error (error, CS_ERROR, CS_ERROR_NOT_A_FILM, "“%s” is empty or no plain file", path);

  close (fd);
  return -1;
}

static void
take_line (Run  *run,
           char *line)
{
  char *value = strchr (line, ' ');

  if (value)
    *value++ = '\0';
  else
    value = line + strlen (line);

  if (g_str_equal (line, "done"))
    run->done = TRUE;
  else if (g_str_equal (line, "error") && run->failure == NULL)
    {
      char *detail = strchr (value, ' ');

      if (detail)
        *detail++ = '\0';
      run->failure = g_error_new (CS_ERROR, cs_error_from_nick (value), "countersign-film: %s", detail ? detail : value);
    }
  else if (run->line)
    run->line (line, value, run->data);
}

/* Returns: FALSE at the pipe's end, or if what comes is none of our lines */
static gboolean
hear (Run *run)
{
  char piece[4096];
  gssize n = read (run->status, piece, sizeof piece);
  char *end;

  if (n < 0)
    return errno == EINTR || errno == EAGAIN;
  if (n == 0)
    return FALSE;

  run->heard_at = g_get_monotonic_time ();
  g_string_append_len (run->pending, piece, n);
  while ((end = strchr (run->pending->str, '\n')))
    {
      *end = '\0';
      if (g_utf8_validate (run->pending->str, -1, NULL))
        take_line (run, run->pending->str);
      g_string_erase (run->pending, 0, end - run->pending->str + 1);
    }

  return run->pending->len <= CS_FILM_MAX_LINE;
}

/* Milliseconds until it has to be stopped; 0 = now */
static int
compute_wait (const Run *run)
{
  gint64 now = g_get_monotonic_time ();
  gint64 left = run->heard_at + run->seconds * G_USEC_PER_SEC - now;

  if (run->total > 0)
    left = MIN (left, run->began_at + run->total * G_USEC_PER_SEC - now);

  return (int) CLAMP (left / 1000 + (left > 0), 0, 3600 * 1000);
}

static gboolean
listen (Run     *run,
        GError **error)
{
  for (;;)
    {
      GPollFD fds[2] = { { run->status, G_IO_IN, 0 } };
      gboolean watched = g_cancellable_make_pollfd (run->cancellable, &fds[1]);
      int wait = compute_wait (run);
      int n = wait > 0 ? g_poll (fds, watched ? 2 : 1, wait) : 0;

      if (watched)
        g_cancellable_release_fd (run->cancellable);
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      if (n == 0 && compute_wait (run) == 0)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_FILM_STUCK, "The film took more than %u seconds", run->seconds);
          return FALSE;
        }
      if (n > 0 && fds[0].revents != 0 && !hear (run))
        return TRUE;
    }
}

/* What is to be said of a helper that ended without a last word */
static void
explain_end (Run     *run,
             GError **error)
{
  if (run->failure)
    g_propagate_error (error, g_steal_pointer (&run->failure));
  else if (g_subprocess_get_if_signaled (run->process))
    g_set_error (error, CS_ERROR, CS_ERROR_FILM_STUCK, "countersign-film was ended by signal %d", g_subprocess_get_term_sig (run->process));
  else
    g_set_error (error, CS_ERROR, CS_ERROR_FILM_STUCK, "countersign-film ended with %d", g_subprocess_get_exit_status (run->process));
}

static GSubprocess *
start (const char * const *arguments,
       int                 from,
       int                 to,
       int                *status,
       GError            **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (to < 0 ? G_SUBPROCESS_FLAGS_STDOUT_SILENCE : 0);
  g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GSubprocess) process = NULL;
  int ends[2];

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, error))
    return NULL;

  g_ptr_array_add (argv, find_program ());
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (arguments[i]));
  g_ptr_array_add (argv, NULL);

  /* nothing that steers GStreamer from outside */
  g_subprocess_launcher_unsetenv (launcher, "GST_DEBUG");
  g_subprocess_launcher_unsetenv (launcher, "GST_PLUGIN_FEATURE_RANK");
  g_subprocess_launcher_unsetenv (launcher, "G_MESSAGES_DEBUG");
  g_subprocess_launcher_take_stdin_fd (launcher, from);
  if (to >= 0)
    g_subprocess_launcher_take_stdout_fd (launcher, fcntl (to, F_DUPFD_CLOEXEC, 3));
  g_subprocess_launcher_take_fd (launcher, ends[1], CS_FILM_STATUS);
  process = g_subprocess_launcher_spawnv (launcher, (const char * const *) argv->pdata, error);
  if (process == NULL)
    {
      close (ends[0]);
      g_prefix_error (error, "Starting %s: ", (const char *) argv->pdata[0]);
      return NULL;
    }

  *status = ends[0];
  return g_steal_pointer (&process);
}

gboolean
cs_film_run (const char * const *arguments,
             const char         *path,
             int                 to,
             guint               seconds,
             guint               total,
             CsFilmLine          line,
             gpointer            data,
             GCancellable       *cancellable,
             GError            **error)
{
  Run run = { .seconds = seconds, .total = total, .line = line, .data = data, .cancellable = cancellable };
  int from;
  gboolean good;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  from = path ? open_film (path, error) : open ("/dev/null", O_RDONLY | O_CLOEXEC);
  if (from < 0)
    return FALSE;
  if (!(run.process = start (arguments, from, to, &run.status, error)))
    return FALSE;

  run.pending = g_string_new (NULL);
  run.began_at = run.heard_at = g_get_monotonic_time ();
  good = listen (&run, error);
  close (run.status);
  if (!good || !run.done)
    g_subprocess_force_exit (run.process);
  g_subprocess_wait (run.process, NULL, NULL);

  if (good && !run.done)
    {
      explain_end (&run, error);
      good = FALSE;
    }

  g_clear_error (&run.failure);
  g_string_free (run.pending, TRUE);
  g_object_unref (run.process);
  return good;
}
