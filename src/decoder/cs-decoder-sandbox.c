/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cs-decoder-sandbox.h"

#if defined (__SANITIZE_ADDRESS__)
#define BOUND_MEMORY FALSE
#elif defined (__has_feature)
#if __has_feature (address_sanitizer)
#define BOUND_MEMORY FALSE
#endif
#endif
#ifndef BOUND_MEMORY
#define BOUND_MEMORY TRUE
#endif

/* What decoding takes: memory, the answer, the codecs' threads, clocks. */
static const int allowed[] = {
  SCMP_SYS (read), SCMP_SYS (readv), SCMP_SYS (pread64), SCMP_SYS (write), SCMP_SYS (writev), SCMP_SYS (close), SCMP_SYS (lseek), SCMP_SYS (fstat),
  SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (madvise), SCMP_SYS (brk), SCMP_SYS (membarrier),
  SCMP_SYS (futex), SCMP_SYS (set_robust_list), SCMP_SYS (get_robust_list), SCMP_SYS (rseq), SCMP_SYS (set_tid_address), SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity), SCMP_SYS (sched_getparam), SCMP_SYS (sched_getscheduler), SCMP_SYS (sched_get_priority_max), SCMP_SYS (sched_get_priority_min),
  SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn), SCMP_SYS (sigaltstack), SCMP_SYS (restart_syscall),
  SCMP_SYS (getpid), SCMP_SYS (gettid), SCMP_SYS (clock_gettime), SCMP_SYS (clock_getres), SCMP_SYS (clock_nanosleep), SCMP_SYS (nanosleep),
  SCMP_SYS (gettimeofday), SCMP_SYS (getrandom), SCMP_SYS (getrusage), SCMP_SYS (sysinfo), SCMP_SYS (exit), SCMP_SYS (exit_group),
};

/* Nothing that decodes a picture asks for these: whoever does is up to no good. */
static const int deadly[] = {
  SCMP_SYS (execve), SCMP_SYS (execveat), SCMP_SYS (fork), SCMP_SYS (vfork), SCMP_SYS (socket), SCMP_SYS (socketpair), SCMP_SYS (connect), SCMP_SYS (bind),
  SCMP_SYS (sendto), SCMP_SYS (sendmsg), SCMP_SYS (ptrace), SCMP_SYS (kill), SCMP_SYS (unlink), SCMP_SYS (unlinkat), SCMP_SYS (rename), SCMP_SYS (renameat),
  SCMP_SYS (renameat2), SCMP_SYS (process_vm_readv), SCMP_SYS (process_vm_writev), SCMP_SYS (io_uring_setup), SCMP_SYS (bpf), SCMP_SYS (mount),
};

static gboolean
set_limit (int    resource,
           rlim_t limit)
{
  struct rlimit both = { limit, limit };

  return setrlimit (resource, &both) == 0;
}

gboolean
cs_decoder_limit (void)
{
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
         prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
         set_limit (RLIMIT_CORE, 0) && set_limit (RLIMIT_FSIZE, 0) && set_limit (RLIMIT_NOFILE, 32) &&
         set_limit (RLIMIT_CPU, CS_DECODER_CPU_SECONDS) &&
         (!BOUND_MEMORY || set_limit (RLIMIT_AS, CS_DECODER_MEMORY_BYTES));
}

static gboolean
add_rules (scmp_filter_ctx filter)
{
  int failed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0);
  for (gsize i = 0; i < G_N_ELEMENTS (deadly); i++)
    failed |= seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);

  /* Memory, but none that can be run. */
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1, SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1, SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  /* Threads, but no processes. The C library tries clone3 first, whose flags a filter cannot see, and takes clone where there is none. */
  failed |= seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0);
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1,
                              SCMP_A0 (SCMP_CMP_MASKED_EQ, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM));
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prctl), 1, SCMP_A0 (SCMP_CMP_EQ, PR_SET_NAME));
  /* abort() raises its signal in its own thread. */
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ()));
  /* fstat() is this with an empty name on newer C libraries. */
  failed |= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (newfstatat), 1, SCMP_A3 (SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
  return failed == 0;
}

gboolean
cs_decoder_lock_in (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean locked;

  if (filter == NULL)
    return FALSE;
  /* All threads that a loader may have started already are locked in too. */
  locked = seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0 && add_rules (filter) && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return locked;
}
