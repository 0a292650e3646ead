/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles without a file: what a pasted text says of itself, and what a user says of it. The text
 * stays as it was pasted; what the user says is known beside it. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-paste.h"

#include "session/dln-import-private.h"

#include "ingest/dln-reading.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define MAX_TITLE 160  /* bytes of a first line that is taken for one */
#define MAX_STAMP 64   /* bytes of a line with the day of publication */
#define STAMP_LINES 6  /* among which it stands */

void
dln_paste_free (DlnPaste *paste)
{
  if (paste == NULL)
    return;
  g_clear_pointer (&paste->bytes, g_bytes_unref);
  g_free (paste->title);
  g_free (paste->source);
  g_free (paste->date);
  g_free (paste->shown);
  g_free (paste);
}

/* ---- what a text says of itself -------------------------------------------------------------- */

/* whether there is nothing but addresses in it */
static gboolean
is_address (const char *text)
{
  static const char *const begins[] = { "http://", "https://", "ftp://", "www." };
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean is_one = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (begins); j++)
        is_one |= g_ascii_strncasecmp (words[i], begins[j], strlen (begins[j])) == 0;
      if (*words[i] != '\0' && !is_one)
        return FALSE;
      n += *words[i] != '\0';
    }
  return n > 0;
}

/* (transfer full) (nullable): the first line, where it stands apart and ends like a headline */
static char *
find_title (const char *text)
{
  gsize length = strcspn (text, "\r\n");
  const char *next = text + length;
  gboolean apart;

  next += *next == '\r' ? 1 : 0;
  next += *next == '\n' ? 1 : 0;
  apart = *next == '\n' || *next == '\r';
  if (length == 0 || length > MAX_TITLE || !apart || next[strspn (next, " \t\r\n")] == '\0'
      || strchr (".,;:", text[length - 1]) != NULL || g_str_has_prefix (text, "By "))
    return NULL;
  return g_strstrip (g_strndup (text, length));
}

/* (transfer full) (nullable): a line that is a day and nothing else, but for "Published" */
static char *
read_stamp (const char *line,
            gsize       length)
{
  static const char *const begins[] = { "First published", "Published", "Posted", "Date" };
  g_autofree char *copy = g_strstrip (g_strndup (line, length));
  char *day = copy;
  g_autofree char *date = NULL;
  char *clock;
  DlnWhen when;

  for (guint i = 0; i < G_N_ELEMENTS (begins) && day == copy; i++)
    if (g_ascii_strncasecmp (copy, begins[i], strlen (begins[i])) == 0)
      day += strlen (begins[i]);
  day += strspn (day, ": ");
  if (g_ascii_strncasecmp (day, "on ", 3) == 0)
    day += 3;
  clock = strstr (day, " at ");
  if (clock != NULL)
    *clock = '\0';
  /* the one says that there is nothing else, the other that it cannot be read two ways */
  if (dln_when_parse_words (day, NULL, &when, NULL))
    date = dln_fields_read_date (day);
  return date != NULL && strlen (date) >= strlen ("2021-05-04") ? g_steal_pointer (&date) : NULL;
}

static char *
find_date (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < STAMP_LINES;)
    {
      gsize length = strcspn (p, "\r\n");
      char *date = length > 0 && length <= MAX_STAMP ? read_stamp (p, length) : NULL;

      if (date != NULL)
        return date;
      n += length > 0;
      p += length;
      p += strspn (p, "\r\n");
    }
  return NULL;
}

static gboolean
keep_cb (DlnIngested *item,
         gpointer     data,
         GError     **error)
{
  g_ptr_array_add (data, item);
  return TRUE;
}

/* (transfer full) (nullable): the one article of these bytes */
static DlnIngested *
read_one (GBytes  *bytes,
          gboolean html,
          GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_ingested_free);
  DlnInputFormat format = html ? DLN_INPUT_HTML : DLN_INPUT_TEXT;

  if (!dln_ingest_stream (stream, _("The pasted text"), format, keep_cb, items, NULL, NULL, error))
    return NULL;
  if (items->len > 0)
    return g_ptr_array_steal_index (items, 0);
  g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_DOCUMENT, _("%s has no words in it."),
               _("The pasted text"));
  return NULL;
}

static gsize
count_letters (const char *text)
{
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_isalnum (g_utf8_get_char (p));
  return n;
}

/* The page, unless the choice of its article leaves out more than a fifth of what was selected. */
static DlnIngested *
read_best (DlnPaste   *paste,
           const char *text,
           GBytes     *html,
           GError    **error)
{
  GError *none = NULL;
  const char *what;

  if (html != NULL)
    {
      DlnIngested *page = read_one (html, TRUE, &none);

      g_clear_error (&none);
      paste->html = page != NULL
        && count_letters (dln_document_get_text (page->document, NULL)) * 5
             >= count_letters (text) * 4;
      if (paste->html)
        {
          paste->bytes = g_bytes_ref (html);
          return page;
        }
      dln_ingested_free (page);
    }
  what = dln_ingest_find_no_prose (text);
  if (what != NULL)
    {
      g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_DOCUMENT, _("%s is %s."),
                   _("The pasted text"), what);
      return NULL;
    }
  paste->bytes = g_bytes_new (text, strlen (text));
  return read_one (paste->bytes, FALSE, error);
}

/**
 * dln_paste_read:
 * @text: what was copied, as plain text; "" if there is only @html
 * @html: (nullable): the same as HTML, which is read as a page is
 * @error: %DLN_SESSION_ERROR_DOCUMENT, or why it cannot be read: nothing is fetched, so an address
 * alone is refused
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): with what it says of itself
 */
