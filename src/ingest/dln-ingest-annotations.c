/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of what another program read: JSON lines in the form of `dateline-cli dump`. Each line is
 * taken or refused by itself. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-annotations.h"

#include "ingest/dln-given-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINE (4u << 20)
#define MAX_MESSAGES 50 /* of refused lines that are told one by one */
#define MAX_NAME 64     /* bytes of a program's name */
#define HEAD 65536

typedef struct
{
  const char         *name;   /* of the file */
  const char         *reader; /* (nullable): of lines that do not say */
  DlnFindDocumentFunc find;
  gpointer            data;
  GPtrArray          *messages;
  GHashTable         *rows; /* "reader\ndocument" -> DlnGivenRows */
  GPtrArray          *order; /* the same, as they came; (unowned) */
  guint               n_taken;
  guint               n_refused;
} Reading;

void
dln_given_free (DlnGiven *given)
{
  if (given == NULL)
    return;
  dln_document_unref (given->document);
  dln_annotations_unref (given->rows);
  g_free (given->reader);
  g_free (given);
}

static void
free_rows (gpointer data)
{
  DlnGivenRows *rows = data;

  dln_document_unref (rows->document);
  dln_offset_map_free (rows->map);
  dln_annotations_unref (rows->rows);
  g_hash_table_unref (rows->entities);
  g_hash_table_unref (rows->mentions);
  g_free (rows->reader);
  g_free (rows);
}

static DlnGivenRows *
get_rows (Reading            *reading,
          DlnDocument        *document,
          const DlnGivenLine *line)
{
  const char *given = line->words[DLN_WORD_READER];
  g_autofree char *plain =
    dln_utf8_dup_plain (given != NULL && *given != '\0' ? given : reading->reader);
  g_autofree char *key = NULL;
  DlnGivenRows *rows;

  if (strlen (plain) > MAX_NAME)
    *g_utf8_find_prev_char (plain, plain + MAX_NAME) = '\0';
  key = g_strdup_printf ("%s\n%p", plain, (void *) document);
  rows = g_hash_table_lookup (reading->rows, key);
  if (rows != NULL)
    return rows;
  rows = g_new0 (DlnGivenRows, 1);
  rows->document = dln_document_ref (document);
  rows->text = dln_document_get_text (document, &rows->length);
  rows->map = dln_offset_map_new (rows->text, rows->length);
  rows->reader = g_steal_pointer (&plain);
  rows->rows = dln_annotations_new ();
  rows->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rows->mentions = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);
  g_hash_table_insert (reading->rows, g_steal_pointer (&key), rows);
  g_ptr_array_add (reading->order, rows);
  return rows;
}

/* lines of a dump that say nothing which was read */
static gboolean
is_passed_over (const char *layer)
{
  static const char *const layers[] = { "document", "conflict", "token", NULL };

  return g_strv_contains (layers, layer);
}

static gboolean
take_line (Reading    *reading,
           const char *json,
           gsize       length,
           GError    **error)
{
  g_autoptr (DlnGivenLine) line = _dln_given_line_new (json, length, error);
  DlnDocument *document;

  if (line == NULL)
    return FALSE;
  if (line->words[DLN_WORD_LAYER] == NULL || line->words[DLN_WORD_DOC] == NULL)
    {
      g_set_error_literal (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT,
                           _("\u201cdoc\u201d or \u201clayer\u201d is missing"));
      return FALSE;
    }
  if (is_passed_over (line->words[DLN_WORD_LAYER]))
    return TRUE;
  document = reading->find (line->words[DLN_WORD_DOC], reading->data);
  if (document == NULL)
    {
      g_autofree char *name = dln_utf8_dup_plain (line->words[DLN_WORD_DOC]);

      g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT,
                   _("there is no article \u201c%s\u201d"), name);
      return FALSE;
    }
  if (!_dln_given_add (get_rows (reading, document, line), line, error))
    return FALSE;
  reading->n_taken += 1;
  return TRUE;
}

static void
tell_refused (Reading      *reading,
              guint         number,
              const GError *error)
{
  reading->n_refused += 1;
  if (reading->n_refused <= MAX_MESSAGES)
    g_ptr_array_add (reading->messages,
                     /* Translators: a file, the number of a line, and why it is not taken */
                     g_strdup_printf (_("%s, line %u is left out: %s."), reading->name, number,
                                      error->message));
}

