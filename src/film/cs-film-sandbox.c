/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define _GNU_SOURCE /* O_PATH */

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>

#include "cs-film-helper.h"

/* Whoever takes this process over by a film finds nothing to do: it reads the system's libraries and the film, computes, and writes one file that is open
 * already. */

/* Address space, most of it never touched: stacks of threads, libraries, and the pictures between two stages of a pipeline at 8192 × 4320. */
#define MEMORY (6 * G_GUINT64_CONSTANT (1024) * 1024 * 1024)
#define QUICK_SECONDS 30
#define SLOW_SECONDS (12 * 3600)

/* A sanitizer's shadow has more than any bound. */
#if defined (__SANITIZE_ADDRESS__)
#define BOUND_MEMORY FALSE
#else
#define BOUND_MEMORY TRUE
#endif

static void
limit (int    what,
       rlim_t most)
{
  struct rlimit bound = { most, most };

  if (setrlimit (what, &bound) != 0)
    cs_film_give_up (CS_ERROR_FAILED, "setrlimit %d: %s", what, g_strerror (errno));
}

/* Calls that reading, computing and writing to open files need. Anything else fails with EPERM. */
static const int calls[] = {
  SCMP_SYS (read), SCMP_SYS (readv), SCMP_SYS (pread64), SCMP_SYS (write), SCMP_SYS (writev), SCMP_SYS (pwrite64), SCMP_SYS (lseek), SCMP_SYS (close),
  SCMP_SYS (fsync), SCMP_SYS (ftruncate), SCMP_SYS (fstat), SCMP_SYS (stat), SCMP_SYS (lstat), SCMP_SYS (newfstatat), SCMP_SYS (statx), SCMP_SYS (fstatfs),
  SCMP_SYS (statfs), SCMP_SYS (access), SCMP_SYS (faccessat), SCMP_SYS (faccessat2), SCMP_SYS (readlink), SCMP_SYS (readlinkat), SCMP_SYS (getdents64), SCMP_SYS (getcwd),
  SCMP_SYS (dup), SCMP_SYS (dup2), SCMP_SYS (dup3), SCMP_SYS (fcntl), SCMP_SYS (pipe), SCMP_SYS (pipe2), SCMP_SYS (eventfd2), SCMP_SYS (fadvise64), SCMP_SYS (ioctl),
  SCMP_SYS (mmap), SCMP_SYS (munmap), SCMP_SYS (mprotect), SCMP_SYS (mremap), SCMP_SYS (madvise), SCMP_SYS (brk), SCMP_SYS (mlock), SCMP_SYS (munlock), SCMP_SYS (memfd_create),
  SCMP_SYS (poll), SCMP_SYS (ppoll), SCMP_SYS (select), SCMP_SYS (pselect6), SCMP_SYS (epoll_create1), SCMP_SYS (epoll_ctl), SCMP_SYS (epoll_wait), SCMP_SYS (epoll_pwait),
  SCMP_SYS (futex), SCMP_SYS (set_robust_list), SCMP_SYS (get_robust_list), SCMP_SYS (rseq), SCMP_SYS (membarrier), SCMP_SYS (set_tid_address), SCMP_SYS (arch_prctl),
  SCMP_SYS (sched_yield), SCMP_SYS (sched_getaffinity), SCMP_SYS (sched_setaffinity), SCMP_SYS (sched_getparam), SCMP_SYS (sched_getscheduler), SCMP_SYS (sched_getattr),
  SCMP_SYS (sched_get_priority_max), SCMP_SYS (sched_get_priority_min), SCMP_SYS (getpriority),
  SCMP_SYS (clock_gettime), SCMP_SYS (clock_getres), SCMP_SYS (clock_nanosleep), SCMP_SYS (nanosleep), SCMP_SYS (gettimeofday), SCMP_SYS (time), SCMP_SYS (times), SCMP_SYS (getrusage),
  SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn), SCMP_SYS (sigaltstack), SCMP_SYS (restart_syscall), SCMP_SYS (tgkill),
  SCMP_SYS (getpid), SCMP_SYS (gettid), SCMP_SYS (getppid), SCMP_SYS (getuid), SCMP_SYS (geteuid), SCMP_SYS (getgid), SCMP_SYS (getegid), SCMP_SYS (getrandom), SCMP_SYS (uname),
  SCMP_SYS (sysinfo), SCMP_SYS (getrlimit), SCMP_SYS (prctl), SCMP_SYS (getcpu), SCMP_SYS (exit), SCMP_SYS (exit_group),
};

static int
add_rules (scmp_filter_ctx filter)
{
  /* nothing that writes, makes or cuts off a file by its name */
  const int writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  int bad = 0;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    bad |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0);

  bad |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1, SCMP_A1 (SCMP_CMP_MASKED_EQ, writing, 0));
  bad |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, 0));

  /* threads, but no processes; clone3 hides its flags from a filter, and without it libc takes clone */
  bad |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1, SCMP_A0 (SCMP_CMP_MASKED_EQ, 0x00010000, 0x00010000));
  bad |= seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0);

  /* GStreamer wakes its threads through pairs, which lead nowhere else */
  bad |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (socketpair), 1, SCMP_A0 (SCMP_CMP_EQ, AF_UNIX));

  /* limits are read, never set */
  bad |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1, SCMP_A2 (SCMP_CMP_EQ, 0));
  return bad;
}

static void
filter_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));

  /* threads that GStreamer started already are locked in too */
  if (filter == NULL || seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1) != 0 || add_rules (filter) != 0 || seccomp_load (filter) != 0)
    cs_film_give_up (CS_ERROR_FAILED, "The filter of system calls cannot be loaded");

  seccomp_release (filter);
}

static void
allow_reading (int         rules,
               const char *path)
{
  struct landlock_path_beneath_attr beneath = { .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR };

  if ((beneath.parent_fd = open (path, O_PATH | O_CLOEXEC)) < 0)
    return;

  syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  close (beneath.parent_fd);
}

/* Where the kernel can: nobody's own files either. What is open already stays so. */
static void
hide_files (void)
{
  static const char * const paths[] = { "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/proc/cpuinfo", "/sys/devices/system" };
  struct landlock_ruleset_attr attributes = { .handled_access_fs = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR };
  int rules = (int) syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);

  if (rules < 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    allow_reading (rules, paths[i]);
  syscall (SYS_landlock_restrict_self, rules, 0);
  close (rules);
}

void
cs_film_sandbox (gboolean encodes)
{
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    cs_film_give_up (CS_ERROR_FAILED, "no_new_privs: %s", g_strerror (errno));

  limit (RLIMIT_CORE, 0);
  if (BOUND_MEMORY)
    limit (RLIMIT_AS, MEMORY);
  limit (RLIMIT_CPU, encodes ? SLOW_SECONDS : QUICK_SECONDS);
  limit (RLIMIT_FSIZE, CS_FILM_MAX_BYTES + 64 * 1024 * 1024);
  limit (RLIMIT_NOFILE, 128);
  hide_files ();
  filter_calls ();
}
