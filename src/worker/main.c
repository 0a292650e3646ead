/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-worker: reads files of formats of others. It is started by Dateline, not by people. It
 * jails itself before it reads the first byte.
 *
 * Standard input: requests as src/ingest/dln-worker-client.c writes them. Standard output, for
 * each: lines of JSON objects: articles ("text" and what is known of it), sentences on what could
 * not be read ("message"), and at the end "done" or an "error" with its "code". */
#define G_LOG_DOMAIN "dateline-worker"
#include "config.h"

#include "base/dln-icu-memory.h"
#include "worker/dln-jail.h"
#include "worker/dln-read.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#define MAX_REQUEST 65536                   /* bytes of a request's line */
#define MAX_CHUNK (1u << 20)
#define MAX_BYTES (256u << 20)              /* of a file */
#define EXIT_BROKEN 3

/* ---- bytes ----------------------------------------------------------------------------------- */

static gboolean
read_all (void *bytes,
          gsize length)
{
  char *p = bytes;

  while (length > 0)
    {
      gssize n = read (STDIN_FILENO, p, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      p += n;
      length -= n;
    }
  return TRUE;
}

/* whoever asked may be gone */
static void
write_all (const char *bytes,
           gsize       length)
{
  while (length > 0)
    {
      gssize n = write (STDOUT_FILENO, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (EXIT_BROKEN);
      bytes += n;
      length -= n;
    }
}

static void
append_string (GString    *out,
               const char *string)
{
  g_string_append_c (out, '"');
  for (const char *p = string; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (out, "\\u%04x", *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

static void
append_member (GString    *out,
               const char *key,
               const char *value) /* (nullable) */
{
  if (value == NULL)
    return;
  g_string_append_c (out, out->len > 1 ? ',' : ' ');
  append_string (out, key);
  g_string_append_c (out, ':');
  append_string (out, value);
}

static void
write_object (GString *out)
{
  g_string_append (out, "}\n");
  write_all (out->str, out->len);
  g_string_free (out, TRUE);
}

static void
write_member (const char *key,
              const char *value)
{
  GString *out = g_string_new ("{");

  append_member (out, key, value);
  write_object (out);
}

/* ---- answers --------------------------------------------------------------------------------- */

static gboolean
write_article_cb (DlnIngested *item,
                  gpointer     data,
                  GError     **error)
{
  const DlnDocument *document = item->document;
  GString *out = g_string_sized_new (4096);

  g_string_append_c (out, '{');
  append_member (out, "id", dln_document_get_id (document));
  append_member (out, "title", dln_document_get_title (document));
  append_member (out, "source", dln_document_get_source (document));
  append_member (out, "byline", dln_document_get_byline (document));
  append_member (out, "date", dln_document_get_date (document));
  append_member (out, "language", dln_document_get_language (document));
  append_member (out, "uri", dln_document_get_uri (document));
  append_member (out, "places", dln_document_get_places (document));
  append_member (out, "note", item->note);
  append_member (out, "text", dln_document_get_text (document, NULL));
  write_object (out);
  dln_ingested_free (item);
  return TRUE;
}

static void
write_end (const GError *error)
{
  GString *out;
  g_autofree char *code = NULL;

  if (error == NULL)
    {
      write_member ("done", "");
      return;
    }
  code = g_strdup_printf (
    "%d", error->domain == DLN_INGEST_ERROR ? error->code : DLN_INGEST_ERROR_FORMAT);
  out = g_string_new ("{");
  append_member (out, "error", error->message);
  append_member (out, "code", code);
  write_object (out);
}

/* ---- requests -------------------------------------------------------------------------------- */

/* (transfer full) (nullable): the line, or none where whoever asks is gone */
static char *
read_line (void)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char c;

  while (line->len < MAX_REQUEST && read_all (&c, 1))
    {
      if (c == '\n')
        return g_string_free (g_steal_pointer (&line), FALSE);
      g_string_append_c (line, c);
    }
  return NULL;
}

/* All chunks are read, also those that are too many: the next request stands behind them. Returns:
 * whether they could be. */
static gboolean
read_chunks (GByteArray *bytes,
             gboolean   *is_too_large)
{
  g_autofree char *chunk = g_malloc (MAX_CHUNK);
  guint32 length;

  *is_too_large = FALSE;
  for (;;)
    {
      if (!read_all (&length, sizeof length))
        return FALSE;
      length = GUINT32_FROM_LE (length);
      if (length == 0)
        return TRUE;
      if (length > MAX_CHUNK || !read_all (chunk, length))
        return FALSE;
      *is_too_large |= bytes->len + length > MAX_BYTES;
      if (!*is_too_large)
        g_byte_array_append (bytes, (const guint8 *) chunk, length);
    }
}

static void
answer (const char *format,
        const char *name,
        GByteArray *bytes)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  DlnInputFormat kind = DLN_INPUT_AUTO;

  if (dln_input_format_from_name (format, &kind, &error))
    {
      stream = g_memory_input_stream_new_from_data (bytes->data, bytes->len, NULL);
      dln_ingest_stream (stream, name, kind, write_article_cb, NULL, messages, NULL, &error);
    }
  for (guint i = 0; i < messages->len; i++)
    write_member ("message", g_ptr_array_index (messages, i));
  write_end (error);
}

/* Returns: whether there may be a next one */
static gboolean
serve (const DlnJail *jail)
{
  g_autofree char *line = read_line ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  char *space = line != NULL ? strchr (line, ' ') : NULL;
  gboolean is_too_large;

  if (space == NULL || !read_chunks (bytes, &is_too_large))
    return FALSE;
  *space = '\0';
  if (is_too_large)
    {
      g_autoptr (GError) error = g_error_new (DLN_INGEST_ERROR,
                                              DLN_INGEST_ERROR_LIMIT,
                                              _("%s is larger than %u MiB; unpack it first."),
                                              space + 1,
                                              MAX_BYTES >> 20);

      write_end (error);
      return TRUE;
    }
  dln_jail_set_timer (DLN_JAIL_SECONDS);
  answer (line, space + 1, bytes);
  dln_jail_set_timer (0);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  DlnJail jail;

  dln_icu_use_glib_memory ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, DLN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  dgettext (GETTEXT_PACKAGE, "%s is %s."); /* loads the catalogue */
  dln_read_prepare ();
  jail = dln_jail_enter ();
  if (!jail.calls)
    return EXIT_BROKEN;
  dln_ingest_set_reader (dln_read_foreign);
  while (serve (&jail))
    ;
  return 0;
}
