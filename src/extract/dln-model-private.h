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

#include "extract/dln-stage-private.h"

G_BEGIN_DECLS

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

guint64 _dln_bundle_checksum (const void *bytes,
                              gsize       length);

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
