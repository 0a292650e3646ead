/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks folders without recursion. What was seen is known by device and inode, so a loop of links
 * ends and a file that is linked twice is read once. Hidden files are left alone, and so are the
 * backups of a case that lies among its articles. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-files.h"

#include "ingest/dln-ingest.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILES 1000000
#define MAX_NAMED 6 /* files of the same fate whose names are told */

typedef struct
{
  GPtrArray    *files;    /* DlnFile, in order */
  GQueue        pending;  /* DlnFile: folders and files still to look at */
  GHashTable   *seen;     /* char *: "device:inode" */
  GPtrArray    *skipped;  /* char * (nullable): names below the folder; NULL if none is left out */
  GPtrArray    *messages;
  guint        *n_failed;
} Walk;

static void
free_file (gpointer data)
{
  DlnFile *file = data;

  if (file == NULL)
    return;
  g_free (file->path);
  g_free (file->id);
  g_free (file);
}

static DlnFile *
make_file (const char *path,
           const char *id)
{
  DlnFile *file = g_new0 (DlnFile, 1);

  file->path = g_strdup (path);
  file->id = g_strdup (id);
  return file;
}

static void
report (Walk       *walk,
        const char *path,
        int         code)
{
  g_autofree char *name = g_filename_display_name (path);

  *walk->n_failed += 1;
  g_ptr_array_add (walk->messages,
                   g_strdup_printf (_("%s cannot be read: %s."), name, g_strerror (code)));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* puts what is in the folder in front of what is still to look at, in the order of names */
static void
open_folder (Walk          *walk,
             const DlnFile *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, &error);
  const char *name;

  if (dir == NULL)
    {
      *walk->n_failed += 1;
      g_ptr_array_add (walk->messages, g_strdup (error->message));
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL && names->len < MAX_FILES)
    if (*name != '.' && !g_str_has_suffix (name, ".dateline.backups"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = names->len; i-- > 0;)
    {
      g_autofree char *path = g_build_filename (folder->path, g_ptr_array_index (names, i), NULL);
      g_autofree char *id = folder->id != NULL && *folder->id != '\0'
                              ? g_build_filename (folder->id, g_ptr_array_index (names, i), NULL)
                              : g_strdup (g_ptr_array_index (names, i));

      g_queue_push_head (&walk->pending, make_file (path, id));
    }
}

static gboolean
is_left_out (const Walk    *walk,
             const DlnFile *file)
{
  g_autofree char *name = g_path_get_basename (file->path);

  return walk->skipped != NULL && !file->given && !dln_ingest_is_article_name (name);
}

static void
look_at (Walk    *walk,
         DlnFile *file) /* (transfer full) */
{
  struct stat status;

  if (file->input ? fstat (STDIN_FILENO, &status) != 0 : g_stat (file->path, &status) != 0)
    {
      report (walk, file->path, errno);
      free_file (file);
      return;
    }

  char *key = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                               (guint64) status.st_dev,
                               (guint64) status.st_ino);

  if (!g_hash_table_add (walk->seen, key))
    free_file (file);
  else if (S_ISDIR (status.st_mode))
    {
      open_folder (walk, file);
      free_file (file);
    }
  else if (is_left_out (walk, file))
    {
      g_ptr_array_add (walk->skipped, g_filename_display_name (file->id));
      free_file (file);
    }
  else
    g_ptr_array_add (walk->files, file);
}

GPtrArray *
_dln_files_collect (const char *const *paths,
                    GPtrArray         *skipped,
                    GPtrArray         *messages,
                    guint             *n_failed,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (free_file);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { files, G_QUEUE_INIT, seen, skipped, messages, n_failed };
  gboolean done = TRUE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);
      gboolean folder = g_file_test (paths[i], G_FILE_TEST_IS_DIR);
      gboolean input = strcmp (paths[i], "-") == 0;

      DlnFile *file = make_file (paths[i], folder ? "" : input ? "stdin" : name);

      file->given = TRUE;
      file->input = input;
      g_queue_push_tail (&walk.pending, file);
    }
  while (done && !g_queue_is_empty (&walk.pending) && files->len < MAX_FILES)
    {
      look_at (&walk, g_queue_pop_head (&walk.pending));
      done = !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  g_queue_clear_full (&walk.pending, free_file);
  return done ? g_steal_pointer (&files) : NULL;
}

GPtrArray *
_dln_files_new_input (const char *id)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (free_file);
  DlnFile *file = make_file ("-", id);

  file->given = file->input = TRUE;
  g_ptr_array_add (files, file);
  return files;
}

/* one sentence for all of them: a folder may be full of pictures */
char *
_dln_files_describe_skipped (const GPtrArray *skipped)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (skipped->len, MAX_NAMED); i++)
    g_string_append_printf (
      names, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (skipped, i));
  if (skipped->len > MAX_NAMED)
    g_string_append (names, ", \u2026");
  /* Translators: how many files, then their names */
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%u file was left out, as its name is not that of an article: %s. "
                 "Import the file by itself to read it all the same.",
                 "%u files were left out, as their names are not those of articles: %s. "
                 "Import a file by itself to read it all the same.",
                 skipped->len),
    skipped->len,
    names->str);
}
