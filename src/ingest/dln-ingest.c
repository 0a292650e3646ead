/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file or stream to the articles in it: bounds, format by content and name, who reads it, and
 * files in files. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536
#define HEAD_BYTES 65536             /* by which the format of a file is chosen */
#define INNER_HEAD_BYTES (1u << 20)  /* the same of a file in a file */
#define MAX_FILE_BYTES (1024u << 20) /* of a file of many articles */

G_DEFINE_QUARK (dln-ingest-error-quark, dln_ingest_error)

/* in the order of #DlnInputFormat */
static const char *const format_names[] = {
  "auto", "text", "html", "ndjson", "conllu", "json", "csv", "markdown", "subtitles", "feed",
  "nexis", "factiva", "rtf", "mail", "mbox", "pdf", "picture", "docx", "odt", "epub", "archive",
  "warc",
};

void
dln_ingested_free (DlnIngested *item)
{
  if (item == NULL)
    return;
  dln_document_unref (item->document);
  dln_annotations_unref (item->given);
  dln_annotations_unref (item->rows);
  g_free (item->reader);
  g_free (item->note);
  g_free (item);
}

/**
 * dln_input_format_from_name:
 * @name: as on the command line, as "text", "html" or "pdf"
 * @format: (out): the format
 * @error: %DLN_INGEST_ERROR_FORMAT
 *
 * Returns: whether @name is one
 */
gboolean
dln_input_format_from_name (const char     *name,
                            DlnInputFormat *format,
                            GError        **error)
{
  g_autofree char *all = NULL;

  if (strcmp (name, "jsonl") == 0)
    name = "ndjson";
  for (guint i = DLN_INPUT_TEXT; i < G_N_ELEMENTS (format_names); i++)
    if (strcmp (name, format_names[i]) == 0)
      {
        *format = i;
        return TRUE;
      }
  for (guint i = DLN_INPUT_TEXT; i < G_N_ELEMENTS (format_names); i++)
    {
      g_autofree char *before = all;

      all = before != NULL ? g_strconcat (before, ", ", format_names[i], NULL)
                           : g_strdup (format_names[i]);
    }
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_FORMAT,
               _("\u201c%s\u201d is no input format; there are %s."),
               name,
               all);
  return FALSE;
}

/* Returns: (transfer none): the name of a format, as on the command line */
const char *
dln_input_format_get_name (DlnInputFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (format_names), NULL);

  return format_names[format];
}

/* ---- names ----------------------------------------------------------------------------------- */

/* what tells about a folder, not about the world */
static gboolean
is_about_folder (const char *name)
{
  static const char *const stems[] = { "readme",  "license",   "licence",      "copying",
                                       "authors", "changelog", "contributing", "makefile" };

  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    {
      gsize n = strlen (stems[i]);

      if (g_ascii_strncasecmp (name, stems[i], n) == 0 && (name[n] == '\0' || name[n] == '.'))
        return TRUE;
    }
  return FALSE;
}

/* (nullable): letters and digits behind the last dot, up to eight and not digits alone: "Mr. Smith"
 * has no ending */
static const char *
find_ending (const char *name)
{
  const char *dot = strrchr (name, '.');
  gsize n = dot != NULL ? strlen (dot + 1) : 0;
  gboolean letter = FALSE;

  if (n == 0 || n > 8 || dot == name)
    return NULL;
  for (const char *p = dot + 1; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p))
        return NULL;
      letter |= g_ascii_isalpha (*p);
    }
  return letter ? dot + 1 : NULL;
}

/**
 * dln_ingest_is_article_name:
 * @name: of a file that lies in a folder, without the folder
 *
 * Articles have the ending of a format that holds text, or none at all. Formats that cannot be read
 * count as well, so that whoever keeps articles in them is told so, by the file's name; pictures do
 * not, as a folder may be full of them.
 *
 * Returns: whether somebody who gives the folder means this file
 */
gboolean
dln_ingest_is_article_name (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  static const char *const kinds[] = {
    "txt",  "text", "md",     "markdown",   "htm",  "html", "xhtml", "json", "jsonl", "ndjson",
    "conllu", "csv", "tsv",   "vtt",        "srt",  "rss",  "atom",  "xml",  "rdf",   "eml",
    "mbox", "mht",  "mhtml",  "rtf",        "pdf",  "docx", "odt",   "epub", "zip",   "tar",
    "gz",   "tgz",  "bz2",    "xz",         "warc", "doc",  "msg",   "webarchive",
    "graphml",
  };
  const char *ending = find_ending (name);

  if (is_about_folder (name))
    return FALSE;
  for (guint i = 0; ending != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (ending, kinds[i]) == 0)
      return TRUE;
  return ending == NULL;
}

