/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations that other programs had a part in. What Dateline read is kept apart from what each of
 * them read, so that any of them can be switched off and an article can be read again; the rows
 * that the case sees are joined from both each time (dln-readers-join.c).
 *
 * As bytes: those of the own rows alone where nobody else read the document. Otherwise "DLNR" and a
 * GVariant "(aya(sbay))": the own rows; name, off and rows of each reader. All parts are checked as
 * own rows are. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-extract.h"
#include "extract/dln-readers-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAGIC "DLNR"
#define TYPE "(aya(sbay))"
#define MAX_READERS 64

/**
 * dln_reader_new:
 * @name: how the program calls itself
 * @off: whether its rows do not count
 * @rows: (transfer full): what it read
 *
 * Returns: (transfer full): a reader; free with dln_reader_free()
 */
DlnReader *
dln_reader_new (const char     *name,
                gboolean        off,
                DlnAnnotations *rows)
{
  DlnReader *reader = g_new0 (DlnReader, 1);

  reader->name = g_strdup (name);
  reader->off = off;
  reader->rows = rows;
  return reader;
}

void
dln_reader_free (DlnReader *reader)
{
  if (reader == NULL)
    return;
  g_free (reader->name);
  dln_annotations_unref (reader->rows);
  g_free (reader);
}

static GPtrArray *
new_readers (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) dln_reader_free);
}

/* ---- making ---------------------------------------------------------------------------------- */

/* (transfer full): @own with what those of @readers read that are not off; takes @readers */
static DlnAnnotations *
join (DlnAnnotations *own,
      GPtrArray      *readers)
{
  if (readers->len == 0)
    {
      g_ptr_array_unref (readers);
      return dln_annotations_ref (own);
    }

  DlnAnnotations *joined = _dln_readers_join (own, readers);

  joined->own = dln_annotations_ref (own);
  joined->readers = readers;
  joined->foreign = own->foreign;
  return joined;
}

/* (transfer full): copies of all readers but @without */
static GPtrArray *
dup_readers (const DlnAnnotations *annotations,
             const char           *without) /* (nullable) */
{
  GPtrArray *copies = new_readers ();

  for (guint i = 0; annotations->readers != NULL && i < annotations->readers->len; i++)
    {
      const DlnReader *reader = g_ptr_array_index (annotations->readers, i);

      if (g_strcmp0 (reader->name, without) != 0)
        g_ptr_array_add (
          copies,
          dln_reader_new (reader->name, reader->off, dln_annotations_ref (reader->rows)));
    }
  return copies;
}

/**
 * dln_annotations_get_own:
 * @annotations: annotations
 *
 * Returns: (transfer none): the rows that Dateline read, without those of others
 */
DlnAnnotations *
dln_annotations_get_own (DlnAnnotations *annotations)
{
  g_return_val_if_fail (annotations != NULL, NULL);

  return annotations->own != NULL ? annotations->own : annotations;
}

/**
 * dln_annotations_with_reader:
 * @annotations: annotations
 * @name: how the program calls itself
 * @rows: (transfer none) (nullable): what it read in this document; %NULL takes its rows away
 *
 * What the same program read before gives way. Rows that are there already are not doubled.
 *
 * Returns: (transfer full): new annotations. Time: O(rows log rows)
 */
DlnAnnotations *
dln_annotations_with_reader (DlnAnnotations *annotations,
                             const char     *name,
                             DlnAnnotations *rows)
{
  g_return_val_if_fail (annotations != NULL && name != NULL, NULL);

  GPtrArray *readers = dup_readers (annotations, name);

  if (rows != NULL && readers->len < MAX_READERS)
    g_ptr_array_add (readers, dln_reader_new (name, FALSE, dln_annotations_ref (rows)));
  return join (dln_annotations_get_own (annotations), readers);
}

/**
 * dln_annotations_switch_reader:
 * @annotations: annotations
 * @name: a reader of them, or of other documents
 * @off: whether its rows shall not count
 *
 * Returns: (transfer full): the annotations with or without its rows, which are kept in any case
 */
DlnAnnotations *
dln_annotations_switch_reader (DlnAnnotations *annotations,
                               const char     *name,
                               gboolean        off)
{
  g_return_val_if_fail (annotations != NULL && name != NULL, NULL);

  GPtrArray *readers = dup_readers (annotations, NULL);

  for (guint i = 0; i < readers->len; i++)
    {
      DlnReader *reader = g_ptr_array_index (readers, i);

      if (strcmp (reader->name, name) == 0)
        reader->off = off;
    }
  return join (dln_annotations_get_own (annotations), readers);
}

/**
 * dln_annotations_keep_readers:
 * @own: what Dateline reads of a document now
 * @older: annotations of the same text
 *
 * Returns: (transfer full): @own with the readers of @older
 */
DlnAnnotations *
dln_annotations_keep_readers (DlnAnnotations       *own,
                              const DlnAnnotations *older)
{
  g_return_val_if_fail (own != NULL && own->own == NULL && older != NULL, NULL);

  return join (own, dup_readers (older, NULL));
}

