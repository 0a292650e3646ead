/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One article. The text is copied once and never changes; the digest of its bytes is what tells
 * the same article imported twice. What of its file begins where in the text, as a page, is kept as
 * lines, and found by bisection. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-document.h"

#include <string.h>

#define MAX_PLACE 120 /* bytes of what a place is called */

typedef struct
{
  guint32 begin; /* in the text */
  guint32 at;    /* in `names` */
} Place;

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

  char           *places;   /* (nullable): lines of "BEGIN NAME", as they were understood */
  GString        *names;    /* (nullable): what the places are called, each with a NUL behind it */
  GArray         *begins;   /* (nullable): Place, in the order of the text */

  GRefString     *original; /* (nullable): its "file:" address */
  GRefString     *original_digest; /* (nullable): of its bytes; set with the address */
  gint64          original_size;
};

/* ---- places ---------------------------------------------------------------------------------- */

/* a name of one line that can be shown */
static gboolean
is_place_name (const char *name)
{
  if (*name == '\0' || strlen (name) > MAX_PLACE || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* What does not fit the text, or stands out of order, is no place. */
static void
read_places (DlnDocument *document,
             const char  *places)
{
  g_auto (GStrv) lines = g_strsplit (places, "\n", -1);
  g_autoptr (GString) understood = g_string_new (NULL);

  document->names = g_string_new (NULL);
  document->begins = g_array_new (FALSE, FALSE, sizeof (Place));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *name;
      guint64 begin = g_ascii_strtoull (lines[i], &name, 10);
      Place place = { begin, document->names->len };
      const Place *last = document->begins->len > 0
                            ? &g_array_index (document->begins, Place, document->begins->len - 1)
                            : NULL;

      if (name == lines[i] || *name != ' ' || !is_place_name (name + 1)
          || begin > document->length || (last != NULL && begin <= last->begin))
        continue;
      g_string_append_len (document->names, name + 1, strlen (name + 1) + 1);
      g_array_append_val (document->begins, place);
      g_string_append_printf (understood, "%u %s\n", place.begin, name + 1);
    }
  if (understood->len > 0)
    document->places = g_string_free (g_steal_pointer (&understood), FALSE);
}

/* ---- documents ------------------------------------------------------------------------------- */

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
  if (info->places != NULL)
    read_places (document, info->places);
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
  g_free (document->places);
  if (document->names != NULL)
    g_string_free (document->names, TRUE);
  g_clear_pointer (&document->begins, g_array_unref);
  g_clear_pointer (&document->original, g_ref_string_release);
  g_clear_pointer (&document->original_digest, g_ref_string_release);
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
 * dln_document_get_places:
 * @document: the document
 *
 * Returns: (transfer none) (nullable): lines of "BEGIN NAME": what of the file begins at a byte of
 * the text. A name is a word and a value: page, message, line, row, item or article and a number,
 * or time and hours, minutes and seconds.
 */
const char *
dln_document_get_places (const DlnDocument *document)
{
  return document->places;
}

/**
 * dln_document_find_place:
 * @document: the document
 * @at: a byte of its text
 *
 * Returns: (transfer none) (nullable): the name of the place of the file that @at was read from.
 * Time: O(log places)
 */
const char *
dln_document_find_place (const DlnDocument *document,
                         guint32            at)
{
  guint low = 0;
  guint high = document->begins != NULL ? document->begins->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (document->begins, Place, middle).begin <= at)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? document->names->str + g_array_index (document->begins, Place, low - 1).at
                 : NULL;
}

/**
 * dln_document_get_original:
 * @document: the document
 * @original: (out) (optional): the file that it was read from; owned by @document
 *
 * Returns: whether it is known
 */
gboolean
dln_document_get_original (const DlnDocument *document,
                           DlnOriginal       *original)
{
  g_return_val_if_fail (document != NULL, FALSE);

  if (original != NULL)
    *original = (DlnOriginal) { document->original,
                                document->original_digest,
                                document->original_size };
  return document->original != NULL;
}

/**
 * dln_document_set_original:
 * @document: a document that nobody else has yet
 * @original: (nullable): the file that it was read from
 *
 * Documents of one file share the strings.
 */
void
dln_document_set_original (DlnDocument       *document,
                           const DlnOriginal *original)
{
  g_return_if_fail (document != NULL);
  g_return_if_fail (original == NULL || (original->uri != NULL && original->digest != NULL));

  g_clear_pointer (&document->original, g_ref_string_release);
  g_clear_pointer (&document->original_digest, g_ref_string_release);
  document->original_size = 0;
  if (original == NULL)
    return;
  document->original = g_ref_string_new_intern (original->uri);
  document->original_digest = g_ref_string_new_intern (original->digest);
  document->original_size = original->size;
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
