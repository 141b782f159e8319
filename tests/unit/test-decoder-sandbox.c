/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cs-decoder-sandbox.h"

/* What a decoder that was taken over could try. Each returns 0 if it was stopped gently. */

static int
try_read_file (void)
{
  return open ("/etc/passwd", O_RDONLY) < 0 ? 0 : 1;
}

static int
try_write_file (void)
{
  return open ("/tmp/countersign-was-here", O_WRONLY | O_CREAT, 0600) < 0 ? 0 : 1;
}

static int
try_code (void)
{
  return mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? 0 : 1;
}

static int
try_more_limits (void)
{
  struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

  return setrlimit (RLIMIT_AS, &limit) != 0 ? 0 : 1;
}

static int
try_signal_parent (void)
{
  return kill (getppid (), SIGTERM) != 0 ? 0 : 1;
}

static int
try_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) < 0 ? 0 : 1;
}

static int
try_program (void)
{
  char *const arguments[] = { (char *) "/bin/true", NULL };

  execv ("/bin/true", arguments);
  return 0;
}

static int
try_process (void)
{
  return fork () < 0 ? 0 : 1;
}

static gpointer
say_seven (gpointer unused)
{
  return GINT_TO_POINTER (7);
}

static int
try_thread (void)
{
  GThread *thread = g_thread_try_new ("codec", say_seven, NULL, NULL);

  return thread != NULL && GPOINTER_TO_INT (g_thread_join (thread)) == 7 ? 0 : 1;
}

static int
try_memory (void)
{
  guint8 *bytes = g_try_malloc (64 * 1024 * 1024);

  if (bytes == NULL)
    return 1;
  bytes[1024] = 1;
  g_free (bytes);
  return 0;
}

/* Returns: the status of a child that locked itself in and tried */
static int
run_locked_in (int (*attempt)(void))
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (!cs_decoder_limit () || !cs_decoder_lock_in () ? 99 : attempt ());
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

static void
test_stopped (void)
{
  static const struct
  {
    const char *what;
    int (*attempt) (void);
    gboolean    deadly;
  } cases[] = {
    { "reading a file", try_read_file, FALSE },
    { "writing a file", try_write_file, FALSE },
    { "memory that can be run", try_code, FALSE },
    { "wider limits", try_more_limits, FALSE },
    { "a signal to the parent", try_signal_parent, TRUE },
    { "a socket", try_socket, TRUE },
    { "a program", try_program, TRUE },
    { "a process", try_process, FALSE },
    { "a thread, as codecs need them", try_thread, FALSE },
    { "memory, as pictures need it", try_memory, FALSE },
  };

  g_test_summary ("A decoder that was taken over can open, run, reach and become nothing; what decoding needs works");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int status = run_locked_in (cases[i].attempt);

      g_test_message ("%s: %d", cases[i].what, status);
      if (cases[i].deadly)
        {
          g_assert_true (WIFSIGNALED (status));
          g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
        }
      else
        {
          g_assert_true (WIFEXITED (status));
          g_assert_cmpint (WEXITSTATUS (status), ==, 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decoder/sandbox/stopped", test_stopped);
  return g_test_run ();
}
