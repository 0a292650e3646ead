/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may write a case file, and where that file is.
 *
 * The locks that SQLite takes are a process's: closing any descriptor of the file anywhere in the
 * program lets go of all of them. Ours belong to one open file description (F_OFD_SETLK of Linux),
 * so that only closing that one ends them; they are on the file itself, so that they go with it
 * when it is renamed and hold against every name that it has, and they end with the program. Two
 * bytes, far from those that SQLite locks, are all there is:
 *
 *   OWNER  held by the one store that may write, from opening to closing
 *   GATE   held for writing during a transaction, and for reading while the file is being copied
 *
 * Who holds OWNER stands in a hidden file beside the case, which is only read to name it. */
#define _GNU_SOURCE /* F_OFD_SETLK */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-lock-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OWNER_BYTE 0x40001000 /* SQLite's are 0x40000000 to 0x400001ff */
#define GATE_BYTE 0x40001001
#define GATE_TURN (5 * G_TIME_SPAN_MILLISECOND)
#define GATE_TURNS 2000 /* ten seconds */
#define MAX_HOLDER 1024 /* bytes of the file that names who holds the lock */

/* 0, or the errno */
static int
set_lock (int fd,
          int type,
          int byte)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };

  while (fcntl (fd, F_OFD_SETLK, &lock) != 0)
    if (errno != EINTR)
      return errno;
  return 0;
}

static gboolean
is_busy (int code)
{
  return code == EAGAIN || code == EACCES;
}

char *
_dln_store_dup_beside (const char *path,
                       const char *ending)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strconcat (".~", base, ending, NULL);

  return g_build_filename (folder, name, NULL);
}

/* ---- who holds it ---------------------------------------------------------------------------- */

/* for the sentence that another program shows; without it that one says less */
static void
write_holder (DlnStoreLock *lock)
{
  g_autofree char *path = _dln_store_dup_beside (lock->path, ".lock");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%F %R");
  g_autofree char *text =
    g_strdup_printf ("%s\n%d\n%s\n%s\n",
                     g_get_prgname () != NULL ? g_get_prgname () : "Dateline",
                     getpid (),
                     g_get_host_name (),
                     since);
  int fd;

  g_unlink (path); /* of a program that did not end well: we hold the lock */
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fd < 0)
    return;
  if (write (fd, text, strlen (text)) < 0)
    g_debug ("%s: %s", path, g_strerror (errno));
  close (fd);
}

static void
remove_holder (DlnStoreLock *lock)
{
  g_autofree char *path = _dln_store_dup_beside (lock->path, ".lock");

  g_unlink (path);
}

/* lines of the file, all printable; NULL: there is none, or it is not ours */
static char **
read_holder (const char *path)
{
  char text[MAX_HOLDER];
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  gssize n = fd >= 0 ? read (fd, text, sizeof text) : -1;
  g_auto (GStrv) lines = NULL;

  if (fd >= 0)
    close (fd);
  if (n <= 0 || !g_utf8_validate_len (text, n, NULL))
    return NULL;
  for (gssize i = 0; i < n; i++)
    if ((guchar) text[i] < 0x20 && text[i] != '\n')
      return NULL;
  text[n - 1] = '\0';
  lines = g_strsplit (text, "\n", 5);
  return g_strv_length (lines) == 4 ? g_steal_pointer (&lines) : NULL;
}

/* (transfer full): a sentence that says who may write the case, which is called @name */
char *
_dln_store_lock_dup_holder (DlnStoreLock *lock,
                            const char   *name)
{
  g_autofree char *path = _dln_store_dup_beside (lock->path, ".lock");
  g_auto (GStrv) lines = read_holder (path);

  if (lines == NULL)
    return g_strdup_printf (
      _("%s is open in another program: it can be read here, but not changed."), name);
  if (g_ascii_strtoll (lines[1], NULL, 10) == getpid ()
      && g_strcmp0 (lines[2], g_get_host_name ()) == 0)
    return g_strdup_printf (
      _("%s is open in another window: it can be read here, but not changed."), name);
  /* Translators: the case, then a program's name, process number, computer and time */
  return g_strdup_printf (
    _("%s is open in %s (process %s on %s, since %s): it can be read here, but not changed."),
    name,
    lines[0],
    lines[1],
    lines[2],
    lines[3]);
}

/* ---- the file -------------------------------------------------------------------------------- */

static gboolean
take_identity (DlnStoreLock *lock,
               const char   *path)
{
  struct stat status;
  char *real;

  if (fstat (lock->fd, &status) != 0)
    return FALSE;
  lock->device = status.st_dev;
  lock->inode = status.st_ino;
  real = realpath (path, NULL);
  lock->path = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);
  free (real);
  if (S_ISREG (status.st_mode))
    return TRUE;
  errno = EINVAL;
  return FALSE;
}

/* Takes hold of the regular file at @path without locking anything. NULL: errno tells why. */
DlnStoreLock *
_dln_store_lock_open (const char *path,
                      int         flags) /* O_RDWR or O_RDONLY */
{
  int fd = g_open (path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);

  return fd >= 0 ? _dln_store_lock_new (fd, path) : NULL;
}

