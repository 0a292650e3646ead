/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file or stream to the articles in it: bounds, format by content and ending, and the loop over
 * JSON lines. */
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
#define MAX_FILE_BYTES (1024u << 20) /* of a file of many articles */
#define MAX_MESSAGES 1000

G_DEFINE_QUARK (dln-ingest-error-quark, dln_ingest_error)

static const struct
{
  const char    *name;
  DlnInputFormat format;
} format_names[] = {
  { "text", DLN_INPUT_TEXT },     { "html", DLN_INPUT_HTML },     { "ndjson", DLN_INPUT_NDJSON },
  { "jsonl", DLN_INPUT_NDJSON },  { "conllu", DLN_INPUT_CONLLU },
};

static const struct
{
  const char    *ending;
  DlnInputFormat format;
} endings[] = {
  { ".ndjson", DLN_INPUT_NDJSON }, { ".jsonl", DLN_INPUT_NDJSON }, { ".conllu", DLN_INPUT_CONLLU },
  { ".html", DLN_INPUT_HTML },     { ".htm", DLN_INPUT_HTML },     { ".xhtml", DLN_INPUT_HTML },
};

void
dln_ingested_free (DlnIngested *item)
{
  if (item == NULL)
    return;
  dln_document_unref (item->document);
  dln_annotations_unref (item->given);
  g_free (item->note);
  g_free (item);
}

/**
 * dln_input_format_from_name:
 * @name: as on the command line: "text", "html", "ndjson" or "conllu"
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
  for (guint i = 0; i < G_N_ELEMENTS (format_names); i++)
    if (strcmp (name, format_names[i].name) == 0)
      {
        *format = format_names[i].format;
        return TRUE;
      }
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_FORMAT,
               _("\u201c%s\u201d is no input format; there are text, html, ndjson and conllu."),
               name);
  return FALSE;
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
 * Articles are text, web pages, JSON lines, CoNLL-U, or have no ending at all. PDF and office
 * documents count as well, so that whoever keeps articles in them is told that they cannot be read,
 * by the file's name.
 *
 * Returns: whether somebody who gives the folder means this file
 */
gboolean
dln_ingest_is_article_name (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  static const char *const kinds[] = { "txt",   "text", "md",    "markdown", "htm",    "html",
                                       "xhtml", "json", "jsonl", "ndjson",   "conllu", "pdf",
                                       "doc",   "docx", "odt",   "rtf",      "epub" };
  const char *ending = find_ending (name);

  if (is_about_folder (name))
    return FALSE;
  for (guint i = 0; ending != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (ending, kinds[i]) == 0)
      return TRUE;
  return ending == NULL;
}

/* ---- format ---------------------------------------------------------------------------------- */

/* what is plainly something else, by its first bytes */
static const char *
find_foreign_format (const char *bytes,
                     gsize       length)
{
  static const struct
  {
    const char *magic;
    guint       length;
    const char *name;
  } foreign[] = {
    { "%PDF-", 5, N_("a PDF file, which Dateline cannot read yet") },
    { "PK\003\004", 4, N_("a ZIP archive or office document, which Dateline cannot read yet") },
    { "SQLite format 3", 15, N_("a database or case file, not an article") },
    { "\x89PNG", 4, N_("a picture") },
    { "\xff\xd8\xff", 3, N_("a picture") },
    { "GIF8", 4, N_("a picture") },
    { "\x1f\x8b", 2, N_("a compressed file, which Dateline cannot read yet") },
    { "\x7f" "ELF", 4, N_("a program") },
    { "{\\rtf", 5, N_("an RTF document, which Dateline cannot read yet") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (length >= foreign[i].length && memcmp (bytes, foreign[i].magic, foreign[i].length) == 0)
      return foreign[i].name;
  return NULL;
}

static gboolean
looks_like_html (const char *text)
{
  static const char *const starts[] = { "<!doctype html", "<html", "<head", "<body", "<!--" };

  text += strspn (text, " \t\r\n");
  if (g_ascii_strncasecmp (text, "<?xml", 5) == 0)
    text += strcspn (text, ">") + 1;
  text += strspn (text, " \t\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_ascii_strncasecmp (text, starts[i], strlen (starts[i])) == 0)
      return TRUE;
  return FALSE;
}

/* a first line that is an object with a "text", as of a pipe that has no ending */
static gboolean
looks_like_json_lines (const char *text)
{
  g_autofree char *line = NULL;

  text += strspn (text, " \t\r\n");
  if (*text != '{')
    return FALSE;
  line = g_strndup (text, strcspn (text, "\n"));
  return strstr (line, "\"text\"") != NULL;
}

static DlnInputFormat
choose_format (const char *name,
               const char *text)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending))
      return endings[i].format;
  if (g_str_has_suffix (lower, ".json") && *(text + strspn (text, " \t\r\n")) == '{')
    return DLN_INPUT_NDJSON;
  if (!g_str_has_suffix (lower, ".txt") && looks_like_json_lines (text))
    return DLN_INPUT_NDJSON;
  return looks_like_html (text) ? DLN_INPUT_HTML : DLN_INPUT_TEXT;
}

