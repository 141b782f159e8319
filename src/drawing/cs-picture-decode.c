/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-picture-decode-private.h"

/* One run of the program. */
typedef struct
{
  GSubprocess  *process;
  int           from;       /* what it writes; the stream's */
  gint64        deadline;   /* monotonic, microseconds */
  GCancellable *cancellable;
} Run;

/* --- the program --- */

static const char *
find_program (void)
{
  static gsize found = 0;

  if (g_once_init_enter (&found))
    {
      g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
      gboolean uninstalled = program != NULL && g_str_has_prefix (program, BUILD_ROOT "/");

      g_once_init_leave (&found, (gsize) (uninstalled ? BUILD_ROOT "/src/decoder/countersign-decoder"
                                                      : LIBEXECDIR "/countersign-decoder"));
    }
  return (const char *) found;
}

/* Only what the loader of programs, gdk-pixbuf and the sanitizers look at; neither names nor addresses of the person. */
static char **
make_environment (void)
{
  static const char *const kept[] = {
    "GDK_PIXBUF_MODULE_FILE", "GDK_PIXBUF_MODULEDIR", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "XDG_DATA_DIRS",
  };
  char **environment = g_environ_setenv (NULL, "LC_ALL", "C.UTF-8", TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const char *value = g_getenv (kept[i]);

      if (value != NULL)
        environment = g_environ_setenv (environment, kept[i], value, TRUE);
    }
  return environment;
}

static GSubprocess *
start (const char          *program,
       int                  fd,
       const CsPictureJob  *job,
       GError             **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_auto(GStrv) environment = make_environment ();
  g_autofree char *json = cs_picture_job_to_json (job);
  g_autoptr(GError) local_error = NULL;
  GSubprocess *process;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  if ((process = g_subprocess_launcher_spawn (launcher, &local_error, program, json, NULL)) == NULL)
    g_set_error (error, CS_ERROR, CS_ERROR_NO_DECODER, "Starting %s: %s", program, local_error->message);
  return process;
}

/* --- reading what it writes --- */

static gboolean
wait_readable (Run     *run,
               GError **error)
{
  GPollFD cancelled = { -1, 0, 0 };
  gboolean watched = g_cancellable_make_pollfd (run->cancellable, &cancelled);
  struct pollfd fds[] = { { run->from, POLLIN, 0 }, { watched ? cancelled.fd : -1, POLLIN, 0 } };
  gint64 left = run->deadline - g_get_monotonic_time ();
  int n = left > 0 ? poll (fds, G_N_ELEMENTS (fds), (int) (left / 1000) + 1) : 0;

  if (watched)
    g_cancellable_release_fd (run->cancellable);
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  if (n == 0)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_PICTURE_TOO_SLOW, "The decoder's time is up");
  else if (n < 0 && errno != EINTR)
    g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Waiting for the decoder: %s", g_strerror (errno));
  else
    return TRUE;
  return FALSE;
}

/* Reads up to @size bytes, fewer only at the end. Returns: how many, or -1 with @error */
static gssize
read_up_to (Run     *run,
            guint8  *bytes,
            gsize    size,
            GError **error)
{
  gsize n = 0;

  while (n < size)
    {
      gssize got;

      if (!wait_readable (run, error))
        return -1;
      got = read (run->from, bytes + n, size - n);
      if (got < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (got <= 0)
        break;
      n += (gsize) got;
    }
  return (gssize) n;
}

/* What ended it, where it did not answer. */
static void
set_ended (GSubprocess *process,
           GError     **error)
{
  int sig;

  g_subprocess_wait (process, NULL, NULL);
  sig = g_subprocess_get_if_signaled (process) ? g_subprocess_get_term_sig (process) : 0;
  if (sig == SIGXCPU)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_PICTURE_TOO_SLOW, "The decoder used up its processor time");
  else if (sig == SIGKILL)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_PICTURE_NO_MEMORY, "The system stopped the decoder");
  else if (sig != 0)
    g_set_error (error, CS_ERROR, CS_ERROR_PICTURE_CRASHED, "The decoder died: %s", g_strsignal (sig));
  else
    g_set_error (error, CS_ERROR, CS_ERROR_PICTURE_CRASHED, "The decoder ended with %d and half an answer",
                 g_subprocess_get_exit_status (process));
}

static gboolean
check_refusal (const CsPictureAnswer *answer,
               GError               **error)
{
  static const int codes[CS_N_PICTURE_REFUSALS] = {
    [CS_PICTURE_BROKEN] = CS_ERROR_NOT_A_PICTURE,
    [CS_PICTURE_TOO_LARGE] = CS_ERROR_TOO_LARGE,
    [CS_PICTURE_NO_LOADER] = CS_ERROR_PICTURE_KIND,
    [CS_PICTURE_NO_MEMORY] = CS_ERROR_PICTURE_NO_MEMORY,
    [CS_PICTURE_BAD_JOB] = CS_ERROR_INVALID,
    [CS_PICTURE_NO_SANDBOX] = CS_ERROR_NO_DECODER,
  };

  if (answer->refusal == CS_PICTURE_TAKEN)
    return TRUE;
  g_set_error (error, CS_ERROR, codes[answer->refusal], "Not taken (%s, %u MiB held): %s",
               cs_picture_format_name (answer->format), answer->peak_kib / 1024, answer->detail);
  return FALSE;
}