/* ---- readers --------------------------------------------------------------------------------- */

static DlnReadFunc foreign_reader;

/**
 * dln_ingest_set_reader:
 * @func: (nullable): reads the formats that this room does not
 *
 * Called once, before anything is read, in the process that is jailed, and by tests.
 */
void
dln_ingest_set_reader (DlnReadFunc func)
{
  foreign_reader = func;
}

static gboolean
is_foreign (DlnInputFormat format)
{
  return format >= DLN_INPUT_MAIL && format < DLN_INPUT_UNKNOWN;
}

/* formats that are this program's own, and simple: they are read where the file is opened */
static gboolean
is_own (DlnInputFormat format)
{
  return format == DLN_INPUT_TEXT || format == DLN_INPUT_NDJSON || format == DLN_INPUT_CONLLU;
}

static gboolean
pass_article (DlnReading  *reading,
              DlnIngested *item, /* (transfer full) (nullable) */
              char        *note, /* (transfer full) (nullable) */
              GError     **error)
{
  if (item == NULL)
    {
      g_free (note);
      return FALSE;
    }
  item->note = _dln_join_notes (note, item->note);
  return dln_reading_pass (reading, item, error);
}

static gboolean
read_plain (DlnReading *reading,
            gboolean    is_guess,
            const char *text,
            char       *note, /* (transfer full) (nullable) */
            GError    **error)
{
  const char *what = is_guess ? _dln_find_no_prose (text) : NULL;

  if (what == NULL)
    return pass_article (
      reading, _dln_ingest_text (g_strdup (text), reading->name, error), note, error);
  g_free (note);
  return dln_reading_refuse (reading, g_dgettext (GETTEXT_PACKAGE, what), error);
}

static gboolean
read_lines (DlnReading *reading,
            const char *text,
            gsize       length,
            GError    **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (length);

  g_byte_array_append (bytes, (const guint8 *) text, length);
  return _dln_ingest_json_lines (reading, bytes, NULL, error);
}

static gboolean
read_decoded (DlnReading    *reading,
              DlnInputFormat format,
              gboolean       is_guess,
              const char    *text,
              gsize          length,
              char          *decoding, /* (transfer full) (nullable) */
              GError       **error)
{
  g_autofree char *note = decoding;
  DlnIngested *item;

  switch (format)
    {
    case DLN_INPUT_HTML:
      item = _dln_ingest_html (text, length, reading->name, NULL, reading->cancellable, error);
      return pass_article (reading, item, g_steal_pointer (&note), error);
    case DLN_INPUT_NDJSON:
      return read_lines (reading, text, length, error);
    case DLN_INPUT_CONLLU:
      return _dln_ingest_conllu (
        text, reading->name, reading->func, reading->data, reading->cancellable, error);
    case DLN_INPUT_JSON:
      return _dln_ingest_json (reading, text, length, error);
    case DLN_INPUT_CSV:
      return _dln_ingest_csv (reading, text, length, error);
    case DLN_INPUT_MARKDOWN:
      return _dln_ingest_markdown (reading, text, length, error);
    case DLN_INPUT_SUBTITLES:
      return _dln_ingest_subtitles (reading, text, length, error);
    case DLN_INPUT_FEED:
      return _dln_ingest_feed (reading, text, length, error);
    case DLN_INPUT_NEXIS:
      return _dln_ingest_nexis (reading, text, error);
    case DLN_INPUT_FACTIVA:
      return _dln_ingest_factiva (reading, text, error);
    default:
      return read_plain (reading, is_guess, text, g_steal_pointer (&note), error);
    }
}

/* (transfer full) (nullable): a sentence on what was mended in @text */
static char *
mend (DlnReading *reading,
      char      **text,
      gsize      *length)
{
  guint n_pieces;
  char *mended = _dln_mend_mojibake (*text, length, &n_pieces);

  if (mended == NULL)
    return NULL;
  g_free (*text);
  *text = mended;
  return g_strdup_printf (
    /* Translators: a file's name and a number */
    g_dngettext (GETTEXT_PACKAGE,
                 "%s was once read in a wrong encoding; %u character was mended.",
                 "%s was once read in a wrong encoding; %u characters were mended.",
                 n_pieces),
    reading->name,
    n_pieces);
}

