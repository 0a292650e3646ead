/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives by libarchive: ZIP, TAR, and single files that gzip, bzip2, xz or zstd made smaller.
 * Nothing is written anywhere: each file in an archive is read by its own format, from memory. What
 * it unpacks to is bounded with all that is around it, so that a bomb ends. */
#define G_LOG_DOMAIN "dateline-worker"
#include "config.h"

#include "worker/dln-read.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK 65536
#define MAX_MEMBERS 100000
#define MAX_NAMED 6

typedef struct
{
  DlnReading *reading;
  GString    *left_out; /* the first names */
  guint       n_left_out;
  guint       n_members;
} Walk;

static struct archive *
open_archive (DlnReading *reading,
              const char *bytes,
              gsize       length,
              GError    **error)
{
  struct archive *archive = archive_read_new ();

  archive_read_support_filter_gzip (archive);
  archive_read_support_filter_bzip2 (archive);
  archive_read_support_filter_xz (archive);
  archive_read_support_filter_zstd (archive);
  archive_read_support_format_zip (archive);
  archive_read_support_format_tar (archive);
  archive_read_support_format_raw (archive);
  if (archive_read_open_memory (archive, bytes, length) == ARCHIVE_OK)
    return archive;
  archive_read_free (archive);
  dln_reading_refuse (reading, _("a broken archive"), error);
  return NULL;
}

static void
close_archive (struct archive *archive)
{
  if (archive != NULL)
    archive_read_free (archive);
}

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, close_archive)

/* Returns: (transfer full) (nullable): a member's bytes; %NULL with @error where a bound is
 * reached, without where it is broken, which is told */
static GByteArray *
dup_member (DlnReading     *reading,
            struct archive *archive,
            const char     *name,
            GError        **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *chunk = g_malloc (CHUNK);
  la_ssize_t n;

  while ((n = archive_read_data (archive, chunk, CHUNK)) > 0)
    {
      if (!dln_reading_unpack (reading, n, error))
        return NULL;
      if (bytes->len + n > DLN_INGEST_MAX_BYTES * 2)
        {
          dln_reading_tell (
            reading,
            g_strdup_printf (_("%s/%s unpacks to more than %u MiB and was left out."),
                             reading->name,
                             name,
                             DLN_INGEST_MAX_BYTES >> 19));
          return NULL;
        }
      g_byte_array_append (bytes, (const guint8 *) chunk, n);
    }
  if (n == 0)
    return g_steal_pointer (&bytes);
  dln_reading_tell (
    reading, g_strdup_printf (_("%s/%s is broken and was left out."), reading->name, name));
  return NULL;
}

/* (transfer full): a member's name without steps upwards and without a root */
static char *
dup_name (struct archive_entry *entry)
{
  const char *path = archive_entry_pathname_utf8 (entry);
  g_autofree char *valid = NULL;
  g_auto (GStrv) parts = NULL;
  GString *name = g_string_new (NULL);

  if (path == NULL)
    path = archive_entry_pathname (entry);
  valid = g_utf8_make_valid (path != NULL ? path : "", -1);
  g_strdelimit (valid, "\\\r\n", '/');
  parts = g_strsplit (valid, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && strcmp (parts[i], ".") != 0 && strcmp (parts[i], "..") != 0)
      g_string_append_printf (name, "%s%s", name->len > 0 ? "/" : "", parts[i]);
  return g_string_free (name, FALSE);
}

/* hidden files, and what systems put beside files */
static gboolean
is_hidden (const char *name)
{
  const char *last = strrchr (name, '/');

  last = last != NULL ? last + 1 : name;
  return *last == '.' || *last == '\0' || g_str_has_prefix (name, "__MACOSX/");
}

static void
leave_out (Walk       *walk,
           const char *name)
{
  walk->n_left_out += 1;
  if (walk->n_left_out <= MAX_NAMED)
    g_string_append_printf (walk->left_out, "%s%s", walk->n_left_out > 1 ? ", " : "", name);
  else if (walk->n_left_out == MAX_NAMED + 1)
    g_string_append (walk->left_out, ", \u2026");
}

