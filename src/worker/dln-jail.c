/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three walls, each of which holds by itself: limits on memory, files and processes (setrlimit), no
 * access to any file (Landlock), and only those system calls that reading and answering needs
 * (seccomp). None can be taken down again.
 *
 * What a reader loads by itself (catalogues of messages, tables of encodings) has to be loaded
 * before. */
#define G_LOG_DOMAIN "dateline-worker"
#define _GNU_SOURCE /* syscall, prlimit */
#include "config.h"

#include "worker/dln-jail.h"

#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

/* the sanitizers reserve terabytes */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

static gboolean
limit (int    resource,
       rlim_t value)
{
  struct rlimit both = { value, value };

  return setrlimit (resource, &both) == 0;
}

static gboolean
limit_sizes (void)
{
  return limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_NPROC, 0)
         && (IS_SANITIZED || limit (RLIMIT_AS, DLN_JAIL_MEMORY));
}

/* All rights on files that the kernel knows are handled, and none is given. */
static gboolean
close_files (void)
{
  static const guint64 rights[] = {
    (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,  /* version 1 */
    (LANDLOCK_ACCESS_FS_MAKE_SYM << 2) - 1,  /* and moving between folders */
    (LANDLOCK_ACCESS_FS_MAKE_SYM << 3) - 1,  /* and cutting */
    (LANDLOCK_ACCESS_FS_MAKE_SYM << 3) - 1,
    (LANDLOCK_ACCESS_FS_MAKE_SYM << 4) - 1,  /* and controls of devices */
  };
  long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  struct landlock_ruleset_attr attributes = { 0 };
  int ruleset;
  gboolean done;

  if (version < 1)
    return FALSE;
  attributes.handled_access_fs = rights[MIN (version, (long) G_N_ELEMENTS (rights)) - 1];
  ruleset = syscall (SYS_landlock_create_ruleset, &attributes,
                     sizeof attributes.handled_access_fs, 0);
  if (ruleset < 0)
    return FALSE;
  done = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return done;
}

static gboolean
allow_calls (scmp_filter_ctx filter)
{
  static const int calls[] = {
    SCMP_SYS (read),         SCMP_SYS (write),           SCMP_SYS (readv),
    SCMP_SYS (writev),       SCMP_SYS (close),           SCMP_SYS (fstat),
    SCMP_SYS (lseek),        SCMP_SYS (munmap),          SCMP_SYS (madvise),
    SCMP_SYS (brk),          SCMP_SYS (mremap),          SCMP_SYS (futex),
    SCMP_SYS (exit),         SCMP_SYS (exit_group),      SCMP_SYS (getrandom),
    SCMP_SYS (getpid),       SCMP_SYS (gettid),          SCMP_SYS (sched_yield),
    SCMP_SYS (setitimer),    SCMP_SYS (clock_gettime),   SCMP_SYS (gettimeofday),
    SCMP_SYS (rt_sigreturn), SCMP_SYS (rt_sigprocmask),  SCMP_SYS (rt_sigaction),
    SCMP_SYS (getrusage),    SCMP_SYS (restart_syscall), SCMP_SYS (sigaltstack),
  };
  gboolean done = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    done = done && seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
  /* memory yes, code no */
  done = done
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0))
              == 0
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0))
              == 0;
  /* abort() raises a signal in itself */
  return done
         && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                              SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ()))
              == 0;
}

static gboolean
close_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean done = filter != NULL && allow_calls (filter) && seccomp_load (filter) == 0;

  if (filter != NULL)
    seccomp_release (filter);
  return done;
}

/**
 * dln_jail_enter:
 *
 * From here on the process can compute, and read and write what is open; nothing else, for ever.
 *
 * Returns: which walls stand: an old kernel has no Landlock
 */
DlnJail
dln_jail_enter (void)
{
  DlnJail jail = { 0 };

  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  jail.sizes = limit_sizes ();
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
    {
      jail.files = close_files ();
      jail.calls = close_calls ();
    }
  return jail;
}

/* ends the process by SIGPROF when it has computed for @seconds more; 0 = never */
void
dln_jail_set_timer (guint seconds)
{
  struct itimerval timer = { { 0, 0 }, { seconds, 0 } };

  setitimer (ITIMER_PROF, &timer, NULL);
}
