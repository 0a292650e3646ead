/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key by which a user's own cases are known: random bytes in a file that only the user can
 * read. Without that file, or where it cannot be made, every case counts as somebody else's, which
 * costs time and nothing more. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/random.h>
#include <unistd.h>

static gboolean
read_key (const char *path,
          guint8     *key)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize n = fd >= 0 ? read (fd, key, DLN_STORE_KEY_BYTES) : -1;

  if (fd >= 0)
    close (fd);
  return n == DLN_STORE_KEY_BYTES;
}

/* in one step, so that two programs that start at once have one key */
static gboolean
write_key (const char   *path,
           const guint8 *key)
{
  g_autofree char *part = g_strdup_printf ("%s.%d", path, getpid ());
  int fd = g_open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean good = fd >= 0 && write (fd, key, DLN_STORE_KEY_BYTES) == DLN_STORE_KEY_BYTES
                  && fsync (fd) == 0 && link (part, path) == 0;

  if (fd >= 0)
    close (fd);
  g_unlink (part);
  return good;
}

/**
 * dln_session_use_key:
 * @user_data_dir: where programs keep a user's data
 *
 * For the whole program, before the first case is opened. Makes the key if there is none.
 */
void
dln_session_use_key (const char *user_data_dir)
{
  g_return_if_fail (user_data_dir != NULL);

  g_autofree char *folder = g_build_filename (user_data_dir, "dateline", NULL);
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  guint8 key[DLN_STORE_KEY_BYTES];

  if (!read_key (path, key))
    {
      if (getrandom (key, sizeof key, 0) != sizeof key)
        for (guint i = 0; i < sizeof key; i++)
          key[i] = g_random_int (); /* early in the start of the system */
      g_mkdir_with_parents (folder, 0700);
      if (!write_key (path, key))
        read_key (path, key); /* another program was first */
    }
  dln_store_use_key (key);
}
