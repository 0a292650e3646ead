/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web archives (WARC, ISO 28500): each page that a server answered is an article; what the server
 * and the crawler say around it is no text. The crawl's day is not the article's. */
#define G_LOG_DOMAIN "dateline-worker"
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include "worker/dln-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *p;
  const char *end;
} Bytes;

/* (transfer full) (nullable): the value of a head line, whose name has any case */
static char *
dup_value (Bytes       head,
           const char *name)
{
  gsize n = strlen (name);

  for (const char *line = head.p; line < head.end;)
    {
      const char *eol = memchr (line, '\n', head.end - line);
      gsize length = (eol != NULL ? eol : head.end) - line;

      if (length > n && line[n] == ':' && g_ascii_strncasecmp (line, name, n) == 0)
        {
          g_autofree char *bytes = g_strndup (line + n + 1, length - n - 1);
          char *value = g_utf8_make_valid (bytes, -1);

          return g_strstrip (value);
        }
      line += length + 1;
    }
  return NULL;
}

/* takes what stands before an empty line off @rest */
static gboolean
take_head (Bytes *rest,
           Bytes *head)
{
  const char *end = memmem (rest->p, rest->end - rest->p, "\r\n\r\n", 4);
  const char *other = memmem (rest->p, rest->end - rest->p, "\n\n", 2);

  if (end == NULL && other == NULL)
    return FALSE;
  *head = (Bytes) { rest->p, end != NULL && (other == NULL || end < other) ? end + 2 : other + 1 };
  rest->p = end != NULL && (other == NULL || end < other) ? end + 4 : other + 2;
  return TRUE;
}

/* (transfer full): a body that came in pieces (RFC 9112, 7.1), put together */
static GByteArray *
join_chunks (Bytes body)
{
  GByteArray *whole = g_byte_array_new ();

  while (body.p < body.end)
    {
      const char *eol = memchr (body.p, '\n', body.end - body.p);
      guint64 length = eol != NULL ? g_ascii_strtoull (body.p, NULL, 16) : 0;

      if (length == 0 || length > (guint64) (body.end - eol - 1))
        break;
      g_byte_array_append (whole, (const guint8 *) eol + 1, length);
      body.p = eol + 1 + length;
      while (body.p < body.end && (*body.p == '\r' || *body.p == '\n'))
        body.p += 1;
    }
  return whole;
}

/* (transfer full) (nullable) */
static char *
dup_charset (const char *type)
{
  g_autofree char *lower = g_ascii_strdown (type, -1);
  const char *found = strstr (lower, "charset=");
  gsize n;

  if (found == NULL)
    return NULL;
  found += strlen ("charset=");
  found += strspn (found, "\"' ");
  n = strcspn (found, "\"'; ");
  return n > 0 && n < 40 ? g_strndup (found, n) : NULL;
}

static gboolean
read_page (DlnReading *reading,
           const char *address,
           const char *type,
           Bytes       body,
           GError    **error)
{
  g_autofree char *charset = dup_charset (type);
  g_autofree char *part = g_strdup_printf ("#%u", reading->n_own + 1);
  g_autofree char *html = dln_reading_decode (reading, body.p, body.end - body.p, charset);
  g_auto (DlnFields) known = { 0 };

  if (html == NULL)
    return TRUE;
  dln_fields_set (&known, DLN_FIELD_URI, address, -1);
  return dln_reading_page (reading, part, html, strlen (html), &known, error);
}

/* what a server answered: a head, and a body that may be packed */
static gboolean
read_response (DlnReading *reading,
               const char *address,
               Bytes       block,
               GError    **error)
{
  Bytes head;
  g_autofree char *type = NULL;
  g_autofree char *coding = NULL;
  g_autofree char *transfer = NULL;
  g_autoptr (GByteArray) whole = NULL;

  if (block.end - block.p < 5 || memcmp (block.p, "HTTP/", 5) != 0 || !take_head (&block, &head)
      || memmem (head.p, MIN (head.end - head.p, 20), " 200", 4) == NULL)
    return TRUE;
  type = dup_value (head, "Content-Type");
  coding = dup_value (head, "Content-Encoding");
  transfer = dup_value (head, "Transfer-Encoding");
  if (type == NULL
      || (g_ascii_strncasecmp (type, "text/html", 9) != 0
          && g_ascii_strncasecmp (type, "application/xhtml", 17) != 0))
    return TRUE;
  if (transfer != NULL && g_ascii_strcasecmp (transfer, "chunked") == 0)
    {
      whole = join_chunks (block);
      if (whole->len > 0)
        block = (Bytes) { (const char *) whole->data, (const char *) whole->data + whole->len };
    }
  if (coding == NULL || g_ascii_strcasecmp (coding, "identity") == 0)
    return read_page (reading, address, type, block, error);
  return dln_reading_open (reading, address, block.p, block.end - block.p, error);
}

static gboolean
read_record (DlnReading *reading,
             Bytes       head,
             Bytes       block,
             GError    **error)
{
  g_autofree char *kind = dup_value (head, "WARC-Type");
  g_autofree char *address = dup_value (head, "WARC-Target-URI");
  g_autofree char *type = dup_value (head, "Content-Type");

  if (kind == NULL || address == NULL)
    return TRUE;
  if (strcmp (kind, "response") == 0)
    return read_response (reading, address, block, error);
  if ((strcmp (kind, "resource") == 0 || strcmp (kind, "conversion") == 0) && type != NULL
      && g_ascii_strncasecmp (type, "text/html", 9) == 0)
    return read_page (reading, address, type, block, error);
  return TRUE;
}

gboolean
dln_read_warc (DlnReading *reading,
               const char *bytes,
               gsize       length,
               GError    **error)
{
  Bytes rest = { bytes, bytes + length };
  Bytes head;

  for (;;)
    {
      g_autofree char *value = NULL;
      guint64 size;

      while (rest.p < rest.end && (*rest.p == '\r' || *rest.p == '\n'))
        rest.p += 1;
      if (rest.p == rest.end)
        return TRUE;
      if (rest.end - rest.p < 5 || memcmp (rest.p, "WARC/", 5) != 0 || !take_head (&rest, &head))
        break;
      value = dup_value (head, "Content-Length");
      size = value != NULL ? g_ascii_strtoull (value, NULL, 10) : G_MAXUINT64;
      if (size > (guint64) (rest.end - rest.p))
        break;
      if (!read_record (reading, head, (Bytes) { rest.p, rest.p + size }, error)
          || g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return FALSE;
      rest.p += size;
    }
  if (reading->n_own == 0)
    return dln_reading_refuse (reading, _("a broken web archive"), error);
  dln_reading_tell (
    reading,
    g_strdup_printf (_("%s is a broken web archive behind byte %lu; what stands before was kept."),
                     reading->name,
                     (gulong) (rest.p - bytes)));
  return TRUE;
}
