/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands between a program and the C library (LD_PRELOAD): writes down what the program does to the
 * files of one folder, and lets one of these calls fail or be the last.
 *
 *   SAFETY_FOLDER  the folder, a full path without links
 *   SAFETY_LOG     file to which each change is appended, see record()
 *   SAFETY_FAIL    CALL NUMBER ERRNO HOW: the NUMBER-th CALL (names below) of the process fails;
 *                  HOW: "once", "on" (it and all later ones), "short" (once half is written or
 *                  read, then as "on"), "kill" (SIGKILL before it)
 *   SAFETY_COUNT   file that gets the number of such calls when the program ends
 */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS /* open and open64 are two names here */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FILES 1024
#define EXPORT __attribute__ ((visibility ("default")))
/* the C library's own function of the same name */
#define REAL(type, name, ...)                                                                      \
  static type (*real) (__VA_ARGS__);                                                               \
  if (real == NULL)                                                                                \
  real = (type (*) (__VA_ARGS__)) dlsym (RTLD_NEXT, name)

typedef enum
{
  NOT_OURS,
  OUR_FILE,
  OUR_FOLDER,
  OUR_ANSWERS, /* what the program has told its user */
} Kind;

static struct
{
  const char *folder;
  const char *log_path;
  const char *count_path;
  char        call[16];
  char        how[16];
  long        at;
  int         code;
  bool        ready;
} plan;

static Kind kinds[MAX_FILES];
static atomic_long n_calls;
static int log_fd = -1;
static pthread_mutex_t log_mutex = PTHREAD_MUTEX_INITIALIZER;

__attribute__ ((constructor)) static void
begin (void)
{
  const char *fail = getenv ("SAFETY_FAIL");

  plan.folder = getenv ("SAFETY_FOLDER");
  plan.log_path = getenv ("SAFETY_LOG");
  plan.count_path = getenv ("SAFETY_COUNT");
  if (fail != NULL)
    sscanf (fail, "%15s %ld %d %15s", plan.call, &plan.at, &plan.code, plan.how);
  plan.ready = plan.folder != NULL;
}

__attribute__ ((destructor)) static void
end (void)
{
  FILE *file;

  plan.ready = false;
  file = plan.count_path != NULL ? fopen (plan.count_path, "w") : NULL;
  if (file == NULL)
    return;
  fprintf (file, "%ld\n", (long) n_calls);
  fclose (file);
}

/* ---- failing --------------------------------------------------------------------------------- */

typedef enum
{
  GOES_ON,
  GOES_HALF,
  FAILS,
} Fate;

static Fate
judge (const char *call)
{
  long n;

  if (!plan.ready || (strcmp (plan.call, call) != 0 && strcmp (plan.call, "any") != 0))
    return GOES_ON;
  if (strcmp (plan.call, "any") == 0 && strcmp (call, "alloc") == 0)
    return GOES_ON;
  n = atomic_fetch_add (&n_calls, 1) + 1;
  if (plan.at == 0 || n < plan.at || (n > plan.at && strcmp (plan.how, "once") == 0))
    return GOES_ON;
  if (strcmp (plan.how, "kill") == 0)
    kill (getpid (), SIGKILL);
  if (strcmp (plan.how, "short") == 0 && n == plan.at)
    return GOES_HALF;
  errno = plan.code;
  return FAILS;
}

static bool
fails (const char *call)
{
  return judge (call) == FAILS;
}

/* ---- writing down ---------------------------------------------------------------------------- */

