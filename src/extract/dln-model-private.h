/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundle's file format, shared by the reader and by the tool that writes it.
 *
 *   DlnBundleHeader
 *   DlnBundleSection table[n_sections]     in the order in which they were added
 *   sections, each at a multiple of 64 bytes, gaps are zero
 *
 * Little-endian. The header's checksum covers the header (with that field 0) and the table; each
 * section has its own. */
#pragma once

#include <string.h>

#include "extract/dln-stage-private.h"

G_BEGIN_DECLS

#define DLN_READER_FILE "reader.dlnmodel" /* the encoder, beside each bundle */
#define DLN_PIECES_FILE "pieces.dlnmodel" /* its vocabulary */

#define DLN_BUNDLE_MAGIC "DLNMODEL"
#define DLN_BUNDLE_FORMAT 1
#define DLN_BUNDLE_MAX_SECTIONS 64
#define DLN_BUNDLE_ALIGN 64

typedef struct
{
  char    magic[8];
  guint32 format;
  guint32 n_sections;
  guint64 file_length;
  guint64 checksum;
  char    language[16]; /* BCP 47, terminated */
  char    version[16];  /* terminated */
} DlnBundleHeader;

typedef struct
{
  char    name[40]; /* terminated */
  guint64 offset;
  guint64 length;
  guint64 checksum;
} DlnBundleSection;

/**
 * _dln_bundle_checksum:
 * @bytes: anything
 * @length: how many
 *
 * Four lanes of multiply and rotate, so that a bundle is checked in milliseconds.
 *
 * Returns: a checksum against damage, not against intent
 */
static inline guint64
_dln_bundle_checksum (const void *bytes,
                      gsize       length)
{
  const guint8 *p = bytes;
  guint64 lanes[4] = { 0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu, length };
  guint64 hash = 0;

  for (; length >= 32; p += 32, length -= 32)
    for (guint i = 0; i < 4; i++)
      {
        guint64 word;

        memcpy (&word, p + 8 * i, 8);
        lanes[i] = (lanes[i] ^ word) * 0xff51afd7ed558ccdu;
        lanes[i] = lanes[i] << 31 | lanes[i] >> 33;
      }
  for (; length > 0; p++, length--)
    lanes[length % 4] = (lanes[length % 4] ^ *p) * 0xc4ceb9fe1a85ec53u;
  for (guint i = 0; i < 4; i++)
    {
      hash = (hash ^ lanes[i]) * 0xff51afd7ed558ccdu;
      hash ^= hash >> 29;
    }
  return hash;
}

/**
 * _dln_model_open_unread:
 * @path: a bundle
 * @error: %DLN_EXTRACT_ERROR_MODEL: missing, cut, or of another version
 *
 * Opens a large bundle without reading its sections; _dln_model_read_section() then checks each.
 *
 * Returns: (transfer full): the model
 */
DlnModel *_dln_model_open_unread (const char  *path,
                                  GError     **error);

/**
 * _dln_model_read_section:
 * @model: a bundle that was opened unread
 * @name: section name
 * @length: (out): bytes
 * @error: %DLN_EXTRACT_ERROR_MODEL: it is missing or altered; the text names the file
 *
 * Returns: (transfer none): the section's bytes, 64-byte aligned, their checksum verified. Time:
 * O(@length)
 */
const void *_dln_model_read_section (DlnModel    *model,
                                     const char  *name,
                                     gsize       *length,
                                     GError     **error);

/* (transfer none): the file */
const char *_dln_model_get_path (const DlnModel *model);

/* Name of section @i, in the order of the table; NULL past the last */
const char *_dln_model_get_section_name (const DlnModel *model,
                                         guint           i);

/**
 * _dln_model_get_view:
 * @model: a bundle
 * @name: what it is called; one value for each name
 * @parse: makes the value from the model, once; may return NULL
 * @destroy: frees it with the model
 *
 * For views of sections that are too dear to make for each document. Thread-safe.
 *
 * Returns: (transfer none) (nullable): the value
 */
gpointer _dln_model_get_view (DlnModel       *model,
                              const char     *name,
                              gpointer      (*parse) (DlnModel *model),
                              GDestroyNotify  destroy);

G_END_DECLS