/**
 * dln_annotations_get_reader:
 * @annotations: annotations
 * @reader: of one of their rows
 *
 * Returns: (transfer none) (nullable): the name of the program that read it, %NULL = Dateline
 */
const char *
dln_annotations_get_reader (const DlnAnnotations *annotations,
                            DlnStringId           reader)
{
  g_return_val_if_fail (annotations != NULL, NULL);

  return reader != 0 ? dln_strings_get (annotations->strings, reader) : NULL;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static GVariant *
new_bytes_variant (GBytes *bytes) /* (transfer full) */
{
  GVariant *variant = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);

  g_bytes_unref (bytes);
  return variant;
}

/**
 * dln_annotations_serialize:
 * @annotations: annotations
 *
 * Returns: (transfer full): bytes for dln_annotations_deserialize(); the same rows give the same
 * bytes on every machine
 */
GBytes *
dln_annotations_serialize (const DlnAnnotations *annotations)
{
  g_return_val_if_fail (annotations != NULL, NULL);

  if (annotations->own == NULL)
    return _dln_rows_serialize (annotations);

  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (TYPE));
  g_autoptr (GVariant) variant = NULL;
  GByteArray *out = g_byte_array_new ();

  g_variant_builder_add_value (&builder,
                               new_bytes_variant (_dln_rows_serialize (annotations->own)));
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(sbay)"));
  for (guint i = 0; i < annotations->readers->len; i++)
    {
      const DlnReader *reader = g_ptr_array_index (annotations->readers, i);

      g_variant_builder_add (&builder, "(sb@ay)", reader->name, reader->off,
                             new_bytes_variant (_dln_rows_serialize (reader->rows)));
    }
  g_variant_builder_close (&builder);
  variant = g_variant_ref_sink (g_variant_builder_end (&builder));
  g_byte_array_append (out, (const guint8 *) MAGIC, strlen (MAGIC));
  g_byte_array_append (out, g_variant_get_data (variant), g_variant_get_size (variant));
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
dup_child_bytes (GVariant *parent,
                 gsize     index)
{
  g_autoptr (GVariant) child = g_variant_get_child_value (parent, index);

  return g_variant_get_data_as_bytes (child);
}

static DlnReader *
read_reader (GVariant *item,
             gsize     text_length,
             GError  **error)
{
  g_autoptr (GBytes) bytes = dup_child_bytes (item, 2);
  DlnAnnotations *rows = _dln_rows_deserialize (bytes, text_length, error);
  const char *name;
  gboolean off;

  if (rows == NULL)
    return NULL;
  g_variant_get_child (item, 0, "&s", &name);
  g_variant_get_child (item, 1, "b", &off);
  return dln_reader_new (name, off, rows);
}

/**
 * dln_annotations_deserialize:
 * @bytes: from dln_annotations_serialize(), or anything
 * @text_length: bytes of the document's text
 * @error: %DLN_EXTRACT_ERROR_DAMAGED, also for another version
 *
 * Returns: (transfer full): the annotations, in which every row, string and span exists
 */
DlnAnnotations *
dln_annotations_deserialize (GBytes  *bytes,
                             gsize    text_length,
                             GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length < strlen (MAGIC) || memcmp (data, MAGIC, strlen (MAGIC)) != 0)
    return _dln_rows_deserialize (bytes, text_length, error);

  g_autoptr (GBytes) rest = g_bytes_new_from_bytes (bytes, strlen (MAGIC), length - strlen (MAGIC));
  g_autoptr (GVariant) variant =
    g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (TYPE), rest, FALSE));
  g_autoptr (GPtrArray) readers = new_readers ();
  g_autoptr (DlnAnnotations) own = NULL;
  g_autoptr (GVariant) items = NULL;
  g_autoptr (GBytes) own_bytes = NULL;

  if (!g_variant_is_normal_form (variant))
    {
      g_set_error_literal (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_DAMAGED,
                           _("The stored annotations are damaged."));
      return NULL;
    }
  own_bytes = dup_child_bytes (variant, 0);
  own = _dln_rows_deserialize (own_bytes, text_length, error);
  items = g_variant_get_child_value (variant, 1);
  for (gsize i = 0; own != NULL && i < MIN (g_variant_n_children (items), MAX_READERS); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      DlnReader *reader = read_reader (item, text_length, error);

      if (reader == NULL)
        return NULL;
      g_ptr_array_add (readers, reader);
    }
  return own != NULL ? join (own, g_steal_pointer (&readers)) : NULL;
}

/**
 * dln_annotations_fit_text:
 * @annotations: annotations, every span of which lies within @length
 * @text: the document's text
 * @length: bytes of @text
 *
 * Returns: whether every span begins and ends between two characters. Time: O(rows)
 */
gboolean
dln_annotations_fit_text (const DlnAnnotations *annotations,
                          const char           *text,
                          gsize                 length)
{
  g_return_val_if_fail (annotations != NULL && text != NULL, FALSE);

  for (guint i = 0; annotations->readers != NULL && i < annotations->readers->len; i++)
    if (!_dln_rows_fit_text (
          ((DlnReader *) g_ptr_array_index (annotations->readers, i))->rows, text, length))
      return FALSE;
  return _dln_rows_fit_text (annotations, text, length);
}