static gboolean
read_bytes (DlnReading    *reading,
            DlnInputFormat format,
            gboolean       is_guess,
            const char    *bytes,
            gsize          length,
            GError       **error)
{
  guint n_before = reading->messages != NULL ? reading->messages->len : 0;
  g_autofree char *note = NULL;
  g_autofree char *text = NULL;
  gsize n;

  if (is_foreign (format) && foreign_reader == NULL)
    {
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_FORMAT,
                   /* Translators: a file's name and the name of a format, as "pdf" */
                   _("%s has the format \u201c%s\u201d, which only dateline-worker reads, and "
                     "that is not there."),
                   reading->name,
                   dln_input_format_get_name (format));
      return FALSE;
    }
  if (is_foreign (format))
    {
      if (!foreign_reader (reading, format, bytes, length, error))
        return FALSE;
    }
  else if (format == DLN_INPUT_RTF)
    {
      if (!_dln_ingest_rtf (reading, bytes, length, error))
        return FALSE;
    }
  else
    {
      text = _dln_decode (bytes, length, reading->name, &n, &note, error);
      if (text != NULL)
        note = _dln_join_notes (note, mend (reading, &text, &n));
      if (text == NULL
          || !read_decoded (
            reading, format, is_guess, text, n, g_steal_pointer (&note), error))
        return FALSE;
    }
  if (is_own (format) || reading->n_own > 0
      || (reading->messages != NULL && reading->messages->len > n_before))
    return TRUE;
  g_set_error (
    error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s has no words in it."), reading->name);
  return FALSE;
}

static DlnInputFormat
detect (DlnReading *reading,
        const char *bytes,
        gsize       length,
        GError    **error)
{
  const char *what;
  DlnInputFormat format = _dln_detect (reading->name, bytes, length, &what);

  if (what != NULL)
    dln_reading_refuse (reading, g_dgettext (GETTEXT_PACKAGE, what), error);
  return format;
}

/* what ends the reading of all, not of one file in the file only */
static gboolean
is_final (DlnReading   *reading,
          const GError *error)
{
  return error->domain != DLN_INGEST_ERROR || *reading->unpacked > DLN_READING_MAX_UNPACKED
         || *reading->n_articles > DLN_READING_MAX_ARTICLES;
}

static gboolean
open_nested (DlnReading *reading,
             DlnReading *inner,
             const char *bytes,
             gsize       length,
             GError    **error)
{
  DlnInputFormat format;

  if (inner->depth > DLN_READING_MAX_DEPTH)
    {
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_LIMIT,
                   _("%s lies in more than %d files inside each other and was left out."),
                   inner->name,
                   DLN_READING_MAX_DEPTH);
      return FALSE;
    }
  if (length == 0)
    {
      g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s is empty."), inner->name);
      return FALSE;
    }
  format = detect (inner, bytes, MIN (length, INNER_HEAD_BYTES), error);
  if (format == DLN_INPUT_UNKNOWN && *error != NULL)
    return FALSE;
  return read_bytes (inner, format, TRUE, bytes, length, error);
}

/**
 * dln_reading_open:
 * @reading: the file around
 * @name: (nullable): of a file in it; %NULL = it is the same file, unpacked
 * @bytes: of that file
 * @length: how many
 * @error: %DLN_INGEST_ERROR_LIMIT where the bounds of the outermost file are reached; what is wrong
 * with this file only is told among the messages
 *
 * Reads a file in a file, by its own format.
 *
 * Returns: whether to go on
 */
