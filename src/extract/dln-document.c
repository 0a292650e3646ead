/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One article. The text is copied once and never changes; the digest of its bytes is what tells
 * the same article imported twice. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-document.h"

#include <string.h>

struct _DlnDocument
{
  gatomicrefcount refs;
  char           *text;
  gsize           length;
  char           *id;
  char           *title;
  char           *source;
  char           *byline;
  char           *date;
  char           *language;
  char           *uri;
  char           *digest; /* SHA-256 of the text, hex */
};

/**
 * dln_document_new:
 * @text: valid UTF-8; other bytes are replaced by U+FFFD
 * @length: bytes of @text, or -1 if it is terminated
 * @info: (nullable): what else is known; copied
 *
 * Returns: (transfer full): the document. Time: O(length)
 */
DlnDocument *
dln_document_new (const char            *text,
                  gssize                 length,
                  const DlnDocumentInfo *info)
{
  static const DlnDocumentInfo nothing = { 0 };

  g_return_val_if_fail (text != NULL, NULL);

  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  DlnDocument *document = g_new0 (DlnDocument, 1);

  if (info == NULL)
    info = &nothing;
  g_atomic_ref_count_init (&document->refs);
  document->text = g_utf8_validate_len (text, bytes, NULL) ? g_strndup (text, bytes)
                                                           : g_utf8_make_valid (text, bytes);
  document->length = strlen (document->text);
  document->id = g_strdup (info->id);
  document->title = g_strdup (info->title);
  document->source = g_strdup (info->source);
  document->byline = g_strdup (info->byline);
  document->date = g_strdup (info->date);
  document->language = g_strdup (info->language);
  document->uri = g_strdup (info->uri);
  document->digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                                  (const guchar *) document->text,
                                                  document->length);
  return document;
}

DlnDocument *
dln_document_ref (DlnDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);

  g_atomic_ref_count_inc (&document->refs);
  return document;
}

void
dln_document_unref (DlnDocument *document)
{
  if (document == NULL || !g_atomic_ref_count_dec (&document->refs))
    return;
  g_free (document->text);
  g_free (document->id);
  g_free (document->title);
  g_free (document->source);
  g_free (document->byline);
  g_free (document->date);
  g_free (document->language);
  g_free (document->uri);
  g_free (document->digest);
  g_free (document);
}

/**
 * dln_document_get_text:
 * @document: the document
 * @length: (out) (optional): its bytes
 *
 * Returns: (transfer none): the text, valid UTF-8, terminated
 */
const char *
dln_document_get_text (const DlnDocument *document,
                       gsize             *length)
{
  g_return_val_if_fail (document != NULL, NULL);

  if (length != NULL)
    *length = document->length;
  return document->text;
}

/* Each of the following returns (nullable) (transfer none). */
const char *
dln_document_get_id (const DlnDocument *document)
{
  return document->id;
}

const char *
dln_document_get_title (const DlnDocument *document)
{
  return document->title;
}

const char *
dln_document_get_source (const DlnDocument *document)
{
  return document->source;
}

const char *
dln_document_get_byline (const DlnDocument *document)
{
  return document->byline;
}

const char *
dln_document_get_date (const DlnDocument *document)
{
  return document->date;
}

const char *
dln_document_get_language (const DlnDocument *document)
{
  return document->language;
}

const char *
dln_document_get_uri (const DlnDocument *document)
{
  return document->uri;
}

/**
 * dln_document_get_link:
 * @document: the document
 *
 * An article says of itself where it came from. What is no address of a page, such as
 * "javascript:" or "file:", is not passed on to programs that might follow it.
 *
 * Returns: (transfer none) (nullable): the address, if it begins with http:// or https:// and has
 * no white space or control character in it
 */
const char *
dln_document_get_link (const DlnDocument *document)
{
  static const char *const schemes[] = { "https://", "http://" };
  const char *uri = document->uri;

  if (uri == NULL)
    return NULL;
  for (const char *p = uri; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)) || !g_unichar_isprint (g_utf8_get_char (p)))
      return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (uri, schemes[i], strlen (schemes[i])) == 0)
      return uri;
  return NULL;
}

/**
 * dln_document_get_digest:
 * @document: the document
 *
 * Returns: (transfer none): SHA-256 of the text in hex; equal texts have equal digests
 */
const char *
dln_document_get_digest (const DlnDocument *document)
{
  return document->digest;
}

/**
 * dln_document_dup_span:
 * @document: the document
 * @span: a span of its text
 *
 * Returns: (transfer full): the bytes of @span
 */
char *
dln_document_dup_span (const DlnDocument *document,
                       DlnSpan            span)
{
  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (span.begin <= span.end && span.end <= document->length, NULL);

  return g_strndup (document->text + span.begin, span.end - span.begin);
}
