/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON lines: each line an article, read as they come, so that a file of them never stands in
 * memory. A line that is none is told by its number, and the others are read. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK 65536

typedef struct
{
  DlnReading *reading;
  guint       line;
  guint       n_read;
  guint       n_failed;
} Lines;

static gboolean
take_line (Lines      *lines,
           const char *line,
           gsize       length,
           GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *valid = NULL;

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

  DlnIngested *item = _dln_ingest_json_line (
    line, length, lines->reading->name, lines->line, &local);

  if (item == NULL)
    {
      lines->n_failed += 1;
      dln_reading_tell (
        lines->reading,
        /* Translators: a file's name, the number of a line in it, what is wrong with it */
        g_strdup_printf (
          _("%s, line %u: %s."), lines->reading->name, lines->line, local->message));
      return TRUE;
    }
  lines->n_read += 1;
  return dln_reading_pass (lines->reading, item, error);
}

/* the whole lines of what is pending; @searched bytes of it hold no end of a line */
static gboolean
take_whole_lines (Lines      *lines,
                  GByteArray *pending,
                  gsize      *searched,
                  GError    **error)
{
  gsize begin = 0;
  const guint8 *eol;

  while ((eol = memchr (pending->data + *searched, '\n', pending->len - *searched)) != NULL)
    {
      lines->line += 1;
      if (!take_line (
            lines, (const char *) pending->data + begin, eol - pending->data - begin, error))
        return FALSE;
      begin = *searched = eol - pending->data + 1;
    }
  if (begin > 0)
    g_byte_array_remove_range (pending, 0, begin);
  *searched = pending->len;
  if (pending->len <= DLN_INGEST_MAX_BYTES)
    return TRUE;
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_LIMIT,
               _("%s, line %u: longer than %u MiB."),
               lines->reading->name,
               lines->line + 1,
               DLN_INGEST_MAX_BYTES >> 20);
  return FALSE;
}

static gboolean
read_on (GInputStream *stream,
         GByteArray   *pending,
         gboolean     *more,
         GCancellable *cancellable,
         GError      **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gssize n = stream != NULL ? g_input_stream_read (stream, chunk, CHUNK, cancellable, error) : 0;

  if (n > 0)
    g_byte_array_append (pending, (const guint8 *) chunk, n);
  *more = n > 0;
  return n >= 0;
}

gboolean
_dln_ingest_json_lines (DlnReading   *reading,
                        GByteArray   *head,
                        GInputStream *stream,
                        GError      **error)
{
  Lines lines = { reading, 0, 0, 0 };
  gsize searched = 0;
  gboolean more = head->len > 0;

  if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
    return FALSE;
  while (more)
    if (!take_whole_lines (&lines, head, &searched, error)
        || !read_on (stream, head, &more, reading->cancellable, error))
      return FALSE;
  lines.line += 1;
  if (head->len > 0 && !take_line (&lines, (const char *) head->data, head->len, error))
    return FALSE;
  if (lines.n_read > 0 || lines.n_failed > 0)
    return TRUE;
  g_set_error (
    error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s is empty."), reading->name);
  return FALSE;
}