static gboolean
is_ndjson_name (const char *name)
{
  return choose_format (name, "") == DLN_INPUT_NDJSON;
}

/* ---- JSON lines ------------------------------------------------------------------------------ */

typedef struct
{
  const char   *name;
  DlnIngestFunc func;
  gpointer      data;
  GPtrArray    *messages;
  guint         line;
  guint         n_read;
  guint         n_failed;
} Lines;

static void
add_message (GPtrArray *messages,
             char      *message) /* (transfer full) */
{
  if (messages != NULL && messages->len < MAX_MESSAGES)
    g_ptr_array_add (messages, message);
  else
    g_free (message);
}

static gboolean
take_line (Lines      *lines,
           const char *line,
           gsize       length,
           GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *id = g_strdup_printf ("%s:%u", lines->name, lines->line);

  while (length > 0 && strchr (" \t\r", line[length - 1]) != NULL)
    length -= 1;
  if (length == 0)
    return TRUE;
  if (memchr (line, '\0', length) != NULL || !g_utf8_validate (line, length, NULL))
    {
      valid = g_utf8_make_valid (line, length);
      line = valid;
      length = strlen (valid);
    }

  DlnIngested *item = _dln_ingest_json_line (line, length, id, &local);

  if (item == NULL)
    {
      lines->n_failed += 1;
      add_message (
        lines->messages,
        /* Translators: a file's name, the number of a line in it, what is wrong with it */
        g_strdup_printf (_ ("%s, line %u: %s."), lines->name, lines->line, local->message));
      return TRUE;
    }
  lines->n_read += 1;
  return lines->func (item, lines->data, error);
}

static gboolean
read_json_lines (GInputStream *stream,
                 Lines        *lines,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autoptr (GByteArray) pending = g_byte_array_new ();
  g_autofree char *chunk = g_malloc (CHUNK);
  gsize searched = 0;

  for (;;)
    {
      gssize n = g_input_stream_read (stream, chunk, CHUNK, cancellable, error);

      if (n < 0)
        return FALSE;
      if (n == 0)
        break;
      g_byte_array_append (pending, (const guint8 *) chunk, n);

      gsize begin = 0;

      for (;;)
        {
          const guint8 *eol = memchr (pending->data + searched, '\n', pending->len - searched);

          if (eol == NULL)
            break;
          lines->line += 1;
          if (!take_line (lines,
                          (const char *) pending->data + begin,
                          eol - pending->data - begin,
                          error))
            return FALSE;
          begin = searched = eol - pending->data + 1;
        }
      if (begin > 0)
        g_byte_array_remove_range (pending, 0, begin);
      searched = pending->len;
      if (pending->len > DLN_INGEST_MAX_BYTES)
        {
          g_set_error (error,
                       DLN_INGEST_ERROR,
                       DLN_INGEST_ERROR_LIMIT,
                       _("%s, line %u: longer than %u MiB."),
                       lines->name,
                       lines->line + 1,
                       DLN_INGEST_MAX_BYTES >> 20);
          return FALSE;
        }
    }
  lines->line += 1;
  return take_line (lines, (const char *) pending->data, pending->len, error);
}

