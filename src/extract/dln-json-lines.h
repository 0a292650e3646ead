/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations as JSON lines, for other programs. */
#pragma once

#include "extract/dln-resolution.h"

G_BEGIN_DECLS

typedef enum /* what is written of a document */
{
  DLN_LAYER_TOKENS = 1 << 0,
  DLN_LAYER_NAMES = 1 << 1,
  DLN_LAYER_TIMES = 1 << 2,
  DLN_LAYER_QUOTES = 1 << 3,
  DLN_LAYER_RELATIONS = 1 << 4,
  DLN_LAYER_EVENTS = 1 << 5,
  DLN_LAYER_CO_MENTIONS = 1 << 6, /* the weak relation kind, off by default */
  DLN_LAYER_DEFAULT = (1 << 6) - 2,
} DlnLayers;

/**
 * DlnJsonTitleFunc: (skip)
 * @kind: of @id
 * @id: in the tables
 * @data: of the caller
 *
 * Returns: (transfer full) (nullable): what to call it
 */
typedef char *(*DlnJsonTitleFunc) (DlnTargetKind kind,
                                   guint32       id,
                                   gpointer      data);

void  dln_json_lines_append       (DlnDocument           *document,
                                   DlnAnnotations        *annotations,
                                   DlnLayers              layers,
                                   GString               *out);
void  dln_json_lines_append_story (const DlnResolveInput *inputs, /* [n_inputs] */
                                   gsize                  n_inputs,
                                   const DlnResolution   *resolution,
                                   DlnJsonTitleFunc       dup_title,
                                   gpointer               data,
                                   GString               *out);

/**
 * DlnAnnotateOptions: (skip)
 * @size: `sizeof (DlnAnnotateOptions)` where it was compiled; fields beyond it are taken as zero,
 *   so that later versions can add some. %DLN_ANNOTATE_OPTIONS_INIT sets it.
 * @layers: what to write; 0 = %DLN_LAYER_DEFAULT
 * @max_bytes: a longer text is an error; 0 = 64 MiB
 * @info: (nullable): what is known of the document besides its text; @info.id is "doc" in each line
 */
typedef struct
{
  gsize                  size;
  DlnLayers              layers;
  gsize                  max_bytes;
  const DlnDocumentInfo *info;
} DlnAnnotateOptions;
#define DLN_ANNOTATE_OPTIONS_INIT { .size = sizeof (DlnAnnotateOptions) }

char *dln_annotate      (DlnModel                 *model,
                         const char               *text,
                         gssize                    length,
                         const DlnAnnotateOptions *options,
                         GCancellable             *cancellable,
                         GError                  **error);
char *dln_annotate_text (DlnModel                 *model,
                         const char               *text,
                         const char               *date,
                         GError                  **error);
char *dln_annotate_story (DlnModel                *model,
                         DlnDocument             **documents,
                         gsize                     n_documents,
                         GCancellable             *cancellable,
                         GError                  **error);

G_END_DECLS