static bool
is_ours (const char *path)
{
  size_t n = plan.ready ? strlen (plan.folder) : 0;

  return n > 0 && strncmp (path, plan.folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

static Kind
kind_of (int fd)
{
  return plan.ready && fd >= 0 && fd < MAX_FILES ? kinds[fd] : NOT_OURS;
}

static const char *
base_of (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

/* without them the test knows nothing */
static bool
are_answers (const char *path)
{
  return strcmp (base_of (path), "answers") == 0;
}

static unsigned long
inode_of (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 ? status.st_ino : 0;
}

/* Appends "OPERATION INODE NUMBER LENGTH NAME\n" and LENGTH bytes of data to the log. */
static void
record (const char   *operation,
        unsigned long inode,
        long          number,
        const char   *name,
        const void   *data,
        size_t        length)
{
  char line[512];
  struct iovec parts[2] = { { line, 0 }, { (void *) data, length } };
  int code = errno;
  ssize_t done;

  if (plan.log_path == NULL)
    return;
  parts[0].iov_len =
    snprintf (line, sizeof line, "%s %lu %ld %zu %s\n", operation, inode, number, length, name);
  pthread_mutex_lock (&log_mutex);
  if (log_fd < 0)
    {
      REAL (int, "open64", const char *, int, ...);

      log_fd = real (plan.log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
  done = writev (log_fd, parts, 2);
  pthread_mutex_unlock (&log_mutex);
  if (done != (ssize_t) (parts[0].iov_len + length))
    abort (); /* the test would believe half a log */
  errno = code;
}

static void
record_write (int         fd,
              long        offset,
              const void *data,
              ssize_t     n)
{
  if (n > 0 && kind_of (fd) == OUR_FILE)
    record ("write", inode_of (fd), offset, "", data, n);
  else if (n > 0 && kind_of (fd) == OUR_ANSWERS)
    record ("answer", 0, 0, "", data, n);
}

/* ---- open and close -------------------------------------------------------------------------- */

static void
opened (int         fd,
        const char *path,
        int         flags,
        bool        made)
{
  bool unnamed = (flags & O_TMPFILE) == O_TMPFILE;

  if (fd >= MAX_FILES)
    abort ();
  if (are_answers (path))
    kinds[fd] = OUR_ANSWERS;
  else if (strcmp (path, plan.folder) == 0 && !unnamed)
    kinds[fd] = OUR_FOLDER;
  else
    {
      kinds[fd] = OUR_FILE;
      record (made || unnamed ? "make" : "have", inode_of (fd), 0, unnamed ? "" : base_of (path),
              NULL, 0);
      if ((flags & O_TRUNC) != 0 && !made)
        record ("cut", inode_of (fd), 0, "", NULL, 0);
    }
}

#define OPEN(name)                                                                                 \
  EXPORT int name (const char *path, int flags, ...)                                               \
  {                                                                                                \
    REAL (int, #name, const char *, int, ...);                                                     \
    bool makes = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;                       \
    mode_t mode = 0;                                                                               \
    bool made;                                                                                     \
    int fd;                                                                                        \
    if (makes)                                                                                     \
      {                                                                                            \
        va_list arguments;                                                                         \
        va_start (arguments, flags);                                                               \
        mode = va_arg (arguments, mode_t);                                                         \
        va_end (arguments);                                                                        \
      }                                                                                            \
    if (!is_ours (path))                                                                           \
      return real (path, flags, mode);                                                             \
    if (!are_answers (path) && fails ("open"))                                                     \
      return -1;                                                                                   \
    made = (flags & O_CREAT) != 0 && access (path, F_OK) != 0;                                     \
    fd = real (path, flags, mode);                                                                 \
    if (fd >= 0)                                                                                   \
      opened (fd, path, flags, made);                                                              \
    return fd;                                                                                     \
  }
OPEN (open)
OPEN (open64)

EXPORT int
close (int fd)
{
  REAL (int, "close", int);

  if (fd >= 0 && fd < MAX_FILES)
    kinds[fd] = NOT_OURS;
  return real (fd);
}

/* ---- contents -------------------------------------------------------------------------------- */

EXPORT ssize_t
write (int         fd,
       const void *data,
       size_t      n)
{
  REAL (ssize_t, "write", int, const void *, size_t);
  Fate fate = kind_of (fd) == OUR_FILE ? judge ("write") : GOES_ON;
  long offset = kind_of (fd) == OUR_FILE ? lseek (fd, 0, SEEK_CUR) : 0;
  ssize_t done = fate == FAILS ? -1 : real (fd, data, fate == GOES_HALF ? (n + 1) / 2 : n);

  record_write (fd, offset, data, done);
  return done;
}

#define PWRITE(name, offset_type)                                                                  \
  EXPORT ssize_t name (int fd, const void *data, size_t n, offset_type offset)                     \
  {                                                                                                \
    REAL (ssize_t, #name, int, const void *, size_t, offset_type);                                 \
    Fate fate = kind_of (fd) == OUR_FILE ? judge ("write") : GOES_ON;                              \
    ssize_t done =                                                                                 \
      fate == FAILS ? -1 : real (fd, data, fate == GOES_HALF ? (n + 1) / 2 : n, offset);           \
    record_write (fd, offset, data, done);                                                         \
    return done;                                                                                   \
  }
PWRITE (pwrite, off_t)
PWRITE (pwrite64, off64_t)

EXPORT ssize_t
read (int    fd,
      void  *data,
      size_t n)
{
  REAL (ssize_t, "read", int, void *, size_t);

  return kind_of (fd) == OUR_FILE && fails ("read") ? -1 : real (fd, data, n);
}

#define PREAD(name, offset_type)                                                                   \
  EXPORT ssize_t name (int fd, void *data, size_t n, offset_type offset)                           \
  {                                                                                                \
    REAL (ssize_t, #name, int, void *, size_t, offset_type);                                       \
    return kind_of (fd) == OUR_FILE && fails ("read") ? -1 : real (fd, data, n, offset);           \
  }
PREAD (pread, off_t)
PREAD (pread64, off64_t)

#define SYNC(name)                                                                                 \
  EXPORT int name (int fd)                                                                         \
  {                                                                                                \
    REAL (int, #name, int);                                                                        \
    Kind kind = kind_of (fd);                                                                      \
    int done;                                                                                      \
    if ((kind == OUR_FILE || kind == OUR_FOLDER) && fails ("sync"))                                \
      return -1;                                                                                   \
    done = real (fd);                                                                              \
    if (done == 0 && kind == OUR_FILE)                                                             \
      record ("sync", inode_of (fd), 0, "", NULL, 0);                                              \
    else if (done == 0 && kind == OUR_FOLDER)                                                      \
      record ("sync-folder", 0, 0, "", NULL, 0);                                                   \
    return done;                                                                                   \
  }
SYNC (fsync)
SYNC (fdatasync)

#define TRUNCATE(name, offset_type)                                                                \
  EXPORT int name (int fd, offset_type size)                                                       \
  {                                                                                                \
    REAL (int, #name, int, offset_type);                                                           \
    int done;                                                                                      \
    if (kind_of (fd) == OUR_FILE && fails ("truncate"))                                            \
      return -1;                                                                                   \
    done = real (fd, size);                                                                        \
    if (done == 0 && kind_of (fd) == OUR_FILE)                                                     \
      record ("cut", inode_of (fd), size, "", NULL, 0);                                            \
    return done;                                                                                   \
  }
TRUNCATE (ftruncate, off_t)
TRUNCATE (ftruncate64, off64_t)

/* ---- names ----------------------------------------------------------------------------------- */

EXPORT int
unlink (const char *path)
{
  REAL (int, "unlink", const char *);
  int done;

  if (is_ours (path) && fails ("unlink"))
    return -1;
  done = real (path);
  if (done == 0 && is_ours (path))
    record ("unlink", 0, 0, base_of (path), NULL, 0);
  return done;
}

EXPORT int
remove (const char *path)
{
  REAL (int, "remove", const char *);

  return is_ours (path) ? unlink (path) : real (path);
}

static void
record_rename (const char *from,
               const char *to)
{
  record ("rename", 0, 0, base_of (from), base_of (to), strlen (base_of (to)));
}

EXPORT int
rename (const char *from,
        const char *to)
{
  REAL (int, "rename", const char *, const char *);
  int done;

  if (is_ours (to) && fails ("rename"))
    return -1;
  done = real (from, to);
  if (done == 0 && is_ours (to))
    record_rename (from, to);
  return done;
}

EXPORT int
renameat2 (int          from_folder,
           const char  *from,
           int          to_folder,
           const char  *to,
           unsigned int flags)
{
  REAL (int, "renameat2", int, const char *, int, const char *, unsigned int);
  int done;

  if (is_ours (to) && fails ("rename"))
    return -1;
  done = real (from_folder, from, to_folder, to, flags);
  if (done == 0 && is_ours (to))
    record_rename (from, to);
  return done;
}

EXPORT int
linkat (int         from_folder,
        const char *from,
        int         to_folder,
        const char *to,
        int         flags)
{
  REAL (int, "linkat", int, const char *, int, const char *, int);
  struct stat status;
  int done;

  if (is_ours (to) && fails ("link"))
    return -1;
  done = real (from_folder, from, to_folder, to, flags);
  if (done == 0 && is_ours (to) && stat (to, &status) == 0)
    record ("link", status.st_ino, 0, base_of (to), NULL, 0);
  return done;
}

/* ---- memory ---------------------------------------------------------------------------------- */

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *block, size_t size);

EXPORT void *
malloc (size_t size)
{
  return fails ("alloc") ? NULL : __libc_malloc (size);
}

EXPORT void *
calloc (size_t n,
        size_t size)
{
  return fails ("alloc") ? NULL : __libc_calloc (n, size);
}

EXPORT void *
realloc (void  *block,
         size_t size)
{
  return fails ("alloc") ? NULL : __libc_realloc (block, size);
}