DlnPaste *
dln_paste_read (const char *text,
                GBytes     *html,
                GError    **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (DlnPaste) paste = NULL;
  g_autoptr (DlnIngested) item = NULL;

  if (is_address (text))
    {
      g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_DOCUMENT,
                   _("This is an address. Dateline fetches nothing from the network: save the page "
                     "in the browser and import the file, or copy its text."));
      return NULL;
    }
  paste = g_new0 (DlnPaste, 1);
  item = read_best (paste, text, html, error);
  if (item == NULL)
    return NULL;
  paste->shown = g_strdup (dln_document_get_text (item->document, NULL));
  paste->title = g_strdup (dln_document_get_title (item->document));
  paste->source = g_strdup (dln_document_get_source (item->document));
  paste->date = g_strdup (dln_document_get_date (item->document));
  if (paste->title == NULL)
    paste->title = find_title (paste->shown);
  if (paste->date == NULL)
    paste->date = find_date (paste->shown);
  return g_steal_pointer (&paste);
}

/* ---- what a user says of it ------------------------------------------------------------------ */

struct _DlnTold /* what a user says of what "-" gives */
{
  GBytes  *bytes; /* (nullable): NULL = standard input is read */
  gboolean html;
  char    *title;  /* each (nullable): NULL = as it says itself; "" = there is none */
  char    *source;
  char    *date;
};

void
_dln_told_free (DlnTold *told)
{
  if (told == NULL)
    return;
  g_clear_pointer (&told->bytes, g_bytes_unref);
  g_free (told->title);
  g_free (told->source);
  g_free (told->date);
  g_free (told);
}

/**
 * dln_session_set_told:
 * @self: the session
 * @title: (nullable): of the article that the next import reads from standard input; %NULL = as it
 * says itself, "" = it has none
 * @source: (nullable): likewise
 * @date: (nullable): likewise, EDTF or ISO 8601
 */
void
dln_session_set_told (DlnSession *self,
                      const char *title,
                      const char *source,
                      const char *date)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  g_clear_pointer (&self->told, _dln_told_free);
  self->told = g_new0 (DlnTold, 1);
  self->told->title = g_strdup (title);
  self->told->source = g_strdup (source);
  self->told->date = g_strdup (date);
}

/**
 * dln_session_set_pasted:
 * @self: the session
 * @paste: what the next import of "-" reads, and what is said of it: what is %NULL there is not
 * known
 */
void
dln_session_set_pasted (DlnSession     *self,
                        const DlnPaste *paste)
{
  g_return_if_fail (DLN_IS_SESSION (self) && paste != NULL);

  dln_session_set_told (self, paste->title != NULL ? paste->title : "",
                        paste->source != NULL ? paste->source : "",
                        paste->date != NULL ? paste->date : "");
  self->told->bytes = g_bytes_ref (paste->bytes);
  self->told->html = paste->html;
}

static const char *
choose (const char *told,
        const char *own)
{
  return told == NULL ? own : *told != '\0' ? told : NULL;
}

/* the same text with what the user says; it gets a name by its text, so that no two are one */
static void
tell (const DlnTold *told,
      DlnIngested   *item)
{
  DlnDocument *old = item->document;
  const char *digest = dln_document_get_digest (old);
  g_autofree char *id = g_strdup_printf ("%s-%.8s", dln_document_get_id (old), digest);
  const DlnDocumentInfo info = {
    .id = id,
    .title = choose (told->title, dln_document_get_title (old)),
    .source = choose (told->source, dln_document_get_source (old)),
    .byline = dln_document_get_byline (old),
    .date = choose (told->date, dln_document_get_date (old)),
    .language = dln_document_get_language (old),
    .uri = dln_document_get_uri (old),
    .places = dln_document_get_places (old),
  };
  gsize length;
  const char *text = dln_document_get_text (old, &length);

  item->document = dln_document_new (text, length, &info);
  dln_document_unref (old);
}

/* Returns: whether all were taken; several articles cannot have one title */
static gboolean
pass_told (const DlnTold *told,
           GPtrArray     *items,
           const char    *name,
           DlnIngestFunc  func,
           gpointer       data,
           GError       **error)
{
  if (items->len > 1 && told->title != NULL && *told->title != '\0')
    {
      g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_DOCUMENT,
                   _("%s holds %u articles, which cannot all have the title that was given; "
                     "nothing was taken from it."),
                   name, items->len);
      return FALSE;
    }
  while (items->len > 0)
    {
      DlnIngested *item = g_ptr_array_steal_index (items, 0);

      tell (told, item);
      if (!func (item, data, error))
        return FALSE;
    }
  return TRUE;
}

/* reads "-", and tells the articles in it what the user said of them */
gboolean
_dln_told_ingest (const DlnTold *told,
                  const DlnFile *file,
                  DlnInputFormat format,
                  DlnIngestFunc  func,
                  gpointer       data,
                  GPtrArray     *messages,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GInputStream) input = told->bytes != NULL
                                     ? g_memory_input_stream_new_from_bytes (told->bytes)
                                     : g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_ingested_free);

  if (told->bytes != NULL)
    format = told->html ? DLN_INPUT_HTML : DLN_INPUT_TEXT;
  return dln_ingest_stream (input, file->id, format, keep_cb, items, messages, cancellable, error)
         && pass_told (told, items, file->id, func, data, error);
}

gboolean
_dln_told_is_pasted (const DlnTold *told)
{
  return told != NULL && told->bytes != NULL;
}