static gboolean
ingest_json_lines (GInputStream *stream,
                   const char   *name,
                   DlnIngestFunc func,
                   gpointer      data,
                   GPtrArray    *messages,
                   GCancellable *cancellable,
                   GError      **error)
{
  Lines lines = { name, func, data, messages, 0, 0, 0 };

  if (!read_json_lines (stream, &lines, cancellable, error))
    return FALSE;
  if (lines.n_read == 0 && lines.n_failed == 0)
    {
      g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s is empty."), name);
      return FALSE;
    }
  return TRUE;
}

/* ---- whole files ----------------------------------------------------------------------------- */

static gboolean
read_all (GInputStream *stream,
          const char   *name,
          gsize         limit,
          GByteArray   *bytes,
          GCancellable *cancellable,
          GError      **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, CHUNK, cancellable, error)) > 0)
    {
      g_byte_array_append (bytes, (const guint8 *) chunk, n);
      if (bytes->len > limit)
        {
          g_set_error (error,
                       DLN_INGEST_ERROR,
                       DLN_INGEST_ERROR_LIMIT,
                       _("%s is larger than %lu MiB, which is more than one article can have."),
                       name,
                       (gulong) limit >> 20);
          return FALSE;
        }
    }
  if (n < 0)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  if (bytes->len == 0)
    {
      g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s is empty."), name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
ingest_one (DlnInputFormat format,
            char          *text, /* (transfer full) */
            gsize          length,
            const char    *name,
            char          *note, /* (transfer full) */
            DlnIngestFunc  func,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *decoding = note;
  DlnIngested *item;

  if (format == DLN_INPUT_HTML)
    {
      item = _dln_ingest_html (text, length, name, cancellable, error);
      g_free (text);
    }
  else
    item = _dln_ingest_text (text, name, error);

  if (item == NULL)
    return FALSE;
  if (item->note != NULL && decoding != NULL)
    {
      g_autofree char *reading = item->note;

      item->note = g_strjoin (" ", decoding, reading, NULL);
    }
  else if (decoding != NULL)
    item->note = g_steal_pointer (&decoding);
  return func (item, data, error);
}

static gboolean
ingest_bytes (GByteArray    *bytes,
              const char    *name,
              DlnInputFormat format,
              DlnIngestFunc  func,
              gpointer       data,
              GPtrArray     *messages,
              GCancellable  *cancellable,
              GError       **error)
{
  const char *foreign = find_foreign_format ((const char *) bytes->data, bytes->len);
  g_autofree char *note = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (foreign != NULL)
    {
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_FORMAT,
                   _("%s is %s."),
                   name,
                   g_dgettext (GETTEXT_PACKAGE, foreign));
      return FALSE;
    }
  text = _dln_decode ((const char *) bytes->data, bytes->len, name, &length, &note, error);
  if (text == NULL)
    return FALSE;
  if (format == DLN_INPUT_AUTO)
    format = choose_format (name, text);
  if (format == DLN_INPUT_NDJSON)
    {
      g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (text, length, NULL);

      return ingest_json_lines (memory, name, func, data, messages, cancellable, error);
    }
  if (format == DLN_INPUT_CONLLU)
    return _dln_ingest_conllu (text, name, func, data, cancellable, error);
  return ingest_one (format,
                     g_steal_pointer (&text),
                     length,
                     name,
                     g_steal_pointer (&note),
                     func,
                     data,
                     cancellable,
                     error);
}

/**
 * dln_ingest_stream:
 * @stream: what to read
 * @name: what to call it in messages and, for text, in the document's id
 * @format: how to read it; JSON lines are read line by line in bounded memory
 * @func: called for each article
 * @data: for @func
 * @messages: (nullable) (element-type utf8): gets a sentence for each line that could not be read
 * while others could
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

  if (format == DLN_INPUT_NDJSON || (format == DLN_INPUT_AUTO && is_ndjson_name (name)))
    return ingest_json_lines (stream, name, func, data, messages, cancellable, error);

  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize limit = format == DLN_INPUT_CONLLU ? MAX_FILE_BYTES : DLN_INGEST_MAX_BYTES;

  if (format == DLN_INPUT_AUTO && g_str_has_suffix (name, ".conllu"))
    limit = MAX_FILE_BYTES;
  if (!read_all (stream, name, limit, bytes, cancellable, error))
    return FALSE;
  return ingest_bytes (bytes, name, format, func, data, messages, cancellable, error);
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

  return dln_ingest_stream (stream, name, format, func, data, messages, cancellable, error);
}
