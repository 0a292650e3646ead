/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as a new file. Its bytes are written to a file that has no name yet, and locked; when they
 * are on the disk it gets its name in one step. A program that is killed leaves nothing behind, and
 * what was there before is whole until it is replaced. */
#define _GNU_SOURCE /* O_TMPFILE, renameat2 */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COPY_BYTES (1 << 20)

static DlnStoreLock *
fail_to_make (const char *path,
              int         code, /* errno */
              GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error,
               DLN_STORE_ERROR,
               DLN_STORE_ERROR_WRITE,
               code == EFBIG || code == ENOSPC || code == EDQUOT
                 ? _("There is no room on the disk: %s was not saved (%s).")
                 : _("%s cannot be made: %s."),
               name,
               code != 0 ? g_strerror (code) : _("not enough memory"));
  return NULL;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static gboolean
write_bytes (int         fd,
             const void *bytes,
             gsize       length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      n = MAX (n, 0);
      bytes = (const guint8 *) bytes + n;
      length -= n;
    }
  return TRUE;
}

/* Appends all of @from to @to, without moving in @from; errno tells what failed. */
gboolean
_dln_store_copy_bytes (int from,
                       int to)
{
  g_autofree guint8 *bytes = g_malloc (COPY_BYTES);
  goffset at = 0;
  gssize n;

  while ((n = pread (from, bytes, COPY_BYTES, at)) != 0)
    {
      if (n < 0 && errno != EINTR)
        return FALSE;
      n = MAX (n, 0);
      if (!write_bytes (to, bytes, n))
        return FALSE;
      at += n;
    }
  return TRUE;
}

static gboolean
write_store (DlnStore *store,
             int       fd)
{
  guint32 cookie = GUINT32_TO_BE (g_random_int () >> 1);
  sqlite3_int64 length = 0;
  guint8 *bytes;
  gboolean good;

  if (store->lock != NULL) /* between transactions the file is all there is */
    good = _dln_store_copy_bytes (store->lock->fd, fd);
  else
    {
      bytes = sqlite3_serialize (store->db, "main", &length, 0);
      good = bytes != NULL && write_bytes (fd, bytes, length);
      if (bytes == NULL)
        errno = ENOMEM;
      sqlite3_free (bytes);
    }
  /* what a crash leaves beside one of the two is not taken for the other's */
  return good && pwrite (fd, &cookie, sizeof cookie, DLN_STORE_AT_COOKIE) == sizeof cookie
         && fsync (fd) == 0;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* Removes what a program that was killed while it saved may have left beside @path. */
void
_dln_store_sweep (const char *path)
{
  g_autofree char *part = _dln_store_dup_beside (path, ".part");
  g_autoptr (DlnStoreLock) lock = _dln_store_lock_open (part, O_RDWR | O_NOFOLLOW);

  if (lock != NULL && _dln_store_lock_claim (lock, TRUE))
    g_unlink (part);
}

/* makes an empty file in the folder of @path, without a name if the file system knows that, else
 * with that of @part, which is then set free by the caller */
static int
make_part (const char *path,
           char      **part,
           guint       mode)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);

  *part = NULL;
  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL && errno != ENOENT))
    return fd;
  _dln_store_sweep (path);
  *part = _dln_store_dup_beside (path, ".part");
  fd = g_open (*part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (fd < 0)
    g_clear_pointer (part, g_free);
  return fd;
}

static gboolean
link_descriptor (int         fd,
                 const char *path)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);

  return linkat (AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

/* Gives the file its name in one step. */
static gboolean
publish (int         fd,
         char      **part, /* its name until then, if it has one */
         const char *path,
         gboolean    replace)
{
  if (*part == NULL && !replace)
    return link_descriptor (fd, path);
  if (*part == NULL)
    {
      _dln_store_sweep (path);
      *part = _dln_store_dup_beside (path, ".part");
      if (!link_descriptor (fd, *part))
        {
          g_clear_pointer (part, g_free);
          return FALSE;
        }
    }
  if (renameat2 (AT_FDCWD, *part, AT_FDCWD, path, replace ? 0 : RENAME_NOREPLACE) != 0)
    return FALSE;
  g_clear_pointer (part, g_free);
  return TRUE;
}

void
_dln_store_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

/* @path without links, also if nothing is there yet */
static char *
dup_real (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);

  free (real);
  return copy;
}