static gboolean
read_lines (Reading      *reading,
            GInputStream *stream,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  for (guint number = 1;; number++)
    {
      g_autoptr (GError) refused = NULL;
      g_autoptr (GError) failed = NULL;
      gsize length;
      g_autofree char *line =
        g_data_input_stream_read_line (lines, &length, cancellable, &failed);

      if (failed != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      if (line == NULL)
        return TRUE;
      if (length == 0 || strspn (line, " \t\r") == length)
        continue;
      if (length > MAX_LINE || !g_utf8_validate_len (line, length, NULL))
        {
          g_set_error_literal (&refused, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT,
                               length > MAX_LINE ? _("it is too long") : _("it is no UTF-8"));
          tell_refused (reading, number, refused);
        }
      else if (!take_line (reading, line, length, &refused))
        tell_refused (reading, number, refused);
    }
}

static GPtrArray *
take_result (Reading *reading)
{
  GPtrArray *result = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_given_free);

  for (guint i = 0; i < reading->order->len; i++)
    {
      const DlnGivenRows *rows = g_ptr_array_index (reading->order, i);
      DlnGiven *given = g_new0 (DlnGiven, 1);

      given->document = dln_document_ref (rows->document);
      given->reader = g_strdup (rows->reader);
      given->rows = dln_annotations_ref (rows->rows);
      g_ptr_array_add (result, given);
    }
  return result;
}

/**
 * dln_ingest_annotations:
 * @stream: JSON lines: an object with "doc" and "layer" each; offsets count code points
 * @name: of the file, for messages
 * @reader: what the program is called where a line has no "reader"
 * @find: finds the article that a line is about
 * @data: for @find
 * @messages: (element-type utf8): gets a sentence for each of the first lines that are refused
 * @n_taken: (out): lines
 * @n_refused: (out): lines
 * @cancellable: (nullable): checked between lines
 * @error: what the stream gives; nothing is taken then
 *
 * Lines of a dump that tell of documents, conflicts and tokens are passed over.
 *
 * Returns: (transfer full) (nullable) (element-type DlnGiven): what was read, by program and
 * article
 */
GPtrArray *
dln_ingest_annotations (GInputStream       *stream,
                        const char         *name,
                        const char         *reader,
                        DlnFindDocumentFunc find,
                        gpointer            data,
                        GPtrArray          *messages,
                        guint              *n_taken,
                        guint              *n_refused,
                        GCancellable       *cancellable,
                        GError            **error)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream) && name != NULL && reader != NULL, NULL);
  g_return_val_if_fail (find != NULL && messages != NULL, NULL);

  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_rows);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Reading reading = { name, reader, find, data, messages, rows, order, 0, 0 };
  gboolean done = read_lines (&reading, stream, cancellable, error);

  if (done && reading.n_refused > MAX_MESSAGES)
    g_ptr_array_add (messages, g_strdup_printf (_("%s: %u more lines are left out."), name,
                                                reading.n_refused - MAX_MESSAGES));
  *n_taken = reading.n_taken;
  *n_refused = reading.n_refused;
  return done ? take_result (&reading) : NULL;
}

/**
 * dln_ingest_is_annotations:
 * @path: a file
 *
 * Returns: whether its first line is an object with "doc" and "layer", and without an article
 */
gboolean
dln_ingest_is_annotations (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (DlnGivenLine) line = NULL;
  g_autofree char *head = g_malloc (HEAD);
  gsize length = 0;
  const char *end;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD, &length, NULL, NULL))
    return FALSE;
  end = length > 0 && head[0] == '{' ? memchr (head, '\n', length) : NULL;
  if (end == NULL && length == HEAD)
    return FALSE;
  if (end != NULL)
    length = end - head;
  if (!g_utf8_validate_len (head, length, NULL))
    return FALSE;
  line = _dln_given_line_new (head, length, NULL);
  return line != NULL && line->words[DLN_WORD_DOC] != NULL && line->words[DLN_WORD_LAYER] != NULL;
}