/* takes @fd, which is open at @path */
DlnStoreLock *
_dln_store_lock_new (int         fd,
                     const char *path)
{
  g_autoptr (DlnStoreLock) lock = g_new0 (DlnStoreLock, 1);

  lock->fd = fd;
  return take_identity (lock, path) ? g_steal_pointer (&lock) : NULL;
}

void
_dln_store_lock_free (DlnStoreLock *lock)
{
  int code = errno;

  if (lock == NULL)
    return;
  if (lock->owned && !_dln_store_lock_is_lost (lock))
    remove_holder (lock);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
  errno = code;
}

/* Returns: whether the file is at @path, under whatever other names it may be known */
gboolean
_dln_store_lock_is_at (DlnStoreLock *lock,
                       const char   *path)
{
  struct stat status;

  return g_stat (path, &status) == 0 && status.st_dev == lock->device
         && status.st_ino == lock->inode;
}

/* Returns: whether the name that it had is another file's now, so that what is beside that is not
 * ours */
gboolean
_dln_store_lock_is_lost (DlnStoreLock *lock)
{
  return !_dln_store_lock_is_at (lock, lock->path)
         && g_file_test (lock->path, G_FILE_TEST_EXISTS);
}

/* Returns: (transfer full) (nullable): where the file is now; NULL: it was deleted */
char *
_dln_store_lock_find (DlnStoreLock *lock)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", lock->fd);
  g_autofree char *path = g_file_read_link (link, NULL);

  return path != NULL && _dln_store_lock_is_at (lock, path) ? g_steal_pointer (&path) : NULL;
}

/* the file, which we hold, is at @path from now on */
void
_dln_store_lock_move (DlnStoreLock *lock,
                      const char   *path)
{
  if (lock->owned)
    remove_holder (lock);
  g_free (lock->path);
  lock->path = g_strdup (path);
  lock->owned = TRUE;
  write_holder (lock);
}

/* removes the file, which we hold */
gboolean
_dln_store_lock_unlink (DlnStoreLock *lock)
{
  remove_holder (lock);
  return g_unlink (lock->path) == 0;
}

/* ---- the locks ------------------------------------------------------------------------------- */

/* Returns: whether this is the one that may write now; otherwise errno is EBUSY if another is, and
 * tells else why the file cannot be locked */
gboolean
_dln_store_lock_take (DlnStoreLock *lock)
{
  int code = set_lock (lock->fd, F_WRLCK, OWNER_BYTE);

  lock->owned = code == 0;
  if (lock->owned)
    write_holder (lock);
  errno = is_busy (code) ? EBUSY : code;
  return lock->owned;
}

/* Like _dln_store_lock_take() of a file that has no name yet, or is only to be replaced: the
 * file that names the holder is not written. A file that was opened for reading can be locked,
 * too. */
gboolean
_dln_store_lock_claim (DlnStoreLock *lock,
                       gboolean      writable)
{
  int code = set_lock (lock->fd, writable ? F_WRLCK : F_RDLCK, OWNER_BYTE);

  errno = is_busy (code) ? EBUSY : code;
  return code == 0;
}

/* The file, which was made without a name and is claimed, is at @path now: opened by that name, so
 * that the system can tell where it goes. Nobody gets between: until the new description has the
 * lock to itself both have a part in it. */
gboolean
_dln_store_lock_name (DlnStoreLock *lock,
                      const char   *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC | O_NOCTTY, 0);
  int code = fd < 0 ? errno : set_lock (lock->fd, F_RDLCK, OWNER_BYTE);

  if (code == 0)
    code = set_lock (fd, F_RDLCK, OWNER_BYTE);
  if (code == 0)
    {
      close (lock->fd);
      lock->fd = fd;
      code = set_lock (fd, F_WRLCK, OWNER_BYTE);
    }
  else if (fd >= 0)
    close (fd);
  if (code == 0 && !_dln_store_lock_is_at (lock, path))
    code = ESTALE;
  if (code == 0)
    _dln_store_lock_move (lock, path);
  errno = code;
  return code == 0;
}

/* Returns: whether somebody has the file open to write, in this program or another; takes nothing,
 * so that it is in nobody's way */
gboolean
_dln_store_lock_is_taken (DlnStoreLock *lock)
{
  struct flock asked = {
    .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = OWNER_BYTE, .l_len = 1
  };

  return fcntl (lock->fd, F_OFD_GETLK, &asked) == 0 && asked.l_type != F_UNLCK;
}

/* Waits for the gate. Returns: whether it is open for us now; where the file system has no locks it
 * always is */
gboolean
_dln_store_lock_enter (DlnStoreLock *lock,
                       gboolean      to_write)
{
  for (guint i = 0; i < GATE_TURNS; i++)
    {
      if (!is_busy (set_lock (lock->fd, to_write ? F_WRLCK : F_RDLCK, GATE_BYTE)))
        return TRUE;
      g_usleep (GATE_TURN);
    }
  return FALSE;
}

void
_dln_store_lock_leave (DlnStoreLock *lock)
{
  set_lock (lock->fd, F_UNLCK, GATE_BYTE);
}