static CsPixels *
read_answer (Run                 *run,
             const CsPictureJob  *job,
             GError             **error)
{
  guint8 head[CS_PICTURE_ANSWER_BYTES], more;
  CsPictureAnswer answer;
  g_autofree guint8 *data = NULL;
  g_autoptr(GError) nonsense = NULL;
  CsPixels *pixels;
  gssize got;
  gsize size;

  if ((got = read_up_to (run, head, sizeof head, error)) < 0)
    return NULL;
  if (got < (gssize) sizeof head)
    {
      set_ended (run->process, error);
      return NULL;
    }
  if (!cs_picture_answer_parse (head, sizeof head, job, &answer, &nonsense))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_PICTURE_CRASHED, nonsense->message);
      return NULL;
    }
  if (!check_refusal (&answer, error))
    return NULL;

  size = (gsize) answer.width * (gsize) answer.height * (gsize) answer.channels;
  if ((data = g_try_malloc (size)) == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_PICTURE_NO_MEMORY, "No memory for %" G_GSIZE_FORMAT " bytes of pixels", size);
      return NULL;
    }
  if ((got = read_up_to (run, data, size, error)) < 0)
    return NULL;
  if (got < (gssize) size)
    {
      set_ended (run->process, error);
      return NULL;
    }
  if (read_up_to (run, &more, 1, error) != 0)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, CS_ERROR, CS_ERROR_PICTURE_CRASHED, "The decoder wrote more pixels than it promised");
      return NULL;
    }

  pixels = cs_pixels_new (g_bytes_new_take (g_steal_pointer (&data), size), answer.width, answer.height, answer.channels);
  pixels->source = answer;
  return pixels;
}

CsPixels *
cs_picture_decode_with (const char          *program,
                        guint                wall_ms,
                        int                  fd,
                        const CsPictureJob  *job,
                        GCancellable        *cancellable,
                        GError             **error)
{
  g_autoptr(CsPictureJob) plain = NULL;
  g_autoptr(GSubprocess) process = NULL;
  GInputStream *stream;
  CsPixels *pixels;
  Run run = { 0 };

  g_return_val_if_fail (program != NULL, NULL);
  g_return_val_if_fail (fd >= 0, NULL);

  if (job == NULL)
    job = plain = cs_picture_job_new ();
  if ((process = start (program, fd, job, error)) == NULL)
    return NULL;

  stream = g_subprocess_get_stdout_pipe (process);
  run.process = process;
  run.from = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream));
  run.deadline = g_get_monotonic_time () + (gint64) wall_ms * 1000;
  run.cancellable = cancellable;
  /* Fewer turns between the two; a system that does not allow it is only a little slower. */
  fcntl (run.from, F_SETPIPE_SZ, 1024 * 1024);
  pixels = read_answer (&run, job, error);
  /* It is of no more use, whatever it is doing. */
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  return pixels;
}

/* --- what it is given --- */

/* A pipe would let its reader wait for ever, a device has no end, a folder no bytes. What was opened is asked, not the path, which may change in between. */
static int
open_ordinary (const char  *path,
               gint64      *n_bytes,
               GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat status;

  if (fd < 0 && errno == ENXIO)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE, "Not a picture: a socket");
  else if (fd < 0 || fstat (fd, &status) != 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
  else if (S_ISDIR (status.st_mode))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "Not a picture: a folder");
  else if (!S_ISREG (status.st_mode))
    g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE, "Not a picture: a device or pipe");
  else if (status.st_size == 0)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE, "Not a picture: the file is empty");
  else if (status.st_size > CS_PICTURE_MAX_BYTES)
    g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The picture has more than %d bytes", CS_PICTURE_MAX_BYTES);
  else
    {
      *n_bytes = status.st_size;
      return fd;
    }
  if (fd >= 0)
    close (fd);
  return -1;
}

CsPixels *
cs_picture_decode_file (const char          *path,
                        const CsPictureJob  *job,
                        GCancellable        *cancellable,
                        GError             **error)
{
  CsPixels *pixels = NULL;
  gint64 n_bytes = 0;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  if ((fd = open_ordinary (path, &n_bytes, error)) < 0 ||
      (pixels = cs_picture_decode_with (find_program (), CS_PICTURE_WALL_MS, fd, job, cancellable, error)) == NULL)
    {
      g_prefix_error (error, "Reading %s: ", path);
      return NULL;
    }
  pixels->n_source_bytes = n_bytes;
  return pixels;
}

static gboolean
write_all (int           fd,
           const guint8 *bytes,
           gsize         size)
{
  while (size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }
  return TRUE;
}

CsPixels *
cs_picture_decode_bytes (GBytes              *bytes,
                         const CsPictureJob  *job,
                         GCancellable        *cancellable,
                         GError             **error)
{
  gsize size;
  const guint8 *data;
  CsPixels *pixels;
  int fd;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > CS_PICTURE_MAX_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The picture has more than %d bytes", CS_PICTURE_MAX_BYTES);
      return NULL;
    }
  if ((fd = memfd_create ("picture", MFD_CLOEXEC)) < 0 || !write_all (fd, data, size))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_PICTURE_NO_MEMORY, "Handing over a picture: %s", g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  if ((pixels = cs_picture_decode_with (find_program (), CS_PICTURE_WALL_MS, fd, job, cancellable, error)) != NULL)
    pixels->n_source_bytes = (gint64) size;
  return pixels;
}
