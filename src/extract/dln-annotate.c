/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library in one call: text in, JSON lines out. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-json-lines.h"

#include "extract/dln-language.h"

#include <string.h>

/* The options as this version knows them: what a caller compiled with fewer fields stays zero. */
static DlnAnnotateOptions
take_options (const DlnAnnotateOptions *options)
{
  DlnAnnotateOptions own = DLN_ANNOTATE_OPTIONS_INIT;

  if (options != NULL)
    memcpy (&own, options, MIN (options->size, sizeof own));
  if (own.layers == 0)
    own.layers = DLN_LAYER_DEFAULT;
  return own;
}

static DlnAnnotations *
read_document (DlnModel     *model,
               DlnDocument  *document,
               gsize         max_bytes,
               GCancellable *cancellable,
               GError      **error)
{
  const DlnExtractOptions options = { .max_bytes = max_bytes };
  gboolean readable = model != NULL && dln_is_readable (document, dln_model_get_language (model));

  return dln_extract (readable ? model : NULL, document, &options, cancellable, error);
}

/**
 * dln_annotate: (skip)
 * @model: (nullable): as of dln_model_open_default(); %NULL: nothing is found
 * @text: UTF-8; what is none is replaced by U+FFFD
 * @length: bytes of @text, -1 if it ends with a NUL
 * @options: (nullable): what to write and what is known besides the text
 * @cancellable: (nullable): stops it
 * @error: %DLN_EXTRACT_ERROR_LIMIT: longer than allowed; %DLN_EXTRACT_ERROR_MODEL: the model is
 *   damaged; %G_IO_ERROR_CANCELLED
 *
 * Reads one text, in any thread. A text in a language that @model does not read has no names,
 * quotes, relations or events: Dateline keeps silent where it does not know.
 *
 * Returns: (transfer full): JSON lines in the form of `dateline-cli extract`, "" if nothing was
 *   found; %NULL with @error set. Offsets count code points. Free with g_free().
 *
 * Time: O(length)
 */
char *
dln_annotate (DlnModel                 *model,
              const char               *text,
              gssize                    length,
              const DlnAnnotateOptions *options,
              GCancellable             *cancellable,
              GError                  **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (options == NULL || options->size >= sizeof (gsize), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  const DlnAnnotateOptions own = take_options (options);
  g_autoptr (DlnDocument) document = dln_document_new (text, length, own.info);
  g_autoptr (DlnAnnotations) found =
    read_document (model, document, own.max_bytes, cancellable, error);

  if (found == NULL)
    return NULL;

  GString *out = g_string_new (NULL);

  dln_json_lines_append (document, found, own.layers, out);
  return g_string_free (out, FALSE);
}

/**
 * dln_annotate_text:
 * @model: (nullable): as of dln_model_open_default(); %NULL: nothing is found
 * @text: UTF-8; what is none is replaced by U+FFFD
 * @date: (nullable): when it was published, ISO 8601 or EDTF; %NULL: not known
 * @error: as of dln_annotate()
 *
 * dln_annotate() with its defaults, for languages without structs.
 *
 * Returns: (transfer full): JSON lines in the form of `dateline-cli extract`, "" if nothing was
 *   found; %NULL with @error set. Offsets count code points.
 *
 * Time: O(length)
 */
char *
dln_annotate_text (DlnModel   *model,
                   const char *text,
                   const char *date,
                   GError    **error)
{
  const DlnDocumentInfo info = { .date = date };
  const DlnAnnotateOptions options = { .size = sizeof options, .info = &info };

  g_return_val_if_fail (text != NULL, NULL);
  return dln_annotate (model, text, -1, &options, NULL, error);
}

/* the annotations of each document; NULL with @error set if one cannot be read */
static GPtrArray *
read_documents (DlnModel     *model,
                DlnDocument **documents,
                gsize         n_documents,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);

  for (gsize i = 0; i < n_documents; i++)
    {
      DlnAnnotations *found = read_document (model, documents[i], 0, cancellable, error);

      if (found == NULL)
        return NULL;
      g_ptr_array_add (rows, found);
    }
  return g_steal_pointer (&rows);
}

/**
 * dln_annotate_story:
 * @model: (nullable): as of dln_model_open_default(); %NULL: nothing is found
 * @documents: (array length=n_documents) (transfer none): articles of one story
 * @n_documents: how many
 * @cancellable: (nullable): stops it
 * @error: as of dln_annotate()
 *
 * Reads the documents and puts them together: one entity for many spellings, one event for many
 * reports, and where they disagree.
 *
 * Returns: (transfer full): JSON lines in the form of `dateline-cli dump`: each document, its
 *   annotations with the ids that the documents share, and the conflicts at the end; "" without
 *   documents; %NULL with @error set. Offsets count code points.
 *
 * Time: O(length) to read, O(n log n) in names and events to put together
 */
char *
dln_annotate_story (DlnModel     *model,
                    DlnDocument **documents,
                    gsize         n_documents,
                    GCancellable *cancellable,
                    GError      **error)
{
  g_return_val_if_fail (documents != NULL || n_documents == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (GPtrArray) rows =
    read_documents (model, documents, n_documents, cancellable, error);
  g_autofree DlnResolveInput *inputs = g_new0 (DlnResolveInput, n_documents + 1);
  g_autoptr (DlnResolution) resolution = NULL;

  if (rows == NULL)
    return NULL;
  for (gsize i = 0; i < n_documents; i++)
    inputs[i] = (DlnResolveInput){ documents[i], g_ptr_array_index (rows, i) };
  resolution = dln_resolve (inputs, n_documents, NULL, 0, cancellable, error);
  if (resolution == NULL)
    return NULL;

  GString *out = g_string_new (NULL);

  dln_json_lines_append_story (inputs, n_documents, resolution, NULL, NULL, out);
  return g_string_free (out, FALSE);
}