static gboolean
read_member (Walk                 *walk,
             struct archive       *archive,
             struct archive_entry *entry,
             GError              **error)
{
  DlnReading *reading = walk->reading;
  g_autofree char *name = dup_name (entry);
  g_autofree char *base = g_path_get_basename (name);
  gboolean is_packed_file = archive_format (archive) == ARCHIVE_FORMAT_RAW;
  g_autoptr (GByteArray) bytes = NULL;
  GError *local = NULL;

  if (is_packed_file && archive_filter_count (archive) < 2)
    return dln_reading_refuse (reading, _("a broken archive"), error);
  if (archive_entry_is_encrypted (entry) > 0)
    {
      dln_reading_tell (
        reading,
        g_strdup_printf (_("%s/%s is encrypted and was left out; unpack it first."),
                         reading->name,
                         name));
      return TRUE;
    }
  if (!is_packed_file
      && (archive_entry_filetype (entry) != AE_IFREG || is_hidden (name)))
    return TRUE;
  if (!is_packed_file && !dln_ingest_is_article_name (base))
    {
      leave_out (walk, name);
      return TRUE;
    }
  bytes = dup_member (reading, archive, name, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (bytes == NULL)
    return TRUE;
  return dln_reading_open (
    reading, is_packed_file ? NULL : name, (const char *) bytes->data, bytes->len, error);
}

static void
tell_left_out (Walk *walk)
{
  if (walk->n_left_out == 0)
    return;
  dln_reading_tell (
    walk->reading,
    g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%s: %u file in it was left out, as its name is not that of an article: %s.",
                   "%s: %u files in it were left out, as their names are not those of articles: "
                   "%s.",
                   walk->n_left_out),
      walk->reading->name,
      walk->n_left_out,
      walk->left_out->str));
}

gboolean
dln_read_archive (DlnReading *reading,
                  const char *bytes,
                  gsize       length,
                  GError    **error)
{
  g_autoptr (Archive) archive = open_archive (reading, bytes, length, error);
  g_autoptr (GString) left_out = g_string_new (NULL);
  Walk walk = { reading, left_out, 0, 0 };
  struct archive_entry *entry;
  int code;

  if (archive == NULL)
    return FALSE;
  while ((code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK
         || code == ARCHIVE_WARN)
    {
      walk.n_members += 1;
      if (walk.n_members > MAX_MEMBERS)
        {
          g_set_error (error,
                       DLN_INGEST_ERROR,
                       DLN_INGEST_ERROR_LIMIT,
                       _("%s holds more than %d files; what was read before was kept."),
                       reading->name,
                       MAX_MEMBERS);
          return FALSE;
        }
      if (!read_member (&walk, archive, entry, error))
        return FALSE;
    }
  tell_left_out (&walk);
  if (code == ARCHIVE_EOF)
    return TRUE;
  if (walk.n_members == 0)
    return dln_reading_refuse (reading, _("a broken archive"), error);
  dln_reading_tell (
    reading,
    g_strdup_printf (_("%s is a broken archive; what was read before was kept."), reading->name));
  return TRUE;
}

/**
 * dln_read_members:
 * @reading: a ZIP file that is a document
 * @bytes: of it
 * @length: how many
 * @func: whether a member of this name is wanted
 * @order: (element-type utf8): gets the names, in the order of the archive
 * @error: %DLN_INGEST_ERROR_LIMIT where a bound is reached
 *
 * Returns: (transfer full) (nullable): bytes by name
 */
GHashTable *
dln_read_members (DlnReading   *reading,
                  const char   *bytes,
                  gsize         length,
                  DlnMemberFunc func,
                  GPtrArray    *order,
                  GError      **error)
{
  g_autoptr (Archive) archive = open_archive (reading, bytes, length, error);
  g_autoptr (GHashTable) members =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  struct archive_entry *entry;
  GError *local = NULL;

  if (archive == NULL)
    return NULL;
  for (guint i = 0; i < MAX_MEMBERS && archive_read_next_header (archive, &entry) == ARCHIVE_OK;
       i++)
    {
      g_autofree char *name = dup_name (entry);
      GByteArray *content;

      if (!func (name) || g_hash_table_contains (members, name))
        continue;
      content = dup_member (reading, archive, name, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      if (content == NULL)
        continue;
      g_ptr_array_add (order, g_strdup (name));
      g_hash_table_insert (members, g_steal_pointer (&name), content);
    }
  return g_steal_pointer (&members);
}