gboolean
dln_reading_open (DlnReading *reading,
                  const char *name,
                  const char *bytes,
                  gsize       length,
                  GError    **error)
{
  g_autofree char *path =
    name != NULL ? g_strconcat (reading->name, "/", name, NULL) : g_strdup (reading->name);
  DlnReading inner = *reading;
  GError *local = NULL;
  gboolean done;

  inner.name = path;
  inner.depth += 1;
  inner.n_own = 0;
  done = open_nested (reading, &inner, bytes, length, &local);
  reading->n_own += inner.n_own;
  if (done)
    return TRUE;
  if (name == NULL || is_final (reading, local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  dln_reading_tell (reading, g_strdup (local->message));
  g_error_free (local);
  return TRUE;
}

/**
 * dln_reading_prose:
 * @reading: a file whose text was taken out of it
 * @text: that text
 * @fields: (nullable): what the file says of it; it is cleared
 * @error: see dln_reading_give()
 *
 * Gives the article, or the articles of a press database that the text holds.
 *
 * Returns: whether to go on
 */
gboolean
dln_reading_prose (DlnReading *reading,
                   const char *text,
                   DlnFields  *fields,
                   GError    **error)
{
  g_auto (DlnFields) own = { 0 };
  DlnInputFormat format = _dln_find_export (text);

  if (format == DLN_INPUT_NEXIS)
    return _dln_ingest_nexis (reading, text, error);
  if (format == DLN_INPUT_FACTIVA)
    return _dln_ingest_factiva (reading, text, error);
  if (fields == NULL)
    fields = &own;
  dln_fields_replace (fields, DLN_FIELD_TEXT, g_strdup (text));
  return dln_reading_give (reading, fields, NULL, NULL, error);
}

/**
 * dln_reading_page:
 * @reading: a file that a page was taken out of
 * @part: (nullable): what stands behind the file's name in the id; then a page that cannot be read
 * is told among the messages, and the others go on
 * @html: the page, UTF-8, with a NUL behind it
 * @length: its bytes
 * @known: (nullable): what the file says of it
 * @error: see dln_reading_pass()
 *
 * Returns: whether to go on
 */
gboolean
dln_reading_page (DlnReading *reading,
                  const char *part,
                  const char *html,
                  gsize       length,
                  DlnFields  *known,
                  GError    **error)
{
  g_autofree char *id = g_strconcat (reading->name, part, NULL);
  GError *local = NULL;
  DlnIngested *item = _dln_ingest_html (html, length, id, known, reading->cancellable, &local);

  if (item != NULL)
    return dln_reading_pass (reading, item, error);
  if (part == NULL || is_final (reading, local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  dln_reading_tell (reading, g_strdup (local->message));
  g_error_free (local);
  return TRUE;
}

/**
 * dln_reading_decode:
 * @reading: a file that a text was taken out of
 * @bytes: the text
 * @length: its bytes
 * @encoding: (nullable): that the file says it is in
 *
 * Returns: (transfer full) (nullable): the text as UTF-8, %NULL if it is none
 */
char *
dln_reading_decode (DlnReading *reading,
                    const char *bytes,
                    gsize       length,
                    const char *encoding)
{
  g_autofree char *note = NULL;
  char *text = NULL;
  gsize n;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "utf-8") != 0
      && g_ascii_strcasecmp (encoding, "us-ascii") != 0)
    {
      if (g_ascii_strcasecmp (encoding, "iso-8859-1") == 0)
        encoding = "windows-1252";
      text = _dln_convert (bytes, length, encoding, &n);
    }
  if (text == NULL)
    return _dln_decode (bytes, length, reading->name, &n, &note, NULL);
  for (gsize i = 0; i < n; i++) /* a zero inside would end it early */
    if (text[i] == '\0')
      text[i] = ' ';
  return text;
}

/* ---- streams --------------------------------------------------------------------------------- */

/* reads on until @bytes has @limit of them, or all */
static gboolean
read_up_to (GInputStream *stream,
            gsize         limit,
            GByteArray   *bytes,
            const char   *name,
            GCancellable *cancellable,
            GError      **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gssize n = 1;

  while (bytes->len < limit && n > 0)
    {
      n = g_input_stream_read (
        stream, chunk, MIN (CHUNK, limit - bytes->len), cancellable, error);
      if (n > 0)
        g_byte_array_append (bytes, (const guint8 *) chunk, n);
    }
  if (n < 0)
    g_prefix_error (error, "%s: ", name);
  return n >= 0;
}

static gboolean
read_rest (DlnReading    *reading,
           DlnInputFormat format,
           gboolean       is_guess,
           GByteArray    *bytes,
           GInputStream  *stream,
           GError       **error)
{
  gsize limit = format == DLN_INPUT_CONLLU ? MAX_FILE_BYTES : DLN_INGEST_MAX_BYTES;

  if (!read_up_to (stream, limit + 1, bytes, reading->name, reading->cancellable, error))
    return FALSE;
  if (bytes->len <= limit)
    return read_bytes (reading, format, is_guess, (const char *) bytes->data, bytes->len, error);
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_LIMIT,
               _("%s is larger than %lu MiB, which is more than one article can have."),
               reading->name,
               (gulong) limit >> 20);
  return FALSE;
}

static gboolean
read_stream (DlnReading    *reading,
             DlnInputFormat format,
             GInputStream  *stream,
             GError       **error)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();
  gboolean is_guess = format == DLN_INPUT_AUTO;

  if (!read_up_to (stream, HEAD_BYTES, head, reading->name, reading->cancellable, error))
    return FALSE;
  if (head->len == 0)
    {
      g_set_error (
        error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s is empty."), reading->name);
      return FALSE;
    }
  if (is_guess)
    {
      GError *local = NULL;

      format = detect (reading, (const char *) head->data, head->len, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  if (format == DLN_INPUT_NDJSON && memchr (head->data, '\0', head->len) == NULL)
    return _dln_ingest_json_lines (reading, head, stream, error);
  if (!is_own (format) && format != DLN_INPUT_UNKNOWN && _dln_worker_is_set ())
    return _dln_worker_read (reading, format, head, stream, error);
  return read_rest (reading, format, is_guess, head, stream, error);
}

/**
 * dln_ingest_stream:
 * @stream: what to read
 * @name: what to call it in messages and, for text, in the document's id
 * @format: how to read it; JSON lines are read line by line in bounded memory
 * @func: called for each article
 * @data: for @func
 * @messages: (nullable) (element-type utf8): gets a sentence for each line or part that could not
 * be read while others could
 * @cancellable: (nullable): checked while reading
 * @error: a #DlnIngestError, or of #GIOErrorEnum, or set by @func
 *
 * Returns: whether it could be read to its end
 */
gboolean
dln_ingest_stream (GInputStream  *stream,
                   const char    *name,
                   DlnInputFormat format,
                   DlnIngestFunc  func,
                   gpointer       data,
                   GPtrArray     *messages,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream) && name != NULL && func != NULL, FALSE);

  g_autoptr (GPtrArray) own =
    messages != NULL ? g_ptr_array_ref (messages) : g_ptr_array_new_with_free_func (g_free);
  guint64 unpacked = 0;
  guint n_articles = 0;
  DlnReading reading = { name, func, data, own, cancellable, 0, &unpacked, &n_articles, 0 };

  return read_stream (&reading, format, stream, error);
}

/* ---- files ----------------------------------------------------------------------------------- */

typedef struct
{
  const DlnOriginal *original;
  DlnIngestFunc      func;
  gpointer           data;
} Passing;

static gboolean
pass_with_original_cb (DlnIngested *item,
                       gpointer     data,
                       GError     **error)
{
  const Passing *passing = data;

  dln_document_set_original (item->document, passing->original);
  return passing->func (item, passing->data, error);
}

/* Returns: (transfer full) (nullable): SHA-256 of what stands in the file, which is read again from
 * its begin then; @size: its bytes */
static char *
hash_file (int           fd,
           const char   *name,
           gint64       *size,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gssize n;

  *size = 0;
  while ((n = read (fd, chunk, CHUNK)) > 0 || (n < 0 && errno == EINTR))
    {
      g_checksum_update (checksum, chunk, MAX (n, 0));
      *size += MAX (n, 0);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  if (n == 0 && lseek (fd, 0, SEEK_SET) == 0)
    return g_strdup (g_checksum_get_string (checksum));
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
               _("%s cannot be read: %s."), name, g_strerror (errno));
  return NULL;
}

/**
 * dln_ingest_file:
 * @path: a regular file
 * @id: (nullable): the document's id; %NULL = the file's name
 * @format: how to read it
 * @func: called for each article
 * @data: for @func
 * @messages: (nullable) (element-type utf8): see dln_ingest_stream()
 * @cancellable: (nullable): checked while reading
 * @error: a #DlnIngestError, or of #GFileError, or set by @func; names the file
 *
 * Each document knows the file as its original.
 *
 * Returns: whether it could be read to its end
 */
gboolean
dln_ingest_file (const char    *path,
                 const char    *id,
                 DlnInputFormat format,
                 DlnIngestFunc  func,
                 gpointer       data,
                 GPtrArray     *messages,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_return_val_if_fail (path != NULL && func != NULL, FALSE);

  g_autofree char *name =
    id != NULL ? g_filename_display_name (id) : g_filename_display_basename (path);
  struct stat status;
  gint64 size;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);

  if (fd < 0 || fstat (fd, &status) < 0)
    {
      int code = errno;

      g_set_error (error,
                   G_FILE_ERROR,
                   g_file_error_from_errno (code),
                   _("%s cannot be opened: %s."),
                   name,
                   g_strerror (code));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_FORMAT,
                   S_ISDIR (status.st_mode) ? _("%s is a folder.") : _("%s is no regular file."),
                   name);
      close (fd);
      return FALSE;
    }

  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, TRUE);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);
  g_autofree char *digest = hash_file (fd, name, &size, cancellable, error);
  DlnOriginal original = { uri, digest, size };
  Passing passing = { &original, func, data };

  return digest != NULL
         && dln_ingest_stream (stream, name, format, pass_with_original_cb, &passing, messages,
                               cancellable, error);
}
