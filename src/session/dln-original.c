/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file that an article was read from. A case may be anybody's, and its files may have moved
 * with it or been written anew: only a file with the bytes that were read is the original. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-original.h"

#include "base/dln-utf8.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define CHUNK (256u << 10)

/* (transfer full) (nullable) */
static char *
hash_file (const char   *path,
           GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gssize n = -1;

  while (stream != NULL
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK, cancellable, NULL))
              > 0)
    g_checksum_update (checksum, chunk, n);
  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static DlnOriginalState
look_at (const char        *path,
         const DlnOriginal *original,
         GCancellable      *cancellable)
{
  GStatBuf status;
  g_autofree char *digest = NULL;

  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return DLN_ORIGINAL_MISSING;
  if (status.st_size != original->size)
    return DLN_ORIGINAL_CHANGED;
  digest = hash_file (path, cancellable);
  return g_strcmp0 (digest, original->digest) == 0 ? DLN_ORIGINAL_SAME : DLN_ORIGINAL_CHANGED;
}

/**
 * dln_original_find:
 * @document: a document
 * @case_path: (nullable): its case file: a folder of articles is often moved together with it
 * @path: (out) (optional) (transfer full) (nullable): the file, also one that has changed
 * @cancellable: (nullable): makes it seem changed
 *
 * Looks where the file was, then beside the case; there only the same bytes count.
 *
 * Returns: what was found. Time: O(bytes of the file)
 */
DlnOriginalState
dln_original_find (const DlnDocument *document,
                   const char        *case_path,
                   char             **path,
                   GCancellable      *cancellable)
{
  g_return_val_if_fail (document != NULL, DLN_ORIGINAL_UNKNOWN);

  DlnOriginal original;
  gboolean known = dln_document_get_original (document, &original);
  g_autofree char *was = known ? g_filename_from_uri (original.uri, NULL, NULL) : NULL;
  g_autofree char *name = was != NULL ? g_path_get_basename (was) : NULL;
  g_autofree char *folder = case_path != NULL ? g_path_get_dirname (case_path) : NULL;
  g_autofree char *beside = NULL;
  DlnOriginalState state;

  if (path != NULL)
    *path = NULL;
  if (was == NULL)
    return DLN_ORIGINAL_UNKNOWN;
  state = look_at (was, &original, cancellable);
  if (state != DLN_ORIGINAL_SAME && folder != NULL)
    {
      beside = g_build_filename (folder, name, NULL);
      if (look_at (beside, &original, cancellable) == DLN_ORIGINAL_SAME)
        {
          g_free (was);
          was = g_steal_pointer (&beside);
          state = DLN_ORIGINAL_SAME;
        }
    }
  if (path != NULL && state != DLN_ORIGINAL_MISSING)
    *path = g_steal_pointer (&was);
  return state;
}

/* Returns: (transfer none): the English word for tables, "" where nothing is known */
const char *
dln_original_state_get_name (DlnOriginalState state)
{
  static const char *const names[] = { "", "same", "changed", "missing" };

  return names[state];
}

/**
 * dln_original_dup_message:
 * @document: a document
 * @state: of its original
 *
 * Returns: (transfer full) (nullable): a sentence that names the file, %NULL where nothing is wrong
 */
char *
dln_original_dup_message (const DlnDocument *document,
                          DlnOriginalState   state)
{
  DlnOriginal original;
  gboolean known = dln_document_get_original (document, &original);
  g_autofree char *path = known ? g_filename_from_uri (original.uri, NULL, NULL) : NULL;
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *plain = shown != NULL ? dln_utf8_dup_plain (shown) : NULL;

  if (plain == NULL || state == DLN_ORIGINAL_UNKNOWN)
    return g_strdup_printf (_("It is not known which file %s was read from."),
                            dln_document_get_id (document));
  if (state == DLN_ORIGINAL_CHANGED)
    return g_strdup_printf (_("%s has changed since it was read; the case keeps the article as it "
                              "was then."),
                            plain);
  if (state == DLN_ORIGINAL_MISSING)
    return g_strdup_printf (_("%s is not there any more; the case keeps the article as it was "
                              "read."),
                            plain);
  return NULL;
}