/* Writes what is in @store to a new file at @path. Returns: (nullable): the file, locked. */
DlnStoreLock *
_dln_store_put_file (DlnStore   *store,
                     const char *path,
                     gboolean    replace,
                     GError    **error)
{
  g_autofree char *part = NULL;
  g_autoptr (DlnStoreLock) lock = NULL;
  struct stat status;
  int fd = make_part (path, &part, 0666);
  gboolean good;

  if (fd < 0)
    return fail_to_make (path, errno, error);
  if (replace && g_stat (path, &status) == 0)
    fchmod (fd, status.st_mode & 07777);
  lock = _dln_store_lock_new (fd, path);
  good = lock != NULL && _dln_store_lock_claim (lock, TRUE) && write_store (store, fd)
         && publish (fd, &part, path, replace);
  if (!good)
    {
      fail_to_make (path, errno, error);
      if (part != NULL)
        g_unlink (part);
      return NULL;
    }
  _dln_store_sync_folder (path);

  g_autofree char *real = dup_real (path);

  if (_dln_store_lock_name (lock, real))
    return g_steal_pointer (&lock);
  return fail_to_make (path, errno, error);
}

/* ---- over what is there ---------------------------------------------------------------------- */

/* what an overwritten case may have left beside it must not be taken for the new one's */
static void
remove_companions (const char *path)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *companion = g_strconcat (path, endings[i], NULL);

      g_unlink (companion);
    }
}

/* Writes the store to @path, over what is there unless somebody has it open. */
static DlnStoreLock *
put_over (DlnStore   *store,
          const char *path,
          GError    **error)
{
  g_autoptr (DlnStoreLock) old = NULL;
  g_autofree char *name = g_filename_display_name (path);
  gboolean writable;
  DlnStoreLock *lock;

  if (dln_store_is_at (store, path))
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s is the file that this case was read from, and others may have changed it. "
                     "Save the case under another name."),
                   name);
      return NULL;
    }
  old = _dln_store_lock_open (path, O_RDWR | O_NOFOLLOW);
  writable = old != NULL;

  if (old == NULL && errno != ENOENT)
    old = _dln_store_lock_open (path, O_RDONLY | O_NOFOLLOW);
  if (old == NULL && errno != ENOENT)
    return fail_to_make (path, errno, error);
  if (old != NULL && !_dln_store_lock_claim (old, writable) && errno == EBUSY)
    {
      g_autofree char *holder = _dln_store_lock_dup_holder (old, name);

      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("Nothing was saved there. %s"),
                   holder);
      return NULL;
    }
  lock = _dln_store_put_file (store, path, TRUE, error);
  if (lock != NULL)
    remove_companions (path);
  return lock;
}

/**
 * dln_store_copy_to:
 * @store: the store
 * @path: where to; what is there is replaced when the copy is complete, unless it is open elsewhere
 * @error: a #DlnStoreError
 *
 * Returns: whether @path is a copy now; otherwise it is as it was
 */
gboolean
dln_store_copy_to (DlnStore   *store,
                   const char *path,
                   GError    **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autofree char *target = dup_real (path);
  g_autoptr (DlnStoreLock) lock = put_over (store, target, error);

  return lock != NULL;
}

/**
 * dln_store_save_as:
 * @store: the store
 * @path: as for dln_store_copy_to(); not the store's own file
 * @error: a #DlnStoreError
 *
 * Nobody else gets hold of the copy in between.
 *
 * Returns: (transfer full): the copy, open for writing; otherwise @path is as it was
 */
DlnStore *
dln_store_save_as (DlnStore   *store,
                   const char *path,
                   GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *target = dup_real (path);
  DlnStoreLock *lock = put_over (store, target, error);
  DlnStore *copy = lock != NULL ? _dln_store_open_locked (path, lock, error) : NULL;

  if (copy != NULL)
    _dln_store_copy_foreign (store, copy);
  return copy;
}
