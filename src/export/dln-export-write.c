/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an export goes. A plain file is written beside and renamed, so that a failure leaves what
 * was there, and keeps its permissions; behind a symbolic link the file that it leads to is
 * written. What is no plain file (a pipe, a terminal, a device) is opened and written. A case file
 * holds somebody's work and is never overwritten. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_LINKS 40     /* as many as Linux follows */
#define HEADER_BYTES 72  /* of an SQLite file, up to the application's id */
#define CASE_ID "DLNC"

static gboolean
fail (const char *path,
      int         code, /* errno */
      GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error,
               DLN_EXPORT_ERROR,
               DLN_EXPORT_ERROR_WRITE,
               _("\u201c%s\u201d cannot be written: %s."),
               name,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int         fd,
           const char *data,
           gsize       length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= n;
    }
  return TRUE;
}

/* ---- what must not be overwritten ------------------------------------------------------------ */

/* Whether this process has the file open. Opening and closing it once more would give up the
 * process's locks on it (fcntl(2)), so an open file is not looked into. */
static gboolean
is_open_here (const struct stat *file)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      struct stat status;

      if (g_stat (path, &status) == 0 && status.st_dev == file->st_dev
          && status.st_ino == file->st_ino)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_case (const char        *path,
         const struct stat *status)
{
  guint8 header[HEADER_BYTES];
  gssize n;
  int fd;

  if (!S_ISREG (status->st_mode))
    return FALSE;
  if (is_open_here (status))
    return TRUE;
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
  if (fd < 0) /* replacing it needs no leave to read it */
    return g_str_has_suffix (path, ".dateline");
  n = read (fd, header, sizeof header);
  close (fd);
  return n == HEADER_BYTES && memcmp (header, "SQLite format 3", 16) == 0
         && memcmp (header + 68, CASE_ID, 4) == 0;
}

/* a case file, or what SQLite keeps beside one: edits that are not in the file yet */
static gboolean
is_of_case (const char        *path,
            const struct stat *status)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };

  if (is_case (path, status))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      {
        g_autofree char *base = g_strndup (path, strlen (path) - strlen (endings[i]));
        struct stat beside;

        return g_stat (base, &beside) == 0 && is_case (base, &beside);
      }
  return FALSE;
}

/* ---- where to -------------------------------------------------------------------------------- */

/* the descriptor that a name like /dev/stdout stands for, or -1 */
static int
get_descriptor (const char *path)
{
  static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };
  guint64 number;

  if (strcmp (path, "/dev/stdout") == 0)
    return STDOUT_FILENO;
  if (strcmp (path, "/dev/stderr") == 0)
    return STDERR_FILENO;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (g_str_has_prefix (path, folders[i])
        && g_ascii_string_to_unsigned (path + strlen (folders[i]), 10, 0, G_MAXINT, &number, NULL))
      return (int) number;
  return -1;
}

/* Follows links by hand, so that one that leads to an open descriptor or to nothing yet is seen.
 * Returns: (transfer full) (nullable): %NULL with errno set */
static char *
follow_links (const char *path)
{
  g_autofree char *target = g_canonicalize_filename (path, NULL);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      struct stat status;
      g_autofree char *link = NULL;
      g_autofree char *folder = g_path_get_dirname (target);

      if (get_descriptor (target) >= 0 || g_lstat (target, &status) != 0
          || !S_ISLNK (status.st_mode))
        return g_steal_pointer (&target);
      link = g_file_read_link (target, NULL);
      if (link == NULL)
        return NULL;
      g_free (target);
      target = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
    }
  errno = ELOOP;
  return NULL;
}

/* ---- writing --------------------------------------------------------------------------------- */

static gboolean
write_descriptor (int         fd, /* taken; negative: errno is told */
                  const char *path,
                  const char *data,
                  gsize       length,
                  GError    **error)
{
  gboolean good = fd >= 0 && write_all (fd, data, length);
  int code = errno;

  if (fd >= 0 && close (fd) != 0 && good)
    {
      good = FALSE;
      code = errno;
    }
  return good || fail (path, code, error);
}

/* (transfer full): a file beside @target, open in @fd; a negative @fd: errno says why not. Only its
 * owner may read it if it is to get the permissions of an older file. */
static char *
open_beside (const char *target,
             gboolean    replaces,
             int        *fd)
{
  g_autofree char *folder = g_path_get_dirname (target);
  char *beside = g_build_filename (folder, ".dateline-XXXXXX", NULL);

  *fd = g_mkstemp_full (beside, O_RDWR | O_CLOEXEC, replaces ? 0600 : 0666);
  return beside;
}

/* the owner too, where we may give files away */
static gboolean
copy_permissions (int                fd,
                  const struct stat *from)
{
  if (fchown (fd, from->st_uid, from->st_gid) != 0)
    g_debug ("the owner does not stay: %s", g_strerror (errno));
  return fchmod (fd, from->st_mode & 0777) == 0;
}

static gboolean
replace_file (const char        *target,
              const struct stat *old, /* (nullable): nothing is there yet */
              const char        *path,
              const char        *data,
              gsize              length,
              GError           **error)
{
  int fd;
  g_autofree char *beside = open_beside (target, old != NULL, &fd);
  gboolean good;
  int code;

  if (fd < 0)
    return fail (path, errno, error);
  good = (old == NULL || copy_permissions (fd, old)) && write_all (fd, data, length)
         && fsync (fd) == 0;
  code = errno;
  if (close (fd) != 0 && good)
    {
      good = FALSE;
      code = errno;
    }
  if (good && g_rename (beside, target) != 0)
    {
      good = FALSE;
      code = errno;
    }
  if (good)
    return TRUE;
  g_unlink (beside);
  return fail (path, code, error);
}

/**
 * dln_export_write:
 * @bytes: what to write
 * @path: where. A file that is there is replaced only when all is written, and keeps its
 * permissions; through a symbolic link, to a pipe, a device or a descriptor such as /dev/stdout it
 * is written
 * @error: %DLN_EXPORT_ERROR_WRITE; also if @path is a case file, which is left as it is
 *
 * May wait for a reader if @path is a pipe.
 *
 * Returns: whether all is written
 */
gboolean
dln_export_write (GBytes     *bytes,
                  const char *path,
                  GError    **error)
{
  g_return_val_if_fail (bytes != NULL && path != NULL, FALSE);

  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *target = follow_links (path);
  struct stat status;
  int fd;

  if (target == NULL)
    return fail (path, errno, error);
  fd = get_descriptor (target);
  if (fd >= 0)
    return write_descriptor (dup (fd), path, data, length, error);
  if (g_stat (target, &status) != 0)
    return errno == ENOENT ? replace_file (target, NULL, path, data, length, error)
                           : fail (path, errno, error);
  if (is_of_case (target, &status))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error,
                   DLN_EXPORT_ERROR,
                   DLN_EXPORT_ERROR_WRITE,
                   _("\u201c%s\u201d is a case file and is not overwritten by an export; nothing "
                     "was changed. Choose another name."),
                   name);
      return FALSE;
    }
  if (S_ISREG (status.st_mode))
    return replace_file (target, &status, path, data, length, error);
  return write_descriptor (
    g_open (target, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0), path, data, length, error);
}

static gboolean
is_empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

/**
 * dln_export_write_files:
 * @files: (element-type DlnExportFile): what to write
 * @folder: where: a new folder, or an empty one
 * @error: %DLN_EXPORT_ERROR_WRITE; what was written by then stays
 *
 * Returns: whether all is written
 */
gboolean
dln_export_write_files (GPtrArray  *files,
                        const char *folder,
                        GError    **error)
{
  g_return_val_if_fail (files != NULL && folder != NULL, FALSE);

  if (g_mkdir (folder, 0777) != 0 && (errno != EEXIST || !is_empty_folder (folder)))
    return fail (folder, errno == EEXIST ? ENOTEMPTY : errno, error);
  for (guint i = 0; i < files->len; i++)
    {
      const DlnExportFile *file = g_ptr_array_index (files, i);
      g_autofree char *path = g_build_filename (folder, file->path, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      if (g_mkdir (parent, 0777) != 0 && errno != EEXIST)
        return fail (parent, errno, error);
      if (!dln_export_write (file->bytes, path, error))
        return FALSE;
    }
  return TRUE;
}
